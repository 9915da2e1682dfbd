//! One line of the account: a sum of products of inputs and coefficients, with every product kept.

use serde::{Deserialize, Serialize};

use super::AccountError;
use crate::core::study::{Method, Side};
use crate::core::units::{Dimension, Unit};

/// An input as it stands in its sheet, aligned with the keys of the account.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct InputColumn {
    /// Indicator id.
    pub indicator: String,
    /// Unit of the values.
    pub unit: Unit,
    /// Id of the source of the figures.
    pub source: Option<String>,
    /// One value a key.
    pub values: Vec<Option<f64>>,
}

/// A coefficient as used.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CoefficientArg {
    /// Coefficient id.
    pub id: String,
    /// Value in `unit`.
    pub value: f64,
    /// Unit.
    pub unit: Unit,
    /// 1 multiplies, −1 divides.
    pub exponent: i8,
}

/// One product of a line.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Term {
    /// Inputs multiplied.
    pub inputs: Vec<InputColumn>,
    /// Coefficients multiplied or divided.
    pub coefficients: Vec<CoefficientArg>,
    /// What turns the bare product of the numbers shown into the unit of the account.
    pub scale: f64,
    /// The product in the unit of the account, one a key.
    pub values: Vec<Option<f64>>,
}

impl Term {
    /// Whether any year has a value. A term whose input column is wholly empty is no part of the sum.
    #[must_use]
    pub fn has_data(&self) -> bool {
        self.values.iter().any(Option::is_some)
    }
}

/// One source or sink.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Line {
    /// Line id.
    pub id: String,
    /// Side of the balance.
    pub side: Side,
    /// Formula followed; none for printed items.
    pub method: Option<Method>,
    /// Equation number in the paper.
    pub equation: Option<String>,
    /// Products added up; none for printed items.
    pub terms: Vec<Term>,
    /// −1 where uptake rates are negative and the line is reported positive, otherwise 1.
    pub sign: f64,
    /// The line in the unit of the account, one a key.
    pub values: Vec<Option<f64>>,
}

impl Line {
    /// Whether any year has a value.
    #[must_use]
    pub fn has_data(&self) -> bool {
        self.values.iter().any(Option::is_some)
    }

    pub(super) fn printed(id: &str, side: Side, values: &[f64], len: usize) -> Self {
        let values = (0..len)
            .map(|i| values.get(i).copied().filter(|v| v.is_finite()))
            .collect();
        Self {
            id: id.to_owned(),
            side,
            method: None,
            equation: None,
            terms: Vec::new(),
            sign: 1.0,
            values,
        }
    }
}

/// What a line is computed from.
#[derive(Debug, Clone, PartialEq)]
pub struct LineArgs {
    /// Line id.
    pub id: String,
    /// Side of the balance.
    pub side: Side,
    /// Formula followed.
    pub method: Method,
    /// Equation number in the paper.
    pub equation: Option<String>,
    /// Inputs and coefficients of each product.
    pub terms: Vec<(Vec<InputColumn>, Vec<CoefficientArg>)>,
}

/// Computes a line.
///
/// # Formula
/// ```text
/// value = sign · Σ_terms (Π inputs · Π coefficients^±1)
/// ```
///
/// # Units
/// `unit` is one of carbon or of oxygen, and each product must come out as that; the result is in it.
///
/// # Errors
/// [`AccountError::NotCarbon`], [`AccountError::NotOxygen`], [`AccountError::ZeroDivisor`], [`AccountError::Overflow`].
pub fn line(args: LineArgs, keys: usize, unit: &Unit) -> Result<Line, AccountError> {
    let mut terms = Vec::with_capacity(args.terms.len());
    for (inputs, coefficients) in args.terms {
        let scale = scale(&args.id, &inputs, &coefficients, unit)?;
        let factor = coefficients.iter().try_fold(1.0, |product, c| {
            match (c.exponent < 0, c.value == 0.0) {
                (true, true) => Err(AccountError::ZeroDivisor {
                    line: args.id.clone(),
                    coefficient: c.id.clone(),
                }),
                (true, false) => Ok(product / c.value),
                (false, _) => Ok(product * c.value),
            }
        })?;
        let values = (0..keys)
            .map(|i| {
                inputs
                    .iter()
                    .map(|c| c.values.get(i).copied().flatten())
                    .product::<Option<f64>>()
            })
            .map(|amount| amount.map(|a| a * factor * scale))
            .collect();
        terms.push(Term {
            inputs,
            coefficients,
            scale,
            values,
        });
    }
    let sign = if args.method == Method::LandRate && args.side == Side::Sink {
        -1.0
    } else {
        1.0
    };
    let counted: Vec<&Term> = terms.iter().filter(|t| t.has_data()).collect();
    let mut values = Vec::with_capacity(keys);
    for index in 0..keys {
        let sum: Option<f64> = if counted.is_empty() {
            None
        } else {
            counted.iter().map(|t| t.values[index]).sum()
        };
        if sum.is_some_and(|s| !s.is_finite()) {
            return Err(AccountError::Overflow {
                line: args.id,
                index,
            });
        }
        values.push(sum.map(|s| s * sign));
    }
    Ok(Line {
        id: args.id,
        side: args.side,
        method: Some(args.method),
        equation: args.equation,
        terms,
        sign,
        values,
    })
}

