//! Every computation as one request and one reply, the same for the page, its worker and the terminal.
//!
//! ```
//! use std::ops::ControlFlow;
//! use tanheng::job::{self, Reply, Request};
//!
//! let request = Request::parse(r#"{"method":"dynamic_degree","start":100,"end":121,"intervals":3}"#)?;
//! let reply = job::run(&request, &mut |_| ControlFlow::Continue(()));
//! let Ok(Reply::DynamicDegree(degree)) = reply else { panic!("{reply:?}") };
//! // (121 − 100) / 100 / 3 · 100 % = 7 % a year
//! assert!((degree.percent_per_year - 7.0).abs() < 1e-12);
//! # Ok::<(), tanheng::job::JobError>(())
//! ```

mod answer;
mod error;
pub mod export;
mod outlines;
mod progress;
mod raster;
mod raster_out;
mod reply;
pub mod report;
mod request;
mod spec;
mod storage_report;
mod study;
mod table;

pub use answer::{Answer, answer, answer_report, answer_workbook};
pub use error::JobError;
pub use outlines::{OutlinesReply, answer_outlines};
pub use progress::{Progress, Stage};
pub use raster::{
    DateReply, Named, RasterReply, RasterRequest, WindowRequest, answer_raster,
    answer_raster_window, count_files,
};
pub use raster_out::{Figure, RasterOutRequest, answer_raster_out, write_files};
pub use reply::{CarbonOxygenReply, Reply, StudyReply};
pub use request::{Gm11Request, GreyVariantsRequest, MAX_BYTES, Request};
pub use spec::{
    ACCOUNT, CARBON_OXYGEN, COMPARE, GM11, GREY_VARIANTS, SPACE, STUDY, ZONING, methods,
};
pub use storage_report::{storage_csv, storage_html};
pub use study::{region_areas, run_study};
pub use table::{Kept, TableRequest, answer_table};

use std::ops::ControlFlow;

use crate::core::problem::{Problem, Report};
use crate::core::space::centre;
use crate::core::{change, classify, forecast, markov, relate, space, storage as carbon};
use crate::steps;

/// Called as work goes on; breaking stops it.
pub type OnProgress<'a> = &'a mut dyn FnMut(Progress) -> ControlFlow<()>;

/// Computes what a request asks for.
///
/// # Errors
/// The problem of the method asked, or [`JobError::Cancelled`] once `progress` breaks.
pub fn run(request: &Request, progress: OnProgress<'_>) -> Result<Reply, Problem> {
    let mut stopped = false;
    let mut watched = |p: Progress| {
        let flow = progress(p);
        stopped |= flow.is_break();
        flow
    };
    let reply = compute(request, &mut watched);
    if stopped {
        return Err(JobError::Cancelled.problem());
    }
    reply
}

fn compute(request: &Request, progress: OnProgress<'_>) -> Result<Reply, Problem> {
    fn told<E: Report>(error: E) -> Problem {
        error.problem()
    }
    Ok(match request {
        Request::Study { study } => Reply::Study(Box::new(run_study(study, progress)?)),
        Request::Account { study } => Reply::Account(steps::account::chosen(study).map_err(told)?),
        Request::Compare {
            study,
            scenarios,
            coefficients,
        } => Reply::Compare(Box::new(study::compared(study, *scenarios, coefficients)?)),
        Request::Space { study } => {
            let on = &mut |done, total| progress(Progress::new(Stage::Permutations, done, total));
            Reply::Space(Box::new(study::space(study, on).map_err(told)?))
        }
        Request::Zoning { study } => Reply::Zoning(Box::new(study::zones(study).map_err(told)?)),
        Request::CarbonOxygen { study } => {
            Reply::CarbonOxygen(Box::new(study::carbon_oxygen(study).map_err(told)?))
        }
        Request::Diversity(r) => Reply::Diversity(change::diversity(&r.areas).map_err(told)?),
        Request::DynamicDegree(r) => {
            Reply::DynamicDegree(change::dynamic_degree(r.start, r.end, r.intervals).map_err(told)?)
        }
        Request::Transition(r) => {
            let matrix = change::transition(&r.areas).map_err(told)?;
            let comprehensive =
                change::comprehensive_dynamic_degree(&matrix, r.intervals).map_err(told)?;
            Reply::Transition {
                matrix,
                comprehensive,
            }
        }
        Request::LandGroups(r) => {
            Reply::LandGroups(change::group_change(&r.classes, r.intervals).map_err(told)?)
        }
        Request::GreyRelation(r) => Reply::GreyRelation(
            relate::grey_relation(&r.reference, &r.comparisons, &r.options).map_err(told)?,
        ),
        Request::GreyVariants(r) => Reply::GreyVariants(
            relate::search_variants(
                &r.references,
                &r.comparisons,
                &r.printed,
                &r.values,
                &mut |done, total| progress(Progress::new(Stage::Variants, done, total)),
            )
            .map_err(told)?,
        ),
        Request::LiuDegree(r) => {
            Reply::LiuDegree(relate::liu_degrees(&r.reference, &r.series, r.theta).map_err(told)?)
        }
        Request::NaturalBreaks(r) => {
            Reply::NaturalBreaks(classify::natural_breaks(&r.values, r.classes).map_err(told)?)
        }
        Request::GravityCentre(r) => {
            let path = centre::gravity_centre(&r.places, &r.years, &r.weights, &r.options);
            let ellipses = r.ellipse.as_ref().map(|options| {
                centre::deviational_ellipses(&r.places, &r.years, &r.weights, options)
            });
            Reply::GravityCentre {
                path: Box::new(path.map_err(told)?),
                ellipses: ellipses.transpose().map_err(told)?,
            }
        }
        Request::Markov(r) => Reply::Markov(Box::new(markov::markov(r).map_err(told)?)),
        Request::Gm11(r) => Reply::Gm11(forecast::gm11(&r.series, &r.options).map_err(told)?),
        Request::Forecast(r) => Reply::Forecast(Box::new(
            forecast::forecast_with_progress(
                &r.series,
                r.first_year,
                &r.options,
                &mut |done, total| progress(Progress::new(Stage::Interval, done, total)),
            )
            .map_err(told)?,
        )),
        Request::Storage(r) => Reply::Storage(Box::new(
            steps::stock::run_storage(r, &mut |done, total| {
                progress(Progress::new(Stage::Interval, done, total))
            })
            .map_err(told)?,
        )),
        Request::CarbonValue(r) => Reply::CarbonValue(carbon::carbon_value(r).map_err(told)?),
        Request::GlobalMoran(r) => {
            let weights =
                space::listed_weights(&r.neighbours, r.weights.as_deref()).map_err(told)?;
            let found = space::global_moran(&r.values, &weights, &r.options, &mut |done, total| {
                progress(Progress::new(Stage::Permutations, done, total))
            });
            Reply::GlobalMoran(Box::new(found.map_err(told)?))
        }
        Request::LocalMoran(r) => {
            let weights =
                space::listed_weights(&r.neighbours, r.weights.as_deref()).map_err(told)?;
            let found = space::local_moran(&r.values, &weights, &r.options, &mut |done, total| {
                progress(Progress::new(Stage::Permutations, done, total))
            });
            Reply::LocalMoran(Box::new(found.map_err(told)?))
        }
        Request::Contiguity(r) => {
            let found = space::weights::contiguity(&r.shapes(), &r.options);
            Reply::Contiguity(Box::new(found.map_err(told)?))
        }
    })
}
