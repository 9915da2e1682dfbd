//! Which ratio, which year, which coefficients.

use leptos::prelude::*;

use super::Page;
use crate::app::components::segment::Segment;
use crate::app::components::year_slider::YearSlider;
use crate::app::session::Session;
use crate::core::carbon_oxygen::Element;
use crate::tr;
use crate::words::oxygen::set_name;

/// The row of choices.
#[component]
pub fn Controls(page: Page) -> impl IntoView {
    let session = Session::get();
    let years = Signal::derive(move || page.step.with(|step| step.complete.clone()));
    let year = Signal::derive(move || page.year());
    let choose_year = move |to: i32| {
        session.adjust("oxygen.year", move |s| {
            s.choices.carbon_oxygen.base_year = Some(to);
        });
    };
    let has_years = Memo::new(move |_| years.with(|y| y.len() > 1));
    view! {
        <div class="row oxygen-figures">
            <Elements page />
            {move || has_years.get().then(|| view! { <YearSlider years year on_change=choose_year /> })}
            <CoefficientSets />
        </div>
    }
}

/// Carbon or oxygen.
#[component]
pub fn Elements(page: Page) -> impl IntoView {
    let session = Session::get();
    let options = Signal::derive(move || {
        let lang = session.lang();
        vec![
            ("carbon", tr!(lang, "oxygen.element.carbon").to_owned()),
            ("oxygen", tr!(lang, "oxygen.element.oxygen").to_owned()),
        ]
    });
    let value = Signal::derive(move || match page.element.get() {
        Element::Carbon => "carbon",
        Element::Oxygen => "oxygen",
    });
    let choose = move |id: &'static str| {
        page.element.set(match id {
            "oxygen" => Element::Oxygen,
            _ => Element::Carbon,
        });
    };
    view! {
        <div class="field">
            <span class="lab">{session.word(|l| tr!(l, "oxygen.element.label"))}</span>
            <div><Segment label=session.word(|l| tr!(l, "oxygen.element.label")) options value on_choose=choose /></div>
        </div>
    }
}

/// The named sets, where there is more than one.
#[component]
fn CoefficientSets() -> impl IntoView {
    let session = Session::get();
    let sets = Memo::new(move |_| session.study().coefficient_sets.clone());
    let present = Memo::new(move |_| session.study().coefficient_set.clone());
    let button = move |set: String| {
        let (chosen, is_here) = (set.clone(), set.clone());
        let name = set_name(session.lang(), &set);
        view! {
            <button type="button" aria-pressed=move || (present.get() == is_here).to_string()
                on:click=move |_| { session.edit(|s| s.use_coefficient_set(&chosen)); }>{name}</button>
        }
    };
    view! {
        {move || (sets.get().len() > 1).then(|| view! {
            <div class="field">
                <span class="lab">{tr!(session.lang(), "data.set.label")}</span>
                <div><div class="seg" role="group" aria-label=tr!(session.lang(), "data.set.label")>
                    {sets.get().into_iter().map(button).collect_view()}
                </div></div>
            </div>
        })}
    }
}
