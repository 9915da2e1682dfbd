//! Which unit each pixel of a grid lies in, row by row, so that a raster is counted by unit without being held whole.
//!
//! A pixel belongs to the unit that holds its middle; of a middle on a line, to the unit at its right and below. Units that
//! share a line share no pixel and leave none between them.

use super::{GeoError, Shape};

/// A grid of pixels over the plane of the shapes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Grid {
    /// Left edge.
    pub x0: f64,
    /// Edge where row 0 begins.
    pub y0: f64,
    /// Width of a pixel, positive.
    pub dx: f64,
    /// Height of a pixel: negative when rows go down a y axis that goes up, as rasters have it.
    pub dy: f64,
    /// Pixels a row.
    pub columns: usize,
    /// Rows.
    pub rows: usize,
}

/// A side in rows and columns of the grid, the upper end first.
#[derive(Debug, Clone, Copy)]
struct Edge {
    from: (f64, f64),
    to: (f64, f64),
    unit: u32,
}

/// A run of pixels of one unit within a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// Which unit.
    pub unit: usize,
    /// First column.
    pub from: usize,
    /// Column behind the last.
    pub to: usize,
}

/// Goes through the rows of a grid.
///
/// ```
/// use tanheng::core::geo::{Coord, Shape, scan::{Grid, ZoneScan}};
/// let west = Shape::of_ring([(0.0, 0.0), (2.0, 0.0), (2.0, 2.0), (0.0, 2.0)].map(|(x, y)| Coord::new(x, y)).to_vec());
/// let east = Shape::of_ring([(2.0, 0.0), (3.0, 0.0), (3.0, 2.0), (2.0, 2.0)].map(|(x, y)| Coord::new(x, y)).to_vec());
/// let grid = Grid { x0: 0.0, y0: 2.0, dx: 1.0, dy: -1.0, columns: 4, rows: 2 };
/// let mut scan = ZoneScan::new(&[west, east], grid)?;
/// let mut row = vec![None; 4];
/// scan.row(0, &mut row);
/// assert_eq!(row, [Some(0), Some(0), Some(1), None]);
/// # Ok::<(), tanheng::core::geo::GeoError>(())
/// ```
#[derive(Debug, Clone)]
pub struct ZoneScan {
    grid: Grid,
    /// Sorted by the row they begin in.
    edges: Vec<Edge>,
    next: usize,
    row: usize,
    active: Vec<u32>,
    crossings: Vec<(u32, f64)>,
    spans: Vec<Span>,
}

impl ZoneScan {
    /// A scan over shapes and a grid in the same plane.
    ///
    /// # Errors
    /// A grid without cells, or a coordinate that is no number.
    pub fn new(shapes: &[Shape], grid: Grid) -> Result<Self, GeoError> {
        let sizes = [grid.x0, grid.y0, grid.dx, grid.dy];
        let is_sound = sizes.iter().all(|v| v.is_finite()) && grid.dx > 0.0 && grid.dy != 0.0;
        if !is_sound || grid.columns == 0 || grid.rows == 0 {
            return Err(GeoError::Grid);
        }
        let mut edges = Vec::new();
        for (unit, shape) in shapes.iter().enumerate() {
            for ring in shape.rings() {
                for (a, b) in super::measure::sides(ring) {
                    // In columns and rows, so that middles are at k + ½.
                    let place = |x: f64, y: f64| ((x - grid.x0) / grid.dx, (y - grid.y0) / grid.dy);
                    let (a, b) = (place(a.x, a.y), place(b.x, b.y));
                    if ![a.0, a.1, b.0, b.1].iter().all(|v| v.is_finite()) {
                        return Err(GeoError::NotFinite { unit });
                    }
                    // From the same end whichever unit it belongs to: then both cross a row at the very same place.
                    let (from, to) = if (a.1, a.0) <= (b.1, b.0) {
                        (a, b)
                    } else {
                        (b, a)
                    };
                    let is_crossed =
                        from.1 < to.1 && to.1 > 0.5 && from.1 <= grid.rows as f64 - 0.5;
                    if is_crossed {
                        edges.push(Edge {
                            from,
                            to,
                            unit: u32::try_from(unit).unwrap_or(u32::MAX),
                        });
                    }
                }
            }
        }
        edges.sort_by(|a, b| a.from.1.total_cmp(&b.from.1));
        Ok(Self {
            grid,
            edges,
            next: 0,
            row: 0,
            active: Vec::new(),
            crossings: Vec::new(),
            spans: Vec::new(),
        })
    }

    /// The runs of a row, by unit and then from left to right. Rows asked for in their order are fast. Runs of different units
    /// overlap where the shapes do.
    pub fn spans(&mut self, row: usize) -> &[Span] {
        if row < self.row {
            (self.next, self.row) = (0, 0);
            self.active.clear();
        }
        self.row = row;
        let middle = row as f64 + 0.5;
        while let Some(edge) = self.edges.get(self.next).filter(|e| e.from.1 <= middle) {
            if edge.to.1 > middle {
                self.active.push(self.next as u32);
            }
            self.next += 1;
        }
        let edges = &self.edges;
        self.active.retain(|&i| edges[i as usize].to.1 > middle);
        self.crossings.clear();
        for &i in &self.active {
            let Edge { from, to, unit } = edges[i as usize];
            let t = (middle - from.1) / (to.1 - from.1);
            self.crossings.push((unit, from.0 + t * (to.0 - from.0)));
        }
        self.crossings
            .sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
        self.spans.clear();
        let column = |x: f64| libm::ceil(x - 0.5).clamp(0.0, self.grid.columns as f64) as usize;
        for pair in self.crossings.chunks_exact(2) {
            let (from, to) = (column(pair[0].1), column(pair[1].1));
            if from < to && row < self.grid.rows {
                self.spans.push(Span {
                    unit: pair[0].0 as usize,
                    from,
                    to,
                });
            }
        }
        &self.spans
    }

    /// The unit of each pixel of a row; where shapes overlap, the first of them. Pixels beyond the grid are of no unit.
    pub fn row(&mut self, row: usize, out: &mut [Option<usize>]) {
        out.fill(None);
        for span in self.spans(row) {
            let to = span.to.min(out.len());
            for pixel in out.get_mut(span.from..to).unwrap_or_default() {
                pixel.get_or_insert(span.unit);
            }
        }
    }
}
