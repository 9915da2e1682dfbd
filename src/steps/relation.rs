//! Account → grey relation of each line to a total.

use serde::{Deserialize, Serialize};

use crate::core::account::{Account, Total};
use crate::core::problem::{Arg, Problem, Report};
use crate::core::relate::{
    GreyError, GreyRelation, Normalisation, RankStability, Search, compare_normalisations,
    grey_relation, rank_stability, search_variants,
};
use crate::core::study::Study;
use std::ops::ControlFlow;

/// Everything the step shows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RelationStep {
    /// What the lines are compared with.
    pub reference: Total,
    /// Years used: those in which every series is known.
    pub years: Vec<i32>,
    /// Line ids in the order of the account.
    pub lines: Vec<String>,
    /// Lines left out, with the reason.
    pub left_out: Vec<(String, Problem)>,
    /// The relation with the choices made.
    pub relation: GreyRelation,
    /// Degrees and ranks of every normalisation with the other choices the same; why not, where there are none.
    pub normalisations: Vec<(Normalisation, Result<Ranked, Problem>)>,
    /// Degrees and ranks at 20 distinguishing coefficients.
    pub stability: Vec<RankStability>,
    /// Printed degree of each line.
    pub printed: Vec<Option<f64>>,
    /// Its rank among all that are printed.
    pub printed_ranks: Vec<Option<usize>>,
    /// Whether any usual variant gives the printed degrees.
    pub search: Option<Search>,
}

/// Degrees and ranks.
pub type Ranked = (Vec<f64>, Vec<usize>);

/// Why there is no relation.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum RelationError {
    /// Fewer than two lines or two common years.
    #[error("{lines} lines over {years} common years")]
    TooLittle {
        /// Lines with data.
        lines: usize,
        /// Years in which all are known.
        years: usize,
    },
    /// The relation itself.
    #[error(transparent)]
    Grey(#[from] GreyError),
    /// A series that a normalisation cannot take, by name.
    #[error("line {line}: {error}")]
    Line {
        /// Line id, or the total.
        line: String,
        /// What is wrong with it.
        error: GreyError,
    },
}

impl Report for RelationError {
    fn problem(&self) -> Problem {
        match self {
            Self::TooLittle { lines, years } => Problem::new("relation.too_little")
                .with("lines", Arg::Count(*lines))
                .with("years", Arg::Count(*years)),
            Self::Grey(error) => error.problem(),
            Self::Line { line, error } => {
                let mut problem = error.problem();
                problem.place.column = Some(line.clone());
                problem
            }
        }
    }
}

/// Distinguishing coefficients of the stability picture: 0.05 to 1 in 20 steps.
#[must_use]
pub fn coefficients() -> Vec<f64> {
    (1..=20).map(|i| f64::from(i) / 20.0).collect()
}

/// Relates the line of every land class that has data to the total chosen.
///
/// # Errors
/// [`RelationError`].
pub fn compute(study: &Study, account: &Account) -> Result<RelationStep, RelationError> {
    let choices = &study.choices.relation;
    let region = study.choices.region.as_deref();
    let total = account.total(choices.reference, region);
    let known: Vec<&str> = account
        .lines
        .iter()
        .filter(|l| l.has_data())
        .map(|l| l.id.as_str())
        .collect();
    let lines: Vec<String> = known
        .into_iter()
        .filter(|id| study.land_classes.iter().any(|c| c.id == *id))
        .map(str::to_owned)
        .collect();
    let series: Vec<Vec<Option<f64>>> = lines
        .iter()
        .map(|id| account.line_series(id, region).values)
        .collect();
    let kept: Vec<usize> = (0..total.years.len())
        .filter(|&i| {
            total.values[i].is_some()
                && series.iter().all(|s| s.get(i).copied().flatten().is_some())
        })
        .collect();
    if lines.is_empty() || kept.len() < 2 {
        return Err(RelationError::TooLittle {
            lines: lines.len(),
            years: kept.len(),
        });
    }
    let take =
        |values: &[Option<f64>]| -> Vec<f64> { kept.iter().filter_map(|&i| values[i]).collect() };
    let reference = take(&total.values);
    let mut comparisons: Vec<Vec<f64>> = series.iter().map(|s| take(s)).collect();
    let mut names = lines;
    let mut left_out = Vec::new();
    let relation = loop {
        match grey_relation(&reference, &comparisons, &choices.options) {
            Ok(relation) => break relation,
            Err(error) => match series_of(&error) {
                // One unusable line does not take the others with it.
                Some(i) if i > 0 && comparisons.len() > 1 => {
                    comparisons.remove(i - 1);
                    left_out.push((names.remove(i - 1), error.problem()));
                }
                Some(i) => {
                    let line = if i == 0 {
                        format!("{:?}", choices.reference).to_lowercase()
                    } else {
                        names[i - 1].clone()
                    };
                    return Err(RelationError::Line { line, error });
                }
                None => return Err(error.into()),
            },
        }
    };
    let normalisations = compare_normalisations(&reference, &comparisons, &choices.options)
        .into_iter()
        .map(|row| {
            let ranked = row.relation.map(|r| (r.degrees, r.ranks));
            (row.normalisation, ranked.map_err(|e| e.problem()))
        })
        .collect();
    let stability = rank_stability(&relation, &coefficients())?;
    let published = study.published_here();
    let printed: Vec<Option<f64>> = names
        .iter()
        .map(|id| published.and_then(|p| p.relation.get(id)).copied())
        .collect();
    let rank = |degree: f64| {
        let all = published.iter().flat_map(|p| p.relation.values());
        1 + all.filter(|other| **other > degree).count()
    };
    let printed_ranks = printed.iter().map(|p| p.map(rank)).collect();
    Ok(RelationStep {
        reference: choices.reference,
        years: kept.iter().map(|&i| total.years[i]).collect(),
        search: search(study),
        lines: names,
        left_out,
        relation,
        normalisations,
        stability,
        printed,
        printed_ranks,
    })
}

/// Tries to get the printed degrees from the printed account: three references, every normalisation, range and 20
/// coefficients.
fn search(study: &Study) -> Option<Search> {
    let published = study.published_here()?;
    let table = published.account.as_ref()?;
    let (lines, printed): (Vec<&String>, Vec<f64>) =
        published.relation.iter().map(|(k, v)| (k, *v)).unzip();
    let comparisons: Option<Vec<Vec<f64>>> = lines
        .iter()
        .map(|id| table.lines.get(*id).cloned())
        .collect();
    let references = [table.net.clone(), table.source.clone(), table.sink.clone()];
    search_variants(
        &references,
        &comparisons?,
        &printed,
        &coefficients(),
        &mut |_, _| ControlFlow::Continue(()),
    )
    .ok()
}

fn series_of(error: &GreyError) -> Option<usize> {
    match error {
        GreyError::ZeroFirst { series }
        | GreyError::ZeroMean { series }
        | GreyError::Constant { series }
        | GreyError::NotFinite { series, .. }
        | GreyError::Overflow { series } => Some(*series),
        _ => None,
    }
}
