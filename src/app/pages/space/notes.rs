//! What has to be said of the result: which tests pass, whether shuffles suffice, what the scale does, and how quadrants are counted.

use leptos::prelude::*;

use super::Shown;
use crate::app::components::message::{Message, Tone};
use crate::app::session::Session;
use crate::core::number::{fixed, significant};
use crate::steps::space::{GlobalKind, SpaceStep, UnitSpace};
use crate::tr;
use crate::words::Lang;
use crate::words::space::{correction, p_value};

/// The messages.
#[component]
pub fn Notes(shown: Shown) -> impl IntoView {
    let session = Session::get();
    move || {
        let (lang, step) = (session.lang(), shown.get());
        let problems: Vec<_> = step
            .notes
            .iter()
            .map(|problem| {
                let text = session.say(problem);
                view! { <Message tone=Tone::Warn>{text}</Message> }
            })
            .collect();
        view! {
            {alone(lang, &step)}
            {scale(lang, &step)}
            {rate(lang, &step)}
            {passed(lang, &step)}
            {problems}
            <Message tone=Tone::Info><b>{tr!(lang, "space.sure.quadrants")}</b>{tr!(lang, "space.sure.quadrants_text")}</Message>
        }
    }
}

fn scale(lang: Lang, step: &SpaceStep) -> Option<AnyView> {
    // Of one figure alone: with two of them it would be said of the wrong one.
    let other = step.other_scale.filter(|_| step.beside.is_none())?;
    let (i, p) = (fixed(other.value, 3), p_value(other.pseudo_p));
    let text = if step.is_log {
        tr!(lang, "space.sure.scale_text", i = i, p = p)
    } else {
        tr!(lang, "space.sure.scale_text_log", i = i, p = p)
    };
    let first = step.globals.iter().find(|g| g.kind == GlobalKind::Moran)?;
    let is_other = (first.pseudo_p <= step.alpha) != (other.pseudo_p <= step.alpha);
    let (tone, head) = if is_other {
        (Tone::Warn, tr!(lang, "space.sure.scale"))
    } else {
        (Tone::Info, tr!(lang, "space.sure.scale_same"))
    };
    Some(view! { <Message tone><b>{head}</b>{text}</Message> }.into_any())
}

/// One unit in so many may be without neighbours before it is said.
const FEW_ALONE: usize = 10;

/// That few units carry the result where many have no neighbours.
fn alone(lang: Lang, step: &SpaceStep) -> Option<AnyView> {
    let n = step.connectivity.islands.len();
    let left = step.known.len().saturating_sub(n);
    (n > 1 && n * FEW_ALONE > step.known.len()).then(|| {
        let text = tr!(lang, "space.sure.alone_text", n = n, left = left);
        let head = tr!(lang, "space.sure.alone");
        view! { <Message tone=Tone::Warn><b>{head}</b>{text}</Message> }.into_any()
    })
}

/// How a rate was standardised, and what for.
fn rate(lang: Lang, step: &SpaceStep) -> Option<AnyView> {
    let rate = step.rate.as_ref()?;
    let text = tr!(
        lang,
        "space.sure.rate_text",
        b = significant(rate.mean, 4),
        a = significant(rate.between, 3)
    );
    let head = tr!(lang, "space.sure.rate");
    Some(view! { <Message tone=Tone::Info><b>{head}</b>{text}</Message> }.into_any())
}

/// Whether a correction leaves any unit, where without it some would be.
fn passed(lang: Lang, step: &SpaceStep) -> Option<AnyView> {
    let rule = correction(step.correction)?;
    let passes = |u: &UnitSpace| u.p.zip(u.limit).is_some_and(|(p, limit)| p <= limit);
    if step.units.iter().any(passes) {
        return None;
    }
    let least = step
        .units
        .iter()
        .filter_map(|u| u.p.zip(u.limit))
        .min_by(|a, b| a.0.total_cmp(&b.0));
    let (p, limit) = least?;
    let n = step
        .units
        .iter()
        .filter(|u| u.p.is_some_and(|p| p <= step.alpha))
        .count();
    if n == 0 {
        return None;
    }
    let text = tr!(
        lang,
        "space.sure.none_pass_text",
        p = p_value(p),
        limit = significant(limit, 2)
    );
    let head = tr!(lang, "space.sure.none_pass", n = n, rule = rule);
    Some(view! { <Message tone=Tone::Warn><b>{head}</b>{text}</Message> }.into_any())
}
