//! Where a text has its titles, its headings, its units and its years.

use super::basis::Basis;
use super::header::{Heading, inside, named, named_unit, table_unit, unit_cell};
use super::indicators::Names;
use super::keys::{is_year_heading, year_cell};
use super::text::Lines;
use crate::core::number;
use crate::core::study::Study;
use crate::core::units::Unit;

/// Headings stand in the first lines, below titles.
const MOST_HEAD_LINES: usize = 12;

/// The lines above the figures.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Head {
    /// Lines of headings, without that of the units.
    pub(super) lines: Vec<usize>,
    /// Line of the units.
    pub(super) units: Option<usize>,
    /// First line of figures.
    pub(super) first: usize,
    /// Unit of the whole table.
    pub(super) unit: Option<Unit>,
    /// Titles.
    pub(super) titles: Vec<String>,
}

impl Head {
    /// What stands above the first line with a figure.
    pub(super) fn of(lines: &Lines<'_>, names: &Names) -> Self {
        let is_figure = |c: &str| number::parse(c).is_some() || year_cell(c).is_some();
        let first = (0..lines.len()).find(|&l| lines.line(l).iter().any(|c| is_figure(c)));
        let mut head = Self {
            first: first.unwrap_or(1).min(lines.len()),
            ..Self::default()
        };
        let width = lines.width();
        for line in head.first.saturating_sub(MOST_HEAD_LINES)..head.first {
            let filled = || lines.line(line).iter().filter(|c| !c.trim().is_empty());
            let alone = filled()
                .next()
                .filter(|_| filled().count() == 1 && width > 1);
            let starts = lines
                .line(line)
                .first()
                .is_some_and(|c| !c.trim().is_empty());
            let units = filled().filter(|c| unit_cell(c, names).is_some()).count();
            if let Some(unit) = alone
                .and_then(|c| table_unit(c, names))
                .filter(|_| starts || head.lines.is_empty())
            {
                head.unit = Some(unit);
            } else if alone.is_some() && (starts || head.lines.is_empty()) {
                head.titles.extend(alone.map(|c| c.trim().to_owned()));
            } else if units > 0 && units * 2 >= filled().count() && !head.lines.is_empty() {
                head.units = Some(line);
            } else if filled().next().is_some() {
                head.lines.push(line);
            }
        }
        head
    }

    /// The headings of a column from the top down. A heading over several columns stands over the first of them only.
    pub(super) fn parts<'a>(&self, lines: &'a Lines<'_>, column: usize) -> Vec<&'a str> {
        let mut parts = Vec::new();
        for (position, &line) in self.lines.iter().enumerate() {
            let own = lines.cell(line, column).trim();
            let below = &self.lines[position + 1..];
            let is_named_below = || {
                below
                    .iter()
                    .any(|&l| !lines.cell(l, column).trim().is_empty())
            };
            if !own.is_empty() {
                parts.push(own);
            } else if is_named_below() {
                let left = (0..column).rev().map(|c| lines.cell(line, c).trim());
                parts.extend(
                    left.into_iter()
                        .find(|t| !t.is_empty())
                        .filter(|t| !is_year_heading(t)),
                );
            }
        }
        parts
    }

    /// The unit that the line of units, or the table, says for a column.
    pub(super) fn unit_of(&self, lines: &Lines<'_>, column: usize, names: &Names) -> Option<Unit> {
        let own = self
            .units
            .and_then(|l| unit_cell(lines.cell(l, column), names));
        own.or_else(|| self.unit.clone())
    }
}

/// Several headings above one another → the indicator they name together.
pub(super) fn composed(parts: &[&str], names: &Names, study: &Study) -> Option<Heading> {
    let (&leaf, upper) = parts.split_last()?;
    if upper.is_empty() {
        return named(leaf, names, study).or_else(|| inside(leaf, names));
    }
    let together = parts.concat();
    if let Some(found) = named(&together, names, study) {
        return Some(Heading {
            basis: joined(found.basis),
            ..found
        });
    }
    let (at, found) = parts
        .iter()
        .enumerate()
        .rev()
        .find_map(|(at, part)| Some((at, named(part, names, study)?)))?;
    let others = || {
        let all = parts.iter().enumerate();
        all.filter(move |(i, _)| *i != at).map(|(_, part)| *part)
    };
    let is_another = others().any(|part| {
        let other = named(part, names, study);
        names.is_another(part, &found.indicator)
            || other.is_some_and(|o| o.indicator != found.indicator && o.basis != Basis::Near)
    });
    let unit = others().find_map(|part| named_unit(part, names).or_else(|| unit_cell(part, names)));
    let misfits = unit
        .as_ref()
        .zip(names.unit(&found.indicator))
        .is_some_and(|(unit, usual)| unit.ratio_to(usual).is_err());
    if is_another || misfits {
        return None;
    }
    // 有效灌溉面积 over 机电排灌 is a part of it: only a heading that adds nothing may stand below the name.
    let adds = |part: &str| {
        !names.is_neutral(part) && unit_cell(part, names).is_none() && year_cell(part).is_none()
    };
    let is_part = parts[at + 1..]
        .iter()
        .any(|part| adds(part) && named(part, names, study).is_none());
    let basis = if is_part {
        Basis::Inside
    } else {
        joined(found.basis)
    };
    Some(Heading {
        indicator: found.indicator,
        unit: found.unit.or_else(|| unit.map(Ok)),
        basis,
    })
}

fn joined(basis: Basis) -> Basis {
    if basis == Basis::Name {
        Basis::Joined
    } else {
        basis
    }
}

/// A line of two or more years after one to three cells that are none, as statistics sites lay tables out: the line, and the
/// column of the first year.
pub(super) fn years_across(lines: &Lines<'_>) -> Option<(usize, usize)> {
    (0..lines.len().min(MOST_HEAD_LINES)).find_map(|l| {
        let cells = lines.line(l);
        let first = cells.iter().position(|c| year_cell(c).is_some())?;
        let rest = || cells[first..].iter().filter(|c| !c.trim().is_empty());
        let is_line = (1..=3).contains(&first)
            && rest().count() >= 2
            && rest().all(|c| year_cell(c).is_some());
        is_line.then_some((l, first))
    })
}

/// Consecutive years down the first column: no column of amounts rises by exactly 1 from 1900 or later.
pub(super) fn starts_with_years(lines: &Lines<'_>) -> bool {
    let years: Option<Vec<i32>> = (0..lines.len())
        .map(|l| year_cell(lines.cell(l, 0)))
        .collect();
    let is_run = years.is_some_and(|y| y.windows(2).all(|w| w[1] - w[0] == 1));
    is_run && lines.len() > 1 && lines.width() > 1
}
