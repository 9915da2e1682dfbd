//! The results of the steps on both sides → measures.

use super::measure::{Key, Measure, Quantity, Statistic};
use super::{Group, Missing, Side, total_of};
use crate::core::account::{Comparison as Printed, compare as beside_print};
use crate::core::change::DynamicDegree;
use crate::core::forecast::Fit;
use crate::core::problem::Problem;
use crate::steps::change::ChangeStep;
use crate::steps::coefficients::AGREEMENT;
use crate::steps::forecast::ForecastStep;
use crate::steps::relation::RelationStep;

type Series = Vec<(Key, Option<f64>)>;

pub(super) fn all(sides: &[Side; 2]) -> (Vec<Measure>, Vec<Missing>) {
    let mut measures = account(sides);
    let mut missing = Vec::new();
    let changes = both(sides, Group::Change, |s| &s.change, &mut missing);
    measures.extend(change(changes));
    let relations = both(sides, Group::Relation, |s| &s.relation, &mut missing);
    measures.extend(relation(relations));
    let forecasts = both(sides, Group::Forecast, |s| &s.forecast, &mut missing);
    measures.extend(forecast(forecasts));
    (measures, missing)
}

/// The result of a step on both sides; where there is none, the reason is noted.
fn both<'a, T>(
    sides: &'a [Side; 2],
    group: Group,
    step: impl Fn(&'a Side) -> &'a Result<T, Problem>,
    missing: &mut Vec<Missing>,
) -> [Option<&'a T>; 2] {
    let mut found = [None, None];
    for (side, own) in sides.iter().enumerate() {
        match step(own) {
            Ok(result) => found[side] = Some(result),
            Err(problem) => missing.push(Missing {
                group,
                side,
                problem: problem.clone(),
            }),
        }
    }
    found
}

fn years(years: &[i32], values: &[Option<f64>]) -> Series {
    let keys = years.iter().map(|y| Key::Year(*y));
    keys.zip(values.iter().copied()).collect()
}

fn account(sides: &[Side; 2]) -> Vec<Measure> {
    let [a, b] = sides;
    let region = a.study.choices.region.as_deref();
    let printed = a
        .study
        .published_for(region)
        .and_then(|p| p.account.as_ref());
    let compared = printed.map(|p| [beside_print(&a.account, p), beside_print(&b.account, p)]);
    let ratio = printed.and_then(|p| p.unit.ratio_to(&a.account.unit).ok());
    let decimals = printed.map_or(2, |p| p.decimals);
    let lines = a.account.lines.iter().map(|l| l.id.as_str());
    let unit = a.account.unit.code().to_owned();
    let mut measures = Vec::new();
    for id in ["net", "source", "sink"].into_iter().chain(lines) {
        let series = |side: &Side| {
            let region = side.study.choices.region.as_deref();
            let own = match total_of(id) {
                Some(total) => side.account.total(total, region),
                None => side.account.line_series(id, region),
            };
            years(&own.years, &own.values)
        };
        let measure = Measure::new(
            Group::Account,
            Quantity::Line(id.to_owned()),
            Some(&unit),
            decimals,
        );
        let Some(mut measure) = measure.of([series(a), series(b)]) else {
            continue;
        };
        if let Some(compared) = &compared {
            let own = compared.each_ref().map(|all| {
                let own = all.iter().filter(|c| c.line == id);
                own.collect::<Vec<_>>()
            });
            let at = |key: &Key| own[0].iter().find(|c| Some(c.year) == key.year());
            let keys = measure.keys.iter();
            measure.printed = keys.map(|k| Some(at(k)?.printed * ratio?)).collect();
            if measure.printed.iter().all(Option::is_none) {
                measure.printed.clear();
            } else {
                let agreeing =
                    |all: &Vec<_>| all.iter().filter(|c: &&&Printed| is_close(c)).count();
                measure.agreeing = Some([agreeing(&own[0]), agreeing(&own[1])]);
            }
        }
        measures.push(measure);
    }
    measures
}

/// As near to print as the page of coefficients asks.
fn is_close(compared: &Printed) -> bool {
    compared.agrees() || (compared.ours - compared.printed).abs() <= AGREEMENT
}

