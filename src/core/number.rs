//! How a number is written: fixed decimals, thin-space grouping, a true minus sign. Rounding happens here and nowhere else.

/// Writes `value` with `decimals` decimals, a true minus sign and no grouping.
///
/// ```
/// assert_eq!(tanheng::core::number::fixed(-13.645, 1), "−13.6");
/// assert_eq!(tanheng::core::number::fixed(-0.001, 2), "0.00");
/// ```
pub fn fixed(value: f64, decimals: usize) -> String {
    let text = format!("{value:.decimals$}");
    match text.strip_prefix('-') {
        Some(rest) if rest.bytes().all(|b| b == b'0' || b == b'.') => rest.to_owned(),
        Some(rest) => format!("−{rest}"),
        None => text,
    }
}
