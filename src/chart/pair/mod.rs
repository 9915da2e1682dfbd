//! Two scenarios: lines over years, their difference as bars, and named rows with two marks.

mod bars;
mod lines;
mod rows;

pub use bars::{DifferenceBars, difference_bars};
pub use lines::{PairLines, pair_lines};
pub use rows::{PairRow, PairRows, pair_rows};

use super::axis::rounded_out;

/// A range of round ticks that holds the values; from 0 where that costs little room.
fn range(values: impl Iterator<Item = f64>) -> (f64, f64) {
    let (low, high) = values
        .filter(|v| v.is_finite())
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(a, b), v| {
            (a.min(v), b.max(v))
        });
    if low > high {
        return (0.0, 1.0);
    }
    let low = if low > 0.0 && low < 0.4 * high {
        0.0
    } else {
        low
    };
    let high = if high < 0.0 && high > 0.4 * low {
        0.0
    } else {
        high
    };
    if low < high {
        rounded_out(low, high, 5)
    } else {
        // One value: some room on both sides of it.
        let room = if low == 0.0 { 1.0 } else { low.abs() * 0.1 };
        rounded_out(low - room, high + room, 5)
    }
}
