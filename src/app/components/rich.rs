//! Sentences with numbers set apart, and titles that break by phrase.

use leptos::prelude::*;

/// A message whose places become bold numbers. Values are text nodes, whatever they hold.
pub fn with_numbers(message: &str, values: &[(&str, String)]) -> AnyView {
    let mut parts: Vec<AnyView> = Vec::new();
    let mut rest = message;
    while let Some((before, after)) = rest.split_once('{') {
        parts.push(before.to_owned().into_any());
        let Some((name, tail)) = after.split_once('}') else {
            break;
        };
        if let Some((_, value)) = values.iter().find(|(n, _)| *n == name) {
            parts.push(view! { <b class="num">{value.clone()}</b> }.into_any());
        }
        rest = tail;
    }
    parts.push(rest.to_owned().into_any());
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
