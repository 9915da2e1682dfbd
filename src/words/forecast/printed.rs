//! What a paper printed beside what is computed here.

use super::{Digits, Mark, joined, model_name, percent};
use crate::core::forecast::Fit;
use crate::core::number::{fixed, significant};
use crate::core::study::Basis;
use crate::steps::forecast::{ForecastStep, PrintedForecast, Reproduced};
use crate::tr;
use crate::words::Lang;

/// A finding with its headline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// Whether it agrees.
    pub mark: Mark,
    /// The headline, a sentence.
    pub title: String,
    /// The sentences after it.
    pub text: String,
}

/// Shares below this are rounding, not difference.
const ROUNDING: f64 = 0.001;

/// Where a printed path comes from and how far it is from the one computed; `None` when nothing was printed. `basis` names
/// the data of the path shown, `table` the printed table.
#[must_use]
pub fn printed(lang: Lang, step: &ForecastStep, basis: &str, table: &str) -> Option<Verdict> {
    let printed = step.printed.as_ref()?;
    let known: Vec<f64> = printed.differences.iter().flatten().copied().collect();
    let agrees = !known.is_empty() && known.iter().all(|share| share.abs() < ROUNDING);
    let other = step.basis == Basis::Inputs;
    let (mark, title) = if agrees {
        (Mark::Ok, tr!(lang, "forecast.printed.agrees"))
    } else if other {
        (Mark::Plain, tr!(lang, "forecast.printed.other_basis"))
    } else {
        (Mark::Warn, tr!(lang, "forecast.printed.differs"))
    };
    let because = if other && !agrees {
        tr!(
            lang,
            "forecast.printed.because",
            table = table,
            basis = basis
        )
    } else {
        String::new()
    };
    Some(Verdict {
        mark,
        title: title.to_owned(),
        text: joined(
            lang,
            [
                origin(lang, step, printed).unwrap_or_default(),
                model(lang, step, printed),
                difference(lang, printed).unwrap_or_default(),
                because,
            ],
        ),
    })
}

fn origin(lang: Lang, step: &ForecastStep, printed: &PrintedForecast) -> Option<String> {
    let digits = Digits::of(step);
    let ((y0, v0), (y1, v1)) = (printed.path.first()?, printed.path.last()?);
    let (v0, v1) = (digits.value(*v0), digits.value(*v1));
    Some(match found(printed) {
        Some(found) => tr!(
            lang,
            "forecast.printed.comes_from",
            y0 = y0,
            v0 = v0,
            y1 = y1,
            v1 = v1,
            a = significant(found.development_coefficient, 7),
            b = significant(found.grey_input, 7),
            within = percent(ceiling(found.largest_difference), 3)
        ),
        None => tr!(
            lang,
            "forecast.printed.unknown",
            y0 = y0,
            v0 = v0,
            y1 = y1,
            v1 = v1
        ),
    })
}

/// The parameters, when they do give the printed path.
fn found(printed: &PrintedForecast) -> Option<&Reproduced> {
    printed
        .reproduced
        .as_ref()
        .filter(|found| found.largest_difference < ROUNDING)
}

/// A share rounded up to a thousandth of a per cent, so that "within" is true.
fn ceiling(share: f64) -> f64 {
    libm::ceil(share * 1e5) / 1e5
}

fn model(lang: Lang, step: &ForecastStep, printed: &PrintedForecast) -> String {
    let Fit::Gm11(fit) = &step.forecast.fit else {
        let name = model_name(lang, step.forecast.model.name());
        return tr!(lang, "forecast.printed.not_grey", model = name);
    };
    let own = fixed(fit.development_coefficient, 4);
    match found(printed) {
        _ if step.basis == Basis::Inputs => String::new(),
        Some(found) if is_missing_a_digit(&own, &significant(found.development_coefficient, 7)) => {
            tr!(lang, "forecast.printed.lost_digit", fit = own)
        }
        _ => tr!(lang, "forecast.printed.fit", fit = own),
    }
}

/// Whether `short` is `long` without one of its digits.
fn is_missing_a_digit(long: &str, short: &str) -> bool {
    long.char_indices()
        .filter(|(_, c)| c.is_ascii_digit())
        .any(|(at, _)| {
            let (before, rest) = long.split_at(at);
            let mut after = rest.chars();
            after.next();
            short.strip_prefix(before) == Some(after.as_str())
        })
}

fn difference(lang: Lang, printed: &PrintedForecast) -> Option<String> {
    let mut known = printed
        .path
        .iter()
        .zip(&printed.differences)
        .filter_map(|((year, _), share)| share.map(|share| (*year, share)));
    let (y0, first) = known.next()?;
    let (y1, last) = known.next_back().unwrap_or((y0, first));
    Some(tr!(
        lang,
        "forecast.printed.difference",
        y0 = y0,
        d0 = compared(lang, first),
        y1 = y1,
        d1 = compared(lang, last)
    ))
}

fn compared(lang: Lang, share: f64) -> String {
    let written = percent(share.abs(), 1);
    if share.abs() < ROUNDING / 2.0 {
        tr!(lang, "forecast.printed.equal").to_owned()
    } else if share > 0.0 {
        tr!(lang, "forecast.printed.higher", share = written)
    } else {
        tr!(lang, "forecast.printed.lower", share = written)
    }
}

#[cfg(test)]
mod tests {
    use super::is_missing_a_digit;

    #[test]
    fn a_lost_digit_is_one_digit_and_nothing_else() {
        assert!(is_missing_a_digit("−0.0447", "−0.047"));
        assert!(!is_missing_a_digit("−0.0447", "−0.0447"));
        assert!(!is_missing_a_digit("−0.0447", "−0.0437"));
        assert!(!is_missing_a_digit("−0.0447", "0.0447"));
    }
}
