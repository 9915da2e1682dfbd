//! A map of hexagon tiles: every unit as large as the others, name, class and value inside.

use super::frame::{Begun, begin, end};
use super::legend::Key;
use super::lines::Texts;
use super::names::{self, Beside};
use super::sheet::{BIG, MID, Rect, SMALL, Sheet, Type, bar, trace};
use super::{Look, Scale};
use crate::chart::axis::NARROW;
use crate::chart::plot::Words;
use crate::chart::{Hit, Picture};
use crate::core::geo::Coord;
use crate::core::geo::hex::{HALF_WIDTH, Hex, borders};

/// One unit.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Tile {
    /// Axial coordinate along a row.
    pub q: i32,
    /// Row.
    pub r: i32,
    /// Names, the one liked best first; the first that has room is written.
    pub names: Vec<String>,
    /// Letter of the class.
    pub tag: String,
    /// Value as it is read.
    pub value: String,
    /// How it is filled.
    pub look: Look,
    /// Position in [`TileMap::groups`] of the unit it belongs to.
    pub group: usize,
}

/// Tiles with what goes with them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TileMap {
    /// Units.
    pub tiles: Vec<Tile>,
    /// Names of the units they belong to; a thick line runs between these. Empty: no line.
    pub groups: Vec<String>,
    /// What the colours mean.
    pub scale: Scale,
    /// Entries of the legend.
    pub keys: Vec<Key>,
    /// Unit that is framed.
    pub selected: Option<usize>,
    /// Units with a dashed frame: neighbours of the selected.
    pub near: Vec<usize>,
    /// Pairs joined by a bar: neighbours made by hand.
    pub links: Vec<(usize, usize)>,
    /// Title and finding.
    pub words: Words,
}

/// Largest radius of a tile in px.
const MOST: f64 = 40.0;
const EDGE: f64 = 4.0;

/// Draws it. The height follows from the width and the tiles.
///
/// ```
/// use tanheng::chart::map::{Look, Tile, TileMap, tiles};
/// let tile = |q, name: &str| Tile { q, names: vec![name.into()], look: Look::Class(0), ..Tile::default() };
/// let map = TileMap { tiles: vec![tile(0, "五华"), tile(1, "盘龙")], ..TileMap::default() };
/// let picture = tiles(&map, 310.0);
/// assert!(picture.svg.contains("盘龙"));
/// assert_eq!(picture.hits.iter().map(|h| h.index).max(), Some(1));
/// ```
#[must_use]
pub fn tiles(map: &TileMap, width: f64) -> Picture {
    let Begun {
        mut sheet,
        width,
        top,
    } = begin(&map.scale, &map.keys, &[], width);
    let has_names = width >= NARROW && map.groups.len() > 1;
    let grid = Grid::fit(
        &map.tiles,
        width,
        top + if top > 0.0 { 6.0 } else { 0.0 },
        has_names,
    );
    let mut hits = Vec::new();
    let mut wordless = draw(&mut sheet, map, &grid, &mut hits);
    if has_names {
        wordless.extend(name_groups(&mut sheet, map, &grid, width, top));
    }
    end(&sheet, (width, grid.bottom), &map.words, &wordless, hits)
}

/// The same things, those with a dashed edge last: the edges of others would lie over it.
pub(super) fn drawn_last<T>(
    things: &[T],
    is_last: impl Fn(&T) -> bool,
) -> impl Iterator<Item = &T> {
    let (last, first): (Vec<&T>, Vec<&T>) = things.iter().partition(|thing| is_last(thing));
    first.into_iter().chain(last)
}

/// Where the tiles lie, in px.
pub(super) struct Grid {
    pub radius: f64,
    shift: Coord,
    pub bottom: f64,
}

