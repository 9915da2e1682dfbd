//! Conditional permutation: a unit keeps its value, and its neighbours' are drawn from all others without replacement.
//!
//! One table of draws serves all units, a row a permutation, as many columns as the most neighbours any unit has; a unit reads
//! as many columns as it has neighbours. That is the convention of PySAL and of GeoDa's `lookup`: every unit's own draws are
//! what they have to be, those of two units are not independent of each other. Drawn are the places 0 to n − 2; to unit `i`
//! the place `i` means the last unit, so that it never draws itself.
//!
//! Hence all units with the same number of neighbours and equal weights share the sums of a permutation but for the few that
//! drew the unit's own place: these sums are sorted once, a unit finds its count by bisection, and the few are put right.

use super::options::MOST_PERMUTATIONS;
use super::permutation::{Counts, Draws, OnPermutations};
use super::{SpaceError, Weights};

/// Most permutations in a block, most draws in its table, most steps through it: what is held and what passes between two
/// reports stay small. No result depends on them.
const MOST_ROWS: usize = 1 << 13;
const MOST_DRAWS: usize = 1 << 22;
const MOST_STEPS: usize = 1 << 25;

/// What is summed over the neighbours of a unit.
#[derive(Clone, Copy)]
pub(super) enum Summed<'a> {
    /// `Σ_j w_ij v_j`.
    Values(&'a [f64]),
    /// `Σ_j w_ij (v_i − v_j)²`.
    SquaredDifferences(&'a [f64]),
}

/// How many drawn sums are at least and at most the observed one, for every unit; none for a unit without neighbours. `rounding`
/// is how far rounding may put one value from where it belongs: sums that near tie.
pub(super) fn conditional_counts(
    weights: &Weights,
    summed: Summed<'_>,
    rounding: f64,
    permutations: usize,
    seed: u64,
    progress: OnPermutations<'_>,
) -> Result<Vec<Option<Counts>>, SpaceError> {
    let units = units(weights, summed, rounding);
    let width = units.last().map_or(0, |unit| unit.degree);
    let scans = units.iter().filter(|unit| !unit.is_shared(summed));
    let steps: usize = scans.map(|unit| unit.degree).sum();
    let rows = MOST_ROWS
        .min(MOST_DRAWS / width.max(1))
        .min(MOST_STEPS / steps.max(1))
        .max(64);
    in_blocks(
        weights.len(),
        &units,
        summed,
        rows,
        permutations,
        seed,
        progress,
    )
}

/// A unit with neighbours.
struct Unit<'a> {
    place: usize,
    degree: usize,
    weights: &'a [f64],
    /// Whether all its weights are the same, so that sums are compared without them.
    is_even: bool,
    /// From here on a sum is at least the observed one.
    low: f64,
    /// Up to here a sum is at most the observed one.
    high: f64,
}

impl Unit<'_> {
    /// Whether its sums are those of other units too.
    fn is_shared(&self, summed: Summed<'_>) -> bool {
        self.is_even && matches!(summed, Summed::Values(_))
    }

    fn counts(&self, sums: &[f64]) -> Counts {
        let mut counts = Counts::default();
        for sum in sums {
            counts.at_least += u32::from(*sum >= self.low);
            counts.at_most += u32::from(*sum <= self.high);
        }
        counts
    }
}

/// Units with neighbours, those with few first.
fn units<'a>(weights: &'a Weights, summed: Summed<'_>, rounding: f64) -> Vec<Unit<'a>> {
    let mut units = Vec::with_capacity(weights.len());
    for place in (0..weights.len()).filter(|place| !weights.is_island(*place)) {
        let (neighbours, own) = weights.row(place);
        let is_even = own.iter().all(|w| *w == own[0]);
        let of = |w: f64, neighbour: u32| match summed {
            Summed::Values(values) => w * values[neighbour as usize],
            Summed::SquaredDifferences(values) => {
                let apart = values[place] - values[neighbour as usize];
                w * apart * apart
            }
        };
        let weight = |w: f64| if is_even { 1.0 } else { w };
        let rows = neighbours.iter().zip(own);
        let observed: f64 = rows.map(|(neighbour, w)| of(weight(*w), *neighbour)).sum();
        let total: f64 = own.iter().map(|w| weight(*w)).sum();
        let tolerance = rounding * total * (own.len() + 4) as f64;
        units.push(Unit {
            place,
            degree: own.len(),
            weights: own,
            is_even,
            low: observed - tolerance,
            high: observed + tolerance,
        });
    }
    units.sort_by_key(|unit| unit.degree);
    units
}

