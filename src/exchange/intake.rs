//! A table file that was read → what a person is shown of it before anything enters the study: the sheet taken, its plan,
//! its first and last lines.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::paste::{
    self, Array, Chosen, Layout, PasteError, PastePlan, Preview, Short, plan_watched,
};
use super::study_sheet;
use super::watch::Watch;
use super::workbook::{TextSheet, Workbook};
use crate::core::problem::{Problem, Report};
use crate::core::study::Study;

/// What a person said of an earlier table, by its headings: [`PastePlan::shape`].
pub type Remembered = Vec<(String, Vec<Chosen>)>;

/// What is asked of a file.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Asked {
    /// Sheet of the study that is shown.
    pub home: String,
    /// Place of the sheet among those shown; none for the one that is known best.
    pub sheet: Option<usize>,
    /// What was said of its columns; none when what was said of an earlier table counts.
    pub chosen: Option<Vec<Chosen>>,
    /// What was said of earlier tables.
    pub remembered: Remembered,
}

/// What a person is shown.
#[derive(Debug, Clone, PartialEq)]
pub struct Intake {
    /// All about it that is short, but for the plan.
    pub about: About,
    /// What the table is taken for.
    pub plan: PastePlan,
}

/// What is short.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct About {
    /// Names of the sheets there are to choose from.
    pub sheets: Vec<String>,
    /// Place of the one taken among them.
    pub at: usize,
    /// Encoding of a text file.
    pub encoding: Option<String>,
    /// What was said of its columns.
    pub chosen: Vec<Chosen>,
    /// Whether that was said of an earlier table with the same headings.
    pub is_remembered: bool,
    /// Its first and last lines.
    pub preview: Arc<Preview>,
}

/// What a file turns out to be: a table, or a workbook of ours, which may have been changed since.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Found {
    /// The study of a workbook of ours.
    pub own: Option<Study>,
    /// What is to be told of it.
    pub told: Option<Problem>,
    /// The table; of a workbook of ours what was changed in it.
    pub table: Option<Intake>,
}

/// Opens a workbook of ours, or plans any other file for a study. A question about a sheet or its columns is one about the
/// table. `names` are those a coefficient goes by.
///
/// # Errors
/// Those of [`take`].
pub fn find(
    book: &Workbook,
    study: &Study,
    asked: &Asked,
    names: &dyn Fn(&str) -> Vec<String>,
    watch: Watch<'_>,
) -> Result<Found, Problem> {
    let is_first = asked.sheet.is_none() && asked.chosen.is_none();
    let own = is_first.then(|| study_sheet::open(book, names)).flatten();
    let told = match own {
        Some(Ok(own)) => {
            let mut told = own.told();
            let table = match own.changed {
                // What could not be taken stands beside what can.
                Some((sheet, mut plan)) => {
                    plan.problems.extend(own.problems);
                    Some(shown(book, sheet, plan))
                }
                None => {
                    told = own.problems.into_iter().next().or(told);
                    None
                }
            };
            return Ok(Found {
                own: Some(own.study),
                told,
                table,
            });
        }
        Some(Err(error)) => Some(error.problem()),
        None => None,
    };
    match (take(book, study, asked, watch), told) {
        (Ok(table), told) => Ok(Found {
            own: None,
            told,
            table: Some(table),
        }),
        (Err(_), Some(problem)) | (Err(problem), None) => Err(problem),
    }
}

/// What a person is shown of a sheet that is planned.
fn shown(book: &Workbook, sheet: &TextSheet, plan: PastePlan) -> Intake {
    let sheets = book.shown();
    let at = sheets.iter().position(|s| std::ptr::eq(*s, sheet));
    let about = About {
        sheets: sheets.iter().map(|s| s.name.clone()).collect(),
        at: at.unwrap_or_default(),
        encoding: None,
        chosen: Vec::new(),
        is_remembered: false,
        preview: Arc::new(Preview::of(&sheet.text, &plan)),
    };
    Intake { about, plan }
}

