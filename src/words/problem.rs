//! A problem as a sentence: where, what, and what to do.

use super::table::PROBLEMS;
use super::{Lang, fill};
use crate::core::number::{grouped, significant};
use crate::core::problem::{Arg, Problem};

/// The sentence of a problem. The place comes first where it is known; a code that has no sentence says its code.
#[must_use]
pub fn sentence(lang: Lang, problem: &Problem) -> String {
    let Some(message) = lang.find_in(PROBLEMS, &format!("problem.{}", problem.code)) else {
        return problem.code.clone();
    };
    let values: Vec<(String, String)> = problem
        .args
        .iter()
        .map(|(name, arg)| (name.clone(), written(lang, arg)))
        .collect();
    let values: Vec<(&str, &str)> = values
        .iter()
        .map(|(n, v)| (n.as_str(), v.as_str()))
        .collect();
    let text = fill(message, &values);
    match place(lang, problem) {
        Some(place) => fill(
            lang.find_in(PROBLEMS, "problem.at_place")
                .unwrap_or("{place}: {text}"),
            &[("place", &place), ("text", &text)],
        ),
        None => text,
    }
}

/// Where it sits, as `活动量，2016 年，农业机械总动力`.
fn place(lang: Lang, problem: &Problem) -> Option<String> {
    let at = &problem.place;
    let parts: Vec<String> = [
        at.sheet.as_ref().map(|s| lang.name(&format!("sheet.{s}"))),
        at.region.clone(),
        at.year.map(|y| {
            fill(
                lang.find_in(PROBLEMS, "problem.year").unwrap_or("{year}"),
                &[("year", &y.to_string())],
            )
        }),
        at.column.as_ref().map(|c| column_name(lang, c)),
        at.index.map(|i| {
            fill(
                lang.find_in(PROBLEMS, "problem.position").unwrap_or("{n}"),
                &[("n", &i.saturating_add(1).to_string())],
            )
        }),
    ]
    .into_iter()
    .flatten()
    .collect();
    let comma = lang.find_in(PROBLEMS, "problem.comma").unwrap_or(", ");
    (!parts.is_empty()).then(|| parts.join(comma))
}

fn column_name(lang: Lang, id: &str) -> String {
    ["indicator", "coefficient", "line"]
        .iter()
        .find_map(|kind| lang.find(&format!("{kind}.{id}")))
        .or_else(|| lang.find_in(PROBLEMS, &format!("zones.column.{id}")))
        .map_or_else(|| id.to_owned(), str::to_owned)
}

fn written(lang: Lang, arg: &Arg) -> String {
    match arg {
        Arg::Text(text) => text.clone(),
        Arg::Number(value) => significant(*value, 6),
        Arg::Count(count) => grouped(*count as f64, 0),
        Arg::Year(year) => year.to_string(),
        Arg::Name(key) => lang
            .find_in(PROBLEMS, key)
            .map_or_else(|| lang.name(key), str::to_owned),
    }
}
