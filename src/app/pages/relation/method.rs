//! The choices of the relation, and whether the printed degrees can be had at all.

use leptos::prelude::*;

use super::{Shown, line_name, normalisation_name, total_id, total_name};
use crate::app::components::basis::BasisSwitch;
use crate::app::components::message::{Message, Tone};
use crate::app::components::segment::Segment;
use crate::app::components::slider::Slider;
use crate::app::session::Session;
use crate::core::account::Total;
use crate::core::number::{fixed, significant};
use crate::core::relate::{Extremes, GREY_RELATION, Normalisation, normalisation_id};
use crate::core::spec::Kind;
use crate::tr;

const TOTALS: [Total; 3] = [Total::Net, Total::Source, Total::Sink];

/// The panel.
#[component]
pub fn Method() -> impl IntoView {
    let session = Session::get();
    let choices = move || session.study().choices.relation.clone();
    let normalisations = Signal::derive(move || {
        let lang = session.lang();
        let all = Normalisation::ALL.map(|n| {
            (
                normalisation_id(n),
                lang.name(&format!("relation.short.{}", normalisation_id(n))),
            )
        });
        all.to_vec()
    });
    let ranges = Signal::derive(move || {
        let lang = session.lang();
        vec![
            ("all_series", tr!(lang, "relation.extremes.all").to_owned()),
            ("per_series", tr!(lang, "relation.extremes.each").to_owned()),
        ]
    });
    let rho = GREY_RELATION
        .params
        .iter()
        .find(|p| p.id == "distinguishing_coefficient")
        .map(|p| p.kind);
    view! {
        <div class="panel">
            <h2>{session.word(|l| tr!(l, "relation.method.head"))}</h2>
            <div class="stack-s">
                <BasisSwitch />
                <div class="field">
                    <label for="relation-reference">{session.word(|l| tr!(l, "relation.method.reference"))}</label>
                    <span class="inp sel"><select id="relation-reference"
                        prop:value=move || total_id(choices().reference)
                        on:change=move |event| {
                            let id = event_target_value(&event);
                            if let Some(total) = TOTALS.into_iter().find(|t| total_id(*t) == id) {
                                session.choose(|s| s.choices.relation.reference = total);
                            }
                        }>
                        {TOTALS.map(|total| view! {
                            <option value=total_id(total) selected=move || choices().reference == total>
                                {move || total_name(session.lang(), total)}
                            </option>
                        })}
                    </select></span>
                </div>
                <div class="field">
                    <span class="lab">{session.word(|l| tr!(l, "relation.method.normalisation"))}</span>
                    <Segment label=session.word(|l| tr!(l, "relation.method.normalisation")) options=normalisations
                        value=Signal::derive(move || normalisation_id(choices().options.normalisation))
                        on_choose=move |id| {
                            if let Some(n) = Normalisation::ALL.into_iter().find(|n| normalisation_id(*n) == id) {
                                session.choose(|s| s.choices.relation.options.normalisation = n);
                            }
                        } />
                    {move || (choices().options.normalisation == Normalisation::MinMaxCost).then(|| view! {
                        <span class="hint">{tr!(session.lang(), "relation.method.cost")}</span>
                    })}
                </div>
                {match rho {
                    Some(Kind::Number { min, max, step, default }) => view! {
                        <Slider label=session.word(|l| tr!(l, "relation.method.rho"))
                            note=Signal::derive(move || tr!(session.lang(), "relation.method.preset", value = significant(default, 3)))
                            min max step preset=default decimals=2
                            value=Signal::derive(move || choices().options.distinguishing_coefficient)
                            on_change=move |v| session.choose(|s| s.choices.relation.options.distinguishing_coefficient = v) />
                    }.into_any(),
                    _ => ().into_any(),
                }}
                <div class="field">
                    <span class="lab">{session.word(|l| tr!(l, "relation.method.extremes"))}</span>
                    <Segment label=session.word(|l| tr!(l, "relation.method.extremes")) options=ranges
                        value=Signal::derive(move || if choices().options.extremes == Extremes::AllSeries { "all_series" } else { "per_series" })
                        on_choose=move |id| session.choose(|s| {
                            s.choices.relation.options.extremes = if id == "all_series" { Extremes::AllSeries } else { Extremes::PerSeries };
                        }) />
                    <span class="hint">{session.word(|l| tr!(l, "relation.method.deng"))}</span>
                </div>
            </div>
        </div>
    }
}

/// What trying every usual variant against the printed degrees found.
#[component]
pub fn Reproduction(shown: Shown) -> impl IntoView {
    let session = Session::get();
    move || {
        let (lang, step) = (session.lang(), shown.get());
        let search = step.search.as_ref()?;
        let nearest = search.nearest.as_ref()?;
        let total = total_name(lang, TOTALS[nearest.reference.min(2)]);
        let how = normalisation_name(lang, nearest.normalisation);
        let range = match nearest.extremes {
            Extremes::AllSeries => tr!(lang, "relation.extremes.all"),
            Extremes::PerSeries => tr!(lang, "relation.extremes.each"),
        };
        let first = session.study().published.as_ref().and_then(|p| {
            p.relation
                .iter()
                .max_by(|a, b| a.1.total_cmp(b.1))
                .map(|(id, _)| line_name(lang, id))
        })?;
        let agrees = nearest.largest_difference <= 0.005;
        let (subject, tone) = if agrees {
            (tr!(lang, "relation.search.can"), Tone::Ok)
        } else {
            (tr!(lang, "relation.search.cannot"), Tone::Error)
        };
        let text = tr!(
            lang,
            "relation.search.text",
            tried = search.tried,
            total = total,
            how = how,
            range = range,
            rho = significant(nearest.distinguishing_coefficient, 3),
            difference = fixed(nearest.largest_difference, 2),
            order = search.same_order,
            first = first,
            same = search.same_first.iter().sum::<usize>(),
            net = search.same_first[0]
        );
        Some(view! { <Message tone><b>{subject}</b>"　"{text}</Message> })
    }
}
