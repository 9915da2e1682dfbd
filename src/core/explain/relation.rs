//! The working of a grey relational degree.

use super::expression::{Digits, Equation, Expr, Symbol};
use super::words::Value;
use super::{Section, Words, Working, facts};
use crate::core::relate::{Extremes, GreyRelation};

/// How the relational degree of a series came about: the mean of its coefficients, and the first of them worked out.
///
/// `series` is its position, `line` its name in the word table, `normalisation` and `years` what the face calls them.
///
/// ```
/// use tanheng::core::relate::{grey_relation, GreyOptions};
/// let relation = grey_relation(&[1.0, 2.0], &[vec![1.0, 3.0]], &GreyOptions::default())?;
/// let working = tanheng::core::explain::relational_degree(&relation, 0, "line.built", "initial", &[2005, 2006]);
/// assert_eq!(working.and_then(|w| w.value), Some(relation.degrees[0]));
/// # Ok::<(), tanheng::core::relate::GreyError>(())
/// ```
#[must_use]
pub fn relational_degree(
    relation: &GreyRelation,
    series: usize,
    line: &str,
    normalisation: &str,
    years: &[i32],
) -> Option<Working> {
    let say = |key: &str| Words::new(&format!("working.relation.{key}"));
    let number = |v: f64| Expr::Num(v, Digits::Fixed(4));
    let degree = *relation.degrees.get(series)?;
    let coefficients = relation.coefficients.get(series)?;
    let rho = relation.options.distinguishing_coefficient;
    let (least, greatest) = (
        *relation.least_difference.get(series)?,
        *relation.greatest_difference.get(series)?,
    );
    // The last point: the first is 0 apart after initial-value normalisation and explains nothing.
    let last = coefficients.len().checked_sub(1)?;
    let difference = *relation.differences.get(series)?.get(last)?;
    let scaled = || Expr::Product(vec![Expr::entered(rho), number(greatest)]);
    let one = Expr::Fraction(
        Box::new(Expr::Sum(vec![number(least), scaled()])),
        Box::new(Expr::Sum(vec![number(difference), scaled()])),
    );
    let mean = Expr::Fraction(
        Box::new(Expr::sum(coefficients.iter().map(|c| number(*c)).collect())),
        Box::new(Expr::entered(coefficients.len() as f64)),
    );
    let range = match relation.options.extremes {
        Extremes::AllSeries => "all_series",
        Extremes::PerSeries => "per_series",
    };
    let mut working = Working::new(
        vec![say("title").with("line", Value::Name(line.to_owned()))],
        Some(degree),
        4,
        "",
    )
    .section(Section::Formula {
        heading: Words::new("working.formula"),
        formula: "grey_coefficient".to_owned(),
        symbols: vec![
            (Symbol::new("Δ", "i"), say("difference")),
            (Symbol::new("ρ", ""), say("rho")),
        ],
    });
    if greatest > 0.0 {
        let year = years.get(last).copied().unwrap_or_default();
        working = working.section(Section::Numbers {
            heading: say("one").with("year", Value::Year(year)),
            equation: Equation::worked(Expr::symbol("ξ", ""), one, coefficients[last], 4, ""),
        });
    }
    if relation.options.weights.is_none() {
        working = working.section(Section::Numbers {
            heading: say("mean"),
            equation: Equation::worked(Expr::symbol("r", ""), mean, degree, 4, ""),
        });
    }
    Some(working.section(Section::Facts(vec![
        (
            Words::new("working.convention"),
            vec![
                say("normalised").with(
                    "how",
                    Value::Name(format!("relation.normalisation.{normalisation}")),
                ),
                say(range),
            ],
        ),
        facts::rounding(),
    ])))
}
