//! A small picture without a frame: its numbers stand in the words or the table beside it.

use leptos::html::Div;
use leptos::prelude::*;

use super::figure::watch_width;
use crate::chart::Picture;

/// Draws a picture for the width it has.
#[component]
pub fn Plot(
    /// Draws the picture for a width in px.
    draw: impl Fn(f64) -> Option<Picture> + Send + Sync + 'static,
) -> impl IntoView {
    let place = NodeRef::<Div>::new();
    let width = RwSignal::new(0.0_f64);
    watch_width(place, width);
    let svg = move || {
        let width = width.get();
        (width > 0.0)
            .then(|| draw(width))
            .flatten()
            .map_or_else(String::new, |picture| picture.svg)
    };
    view! { <div class="plot" node_ref=place inner_html=svg></div> }
}
