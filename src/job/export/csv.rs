//! The account as comma-separated text.

use super::{ExportError, region_name};
use crate::core::study::Study;
use crate::exchange::table::csv_text;
use crate::steps;
use crate::tr;
use crate::words::Lang;

/// The account, a row a region and year, every number in full. `mark` puts the byte-order mark before it that Excel needs
/// to see that it is UTF-8.
///
/// ```
/// use tanheng::{exchange::cases, job::export, words::Lang};
/// let study = cases::load("guizhou").expect("the case ships with the program");
/// let text = export::account_csv(&study, Lang::En, false)?;
/// assert!(text.lines().nth(1).is_some_and(|row| row.starts_with("520000,Guizhou,2005,")));
/// # Ok::<(), tanheng::job::export::ExportError>(())
/// ```
///
/// # Errors
/// [`ExportError::Account`].
pub fn account_csv(study: &Study, lang: Lang, mark: bool) -> Result<String, ExportError> {
    let account = steps::account::chosen(study)?;
    let unit = lang.unit(account.unit.code());
    let mut head: Vec<String> = [
        tr!(lang, "excel.code"),
        tr!(lang, "excel.region"),
        tr!(lang, "excel.year"),
    ]
    .map(csv_text)
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
        head.push(csv_text(&format!("{} ({unit})", lang.name(&key))));
        columns.push(values);
    }
    let mut out = String::from(if mark { "\u{feff}" } else { "" });
    out.push_str(&head.join(","));
    out.push_str("\r\n");
    for (i, key) in account.keys.iter().enumerate() {
        let mut row = vec![
            csv_text(&key.region),
            csv_text(region_name(study, &key.region, lang)),
            key.year.to_string(),
        ];
        let values = columns.iter().map(|values| values[i]);
        row.extend(values.map(|v| v.map_or_else(String::new, |v| v.to_string())));
        out.push_str(&row.join(","));
        out.push_str("\r\n");
    }
    Ok(out)
}
