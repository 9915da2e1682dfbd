//! The same map several times on one scale: years, scenarios, indicators side by side.

use super::frame::{Begun, begin, end};
use super::legend::Key;
use super::outlines::{self, AreaMap, Paper};
use super::overlay::{self, Sample};
use super::sheet::{Sheet, TITLE};
use super::tiles::{self, Grid, TileMap};
use super::{Look, Scale};
use crate::chart::axis::NARROW;
use crate::chart::plot::Words;
use crate::chart::{Hit, Picture};
use crate::core::geo::Coord;

/// What every panel draws.
#[derive(Debug, Clone, PartialEq)]
pub enum Ground {
    /// Tiles.
    Tiles(TileMap),
    /// Outlines or cells.
    Outlines(AreaMap),
}

/// One of the maps.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Panel {
    /// What it shows: a year, a scenario.
    pub title: String,
    /// How each unit is filled, in the order of the ground's units; a unit beyond its end has no data.
    pub looks: Vec<Look>,
}

/// Maps side by side. Scale, legend, selection, title and finding are those of the ground; names and values are left out, the
/// letter of a class stands in a tile when it has room.
#[derive(Debug, Clone, PartialEq)]
pub struct Multiples {
    /// What every panel draws.
    pub ground: Ground,
    /// The maps in reading order.
    pub panels: Vec<Panel>,
}

const GAP: f64 = 16.0;
const HEAD: f64 = 22.0;

impl Ground {
    fn parts(&self) -> (&Scale, &[Key], &Words) {
        match self {
            Self::Tiles(map) => (&map.scale, &map.keys, &map.words),
            Self::Outlines(map) => (&map.scale, &map.keys, &map.words),
        }
    }

    fn lines(&self) -> Vec<Sample<'_>> {
        match self {
            Self::Tiles(_) => Vec::new(),
            Self::Outlines(map) => overlay::samples(map),
        }
    }

    /// The same ground filled as a panel says.
    fn filled(&self, panel: &Panel) -> Self {
        let look = |i: usize| panel.looks.get(i).copied().unwrap_or_default();
        let (_, keys, _) = self.parts();
        let tag = |look: Look| {
            keys.iter()
                .find(|k| k.look == look)
                .map(|k| k.tag.clone())
                .unwrap_or_default()
        };
        match self.clone() {
            Self::Tiles(mut map) => {
                for (i, tile) in map.tiles.iter_mut().enumerate() {
                    (tile.look, tile.tag) = (look(i), tag(look(i)));
                    tile.names.clear();
                    tile.value.clear();
                }
                Self::Tiles(map)
            }
            Self::Outlines(mut map) => {
                for (i, area) in map.areas.iter_mut().enumerate() {
                    area.look = look(i);
                }
                Self::Outlines(map)
            }
        }
    }
}

/// Draws them. A zone's index is the unit, whichever panel it lies in.
///
/// ```
/// use tanheng::chart::map::multiples::{Ground, Multiples, Panel, multiples};
/// use tanheng::chart::map::{Look, Tile, TileMap};
/// let ground = Ground::Tiles(TileMap { tiles: vec![Tile::default(), Tile { q: 1, ..Tile::default() }], ..TileMap::default() });
/// let panel = |year: i32| Panel { title: year.to_string(), looks: vec![Look::Class(0), Look::Class(3)] };
/// let picture = multiples(&Multiples { ground, panels: vec![panel(2005), panel(2020)] }, 564.0);
/// assert!(picture.svg.contains("2005") && picture.svg.contains("2020"));
/// ```
#[must_use]
pub fn multiples(data: &Multiples, width: f64) -> Picture {
    let (scale, keys, words) = data.ground.parts();
    let Begun {
        mut sheet,
        width,
        top,
    } = begin(scale, keys, &data.ground.lines(), width);
    let least = if width < NARROW { 140.0 } else { 200.0 };
    let columns = libm::floor((width + GAP) / (least + GAP))
        .clamp(1.0, data.panels.len().max(1) as f64) as usize;
    let wide = (width - GAP * (columns as f64 - 1.0)) / columns as f64;
    let mut hits = Vec::new();
    let mut bottom = top;
    let mut row_top = top;
    for (i, panel) in data.panels.iter().enumerate() {
        if i % columns == 0 {
            row_top = if i == 0 { top } else { bottom + 4.0 };
        }
        let at = Coord::new((i % columns) as f64 * (wide + GAP), row_top);
        sheet.shift(at);
        sheet.text(&[TITLE.class], "start", Coord::new(0.0, 15.0), &panel.title);
        let (own, height) = one(&mut sheet, &data.ground.filled(panel), wide);
        sheet.back();
        hits.extend(own.into_iter().map(|hit| Hit {
            x0: hit.x0 + at.x,
            x1: hit.x1 + at.x,
            y0: hit.y0 + at.y,
            y1: hit.y1 + at.y,
            ..hit
        }));
        bottom = bottom.max(row_top + height);
    }
    end(&sheet, (width, bottom.max(1.0)), words, &[], hits)
}

/// A panel, with its zones and its height.
fn one(sheet: &mut Sheet, ground: &Ground, width: f64) -> (Vec<Hit>, f64) {
    match ground {
        Ground::Tiles(map) => {
            let grid = Grid::fit(&map.tiles, width, HEAD, false);
            let mut hits = Vec::new();
            tiles::draw(sheet, map, &grid, &mut hits);
            (hits, grid.bottom)
        }
        Ground::Outlines(map) => {
            let paper = Paper::fit(map, width, HEAD);
            (outlines::draw(sheet, map, &paper, false).hits, paper.bottom)
        }
    }
}
