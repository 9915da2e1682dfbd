//! The account, and the sheets of inputs, as comma-separated text.

use super::{ExportError, region_name};
use crate::core::study::Study;
use crate::exchange::csv::{self, Mark};
use crate::exchange::table::DataTable;
use crate::steps;
use crate::tr;
use crate::words::Lang;

/// The account, a row a region and year, every number in full.
///
/// ```
/// use tanheng::{exchange::{cases, csv::Mark}, job::export, words::Lang};
/// let study = cases::load("guizhou").expect("the case ships with the program");
/// let text = export::account_csv(&study, Lang::En, Mark::Without)?;
/// assert!(text.lines().nth(1).is_some_and(|row| row.starts_with("520000,Guizhou,2005,")));
/// # Ok::<(), tanheng::job::export::ExportError>(())
/// ```
///
/// # Errors
/// [`ExportError::Account`].
pub fn account_csv(study: &Study, lang: Lang, mark: Mark) -> Result<String, ExportError> {
    let account = steps::account::chosen(study)?;
    let unit = lang.unit(account.unit.code());
    let mut head: Vec<String> = [
        tr!(lang, "excel.code"),
        tr!(lang, "excel.region"),
        tr!(lang, "excel.year"),
    ]
    .map(str::to_owned)
    .to_vec();
    let mut columns: Vec<&[Option<f64>]> = Vec::new();
    let lines = account.lines.iter();
    let lines = lines.map(|l| (format!("line.{}", l.id), l.values.as_slice()));
    let totals = [
        ("working.total.source".to_owned(), &account.source[..]),
        ("working.total.sink".to_owned(), &account.sink[..]),
        ("working.total.net".to_owned(), &account.net[..]),
    ];
    for (key, values) in lines.chain(totals) {
        head.push(format!("{} ({unit})", lang.name(&key)));
        columns.push(values);
    }
    let keys = account.keys.iter().enumerate();
    let rows = keys.map(|(i, key)| {
        let names = [
            key.region.to_string(),
            region_name(study, &key.region, lang).to_owned(),
            key.year.to_string(),
        ];
        let values = columns.iter().map(|values| values[i]);
        let values = values.map(|v| v.map_or_else(String::new, |v| v.to_string()));
        names.into_iter().chain(values).collect()
    });
    let rows = rows.collect();
    Ok(DataTable { head, rows }.to_csv_with(mark))
}

/// A sheet of inputs as the data page takes it back; `None` when the study has no such sheet.
///
/// ```
/// use tanheng::{exchange::{cases, csv::Mark}, job::export, words::Lang};
/// let study = cases::load("guizhou").expect("the case ships with the program");
/// let text = export::sheet_csv(&study, "land", Lang::En, Mark::Without).expect("in the case");
/// assert!(text.starts_with("Year,"));
/// ```
#[must_use]
pub fn sheet_csv(study: &Study, sheet: &str, lang: Lang, mark: Mark) -> Option<String> {
    let names = csv::Names {
        region: tr!(lang, "data.sheet.region"),
        year: tr!(lang, "data.sheet.year"),
        column: &|c| {
            let name = lang.name(&format!("indicator.{}", c.indicator));
            match c.unit.code() {
                // A pure number has none to write.
                "1" => name,
                code => tr!(
                    lang,
                    "data.drop.heading",
                    name = name,
                    unit = lang.unit(code)
                ),
            }
        },
        pick: &|text| lang.pick(text).to_owned(),
    };
    csv::sheet(study, sheet, &names, mark)
}
