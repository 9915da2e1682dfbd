//! What the panels of the method need of the step.

use leptos::prelude::*;

use super::{Shown, method};
use crate::app::session::Session;
use crate::core::study::{CarbonBasis, ZoningInputs};
use crate::steps::zones::BasisUsed;

/// Levels and rules of the balance shown.
#[component]
pub fn BalanceMethod(shown: Shown) -> impl IntoView {
    let session = Session::get();
    let years = Signal::derive(move || {
        let study = session.study();
        let first = match study.zoning.as_ref().map(|z| &z.inputs) {
            Some(ZoningInputs::Balance { emission, .. }) => emission.clone(),
            _ => None,
        };
        let sheet = first.and_then(|indicator| study.column(&indicator));
        match sheet {
            Some((sheet, _)) => {
                let mut years: Vec<i32> = sheet.rows.iter().map(|r| r.year).collect();
                years.sort_unstable();
                years.dedup();
                years
            }
            None => study.years(),
        }
    });
    let used = Signal::derive(move || shown.get().years.clone());
    view! { <method::BalanceMethod years used /> }
}

/// Classes and merge table of the supply shown.
#[component]
pub fn SupplyMethod(shown: Shown) -> impl IntoView {
    let session = Session::get();
    let bounds = Signal::derive(move || {
        let step = shown.get();
        let found = step.result.supply().map(|s| &s.classification);
        found.map_or_else(Vec::new, |c| {
            std::iter::once(c.least)
                .chain(c.breaks.iter().copied())
                .collect()
        })
    });
    let merge = Signal::derive(move || {
        let step = shown.get();
        let found = step.result.supply();
        found.map_or_else(Vec::new, |s| s.merge.clone())
    });
    let is_mixed = Signal::derive(move || {
        let step = shown.get();
        let found = step.result.supply();
        let is_converted = found.is_some_and(|s| s.basis != BasisUsed::Agree);
        is_converted || session.study().choices.zones.carbon_basis == CarbonBasis::AsPrinted
    });
    view! { <method::SupplyMethod bounds merge is_mixed /> }
}
