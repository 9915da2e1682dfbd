//! The sheet as the editor sees it: cells, and what is known of each column. An edit of one column looks through that
//! column only.

use std::sync::Arc;

use crate::core::study::{CellFault, Column, ColumnFacts, Doubt, Sheet, Study};

/// A sheet of the study with the facts of its columns.
#[derive(Clone)]
pub struct Table {
    /// The sheet.
    pub sheet: Sheet,
    /// One a column.
    pub columns: Vec<ColumnView>,
    /// Rows with a cell that is no number, ascending.
    pub bad_rows: Arc<Vec<usize>>,
    /// Whether the study has more than one region, so that rows need a name beside the year.
    pub shows_regions: bool,
}

/// A column's facts and the doubtful rows a person found right.
#[derive(Clone)]
pub struct ColumnView {
    /// Facts of the cells.
    pub facts: Arc<ColumnFacts>,
    /// Rows marked as checked.
    pub checked: Arc<Vec<usize>>,
}

impl ColumnView {
    /// The doubt about a row that nobody has checked.
    pub fn doubt(&self, row: usize) -> Option<&Doubt> {
        let doubts = &self.facts.doubts;
        let at = doubts.binary_search_by_key(&row, |d| d.row).ok()?;
        (!self.checked.contains(&row)).then(|| &doubts[at])
    }

    /// Every doubt that nobody has checked.
    pub fn doubts(&self) -> impl Iterator<Item = &Doubt> {
        let open = |d: &&Doubt| !self.checked.contains(&d.row);
        self.facts.doubts.iter().filter(open)
    }
}

/// Two tables are the same when they share their cells: comparing cell by cell would cost more than drawing.
impl PartialEq for Table {
    fn eq(&self, other: &Self) -> bool {
        let same_column = |a: &Column, b: &Column| {
            Arc::ptr_eq(&a.cells, &b.cells)
                && a.indicator == b.indicator
                && a.unit == b.unit
                && a.source == b.source
                && a.converted_from == b.converted_from
                && a.half_width == b.half_width
        };
        self.sheet.id == other.sheet.id
            && self.shows_regions == other.shows_regions
            && Arc::ptr_eq(&self.sheet.rows, &other.sheet.rows)
            && self.sheet.columns.len() == other.sheet.columns.len()
            && (self.sheet.columns.iter().zip(&other.sheet.columns)).all(|(a, b)| same_column(a, b))
            && (self.columns.iter().zip(&other.columns)).all(|(a, b)| a.checked == b.checked)
    }
}

impl Table {
    /// The sheet `id` of a study; an empty one when the study has none. Facts are taken over from `before` where the cells
    /// are the same.
    pub fn of(study: &Study, id: &str, before: Option<&Self>) -> Self {
        let sheet = study.sheet(id).cloned().unwrap_or_else(|| Sheet {
            id: id.to_owned(),
            rows: Arc::default(),
            columns: Vec::new(),
        });
        let before = before.filter(|b| Arc::ptr_eq(&b.sheet.rows, &sheet.rows));
        let columns: Vec<ColumnView> = sheet
            .columns
            .iter()
            .zip(0..)
            .map(|(column, c)| {
                let known = before.and_then(|b| {
                    let same = Arc::ptr_eq(&b.sheet.columns.get(c)?.cells, &column.cells);
                    same.then(|| b.columns[c].facts.clone())
                });
                ColumnView {
                    facts: known.unwrap_or_else(|| {
                        Arc::new(ColumnFacts::of(&sheet.rows, &column.cells, c))
                    }),
                    checked: Arc::new(checked_rows(study, &sheet, column)),
                }
            })
            .collect();
        let mut bad_rows: Vec<usize> = columns.iter().flat_map(|c| c.facts.bad.clone()).collect();
        bad_rows.sort_unstable();
        bad_rows.dedup();
        Self {
            sheet,
            columns,
            bad_rows: Arc::new(bad_rows),
            shows_regions: study.regions.len() > 1,
        }
    }

    /// Number of rows.
    pub fn height(&self) -> usize {
        self.sheet.rows.len()
    }

    /// Number of columns.
    pub fn width(&self) -> usize {
        self.sheet.columns.len()
    }

    /// Columns of a row whose text is no number, with the fault.
    pub fn faults(&self, row: usize) -> Vec<(usize, String, CellFault)> {
        let bad = |c: usize| self.columns[c].facts.bad.binary_search(&row).is_ok();
        (0..self.width())
            .filter(|&c| bad(c))
            .filter_map(|c| match self.sheet.cell(row, c)? {
                crate::core::study::Cell::Bad { text, .. } => {
                    Some((c, text.clone(), CellFault::of(text)?))
                }
                _ => None,
            })
            .collect()
    }

    /// Cells that are no numbers.
    pub fn bad_count(&self) -> usize {
        self.columns.iter().map(|c| c.facts.bad.len()).sum()
    }

    /// Doubtful cells that nobody has checked.
    pub fn doubt_count(&self) -> usize {
        self.columns.iter().map(|c| c.doubts().count()).sum()
    }
}

fn checked_rows(study: &Study, sheet: &Sheet, column: &Column) -> Vec<usize> {
    let marks = study.checked.iter();
    marks
        .filter(|(s, indicator, ..)| *s == sheet.id && *indicator == column.indicator)
        .filter_map(|(.., region, year)| {
            let mut rows = sheet.rows.iter();
            rows.position(|k| k.year == *year && *k.region == **region)
        })
        .collect()
}
