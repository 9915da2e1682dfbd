//! The tables the degrees come from, folded away.

use leptos::prelude::*;

use super::{Shown, line_name, order};
use crate::app::session::Session;
use crate::core::number::fixed;
use crate::steps::relation::RelationStep;
use crate::tr;
use crate::words::Lang;

/// Differences and coefficients by year.
#[component]
pub fn Workings(shown: Shown) -> impl IntoView {
    let session = Session::get();
    move || {
        let (lang, step) = (session.lang(), shown.get());
        let note = tr!(
            lang,
            "relation.working.size",
            classes = step.lines.len(),
            years = step.years.len()
        );
        let differences = grid(
            lang,
            &step,
            &step.relation.differences,
            None,
            tr!(lang, "relation.working.delta"),
        );
        let coefficients = grid(
            lang,
            &step,
            &step.relation.coefficients,
            Some(&step.relation.degrees),
            tr!(lang, "relation.working.xi"),
        );
        view! {
            <details class="fold"><summary><b>{tr!(lang, "relation.working.delta")}</b><span>{note}</span></summary><div>{differences}</div></details>
            <details class="fold"><summary><b>{tr!(lang, "relation.working.xi")}</b><span>{tr!(lang, "relation.working.mean_below")}</span></summary><div>{coefficients}</div></details>
        }
    }
}

fn grid(
    lang: Lang,
    step: &RelationStep,
    values: &[Vec<f64>],
    below: Option<&[f64]>,
    label: &'static str,
) -> AnyView {
    let order = order(step);
    view! {
        <div class="scroll" tabindex="0" role="region" aria-label=label>
            <table class="book">
                <thead><tr>
                    <th class="l" scope="col">{tr!(lang, "relation.year")}</th>
                    {order.iter().map(|i| view! { <th scope="col">{line_name(lang, &step.lines[*i])}</th> }).collect_view()}
                </tr></thead>
                <tbody>{step.years.iter().enumerate().map(|(k, year)| view! {
                    <tr><th scope="row">{*year}</th>{order.iter().map(|i| view! { <td>{fixed(values[*i][k], 4)}</td> }).collect_view()}</tr>
                }).collect_view()}</tbody>
                {below.map(|degrees| view! {
                    <tfoot><tr><th scope="row">{tr!(lang, "relation.degree")}</th>{order.iter().map(|i| view! { <td>{fixed(degrees[*i], 4)}</td> }).collect_view()}</tr></tfoot>
                })}
            </table>
        </div>
    }
    .into_any()
}
