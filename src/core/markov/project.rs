//! A distribution some steps ahead.

use serde::{Deserialize, Serialize};

use super::{MarkovChain, MarkovError};

/// Most steps of a projection.
pub const MOST_STEPS: usize = 1000;

/// A distribution step by step.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Projection {
    /// `distributions[step][class]`; step 0 is the start.
    pub distributions: Vec<Vec<f64>>,
    /// Sum of every step.
    pub total: f64,
}

/// Projection of a distribution: how units are spread over the classes after each step if they go on moving as they did.
///
/// # Formula
/// ```text
/// x_{t+1} = x_t P                          brought back to the sum of the start, which rounding would move
/// ```
///
/// # Units
/// Those of the start: counts, areas or shares.
///
/// # Errors
/// [`MarkovError::StartLength`], [`MarkovError::StartValue`], [`MarkovError::StartZero`], [`MarkovError::Steps`],
/// [`MarkovError::Overflow`], and [`MarkovError::NoRow`] where something comes to a class from which no transition is known.
///
/// # Source
/// Kemeny & Snell 1976, Finite Markov chains, 2.1.
///
/// # Examples
/// ```
/// use tanheng::core::markov::{chain_from_counts, project};
/// let chain = chain_from_counts(&[vec![1, 1], vec![0, 4]])?;
/// let ahead = project(&chain, &[80.0, 20.0], 2)?;
/// assert_eq!(ahead.distributions, [[80.0, 20.0], [40.0, 60.0], [20.0, 80.0]]);
/// # Ok::<(), tanheng::core::markov::MarkovError>(())
/// ```
pub fn project(
    chain: &MarkovChain,
    start: &[f64],
    steps: usize,
) -> Result<Projection, MarkovError> {
    let expected = chain.probabilities.len();
    if start.len() != expected {
        return Err(MarkovError::StartLength {
            found: start.len(),
            expected,
        });
    }
    if steps > MOST_STEPS {
        return Err(MarkovError::Steps { steps });
    }
    let is_value = |value: &f64| value.is_finite() && *value >= 0.0;
    if let Some(class) = start.iter().position(|value| !is_value(value)) {
        return Err(MarkovError::StartValue { class });
    }
    let total: f64 = start.iter().sum();
    if total == 0.0 {
        return Err(MarkovError::StartZero);
    }
    if !total.is_finite() {
        return Err(MarkovError::Overflow);
    }
    let mut distributions = vec![start.to_vec()];
    let mut now = start.to_vec();
    for _ in 0..steps {
        now = step(chain, &now, total)?;
        distributions.push(now.clone());
    }
    Ok(Projection {
        distributions,
        total,
    })
}

fn step(chain: &MarkovChain, now: &[f64], total: f64) -> Result<Vec<f64>, MarkovError> {
    let mut next = vec![0.0; now.len()];
    for (class, (value, row)) in now.iter().zip(&chain.probabilities).enumerate() {
        if *value == 0.0 {
            continue;
        }
        let row = row.as_ref().ok_or(MarkovError::NoRow { class })?;
        for (cell, p) in next.iter_mut().zip(row) {
            *cell += value * p;
        }
    }
    let sum: f64 = next.iter().sum();
    if !(sum > 0.0 && sum.is_finite()) {
        return Err(MarkovError::Overflow);
    }
    for value in &mut next {
        *value *= total / sum;
    }
    Ok(next)
}
