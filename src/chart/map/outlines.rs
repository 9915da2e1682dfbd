//! A map of outlines or cells: true borders, or the ground nearest to each label point.

use super::frame::{Begun, begin, end};
use super::labels::{self, Wish};
use super::legend::Key;
use super::lines::Texts;
use super::names::{self, Beside};
use super::overlay::{self, Overlay, Ring, Track};
use super::raster::Raster;
use super::sheet::{Rect, Sheet, bar, trace};
use super::tiles::drawn_last;
use super::{Look, Scale};
use crate::chart::axis::NARROW;
use crate::chart::plot::Words;
use crate::chart::{Hit, Picture};
use crate::core::geo::measure::{area, label_point};
use crate::core::geo::simplify::{simplify, simplify_line};
use crate::core::geo::{Bounds, Coord, Shape};

/// One unit.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Area {
    /// Outline in the plane of the paper, y upward: metres of a projection. Degrees would be drawn too wide. A unit without one
    /// is not shown and keeps its place in the order; the paper fits the others, so that a part of a map can be drawn large.
    pub shape: Shape,
    /// Where its words stand, in the same plane; found when not said.
    pub at: Option<Coord>,
    /// Names, the one liked best first.
    pub names: Vec<String>,
    /// Letter of the class.
    pub tag: String,
    /// Value as it is read.
    pub value: String,
    /// How it is filled.
    pub look: Look,
    /// Position in [`AreaMap::groups`] of the unit it belongs to.
    pub group: usize,
}

/// Outlines with what goes with them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct AreaMap {
    /// Units.
    pub areas: Vec<Area>,
    /// Thick lines in the same plane: borders of the units they belong to.
    pub borders: Vec<Vec<Coord>>,
    /// Names of those units, written beside the map.
    pub groups: Vec<String>,
    /// What the colours mean.
    pub scale: Scale,
    /// Entries of the legend.
    pub keys: Vec<Key>,
    /// Unit that is framed.
    pub selected: Option<usize>,
    /// Units with a dashed frame: neighbours of the selected.
    pub near: Vec<usize>,
    /// Pairs joined by a bar between their label points: neighbours made by hand.
    pub links: Vec<(usize, usize)>,
    /// Pairs joined by a thin line between their label points: all that are neighbours.
    pub net: Vec<(usize, usize)>,
    /// Ways from step to step over the units.
    pub tracks: Vec<Track>,
    /// Closed outlines over the units.
    pub rings: Vec<Ring>,
    /// Title and finding.
    pub words: Words,
}

/// Less than half a px of a line is not seen.
const TOLERANCE: f64 = 0.3;
const EDGE: f64 = 6.0;

/// Units that may have words beside the map.
const MOST_BESIDE: usize = 60;

/// Words of units that are listed in the description, at most.
const MOST_LISTED: usize = 300;

/// Draws it. The height follows from the width and the outlines.
///
/// ```
/// use tanheng::chart::map::{Area, AreaMap, Look, outlines};
/// use tanheng::core::geo::{Coord, Shape};
/// let square = [(0.0, 0.0), (9e5, 0.0), (9e5, 9e5), (0.0, 9e5)].map(|(x, y)| Coord::new(x, y));
/// let unit = Area { shape: Shape::of_ring(square.to_vec()), names: vec!["云南".into()], look: Look::Plain, ..Area::default() };
/// let picture = outlines(&AreaMap { areas: vec![unit], ..AreaMap::default() }, 310.0);
/// assert!(picture.svg.contains("云南"));
/// ```
#[must_use]
pub fn outlines(map: &AreaMap, width: f64) -> Picture {
    let Begun {
        mut sheet,
        width,
        top,
    } = begin(&map.scale, &map.keys, &overlay::samples(map), width);
    let paper = Paper::fit(map, width, top);
    let drawn = draw(&mut sheet, map, &paper, true);
    let size = (width, paper.bottom);
    end(&sheet, size, &map.words, &drawn.wordless, drawn.hits)
}

/// Where the plane lies on the paper.
pub(super) struct Paper {
    low: Coord,
    high: Coord,
    scale: f64,
    left: f64,
    top: f64,
    pub width: f64,
    pub bottom: f64,
}

impl Paper {
    /// As large as it fits, in the middle.
    pub fn fit(map: &AreaMap, width: f64, top: f64) -> Self {
        let units = map.areas.iter().flat_map(|a| a.shape.points());
        let tracks = map.tracks.iter().flat_map(|t| &t.steps);
        let rings = map.rings.iter().flat_map(|r| &r.outline);
        let bounds = Bounds::of(units.chain(tracks.chain(rings).copied()));
        let Bounds { low, high } = bounds.unwrap_or(Bounds {
            low: Coord::default(),
            high: Coord::new(1.0, 1.0),
        });
        let side = if map.groups.len() > 1 && width >= NARROW {
            4.0 * EDGE
        } else {
            EDGE
        };
        let tallest = (0.95 * width).clamp(120.0, 720.0);
        let (wide, tall) = (
            (high.x - low.x).max(f64::MIN_POSITIVE),
            (high.y - low.y).max(f64::MIN_POSITIVE),
        );
        let fit = ((width - 2.0 * side) / wide).min((tallest - 2.0 * side) / tall);
        // A point, or a line along an axis, is drawn in the middle.
        let scale = if fit.is_finite() { fit } else { 0.0 };
        let height = (tall * scale).min(tallest);
        Self {
            low,
            high,
            scale,
            left: (width - wide * scale) / 2.0,
            top: top + side,
            width,
            bottom: top + height + 2.0 * side,
        }
    }

