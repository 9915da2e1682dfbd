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
                Some(tr!(lang, "storage.unsaved"))
            }
            Saving::Untouched => None,
            Saving::Restored => Some(tr!(lang, "storage.restored")),
            Saving::Pending => Some(tr!(lang, "storage.saving")),
            Saving::Saved => Some(tr!(lang, "storage.saved")),
            Saving::NotSaved(_) => Some(tr!(lang, "storage.unsaved")),
        }
    };
    let is_unsaved = move || matches!(storage.saving.get(), Saving::NotSaved(_));
    view! {
        <span role="status">
            {move || word().map(|word| view! { <span class="saved" class:lost=is_unsaved>{word}</span> })}
        </span>
    }
}