/// Factor from the product of the numbers as shown to the unit of the account.
fn scale(
    line: &str,
    inputs: &[InputColumn],
    coefficients: &[CoefficientArg],
    unit: &Unit,
) -> Result<f64, AccountError> {
    let mut dimension = Dimension::NONE;
    let mut factor = 1.0;
    for input in inputs {
        dimension = dimension.times(input.unit.dimension());
        factor *= input.unit.factor();
    }
    for c in coefficients {
        if c.exponent < 0 {
            dimension = dimension.per(c.unit.dimension());
            factor /= c.unit.factor();
        } else {
            dimension = dimension.times(c.unit.dimension());
            factor *= c.unit.factor();
        }
    }
    let is_oxygen = unit.dimension() == Dimension::OXYGEN;
    if !is_oxygen {
        unit.ratio_to(&Unit::parse("tC")?)?;
    }
    if dimension != unit.dimension() {
        let parts = inputs
            .iter()
            .map(|i| i.unit.code())
            .chain(coefficients.iter().map(|c| c.unit.code()));
        let units = parts.collect::<Vec<_>>().join(" × ");
        let line = line.to_owned();
        return Err(if is_oxygen {
            AccountError::NotOxygen { line, units }
        } else {
            AccountError::NotCarbon { line, units }
        });
    }
    Ok(round_scale(factor / unit.factor()))
}

/// Scales are powers of ten (or of fifteenths for mu): taking the nearest short decimal keeps 1e-7 from becoming
/// 1.0000000000000001e-7.
fn round_scale(scale: f64) -> f64 {
    let magnitude = libm::floor(libm::log10(scale.abs()));
    // 14 digits before the point: both the whole number and the power of ten, at most 10^22, are exact. Reading a decimal
    // text does the same, but brings 15 kB of tables into the page's first file.
    if !(-9.0..=13.0).contains(&magnitude) {
        return scale;
    }
    let power: f64 = (0..13 - magnitude as i32).map(|_| 10.0).product();
    libm::round(scale * power) / power
}

#[cfg(test)]
mod tests {
    use super::round_scale;

    fn by_text(scale: f64) -> f64 {
        format!("{scale:.13e}").parse().unwrap()
    }

    #[test]
    fn rounding_gives_what_reading_fourteen_digits_gives() {
        let mantissas = [
            1.0,
            1.0 / 15.0,
            44.0 / 12.0,
            12.0 / 44.0,
            9.999_999_999_999_9,
            2.0 / 3.0,
        ];
        for mantissa in mantissas {
            for exponent in -7..=12 {
                for sign in [1.0, -1.0] {
                    let scale = sign * mantissa * libm::pow(10.0, f64::from(exponent));
                    assert_eq!(round_scale(scale), by_text(scale), "{scale:e}");
                }
            }
        }
        assert_eq!(round_scale(0.1 * 0.1 * 1e-5), 1e-7);
        assert_eq!(round_scale(1e-9), 1e-9);
        assert_eq!(round_scale(1e-7_f64.next_down()), 1e-7);
        assert_eq!(round_scale(1e-7_f64.next_up()), 1e-7);
    }

    #[test]
    fn what_is_too_large_or_small_stays_as_it_is() {
        for scale in [0.0, 1e-10, 3.3e-300, 1e14, 3.3e300, f64::INFINITY] {
            assert_eq!(round_scale(scale), scale);
        }
        assert!(round_scale(f64::NAN).is_nan());
    }
}
