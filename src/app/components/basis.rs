//! Which account the later steps read: computed from the inputs, or printed in a paper.

use leptos::prelude::*;

use super::segment::Segment;
use crate::app::session::Session;
use crate::core::study::Basis;
use crate::tr;
use crate::words::printed_table;

/// The switch; nothing where no paper printed an account.
#[component]
pub fn BasisSwitch() -> impl IntoView {
    let session = Session::get();
    let table = Memo::new(move |_| printed_table(&session.study()).map(str::to_owned));
    let options = Signal::derive(move || {
        let lang = session.lang();
        let table = table.get().unwrap_or_default();
        vec![
            ("inputs", tr!(lang, "basis.inputs").to_owned()),
            ("published", tr!(lang, "basis.published", table = table)),
        ]
    });
    let value = Signal::derive(move || match session.study().choices.basis {
        Basis::Inputs => "inputs",
        Basis::Published => "published",
    });
    let choose = move |id: &'static str| {
        let basis = match id {
            "published" => Basis::Published,
            _ => Basis::Inputs,
        };
        if session.study_now().choices.basis != basis {
            session.choose(|study| study.choices.basis = basis);
        }
    };
    let label = Signal::derive(move || tr!(session.lang(), "basis.label").to_owned());
    move || {
        table
            .with(Option::is_some)
            .then(|| view! { <Segment label=label options=options value=value on_choose=choose /> })
    }
}
