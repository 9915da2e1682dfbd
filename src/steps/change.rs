//! Study → land change.

use serde::{Deserialize, Serialize};

use crate::core::account::Series;
use crate::core::change::{
    ChangeError, ClassAreas, ComprehensiveDynamicDegree, Diversity, DynamicDegree, GroupChange,
    PRINTED_WITHIN, Transition, comprehensive_dynamic_degree, diversity, dynamic_degree,
    group_change, transition,
};
use crate::core::problem::{Problem, Report};
use crate::core::study::{LandClass, Period, Study, TransitionTable, parse_year};
use crate::core::units::Unit;

/// Unit in which areas are shown and compared.
pub const AREA_UNIT: &str = "10kha";

/// One land class through the years.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ClassSeries {
    /// Id of the class.
    pub class: String,
    /// Group it counts into.
    pub group: String,
    /// Areas by year.
    pub series: Series,
    /// Half-width of the rounding interval of derived areas.
    pub half_width: Option<f64>,
    /// Whether any area is known.
    pub known: bool,
    /// Single dynamic degree of each period; why not, where there is none.
    pub degrees: Vec<Result<DynamicDegree, Problem>>,
    /// Printed dynamic degree of each period.
    pub printed: Vec<Option<f64>>,
}

/// Everything the step shows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ChangeStep {
    /// Unit of the areas.
    pub unit: Unit,
    /// Years with areas.
    pub years: Vec<i32>,
    /// Periods compared.
    pub periods: Vec<Period>,
    /// Divisor that gives the printed degrees, when it is not the number of intervals.
    pub printed_divisor: Option<f64>,
    /// Classes in the order of the study.
    pub classes: Vec<ClassSeries>,
    /// Classes without any area.
    pub missing: Vec<String>,
    /// Diversity of each year; why not, where a class is missing.
    pub diversity: Vec<Result<Diversity, Problem>>,
    /// The broad groups over the whole time.
    pub groups: Result<Vec<GroupChange>, Problem>,
    /// Positions in `years` after which the survey changed.
    pub breaks: Vec<usize>,
    /// The transition table and what follows from it.
    pub transition: Option<TransitionStep>,
}

/// A transition table with its results.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TransitionStep {
    /// The table as entered.
    pub table: TransitionTable,
    /// The matrix with its sums.
    pub matrix: Transition,
    /// Comprehensive dynamic degree, where the two dates are years.
    pub comprehensive: Option<ComprehensiveDynamicDegree>,
    /// Diversity at the start and the end.
    pub diversity: (Diversity, Diversity),
}

impl ChangeStep {
    /// The divisor of the printed degrees and the intervals it stands for, where some period has another number of intervals
    /// and the printed degrees agree with it.
    #[must_use]
    pub fn wrong_divisor(&self) -> Option<(f64, i32)> {
        let divisor = self.printed_divisor?;
        let mut periods = self.periods.iter().enumerate();
        let (index, period) = periods.find(|(_, p)| f64::from(p.intervals()) != divisor)?;
        let agrees = |class: &ClassSeries| {
            let ours = class.degrees.get(index)?.as_ref().ok()?;
            let printed = class.printed.get(index).copied().flatten()?;
            Some((ours.ratio / divisor * 100.0 - printed).abs() < PRINTED_WITHIN)
        };
        let is_theirs = self.classes.iter().any(|c| agrees(c) == Some(true));
        is_theirs.then_some((divisor, period.intervals()))
    }
}

/// Computes land change. What is missing is missing in its place; nothing here fails as a whole but the units.
///
/// # Errors
/// [`ChangeError`] of the transition table.
pub fn compute(study: &Study) -> Result<ChangeStep, ChangeError> {
    let mut areas: Vec<(Series, Option<f64>)> =
        study.land_classes.iter().map(|c| area(study, c)).collect();
    let years = known_years(areas.iter().map(|(series, _)| series));
    for (series, _) in &mut areas {
        let values = years.iter().map(|y| value_in(series, *y)).collect();
        *series = Series {
            years: years.clone(),
            values,
        };
    }
    let periods = periods(study, &years);
    let published = study.published_here();
    let printed_of = |period: &Period, class: &str| {
        published?
            .dynamic_degree
            .iter()
            .find(|(p, _)| p == period)?
            .1
            .get(class)
            .copied()
    };
    let classes: Vec<ClassSeries> = study
        .land_classes
        .iter()
        .zip(areas)
        .map(|(class, (series, half_width))| ClassSeries {
            class: class.id.clone(),
            group: class.group.clone(),
            known: series.values.iter().any(Option::is_some),
            degrees: periods.iter().map(|p| degree(&series, *p)).collect(),
            printed: periods.iter().map(|p| printed_of(p, &class.id)).collect(),
            series,
            half_width,
        })
        .collect();
    let missing: Vec<String> = classes
        .iter()
        .filter(|c| !c.known)
        .map(|c| c.class.clone())
        .collect();
    let diversity = years
        .iter()
        .map(|year| diversity_of(&classes, *year))
        .collect();
    let breaks = study
        .survey_breaks
        .iter()
        .filter_map(|(last, first)| {
            years
                .windows(2)
                .position(|w| w[0] == *last && w[1] == *first)
        })
        .collect();
    Ok(ChangeStep {
        unit: Unit::parse(AREA_UNIT).map_err(|_| ChangeError::Empty)?,
        groups: groups(&classes, &years).map_err(|e| e.problem()),
        printed_divisor: published.and_then(|p| p.dynamic_degree_divisor),
        transition: study.transition.as_ref().map(of_table).transpose()?,
        years,
        periods,
        classes,
        missing,
        diversity,
        breaks,
    })
}

