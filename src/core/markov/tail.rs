//! Tail of the chi-squared distribution.
//!
//! Our own, because the bits have to be the same natively and in the browser: `statrs` takes its logarithms from the host.

/// Most degrees of freedom; the series gets longer with their root.
const MOST_DF: usize = 10_000_000;

/// Probability of a chi-squared variable (卡方分布) above `x`, with `df` degrees of freedom.
///
/// # Formula
/// ```text
/// Q(a, y), a = df/2, y = x/2
/// y ≥ a + 1:  Σ_k y^k e^−y / Γ(k + 1), k = a − 1, a − 2, … ≥ 0, and erfc √y where df is odd
/// else:       1 − Σ_k y^k e^−y / Γ(k + 1), k = a, a + 1, …
/// ```
/// Every term has the sign of the others.
///
/// # Errors
/// `None` without degrees of freedom or with more than ten million, or where `x` is negative or no number.
///
/// # Source
/// NIST Digital Library of Mathematical Functions, chapter 8: special values (8.4), recurrence (8.8), series (8.11).
///
/// # Examples
/// ```
/// use tanheng::core::markov::chi_squared_tail;
/// let five_percent = chi_squared_tail(3.841_458_820_694_124, 1).expect("a number");
/// assert!((five_percent - 0.05).abs() < 1e-14);
/// assert_eq!(chi_squared_tail(0.0, 3), Some(1.0));
/// assert_eq!(chi_squared_tail(1.0, 0), None);
/// ```
#[must_use]
pub fn chi_squared_tail(x: f64, df: usize) -> Option<f64> {
    if df == 0 || df > MOST_DF || x.is_nan() || x < 0.0 {
        return None;
    }
    if x == 0.0 {
        return Some(1.0);
    }
    let (a, y) = (df as f64 / 2.0, x / 2.0);
    if y.is_infinite() {
        return Some(0.0);
    }
    let term = |k: f64| libm::exp(k * libm::log(y) - y - libm::lgamma(k + 1.0));
    if y >= a + 1.0 {
        let mut tail = if df % 2 == 1 {
            libm::erfc(libm::sqrt(y))
        } else {
            0.0
        };
        let mut k = a - 1.0;
        let mut next = term(k);
        while k >= 0.0 && next > tail * f64::EPSILON / 8.0 {
            tail += next;
            next *= k / y;
            k -= 1.0;
        }
        return Some(tail.min(1.0));
    }
    let mut head = 0.0;
    let mut k = a;
    let mut next = term(k);
    while next > head * f64::EPSILON / 8.0 {
        head += next;
        k += 1.0;
        next *= y / k;
    }
    Some((1.0 - head).clamp(0.0, 1.0))
}
