//! Carbon by class as a paper printed it.

use leptos::prelude::*;

use crate::app::session::Session;
use crate::core::number::{THIN, fixed};
use crate::tr;

/// The table, where the study's paper has one.
#[component]
pub fn Printed() -> impl IntoView {
    let session = Session::get();
    move || {
        let (lang, study) = (session.lang(), session.study());
        let printed = study.zoning.as_ref()?.published.as_ref()?;
        if printed.classes.is_empty() {
            return None;
        }
        let mut classes = printed.classes.clone();
        classes.sort_by(|a, b| b.storage.total_cmp(&a.storage));
        let rows: Vec<AnyView> = classes
            .iter()
            .map(|class| {
                view! {
                    <tr>
                        <th scope="row">{lang.pick(&class.name).to_owned()}</th>
                        <td>{fixed(class.storage, 2)}</td>
                        <td>{format!("{}{THIN}%", fixed(class.share, 2))}</td>
                    </tr>
                }
                .into_any()
            })
            .collect();
        let total: f64 = classes.iter().map(|c| c.storage).sum();
        let title = tr!(lang, "stock.printed.title");
        Some(view! {
            <section class="section">
                <div class="scroll bleed" tabindex="0" role="region" aria-label=title>
                    <table class="book compact">
                        <caption><b>{title}</b>{tr!(lang, "stock.printed.note")}</caption>
                        <thead><tr>
                            <th class="l" scope="col">{tr!(lang, "stock.printed.class")}</th>
                            <th class="t-prt" scope="col">{tr!(lang, "stock.printed.storage")}<span class="unit">{lang.unit("MtC")}</span></th>
                            <th class="t-prt" scope="col">{tr!(lang, "stock.printed.share")}</th>
                        </tr></thead>
                        <tbody>{rows}</tbody>
                        <tfoot><tr><th scope="row">{tr!(lang, "stock.table.total")}</th><td>{fixed(total, 2)}</td><td></td></tr></tfoot>
                    </table>
                </div>
            </section>
        })
    }
}
