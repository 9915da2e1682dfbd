//! Numbers as they stand in cells, and the button that reads a unit.

use leptos::prelude::*;

use super::Page;
use crate::core::number::{fixed, grouped_always};

/// From here on a number has five digits.
const FIVE_DIGITS: f64 = 9_999.5;

/// What stands where there is no number.
pub fn dash() -> String {
    "—".to_owned()
}

/// A column with as many decimals in every row; thin spaces in all of it where one number needs them.
pub fn column(values: &[Option<f64>], decimals: usize) -> Vec<String> {
    let is_long = values.iter().flatten().any(|v| v.abs() >= FIVE_DIGITS);
    let written = |v: f64| {
        if is_long {
            grouped_always(v, decimals)
        } else {
            fixed(v, decimals)
        }
    };
    values
        .iter()
        .map(|v| v.map_or_else(dash, written))
        .collect()
}

/// A ratio.
pub fn ratio(value: Option<f64>) -> String {
    value.map_or_else(dash, |v| fixed(v, 2))
}

/// Two ends.
pub fn span(low: String, high: String) -> String {
    format!("{low} – {high}")
}

/// The name of a unit; pressing it reads the unit everywhere.
pub fn unit_button(page: Page, unit: usize, name: String) -> AnyView {
    let is_on = move || page.selected.get() == Some(unit);
    view! {
        <button type="button" class="tbtn" aria-pressed=move || is_on().to_string()
            on:click=move |_| page.selected.set(Some(unit))>{name}</button>
    }
    .into_any()
}

/// A button below a table that shows all of its rows, or the first few.
pub fn more(is_whole: RwSignal<bool>, text: String) -> AnyView {
    view! {
        <button type="button" class="btn small" on:click=move |_| is_whole.update(|w| *w = !*w)>{text}</button>
    }
    .into_any()
}