impl Found {
    /// The parts that go to another thread: JSON and plain arrays.
    #[must_use]
    pub fn pack(self) -> (String, Vec<Array>) {
        let (table, arrays) = self.table.map(Intake::pack).unzip();
        let json = serde_json::to_string(&(self.own, self.told, table));
        (json.unwrap_or_default(), arrays.unwrap_or_default())
    }

    /// What [`Found::pack`] took apart; `None` when it is something else.
    #[must_use]
    pub fn unpack(json: &str, arrays: Vec<Array>) -> Option<Self> {
        let parts: (Option<Study>, Option<Problem>, Option<String>) =
            serde_json::from_str(json).ok()?;
        let (own, told, table) = parts;
        let table = match table {
            Some(json) => Some(Intake::unpack(&json, arrays)?),
            None => None,
        };
        Some(Self { own, told, table })
    }
}

/// Plans a file for a study.
///
/// # Errors
/// Why nothing of it can be shown: no sheet holds anything, or its lines are no table.
pub fn take(
    book: &Workbook,
    study: &Study,
    asked: &Asked,
    watch: Watch<'_>,
) -> Result<Intake, Problem> {
    let shown = book.shown();
    let plan_of = |text: &str, chosen: &[Chosen], watch: Watch<'_>| {
        let target = (asked.home.clone(), 0, 0);
        plan_watched(study, text, target, chosen, watch).map_err(|e| e.problem())
    };
    let said = asked.chosen.as_deref().unwrap_or_default();
    let (at, first) = match asked.sheet {
        Some(at) => (at, None),
        None => match book.best_watched(study, None, watch) {
            Ok((sheet, plan)) => {
                let at = shown.iter().position(|s| std::ptr::eq(*s, sheet));
                (
                    at.unwrap_or_default(),
                    Some(plan).filter(|_| said.is_empty()),
                )
            }
            // Its headings are unknown; which columns they are can still be chosen.
            Err(PasteError::NothingRecognised { .. } | PasteError::NoSheet { .. }) => (0, None),
            Err(error) => return Err(error.problem()),
        },
    };
    let text = shown.get(at).map_or("", |sheet| sheet.text.as_str());
    if text.trim().is_empty() {
        return Err(Problem::new("workbook.empty"));
    }
    let mut plan = match first {
        Some(plan) => plan,
        None => plan_of(text, said, watch)?,
    };
    // A file is a table, and no cells for wherever the cursor happens to be.
    if plan.layout == Layout::Block {
        let line = text.lines().next().unwrap_or_default();
        let headers = paste::lines(line).line(0).join(", ");
        return Err(PasteError::NothingRecognised { headers }.problem());
    }
    let preview = Preview::of(text, &plan);
    let mut chosen = said.to_vec();
    let mut is_remembered = false;
    if asked.chosen.is_none() {
        let shape = plan.shape();
        let earlier = asked.remembered.iter().find(|(s, _)| *s == shape);
        if let Some((_, earlier)) = earlier {
            plan = plan_of(text, earlier, watch)?;
            chosen.clone_from(earlier);
            is_remembered = true;
        }
    }
    if let Some(sheet) = shown.get(at) {
        study_sheet::narrow(book, sheet, &mut plan);
    }
    let about = About {
        sheets: shown.iter().map(|s| s.name.clone()).collect(),
        at,
        encoding: book.encoding.clone(),
        chosen,
        is_remembered,
        preview: Arc::new(preview),
    };
    Ok(Intake { about, plan })
}

impl Intake {
    /// The parts that go to another thread: JSON and plain arrays.
    #[must_use]
    pub fn pack(self) -> (String, Vec<Array>) {
        let (short, arrays) = self.plan.pack();
        let json = serde_json::to_string(&(self.about, short));
        (json.unwrap_or_default(), arrays)
    }

    /// What [`Intake::pack`] took apart; `None` when it is something else.
    #[must_use]
    pub fn unpack(json: &str, arrays: Vec<Array>) -> Option<Self> {
        let (about, short): (About, Short) = serde_json::from_str(json).ok()?;
        let plan = PastePlan::unpack(short, &mut arrays.into_iter())?;
        Some(Self { about, plan })
    }
}
