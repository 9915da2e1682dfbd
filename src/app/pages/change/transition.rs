//! Table 3: the transition matrix. Figure 2: its largest flows.

use leptos::prelude::*;

use super::Shown;
use crate::app::components::figure::{Figure, Walk};
use crate::app::session::Session;
use crate::chart::Words;
use crate::chart::rows::{Bars, bars};
use crate::core::number::{fixed, grouped_always};
use crate::exchange::table::DataTable;
use crate::steps::change::TransitionStep;
use crate::tr;
use crate::words::Lang;

/// Flows drawn and told apart in the table.
const FLOWS: usize = 6;

/// The section, where the study has a transition table.
#[component]
pub fn TransitionSection(shown: Shown) -> impl IntoView {
    let session = Session::get();
    let selected = RwSignal::new(None::<usize>);
    let has = Memo::new(move |_| shown.get().transition.is_some());
    let unit = Signal::derive(move || {
        let lang = session.lang();
        let unit = shown
            .get()
            .transition
            .as_ref()
            .map(|t| t.table.unit.clone());
        tr!(
            lang,
            "change.flows.unit",
            unit = lang.unit(&unit.unwrap_or_default())
        )
    });
    let of = move |f: &dyn Fn(Lang, &TransitionStep) -> String| {
        shown
            .get()
            .transition
            .as_ref()
            .map_or_else(String::new, |t| f(session.lang(), t))
    };
    move || {
        has.get().then(|| view! {
            <section class="section">
                <div class="section-head">
                    <h2>{move || tr!(session.lang(), "change.matrix.head")}</h2>
                    <p>{move || of(&|lang, t| lang.pick(&t.table.title).to_owned())}</p>
                </div>
                <div class="cols">
                    <div>{move || shown.get().transition.as_ref().map(|t| matrix(session.lang(), t))}</div>
                    <div class="stack-s">
                        <Figure
                            number=session.word(|lang| tr!(lang, "change.flows.number"))
                            title=session.word(|lang| tr!(lang, "change.flows.title"))
                            subtitle=unit
                            draw=move |width| {
                                let rows = shown.get().transition.as_ref().map(|t| flows(session.lang(), t)).unwrap_or_default();
                                let finding = rows.first().map_or(String::new(), |(name, area)| format!("{name} {}", fixed(*area, 0)));
                                let title = tr!(session.lang(), "change.flows.title").to_owned();
                                bars(&Bars { rows, decimals: 0, words: Words { title, finding }, selected: selected.get() }, width)
                            }
                            selected=selected
                            walk=Walk::Down
                            source=Signal::derive(move || of(&|lang, t| lang.pick(&t.table.source).to_owned()))
                            table=move |()| DataTable {
                                head: vec![tr!(session.lang(), "change.flows.from_to").to_owned(), unit.get()],
                                rows: shown.get().transition.as_ref().map(|t| flows(session.lang(), t)).unwrap_or_default()
                                    .into_iter().map(|(name, area)| vec![name, fixed(area, 0)]).collect(),
                            }
                            file="transition"
                        />
                    </div>
                </div>
            </section>
        })
    }
}

fn class_name(lang: Lang, step: &TransitionStep, index: usize) -> String {
    step.table
        .classes
        .get(index)
        .map_or_else(String::new, |c| lang.pick(c).to_owned())
}

fn flows(lang: Lang, step: &TransitionStep) -> Vec<(String, f64)> {
    let largest = step.matrix.flows.iter().take(FLOWS);
    largest
        .map(|f| {
            (
                format!(
                    "{} → {}",
                    class_name(lang, step, f.from),
                    class_name(lang, step, f.to)
                ),
                f.area,
            )
        })
        .collect()
}

fn matrix(lang: Lang, step: &TransitionStep) -> AnyView {
    let count = step.matrix.start.len();
    let names: Vec<String> = (0..count).map(|i| class_name(lang, step, i)).collect();
    let number = |v: f64| grouped_always(v, 0);
    let is_large = |i: usize, j: usize| {
        step.matrix
            .flows
            .iter()
            .take(5)
            .any(|f| (f.from, f.to) == (i, j))
    };
    let caption = tr!(lang, "change.matrix.caption");
    let note = tr!(
        lang,
        "change.matrix.note",
        changed = number(step.matrix.changed),
        unit = lang.unit(&step.table.unit),
        share = fixed(step.matrix.changed_share * 100.0, 2),
        a = fixed(step.diversity.0.gibbs_martin, 4),
        b = fixed(step.diversity.1.gibbs_martin, 4),
        degree = step
            .comprehensive
            .map_or("—".to_owned(), |c| fixed(c.percent_per_year, 2))
    );
    view! {
        <div class="scroll bleed" tabindex="0" role="region" aria-label=caption>
            <table class="book matrix compact">
                <caption><b>{caption}</b>{tr!(lang, "change.matrix.unit", from = step.table.from, to = step.table.to, unit = lang.unit(&step.table.unit))}</caption>
                <thead><tr>
                    <th class="l" scope="col">{format!("{} ＼ {}", step.table.from, step.table.to)}</th>
                    {names.iter().map(|n| view! { <th scope="col">{n.clone()}</th> }).collect_view()}
                    <th scope="col">{tr!(lang, "change.matrix.sum")}</th>
                </tr></thead>
                <tbody>{step.matrix.areas.iter().enumerate().map(|(i, row)| view! {
                    <tr>
                        <th scope="row">{names[i].clone()}</th>
                        {row.iter().enumerate().map(|(j, v)| view! {
                            <td class:dg=i == j class:z=*v == 0.0 && i != j class:hot=is_large(i, j)>{number(*v)}</td>
                        }).collect_view()}
                        <td class="sum">{number(step.matrix.start[i])}</td>
                    </tr>
                }).collect_view()}</tbody>
                <tfoot><tr>
                    <th scope="row">{tr!(lang, "change.matrix.end", to = step.table.to)}</th>
                    {step.matrix.end.iter().map(|v| view! { <td>{number(*v)}</td> }).collect_view()}
                    <td>{number(step.matrix.total)}</td>
                </tr></tfoot>
            </table>
        </div>
        <p class="tnote">{note}</p>
    }
    .into_any()
}
