//! Rates of events whose variance depends on the population: the empirical Bayes standardisation.

use serde::{Deserialize, Serialize};

use super::SpaceError;

/// What becomes of a variance between units that is estimated below 0.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RateVariance {
    /// `a` below 0 is 0. Equals GeoDa's EB rate.
    #[default]
    Geoda,
    /// `a` stays below 0, and only a unit whose whole variance `a + b/P_i` is below 0 takes `b/P_i`. Equals `assuncao_rate` of
    /// esda.
    Esda,
}

/// Standardised rates with their working.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EbRates {
    /// Choice used.
    pub variance: RateVariance,
    /// Raw rates `E_i / P_i`.
    pub raw: Vec<Option<f64>>,
    /// `b`: rate of all units together.
    pub mean_rate: f64,
    /// `a` as estimated: variance of the rates between units.
    pub between: f64,
    /// Standard deviation of each unit's rate, `√(a + b/P_i)`.
    pub sd: Vec<Option<f64>>,
    /// `(E_i/P_i − b) / √(a + b/P_i)`: what the statistics of spatial association are then given as values.
    pub standardised: Vec<Option<f64>>,
}

/// Empirical Bayes standardised rates: before Moran's I of rates, since rates of small populations vary more and would be taken
/// for outliers.
///
/// # Formula
/// ```text
/// p_i = E_i/P_i,   b = ΣE/ΣP,   s² = Σ P_i (p_i − b)² / ΣP,   a = s² − b / (ΣP/n)
/// z_i = (p_i − b) / √(a + b/P_i)
/// ```
///
/// # Shape
/// `events[unit]` and `population[unit]`; a unit without one of the two has no rate.
///
/// # Units
/// Events and population counted alike in all units.
///
/// # Errors
/// [`SpaceError`]: lengths, values that are no numbers, negative events, populations that are not above 0, no values, no events.
///
/// # Source
/// Assunção and Reis 1999, Statistics in Medicine 18(16), 2147–2162.
///
/// # Examples
/// ```
/// use tanheng::core::space::{RateVariance, eb_rates};
/// let (events, population) = ([30.0, 25.0, 25.0].map(Some), [100.0, 100.0, 110.0].map(Some));
/// let rates = eb_rates(&events, &population, RateVariance::Geoda)?;
/// assert!((rates.mean_rate - 80.0 / 310.0).abs() < 1e-15);
/// assert!(rates.standardised[0] > rates.standardised[1]);
/// # Ok::<(), tanheng::core::space::SpaceError>(())
/// ```
pub fn eb_rates(
    events: &[Option<f64>],
    population: &[Option<f64>],
    variance: RateVariance,
) -> Result<EbRates, SpaceError> {
    if events.len() != population.len() {
        return Err(SpaceError::LengthMismatch {
            found: events.len(),
            expected: population.len(),
        });
    }
    let mut both: Vec<Option<(f64, f64)>> = Vec::with_capacity(events.len());
    for (unit, pair) in events.iter().zip(population).enumerate() {
        let (Some(events), Some(population)) = pair else {
            both.push(None);
            continue;
        };
        if !(events.is_finite() && population.is_finite()) {
            return Err(SpaceError::NotFinite { unit });
        }
        if *events < 0.0 {
            return Err(SpaceError::Negative {
                unit,
                value: *events,
            });
        }
        if *population <= 0.0 {
            return Err(SpaceError::Base {
                unit,
                value: *population,
            });
        }
        both.push(Some((*events, *population)));
    }
    let known = || both.iter().flatten();
    let count = known().count() as f64;
    if count == 0.0 {
        return Err(SpaceError::NoData);
    }
    let all_events: f64 = known().map(|(events, _)| events).sum();
    let all: f64 = known().map(|(_, population)| population).sum();
    if all_events == 0.0 {
        return Err(SpaceError::NoEvents);
    }
    let mean_rate = all_events / all;
    let off = |events: f64, population: f64| events / population - mean_rate;
    let squares: f64 = known()
        .map(|(events, population)| population * off(*events, *population).powi(2))
        .sum();
    let between = squares / all - mean_rate / (all / count);
    let sd = |population: f64| {
        let chance = mean_rate / population;
        let whole = match variance {
            RateVariance::Geoda => between.max(0.0) + chance,
            RateVariance::Esda if between + chance < 0.0 => chance,
            RateVariance::Esda => between + chance,
        };
        whole.sqrt()
    };
    let column = |of: &dyn Fn(f64, f64) -> f64| -> Vec<Option<f64>> {
        let values = both.iter();
        values
            .map(|pair| pair.map(|(events, population)| of(events, population)))
            .collect()
    };
    let rates = EbRates {
        variance,
        raw: column(&|events, population| events / population),
        mean_rate,
        between,
        sd: column(&|_, population| sd(population)),
        standardised: column(&|events, population| off(events, population) / sd(population)),
    };
    let columns = [&rates.raw, &rates.sd, &rates.standardised];
    let is_finite = columns
        .into_iter()
        .flatten()
        .flatten()
        .all(|value| value.is_finite());
    if is_finite && between.is_finite() {
        Ok(rates)
    } else {
        Err(SpaceError::Overflow)
    }
}
