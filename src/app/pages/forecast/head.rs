//! Where we are, the question, and the answer in two or three sentences.

use leptos::prelude::*;

use super::Shown;
use super::parts::{data_name, emphasised, part, told};
use crate::app::components::basis::BasisSwitch;
use crate::app::session::Session;
use crate::app::url_state::Step;
use crate::core::study::Study;
use crate::steps::forecast::ForecastStep;
use crate::tr;
use crate::words::Lang;
use crate::words::forecast::{lede, span};

/// Head of the page.
#[component]
pub fn Head(shown: Shown) -> impl IntoView {
    let session = Session::get();
    let here = Signal::derive(move || {
        let name = Step::Forecast.name(session.lang());
        format!("{} {name}", Step::Forecast.number())
    });
    let place = Signal::derive(move || region(session.lang(), &session.study()));
    let answer = part(session, shown, |session, lang, step| {
        emphasised(&lede(lang, step, &data_name(session, step)))
    });
    view! {
        <div class="page-head">
            <p class="eyebrow">
                <span>{here}</span>
                <span>{place}</span>
                <span>{told(session, shown, years)}</span>
            </p>
            <h1>{session.word(|l| tr!(l, "forecast.question"))}</h1>
            <div class="forecast-head">
                <p class="lede" aria-live="polite">{answer}</p>
                <BasisSwitch />
            </div>
        </div>
    }
}

/// Which years were fitted, and how far it looks.
fn years(lang: Lang, step: &ForecastStep) -> String {
    let forecast = &step.forecast;
    let last = forecast.observed.len().saturating_sub(1);
    let year = |index: usize| forecast.years.get(index).copied().unwrap_or_default();
    let fitted = span(lang, year(0), year(last));
    match forecast
        .years
        .last()
        .filter(|_| !forecast.path.forecast.is_empty())
    {
        Some(end) => tr!(lang, "forecast.eyebrow.fitted", span = fitted, end = end),
        None => tr!(lang, "forecast.eyebrow.fit_only", span = fitted),
    }
}

/// The region looked at, or how many are summed.
fn region(lang: Lang, study: &Study) -> String {
    let chosen = study.choices.region.as_deref();
    let found = match study.regions.as_slice() {
        [only] => Some(only),
        regions => regions.iter().find(|r| Some(r.code.as_str()) == chosen),
    };
    match found {
        Some(region) => lang.pick(&region.name).to_owned(),
        None => tr!(
            lang,
            "forecast.eyebrow.regions",
            count = study.regions.len()
        ),
    }
}
