//! Four figures beside the picture.

use leptos::prelude::*;

use super::ahead_of;
use super::figure::model_name;
use crate::app::session::Session;
use crate::app::shell::go;
use crate::app::url_state::{Step, href};
use crate::core::account::Summary;
use crate::core::explain::as_co2;
use crate::core::forecast::ModelName;
use crate::core::number::{THIN, fixed, grouped};
use crate::core::units::Unit;
use crate::steps::ledger::Ledger;
use crate::tr;
use crate::words::Lang;

/// Net, offset, largest source, forecast.
#[component]
pub fn KeyFigures(ledger: Memo<Ledger>) -> impl IntoView {
    let session = Session::get();
    let known = move || {
        let lang = session.lang();
        ledger.with(|l| {
            let summary = l.summary.as_ref()?;
            Some(view! { {net(lang, l, summary)} {offset(lang, summary)} {main_source(lang, l, summary)} })
        })
    };
    let ahead = move || ledger.with(|l| ahead(session, l));
    view! { <dl class="keys">{known}{ahead}</dl> }
}

fn figure(name: String, value: String, unit: String, below: AnyView) -> AnyView {
    view! {
        <div><dt>{name}</dt><dd>{value}<span class="unit">{unit}</span></dd><dd class="sub">{below}</dd></div>
    }
    .into_any()
}

fn percent(share: f64) -> String {
    fixed(share * 100.0, 1)
}

fn net(lang: Lang, ledger: &Ledger, summary: &Summary) -> AnyView {
    let last = summary.last;
    let gas = Unit::parse(&ledger.unit)
        .ok()
        .and_then(|u| as_co2(last.net, &u));
    let below = gas.map_or_else(String::new, |(value, code)| {
        let value = grouped(value, ledger.decimals);
        tr!(lang, "home.key.co2", value = value, unit = lang.unit(&code))
    });
    figure(
        tr!(lang, "home.key.net", year = last.year),
        grouped(last.net, ledger.decimals),
        lang.unit(&ledger.unit),
        below.into_any(),
    )
}

fn offset(lang: Lang, summary: &Summary) -> AnyView {
    let (first, last) = (summary.first, summary.last);
    let before = first
        .offset()
        .filter(|_| first.year != last.year)
        .map(|share| {
            let value = format!("{}{THIN}%", percent(share));
            tr!(
                lang,
                "home.key.offset_before",
                year = first.year,
                value = value
            )
        });
    let (value, unit) = match last.offset() {
        Some(share) => (percent(share), "%"),
        None => ("—".to_owned(), ""),
    };
    figure(
        tr!(lang, "home.key.offset", year = last.year),
        value,
        unit.to_owned(),
        before.unwrap_or_default().into_any(),
    )
}

fn main_source(lang: Lang, ledger: &Ledger, summary: &Summary) -> Option<AnyView> {
    let main = summary.main_source.as_ref()?;
    let line = lang.name(&format!("line.{}", main.line));
    let below = tr!(
        lang,
        "home.key.main_of",
        part = grouped(main.value, ledger.decimals),
        whole = grouped(summary.last.source, ledger.decimals),
        unit = lang.unit(&ledger.unit)
    );
    Some(figure(
        tr!(lang, "home.key.main", line = line, year = summary.last.year),
        percent(main.share),
        "%".to_owned(),
        below.into_any(),
    ))
}

/// The last year of the forecast, or why there is none.
fn ahead(session: Session, ledger: &Ledger) -> AnyView {
    let lang = session.lang();
    let Some(step) = ahead_of(session, ledger) else {
        let fault = session.results.forecast_if_asked().and_then(|f| f.fault);
        let why = fault.map_or_else(String::new, |f| session.say(&f));
        let name = tr!(lang, "home.key.ahead_none").to_owned();
        return figure(name, "—".to_owned(), String::new(), why.into_any());
    };
    let forecast = &step.forecast;
    let end = forecast.years.last().zip(forecast.path.forecast.last());
    let Some((year, value)) = end else {
        return ().into_any();
    };
    let is_grey = forecast.model.name() == ModelName::Gm11;
    let verdict = match &forecast.tests.class_ratio {
        _ if !is_grey => "",
        Ok(test) if test.passes => tr!(lang, "home.key.passed"),
        Ok(_) => tr!(lang, "home.key.failed"),
        Err(_) => tr!(lang, "home.key.no_test"),
    };
    let link = if is_grey {
        tr!(lang, "home.key.tests")
    } else {
        tr!(lang, "home.key.other_tests")
    };
    let below = view! {
        {verdict}
        <a href=href(Step::Forecast) on:click=move |event| go(session, Step::Forecast, &event)>{link}</a>
    };
    figure(
        tr!(
            lang,
            "home.key.ahead",
            year = year,
            model = model_name(lang, &step)
        ),
        grouped(*value, ledger.decimals),
        lang.unit(step.unit.code()),
        below.into_any(),
    )
}
