//! Cells that are valid but doubtful.

use super::{Cell, RowKey, Sheet};

/// A change of more than a fifth from the year before …
const LEAST_CHANGE: f64 = 0.20;
/// … that also lies this many robust standard deviations from the column's usual change.
const LEAST_DEVIATION: f64 = 5.0;
/// Scales a median absolute deviation to a standard deviation of normal data.
const MAD_TO_SD: f64 = 1.4826;

/// A cell that jumps out of its column.
#[derive(Debug, Clone, PartialEq)]
pub struct Doubt {
    /// Row in the sheet.
    pub row: usize,
    /// Column in the sheet.
    pub column: usize,
    /// Value of the row before, same region.
    pub before: f64,
    /// Value of this cell.
    pub value: f64,
    /// Relative change, −0.237 for a fall of 23.7 %.
    pub change: f64,
}

/// Finds values that jump from the year before by more than a fifth and by more than five robust standard deviations
/// (median and median absolute deviation of the column's yearly log changes). It asks for a look, it does not exclude.
///
/// ```
/// use tanheng::core::study::{doubtful_cells, Sheet};
/// let sheet: Sheet = serde_json::from_str(r#"{"id":"s","columns":[{"indicator":"x","unit":"t"}],"rows":[
///   {"region":"a","year":2001,"values":[100]},{"region":"a","year":2002,"values":[103]},
///   {"region":"a","year":2003,"values":[105]},{"region":"a","year":2004,"values":[109]},
///   {"region":"a","year":2005,"values":[60]}]}"#)?;
/// assert_eq!(doubtful_cells(&sheet)[0].row, 4);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[must_use]
pub fn doubtful_cells(sheet: &Sheet) -> Vec<Doubt> {
    let columns = sheet.columns.iter().enumerate();
    columns
        .flat_map(|(column, c)| doubtful_in(&sheet.rows, &c.cells, column))
        .collect()
}

/// [`doubtful_cells`] of one column.
#[must_use]
pub fn doubtful_in(rows: &[RowKey], cells: &[Cell], column: usize) -> Vec<Doubt> {
    let steps = steps(rows, cells);
    if steps.len() < 4 {
        return Vec::new();
    }
    let centre = median(steps.iter().map(|s| s.3).collect());
    let spread = MAD_TO_SD * median(steps.iter().map(|s| (s.3 - centre).abs()).collect());
    let mut doubts = Vec::new();
    for (row, before, value, log_change) in steps {
        let change = value / before - 1.0;
        if change.abs() > LEAST_CHANGE && (log_change - centre).abs() > LEAST_DEVIATION * spread {
            doubts.push(Doubt {
                row,
                column,
                before,
                value,
                change,
            });
        }
    }
    doubts
}

/// `(row, value before, value, log change)` of consecutive years of the same region.
fn steps(keys: &[RowKey], cells: &[Cell]) -> Vec<(usize, f64, f64, f64)> {
    (1..keys.len().min(cells.len()))
        .filter(|&i| {
            keys[i].year == keys[i - 1].year.saturating_add(1)
                && keys[i].region == keys[i - 1].region
        })
        .filter_map(|i| Some((i, cells[i - 1].value()?, cells[i].value()?)))
        .filter(|&(_, before, value)| before > 0.0 && value > 0.0)
        .map(|(i, before, value)| (i, before, value, libm::log(value / before)))
        .filter(|step| step.3.is_finite())
        .collect()
}

fn median(mut values: Vec<f64>) -> f64 {
    if values.is_empty() {
        return 0.0;
    }
    let half = values.len() / 2;
    let is_even = values.len().is_multiple_of(2);
    let (below, &mut upper, _) = values.select_nth_unstable_by(half, f64::total_cmp);
    if is_even {
        let lower = below.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        f64::midpoint(lower, upper)
    } else {
        upper
    }
}

#[cfg(test)]
mod tests {
    use super::median;

    #[test]
    fn the_median_of_an_even_number_is_the_middle_of_two() {
        assert_eq!(median(vec![4.0, 1.0, 3.0, 2.0]), 2.5);
        assert_eq!(median(vec![5.0, 1.0, 3.0]), 3.0);
        assert_eq!(median(Vec::new()), 0.0);
    }
}
