//! Lines between groups of outlines, for the thick border of the units they belong to.

use std::collections::BTreeMap;

use super::measure::sides;
use super::{Coord, Shape};

/// Lines between groups.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Borders {
    /// Lines between units of different groups and round the outside.
    pub lines: Vec<Vec<Coord>>,
    /// Sides that two units have in common, over all sides, each counted once. Files whose units were drawn one by one share
    /// next to none; the lines are then the outlines of every unit.
    pub shared: f64,
}

/// Finds the sides that outlines have in common, point for point, and leaves out those within a group.
///
/// ```
/// use tanheng::core::geo::{Coord, Shape, borders::borders};
/// let square = |x: f64| Shape::of_ring([(x, 0.0), (x + 1.0, 0.0), (x + 1.0, 1.0), (x, 1.0)].map(|(x, y)| Coord::new(x, y)).to_vec());
/// let found = borders(&[square(0.0), square(1.0)], &[0, 0]);
/// assert_eq!(found.lines.iter().map(|line| line.len() - 1).sum::<usize>(), 6);
/// assert!((found.shared - 1.0 / 7.0).abs() < 1e-12);
/// ```
#[must_use]
pub fn borders(shapes: &[Shape], groups: &[usize]) -> Borders {
    // Units on both sides of each side; −0 is 0.
    let key = |c: Coord| ((c.x + 0.0).to_bits(), (c.y + 0.0).to_bits());
    let mut owners: BTreeMap<(Node, Node), Vec<usize>> = BTreeMap::new();
    for (unit, shape) in shapes.iter().enumerate() {
        for (a, b) in shape.rings().flat_map(|ring| sides(ring)) {
            let (a, b) = (key(a), key(b));
            if a != b {
                owners.entry((a.min(b), a.max(b))).or_default().push(unit);
            }
        }
    }
    let group = |unit: &usize| groups.get(*unit);
    let drawn: Vec<(Node, Node)> = owners
        .iter()
        .filter(|(_, units)| {
            units.len() < 2 || units.iter().any(|unit| group(unit) != group(&units[0]))
        })
        .map(|(side, _)| *side)
        .collect();
    let shared = owners.values().filter(|units| units.len() > 1).count();
    let place = |(x, y): Node| Coord::new(f64::from_bits(x), f64::from_bits(y));
    Borders {
        lines: joined(&drawn)
            .into_iter()
            .map(|line| line.into_iter().map(place).collect())
            .collect(),
        shared: shared as f64 / owners.len().max(1) as f64,
    }
}

type Node = (u64, u64);

/// Sides put end to end.
pub(super) fn joined<N: Copy + Ord>(sides: &[(N, N)]) -> Vec<Vec<N>> {
    let mut ends: BTreeMap<N, Vec<usize>> = BTreeMap::new();
    for (i, (a, b)) in sides.iter().enumerate() {
        ends.entry(*a).or_default().push(i);
        ends.entry(*b).or_default().push(i);
    }
    let mut used = vec![false; sides.len()];
    // From a fork first, so that a line ends where others meet; then the rings that are left.
    let forks = (0..sides.len()).filter(|&i| {
        [sides[i].0, sides[i].1]
            .iter()
            .any(|n| ends.get(n).is_some_and(|e| e.len() != 2))
    });
    let order: Vec<usize> = forks.chain(0..sides.len()).collect();
    let mut lines = Vec::new();
    for first in order {
        if std::mem::replace(&mut used[first], true) {
            continue;
        }
        let (a, b) = sides[first];
        let is_fork = |n: &N| ends.get(n).is_some_and(|e| e.len() != 2);
        let mut line = if is_fork(&b) && !is_fork(&a) {
            vec![b, a]
        } else {
            vec![a, b]
        };
        while let Some(&tip) = line.last() {
            if is_fork(&tip) {
                break;
            }
            let next = ends.get(&tip).into_iter().flatten().find(|&&i| !used[i]);
            let Some(&next) = next else { break };
            used[next] = true;
            line.push(if sides[next].0 == tip {
                sides[next].1
            } else {
                sides[next].0
            });
        }
        lines.push(line);
    }
    lines
}
