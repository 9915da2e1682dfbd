//! What the map is coloured by: zones, or any figure of the units in classes.

use crate::app::components::unit_map::Paint;
use crate::chart::map::{Key, Look, Palette, Scale};
use crate::core::classify::{ClassMethod, ClassifyError, classify};
use crate::core::number::{fixed, significant};
use crate::steps::zones::{ZonesResult, ZonesStep};
use crate::tr;
use crate::words::Lang;
use crate::words::zones::{letter, place_of};

use super::table::{MILLION, palette};

/// A figure every unit has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Quantity {
    /// The zone.
    #[default]
    Zone,
    /// Demand over supply.
    Ratio,
    /// Carbon stored, 10⁶ t.
    Storage,
    /// Carbon stored per area.
    Stock,
    /// Demand per area.
    Demand,
    /// Mean economic contribution.
    Eec,
    /// Mean ecological contribution.
    Sec,
    /// Emission of the last year.
    Emission,
    /// Uptake of the last year.
    Uptake,
    /// Emission per area of the last year.
    EmissionIntensity,
    /// Uptake per area of the last year.
    UptakeIntensity,
}

const OF_SUPPLY: [Quantity; 5] = [
    Quantity::Zone,
    Quantity::Ratio,
    Quantity::Storage,
    Quantity::Stock,
    Quantity::Demand,
];
const OF_BALANCE: [Quantity; 7] = [
    Quantity::Zone,
    Quantity::Eec,
    Quantity::Sec,
    Quantity::Emission,
    Quantity::Uptake,
    Quantity::EmissionIntensity,
    Quantity::UptakeIntensity,
];

impl Quantity {
    /// Those a step has.
    pub fn of(step: &ZonesStep) -> &'static [Self] {
        match &step.result {
            ZonesResult::Balance(found) if found.years.iter().all(|y| y.balance.area.is_some()) => {
                &OF_BALANCE
            }
            ZonesResult::Balance(_) => &OF_BALANCE[..5],
            ZonesResult::SupplyDemand(_) => &OF_SUPPLY,
        }
    }

    /// Name.
    pub fn name(self, lang: Lang) -> &'static str {
        match self {
            Self::Zone => tr!(lang, "zones.zone"),
            Self::Ratio => tr!(lang, "zones.table.ratio"),
            Self::Storage => tr!(lang, "zones.table.storage"),
            Self::Stock => tr!(lang, "zones.table.stock"),
            Self::Demand => tr!(lang, "zones.table.demand"),
            Self::Eec => tr!(lang, "zones.read.eec"),
            Self::Sec => tr!(lang, "zones.read.sec"),
            Self::Emission => tr!(lang, "zones.table.emission"),
            Self::Uptake => tr!(lang, "zones.table.uptake"),
            Self::EmissionIntensity => tr!(lang, "zones.table.emission_intensity"),
            Self::UptakeIntensity => tr!(lang, "zones.table.uptake_intensity"),
        }
    }

    /// One value a unit; nothing where it has none.
    pub fn values(self, step: &ZonesStep) -> Vec<Option<f64>> {
        let units = 0..step.units.len();
        let of = |i: usize| match &step.result {
            ZonesResult::SupplyDemand(found) => {
                let unit = found.supply.units.get(i)?;
                match self {
                    Self::Storage => Some(unit.storage / MILLION),
                    Self::Stock => Some(unit.stock_density),
                    Self::Demand => Some(unit.demand_density),
                    _ => Some(unit.ratio),
                }
            }
            ZonesResult::Balance(found) => {
                let unit = found.years.last()?.balance.units.get(i)?;
                match self {
                    Self::Eec => found.mean_eec.get(i).copied(),
                    Self::Emission => Some(unit.emission),
                    Self::Uptake => Some(unit.uptake),
                    Self::EmissionIntensity => unit.emission_intensity,
                    Self::UptakeIntensity => unit.uptake_intensity,
                    _ => found.mean_sec.get(i).copied(),
                }
            }
        };
        units.map(of).collect()
    }

    /// Whether 1 is the middle that everything is read against.
    fn is_round_one(self) -> bool {
        matches!(self, Self::Eec | Self::Sec)
    }
}

/// How the figure is put into classes.
#[derive(Debug, Clone, PartialEq)]
pub struct Classes {
    /// Method.
    pub method: ClassMethod,
    /// How many, where the method does not say it.
    pub count: usize,
    /// Limits, for classes typed in.
    pub limits: Vec<f64>,
}

impl Default for Classes {
    fn default() -> Self {
        Self {
            method: ClassMethod::NaturalBreaks,
            count: 5,
            limits: Vec::new(),
        }
    }
}

/// Units coloured by zone.
pub fn by_zone(step: &ZonesStep, keys: Vec<Key>) -> Paint {
    let places: Vec<Option<usize>> = step
        .units
        .iter()
        .map(|unit| place_of(step, unit.zone.as_deref()))
        .collect();
    let value = |i: usize| match &step.result {
        ZonesResult::Balance(found) => fixed(found.mean_sec[i], 2),
        ZonesResult::SupplyDemand(found) => fixed(found.supply.units[i].ratio, 3),
    };
    Paint {
        scale: Scale {
            palette: palette(step),
            classes: step.zones.len(),
            hatched: step.zones.len().checked_sub(1),
        },
        looks: places
            .iter()
            .map(|p| p.map_or(Look::Plain, Look::Class))
            .collect(),
        tags: places.iter().map(|p| letter(*p)).collect(),
        values: (0..step.units.len()).map(value).collect(),
        keys,
        ..Paint::default()
    }
}

/// Units coloured by a figure.
pub fn by_value(
    lang: Lang,
    step: &ZonesStep,
    quantity: Quantity,
    classes: &Classes,
) -> Result<Paint, ClassifyError> {
    let values = quantity.values(step);
    let known: Vec<f64> = values.iter().flatten().copied().collect();
    let mut limits = classes.limits.clone();
    limits.retain(|l| l.is_finite());
    let found = classify(&known, classes.method, classes.count, &limits)?;
    let count = found.breaks.len();
    let below = found.breaks.iter().filter(|b| **b <= 1.0).count();
    let palette = if quantity.is_round_one() && below > 0 && below < count {
        Palette::Diverging {
            below,
            above: count - below,
        }
    } else {
        Palette::Sequential
    };
    let class = |value: &Option<f64>| value.map(|v| found.class_of(v).min(count - 1));
    let mut low = found.least;
    let mut keys = Vec::with_capacity(count);
    for (i, (high, size)) in found.breaks.iter().zip(&found.sizes).enumerate() {
        keys.push(Key {
            look: Look::Class(i),
            tag: String::new(),
            label: tr!(
                lang,
                "zones.legend.range",
                low = significant(low, 3),
                high = significant(*high, 3)
            ),
            note: tr!(lang, "zones.map.count", n = size),
        });
        low = *high;
    }
    Ok(Paint {
        scale: Scale {
            palette,
            classes: count,
            hatched: None,
        },
        looks: values
            .iter()
            .map(|v| class(v).map_or(Look::NoData, Look::Class))
            .collect(),
        tags: vec![String::new(); values.len()],
        values: values
            .iter()
            .map(|v| v.map_or_else(|| "—".to_owned(), |v| significant(v, 3)))
            .collect(),
        keys,
        ..Paint::default()
    })
}
