//! What is drawn over the units: ways from year to year, closed outlines such as an ellipse, and bars between units.

use super::outlines::{AreaMap, Paper};
use super::sheet::{Rect, Sheet, YEAR, trace};
use super::way::{Way, along, distance, line, square};
use crate::core::geo::Coord;

/// What a line stands for; it has a look of its own besides its colour.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Stroke {
    /// What is computed: solid, full dots.
    #[default]
    Computed,
    /// The same with a unit left out: grey and dashed.
    LeftOut,
    /// A second variable: solid, hollow dots.
    Second,
    /// What a paper printed: dotted, hollow diamonds.
    Printed,
}

/// A way in the map's plane, with an arrow head at its end. One step is a dot.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Track {
    /// Entry of the legend; empty: none.
    pub name: String,
    /// Places in order.
    pub steps: Vec<Coord>,
    /// Words at the first step: its year.
    pub first: String,
    /// Words at the last step.
    pub last: String,
    /// What it stands for.
    pub stroke: Stroke,
}

/// A closed outline in the map's plane.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Ring {
    /// Entry of the legend; empty: none.
    pub name: String,
    /// Points round it.
    pub outline: Vec<Coord>,
    /// Whether it is dashed.
    pub is_dashed: bool,
    /// What it stands for.
    pub stroke: Stroke,
}

impl Stroke {
    /// Class of a line.
    pub(super) fn line(self) -> &'static str {
        match self {
            Self::Computed => "map-one",
            Self::LeftOut => "map-less",
            Self::Second => "map-two",
            Self::Printed => "map-print",
        }
    }

    /// Class of words and full dots.
    fn full(self) -> &'static str {
        match self {
            Self::Computed => "map-full-one",
            Self::LeftOut => "map-full-less",
            Self::Second => "map-full-two",
            Self::Printed => "map-full-print",
        }
    }

    pub(super) fn dash(self) -> Option<&'static str> {
        match self {
            Self::LeftOut => Some("map-dash"),
            Self::Printed => Some("map-fine"),
            Self::Computed | Self::Second => None,
        }
    }

    pub(super) fn dot(self) -> [&'static str; 2] {
        match self {
            Self::Computed | Self::LeftOut => ["map-step", self.full()],
            Self::Second | Self::Printed => ["map-open", self.line()],
        }
    }
}

/// An entry of the legend.
pub(super) struct Sample<'a> {
    pub name: &'a str,
    stroke: Stroke,
    is_track: bool,
    is_dashed: bool,
}

impl Sample<'_> {
    /// Draws it where a swatch would stand.
    pub fn draw(&self, sheet: &mut Sheet, at: Rect) {
        let y = (at.y0 + at.y1) / 2.0;
        let ends = [Coord::new(at.x0, y), Coord::new(at.x1, y)];
        if self.is_track {
            let way = Way::new(&ends, self.stroke);
            way.draw(sheet);
        } else {
            line(sheet, self.stroke, self.is_dashed, &ends, false);
        }
    }
}

/// Entries of the lines of a map, each name once.
pub(super) fn samples(map: &AreaMap) -> Vec<Sample<'_>> {
    let tracks = map.tracks.iter().map(|t| Sample {
        name: &t.name,
        stroke: t.stroke,
        is_track: true,
        is_dashed: false,
    });
    let rings = map.rings.iter().map(|r| Sample {
        name: &r.name,
        stroke: r.stroke,
        is_track: false,
        is_dashed: r.is_dashed,
    });
    let mut found: Vec<Sample<'_>> = Vec::new();
    for sample in tracks.chain(rings) {
        if !sample.name.is_empty() && found.iter().all(|s| s.name != sample.name) {
            found.push(sample);
        }
    }
    found
}

/// Lines laid out on the paper, and the ground they take.
#[derive(Default)]
pub(super) struct Overlay<'a> {
    rings: Vec<(&'a Ring, Vec<Coord>)>,
    ways: Vec<Way>,
    labels: Vec<Label<'a>>,
    /// Ground on which no word of a unit may stand.
    pub taken: Vec<Rect>,
    /// Words without room.
    pub wordless: Vec<String>,
}

struct Label<'a> {
    text: &'a str,
    stroke: Stroke,
    from: Coord,
    rect: Rect,
}

