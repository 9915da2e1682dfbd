//! Names of the units that tiles belong to, on free ground beside them.

use super::sheet::{GROUP, Rect, Sheet};
use crate::core::geo::Coord;

/// A name with the shapes it belongs to.
pub(super) struct Beside<'a> {
    pub name: &'a str,
    pub own: Vec<Rect>,
}

/// Draws each name where it lies on no shape and on no other name, nearest to its own; gives those without room.
pub(super) fn draw(
    sheet: &mut Sheet,
    names: &[Beside<'_>],
    is_free: impl Fn(&Rect) -> bool,
    paper: Rect,
    step: f64,
) -> Vec<usize> {
    let mut placed: Vec<Rect> = Vec::new();
    let mut left = Vec::new();
    for (index, name) in names.iter().enumerate() {
        let half = GROUP.width(name.name) / 2.0 + 3.0;
        let rect = |at: Coord| Rect {
            x0: at.x - half,
            x1: at.x + half,
            y0: at.y - 11.0,
            y1: at.y + 11.0,
        };
        let mut best: Option<(f64, Coord)> = None;
        for at in spots(paper, half, step) {
            let here = rect(at);
            if placed.iter().any(|other| other.meets(&here)) || !is_free(&here) {
                continue;
            }
            let own = nearest(&name.own, here);
            let others = names
                .iter()
                .enumerate()
                .filter(|(i, _)| *i != index)
                .map(|(_, other)| nearest(&other.own, here))
                .fold(f64::INFINITY, f64::min);
            // Beside its own and not beside another's, near their middle.
            let cost =
                own + 0.7 * (own - others.min(60.0)).max(-20.0) + 0.05 * from_middle(&name.own, at);
            if own < 1.5 * step && own < others && best.is_none_or(|(least, _)| cost < least) {
                best = Some((cost, at));
            }
        }
        match best {
            Some((_, at)) => {
                placed.push(rect(at));
                let base = Coord::new(at.x, at.y + 6.0);
                sheet.text(&[GROUP.class], "middle", base, name.name);
            }
            None => left.push(index),
        }
    }
    left
}

/// Places on a fine grid where a name of this half width stays on the paper.
fn spots(paper: Rect, half: f64, step: f64) -> impl Iterator<Item = Coord> {
    let grid = (step / 6.0).max(2.0);
    let columns = ((paper.x1 - paper.x0 - 2.0 * half) / grid).clamp(-1.0, 400.0) as i64;
    let rows = ((paper.y1 - paper.y0 - 22.0) / grid).clamp(-1.0, 400.0) as i64;
    (0..=rows).flat_map(move |row| {
        (0..=columns).map(move |column| {
            Coord::new(
                paper.x0 + half + column as f64 * grid,
                paper.y0 + 11.0 + row as f64 * grid,
            )
        })
    })
}

fn nearest(shapes: &[Rect], here: Rect) -> f64 {
    let gap = |a0: f64, a1: f64, b0: f64, b1: f64| (b0 - a1).max(a0 - b1).max(0.0);
    shapes
        .iter()
        .map(|r| {
            libm::hypot(
                gap(r.x0, r.x1, here.x0, here.x1),
                gap(r.y0, r.y1, here.y0, here.y1),
            )
        })
        .fold(f64::INFINITY, f64::min)
}

fn from_middle(shapes: &[Rect], at: Coord) -> f64 {
    let count = shapes.len().max(1) as f64;
    let (x, y) = shapes.iter().fold((0.0, 0.0), |(x, y), r| {
        (x + (r.x0 + r.x1) / 2.0, y + (r.y0 + r.y1) / 2.0)
    });
    libm::hypot(x / count - at.x, y / count - at.y)
}
