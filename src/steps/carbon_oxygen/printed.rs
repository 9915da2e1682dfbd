//! What a paper printed beside what is computed.

use serde::{Deserialize, Serialize};

use super::{CarbonOxygenStep, LandNeeded};
use crate::core::carbon_oxygen::{Element, implied_ratio};
use crate::core::study::{CarbonOxygen, PrintedMoran, Text};
use crate::core::units::Unit;

/// A computed figure of the year nearest to a printed one.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Own {
    /// The year.
    pub year: i32,
    /// The figure.
    pub value: f64,
    /// How far the printed figure is above it, as a share; none for a figure of 0.
    pub difference: Option<f64>,
    /// Whether both are of the same year.
    pub is_same_year: bool,
}

/// A printed ratio.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RatioBeside {
    /// Region code.
    pub region: String,
    /// Its name, when the study has it.
    pub name: Option<Text>,
    /// Year.
    pub year: i32,
    /// Which ratio.
    pub element: Element,
    /// The printed one.
    pub printed: f64,
    /// The computed one.
    pub own: Option<Own>,
}

/// Which of the two sums.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Summed {
    /// Carbon people release.
    Released,
    /// Carbon land fixes.
    Fixed,
}

/// A printed sum of all units.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SumBeside {
    /// Year.
    pub year: i32,
    /// Which sum.
    pub of: Summed,
    /// The printed one.
    pub printed: f64,
    /// The computed one, over the units counted in its year.
    pub own: Option<Own>,
}

/// A printed gap of ecological land.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GapBeside {
    /// Region code.
    pub region: String,
    /// Its name, when the study has it.
    pub name: Option<Text>,
    /// For which balance.
    pub element: Element,
    /// The printed gap, %.
    pub printed: f64,
    /// The ratio it means; none for a gap of 0.
    pub implied: Option<f64>,
    /// The computed gap, %.
    pub own: Option<f64>,
    /// The computed ratio of target year and base year.
    pub own_ratio: Option<f64>,
}

/// Everything printed about ratios and sums.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PrintedBeside {
    /// Id of the source.
    pub source: String,
    /// Decimals of the ratios.
    pub decimals: usize,
    /// Unit of the sums.
    pub unit: Unit,
    /// Ratios.
    pub ratios: Vec<RatioBeside>,
    /// Sums.
    pub sums: Vec<SumBeside>,
    /// Spatial autocorrelation, as printed.
    pub moran: Vec<PrintedMoran>,
}

pub(super) fn beside(own: &CarbonOxygen, step: &CarbonOxygenStep) -> Option<PrintedBeside> {
    let printed = own.published.as_ref()?;
    let mut ratios = Vec::new();
    for row in &printed.ratios {
        let unit = step.units.iter().find(|u| u.region == row.region);
        for (element, figure) in [(Element::Carbon, row.carbon), (Element::Oxygen, row.oxygen)] {
            let found = unit.and_then(|unit| {
                let values = step.years.iter().zip(&unit.years);
                let known = values.filter_map(|(y, b)| Some((*y, b.of(element).value?)));
                nearest(row.year, figure, known)
            });
            ratios.push(RatioBeside {
                region: row.region.clone(),
                name: unit.map(|u| u.name.clone()),
                year: row.year,
                element,
                printed: figure,
                own: found,
            });
        }
    }
    let ratio = step.unit.ratio_to(&printed.unit).ok();
    let mut sums = Vec::new();
    for row in &printed.sums {
        for (of, figure) in [(Summed::Released, row.released), (Summed::Fixed, row.fixed)] {
            let known = step.nation.iter().filter_map(|y| {
                let amounts = &y.totals.amounts;
                let value = match of {
                    Summed::Released => amounts.carbon_released,
                    Summed::Fixed => amounts.carbon_fixed,
                };
                Some((y.year, value? * ratio?))
            });
            sums.push(SumBeside {
                year: row.year,
                of,
                printed: figure,
                own: nearest(row.year, figure, known),
            });
        }
    }
    Some(PrintedBeside {
        source: printed.source.clone(),
        decimals: printed.decimals,
        unit: printed.unit.clone(),
        ratios,
        sums,
        moran: printed.moran.clone(),
    })
}

/// The figure of the year nearest to one, the earlier of two equally near.
fn nearest(year: i32, printed: f64, known: impl Iterator<Item = (i32, f64)>) -> Option<Own> {
    let (own, value) = known.min_by_key(|(y, _)| y.abs_diff(year))?;
    let difference = printed / value - 1.0;
    Some(Own {
        year: own,
        value,
        difference: difference.is_finite().then_some(difference),
        is_same_year: own == year,
    })
}

/// Printed gaps beside those computed.
pub(super) fn gaps(own: &CarbonOxygen, needed: &LandNeeded) -> Vec<GapBeside> {
    let printed = own.published.as_ref().and_then(|p| p.gaps.as_ref());
    let mut all = Vec::new();
    for (printed, row) in printed
        .into_iter()
        .flat_map(|g| g.rows.iter().map(move |r| (g, r)))
    {
        let unit = needed.units.iter().find(|u| u.region == row.0);
        for (element, figure) in [(Element::Carbon, row.1), (Element::Oxygen, row.2)] {
            let need = unit.and_then(|u| u.of(element).need.as_ref().ok());
            all.push(GapBeside {
                region: row.0.clone(),
                name: unit.map(|u| u.name.clone()),
                element,
                printed: figure,
                implied: implied_ratio(figure, printed.share),
                own: need.map(|n| n.gap_percent),
                own_ratio: need.map(|n| n.ratio),
            });
        }
    }
    all
}
