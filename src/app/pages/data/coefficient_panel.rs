//! The coefficients that matter to the sheet shown, the set they come from, and what changed ones do.

use leptos::prelude::*;

use super::COEFFICIENTS;
use super::coefficient_field::{EditedMark, ValueField};
use super::page::Page;
use crate::app::components::icon::Icon;
use crate::app::components::message::{Message, Tone};
use crate::core::number::fixed;
use crate::core::problem::Problem;
use crate::core::study::{Coefficient, Study};
use crate::steps::coefficients::{AGREEMENT, CoefficientEffects, Effect as Change};
use crate::tr;
use crate::words::{Lang, locator};

/// Coefficients shown beside a sheet; the rest is in the table of all.
const MOST: usize = 7;

#[component]
pub fn Panel(page: Page) -> impl IntoView {
    let session = page.session;
    let lang = move || session.lang();
    let shown = Memo::new(move |_| shown(&session.study(), &page.tab.get()));
    let count = move || session.study().coefficients.len();
    let has_edits = Memo::new(move |_| {
        let study = session.study();
        let set = &study.coefficient_set;
        study.coefficients.iter().any(|c| c.is_edited(set))
    });
    let reset = move |_| {
        session.edit(|s| s.use_coefficient_set(&s.coefficient_set));
    };
    let show_all = move |_| {
        page.show(COEFFICIENTS);
        window().scroll_to_with_x_and_y(0.0, 0.0);
    };
    view! {
        <aside class="panel coef-panel" aria-labelledby="coef-title">
            <div class="panel-head"><h2 id="coef-title">{move || tr!(lang(), "data.coefficient.title")}</h2>
                <button class="btn small" disabled=move || !has_edits.get() on:click=reset>{move || tr!(lang(), "data.coefficient.reset_all")}</button>
            </div>
            <p class="mute coef-lede">{move || tr!(lang(), "data.coefficient.lede")}</p>
            <Sets page />
            <For each=move || shown.get() key=Clone::clone children=move |id| view! { <Item id /> } />
            <Effects page />
            <div class="row between">
                <button class="tbtn link" on:click=show_all>{move || tr!(lang(), "data.coefficient.all", n = count())}</button>
                <span class="mute tiers">{move || tr!(lang(), "data.coefficient.tiers")}</span>
            </div>
        </aside>
    }
}

/// Coefficients that the sheet's columns are multiplied with, then those that differ between sets, then changed ones.
fn shown(study: &Study, tab: &str) -> Vec<String> {
    let is_here = |indicator: &String| {
        study
            .sheet(tab)
            .is_some_and(|s| s.position(indicator).is_some())
    };
    let terms = study.account.iter().flat_map(|l| &l.terms);
    let used: Vec<&str> = terms
        .filter(|t| t.inputs.iter().any(is_here))
        .flat_map(|t| t.coefficients.iter().map(|p| p.id.as_str()))
        .collect();
    let set = &study.coefficient_set;
    let differs = |c: &&Coefficient| {
        let mut values = c.preset.values();
        let first = values.next();
        values.any(|v| Some(v) != first)
    };
    let mut ids: Vec<String> = study
        .coefficients
        .iter()
        .filter(|c| used.contains(&c.id.as_str()))
        .take(MOST - 1)
        .map(|c| c.id.clone())
        .collect();
    let others = study
        .coefficients
        .iter()
        .filter(|c| differs(c) || c.is_edited(set));
    for c in others {
        if !ids.contains(&c.id) {
            ids.push(c.id.clone());
        }
    }
    ids
}

#[component]
fn Item(id: String) -> impl IntoView {
    let session = crate::app::session::Session::get();
    let fault = RwSignal::new(None::<Problem>);
    let label = format!("label-{id}");
    let name = {
        let key = format!("coefficient.{id}");
        move || session.lang().name(&key)
    };
    let source = {
        let id = id.clone();
        move || {
            let study = session.study();
            let lang = session.lang();
            study.coefficient(&id).map(|c| {
                let other = other_preset(lang, &study, c);
                view! {
                    <span>{locator(lang, c)}</span>
                    <span class="tag line">{format!("{:?}", c.tier)}</span>
                    {other.map(|o| view! { <span>{o}</span> })}
                }
            })
        }
    };
    view! {
        <div class="coef">
            <span class="name" id=label.clone()>{name}</span>
            <ValueField id=id.clone() label fault />
            <p class="src">{source}<EditedMark id /></p>
        </div>
    }
}

/// What another set has for this coefficient, when it differs from the set in use.
fn other_preset(lang: Lang, study: &Study, c: &Coefficient) -> Option<String> {
    let here = c.preset_in(&study.coefficient_set)?;
    let (set, value) = c
        .preset
        .iter()
        .find(|(_, v)| v.to_bits() != here.to_bits())?;
    let set = lang.name(&format!("data.set.{set}"));
    Some(tr!(
        lang,
        "data.coefficient.other",
        set = set,
        value = crate::core::number::significant(*value, 12)
    ))
}

