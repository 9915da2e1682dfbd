//! Tables that are laid out otherwise → one line a region and year, one column an indicator.

use super::basis::{Basis, Sureness};
use super::header::{Heading, inside, named, table_unit};
use super::indicators::Names;
use super::keys::{is_region_heading, year_cell};
use super::shape::{Head, years_across};
use super::text::Lines;
use crate::core::number;
use crate::core::study::Study;

/// Heading of a column of years made here.
pub(super) const YEARS: &str = "年份";
const REGIONS: &str = "地区";

/// A table in its usual layout.
pub(super) struct Usual<'a> {
    pub(super) lines: Lines<'a>,
    /// Whether years stood across.
    pub(super) is_transposed: bool,
    /// The indicator the title names, where all figures are of one, and the unit beside it.
    pub(super) titled: Option<Titled>,
}

/// What a table of one indicator has above it.
pub(super) struct Titled {
    pub(super) title: String,
    pub(super) heading: Option<Heading>,
}

/// Turns a table so that years stand down.
pub(super) fn usual<'a>(lines: Lines<'a>, names: &Names, study: &Study) -> Usual<'a> {
    let Some((line, first)) = years_across(&lines) else {
        return Usual {
            lines: with_year_of_title(lines, names),
            is_transposed: false,
            titled: None,
        };
    };
    let below = || (line + 1..lines.len()).map(|l| lines.cell(l, 0));
    let names_indicators = below().any(|text| named(text, names, study).is_some());
    if names_indicators {
        let cells = lines.line(line);
        let width = cells
            .iter()
            .rposition(|c| !c.trim().is_empty())
            .map_or(0, |at| at + 1);
        return Usual {
            lines: lines.tail(line).transposed(width),
            is_transposed: true,
            titled: None,
        };
    }
    let are_regions =
        below().any(|t| !t.trim().is_empty()) && below().all(|t| number::parse(t).is_none());
    if !are_regions {
        return Usual {
            lines,
            is_transposed: false,
            titled: None,
        };
    }
    let titled = titled(&lines, line, names, study);
    Usual {
        lines: long(&lines, line, first, &titled.title),
        is_transposed: true,
        titled: Some(titled),
    }
}

/// Regions down and years across, one indicator: a line for each figure.
fn long(lines: &Lines<'_>, line: usize, first: usize, title: &str) -> Lines<'static> {
    let years: Vec<(usize, &str)> = lines
        .line(line)
        .iter()
        .enumerate()
        .skip(first)
        .filter(|(_, c)| !c.trim().is_empty())
        .map(|(at, c)| (at, c.as_ref()))
        .collect();
    let mut rows = vec![vec![REGIONS.to_owned(), YEARS.to_owned(), title.to_owned()]];
    for l in line + 1..lines.len() {
        let region = lines.cell(l, 0);
        if region.trim().is_empty() || lines.line(l).len() <= first {
            continue;
        }
        for (at, year) in &years {
            rows.push(vec![
                region.to_owned(),
                (*year).to_owned(),
                lines.cell(l, *at).to_owned(),
            ]);
        }
    }
    Lines::of_rows(rows)
}

fn titled(lines: &Lines<'_>, line: usize, names: &Names, study: &Study) -> Titled {
    let above = (0..=line).flat_map(|l| lines.line(l).iter().map(|c| c.trim()));
    let texts: Vec<&str> = above
        .filter(|t| !t.is_empty() && year_cell(t).is_none())
        .collect();
    let unit = texts.iter().find_map(|t| table_unit(t, names));
    let titles = || {
        texts
            .iter()
            .filter(|t| !is_region_heading(t) && table_unit(t, names).is_none())
    };
    let found = titles()
        .find_map(|t| Some((*t, named(without_span(t), names, study)?)))
        .or_else(|| titles().find_map(|t| Some((*t, inside(t, names)?))));
    match found {
        Some((title, heading)) => Titled {
            title: title.to_owned(),
            heading: Some(Heading {
                basis: match heading.basis.sureness() {
                    Sureness::Doubtful => heading.basis,
                    _ => Basis::Title,
                },
                unit: heading.unit.or(unit.map(Ok)),
                ..heading
            }),
        },
        None => Titled {
            title: titles()
                .next()
                .map_or_else(String::new, |t| (*t).to_owned()),
            heading: None,
        },
    }
}

/// A title without the span of years in brackets at its end.
fn without_span(text: &str) -> &str {
    let Some((name, bracket)) = text.trim_end().rsplit_once(['(', '（']) else {
        return text;
    };
    let digits = bracket.chars().filter(char::is_ascii_digit).count();
    if digits >= 4 && !bracket.contains(['万', '千', '亿']) {
        name
    } else {
        text
    }
}

/// Regions down without a column of years: those of a title that names one year are all of that year.
fn with_year_of_title<'a>(lines: Lines<'a>, names: &Names) -> Lines<'a> {
    let head = Head::of(&lines, names);
    let has_regions = head
        .lines
        .iter()
        .any(|&l| lines.line(l).iter().any(|c| is_region_heading(c)));
    let has_years =
        (head.first..lines.len()).any(|l| lines.line(l).iter().any(|c| year_cell(c).is_some()));
    let mut years: Vec<i32> = head.titles.iter().flat_map(|t| years_in(t)).collect();
    years.dedup();
    let (&[year], Some(&last), true, false) =
        (years.as_slice(), head.lines.last(), has_regions, has_years)
    else {
        return lines;
    };
    lines.with_column(|line| match line {
        l if l == last => YEARS.to_owned(),
        l if l >= head.first => year.to_string(),
        _ => String::new(),
    })
}

/// Years of four digits in a text.
fn years_in(text: &str) -> Vec<i32> {
    text.split(|c: char| !c.is_ascii_digit())
        .filter(|part| part.len() == 4)
        .filter_map(year_cell)
        .collect()
}
