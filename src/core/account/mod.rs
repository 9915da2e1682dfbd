//! Sources and sinks as one ledger of lines.
//!
//! Every line of the account is a sum of products. What differs between farm inputs, built land, land sinks and crops is
//! which inputs and coefficients are multiplied, and the words for them:
//!
//! ```text
//! farm inputs   E_f = Σ activity · factor
//! built land    E_c = Σ energy intensity · coal factor · value added      over the secondary and tertiary sector
//! land          C_i = − area · uptake rate                                 rates are printed negative
//! crops         C_f = Σ yield · absorption coefficient / harvest coefficient
//! net           E_net = Σ sources − Σ sinks
//! ```
//!
//! Units multiply along: a product that does not come out as carbon is refused, so a factor per tonne of standard coal
//! cannot be applied to tonnes of raw coal, nor a CO2 factor slip into a carbon account. An account may be one of oxygen
//! too: what is consumed stands on the side of the sources, what is released on that of the sinks.
//!
//! # Source
//! Guizhou paper, equations 3 to 6; unit algebra and the treatment of gaps are ours.

mod compare;
mod error;
mod line;
mod series;
mod summary;

pub use compare::{Comparison, compare};
pub use error::AccountError;
pub use line::{CoefficientArg, InputColumn, Line, LineArgs, Term, line};
pub use series::{Series, Total};
pub use summary::{Agreement, Balance, MainSource, Step, Summary, agreement, printed_faults};

use serde::{Deserialize, Serialize};

use crate::core::problem::{Arg, Place, Problem};
use crate::core::study::{PublishedAccount, RowKey, Side};
use crate::core::units::Unit;

/// The account of a study: lines, totals, and what could not be computed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Account {
    /// Region and year of each position of the value vectors.
    pub keys: Vec<RowKey>,
    /// Unit of every value.
    pub unit: Unit,
    /// One line a source or sink.
    pub lines: Vec<Line>,
    /// Sum of the sources; `None` where a line that has data elsewhere has none here.
    pub source: Vec<Option<f64>>,
    /// Sum of the sinks, positive.
    pub sink: Vec<Option<f64>>,
    /// Sources less sinks.
    pub net: Vec<Option<f64>>,
    /// Gaps and left-out inputs.
    pub problems: Vec<Problem>,
}

impl Account {
    /// Adds lines up. A line without any data is no part of the account; a gap in a line that has data makes the totals of
    /// that year unknown rather than too small.
    ///
    /// ```
    /// use tanheng::core::account::Account;
    /// let study = tanheng::exchange::cases::load("guizhou").expect("shipped");
    /// let account = tanheng::steps::account::compute(&study)?;
    /// let farm = account.line("farm").and_then(|l| l.values[0]);
    /// assert_eq!(format!("{:.2}", farm.unwrap_or_default()), "111.57");
    /// # Ok::<(), tanheng::core::account::AccountError>(())
    /// ```
    #[must_use]
    pub fn from_lines(keys: Vec<RowKey>, unit: Unit, lines: Vec<Line>) -> Self {
        let total = |side: Side| -> Vec<Option<f64>> {
            let counted: Vec<&Line> = lines
                .iter()
                .filter(|l| l.side == side && l.has_data())
                .collect();
            (0..keys.len())
                .map(|i| {
                    if counted.is_empty() {
                        return None;
                    }
                    counted.iter().map(|l| l.values[i]).sum()
                })
                .collect()
        };
        let (source, sink) = (total(Side::Source), total(Side::Sink));
        let net: Vec<Option<f64>> = source
            .iter()
            .zip(&sink)
            .map(|(e, a)| Some((*e)? - (*a)?))
            .collect();
        let problems = problems(&keys, &lines, &net);
        Self {
            keys,
            unit,
            lines,
            source,
            sink,
            net,
            problems,
        }
    }

    /// The items of a printed account, added up again here.
    #[must_use]
    pub fn from_published(published: &PublishedAccount, sides: &[(String, Side)]) -> Self {
        let keys: Vec<RowKey> = published
            .years
            .iter()
            .map(|&year| RowKey {
                region: published.region.as_str().into(),
                year,
            })
            .collect();
        let lines = sides
            .iter()
            .filter_map(|(id, side)| {
                published
                    .lines
                    .get(id)
                    .map(|values| Line::printed(id, *side, values, keys.len()))
            })
            .collect();
        Self::from_lines(keys, published.unit.clone(), lines)
    }

