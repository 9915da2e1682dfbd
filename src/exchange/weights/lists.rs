//! Neighbours as a person types them, a line a unit.

use std::fmt::Write as _;

use crate::core::space::Weights;

/// Two units of a typed line, by what stands there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TypedPair<'a> {
    /// Line, from 1.
    pub line: usize,
    /// Whose neighbour it is.
    pub from: &'a str,
    /// The neighbour.
    pub to: &'a str,
}

/// Pairs of typed lines: a unit, a colon or tab, and its neighbours with commas, enumeration commas, semicolons or tabs between
/// them; blanks part them where there is nothing else. Without a colon or tab the first of the line is the unit. Full-width marks
/// count like the others. [`from_typed`](crate::core::space::weights::from_typed) says who they are.
///
/// ```
/// use tanheng::exchange::weights::read_lists;
/// let pairs = read_lists("北京市：天津市、河北省\nInner Mongolia: Hebei, Shanxi\n1 2 3\n");
/// let told: Vec<_> = pairs.iter().map(|pair| (pair.line, pair.from, pair.to)).collect();
/// assert_eq!(told[1], (1, "北京市", "河北省"));
/// assert_eq!(told[2], (2, "Inner Mongolia", "Hebei"));
/// assert_eq!(told[5], (3, "1", "3"));
/// ```
#[must_use]
pub fn read_lists(text: &str) -> Vec<TypedPair<'_>> {
    let text = text.trim_start_matches('\u{feff}');
    let mut pairs = Vec::new();
    for (line, text) in (1..).zip(text.lines().map(str::trim)) {
        let (from, rest) = match text.split_once([':', '：', '\t']) {
            Some((from, rest)) => (from.trim(), rest),
            None => match text.find(is_between) {
                Some(at) => (&text[..at], &text[at..]),
                None => continue,
            },
        };
        let is_listed = rest.contains(is_mark);
        let parts = rest.split(move |c| if is_listed { is_mark(c) } else { is_between(c) });
        let parts = parts.map(str::trim).filter(|to| !to.is_empty());
        pairs.extend(parts.map(|to| TypedPair { line, from, to }));
    }
    pairs
}

fn is_mark(c: char) -> bool {
    matches!(c, ',' | ';' | '\t' | '，' | '、' | '；')
}

fn is_between(c: char) -> bool {
    is_mark(c) || c.is_whitespace()
}

/// Neighbours as lines that a person can change and that [`read_lists`] reads; a unit without any is a line of its own.
///
/// ```
/// use tanheng::{core::space::Weights, exchange::weights::write_lists};
/// let weights = Weights::from_lists(&[vec![(1, 1.0)], vec![(0, 1.0)], vec![]])?;
/// assert_eq!(write_lists(&weights, &["甲", "乙", "丙"]), "甲: 乙\n乙: 甲\n丙:\n");
/// # Ok::<(), tanheng::core::space::weights::WeightsError>(())
/// ```
#[must_use]
pub fn write_lists(weights: &Weights, names: &[&str]) -> String {
    let mut text = String::new();
    for (name, (neighbours, values)) in names.iter().zip(weights.rows()) {
        let counting = neighbours.iter().zip(values).filter(|(_, w)| **w > 0.0);
        let neighbours = counting.filter_map(|(n, _)| names.get(*n as usize).copied());
        let neighbours: Vec<&str> = neighbours.collect();
        let line = format!("{name}: {}", neighbours.join(", "));
        // Writing into a text does not fail.
        let _ = writeln!(text, "{}", line.trim_end());
    }
    text
}
