//! What a person is asked, and what was left out, below the table.

use leptos::prelude::*;

use super::preview::letters;
use super::{Pending, said};
use crate::app::components::message::{Message, Tone};
use crate::app::pages::data::page::Page;
use crate::exchange::paste::{Basis, Sureness};
use crate::tr;
use crate::words::Lang;

/// Problems said one by one.
const MOST: usize = 5;

pub fn view(page: Page, lang: Lang, pending: &Pending) -> AnyView {
    let plan = &pending.plan;
    let mut notes: Vec<AnyView> = Vec::new();
    for column in plan
        .columns
        .iter()
        .filter(|c| c.refused.is_none() && c.basis.sureness() == Sureness::Doubtful)
    {
        let name = lang.name(&format!("indicator.{}", column.indicator));
        let title = tr!(
            lang,
            "data.import.ask",
            column = letters(column.from),
            header = said::one_line(&column.header)
        );
        let text = match column.basis {
            Basis::Near => tr!(lang, "data.import.ask_near", name = name),
            _ => tr!(lang, "data.import.ask_inside", name = name),
        };
        let button = tr!(lang, "data.import.it_is", name = name);
        let (from, id, unit) = (
            column.from,
            column.indicator.clone(),
            column.unit_in.clone(),
        );
        let confirm = move |_| page.choose(from, Some(id.clone()), unit.clone());
        notes.push(
            view! {
                <Message tone=Tone::Warn><b>{title}</b>" "{text}<div class="row"><button class="btn small" on:click=confirm>{button}</button></div></Message>
            }
            .into_any(),
        );
    }
    for column in &plan.columns {
        let Some(problem) = &column.refused else {
            continue;
        };
        let title = tr!(
            lang,
            "data.import.not_taken",
            column = letters(column.from),
            header = said::one_line(&column.header)
        );
        let mut problem = problem.clone();
        problem.place = Default::default();
        let text = page.session.say(&problem);
        notes.push(view! { <Message tone=Tone::Warn><b>{title}</b>" "{text}</Message> }.into_any());
    }
    let silent: Vec<String> = plan
        .columns
        .iter()
        .filter(|c| c.goes_in() && c.unit_in.is_none() && c.basis != Basis::Place)
        .map(|c| {
            let name = lang.name(&format!("indicator.{}", c.indicator));
            tr!(
                lang,
                "data.drop.heading",
                name = name,
                unit = lang.unit(c.unit.code())
            )
        })
        .collect();
    if !silent.is_empty() {
        let title = tr!(lang, "data.import.silent_title", n = silent.len());
        let list = silent.join(tr!(lang, "working.list_comma"));
        let text = tr!(lang, "data.import.silent_text", list = list);
        notes.push(view! { <Message tone=Tone::Warn><b>{title}</b>" "{text}</Message> }.into_any());
    }
    if !plan.problems.is_empty() {
        let said: Vec<String> = plan
            .problems
            .iter()
            .take(MOST)
            .map(|p| page.session.say(p))
            .collect();
        let more = plan.problems.len().saturating_sub(MOST) + plan.more_problems;
        let more = (more > 0).then(|| tr!(lang, "data.pasted.more", n = more));
        let said = said.join(tr!(lang, "data.pasted.semicolon"));
        notes.push(view! { <Message tone=Tone::Info>{said}{more}</Message> }.into_any());
    }
    let new = plan.new_regions.len();
    if new > 0 {
        notes.push(view! { <Message tone=Tone::Info>{tr!(lang, "data.pasted.new_regions", n = new)}</Message> }.into_any());
    }
    if pending.about.is_remembered {
        let forget = move |_| page.forget_choices();
        notes.push(
            view! {
                <Message tone=Tone::Info>{tr!(lang, "data.import.remembered")}<div class="row"><button class="btn small" on:click=forget>{tr!(lang, "data.import.forget")}</button></div></Message>
            }
            .into_any(),
        );
    }
    (!notes.is_empty())
        .then(|| view! { <section class="cols even import-notes">{notes}</section> })
        .into_any()
}
