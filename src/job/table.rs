//! A table file as a job: read, planned for a study, and kept for the next question about it.

use std::ops::ControlFlow;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Answer, JobError, Progress, Stage};
use crate::core::problem::{Problem, Report};
use crate::core::study::{Scenarios, Study};
use crate::exchange::intake::{self, Asked};
use crate::exchange::paste::{Array, pack_rows, unpack_rows};
use crate::exchange::watch::{Task, Watch};
use crate::exchange::workbook::{self, Workbook};
use crate::words::coefficient_names;

/// What is asked of a table file. The rows of the study go beside it as arrays, its cells not at all: no plan needs them.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct TableRequest {
    /// Which file it is, so that one that was read is not read again.
    file: u32,
    /// Encoding a text is read in; none when it is to be found out.
    encoding: Option<String>,
    asked: Asked,
    study: Study,
    /// Regions in the rows of each sheet.
    regions: Vec<Vec<Arc<str>>>,
}

impl TableRequest {
    /// A question with its arrays.
    #[must_use]
    pub fn new(
        study: &Study,
        file: u32,
        encoding: Option<String>,
        asked: Asked,
    ) -> (Self, Vec<Array>) {
        let mut study = study.clone();
        let (mut regions, mut arrays) = (Vec::new(), Vec::new());
        for sheet in &mut study.sheets {
            let (own, rows) = pack_rows(&sheet.rows);
            regions.push(own);
            arrays.extend(rows);
            sheet.rows = Arc::default();
            for column in &mut sheet.columns {
                column.cells = Arc::default();
            }
        }
        study.coefficients.clear();
        study.account.clear();
        study.published = None;
        study.transition = None;
        study.checked.clear();
        study.typed = Arc::default();
        study.scenarios = Scenarios::default();
        let request = Self {
            file,
            encoding,
            asked,
            study,
            regions,
        };
        (request, arrays)
    }

    /// The question as text.
    #[must_use]
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

/// The file read last, as sheets of text.
#[derive(Debug, Default)]
pub struct Kept(Option<(u32, Option<String>, Workbook)>);

/// Answers a question about a table file: an [`intake::Found`] in its two parts. `bytes` gives the file and tells how much
/// of it is there; it is called only when another file was read last.
pub fn answer_table(
    kept: &mut Kept,
    request: &str,
    rows: Vec<Array>,
    bytes: &mut dyn FnMut(Watch<'_>) -> Result<Vec<u8>, Problem>,
    post: &mut dyn FnMut(&Answer),
) -> (Answer, Vec<Array>) {
    let mut watch = |task, done, total| {
        let stage = match task {
            Task::Open => Stage::Open,
            Task::Split => Stage::Split,
            Task::Match => Stage::Match,
            Task::Figures => Stage::Figures,
            Task::Pixels => Stage::Pixels,
        };
        post(&Answer::Progress(Progress::new(stage, done, total)));
        ControlFlow::Continue(())
    };
    match answered(kept, request, rows, bytes, &mut watch) {
        Ok((json, arrays)) => (Answer::Reply(json), arrays),
        Err(problem) => (Answer::Problem(problem), Vec::new()),
    }
}

fn answered(
    kept: &mut Kept,
    request: &str,
    rows: Vec<Array>,
    bytes: &mut dyn FnMut(Watch<'_>) -> Result<Vec<u8>, Problem>,
    watch: Watch<'_>,
) -> Result<(String, Vec<Array>), Problem> {
    let request: TableRequest = serde_json::from_str(request).map_err(|e| {
        let (line, column) = (e.line(), e.column().max(1));
        JobError::NotJson { line, column }.problem()
    })?;
    let TableRequest {
        file,
        encoding,
        asked,
        mut study,
        regions,
    } = request;
    let mut rows = rows.into_iter();
    for (sheet, regions) in study.sheets.iter_mut().zip(&regions) {
        let rows = unpack_rows(regions, &mut rows).ok_or_else(|| JobError::WorkerLost.problem())?;
        sheet.rows = Arc::new(rows);
    }
    let is_kept = kept.0.as_ref().is_some_and(|(number, asked, book)| {
        let is_same = *asked == encoding || (encoding.is_some() && book.encoding == encoding);
        *number == file && is_same
    });
    if !is_kept {
        // What was kept makes room before the next is read.
        kept.0 = None;
        let bytes = bytes(watch)?;
        let book = workbook::read_watched(bytes, encoding.as_deref(), watch);
        kept.0 = Some((file, encoding, book.map_err(|e| e.problem())?));
    }
    let Some((.., book)) = &kept.0 else {
        return Err(JobError::WorkerLost.problem());
    };
    let found = intake::find(book, &study, &asked, &coefficient_names, watch)?;
    Ok(found.pack())
}
