//! The word in the top bar.

use leptos::prelude::*;

use super::{Saving, Storage};
use crate::app::session::Session;
use crate::tr;

/// The word in the top bar.
#[component]
pub fn Status() -> impl IntoView {
    let session = Session::get();
    let storage = Storage::get();
    let word = move || {
        let lang = session.lang();
        match storage.saving.get() {
            // Edited before what keeps it has come.
            Saving::Untouched if session.rest.get().is_none() && session.can_step().0 => {
                Some((tr!(lang, "storage.unsaved"), false))
            }
            Saving::Untouched => None,
            Saving::Restored => Some((tr!(lang, "storage.restored"), false)),
            Saving::Pending => Some((tr!(lang, "storage.saving"), false)),
            Saving::Saved => Some((tr!(lang, "storage.saved"), false)),
            Saving::NotSaved(_) => Some((tr!(lang, "storage.unsaved"), true)),
        }
    };
    view! {
        <span role="status">
            {move || word().map(|(word, is_lost)| view! { <span class="saved" class:lost=is_lost>{word}</span> })}
        </span>
    }
}
