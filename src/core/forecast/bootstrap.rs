//! An interval around a forecast by resampling the residuals of its fit.

use std::ops::ControlFlow;

use rand_pcg::Pcg32;
use rand_pcg::rand_core::{Rng as _, SeedableRng as _};
use serde::{Deserialize, Serialize};

use super::error::ForecastError;
use super::model::Model;
use super::{MAX_HORIZON, series};

/// Fewest draws a percentile is taken from.
pub const MIN_DRAWS: usize = 20;
/// Most draws, so that memory stays bounded.
pub const MAX_DRAWS: usize = 100_000;
/// Most numbers held at once: draws times steps ahead.
const MAX_CELLS: usize = 5_000_000;
/// Draws between two reports of progress.
const REPORT_EVERY: usize = 50;

/// How an interval is simulated.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct BootstrapOptions {
    /// Steps ahead.
    pub horizon: usize,
    /// Simulated series.
    pub draws: usize,
    /// Share of simulated values inside the interval, between 0 and 1.
    pub level: f64,
    /// Seed of the generator; the same seed gives the same interval on every machine.
    pub seed: u64,
}

impl Default for BootstrapOptions {
    fn default() -> Self {
        Self {
            horizon: 10,
            draws: 2000,
            level: 0.9,
            seed: 42,
        }
    }
}

/// A simulated interval around each value ahead.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Interval {
    /// Share of simulated values inside.
    pub level: f64,
    /// Seed of the generator.
    pub seed: u64,
    /// Simulated series asked for.
    pub draws: usize,
    /// Those that could not be refitted, or whose forecast left the range of numbers; they are left out.
    pub failed: usize,
    /// The centred residuals that were drawn from.
    pub residuals: Vec<f64>,
    /// Lower end for each step ahead.
    pub lower: Vec<f64>,
    /// Upper end for each step ahead.
    pub upper: Vec<f64>,
}

/// Simulates an interval: resample residuals, refit, forecast, add a residual, take percentiles.
///
/// It answers how far the forecast may err if the model is right and its errors stay as they were; it knows nothing of a
/// change of trend. `progress` gets draws done and in all, and may stop the work.
///
/// # Formula
///
/// ```text
/// r(k) = e(k) − ē,  e = x − x̂ over all n points
/// x*(k) = x̂(k) + r*,  refit on x*,  y(h) = x̂*(n+h) + r*,   r* drawn from r with replacement
/// naive model: r from the n−1 steps x(k) − x(k−1),  y(h) = x(n) + the sum of h draws
/// ends: percentiles (1−level)/2 and (1+level)/2 of y(h), interpolated linearly (numpy's default, R type 7)
/// ```
///
/// # Units
///
/// Those of the series.
///
/// # Errors
///
/// [`ForecastError::NoHorizon`], [`ForecastError::HorizonTooLong`], [`ForecastError::DrawsRange`],
/// [`ForecastError::LevelRange`], [`ForecastError::TooManyFailed`], [`ForecastError::Cancelled`], and those of
/// [`Model::path`].
///
/// # Source
///
/// Efron and Tibshirani, An introduction to the bootstrap, 1993, chapter 9 (bootstrapping residuals).
/// Generator: PCG32 (O'Neill 2014).
///
/// # Examples
///
/// ```
/// use std::ops::ControlFlow;
/// use tanheng::core::forecast::{BootstrapOptions, Model, residual_bootstrap};
/// let options = BootstrapOptions { horizon: 1, ..BootstrapOptions::default() };
/// let series = [10.0, 12.0, 13.5, 16.0, 17.5];
/// let model = Model::Linear { non_negative: false };
/// let interval = residual_bootstrap(&series, &model, &options, &mut |_, _| ControlFlow::Continue(()))?;
/// assert!(interval.lower[0] < 19.5 && 19.5 < interval.upper[0]);
/// # Ok::<(), tanheng::core::forecast::ForecastError>(())
/// ```
pub fn residual_bootstrap(
    observed: &[f64],
    model: &Model,
    options: &BootstrapOptions,
    progress: &mut dyn FnMut(usize, usize) -> ControlFlow<()>,
) -> Result<Interval, ForecastError> {
    let BootstrapOptions {
        horizon,
        draws,
        level,
        seed,
    } = *options;
    check_options(options)?;
    let fitted = model.path(observed, 0)?.fitted;
    let residuals = centred_residuals(observed, &fitted, model)?;
    let mut generator = Pcg32::seed_from_u64(seed);
    let mut draw = || {
        // Multiply and shift instead of a remainder: the bias is below n / 2³².
        let position = (u64::from(generator.next_u32()) * residuals.len() as u64) >> 32;
        residuals[position as usize]
    };

    let count = observed.len();
    let mut simulated = vec![0.0; count];
    let mut ahead = vec![0.0; horizon];
    // One row per step ahead, so that each percentile reads neighbouring memory.
    let mut cells = vec![0.0; draws * horizon];
    let mut kept = 0;
    for done in 0..draws {
        if done % REPORT_EVERY == 0 && progress(done, draws).is_break() {
            return Err(ForecastError::Cancelled { done, total: draws });
        }
        let finite = if *model == Model::Naive {
            let mut level = observed[count - 1];
            for value in &mut ahead {
                level += draw();
                *value = level;
            }
            level.is_finite()
        } else {
            for (value, fitted) in simulated.iter_mut().zip(&fitted) {
                *value = fitted + draw();
            }
            model.curve(&simulated).is_ok_and(|curve| {
                for (step, value) in ahead.iter_mut().enumerate() {
                    *value = curve.at(count + step) + draw();
                }
                ahead.iter().all(|value| value.is_finite())
            })
        };
        if finite {
            for (row, value) in cells.chunks_exact_mut(draws).zip(&ahead) {
                row[kept] = *value;
            }
            kept += 1;
        }
    }
    if progress(draws, draws).is_break() {
        return Err(ForecastError::Cancelled {
            done: draws,
            total: draws,
        });
    }
    let failed = draws - kept;
    if failed * 2 > draws || kept < MIN_DRAWS {
        return Err(ForecastError::TooManyFailed { failed, draws });
    }

    let (mut lower, mut upper) = (Vec::with_capacity(horizon), Vec::with_capacity(horizon));
    for row in cells.chunks_exact_mut(draws) {
        let row = &mut row[..kept];
        row.sort_unstable_by(f64::total_cmp);
        lower.push(percentile(row, 0.5 * (1.0 - level)));
        upper.push(percentile(row, 0.5 * (1.0 + level)));
    }
    if let Some(floor) = model.floor() {
        lower
            .iter_mut()
            .chain(&mut upper)
            .for_each(|end| *end = end.max(floor));
    }
    series::check_result(&lower, count)?;
    series::check_result(&upper, count)?;
    Ok(Interval {
        level,
        seed,
        draws,
        failed,
        residuals,
        lower,
        upper,
    })
}

