//! Why a study gives no file.

use crate::core::account::AccountError;
use crate::core::problem::{Problem, Report};
use crate::exchange::docx::DocxError;
use crate::exchange::excel::ExcelError;

/// Why a study gives no file.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum ExportError {
    /// The account cannot be computed.
    #[error(transparent)]
    Account(#[from] AccountError),
    /// There is no account to report.
    #[error("there is no account")]
    NoAccount,
    /// The report cannot be written.
    #[error(transparent)]
    Docx(#[from] DocxError),
    /// The workbook cannot be written.
    #[error(transparent)]
    Excel(#[from] ExcelError),
}

impl Report for ExportError {
    fn problem(&self) -> Problem {
        match self {
            Self::Account(error) => error.problem(),
            Self::NoAccount => Problem::new("account.nothing"),
            Self::Docx(error) => error.problem(),
            Self::Excel(error) => error.problem(),
        }
    }
}
