//! Least squares of GM(1,1): accumulated values, background values, and the two sums they are taken from.

use super::{by_year, formula, fraction, negative, numbers, say};
use crate::core::explain::expression::{Digits, Equation, Expr};
use crate::core::explain::{Section, Words, Working};
use crate::core::forecast::{Fit, Forecast, Gm11};

const DECIMALS: usize = 7;

fn grey(result: &Forecast) -> Option<&Gm11> {
    match &result.fit {
        Fit::Gm11(fit) => Some(fit),
        _ => None,
    }
}

/// Sums of least squares over the second to the last point.
struct Sums {
    count: f64,
    values: f64,
    background: f64,
    products: f64,
    squares: f64,
}

fn sums(result: &Forecast, fit: &Gm11) -> Sums {
    let pairs = || result.observed.iter().skip(1).zip(&fit.background);
    Sums {
        count: fit.background.len() as f64,
        values: pairs().map(|(x, _)| x).sum(),
        background: pairs().map(|(_, z)| z).sum(),
        products: pairs().map(|(x, z)| x * z).sum(),
        squares: pairs().map(|(_, z)| z * z).sum(),
    }
}

/// The working of the development coefficient.
pub(super) fn development(result: &Forecast, unit: &str) -> Option<Working> {
    let fit = grey(result)?;
    let sums = sums(result, fit);
    let number = |value: f64| Expr::Num(value, Digits::Fixed(2));
    let count = || Expr::entered(sums.count);
    let right = fraction(
        Expr::Sum(vec![
            Expr::Product(vec![number(sums.background), number(sums.values)]),
            negative(Expr::Product(vec![count(), number(sums.products)])),
        ]),
        Expr::Sum(vec![
            Expr::Product(vec![count(), number(sums.squares)]),
            negative(Expr::Power(
                Box::new(number(sums.background)),
                Box::new(Expr::entered(2.0)),
            )),
        ]),
    );
    let value = fit.development_coefficient;
    let equation = Equation::worked(Expr::symbol("a", ""), right, value, DECIMALS, "");
    Some(squares(result, fit, "a", value, unit, equation))
}

/// The working of the grey input: the line passes through the two means.
pub(super) fn input(result: &Forecast, unit: &str) -> Option<Working> {
    let fit = grey(result)?;
    let sums = sums(result, fit);
    let mean = |sum: f64| fraction(Expr::Num(sum, Digits::Fixed(2)), Expr::entered(sums.count));
    let right = Expr::Sum(vec![
        mean(sums.values),
        Expr::Product(vec![
            Expr::Num(fit.development_coefficient, Digits::Fixed(DECIMALS)),
            mean(sums.background),
        ]),
    ]);
    let equation = Equation::worked(Expr::symbol("b", ""), right, fit.grey_input, 3, unit);
    Some(squares(result, fit, "b", fit.grey_input, unit, equation))
}

fn squares(
    result: &Forecast,
    fit: &Gm11,
    which: &str,
    value: f64,
    unit: &str,
    equation: Equation,
) -> Working {
    let (decimals, unit) = match which {
        "a" => (DECIMALS, ""),
        _ => (3, unit),
    };
    let rows = result.observed.iter().enumerate().map(|(i, x)| {
        let accumulated = fit.accumulated.get(i).copied();
        let background = i
            .checked_sub(1)
            .and_then(|k| fit.background.get(k).copied());
        (i, vec![Some(*x), accumulated, background])
    });
    let weight = Words::new("forecast.working.weight_text").with(
        "value",
        crate::core::explain::Value::Entered(fit.background_weight),
    );
    Working::new(vec![say(which)], Some(value), decimals, unit)
        .section(formula("gm11_equation"))
        .section(formula("gm11_background"))
        .section(Section::Facts(vec![
            (say("weight"), vec![weight]),
            (say("squares"), vec![say("squares_text")]),
        ]))
        .section(numbers(equation))
        .section(by_year(
            result,
            &["observed", "accumulated", "background"],
            &[2, 2, 2],
            rows,
        ))
}
