//! What stops a gravity centre or an ellipse.

use super::ellipse::{FEWEST_RING_POINTS, MOST_RING_POINTS};
use crate::core::problem::{Arg, Place, Problem, Report};

/// Why there is no centre. Units are counted from 0.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum CentreError {
    /// No unit.
    #[error("no units")]
    NoUnits,
    /// No year.
    #[error("no years")]
    NoYears,
    /// Weights of more or fewer units than there are places.
    #[error("weights of {found} units for {expected} places")]
    UnitCount {
        /// Units with weights.
        found: usize,
        /// Places.
        expected: usize,
    },
    /// A unit with more or fewer weights than years.
    #[error("unit {unit}: {found} weights for {expected} years")]
    YearCount {
        /// Which unit.
        unit: usize,
        /// Its weights.
        found: usize,
        /// Years.
        expected: usize,
    },
    /// Years that do not ascend.
    #[error("year {year} does not come after the one before it")]
    YearOrder {
        /// The year that comes too late.
        year: i32,
    },
    /// No longitude from −180 to 180, or no latitude from −90 to 90.
    #[error("unit {unit}: no place on the earth")]
    Place {
        /// Which unit.
        unit: usize,
    },
    /// A weight that is no number.
    #[error("unit {unit}, {year}: the weight is not finite")]
    NotFinite {
        /// Which year.
        year: i32,
        /// Which unit.
        unit: usize,
    },
    /// A weight below 0.
    #[error("unit {unit}, {year}: the weight {value} is negative")]
    Negative {
        /// Which year.
        year: i32,
        /// Which unit.
        unit: usize,
        /// The weight.
        value: f64,
    },
    /// Only weights of 0.
    #[error("{year}: all weights are 0")]
    AllZero {
        /// Which year.
        year: i32,
    },
    /// Fewer units with a weight than it takes.
    #[error("{year}: {found} units with a weight, at least {needed}")]
    TooFewUnits {
        /// Which year.
        year: i32,
        /// Units with a weight.
        found: usize,
        /// Units needed.
        needed: usize,
    },
    /// Parallels that make no cone.
    #[error("the parallels make no cone")]
    Projection,
    /// A mean or a ring that lies off the projection.
    #[error("{year}: off the map of the projection")]
    OffMap {
        /// Which year.
        year: i32,
    },
    /// Places that balance out: their mean in space is the middle of the earth.
    #[error("{year}: the places have no mean on the sphere")]
    Balanced {
        /// Which year.
        year: i32,
    },
    /// A sum too large for a number.
    #[error("{year}: the sum of the weights overflows")]
    Overflow {
        /// Which year.
        year: i32,
    },
    /// A ring of too few or too many points.
    #[error("a ring of {points} points, {FEWEST_RING_POINTS} to {MOST_RING_POINTS}")]
    RingPoints {
        /// Points asked for.
        points: usize,
    },
}

impl Report for CentreError {
    fn problem(&self) -> Problem {
        let in_year = |code: &str, year: i32| {
            Problem::new(code).at(Place {
                year: Some(year),
                ..Place::default()
            })
        };
        let at = |code: &str, year: i32, unit: usize| {
            Problem::new(code).at(Place {
                year: Some(year),
                index: Some(unit),
                ..Place::default()
            })
        };
        let unit_of = |unit: usize| Arg::Count(unit.saturating_add(1));
        match self {
            Self::NoUnits => Problem::new("centre.no_units"),
            Self::NoYears => Problem::new("centre.no_years"),
            Self::UnitCount { found, expected } => Problem::new("centre.unit_count")
                .with("found", Arg::Count(*found))
                .with("expected", Arg::Count(*expected)),
            Self::YearCount {
                unit,
                found,
                expected,
            } => Problem::new("centre.year_count")
                .with("unit", unit_of(*unit))
                .with("found", Arg::Count(*found))
                .with("expected", Arg::Count(*expected)),
            Self::YearOrder { year } => {
                Problem::new("centre.year_order").with("year", Arg::Year(*year))
            }
            Self::Place { unit } => Problem::new("centre.place").at(Place {
                index: Some(*unit),
                ..Place::default()
            }),
            Self::NotFinite { year, unit } => at("centre.not_finite", *year, *unit),
            Self::Negative { year, unit, value } => {
                at("centre.negative", *year, *unit).with("value", Arg::Number(*value))
            }
            Self::AllZero { year } => in_year("centre.all_zero", *year),
            Self::TooFewUnits {
                year,
                found,
                needed,
            } => in_year("centre.too_few_units", *year)
                .with("found", Arg::Count(*found))
                .with("needed", Arg::Count(*needed)),
            Self::Projection => Problem::new("centre.projection"),
            Self::OffMap { year } => in_year("centre.off_map", *year),
            Self::Balanced { year } => in_year("centre.balanced", *year),
            Self::Overflow { year } => in_year("centre.overflow", *year),
            Self::RingPoints { points } => Problem::new("centre.ring_points")
                .with("points", Arg::Count(*points))
                .with("fewest", Arg::Count(FEWEST_RING_POINTS))
                .with("most", Arg::Count(MOST_RING_POINTS)),
        }
    }
}
