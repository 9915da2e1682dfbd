//! The tests of a fit: class ratios, C and P, and the mean relative error.

use super::{by_year, formula, fraction, numbers, say};
use crate::core::explain::expression::{Digits, Equation, Expr};
use crate::core::explain::{Section, Value, Working};
use crate::core::forecast::{Fit, Forecast};

/// The working of the class-ratio test: every ratio and the band.
pub(super) fn class_ratio(result: &Forecast) -> Option<Working> {
    let test = result.tests.class_ratio.as_ref().ok()?;
    if !matches!(result.fit, Fit::Gm11(_)) {
        return None;
    }
    let count = result.observed.len() as f64;
    let bound = |sign: f64| {
        Expr::Power(
            Box::new(Expr::Num(core::f64::consts::E, Digits::Cut(4))),
            Box::new(fraction(
                Expr::entered(sign * 2.0),
                Expr::Sum(vec![Expr::entered(count), Expr::entered(1.0)]),
            )),
        )
    };
    let row = |(i, ratio): (usize, &Option<f64>)| {
        let before = result.observed.get(i).copied();
        let now = result.observed.get(i + 1).copied();
        (i + 1, vec![before, now, *ratio])
    };
    let outside = test.outside.len() as f64;
    Some(
        Working::new(vec![say("class_ratio")], Some(outside), 0, "")
            .section(formula("class_ratio"))
            .section(numbers(Equation::worked(
                Expr::symbol("λ", "min"),
                bound(-1.0),
                test.lower,
                5,
                "",
            )))
            .section(numbers(Equation::worked(
                Expr::symbol("λ", "max"),
                bound(1.0),
                test.upper,
                5,
                "",
            )))
            .section(by_year(
                result,
                &["before", "observed", "ratio"],
                &[2, 2, 5],
                test.ratios.iter().enumerate().map(row),
            )),
    )
}

/// The working of C.
pub(super) fn variance_ratio(result: &Forecast, unit: &str) -> Option<Working> {
    let test = result.tests.posterior.as_ref().ok()?;
    let right = fraction(
        Expr::Num(test.residual_deviation, Digits::Fixed(4)),
        Expr::Num(test.observed_deviation, Digits::Fixed(4)),
    );
    let equation = Equation::worked(Expr::symbol("C", ""), right, test.variance_ratio, 4, "");
    let deviation = |key: &str, value: f64| {
        let text = say("deviation_text")
            .with("value", Value::Fixed(value, 2))
            .with("unit", Value::Name(format!("unit.{unit}")));
        (say(key), vec![text])
    };
    Some(
        Working::new(vec![say("c")], Some(test.variance_ratio), 4, "")
            .section(formula("posterior_ratio"))
            .section(numbers(equation))
            .section(Section::Facts(vec![
                deviation("observed_deviation", test.observed_deviation),
                deviation("residual_deviation", test.residual_deviation),
            ]))
            .section(residuals(result, &test.residuals)),
    )
}

fn residuals(result: &Forecast, residuals: &[f64]) -> Section {
    let rows = result.observed.iter().enumerate().map(|(i, x)| {
        let fitted = result.path.fitted.get(i).copied();
        (i, vec![Some(*x), fitted, residuals.get(i).copied()])
    });
    by_year(
        result,
        &["observed", "fitted", "residual"],
        &[2, 2, 2],
        rows,
    )
}

/// The working of P.
pub(super) fn small_error(result: &Forecast, unit: &str) -> Option<Working> {
    let test = result.tests.posterior.as_ref().ok()?;
    let apart: Vec<f64> = test
        .residuals
        .iter()
        .map(|residual| (residual - test.residual_mean).abs())
        .collect();
    let small = apart
        .iter()
        .filter(|size| **size < test.small_error_limit)
        .count();
    let value = test.small_error_probability;
    let right = fraction(
        Expr::entered(small as f64),
        Expr::entered(apart.len() as f64),
    );
    let limit = say("limit_text")
        .with("value", Value::Fixed(test.small_error_limit, 2))
        .with("unit", Value::Name(format!("unit.{unit}")))
        .with("small", Value::Count(small))
        .with("count", Value::Count(apart.len()));
    let rows = apart.iter().enumerate().map(|(i, size)| {
        let residual = test.residuals.get(i).copied();
        (i, vec![residual, Some(*size)])
    });
    Some(
        Working::new(vec![say("p")], Some(value), 4, "")
            .section(formula("small_error_probability"))
            .section(numbers(Equation::worked(
                Expr::symbol("P", ""),
                right,
                value,
                4,
                "",
            )))
            .section(Section::Facts(vec![(say("limit"), vec![limit])]))
            .section(by_year(result, &["residual", "apart"], &[2, 2], rows)),
    )
}

/// The working of the mean relative error, in per cent.
pub(super) fn relative_error(result: &Forecast, _unit: &str) -> Option<Working> {
    let mean = *result.tests.mean_relative_error.as_ref().ok()?;
    let rows = result.observed.iter().enumerate().skip(1).map(|(i, x)| {
        let fitted = result.path.fitted.get(i).copied();
        let share = fitted.map(|f| ((x - f) / x).abs() * 100.0);
        (i, vec![Some(*x), fitted, share.filter(|s| s.is_finite())])
    });
    Some(
        Working::new(vec![say("error")], Some(mean * 100.0), 2, "%")
            .section(formula("mean_relative_error"))
            .section(by_year(
                result,
                &["observed", "fitted", "share"],
                &[2, 2, 2],
                rows,
            )),
    )
}
