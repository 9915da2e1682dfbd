//! How sure one can be of each unit: level, correction, shuffles, seed, and which local statistic.

use leptos::prelude::*;

use super::Shown;
use crate::app::components::message::{Message, Tone};
use crate::app::components::number_field::NumberField;
use crate::app::components::segment::Segment;
use crate::app::session::Session;
use crate::core::number::{parse, significant};
use crate::core::space::Correction;
use crate::core::study::{LocalStatistic, SpaceChoices};
use crate::tr;
use crate::words::space::{statistic, variable};

const STATISTICS: [(&str, LocalStatistic); 5] = [
    ("moran", LocalStatistic::Moran),
    ("g", LocalStatistic::G),
    ("g_star", LocalStatistic::GStar),
    ("geary", LocalStatistic::Geary),
    ("bivariate", LocalStatistic::Bivariate),
];

/// Shuffles that are offered.
const SHUFFLES: [usize; 4] = [99, 999, 9_999, 99_999];

const fn id_of(correction: Correction) -> &'static str {
    match correction {
        Correction::None => "raw",
        Correction::Fdr => "fdr",
        Correction::Bonferroni => "bonferroni",
        Correction::Sidak => "sidak",
    }
}

/// The panel.
#[component]
pub fn SurePanel(shown: Shown) -> impl IntoView {
    let session = Session::get();
    let chosen = Memo::new(move |_| session.study().choices.space.clone());
    let choose = move |change: &dyn Fn(&mut SpaceChoices)| {
        session.choose(|s| change(&mut s.choices.space));
    };
    let corrections = Signal::derive(move || {
        let lang = session.lang();
        let alpha = significant(chosen.with(|c| c.alpha), 6);
        vec![
            ("raw", tr!(lang, "space.sure.raw", alpha = alpha)),
            ("fdr", tr!(lang, "space.sure.fdr").to_owned()),
            ("bonferroni", tr!(lang, "space.sure.bonferroni").to_owned()),
        ]
    });
    let correction = Signal::derive(move || id_of(chosen.with(|c| c.correction)));
    let statistics = move || {
        let (lang, now) = (session.lang(), chosen.with(|c| c.statistic));
        STATISTICS.map(
            |(id, of)| view! { <option value=id selected=of == now>{statistic(lang, of)}</option> },
        )
    };
    let choose_statistic = move |event: leptos::ev::Event| {
        let id = event_target_value(&event);
        let found = STATISTICS.iter().find(|s| s.0 == id);
        if let Some((_, of)) = found {
            // A figure of the neighbours that differs from the unit's own says more than the same one twice.
            let other = shown.with_untracked(|step| {
                step.variables
                    .iter()
                    .find(|v| **v != step.variable)
                    .cloned()
            });
            choose(&|c| {
                c.statistic = *of;
                if *of == LocalStatistic::Bivariate && c.beside.is_none() {
                    c.beside.clone_from(&other);
                }
            });
        }
    };
    let beside = move || {
        (chosen.with(|c| c.statistic) == LocalStatistic::Bivariate).then(|| {
            let (lang, step) = (session.lang(), shown.get());
            let all = step.variables.clone();
            let options: Vec<_> = all
                .iter()
                .enumerate()
                .map(|(i, v)| view! { <option value=i.to_string() selected=Some(v) == step.beside.as_ref()>{variable(lang, v)}</option> })
                .collect();
            view! {
                <div class="field">
                    <label for="space-beside">{tr!(lang, "space.variable.beside")}</label>
                    <span class="inp sel"><select id="space-beside" on:change=move |event| {
                        let at = event_target_value(&event).parse::<usize>().ok();
                        if let Some(v) = at.and_then(|at| all.get(at)) {
                            choose(&|c| c.beside = Some(v.clone()));
                        }
                    }>{options}</select></span>
                </div>
            }
        })
    };
    let shuffles = move || {
        let now = chosen.with(|c| c.permutations);
        let mut all = SHUFFLES.to_vec();
        if !all.contains(&now) {
            all.push(now);
        }
        all.into_iter()
            .map(|n| view! { <option value=n.to_string() selected=n == now>{n}</option> })
            .collect_view()
    };
    view! {
        <div class="panel">
            <h2>{session.word(|l| tr!(l, "space.sure.title"))}</h2>
            <div class="stack-s">
                <div class="field">
                    <span class="lab">{session.word(|l| tr!(l, "space.sure.significance"))}</span>
                    <Segment label=session.word(|l| tr!(l, "space.sure.significance")) options=corrections value=correction
                        on_choose=move |id: &'static str| {
                            let all = [Correction::None, Correction::Fdr, Correction::Bonferroni];
                            if let Some(of) = all.into_iter().find(|c| id_of(*c) == id) {
                                choose(&|c| c.correction = of);
                            }
                        } />
                </div>
                <div class="row">
                    <NumberField id="space-alpha" label=session.word(|l| tr!(l, "space.sure.alpha"))
                        value=Signal::derive(move || significant(chosen.with(|c| c.alpha), 6))
                        allowed=session.word(|l| tr!(l, "space.sure.alpha_allowed"))
                        take=move |text: String| {
                            let asked = parse(&text).filter(|a| *a > 0.0 && *a < 1.0);
                            if let Some(alpha) = asked {
                                choose(&|c| c.alpha = alpha);
                            }
                            asked.is_some()
                        } />
                    <div class="field">
                        <label for="space-shuffles">{session.word(|l| tr!(l, "space.sure.permutations"))}</label>
                        <span class="inp sel"><select id="space-shuffles" on:change=move |event| {
                            if let Ok(n) = event_target_value(&event).parse::<usize>() {
                                choose(&|c| c.permutations = n);
                            }
                        }>{shuffles}</select></span>
                    </div>
                    <NumberField id="space-seed" label=session.word(|l| tr!(l, "space.sure.seed"))
                        value=Signal::derive(move || chosen.with(|c| c.seed).to_string())
                        allowed=session.word(|l| tr!(l, "space.sure.seed_allowed"))
                        take=move |text: String| {
                            let asked = parse(&text).filter(|n| n.fract() == 0.0 && (0.0..=f64::from(u32::MAX)).contains(n));
                            if let Some(seed) = asked {
                                choose(&|c| c.seed = seed as u64);
                            }
                            asked.is_some()
                        } />
                </div>
                <div class="field">
                    <label for="space-statistic">{session.word(|l| tr!(l, "space.sure.statistic"))}</label>
                    <span class="inp sel"><select id="space-statistic" on:change=choose_statistic>{statistics}</select></span>
                </div>
                {beside}
                <label class="inl"><input type="checkbox" prop:checked=move || chosen.with(|c| c.is_two_sided)
                    on:change=move |event| { let on = event_target_checked(&event); choose(&|c| c.is_two_sided = on); } />
                    {session.word(|l| tr!(l, "space.sure.two_sided"))}</label>
                {move || (!chosen.with(|c| c.is_two_sided)).then(|| view! {
                    <Message tone=Tone::Info><b>{session.word(|l| tr!(l, "space.sure.one_sided"))}</b>{session.word(|l| tr!(l, "space.sure.one_sided_text"))}</Message>
                })}
            </div>
        </div>
    }
}