impl Grid {
    /// As large as they fit, in the middle of the width. Group names want free ground at the sides.
    pub fn fit(tiles: &[Tile], width: f64, top: f64, has_names: bool) -> Self {
        let centres = tiles.iter().map(|t| Hex { q: t.q, r: t.r }.centre());
        let (mut low, mut high) = (
            Coord::new(f64::MAX, f64::MAX),
            Coord::new(f64::MIN, f64::MIN),
        );
        for c in centres {
            low = Coord::new(low.x.min(c.x), low.y.min(c.y));
            high = Coord::new(high.x.max(c.x), high.y.max(c.y));
        }
        if tiles.is_empty() {
            (low, high) = (Coord::default(), Coord::default());
        }
        let (wide, tall) = (high.x - low.x + 2.0 * HALF_WIDTH, high.y - low.y + 2.0);
        let side = if has_names { 24.0 } else { EDGE };
        let radius = ((width - 2.0 * side) / wide).min(MOST);
        Self {
            radius,
            shift: Coord::new(
                (width - wide * radius) / 2.0 + (HALF_WIDTH - low.x) * radius,
                top + EDGE + (1.0 - low.y) * radius,
            ),
            bottom: top + 2.0 * EDGE + tall * radius,
        }
    }

    fn px(&self, at: Coord) -> Coord {
        Coord::new(
            at.x * self.radius + self.shift.x,
            at.y * self.radius + self.shift.y,
        )
    }

    fn centre(&self, tile: &Tile) -> Coord {
        self.px(Hex {
            q: tile.q,
            r: tile.r,
        }
        .centre())
    }

    fn corners(&self, tile: &Tile, size: f64) -> Vec<Coord> {
        let hex = Hex {
            q: tile.q,
            r: tile.r,
        };
        let middle = hex.centre();
        let inward = |c: Coord| {
            Coord::new(
                middle.x + (c.x - middle.x) * size,
                middle.y + (c.y - middle.y) * size,
            )
        };
        hex.corners().map(|c| self.px(inward(c))).to_vec()
    }
}

/// Draws fills, lines, words and frames; gives what had no room for a word.
pub(super) fn draw(
    sheet: &mut Sheet,
    map: &TileMap,
    grid: &Grid,
    hits: &mut Vec<Hit>,
) -> Vec<String> {
    for (index, tile) in map.tiles.iter().enumerate() {
        zones(grid, tile, index, hits);
    }
    let tiles: Vec<(usize, &Tile)> = map.tiles.iter().enumerate().collect();
    for (index, tile) in drawn_last(&tiles, |(_, tile)| tile.look == Look::NoData) {
        sheet.unit(
            &map.scale,
            tile.look,
            "map-tile",
            &[grid.corners(tile, 1.0)],
            Some(*index),
        );
    }
    if map.groups.len() > 1 {
        let places: Vec<Hex> = map.tiles.iter().map(|t| Hex { q: t.q, r: t.r }).collect();
        let groups: Vec<usize> = map.tiles.iter().map(|t| t.group).collect();
        let mut data = String::new();
        for line in borders(&places, &groups) {
            let line: Vec<Coord> = line.into_iter().map(|c| grid.px(c)).collect();
            trace(&mut data, &line, line.first() == line.last());
        }
        sheet.path(&["map-border"], &data);
    }
    let mut wordless = Vec::new();
    for tile in &map.tiles {
        if !write(sheet, &map.scale, tile, grid) {
            wordless.push(texts(tile).all());
        }
    }
    let frame = |sheet: &mut Sheet, class: &str, size: f64, tile: &Tile| {
        let mut data = String::new();
        trace(&mut data, &grid.corners(tile, size), true);
        sheet.path(&[class], &data);
    };
    for tile in map.near.iter().filter_map(|&i| map.tiles.get(i)) {
        frame(sheet, "map-near", 0.95, tile);
    }
    for (a, b) in &map.links {
        if let (Some(a), Some(b)) = (map.tiles.get(*a), map.tiles.get(*b)) {
            // Over the gap between two tiles, short of their words.
            let ends = bar(grid.centre(a), grid.centre(b), 0.72 * grid.radius, 0.4);
            if let Some(ends) = ends {
                sheet.bar(ends);
            }
        }
    }
    if let Some(tile) = map.selected.and_then(|i| map.tiles.get(i)) {
        frame(sheet, "map-selected", 0.93, tile);
    }
    wordless
}

