//! What stops the space step.

use crate::core::markov::MarkovError;
use crate::core::problem::{Arg, Problem, Report};
use crate::core::space::SpaceError;
use crate::core::space::centre::CentreError;
use crate::core::space::weights::WeightsError;
use crate::core::study::Study;

/// Why nothing can be said of space.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum SpaceStepError {
    /// The study has no such figure.
    #[error("no such figure")]
    NoVariable,
    /// No year in which enough units have a value.
    #[error("no year with {least} values")]
    NoYear {
        /// Fewest values.
        least: usize,
    },
    /// A year without values.
    #[error("no values in {year}")]
    NoValues {
        /// Year asked for.
        year: i32,
    },
    /// Borders of the units are not known.
    #[error("borders are not known")]
    NoBorders,
    /// Label points of the units are not known.
    #[error("label points are not known")]
    NoPoints,
    /// A list of the neighbours of other units.
    #[error("{name}: {known} of {units} units")]
    ForeignWeights {
        /// Name of the list.
        name: String,
        /// Units of the study that it has.
        known: usize,
        /// Units of the study.
        units: usize,
    },
    /// Rates of a year that cannot be standardised.
    #[error("rates of {year}: {error}")]
    Rate {
        /// Year.
        year: i32,
        /// What is wrong.
        error: SpaceError,
    },
    /// The weights themselves.
    #[error(transparent)]
    Weights(#[from] WeightsError),
    /// The statistics.
    #[error(transparent)]
    Space(#[from] SpaceError),
    /// The centre of gravity.
    #[error(transparent)]
    Centre(#[from] CentreError),
    /// Movement between classes.
    #[error(transparent)]
    Markov(#[from] MarkovError),
}

/// The unit a problem counts by its position as the region it is.
#[must_use]
pub fn of_region(mut problem: Problem, study: &Study) -> Problem {
    let region = problem.place.index.and_then(|i| study.regions.get(i));
    if let Some(region) = region {
        problem.place.region = Some(region.code.clone());
        problem.place.index = None;
    }
    problem
}

impl Report for SpaceStepError {
    fn problem(&self) -> Problem {
        match self {
            Self::NoVariable => Problem::new("space.no_variable"),
            Self::NoYear { least } => {
                Problem::new("space.no_year").with("least", Arg::Count(*least))
            }
            Self::NoValues { year } => {
                Problem::new("space.no_values").with("year", Arg::Year(*year))
            }
            Self::NoBorders => Problem::new("space.no_borders"),
            Self::NoPoints => Problem::new("space.no_points"),
            Self::ForeignWeights { name, known, units } => Problem::new("space.foreign_weights")
                .with("name", Arg::Text(name.clone()))
                .with("known", Arg::Count(*known))
                .with("units", Arg::Count(*units)),
            Self::Rate { year, error } => {
                let mut problem = match error {
                    SpaceError::Negative { value, .. } | SpaceError::Base { value, .. } => {
                        let told = error.problem();
                        Problem::new("space.rate")
                            .with("value", Arg::Number(*value))
                            .at(told.place)
                    }
                    error => error.problem(),
                };
                problem.place.year = Some(*year);
                problem
            }
            Self::Weights(error) => error.problem(),
            Self::Space(error) => error.problem(),
            Self::Centre(error) => error.problem(),
            Self::Markov(error) => error.problem(),
        }
    }
}
