//! A working in a language: its sentences, and the whole of it as plain text for the clipboard.

use super::table::WORKINGS;
use super::{Lang, fill};
use crate::core::explain::{
    Digits, Quantity, Section, TermRow, Value, Words, Working, digits, latex,
};
use crate::core::number::{fixed, grouped, signed, significant};

/// A sentence of a working.
///
/// ```
/// use tanheng::core::explain::{Value, Words};
/// use tanheng::words::{Lang, said};
/// assert_eq!(said(Lang::Zh, &Words::name("line", "farm")), "农用地");
/// assert_eq!(said(Lang::En, &Words::new("working.table").with("n", Value::Text("1".into()))), "Table 1");
/// ```
#[must_use]
pub fn said(lang: Lang, words: &Words) -> String {
    let Some(message) = lang.find_in(WORKINGS, &words.key) else {
        return lang.name(&words.key);
    };
    let values: Vec<(&str, String)> = words
        .args
        .iter()
        .map(|(name, value)| (name.as_str(), written(lang, value)))
        .collect();
    let values: Vec<(&str, &str)> = values.iter().map(|(n, v)| (*n, v.as_str())).collect();
    fill(message, &values)
}

fn written(lang: Lang, value: &Value) -> String {
    match value {
        Value::Text(text) => text.clone(),
        Value::Own(text) => lang.pick(text).to_owned(),
        Value::Fixed(value, decimals) => grouped(*value, *decimals),
        Value::Signed(value, decimals) => signed(*value, *decimals),
        Value::Entered(value) => amount(*value),
        Value::Count(count) => grouped(*count as f64, 0),
        Value::Year(year) => year.to_string(),
        Value::Name(key) => lang.name(key),
        Value::List(list) => {
            let parts: Vec<String> = list.iter().map(|w| said(lang, w)).collect();
            parts.join(lang.find_in(WORKINGS, "working.list_comma").unwrap_or(", "))
        }
    }
}

/// A number as entered, with thin spaces once it has five digits before the point.
#[must_use]
pub fn amount(value: f64) -> String {
    let text = significant(value, 15);
    let decimals = text.find('.').map_or(0, |dot| text.len() - dot - 1);
    grouped(value, decimals)
}

/// Number and unit of a quantity; "—" without a number.
#[must_use]
pub fn quantity(lang: Lang, quantity: &Quantity) -> (String, String) {
    let number = match (quantity.value, quantity.digits) {
        (None, _) => "—".to_owned(),
        (Some(value), Digits::Entered) => amount(value),
        (Some(value), Digits::Fixed(decimals)) => grouped(value, decimals),
        (Some(value), cut) => digits(value, cut),
    };
    let unit = match quantity.unit.as_str() {
        "" | "1" => String::new(),
        code => lang.unit(code),
    };
    (number, unit)
}

/// The whole working as text: what the copy button puts on the clipboard.
#[must_use]
pub fn plain(lang: Lang, working: &Working) -> String {
    let unit = lang.unit(&working.unit);
    let title: Vec<String> = working.title.iter().map(|w| said(lang, w)).collect();
    let value = working
        .value
        .map_or_else(|| "—".to_owned(), |v| fixed(v, working.decimals));
    let mut out = format!("{}\n{value} {unit}\n", title.join(" · "));
    for section in &working.sections {
        out.push('\n');
        match section {
            Section::Note { subject, text, .. } => {
                out.push_str(&format!("{}  {}\n", said(lang, subject), said(lang, text)));
            }
            Section::Formula {
                heading,
                formula,
                symbols,
            } => {
                out.push_str(&format!("{}\n", said(lang, heading)));
                out.push_str(&format!("{}\n", latex(formula).unwrap_or(formula)));
                for (symbol, meaning) in symbols {
                    let index = if symbol.index.is_empty() { "" } else { "_" };
                    out.push_str(&format!(
                        "{}{index}{} {}\n",
                        symbol.base,
                        symbol.index,
                        said(lang, meaning)
                    ));
                }
            }
            Section::Numbers { heading, equation } => {
                out.push_str(&format!("{}\n", said(lang, heading)));
                out.push_str(&equation.plain(&lang.unit(&equation.unit)));
                out.push('\n');
            }
            Section::Terms(table) => {
                let head: Vec<String> = table.head.iter().map(|w| said(lang, w)).collect();
                out.push_str(&head.join("\t"));
                out.push('\n');
                for row in table.rows.iter().chain(&table.total) {
                    out.push_str(&plain_row(lang, row));
                }
            }
            Section::Facts(facts) => {
                for (heading, texts) in facts {
                    let texts: Vec<String> = texts.iter().map(|w| said(lang, w)).collect();
                    let semicolon = lang.find_in(WORKINGS, "working.semicolon").unwrap_or("; ");
                    let text = texts.join(semicolon);
                    out.push_str(&format!("{}\t{text}\n", said(lang, heading)));
                }
            }
        }
    }
    out
}

fn plain_row(lang: Lang, row: &TermRow) -> String {
    let mut out = said(lang, &row.name);
    for cell in &row.cells {
        out.push('\t');
        for (i, part) in cell.iter().enumerate() {
            let (number, unit) = quantity(lang, part);
            let sign = match (i, part.divides) {
                (0, false) => "",
                (_, true) => " ÷ ",
                (_, false) => " × ",
            };
            let space = if unit.is_empty() { "" } else { " " };
            out.push_str(&format!("{sign}{number}{space}{unit}"));
        }
    }
    out.push('\n');
    out
}
