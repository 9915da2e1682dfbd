//! Peak and neutrality in a sentence each.

use super::{Digits, joined};
use crate::core::forecast::{ModelName, PeakPosition};
use crate::steps::forecast::ForecastStep;
use crate::tr;
use crate::words::Lang;

/// When the path is highest, and when it first reaches zero.
#[must_use]
pub fn peak(lang: Lang, step: &ForecastStep) -> String {
    joined(lang, [highest(lang, step), neutral(lang, step)])
}

fn highest(lang: Lang, step: &ForecastStep) -> String {
    let forecast = &step.forecast;
    let peak = &forecast.peak;
    let value = Digits::of(step).value(peak.value);
    let end = forecast.years.last().copied().unwrap_or(peak.year);
    match peak.position {
        PeakPosition::End if forecast.path.forecast.is_empty() => {
            tr!(lang, "forecast.peak.observed_end", end = end, value = value)
        }
        PeakPosition::End => match forecast.model.name() {
            ModelName::Linear => tr!(lang, "forecast.peak.line", end = end),
            ModelName::Naive => tr!(lang, "forecast.peak.level").to_owned(),
            _ => tr!(lang, "forecast.peak.exponential", end = end),
        },
        PeakPosition::Start => {
            tr!(lang, "forecast.peak.start", year = peak.year, value = value)
        }
        PeakPosition::Interior if peak.forecast => {
            tr!(
                lang,
                "forecast.peak.forecast",
                year = peak.year,
                value = value
            )
        }
        PeakPosition::Interior => tr!(
            lang,
            "forecast.peak.observed",
            year = peak.year,
            value = value,
            end = end
        ),
    }
}

fn neutral(lang: Lang, step: &ForecastStep) -> String {
    match (step.forecast.neutrality, step.forecast.years.last()) {
        (Some(found), _) if found.forecast => {
            tr!(lang, "forecast.neutrality.forecast", year = found.year)
        }
        (Some(found), _) => tr!(lang, "forecast.neutrality.observed", year = found.year),
        (None, Some(end)) => tr!(lang, "forecast.neutrality.none", end = end),
        (None, None) => String::new(),
    }
}
