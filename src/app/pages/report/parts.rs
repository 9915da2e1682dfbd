//! Tables, figures and formulas as they stand on paper.

use leptos::prelude::*;

use crate::chart::Picture;
use crate::core::explain;
use crate::exchange::table::DataTable;

/// Width figures are drawn for, px: the text of an A4 page with its margins.
pub const WIDE: f64 = 612.0;

/// A three-line table with its number and title.
pub fn table(caption: String, data: DataTable, note: Option<String>) -> AnyView {
    let head = data.head.into_iter().enumerate();
    let head = head.map(|(i, text)| view! { <th scope="col" class:l=i == 0>{text}</th> });
    let rows = data.rows.into_iter().map(|row| {
        let cells = row.into_iter().enumerate().map(|(i, text)| {
            if i == 0 {
                view! { <th scope="row">{text}</th> }.into_any()
            } else {
                view! { <td>{text}</td> }.into_any()
            }
        });
        view! { <tr>{cells.collect_view()}</tr> }
    });
    let label = caption.clone();
    view! {
        <div class="rs" tabindex="0" role="region" aria-label=label><table class="book r"><caption>{caption}</caption>
            <thead><tr>{head.collect_view()}</tr></thead><tbody>{rows.collect_view()}</tbody></table></div>
        {note.map(|text| view! { <p class="tn">{text}</p> })}
    }
    .into_any()
}

/// A figure with its number, title and source.
pub fn figure(caption: String, picture: Picture, source: String) -> AnyView {
    view! {
        <figure class="rf"><div inner_html=picture.svg></div><figcaption>{caption}<br /><small>{source}</small></figcaption></figure>
    }
    .into_any()
}

/// A formula with its number at the right.
pub fn formula(id: &str, number: usize) -> AnyView {
    let mathml = explain::mathml(id).unwrap_or_default().to_owned();
    let label = format!("（{number}）");
    view! { <div class="eq" tabindex="0" role="group" aria-label=label><span inner_html=mathml></span><span>{format!("（{number}）")}</span></div> }.into_any()
}
