//! Which account the later steps read: computed from the inputs, or printed in a paper.

use leptos::prelude::*;

use super::segment::Segment;
use crate::app::session::Session;
use crate::core::study::{Basis, Study};
use crate::tr;
use crate::words::Lang;

/// The switch; nothing where no paper printed an account.
#[component]
pub fn BasisSwitch() -> impl IntoView {
    let session = Session::get();
    let table = Memo::new(move |_| table_of(&session.study()).map(str::to_owned));
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

/// Number of the printed account table.
fn table_of(study: &Study) -> Option<&str> {
    let account = study.published.as_ref()?.account.as_ref()?;
    Some(&account.table)
}

/// The data of a basis as a sentence names them.
pub fn basis_name(lang: Lang, study: &Study, basis: Basis) -> String {
    match (basis, table_of(study)) {
        (_, None) => tr!(lang, "basis.own").to_owned(),
        (Basis::Inputs, Some(_)) => tr!(lang, "basis.inputs_in_text").to_owned(),
        (Basis::Published, Some(table)) => tr!(lang, "basis.published", table = table),
    }
}

/// The printed table as a sentence names it.
pub fn printed_name(lang: Lang, study: &Study) -> String {
    basis_name(lang, study, Basis::Published)
}
