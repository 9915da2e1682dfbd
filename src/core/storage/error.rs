//! What stands in the way of a carbon storage.

use super::MissingClass;
use super::change::MOST_CLASSES;
use super::range::MOST_DRAWS;
use crate::core::problem::{Arg, Problem, Report};

/// Classes named in a sentence; the rest are counted.
const NAMED: usize = 20;

/// Why a carbon storage cannot be computed.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum StorageError {
    /// A table without a class.
    #[error("no pools")]
    NoPools,
    /// A class with two rows.
    #[error("class {class} twice")]
    ClassTwice {
        /// Class code.
        class: i32,
    },
    /// A density that is negative or no number.
    #[error("class {class}, {pool}: {value}")]
    Density {
        /// Class code.
        class: i32,
        /// Pool as InVEST names it.
        pool: &'static str,
        /// Value given.
        value: f64,
    },
    /// A value outside its range, or a range the wrong way round.
    #[error("class {class}, {pool}: outside {low} to {high}")]
    Range {
        /// Class code.
        class: i32,
        /// Pool as InVEST names it.
        pool: &'static str,
        /// Least value.
        low: f64,
        /// Greatest value.
        high: f64,
    },
    /// No area.
    #[error("no areas")]
    NoAreas,
    /// An area that is negative or no number.
    #[error("area {index} is {value}")]
    Area {
        /// Which, from 0.
        index: usize,
        /// Value given.
        value: f64,
    },
    /// Classes on the map that the table has not.
    #[error("{} classes without pools", classes.len())]
    Missing {
        /// Each, with its pixels and area.
        classes: Vec<MissingClass>,
    },
    /// More classes than a change is told of.
    #[error("{classes} classes, at most {MOST_CLASSES}")]
    TooManyClasses {
        /// How many.
        classes: usize,
    },
    /// Numbers too large to be added.
    #[error("the sum overflows")]
    Overflow,
    /// A price, amount or rate that is no number, or a rate of −100 % or less.
    #[error("{name} {value}")]
    Rate {
        /// Which one.
        name: &'static str,
        /// Value given.
        value: f64,
    },
    /// Years that do not follow each other, or lie too far apart.
    #[error("years {start} to {end}")]
    Years {
        /// First.
        start: i32,
        /// Last.
        end: i32,
    },
    /// Too few or too many draws.
    #[error("{draws} draws")]
    Draws {
        /// Draws asked for.
        draws: usize,
    },
    /// No pool has a range.
    #[error("no pool has a range")]
    NoRange,
    /// Stopped by the caller.
    #[error("stopped")]
    Cancelled,
}

impl Report for StorageError {
    fn problem(&self) -> Problem {
        let text = |text: &str| Arg::Text(text.to_owned());
        let class =
            |code: &str, class: i32| Problem::new(code).with("class", Arg::Text(class.to_string()));
        match self {
            Self::NoPools => Problem::new("carbon_storage.no_pools"),
            Self::ClassTwice { class: code } => class("carbon_storage.class_twice", *code),
            Self::Density {
                class: code,
                pool,
                value,
            } => class("carbon_storage.density", *code)
                .with("pool", text(pool))
                .with("value", number(*value)),
            Self::Range {
                class: code,
                pool,
                low,
                high,
            } => class("carbon_storage.range", *code)
                .with("pool", text(pool))
                .with("low", number(*low))
                .with("high", number(*high)),
            Self::NoAreas => Problem::new("carbon_storage.no_areas"),
            Self::Area { index, value } => Problem::new("carbon_storage.area")
                .with("row", Arg::Count(index + 1))
                .with("value", number(*value)),
            Self::Missing { classes } => Problem::new("carbon_storage.missing")
                .with("count", Arg::Count(classes.len()))
                .with("classes", Arg::Text(listed(classes))),
            Self::TooManyClasses { classes } => Problem::new("carbon_storage.too_many_classes")
                .with("classes", Arg::Count(*classes))
                .with("limit", Arg::Count(MOST_CLASSES)),
            Self::Overflow => Problem::new("carbon_storage.overflow"),
            Self::Rate { name, value } => Problem::new("carbon_storage.rate")
                .with("name", text(name))
                .with("value", number(*value)),
            Self::Years { start, end } => Problem::new("carbon_storage.years")
                .with("start", Arg::Year(*start))
                .with("end", Arg::Year(*end)),
            Self::Draws { draws } => Problem::new("carbon_storage.draws")
                .with("draws", Arg::Count(*draws))
                .with("limit", Arg::Count(MOST_DRAWS)),
            Self::NoRange => Problem::new("carbon_storage.no_range"),
            Self::Cancelled => Problem::new("carbon_storage.cancelled"),
        }
    }
}

/// `3 (120 px), 7 (4 px)`, or areas where there were no pixels.
fn listed(classes: &[MissingClass]) -> String {
    let named = classes.iter().take(NAMED).map(|c| match c.pixels {
        Some(pixels) => format!("{} ({pixels} px)", c.class),
        None => format!("{} ({} hm²)", c.class, c.area),
    });
    let mut all = named.collect::<Vec<_>>().join(", ");
    if classes.len() > NAMED {
        all.push_str(", …");
    }
    all
}

fn number(value: f64) -> Arg {
    if value.is_finite() {
        Arg::Number(value)
    } else {
        Arg::Text("—".into())
    }
}
