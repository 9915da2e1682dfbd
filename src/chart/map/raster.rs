//! Which unit lies where on the paper, in small squares: for zones that select, and for words that must stay on their own.

use super::sheet::Rect;
use crate::chart::Hit;
use crate::core::geo::scan::{Grid, ZoneScan};
use crate::core::geo::{Coord, Shape};

/// Side of a square in px.
const SQUARE: f64 = 3.0;

const NOBODY: u32 = u32::MAX;

/// Ground that is taken: no unit's and not free.
const TAKEN: u32 = u32::MAX - 1;

/// The paper in squares.
#[derive(Clone)]
pub(super) struct Raster {
    columns: usize,
    rows: usize,
    units: Vec<u32>,
}

impl Raster {
    /// Of shapes in px.
    pub fn new(shapes: &[Shape], width: f64, height: f64) -> Self {
        let count = |size: f64| libm::ceil(size / SQUARE).clamp(1.0, 2_000.0) as usize;
        let (columns, rows) = (count(width), count(height));
        let mut units = vec![NOBODY; columns * rows];
        let grid = Grid {
            x0: 0.0,
            y0: 0.0,
            dx: SQUARE,
            dy: SQUARE,
            columns,
            rows,
        };
        if let Ok(mut scan) = ZoneScan::new(shapes, grid) {
            for (row, squares) in units.chunks_exact_mut(columns).enumerate() {
                for span in scan.spans(row) {
                    squares[span.from..span.to].fill(u32::try_from(span.unit).unwrap_or(NOBODY));
                }
            }
        }
        Self {
            columns,
            rows,
            units,
        }
    }

    /// The same with ground on which no word may stand.
    pub fn without(&self, taken: &[Rect]) -> Self {
        let mut left = self.clone();
        let square = |v: f64, most: usize| libm::floor(v / SQUARE).clamp(0.0, most as f64) as usize;
        for rect in taken {
            let (c0, c1) = (
                square(rect.x0, self.columns),
                square(rect.x1 + SQUARE, self.columns),
            );
            let (r0, r1) = (
                square(rect.y0, self.rows),
                square(rect.y1 + SQUARE, self.rows),
            );
            for row in r0..r1 {
                let from = row * self.columns;
                left.units[from + c0..from + c1].fill(TAKEN);
            }
        }
        left
    }

    /// Zones of every unit: runs of squares, those below one another in one. A unit too small for a square has a zone round its
    /// `place` that comes before all others.
    pub fn hits(&self, places: &[Option<Coord>]) -> Vec<Hit> {
        let mut done: Vec<Hit> = Vec::new();
        let mut open: Vec<(usize, usize, Hit)> = Vec::new();
        let mut seen = vec![false; places.len()];
        for (row, squares) in self.units.chunks_exact(self.columns).enumerate() {
            let y = row as f64 * SQUARE;
            let mut still = Vec::new();
            let mut from = 0;
            for run in squares.chunk_by(|a, b| a == b) {
                let to = from + run.len();
                if run[0] != NOBODY {
                    let index = run[0] as usize;
                    if let Some(seen) = seen.get_mut(index) {
                        *seen = true;
                    }
                    let same = open
                        .iter()
                        .position(|(a, b, hit)| (*a, *b, hit.index) == (from, to, index));
                    let mut hit = same.map_or(
                        Hit {
                            x0: from as f64 * SQUARE,
                            x1: to as f64 * SQUARE,
                            y0: y,
                            y1: y,
                            index,
                        },
                        |i| open.swap_remove(i).2,
                    );
                    hit.y1 = y + SQUARE;
                    still.push((from, to, hit));
                }
                from = to;
            }
            done.extend(open.drain(..).map(|(_, _, hit)| hit));
            open = still;
        }
        done.extend(open.into_iter().map(|(_, _, hit)| hit));
        let small = places
            .iter()
            .enumerate()
            .filter(|(i, _)| !seen[*i])
            .filter_map(|(index, place)| {
                let c = (*place)?;
                Some(Hit {
                    x0: c.x - 4.0,
                    x1: c.x + 4.0,
                    y0: c.y - 4.0,
                    y1: c.y + 4.0,
                    index,
                })
            });
        small.chain(done).collect()
    }

    /// Whether a rectangle lies on the paper and on this unit alone; `None` asks for free ground.
    pub fn is_all(&self, rect: &Rect, unit: Option<usize>) -> bool {
        let wanted = unit.map_or(NOBODY, |u| u as u32);
        let first = |v: f64| libm::floor(v / SQUARE);
        let (c0, c1) = (first(rect.x0), first(rect.x1));
        let (r0, r1) = (first(rect.y0), first(rect.y1));
        if c0 < 0.0 || r0 < 0.0 || c1 >= self.columns as f64 || r1 >= self.rows as f64 {
            return false;
        }
        (r0 as usize..=r1 as usize).all(|row| {
            let from = row * self.columns;
            self.units[from + c0 as usize..=from + c1 as usize]
                .iter()
                .all(|u| *u == wanted)
        })
    }
}
