//! A series in two scenarios, with what a paper printed.

use super::super::Picture;
use super::super::lines::{Lines, Series, lines};
use super::super::plot::Words;

/// What the picture shows.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PairLines {
    /// Years in order.
    pub years: Vec<i32>,
    /// Values of the first and the second scenario, one pair a year.
    pub values: Vec<[Option<f64>; 2]>,
    /// Printed values, one a year, or none at all.
    pub printed: Vec<Option<f64>>,
    /// Short names of the two.
    pub names: [String; 2],
    /// Decimals of the values at the ends.
    pub decimals: usize,
    /// Said where the axis does not begin at 0.
    pub not_from_zero: String,
    /// Title and finding.
    pub words: Words,
    /// Selected year.
    pub selected: Option<usize>,
}

/// Draws it: the second scenario strong, the first beside it.
#[must_use]
pub fn pair_lines(data: &PairLines, width: f64) -> Picture {
    let series = |side: usize| Series {
        name: data.names[side].clone(),
        values: data.values.iter().map(|v| v[side]).collect(),
        printed: Vec::new(),
    };
    let (first, mut second) = (series(0), series(1));
    second.printed.clone_from(&data.printed);
    let data = Lines {
        years: data.years.clone(),
        series: vec![first, second],
        emphasised: Some(1),
        decimals: data.decimals,
        not_from_zero: data.not_from_zero.clone(),
        words: data.words.clone(),
        selected: data.selected,
        ..Lines::default()
    };
    lines(&data, width)
}
