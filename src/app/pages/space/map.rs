//! Figure 1: clusters on the map, and which figure of which year they are of.

use std::sync::Arc;

use leptos::prelude::*;

use super::Shown;
use super::clusters::{finding, keys, look, scale, units_of};
use super::table::numbers;
use crate::app::components::segment::Segment;
use crate::app::components::unit_map::{Paint, UnitMap, View};
use crate::app::components::year_slider::YearSlider;
use crate::app::session::Session;
use crate::core::number::{fixed, significant};
use crate::core::study::SpaceVariable;
use crate::steps::space::Cluster;
use crate::tr;
use crate::words::space::{both, cluster, letters, made_of, map_title, p_value, variable};

/// Which figure and which year, and whether logarithms are taken.
#[component]
pub fn Figures(shown: Shown) -> impl IntoView {
    let session = Session::get();
    let figures = move || {
        let (lang, step) = (session.lang(), shown.get());
        let all = step.variables.clone();
        let options: Vec<_> = all
            .iter()
            .enumerate()
            .map(|(i, v)| view! { <option value=i.to_string() selected=*v == step.variable>{variable(lang, v)}</option> })
            .collect();
        let choose = move |event: leptos::ev::Event| {
            let at = event_target_value(&event).parse::<usize>().ok();
            if let Some(chosen) = at.and_then(|at| all.get(at)).cloned() {
                session.choose(|s| {
                    s.choices.space.variable = Some(chosen);
                    s.choices.space.is_log = None;
                });
            }
        };
        view! {
            <div class="field">
                <label for="space-figure">{tr!(lang, "space.variable.label")}</label>
                <span class="inp sel"><select id="space-figure" on:change=choose>{options}</select></span>
            </div>
        }
    };
    let population = move || {
        let (lang, step) = (session.lang(), shown.get());
        // A ratio is no amount that people share.
        if is_ratio(&step.variable) {
            return None;
        }
        let is_other = |v: &&SpaceVariable| **v != step.variable;
        let all = step.variables.iter().filter(is_other);
        let all: Vec<String> = all
            .filter_map(|v| match v {
                SpaceVariable::Indicator(id) => Some(id.clone()),
                _ => None,
            })
            .collect();
        let now = step.rate.as_ref().map(|rate| rate.population.clone());
        let options: Vec<_> = all
            .iter()
            .map(|id| {
                let name = lang.name(&format!("indicator.{id}"));
                view! { <option value=id.clone() selected=now.as_ref() == Some(id)>{name}</option> }
            })
            .collect();
        let choose = move |event: leptos::ev::Event| {
            let id = Some(event_target_value(&event)).filter(|id| !id.is_empty());
            session.choose(|s| s.choices.space.population = id);
        };
        (!options.is_empty()).then(|| view! {
            <div class="field">
                <label for="space-population">{tr!(lang, "space.variable.population")}</label>
                <span class="inp sel"><select id="space-population" on:change=choose>
                    <option value="" selected=now.is_none()>{tr!(lang, "space.variable.no_population")}</option>
                    {options}
                </select></span>
            </div>
        })
    };
    let years = Signal::derive(move || shown.with(|step| step.years.clone()));
    let year = Signal::derive(move || shown.with(|step| step.year));
    let choose_year = move |to: i32| {
        session.adjust("space.year", move |s| s.choices.space.year = Some(to));
    };
    let scales = Signal::derive(move || {
        let (lang, step) = (session.lang(), shown.get());
        let name = variable(lang, &step.variable);
        // The symbol of a ratio says enough.
        let symbol = name.rsplit(' ').next().filter(|_| is_ratio(&step.variable));
        let short = symbol.unwrap_or(&name).to_owned();
        vec![
            ("plain", short.clone()),
            ("log", tr!(lang, "space.variable.log", name = short)),
        ]
    });
    let scale = Signal::derive(move || {
        if shown.with(|s| s.is_log) {
            "log"
        } else {
            "plain"
        }
    });
    let can_log = Memo::new(move |_| shown.with(|s| s.can_log));
    view! {
        <div class="row space-figures">
            {figures}
            {population}
            <YearSlider years year on_change=choose_year />
            {move || can_log.get().then(|| view! {
                <Segment label=Signal::derive(move || tr!(session.lang(), "space.sure.log").to_owned()) options=scales value=scale
                    on_choose=move |id: &'static str| session.choose(|s| s.choices.space.is_log = Some(id == "log")) />
            })}
        </div>
    }
}

