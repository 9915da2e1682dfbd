//! Figure 3: the statistic of shuffled values beside the one there is.

use leptos::prelude::*;

use super::Shown;
use crate::app::components::figure::Figure;
use crate::app::session::Session;
use crate::chart::histogram::{Bin, Histogram, Mark, histogram};
use crate::chart::{Picture, Words};
use crate::core::number::{fixed, grouped};
use crate::exchange::table::DataTable;
use crate::steps::space::SpaceStep;
use crate::tr;
use crate::words::Lang;
use crate::words::space::p_value;

/// The figure.
#[component]
pub fn ChanceFigure(shown: Shown) -> impl IntoView {
    let session = Session::get();
    let title = session.word(|l| tr!(l, "space.chance.title"));
    let bar = RwSignal::new(None::<usize>);
    let readout = move || {
        let step = shown.get();
        let bin = bar.get().and_then(|i| step.chance.bins.get(i).copied());
        bin.map(|(from, to, count)| {
            view! { <span><span class="k">{format!("{} … {}", fixed(from, 3), fixed(to, 3))}</span><b>{count}</b></span> }
        })
        .into_any()
    };
    view! {
        <Figure
            number=session.word(|l| tr!(l, "space.chance.number"))
            title
            subtitle=Signal::derive(move || {
                let n = shown.with(|s| s.chance.permutations);
                tr!(session.lang(), "space.chance.sub", n = grouped(n as f64, 0))
            })
            draw=move |width| draw(session.lang(), &shown.get(), bar.get(), title.get(), width)
            selected=bar
            readout=readout
            source=Signal::derive(move || source(session.lang(), &shown.get()))
            table=move |()| table(session.lang(), &shown.get())
            file="permutations"
        />
    }
}

fn source(lang: Lang, step: &SpaceStep) -> String {
    let p = step.globals.first().map(|g| g.pseudo_p);
    tr!(
        lang,
        "space.chance.source",
        seed = step.seed,
        p = p.map_or_else(|| "—".to_owned(), p_value),
        floor = p_value(step.chance.floor)
    )
}

fn draw(
    lang: Lang,
    step: &SpaceStep,
    selected: Option<usize>,
    title: String,
    width: f64,
) -> Picture {
    let bins = step.chance.bins.iter();
    let bins = bins.map(|&(from, to, count)| Bin { from, to, count });
    let first = step.globals.first();
    let observed = first.map(|g| Mark {
        value: g.value,
        label: tr!(lang, "space.chance.observed", value = fixed(g.value, 3)),
    });
    let expected = first.map(|g| Mark {
        value: g.expected,
        label: tr!(lang, "space.chance.expected", value = fixed(g.expected, 3)),
    });
    let said = |mark: &Option<Mark>| mark.as_ref().map_or_else(String::new, |m| m.label.clone());
    let finding = format!("{}; {}", said(&observed), said(&expected));
    histogram(
        &Histogram {
            bins: bins.collect(),
            observed,
            expected,
            x_name: tr!(lang, "space.chance.x").to_owned(),
            y_name: tr!(lang, "space.chance.y").to_owned(),
            words: Words { title, finding },
            selected,
        },
        width,
    )
}

fn table(lang: Lang, step: &SpaceStep) -> DataTable {
    let head = [
        tr!(lang, "space.chance.from"),
        tr!(lang, "space.chance.to"),
        tr!(lang, "space.chance.y"),
    ];
    let rows = step.chance.bins.iter();
    DataTable {
        head: head.map(str::to_owned).to_vec(),
        rows: rows
            .map(|(a, b, n)| vec![fixed(*a, 4), fixed(*b, 4), n.to_string()])
            .collect(),
    }
}
