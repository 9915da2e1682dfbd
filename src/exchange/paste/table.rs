//! A text → its plan.

use super::PasteError;
use super::basis::Basis;
use super::columns::{Share, Source, add};
use super::error::MOST_COLUMNS;
use super::header::{Heading, home, named_unit};
use super::indicators::Names;
use super::keys::{LineKeys, is_year_heading, key_columns, line_keys, year_cell};
use super::plan::{Chosen, Keys, Layout, PastePlan};
use super::reshape::{Titled, usual};
use super::shape::{Head, composed, starts_with_years};
use super::text::{Lines, watched_lines};
use crate::core::study::{Block, Study};
use crate::exchange::watch::{Watch, unwatched};

/// Reads a pasted text for a cursor at `row` and `column` of a sheet.
///
/// # Errors
/// [`PasteError::Empty`], [`PasteError::TooWide`], [`PasteError::DuplicateYear`], [`PasteError::NothingRecognised`],
/// [`PasteError::Edit`] when the years run out.
pub fn plan(
    study: &Study,
    text: &str,
    sheet: &str,
    row: usize,
    column: usize,
) -> Result<PastePlan, PasteError> {
    plan_with(study, text, sheet, row, column, &[])?.of_something()
}

impl PastePlan {
    /// The plan, unless it is a table of which nothing is recognised.
    ///
    /// # Errors
    /// [`PasteError::NothingRecognised`].
    pub fn of_something(self) -> Result<Self, PasteError> {
        // A refusal says more than “nothing recognised”; without one the headings are all there is to say.
        if self.layout != Layout::Block && self.columns.is_empty() {
            let headers: Vec<&str> = self.left_over.iter().map(|(_, h)| h.as_str()).collect();
            return Err(PasteError::NothingRecognised {
                headers: headers.join(", "),
            });
        }
        Ok(self)
    }
}

/// [`plan`] with what a person said of some columns. A table of which nothing is recognised is planned too: its columns are
/// left over, to be chosen.
///
/// # Errors
/// [`PasteError::Empty`], [`PasteError::TooWide`], [`PasteError::DuplicateYear`], [`PasteError::Edit`] when the years run out.
pub fn plan_with(
    study: &Study,
    text: &str,
    sheet: &str,
    row: usize,
    column: usize,
    chosen: &[Chosen],
) -> Result<PastePlan, PasteError> {
    let target = (sheet.to_owned(), row, column);
    plan_watched(study, text, target, chosen, &mut unwatched)
}

/// [`plan_with`] that tells how far it is. `target` is the sheet, row and column of the cursor.
///
/// # Errors
/// Those of [`plan_with`]; [`PasteError::Stopped`].
pub fn plan_watched(
    study: &Study,
    text: &str,
    target: (String, usize, usize),
    chosen: &[Chosen],
    watch: Watch<'_>,
) -> Result<PastePlan, PasteError> {
    let written = watched_lines(text, watch)?;
    if written.is_empty() {
        return Err(PasteError::Empty);
    }
    let (height, width) = (written.len(), written.width());
    if width > MOST_COLUMNS {
        return Err(PasteError::TooWide { columns: width });
    }
    let names = Names::get();
    let table = usual(written, names, study);
    let lines = table.lines;
    let head = Head::of(&lines, names);
    let headings: Vec<Option<Heading>> = (0..lines.width())
        .map(|c| match &table.titled {
            Some(Titled { heading, .. }) => heading.clone().filter(|_| c == 2),
            None => composed(&head.parts(&lines, c), names, study),
        })
        .collect();
    let layout = match head.lines.last() {
        Some(&header) if table.titled.is_some() || is_table(&lines, &head, &headings, chosen) => {
            Layout::Table {
                header,
                units: head.units,
                is_transposed: table.is_transposed,
            }
        }
        _ if starts_with_years(&lines) => Layout::YearsAndNumbers,
        _ => Layout::Block,
    };
    let mut plan = PastePlan {
        lines: height,
        width,
        layout,
        keys: Keys::Cursor,
        target,
        block: Block::new(),
        rows: Vec::new(),
        columns: Vec::new(),
        left_over: Vec::new(),
        new_regions: Vec::new(),
        problems: Vec::new(),
        more_problems: 0,
        head: Vec::new(),
    };
    let source = Source {
        study,
        lines: &lines,
        names,
        head: &head,
        chosen,
    };
    match layout {
        Layout::Block => {
            let line = |i| lines.line(i).iter().map(|c| c.to_string()).collect();
            plan.block = (0..lines.len()).map(line).collect();
        }
        Layout::YearsAndNumbers => years_and_numbers(&mut plan, &source, watch)?,
        Layout::Table { .. } => {
            if !table.is_transposed {
                plan.head = head.lines.iter().copied().chain(head.units).collect();
            }
            fill(&mut plan, &source, headings, watch)?;
        }
    }
    Ok(plan)
}