fn change(sides: [Option<&ChangeStep>; 2]) -> Vec<Measure> {
    let Some(first) = sides[0].or(sides[1]) else {
        return Vec::new();
    };
    let of =
        |own: &dyn Fn(&ChangeStep) -> Series| sides.map(|side| side.map_or_else(Vec::new, own));
    let new = |quantity, unit: Option<&str>, decimals| {
        Measure::new(Group::Change, quantity, unit, decimals)
    };
    let mut measures = Vec::new();
    for (at, period) in first.periods.iter().enumerate() {
        let degrees = |step: &ChangeStep| -> Series {
            // Periods that follow from the years are not always the same in both.
            if step.periods.get(at) != Some(period) {
                return Vec::new();
            }
            let classes = step.classes.iter();
            let degree = |d: &Result<_, _>| d.as_ref().ok().map(percent);
            let each = classes.map(|c| {
                (
                    Key::Line(c.class.clone()),
                    c.degrees.get(at).and_then(degree),
                )
            });
            each.collect()
        };
        measures.extend(new(Quantity::DynamicDegree(*period), Some("%"), 2).of(of(&degrees)));
    }
    let diversity = |step: &ChangeStep| -> Series {
        let values = step.diversity.iter();
        let values: Vec<_> = values
            .map(|d| d.as_ref().ok().map(|d| d.gibbs_martin))
            .collect();
        years(&step.years, &values)
    };
    measures.extend(new(Quantity::Diversity, None, 4).of(of(&diversity)));
    let groups = |step: &ChangeStep| -> Series {
        let groups = step.groups.iter().flatten();
        groups
            .map(|g| (Key::Land(g.group.clone()), g.annual_change))
            .collect()
    };
    let unit = first.unit.code();
    measures.extend(new(Quantity::GroupChange, Some(unit), 2).of(of(&groups)));
    for class in &first.classes {
        let area = |step: &ChangeStep| -> Series {
            let own = step.classes.iter().find(|c| c.class == class.class);
            own.map_or_else(Vec::new, |c| years(&c.series.years, &c.series.values))
        };
        let quantity = Quantity::Area(class.class.clone());
        measures.extend(new(quantity, Some(unit), 2).of(of(&area)));
    }
    let comprehensive = |step: &ChangeStep| -> Series {
        let degree = step
            .transition
            .as_ref()
            .and_then(|t| t.comprehensive.as_ref());
        degree
            .map(|d| (Key::Maps, Some(d.percent_per_year)))
            .into_iter()
            .collect()
    };
    measures.extend(new(Quantity::ComprehensiveDegree, Some("%"), 4).of(of(&comprehensive)));
    measures
}

fn percent(degree: &DynamicDegree) -> f64 {
    degree.percent_per_year
}

fn relation(sides: [Option<&RelationStep>; 2]) -> Vec<Measure> {
    let of = |value: &dyn Fn(&RelationStep, usize) -> f64| {
        sides.map(|side| {
            side.map_or_else(Vec::new, |step| {
                let lines = step.lines.iter().enumerate();
                let each = lines.map(|(at, id)| (Key::Line(id.clone()), Some(value(step, at))));
                each.collect()
            })
        })
    };
    let new = |quantity, decimals| Measure::new(Group::Relation, quantity, None, decimals);
    let degrees = of(&|step, at| step.relation.degrees[at]);
    let ranks = of(&|step, at| step.relation.ranks[at] as f64);
    new(Quantity::RelationalDegree, 4)
        .of(degrees)
        .into_iter()
        .chain(new(Quantity::Rank, 0).of(ranks))
        .collect()
}

fn forecast(sides: [Option<&ForecastStep>; 2]) -> Vec<Measure> {
    let Some(first) = sides[0].or(sides[1]) else {
        return Vec::new();
    };
    let of =
        |own: &dyn Fn(&ForecastStep) -> Series| sides.map(|side| side.map_or_else(Vec::new, own));
    let path = |step: &ForecastStep| -> Series {
        let all = step
            .forecast
            .path
            .fitted
            .iter()
            .chain(&step.forecast.path.forecast);
        let values: Vec<_> = all.map(|v| Some(*v)).collect();
        years(&step.forecast.years, &values)
    };
    let ahead = |step: &ForecastStep, values: &[f64]| -> Series {
        let from = step.forecast.observed.len().min(step.forecast.years.len());
        let values: Vec<_> = values.iter().map(|v| Some(*v)).collect();
        years(&step.forecast.years[from..], &values)
    };
    let lower = |step: &ForecastStep| -> Series {
        let interval = step.forecast.interval.as_ref();
        interval.map_or_else(|_| Vec::new(), |i| ahead(step, &i.lower))
    };
    let upper = |step: &ForecastStep| -> Series {
        let interval = step.forecast.interval.as_ref();
        interval.map_or_else(|_| Vec::new(), |i| ahead(step, &i.upper))
    };
    let unit = Some(first.unit.code());
    let new = |quantity, unit, decimals| Measure::new(Group::Forecast, quantity, unit, decimals);
    let series = [
        (Quantity::Path, of(&path)),
        (Quantity::Lower, of(&lower)),
        (Quantity::Upper, of(&upper)),
    ];
    let series = series
        .into_iter()
        .filter_map(|(quantity, sides)| new(quantity, unit, 2).of(sides));
    series
        .chain(new(Quantity::Tests, None, 4).of(of(&tests)))
        .collect()
}

fn tests(step: &ForecastStep) -> Series {
    let forecast = &step.forecast;
    let (a, b) = match &forecast.fit {
        Fit::Gm11(fit) => (Some(fit.development_coefficient), Some(fit.grey_input)),
        _ => (None, None),
    };
    let posterior = forecast.tests.posterior.as_ref().ok();
    let held_out = forecast.comparisons.first();
    let held_out = held_out
        .and_then(|c| c.hold_out.as_ref().ok())
        .and_then(|h| h.errors.mape);
    [
        (Statistic::DevelopmentCoefficient, a),
        (Statistic::GreyInput, b),
        (
            Statistic::VarianceRatio,
            posterior.map(|p| p.variance_ratio),
        ),
        (
            Statistic::SmallErrorProbability,
            posterior.map(|p| p.small_error_probability),
        ),
        (
            Statistic::MeanRelativeError,
            forecast.tests.mean_relative_error.as_ref().ok().copied(),
        ),
        (Statistic::HoldOutError, held_out),
    ]
    .into_iter()
    .filter(|(_, value)| value.is_some())
    .map(|(statistic, value)| (Key::Statistic(statistic), value))
    .collect()
}
