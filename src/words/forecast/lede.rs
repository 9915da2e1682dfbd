//! The finding of the page in two or three sentences.

use super::{
    Digits, grade_rank, held_span, joined, model_name, model_start, percent, ranking, span,
    unit_after,
};
use crate::core::forecast::{Fit, Grade};
use crate::steps::forecast::ForecastStep;
use crate::tr;
use crate::words::Lang;

/// What the forecast says for its last year, how good the fit is, and which model did best on the years held out.
/// `basis` names the data.
#[must_use]
pub fn lede(lang: Lang, step: &ForecastStep, basis: &str) -> String {
    // Chinese sets a space between a digit and a word.
    let ends_with_digit = basis.ends_with(|c: char| c.is_ascii_digit());
    let spaced = format!("{basis} ");
    let basis = if lang == Lang::Zh && ends_with_digit {
        &spaced
    } else {
        basis
    };
    joined(
        lang,
        [
            value(lang, step, basis),
            fit(lang, step),
            held(lang, step).unwrap_or_default(),
        ],
    )
}

fn value(lang: Lang, step: &ForecastStep, basis: &str) -> String {
    let forecast = &step.forecast;
    let name = forecast.model.name();
    match (forecast.path.forecast.last(), forecast.years.last()) {
        (Some(value), Some(year)) => tr!(
            lang,
            "forecast.lede.ahead",
            model = model_start(lang, name),
            basis = basis,
            value = Digits::of(step).value(*value),
            unit = unit_after(lang, step),
            year = year
        ),
        _ => tr!(
            lang,
            "forecast.lede.fit_only",
            model = model_start(lang, name),
            basis = basis,
            span = fitted_span(lang, step)
        ),
    }
}

/// Years of the observations.
fn fitted_span(lang: Lang, step: &ForecastStep) -> String {
    let years = &step.forecast.years;
    let last = step.forecast.observed.len().saturating_sub(1);
    match (years.first(), years.get(last)) {
        (Some(from), Some(to)) => span(lang, *from, *to),
        _ => String::new(),
    }
}

fn fit(lang: Lang, step: &ForecastStep) -> String {
    let tests = &step.forecast.tests;
    let Ok(posterior) = &tests.posterior else {
        return String::new();
    };
    let rank = grade_rank(posterior.grade);
    let class_ratio = match (&step.forecast.fit, &tests.class_ratio) {
        (Fit::Gm11(_), Ok(test)) => Some(test.passes),
        _ => None,
    };
    let good = posterior.grade <= Grade::Qualified;
    match (class_ratio, good) {
        (Some(true), true) => tr!(lang, "forecast.lede.good_passes", rank = rank),
        (Some(false), true) => tr!(lang, "forecast.lede.good_fails", rank = rank),
        (Some(true), false) => tr!(lang, "forecast.lede.bad_passes", rank = rank),
        (Some(false), false) => tr!(lang, "forecast.lede.bad_fails", rank = rank),
        (None, _) => tr!(lang, "forecast.lede.graded", rank = rank),
    }
}

fn held(lang: Lang, step: &ForecastStep) -> Option<String> {
    let ranking = ranking(step);
    let own = step.forecast.model.name();
    let own_error = ranking.iter().find(|row| row.model == own)?.hold_out?;
    let best = ranking.first()?;
    let span = held_span(lang, step, step.forecast.options.hold_out);
    let error = percent(own_error, 1);
    Some(if ranking.len() == 1 {
        tr!(lang, "forecast.lede.alone", span = span, error = error)
    } else if best.model == own || best.hold_out == Some(own_error) {
        tr!(lang, "forecast.lede.best", span = span, error = error)
    } else {
        let (name, best_error) = (model_name(lang, best.model), percent(best.hold_out?, 1));
        // What reads the same is not told as better.
        if best_error == error {
            tr!(
                lang,
                "forecast.lede.even",
                span = span,
                best = name,
                error = error
            )
        } else {
            tr!(
                lang,
                "forecast.lede.other",
                span = span,
                best = name,
                error = best_error,
                own = error
            )
        }
    })
}
