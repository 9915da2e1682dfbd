//! How zones are told apart: levels and their rule table, or classes of the ratio and the zones they are merged into.

use leptos::prelude::*;

use crate::app::components::segment::Segment;
use crate::app::session::Session;
use crate::core::balance::{Level, LevelRule, PairRule, zone_of};
use crate::core::number::{parse, significant};
use crate::core::study::{CarbonBasis, Study, ZoneClasses, Zoning};
use crate::tr;
use crate::words::Lang;
use crate::words::zones::{class_method, level, level_rule};

const LEVELS: [Level; 3] = [Level::Low, Level::Middle, Level::High];
const RULES: [(&str, LevelRule); 5] = [
    ("natural", LevelRule::NaturalBreaks),
    ("one", LevelRule::AtOne),
    ("median", LevelRule::Median),
    ("quantile", LevelRule::Quantile),
    ("manual", LevelRule::Manual),
];
const CLASSES: [(&str, ZoneClasses); 5] = [
    ("published", ZoneClasses::Published),
    ("natural", ZoneClasses::NaturalBreaks),
    ("quantile", ZoneClasses::Quantile),
    ("equal", ZoneClasses::EqualInterval),
    ("manual", ZoneClasses::Manual),
];

/// Numbers parted by anything that is no part of a number; `None` where one cannot be read.
fn numbers(text: &str) -> Option<Vec<f64>> {
    text.split([',', '，', '、', ';', '；', ' '])
        .filter(|part| !part.trim().is_empty())
        .map(parse)
        .collect()
}

fn listed(values: &[f64]) -> String {
    let all: Vec<String> = values.iter().map(|v| significant(*v, 6)).collect();
    all.join(", ")
}

/// A field of limits. What cannot be read, or does not rise, stays in the field and changes nothing.
pub fn limits_field(
    id: &'static str,
    label: Signal<String>,
    value: Signal<String>,
    most: usize,
    put: impl Fn(Vec<f64>) + Copy + Send + Sync + 'static,
) -> AnyView {
    let session = Session::get();
    let is_wrong = RwSignal::new(false);
    let change = move |event: leptos::ev::Event| {
        let found = numbers(&event_target_value(&event));
        let rises =
            |v: &Vec<f64>| v.windows(2).all(|w| w[0] < w[1]) && (1..=most).contains(&v.len());
        match found.filter(rises) {
            Some(limits) => {
                is_wrong.set(false);
                put(limits);
            }
            None => is_wrong.set(true),
        }
    };
    view! {
        <div class="field">
            <label for=id>{label}</label>
            <input id=id class="inp" type="text" inputmode="decimal" prop:value=value on:change=change
                aria-invalid=move || is_wrong.get().to_string() aria-describedby=format!("{id}-fault") />
            <span class="hint" id=format!("{id}-fault") role="status">
                {move || is_wrong.get().then(|| tr!(session.lang(), "zones.method.limits_fault", most = most))}
            </span>
        </div>
    }
    .into_any()
}

fn zone_name(lang: Lang, zoning: &Zoning, id: &str) -> String {
    let zone = zoning.zones.iter().find(|z| z.id == id);
    zone.map_or_else(|| id.to_owned(), |z| lang.pick(&z.name).to_owned())
}

fn zone_select(
    lang: Lang,
    zoning: &Zoning,
    label: String,
    chosen: Option<&str>,
    may_be_none: bool,
    put: impl Fn(Option<String>) + 'static,
) -> AnyView {
    let ids: Vec<String> = zoning.zones.iter().map(|z| z.id.clone()).collect();
    let options: Vec<AnyView> = ids
        .iter()
        .map(|id| {
            let is_chosen = chosen == Some(id.as_str());
            let name = zone_name(lang, zoning, id);
            view! { <option value=id.clone() selected=is_chosen>{name}</option> }.into_any()
        })
        .collect();
    let change = move |event: leptos::ev::Event| {
        let id = event_target_value(&event);
        put(ids.contains(&id).then_some(id));
    };
    view! {
        <span class="inp sel"><select aria-label=label on:change=change>
            {(may_be_none || chosen.is_none()).then(|| view! { <option value="" selected=chosen.is_none()>{tr!(lang, "zones.unnamed")}</option> })}
            {options}
        </select></span>
    }
    .into_any()
}

/// The rules in use: edited ones or those of the study.
fn rules_of(study: &Study) -> Vec<PairRule> {
    let own = study.choices.zones.rules.clone();
    own.or_else(|| study.zoning.as_ref().map(|z| z.rules.clone()))
        .unwrap_or_default()
}

/// Another zone for a pair of levels.
fn with_rule(rules: &[PairRule], pair: (Level, Level), zone: Option<String>) -> Vec<PairRule> {
    let all = LEVELS
        .iter()
        .flat_map(|e| LEVELS.iter().map(move |s| (*e, *s)));
    let named = all.filter_map(|at| {
        let old = zone_of(rules, at.0, at.1).map(str::to_owned);
        let zone = if at == pair { zone.clone() } else { old };
        Some(PairRule {
            eec: vec![at.0],
            sec: vec![at.1],
            zone: zone?,
        })
    });
    named.collect()
}

