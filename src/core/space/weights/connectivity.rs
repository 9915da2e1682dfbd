//! How all hangs together.

use serde::{Deserialize, Serialize};

use super::Weights;

/// Most pairs in one direction that are listed; all are counted.
pub const MOST_ONE_WAY: usize = 20;

/// What weights look like before anything is computed with them. A neighbour that counts 0 is none here.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Connectivity {
    /// Units.
    pub units: usize,
    /// Neighbour relations, each direction counted.
    pub links: usize,
    /// Links over all `n²` places of the matrix, in percent.
    pub percent_nonzero: f64,
    /// Fewest neighbours of a unit.
    pub least: usize,
    /// Most neighbours of a unit.
    pub most: usize,
    /// Mean number of neighbours.
    pub mean: f64,
    /// Median number of neighbours; of an even number of units the mean of the two in the middle.
    pub median: f64,
    /// Units by their number of neighbours: `histogram[k]` have `k`, up to the most.
    pub histogram: Vec<usize>,
    /// Number of neighbours of each unit.
    pub neighbours: Vec<usize>,
    /// Units without neighbours of their own, in their order. Others may still have them.
    pub islands: Vec<usize>,
    /// Units with the fewest neighbours.
    pub with_least: Vec<usize>,
    /// Units with the most neighbours.
    pub with_most: Vec<usize>,
    /// Component of each unit, numbered in the order of their first units: those that a chain of links joins, whatever their
    /// direction.
    pub component: Vec<usize>,
    /// Units in each component.
    pub component_sizes: Vec<usize>,
    /// Whether everyone has everyone who has them.
    pub is_symmetric: bool,
    /// Whether, besides, both count alike.
    pub has_symmetric_weights: bool,
    /// Pairs in one direction: the first has the second. The first [`MOST_ONE_WAY`] of them.
    pub one_way: Vec<(usize, usize)>,
    /// How many such pairs there are.
    pub one_way_count: usize,
}

/// Connectivity of weights (邻接概况).
///
/// # Source
/// Anselin & Rey 2014, Modern Spatial Econometrics in Practice, ch. 3. The names of libpysal: `pct_nonzero`, `min_neighbors`,
/// `max_neighbors`, `mean_neighbors`, `histogram`, `islands`, `component_labels`, `asymmetry`.
///
/// # Examples
/// ```
/// use tanheng::core::space::{Weights, weights::connectivity};
/// let told = connectivity(&Weights::from_lists(&[vec![(1, 1.0), (2, 1.0)], vec![(0, 1.0)], vec![], vec![]])?);
/// assert_eq!((told.links, told.percent_nonzero, told.median), (3, 18.75, 0.5));
/// assert_eq!(told.histogram, [2, 1, 1]);
/// assert_eq!(told.islands, [2, 3]);
/// assert_eq!(told.component, [0, 0, 0, 1]);
/// assert_eq!(told.one_way, [(0, 2)]);
/// # Ok::<(), tanheng::core::space::weights::WeightsError>(())
/// ```
#[must_use]
pub fn connectivity(weights: &Weights) -> Connectivity {
    let units = weights.len();
    let counts = |(_, values): (&[u32], &[f64])| values.iter().filter(|w| **w > 0.0).count();
    let neighbours: Vec<usize> = weights.rows().map(counts).collect();
    let links: usize = neighbours.iter().sum();
    let least = neighbours.iter().copied().min().unwrap_or(0);
    let most = neighbours.iter().copied().max().unwrap_or(0);
    let mut histogram = vec![0; if units == 0 { 0 } else { most + 1 }];
    for count in &neighbours {
        histogram[*count] += 1;
    }
    let with = |wanted: usize| -> Vec<usize> {
        let all = neighbours.iter().enumerate();
        all.filter(|(_, count)| **count == wanted)
            .map(|(unit, _)| unit)
            .collect()
    };
    let (component, component_sizes) = components(weights);
    let mut told = Connectivity {
        units,
        links,
        percent_nonzero: 100.0 * links as f64 / (units as f64 * units as f64).max(1.0),
        least,
        most,
        mean: links as f64 / units.max(1) as f64,
        median: median(&neighbours),
        histogram,
        islands: with(0),
        with_least: with(least),
        with_most: with(most),
        neighbours,
        component,
        component_sizes,
        is_symmetric: true,
        has_symmetric_weights: true,
        one_way: Vec::new(),
        one_way_count: 0,
    };
    told.look_for_one_way(weights);
    told
}

impl Connectivity {
    fn look_for_one_way(&mut self, weights: &Weights) {
        let turned = weights.transposed();
        for (unit, (out, back)) in weights.rows().zip(turned.rows()).enumerate() {
            for (other, out, back) in super::combine::merged(out, back) {
                let (out, back) = (out.unwrap_or(0.0), back.unwrap_or(0.0));
                self.has_symmetric_weights &= out == back;
                if out > 0.0 && back == 0.0 {
                    self.one_way_count += 1;
                    if self.one_way.len() < MOST_ONE_WAY {
                        self.one_way.push((unit, other as usize));
                    }
                }
            }
        }
        self.is_symmetric = self.one_way_count == 0;
    }
}

fn median(counts: &[usize]) -> f64 {
    let mut sorted = counts.to_vec();
    sorted.sort_unstable();
    let middle = sorted.len() / 2;
    match (sorted.get(middle.saturating_sub(1)), sorted.get(middle)) {
        (Some(below), Some(above)) if sorted.len().is_multiple_of(2) => {
            (below + above) as f64 / 2.0
        }
        (_, Some(middle)) => *middle as f64,
        _ => 0.0,
    }
}

/// The component of each unit and how many units each has.
fn components(weights: &Weights) -> (Vec<usize>, Vec<usize>) {
    let turned = weights.transposed();
    let mut component = vec![usize::MAX; weights.len()];
    let mut sizes = Vec::new();
    for first in 0..weights.len() {
        if component[first] != usize::MAX {
            continue;
        }
        component[first] = sizes.len();
        let mut size = 1;
        let mut waiting = vec![first];
        while let Some(unit) = waiting.pop() {
            for (neighbours, values) in [weights.row(unit), turned.row(unit)] {
                for (neighbour, _) in neighbours.iter().zip(values).filter(|(_, w)| **w > 0.0) {
                    let other = &mut component[*neighbour as usize];
                    if *other == usize::MAX {
                        *other = sizes.len();
                        size += 1;
                        waiting.push(*neighbour as usize);
                    }
                }
            }
        }
        sizes.push(size);
    }
    (component, sizes)
}