fn in_blocks(
    all: usize,
    units: &[Unit<'_>],
    summed: Summed<'_>,
    rows: usize,
    permutations: usize,
    seed: u64,
    progress: OnPermutations<'_>,
) -> Result<Vec<Option<Counts>>, SpaceError> {
    let total = permutations.min(MOST_PERMUTATIONS);
    let width = units.last().map_or(0, |unit| unit.degree);
    let mut table = Table::new(all, width, seed);
    let mut sums = Sums::default();
    let mut counts = vec![None; all];
    for unit in units {
        counts[unit.place] = Some(Counts::default());
    }
    let mut done = 0;
    while done < total {
        if progress(done, total).is_break() {
            return Err(SpaceError::Cancelled { done, total });
        }
        let block = rows.min(total - done);
        table.draw(block);
        sums.restart(block);
        for unit in units {
            let found = sums.of(unit, &table, summed);
            if let Some(counts) = &mut counts[unit.place] {
                counts.at_least += found.at_least;
                counts.at_most += found.at_most;
            }
        }
        done += block;
    }
    if progress(total, total).is_break() {
        return Err(SpaceError::Cancelled { done: total, total });
    }
    Ok(counts)
}

/// Draws of a block of permutations.
struct Table {
    draws: Draws,
    width: usize,
    rows: usize,
    /// Column after column: `drawn[column · rows + row]`.
    drawn: Vec<u32>,
    /// All places; after every row in ascending order again, so that a row depends on the source of draws alone.
    pool: Vec<u32>,
    swaps: Vec<usize>,
    /// Where in `drawn` each place stands: `held[starts[place]..starts[place + 1]]`, ascending.
    starts: Vec<u32>,
    held: Vec<u32>,
}

impl Table {
    fn new(units: usize, width: usize, seed: u64) -> Self {
        Self {
            draws: Draws::new(seed),
            width,
            rows: 0,
            drawn: Vec::new(),
            pool: (0..units.saturating_sub(1) as u32).collect(),
            swaps: vec![0; width],
            starts: Vec::new(),
            held: Vec::new(),
        }
    }

    /// Draws the next rows: the first `width` of a shuffle of the pool.
    fn draw(&mut self, rows: usize) {
        self.rows = rows;
        self.drawn.resize(rows * self.width, 0);
        for row in 0..rows {
            for column in 0..self.width {
                let other = column + self.draws.below(self.pool.len() - column);
                self.pool.swap(column, other);
                self.swaps[column] = other;
                self.drawn[column * rows + row] = self.pool[column];
            }
            for column in (0..self.width).rev() {
                self.pool.swap(column, self.swaps[column]);
            }
        }
        self.starts.clear();
        self.starts.resize(self.pool.len() + 2, 0);
        for place in &self.drawn {
            self.starts[*place as usize + 2] += 1;
        }
        for place in 2..self.starts.len() {
            self.starts[place] += self.starts[place - 1];
        }
        self.held.resize(self.drawn.len(), 0);
        for (at, place) in self.drawn.iter().enumerate() {
            let next = &mut self.starts[*place as usize + 1];
            self.held[*next as usize] = at as u32;
            *next += 1;
        }
    }

    fn column(&self, column: usize) -> &[u32] {
        &self.drawn[column * self.rows..(column + 1) * self.rows]
    }

    /// Rows in which one of the first `degree` columns is a place, and that column. The last unit's place is never drawn.
    fn holding(&self, place: usize, degree: usize) -> impl Iterator<Item = (usize, usize)> {
        let held = if place < self.pool.len() {
            &self.held[self.starts[place] as usize..self.starts[place + 1] as usize]
        } else {
            &[]
        };
        let end = degree * self.rows;
        let own = held.iter().map(|at| *at as usize);
        let own = own.take_while(move |at| *at < end);
        own.map(|at| (at % self.rows, at / self.rows))
    }
}

/// Sums over the first columns of every row, without weights.
#[derive(Default)]
struct Sums {
    columns: usize,
    values: Vec<f64>,
    squares: Vec<f64>,
    /// `values` in ascending order, once asked for.
    sorted: Vec<f64>,
    own: Vec<f64>,
}

impl Sums {
    fn restart(&mut self, rows: usize) {
        self.columns = 0;
        for sums in [&mut self.values, &mut self.squares, &mut self.own] {
            sums.clear();
            sums.resize(rows, 0.0);
        }
        self.sorted.clear();
    }

    /// Takes columns in until there are `degree`.
    fn widen(&mut self, degree: usize, table: &Table, values: &[f64], with_squares: bool) {
        for column in self.columns..degree {
            self.sorted.clear();
            for (sum, place) in self.values.iter_mut().zip(table.column(column)) {
                *sum += values[*place as usize];
            }
            if with_squares {
                for (sum, place) in self.squares.iter_mut().zip(table.column(column)) {
                    let value = values[*place as usize];
                    *sum += value * value;
                }
            }
        }
        self.columns = degree;
    }

    fn of(&mut self, unit: &Unit<'_>, table: &Table, summed: Summed<'_>) -> Counts {
        match summed {
            Summed::Values(values) if unit.is_even => {
                self.widen(unit.degree, table, values, false);
                self.shared(unit, table, values)
            }
            Summed::Values(values) => {
                let last = values[values.len() - 1];
                self.scanned(unit, table, |place| values[place], last)
            }
            Summed::SquaredDifferences(values) if unit.is_even => {
                self.widen(unit.degree, table, values, true);
                self.differences(unit, table, values)
            }
            Summed::SquaredDifferences(values) => {
                let value = values[unit.place];
                let of = |place: usize| (value - values[place]) * (value - values[place]);
                self.scanned(unit, table, of, of(values.len() - 1))
            }
        }
    }

    /// Equal weights: the sums of all units with so many neighbours, put right where this one was drawn.
    fn shared(&mut self, unit: &Unit<'_>, table: &Table, values: &[f64]) -> Counts {
        if self.sorted.is_empty() {
            self.sorted.extend_from_slice(&self.values);
            self.sorted.sort_unstable_by(f64::total_cmp);
        }
        let below = self.sorted.partition_point(|sum| *sum < unit.low);
        let up_to = self.sorted.partition_point(|sum| *sum <= unit.high);
        let mut at_least = self.sorted.len() - below;
        let mut at_most = up_to;
        let shift = values[values.len() - 1] - values[unit.place];
        for (row, _) in table.holding(unit.place, unit.degree) {
            let shared = self.values[row];
            let own = shared + shift;
            at_least -= usize::from(shared >= unit.low);
            at_least += usize::from(own >= unit.low);
            at_most -= usize::from(shared <= unit.high);
            at_most += usize::from(own <= unit.high);
        }
        Counts {
            at_least: at_least as u32,
            at_most: at_most as u32,
        }
    }

    /// Equal weights, squared differences: `Σ (v_i − v)² = k v_i² − 2 v_i Σ v + Σ v²`, the sums being shared.
    fn differences(&mut self, unit: &Unit<'_>, table: &Table, values: &[f64]) -> Counts {
        let value = values[unit.place];
        let start = unit.degree as f64 * value * value;
        let shared = self.values.iter().zip(&self.squares);
        for (own, (sum, squares)) in self.own.iter_mut().zip(shared) {
            *own = start - 2.0 * value * sum + squares;
        }
        let apart = value - values[values.len() - 1];
        for (row, _) in table.holding(unit.place, unit.degree) {
            self.own[row] += apart * apart;
        }
        unit.counts(&self.own)
    }

    /// Unequal weights: every row summed for this unit. `last` is what the last unit counts in place of the unit itself.
    fn scanned(
        &mut self,
        unit: &Unit<'_>,
        table: &Table,
        of: impl Fn(usize) -> f64,
        last: f64,
    ) -> Counts {
        self.own.fill(0.0);
        for (column, weight) in unit.weights.iter().enumerate() {
            for (own, place) in self.own.iter_mut().zip(table.column(column)) {
                *own += weight * of(*place as usize);
            }
        }
        let shift = last - of(unit.place);
        for (row, column) in table.holding(unit.place, unit.degree) {
            self.own[row] += unit.weights[column] * shift;
        }
        unit.counts(&self.own)
    }
}

#[cfg(test)]
mod tests {
    use std::ops::ControlFlow;

    use super::{Summed, in_blocks, units};
    use crate::core::space::Weights;

    /// How many permutations are done at a time is a matter of memory.
    #[test]
    fn blocks_change_nothing() {
        let lists: Vec<Vec<(usize, f64)>> = (0..20)
            .map(|unit| {
                let near = (1..=1 + unit % 5).map(|step| (unit + 3 * step) % 20);
                near.map(|j| (j, if unit % 2 == 0 { 1.0 } else { j as f64 + 1.0 }))
                    .collect()
            })
            .collect();
        let weights = Weights::from_lists(&lists).unwrap();
        let values: Vec<f64> = (0..20).map(|unit| f64::from(unit * unit % 13)).collect();
        for summed in [Summed::Values(&values), Summed::SquaredDifferences(&values)] {
            let units = units(&weights, summed, 1e-15);
            let of = |rows| {
                let watch = &mut |_: usize, _: usize| ControlFlow::Continue(());
                in_blocks(20, &units, summed, rows, 1000, 3, watch).unwrap()
            };
            let whole = of(1000);
            assert!(whole.iter().all(Option::is_some));
            for rows in [1, 7, 64, 999] {
                assert_eq!(of(rows), whole);
            }
        }
    }
}
