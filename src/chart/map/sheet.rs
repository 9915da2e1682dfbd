//! SVG written by hand: paths and words with several classes, in tenths of a pixel.

use std::fmt::Write;

use super::lines::Line;
use super::{Look, Scale, fill};
use crate::chart::backend::escape;
use crate::core::geo::Coord;

/// A rectangle in px.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Rect {
    pub x0: f64,
    pub x1: f64,
    pub y0: f64,
    pub y1: f64,
}

impl Rect {
    pub fn meets(&self, other: &Self) -> bool {
        self.x0 < other.x1 && other.x0 < self.x1 && self.y0 < other.y1 && other.y0 < self.y1
    }
}

/// A size of words: class, size in px, how much wider than 12 px text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Type {
    pub class: &'static str,
    pub size: f64,
    widening: f64,
}

pub(super) const BIG: Type = Type {
    class: "map-big",
    size: 14.0,
    widening: 1.06,
};
pub(super) const MID: Type = Type {
    class: "map-mid",
    size: 12.0,
    widening: 1.06,
};
pub(super) const SMALL: Type = Type {
    class: "map-small",
    size: 11.0,
    widening: 1.0,
};
pub(super) const GROUP: Type = Type {
    class: "map-group",
    size: 16.0,
    widening: 1.1,
};
pub(super) const KEY: Type = Type {
    class: "map-key",
    size: 12.0,
    widening: 1.06,
};
pub(super) const TITLE: Type = Type {
    class: "map-title",
    size: 13.0,
    widening: 1.06,
};
pub(super) const YEAR: Type = Type {
    class: "map-year",
    size: 11.0,
    widening: 1.06,
};
pub(super) const BESIDE: Type = Type {
    class: "map-beside",
    size: 11.0,
    widening: 1.0,
};

impl Type {
    /// Rough width: closer than that of axis labels, for Latin names have to fit tiles.
    pub fn width(self, text: &str) -> f64 {
        let letters: f64 = text.chars().map(letter).sum();
        letters * self.size / 12.0 * self.widening
    }
}

/// Width of a letter at 12 px in the faces of the page (Segoe UI, Helvetica, Liberation Sans, Noto Sans).
fn letter(c: char) -> f64 {
    match c {
        c if u32::from(c) >= 0x2E80 => 12.2,
        'i' | 'l' | 'j' | 't' | 'f' | 'r' | 'I' | '.' | ',' | ':' | ';' | '(' | ')' | '\''
        | ' ' => 4.2,
        'm' | 'w' | 'M' | 'W' | '—' => 10.4,
        c if c.is_uppercase() => 8.2,
        _ => 6.9,
    }
}

/// Marks in the making.
#[derive(Default)]
pub(super) struct Sheet {
    pub out: String,
}

/// Writes px with at most one decimal.
fn px(out: &mut String, value: f64) {
    let tenths = if value.is_finite() {
        (value * 10.0).round().clamp(-1e8, 1e8) as i64
    } else {
        0
    };
    if tenths < 0 {
        out.push('-');
    }
    let _ = write!(out, "{}", tenths.unsigned_abs() / 10);
    if tenths % 10 != 0 {
        let _ = write!(out, ".{}", tenths.unsigned_abs() % 10);
    }
}

/// Writes a line as path data.
pub(super) fn trace(out: &mut String, points: &[Coord], is_closed: bool) {
    let mut mark = 'M';
    for point in points {
        out.push(mark);
        px(out, point.x);
        out.push(' ');
        px(out, point.y);
        mark = 'L';
    }
    if is_closed {
        out.push('Z');
    }
}

impl Sheet {
    /// A path of one or more classes.
    pub fn path(&mut self, classes: &[&str], data: &str) {
        if data.is_empty() {
            return;
        }
        self.open("path", classes);
        self.out.push_str(" d=\"");
        self.out.push_str(data);
        self.out.push_str("\"/>");
    }

    /// A dot of one or more classes.
    pub fn dot(&mut self, classes: &[&str], at: Coord, radius: f64) {
        self.open("circle", classes);
        for (name, value) in [("cx", at.x), ("cy", at.y), ("r", radius)] {
            let _ = write!(self.out, " {name}=\"");
            px(&mut self.out, value);
            self.out.push('"');
        }
        self.out.push_str("/>");
    }