/// Whether the lines above the figures are headings: one names an indicator, or the years.
fn is_table(
    lines: &Lines<'_>,
    head: &Head,
    headings: &[Option<Heading>],
    chosen: &[Chosen],
) -> bool {
    let is_named = headings.iter().flatten().any(|h| h.basis != Basis::Inside);
    let years_below = || {
        (head.first..lines.len().min(head.first + 3))
            .any(|l| lines.line(l).iter().any(|c| year_cell(c).is_some()))
    };
    let mut cells = head.lines.iter().flat_map(|&l| lines.line(l));
    let mut says_years = || lines.width() > 1 && cells.any(|c| is_year_heading(c)) && years_below();
    is_named || !chosen.is_empty() || says_years()
}

fn years_and_numbers(
    plan: &mut PastePlan,
    source: &Source<'_>,
    watch: Watch<'_>,
) -> Result<(), PasteError> {
    let (sheet, row, column) = plan.target.clone();
    let keys = Keys::Columns {
        year: 0,
        region: None,
    };
    let study = source.study;
    let about = (study, source.names);
    let keyed = line_keys(source.lines, 0, keys, about, (&sheet, row), watch)?;
    let columns = study.sheet(&sheet).map(|s| s.columns.as_slice());
    let columns = columns.unwrap_or_default();
    let mut share = Share::of(source.lines.width() - 1, &keyed, watch);
    for from in 1..source.lines.width() {
        match columns.get(column + from - 1) {
            Some(to) => {
                let heading = Heading {
                    indicator: to.indicator.clone(),
                    unit: None,
                    basis: Basis::Place,
                };
                let what = (from, String::new(), heading);
                add(plan, source, &keyed, what, &mut share)?;
            }
            None => plan.left_over.push((from, String::new())),
        }
    }
    finish(plan, keyed);
    Ok(())
}

fn fill(
    plan: &mut PastePlan,
    source: &Source<'_>,
    mut headings: Vec<Option<Heading>>,
    watch: Watch<'_>,
) -> Result<(), PasteError> {
    let Source {
        study,
        lines,
        names,
        head,
        chosen,
    } = source;
    let (sheet, row, _) = plan.target.clone();
    let mut refused = Vec::new();
    for choice in *chosen {
        let Some(found) = headings.get_mut(choice.from) else {
            continue;
        };
        let Some(indicator) = &choice.indicator else {
            *found = None;
            refused.push(choice.from);
            continue;
        };
        let own = found.take().and_then(|h| h.unit);
        let unit = choice.unit.clone().map(Ok).or(own).or_else(|| {
            let parts = head.parts(lines, choice.from);
            parts.iter().find_map(|p| named_unit(p, names)).map(Ok)
        });
        *found = Some(Heading {
            indicator: indicator.clone(),
            unit,
            basis: Basis::Chosen,
        });
    }
    let is_value: Vec<bool> = (0..headings.len())
        .map(|c| headings[c].is_some() || refused.contains(&c))
        .collect();
    let keys = key_columns(lines, head, head.first, &is_value, study);
    // Rows one after the other would give the lines years that are not theirs.
    if keys == Keys::Cursor && head.first < lines.len() {
        let says_years = |c: &usize| {
            head.lines
                .iter()
                .any(|&l| is_year_heading(lines.cell(l, *c)))
        };
        if let Some(at) = (0..lines.width()).find(says_years) {
            return Err(PasteError::NotYears {
                header: shown(&head.parts(lines, at)),
                text: lines.cell(head.first, at).trim().to_owned(),
            });
        }
    }
    let keyed = line_keys(
        lines,
        head.first,
        keys,
        (study, names),
        (&sheet, row),
        watch,
    )?;
    let columns = headings.iter().flatten().count();
    let mut share = Share::of(columns, &keyed, watch);
    for (from, heading) in headings.into_iter().enumerate() {
        let text = shown(&head.parts(lines, from));
        let is_key = match keyed.keys {
            Keys::Columns { year, region } => from == year || Some(from) == region,
            Keys::Cursor => false,
        };
        match heading {
            Some(mut found) if home(study, &found.indicator).is_some() => {
                if found.unit.is_none() {
                    found.unit = head.unit_of(lines, from, names).map(Ok);
                }
                add(plan, source, &keyed, (from, text, found), &mut share)?;
            }
            _ if is_key || text.is_empty() => {}
            _ => plan.left_over.push((from, text)),
        }
    }
    finish(plan, keyed);
    Ok(())
}

/// The lowest heading, with those above it in brackets.
fn shown(parts: &[&str]) -> String {
    match parts.split_last() {
        None => String::new(),
        Some((leaf, [])) => (*leaf).to_owned(),
        Some((leaf, upper)) => format!("{leaf}（{}）", upper.join(" · ")),
    }
}

fn finish(plan: &mut PastePlan, keyed: LineKeys) {
    plan.keys = keyed.keys;
    plan.rows = keyed.rows.into_iter().map(|(_, key)| key).collect();
    plan.new_regions = keyed.new_regions;
    plan.problems = keyed.problems;
    plan.more_problems = keyed.more_problems;
}
