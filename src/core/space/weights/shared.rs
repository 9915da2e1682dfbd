//! Which units have points or sides in common.

use super::{Weights, WeightsError};
use crate::core::geo::{Bounds, Coord};

/// Most comparisons of one unit with another: a second of work. Five million points of sound outlines stay below it.
const MOST_COMPARISONS: usize = 200_000_000;

/// Most cells between the coordinates and 0: the rounding of a coordinate is then below a thousandth of a cell.
const MOST_CELLS: f64 = (1_u64 << 40) as f64;

/// Who meets whom.
pub(super) struct Met {
    pub(super) weights: Weights,
    /// Part of the entries that another unit has too.
    pub(super) shared: f64,
}

/// Units with equal entries.
pub(super) fn equal<K: Ord>(count: usize, mut entries: Vec<(K, u32)>) -> Result<Met, WeightsError> {
    entries.sort_unstable();
    entries.dedup();
    let groups: Vec<&[(K, u32)]> = entries
        .chunk_by(|a, b| a.0 == b.0)
        .filter(|group| group.len() > 1)
        .collect();
    let of_group = |group: &&[(K, u32)]| group.len().saturating_mul(group.len());
    let comparisons = groups.iter().map(of_group);
    if comparisons.fold(0, usize::saturating_add) > MOST_COMPARISONS {
        return Err(WeightsError::TooManyLinks);
    }
    let mut groups_of: Vec<Vec<u32>> = vec![Vec::new(); count];
    for (at, group) in (0..).zip(&groups) {
        for (_, unit) in *group {
            groups_of[*unit as usize].push(at);
        }
    }
    let mut rows = Rows::of(count);
    for own in &groups_of {
        for group in own {
            for (_, other) in groups[*group as usize] {
                rows.meet(*other);
            }
        }
        rows.end()?;
    }
    let shared: usize = groups.iter().map(|group| group.len()).sum();
    Ok(rows.met(shared, entries.len()))
}

/// Units with entries whose two ends lie within a tolerance of one another's, in either order. Both ends within it leave the
/// middles within it too, so the middles are sorted into cells as wide as the tolerance, and looked for in nine of them.
pub(super) fn near(
    count: usize,
    mut entries: Vec<(u32, Coord, Coord)>,
    tolerance: f64,
) -> Result<Met, WeightsError> {
    let wrong = WeightsError::Tolerance { value: tolerance };
    let key = |c: &Coord| [(c.x + 0.0).to_bits(), (c.y + 0.0).to_bits()];
    let whole = |e: &(u32, Coord, Coord)| (e.0, key(&e.1), key(&e.2));
    entries.sort_unstable_by_key(whole);
    entries.dedup_by_key(|e| whole(e));
    let middle =
        |(_, a, b): &(u32, Coord, Coord)| Coord::new(a.x / 2.0 + b.x / 2.0, a.y / 2.0 + b.y / 2.0);
    let Some(bounds) = Bounds::of(entries.iter().map(middle)) else {
        let rows = (0..count).try_fold(Rows::of(count), |mut rows, _| rows.end().map(|()| rows));
        return Ok(rows?.met(0, 0));
    };
    // A little wider, for rounding.
    let width = tolerance * 1.001;
    let Bounds { low, high } = bounds;
    let farthest = [low.x, low.y, high.x, high.y].map(f64::abs);
    let farthest = farthest.into_iter().fold(0.0, f64::max);
    let is_told = farthest / width < MOST_CELLS;
    if !is_told {
        return Err(wrong);
    }
    let cell = |at: Coord| {
        let x = libm::floor((at.x - low.x) / width) as i64;
        let y = libm::floor((at.y - low.y) / width) as i64;
        (x, y)
    };
    let mut cells: Vec<((i64, i64), u32)> = entries
        .iter()
        .zip(0..)
        .map(|(entry, at)| (cell(middle(entry)), at))
        .collect();
    cells.sort_unstable();
    let is_within = |a: Coord, b: Coord| libm::hypot(a.x - b.x, a.y - b.y) <= tolerance;
    let mut rows = Rows::of(count);
    let (mut comparisons, mut shared) = (0, 0);
    for entry in &entries {
        let (unit, a, b) = *entry;
        while rows.unit() < unit {
            rows.end()?;
        }
        let (x, y) = cell(middle(entry));
        let mut is_shared = false;
        for column in [x - 1, x, x + 1] {
            let start = cells.partition_point(|(cell, _)| *cell < (column, y - 1));
            let beside = cells[start..].iter();
            for (_, other) in beside.take_while(|(cell, _)| *cell <= (column, y + 1)) {
                comparisons += 1;
                let (other, c, d) = entries[*other as usize];
                if other != unit
                    && (is_within(a, c) && is_within(b, d) || is_within(a, d) && is_within(b, c))
                {
                    is_shared = true;
                    rows.meet(other);
                }
            }
            if comparisons > MOST_COMPARISONS {
                return Err(wrong);
            }
        }
        shared += usize::from(is_shared);
    }
    while (rows.unit() as usize) < count {
        rows.end()?;
    }
    Ok(rows.met(shared, entries.len()))
}

/// Rows that are filled one unit after the other.
struct Rows {
    weights: Weights,
    /// The last unit that met this one.
    met_by: Vec<u32>,
    row: Vec<u32>,
}

impl Rows {
    fn of(count: usize) -> Self {
        Self {
            weights: Weights::with_room(count),
            met_by: vec![u32::MAX; count],
            row: Vec::new(),
        }
    }

    /// The unit whose row is being filled.
    fn unit(&self) -> u32 {
        self.weights.len() as u32
    }

    fn meet(&mut self, other: u32) {
        let unit = self.unit();
        if other != unit && std::mem::replace(&mut self.met_by[other as usize], unit) != unit {
            self.row.push(other);
        }
    }

    fn end(&mut self) -> Result<(), WeightsError> {
        self.row.sort_unstable();
        self.weights.push_alike(&self.row)?;
        self.row.clear();
        Ok(())
    }

    fn met(self, shared: usize, entries: usize) -> Met {
        Met {
            weights: self.weights,
            shared: shared as f64 / entries.max(1) as f64,
        }
    }
}