/// Levels, years and the rule table of a carbon balance.
#[component]
pub fn BalanceMethod(
    /// Years there are.
    #[prop(into)]
    years: Signal<Vec<i32>>,
    /// Years used.
    #[prop(into)]
    used: Signal<Vec<i32>>,
) -> impl IntoView {
    let session = Session::get();
    let choices = move || session.study().choices.zones.clone();
    let word =
        move |of: fn(Lang) -> &'static str| Signal::derive(move || of(session.lang()).to_owned());
    let limits = move || {
        (choices().levels == LevelRule::Manual).then(|| {
            let eec = Signal::derive(move || listed(&choices().eec_limits));
            let sec = Signal::derive(move || listed(&choices().sec_limits));
            view! {
                {limits_field("zones-eec", word(|l| tr!(l, "zones.method.eec_limits")), eec, 2,
                    move |v| session.choose(|s| s.choices.zones.eec_limits = v))}
                {limits_field("zones-sec", word(|l| tr!(l, "zones.method.sec_limits")), sec, 2,
                    move |v| session.choose(|s| s.choices.zones.sec_limits = v))}
            }
        })
    };
    let year_boxes = move || {
        let (all, used) = (years.get(), used.get());
        let is_only = used.len() == 1;
        all.iter().map(|&year| {
            let is_in = used.contains(&year);
            let (all, used) = (all.clone(), used.clone());
            let turn = move |_| {
                let kept: Vec<i32> = all.iter().copied().filter(|y| (*y == year) != used.contains(y)).collect();
                let kept = if kept.len() == all.len() { Vec::new() } else { kept };
                session.choose(|s| s.choices.zones.years = kept);
            };
            view! { <label class="inl"><input type="checkbox" prop:checked=is_in disabled=is_in && is_only on:change=turn />{year}</label> }
        }).collect_view()
    };
    view! {
        <div class="panel">
            <h2>{word(|l| tr!(l, "zones.method.levels"))}</h2>
            <div class="stack-s">
                <div class="field">
                    <label for="zones-levels">{word(|l| tr!(l, "zones.method.level_rule"))}</label>
                    <span class="inp sel"><select id="zones-levels" on:change=move |event| {
                        let id = event_target_value(&event);
                        if let Some((_, rule)) = RULES.into_iter().find(|r| r.0 == id) {
                            session.choose(|s| {
                                s.choices.zones.levels = rule;
                                if rule == LevelRule::Manual && s.choices.zones.eec_limits.is_empty() {
                                    s.choices.zones.eec_limits = vec![1.0];
                                    s.choices.zones.sec_limits = vec![1.0];
                                }
                            });
                        }
                    }>
                        {move || {
                            let (lang, now) = (session.lang(), choices().levels);
                            RULES.map(|(id, rule)| view! { <option value=id selected=rule == now>{level_rule(lang, rule)}</option> })
                        }}
                    </select></span>
                </div>
                {limits}
                <div class="field">
                    <span class="lab">{word(|l| tr!(l, "zones.method.years"))}</span>
                    <div class="row">{year_boxes}</div>
                </div>
                {move || rule_table(session, session.lang(), &session.study())}
            </div>
        </div>
    }
}

fn rule_table(session: Session, lang: Lang, study: &Study) -> AnyView {
    let Some(zoning) = study.zoning.clone() else {
        return ().into_any();
    };
    let rules = rules_of(study);
    let is_two = matches!(
        study.choices.zones.levels,
        LevelRule::AtOne | LevelRule::Median
    );
    let shown: Vec<Level> = LEVELS
        .into_iter()
        .rev()
        .filter(|l| !is_two || *l != Level::Middle)
        .collect();
    let rows: Vec<AnyView> = shown
        .iter()
        .map(|&eec| {
            let cells: Vec<AnyView> = shown
                .iter()
                .rev()
                .map(|&sec| {
                    let label = tr!(lang, "zones.method.pair", eec = level(lang, eec), sec = level(lang, sec));
                    let before = rules.clone();
                    let put = move |zone| {
                        let rules = with_rule(&before, (eec, sec), zone);
                        session.choose(|s| s.choices.zones.rules = Some(rules));
                    };
                    let select = zone_select(lang, &zoning, label, zone_of(&rules, eec, sec), true, put);
                    view! { <td>{select}</td> }.into_any()
                })
                .collect();
            view! { <tr><th scope="row">{tr!(lang, "zones.method.eec_level", level = level(lang, eec))}</th>{cells}</tr> }.into_any()
        })
        .collect();
    let heads: Vec<AnyView> = shown
        .iter()
        .rev()
        .map(|&sec| view! { <th class="l" scope="col">{tr!(lang, "zones.method.sec_level", level = level(lang, sec))}</th> }.into_any())
        .collect();
    let is_edited = study.choices.zones.rules.is_some();
    view! {
        <div class="scroll" tabindex="0" role="region" aria-label=tr!(lang, "zones.method.rules")>
            <table class="book compact rules">
                <caption><b>{tr!(lang, "zones.method.rules")}</b></caption>
                <thead><tr><td></td>{heads}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        {is_edited.then(|| view! {
            <button type="button" class="btn small" on:click=move |_| session.choose(|s| s.choices.zones.rules = None)>
                {tr!(lang, "zones.method.restore_rules")}
            </button>
        })}
    }
    .into_any()
}

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
    let word =
        move |of: fn(Lang) -> &'static str| Signal::derive(move || of(session.lang()).to_owned());
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
                <label for="zones-count">{word(|l| tr!(l, "zones.method.count"))}</label>
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
                word(|l| tr!(l, "zones.method.limits")),
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
                    <span class="lab">{word(|l| tr!(l, "zones.method.basis"))}</span>
                    <Segment label=word(|l| tr!(l, "zones.method.basis")) options value on_choose=move |id| session.choose(|s| {
                        s.choices.zones.carbon_basis = if id == "same" { CarbonBasis::Same } else { CarbonBasis::AsPrinted };
                    }) />
                </div>
            }
        })
    };
    view! {
        <div class="panel">
            <h2>{word(|l| tr!(l, "zones.method.breaks"))}</h2>
            <div class="stack-s">
                <div class="field">
                    <label for="zones-classes">{word(|l| tr!(l, "zones.method.class_rule"))}</label>
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
