//! Figure 2 of supply and demand: how the ratio is spread, and where its breaks lie.

use leptos::prelude::*;

use super::Shown;
use super::table::palette;
use crate::app::components::figure::Figure;
use crate::app::session::Session;
use crate::chart::breaks::{Breaks, Span, breaks};
use crate::chart::{Picture, Words};
use crate::core::number::{fixed, significant};
use crate::core::study::ZoneClasses;
use crate::exchange::table::DataTable;
use crate::steps::zones::{SupplyZones, ZonesStep};
use crate::tr;
use crate::words::Lang;
use crate::words::zones::{letter, place_of, zone_name};

/// The figure.
#[component]
pub fn BreaksFigure(shown: Shown, selected: RwSignal<Option<usize>>) -> impl IntoView {
    let session = Session::get();
    let title = session.word(|l| tr!(l, "zones.figure2.breaks"));
    let mark = RwSignal::new(None::<usize>);
    view! {
        <Figure
            number=session.word(|l| tr!(l, "zones.figure2.number"))
            title=title
            subtitle=session.word(|l| tr!(l, "zones.figure2.breaks_sub"))
            draw=move |width| draw(session.lang(), &shown.get(), selected.get(), title.get(), width)
            selected=mark
            source=Signal::derive(move || {
                let lang = session.lang();
                let mut text = tr!(lang, "zones.figure2.own_source").to_owned();
                let step = shown.get();
                if step.result.supply().is_some_and(|f| f.classes == ZoneClasses::Published) {
                    text += tr!(lang, "zones.figure2.printed_breaks");
                }
                text
            })
            table=move |()| table(session.lang(), &shown.get())
            file="ratio-breaks"
        />
    }
}

/// Classes in a row that are of one zone.
fn spans(lang: Lang, step: &ZonesStep, found: &SupplyZones) -> Vec<Span> {
    let mut spans: Vec<(String, Span)> = Vec::new();
    for (upper, id) in found.classification.breaks.iter().zip(&found.merge) {
        if let Some((last, span)) = spans.last_mut()
            && last == id
        {
            span.upper = *upper;
            continue;
        }
        let place = place_of(step, Some(id));
        let short = letter(place);
        let span = Span {
            name: format!("{short} {}", zone_name(lang, step, Some(id))),
            short,
            tone: palette(step).tone(place.unwrap_or_default(), step.zones.len()),
            upper: *upper,
        };
        spans.push((id.clone(), span));
    }
    spans.into_iter().map(|(_, span)| span).collect()
}

fn draw(
    lang: Lang,
    step: &ZonesStep,
    selected: Option<usize>,
    title: String,
    width: f64,
) -> Picture {
    let Some(found) = step.result.supply() else {
        return breaks(&Breaks::default(), width);
    };
    let values: Vec<f64> = found.supply.units.iter().map(|u| u.ratio).collect();
    let classes = &found.classification;
    let finding = tr!(
        lang,
        "zones.figure2.breaks_finding",
        n = values.len(),
        classes = classes.breaks.len(),
        gvf = fixed(classes.gvf, 3)
    );
    breaks(
        &Breaks {
            breaks: classes.limits().to_vec(),
            spans: spans(lang, step, found),
            marked: selected.and_then(|i| values.get(i).copied()),
            values,
            x_name: tr!(lang, "zones.figure2.breaks_x").to_owned(),
            x_log_name: tr!(lang, "zones.figure2.breaks_log").to_owned(),
            y_name: tr!(lang, "zones.figure2.breaks_y").to_owned(),
            words: Words { title, finding },
        },
        width,
    )
}

fn table(lang: Lang, step: &ZonesStep) -> DataTable {
    let text = |of: &'static str| of.to_owned();
    let head = vec![
        text(tr!(lang, "zones.figure2.class")),
        text(tr!(lang, "zones.figure2.upper")),
        text(tr!(lang, "zones.figure2.size")),
        text(tr!(lang, "zones.zone")),
    ];
    let Some(found) = step.result.supply() else {
        return DataTable {
            head,
            rows: Vec::new(),
        };
    };
    let classes = &found.classification;
    let rows = classes.breaks.iter().zip(&classes.sizes).enumerate();
    let rows = rows.map(|(i, (upper, size))| {
        let zone = found.merge.get(i).map(String::as_str);
        vec![
            (i + 1).to_string(),
            significant(*upper, 6),
            size.to_string(),
            zone_name(lang, step, zone),
        ]
    });
    DataTable {
        head,
        rows: rows.collect(),
    }
}
