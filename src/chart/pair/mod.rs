//! Two scenarios: lines over years, their difference as bars, and named rows with two marks.

mod bars;
mod lines;
mod rows;

pub use bars::{DifferenceBars, difference_bars};
pub use lines::{PairLines, pair_lines};
pub use rows::{PairRow, PairRows, pair_rows};
