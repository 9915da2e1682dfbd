//! How a number is written: fixed decimals, thin-space grouping, a true minus sign. Rounding for display happens here and
//! nowhere else.

/// Thin space, between groups of three digits and before a unit in Latin letters.
pub const THIN: char = '\u{2009}';

/// More say nothing about a double.
const MOST_DECIMALS: usize = 20;

/// Writes `value` with `decimals` decimals, a true minus sign and no grouping; "—" when it is not finite.
///
/// ```
/// use tanheng::core::number::fixed;
/// assert_eq!(fixed(-13.645, 1), "−13.6");
/// assert_eq!(fixed(-0.001, 2), "0.00");
/// ```
#[must_use]
pub fn fixed(value: f64, decimals: usize) -> String {
    if !value.is_finite() {
        return "—".to_owned();
    }
    let decimals = decimals.min(MOST_DECIMALS);
    let text = format!("{value:.decimals$}");
    match text.strip_prefix('-') {
        Some(rest) if rest.bytes().all(|b| b == b'0' || b == b'.') => rest.to_owned(),
        Some(rest) => format!("−{rest}"),
        None => text,
    }
}

/// [`fixed`] with a sign in front of positive values too.
///
/// ```
/// assert_eq!(tanheng::core::number::signed(4.13, 2), "+4.13");
/// ```
#[must_use]
pub fn signed(value: f64, decimals: usize) -> String {
    let text = fixed(value, decimals);
    let is_zero = text.bytes().all(|b| b == b'0' || b == b'.');
    if value > 0.0 && value.is_finite() && !is_zero {
        format!("+{text}")
    } else {
        text
    }
}

/// [`fixed`] with thin spaces between groups of three once the whole part has five digits.
///
/// ```
/// use tanheng::core::number::grouped;
/// assert_eq!(grouped(8507.514, 2), "8507.51");
/// assert_eq!(grouped(18544.61, 2), "18\u{2009}544.61");
/// ```
#[must_use]
pub fn grouped(value: f64, decimals: usize) -> String {
    group(&fixed(value, decimals), 5)
}

/// [`fixed`] with thin spaces between all groups of three, for a column in which one value has five digits.
#[must_use]
pub fn grouped_always(value: f64, decimals: usize) -> String {
    group(&fixed(value, decimals), 4)
}

fn group(text: &str, least_digits: usize) -> String {
    let (whole, rest) = text.find('.').map_or((text, ""), |dot| text.split_at(dot));
    let digits = whole.chars().filter(char::is_ascii_digit).count();
    if digits < least_digits {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len() + 8);
    let mut left = digits;
    for c in whole.chars() {
        out.push(c);
        if c.is_ascii_digit() {
            left -= 1;
            if left > 0 && left.is_multiple_of(3) {
                out.push(THIN);
            }
        }
    }
    out + rest
}

/// [`grouped`] below ten million; from there on two decimals times a power of ten, for places of fixed width.
///
/// ```
/// use tanheng::core::number::compact;
/// assert_eq!(compact(8507.514, 2), "8507.51");
/// assert_eq!(compact(-1_500_000_000.0, 0), "−1.5×10⁹");
/// assert_eq!(compact(9_999_999_999.0, 0), "10×10⁹");
/// ```
#[must_use]
pub fn compact(value: f64, decimals: usize) -> String {
    let size = value.abs();
    if !(1e7..=f64::MAX).contains(&size) {
        return grouped(value, decimals);
    }
    let power = libm::floor(libm::log10(size));
    let text = fixed(value / libm::pow(10.0, power), 2);
    let mut out = text.trim_end_matches('0').trim_end_matches('.').to_owned() + "×10";
    for digit in (power as u32).to_string().bytes() {
        out.push(['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'][usize::from(digit - b'0')]);
    }
    out
}

/// [`compact`] with a sign in front of positive values too.
///
/// ```
/// use tanheng::core::number::compact_signed;
/// assert_eq!(compact_signed(22.145, 1), "+22.1");
/// assert_eq!(compact_signed(0.001, 2), "0.00");
/// ```
#[must_use]
pub fn compact_signed(value: f64, decimals: usize) -> String {
    let text = compact(value, decimals);
    if value.is_finite() && signed(value, decimals).starts_with('+') {
        format!("+{text}")
    } else {
        text
    }
}

/// Up to `digits` significant digits without trailing zeros, for coefficients and inputs whose decimals vary.
///
/// ```
/// use tanheng::core::number::significant;
/// assert_eq!(significant(0.4709, 6), "0.4709");
/// assert_eq!(significant(29321.0, 8), "29321");
/// assert_eq!(significant(1.0e-9, 3), "0.000000001");
/// ```
#[must_use]
pub fn significant(value: f64, digits: usize) -> String {
    if value == 0.0 || !value.is_finite() {
        return fixed(value, 0);
    }
    let magnitude = libm::floor(libm::log10(value.abs())) as i32;
    let decimals = (digits as i32 - 1 - magnitude).clamp(0, 17) as usize;
    let text = fixed(value, decimals);
    if text.contains('.') {
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        text
    }
}

/// Reads a number a person typed or pasted: thousands commas or spaces between groups of three, full-width digits, a true
/// or full-width minus. Two numbers in one cell are no number.
///
/// ```
/// use tanheng::core::number::parse;
/// assert_eq!(parse("29,321.5"), Some(29321.5));
/// assert_eq!(parse("−１２．５"), Some(-12.5));
/// assert_eq!(parse("2O41.06"), None);
/// assert_eq!(parse("2005 2006"), None);
/// assert_eq!(parse("0,644"), None);
/// assert_eq!(parse("1234,567"), None);
/// ```
#[must_use]
pub fn parse(text: &str) -> Option<f64> {
    // Most cells are plain digits; a pasted table may have a million of them.
    if text.bytes().all(|b| b.is_ascii_digit() || b == b'.') {
        return text.parse::<f64>().ok().filter(|v| v.is_finite());
    }
    let mut plain = String::with_capacity(text.len());
    let mut since_separator = None;
    for c in text.trim().chars() {
        match c {
            '0'..='9' | '０'..='９' => {
                plain.push(narrow_digit(c));
                since_separator = since_separator.map(|n: usize| n + 1);
            }
            ',' | '，' | '\u{2009}' | '\u{202f}' | '\u{a0}' | ' ' | '\u{3000}' => {
                let is_group = match since_separator {
                    Some(n) => n == 3,
                    None => is_first_group(&plain),
                };
                if !is_group {
                    return None;
                }
                since_separator = Some(0);
            }
            '.' | '．' | 'e' | 'E' => {
                if since_separator.take().is_some_and(|n| n != 3) {
                    return None;
                }
                plain.push(if c == '．' { '.' } else { c });
            }
            '+' | '＋' => plain.push('+'),
            '-' | '−' | '－' => plain.push('-'),
            _ => return None,
        }
    }
    if since_separator.is_some_and(|n| n != 3) || !plain.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    plain.parse::<f64>().ok().filter(|v| v.is_finite())
}

/// One to three digits, the first of which is not 0, as what stands before a thousands separator: `0,644` is a decimal
/// written with a comma and no 644.
fn is_first_group(plain: &str) -> bool {
    let digits = plain.trim_start_matches(['+', '-']);
    let is_digits = digits.bytes().all(|b| b.is_ascii_digit());
    is_digits && (1..=3).contains(&digits.len()) && !digits.starts_with('0')
}

fn narrow_digit(c: char) -> char {
    char::from_digit(
        c.to_digit(10)
            .unwrap_or((c as u32).wrapping_sub('０' as u32)),
        10,
    )
    .unwrap_or(c)
}
