//! The table that says what the last paste was taken for.

use std::sync::Arc;

use leptos::prelude::*;

use super::page::{Page, Pasted};
use crate::app::session::Session;
use crate::core::number::significant;
use crate::exchange::paste::{Keys, Layout, PastePlan, PlannedColumn};
use crate::tr;

/// Problems told one by one.
const MOST_PROBLEMS: usize = 5;

/// What the last pasted table was taken for.
#[component]
pub fn LastPaste(page: Page) -> impl IntoView {
    let session = page.session;
    let is_open = RwSignal::new(false);
    // Only the study the paste gave can be taken back in one step.
    let is_present = Memo::new(move |_| {
        let study = session.study();
        page.last
            .with(|l| l.as_ref().is_some_and(|p| Arc::ptr_eq(&p.after, &study)))
    });
    let is_undone = Memo::new(move |_| {
        let study = session.study();
        page.last
            .with(|l| l.as_ref().is_some_and(|p| Arc::ptr_eq(&p.before, &study)))
    });
    move || {
        let lang = session.lang();
        let pasted = page.last.get()?;
        let is_other = session.study_now().id != pasted.after.id;
        if is_undone.get() || is_other {
            return None;
        }
        let plan = &pasted.plan;
        let how = summary(lang, plan);
        let rows: Vec<_> = plan.columns.iter().map(|c| row(session, c)).collect();
        let left: Vec<_> = plan
            .left_over
            .iter()
            .filter(|(_, h)| !h.is_empty())
            .cloned()
            .collect();
        let left_row = {
            let pasted = pasted.clone();
            move |(from, header): (usize, String)| {
                let meaning = if is_open.get() && is_present.get() {
                    let pasted = pasted.clone();
                    view! { <Meaning page from pasted /> }.into_any()
                } else {
                    view! { <span class="mute">{tr!(lang, "data.pasted.unknown")}</span> }
                        .into_any()
                };
                view! { <tr><td class="l">{header}</td><td class="l" colspan="4">{meaning}</td></tr> }
            }
        };
        let notes: Vec<String> = plan
            .problems
            .iter()
            .take(MOST_PROBLEMS)
            .map(|p| session.say(p))
            .collect();
        let more = plan.problems.len().saturating_sub(MOST_PROBLEMS);
        let has_left = !left.is_empty();
        let replaced = pasted.replaced;
        let undo = move |_| session.undo();
        Some(view! {
            <section class="section" aria-labelledby="pasted-title">
                <div class="section-head"><h2 id="pasted-title">{tr!(lang, "data.pasted.title")}</h2><p>{how}</p></div>
                <div class="scroll bleed" tabindex="0" role="region" aria-label=tr!(lang, "data.pasted.label")>
                    <table class="book">
                        <thead><tr>
                            <th class="l" scope="col">{tr!(lang, "data.pasted.header")}</th><th class="l" scope="col">{tr!(lang, "data.pasted.as")}</th>
                            <th class="l" scope="col">{tr!(lang, "data.pasted.stored")}</th><th class="l" scope="col">{tr!(lang, "data.pasted.conversion")}</th>
                            <th class="l" scope="col">{tr!(lang, "data.pasted.cells")}</th>
                        </tr></thead>
                        <tbody>{rows}{move || left.iter().cloned().map(&left_row).collect_view()}</tbody>
                    </table>
                </div>
                {(!notes.is_empty()).then(|| view! {
                    <p class="tnote">{notes.join(tr!(lang, "data.pasted.semicolon"))}{(more > 0).then(|| tr!(lang, "data.pasted.more", n = more))}</p>
                })}
                <div class="row paste-acts">
                    {has_left.then(|| view! {
                        <button class="btn small" disabled=move || !is_present.get() aria-expanded=move || is_open.get().to_string()
                            on:click=move |_| is_open.update(|o| *o = !*o)>{tr!(lang, "data.pasted.meaning")}</button>
                    })}
                    <button class="btn small" disabled=move || !is_present.get() on:click=undo>
                        {move || if !is_present.get() { tr!(lang, "data.pasted.later").to_owned() }
                            else if replaced > 0 { tr!(lang, "data.pasted.undo", n = replaced) }
                            else { tr!(lang, "data.pasted.undo_none").to_owned() }}
                    </button>
                </div>
            </section>
        })
    }
}

