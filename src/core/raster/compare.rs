//! Whether two rasters lie on each other.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{CrsKind, Grid, RasterError};

/// Share of a pixel that positions and edges may be apart.
const APART: f64 = 1e-3;

/// One thing in which the second raster differs from the first. Its text is numbers and field-standard names.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GridDifference {
    /// Columns and rows.
    Size([u32; 2], [u32; 2]),
    /// Outer corner of the first pixel.
    Origin([f64; 2], [f64; 2]),
    /// The four numbers of pixel size and turn: `dx, turn, turn, dy`.
    Pixel([f64; 4], [f64; 4]),
    /// One has a position and the other has none.
    Position(bool, bool),
    /// Number in the EPSG register.
    Epsg(u32, u32),
    /// Kind of the coordinate system.
    Kind(CrsKind, CrsKind),
    /// Metres, or degrees, in a unit.
    Unit(f64, f64),
}

impl fmt::Display for GridDifference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Size([w, h], [v, g]) => write!(f, "size {w} × {h} / {v} × {g}"),
            Self::Origin([x, y], [u, v]) => write!(f, "origin ({x}, {y}) / ({u}, {v})"),
            Self::Pixel(a, b) => {
                write!(f, "pixel ({}, {}) / ({}, {})", a[0], a[3], b[0], b[3])?;
                let turned = [a[1], a[2], b[1], b[2]];
                if turned.iter().any(|t| *t != 0.0) {
                    let [p, q, r, s] = turned;
                    write!(f, " rotation ({p}, {q}) / ({r}, {s})")?;
                }
                Ok(())
            }
            Self::Position(a, b) => {
                let mark = |has: &bool| if *has { "✓" } else { "—" };
                write!(f, "georeference {} / {}", mark(a), mark(b))
            }
            Self::Epsg(a, b) => write!(f, "EPSG:{a} / EPSG:{b}"),
            Self::Kind(a, b) => write!(f, "CRS {} / {}", name(*a), name(*b)),
            Self::Unit(a, b) => write!(f, "unit {a} / {b}"),
        }
    }
}

fn name(kind: CrsKind) -> &'static str {
    match kind {
        CrsKind::Projected => "projected",
        CrsKind::Geographic => "geographic",
        CrsKind::Unknown => "unknown",
    }
}

/// Says nothing when every pixel of `b` lies on the pixel of `a` in the same row and column.
///
/// Corners may be a thousandth of a pixel apart, as files written by different programs are. A coordinate system that one
/// of them does not name is taken to be that of the other.
///
/// # Errors
/// [`RasterError::Grids`] with every difference, in numbers.
///
/// # Examples
/// ```
/// use tanheng::core::raster::{Crs, Grid, GridDifference, RasterError, compare_grids};
/// let a = Grid { width: 3, height: 2, transform: Some([0.0, 30.0, 0.0, 60.0, 0.0, -30.0]), crs: Crs::default() };
/// let b = Grid { width: 4, ..a.clone() };
/// assert_eq!(compare_grids(&a, &a), Ok(()));
/// let differences = vec![GridDifference::Size([3, 2], [4, 2])];
/// assert_eq!(compare_grids(&a, &b), Err(RasterError::Grids { differences }));
/// ```
pub fn compare_grids(a: &Grid, b: &Grid) -> Result<(), RasterError> {
    let mut differences = Vec::new();
    if (a.width, a.height) != (b.width, b.height) {
        let (a, b) = ([a.width, a.height], [b.width, b.height]);
        differences.push(GridDifference::Size(a, b));
    }
    match (a.transform, b.transform) {
        (Some(t), Some(u)) => {
            let step = [t[1], t[2], t[4], t[5]].map(f64::abs);
            let near = APART * step.iter().copied().fold(0.0, f64::max);
            // What is no number is a difference too.
            let apart = |p: f64, q: f64, near: f64| {
                let by = (p - q).abs();
                by.is_nan() || by > near
            };
            if apart(t[0], u[0], near) || apart(t[3], u[3], near) {
                differences.push(GridDifference::Origin([t[0], t[3]], [u[0], u[3]]));
            }
            // At the far edge the whole difference has added up.
            let across = near / f64::from(a.width.max(1));
            let down = near / f64::from(a.height.max(1));
            if apart(t[1], u[1], across)
                || apart(t[4], u[4], across)
                || apart(t[2], u[2], down)
                || apart(t[5], u[5], down)
            {
                let of = |t: [f64; 6]| [t[1], t[2], t[4], t[5]];
                differences.push(GridDifference::Pixel(of(t), of(u)));
            }
        }
        (None, None) => {}
        (t, u) => differences.push(GridDifference::Position(t.is_some(), u.is_some())),
    }
    let (p, q) = (&a.crs, &b.crs);
    if p.kind != CrsKind::Unknown && q.kind != CrsKind::Unknown {
        match (p.epsg, q.epsg) {
            (Some(m), Some(n)) if m != n => differences.push(GridDifference::Epsg(m, n)),
            _ if p.kind != q.kind => differences.push(GridDifference::Kind(p.kind, q.kind)),
            _ if (p.unit - q.unit).abs() > 1e-6 * p.unit.abs() => {
                differences.push(GridDifference::Unit(p.unit, q.unit));
            }
            _ => {}
        }
    }
    if differences.is_empty() {
        Ok(())
    } else {
        Err(RasterError::Grids { differences })
    }
}
