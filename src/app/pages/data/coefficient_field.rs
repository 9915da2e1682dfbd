//! One coefficient: its value with unit, where it comes from, and whether it was changed.

use leptos::prelude::*;

use crate::app::components::icon::Icon;
use crate::app::session::Session;
use crate::core::number::significant;
use crate::core::problem::{Problem, Report};
use crate::tr;

/// Digits that show a coefficient in full.
const DIGITS: usize = 12;

/// The field for the value. What is refused stays in the field with the reason beneath it.
#[component]
pub fn ValueField(
    /// Id of the coefficient.
    id: String,
    /// Id of the element that labels the field.
    label: String,
    /// Where the refusal is told.
    fault: RwSignal<Option<Problem>>,
) -> impl IntoView {
    let session = Session::get();
    let state = {
        let id = id.clone();
        Memo::new(move |_| {
            let study = session.study();
            let c = study.coefficient(&id)?;
            let is_edited = c.is_edited(&study.coefficient_set);
            Some((c.value, c.unit.code().to_owned(), is_edited))
        })
    };
    // Another value, from wherever, ends the refusal.
    Effect::new(move |_| {
        state.track();
        fault.set(None);
    });
    let text = move || {
        state
            .get()
            .map(|s| significant(s.0, DIGITS))
            .unwrap_or_default()
    };
    // A pure number has no unit to show.
    let unit = move || {
        let state = state.get().filter(|s| s.1 != "1");
        state.map(|s| session.lang().unit(&s.1)).unwrap_or_default()
    };
    let is_edited = move || state.get().is_some_and(|s| s.2);
    let fault_id = format!("fault-{id}");
    let describes = fault_id.clone();
    let change = move |event| {
        let typed = event_target_value(&event);
        if typed == text() {
            fault.set(None);
            return;
        }
        match session.study_now().set_coefficient(&id, &typed) {
            Ok(study) => {
                fault.set(None);
                session.put(study);
            }
            Err(error) => fault.set(Some(error.problem())),
        }
    };
    view! {
        <span class="inp" class:edited=is_edited class:err=move || fault.get().is_some()>
            <input inputmode="decimal" autocomplete="off" aria-labelledby=label
                aria-invalid=move || fault.get().map(|_| "true")
                aria-describedby=move || fault.get().map(|_| describes.clone())
                prop:value=text on:change=change />
            <span class="u">{unit}</span>
        </span>
        {move || fault.get().map(|problem| view! {
            <p class="coef-fault" id=fault_id.clone() role="alert">{session.say(&problem)}</p>
        })}
    }
}

/// “changed, preset 0.4709” with what brings the preset back; nothing when it is the preset.
#[component]
pub fn EditedMark(id: String) -> impl IntoView {
    let session = Session::get();
    let preset = {
        let id = id.clone();
        Memo::new(move |_| {
            let study = session.study();
            let c = study.coefficient(&id)?;
            let set = &study.coefficient_set;
            c.is_edited(set).then(|| c.preset_in(set)).flatten()
        })
    };
    let id = StoredValue::new(id);
    let reset = move |_| {
        session.edit(|s| s.reset_coefficient(&id.get_value()));
    };
    move || {
        preset.get().map(|value| {
            let lang = session.lang();
            let name = lang.name(&format!("coefficient.{}", id.get_value()));
            view! {
                <span class="tag edit"><Icon name="edit" />{tr!(lang, "data.coefficient.edited", preset = significant(value, DIGITS))}</span>
                <button class="tbtn link" aria-label=tr!(lang, "data.coefficient.reset_one", name = name) on:click=reset>
                    {tr!(lang, "data.coefficient.reset")}
                </button>
            }
        })
    }
}
