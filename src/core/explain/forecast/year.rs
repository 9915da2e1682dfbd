//! The value of a year: the model's formula with its coefficients and the step put in.

use super::{formula, fraction, negative, numbers, row_of, say};
use crate::core::explain::expression::{Digits, Equation, Expr};
use crate::core::explain::{Section, Value, Working};
use crate::core::forecast::{Fit, Forecast};

/// The working of a fitted or forecast value.
pub(super) fn value(result: &Forecast, unit: &str, year: i32) -> Option<Working> {
    let index = result.years.iter().position(|y| *y == year)?;
    let path = &result.path;
    let value = *path.fitted.iter().chain(&path.forecast).nth(index)?;
    let ahead = index.checked_sub(result.observed.len());
    let kind = if ahead.is_some() { "ahead" } else { "fitted" };
    let mut working = Working::new(vec![row_of(result, index), say(kind)], Some(value), 2, unit);
    for id in formulas(&result.fit) {
        working = working.section(formula(id));
    }
    match right(result, index) {
        Some(right) if !path.clamped.contains(&index) => {
            let left = Expr::symbol("x̂", "");
            let equation = Equation::worked(left, right, value, 2, unit);
            working = working.section(numbers(equation));
        }
        _ => {}
    }
    let interval = result.interval.as_ref().ok();
    if let Some((interval, k)) = interval.zip(ahead)
        && let (Some(lower), Some(upper)) = (interval.lower.get(k), interval.upper.get(k))
    {
        let text = say("interval_text")
            .with("lower", Value::Fixed(*lower, 2))
            .with("upper", Value::Fixed(*upper, 2))
            .with("level", Value::Fixed(interval.level * 100.0, 0))
            .with("draws", Value::Count(interval.draws - interval.failed))
            .with("seed", Value::Text(interval.seed.to_string()));
        working = working.section(Section::Facts(vec![(say("interval"), vec![text])]));
    }
    Some(working)
}

fn formulas(fit: &Fit) -> &'static [&'static str] {
    match fit {
        Fit::Gm11(_) => &["gm11_response", "gm11_value"],
        Fit::Linear(_) => &["linear_path"],
        Fit::MeanGrowth(_) => &["mean_growth", "mean_growth_path"],
        Fit::Naive(_) => &["naive_path"],
    }
}

/// The formula with its numbers; `None` where it has no such form (a = 0, or a value carried on).
fn right(result: &Forecast, index: usize) -> Option<Expr> {
    let step = index as f64;
    let first = *result.observed.first()?;
    let exact = |value: f64, decimals: usize| Expr::Num(value, Digits::Fixed(decimals));
    let power = |base: Expr, exponent: Expr| Expr::Power(Box::new(base), Box::new(exponent));
    let right = match &result.fit {
        Fit::Gm11(_) if index == 0 => Expr::entered(first),
        Fit::Gm11(fit) => {
            let (a, b) = (fit.development_coefficient, fit.grey_input);
            // Seven decimals would make 0 of a very small one, and a division by it.
            let rate = |value: f64| {
                if value.abs() < 1e-4 {
                    Expr::entered(value)
                } else {
                    exact(value, 7)
                }
            };
            let e = || Expr::Num(core::f64::consts::E, Digits::Cut(4));
            Expr::Product(vec![
                Expr::Sum(vec![Expr::entered(1.0), negative(power(e(), rate(a)))]),
                Expr::Sum(vec![
                    Expr::entered(first),
                    negative(fraction(exact(b, 3), rate(a))),
                ]),
                power(e(), Expr::Product(vec![rate(-a), Expr::entered(step)])),
            ])
        }
        Fit::Linear(fit) => Expr::Sum(vec![
            exact(fit.line.intercept, 4),
            Expr::Product(vec![exact(fit.line.slope, 4), Expr::entered(step)]),
        ]),
        Fit::MeanGrowth(fit) => Expr::Product(vec![
            Expr::entered(fit.first),
            power(
                Expr::Sum(vec![Expr::entered(1.0), exact(fit.rate, 7)]),
                Expr::entered(step),
            ),
        ]),
        Fit::Naive(_) => Expr::entered(match index {
            0 => first,
            _ => *result
                .observed
                .get((index - 1).min(result.observed.len() - 1))?,
        }),
    };
    right.value().map(|_| right)
}
