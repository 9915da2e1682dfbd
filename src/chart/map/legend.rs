//! What the colours mean, drawn above the map so that an exported picture has it too.

use super::sheet::{BESIDE, KEY, MID, Rect, Sheet, corners};
use super::{Look, Scale};
use crate::core::geo::Coord;

/// One entry.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Key {
    /// Which units it is about.
    pub look: Look,
    /// Letter of the class, as it stands in the tiles.
    pub tag: String,
    /// Name of the class, or its range.
    pub label: String,
    /// How many units, or what else there is to say.
    pub note: String,
}

/// Entries for so many classes: `labels` and `tags` are taken in their order, `note` makes words of the number of units in each.
/// Units without a class have no entry; push one for them.
///
/// ```
/// use tanheng::chart::map::{Look, legend::keys};
/// let looks = [Look::Class(1), Look::Class(1), Look::NoData];
/// let keys = keys(&["≤ 0.02", "> 0.02"], &["A", "B"], &looks, |count| format!("{count} 县"));
/// assert_eq!(keys[1].note, "2 县");
/// ```
#[must_use]
pub fn keys(
    labels: &[&str],
    tags: &[&str],
    looks: &[Look],
    note: impl Fn(usize) -> String,
) -> Vec<Key> {
    labels
        .iter()
        .enumerate()
        .map(|(class, label)| {
            let look = Look::Class(class);
            Key {
                look,
                tag: tags.get(class).copied().unwrap_or_default().to_owned(),
                label: (*label).to_owned(),
                note: note(looks.iter().filter(|l| **l == look).count()),
            }
        })
        .collect()
}

const SWATCH: (f64, f64) = (30.0, 22.0);
const GAP: f64 = 14.0;

/// Draws the entries in rows below `top`; gives the height they take.
pub(super) fn draw(sheet: &mut Sheet, scale: &Scale, keys: &[Key], width: f64, top: f64) -> f64 {
    if keys.is_empty() {
        return 0.0;
    }
    let text = SWATCH.0 + 8.0;
    let widest = keys
        .iter()
        .map(|key| KEY.width(&key.label).max(BESIDE.width(&key.note)))
        .fold(0.0, f64::max);
    let columns = libm::floor((width + GAP) / (text + widest + GAP)).clamp(1.0, keys.len() as f64);
    // Rows as even as they can be.
    let rows = libm::ceil(keys.len() as f64 / columns);
    let columns = libm::ceil(keys.len() as f64 / rows) as usize;
    let has_notes = keys.iter().any(|key| !key.note.is_empty());
    let step = if has_notes { 36.0 } else { 28.0 };
    let column = (width / columns as f64).min(text + widest + 3.0 * GAP);
    for (i, key) in keys.iter().enumerate() {
        let (x, y) = (
            (i % columns) as f64 * column,
            top + (i / columns) as f64 * step,
        );
        let rect = Rect {
            x0: x + 1.0,
            x1: x + 1.0 + SWATCH.0,
            y0: y + 3.0,
            y1: y + 3.0 + SWATCH.1,
        };
        sheet.unit(scale, key.look, "map-tile", &[corners(rect)], None);
        let tone = scale.tone(key.look);
        let middle = Coord::new(x + 1.0 + SWATCH.0 / 2.0, y + 18.0);
        if MID.width(&key.tag) <= SWATCH.0 {
            sheet.text(&[MID.class, tone.ink()], "middle", middle, &key.tag);
        }
        let base = if key.note.is_empty() {
            y + 18.0
        } else {
            y + 12.0
        };
        sheet.text(
            &[KEY.class],
            "start",
            Coord::new(x + text, base),
            &key.label,
        );
        sheet.text(
            &[BESIDE.class],
            "start",
            Coord::new(x + text, y + 26.0),
            &key.note,
        );
    }
    rows * step + 4.0
}
