//! Whether csv files begin with the byte-order mark: Excel needs it, some programs take it for a part of the first heading.

use gloo_storage::{LocalStorage, Storage};
use leptos::prelude::*;

use crate::app::session::Session;
use crate::exchange::csv::Mark;
use crate::tr;

const KEY: &str = "tanheng.csv";
const PLAIN: &str = "plain";

/// As chosen on this device; with the mark where nothing was.
pub fn csv_mark() -> Mark {
    match LocalStorage::raw().get_item(KEY) {
        Ok(Some(chosen)) if chosen == PLAIN => Mark::Without,
        _ => Mark::With,
    }
}

/// The choice. A browser that keeps nothing writes the mark.
#[component]
pub fn PlainCsv() -> impl IntoView {
    let session = Session::get();
    let choose = move |event| {
        let storage = LocalStorage::raw();
        let _ = if event_target_checked(&event) {
            storage.set_item(KEY, PLAIN)
        } else {
            storage.remove_item(KEY)
        };
    };
    view! {
        <label class="inl plain-csv">
            <input type="checkbox" checked=csv_mark() == Mark::Without on:change=choose />
            {move || tr!(session.lang(), "file.plain_csv")}
        </label>
    }
}