fn is_ratio(variable: &SpaceVariable) -> bool {
    matches!(
        variable,
        SpaceVariable::CarbonRatio | SpaceVariable::OxygenRatio
    )
}

/// The figure.
#[component]
pub fn ClusterMap(shown: Shown, selected: RwSignal<Option<usize>>) -> impl IntoView {
    let session = Session::get();
    let units = Memo::new(move |_| shown.with(|step| units_of(step)));
    let title = Signal::derive(move || {
        let (lang, step) = (session.lang(), shown.get());
        format!(
            "{} · {}",
            map_title(lang, step.statistic),
            both(lang, &step)
        )
    });
    let subtitle = move |view: View| {
        let lang = session.lang();
        match view {
            View::Tiles | View::Cells => tr!(lang, "space.map.sub"),
            View::Provinces(_) => tr!(lang, "zones.map.sub_provinces"),
            View::Own(_) => tr!(lang, "zones.map.sub_outlines"),
        }
        .to_owned()
    };
    let paint = Signal::derive(move || {
        let (lang, step) = (session.lang(), shown.get());
        let clusters: Vec<Cluster> = step.units.iter().map(|u| u.cluster).collect();
        let no_data = || tr!(lang, "space.map.no_data").to_owned();
        Arc::new(Paint {
            scale: scale(),
            looks: clusters.iter().map(|c| look(*c)).collect(),
            tags: clusters
                .iter()
                .map(|c| letters(step.statistic, *c).to_owned())
                .collect(),
            values: step
                .units
                .iter()
                .map(|u| u.value.map_or_else(no_data, |v| significant(v, 3)))
                .collect(),
            keys: keys(lang, step.statistic, &clusters),
            links: step.neighbours.links.clone(),
        })
    });
    let readout = move || {
        let (lang, step) = (session.lang(), shown.get());
        let unit = selected.get().and_then(|i| step.units.get(i).cloned());
        unit.map(|unit| {
            let or_none = |text: Option<String>| text.unwrap_or_else(|| "—".to_owned());
            let said = [
                (
                    tr!(lang, "space.map.value"),
                    or_none(unit.value.map(|v| significant(v, 4))),
                ),
                (
                    tr!(lang, "space.map.statistic"),
                    or_none(unit.statistic.map(|v| fixed(v, 2))),
                ),
                (tr!(lang, "space.map.p"), or_none(unit.p.map(p_value))),
                (
                    tr!(lang, "space.map.cluster"),
                    cluster(lang, step.statistic, unit.cluster).to_owned(),
                ),
            ];
            view! {
                <span><b>{lang.pick(&unit.name).to_owned()}</b></span>
                {said.map(|(k, v)| view! { <span><span class="k">{k}</span><b>{v}</b></span> })}
            }
        })
        .into_any()
    };
    let near = Callback::new(move |unit: usize| shown.with(|step| step.near(unit)));
    view! {
        <UnitMap
            units
            number=Signal::derive(move || tr!(session.lang(), "space.map.number").to_owned())
            title subtitle paint
            finding=Signal::derive(move || finding(session.lang(), &shown.get()))
            from=Signal::derive(move || {
                let lang = session.lang();
                let of = shown.with(|step| made_of(lang, step));
                tr!(lang, "zones.figure2.own_source").to_owned() + &of
            })
            selected near readout
            table=move |()| numbers(session.lang(), &shown.get())
            file="clusters"
        />
    }
}
