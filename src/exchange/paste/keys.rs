//! Which line is which region and year.

use std::collections::HashMap;
use std::sync::Arc;

use super::PasteError;
use super::header::region_at;
use super::indicators::Names;
use super::indicators::normal;
use super::plan::Keys;
use super::regions::{Regions, known_region};
use super::shape::Head;
use super::text::Lines;
use crate::core::number;
use crate::core::problem::{Arg, Problem};
use crate::core::study::{EditError, Region, RowKey, Study, parse_year};
use crate::exchange::watch::{EVERY, Task, Watch};

const YEAR_HEADINGS: [&str; 8] = [
    "年份", "年度", "年", "时间", "year", "years", "date", "time",
];
const REGION_HEADINGS: [&str; 23] = [
    "地区名称",
    "省区市",
    "省份名称",
    "县市区",
    "areaname",
    "地区",
    "区域",
    "省份",
    "省",
    "省市",
    "城市",
    "市",
    "市州",
    "地市",
    "县",
    "区县",
    "县区",
    "行政区",
    "行政区划",
    "region",
    "province",
    "city",
    "county",
];
/// Region and year of every line that carries values.
pub(super) struct LineKeys {
    pub(super) keys: Keys,
    /// Line of the text and its region and year.
    pub(super) rows: Vec<(usize, RowKey)>,
    pub(super) new_regions: Vec<Region>,
    pub(super) problems: Vec<Problem>,
    pub(super) more_problems: usize,
}

/// Lines told of one by one; a file may have a hundred thousand of them.
const MOST_PROBLEMS: usize = 100;

/// Whether a heading names the years.
pub(super) fn is_year_heading(text: &str) -> bool {
    YEAR_HEADINGS.contains(&normal(text).as_str())
}

/// Whether a heading names the regions.
pub(super) fn is_region_heading(text: &str) -> bool {
    REGION_HEADINGS.contains(&normal(text).as_str())
}

/// A cell that is surely a year: `2005`, `2005年`; not 77.41 and not 1 500 000.
pub(super) fn year_cell(text: &str) -> Option<i32> {
    parse_year(text).filter(|y| (1900..=2100).contains(y))
}

/// The columns of years and regions among those that are no indicator.
pub(super) fn key_columns(
    lines: &Lines<'_>,
    head: &Head,
    first: usize,
    is_value: &[bool],
    study: &Study,
) -> Keys {
    let free = |c: &usize| !is_value.get(*c).copied().unwrap_or(false);
    let headings = |c: usize| head.lines.iter().map(move |&l| lines.cell(l, c));
    let is_blank = |c: usize| headings(c).all(|h| h.trim().is_empty());
    let sample = first..lines.len().min(first + 50);
    let share = |c: usize, test: &dyn Fn(&str) -> bool| {
        let filled = sample
            .clone()
            .map(|l| lines.cell(l, c))
            .filter(|t| !t.trim().is_empty());
        let (mut all, mut passed) = (0, 0);
        for text in filled {
            all += 1;
            passed += usize::from(test(text));
        }
        all > 0 && passed * 2 > all
    };
    let columns = || (0..lines.width()).filter(free);
    let is_years = |c: &usize| share(*c, &|t| year_cell(t).is_some());
    let has_year = |c: usize| {
        sample
            .clone()
            .any(|l| year_cell(lines.cell(l, c)).is_some())
    };
    let year = columns()
        .find(|&c| headings(c).any(is_year_heading) && has_year(c))
        .or_else(|| columns().find(is_years));
    let Some(year) = year else {
        return Keys::Cursor;
    };
    let known = |text: &str| known_region(study, text).is_some();
    let region = columns().filter(|&c| c != year).find(|&c| {
        headings(c).any(is_region_heading)
            || (share(c, &known) && share(c, &|t| !t.trim().is_empty()))
            || (is_blank(c) && c < year && share(c, &|t| number::parse(t).is_none()))
    });
    Keys::Columns { year, region }
}

/// Reads the key of every line from `first` on.
pub(super) fn line_keys(
    lines: &Lines<'_>,
    first: usize,
    keys: Keys,
    (study, names): (&Study, &Names),
    (sheet, row): (&str, usize),
    watch: Watch<'_>,
) -> Result<LineKeys, PasteError> {
    match keys {
        Keys::Cursor => cursor_keys(lines, first, study, sheet, row),
        Keys::Columns { year, region } => {
            let here = region_at(study, sheet, row);
            column_keys(lines, first, (year, region), (study, names), here, watch)
        }
    }
}

fn cursor_keys(
    lines: &Lines<'_>,
    first: usize,
    study: &Study,
    sheet: &str,
    row: usize,
) -> Result<LineKeys, PasteError> {
    let existing = study.sheet(sheet).map(|s| s.rows.as_slice());
    let existing = existing.unwrap_or_default();
    let region = region_at(study, sheet, row);
    let of_region = existing.iter().filter(|k| k.region == region);
    let mut last = of_region.map(|k| k.year).max().unwrap_or(2004);
    let mut rows = Vec::new();
    for (line, at) in (first..lines.len()).zip(row..) {
        let key = match existing.get(at) {
            Some(key) => key.clone(),
            None => {
                last += 1;
                if last > 9999 {
                    return Err(EditError::YearsRunOut { rows: lines.len() }.into());
                }
                RowKey {
                    region: region.clone(),
                    year: last,
                }
            }
        };
        rows.push((line, key));
    }
    Ok(LineKeys {
        keys: Keys::Cursor,
        rows,
        new_regions: Vec::new(),
        problems: Vec::new(),
        more_problems: 0,
    })
}

