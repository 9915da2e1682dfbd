//! Figure 2 of the carbon balance: both contributions of every unit, and their way from year to year.

use leptos::prelude::*;

use super::Shown;
use crate::app::components::figure::{Figure, Walk};
use crate::app::session::Session;
use crate::chart::quadrant::{Quadrant, Track, quadrant};
use crate::chart::{Picture, Words};
use crate::core::number::fixed;
use crate::exchange::table::DataTable;
use crate::steps::zones::ZonesStep;
use crate::tr;
use crate::words::Lang;

/// The figure.
#[component]
pub fn QuadrantFigure(shown: Shown, selected: RwSignal<Option<usize>>) -> impl IntoView {
    let session = Session::get();
    let title = session.word(|l| tr!(l, "zones.figure2.quadrant"));
    let readout = move || {
        let (lang, step) = (session.lang(), shown.get());
        let unit = selected.get().and_then(|i| Some((i, step.units.get(i)?)));
        unit.zip(step.result.balance()).map(|((i, unit), found)| {
            let name = lang.pick(&unit.name).to_owned();
            let years: Vec<_> = found
                .years
                .iter()
                .map(|of| {
                    let unit = &of.balance.units[i];
                    let eec = unit.eec.map_or_else(|| "—".to_owned(), |v| fixed(v, 2));
                    view! { <span><span class="k">{of.year}</span><b>{format!("{eec} · {}", fixed(unit.sec, 3))}</b></span> }
                })
                .collect();
            view! { <span><b>{name}</b></span>{years} }
        })
        .into_any()
    };
    view! {
        <Figure
            number=session.word(|l| tr!(l, "zones.figure2.number"))
            title=title
            subtitle=Signal::derive(move || {
                let last = shown.get().years.last().copied().unwrap_or_default();
                tr!(session.lang(), "zones.figure2.quadrant_sub", last = last)
            })
            draw=move |width| draw(session.lang(), &shown.get(), selected.get(), title.get(), width)
            selected=selected
            walk=Walk::Down
            readout=readout
            source=session.word(|l| tr!(l, "zones.figure2.own_source"))
            table=move |()| table(session.lang(), &shown.get())
            file="contributions"
        />
    }
}

fn draw(
    lang: Lang,
    step: &ZonesStep,
    selected: Option<usize>,
    title: String,
    width: f64,
) -> Picture {
    let Some(found) = step.result.balance() else {
        return quadrant(&Quadrant::default(), width);
    };
    let tracks = step.units.iter().enumerate().map(|(i, unit)| Track {
        name: lang.pick(&unit.name).to_owned(),
        points: found
            .years
            .iter()
            .map(|of| {
                let unit = of.balance.units.get(i)?;
                Some((unit.eec?, unit.sec))
            })
            .collect(),
    });
    let tracks: Vec<Track> = tracks.collect();
    let finding: Vec<String> = step
        .units
        .iter()
        .enumerate()
        .map(|(i, unit)| {
            format!(
                "{} {} · {}",
                lang.pick(&unit.name),
                fixed(found.mean_eec[i], 2),
                fixed(found.mean_sec[i], 2)
            )
        })
        .collect();
    quadrant(
        &Quadrant {
            tracks,
            x_cuts: found.eec.borders.clone(),
            y_cuts: found.sec.borders.clone(),
            x_name: tr!(lang, "zones.figure2.x").to_owned(),
            y_name: tr!(lang, "zones.figure2.y").to_owned(),
            words: Words {
                title,
                finding: finding.join("; "),
            },
            selected,
        },
        width,
    )
}

fn table(lang: Lang, step: &ZonesStep) -> DataTable {
    let mut head = vec![tr!(lang, "zones.unit").to_owned()];
    let Some(found) = step.result.balance() else {
        return DataTable {
            head,
            rows: Vec::new(),
        };
    };
    for of in &found.years {
        head.push(format!("EEC {}", of.year));
        head.push(format!("SEC {}", of.year));
    }
    let rows = step.units.iter().enumerate().map(|(i, unit)| {
        let mut row = vec![lang.pick(&unit.name).to_owned()];
        for of in &found.years {
            let unit = &of.balance.units[i];
            row.push(unit.eec.map_or_else(String::new, |v| fixed(v, 4)));
            row.push(fixed(unit.sec, 4));
        }
        row
    });
    DataTable {
        head,
        rows: rows.collect(),
    }
}