    fn px(&self, c: Coord) -> Coord {
        Coord::new(
            self.left + (c.x - self.low.x) * self.scale,
            self.top + (self.high.y - c.y) * self.scale,
        )
    }

    /// Where a place lies in px.
    pub fn place(&self, c: Coord) -> Option<Coord> {
        let c = self.px(c);
        c.is_finite().then_some(c)
    }

    /// Whether words would stand on the paper, below the legend.
    pub fn holds(&self, rect: &Rect) -> bool {
        let is_across = rect.x0 >= 0.0 && rect.x1 <= self.width;
        is_across && rect.y0 >= self.top - EDGE && rect.y1 <= self.bottom
    }
}

/// What drawing leaves to be told.
pub(super) struct Drawn {
    pub wordless: Vec<String>,
    pub hits: Vec<Hit>,
}

/// Draws fills, lines, words and frames.
pub(super) fn draw(sheet: &mut Sheet, map: &AreaMap, paper: &Paper, has_words: bool) -> Drawn {
    let shapes: Vec<Shape> = map
        .areas
        .iter()
        .map(|a| {
            a.shape
                .map(|c| paper.place(c))
                .map(|s| simplify(&s, TOLERANCE))
                .unwrap_or_default()
        })
        .collect();
    let units: Vec<(usize, (&Area, &Shape))> = map.areas.iter().zip(&shapes).enumerate().collect();
    for (index, (unit, shape)) in drawn_last(&units, |(_, (unit, _))| unit.look == Look::NoData) {
        let rings: Vec<Vec<Coord>> = shape.rings().cloned().collect();
        sheet.unit(&map.scale, unit.look, "map-area", &rings, Some(*index));
    }
    let mut data = String::new();
    for line in &map.borders {
        if let Some(line) = line
            .iter()
            .map(|c| paper.place(*c))
            .collect::<Option<Vec<_>>>()
        {
            trace(&mut data, &simplify_line(&line, TOLERANCE), false);
        }
    }
    sheet.path(&["map-border"], &data);
    let raster = Raster::new(&shapes, paper.width, paper.bottom);
    let places: Vec<Option<Coord>> = map
        .areas
        .iter()
        .zip(&shapes)
        .map(|(unit, shape)| match unit.at {
            Some(at) => paper.place(at),
            None => label_point(shape, 1.0).or_else(|| shape.points().next()),
        })
        .collect();
    let place = |unit: usize| places.get(unit).copied().flatten();
    let mut data = String::new();
    for (a, b) in &map.net {
        if let Some((a, b)) = place(*a).zip(place(*b)) {
            trace(&mut data, &[a, b], false);
        }
    }
    sheet.path(&["map-net"], &data);
    let links: Vec<(Coord, Coord)> = map
        .links
        .iter()
        .filter_map(|(a, b)| bar(place(*a)?, place(*b)?, 12.0, 0.25))
        .collect();
    let over = Overlay::new(map, paper, &links, has_words);
    let mut wordless = Vec::new();
    if has_words {
        let left = raster.without(&over.taken);
        wordless = write(sheet, map, paper, &shapes, &places, &left);
        wordless.extend(over.wordless.iter().cloned());
    }
    let frame = |sheet: &mut Sheet, class: &str, index: usize| {
        let mut data = String::new();
        for ring in shapes.get(index).iter().flat_map(|s| s.rings()) {
            trace(&mut data, ring, true);
        }
        sheet.path(&[class], &data);
    };
    for index in &map.near {
        frame(sheet, "map-near", *index);
    }
    for ends in links {
        sheet.bar(ends);
    }
    if let Some(index) = map.selected {
        frame(sheet, "map-selected", index);
    }
    over.draw(sheet);
    Drawn {
        wordless,
        hits: raster.hits(&places),
    }
}

fn write(
    sheet: &mut Sheet,
    map: &AreaMap,
    paper: &Paper,
    shapes: &[Shape],
    places: &[Option<Coord>],
    raster: &Raster,
) -> Vec<String> {
    let wishes: Vec<Wish<'_>> = map
        .areas
        .iter()
        .enumerate()
        .filter_map(|(unit, a)| {
            Some(Wish {
                unit,
                at: places[unit]?,
                size: area(&shapes[unit]),
                texts: Texts {
                    names: &a.names,
                    tag: &a.tag,
                    value: &a.value,
                },
                ink: map.scale.tone(a.look).ink(),
            })
        })
        .collect();
    let ground = Rect {
        x0: 0.0,
        x1: paper.width,
        y0: paper.top - EDGE,
        y1: paper.bottom,
    };
    let beside = map.areas.len() <= MOST_BESIDE && paper.width >= NARROW;
    let (mut wordless, placed) = labels::draw(sheet, wishes, raster, ground, beside);
    if map.groups.len() > 1 && paper.width >= NARROW {
        let own = |group: usize| {
            let members = map
                .areas
                .iter()
                .zip(shapes)
                .filter(move |(a, _)| a.group == group);
            members.filter_map(|(_, s)| s.bounds()).map(|b| Rect {
                x0: b.low.x,
                x1: b.high.x,
                y0: b.low.y,
                y1: b.high.y,
            })
        };
        let names: Vec<Beside<'_>> = map
            .groups
            .iter()
            .enumerate()
            .map(|(i, name)| Beside {
                name,
                own: own(i).collect(),
            })
            .collect();
        let is_free = |rect: &Rect| {
            raster.is_all(rect, None) && !placed.iter().any(|other| other.meets(rect))
        };
        let left = names::draw(sheet, &names, is_free, ground, 36.0);
        wordless.extend(left.into_iter().filter_map(|i| map.groups.get(i).cloned()));
    }
    wordless.truncate(MOST_LISTED);
    wordless
}
