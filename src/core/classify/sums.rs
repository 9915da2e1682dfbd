//! Squared deviations of any run of sorted values in constant time.

/// Deviations below this share of the squares are what is left of two nearly equal numbers, and are counted with twice the digits.
const CANCELLED: f64 = 1e-5;

/// A number as the sum of two, for about 32 digits.
#[derive(Debug, Clone, Copy, Default)]
struct Double {
    high: f64,
    low: f64,
}

impl Double {
    fn sum(a: f64, b: f64) -> Self {
        let high = a + b;
        let back = high - a;
        let low = (a - (high - back)) + (b - back);
        Self { high, low }
    }

    /// Dekker's product: halves of 26 digits multiply without rounding. A fused product would be slow in WebAssembly.
    fn product(a: f64, b: f64) -> Self {
        fn halves(x: f64) -> (f64, f64) {
            let big = 134_217_729.0 * x;
            let high = big - (big - x);
            (high, x - high)
        }
        let high = a * b;
        let ((a1, a0), (b1, b0)) = (halves(a), halves(b));
        let low = ((a1 * b1 - high) + a1 * b0 + a0 * b1) + a0 * b0;
        Self { high, low }
    }

    fn plus(self, other: Self) -> Self {
        let sum = Self::sum(self.high, other.high);
        Self::sum(sum.high, sum.low + self.low + other.low)
    }

    fn minus(self, other: Self) -> Self {
        self.plus(Self {
            high: -other.high,
            low: -other.low,
        })
    }

    fn times(self, other: f64) -> Self {
        let product = Self::product(self.high, other);
        Self::sum(product.high, product.low + self.low * other)
    }

    fn squared(self) -> Self {
        let square = Self::product(self.high, self.high);
        Self::sum(square.high, square.low + 2.0 * self.high * self.low)
    }

    fn value(self) -> f64 {
        self.high + self.low
    }
}

/// Values in order divided by the power of two that brings the largest to about 1, which loses no digit: squares cannot overflow
/// then. Values within a factor of two of one another count from the one nearest 0, which is exact as well.
pub(super) fn scaled(sorted: &[f64]) -> Vec<f64> {
    let (least, most) = match (sorted.first(), sorted.last()) {
        (Some(least), Some(most)) => (*least, *most),
        _ => return Vec::new(),
    };
    let base = if least > 0.0 && most / 2.0 <= least {
        least
    } else if most < 0.0 && least / 2.0 >= most {
        most
    } else {
        0.0
    };
    let (_, exponent) = libm::frexp((least - base).abs().max((most - base).abs()));
    sorted
        .iter()
        .map(|v| libm::ldexp(v - base, -exponent))
        .collect()
}

/// Count, sum and sum of squares of the values before a position.
#[derive(Debug, Clone, Copy, Default)]
struct Running {
    count: f64,
    sum: Double,
    squares: Double,
}

/// Running sums: one entry a position, and one for the end.
pub(super) struct Sums(Vec<Running>);

impl Sums {
    /// Of values in order with how often each occurs.
    pub(super) fn of(values: impl ExactSizeIterator<Item = (f64, usize)>) -> Self {
        let mut all = Vec::with_capacity(values.len() + 1);
        let mut now = Running::default();
        all.push(now);
        for (value, times) in values {
            let times = times as f64;
            now.count += times;
            now.sum = now.sum.plus(Double::product(value, times));
            now.squares = now.squares.plus(Double::product(value, value).times(times));
            all.push(now);
        }
        Self(all)
    }

    /// Squared deviations of the values from `start` up to but not `end` from their mean.
    pub(super) fn deviations(&self, start: usize, end: usize) -> f64 {
        if end <= start + 1 {
            return 0.0;
        }
        let (from, to) = (&self.0[start], &self.0[end]);
        let count = to.count - from.count;
        let sum = (to.sum.high - from.sum.high) + (to.sum.low - from.sum.low);
        let squares = (to.squares.high - from.squares.high) + (to.squares.low - from.squares.low);
        let quick = squares - sum * sum / count;
        if quick > CANCELLED * squares {
            return quick;
        }
        // n·Σx² − (Σx)² has no quotient to round before the difference.
        let (sum, squares) = (to.sum.minus(from.sum), to.squares.minus(from.squares));
        let exact = squares.times(count).minus(sum.squared()).value() / count;
        exact.max(0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tight_run_beside_a_far_one_keeps_its_digits() {
        // 1e8, 1e8 + 1, 1e8 + 2: 2 in all; the squares are 1e16.
        let values = [-3e8, 1e8, 1e8 + 1.0, 1e8 + 2.0];
        let sums = Sums::of(values.iter().map(|v| (*v, 1)));
        assert!((sums.deviations(1, 4) - 2.0).abs() < 1e-9);
        let weighted = Sums::of([(1e8, 3), (1e8 + 4.0, 1)].into_iter());
        assert!((weighted.deviations(0, 2) - 12.0).abs() < 1e-9);
    }

    #[test]
    fn scaling_loses_no_digit_and_keeps_squares_finite() {
        let values = [-f64::MAX, 0.1, f64::MAX];
        let small = scaled(&values);
        assert!(small.iter().all(|v| v.abs() <= 1.0));
        let sums = Sums::of(small.iter().map(|v| (*v, 1)));
        assert!(sums.deviations(0, 3).is_finite());
        assert_eq!(scaled(&[1.0, 1.0 + f64::EPSILON]), [0.0, 0.5]);
    }
}
