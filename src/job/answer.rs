//! What a worker sends back, as text.

use serde::{Deserialize, Serialize};

use super::Progress;
use crate::core::problem::Problem;

/// A message from the worker to the page. To the worker goes the request alone, as [`super::Request::to_json`] writes it,
/// a study for its workbook, a report for its document, or a table file with a [`super::TableRequest`]; beside the reply to
/// that come its arrays.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// The worker listens.
    Ready,
    /// How far the job is.
    Progress(Progress),
    /// The reply as JSON: the page passes it on or reads it as a [`super::Reply`].
    Reply(String),
    /// Why there is none.
    Problem(Problem),
}

/// Reads a study file and gives the last answer: its workbook in base64.
pub fn answer_workbook(study: &str, lang: Option<&str>) -> Answer {
    use base64::Engine;

    use crate::core::problem::Report;
    use crate::exchange::study_file;
    use crate::words::Lang;
    let lang = lang.and_then(Lang::from_tag).unwrap_or_default();
    let bytes = study_file::read(study)
        .map_err(|e| e.problem())
        .and_then(|study| super::export::workbook(&study, lang).map_err(|e| e.problem()));
    match bytes {
        Ok(bytes) => Answer::Reply(base64::engine::general_purpose::STANDARD.encode(bytes)),
        Err(problem) => Answer::Problem(problem),
    }
}

/// Reads a report with its pictures and gives the last answer: its `.docx` file in base64.
pub fn answer_report(report: &str) -> Answer {
    use base64::Engine;

    use super::{JobError, report::Illustrated};
    use crate::core::problem::Report;
    let report: Result<Illustrated, _> = serde_json::from_str(report);
    let bytes = match report {
        Ok(report) => report.to_docx().map_err(|e| e.problem()),
        Err(error) => Err(JobError::Shape {
            method: "report".to_owned(),
            detail: error.to_string(),
        }
        .problem()),
    };
    match bytes {
        Ok(bytes) => Answer::Reply(base64::engine::general_purpose::STANDARD.encode(bytes)),
        Err(problem) => Answer::Problem(problem),
    }
}

/// Runs a request as text and gives the last answer; progress goes to `post`.
pub fn answer(request: &str, post: &mut dyn FnMut(&Answer)) -> Answer {
    use crate::core::problem::Report;
    let request = match super::Request::parse(request) {
        Ok(request) => request,
        Err(error) => return Answer::Problem(error.problem()),
    };
    let reply = super::run(&request, &mut |progress| {
        post(&Answer::Progress(progress));
        std::ops::ControlFlow::Continue(())
    });
    match reply {
        Ok(reply) => Answer::Reply(reply.to_json(false)),
        Err(problem) => Answer::Problem(problem),
    }
}
