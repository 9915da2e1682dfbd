//! What the land needed is computed from: share, target year, years fitted and models.

use leptos::prelude::*;

use super::Needed;
use crate::app::components::number_field::NumberField;
use crate::app::pages::oxygen::Page;
use crate::app::pages::oxygen::controls::Elements;
use crate::app::session::Session;
use crate::core::carbon_oxygen::check_share;
use crate::core::forecast::ModelName;
use crate::core::number;
use crate::core::study::CarbonOxygenChoices;
use crate::tr;
use crate::words::forecast::model_title;
use crate::words::oxygen::{read_share, share};

/// Models in the order of the table.
const MODELS: [ModelName; 4] = [
    ModelName::Linear,
    ModelName::Gm11,
    ModelName::MeanGrowth,
    ModelName::Naive,
];
const THIRD: f64 = 1.0 / 3.0;
/// Least share of the slider; the box beside it takes less.
const LEAST: f64 = 0.01;
/// Last target year: models of a few years' figures say nothing of what is later.
const LAST: i32 = 2060;

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
    let from = Signal::derive(move || chosen(session).fit_from);
    let to = Signal::derive(move || chosen(session).fit_to);
    let set_from = move |year: Option<i32>| set(session, |c| c.fit_from = year);
    let set_to = move |year: Option<i32>| set(session, |c| c.fit_to = year);
    let method = move || {
        let base = needed.with(|n| n.as_ref().map(|n| n.base_year));
        base.map(|year| tr!(session.lang(), "oxygen.land.method", year = year))
    };
    view! {
        <div class="panel">
            <h2>{session.word(|l| tr!(l, "oxygen.land.panel"))}</h2>
            <div class="stack-s">
                <Elements page />
                <Share />
                <Target page needed />
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
                <Models />
                <p class="tnote">{method}</p>
            </div>
        </div>
    }
}

/// What is possible, said once something else was typed or pressed.
#[component]
fn Refusal(#[prop(into)] text: Signal<Option<String>>) -> impl IntoView {
    view! { <span class="hint refusal" role="status">{move || text.get()}</span> }
}

/// The share that land takes up: a slider and a box that takes fractions too.
#[component]
fn Share() -> impl IntoView {
    let session = Session::get();
    let is_refused = RwSignal::new(false);
    let value = Signal::derive(move || chosen(session).share);
    let put = move |to: f64| {
        is_refused.set(false);
        if to.to_bits() != session.study_now().choices.carbon_oxygen.share.to_bits() {
            session.adjust("oxygen.share", move |s| s.choices.carbon_oxygen.share = to);
        }
    };
    let slid = move |event: leptos::ev::Event| {
        if let Some(to) = number::parse(&event_target_value(&event)) {
            put(to.clamp(LEAST, 1.0));
        }
    };
    let typed = move |event: leptos::ev::Event| {
        let read = read_share(&event_target_value(&event));
        match read.filter(|to| check_share(*to).is_ok()) {
            Some(to) => put(to),
            None => is_refused.set(true),
        }
        let now = session.study_now().choices.carbon_oxygen.share;
        event_target::<web_sys::HtmlInputElement>(&event).set_value(&share(now));
    };
    let is_third = move || value.get().to_bits() == THIRD.to_bits();
    let label = session.word(|l| tr!(l, "oxygen.land.share"));
    let refusal = Signal::derive(move || {
        let text = tr!(
            session.lang(),
            "oxygen.land.share_refused",
            share = share(value.get())
        );
        is_refused.get().then_some(text)
    });
    view! {
        <div>
            <div class="field">
                <span class="lab"><span>{label}</span><span class="mute">{session.word(|l| tr!(l, "oxygen.land.share_note"))}</span></span>
                <div class="range">
                    <input type="range" min=LEAST max="1" step="0.01" aria-label=label aria-valuetext=move || share(value.get())
                        prop:value=move || value.get().to_string()
                        on:input=slid on:dblclick=move |_| put(THIRD) />
                    <span class="inp">
                        <input inputmode="text" aria-label=label prop:value=move || share(value.get()) on:change=typed />
                    </span>
                </div>
                <Refusal text=refusal />
            </div>
            <button type="button" class="btn small" disabled=is_third on:click=move |_| put(THIRD)>
                {session.word(|l| tr!(l, "oxygen.land.third"))}
            </button>
        </div>
    }
}

/// The target year: later than every figure and than the land, or nothing is computed.
#[component]
fn Target(page: Page, needed: Needed) -> impl IntoView {
    let session = Session::get();
    let value = Memo::new(move |_| chosen(session).target_year);
    let first = Memo::new(move |_| {
        let fitted = needed.with(|n| n.as_ref().map(|n| n.fit.1.max(n.base_year)));
        let after = fitted.or_else(|| page.step.with(|step| step.base_year));
        after.map_or(1, |year| year + 1)
    });
    let allowed = Signal::derive(move || {
        tr!(
            session.lang(),
            "oxygen.land.target_refused",
            first = first.get(),
            last = LAST,
            year = value.get()
        )
    });
    let take = move |text: String| {
        let read = number::parse(text.trim()).filter(|year| year.fract() == 0.0);
        let possible = f64::from(first.get_untracked())..=f64::from(LAST);
        let year = read.filter(|year| possible.contains(year));
        if let Some(year) = year {
            set(session, |c| c.target_year = year as i32);
        }
        year.is_some()
    };
    view! {
        <NumberField id="oxygen-target" label=session.word(|l| tr!(l, "oxygen.land.target"))
            value=Signal::derive(move || value.get().to_string()) allowed take />
    }
}

/// The models, at least one of them.
#[component]
fn Models() -> impl IntoView {
    let session = Session::get();
    let is_refused = RwSignal::new(false);
    let boxes = MODELS.map(|model| {
        let toggle = move |event: leptos::ev::Event| {
            let now = session.study_now().choices.carbon_oxygen.methods.clone();
            let has = |m: &ModelName| now.contains(m) != (*m == model);
            let methods: Vec<ModelName> = MODELS.into_iter().filter(has).collect();
            is_refused.set(methods.is_empty());
            if methods.is_empty() {
                event_target::<web_sys::HtmlInputElement>(&event).set_checked(true);
            } else {
                set(session, |c| c.methods = methods);
            }
        };
        let name = Signal::derive(move || model_title(session.lang(), model).to_owned());
        view! {
            <label class="check">
                <input type="checkbox" prop:checked=move || chosen(session).methods.contains(&model) on:change=toggle />
                <span>{name}</span>
            </label>
        }
    });
    let refusal = Signal::derive(move || {
        let text = tr!(session.lang(), "oxygen.land.models_refused").to_owned();
        is_refused.get().then_some(text)
    });
    view! {
        <fieldset class="field">
            <legend class="lab">{session.word(|l| tr!(l, "oxygen.land.models"))}</legend>
            {boxes}
            <span class="hint">{session.word(|l| tr!(l, "oxygen.land.models_note"))}</span>
            <Refusal text=refusal />
        </fieldset>
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