    /// A bar between two units, whose ends are these.
    pub fn bar(&mut self, (a, b): (Coord, Coord)) {
        let mut data = String::new();
        trace(&mut data, &[a, b], false);
        self.path(&["map-link"], &data);
    }

    /// Words at a place; `y` is the base line. The anchor is `start`, `middle` or `end`.
    pub fn text(&mut self, classes: &[&str], anchor: &str, at: Coord, text: &str) {
        if text.is_empty() {
            return;
        }
        self.open("text", classes);
        self.out.push_str(" x=\"");
        px(&mut self.out, at.x);
        self.out.push_str("\" y=\"");
        px(&mut self.out, at.y);
        if anchor != "start" {
            self.out.push_str("\" text-anchor=\"");
            self.out.push_str(anchor);
        }
        self.out.push_str("\">");
        escape(&mut self.out, text);
        self.out.push_str("</text>");
    }

    /// Lines round a middle.
    pub fn lines(&mut self, lines: &[Line<'_>], ink: &str, at: Coord) {
        for line in lines {
            let place = Coord::new(at.x, at.y + line.base);
            self.text(&[line.kind.class, ink], "middle", place, line.text);
        }
    }

    /// What is drawn from here on stands further right and down, until [`Sheet::back`].
    pub fn shift(&mut self, by: Coord) {
        self.out.push_str("<g transform=\"translate(");
        px(&mut self.out, by.x);
        self.out.push(' ');
        px(&mut self.out, by.y);
        self.out.push_str(")\">");
    }

    /// Ends a [`Sheet::shift`].
    pub fn back(&mut self) {
        self.out.push_str("</g>");
    }

    /// A shape filled as it looks, with hatch or dots over it. `outline` is the class of its edge.
    pub fn unit(
        &mut self,
        scale: &Scale,
        look: Look,
        outline: &str,
        rings: &[Vec<Coord>],
        index: Option<usize>,
    ) {
        let mut data = String::with_capacity(rings.iter().map(Vec::len).sum::<usize>() * 12);
        for ring in rings {
            trace(&mut data, ring, true);
        }
        let tone = scale.tone(look);
        let edge = if look == Look::NoData {
            "map-none"
        } else {
            outline
        };
        let from = self.out.len();
        self.path(&[edge, tone.fill()], &data);
        // The page finds a unit by this whatever part of the map is shown.
        if let Some(index) = index.filter(|_| self.out.len() > from) {
            self.out
                .insert_str(from + "<path".len(), &format!(" data-i=\"{index}\""));
        }
        if look == Look::NoData {
            self.path(&["map-dots"], &fill::dots(rings));
        } else if scale.is_hatched(look) {
            self.path(&["map-hatch", tone.hatch()], &fill::hatch(rings));
        }
    }

    fn open(&mut self, element: &str, classes: &[&str]) {
        self.out.push('<');
        self.out.push_str(element);
        self.out.push_str(" class=\"");
        for (i, class) in classes.iter().enumerate() {
            if i > 0 {
                self.out.push(' ');
            }
            self.out.push_str(class);
        }
        self.out.push('"');
    }
}

/// Ends of a bar between two places, short of the words there; none between a place and itself.
pub(super) fn bar(a: Coord, b: Coord, inset: f64, most: f64) -> Option<(Coord, Coord)> {
    let length = libm::hypot(b.x - a.x, b.y - a.y);
    if !(length.is_finite() && length > 0.0) {
        return None;
    }
    let inset = inset.min(most * length) / length;
    let on = |t: f64| Coord::new(a.x + t * (b.x - a.x), a.y + t * (b.y - a.y));
    Some((on(inset), on(1.0 - inset)))
}

/// Path data of a rectangle.
pub(super) fn corners(rect: Rect) -> Vec<Coord> {
    let Rect { x0, x1, y0, y1 } = rect;
    vec![
        Coord::new(x0, y0),
        Coord::new(x1, y0),
        Coord::new(x1, y1),
        Coord::new(x0, y1),
    ]
}