    /// The line with this id.
    #[must_use]
    pub fn line(&self, id: &str) -> Option<&Line> {
        self.lines.iter().find(|l| l.id == id)
    }
}

/// Code of the problem that a whole line has no data and the totals go without it; its place names the line.
pub const LINE_LEFT_OUT: &str = "account.line_left_out";

/// At most this many are told one by one.
const MOST_PROBLEMS: usize = 50;

/// The years in which an input has no figure, told together.
fn gap(keys: &[RowKey], input: &InputColumn) -> Option<Problem> {
    let empty = keys.iter().zip(&input.values).filter(|(_, v)| v.is_none());
    let (mut count, mut first, mut last) = (0, i32::MAX, i32::MIN);
    for (key, _) in empty {
        count += 1;
        first = first.min(key.year);
        last = last.max(key.year);
    }
    let place = Place {
        column: Some(input.indicator.clone()),
        year: (count == 1).then_some(first),
        ..Place::default()
    };
    match count {
        0 => None,
        1 => Some(Problem::new("account.gap").at(place)),
        _ => Some(
            Problem::new("account.gaps")
                .with("n", Arg::Count(count))
                .with("first", Arg::Year(first))
                .with("last", Arg::Year(last))
                .at(place),
        ),
    }
}

fn problems(keys: &[RowKey], lines: &[Line], net: &[Option<f64>]) -> Vec<Problem> {
    let mut problems = Vec::new();
    let has_any = lines.iter().any(Line::has_data);
    for line in lines.iter().filter(|l| has_any && !l.has_data()) {
        let place = Place {
            column: Some(line.id.clone()),
            ..Place::default()
        };
        problems.push(Problem::new(LINE_LEFT_OUT).at(place));
    }
    for line in lines.iter().filter(|l| l.has_data()) {
        for term in line.terms.iter().filter(|t| !t.has_data()) {
            if let Some(input) = term
                .inputs
                .iter()
                .find(|i| i.values.iter().all(Option::is_none))
            {
                let place = Place {
                    column: Some(input.indicator.clone()),
                    ..Place::default()
                };
                problems.push(Problem::new("account.input_left_out").at(place));
            }
        }
        let counted = line.terms.iter().filter(|t| t.has_data());
        for input in counted.flat_map(|t| &t.inputs) {
            problems.extend(gap(keys, input));
        }
    }
    problems.extend(missing_rows(keys));
    problems.extend(without_net(keys, net));
    problems.truncate(MOST_PROBLEMS);
    problems
}

/// The first region that has no row in years in which others have one, so that those years have no sum of all.
fn missing_rows(keys: &[RowKey]) -> Option<Problem> {
    let years = Series::sum(keys.iter().map(|key| (key, None)), None).years;
    let mut regions = keys.chunk_by(|a, b| a.region == b.region);
    let rows = regions.find(|rows| rows.len() < years.len())?;
    let (mut count, mut first, mut last) = (0, i32::MAX, i32::MIN);
    for year in years {
        if rows.iter().all(|key| key.year != year) {
            count += 1;
            first = first.min(year);
            last = last.max(year);
        }
    }
    let place = Place {
        region: Some(rows.first()?.region.to_string()),
        ..Place::default()
    };
    Some(
        Problem::new("account.missing_rows")
            .with("n", Arg::Count(count))
            .with("first", Arg::Year(first))
            .with("last", Arg::Year(last))
            .at(place),
    )
}

/// The first region whose net emission is not known in any year though that of others is, so that there is no sum of all.
fn without_net(keys: &[RowKey], net: &[Option<f64>]) -> Option<Problem> {
    let (mut first, mut count, mut start) = (None, 0, 0);
    for rows in keys.chunk_by(|a, b| a.region == b.region) {
        let end = start + rows.len();
        let is_known = net.get(start..end)?.iter().any(Option::is_some);
        start = end;
        if !is_known {
            first = first.or(rows.first());
            count += 1;
        }
    }
    let place = Place {
        region: Some(first?.region.to_string()),
        ..Place::default()
    };
    let is_any_known = net.iter().any(Option::is_some);
    is_any_known.then(|| {
        Problem::new("account.no_net")
            .with("n", Arg::Count(count))
            .at(place)
    })
}
