//! Why a text is no valid cell, and the number it was most likely meant to be.

use crate::core::number;
use crate::core::problem::{Arg, Problem, Report};

/// The rule a cell breaks.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum CellFault {
    /// An amount below 0.
    #[error("{value} is negative")]
    Negative {
        /// The number as typed.
        value: f64,
    },
    /// A letter that looks like a digit.
    #[error("character {position} is {found:?}, not the digit {digit}")]
    LookAlike {
        /// Position of the character, counted from 1.
        position: usize,
        /// The character.
        found: char,
        /// The digit or point it looks like.
        digit: char,
    },
    /// A character that has no place in a number.
    #[error("character {position} is {found:?}")]
    Character {
        /// Position of the character, counted from 1.
        position: usize,
        /// The character.
        found: char,
    },
    /// Only signs of a number, but two numbers, two points, or separators that do not part groups of three.
    #[error("the signs of a number in no order a number has")]
    Order,
    /// A number larger than can be held.
    #[error("too large")]
    TooLarge,
}

impl CellFault {
    /// Names the rule that a text breaks; `None` when it is a valid amount.
    ///
    /// ```
    /// use tanheng::core::study::CellFault;
    /// assert_eq!(CellFault::of("2O41.06"), Some(CellFault::LookAlike { position: 2, found: 'O', digit: '0' }));
    /// assert_eq!(CellFault::of("-3"), Some(CellFault::Negative { value: -3.0 }));
    /// assert_eq!(CellFault::of("29,321"), None);
    /// ```
    #[must_use]
    pub fn of(text: &str) -> Option<Self> {
        match number::parse(text) {
            Some(value) if value < 0.0 => return Some(Self::Negative { value }),
            Some(_) => return None,
            None => {}
        }
        let text = text.trim();
        let odd = text
            .chars()
            .zip(1..)
            .find(|&(c, _)| !is_sign_of_number(c))
            .or_else(|| lone_exponent(text));
        Some(match odd {
            Some((found, position)) => match look_alike(found) {
                Some(digit) => Self::LookAlike {
                    position,
                    found,
                    digit,
                },
                None => Self::Character { position, found },
            },
            None if is_too_large(text) => Self::TooLarge,
            None => Self::Order,
        })
    }
}

impl Report for CellFault {
    fn problem(&self) -> Problem {
        match self {
            Self::Negative { value } => {
                Problem::new("cell.negative").with("value", Arg::Number(*value))
            }
            Self::LookAlike {
                position,
                found,
                digit,
            } => Problem::new(if found.is_ascii_alphabetic() {
                "cell.letter_for_digit"
            } else {
                "cell.sign_for_digit"
            })
            .with("position", Arg::Count(*position))
            .with("found", Arg::Text(found.to_string()))
            .with("digit", Arg::Text(digit.to_string())),
            Self::Character { position, found } => Problem::new("cell.character")
                .with("position", Arg::Count(*position))
                .with("found", Arg::Text(found.to_string())),
            Self::Order => Problem::new("cell.order"),
            Self::TooLarge => Problem::new("cell.too_large"),
        }
    }
}

/// The number a text was most likely meant to be, as text to put in its place: look-alikes replaced, stray spaces, quotes
/// and footnote marks taken off. `None` when that is no valid amount either. A sign is never dropped.
///
/// ```
/// use tanheng::core::study::meant_number;
/// assert_eq!(meant_number("2O41.06").as_deref(), Some("2041.06"));
/// assert_eq!(meant_number("77.41①").as_deref(), Some("77.41"));
/// assert_eq!(meant_number("-3"), None);
/// ```
#[must_use]
pub fn meant_number(text: &str) -> Option<String> {
    let plain: String = text
        .chars()
        .filter(|&c| !c.is_whitespace() && !is_mark(c))
        .map(|c| look_alike(c).unwrap_or(c))
        .collect();
    let value = number::parse(&plain).filter(|v| *v >= 0.0 && !v.is_sign_negative())?;
    CellFault::of(text).map(|_| value.to_string())
}

fn look_alike(c: char) -> Option<char> {
    Some(match c {
        'O' | 'o' | 'Ｏ' | 'ｏ' | '〇' | '○' => '0',
        'l' | 'I' | '|' | 'ｌ' | 'Ｉ' | '｜' => '1',
        '。' | '·' | '．' => '.',
        _ => return None,
    })
}

/// Footnote marks and the quotes that spreadsheets put before text.
fn is_mark(c: char) -> bool {
    matches!(
        c,
        '①'
            ..='⑳'
                | '*'
                | '＊'
                | '†'
                | '‡'
                | '\''
                | '"'
                | '’'
                | '“'
                | '”'
                | '‘'
                | '\u{feff}'
                | '\u{200b}'
    )
}

fn is_sign_of_number(c: char) -> bool {
    matches!(
        c,
        '0'..='9' | '０'..='９' | '.' | '．' | ',' | '，' | '+' | '＋' | '-' | '−' | '－' | 'e' | 'E'
    ) || c.is_whitespace()
}

/// An `e` that follows no digit is a letter like any other.
fn lone_exponent(text: &str) -> Option<(char, usize)> {
    let mut follows_digit = false;
    for (c, position) in text.chars().zip(1..) {
        if matches!(c, 'e' | 'E') && !follows_digit {
            return Some((c, position));
        }
        follows_digit = c.is_ascii_digit() || c == '.';
    }
    None
}

fn is_too_large(text: &str) -> bool {
    text.parse::<f64>().is_ok_and(f64::is_infinite)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rule_broken_is_named() {
        use CellFault::*;
        for (text, fault) in [
            (
                "12%",
                Character {
                    position: 3,
                    found: '%',
                },
            ),
            (
                "约12",
                Character {
                    position: 1,
                    found: '约',
                },
            ),
            (
                "1l.5",
                LookAlike {
                    position: 2,
                    found: 'l',
                    digit: '1',
                },
            ),
            (
                "12。5",
                LookAlike {
                    position: 3,
                    found: '。',
                    digit: '.',
                },
            ),
            ("1.2.3", Order),
            ("29,32", Order),
            ("2005 2006", Order),
            (
                "e5",
                Character {
                    position: 1,
                    found: 'e',
                },
            ),
            ("1e999", TooLarge),
            ("−0.5", Negative { value: -0.5 }),
        ] {
            assert_eq!(CellFault::of(text), Some(fault), "{text}");
        }
        for text in ["0", "１２．５", "29,321.00", "1e3"] {
            assert_eq!(CellFault::of(text), None, "{text}");
        }
    }

    #[test]
    fn a_meant_number_is_offered_only_when_it_is_one() {
        for (text, meant) in [
            ("l0.5", Some("10.5")),
            ("20 41.06", Some("2041.06")),
            ("'2041.06", Some("2041.06")),
            ("1234*", Some("1234")),
            ("3。14", Some("3.14")),
            ("12%", None),
            ("−5", None),
            ("abc", None),
            ("2041.06", None),
        ] {
            assert_eq!(meant_number(text).as_deref(), meant, "{text}");
        }
    }
}