impl<'a> Overlay<'a> {
    /// Of a map; `links` are bars in px.
    pub fn new(map: &'a AreaMap, paper: &Paper, links: &[(Coord, Coord)], has_words: bool) -> Self {
        let px = |points: &[Coord]| -> Vec<Coord> {
            points.iter().filter_map(|c| paper.place(*c)).collect()
        };
        let mut over = Self::default();
        for ring in &map.rings {
            let outline = px(&ring.outline);
            if outline.len() > 2 {
                over.rings.push((ring, outline));
            }
        }
        let tracks: Vec<(&Track, Vec<Coord>)> = map
            .tracks
            .iter()
            .map(|t| (t, px(&t.steps)))
            .filter(|(_, steps)| !steps.is_empty())
            .collect();
        let ways = tracks.iter().map(|(t, steps)| Way::new(steps, t.stroke));
        over.ways = ways.collect();
        for (_, outline) in &over.rings {
            let closed: Vec<Coord> = outline.iter().chain(outline.first()).copied().collect();
            along(&closed, &mut over.taken);
        }
        for way in &over.ways {
            along(&way.line, &mut over.taken);
            over.taken
                .extend(way.dots.iter().map(|(at, r)| square(*at, r + 1.5)));
            over.taken
                .extend(way.head.iter().flatten().map(|at| square(*at, 2.0)));
        }
        for (a, b) in links {
            along(&[*a, *b], &mut over.taken);
        }
        if has_words {
            for (track, steps) in &tracks {
                over.name(track, steps, paper);
            }
        }
        over
    }

    /// Words at both ends of a way, away from it.
    fn name(&mut self, track: &'a Track, steps: &[Coord], paper: &Paper) {
        let (Some(first), Some(last)) = (steps.first(), steps.last()) else {
            return;
        };
        let toward = |from: Coord, to: Coord| libm::atan2(to.y - from.y, to.x - from.x);
        let is_dot = steps.len() == 1;
        let before = steps.iter().rev().find(|c| distance(**c, *last) > 3.0);
        let after = steps.iter().find(|c| distance(**c, *first) > 3.0);
        let ends = [
            (
                &track.last,
                *last,
                before.map_or(0.0, |c| toward(*c, *last)),
            ),
            (
                &track.first,
                *first,
                after.map_or(0.0, |c| toward(*c, *first)),
            ),
        ];
        for (i, (text, from, angle)) in ends.into_iter().enumerate() {
            let is_said = is_dot && i == 1 && !track.last.is_empty();
            if text.is_empty() || is_said {
                continue;
            }
            match self.free(text, from, angle, paper) {
                Some(rect) => {
                    self.taken.push(rect);
                    let stroke = track.stroke;
                    self.labels.push(Label {
                        text,
                        stroke,
                        from,
                        rect,
                    });
                }
                None => self
                    .wordless
                    .push(format!("{} {text}", track.name).trim().to_owned()),
            }
        }
    }

    /// The nearest free ground round a place, beginning in a direction.
    fn free(&self, text: &str, from: Coord, angle: f64, paper: &Paper) -> Option<Rect> {
        let half = YEAR.width(text) / 2.0 + 3.0;
        let places = [7.0, 12.0, 18.0, 26.0, 36.0, 50.0]
            .into_iter()
            .flat_map(|away| {
                (0..16).map(move |k| {
                    let turn = if k % 2 == 0 { -(k / 2) } else { k / 2 + 1 };
                    let angle = angle + f64::from(turn) * std::f64::consts::PI / 8.0;
                    let (cos, sin) = (libm::cos(angle), libm::sin(angle));
                    let x = from.x + cos * (away + half);
                    let y = from.y + sin * (away + 7.0);
                    Rect {
                        x0: x - half,
                        x1: x + half,
                        y0: y - 7.0,
                        y1: y + 7.0,
                    }
                })
            });
        let is_free = |rect: &Rect| paper.holds(rect) && !self.taken.iter().any(|r| r.meets(rect));
        places.into_iter().find(is_free)
    }

    /// Draws rings, ways and their words.
    pub fn draw(&self, sheet: &mut Sheet) {
        for (ring, outline) in &self.rings {
            line(sheet, ring.stroke, ring.is_dashed, outline, true);
        }
        for way in &self.ways {
            way.draw(sheet);
        }
        for label in &self.labels {
            let Rect { x0, x1, y0, y1 } = label.rect;
            let end = Coord::new(
                label.from.x.clamp(x0, x1),
                label.from.y.clamp(y0 + 2.0, y1 - 2.0),
            );
            if distance(label.from, end) > 12.0 {
                let mut data = String::new();
                trace(&mut data, &[label.from, end], false);
                sheet.path(&["lead"], &data);
            }
            let at = Coord::new((x0 + x1) / 2.0, y1 - 3.0);
            sheet.text(&[YEAR.class, label.stroke.full()], "middle", at, label.text);
        }
    }
}
