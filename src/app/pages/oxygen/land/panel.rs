//! What the land needed is computed from: share, target year, years fitted and models.

use leptos::prelude::*;

use super::Needed;
use crate::app::components::slider::Slider;
use crate::app::pages::oxygen::Page;
use crate::app::pages::oxygen::controls::Elements;
use crate::app::session::Session;
use crate::core::forecast::ModelName;
use crate::core::study::CarbonOxygenChoices;
use crate::tr;
use crate::words::forecast::model_title;

/// Models in the order of the table.
const MODELS: [ModelName; 4] = [
    ModelName::Linear,
    ModelName::Gm11,
    ModelName::MeanGrowth,
    ModelName::Naive,
];
const THIRD: f64 = 1.0 / 3.0;
const LEAST: f64 = 0.05;

fn chosen(session: Session) -> CarbonOxygenChoices {
    session.study().choices.carbon_oxygen.clone()
}

/// Changes a setting unless it stays the same.
fn set(session: Session, change: impl FnOnce(&mut CarbonOxygenChoices)) {
    let mut choices = session.study_now().choices.carbon_oxygen.clone();
    change(&mut choices);
    if choices != session.study_now().choices.carbon_oxygen {
        session.choose(|s| s.choices.carbon_oxygen = choices);
    }
}

/// The panel.
#[component]
pub fn Choices(page: Page, needed: Needed) -> impl IntoView {
    let session = Session::get();
    let share = Signal::derive(move || chosen(session).share);
    let slide = move |to: f64| {
        if to.to_bits() != session.study_now().choices.carbon_oxygen.share.to_bits() {
            session.adjust("oxygen.share", move |s| s.choices.carbon_oxygen.share = to);
        }
    };
    let target = Signal::derive(move || Some(chosen(session).target_year));
    let from = Signal::derive(move || chosen(session).fit_from);
    let to = Signal::derive(move || chosen(session).fit_to);
    let set_target = move |year: Option<i32>| {
        set(session, |c| c.target_year = year.unwrap_or(c.target_year));
    };
    let set_from = move |year: Option<i32>| set(session, |c| c.fit_from = year);
    let set_to = move |year: Option<i32>| set(session, |c| c.fit_to = year);
    let models = MODELS.map(|model| view! { <ModelChoice model /> });
    let method = move || {
        let base = needed.with(|n| n.as_ref().map(|n| n.base_year));
        base.map(|year| tr!(session.lang(), "oxygen.land.method", year = year))
    };
    let is_third = move || share.get().to_bits() == THIRD.to_bits();
    view! {
        <div class="panel">
            <h2>{session.word(|l| tr!(l, "oxygen.land.panel"))}</h2>
            <div class="stack-s">
                <Elements page />
                <div>
                    <Slider label=session.word(|l| tr!(l, "oxygen.land.share")) note=session.word(|l| tr!(l, "oxygen.land.share_note"))
                        min=LEAST max=1.0 step=0.01 preset=THIRD decimals=3 value=share on_change=slide />
                    <button type="button" class="btn small" disabled=is_third on:click=move |_| slide(THIRD)>
                        {session.word(|l| tr!(l, "oxygen.land.third"))}
                    </button>
                </div>
                <div class="field">
                    <label for="oxygen-target">{session.word(|l| tr!(l, "oxygen.land.target"))}</label>
                    <YearBox id="oxygen-target" value=target on_change=set_target />
                </div>
                <fieldset class="field">
                    <legend class="lab">{session.word(|l| tr!(l, "oxygen.land.fit"))}</legend>
                    <div class="row">
                        <label class="inl" for="oxygen-from">{session.word(|l| tr!(l, "oxygen.land.fit_from"))}</label>
                        <YearBox id="oxygen-from" value=from on_change=set_from />
                        <label class="inl" for="oxygen-to">{session.word(|l| tr!(l, "oxygen.land.fit_to"))}</label>
                        <YearBox id="oxygen-to" value=to on_change=set_to />
                    </div>
                    <span class="hint">{session.word(|l| tr!(l, "oxygen.land.fit_note"))}</span>
                </fieldset>
                <fieldset class="field">
                    <legend class="lab">{session.word(|l| tr!(l, "oxygen.land.models"))}</legend>
                    {models}
                    <span class="hint">{session.word(|l| tr!(l, "oxygen.land.models_note"))}</span>
                </fieldset>
                <p class="tnote">{method}</p>
            </div>
        </div>
    }
}

#[component]
fn ModelChoice(model: ModelName) -> impl IntoView {
    let session = Session::get();
    let toggle = move |_| {
        set(session, |c| {
            let has = |m: &ModelName| c.methods.contains(m) != (*m == model);
            c.methods = MODELS.into_iter().filter(has).collect();
        });
    };
    view! {
        <label class="check">
            <input type="checkbox" prop:checked=move || chosen(session).methods.contains(&model) on:change=toggle />
            <span>{Signal::derive(move || model_title(session.lang(), model).to_owned())}</span>
        </label>
    }
}

/// A year, or none where the box is empty; what is no year does not stay in it.
#[component]
fn YearBox(
    id: &'static str,
    #[prop(into)] value: Signal<Option<i32>>,
    #[prop(into)] on_change: Callback<Option<i32>>,
) -> impl IntoView {
    let shown = move || value.get().map_or_else(String::new, |y| y.to_string());
    let change = move |event| {
        let typed = event_target_value(&event);
        let typed = typed.trim();
        let year = typed.parse::<i32>().ok().filter(|y| (1..=9999).contains(y));
        if typed.is_empty() || year.is_some() {
            on_change.run(year);
        }
        event_target::<web_sys::HtmlInputElement>(&event).set_value(&shown());
    };
    view! { <input id=id class="inp num" inputmode="numeric" prop:value=shown on:change=change /> }
}
