//! The storage step: how much carbon the land holds, by class, zone and date, and what a change is worth.

mod away;
mod bars;
mod change;
mod files;
mod incoming;
mod land;
mod notes;
mod printed;
mod table;
mod taken;
mod totals;
mod value;

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::components::page_head::{Fault, PageHead};
use crate::app::session::Session;
use crate::app::url_state::Step;
use crate::core::number::{fixed, grouped};
use crate::core::study::LandStock;
use crate::exchange::landcover::{self, Legend};
use crate::steps::stock::StockStep;
use crate::tr;
use crate::words::{Lang, Rich};

type Shown = Signal<Arc<StockStep>>;
type Land = Signal<Arc<LandStock>>;

/// Hectares in a square kilometre.
const HA_PER_KM2: f64 = 100.0;

/// The page.
#[component]
pub fn Storage() -> impl IntoView {
    let session = Session::get();
    let kept = session.results.stock();
    let land: Land = Signal::derive(move || session.study().land_stock.clone().unwrap_or_default());
    let shown: Shown = Signal::derive(move || kept.get().value.unwrap_or_default());
    let fault = Signal::derive(move || kept.get().fault.map(|problem| session.say(&problem)));
    let has_land = Memo::new(move |_| land.with(|l| !l.dates.is_empty()));
    let has_stock = Memo::new(move |_| shown.with(|s| s.stock.is_some()));
    let is_pair = Memo::new(move |_| land.with(|l| l.dates.len() > 1));
    // What is looked at first is the latest.
    let date = RwSignal::new(usize::MAX);
    let at = Memo::new(move |_| {
        date.get()
            .min(land.with(|l| l.dates.len().saturating_sub(1)))
    });
    let lede = Signal::derive(move || lede(session.lang(), &land.get(), &shown.get(), at.get()));
    let dates = move || {
        let (lang, land, at) = (session.lang(), land.get(), at.get());
        (land.dates.len() > 1).then(|| view! {
            <label class="inl date-pick">{tr!(lang, "stock.map.date")}
                <span class="inp sel sm"><select on:change=move |event| {
                    if let Ok(at) = event_target_value(&event).parse() {
                        date.set(at);
                    }
                }>
                    {(0..land.dates.len()).map(|i| view! { <option value=i.to_string() selected=i == at>{date_label(&land, i)}</option> }).collect_view()}
                </select></span>
            </label>
        })
    };
    let about = Signal::derive(move || {
        let (lang, land) = (session.lang(), land.get());
        let mut about = vec![
            tr!(lang, "stock.about.invest").to_owned(),
            lang.pick(&session.study().title).to_owned(),
        ];
        if land.dates.len() > 1 {
            about.push(tr!(lang, "stock.about.dates", n = land.dates.len()));
        }
        about
    });
    let question = Signal::derive(move || tr!(session.lang(), "stock.question").to_owned());
    view! {
        <Fault sentence=fault />
        <PageHead step=Step::Storage about question lede />
        <files::Files land />
        {dates}
        {move || has_land.get().then(|| view! {
            <div class="cols even">
                <land::LandFigure land shown at />
                <div class="stack-s">
                    <notes::Notes land shown at />
                    {move || has_stock.get().then(|| view! { <bars::ClassBars land shown at /> })}
                </div>
            </div>
            <section class="section"><table::Pools land shown at /></section>
            {move || has_stock.get().then(|| view! {
                <section class="section"><totals::Totals land shown at /></section>
                {move || is_pair.get().then(|| view! {
                    <section class="section cols even">
                        <change::Matrix land shown />
                        <value::Value land shown />
                    </section>
                })}
                <away::Away land shown />
            })}
        })}
        <printed::Printed />
    }
}

/// The legend of a study's codes.
fn legend_of(land: &LandStock) -> Option<&'static Legend> {
    land.legend.as_deref().and_then(landcover::legend)
}

