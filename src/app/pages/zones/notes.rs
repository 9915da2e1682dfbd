//! What is to be said about the zones: where they part from the paper, and what is missing or mixed.

use leptos::prelude::*;

use super::Shown;
use crate::app::components::message::{Message, Tone};
use crate::app::session::Session;
use crate::core::classify::ClassMethod;
use crate::core::number::{fixed, significant};
use crate::core::study::ZoneClasses;
use crate::steps::zones::{NEAR, SupplyZones, UnitZone, ZonesResult, ZonesStep};
use crate::tr;
use crate::words::Lang;

/// The messages.
#[component]
pub fn Notes(shown: Shown) -> impl IntoView {
    let session = Session::get();
    move || {
        let (lang, step) = (session.lang(), shown.get());
        let notes: Vec<_> = step
            .notes
            .iter()
            .map(|note| {
                let text = begun(lang, session.say(note));
                view! { <Message tone=Tone::Warn>{text}</Message> }
            })
            .collect();
        view! {
            {agreement(lang, &step)}
            {notes}
            {fit(lang, &step)}
        }
    }
}

/// An English sentence that stands alone begins with a capital.
fn begun(lang: Lang, text: String) -> String {
    let mut letters = text.chars();
    match (lang, letters.next()) {
        (Lang::En, Some(first)) => first.to_uppercase().chain(letters).collect(),
        _ => text,
    }
}

fn agreement(lang: Lang, step: &ZonesStep) -> Option<AnyView> {
    let (agree, of) = step.agreement?;
    if agree == of {
        let text = tr!(lang, "zones.note.agree_text", n = of);
        return Some(
            view! { <Message tone=Tone::Ok><b>{tr!(lang, "zones.note.agree")}</b>{text}</Message> }
                .into_any(),
        );
    }
    let differing: Vec<&UnitZone> = step
        .units
        .iter()
        .filter(|u| u.agrees == Some(false))
        .collect();
    let farthest = |u: &UnitZone| {
        let near = u.nearest.iter().map(|(_, n)| n.relative.abs());
        near.fold(f64::INFINITY, f64::min)
    };
    let most = differing.iter().map(|u| farthest(u)).fold(0.0, f64::max);
    let named: Vec<String> = differing
        .iter()
        .map(|unit| {
            let name = lang.pick(&unit.name).to_owned();
            let least = unit
                .nearest
                .iter()
                .min_by(|a, b| a.1.relative.abs().total_cmp(&b.1.relative.abs()));
            match least {
                Some((index, near)) => tr!(
                    lang,
                    "zones.note.near_index",
                    name = name,
                    index = index_name(lang, index),
                    value = significant(near.limit * (1.0 + near.relative), 4),
                    limit = significant(near.limit, 4),
                    distance = significant(near.relative.abs() * 100.0, 2)
                ),
                None => name,
            }
        })
        .collect();
    let head = tr!(lang, "zones.note.differ", n = differing.len());
    let list = named.join(tr!(lang, "zones.comma"));
    let text = if most <= NEAR {
        tr!(
            lang,
            "zones.note.all_near",
            list = list,
            most = significant((most * 1000.0).ceil() / 10.0, 2)
        )
    } else {
        tr!(lang, "zones.note.some_near", list = list)
    };
    Some(
        view! {
            <Message tone=Tone::Warn><b>{head}</b>{text}</Message>
        }
        .into_any(),
    )
}

fn index_name(lang: Lang, index: &str) -> &'static str {
    match index {
        "eec" => tr!(lang, "zones.table.eec"),
        "sec" => tr!(lang, "zones.table.sec"),
        _ => tr!(lang, "zones.table.ratio"),
    }
}

/// How well the classes fit, beside the best there are.
fn fit(lang: Lang, step: &ZonesStep) -> Option<AnyView> {
    let found = match &step.result {
        ZonesResult::Balance(found) => {
            let eec = fixed(found.eec.classification.gvf, 3);
            let sec = fixed(found.sec.classification.gvf, 3);
            let text = if found.eec.classification.method == ClassMethod::NaturalBreaks {
                tr!(lang, "zones.note.levels_gvf_text", eec = eec, sec = sec)
            } else {
                tr!(lang, "zones.note.levels_gvf_other", eec = eec, sec = sec)
            };
            return Some(
                view! { <Message tone=Tone::Info><b>{tr!(lang, "zones.note.levels_gvf")}</b>{text}</Message> }.into_any(),
            );
        }
        ZonesResult::SupplyDemand(found) => found,
    };
    let natural = found.natural.as_ref()?;
    let (head, text) = heading(lang, found, natural);
    Some(view! { <Message tone=Tone::Info><b>{head}</b>{text}</Message> }.into_any())
}

fn heading(
    lang: Lang,
    found: &SupplyZones,
    natural: &crate::core::classify::Classification,
) -> (String, String) {
    let used = &found.classification;
    let best = fixed(natural.gvf, 3);
    if found.classes == ZoneClasses::Published && natural.gvf - used.gvf > 0.001 {
        let sizes: Vec<String> = natural.sizes.iter().map(usize::to_string).collect();
        let text = tr!(
            lang,
            "zones.note.not_natural_text",
            k = used.breaks.len(),
            printed = fixed(used.gvf, 3),
            best = best,
            sizes = sizes.join(tr!(lang, "zones.comma"))
        );
        return (tr!(lang, "zones.note.not_natural").to_owned(), text);
    }
    (
        tr!(lang, "zones.note.gvf", gvf = fixed(used.gvf, 3)),
        tr!(lang, "zones.note.gvf_text", best = best),
    )
}
