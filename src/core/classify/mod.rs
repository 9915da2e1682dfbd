//! Values into classes: exact natural breaks, quantiles, equal intervals, standard deviations, typed limits.
//!
//! Every way gives one [`Classification`]: the upper bound of each class, the class of each value, and how much of the
//! variance the classes take up (GVF). Equal values are never parted.

mod classification;
mod error;
mod limits;
mod natural;
mod spec;
mod sums;

pub use classification::{ClassMethod, Classification, MOST_CLASSES, MOST_VALUES, with_limits};
pub use error::ClassifyError;
pub use limits::{equal_intervals, quantiles, standard_deviations};
pub use natural::natural_breaks;
pub use spec::{NATURAL_BREAKS, NaturalBreaksRequest};

/// The classes of a method that needs no limits; [`ClassMethod::Manual`] takes `limits`, the others `classes`.
///
/// # Errors
/// [`ClassifyError`].
pub fn classify(
    values: &[f64],
    method: ClassMethod,
    classes: usize,
    limits: &[f64],
) -> Result<Classification, ClassifyError> {
    match method {
        ClassMethod::NaturalBreaks => natural_breaks(values, classes),
        ClassMethod::Quantile => quantiles(values, classes),
        ClassMethod::EqualInterval => equal_intervals(values, classes),
        ClassMethod::StandardDeviation => standard_deviations(values, classes),
        ClassMethod::Manual => with_limits(values, limits),
    }
}
