//! Exact natural breaks (自然断点).

use super::classification::{check_count, classified, sorted};
use super::sums::{Sums, scaled};
use super::{ClassMethod, Classification, ClassifyError};

/// Natural breaks (自然断点): of all ways to part values into `classes` runs, the one with the least squared deviations from the
/// class means. The optimum itself, not the search by exchange that carries Jenks' name in some programs.
///
/// # Formula
/// ```text
/// D(1, j) = ssd(0, j)
/// D(c, j) = min_i D(c−1, i) + ssd(i, j)          over the different values in order, each with its count
/// ```
/// The best `i` never falls as `j` grows, so each row is found by halving: O(k n log n). Of equally good splits the one with
/// the fewest values below is taken.
///
/// # Shape
/// Values in any order; equal values stay in one class.
///
/// # Errors
/// [`ClassifyError`], among them more classes than different values.
///
/// # Source
/// Fisher 1958, JASA 53(284), 789–798; Wang & Song 2011, The R Journal 3(2), 29–33 (dynamic programming in one dimension);
/// Grønlund et al. 2017, arXiv:1701.07204 (monotone rows).
///
/// # Examples
/// ```
/// use tanheng::core::classify::natural_breaks;
/// let classes = natural_breaks(&[1.0, 2.0, 4.0, 20.0, 21.0, 50.0], 3)?;
/// assert_eq!(classes.breaks, [4.0, 21.0, 50.0]);
/// assert_eq!(classes.sizes, [3, 2, 1]);
/// # Ok::<(), tanheng::core::classify::ClassifyError>(())
/// ```
pub fn natural_breaks(values: &[f64], classes: usize) -> Result<Classification, ClassifyError> {
    check_count(classes)?;
    let sorted = sorted(values)?;
    let runs: Vec<(f64, usize)> = sorted
        .chunk_by(|a, b| a == b)
        .map(|run| (run[0], run.len()))
        .collect();
    if classes > runs.len() {
        return Err(ClassifyError::TooFewDistinct {
            classes,
            distinct: runs.len(),
        });
    }
    let distinct: Vec<f64> = runs.iter().map(|(value, _)| *value).collect();
    let small = scaled(&distinct);
    let sums = Sums::of(small.iter().zip(&runs).map(|(v, (_, n))| (*v, *n)));
    let limits: Vec<f64> = starts(&sums, distinct.len(), classes)
        .iter()
        .map(|start| distinct[start - 1])
        .collect();
    Ok(classified(
        ClassMethod::NaturalBreaks,
        values,
        &sorted,
        &limits,
    ))
}

/// Position at which each class but the first starts.
fn starts(sums: &Sums, count: usize, classes: usize) -> Vec<usize> {
    let mut best: Vec<f64> = (0..=count).map(|end| sums.deviations(0, end)).collect();
    let mut splits: Vec<Vec<u32>> = Vec::with_capacity(classes - 1);
    for class in 1..classes {
        let mut row = Row {
            sums,
            before: &best,
            best: vec![0.0; count + 1],
            split: vec![0; count + 1],
        };
        // The last row is only asked for its end; no class is empty, so `class` classes before take at least that many values.
        let first = if class + 1 == classes {
            count
        } else {
            class + 1
        };
        row.fill(first, count, class, count - 1);
        let (filled, split) = (row.best, row.split);
        best = filled;
        splits.push(split);
    }
    let mut end = count;
    let mut starts: Vec<usize> = splits
        .iter()
        .rev()
        .map(|split| {
            end = split[end] as usize;
            end
        })
        .collect();
    starts.reverse();
    starts
}

/// One row of the table: the best with one class more.
struct Row<'a> {
    sums: &'a Sums,
    before: &'a [f64],
    best: Vec<f64>,
    split: Vec<u32>,
}

impl Row<'_> {
    /// Ends from `first` to `last`, whose best splits lie from `low` to `high`. The halving is at most 20 deep.
    fn fill(&mut self, first: usize, last: usize, low: usize, high: usize) {
        if first > last {
            return;
        }
        let end = usize::midpoint(first, last);
        let (mut least, mut at) = (f64::INFINITY, low);
        for split in low..=high.min(end - 1) {
            let cost = self.before[split] + self.sums.deviations(split, end);
            if cost < least {
                (least, at) = (cost, split);
            }
        }
        self.best[end] = least;
        self.split[end] = at as u32;
        self.fill(first, end - 1, low, at);
        self.fill(end + 1, last, at, high);
    }
}
