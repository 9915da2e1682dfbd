//! What is written into a unit: ways from name with class and value down to the letter alone, the fullest first.

use super::sheet::{SMALL, Type};

/// The words of a unit.
pub(super) struct Texts<'a> {
    pub names: &'a [String],
    pub tag: &'a str,
    pub value: &'a str,
}

/// Lines one under another.
pub(super) struct Way {
    pub has_name: bool,
    pub rows: Vec<(Type, String)>,
}

/// A line with the place of its base line, counted from the middle.
pub(super) struct Line<'a> {
    pub kind: Type,
    pub base: f64,
    pub text: &'a str,
}

impl Texts<'_> {
    /// Class and value in one line.
    pub fn second(&self) -> String {
        joined(&[self.tag, self.value])
    }

    /// Everything in one line.
    pub fn all(&self) -> String {
        joined(&[
            self.names.first().map_or("", String::as_str),
            self.tag,
            self.value,
        ])
    }

    /// Every way, names in these sizes.
    pub fn ways(&self, kinds: &[Type]) -> Vec<Way> {
        let second = self.second();
        let mut seconds = vec![second.as_str(), self.tag.trim(), ""];
        seconds.dedup();
        let mut ways = Vec::new();
        // A fuller name in smaller type comes before a shorter one in larger type.
        for below in seconds {
            for name in self.names.iter().filter(|name| !name.is_empty()) {
                for kind in kinds {
                    for lines in broken(name) {
                        let mut rows: Vec<_> = lines
                            .iter()
                            .map(|line| (*kind, (*line).to_owned()))
                            .collect();
                        if !below.is_empty() {
                            rows.push((SMALL, below.to_owned()));
                        }
                        ways.push(Way::new(true, rows));
                    }
                }
            }
        }
        for alone in [second.as_str(), self.value, self.tag] {
            if !alone.is_empty() {
                ways.push(Way::new(false, vec![(SMALL, alone.to_owned())]));
            }
        }
        ways
    }
}

impl Way {
    fn new(has_name: bool, rows: Vec<(Type, String)>) -> Self {
        Self { has_name, rows }
    }

    /// The lines round their common middle.
    pub fn lines(&self) -> Vec<Line<'_>> {
        let height = |kind: Type| kind.size + 1.0;
        let mut y = -self.rows.iter().map(|(kind, _)| height(*kind)).sum::<f64>() / 2.0;
        let mut lines = Vec::with_capacity(self.rows.len());
        for (kind, text) in &self.rows {
            // Letters stand from 0.86 of the size above the base line to 0.12 below it.
            lines.push(Line {
                kind: *kind,
                base: y + 0.5 + 0.86 * kind.size,
                text,
            });
            y += height(*kind);
        }
        lines
    }
}

fn joined(words: &[&str]) -> String {
    words
        .iter()
        .map(|w| w.trim())
        .filter(|w| !w.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// A name in one line, and in two when a space parts it.
fn broken(name: &str) -> Vec<Vec<&str>> {
    let mut ways = vec![vec![name]];
    let middle = name.len() / 2;
    let space = name
        .match_indices(' ')
        .map(|(i, _)| i)
        .min_by_key(|i| i.abs_diff(middle));
    if let Some((a, b)) = space.and_then(|i| Some((name.get(..i)?, name.get(i + 1..)?))) {
        ways.push(vec![a, b]);
    }
    ways
}