/// Name of a class: as the pool table has it, as the legend has it, as the study has it, or its code.
fn class_name(lang: Lang, land: &LandStock, code: i32) -> String {
    if let Some(pool) = land.pool(code).filter(|p| !p.name.is_empty()) {
        return pool.name.clone();
    }
    if let Some(class) = legend_of(land).and_then(|l| l.class(code.into())) {
        return lang.text(&class.name).to_owned();
    }
    let own = land.names.iter().find(|(c, _)| *c == code);
    own.map_or_else(
        || tr!(lang, "stock.map.unknown", code = code),
        |(_, name)| lang.pick(name).to_owned(),
    )
}

/// Unit in which amounts like this one are read: tonnes, or a million of them.
fn unit_of(most: f64) -> (f64, &'static str) {
    if most.abs() >= 1e7 {
        (1e6, "MtC")
    } else {
        (1.0, "tC")
    }
}

/// An amount in a unit of [`unit_of`].
fn amount(value: f64, factor: f64) -> String {
    let shown = value / factor;
    let decimals = match shown.abs() {
        s if factor == 1.0 && s >= 100.0 => 0,
        s if s >= 100.0 => 1,
        s if s >= 10.0 => 2,
        _ => 3,
    };
    grouped(shown, decimals)
}

fn lede(lang: Lang, land: &LandStock, step: &StockStep, at: usize) -> Rich {
    if land.dates.is_empty() {
        return (tr!(lang, "stock.lede.none").to_owned(), Vec::new());
    }
    let of_date = land.dates.get(at).map_or(0, |d| {
        let mut codes: Vec<i32> = d.areas.iter().map(|a| a.class).collect();
        codes.sort_unstable();
        codes.dedup();
        codes.len()
    });
    let n = of_date;
    let Some(reply) = &step.stock else {
        let values = vec![("n", n.to_string())];
        return (tr!(lang, "stock.lede.no_pools").to_owned(), values);
    };
    let ends = reply.dates.first().zip(reply.dates.last());
    let (Some((first, last)), Some(shown)) = (ends, reply.dates.get(at)) else {
        return (tr!(lang, "stock.lede.none").to_owned(), Vec::new());
    };
    let (factor, unit) = unit_of(shown.storage.known);
    let mut values = vec![("n", n.to_string()), ("unit", lang.unit(unit))];
    let when = if land.dates.len() > 1 {
        tr!(lang, "stock.lede.when", date = date_label(land, at))
    } else {
        String::new()
    };
    values.push(("when", when));
    let (Some(total), Some(_)) = (last.storage.total, shown.storage.total) else {
        let missing: f64 = shown.storage.missing.iter().map(|m| m.area).sum();
        let share = 100.0 * (1.0 - missing / shown.storage.area);
        let known = shown.storage.classes.len();
        values.push(("known", known.to_string()));
        values.push(("value", amount(shown.storage.known, factor)));
        values.push(("share", fixed(share, 1)));
        values.push(("missing", shown.storage.missing.len().to_string()));
        return (tr!(lang, "stock.lede.some").to_owned(), values);
    };
    match (first.storage.total, step.change) {
        (Some(before), Some(change)) => {
            let direction = match change {
                c if c > 0.0 => tr!(lang, "stock.lede.up"),
                c if c < 0.0 => tr!(lang, "stock.lede.down"),
                _ => tr!(lang, "stock.lede.same"),
            };
            let label = |at: usize| date_label(land, at);
            values.extend([
                ("from", label(0)),
                ("to", label(land.dates.len() - 1)),
                ("first", amount(before, factor)),
                ("last", amount(total, factor)),
                ("direction", direction.to_owned()),
                ("change", amount(change.abs(), factor)),
            ]);
            (tr!(lang, "stock.lede.change").to_owned(), values)
        }
        _ => {
            values.push(("value", amount(total, factor)));
            (tr!(lang, "stock.lede.all").to_owned(), values)
        }
    }
}

/// What a date is called: its year, or the name of its file.
fn date_label(land: &LandStock, at: usize) -> String {
    let date = land.dates.get(at);
    date.map_or_else(String::new, |d| {
        d.year.map_or_else(|| d.name.clone(), |y| y.to_string())
    })
}
