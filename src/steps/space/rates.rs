//! A figure as the rate of a population, standardised by empirical Bayes.

use serde::{Deserialize, Serialize};

use super::panel::{Panel, panel};
use super::{Ledgers, SpaceStepError};
use crate::core::space::{RateVariance, eb_rates};
use crate::core::study::{SpaceVariable, Study};

/// What the rates of a year are measured by.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Rate {
    /// Indicator of the population.
    pub population: String,
    /// Rate of all units together.
    pub mean: f64,
    /// Variance of the rates between units as estimated; below 0 it counts as 0.
    pub between: f64,
}

/// Rates of every year.
pub(super) struct Rates {
    population: String,
    /// Figure over population.
    pub(super) raw: Panel,
    /// The same less the mean rate, in standard deviations that a population of this size has.
    pub(super) standardised: Panel,
    /// Mean rate and variance between units of each year.
    spread: Vec<(f64, f64)>,
}

impl Rates {
    /// A year that has no rates is left out, unless it is the one asked for or there is no other.
    pub(super) fn new(
        study: &Study,
        ledgers: &Ledgers<'_>,
        amounts: &Panel,
        population: &str,
    ) -> Result<Self, SpaceStepError> {
        let variable = SpaceVariable::Indicator(population.to_owned());
        let people = panel(study, ledgers, &variable)?;
        let asked = study.choices.space.year;
        let mut failed = None;
        let mut rates = Self {
            population: population.to_owned(),
            raw: Panel::default(),
            standardised: Panel::default(),
            spread: Vec::new(),
        };
        for (year, events) in amounts.years.iter().zip(&amounts.values) {
            let Some(people) = people.of(*year) else {
                continue;
            };
            let found = match eb_rates(events, people, RateVariance::Geoda) {
                Ok(found) => found,
                Err(error) => {
                    let error = SpaceStepError::Rate { year: *year, error };
                    if asked == Some(*year) {
                        return Err(error);
                    }
                    failed.get_or_insert(error);
                    continue;
                }
            };
            rates.raw.years.push(*year);
            rates.raw.values.push(found.raw);
            rates.standardised.values.push(found.standardised);
            rates.spread.push((found.mean_rate, found.between));
        }
        rates.standardised.years.clone_from(&rates.raw.years);
        match failed {
            Some(error) if rates.raw.years.is_empty() => Err(error),
            _ => Ok(rates),
        }
    }

    pub(super) fn of(self, year: i32) -> Option<Rate> {
        let at = self.raw.years.binary_search(&year).ok()?;
        let (mean, between) = *self.spread.get(at)?;
        Some(Rate {
            population: self.population,
            mean,
            between,
        })
    }
}