/// Which set the presets come from, and how often it gives the printed figures.
#[component]
fn Sets(page: Page) -> impl IntoView {
    let session = page.session;
    let sets = Memo::new(move |_| session.study().coefficient_sets.clone());
    let present = Memo::new(move |_| session.study().coefficient_set.clone());
    let has_edits = move || {
        let study = session.study();
        study
            .coefficients
            .iter()
            .any(|c| c.is_edited(&study.coefficient_set))
    };
    let fits = move || {
        let lang = session.lang();
        let kept = session.results.coefficients().get();
        let effects = kept.value.filter(|_| kept.fault.is_none())?;
        let text = fit_sentence(lang, &session.study(), &effects, has_edits())?;
        Some(view! { <p class="mute coef-fit">{text}</p> })
    };
    view! {
        {move || (sets.get().len() > 1).then(|| view! {
            <div class="seg coef-sets" role="group" aria-label=tr!(session.lang(), "data.set.label")>
                {sets.get().into_iter().map(|set| {
                    let (chosen, is_here) = (set.clone(), set.clone());
                    let name = session.lang().name(&format!("data.set.{set}"));
                    view! {
                        <button aria-pressed=move || (present.get() == is_here).to_string()
                            on:click=move |_| { session.edit(|s| s.use_coefficient_set(&chosen)); }>{name}</button>
                    }
                }).collect_view()}
            </div>
        })}
        <div aria-live="polite">{fits}</div>
    }
}

fn fit_sentence(
    lang: Lang,
    study: &Study,
    effects: &CoefficientEffects,
    has_edits: bool,
) -> Option<String> {
    let fit = effects.fits.first()?;
    let table = &study.published.as_ref()?.account.as_ref()?.table;
    let line = format!(
        "{}{}",
        lang.name(&format!("line.{}", fit.line)),
        side(lang, study, &fit.line)
    );
    let within = fixed(AGREEMENT, 2);
    let mut text = if fit.present > 0 {
        tr!(
            lang,
            "data.set.agrees",
            line = line,
            n = fit.present,
            years = fit.years,
            table = table,
            within = within
        )
    } else {
        tr!(
            lang,
            "data.set.never",
            line = line,
            years = fit.years,
            table = table,
            within = within
        )
    };
    // With changed coefficients the set in use is not what is compared; say the others' score only then too.
    for (set, n) in &fit.sets {
        if *set != study.coefficient_set || has_edits {
            let set = lang.name(&format!("data.set.{set}"));
            text += tr!(lang, "problem.comma");
            text += &tr!(lang, "data.set.other", set = set, n = n);
        }
    }
    Some(text + tr!(lang, "data.set.stop"))
}

fn side(lang: Lang, study: &Study, line: &str) -> &'static str {
    let spec = study.account.iter().find(|l| l.id == line);
    match spec.map(|l| l.side) {
        Some(crate::core::study::Side::Source) => tr!(lang, "data.effect.source"),
        _ => tr!(lang, "data.effect.sink"),
    }
}

/// What each changed coefficient does to its line.
#[component]
fn Effects(page: Page) -> impl IntoView {
    let session = page.session;
    let list = move || {
        let kept = session.results.coefficients().get();
        if let Some(problem) = kept.fault {
            return vec![
                view! { <Message tone=Tone::Error>{session.say(&problem)}</Message> }.into_any(),
            ];
        }
        let lang = session.lang();
        let study = session.study();
        let effects = kept.value.map(|v| v.edited.clone()).unwrap_or_default();
        let said = effects.into_iter().map(|e| view! {
            <div class="msg edit"><Icon name="edit" /><div>{effect_sentence(lang, &study, &e)}</div></div>
        }.into_any());
        said.collect()
    };
    view! { <div class="coef-effects" aria-live="polite">{list}</div> }
}

fn effect_sentence(lang: Lang, study: &Study, e: &Change) -> String {
    let name = lang.name(&format!("coefficient.{}", e.coefficient));
    let line = format!(
        "{}{}",
        lang.name(&format!("line.{}", e.line)),
        side(lang, study, &e.line)
    );
    let (before, after) = (fixed(e.before, 2), fixed(e.after, 2));
    let unit = lang.unit(crate::steps::account::ACCOUNT_UNIT);
    let moved = if before == after {
        tr!(
            lang,
            "data.effect.same",
            name = name,
            year = e.year,
            line = line,
            after = after,
            unit = unit
        )
    } else {
        tr!(
            lang,
            "data.effect.moved",
            name = name,
            year = e.year,
            line = line,
            before = before,
            after = after,
            unit = unit
        )
    };
    let table = study.published.as_ref().and_then(|p| p.account.as_ref());
    let beside = e.printed.zip(table).map(|(printed, table)| {
        let printed_text = fixed(printed, table.decimals);
        if printed_text == fixed(e.after, table.decimals) {
            tr!(
                lang,
                "data.effect.equals",
                table = table.table,
                printed = printed_text
            )
        } else {
            let difference = fixed((e.after - printed).abs(), table.decimals);
            tr!(
                lang,
                "data.effect.differs",
                table = table.table,
                printed = printed_text,
                difference = difference
            )
        }
    });
    moved + &beside.unwrap_or_else(|| tr!(lang, "data.set.stop").to_owned())
}
