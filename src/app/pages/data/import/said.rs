//! The words of a column.

use crate::core::number::{grouped, significant};
use crate::exchange::paste::{Basis, Compared, PlannedColumn};
use crate::tr;
use crate::words::Lang;

/// A heading without its line breaks.
pub fn one_line(header: &str) -> String {
    header.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What it was recognised by, and what of the unit.
pub fn why(lang: Lang, column: &PlannedColumn) -> String {
    let by = match column.basis {
        Basis::Name => tr!(lang, "data.import.by.name"),
        Basis::Part => tr!(lang, "data.import.by.part"),
        Basis::Joined => tr!(lang, "data.import.by.joined"),
        Basis::Title => tr!(lang, "data.import.by.title"),
        Basis::Near => tr!(lang, "data.import.by.near"),
        Basis::Inside => tr!(lang, "data.import.by.inside"),
        Basis::Place => tr!(lang, "data.import.by.place"),
        Basis::Chosen => tr!(lang, "data.import.by.chosen"),
    };
    let unit = match &column.unit_in {
        None => tr!(
            lang,
            "data.import.by.silent",
            unit = lang.unit(column.unit.code())
        ),
        Some(unit) if column.ratio != 1.0 => tr!(
            lang,
            "data.import.by.converted",
            from = lang.unit(unit.code()),
            to = lang.unit(column.unit.code())
        ),
        Some(_) => tr!(lang, "data.import.by.same_unit").to_owned(),
    };
    let faults = (column.faults > 0).then(|| tr!(lang, "data.import.by.faults", n = column.faults));
    let parts: Vec<String> = [Some(by.to_owned()), Some(unit), faults]
        .into_iter()
        .flatten()
        .collect();
    parts.join(tr!(lang, "data.pasted.semicolon"))
}

/// What the numbers are multiplied or divided by.
pub fn conversion(lang: Lang, column: &PlannedColumn) -> String {
    let ratio = column.ratio;
    let inverse = 1.0 / ratio;
    let is_short = |v: f64| (v * 10.0).fract() == 0.0;
    if column.refused.is_some() {
        "—".to_owned()
    } else if ratio == 1.0 {
        tr!(lang, "data.pasted.none").to_owned()
    } else if ratio.fract() == 0.0 {
        format!("× {}", grouped(ratio, 0))
    } else if ratio < 1.0 && is_short((inverse * 1e9).round() / 1e9) {
        format!("÷ {}", significant(inverse, 9))
    } else {
        format!("× {}", significant(ratio, 8))
    }
}

/// The first figure as written, and as stored where that differs.
pub fn sample(column: &PlannedColumn) -> String {
    match column.cells.first() {
        Some(value) if column.ratio != 1.0 => {
            format!("{} → {}", column.sample, significant(value, 8))
        }
        _ => column.sample.clone(),
    }
}

/// How its figures stand to those of the study.
pub fn against(lang: Lang, compared: Compared) -> String {
    let mut parts = Vec::new();
    if compared.changed > 0 {
        parts.push(tr!(lang, "data.import.changed", n = compared.changed));
    }
    if compared.new > 0 {
        parts.push(tr!(lang, "data.import.new", n = compared.new));
    }
    match (parts.is_empty(), compared.same) {
        (true, 0) => "—".to_owned(),
        (true, _) => tr!(lang, "data.import.same").to_owned(),
        _ => parts.join(tr!(lang, "working.list_comma")),
    }
}
