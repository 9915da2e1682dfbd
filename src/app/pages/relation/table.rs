//! Table 1: every normalisation beside the printed degrees, with the formulas.

use leptos::prelude::*;

use super::{Shown, degrees_of, line_name, normalisation_name, order};
use crate::app::components::message::{Message, Tone};
use crate::app::components::working::Opened;
use crate::app::components::working::open::opens;
use crate::app::session::Session;
use crate::core::explain::mathml;
use crate::core::number::{fixed, signed};
use crate::core::relate::Normalisation;
use crate::steps::relation::RelationStep;
use crate::tr;
use crate::words::Lang;

/// The normalisations of the table.
const SHOWN: [Normalisation; 5] = [
    Normalisation::Initial,
    Normalisation::Mean,
    Normalisation::MinMaxBenefit,
    Normalisation::ZScore,
    Normalisation::None,
];

/// The table.
#[component]
pub fn Comparison(shown: Shown) -> impl IntoView {
    let session = Session::get();
    view! {
        <div>
            {move || table(session, session.lang(), &shown.get())}
            <div class="row">
                {["grey_coefficient", "grey_degree"].map(|id| view! {
                    <div class="formula" tabindex="0" role="math" inner_html=mathml(id).unwrap_or_default()></div>
                })}
            </div>
            <p class="tnote">{move || {
                let (lang, step) = (session.lang(), shown.get());
                let (series, point) = step.relation.greatest_at;
                let least = step.relation.least_difference.iter().copied().fold(f64::INFINITY, f64::min);
                tr!(
                    lang,
                    "relation.table.extremes",
                    least = fixed(least, 4),
                    greatest = fixed(step.relation.differences[series][point], 4),
                    year = step.years[point],
                    class = line_name(lang, &step.lines[series])
                )
            }}</p>
        </div>
    }
}

fn table(session: Session, lang: Lang, step: &RelationStep) -> AnyView {
    let has_print = step.printed.iter().any(Option::is_some);
    let used = step.relation.options.normalisation;
    let caption = if has_print {
        tr!(lang, "relation.table.caption")
    } else {
        tr!(lang, "relation.table.caption_alone")
    };
    let explain = if has_print {
        tr!(
            lang,
            "relation.table.explain",
            how = normalisation_name(lang, used)
        )
    } else {
        tr!(lang, "relation.table.explain_alone").to_owned()
    };
    let left_out: Vec<String> = step
        .left_out
        .iter()
        .map(|(line, problem)| {
            let why = session.say(problem);
            tr!(
                lang,
                "relation.table.left_out",
                class = line_name(lang, line),
                why = why
            )
        })
        .collect();
    let hidden = |k: usize| k > 2;
    let cell = |value: Option<(f64, usize)>, i: usize, n: Normalisation| match value {
        Some((degree, rank)) => {
            let text = fixed(degree, 4);
            let text = if n == used {
                let series = step.lines[i].clone();
                opens(session, Opened::Relation { series }, text)
            } else {
                text.into_any()
            };
            view! { {text}" "<span class="unit">{rank}</span> }.into_any()
        }
        None => "—".into_any(),
    };
    view! {
        {left_out.into_iter().map(|text| view! { <Message tone=Tone::Warn>{text}</Message> }).collect_view()}
        <div class="scroll bleed" tabindex="0" role="region" aria-label=caption>
            <table class="book compact">
                <caption><b>{caption}</b>{tr!(lang, "relation.table.note", rho = fixed(step.relation.options.distinguishing_coefficient, 2))}</caption>
                <thead><tr>
                    <th class="l" scope="col">{tr!(lang, "relation.class")}</th>
                    {SHOWN.iter().enumerate().map(|(k, n)| view! { <th scope="col" class:hide-n=hidden(k)>{normalisation_name(lang, *n)}</th> }).collect_view()}
                    {has_print.then(|| view! {
                        <th scope="col" class="t-prt">{tr!(lang, "relation.figure.printed")}</th>
                        <th scope="col">{tr!(lang, "relation.figure.difference")}</th>
                    })}
                </tr></thead>
                <tbody>{order(step).into_iter().map(|i| view! {
                    <tr>
                        <th scope="row">{line_name(lang, &step.lines[i])}</th>
                        {SHOWN.iter().enumerate().map(|(k, n)| {
                            let value = degrees_of(step, *n).map(|(d, r)| (d[i], r[i]));
                            view! { <td class:hide-n=hidden(k) class:sum=*n == used class:na=value.is_none()>{cell(value, i, *n)}</td> }
                        }).collect_view()}
                        {has_print.then(|| {
                            let printed = step.printed[i];
                            view! {
                                <td class="t-prt">{printed.map_or("—".to_owned(), |p| fixed(p, 2))}" "<span class="unit">{step.printed_ranks[i]}</span></td>
                                <td>{printed.map_or("—".to_owned(), |p| signed(p - step.relation.degrees[i], 2))}</td>
                            }
                        })}
                    </tr>
                }).collect_view()}</tbody>
            </table>
        </div>
        <p class="tnote">{explain}</p>
    }
    .into_any()
}
