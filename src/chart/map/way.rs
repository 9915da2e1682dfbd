//! A way on the paper: its line, its dots, its arrow head, and the ground they take.

use super::overlay::Stroke;
use super::sheet::{Rect, Sheet, trace};
use crate::core::geo::Coord;

/// A line with its ground round it.
pub(super) fn line(
    sheet: &mut Sheet,
    stroke: Stroke,
    is_dashed: bool,
    points: &[Coord],
    is_closed: bool,
) {
    let mut data = String::new();
    trace(&mut data, points, is_closed);
    sheet.path(&["map-way-halo"], &data);
    let dash = if is_dashed {
        Some("map-dash")
    } else {
        stroke.dash()
    };
    let classes = ["map-way", stroke.line()];
    let classes: Vec<&str> = classes.into_iter().chain(dash).collect();
    sheet.path(&classes, &data);
}

/// A way in px: what of it is drawn as a line, its dots with their radii, its arrow head.
pub(super) struct Way {
    stroke: Stroke,
    pub line: Vec<Coord>,
    pub dots: Vec<(Coord, f64)>,
    pub head: Option<[Coord; 3]>,
}

const HEAD: f64 = 9.0;

impl Way {
    pub fn new(steps: &[Coord], stroke: Stroke) -> Self {
        let mut way = Self {
            stroke,
            line: steps.to_vec(),
            dots: Vec::new(),
            head: None,
        };
        let (Some(first), Some(tip)) = (steps.first().copied(), steps.last().copied()) else {
            return way;
        };
        way.dots.push((first, 3.0));
        let Some(before) = steps.iter().rev().find(|c| distance(**c, tip) > 3.0) else {
            way.line.clear();
            return way;
        };
        let length = distance(*before, tip);
        let (dx, dy) = ((tip.x - before.x) / length, (tip.y - before.y) / length);
        let back = |along: f64, aside: f64| {
            Coord::new(
                tip.x - along * dx - aside * dy,
                tip.y - along * dy + aside * dx,
            )
        };
        way.head = Some([tip, back(HEAD, 4.2), back(HEAD, -4.2)]);
        // The line ends in the head, and small turns under it are not drawn.
        while way.line.len() > 1
            && way
                .line
                .last()
                .is_some_and(|c| distance(*c, tip) < HEAD - 1.0)
        {
            way.line.pop();
        }
        way.line.push(back(HEAD - 2.0, 0.0));
        let inner = steps.get(1..steps.len() - 1).unwrap_or_default();
        for step in inner {
            let is_apart = way
                .dots
                .last()
                .is_some_and(|(at, _)| distance(*at, *step) >= 6.5);
            if is_apart && distance(*step, tip) >= HEAD + 3.0 {
                way.dots.push((*step, 2.2));
            }
        }
        way
    }

    pub fn draw(&self, sheet: &mut Sheet) {
        if self.line.len() > 1 {
            line(sheet, self.stroke, false, &self.line, false);
        }
        for (at, radius) in &self.dots {
            if self.stroke == Stroke::Printed {
                let mut data = String::new();
                let r = radius + 0.8;
                let corners = [(0.0, -r), (r, 0.0), (0.0, r), (-r, 0.0)];
                trace(
                    &mut data,
                    &corners.map(|(x, y)| Coord::new(at.x + x, at.y + y)),
                    true,
                );
                sheet.path(&self.stroke.dot(), &data);
            } else {
                sheet.dot(&self.stroke.dot(), *at, *radius);
            }
        }
        if let Some(head) = &self.head {
            let mut data = String::new();
            trace(&mut data, head, true);
            sheet.path(&self.stroke.dot(), &data);
        }
    }
}

pub(super) fn distance(a: Coord, b: Coord) -> f64 {
    libm::hypot(b.x - a.x, b.y - a.y)
}

pub(super) fn square(at: Coord, reach: f64) -> Rect {
    Rect {
        x0: at.x - reach,
        x1: at.x + reach,
        y0: at.y - reach,
        y1: at.y + reach,
    }
}

/// Ground along a line.
pub(super) fn along(line: &[Coord], taken: &mut Vec<Rect>) {
    for ends in line.windows(2) {
        let &[a, b] = ends else { continue };
        let count = (distance(a, b) / 5.0).clamp(1.0, 2_000.0) as usize;
        taken.extend((0..=count).map(|i| {
            let t = i as f64 / count as f64;
            square(
                Coord::new(a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)),
                2.5,
            )
        }));
    }
}
