//! A line's formula with the numbers of one year put in.

use crate::core::account::{Account, Line, Term};
use crate::core::explain::expression::{Equation, Expr, Symbol};
use crate::core::explain::words::{Value, Words};
use crate::core::study::Method;
use crate::core::units::{Dimension, Unit};

/// Id of the formula a method follows.
pub const fn formula(method: Method) -> &'static str {
    match method {
        Method::ActivityFactor => "activity_factor",
        Method::EnergyIntensity => "energy_intensity",
        Method::LandRate => "land_rate",
        Method::CropYield => "crop_yield",
    }
}

/// Letters of a formula; what they stand for is `working.symbol.<formula>.<n>`.
pub(super) fn symbols(method: Method) -> Vec<(Symbol, Words)> {
    let letters: &[(&str, &str)] = match method {
        Method::ActivityFactor => &[("G", "i"), ("k", "i")],
        Method::EnergyIntensity => &[("H", ""), ("K", ""), ("GDP", "2"), ("GDP", "3")],
        Method::LandRate => &[("G", "i"), ("f", "i")],
        Method::CropYield => &[("C", "d,i"), ("Y", "w,i"), ("H", "i")],
    };
    let id = formula(method);
    letters
        .iter()
        .zip(1..)
        .map(|((base, index), n)| {
            (
                Symbol::new(base, index),
                Words::new(&format!("working.symbol.{id}.{n}")),
            )
        })
        .collect()
}

fn left(method: Method) -> Expr {
    match method {
        Method::ActivityFactor => Expr::symbol("E", "f"),
        Method::EnergyIntensity => Expr::symbol("E", "c"),
        Method::LandRate => Expr::symbol("C", "i"),
        Method::CropYield => Expr::symbol("C", "f"),
    }
}

/// The equation of a line at a position, and its heading. `None` where a number is missing.
pub(super) fn equation(
    account: &Account,
    line: &Line,
    method: Method,
    index: usize,
    decimals: usize,
) -> Option<(Words, Equation)> {
    let value = line.values.get(index).copied().flatten()?;
    let terms: Vec<&Term> = line.terms.iter().filter(|t| t.has_data()).collect();
    let scaling = Scaling::of(account, &terms);
    let written: Option<Vec<Expr>> = terms
        .iter()
        .map(|term| product(term, index, &scaling))
        .collect();
    let mut right = Expr::sum(written?);
    if let Scaling::Shared { divisor, .. } = &scaling {
        right = Expr::Quotient(Box::new(right), Box::new(power_of_ten(*divisor)));
    }
    let mut symbol = left(method);
    if line.sign < 0.0 {
        right = Expr::Negative(Box::new(right));
        symbol = Expr::Negative(Box::new(symbol));
    }
    let unit = account.unit.code();
    let heading = match &scaling {
        Scaling::Shared { from, divisor } => Words::new("working.numbers_scaled")
            .with("from", Value::Name(format!("unit.{from}")))
            .with("divisor", Value::Text(raised(*divisor)))
            .with("unit", Value::Name(format!("unit.{unit}"))),
        Scaling::Cancels => Words::new("working.numbers_cancel"),
        Scaling::Each => Words::new("working.numbers"),
    };
    Some((
        heading,
        Equation::worked(symbol, right, value, decimals, unit),
    ))
}

/// How the powers of the units are written.
enum Scaling {
    /// The products come out in one carbon unit and are divided at the end.
    Shared { from: String, divisor: f64 },
    /// What the inputs bring and what the result takes away are the same.
    Cancels,
    /// Every product carries its own factor.
    Each,
}

impl Scaling {
    fn of(account: &Account, terms: &[&Term]) -> Self {
        let mut shared: Option<Unit> = None;
        for term in terms {
            match (carbon_unit(term), &shared) {
                (Some(unit), None) => shared = Some(unit),
                (Some(unit), Some(before)) if unit == *before => {}
                _ => return Self::Each,
            }
        }
        let Some(from) = shared else {
            return Self::Each;
        };
        let Ok(divisor) = account.unit.ratio_to(&from) else {
            return Self::Each;
        };
        if terms.iter().all(|t| is_same(t.scale, 1.0)) {
            Self::Cancels
        } else {
            Self::Shared {
                from: from.code().to_owned(),
                divisor,
            }
        }
    }

    /// Factor written inside a product.
    fn inside(&self, term: &Term) -> f64 {
        match self {
            Self::Shared { divisor, .. } => term.scale * divisor,
            Self::Cancels => 1.0,
            Self::Each => term.scale,
        }
    }
}

/// The carbon unit a product comes out in before its powers are taken to the account's unit.
fn carbon_unit(term: &Term) -> Option<Unit> {
    let multiplied = term.coefficients.iter().filter(|c| c.exponent > 0);
    multiplied
        .map(|c| &c.unit)
        .chain(term.inputs.iter().map(|i| &i.unit))
        .filter_map(|unit| Unit::parse(unit.code().split('/').next()?).ok())
        .find(|unit| unit.dimension() == Dimension::CARBON)
}

fn is_same(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-12 * b.abs()
}

fn product(term: &Term, index: usize, scaling: &Scaling) -> Option<Expr> {
    let mut factors = Vec::new();
    for (n, input) in term.inputs.iter().enumerate() {
        factors.push(Expr::entered(input.values.get(index).copied().flatten()?));
        let inside = scaling.inside(term);
        if n == 0 && !is_same(inside, 1.0) {
            factors.push(power_of_ten(inside));
        }
    }
    let multiplied = term.coefficients.iter().filter(|c| c.exponent > 0);
    factors.extend(multiplied.map(|c| Expr::entered(c.value)));
    let divided = term.coefficients.iter().filter(|c| c.exponent < 0);
    Some(divided.fold(Expr::Product(factors), |top, c| {
        Expr::Quotient(Box::new(top), Box::new(Expr::entered(c.value)))
    }))
}

/// The exponent when a factor is a whole power of ten.
fn exponent(factor: f64) -> Option<i32> {
    let exponent = libm::round(libm::log10(factor));
    is_same(libm::pow(10.0, exponent), factor).then_some(exponent as i32)
}

fn power_of_ten(factor: f64) -> Expr {
    exponent(factor).map_or_else(|| Expr::entered(factor), Expr::ten_to)
}

/// A factor as text: `10⁷`.
fn raised(factor: f64) -> String {
    let Some(exponent) = exponent(factor) else {
        return crate::core::number::significant(factor, 15);
    };
    let raise = |c: char| match c {
        '-' => '⁻',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        _ => char::from_u32(0x2070 + c.to_digit(10).unwrap_or(0)).unwrap_or(c),
    };
    "10".to_owned() + &exponent.to_string().chars().map(raise).collect::<String>()
}
