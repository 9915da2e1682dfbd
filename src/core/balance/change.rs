//! From one year to another.

use serde::{Deserialize, Serialize};

/// An amount in two years.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// In the first year.
    pub from: f64,
    /// In the last year.
    pub to: f64,
    /// `to − from`.
    pub difference: f64,
    /// `to/from − 1`; none where the first is 0.
    pub relative: Option<f64>,
}

impl Change {
    /// The change between two values; none where it is no number.
    ///
    /// ```
    /// use tanheng::core::balance::Change;
    /// let change = Change::between(80.0, 60.0).expect("finite");
    /// assert_eq!((change.difference, change.relative), (-20.0, Some(-0.25)));
    /// ```
    #[must_use]
    pub fn between(from: f64, to: f64) -> Option<Self> {
        let relative = to / from - 1.0;
        let difference = to - from;
        difference.is_finite().then_some(Self {
            from,
            to,
            difference,
            relative: relative.is_finite().then_some(relative),
        })
    }
}

/// [`Change::between`] for values that may be missing.
#[must_use]
pub fn changes(from: Option<f64>, to: Option<f64>) -> Option<Change> {
    Change::between(from?, to?)
}
