//! A map of tiles as small as a card has room for, without words.

use super::map::Tone;
use crate::core::geo::hex::{HALF_WIDTH, Hex};

const SIZE: (f64, f64) = (160.0, 46.0);

/// Tiles in their colours as a 160 × 46 px picture.
#[must_use]
pub fn tiles(all: &[(Hex, Tone)]) -> String {
    let centres: Vec<_> = all.iter().map(|(hex, _)| hex.centre()).collect();
    let fold = |of: fn(f64, f64) -> f64, start: f64, x: bool| {
        let values = centres.iter().map(|c| if x { c.x } else { c.y });
        values.fold(start, of)
    };
    let (left, right) = (
        fold(f64::min, f64::MAX, true),
        fold(f64::max, f64::MIN, true),
    );
    let (top, foot) = (
        fold(f64::min, f64::MAX, false),
        fold(f64::max, f64::MIN, false),
    );
    let mut marks = String::new();
    if !all.is_empty() {
        let (wide, tall) = (right - left + 2.0 * HALF_WIDTH, foot - top + 2.0);
        let scale = (SIZE.0 / wide).min((SIZE.1 - 2.0) / tall).min(12.0);
        let shift = (
            (SIZE.0 - wide * scale) / 2.0 + (HALF_WIDTH - left) * scale,
            (SIZE.1 - tall * scale) / 2.0 + (1.0 - top) * scale,
        );
        for (hex, tone) in all {
            marks.push_str(&format!("<path class=\"{}\" d=\"", tone.fill()));
            for (i, corner) in hex.corners().iter().enumerate() {
                let (x, y) = (corner.x * scale + shift.0, corner.y * scale + shift.1);
                marks.push_str(&format!("{}{x:.1} {y:.1}", if i == 0 { 'M' } else { 'L' }));
            }
            marks.push_str("Z\"/>");
        }
    }
    format!("<svg class=\"chart thumb\" viewBox=\"0 0 160 46\" aria-hidden=\"true\">{marks}</svg>")
}
