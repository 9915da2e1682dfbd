//! The shape of a case as it stands in the program: what `build/cases.rs` writes.

use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::{Error, StrDeserializer};

use crate::core::study::{CarbonOxygen, Choices, Zoning};

/// Chinese and English.
pub type Both = [&'static str; 2];

/// Marks a cell that was not published.
#[allow(dead_code, reason = "whether a case has gaps is up to its data")]
pub const GAP: f64 = f64::NAN;

/// One folder of `data/cases`.
pub struct Case {
    pub id: &'static str,
    pub version: &'static str,
    pub title: Both,
    /// Code, name, and what it is a part of.
    pub regions: &'static [(&'static str, Both, Option<Both>)],
    /// Names of the coefficient sets; the first one is the default.
    pub sets: &'static [&'static str],
    pub coefficients: &'static [Factor],
    /// Region and year of every row; all sheets have the same.
    pub rows: &'static [(&'static str, i32)],
    pub sheets: &'static [Table],
    pub account: &'static [Line],
    /// Id, group and indicator of the area.
    pub land_classes: &'static [(&'static str, &'static str, &'static str)],
    pub survey_breaks: &'static [(i32, i32)],
    pub published: Option<Printed>,
    pub transition: Option<Transition>,
    /// A function, so that cases without zones bring no reader of them.
    pub zoning: Option<fn() -> Option<Zoning>>,
    /// A function likewise.
    pub carbon_oxygen: Option<fn() -> Option<CarbonOxygen>>,
    /// Settings that differ from the usual ones.
    pub choose: fn(&mut Choices) -> Option<()>,
}

pub struct Factor {
    pub id: &'static str,
    pub unit: &'static str,
    /// One value a set.
    pub values: &'static [f64],
    pub source: &'static str,
    pub locator: &'static str,
    pub tier: &'static str,
}

pub struct Table {
    pub id: &'static str,
    pub columns: &'static [Values],
}

pub struct Values {
    pub indicator: &'static str,
    pub unit: &'static str,
    pub source: Option<&'static str>,
    pub half_width: Option<f64>,
    /// One a row; none at all in a template.
    pub cells: &'static [f64],
}

pub struct Line {
    pub id: &'static str,
    pub side: &'static str,
    pub method: &'static str,
    pub equation: Option<&'static str>,
    pub terms: &'static [Term],
}

pub struct Term {
    pub inputs: &'static [&'static str],
    /// Each with its exponent.
    pub coefficients: &'static [(&'static str, i8)],
}

pub struct Printed {
    pub source: &'static str,
    pub account: Option<PrintedAccount>,
    pub dynamic_degree: &'static [Degrees],
    pub dynamic_degree_divisor: Option<f64>,
    pub relation: &'static [(&'static str, f64)],
    pub forecast: &'static [(i32, f64)],
    pub forecast_parameters: Option<(f64, f64)>,
    pub posterior: Option<(f64, f64)>,
}

/// Dynamic degree of each class from one year to another.
pub struct Degrees {
    pub from: i32,
    pub to: i32,
    pub by_class: &'static [(&'static str, f64)],
}

pub struct PrintedAccount {
    pub table: &'static str,
    pub unit: &'static str,
    pub region: &'static str,
    pub decimals: usize,
    pub years: &'static [i32],
    pub lines: &'static [(&'static str, &'static [f64])],
    pub source: &'static [f64],
    pub sink: &'static [f64],
    pub net: &'static [f64],
}

pub struct Transition {
    pub title: Both,
    pub source: Both,
    pub from: &'static str,
    pub to: &'static str,
    pub unit: &'static str,
    pub classes: &'static [Both],
    pub areas: &'static [&'static [f64]],
}

/// The choice with this name, as in a study file.
pub fn named<T: for<'de> Deserialize<'de>>(name: &'static str) -> Option<T> {
    let name: StrDeserializer<'static, Error> = name.into_deserializer();
    T::deserialize(name).ok()
}

/// The zoning as the study file has it.
pub fn zoning(text: &'static str) -> Option<Zoning> {
    serde_json::from_str(text).ok()
}

/// The carbon–oxygen balance as the study file has it.
pub fn carbon_oxygen(text: &'static str) -> Option<CarbonOxygen> {
    serde_json::from_str(text).ok()
}
