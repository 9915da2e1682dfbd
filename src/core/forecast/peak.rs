//! When a path is highest, and when it first reaches zero.

use serde::{Deserialize, Serialize};

use super::error::ForecastError;
use super::series;

/// The highest value of observed and forecast years together (达峰).
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Peak {
    /// Year of the highest value; the first of several equal ones.
    pub year: i32,
    /// Position counted from 0, the first observation.
    pub index: usize,
    /// The highest value.
    pub value: f64,
    /// Whether the year is a forecast one.
    pub forecast: bool,
    /// Where the highest value lies; only [`PeakPosition::Interior`] is a peak that has been passed.
    pub position: PeakPosition,
}

/// Where the highest value of a path lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PeakPosition {
    /// At the first year: the path only falls from there.
    Start,
    /// Lower values before and after: a true peak.
    Interior,
    /// Reached at the last year (or level up to it): the path shows no peak yet.
    End,
}

/// The first year at or below zero (碳中和, where the path is a net emission).
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Neutrality {
    /// First year whose value is at most zero.
    pub year: i32,
    /// Position counted from 0, the first observation.
    pub index: usize,
    /// The value there.
    pub value: f64,
    /// Whether the year is a forecast one.
    pub forecast: bool,
}

/// Calendar year of each of `count` points.
///
/// # Errors
///
/// [`ForecastError::YearRange`] when a year does not fit.
///
/// # Examples
///
/// ```
/// assert_eq!(tanheng::core::forecast::years(2019, 3)?, [2019, 2020, 2021]);
/// # Ok::<(), tanheng::core::forecast::ForecastError>(())
/// ```
pub fn years(first_year: i32, count: usize) -> Result<Vec<i32>, ForecastError> {
    let out_of_range = ForecastError::YearRange { first_year };
    let count = i32::try_from(count).map_err(|_| out_of_range)?;
    let end = first_year.checked_add(count).ok_or(out_of_range)?;
    Ok((first_year..end).collect())
}

/// Finds the highest value of observed and forecast years.
///
/// # Formula
///
/// ```text
/// year = first_year + min { k : x(k) = max x },   interior when x(0) < max x and x(last) < max x
/// ```
///
/// # Errors
///
/// [`ForecastError::TooFewPoints`], [`ForecastError::NotFinite`], [`ForecastError::YearRange`].
///
/// # Source
///
/// Definition.
///
/// # Examples
///
/// ```
/// use tanheng::core::forecast::{PeakPosition, peak};
/// let found = peak(2018, &[1.0, 2.0], &[3.0, 2.5])?;
/// assert_eq!((found.year, found.forecast, found.position), (2020, true, PeakPosition::Interior));
/// # Ok::<(), tanheng::core::forecast::ForecastError>(())
/// ```
pub fn peak(first_year: i32, observed: &[f64], forecast: &[f64]) -> Result<Peak, ForecastError> {
    let (path, years) = joined(first_year, observed, forecast)?;
    let mut index = 0;
    for (step, value) in path.iter().enumerate() {
        if *value > path[index] {
            index = step;
        }
    }
    let value = path[index];
    let position = match (index, path[path.len() - 1]) {
        (_, last) if last == value => PeakPosition::End,
        (0, _) => PeakPosition::Start,
        _ => PeakPosition::Interior,
    };
    Ok(Peak {
        year: years[index],
        index,
        value,
        forecast: index >= observed.len(),
        position,
    })
}

/// Finds the first year at or below zero; `None` when the path stays above.
///
/// # Formula
///
/// ```text
/// year = first_year + min { k : x(k) ≤ 0 }
/// ```
///
/// # Errors
///
/// Those of [`peak`].
///
/// # Source
///
/// Definition.
///
/// # Examples
///
/// ```
/// use tanheng::core::forecast::neutrality;
/// let found = neutrality(2018, &[2.0, 1.0], &[0.5, -0.5])?;
/// assert_eq!(found.map(|found| found.year), Some(2021));
/// # Ok::<(), tanheng::core::forecast::ForecastError>(())
/// ```
pub fn neutrality(
    first_year: i32,
    observed: &[f64],
    forecast: &[f64],
) -> Result<Option<Neutrality>, ForecastError> {
    let (path, years) = joined(first_year, observed, forecast)?;
    Ok(path
        .iter()
        .position(|value| *value <= 0.0)
        .map(|index| Neutrality {
            year: years[index],
            index,
            value: path[index],
            forecast: index >= observed.len(),
        }))
}

fn joined(
    first_year: i32,
    observed: &[f64],
    forecast: &[f64],
) -> Result<(Vec<f64>, Vec<i32>), ForecastError> {
    let path = [observed, forecast].concat();
    series::check(&path, 1)?;
    let years = years(first_year, path.len())?;
    Ok((path, years))
}
