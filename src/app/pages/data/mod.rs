//! The data step: sheets, coefficients, and what the last paste was taken for.

mod coefficient_field;
mod coefficient_panel;
mod coefficient_table;
mod files;
mod head;
mod import;
mod notes;
mod page;
mod table_file;
mod tabs;

use leptos::prelude::*;

use crate::app::components::sheet::{Editor, SheetEditor};
use page::Page;

/// Name of the tab that shows all coefficients.
const COEFFICIENTS: &str = "coefficients";

/// The page.
#[component]
pub fn Data() -> impl IntoView {
    let page = Page::new();
    files::listen(page);
    let body = move || {
        let tab = page.tab.get();
        if tab == COEFFICIENTS {
            page.editor.set_value(None);
            return view! { <coefficient_table::CoefficientTable /> }.into_any();
        }
        let editor = Editor::new(tab, page.chosen, page.copied);
        page.editor.set_value(Some(editor));
        view! {
            <SheetEditor editor on_table=page.on_table() />
            <notes::Notes editor />
        }
        .into_any()
    };
    move || {
        if let Some(pending) = page.pending.get() {
            page.editor.set_value(None);
            // Another language draws it anew.
            let _ = page.session.lang.get();
            return view! { <import::Import page pending /> }.into_any();
        }
        view! {
            <head::Head page />
            <div class="cols data-cols">
                <div>
                    <tabs::Tabs page />
                    <div role="tabpanel" id="data-panel" aria-labelledby=move || tabs::tab_id(&page.tab.get())>{body}</div>
                </div>
                <coefficient_panel::Panel page />
            </div>
        }
        .into_any()
    }
}