/// Zones of a hexagon: its band, and slabs of its two caps.
fn zones(grid: &Grid, tile: &Tile, index: usize, hits: &mut Vec<Hit>) {
    let (c, r) = (grid.centre(tile), grid.radius);
    let half = HALF_WIDTH * r;
    let mut zone = |half: f64, y0: f64, y1: f64| {
        hits.push(Hit {
            x0: c.x - half,
            x1: c.x + half,
            y0,
            y1,
            index,
        })
    };
    zone(half, c.y - r / 2.0, c.y + r / 2.0);
    for k in 0..3 {
        let (inner, outer) = (f64::from(k) / 3.0, f64::from(k + 1) / 3.0);
        let wide = half * (1.0 - (inner + outer) / 2.0);
        let (near, far) = (r / 2.0 * (1.0 + inner), r / 2.0 * (1.0 + outer));
        zone(wide, c.y - far, c.y - near);
        zone(wide, c.y + near, c.y + far);
    }
}

/// Room across a hexagon at a height from its middle, less a margin.
fn room(radius: f64, dy: f64, kind: Type) -> f64 {
    let cap = (dy.abs() - radius / 2.0).max(0.0) / (radius / 2.0);
    let margin = if kind.size > 11.0 { 5.0 } else { 3.0 };
    2.0 * HALF_WIDTH * radius * (1.0 - cap).max(0.0) - margin
}

/// Writes the fullest way that fits; `false` when that is one without a name.
fn write(sheet: &mut Sheet, scale: &Scale, tile: &Tile, grid: &Grid) -> bool {
    let (at, ink) = (grid.centre(tile), scale.tone(tile.look).ink());
    for way in texts(tile).ways(&[BIG, MID, SMALL]) {
        let lines = way.lines();
        let fits = lines.iter().all(|line| {
            let (top, foot) = (
                line.base - 0.8 * line.kind.size,
                line.base + 0.08 * line.kind.size,
            );
            line.kind.width(line.text) <= room(grid.radius, top.abs().max(foot.abs()), line.kind)
        });
        if fits {
            sheet.lines(&lines, ink, at);
            return way.has_name;
        }
    }
    false
}

fn texts(tile: &Tile) -> Texts<'_> {
    Texts {
        names: &tile.names,
        tag: &tile.tag,
        value: &tile.value,
    }
}

fn name_groups(sheet: &mut Sheet, map: &TileMap, grid: &Grid, width: f64, top: f64) -> Vec<String> {
    // Two rectangles cover a hexagon closely enough for words beside it.
    let covers = |tile: &Tile| {
        let (c, r) = (grid.centre(tile), grid.radius);
        let rect = |wide: f64, tall: f64| Rect {
            x0: c.x - wide,
            x1: c.x + wide,
            y0: c.y - tall,
            y1: c.y + tall,
        };
        [
            rect(HALF_WIDTH * r, 0.55 * r),
            rect(0.6 * HALF_WIDTH * r, 0.85 * r),
        ]
    };
    let taken: Vec<Rect> = map.tiles.iter().flat_map(covers).collect();
    let beside: Vec<Beside<'_>> = map
        .groups
        .iter()
        .enumerate()
        .map(|(group, name)| Beside {
            name,
            own: map
                .tiles
                .iter()
                .filter(|t| t.group == group)
                .map(|t| covers(t)[0])
                .collect(),
        })
        .collect();
    let paper = Rect {
        x0: 0.0,
        x1: width,
        y0: top,
        y1: grid.bottom,
    };
    let is_free = |rect: &Rect| !taken.iter().any(|other| other.meets(rect));
    let left = names::draw(sheet, &beside, is_free, paper, grid.radius);
    left.into_iter()
        .filter_map(|i| map.groups.get(i).cloned())
        .collect()
}
