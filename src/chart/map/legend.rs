//! What the colours mean, drawn above the map so that an exported picture has it too.

use super::overlay::Sample;
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

/// Entries in rows and columns.
struct Block {
    columns: usize,
    rows: f64,
    column: f64,
}

/// Room left of the words of an entry.
const TEXT: f64 = SWATCH.0 + 8.0;

impl Block {
    fn new(count: usize, widest: f64, width: f64) -> Self {
        let most = count.max(1) as f64;
        let columns = libm::floor((width + GAP) / (TEXT + widest + GAP)).clamp(1.0, most);
        // Rows as even as they can be.
        let rows = libm::ceil(count as f64 / columns);
        let columns = libm::ceil(most / rows.max(1.0)).max(1.0);
        Self {
            columns: columns as usize,
            rows,
            column: (width / columns).min(TEXT + widest + 3.0 * GAP),
        }
    }

    /// Left and top of an entry, and its swatch.
    fn place(&self, i: usize, top: f64, step: f64) -> (f64, f64, Rect) {
        let (x, y) = (
            (i % self.columns) as f64 * self.column,
            top + (i / self.columns) as f64 * step,
        );
        let rect = Rect {
            x0: x + 1.0,
            x1: x + 1.0 + SWATCH.0,
            y0: y + 3.0,
            y1: y + 3.0 + SWATCH.1,
        };
        (x, y, rect)
    }
}

/// Draws the entries in rows below `top`, those of lines below those of units; gives the height they take.
pub(super) fn draw(
    sheet: &mut Sheet,
    scale: &Scale,
    keys: &[Key],
    lines: &[Sample<'_>],
    width: f64,
    top: f64,
) -> f64 {
    if keys.is_empty() && lines.is_empty() {
        return 0.0;
    }
    let has_notes = keys.iter().any(|key| !key.note.is_empty());
    let step = if has_notes { 36.0 } else { 28.0 };
    let widest = keys
        .iter()
        .map(|key| KEY.width(&key.label).max(BESIDE.width(&key.note)))
        .fold(0.0, f64::max);
    let block = Block::new(keys.len(), widest, width);
    for (i, key) in keys.iter().enumerate() {
        let (x, y, rect) = block.place(i, top, step);
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
        let label = Coord::new(x + TEXT, base);
        sheet.text(&[KEY.class], "start", label, &key.label);
        let note = Coord::new(x + TEXT, y + 26.0);
        sheet.text(&[BESIDE.class], "start", note, &key.note);
    }
    let below = top + block.rows * step;
    let widest = lines.iter().map(|line| KEY.width(line.name));
    let block = Block::new(lines.len(), widest.fold(0.0, f64::max), width);
    for (i, line) in lines.iter().enumerate() {
        let (x, y, rect) = block.place(i, below, 24.0);
        line.draw(sheet, rect);
        let at = Coord::new(x + TEXT, y + 18.0);
        sheet.text(&[KEY.class], "start", at, line.name);
    }
    below + block.rows * 24.0 + 4.0 - top
}