fn check_options(options: &BootstrapOptions) -> Result<(), ForecastError> {
    let BootstrapOptions {
        horizon,
        draws,
        level,
        ..
    } = *options;
    if horizon == 0 {
        return Err(ForecastError::NoHorizon);
    }
    if horizon > MAX_HORIZON {
        return Err(ForecastError::HorizonTooLong {
            horizon,
            max: MAX_HORIZON,
        });
    }
    let max = MAX_DRAWS.min(MAX_CELLS / horizon);
    if !(MIN_DRAWS..=max).contains(&draws) {
        return Err(ForecastError::DrawsRange {
            draws,
            min: MIN_DRAWS,
            max,
        });
    }
    if !(level > 0.0 && level < 1.0) {
        return Err(ForecastError::LevelRange { level });
    }
    Ok(())
}

fn centred_residuals(
    observed: &[f64],
    fitted: &[f64],
    model: &Model,
) -> Result<Vec<f64>, ForecastError> {
    let first = usize::from(*model == Model::Naive);
    let mut residuals: Vec<f64> = observed
        .iter()
        .zip(fitted)
        .skip(first)
        .map(|(observed, fitted)| observed - fitted)
        .collect();
    series::check(&residuals, 1)?;
    let (mean, _) = series::mean_and_deviation(&residuals);
    residuals.iter_mut().for_each(|residual| *residual -= mean);
    series::check_result(&residuals, first)?;
    Ok(residuals)
}

/// Percentile of a sorted, non-empty row, interpolated linearly.
fn percentile(sorted: &[f64], share: f64) -> f64 {
    let position = share * (sorted.len() - 1) as f64;
    let below = position.floor() as usize;
    let above = (below + 1).min(sorted.len() - 1);
    sorted[below] + (sorted[above] - sorted[below]) * (position - below as f64)
}

#[cfg(test)]
mod tests {
    use super::percentile;

    #[test]
    fn percentile_equals_numpy() {
        // numpy.percentile([1, 2, 4, 8], [5, 50, 95]) = 1.15, 3.0, 7.4
        let sorted = [1.0, 2.0, 4.0, 8.0];
        for (share, expected) in [
            (0.05, 1.15),
            (0.5, 3.0),
            (0.95, 7.4),
            (0.0, 1.0),
            (1.0, 8.0),
        ] {
            assert!(
                (percentile(&sorted, share) - expected).abs() < 1e-12,
                "{share}"
            );
        }
    }
}
