//! Duplicating the present inputs or coefficients as a scenario.

use leptos::prelude::*;

use crate::app::components::message::{Message, Tone};
use crate::app::components::segment::Segment;
use crate::app::session::Session;
use crate::app::shell::go;
use crate::app::url_state::{Step, href};
use crate::core::problem::{Problem, Report};
use crate::core::study::{Duplicate, EditError, LONGEST_NAME, Study};
use crate::tr;

/// The form.
#[component]
pub fn Make(
    /// Name of the scenario made last.
    added: RwSignal<Option<String>>,
) -> impl IntoView {
    let session = Session::get();
    let lang = move || session.lang();
    let name = RwSignal::new(String::new());
    let what = RwSignal::new("coefficients");
    let set = RwSignal::new(String::new());
    let refused = RwSignal::new(None::<Problem>);
    let suggested = move || {
        let word = tr!(lang(), "compare.make.default");
        session.study().free_scenario_name(word)
    };
    let options = Signal::derive(move || {
        let lang = lang();
        vec![
            (
                "coefficients",
                tr!(lang, "compare.make.coefficients").to_owned(),
            ),
            ("inputs", tr!(lang, "compare.make.inputs").to_owned()),
            ("both", tr!(lang, "compare.make.both").to_owned()),
        ]
    });
    let sets = Memo::new(move |_| session.study().coefficient_sets.clone());
    let add = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let typed = name.get_untracked();
        let wanted = if typed.trim().is_empty() {
            untrack(suggested)
        } else {
            typed
        };
        let made = make(
            &session.study_now(),
            &wanted,
            what.get_untracked(),
            &set.get_untracked(),
        );
        match made {
            Ok(study) => {
                refused.set(None);
                added.set(study.scenario_name().map(str::to_owned));
                session.notice.set(None);
                session.put(study);
                name.set(String::new());
                set.set(String::new());
                super::to_top();
            }
            Err(error) => {
                added.set(None);
                refused.set(Some(error.problem()));
            }
        }
    };
    view! {
        <form class="panel make-scenario" on:submit=add aria-labelledby="make-scenario">
            <h2 id="make-scenario">{move || tr!(lang(), "compare.make.head")}</h2>
            <label class="field"><span>{move || tr!(lang(), "compare.make.name")}</span>
                <input class="inp" type="text" maxlength=LONGEST_NAME.to_string() placeholder=suggested prop:value=name
                    aria-invalid=move || refused.get().is_some().then_some("true") aria-describedby="make-refused"
                    on:input=move |event| { name.set(event_target_value(&event)); refused.set(None); } />
            </label>
            <div class="field"><span>{move || tr!(lang(), "compare.make.what")}</span>
                <Segment label=Signal::derive(move || tr!(lang(), "compare.make.what").to_owned()) options=options value=what on_choose=move |id| what.set(id) />
            </div>
            {move || (sets.with(|s| s.len() > 1) && what.get() != "inputs").then(|| {
                let lang = lang();
                view! {
                    <label class="field"><span>{tr!(lang, "compare.make.set")}</span><span class="inp sel">
                        <select on:change=move |event| set.set(event_target_value(&event)) prop:value=set>
                            <option value="">{tr!(lang, "compare.make.as_now")}</option>
                            {sets.get().into_iter().map(|id| {
                                let name = lang.name(&format!("data.set.{id}"));
                                view! { <option value=id>{name}</option> }
                            }).collect_view()}
                        </select></span>
                    </label>
                }
            })}
            <div id="make-refused" role="alert">{move || refused.get().map(|p| view! { <p class="field-error">{session.say(&p)}</p> })}</div>
            <button class="btn primary">{move || tr!(lang(), "compare.make.add")}</button>
            <p class="tnote">{move || tr!(lang(), "compare.make.shared")}</p>
        </form>
    }
}

/// What was made last, with the way to change it.
#[component]
pub fn Added(added: RwSignal<Option<String>>) -> impl IntoView {
    let session = Session::get();
    view! {
        <div role="status" class="notice">{move || added.get().filter(|name| session.study().scenario_name() == Some(name)).map(|name| {
            let lang = session.lang();
            view! {
                <Message tone=Tone::Ok>{tr!(lang, "compare.make.added", name = name)}" "
                    <a href=href(Step::Data) on:click=move |event| go(session, Step::Data, &event)>{tr!(lang, "compare.make.to_data")}</a>
                </Message>
            }
        })}</div>
    }
}

fn make(study: &Study, name: &str, what: &str, set: &str) -> Result<Study, EditError> {
    let what = match what {
        "inputs" => Duplicate::Inputs,
        "both" => Duplicate::Both,
        _ => Duplicate::Coefficients,
    };
    let made = study.add_scenario(name, what)?;
    if set.is_empty() || what == Duplicate::Inputs {
        return Ok(made);
    }
    made.use_coefficient_set(set)
}
