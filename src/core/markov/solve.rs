//! Stationary distributions and passage times by taking out one state after the other.
//!
//! What a state keeps to itself is never subtracted from 1 but added up from what leaves it, so that classes which are hardly
//! ever left lose no digits.

use super::states::States;

/// Stationary distribution of the members of a recurrent class among themselves; `None` when a number runs out.
///
/// Source: Grassmann, Taksar & Heyman 1985, Operations Research 33(5), 1107–1116.
pub(super) fn stationary(probabilities: &[Vec<f64>], members: &[usize]) -> Option<Vec<f64>> {
    let n = members.len();
    let mut p: Vec<Vec<f64>> = members
        .iter()
        .map(|from| members.iter().map(|to| probabilities[*from][*to]).collect())
        .collect();
    for last in (1..n).rev() {
        let leaving: f64 = p[last][..last].iter().sum();
        let onward = p[last].clone();
        for row in &mut p[..last] {
            let share = row[last] / leaving;
            row[last] = share;
            for (cell, on) in row[..last].iter_mut().zip(&onward) {
                *cell += share * on;
            }
        }
    }
    let mut shares = vec![1.0];
    for state in 1..n {
        let into = shares.iter().zip(&p).map(|(share, row)| share * row[state]);
        shares.push(into.sum());
    }
    let total: f64 = shares.iter().sum();
    let shares: Vec<f64> = shares.iter().map(|share| share / total).collect();
    shares.iter().all(|s| s.is_finite()).then_some(shares)
}

/// Mean first-passage times to every class (columns) from every class (rows), on the diagonal the time to come back; none where
/// the class may never be reached.
///
/// ```text
/// m_ij = 1 + Σ_{k≠j} p_ik m_kj
/// ```
pub(super) fn passage(
    probabilities: &[Vec<f64>],
    counts: &[Vec<u64>],
    states: &States,
) -> Vec<Vec<Option<f64>>> {
    let n = counts.len();
    let mut times = vec![vec![None; n]; n];
    for target in 0..n {
        let certain = states.certain(counts, target);
        let from: Vec<usize> = (0..n).filter(|s| certain[*s] && *s != target).collect();
        let to_target = absorption(probabilities, &from, target);
        for (state, time) in from.iter().zip(&to_target) {
            times[*state][target] = time.is_finite().then_some(*time);
        }
        let row = &counts[target];
        let is_start = row.iter().any(|count| *count > 0);
        let comes_back = (0..n).all(|to| row[to] == 0 || to == target || certain[to]);
        if is_start && comes_back {
            let round = from.iter().zip(&to_target);
            let round = round.map(|(state, time)| probabilities[target][*state] * time);
            let time = 1.0 + round.sum::<f64>();
            times[target][target] = time.is_finite().then_some(time);
        }
    }
    times
}

/// Mean times until the target, from states that lead to it for certain.
fn absorption(probabilities: &[Vec<f64>], from: &[usize], target: usize) -> Vec<f64> {
    let n = from.len();
    let mut p: Vec<Vec<f64>> = from
        .iter()
        .map(|state| from.iter().map(|to| probabilities[*state][*to]).collect())
        .collect();
    let mut exit: Vec<f64> = from.iter().map(|s| probabilities[*s][target]).collect();
    let mut time = vec![1.0; n];
    let mut leaving = vec![0.0; n];
    for last in (0..n).rev() {
        leaving[last] = p[last][..last].iter().sum::<f64>() + exit[last];
        let onward = p[last].clone();
        for state in 0..last {
            let share = p[state][last] / leaving[last];
            for (cell, on) in p[state][..last].iter_mut().zip(&onward) {
                *cell += share * on;
            }
            exit[state] += share * exit[last];
            time[state] += share * time[last];
        }
    }
    for state in 0..n {
        let (known, own) = time.split_at(state);
        let onward: f64 = p[state].iter().zip(known).map(|(p, t)| p * t).sum();
        let whole = (own[0] + onward) / leaving[state];
        time[state] = whole;
    }
    time
}