fn column_keys(
    lines: &Lines<'_>,
    first: usize,
    (year_column, region_column): (usize, Option<usize>),
    (study, names): (&Study, &Names),
    here: Arc<str>,
    watch: Watch<'_>,
) -> Result<LineKeys, PasteError> {
    let mut regions = Regions::of(study);
    let mut problems = Vec::new();
    let mut more_problems = 0;
    let mut totals = Totals::default();
    let mut rows: Vec<(usize, RowKey)> = Vec::with_capacity(lines.len() - first);
    let mut seen = Seen::with_capacity(lines.len() - first);
    let mut region = here;
    let mut before = "";
    // A region on a line of its own stands above the first figure too.
    let mut named = region_column.and_then(|column| {
        let above = first.checked_sub(1)?;
        let text = lines.cell(above, column).trim();
        let others = (0..lines.line(above).len()).filter(|c| *c != column);
        let is_alone = others
            .into_iter()
            .all(|c| lines.cell(above, c).trim().is_empty());
        let goes_on = lines.cell(first, column).trim().is_empty();
        (is_alone && goes_on && !text.is_empty() && !names.is_total(text)).then_some(text)
    });
    for line in first..lines.len() {
        let done = line - first;
        if done.is_multiple_of(EVERY) && watch(Task::Match, done, lines.len() - first).is_break() {
            return Err(PasteError::Stopped);
        }
        if let Some(column) = region_column {
            let text = lines.cell(line, column).trim();
            // Merged cells leave the name in their first line only.
            if !text.is_empty() && text != before {
                before = text;
                totals.is_one = names.is_total(text) && regions.known(text).is_none();
                if totals.is_one {
                    totals.note(text);
                } else {
                    named = Some(text);
                }
            }
            if totals.is_one {
                totals.lines += 1;
                continue;
            }
        }
        let text = lines.cell(line, year_column);
        let Some(year) = parse_year(text) else {
            let others = (0..lines.line(line).len())
                .filter(|c| *c != year_column && Some(*c) != region_column);
            if others
                .into_iter()
                .any(|c| !lines.cell(line, c).trim().is_empty())
            {
                if problems.len() == MOST_PROBLEMS {
                    more_problems += 1;
                    continue;
                }
                problems.push(
                    Problem::new("paste.line_without_year")
                        .with("line", Arg::Count(line + 1))
                        .with("text", Arg::Text(text.trim().to_owned())),
                );
            }
            continue;
        };
        // A region is one once it has a year: a note below the table has none.
        if let Some(text) = named.take() {
            region = regions.code(text);
        }
        let key = RowKey {
            region: region.clone(),
            year,
        };
        if let Some(before) = seen.before(&key, line) {
            return Err(PasteError::DuplicateYear {
                region: region.to_string(),
                year,
                first: before + 1,
                second: line + 1,
            });
        }
        rows.push((line, key));
    }
    problems.extend(totals.problem());
    Ok(LineKeys {
        keys: Keys::Columns {
            year: year_column,
            region: region_column,
        },
        rows,
        new_regions: regions.new,
        problems,
        more_problems,
    })
}

/// Lines by region and year. Hashing two numbers is a quarter of hashing a text and a number.
struct Seen {
    regions: HashMap<Arc<str>, u32>,
    last: Option<(Arc<str>, u32)>,
    lines: HashMap<(u32, i32), usize>,
}

impl Seen {
    fn with_capacity(lines: usize) -> Self {
        Self {
            regions: HashMap::new(),
            last: None,
            lines: HashMap::with_capacity(lines),
        }
    }

    /// Notes a line; the line that has the same region and year, when there is one.
    fn before(&mut self, key: &RowKey, line: usize) -> Option<usize> {
        let region = match &self.last {
            Some((region, at)) if Arc::ptr_eq(region, &key.region) => *at,
            _ => {
                let next = self.regions.len() as u32;
                let at = *self.regions.entry(key.region.clone()).or_insert(next);
                self.last = Some((key.region.clone(), at));
                at
            }
        };
        self.lines.insert((region, key.year), line)
    }
}

/// Lines that are sums of others: as one more region they would be counted twice.
#[derive(Default)]
struct Totals {
    /// Whether the line at hand is one.
    is_one: bool,
    lines: usize,
    names: Vec<String>,
}

impl Totals {
    fn note(&mut self, text: &str) {
        if !self.names.iter().any(|n| n == text) {
            self.names.push(text.to_owned());
        }
    }

    fn problem(self) -> Option<Problem> {
        (self.lines > 0).then(|| {
            Problem::new("paste.totals_left_out")
                .with("n", Arg::Count(self.lines))
                .with("names", Arg::Text(self.names.join(", ")))
        })
    }
}
