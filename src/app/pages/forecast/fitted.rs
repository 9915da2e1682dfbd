//! The fitted model: its formula and its coefficients.

use leptos::prelude::*;

use super::Shown;
use super::parts::{opens, part};
use crate::app::session::Session;
use crate::core::explain::{ForecastNumber, mathml};
use crate::core::forecast::Fit;
use crate::core::number::{fixed, significant};
use crate::steps::forecast::ForecastStep;
use crate::tr;
use crate::words::Lang;
use crate::words::forecast::Digits;

/// Formula and coefficients.
#[component]
pub fn Fitted(shown: Shown) -> impl IntoView {
    let session = Session::get();
    let head = session.word(|l| tr!(l, "forecast.fitted.head"));
    let formula = Signal::derive(move || {
        let id = formula_of(&shown.get().forecast.fit);
        mathml(id).unwrap_or_default().to_owned()
    });
    view! {
        <h3>{head}</h3>
        <div class="formula forecast-formula" tabindex="0" role="group" aria-label=head inner_html=formula></div>
        <p class="forecast-parameters">{part(session, shown, parameters)}</p>
    }
}

fn formula_of(fit: &Fit) -> &'static str {
    match fit {
        Fit::Linear(_) => "linear_path",
        Fit::MeanGrowth(_) => "mean_growth_path",
        Fit::Naive(_) => "naive_path",
        _ => "gm11_response",
    }
}

fn parameters(session: Session, lang: Lang, step: &ForecastStep) -> AnyView {
    let digits = Digits::of(step);
    let open = |number, name: &str, value| opens(session, step, number, name, value);
    let first = step.forecast.observed.first().copied().unwrap_or_default();
    match &step.forecast.fit {
        Fit::Gm11(fit) => view! {
            <span class="nowrap"><i>"a"</i>" = "{open(ForecastNumber::DevelopmentCoefficient, "a", fixed(fit.development_coefficient, 7))}</span>
            <span class="gapl"><i>"b"</i>" = "{open(ForecastNumber::GreyInput, "b", significant(fit.grey_input, 7))}</span>
            <span class="nowrap"><i>"x"</i><sup>"(0)"</sup>"(1) = "{digits.value(first)}</span>
        }
        .into_any(),
        Fit::Linear(fit) => view! {
            <span class="nowrap"><i>"c"</i>" = "{significant(fit.line.intercept, 7)}</span>
            <span class="gapl"><i>"d"</i>" = "{significant(fit.line.slope, 7)}</span>
            {fit.line.r_squared.map(|r| {
                let value = fixed(r, 4);
                view! { <span class="nowrap">{tr!(lang, "forecast.fitted.explained", value = value)}</span> }
            })}
        }
        .into_any(),
        Fit::MeanGrowth(fit) => view! {
            <span class="nowrap"><i>"r"</i>" = "{fixed(fit.rate, 7)}</span>
            <span class="gapl"><i>"x"</i><sub>"1"</sub>" = "{digits.value(fit.first)}</span>
            <span class="nowrap"><i>"x"</i><sub>"n"</sub>" = "{digits.value(fit.last)}</span>
        }
        .into_any(),
        Fit::Naive(fit) => view! {
            <span class="nowrap"><i>"x"</i><sub>"n"</sub>" = "{digits.value(fit.last)}</span>
        }
        .into_any(),
    }
}
