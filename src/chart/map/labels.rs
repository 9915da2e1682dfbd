//! Words of outlines: inside when they fit, else beside the map with a line, else in the description only.

use super::lines::{Texts, Way};
use super::raster::Raster;
use super::sheet::{BESIDE, MID, Rect, SMALL, Sheet, trace};
use crate::core::geo::Coord;

/// A unit that wants a label.
pub(super) struct Wish<'a> {
    pub unit: usize,
    pub at: Coord,
    /// Ground on the paper, px²: the larger comes first.
    pub size: f64,
    pub texts: Texts<'a>,
    pub ink: &'static str,
}

/// Less ground than this holds no word.
const LEAST: f64 = 120.0;

/// Writes what has room; gives what has none, and the ground that words beside the map take. `beside` lets words stand on free ground with a line to their unit.
pub(super) fn draw(
    sheet: &mut Sheet,
    mut wishes: Vec<Wish<'_>>,
    raster: &Raster,
    paper: Rect,
    beside: bool,
) -> (Vec<String>, Vec<Rect>) {
    wishes.sort_by(|a, b| b.size.total_cmp(&a.size).then(a.unit.cmp(&b.unit)));
    let mut outside = Vec::new();
    let mut wordless = Vec::new();
    for wish in wishes {
        match inside(sheet, &wish, raster) {
            Some(true) => {}
            Some(false) if !beside => wordless.push(wish.texts.all()),
            Some(false) => outside.push((wish, true)),
            None => outside.push((wish, false)),
        }
    }
    let mut placed: Vec<Rect> = Vec::new();
    for (wish, has_value) in outside {
        let names = wish.texts.names.last().cloned().unwrap_or_default();
        let text = if has_value {
            names
        } else {
            format!("{names} {}", wish.texts.second())
        };
        let text = text.trim();
        let is_placed = beside
            && !text.is_empty()
            && with_line(sheet, wish.at, text, raster, paper, &mut placed);
        if !is_placed {
            wordless.push(wish.texts.all());
        }
    }
    (wordless, placed)
}

/// Whether a name was written inside; `None` when nothing was.
fn inside(sheet: &mut Sheet, wish: &Wish<'_>, raster: &Raster) -> Option<bool> {
    if wish.size < LEAST {
        return None;
    }
    for way in wish.texts.ways(&[MID, SMALL]) {
        for (dx, dy) in [
            (0.0, 0.0),
            (0.0, -4.0),
            (0.0, 4.0),
            (-5.0, 0.0),
            (5.0, 0.0),
            (0.0, -9.0),
            (0.0, 9.0),
        ] {
            let at = Coord::new(wish.at.x + dx, wish.at.y + dy);
            if fits(&way, at, wish.unit, raster) {
                sheet.lines(&way.lines(), wish.ink, at);
                return Some(way.has_name);
            }
        }
    }
    None
}

fn fits(way: &Way, at: Coord, unit: usize, raster: &Raster) -> bool {
    way.lines().iter().all(|line| {
        let half = line.kind.width(line.text) / 2.0 + 0.5;
        let base = at.y + line.base;
        let rect = Rect {
            x0: at.x - half,
            x1: at.x + half,
            y0: base - 0.82 * line.kind.size,
            y1: base + 0.1 * line.kind.size,
        };
        raster.is_all(&rect, Some(unit))
    })
}

/// The nearest free place round a unit.
fn with_line(
    sheet: &mut Sheet,
    from: Coord,
    text: &str,
    raster: &Raster,
    paper: Rect,
    placed: &mut Vec<Rect>,
) -> bool {
    let half = BESIDE.width(text) / 2.0 + 4.0;
    for distance in [10.0, 16.0, 24.0, 34.0, 46.0, 60.0, 76.0] {
        for k in 0..16 {
            // East first, then in turns to both sides.
            let turn = if k % 2 == 0 { -(k / 2) } else { k / 2 + 1 };
            let angle = f64::from(turn) * std::f64::consts::PI / 8.0;
            let (cos, sin) = (libm::cos(angle), libm::sin(angle));
            let middle = Coord::new(
                from.x + cos * (distance + half),
                from.y + sin * (distance + 7.0),
            );
            let rect = Rect {
                x0: middle.x - half,
                x1: middle.x + half,
                y0: middle.y - 7.0,
                y1: middle.y + 7.0,
            };
            let is_on_paper = rect.x0 >= paper.x0
                && rect.x1 <= paper.x1
                && rect.y0 >= paper.y0
                && rect.y1 <= paper.y1;
            if is_on_paper && raster.is_all(&rect, None) && !placed.iter().any(|r| r.meets(&rect)) {
                let end = Coord::new(
                    from.x.clamp(rect.x0, rect.x1),
                    from.y.clamp(rect.y0 + 1.0, rect.y1 - 1.0),
                );
                let mut data = String::new();
                trace(&mut data, &[from, end], false);
                sheet.path(&["lead"], &data);
                sheet.text(
                    &[BESIDE.class],
                    "middle",
                    Coord::new(middle.x, middle.y + 4.0),
                    text,
                );
                placed.push(rect);
                return true;
            }
        }
    }
    false
}
