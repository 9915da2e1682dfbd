//! The paper a chart is drawn on: pixels for words and frames, plotters' coordinates for data.

use plotters::coord::Shift;
use plotters::coord::types::RangedCoordf64;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use super::axis::text_width;
use super::backend::{SCALE, SvgBackend, escape};
use super::ink::Ink;
use super::{Hit, Picture};

/// Where the data part of a picture lies, in px.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Frame {
    /// Left edge.
    pub left: f64,
    /// Right edge.
    pub right: f64,
    /// Top edge.
    pub top: f64,
    /// Bottom edge.
    pub bottom: f64,
}

impl Frame {
    /// Moved in from the left until the words of the y axis have room.
    #[must_use]
    pub fn beside(mut self, words: &[String]) -> Self {
        for word in words {
            self.left = self.left.max(text_width(word) + 7.0);
        }
        self
    }
}

/// Side of its position that a text stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// Begins at it.
    Start,
    /// Is centred on it.
    Middle,
    /// Ends at it.
    End,
}

/// A picture in the making.
pub struct Plot<'a> {
    paper: DrawingArea<SvgBackend<'a>, Shift>,
    data: DrawingArea<SvgBackend<'a>, Cartesian2d<RangedCoordf64, RangedCoordf64>>,
    frame: Frame,
    x: (f64, f64),
    y: (f64, f64),
}

fn tenth(px: f64) -> i32 {
    let scaled = px * SCALE;
    if scaled.is_finite() {
        scaled.round().clamp(-1e8, 1e8) as i32
    } else {
        0
    }
}

fn style(ink: Ink) -> ShapeStyle {
    ShapeStyle {
        color: RGBAColor(ink.byte(), 0, 0, 1.0),
        filled: true,
        stroke_width: 1,
    }
}

impl<'a> Plot<'a> {
    /// Paper of this size with a data part whose axes run over `x` and `y`. An empty range is widened.
    pub fn new(
        out: &'a mut String,
        size: (f64, f64),
        frame: Frame,
        x: (f64, f64),
        y: (f64, f64),
    ) -> Self {
        let wide = |(a, b): (f64, f64)| match (a.is_finite(), b.is_finite()) {
            (true, true) if b > a => (a, b),
            (true, _) => (a, a + 1.0),
            _ => (0.0, 1.0),
        };
        let (x, y) = (wide(x), wide(y));
        let paper = SvgBackend::new(out, size.0, size.1).into_drawing_area();
        let coord = Cartesian2d::<RangedCoordf64, RangedCoordf64>::new(
            x.0..x.1,
            y.0..y.1,
            (
                tenth(frame.left)..tenth(frame.right),
                tenth(frame.bottom)..tenth(frame.top),
            ),
        );
        let data = paper.apply_coord_spec(coord);
        Self {
            paper,
            data,
            frame,
            x,
            y,
        }
    }

    /// The data part.
    pub fn frame(&self) -> Frame {
        self.frame
    }

    /// Pixel of a value on the x axis.
    pub fn px(&self, x: f64) -> f64 {
        self.frame.left
            + (x - self.x.0) / (self.x.1 - self.x.0) * (self.frame.right - self.frame.left)
    }

    /// Pixel of a value on the y axis.
    pub fn py(&self, y: f64) -> f64 {
        self.frame.bottom
            - (y - self.y.0) / (self.y.1 - self.y.0) * (self.frame.bottom - self.frame.top)
    }

    /// A point kept within reach of the paper: plotters counts pixels in 32 bits.
    fn reachable(&self, (x, y): (f64, f64)) -> (f64, f64) {
        let near = |v: f64, (a, b): (f64, f64)| v.clamp(a - 100.0 * (b - a), b + 100.0 * (b - a));
        (near(x, self.x), near(y, self.y))
    }

    /// A zone for each of so many places along the x axis, from the top of the paper to its foot.
    pub fn columns(&self, count: usize, wide: f64, height: f64) -> Vec<Hit> {
        let zone = |index: usize| {
            let x = self.px(index as f64);
            Hit {
                x0: x - wide / 2.0,
                x1: x + wide / 2.0,
                y0: 0.0,
                y1: height,
                index,
            }
        };
        (0..count).map(zone).collect()
    }

    /// A line through data points; it breaks where a value is missing.
    pub fn line(&self, ink: Ink, points: impl IntoIterator<Item = (f64, Option<f64>)>) {
        let mut run: Vec<(f64, f64)> = Vec::new();
        for (x, y) in points {
            match y.filter(|y| y.is_finite()) {
                Some(y) => run.push(self.reachable((x, y))),
                None => self.stroke(ink, std::mem::take(&mut run)),
            }
        }
        self.stroke(ink, run);
    }

    fn stroke(&self, ink: Ink, run: Vec<(f64, f64)>) {
        if run.len() > 1 {
            let _ = self.data.draw(&PathElement::new(run, style(ink)));
        }
    }

