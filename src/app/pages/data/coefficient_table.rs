//! Every coefficient in one table, with a search.

use leptos::prelude::*;

use super::coefficient_field::{EditedMark, ValueField};
use crate::app::session::Session;
use crate::core::number::significant;
use crate::core::problem::Problem;
use crate::tr;
use crate::words::locator;

#[component]
pub fn CoefficientTable() -> impl IntoView {
    let session = Session::get();
    let lang = move || session.lang();
    let search = RwSignal::new(String::new());
    let sets = Memo::new(move |_| session.study().coefficient_sets.clone());
    let ids = Memo::new(move |_| {
        let study = session.study();
        let asked = search.get().trim().to_lowercase();
        let lang = session.lang();
        let matches = |id: &str| {
            let name = lang.name(&format!("coefficient.{id}")).to_lowercase();
            asked.is_empty() || name.contains(&asked) || id.contains(&asked)
        };
        let all = study.coefficients.iter().map(|c| c.id.clone());
        all.filter(|id| matches(id)).collect::<Vec<String>>()
    });
    view! {
        <div class="sheet-box coef-all">
            <div class="sheet-bar">
                <label class="row">
                    <span>{move || tr!(lang(), "data.coefficient.search")}</span>
                    <span class="inp"><input type="search" prop:value=move || search.get() on:input=move |event| search.set(event_target_value(&event)) /></span>
                </label>
                <span class="mute" role="status">{move || tr!(lang(), "data.coefficient.found", n = ids.get().len())}</span>
            </div>
            <div class="scroll" tabindex="0" role="region" aria-label=move || tr!(lang(), "data.coefficient.label")>
                <table class="book">
                    <thead><tr>
                        <th class="l" scope="col">{move || tr!(lang(), "data.coefficient.name")}</th>
                        <th class="l" scope="col">{move || tr!(lang(), "data.coefficient.value")}</th>
                        {move || sets.get().into_iter().map(|s| view! { <th scope="col">{lang().name(&format!("data.set.{s}"))}</th> }).collect_view()}
                        <th class="l" scope="col">{move || tr!(lang(), "data.coefficient.source")}</th>
                        <th class="l" scope="col">{move || tr!(lang(), "data.coefficient.state")}</th>
                    </tr></thead>
                    <tbody><For each=move || ids.get() key=Clone::clone children=move |id| view! { <Line id sets /> } /></tbody>
                </table>
            </div>
        </div>
    }
}

#[component]
fn Line(id: String, sets: Memo<Vec<String>>) -> impl IntoView {
    let session = Session::get();
    let fault = RwSignal::new(None::<Problem>);
    let label = format!("all-{id}");
    let key = format!("coefficient.{id}");
    let this = StoredValue::new(id.clone());
    let presets = move || {
        let study = session.study();
        let c = study.coefficient(&this.get_value())?.clone();
        let cell = |set: String| {
            let value = c.preset.get(&set).map(|v| significant(*v, 12));
            view! { <td>{value.unwrap_or_else(|| "—".to_owned())}</td> }
        };
        Some(sets.get().into_iter().map(cell).collect_view())
    };
    let source = move || {
        let study = session.study();
        let lang = session.lang();
        study.coefficient(&this.get_value()).map(|c| {
            view! { {locator(lang, c)}" "<span class="tag line">{format!("{:?}", c.tier)}</span> }
        })
    };
    view! {
        <tr class="coef-line">
            <th scope="row" id=label.clone()>{move || session.lang().name(&key)}</th>
            <td class="l"><ValueField id=id.clone() label fault /></td>
            {presets}
            <td class="l">{source}</td>
            <td class="l"><EditedMark id /></td>
        </tr>
    }
}
