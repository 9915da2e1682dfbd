//! Present value of carbon taken up or lost.

use serde::{Deserialize, Serialize};

use super::StorageError;

/// Longest span of years.
const MOST_YEARS: i32 = 1000;

/// How the yearly change of the price enters.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PriceChange {
    /// `1 / (1 + c)^t`, as InVEST has it: a positive rate says that carbon is worth less later on.
    #[default]
    Divides,
    /// `(1 + c)^t`: the price grows by the rate.
    Grows,
}

/// What is to be valued.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ValueOptions {
    /// Carbon taken up from the first year to the last, t C; a loss is negative.
    pub sequestered: f64,
    /// Price of a tonne of carbon (not of CO₂).
    pub price: f64,
    /// Year of the first map.
    pub start: i32,
    /// Year of the second.
    pub end: i32,
    /// Discount rate, % a year.
    pub discount: f64,
    /// Change of the price, % a year.
    pub price_change: f64,
    /// How that change enters.
    #[serde(default)]
    pub reading: PriceChange,
}

/// A value with its working.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CarbonValue {
    /// Years between the maps, `q − p`.
    pub years: i32,
    /// Factor of each year, the first being 1.
    pub factors: Vec<f64>,
    /// Their sum.
    pub sum: f64,
    /// Present value of a tonne taken up over the span: `V / (q − p) · Σ`.
    pub per_tonne: f64,
    /// Present value, in the currency of the price.
    pub value: f64,
}

/// Net present value (净现值) of carbon taken up evenly between two years.
///
/// # Formula
/// ```text
/// value = V · s / (q − p) · Σ_{t=0}^{q−p−1} 1 / [ (1 + r/100)^t (1 + c/100)^t ]        Divides
///                                            (1 + c/100)^t / (1 + r/100)^t              Grows
/// ```
/// Both rates 0 give `V s`.
///
/// # Errors
/// [`StorageError`]: years that do not follow each other, a price, amount or rate that is no number, a rate of −100 % or less.
///
/// # Source
/// InVEST User's Guide, Carbon Storage and Sequestration, valuation.
///
/// # Examples
/// InVEST's own test of its constant (natcap/invest, tests/test_carbon.py, `test_calculate_valuation_constant`):
/// ```
/// use tanheng::core::storage::{PriceChange, ValueOptions, carbon_value};
/// let options = ValueOptions { sequestered: 1.0, price: 50.0, start: 2010, end: 2012, discount: 50.0, price_change: 5.0, reading: PriceChange::Divides };
/// assert_eq!((carbon_value(&options)?.per_tonne * 1e5).round(), 4_087_302.0);
/// # Ok::<(), tanheng::core::storage::StorageError>(())
/// ```
pub fn carbon_value(options: &ValueOptions) -> Result<CarbonValue, StorageError> {
    let ValueOptions { start, end, .. } = *options;
    let years = end
        .checked_sub(start)
        .filter(|y| (1..=MOST_YEARS).contains(y));
    let years = years.ok_or(StorageError::Years { start, end })?;
    let named = [
        ("sequestered", options.sequestered, f64::MIN),
        ("price", options.price, 0.0),
        ("discount", options.discount, -100.0),
        ("price_change", options.price_change, -100.0),
    ];
    for (name, value, least) in named {
        let is_rate = least == -100.0;
        if !(value.is_finite() && value >= least && !(is_rate && value == least)) {
            return Err(StorageError::Rate { name, value });
        }
    }
    let discount = 1.0 + options.discount / 100.0;
    let growth = 1.0 + options.price_change / 100.0;
    let step = match options.reading {
        PriceChange::Divides => 1.0 / (discount * growth),
        PriceChange::Grows => growth / discount,
    };
    let mut factors = vec![1.0];
    for _ in 1..years {
        factors.push(factors.last().copied().unwrap_or(1.0) * step);
    }
    let sum: f64 = factors.iter().sum();
    let per_tonne = options.price / f64::from(years) * sum;
    let value = per_tonne * options.sequestered;
    if !(value.is_finite() && factors.iter().all(|f| f.is_finite())) {
        return Err(StorageError::Overflow);
    }
    Ok(CarbonValue {
        years,
        factors,
        sum,
        per_tonne,
        value,
    })
}
