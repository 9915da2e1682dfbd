//! Classes of the ratio, and the zones they are merged into.

use leptos::prelude::*;

use super::{limits_field, listed, zone_select};
use crate::app::components::segment::Segment;
use crate::app::session::Session;
use crate::core::number::significant;
use crate::core::study::{CarbonBasis, Study, ZoneClasses};
use crate::tr;
use crate::words::Lang;
use crate::words::zones::class_method;

const CLASSES: [(&str, ZoneClasses); 5] = [
    ("published", ZoneClasses::Published),
    ("natural", ZoneClasses::NaturalBreaks),
    ("quantile", ZoneClasses::Quantile),
    ("equal", ZoneClasses::EqualInterval),
    ("manual", ZoneClasses::Manual),
];

/// Classes of the ratio, the zones they are merged into, and carbon beside CO2.
#[component]
pub fn SupplyMethod(
    /// Least value and upper bound of every class.
    #[prop(into)]
    bounds: Signal<Vec<f64>>,
    /// Zone of each class.
    #[prop(into)]
    merge: Signal<Vec<String>>,
    /// Whether one side is counted as carbon and the other as CO2.
    #[prop(into)]
    is_mixed: Signal<bool>,
) -> impl IntoView {
    let session = Session::get();
    let choices = move || session.study().choices.zones.clone();
    let has_print = move || {
        let study = session.study();
        let printed = study.zoning.as_ref().and_then(|z| z.published.as_ref());
        printed.is_some_and(|p| !p.breaks.is_empty())
    };
    let count = move || {
        let is_free = !matches!(
            choices().classes,
            ZoneClasses::Published | ZoneClasses::Manual
        );
        is_free.then(|| view! {
            <div class="field">
                <label for="zones-count">{session.word(|l| tr!(l, "zones.method.count"))}</label>
                <input id="zones-count" class="inp" type="number" min="2" max="12" prop:value=move || merge.get().len().to_string()
                    on:change=move |event| {
                        if let Ok(count) = event_target_value(&event).parse::<usize>() {
                            let old = merge.get_untracked();
                            session.choose(|s| {
                                let count = count.clamp(2, 12);
                                s.choices.zones.class_count = Some(count);
                                s.choices.zones.merge = Some(stretched(&old, count));
                            });
                        }
                    } />
            </div>
        })
    };
    let limits = move || {
        (choices().classes == ZoneClasses::Manual).then(|| {
            let now = Signal::derive(move || listed(&choices().limits));
            limits_field(
                "zones-limits",
                session.word(|l| tr!(l, "zones.method.limits")),
                now,
                11,
                move |v| {
                    let old = merge.get_untracked();
                    session.choose(|s| {
                        s.choices.zones.merge = Some(stretched(&old, v.len() + 1));
                        s.choices.zones.limits = v;
                    });
                },
            )
        })
    };
    let basis = move || {
        is_mixed.get().then(|| {
            let options = Signal::derive(move || {
                let lang = session.lang();
                vec![
                    ("as_printed", tr!(lang, "zones.method.as_printed").to_owned()),
                    ("same", tr!(lang, "zones.method.same").to_owned()),
                ]
            });
            let value = Signal::derive(move || match choices().carbon_basis {
                CarbonBasis::AsPrinted => "as_printed",
                CarbonBasis::Same => "same",
            });
            view! {
                <div class="field">
                    <span class="lab">{session.word(|l| tr!(l, "zones.method.basis"))}</span>
                    <Segment label=session.word(|l| tr!(l, "zones.method.basis")) options value on_choose=move |id| session.choose(|s| {
                        s.choices.zones.carbon_basis = if id == "same" { CarbonBasis::Same } else { CarbonBasis::AsPrinted };
                    }) />
                </div>
            }
        })
    };
    view! {
        <div class="panel">
            <h2>{session.word(|l| tr!(l, "zones.method.breaks"))}</h2>
            <div class="stack-s">
                <div class="field">
                    <label for="zones-classes">{session.word(|l| tr!(l, "zones.method.class_rule"))}</label>
                    <span class="inp sel"><select id="zones-classes" on:change=move |event| {
                        let id = event_target_value(&event);
                        if let Some((_, rule)) = CLASSES.into_iter().find(|r| r.0 == id) {
                            let now = bounds.get_untracked();
                            session.choose(|s| {
                                s.choices.zones.classes = rule;
                                if rule == ZoneClasses::Manual && s.choices.zones.limits.is_empty() && now.len() > 2 {
                                    s.choices.zones.limits = now[1..now.len() - 1].to_vec();
                                }
                                if rule == ZoneClasses::Published {
                                    s.choices.zones.class_count = None;
                                    s.choices.zones.merge = None;
                                }
                            });
                        }
                    }>
                        {move || {
                            let (lang, now) = (session.lang(), choices().classes);
                            CLASSES.into_iter().filter(|c| has_print() || c.1 != ZoneClasses::Published).map(|(id, rule)| {
                                view! { <option value=id selected=rule == now>{class_method(lang, rule)}</option> }
                            }).collect_view()
                        }}
                    </select></span>
                </div>
                {count}
                {limits}
                {basis}
                {move || merge_table(session, session.lang(), &session.study(), &bounds.get(), &merge.get())}
            </div>
        </div>
    }
}

/// A merge table for another number of classes: every class keeps the zone of its place.
fn stretched(merge: &[String], count: usize) -> Vec<String> {
    let last = merge.len().saturating_sub(1);
    let of = |class: usize| {
        let at = if count < 2 {
            0
        } else {
            (class * last + (count - 1) / 2) / (count - 1)
        };
        merge.get(at).cloned().unwrap_or_default()
    };
    (0..count).map(of).collect()
}

fn merge_table(
    session: Session,
    lang: Lang,
    study: &Study,
    bounds: &[f64],
    merge: &[String],
) -> AnyView {
    let Some(zoning) = study.zoning.clone() else {
        return ().into_any();
    };
    let rows: Vec<AnyView> = bounds
        .windows(2)
        .enumerate()
        .map(|(class, ends)| {
            let range = tr!(
                lang,
                "zones.range",
                low = significant(ends[0], 4),
                high = significant(ends[1], 4)
            );
            let before = merge.to_vec();
            let put = move |zone: Option<String>| {
                let mut merge = before.clone();
                if let (Some(place), Some(zone)) = (merge.get_mut(class), zone) {
                    *place = zone;
                }
                session.choose(|s| s.choices.zones.merge = Some(merge));
            };
            let label = tr!(lang, "zones.method.class_zone", range = &range);
            let chosen = merge.get(class).map(String::as_str);
            let select = zone_select(lang, &zoning, label, chosen, false, put);
            view! { <tr><th scope="row">{range}</th><td>{select}</td></tr> }.into_any()
        })
        .collect();
    let is_edited = study.choices.zones.merge.is_some();
    view! {
        <div class="scroll" tabindex="0" role="region" aria-label=tr!(lang, "zones.method.merge")>
            <table class="book compact rules">
                <caption><b>{tr!(lang, "zones.method.merge")}</b></caption>
                <thead><tr><th class="l" scope="col">{tr!(lang, "zones.method.class")}</th><th class="l" scope="col">{tr!(lang, "zones.zone")}</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        {is_edited.then(|| view! {
            <button type="button" class="btn small" on:click=move |_| session.choose(|s| {
                s.choices.zones.merge = None;
                s.choices.zones.class_count = None;
            })>{tr!(lang, "zones.method.restore_merge")}</button>
        })}
    }
    .into_any()
}
