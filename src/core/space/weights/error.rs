//! What is wrong with weights.

use super::metric::{MOST_COORDINATE, MOST_UNITS};
use super::{MOST_LINKS, order::MOST_ORDER};
use crate::core::problem::{Arg, Problem, Report};

/// Why there are no weights. Units are counted from 0.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum WeightsError {
    /// A neighbour that is none of the units.
    #[error("unit {unit}: no unit {neighbour}")]
    Unknown {
        /// Which unit.
        unit: usize,
        /// Its neighbour.
        neighbour: usize,
    },
    /// A unit that is its own neighbour.
    #[error("unit {unit} is its own neighbour")]
    Own {
        /// Which unit.
        unit: usize,
    },
    /// A neighbour that comes twice.
    #[error("unit {unit}: neighbour {neighbour} comes twice")]
    Twice {
        /// Which unit.
        unit: usize,
        /// Its neighbour.
        neighbour: usize,
    },
    /// A weight that is negative or no number.
    #[error("unit {unit}, neighbour {neighbour}: not a weight")]
    NotAWeight {
        /// Which unit.
        unit: usize,
        /// Its neighbour.
        neighbour: usize,
    },
    /// More units than distances are measured between, or than a list can number.
    #[error("{count} units, at most {MOST_UNITS}")]
    TooManyUnits {
        /// Units given.
        count: usize,
    },
    /// More neighbour relations than weights hold.
    #[error("more than {MOST_LINKS} links")]
    TooManyLinks,
    /// Too few units for one to have a neighbour.
    #[error("{count} units")]
    TooFewUnits {
        /// Units given.
        count: usize,
    },
    /// A coordinate that is no number, or too large to count with.
    #[error("unit {unit}: a coordinate is no number up to {MOST_COORDINATE}")]
    NotFinite {
        /// Which unit.
        unit: usize,
    },
    /// Coordinates that are no degrees where distance is measured on the sphere.
    #[error("unit {unit}: {x}, {y} are no degrees")]
    NotDegrees {
        /// Which unit.
        unit: usize,
        /// Its longitude.
        x: f64,
        /// Its latitude.
        y: f64,
    },
    /// A snapping tolerance that is negative, no number, or too small or large for the coordinates.
    #[error("tolerance {value}")]
    Tolerance {
        /// Tolerance given.
        value: f64,
    },
    /// An order that is none.
    #[error("order {order}, from 1 to {MOST_ORDER}")]
    Order {
        /// Order given.
        order: usize,
    },
    /// As many nearest neighbours as there are not.
    #[error("{k} nearest of {count} units")]
    Nearest {
        /// Neighbours asked for.
        k: usize,
        /// Units given.
        count: usize,
    },
    /// A band or bandwidth that is no distance.
    #[error("distance {value}")]
    Distance {
        /// Distance given.
        value: f64,
    },
    /// A power that is no number above 0.
    #[error("power {value}")]
    Power {
        /// Power given.
        value: f64,
    },
    /// Two units in one place, where the inverse of their distance is asked for.
    #[error("units {a} and {b} are in one place")]
    SamePlace {
        /// One of them.
        a: usize,
        /// The other.
        b: usize,
    },
    /// The nearest neighbours of a unit are where it is, so its bandwidth is 0.
    #[error("unit {unit}: the bandwidth is 0")]
    NoBandwidth {
        /// Which unit.
        unit: usize,
    },
    /// Weights of another number of units.
    #[error("{found} units, not {expected}")]
    Size {
        /// Units of the other weights.
        found: usize,
        /// Units of these.
        expected: usize,
    },
    /// A link to be added that is there.
    #[error("units {a} and {b} are neighbours already")]
    Linked {
        /// One of them.
        a: usize,
        /// The other.
        b: usize,
    },
    /// Lists that do not fit together, in stored weights.
    #[error("the rows do not fit the lists")]
    Rows,
}

impl Report for WeightsError {
    fn problem(&self) -> Problem {
        let count = |position: &usize| Arg::Count(position.saturating_add(1));
        let unit = |code: &str, unit: &usize| Problem::new(code).with("unit", count(unit));
        let link = |code: &str, of: &usize, neighbour: &usize| {
            unit(code, of).with("neighbour", count(neighbour))
        };
        let pair = |code: &str, a: &usize, b: &usize| {
            Problem::new(code).with("a", count(a)).with("b", count(b))
        };
        let value = |code: &str, value: f64| Problem::new(code).with("value", number(value));
        match self {
            Self::Unknown { unit, neighbour } => link("weights.unknown", unit, neighbour),
            Self::Own { unit: own } => unit("weights.own", own),
            Self::Twice { unit, neighbour } => link("weights.twice", unit, neighbour),
            Self::NotAWeight { unit, neighbour } => link("weights.not_a_weight", unit, neighbour),
            Self::TooManyUnits { count } => Problem::new("weights.too_many_units")
                .with("count", Arg::Count(*count))
                .with("limit", Arg::Count(MOST_UNITS)),
            Self::TooManyLinks => {
                Problem::new("weights.too_many_links").with("limit", Arg::Count(MOST_LINKS))
            }
            Self::TooFewUnits { count } => {
                Problem::new("weights.too_few_units").with("count", Arg::Count(*count))
            }
            Self::NotFinite { unit: of } => unit("weights.not_finite", of),
            Self::NotDegrees { unit: of, x, y } => unit("weights.not_degrees", of)
                .with("x", number(*x))
                .with("y", number(*y)),
            Self::Tolerance { value: of } => value("weights.tolerance", *of),
            Self::Order { order } => Problem::new("weights.order")
                .with("order", Arg::Count(*order))
                .with("limit", Arg::Count(MOST_ORDER)),
            Self::Nearest { k, count } => Problem::new("weights.nearest")
                .with("k", Arg::Count(*k))
                .with("count", Arg::Count(*count))
                .with("limit", Arg::Count(count.saturating_sub(1))),
            Self::Distance { value: of } => value("weights.distance", *of),
            Self::Power { value: of } => value("weights.power", *of),
            Self::SamePlace { a, b } => pair("weights.same_place", a, b),
            Self::NoBandwidth { unit: of } => unit("weights.no_bandwidth", of),
            Self::Size { found, expected } => Problem::new("weights.size")
                .with("found", Arg::Count(*found))
                .with("expected", Arg::Count(*expected)),
            Self::Linked { a, b } => pair("weights.linked", a, b),
            Self::Rows => Problem::new("weights.rows"),
        }
    }
}

/// A value as it was given; what is no number has no digits.
pub(super) fn number(value: f64) -> Arg {
    if value.is_finite() {
        Arg::Number(value)
    } else {
        Arg::Text("—".into())
    }
}
