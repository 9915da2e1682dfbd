//! Sentences with numbers set apart, and titles that break by phrase.

use leptos::prelude::*;

use crate::words::pieces;

/// A message whose places become bold numbers. Values are text nodes, whatever they hold.
pub fn with_numbers(message: &str, values: &[(&str, String)]) -> AnyView {
    let mut parts: Vec<AnyView> = Vec::new();
    pieces(message, values, &mut |text, is_value| {
        let text = text.to_owned();
        parts.push(if is_value {
            view! { <b class="num">{text}</b> }.into_any()
        } else {
            text.into_any()
        });
    });
    parts.into_any()
}

/// A title in phrases parted by `|`: a line breaks between them before it breaks inside one.
pub fn phrases(title: &str) -> AnyView {
    let parts = title.split('|').map(|phrase| {
        // Space at the end of a box is swallowed, so it stands between the boxes.
        let space = phrase.ends_with(' ').then_some(" ");
        view! { <span class="ph">{phrase.trim_end().to_owned()}</span>{space} }
    });
    parts.collect_view().into_any()
}
