//! Levels of both contributions, the years they are means of, and the zone of every pair of levels.

use leptos::prelude::*;

use super::{limits_field, listed, zone_select};
use crate::app::session::Session;
use crate::core::balance::{Level, LevelRule, PairRule, zone_of};
use crate::core::study::Study;
use crate::tr;
use crate::words::Lang;
use crate::words::zones::{level, level_rule};

const LEVELS: [Level; 3] = [Level::Low, Level::Middle, Level::High];
const RULES: [(&str, LevelRule); 5] = [
    ("natural", LevelRule::NaturalBreaks),
    ("one", LevelRule::AtOne),
    ("median", LevelRule::Median),
    ("quantile", LevelRule::Quantile),
    ("manual", LevelRule::Manual),
];

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
    let limits = move || {
        (choices().levels == LevelRule::Manual).then(|| {
            let eec = Signal::derive(move || listed(&choices().eec_limits));
            let sec = Signal::derive(move || listed(&choices().sec_limits));
            view! {
                {limits_field("zones-eec", session.word(|l| tr!(l, "zones.method.eec_limits")), eec, 2,
                    move |v| session.choose(|s| s.choices.zones.eec_limits = v))}
                {limits_field("zones-sec", session.word(|l| tr!(l, "zones.method.sec_limits")), sec, 2,
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
            <h2>{session.word(|l| tr!(l, "zones.method.levels"))}</h2>
            <div class="stack-s">
                <div class="field">
                    <label for="zones-levels">{session.word(|l| tr!(l, "zones.method.level_rule"))}</label>
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
                    <span class="lab">{session.word(|l| tr!(l, "zones.method.years"))}</span>
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
