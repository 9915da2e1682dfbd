//! A study as files of other programs: a workbook with live formulas, the account and the sheets of inputs as
//! comma-separated text, the report as a document.

mod account;
mod coefficients;
mod csv;
mod data;
mod error;
mod forecast;
mod notes;
mod report;

pub use csv::{account_csv, sheet_csv};
pub use error::ExportError;
pub use report::{paper, report};

use crate::core::study::{Basis, PublishedAccount, Study};
use crate::exchange::excel::{Book, write};
use crate::exchange::study_sheet;
use crate::steps;
use crate::tr;
use crate::words::Lang;

/// The study as an `.xlsx` file: inputs and coefficients as numbers, account and forecast as formulas over them, and the study
/// file itself on a hidden sheet.
///
/// ```
/// use tanheng::{exchange::cases, job::export, words::Lang};
/// let study = cases::load("guizhou").expect("the case ships with the program");
/// assert_eq!(&export::workbook(&study, Lang::En)?[..2], b"PK");
/// # Ok::<(), tanheng::job::export::ExportError>(())
/// ```
///
/// # Errors
/// [`ExportError`] when the account cannot be computed or is larger than a sheet of Excel.
pub fn workbook(study: &Study, lang: Lang) -> Result<Vec<u8>, ExportError> {
    Ok(write(&book(study, lang)?)?)
}

/// The same workbook as plain values.
///
/// # Errors
/// Those of [`workbook`] that do not come from writing.
pub fn book(study: &Study, lang: Lang) -> Result<Book, ExportError> {
    let account = steps::account::chosen(study)?;
    let forecast = steps::forecast::compute(study, &account);
    let data = data::Data::of(study, lang);
    let coefficients = coefficients::Coefficients::of(study, lang);
    let ledger = account::Ledger::of(study, &account, &data, &coefficients, lang);
    let forecast = forecast::tab(study, &account, &forecast, &data, &ledger, lang);
    let notes = notes::tab(study, &account, lang);
    let names = study_sheet::Names {
        own: tr!(lang, "excel.tab.study"),
        data: &data.tab.name,
        coefficients: &coefficients.tab.name,
        told: tr!(lang, "excel.study_told"),
    };
    let study_sheet = study_sheet::tab(study, &names);
    Ok(Book {
        title: lang.pick(&study.title_with_scenario()).to_owned(),
        tabs: vec![
            data.tab,
            coefficients.tab,
            ledger.tab,
            forecast,
            notes,
            study_sheet,
        ],
    })
}

/// The printed account where it is what the study counts with.
fn printed(study: &Study) -> Option<&PublishedAccount> {
    let table = study.published.as_ref()?.account.as_ref()?;
    (study.choices.basis == Basis::Published).then_some(table)
}

/// Name of a region; its code when the study has none of that code.
fn region_name<'a>(study: &'a Study, code: &'a str, lang: Lang) -> &'a str {
    let region = study.regions.iter().find(|r| r.code == code);
    region.map_or(code, |r| lang.pick(&r.name))
}
