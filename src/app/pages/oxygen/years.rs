//! Figures 3 and 4: the ratio of every unit in every year on one scale, and both ratios of all units together.

use leptos::prelude::*;

use super::cells::ratio as k;
use super::classes::{keys, look, scale, units_of, values};
use super::{Page, source};
use crate::app::components::figure::Figure;
use crate::app::components::unit_map::{Paint, places_of, tile_map};
use crate::app::session::Session;
use crate::chart::lines::{Lines, Series, lines};
use crate::chart::map::multiples::{Ground, Multiples, Panel, multiples};
use crate::chart::{Picture, Words};
use crate::core::carbon_oxygen::Element;
use crate::exchange::table::DataTable;
use crate::steps::carbon_oxygen::{CarbonOxygenStep, YearTotals};
use crate::tr;
use crate::words::Lang;
use crate::words::oxygen::{ratio, symbol};

const BOTH: [Element; 2] = [Element::Carbon, Element::Oxygen];

/// Complete years with the ratios of all units.
fn yearly(step: &CarbonOxygenStep, element: Element) -> Vec<(i32, Vec<Option<f64>>)> {
    let years = step.complete.iter();
    years
        .map(|year| (*year, values(step, step.at(*year), element)))
        .collect()
}

/// Small maps.
#[component]
pub fn ByYear(page: Page) -> impl IntoView {
    let session = Session::get();
    let title = Signal::derive(move || {
        let lang = session.lang();
        tr!(
            lang,
            "oxygen.years.title",
            ratio = ratio(lang, page.element.get())
        )
    });
    let readout = move || {
        let (lang, step) = (session.lang(), page.step.get());
        let unit = page.selected.get()?;
        let name = lang.pick(&step.units.get(unit)?.name).to_owned();
        let all = yearly(&step, page.element.get());
        let told = all.into_iter().map(|(year, values)| {
            let value = values.get(unit).copied().flatten();
            view! { <span><span class="k">{year}</span><b>{k(value)}</b></span> }
        });
        Some(view! { <span><b>{name}</b></span>{told.collect_view()} }.into_any())
    };
    let from = source(session, page);
    view! {
        <Figure
            number=session.word(|l| tr!(l, "oxygen.years.number"))
            title
            subtitle=session.word(|l| tr!(l, "oxygen.years.sub"))
            draw=move |width| {
                let (lang, element) = (session.lang(), page.element.get());
                let (selected, title) = (page.selected.get(), title.get());
                page.step.with(|step| draw(lang, step, element, (selected, title), width))
            }
            selected=page.selected
            readout=move || readout().into_any()
            source=Signal::derive(move || tr!(session.lang(), "zones.map.schematic").to_owned() + &from.get())
            table=move |()| page.step.with(|step| table(session.lang(), step, page.element.get()))
            file="carbon-oxygen-by-year"
        />
    }
}

fn draw(
    lang: Lang,
    step: &CarbonOxygenStep,
    element: Element,
    (selected, title): (Option<usize>, String),
    width: f64,
) -> Picture {
    let units = units_of(step);
    let places = places_of(&units.regions);
    let all = yearly(step, element);
    let every: Vec<Option<f64>> = all.iter().flat_map(|(_, v)| v.iter().copied()).collect();
    let paint = Paint {
        scale: scale(),
        keys: keys(lang, &every, false),
        ..Paint::default()
    };
    let told = |(year, values): &(i32, Vec<Option<f64>>)| {
        let above = values.iter().flatten().filter(|v| **v > 1.0).count();
        format!("{year}: {} > 1: {above}", symbol(element))
    };
    let finding: Vec<String> = all.iter().map(told).collect();
    let words = Words {
        title,
        finding: finding.join("; "),
    };
    let panels = all.iter().map(|(year, values)| Panel {
        title: year.to_string(),
        looks: values.iter().map(|v| look(*v)).collect(),
    });
    multiples(
        &Multiples {
            panels: panels.collect(),
            ground: Ground::Tiles(tile_map(lang, &units, &places, paint, selected, words)),
        },
        width,
    )
}

fn table(lang: Lang, step: &CarbonOxygenStep, element: Element) -> DataTable {
    let all = yearly(step, element);
    let mut head = vec![tr!(lang, "oxygen.unit").to_owned()];
    head.extend(all.iter().map(|(year, _)| year.to_string()));
    let rows = step.units.iter().enumerate().map(|(i, unit)| {
        let of = all.iter().map(|(_, v)| k(v.get(i).copied().flatten()));
        std::iter::once(lang.pick(&unit.name).to_owned())
            .chain(of)
            .collect()
    });
    DataTable {
        head,
        rows: rows.collect(),
    }
}

