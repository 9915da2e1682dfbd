//! Which units take part in which year, and with which weight.

use serde::{Deserialize, Serialize};

use super::{CentreError, LonLat};

/// A unit without a weight in some years.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MissingUnit {
    /// Position of the unit.
    pub unit: usize,
    /// Years without a weight.
    pub years: Vec<i32>,
}

/// A unit of a year.
pub(super) struct Member {
    pub(super) unit: usize,
    /// Its weight as a part of the largest of the year, so that sums of any amounts stay numbers.
    pub(super) share: f64,
}

/// The units of a year.
pub(super) struct Row {
    pub(super) year: i32,
    pub(super) members: Vec<Member>,
    pub(super) total: f64,
}

pub(super) struct Panel {
    pub(super) rows: Vec<Row>,
    pub(super) missing: Vec<MissingUnit>,
}

/// Checks the input and takes the units that take part: with `common`, those with a weight in every year.
pub(super) fn panel(
    places: &[LonLat],
    years: &[i32],
    weights: &[Vec<Option<f64>>],
    common: bool,
    needed: usize,
) -> Result<Panel, CentreError> {
    check(places, years, weights)?;
    let missing: Vec<MissingUnit> = weights
        .iter()
        .enumerate()
        .map(|(unit, own)| {
            let years = own.iter().zip(years).filter(|(weight, _)| weight.is_none());
            let years = years.map(|(_, year)| *year).collect();
            MissingUnit { unit, years }
        })
        .filter(|unit| !unit.years.is_empty())
        .collect();
    let is_whole = |own: &[Option<f64>]| !common || own.iter().all(Option::is_some);
    let rows = years
        .iter()
        .enumerate()
        .map(|(at, year)| {
            let own = weights.iter().enumerate().filter(|(_, own)| is_whole(own));
            let taking: Vec<(usize, f64)> = own
                .filter_map(|(unit, own)| Some((unit, own.get(at).copied().flatten()?)))
                .collect();
            row(*year, &taking, needed)
        })
        .collect::<Result<_, _>>()?;
    Ok(Panel { rows, missing })
}

fn row(year: i32, taking: &[(usize, f64)], needed: usize) -> Result<Row, CentreError> {
    if taking.len() < needed {
        return Err(CentreError::TooFewUnits {
            year,
            found: taking.len(),
            needed,
        });
    }
    let largest = taking.iter().fold(0.0, |most: f64, (_, w)| most.max(*w));
    if largest == 0.0 {
        return Err(CentreError::AllZero { year });
    }
    let total: f64 = taking.iter().map(|(_, weight)| weight).sum();
    if !total.is_finite() {
        return Err(CentreError::Overflow { year });
    }
    let member = |(unit, weight): &(usize, f64)| Member {
        unit: *unit,
        share: weight / largest,
    };
    Ok(Row {
        year,
        members: taking.iter().map(member).collect(),
        total,
    })
}

fn check(
    places: &[LonLat],
    years: &[i32],
    weights: &[Vec<Option<f64>>],
) -> Result<(), CentreError> {
    if places.is_empty() {
        return Err(CentreError::NoUnits);
    }
    if years.is_empty() {
        return Err(CentreError::NoYears);
    }
    if weights.len() != places.len() {
        return Err(CentreError::UnitCount {
            found: weights.len(),
            expected: places.len(),
        });
    }
    for pair in years.windows(2) {
        if let [before, year] = pair
            && before >= year
        {
            return Err(CentreError::YearOrder { year: *year });
        }
    }
    if let Some(unit) = places.iter().position(|place| !place.is_on_earth()) {
        return Err(CentreError::Place { unit });
    }
    for (unit, own) in weights.iter().enumerate() {
        if own.len() != years.len() {
            return Err(CentreError::YearCount {
                unit,
                found: own.len(),
                expected: years.len(),
            });
        }
        for (weight, year) in own.iter().zip(years) {
            match weight {
                Some(value) if !value.is_finite() => {
                    return Err(CentreError::NotFinite { year: *year, unit });
                }
                Some(value) if *value < 0.0 => {
                    return Err(CentreError::Negative {
                        year: *year,
                        unit,
                        value: *value,
                    });
                }
                _ => {}
            }
        }
    }
    Ok(())
}
