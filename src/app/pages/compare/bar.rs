//! Above every page of a study with scenarios: which one is edited.

use leptos::prelude::*;

use crate::app::session::Session;
use crate::app::shell::go;
use crate::app::url_state::{Step, href};
use crate::tr;
use crate::words::{Lang, compare::scenario};

/// What the bar says.
#[derive(Clone, PartialEq)]
struct Said {
    present: usize,
    names: Vec<String>,
    /// Whether inputs and coefficients are shared with the baseline.
    shares: (bool, bool),
}

/// The bar; nothing for a study without scenarios.
#[component]
pub fn ScenarioBar() -> impl IntoView {
    let session = Session::get();
    let said = Memo::new(move |_| {
        let study = session.study();
        let all = &study.scenarios;
        let present = all.list.get(all.present)?;
        Some(Said {
            present: all.present,
            names: all.list.iter().map(|s| s.name.clone()).collect(),
            shares: (present.inputs.is_shared(), present.coefficients.is_shared()),
        })
    });
    let choose = move |event| {
        if let Ok(at) = event_target_value(&event).parse::<usize>() {
            session.edit(|s| s.with_scenario(at));
        }
    };
    move || {
        let said = said.get()?;
        let lang = session.lang();
        let options = said.names.iter().enumerate().map(|(at, name)| {
            view! { <option value=at.to_string() selected=at == said.present>{scenario(lang, name)}</option> }
        });
        let is_here = session.step.get() == Step::Compare;
        Some(view! {
            <div class="scenario-bar" role="region" aria-label=tr!(lang, "compare.bar.label")>
                <label class="inl"><b>{tr!(lang, "compare.bar.label")}</b>" "<span class="inp sel">
                    <select on:change=choose>{options.collect_view()}</select></span>
                </label>
                <span class="mute">{shares(lang, &said)}</span>
                {(!is_here).then(|| view! {
                    <a href=href(Step::Compare) on:click=move |event| go(session, Step::Compare, &event)>{tr!(lang, "compare.bar.compare")}</a>
                })}
            </div>
        })
    }
}

fn shares(lang: Lang, said: &Said) -> &'static str {
    match said.shares {
        _ if said.present == 0 => tr!(lang, "compare.bar.baseline"),
        (true, _) => tr!(lang, "compare.bar.shared_inputs"),
        (_, true) => tr!(lang, "compare.bar.shared_coefficients"),
        _ => tr!(lang, "compare.bar.own"),
    }
}
