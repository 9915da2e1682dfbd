//! Figure 1 of the home page: sources, sinks, net, and the forecast.

use leptos::prelude::*;

use super::ahead_of;
use crate::app::components::figure::Figure;
use crate::app::pages::account::source_line;
use crate::app::session::Session;
use crate::chart::Words;
use crate::chart::axis::NARROW;
use crate::chart::balance::{Ahead, Balance, balance};
use crate::core::number::{compact, fixed, grouped};
use crate::exchange::table::DataTable;
use crate::steps::forecast::ForecastStep;
use crate::steps::ledger::Ledger;
use crate::tr;
use crate::words::Lang;

/// Sources, sinks and net by year, and net ahead.
#[component]
pub fn BalanceFigure(ledger: Memo<Ledger>) -> impl IntoView {
    let session = Session::get();
    let selected = RwSignal::new(None::<usize>);
    let lang = move || session.lang();
    let draw = move |width: f64| {
        let data = ledger.with(|l| {
            let ahead = ahead_of(session, l);
            picture_data(lang(), l, ahead.as_deref(), width)
        });
        let data = Balance {
            selected: selected.get(),
            ..data
        };
        balance(&data, width)
    };
    let source = move || {
        let ahead = ledger.with(|l| ahead_of(session, l));
        source_line(session) + &ahead.map_or_else(String::new, |a| ahead_source(lang(), &a))
    };
    let table = move |()| {
        ledger.with(|l| {
            let ahead = ahead_of(session, l);
            data_table(lang(), l, ahead.as_deref())
        })
    };
    view! {
        <Figure
            number=Signal::derive(move || tr!(lang(), "home.figure_number").to_owned())
            title=Signal::derive(move || tr!(lang(), "home.figure_title").to_owned())
            subtitle=Signal::derive(move || {
                let unit = ledger.with(|l| lang().unit(&l.unit));
                tr!(lang(), "home.figure_unit", unit = unit)
            })
            draw=draw
            selected=selected
            readout=ViewFn::from(move || readout(session, ledger, selected))
            source=Signal::derive(source)
            table=Callback::new(table)
            file="tanheng-balance"
        />
    }
}

/// Position of each year from the first to the last known balance, with holes where a year is missing.
fn shown_years(ledger: &Ledger) -> Vec<(i32, Option<usize>)> {
    let Some(summary) = &ledger.summary else {
        return Vec::new();
    };
    let at = |year: i32| ledger.years.iter().position(|y| *y == year);
    (summary.first.year..=summary.last.year)
        .map(|year| (year, at(year)))
        .collect()
}

fn column(ledger: &Ledger, id: &str) -> Vec<Option<f64>> {
    shown_years(ledger)
        .into_iter()
        .map(|(_, at)| ledger.value(id, at?))
        .collect()
}

fn picture_data(lang: Lang, ledger: &Ledger, ahead: Option<&ForecastStep>, width: f64) -> Balance {
    let Some(summary) = &ledger.summary else {
        return Balance::default();
    };
    let is_narrow = width < NARROW;
    let last = grouped(summary.last.net, ledger.decimals);
    let net_name = if is_narrow {
        tr!(lang, "home.net_name_short", value = last)
    } else {
        tr!(
            lang,
            "home.net_name",
            value = last,
            year = summary.last.year
        )
    };
    let side =
        |full: &'static str, short: &'static str| if is_narrow { short } else { full }.to_owned();
    Balance {
        years: shown_years(ledger).into_iter().map(|(y, _)| y).collect(),
        source: column(ledger, "source"),
        sink: column(ledger, "sink"),
        net: column(ledger, "net"),
        ahead: ahead.map(|a| ahead_data(lang, a, ledger.decimals)),
        source_name: side(tr!(lang, "home.source_name"), tr!(lang, "line.source")),
        sink_name: side(tr!(lang, "home.sink_name"), tr!(lang, "line.sink")),
        net_name,
        net_note: tr!(lang, "home.net_note").to_owned(),
        words: Words {
            title: tr!(lang, "home.figure_title").to_owned(),
            finding: finding(lang, ledger, ahead),
        },
        selected: None,
    }
}

fn ahead_data(lang: Lang, step: &ForecastStep, decimals: usize) -> Ahead {
    let forecast = &step.forecast;
    let interval = forecast.interval.as_ref().ok();
    let band = interval.map(|i| {
        let level = tr!(lang, "home.interval", level = fixed(i.level * 100.0, 0));
        let (low, high) = (i.lower.last(), i.upper.last());
        let range = low.zip(high).map(|(l, h)| {
            tr!(
                lang,
                "home.range",
                low = compact(*l, 0),
                high = compact(*h, 0)
            )
        });
        format!("{level}\n{}", range.unwrap_or_default())
    });
    let end = forecast.years.last().zip(forecast.path.forecast.last());
    Ahead {
        path: forecast.path.forecast.clone(),
        lower: interval.map_or_else(Vec::new, |i| i.lower.clone()),
        upper: interval.map_or_else(Vec::new, |i| i.upper.clone()),
        name: tr!(lang, "home.ahead_name", model = model_name(lang, step)),
        band: band.unwrap_or_default(),
        end: end.map_or_else(String::new, |(year, value)| {
            tr!(
                lang,
                "home.ahead_end",
                year = year,
                value = grouped(*value, decimals)
            )
        }),
    }
}

