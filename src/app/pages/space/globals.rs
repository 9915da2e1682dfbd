//! Table 2: global statistics with every way to judge them.

use leptos::prelude::*;

use super::Shown;
use crate::app::session::Session;
use crate::core::number::{fixed, signed};
use crate::steps::space::{GlobalKind, Score};
use crate::tr;
use crate::words::Lang;
use crate::words::space::{global, p_value, scaled};

fn score(score: Option<Score>) -> (String, String) {
    score.map_or_else(
        || ("—".to_owned(), "—".to_owned()),
        |s| (signed(s.z, 2), small(s.p)),
    )
}

/// A p that may be smaller than is worth writing out.
fn small(p: f64) -> String {
    if p < 1e-6 {
        "< 10⁻⁶".to_owned()
    } else {
        p_value(p)
    }
}

/// The table.
#[component]
pub fn Globals(shown: Shown) -> impl IntoView {
    let session = Session::get();
    move || {
        let (lang, step) = (session.lang(), shown.get());
        let rows: Vec<_> = step
            .globals
            .iter()
            .map(|of| {
                let (z_normal, p_normal) = score(of.normality);
                let (z, p) = score(of.randomisation);
                let printed = step.printed.filter(|_| of.kind == GlobalKind::Moran);
                view! {
                    <tr>
                        <th scope="row">{global(lang, of.kind)}</th>
                        <td class="sum">{fixed(of.value, 4)}</td>
                        <td>{fixed(of.expected, 4)}</td>
                        <td class="hide-n">{z_normal}</td>
                        <td class="hide-n">{p_normal}</td>
                        <td class="hide-n">{z}</td>
                        <td class="hide-n">{p}</td>
                        <td>{p_value(of.pseudo_p)}</td>
                        {step.printed.map(|_| view! { <td class="t-prt">{printed.map(|(i, p)| format!("{} (p {})", fixed(i, 6), fixed(p, 6)))}</td> })}
                    </tr>
                }
            })
            .collect();
        let head = |text: &'static str| view! { <th scope="col">{text}</th> };
        let wide = |text: &'static str| view! { <th class="hide-n" scope="col">{text}</th> };
        let title = tr!(lang, "space.global.title");
        let note = tr!(
            lang,
            "space.global.note",
            name = scaled(lang, &step),
            year = step.year
        );
        view! {
            <div class="scroll bleed" tabindex="0" role="region" aria-label=title>
                <table class="book compact">
                    <caption><b>{title}</b>{note}</caption>
                    <thead><tr>
                        <th class="l" scope="col">{tr!(lang, "space.global.statistic")}</th>
                        {head(tr!(lang, "space.global.value"))}
                        {head(tr!(lang, "space.global.expected"))}
                        {wide(tr!(lang, "space.global.z_normality"))}
                        {wide(tr!(lang, "space.global.p_normality"))}
                        {wide(tr!(lang, "space.global.z"))}
                        {wide(tr!(lang, "space.global.p"))}
                        {head(tr!(lang, "space.global.pseudo"))}
                        {step.printed.map(|_| view! { <th class="t-prt" scope="col">{tr!(lang, "space.global.paper")}</th> })}
                    </tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <p class="tnote">{conventions(lang)}</p>
        }
    }
}

fn conventions(lang: Lang) -> &'static str {
    tr!(lang, "space.global.conventions")
}
