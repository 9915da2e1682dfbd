//! A formula with the numbers put in: a small tree that can be written and worked out.

use serde::{Deserialize, Serialize};

use crate::core::number;

/// How many digits of a number are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Digits {
    /// As entered, at most fifteen significant digits.
    Entered,
    /// Rounded to so many decimals.
    Fixed(usize),
    /// The first decimals and an ellipsis when more follow: what stands after "=" and is not rounded.
    Cut(usize),
}

/// A letter of a formula with its index.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Symbol {
    /// Letter or short word.
    pub base: String,
    /// Index below it; empty for none.
    pub index: String,
}

impl Symbol {
    /// A symbol such as `E` with index `f`.
    #[must_use]
    pub fn new(base: &str, index: &str) -> Self {
        Self {
            base: base.to_owned(),
            index: index.to_owned(),
        }
    }
}

/// Part of a formula.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Expr {
    /// A number.
    Num(f64, Digits),
    /// A letter.
    Sym(Symbol),
    /// Terms added; a [`Expr::Negative`] term is taken away.
    Sum(Vec<Expr>),
    /// Factors multiplied, written with ×.
    Product(Vec<Expr>),
    /// One over the other, written with ÷ on one line.
    Quotient(Box<Expr>, Box<Expr>),
    /// One over the other, written as a fraction.
    Fraction(Box<Expr>, Box<Expr>),
    /// Base and exponent.
    Power(Box<Expr>, Box<Expr>),
    /// The opposite.
    Negative(Box<Expr>),
    /// The size without the sign.
    Absolute(Box<Expr>),
}

impl Expr {
    /// A number as entered.
    #[must_use]
    pub fn entered(value: f64) -> Self {
        Self::Num(value, Digits::Entered)
    }

    /// A letter with its index.
    #[must_use]
    pub fn symbol(base: &str, index: &str) -> Self {
        Self::Sym(Symbol::new(base, index))
    }

    /// A power of ten.
    #[must_use]
    pub fn ten_to(exponent: i32) -> Self {
        Self::Power(
            Box::new(Self::entered(10.0)),
            Box::new(Self::entered(exponent.into())),
        )
    }

    /// Terms added up; a single term stays as it is.
    #[must_use]
    pub fn sum(mut terms: Vec<Self>) -> Self {
        match (terms.len(), terms.pop()) {
            (1, Some(only)) => only,
            (_, Some(last)) => {
                terms.push(last);
                Self::Sum(terms)
            }
            (_, None) => Self::entered(0.0),
        }
    }

    /// Worked out with the full value of every number; `None` when a letter is left in it or the result is no number.
    #[must_use]
    pub fn value(&self) -> Option<f64> {
        let value = match self {
            Self::Num(value, _) => *value,
            Self::Sym(_) => return None,
            Self::Sum(terms) => terms.iter().map(Self::value).sum::<Option<f64>>()?,
            Self::Product(factors) => factors.iter().map(Self::value).product::<Option<f64>>()?,
            Self::Quotient(top, bottom) | Self::Fraction(top, bottom) => {
                top.value()? / bottom.value()?
            }
            Self::Power(base, exponent) => libm::pow(base.value()?, exponent.value()?),
            Self::Negative(inner) => -inner.value()?,
            Self::Absolute(inner) => inner.value()?.abs(),
        };
        value.is_finite().then_some(value)
    }
}

/// How two sides of a step stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// =
    Equal,
    /// ≈
    About,
}

/// A chain of steps: letter, numbers put in, result, rounded result with its unit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Equation {
    /// What is worked out.
    pub left: Expr,
    /// Steps in order.
    pub steps: Vec<(Relation, Expr)>,
    /// Code of the unit of the last step.
    pub unit: String,
}

impl Equation {
    /// `left = right = result ≈ rounded unit`; the rounded step is left out where rounding changes nothing.
    #[must_use]
    pub fn worked(left: Expr, right: Expr, result: f64, decimals: usize, unit: &str) -> Self {
        let mut steps = vec![(Relation::Equal, right)];
        let full = Expr::Num(result, Digits::Cut(decimals + 2));
        let rounded = Expr::Num(result, Digits::Fixed(decimals));
        if digits(result, Digits::Cut(decimals + 2)).trim_end_matches('0')
            == digits(result, Digits::Fixed(decimals)).trim_end_matches('0')
        {
            steps.push((Relation::Equal, rounded));
        } else {
            steps.push((Relation::Equal, full));
            steps.push((Relation::About, rounded));
        }
        Self {
            left,
            steps,
            unit: unit.to_owned(),
        }
    }
}

/// A number as it is written in an equation.
#[must_use]
pub fn digits(value: f64, digits: Digits) -> String {
    match digits {
        Digits::Entered => number::significant(value, 15),
        Digits::Fixed(decimals) => number::fixed(value, decimals),
        Digits::Cut(decimals) => {
            let text = number::significant(value, 15);
            match text.find('.') {
                Some(dot) if text.len() - dot - 1 > decimals => {
                    format!("{}…", &text[..=dot + decimals])
                }
                _ => text,
            }
        }
    }
}
