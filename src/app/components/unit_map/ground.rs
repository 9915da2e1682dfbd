//! The ground that units are drawn on: cells round label points, provincial outlines, or boundaries a person brings.

use std::sync::Arc;

use crate::core::geo::albers::Albers;
use crate::core::geo::borders::borders;
use crate::core::geo::measure::label_point;
use crate::core::geo::suspect::shift;
use crate::core::geo::voronoi::{VoronoiOptions, cells};
use crate::core::geo::{Coord, Shape};
use crate::core::problem::{Problem, Report};
use crate::core::study::Text;
use crate::exchange::boundaries::Boundaries;
use crate::words::Lang;

/// Boundaries of a file.
#[derive(Clone)]
pub struct Own {
    /// Name of the file.
    pub name: String,
    /// What it holds.
    pub read: Arc<Boundaries>,
    /// What looks wrong.
    pub doubts: Vec<Problem>,
    /// Column chosen to name the units.
    pub column: Option<usize>,
}

impl PartialEq for Own {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.read, &other.read) && self.column == other.column
    }
}

/// Which ground.
#[derive(Clone, Default, PartialEq)]
pub enum View {
    /// Hexagon tiles.
    #[default]
    Tiles,
    /// Cells round label points.
    Cells,
    /// Outlines of the provinces.
    Provinces(Own),
    /// Boundaries a person brought.
    Own(Own),
}

impl View {
    /// Name in lists of choices.
    pub fn id(&self) -> &'static str {
        match self {
            Self::Tiles => "tiles",
            Self::Cells => "cells",
            Self::Provinces(_) => "provinces",
            Self::Own(_) => "own",
        }
    }
}

/// Shapes in the plane of the paper.
#[derive(Clone, Default, PartialEq)]
pub struct Ground {
    /// One a unit; nothing where it has none.
    pub shapes: Vec<Shape>,
    /// Borders between the regions that units are parts of.
    pub borders: Vec<Vec<Coord>>,
    /// Units without ground.
    pub missing: Vec<usize>,
    /// Names of what no unit asked for.
    pub spare: Vec<String>,
    /// Where the units lie, to the right and down; no numbers where they have no ground.
    pub middles: Vec<(f64, f64)>,
    /// What looks wrong beside the label points that are known.
    pub doubt: Option<Problem>,
}

fn middles(shapes: &[Shape]) -> Vec<(f64, f64)> {
    let middle = |shape| label_point(shape, 1000.0).map_or((f64::NAN, f64::NAN), |c| (c.x, -c.y));
    shapes.iter().map(middle).collect()
}

/// The ground of units with these codes and names; none for tiles, or where their places are not known.
pub fn ground(
    view: &View,
    regions: &[(String, Text)],
    points: &[Coord],
    groups: &[usize],
) -> Option<Ground> {
    let plane = Albers::china();
    let asked: Vec<(&str, &str)> = regions
        .iter()
        .map(|(code, name)| (code.as_str(), Lang::Zh.pick(name)))
        .collect();
    match view {
        View::Tiles => None,
        View::Cells => {
            let placed: Option<Vec<Coord>> = points.iter().map(|p| plane.forward(*p)).collect();
            let found = cells(&placed?, VoronoiOptions::default()).ok()?;
            let shapes = found.shapes();
            Some(Ground {
                borders: found.borders(groups),
                middles: middles(&shapes),
                shapes,
                ..Ground::default()
            })
        }
        View::Provinces(own) | View::Own(own) => Some(joined(own, &asked, points, groups, &plane)),
    }
}

/// Cells round the label points of regions, in the plane of [`Albers::china`]; none where their places are not known.
pub fn cells_of(regions: &[(String, Text)]) -> Vec<Shape> {
    let plane = Albers::china();
    let points = super::places_of(regions).points;
    let placed: Option<Vec<Coord>> = points.iter().map(|p| plane.forward(*p)).collect();
    let found = placed.and_then(|placed| cells(&placed, VoronoiOptions::default()).ok());
    found.map_or_else(Vec::new, |found| found.shapes())
}

fn joined(
    own: &Own,
    asked: &[(&str, &str)],
    points: &[Coord],
    groups: &[usize],
    plane: &Albers,
) -> Ground {
    let read = &own.read;
    let found = read.join(asked, own.column);
    let in_degrees: Vec<Shape> = found
        .shapes
        .iter()
        .map(|s| s.clone().unwrap_or_default())
        .collect();
    let known: Vec<Option<Coord>> = points.iter().copied().map(Some).collect();
    let doubt = shift(&in_degrees, &known).map(|d| d.problem());
    let placed = |shape: Option<Shape>| {
        let placed = shape.and_then(|s| s.map(|c| plane.forward(c)));
        placed.unwrap_or_default()
    };
    let shapes: Vec<Shape> = found.shapes.into_iter().map(placed).collect();
    let spare = found.unused.iter().filter_map(|i| {
        let cells = read.features.get(*i)?.cells.iter();
        let said: Vec<&str> = cells
            .map(String::as_str)
            .filter(|c| !c.is_empty())
            .collect();
        Some(said[..said.len().min(2)].join(" "))
    });
    Ground {
        borders: borders(&shapes, groups).lines,
        spare: spare.collect(),
        missing: found.missing,
        middles: middles(&shapes),
        shapes,
        doubt,
    }
}
