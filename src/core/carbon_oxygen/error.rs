//! What stops a carbon–oxygen balance.

use crate::core::problem::{Arg, Place, Problem, Report};

/// Why ratios, land or an amount ahead cannot be computed. Units and classes are counted from 0.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum EcoBalanceError {
    /// No unit.
    #[error("no units")]
    Empty,
    /// An amount that is no number.
    #[error("{amount}, unit {unit}: not finite")]
    NotFinite {
        /// `carbon_released`, `carbon_fixed`, `oxygen_consumed` or `oxygen_released`.
        amount: &'static str,
        /// Which unit.
        unit: usize,
    },
    /// People release or consume less than nothing.
    #[error("{amount}, unit {unit}: {value} is negative")]
    Negative {
        /// `carbon_released` or `oxygen_consumed`.
        amount: &'static str,
        /// Which unit.
        unit: usize,
        /// The value.
        value: f64,
    },
    /// A result too large for a number.
    #[error("unit {unit}: the result overflows")]
    Overflow {
        /// Which unit or class.
        unit: usize,
    },
    /// The reference land takes up nothing, so that nothing can be reckoned in it.
    #[error("the reference rate is {value}")]
    Reference {
        /// Its rate.
        value: f64,
    },
    /// An area that is no number, or below 0.
    #[error("class {class}: an area of {value}")]
    Area {
        /// Which class.
        class: usize,
        /// The area.
        value: f64,
    },
    /// A rate that is no number.
    #[error("class {class}: the rate is no number")]
    Rate {
        /// Which class.
        class: usize,
    },
    /// A part that is none.
    #[error("a share of {value} is outside 0 to 1")]
    Share {
        /// The share.
        value: f64,
    },
    /// The land takes nothing up, so that no more of it would.
    #[error("the land fixes {value}")]
    NoFixation {
        /// What it fixes.
        value: f64,
    },
    /// A value of a need that is no number, or below 0.
    #[error("{what} is {value}")]
    Need {
        /// `human`, `standard_area`, `reference_area` or `region_area`.
        what: &'static str,
        /// The value.
        value: f64,
    },
    /// No model is asked for.
    #[error("no models")]
    NoModels,
    /// No year has a value.
    #[error("no values")]
    NoValues,
    /// Years that do not ascend, or values that are no amounts.
    #[error("years that do not ascend, or values that are no amounts")]
    Series,
    /// The target year is not after the last value.
    #[error("{target} is not after {last}")]
    TargetNotAhead {
        /// Target year.
        target: i32,
        /// Last year with a value.
        last: i32,
    },
    /// The grey model asks for values above 0.
    #[error("{value} in {year} is not above 0")]
    NotPositive {
        /// Year.
        year: i32,
        /// The value.
        value: f64,
    },
    /// None of the models gives a value.
    #[error("no model gives a value for {target}")]
    NoModelApplies {
        /// Target year.
        target: i32,
    },
}

impl Report for EcoBalanceError {
    fn problem(&self) -> Problem {
        let name = |id: &str| Arg::Name(format!("carbon_oxygen.amount.{id}"));
        let number = |value: f64| {
            if value.is_finite() {
                Arg::Number(value)
            } else {
                Arg::Text("—".to_owned())
            }
        };
        let at = |unit: usize| Place {
            index: Some(unit),
            ..Place::default()
        };
        match self {
            Self::Empty => Problem::new("carbon_oxygen.empty"),
            Self::NotFinite { amount, unit } => Problem::new("carbon_oxygen.not_finite")
                .with("amount", name(amount))
                .at(at(*unit)),
            Self::Negative {
                amount,
                unit,
                value,
            } => Problem::new("carbon_oxygen.negative")
                .with("amount", name(amount))
                .with("value", number(*value))
                .at(at(*unit)),
            Self::Overflow { unit } => Problem::new("carbon_oxygen.overflow").at(at(*unit)),
            Self::Reference { value } => {
                Problem::new("carbon_oxygen.reference").with("value", number(*value))
            }
            Self::Area { class, value } => Problem::new("carbon_oxygen.area")
                .with("value", number(*value))
                .at(at(*class)),
            Self::Rate { class } => Problem::new("carbon_oxygen.rate").at(at(*class)),
            Self::Share { value } => {
                Problem::new("carbon_oxygen.share").with("value", number(*value))
            }
            Self::NoFixation { value } => {
                Problem::new("carbon_oxygen.no_fixation").with("value", number(*value))
            }
            Self::Need { what, value } => Problem::new("carbon_oxygen.need")
                .with("what", name(what))
                .with("value", number(*value)),
            Self::NoModels => Problem::new("carbon_oxygen.no_models"),
            Self::NoValues => Problem::new("carbon_oxygen.no_values"),
            Self::Series => Problem::new("carbon_oxygen.series"),
            Self::TargetNotAhead { target, last } => Problem::new("carbon_oxygen.target_not_ahead")
                .with("target", Arg::Year(*target))
                .with("last", Arg::Year(*last)),
            Self::NotPositive { year, value } => Problem::new("carbon_oxygen.not_positive")
                .with("year", Arg::Year(*year))
                .with("value", number(*value)),
            Self::NoModelApplies { target } => {
                Problem::new("carbon_oxygen.no_model_applies").with("target", Arg::Year(*target))
            }
        }
    }
}
