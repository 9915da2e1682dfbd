//! Working of the forecast: coefficients, tests of the fit, and the value of a year.

mod coefficients;
mod tests_of_fit;
mod year;

use super::expression::{Equation, Expr};
use super::words::{Value, Words};
use super::{Quantity, Section, TermRow, TermTable, Working};
use crate::core::forecast::Forecast;

/// A number of the forecast whose working can be opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ForecastNumber {
    /// Development coefficient a.
    DevelopmentCoefficient,
    /// Grey input b.
    GreyInput,
    /// How many class ratios are outside the band.
    ClassRatio,
    /// Posterior variance ratio C.
    VarianceRatio,
    /// Small error probability P.
    SmallError,
    /// Mean relative error.
    RelativeError,
    /// The value of a year, fitted or ahead.
    Year(i32),
}

impl ForecastNumber {
    /// The name it is opened by.
    ///
    /// ```
    /// use tanheng::core::explain::ForecastNumber;
    /// assert_eq!(ForecastNumber::Year(2030).id(), "2030");
    /// ```
    #[must_use]
    pub fn id(self) -> String {
        match self {
            Self::DevelopmentCoefficient => "a".to_owned(),
            Self::GreyInput => "b".to_owned(),
            Self::ClassRatio => "class_ratio".to_owned(),
            Self::VarianceRatio => "c".to_owned(),
            Self::SmallError => "p".to_owned(),
            Self::RelativeError => "error".to_owned(),
            Self::Year(year) => year.to_string(),
        }
    }

    /// The number of this name.
    ///
    /// ```
    /// use tanheng::core::explain::ForecastNumber;
    /// assert_eq!(ForecastNumber::from_id("c"), Some(ForecastNumber::VarianceRatio));
    /// assert_eq!(ForecastNumber::from_id("2030"), Some(ForecastNumber::Year(2030)));
    /// assert_eq!(ForecastNumber::from_id("d"), None);
    /// ```
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Some(match id {
            "a" => Self::DevelopmentCoefficient,
            "b" => Self::GreyInput,
            "class_ratio" => Self::ClassRatio,
            "c" => Self::VarianceRatio,
            "p" => Self::SmallError,
            "error" => Self::RelativeError,
            year => Self::Year(year.parse().ok()?),
        })
    }
}

/// The working of a number of a forecast; `None` where the forecast has no such number.
///
/// `unit` is the code of the unit of the series.
///
/// # Examples
///
/// ```
/// use tanheng::core::explain::{ForecastNumber, forecast_number};
/// use tanheng::core::forecast::{ForecastOptions, forecast};
/// let result = forecast(&[1.0, 2.0, 3.0, 5.0, 8.0], 2015, &ForecastOptions::default())?;
/// let working = forecast_number(&result, "10ktC", ForecastNumber::Year(2020)).expect("a year ahead");
/// assert_eq!(working.value, Some(result.path.forecast[0]));
/// assert_eq!(forecast_number(&result, "10ktC", ForecastNumber::Year(2014)), None);
/// # Ok::<(), tanheng::core::forecast::ForecastError>(())
/// ```
#[must_use]
pub fn forecast_number(result: &Forecast, unit: &str, number: ForecastNumber) -> Option<Working> {
    let working = match number {
        ForecastNumber::DevelopmentCoefficient => coefficients::development(result, unit)?,
        ForecastNumber::GreyInput => coefficients::input(result, unit)?,
        ForecastNumber::ClassRatio => tests_of_fit::class_ratio(result)?,
        ForecastNumber::VarianceRatio => tests_of_fit::variance_ratio(result, unit)?,
        ForecastNumber::SmallError => tests_of_fit::small_error(result, unit)?,
        ForecastNumber::RelativeError => tests_of_fit::relative_error(result, unit)?,
        ForecastNumber::Year(year) => year::value(result, unit, year)?,
    };
    Some(working.section(Section::Facts(vec![super::rounding()])))
}

/// A sentence of this step.
fn say(key: &str) -> Words {
    Words::new(&format!("forecast.working.{key}"))
}

/// A year as the name of a row.
fn row_of(result: &Forecast, index: usize) -> Words {
    let year = result.years.get(index).copied().unwrap_or_default();
    Words::new("working.year").with("year", Value::Year(year))
}

fn formula(id: &str) -> Section {
    Section::Formula {
        heading: Words::new("working.formula"),
        formula: id.to_owned(),
        symbols: Vec::new(),
    }
}

fn numbers(equation: Equation) -> Section {
    Section::Numbers {
        heading: Words::new("working.numbers"),
        equation,
    }
}

/// A table with a row a year. `rows` are position and values, `decimals` one a column.
fn by_year(
    result: &Forecast,
    columns: &[&str],
    decimals: &[usize],
    rows: impl Iterator<Item = (usize, Vec<Option<f64>>)>,
) -> Section {
    let mut head = vec![say("year")];
    head.extend(columns.iter().map(|column| say(column)));
    Section::Terms(TermTable {
        head,
        rows: rows
            .map(|(index, values)| TermRow {
                name: row_of(result, index),
                cells: values
                    .into_iter()
                    .zip(decimals)
                    .map(|(value, decimals)| vec![Quantity::fixed(value, *decimals)])
                    .collect(),
            })
            .collect(),
        total: None,
    })
}

fn fraction(top: Expr, bottom: Expr) -> Expr {
    Expr::Fraction(Box::new(top), Box::new(bottom))
}

fn negative(inner: Expr) -> Expr {
    Expr::Negative(Box::new(inner))
}