/// A choice of the indicator that an unknown column is.
#[component]
fn Meaning(page: Page, from: usize, pasted: Arc<Pasted>) -> impl IntoView {
    let lang = page.session.lang.get_untracked();
    let taken = |id: &str| pasted.plan.columns.iter().any(|c| c.indicator == id);
    let study = page.session.study_now();
    let choices: Vec<String> = study
        .sheets
        .iter()
        .flat_map(|s| &s.columns)
        .map(|c| c.indicator.clone())
        .filter(|id| !taken(id))
        .collect();
    let header = pasted.plan.left_over.iter().find(|(at, _)| *at == from);
    let label = tr!(
        lang,
        "data.pasted.choose_for",
        header = header.map_or("", |h| &h.1)
    );
    view! {
        <span class="inp sel"><select aria-label=label on:change=move |event| {
            let id = event_target_value(&event);
            if !id.is_empty() {
                page.mean(&pasted, from, id);
            }
        }>
            <option value="">{tr!(lang, "data.pasted.choose")}</option>
            {choices.into_iter().map(|id| {
                let name = lang.name(&format!("indicator.{id}"));
                view! { <option value=id>{name}</option> }
            }).collect_view()}
        </select></span>
    }
}

fn row(session: Session, column: &PlannedColumn) -> AnyView {
    let lang = session.lang.get_untracked();
    let name = lang.name(&format!("indicator.{}", column.indicator));
    let header = if column.header.is_empty() {
        tr!(lang, "data.pasted.no_header", n = column.from + 1)
    } else {
        column
            .header
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    };
    if let Some(problem) = &column.refused {
        let mut problem = problem.clone();
        problem.place = Default::default();
        let text = tr!(lang, "data.pasted.refused", why = session.say(&problem));
        return view! {
            <tr><td class="l">{header}</td><td class="l">{name}</td><td class="l refused" colspan="3">{text}</td></tr>
        }
        .into_any();
    }
    let conversion = if column.ratio != 1.0 {
        let ratio = if column.ratio < 1.0 && (1.0 / column.ratio).fract() == 0.0 {
            format!("÷ {}", crate::core::number::grouped(1.0 / column.ratio, 0))
        } else if column.ratio.fract() == 0.0 {
            format!("× {}", crate::core::number::grouped(column.ratio, 0))
        } else {
            format!("× {}", significant(column.ratio, 8))
        };
        view! { <b>{ratio}</b> }.into_any()
    } else if column.unit_in.is_none() {
        view! { <span>{tr!(lang, "data.pasted.silent")}</span> }.into_any()
    } else {
        view! { <span>{tr!(lang, "data.pasted.none")}</span> }.into_any()
    };
    let cells = if column.faults > 0 {
        tr!(
            lang,
            "data.pasted.faults",
            n = column.accepted,
            faults = column.faults
        )
    } else {
        column.accepted.to_string()
    };
    view! {
        <tr>
            <td class="l">{header}</td><td class="l">{name}</td><td class="l">{lang.unit(column.unit.code())}</td>
            <td class="l">{conversion}</td><td class="l">{cells}</td>
        </tr>
    }
    .into_any()
}

fn summary(lang: crate::words::Lang, plan: &PastePlan) -> String {
    let size = tr!(
        lang,
        "data.pasted.size",
        rows = plan.lines,
        columns = plan.width
    );
    let header = match plan.layout {
        Layout::Table {
            is_transposed: true,
            ..
        } => tr!(lang, "data.pasted.transposed").to_owned(),
        Layout::Table { header, .. } => tr!(lang, "data.pasted.header_line", n = header + 1),
        _ => tr!(lang, "data.pasted.no_headings").to_owned(),
    };
    let keys = match plan.keys {
        Keys::Columns {
            year,
            region: Some(region),
        } => {
            tr!(
                lang,
                "data.pasted.years_regions",
                year = year + 1,
                region = region + 1
            )
        }
        Keys::Columns { year, region: None } => tr!(lang, "data.pasted.years", year = year + 1),
        Keys::Cursor => tr!(lang, "data.pasted.from_cursor").to_owned(),
    };
    let comma = tr!(lang, "problem.comma");
    let new = plan.new_regions.len();
    let mut text = [size, header, keys].join(comma);
    if new > 0 {
        text += comma;
        text += &tr!(lang, "data.pasted.new_regions", n = new);
    }
    text
}