/// Name of the model shown.
pub fn model_name(lang: Lang, step: &ForecastStep) -> String {
    use crate::core::forecast::ModelName;
    match step.forecast.model.name() {
        ModelName::Gm11 => tr!(lang, "home.model.gm11"),
        ModelName::Linear => tr!(lang, "home.model.linear"),
        ModelName::MeanGrowth => tr!(lang, "home.model.mean_growth"),
        ModelName::Naive => tr!(lang, "home.model.naive"),
    }
    .to_owned()
}

fn ahead_source(lang: Lang, step: &ForecastStep) -> String {
    match &step.forecast.interval {
        Ok(i) => tr!(lang, "home.ahead_source", draws = i.draws, seed = i.seed),
        Err(_) => tr!(lang, "home.ahead_source_plain").to_owned(),
    }
}

fn finding(lang: Lang, ledger: &Ledger, ahead: Option<&ForecastStep>) -> String {
    let Some(summary) = &ledger.summary else {
        return String::new();
    };
    let text = |v: f64| grouped(v, ledger.decimals);
    let (first, last) = (summary.first.year, summary.last.year);
    let (from, to) = (text(summary.first.net), text(summary.last.net));
    let unit = lang.unit(&ledger.unit);
    let end = ahead.and_then(|a| a.forecast.years.last().zip(a.forecast.path.forecast.last()));
    match end {
        Some((end, value)) => tr!(
            lang,
            "home.finding_ahead",
            first = first,
            from = from,
            last = last,
            to = to,
            unit = unit,
            end = end,
            ahead = text(*value)
        ),
        None => tr!(
            lang,
            "home.finding",
            first = first,
            from = from,
            last = last,
            to = to,
            unit = unit
        ),
    }
}

/// The year selected, or the last one known.
fn readout(session: Session, ledger: Memo<Ledger>, selected: RwSignal<Option<usize>>) -> AnyView {
    let lang = session.lang();
    ledger.with(|l| {
        let years = shown_years(l);
        let Some(last) = years.len().checked_sub(1) else {
            return ().into_any();
        };
        let index = selected.get().unwrap_or(last);
        let keys = view! { <span class="mute only-wide">{tr!(lang, "account.keys")}</span> };
        let text = |v: Option<f64>| v.map_or_else(|| "—".to_owned(), |v| grouped(v, l.decimals));
        if let Some((year, at)) = years.get(index) {
            let value = |id: &str| text(at.and_then(|i| l.value(id, i)));
            return view! {
                <span><b>{tr!(lang, "home.year", year = year)}</b></span>
                <span><span class="k">{tr!(lang, "line.source")}</span><b class="t-src">{value("source")}</b></span>
                <span><span class="k">{tr!(lang, "line.sink")}</span><b class="t-snk">{value("sink")}</b></span>
                <span><span class="k">{tr!(lang, "line.net")}</span><b>{value("net")}</b></span>
                {keys}
            }
            .into_any();
        }
        let Some(step) = ahead_of(session, l) else {
            return keys.into_any();
        };
        let (forecast, i) = (&step.forecast, index - last - 1);
        let year = years[last].0 + 1 + i as i32;
        let interval = forecast.interval.as_ref().ok().and_then(|interval| {
            let (low, high) = (interval.lower.get(i)?, interval.upper.get(i)?);
            let name = tr!(lang, "home.interval", level = fixed(interval.level * 100.0, 0));
            let range = tr!(lang, "home.range", low = grouped(*low, 0), high = grouped(*high, 0));
            Some(view! { <span><span class="k">{name}</span><b>{range}</b></span> })
        });
        view! {
            <span><b>{tr!(lang, "home.ahead_year", year = year)}</b></span>
            <span><span class="k">{tr!(lang, "line.net")}</span><b>{text(forecast.path.forecast.get(i).copied())}</b></span>
            {interval}
            {keys}
        }
        .into_any()
    })
}

fn data_table(lang: Lang, ledger: &Ledger, ahead: Option<&ForecastStep>) -> DataTable {
    let text = |v: Option<f64>| v.map_or_else(|| "—".to_owned(), |v| fixed(v, ledger.decimals));
    let mut head: Vec<String> = [
        tr!(lang, "account.year_head"),
        tr!(lang, "line.source"),
        tr!(lang, "line.sink"),
        tr!(lang, "line.net"),
    ]
    .map(str::to_owned)
    .to_vec();
    let years = shown_years(ledger);
    let mut rows: Vec<Vec<String>> = years
        .iter()
        .map(|(year, at)| {
            let value = |id: &str| text(at.and_then(|i| ledger.value(id, i)));
            vec![
                year.to_string(),
                value("source"),
                value("sink"),
                value("net"),
            ]
        })
        .collect();
    let Some(forecast) = ahead.map(|a| &a.forecast) else {
        return DataTable { head, rows };
    };
    let more = [
        tr!(lang, "home.table_ahead"),
        tr!(lang, "home.table_low"),
        tr!(lang, "home.table_high"),
    ];
    head.extend(more.map(str::to_owned));
    for row in &mut rows {
        row.resize(head.len(), String::new());
    }
    let interval = forecast.interval.as_ref().ok();
    let from = forecast.observed.len();
    for (i, value) in forecast.path.forecast.iter().enumerate() {
        let year = forecast.years.get(from + i).copied().unwrap_or_default();
        rows.push(vec![
            year.to_string(),
            String::new(),
            String::new(),
            String::new(),
            text(Some(*value)),
            text(interval.and_then(|x| x.lower.get(i).copied())),
            text(interval.and_then(|x| x.upper.get(i).copied())),
        ]);
    }
    DataTable { head, rows }
}