/// Sums of the complete years.
pub fn complete(step: &CarbonOxygenStep) -> Vec<&YearTotals> {
    let years = step.nation.iter();
    years.filter(|y| !y.totals.counted.is_empty()).collect()
}

/// Both ratios of the sums, year by year.
#[component]
pub fn Nation(page: Page) -> impl IntoView {
    let session = Session::get();
    let title = session.word(|l| tr!(l, "oxygen.years.lines"));
    let read = RwSignal::new(None::<usize>);
    let readout = move || {
        let (lang, step) = (session.lang(), page.step.get());
        let year = *complete(&step).get(read.get()?)?;
        let totals = &year.totals;
        let n = totals.counted.len();
        let both = [
            (Element::Carbon, totals.carbon),
            (Element::Oxygen, totals.oxygen),
        ];
        let both = both.map(
            |(e, r)| view! { <span><span class="k">{symbol(e)}</span><b>{k(r.value)}</b></span> },
        );
        Some(view! {
            <span><b>{year.year}</b></span>
            {both}
            <span><span class="k">{tr!(lang, "oxygen.years.counted")}</span><b>{tr!(lang, "oxygen.years.of", n = n)}</b></span>
        }.into_any())
    };
    let fewer = move || page.step.with(|step| fewer(session.lang(), step));
    view! {
        <Figure
            number=session.word(|l| tr!(l, "oxygen.years.lines_number"))
            title
            subtitle=session.word(|l| tr!(l, "oxygen.years.lines_sub"))
            draw=move |width| {
                let (lang, element) = (session.lang(), page.element.get());
                let (read, title) = (read.get(), title.get());
                page.step.with(|step| course(lang, step, element, (read, title), width))
            }
            selected=read
            readout=move || readout().into_any()
            source=source(session, page)
            table=move |()| page.step.with(|step| sums(session.lang(), step))
            file="carbon-oxygen-nation"
        />
        {move || fewer().map(|text| view! { <p class="tnote">{text}</p> })}
    }
}

/// How many units each year counts, where that is not the same every year.
fn fewer(lang: Lang, step: &CarbonOxygenStep) -> Option<String> {
    let all = complete(step);
    let counted = |y: &&YearTotals| y.totals.counted.len();
    let most = all.iter().map(counted).max()?;
    let short = all.iter().filter(|y| counted(y) < most);
    let told = short.map(|y| {
        let n = counted(y);
        tr!(lang, "oxygen.years.fewer_year", year = y.year, n = n)
    });
    let list: Vec<String> = told.collect();
    let list = list.join(tr!(lang, "oxygen.table.comma"));
    (!list.is_empty()).then(|| tr!(lang, "oxygen.years.fewer", list = list))
}

fn course(
    lang: Lang,
    step: &CarbonOxygenStep,
    element: Element,
    (read, title): (Option<usize>, String),
    width: f64,
) -> Picture {
    let all = complete(step);
    let series = BOTH.map(|e| Series {
        name: symbol(e).to_owned(),
        values: all
            .iter()
            .map(|y| match e {
                Element::Carbon => y.totals.carbon.value,
                Element::Oxygen => y.totals.oxygen.value,
            })
            .collect(),
        printed: Vec::new(),
    });
    let told = |y: &&YearTotals| {
        let totals = &y.totals;
        format!(
            "{} {}, {}",
            y.year,
            k(totals.carbon.value),
            k(totals.oxygen.value)
        )
    };
    let finding: Vec<String> = all.iter().map(told).collect();
    let data = Lines {
        years: all.iter().map(|y| y.year).collect(),
        series: series.to_vec(),
        emphasised: BOTH.iter().position(|e| *e == element),
        reference: Some((1.0, tr!(lang, "oxygen.ranks.even").to_owned())),
        decimals: 2,
        not_from_zero: tr!(lang, "oxygen.years.not_zero").to_owned(),
        words: Words {
            title,
            finding: finding.join("; "),
        },
        selected: read,
        ..Lines::default()
    };
    lines(&data, width)
}

fn sums(lang: Lang, step: &CarbonOxygenStep) -> DataTable {
    let rows = complete(step).into_iter().map(|y| {
        vec![
            y.year.to_string(),
            k(y.totals.carbon.value),
            k(y.totals.oxygen.value),
            y.totals.counted.len().to_string(),
        ]
    });
    let head = [
        tr!(lang, "space.time.year"),
        symbol(Element::Carbon),
        symbol(Element::Oxygen),
        tr!(lang, "oxygen.years.counted"),
    ];
    DataTable {
        head: head.map(str::to_owned).to_vec(),
        rows: rows.collect(),
    }
}
