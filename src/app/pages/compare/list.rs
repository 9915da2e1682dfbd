//! The scenarios of the study: which is edited, their names, and taking them away.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

use crate::app::session::Session;
use crate::core::study::{LONGEST_NAME, Scenario};
use crate::tr;
use crate::words::{Lang, compare::scenario};

/// The list.
#[component]
pub fn List() -> impl IntoView {
    let session = Session::get();
    let all = Memo::new(move |_| {
        let study = session.study();
        let rows = study
            .scenarios
            .list
            .iter()
            .map(|s| (s.name.clone(), owns(s)));
        (study.scenarios.present, rows.collect::<Vec<_>>())
    });
    view! {
        <div>
            {move || {
                let lang = session.lang();
                let (present, rows) = all.get();
                let caption = tr!(lang, "compare.list.head");
                let rows = rows.into_iter().enumerate().map(|(at, (name, own))| row(session, lang, at, at == present, &name, own));
                view! {
                    <div class="scroll bleed" tabindex="0" role="region" aria-label=caption>
                        <table class="book compact scenario-list">
                            <caption><b>{caption}</b></caption>
                            <thead><tr>
                                <th class="l" scope="col">{tr!(lang, "compare.list.name")}</th>
                                <th class="l" scope="col">{tr!(lang, "compare.list.own")}</th>
                                <th scope="col"><span class="vh">{tr!(lang, "compare.list.deeds")}</span></th>
                            </tr></thead>
                            <tbody>{rows.collect_view()}</tbody>
                        </table>
                    </div>
                    <p class="tnote">{tr!(lang, "compare.list.undo")}</p>
                }
            }}
        </div>
    }
}

/// Whether inputs and coefficients are its own.
fn owns(scenario: &Scenario) -> (bool, bool) {
    (
        !scenario.inputs.is_shared(),
        !scenario.coefficients.is_shared(),
    )
}

fn row(
    session: Session,
    lang: Lang,
    at: usize,
    is_present: bool,
    name: &str,
    own: (bool, bool),
) -> AnyView {
    let shown = scenario(lang, name);
    let own = match own {
        (true, false) => tr!(lang, "compare.list.own_inputs"),
        (false, true) => tr!(lang, "compare.list.own_coefficients"),
        _ => tr!(lang, "compare.list.own_both"),
    };
    let before = name.to_owned();
    let rename = move |event: leptos::ev::Event| {
        let wanted = event_target_value(&event);
        if !session.edit(|s| s.rename_scenario(at, &wanted))
            && let Some(field) = event
                .target()
                .and_then(|t| t.dyn_into::<HtmlInputElement>().ok())
        {
            field.set_value(&before);
        }
    };
    let named = if at == 0 && name.is_empty() {
        shown.clone().into_any()
    } else {
        view! {
            <input class="inp sm" type="text" maxlength=LONGEST_NAME.to_string() prop:value=name.to_owned()
                aria-label=tr!(lang, "compare.list.rename", name = &shown) on:change=rename />
        }
        .into_any()
    };
    let used = if is_present {
        view! { <span class="tag ok">{tr!(lang, "compare.list.in_use")}</span> }.into_any()
    } else {
        view! {
            <button class="btn small" aria-label=tr!(lang, "compare.list.use_name", name = &shown)
                on:click=move |_| { session.edit(|s| s.with_scenario(at)); }>{tr!(lang, "compare.list.use")}</button>
        }
        .into_any()
    };
    let is_named_baseline = at == 0 && !name.is_empty();
    let others = (at > 0).then(|| view! {
        <button class="btn small" aria-label=tr!(lang, "compare.list.make_baseline_name", name = &shown)
            on:click=move |_| { session.edit(|s| s.make_baseline(at, tr!(lang, "compare.former_baseline"))); }>{tr!(lang, "compare.list.make_baseline")}</button>
        <button class="btn small plain" aria-label=tr!(lang, "compare.list.remove_name", name = &shown)
            on:click=move |_| { session.edit(|s| s.remove_scenario(at)); super::to_top(); }>{tr!(lang, "compare.list.remove")}</button>
    });
    view! {
        <tr>
            <th scope="row">{named}{is_named_baseline.then(|| view! { " "<span class="tag">{tr!(lang, "compare.baseline")}</span> })}</th>
            <td class="l">{own}</td>
            <td><div class="row end">{used}{others}</div></td>
        </tr>
    }
    .into_any()
}