/// Area of a class by year in [`AREA_UNIT`], over the region chosen or the sum of all.
fn area(study: &Study, class: &LandClass) -> (Series, Option<f64>) {
    let Some((sheet, column)) = study.column(&class.area) else {
        return (Series::default(), None);
    };
    let column = &sheet.columns[column];
    let Some(ratio) = Unit::parse(AREA_UNIT)
        .ok()
        .and_then(|unit| column.unit.ratio_to(&unit).ok())
    else {
        return (Series::default(), None);
    };
    let region = study.choices.region.as_deref();
    let cells = column.cells.iter().map(|c| c.value().map(|v| v * ratio));
    let series = Series::sum(sheet.rows.iter().zip(cells), region);
    // Errors of several regions do not simply add up: none is better than that of one.
    let is_one = region.is_some() || study.regions.len() <= 1;
    let half_width = column.half_width.filter(|_| is_one);
    (series, half_width.map(|h| h * ratio))
}

/// Years in which some class has an area.
fn known_years<'a>(series: impl Iterator<Item = &'a Series>) -> Vec<i32> {
    let known = series.flat_map(|s| s.years.iter().zip(&s.values));
    let mut years: Vec<i32> = known
        .filter(|(_, v)| v.is_some())
        .map(|(y, _)| *y)
        .collect();
    years.sort_unstable();
    years.dedup();
    years
}

fn value_in(series: &Series, year: i32) -> Option<f64> {
    series
        .years
        .binary_search(&year)
        .ok()
        .and_then(|i| series.values[i])
}

/// The periods chosen, or the two halves and the whole.
fn periods(study: &Study, years: &[i32]) -> Vec<Period> {
    if !study.choices.change.periods.is_empty() {
        return study.choices.change.periods.clone();
    }
    let (Some(&from), Some(&to)) = (years.first(), years.last()) else {
        return Vec::new();
    };
    // A survey need not have been made in the very middle.
    let inner = years.iter().filter(|y| (from + 1..to).contains(*y));
    let middle = inner.min_by_key(|y| (**y - from).abs_diff(to - **y));
    let halves = middle
        .into_iter()
        .flat_map(|&middle| [Period { from, to: middle }, Period { from: middle, to }]);
    let mut all: Vec<Period> = halves.chain([Period { from, to }]).collect();
    all.retain(|p| p.intervals() > 0);
    all.dedup();
    all
}

fn degree(series: &Series, period: Period) -> Result<DynamicDegree, Problem> {
    match (value_in(series, period.from), value_in(series, period.to)) {
        (Some(a), Some(b)) => {
            dynamic_degree(a, b, f64::from(period.intervals())).map_err(|e| e.problem())
        }
        _ => Err(Problem::new("change.no_area")),
    }
}

fn diversity_of(classes: &[ClassSeries], year: i32) -> Result<Diversity, Problem> {
    let areas: Option<Vec<f64>> = classes.iter().map(|c| value_in(&c.series, year)).collect();
    let areas = areas.ok_or_else(|| Problem::new("change.class_missing"))?;
    diversity(&areas).map_err(|e| e.problem())
}

fn groups(classes: &[ClassSeries], years: &[i32]) -> Result<Vec<GroupChange>, ChangeError> {
    let (Some(&from), Some(&to)) = (years.first(), years.last()) else {
        return Err(ChangeError::Empty);
    };
    let areas: Vec<ClassAreas> = classes
        .iter()
        .map(|c| ClassAreas {
            class: c.class.clone(),
            group: c.group.clone(),
            start: value_in(&c.series, from),
            end: value_in(&c.series, to),
        })
        .collect();
    group_change(&areas, f64::from(to - from))
}

fn of_table(table: &TransitionTable) -> Result<TransitionStep, ChangeError> {
    let matrix = transition(&table.areas)?;
    let years = parse_year(&table.from).zip(parse_year(&table.to));
    Ok(TransitionStep {
        comprehensive: years.and_then(|(from, to)| {
            comprehensive_dynamic_degree(&matrix, f64::from(to - from)).ok()
        }),
        diversity: (diversity(&matrix.start)?, diversity(&matrix.end)?),
        table: table.clone(),
        matrix,
    })
}
