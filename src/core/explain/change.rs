//! The working of a single dynamic degree.

use super::expression::{Equation, Expr};
use super::words::Value;
use super::{Section, Tone, Words, Working, facts};
use crate::core::change::{DynamicDegree, PRINTED_WITHIN};
use crate::core::study::Period;

/// How the dynamic degree of a class in a period came about. `printed` is what a paper has and the divisor it used.
///
/// ```
/// use tanheng::core::change::dynamic_degree;
/// use tanheng::core::study::Period;
/// let degree = dynamic_degree(12.019, 16.615, 7.0)?;
/// let period = Period { from: 2005, to: 2012 };
/// let working = tanheng::core::explain::dynamic_degree("garden", period, &degree, "10kha", None);
/// assert_eq!(working.value, Some(degree.percent_per_year));
/// # Ok::<(), tanheng::core::change::ChangeError>(())
/// ```
#[must_use]
pub fn dynamic_degree(
    class: &str,
    period: Period,
    degree: &DynamicDegree,
    area_unit: &str,
    printed: Option<(f64, f64)>,
) -> Working {
    let say = |key: &str| Words::new(&format!("working.change.{key}"));
    let title = say("title")
        .with("from", Value::Year(period.from))
        .with("to", Value::Year(period.to))
        .with("class", Value::Name(format!("line.{class}")));
    let ratio = Expr::Fraction(
        Box::new(Expr::Sum(vec![
            Expr::entered(degree.end),
            Expr::Negative(Box::new(Expr::entered(degree.start))),
        ])),
        Box::new(Expr::entered(degree.start)),
    );
    let share = Expr::Fraction(
        Box::new(Expr::entered(1.0)),
        Box::new(Expr::entered(degree.intervals)),
    );
    let right = Expr::Product(vec![ratio, share, Expr::entered(100.0)]);
    let mut working = Working::new(vec![title], Some(degree.percent_per_year), 2, "%");
    if let Some((value, divisor)) = printed {
        let ours = degree.ratio / divisor * 100.0;
        let same = (degree.percent_per_year - value).abs() < PRINTED_WITHIN / 2.0;
        let by_divisor = (ours - value).abs() < PRINTED_WITHIN && divisor != degree.intervals;
        let text = match (same, by_divisor) {
            (true, _) => say("printed_same").with("value", Value::Signed(value, 2)),
            (_, true) => say("printed_divisor")
                .with("value", Value::Signed(value, 2))
                .with("divisor", Value::Entered(divisor))
                .with("intervals", Value::Entered(degree.intervals)),
            _ => say("printed_differs").with("value", Value::Signed(value, 2)),
        };
        let tone = if same { Tone::Ok } else { Tone::Warn };
        working = working.section(Section::Note {
            tone,
            subject: say("printed"),
            text,
        });
    }
    working
        .section(Section::Formula {
            heading: Words::new("working.formula"),
            formula: "dynamic_degree".to_owned(),
            symbols: vec![
                (super::expression::Symbol::new("U", "a"), say("start")),
                (super::expression::Symbol::new("U", "b"), say("end")),
                (super::expression::Symbol::new("T", ""), say("intervals")),
            ],
        })
        .section(Section::Numbers {
            heading: Words::new("working.numbers"),
            equation: Equation::worked(
                Expr::symbol("K", ""),
                right,
                degree.percent_per_year,
                2,
                "%",
            ),
        })
        .section(Section::Facts(vec![
            (
                say("areas"),
                vec![say("areas_text").with("unit", Value::Name(format!("unit.{area_unit}")))],
            ),
            (Words::new("working.convention"), vec![say("convention")]),
            facts::rounding(),
        ]))
}
