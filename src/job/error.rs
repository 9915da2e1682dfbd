//! What is wrong with a job itself, before or beside the method.

use super::request::MAX_BYTES;
use super::spec::methods;
use crate::core::problem::{Arg, Problem, Report};
use crate::exchange::study_file::FileError;

/// Why a job gives no result.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum JobError {
    /// More than [`MAX_BYTES`].
    #[error("{bytes} bytes, at most {MAX_BYTES}")]
    TooLarge {
        /// Size of the job.
        bytes: usize,
    },
    /// Text that is no JSON.
    #[error("no JSON at line {line}, column {column}")]
    NotJson {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
    },
    /// A job that names no method.
    #[error("the job names no method")]
    NoMethod,
    /// A method that is not there.
    #[error("no method {method:?}")]
    UnknownMethod {
        /// Name as written.
        method: String,
    },
    /// Inputs that are not those of the method.
    #[error("{method}: {detail}")]
    Shape {
        /// Method.
        method: String,
        /// What does not fit, such as a missing or unknown field.
        detail: String,
    },
    /// A case that is not there.
    #[error("no case {case:?}")]
    UnknownCase {
        /// Name as written.
        case: String,
    },
    /// The study in the job.
    #[error(transparent)]
    Study(#[from] FileError),
    /// Stopped on request.
    #[error("stopped")]
    Cancelled,
    /// The worker ended without an answer.
    #[error("the worker ended without an answer")]
    WorkerLost,
}

impl JobError {
    /// Every problem in order; several only when a study is at fault.
    #[must_use]
    pub fn problems(&self) -> Vec<Problem> {
        match self {
            Self::Study(error) => error.problems(),
            _ => vec![self.problem()],
        }
    }
}

impl Report for JobError {
    fn problem(&self) -> Problem {
        let text = |text: &str| Arg::Text(text.to_owned());
        match self {
            Self::TooLarge { bytes } => Problem::new("job.too_large")
                .with("size", Arg::Count(bytes.div_ceil(1024 * 1024)))
                .with("limit", Arg::Count(MAX_BYTES / (1024 * 1024))),
            Self::NotJson { line, column } => Problem::new("job.not_json")
                .with("line", Arg::Count(*line))
                .with("column", Arg::Count(*column)),
            Self::NoMethod => Problem::new("job.no_method"),
            Self::UnknownMethod { method } => {
                let known: Vec<&str> = methods().iter().map(|m| m.id).collect();
                Problem::new("job.unknown_method")
                    .with("method", text(method))
                    .with("known", Arg::Text(known.join(", ")))
            }
            Self::Shape { method, detail } => Problem::new("job.shape")
                .with("method", text(method))
                .with("detail", text(detail)),
            Self::UnknownCase { case } => {
                let known: Vec<&str> = crate::exchange::cases::all().collect();
                Problem::new("job.unknown_case")
                    .with("case", text(case))
                    .with("known", Arg::Text(known.join(", ")))
            }
            Self::Study(error) => error.problem(),
            Self::Cancelled => Problem::new("job.cancelled"),
            Self::WorkerLost => Problem::new("job.worker_lost"),
        }
    }
}
