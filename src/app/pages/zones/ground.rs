//! The ground that units are drawn on: cells round label points, provincial outlines, or boundaries a person brings.

use std::sync::Arc;

use crate::core::geo::albers::Albers;
use crate::core::geo::borders::borders;
use crate::core::geo::voronoi::{VoronoiOptions, cells};
use crate::core::geo::{Coord, Shape};
use crate::core::problem::Problem;
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
            Some(Ground {
                borders: found.borders(groups),
                shapes: found.shapes(),
                ..Ground::default()
            })
        }
        View::Provinces(own) | View::Own(own) => {
            Some(joined(&own.read, own.column, &asked, groups, &plane))
        }
    }
}

fn joined(
    read: &Boundaries,
    column: Option<usize>,
    asked: &[(&str, &str)],
    groups: &[usize],
    plane: &Albers,
) -> Ground {
    let found = read.join(asked, column);
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
        shapes,
    }
}
