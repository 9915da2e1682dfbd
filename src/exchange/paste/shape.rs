//! Where a text has its headings, its units and its years.

use super::header::{heading, unit_cell};
use super::indicators::Names;
use super::keys::{is_year_heading, year_cell};
use super::text::Lines;
use crate::core::number;
use crate::core::study::Study;

/// A header stands in one of the first lines, below titles.
const MOST_TITLE_LINES: usize = 8;

/// The first line with a heading that names an indicator or the years.
pub(super) fn header_line(lines: &Lines<'_>, names: &Names, study: &Study) -> Option<usize> {
    (0..lines.len().min(MOST_TITLE_LINES)).find(|&l| {
        let cells = lines.line(l);
        let is_heading = |c: &str| heading(c, names, study).is_some();
        let has_years_below = || {
            (l + 1..lines.len().min(l + 4))
                .any(|below| lines.line(below).iter().any(|c| year_cell(c).is_some()))
        };
        cells.iter().any(|c| is_heading(c))
            || (cells.len() > 1 && cells.iter().any(|c| is_year_heading(c)) && has_years_below())
    })
}

/// A line of two or more years after a first cell that is none, as statistics sites lay tables out.
pub(super) fn years_across(lines: &Lines<'_>) -> Option<usize> {
    (0..lines.len().min(MOST_TITLE_LINES)).find(|&l| {
        let cells = lines.line(l);
        cells.len() > 2
            && year_cell(&cells[0]).is_none()
            && cells[1..]
                .iter()
                .all(|c| year_cell(c).is_some() || c.trim().is_empty())
            && cells[1..].iter().filter(|c| !c.trim().is_empty()).count() >= 2
    })
}

pub(super) fn units_line(lines: &Lines<'_>, header: usize) -> Option<usize> {
    let line = header + 1;
    let cells = lines.line(line);
    let has_unit = cells.iter().any(|c| unit_cell(c).is_some());
    let is_data = cells.iter().any(|c| number::parse(c).is_some());
    (has_unit && !is_data).then_some(line)
}

/// Consecutive years down the first column: no column of amounts rises by exactly 1 from 1900 or later.
pub(super) fn starts_with_years(lines: &Lines<'_>) -> bool {
    let years: Option<Vec<i32>> = (0..lines.len())
        .map(|l| year_cell(lines.cell(l, 0)))
        .collect();
    let is_run = years.is_some_and(|y| y.windows(2).all(|w| w[1] - w[0] == 1));
    is_run && lines.len() > 1 && lines.width() > 1
}
