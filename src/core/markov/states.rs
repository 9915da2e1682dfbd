//! Which classes a chain comes back to.

use serde::{Deserialize, Serialize};

/// What becomes of a class in the long run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StateKind {
    /// The chain comes back to it again and again.
    Recurrent,
    /// The chain leaves it for good.
    Transient,
    /// Not known: no transition starts here, or all ways lead to a class where none starts.
    Open,
    /// Never seen at either end of a transition.
    Absent,
}

/// Classes that lead to each other and nowhere else (常返类).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RecurrentClass {
    /// Classes in ascending order.
    pub members: Vec<usize>,
    /// Stationary distribution of a chain that is caught here, one share for every class of the chain.
    pub shares: Vec<f64>,
    /// Greatest common divisor of the lengths of all ways back. Above 1 the distribution goes round and the shares are its
    /// mean, not a limit.
    pub period: usize,
}

/// Where each class leads to.
pub(super) struct States {
    pub(super) kinds: Vec<StateKind>,
    /// Members of each recurrent class.
    pub(super) recurrent: Vec<Vec<usize>>,
    reach: Vec<Vec<bool>>,
}

impl States {
    pub(super) fn of(counts: &[Vec<u64>]) -> Self {
        let n = counts.len();
        let reach = reach(counts);
        let leads = |from: usize, to: usize| reach[from][to];
        let is_start = |class: usize| counts[class].iter().any(|count| *count > 0);
        let is_end = |class: usize| counts.iter().any(|row| row[class] > 0);
        let is_closed = |class: usize| {
            is_start(class) && (0..n).all(|to| !leads(class, to) || leads(to, class))
        };
        let closed: Vec<bool> = (0..n).map(is_closed).collect();
        let kind = |class: usize| {
            if !is_start(class) && !is_end(class) {
                StateKind::Absent
            } else if closed[class] {
                StateKind::Recurrent
            } else if (0..n).any(|to| closed[to] && leads(class, to)) {
                StateKind::Transient
            } else {
                StateKind::Open
            }
        };
        let mut recurrent: Vec<Vec<usize>> = Vec::new();
        for class in (0..n).filter(|class| closed[*class]) {
            match recurrent.iter_mut().find(|of| leads(of[0], class)) {
                Some(of) => of.push(class),
                None => recurrent.push(vec![class]),
            }
        }
        Self {
            kinds: (0..n).map(kind).collect(),
            recurrent,
            reach,
        }
    }

    /// Classes from which a target is reached for certain: none of their ways that avoid it ends where it cannot be reached.
    pub(super) fn certain(&self, counts: &[Vec<u64>], target: usize) -> Vec<bool> {
        let n = counts.len();
        let mut lost: Vec<bool> = (0..n).map(|class| !self.reach[class][target]).collect();
        let mut waiting: Vec<usize> = (0..n).filter(|class| lost[*class]).collect();
        while let Some(to) = waiting.pop() {
            for from in 0..n {
                if from != target && !lost[from] && counts[from][to] > 0 {
                    lost[from] = true;
                    waiting.push(from);
                }
            }
        }
        lost.iter().map(|lost| !lost).collect()
    }
}

/// Whether ways lead from each class to each; every class reaches itself.
fn reach(counts: &[Vec<u64>]) -> Vec<Vec<bool>> {
    let n = counts.len();
    let mut reach: Vec<Vec<bool>> = counts
        .iter()
        .enumerate()
        .map(|(from, row)| {
            let direct = row.iter().enumerate();
            direct.map(|(to, count)| *count > 0 || to == from).collect()
        })
        .collect();
    for by in 0..n {
        let onward = reach[by].clone();
        for row in reach.iter_mut().filter(|row| row[by]) {
            for (to, on) in row.iter_mut().zip(&onward) {
                *to |= on;
            }
        }
    }
    reach
}

/// Period of a recurrent class: levels of a walk from its first member, and by how much each transition misses the next level.
pub(super) fn period(counts: &[Vec<u64>], members: &[usize]) -> usize {
    let mut level: Vec<Option<usize>> = vec![None; counts.len()];
    let Some(first) = members.first() else {
        return 1;
    };
    level[*first] = Some(0);
    let mut waiting = std::collections::VecDeque::from([*first]);
    let mut period = 0;
    while let Some(from) = waiting.pop_front() {
        let own = level[from].unwrap_or(0);
        for (to, _) in counts[from].iter().enumerate().filter(|(_, n)| **n > 0) {
            match level[to] {
                Some(other) => period = divisor(period, (own + 1).abs_diff(other)),
                None => {
                    level[to] = Some(own + 1);
                    waiting.push_back(to);
                }
            }
        }
    }
    period.max(1)
}

fn divisor(a: usize, b: usize) -> usize {
    if b == 0 { a } else { divisor(b, a % b) }
}
