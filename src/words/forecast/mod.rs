//! The forecast in sentences. Every claim is read from the result, so it also holds for other data.
//!
//! Text between `**` is emphasised by who shows it; [`plain`] takes the marks away.

mod fit;
mod judged;
mod lede;
mod peak;
mod printed;

pub use fit::{Mark, TestRow, class_ratio_row, grade_line, test_rows};
pub use judged::{judged, ranking};
pub use lede::lede;
pub use peak::peak;
pub use printed::{Verdict, printed};

use super::Lang;
use crate::core::forecast::{Grade, ModelName};
use crate::core::number::{compact, fixed, grouped};
use crate::core::problem::Problem;
use crate::steps::forecast::ForecastStep;
use crate::tr;

/// Name of a model inside a sentence.
#[must_use]
pub fn model_name(lang: Lang, model: ModelName) -> &'static str {
    match model {
        ModelName::Linear => tr!(lang, "forecast.model.linear"),
        ModelName::MeanGrowth => tr!(lang, "forecast.model.mean_growth"),
        ModelName::Naive => tr!(lang, "forecast.model.naive"),
        _ => tr!(lang, "forecast.model.gm11"),
    }
}

/// Name of a model at the head of a sentence, in a list or in a table.
#[must_use]
pub fn model_title(lang: Lang, model: ModelName) -> &'static str {
    match model {
        ModelName::Linear => tr!(lang, "forecast.option.linear"),
        ModelName::MeanGrowth => tr!(lang, "forecast.option.mean_growth"),
        ModelName::Naive => tr!(lang, "forecast.option.naive"),
        _ => tr!(lang, "forecast.option.gm11"),
    }
}

/// Name of a model as the first word of a sentence: English begins it with a capital.
#[must_use]
pub fn model_start(lang: Lang, model: ModelName) -> &'static str {
    match lang {
        Lang::Zh => model_name(lang, model),
        Lang::En => model_title(lang, model),
    }
}

/// Short name of a model, beside its line in a picture and over its column.
#[must_use]
pub fn model_label(lang: Lang, model: ModelName) -> &'static str {
    match model {
        ModelName::Gm11 => tr!(lang, "forecast.label.gm11"),
        _ => model_name(lang, model),
    }
}

/// Name of a grade.
#[must_use]
pub fn grade_name(lang: Lang, grade: Grade) -> &'static str {
    match grade {
        Grade::Good => tr!(lang, "forecast.grade.good"),
        Grade::Qualified => tr!(lang, "forecast.grade.qualified"),
        Grade::Barely => tr!(lang, "forecast.grade.barely"),
        Grade::Fails => tr!(lang, "forecast.grade.fails"),
    }
}

/// Position of a grade, 1 the best of 4.
#[must_use]
pub const fn grade_rank(grade: Grade) -> usize {
    match grade {
        Grade::Good => 1,
        Grade::Qualified => 2,
        Grade::Barely => 3,
        Grade::Fails => 4,
    }
}

/// Years from one to another.
#[must_use]
pub fn span(lang: Lang, from: i32, to: i32) -> String {
    if from == to {
        tr!(lang, "forecast.one_year", year = from)
    } else {
        tr!(lang, "forecast.span", from = from, to = to)
    }
}

/// A share as per cent, with a thin space that no line breaks at.
///
/// ```
/// assert_eq!(tanheng::words::forecast::percent(0.0566, 2), "5.66\u{202f}%");
/// ```
#[must_use]
pub fn percent(share: f64, decimals: usize) -> String {
    format!("{}\u{202f}%", fixed(share * 100.0, decimals))
}

/// The unit as it follows a number: a power of ten is multiplied.
#[must_use]
pub fn unit_after(lang: Lang, step: &ForecastStep) -> String {
    let unit = lang.unit(step.unit.code());
    if unit.starts_with("10") {
        format!("× {unit}")
    } else {
        unit
    }
}

/// How many decimals the values of a forecast are written with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Digits {
    /// Decimals of a value.
    value: usize,
    /// Decimals of an end of the interval, which is less sure.
    bound: usize,
}

impl Digits {
    /// Enough for the largest observed value.
    #[must_use]
    pub fn of(step: &ForecastStep) -> Self {
        let largest = step
            .forecast
            .observed
            .iter()
            .fold(0.0_f64, |m, v| m.max(v.abs()));
        let (value, bound) = match largest {
            m if m >= 1000.0 => (2, 0),
            m if m >= 10.0 => (2, 1),
            m if m >= 0.1 => (4, 3),
            _ => (6, 5),
        };
        Self { value, bound }
    }

    /// A value.
    #[must_use]
    pub fn value(self, value: f64) -> String {
        grouped(value, self.value)
    }

    /// An end of the interval.
    #[must_use]
    pub fn bound(self, value: f64) -> String {
        compact(value, self.bound)
    }

    /// Both ends, with a dash where that cannot be taken for a minus.
    #[must_use]
    pub fn interval(self, lower: f64, upper: f64) -> String {
        let dash = if lower < 0.0 || upper < 0.0 {
            " … "
        } else {
            "–"
        };
        self.bound(lower) + dash + &self.bound(upper)
    }
}

/// A problem at a position of the series, told with its year.
#[must_use]
pub fn in_year(problem: &Problem, step: &ForecastStep) -> Problem {
    let mut problem = problem.clone();
    if let Some(year) = problem
        .place
        .index
        .and_then(|index| step.forecast.years.get(index))
    {
        problem.place.year = Some(*year);
        problem.place.index = None;
    }
    problem
}

/// A text without the marks of emphasis.
#[must_use]
pub fn plain(text: &str) -> String {
    text.replace("**", "")
}

/// Sentences one after the other.
fn joined(lang: Lang, sentences: impl IntoIterator<Item = String>) -> String {
    let sentences: Vec<String> = sentences.into_iter().filter(|s| !s.is_empty()).collect();
    sentences.join(tr!(lang, "forecast.sentence_gap"))
}

/// Years that were held out.
#[must_use]
pub fn held_span(lang: Lang, step: &ForecastStep, count: usize) -> String {
    let observed = step.forecast.observed.len();
    let year = |index: usize| step.forecast.years.get(index).copied().unwrap_or_default();
    span(
        lang,
        year(observed.saturating_sub(count)),
        year(observed.saturating_sub(1)),
    )
}

#[cfg(test)]
mod tests;
