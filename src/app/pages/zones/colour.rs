//! The choice of what a map is coloured by, and how its classes are made.

use leptos::prelude::*;

use super::Shown;
use super::method::limits_field;
use super::paint::{Classes, Quantity};
use crate::app::session::Session;
use crate::core::classify::{ClassMethod, MOST_CLASSES};
use crate::core::number::significant;
use crate::tr;
use crate::words::Lang;

const METHODS: [(&str, ClassMethod); 5] = [
    ("natural", ClassMethod::NaturalBreaks),
    ("quantile", ClassMethod::Quantile),
    ("equal", ClassMethod::EqualInterval),
    ("deviation", ClassMethod::StandardDeviation),
    ("manual", ClassMethod::Manual),
];

/// Most classes a map tells apart.
const MOST: usize = 7;

fn name(lang: Lang, method: ClassMethod) -> &'static str {
    match method {
        ClassMethod::NaturalBreaks => tr!(lang, "zones.method.natural_k"),
        ClassMethod::Quantile => tr!(lang, "zones.method.quantile_k"),
        ClassMethod::EqualInterval => tr!(lang, "zones.method.equal"),
        ClassMethod::StandardDeviation => tr!(lang, "zones.method.deviation"),
        ClassMethod::Manual => tr!(lang, "zones.method.manual"),
    }
}

/// The choices, below the map.
#[component]
pub fn Colour(
    shown: Shown,
    quantity: RwSignal<Quantity>,
    classes: RwSignal<Classes>,
) -> impl IntoView {
    let session = Session::get();
    let by = move || {
        let (lang, step) = (session.lang(), shown.get());
        let all = Quantity::of(&step);
        let options: Vec<_> = all
            .iter()
            .enumerate()
            .map(|(i, q)| view! { <option value=i.to_string() selected=*q == quantity.get()>{q.name(lang)}</option> })
            .collect();
        view! {
            <div class="field">
                <label for="map-by">{tr!(lang, "zones.map.by")}</label>
                <span class="inp sel"><select id="map-by" on:change=move |event| {
                    let at = event_target_value(&event).parse::<usize>().ok();
                    if let Some(q) = at.and_then(|at| all.get(at)) {
                        quantity.set(*q);
                    }
                }>{options}</select></span>
            </div>
        }
    };
    let is_figure = Memo::new(move |_| quantity.get() != Quantity::Zone);
    let method = Memo::new(move |_| classes.with(|c| c.method));
    let how = move || {
        is_figure.get().then(|| {
            let lang = session.lang();
            let options: Vec<_> = METHODS
                .iter()
                .map(|(id, m)| view! { <option value=*id selected=*m == method.get()>{name(lang, *m)}</option> })
                .collect();
            view! {
                <div class="field">
                    <label for="map-how">{tr!(lang, "zones.method.class_rule")}</label>
                    <span class="inp sel"><select id="map-how" on:change=move |event| {
                        let id = event_target_value(&event);
                        let values = quantity.get_untracked().values(&shown.get_untracked());
                        if let Some((_, m)) = METHODS.iter().find(|m| m.0 == id) {
                            classes.update(|c| {
                                c.method = *m;
                                if *m == ClassMethod::Manual && c.limits.is_empty() {
                                    let mut known: Vec<f64> = values.iter().flatten().copied().collect();
                                    known.sort_by(f64::total_cmp);
                                    c.limits = known.get(known.len() / 2).copied().into_iter().collect();
                                }
                            });
                        }
                    }>{options}</select></span>
                </div>
            }
        })
    };
    let count = move || {
        let is_counted = !matches!(
            method.get(),
            ClassMethod::Manual | ClassMethod::StandardDeviation
        );
        (is_figure.get() && is_counted).then(|| {
            view! {
                <div class="field">
                    <label for="map-count">{tr!(session.lang(), "zones.method.count")}</label>
                    <input id="map-count" class="inp" type="number" min="2" max=MOST.to_string()
                        prop:value=move || classes.with(|c| c.count.to_string())
                        on:change=move |event| {
                            if let Ok(count) = event_target_value(&event).parse::<usize>() {
                                classes.update(|c| c.count = count.clamp(2, MOST));
                            }
                        } />
                </div>
            }
        })
    };
    let limits = move || {
        (is_figure.get() && method.get() == ClassMethod::Manual).then(|| {
            let now = Signal::derive(move || {
                let all: Vec<String> =
                    classes.with(|c| c.limits.iter().map(|v| significant(*v, 6)).collect());
                all.join(", ")
            });
            let label =
                Signal::derive(move || tr!(session.lang(), "zones.method.limits").to_owned());
            limits_field(
                "map-limits",
                label,
                now,
                MOST.min(MOST_CLASSES) - 1,
                move |v| classes.update(|c| c.limits = v),
            )
        })
    };
    view! { <div class="map-colour">{by}{how}{count}{limits}</div> }
}
