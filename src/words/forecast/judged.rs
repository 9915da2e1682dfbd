//! What the years held out say of the models.

use super::{held_span, joined, model_name, model_start, percent};
use crate::core::forecast::{HoldOut, ModelName};
use crate::steps::forecast::ForecastStep;
use crate::tr;
use crate::words::Lang;

/// A model with its mean errors as shares; `None` where one cannot be given.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ranked {
    /// The model.
    pub model: ModelName,
    /// Over the years held out.
    pub hold_out: Option<f64>,
    /// One year ahead.
    pub ahead: Option<f64>,
    /// Forecasts one year ahead that were judged.
    pub origins: usize,
}

/// The models compared, least error over the years held out first, those without one last.
#[must_use]
pub fn ranking(step: &ForecastStep) -> Vec<Ranked> {
    let error = |row: &Ranked| row.hold_out.unwrap_or(f64::INFINITY);
    let mut rows: Vec<Ranked> = Vec::new();
    for row in &step.forecast.comparisons {
        let rolling = row.rolling_origin.as_ref().ok();
        let row = Ranked {
            model: row.model.name(),
            hold_out: row.hold_out.as_ref().ok().and_then(|test| test.errors.mape),
            ahead: rolling.and_then(|test| test.errors.mape),
            origins: rolling.map_or(0, |test| test.forecast.len()),
        };
        let place = rows.partition_point(|before| error(before) <= error(&row));
        rows.insert(place, row);
    }
    rows
}

/// Which model erred least, on which side the one shown lies, and who is best one year ahead.
#[must_use]
pub fn judged(lang: Lang, step: &ForecastStep) -> String {
    let ranking = ranking(step);
    joined(
        lang,
        [
            least(lang, step, &ranking).unwrap_or_default(),
            side(lang, step).unwrap_or_default(),
            ahead(lang, &ranking).unwrap_or_default(),
        ],
    )
}

fn least(lang: Lang, step: &ForecastStep, ranking: &[Ranked]) -> Option<String> {
    let own = step.forecast.model.name();
    let own_error = ranking.iter().find(|row| row.model == own)?.hold_out?;
    let best = ranking.first()?;
    let span = held_span(lang, step, step.forecast.options.hold_out);
    let (model, error) = (model_name(lang, own), percent(own_error, 1));
    Some(if ranking.len() == 1 {
        tr!(
            lang,
            "forecast.judged.alone",
            span = span,
            model = model,
            error = error
        )
    } else if best.model == own {
        tr!(
            lang,
            "forecast.judged.best",
            span = span,
            model = model,
            error = error
        )
    } else {
        tr!(
            lang,
            "forecast.judged.other",
            span = span,
            best = model_name(lang, best.model),
            error = percent(best.hold_out?, 1),
            model = model,
            own = error
        )
    })
}

fn side(lang: Lang, step: &ForecastStep) -> Option<String> {
    let shown = step.forecast.comparisons.first()?;
    let HoldOut {
        forecast, observed, ..
    } = shown.hold_out.as_ref().ok()?;
    let model = model_start(lang, shown.model.name());
    let all =
        |above: fn(&f64, &f64) -> bool| forecast.iter().zip(observed).all(|(f, o)| above(f, o));
    Some(if all(|f, o| f > o) {
        tr!(lang, "forecast.judged.over", model = model)
    } else if all(|f, o| f < o) {
        tr!(lang, "forecast.judged.under", model = model)
    } else {
        tr!(lang, "forecast.judged.both", model = model)
    })
}

fn ahead(lang: Lang, ranking: &[Ranked]) -> Option<String> {
    let least = ranking
        .iter()
        .filter_map(|row| Some((row.model, row.ahead?)))
        .min_by(|a, b| a.1.total_cmp(&b.1))?;
    let first = ranking.first().filter(|row| row.hold_out.is_some());
    let (best, error) = (model_name(lang, least.0), percent(least.1, 1));
    (ranking.len() > 1).then(|| {
        if first.is_some_and(|row| row.model == least.0) {
            tr!(
                lang,
                "forecast.judged.ahead_same",
                best = best,
                error = error
            )
        } else {
            tr!(
                lang,
                "forecast.judged.ahead_other",
                best = best,
                error = error
            )
        }
    })
}
