//! The report as a document, without a page to draw its figures.

use super::ExportError;
use crate::core::study::Study;
use crate::exchange::docx;
use crate::exchange::paper::Paper;
use crate::job::report::{self, Findings, Part};
use crate::steps;
use crate::words::Lang;

/// The report as a `.docx` file; each figure is a sentence that names the table with its numbers.
///
/// ```
/// use tanheng::{exchange::cases, job::export, words::Lang};
/// let study = cases::load("guizhou").expect("the case ships with the program");
/// assert_eq!(&export::report(&study, Lang::En)?[..2], b"PK");
/// # Ok::<(), tanheng::job::export::ExportError>(())
/// ```
///
/// # Errors
/// [`ExportError`] when there is no account.
pub fn report(study: &Study, lang: Lang) -> Result<Vec<u8>, ExportError> {
    Ok(docx::write(&paper(study, lang)?, &[])?)
}

/// The same report as plain values, in all its sections. A relation or forecast that cannot be computed has none.
///
/// # Errors
/// Those of [`report()`] that do not come from writing.
pub fn paper(study: &Study, lang: Lang) -> Result<Paper, ExportError> {
    let account = steps::account::chosen(study)?;
    let relation = steps::relation::compute(study, &account).ok();
    let forecast = steps::forecast::compute(study, &account).ok();
    let findings = Findings {
        study,
        account: &account,
        relation: relation.as_ref(),
        forecast: forecast.as_ref(),
    };
    report::paper(lang, &findings, &Part::ALL, "").ok_or(ExportError::NoAccount)
}