    /// A filled shape through data points.
    pub fn area(&self, ink: Ink, points: Vec<(f64, f64)>) {
        if points.len() > 2 && points.iter().all(|(x, y)| x.is_finite() && y.is_finite()) {
            let points: Vec<_> = points.into_iter().map(|p| self.reachable(p)).collect();
            let _ = self.data.draw(&Polygon::new(points, style(ink)));
        }
    }

    /// A dot of a radius in px at a data point.
    pub fn dot(&self, ink: Ink, x: f64, y: f64, radius: f64) {
        if y.is_finite() {
            let _ = self.data.draw(&Circle::new(
                self.reachable((x, y)),
                tenth(radius),
                style(ink),
            ));
        }
    }

    /// A dot at a place in px.
    pub fn spot(&self, ink: Ink, x: f64, y: f64, radius: f64) {
        let place = (tenth(x), tenth(y));
        let _ = self
            .paper
            .draw(&Circle::new(place, tenth(radius), style(ink)));
    }

    /// A hollow diamond at a data point.
    pub fn diamond(&self, ink: Ink, x: f64, y: f64, radius: f64) {
        if y.is_finite() {
            self.lozenge(ink, self.px(x), self.py(y), radius);
        }
    }

    /// A hollow diamond at a place in px.
    pub fn lozenge(&self, ink: Ink, x: f64, y: f64, radius: f64) {
        let corners = [
            (x, y - radius),
            (x + radius, y),
            (x, y + radius),
            (x - radius, y),
        ];
        let _ = self.paper.draw(&Polygon::new(
            corners.map(|(x, y)| (tenth(x), tenth(y))),
            style(ink),
        ));
    }

    /// A rectangle in px.
    pub fn rect(&self, ink: Ink, x: f64, y: f64, width: f64, height: f64) {
        if width > 0.0 && height > 0.0 && [x, y, width, height].iter().all(|v| v.is_finite()) {
            let corners = [(tenth(x), tenth(y)), (tenth(x + width), tenth(y + height))];
            let _ = self.paper.draw(&Rectangle::new(corners, style(ink)));
        }
    }

    /// A straight line in px.
    pub fn rule(&self, ink: Ink, from: (f64, f64), to: (f64, f64)) {
        let _ = self.paper.draw(&PathElement::new(
            vec![(tenth(from.0), tenth(from.1)), (tenth(to.0), tenth(to.1))],
            style(ink),
        ));
    }

    /// A bent line in px.
    pub fn bend(&self, ink: Ink, points: &[(f64, f64)]) {
        let points: Vec<_> = points.iter().map(|(x, y)| (tenth(*x), tenth(*y))).collect();
        let _ = self.paper.draw(&PathElement::new(points, style(ink)));
    }

    /// Words at a place in px; `y` is the base line.
    pub fn text(&self, ink: Ink, align: Align, x: f64, y: f64, text: &str) {
        let h = match align {
            Align::Start => HPos::Left,
            Align::Middle => HPos::Center,
            Align::End => HPos::Right,
        };
        let color = RGBAColor(ink.byte(), 0, 0, 1.0);
        let look = TextStyle::from(FontDesc::new(
            FontFamily::SansSerif,
            12.0,
            FontStyle::Normal,
        ))
        .color(&color)
        .pos(Pos::new(h, VPos::Bottom));
        let _ = self
            .paper
            .draw(&Text::new(text.to_owned(), (tenth(x), tenth(y)), look));
    }

    /// A hairline across the data part with its value at the left.
    pub fn level(&self, value: f64, text: &str) {
        let y = self.py(value);
        let ink = if value == 0.0 { Ink::ZERO } else { Ink::GRID };
        self.rule(ink, (self.frame.left, y), (self.frame.right, y));
        self.text(Ink::TEXT, Align::End, self.frame.left - 7.0, y + 4.0, text);
    }
}

/// What a picture says to who cannot see it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Words {
    /// Title.
    pub title: String,
    /// The finding, in a sentence.
    pub finding: String,
}

/// Wraps drawn marks into a picture.
pub fn picture(marks: &str, size: (f64, f64), words: &Words, hits: Vec<Hit>) -> Picture {
    let mut svg = String::with_capacity(marks.len() + 400);
    svg.push_str("<svg class=\"chart\" viewBox=\"0 0 ");
    svg.push_str(&format!("{} {}", size.0.round(), size.1.round()));
    svg.push_str("\" role=\"img\" aria-label=\"");
    escape(&mut svg, &words.title);
    svg.push_str("\"><title>");
    escape(&mut svg, &words.title);
    svg.push_str("</title><desc>");
    escape(&mut svg, &words.finding);
    svg.push_str("</desc>");
    svg.push_str(marks);
    svg.push_str("</svg>");
    Picture {
        svg,
        width: size.0.round(),
        height: size.1.round(),
        hits,
    }
}
