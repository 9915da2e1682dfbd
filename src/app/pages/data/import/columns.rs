//! Table 1: what each column is taken for.

use leptos::prelude::*;

use super::Pending;
use super::preview::letters;
use super::said;
use crate::app::pages::data::page::Page;
use crate::core::units::Unit;
use crate::exchange::paste::{Compared, Keys, PlannedColumn, Sureness};
use crate::tr;
use crate::words::Lang;

pub fn view(page: Page, lang: Lang, pending: &Pending) -> AnyView {
    let mut rows: Vec<(usize, AnyView)> = Vec::new();
    if let Keys::Columns { year, region } = pending.plan.keys {
        rows.push((year, key_row(lang, year, tr!(lang, "data.import.years"))));
        rows.extend(region.map(|at| (at, key_row(lang, at, tr!(lang, "data.import.regions")))));
    }
    let study = page.session.study_now();
    let all: Vec<(String, String)> = study
        .sheets
        .iter()
        .flat_map(|s| s.columns.iter().map(|c| &c.indicator))
        .chain(
            study
                .land_classes
                .iter()
                .map(|c| &c.area)
                .filter(|a| study.column(a).is_none()),
        )
        .map(|id| (id.clone(), lang.name(&format!("indicator.{id}"))))
        .collect();
    for (column, compared) in pending.plan.columns.iter().zip(&pending.compared) {
        rows.push((column.from, row(page, lang, column, *compared, &all)));
    }
    for (from, header) in &pending.plan.left_over {
        rows.push((*from, left_row(page, lang, *from, header, &all)));
    }
    rows.sort_by_key(|(from, _)| *from);
    let rows: Vec<AnyView> = rows.into_iter().map(|(_, row)| row).collect();
    let head = |key: String, class: &'static str| view! { <th class=class scope="col">{key}</th> };
    let word = |text: &'static str| text.to_owned();
    view! {
        <section class="section" style="margin-top:24px">
            <div class="scroll bleed" tabindex="0" role="region" aria-label=tr!(lang, "data.import.columns")>
                <table class="book nw mid">
                    <caption><b>{tr!(lang, "data.import.caption")}</b><span class="hide-n">{tr!(lang, "data.import.caption_note")}</span></caption>
                    <thead><tr>
                        {head(word(tr!(lang, "data.import.column")), "l")}{head(word(tr!(lang, "data.import.header")), "l")}
                        {head(word(tr!(lang, "data.import.as")), "l")}{head(word(tr!(lang, "data.import.unit")), "l")}
                        {head(word(tr!(lang, "data.import.conversion")), "l hide-n")}{head(word(tr!(lang, "data.import.first")), "hide-n")}
                        {head(word(tr!(lang, "data.import.sureness")), "l")}{head(word(tr!(lang, "data.import.why")), "l hide-n")}
                        {head(word(tr!(lang, "data.import.against")), "l hide-n")}
                    </tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}

fn key_row(lang: Lang, at: usize, what: &'static str) -> AnyView {
    view! {
        <tr><th scope="row"><b>{letters(at)}</b></th><td class="l" colspan="2">{what}</td><td class="l">"—"</td><td class="l hide-n">"—"</td><td class="hide-n"></td>
        <td class="l">{dots(lang, Sureness::Sure)}</td><td class="hide-n"></td><td class="hide-n"></td></tr>
    }
    .into_any()
}

/// What a column is taken for, to be changed.
fn meaning(
    page: Page,
    lang: Lang,
    from: usize,
    header: &str,
    taken: Option<&str>,
    all: &[(String, String)],
) -> AnyView {
    let label = tr!(lang, "data.pasted.choose_for", header = header);
    let options = all.iter().map(|(id, name)| {
        view! { <option value=id.clone() selected=taken == Some(id.as_str())>{name.clone()}</option> }
    });
    let choose = move |event| {
        let id = event_target_value(&event);
        page.choose(from, (!id.is_empty()).then_some(id), None);
    };
    view! {
        <span class="inp sel sm"><select aria-label=label on:change=choose>
            <option value="" selected=taken.is_none()>{tr!(lang, "data.import.leave")}</option>
            {options.collect_view()}
        </select></span>
    }
    .into_any()
}

fn unit(page: Page, lang: Lang, column: &PlannedColumn) -> AnyView {
    let (from, indicator) = (column.from, column.indicator.clone());
    let label = tr!(
        lang,
        "data.import.unit_for",
        header = said::one_line(&column.header)
    );
    let silent = column.unit_in.is_none().then(|| {
        let text = tr!(
            lang,
            "data.import.silent",
            unit = lang.unit(column.unit.code())
        );
        view! { <option value="" selected=true>{text}</option> }
    });
    let own = column.unit_in.clone();
    let mut units: Vec<Unit> = column.unit.alternatives();
    if let Some(own) = own
        .clone()
        .filter(|own| !units.iter().any(|u| u.code() == own.code()))
    {
        units.insert(0, own);
    }
    let options = units.into_iter().map(|u| {
        let is_own = own.as_ref().is_some_and(|o| o.code() == u.code());
        view! { <option value=u.code().to_owned() selected=is_own>{lang.unit(u.code())}</option> }
    });
    let choose = move |event| {
        let unit = Unit::parse(&event_target_value(&event)).ok();
        page.choose(from, Some(indicator.clone()), unit);
    };
    view! { <span class="inp sel sm"><select aria-label=label on:change=choose>{silent}{options.collect_view()}</select></span> }.into_any()
}

fn row(
    page: Page,
    lang: Lang,
    column: &PlannedColumn,
    compared: Compared,
    all: &[(String, String)],
) -> AnyView {
    let header = said::one_line(&column.header);
    let header = if header.is_empty() {
        tr!(lang, "data.pasted.no_header", n = column.from + 1)
    } else {
        header
    };
    let sureness = column.sureness();
    let asks = column.refused.is_some() || sureness == Sureness::Doubtful;
    let why = match &column.refused {
        Some(problem) => {
            let mut problem = problem.clone();
            problem.place = Default::default();
            tr!(
                lang,
                "data.pasted.refused",
                why = page.session.say(&problem)
            )
        }
        None => said::why(lang, column),
    };
    let mark = match &column.refused {
        Some(_) => {
            view! { <span class="refused">{tr!(lang, "data.import.refused")}</span> }.into_any()
        }
        None => dots(lang, sureness),
    };
    view! {
        <tr class=if asks { "ask" } else { "" }>
            <th scope="row"><b>{letters(column.from)}</b></th><td class="l">{header.clone()}</td>
            <td class="l">{meaning(page, lang, column.from, &header, Some(&column.indicator), all)}</td>
            <td class="l">{unit(page, lang, column)}</td><td class="l hide-n">{said::conversion(lang, column)}</td>
            <td class="hide-n">{said::sample(column)}</td><td class="l">{mark}</td>
            <td class="wrap-c hide-n mute">{why}</td><td class="l hide-n">{said::against(lang, compared)}</td>
        </tr>
    }
    .into_any()
}

fn left_row(
    page: Page,
    lang: Lang,
    from: usize,
    header: &str,
    all: &[(String, String)],
) -> AnyView {
    let header = said::one_line(header);
    view! {
        <tr>
            <th scope="row"><b>{letters(from)}</b></th><td class="l">{header.clone()}</td>
            <td class="l">{meaning(page, lang, from, &header, None, all)}</td>
            <td class="l">"—"</td><td class="l hide-n">"—"</td><td class="hide-n">"—"</td>
            <td class="l"><span class="mute">{tr!(lang, "data.import.left")}</span></td>
            <td class="wrap-c hide-n mute">{tr!(lang, "data.import.left_why")}</td><td class="l hide-n">"—"</td>
        </tr>
    }
    .into_any()
}

fn dots(lang: Lang, sureness: Sureness) -> AnyView {
    let (full, text) = match sureness {
        Sureness::Sure => (3, tr!(lang, "data.import.sure")),
        Sureness::Likely => (2, tr!(lang, "data.import.likely")),
        Sureness::Doubtful => (1, tr!(lang, "data.import.doubtful")),
    };
    let dots = (0..3).map(|i| view! { <i class=if i < full { "f" } else { "" }></i> });
    view! { <span class="conf" title=text>{dots.collect_view()}<span>{text}</span></span> }
        .into_any()
}
