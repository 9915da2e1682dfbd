//! Table 1: areas. Table 2: single dynamic degree of each period, beside the printed one.

use leptos::prelude::*;

use super::Shown;
use crate::app::components::working::Opened;
use crate::app::components::working::open::opens;
use crate::app::session::Session;
use crate::core::number::{grouped, signed, significant};
use crate::steps::change::{ChangeStep, ClassSeries};
use crate::tr;
use crate::words::{Lang, sentence};

/// Areas in six years at most.
#[component]
pub fn Areas(shown: Shown) -> impl IntoView {
    let session = Session::get();
    view! {
        <div>{move || {
            let (lang, step) = (session.lang(), shown.get());
            let picked = picked(&step);
            let last = step.years.len().saturating_sub(1);
            let caption = tr!(lang, "change.areas.caption");
            let hidden = |k: usize| k != 0 && k + 1 != picked.len() && k % 2 == 1;
            view! {
                <div class="scroll bleed" tabindex="0" role="region" aria-label=caption>
                    <table class="book compact">
                        <caption><b>{caption}</b>{tr!(lang, "change.areas.unit", unit = lang.unit(step.unit.code()))}</caption>
                        <thead><tr>
                            <th class="l" scope="col">{tr!(lang, "change.class")}</th>
                            {picked.iter().enumerate().map(|(k, i)| view! { <th scope="col" class:hide-n=hidden(k)>{step.years[*i]}</th> }).collect_view()}
                            <th scope="col" class="hide-n">{tr!(lang, "change.areas.rounding")}</th>
                            <th scope="col">{tr!(lang, "change.areas.change")}</th>
                        </tr></thead>
                        <tbody>{step.classes.iter().map(|class| {
                            let values = &class.series.values;
                            let at = |i: usize| values.get(i).copied().flatten();
                            let digits = digits(class);
                            let change = at(0).zip(at(last)).map(|(a, b)| signed(b - a, digits));
                            view! {
                                <tr>
                                    <th scope="row">{lang.name(&format!("line.{}", class.class))}</th>
                                    {picked.iter().enumerate().map(|(k, i)| cell(at(*i).map(|v| grouped(v, digits)), hidden(k), false)).collect_view()}
                                    {cell(class.half_width.map(|h| format!("±{}", significant(h, 3))), true, false)}
                                    {cell(change, false, true)}
                                </tr>
                            }
                        }).collect_view()}</tbody>
                    </table>
                </div>
                {(!step.missing.is_empty()).then(|| view! {
                    <p class="tnote">{tr!(lang, "change.areas.missing", classes = super::keys::names(lang, &step.missing))}</p>
                })}
            }
        }}</div>
    }
}

fn cell(text: Option<String>, hidden: bool, sum: bool) -> impl IntoView {
    let missing = text.is_none();
    view! { <td class:na=missing class:hide-n=hidden class:sum=sum>{text.unwrap_or_else(|| "—".to_owned())}</td> }
}

/// As many decimals as the rounding of derived areas allows.
fn digits(class: &ClassSeries) -> usize {
    match class.half_width {
        Some(h) if h >= 0.5 => 0,
        Some(h) if h >= 0.05 => 1,
        _ => 2,
    }
}

/// First, last, the years round each break, and the middles, six at most.
fn picked(step: &ChangeStep) -> Vec<usize> {
    let last = step.years.len().saturating_sub(1);
    let mut all = vec![0, last];
    all.extend(step.breaks.iter().take(1).flat_map(|b| [*b, b + 1]));
    for period in &step.periods {
        all.extend(step.years.iter().position(|y| *y == period.to));
    }
    all.extend([last / 2, last * 3 / 4]);
    all.truncate(8);
    all.retain(|i| *i < step.years.len());
    all.sort_unstable();
    all.dedup();
    while all.len() > 6 {
        all.remove(all.len() - 2);
    }
    all
}

/// Dynamic degrees.
#[component]
pub fn Degrees(shown: Shown) -> impl IntoView {
    let session = Session::get();
    view! {
        <div>{move || {
            let (lang, step) = (session.lang(), shown.get());
            let printed = step.classes.iter().any(|c| c.printed.iter().any(Option::is_some));
            let caption = tr!(lang, "change.degrees.caption");
            let span = if printed { 2 } else { 1 };
            view! {
                <div class="scroll bleed" tabindex="0" role="region" aria-label=caption>
                    <table class="book compact">
                        <caption><b>{caption}</b>{if printed { tr!(lang, "change.degrees.unit_printed") } else { tr!(lang, "change.degrees.unit") }}</caption>
                        <thead>
                            <tr>
                                <th class="l" rowspan="2" scope="col">{tr!(lang, "change.class")}</th>
                                {step.periods.iter().map(|p| view! { <th class="grp" colspan=span scope="colgroup">{tr!(lang, "change.span", from = p.from, to = p.to)}</th> }).collect_view()}
                            </tr>
                            <tr>{step.periods.iter().map(|p| view! {
                                {printed.then(|| {
                                    let divisor = step.printed_divisor.unwrap_or(f64::from(p.intervals()));
                                    view! { <th class="t-prt" scope="col">{format!("÷ {}", significant(divisor, 4))}</th> }
                                })}
                                <th scope="col">{format!("÷ {}", p.intervals())}</th>
                            }).collect_view()}</tr>
                        </thead>
                        <tbody>{step.classes.iter().map(|class| view! {
                            <tr>
                                <th scope="row">{lang.name(&format!("line.{}", class.class))}</th>
                                {class.degrees.iter().zip(&class.printed).enumerate().map(|(period, (degree, paper))| {
                                    let why = degree.as_ref().err().map(|p| sentence(lang, p));
                                    let text = degree.as_ref().ok().map(|d| signed(d.percent_per_year, 2).trim_start_matches('+').to_owned());
                                    view! {
                                        {printed.then(|| view! { <td class="t-prt">{paper.map_or("—".to_owned(), |v| signed(v, 2).trim_start_matches('+').to_owned())}</td> })}
                                        <td class:sum=text.is_some() class:na=text.is_none() title=why>{match text.clone() {
                                            Some(text) => opens(session, Opened::Change { class: class.class.clone(), period }, text),
                                            None => "—".into_any(),
                                        }}</td>
                                    }
                                }).collect_view()}
                            </tr>
                        }).collect_view()}</tbody>
                    </table>
                </div>
                <p class="tnote">{note(lang, &step)}</p>
            }
        }}</div>
    }
}

/// One degree worked out, and what is wrong with the printed ones.
fn note(lang: Lang, step: &ChangeStep) -> String {
    let worked = step
        .classes
        .iter()
        .find_map(|c| Some((c, c.degrees.first()?.as_ref().ok()?)));
    let Some((class, d)) = worked else {
        return tr!(lang, "change.degrees.none").to_owned();
    };
    let mut text = tr!(
        lang,
        "change.degrees.worked",
        class = lang.name(&format!("line.{}", class.class)),
        b = significant(d.end, 6),
        a = significant(d.start, 6),
        ratio = signed(d.ratio * 100.0, 2),
        t = significant(d.intervals, 4),
        k = signed(d.percent_per_year, 2)
    );
    if let Some((divisor, intervals)) = step.wrong_divisor() {
        text.push_str(&tr!(
            lang,
            "change.degrees.divisor",
            divisor = significant(divisor, 3),
            intervals = intervals
        ));
    }
    text
}
