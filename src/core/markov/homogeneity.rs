//! Whether several tables of transitions come from one chain.

use serde::{Deserialize, Serialize};

use super::chain::check_square;
use super::count::check_classes;
use super::{MarkovError, chi_squared_tail};

/// Expected counts below this make the chi-squared distribution doubtful (Cochran 1954, Biometrics 10(4), 417–451).
const SMALL: f64 = 5.0;

/// The test of one starting class.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct RowHomogeneity {
    /// Starting class.
    pub class: usize,
    /// Likelihood ratio `2 Σ n ln(p/p₀)`.
    pub likelihood_ratio: f64,
    /// Pearson's chi-squared.
    pub chi_squared: f64,
    /// Degrees of freedom.
    pub degrees_of_freedom: usize,
    /// p of the likelihood ratio; none without degrees of freedom.
    pub likelihood_ratio_p: Option<f64>,
    /// p of chi-squared.
    pub chi_squared_p: Option<f64>,
}

/// A test of homogeneity. That the tables are alike is what is doubted; a small p speaks against it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Homogeneity {
    /// Tables with transitions.
    pub tables: usize,
    /// Transitions of all.
    pub transitions: u64,
    /// Likelihood ratio `2 Σ n ln(p/p₀)`.
    pub likelihood_ratio: f64,
    /// Pearson's chi-squared `Σ n_i (p − p₀)²/p₀`.
    pub chi_squared: f64,
    /// Degrees of freedom of both.
    pub degrees_of_freedom: usize,
    /// p of the likelihood ratio; none without degrees of freedom: there is nothing to compare.
    pub likelihood_ratio_p: Option<f64>,
    /// p of chi-squared.
    pub chi_squared_p: Option<f64>,
    /// The same for each starting class; they add up to the whole.
    pub rows: Vec<RowHomogeneity>,
    /// Cells compared.
    pub cells: usize,
    /// Those of them in which fewer than 5 transitions are expected. Where they are many, p is doubtful.
    pub small_cells: usize,
}

/// Test of homogeneity of transition probabilities across tables: parts of the time, or classes of neighbours.
///
/// # Formula
/// ```text
/// p₀_ij = Σ_m n_ijm / Σ_m n_im            all tables together
/// LR = 2 Σ_m Σ_i Σ_j n_ijm ln(p_ijm / p₀_ij)
/// Q  = Σ_m Σ_i Σ_j n_im (p_ijm − p₀_ij)² / p₀_ij
/// df = Σ_i (b_i − 1)(a_i − 1)             b_i tables in which i starts, a_i classes that i goes to
/// ```
/// A class from which nothing starts adds nothing to `df`; giddy 2.3.8 adds 1.
///
/// # Shape
/// `counts[table][from][to]`, all of one size.
///
/// # Errors
/// [`MarkovError::TooFewTables`], [`MarkovError::ClassCount`], [`MarkovError::TableRows`], [`MarkovError::CountShape`],
/// [`MarkovError::NoTransitions`], [`MarkovError::Overflow`].
///
/// # Source
/// Anderson & Goodman 1957, Annals of Mathematical Statistics 28(1), 89–110; degrees of freedom: Bickenbach & Bode 2003,
/// International Regional Science Review 26(3), 363–392, as giddy's `Homogeneity_Results`.
///
/// # Examples
/// ```
/// let halves = [vec![vec![8, 2], vec![3, 7]], vec![vec![2, 8], vec![3, 7]]];
/// let test = tanheng::core::markov::homogeneity(&halves)?;
/// // The first row is 8:2 against 2:8 where 5:5 is expected: 4 · 9/5 = 7.2; the second is the same twice.
/// assert!((test.chi_squared - 7.2).abs() < 1e-12);
/// assert_eq!((test.degrees_of_freedom, test.rows[1].chi_squared), (2, 0.0));
/// # Ok::<(), tanheng::core::markov::MarkovError>(())
/// ```
pub fn homogeneity(counts: &[Vec<Vec<u64>>]) -> Result<Homogeneity, MarkovError> {
    check(counts)?;
    let classes = counts.first().map_or(0, Vec::len);
    let mut sum = 0_u64;
    for count in counts.iter().flatten().flatten() {
        sum = sum.checked_add(*count).ok_or(MarkovError::Overflow)?;
    }
    if sum == 0 {
        return Err(MarkovError::NoTransitions);
    }
    let mut cells = Cells::default();
    let rows: Vec<RowHomogeneity> = (0..classes)
        .map(|class| row(class, counts, &mut cells))
        .collect();
    let likelihood_ratio = rows.iter().map(|row| row.likelihood_ratio).sum();
    let chi_squared = rows.iter().map(|row| row.chi_squared).sum();
    let df = rows.iter().map(|row| row.degrees_of_freedom).sum();
    let is_filled = |table: &&Vec<Vec<u64>>| table.iter().flatten().any(|n| *n > 0);
    Ok(Homogeneity {
        tables: counts.iter().filter(is_filled).count(),
        transitions: sum,
        likelihood_ratio,
        chi_squared,
        degrees_of_freedom: df,
        likelihood_ratio_p: chi_squared_tail(likelihood_ratio, df),
        chi_squared_p: chi_squared_tail(chi_squared, df),
        rows,
        cells: cells.all,
        small_cells: cells.small,
    })
}

#[derive(Default)]
struct Cells {
    all: usize,
    small: usize,
}

fn row(class: usize, counts: &[Vec<Vec<u64>>], cells: &mut Cells) -> RowHomogeneity {
    let tables: Vec<&Vec<u64>> = counts.iter().filter_map(|table| table.get(class)).collect();
    let classes = tables.first().map_or(0, |row| row.len());
    let pooled: Vec<u64> = (0..classes)
        .map(|to| tables.iter().filter_map(|row| row.get(to)).sum())
        .collect();
    let start = pooled.iter().sum::<u64>() as f64;
    let goes_to = pooled.iter().filter(|n| **n > 0).count();
    let (mut ratio, mut chi_squared, mut filled) = (0.0, 0.0, 0_usize);
    for own in tables {
        let own_start = own.iter().sum::<u64>() as f64;
        if own_start == 0.0 {
            continue;
        }
        filled += 1;
        for (count, all) in own.iter().zip(&pooled).filter(|(_, all)| **all > 0) {
            let (count, expected) = (*count as f64, own_start * (*all as f64 / start));
            let off = count - expected;
            chi_squared += off * off / expected;
            if count > 0.0 {
                ratio += count * libm::log(count / expected);
            }
            cells.all += 1;
            cells.small += usize::from(expected < SMALL);
        }
    }
    // Of tables that are alike the terms cancel but for the last bits.
    let likelihood_ratio = (2.0 * ratio).max(0.0);
    let df = filled.saturating_sub(1) * goes_to.saturating_sub(1);
    RowHomogeneity {
        class,
        likelihood_ratio,
        chi_squared,
        degrees_of_freedom: df,
        likelihood_ratio_p: chi_squared_tail(likelihood_ratio, df),
        chi_squared_p: chi_squared_tail(chi_squared, df),
    }
}

fn check(counts: &[Vec<Vec<u64>>]) -> Result<(), MarkovError> {
    let expected = match counts {
        [first, _, ..] => first.len(),
        _ => {
            return Err(MarkovError::TooFewTables {
                tables: counts.len(),
            });
        }
    };
    check_classes(expected)?;
    for (table, rows) in counts.iter().enumerate() {
        if rows.len() != expected {
            return Err(MarkovError::TableRows {
                table,
                found: rows.len(),
                expected,
            });
        }
        check_square(rows)?;
    }
    Ok(())
}
