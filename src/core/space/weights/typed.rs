//! Neighbours as a person types them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Symmetry, Weights};
use crate::core::problem::{Arg, Problem, Report};

/// What is wrong or doubtful with a typed pair. Pairs are counted from 0.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[non_exhaustive]
pub enum TypedProblem {
    /// A text that is no unit's id or name; the pair is left out.
    #[error("pair {pair}: nobody is {text:?}")]
    Unknown {
        /// Which pair.
        pair: usize,
        /// What stands there.
        text: String,
    },
    /// A name that several units have; the pair is left out.
    #[error("pair {pair}: several are {text:?}")]
    Ambiguous {
        /// Which pair.
        pair: usize,
        /// What stands there.
        text: String,
    },
    /// A unit that is its own neighbour; the pair is left out.
    #[error("pair {pair}: {text:?} twice")]
    Own {
        /// Which pair.
        pair: usize,
        /// What stands there.
        text: String,
    },
    /// A pair that was there before; it counts once.
    #[error("pair {pair} is pair {first} again")]
    Again {
        /// Which pair.
        pair: usize,
        /// The pair before.
        first: usize,
        /// Of whom.
        from: String,
        /// To whom.
        to: String,
    },
    /// One unit has the other as its neighbour and not the other way round; the pair is taken as it is.
    #[error("pair {pair}: {from:?} has {to:?}, not the other way round")]
    OneWay {
        /// Which pair.
        pair: usize,
        /// Who has the other.
        from: String,
        /// Who has not.
        to: String,
    },
}

impl Report for TypedProblem {
    fn problem(&self) -> Problem {
        let text = |text: &String| Arg::Text(text.clone());
        let at = |code: &str, pair: &usize| {
            Problem::new(code).with("pair", Arg::Count(pair.saturating_add(1)))
        };
        match self {
            Self::Unknown { pair, text: found } => {
                at("weights.typed_unknown", pair).with("text", text(found))
            }
            Self::Ambiguous { pair, text: found } => {
                at("weights.typed_ambiguous", pair).with("text", text(found))
            }
            Self::Own { pair, text: found } => {
                at("weights.typed_own", pair).with("text", text(found))
            }
            Self::Again {
                pair,
                first,
                from,
                to,
            } => at("weights.typed_again", pair)
                .with("first", Arg::Count(first.saturating_add(1)))
                .with("from", text(from))
                .with("to", text(to)),
            Self::OneWay { pair, from, to } => at("weights.typed_one_way", pair)
                .with("from", text(from))
                .with("to", text(to)),
        }
    }
}

/// Neighbours as they were typed.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Typed {
    /// 1 for each pair that could be read, in the direction typed.
    pub weights: Weights,
    /// What is wrong or doubtful, in the order of the pairs.
    pub problems: Vec<TypedProblem>,
    /// Pairs of units in one direction only: the first has the second.
    pub one_way: Vec<(usize, usize)>,
}

impl Typed {
    /// The pairs that were typed in one direction taken in both.
    #[must_use]
    pub fn symmetric(&self) -> Weights {
        self.weights.symmetrised(Symmetry::Either)
    }
}

/// Neighbours from typed pairs (手工录入的邻接): the first has the second as its neighbour. Ids are looked for first, then names;
/// blanks around them do not matter. What can be read is taken, what cannot is told.
///
/// # Shape
/// `units[i]` is id and name of a unit, in the order of the weights.
///
/// # Examples
/// ```
/// use tanheng::core::space::weights::{TypedProblem, from_typed};
/// let units = [("440000", "广东省"), ("450000", "广西壮族自治区"), ("460000", "海南省")];
/// let typed = from_typed(&units, &[("440000", "广西壮族自治区"), ("450000", "440000"), ("广东省", "460000"), ("x", "440000")]);
/// assert_eq!(typed.weights.row(0).0, [1, 2]);
/// assert_eq!(typed.one_way, [(0, 2)]);
/// assert_eq!(typed.problems.len(), 2);
/// assert_eq!(typed.symmetric().row(2).0, [0]);
/// ```
#[must_use]
pub fn from_typed(units: &[(&str, &str)], pairs: &[(&str, &str)]) -> Typed {
    let names = Names::of(units);
    let mut problems: BTreeMap<usize, Vec<TypedProblem>> = BTreeMap::new();
    let mut first: BTreeMap<(u32, u32), usize> = BTreeMap::new();
    for (pair, (from, to)) in pairs.iter().enumerate() {
        let mut tell = |problem| problems.entry(pair).or_default().push(problem);
        let found = [from, to].map(|text| names.find(text, pair));
        let (from, to) = match found {
            [Ok(from), Ok(to)] => (from, to),
            wrong => {
                wrong.into_iter().filter_map(Result::err).for_each(tell);
                continue;
            }
        };
        let shown = |unit| names.shown(unit);
        if from == to {
            let text = shown(from);
            tell(TypedProblem::Own { pair, text });
        } else if let Some(first) = first.get(&(from, to)) {
            tell(TypedProblem::Again {
                pair,
                first: *first,
                from: shown(from),
                to: shown(to),
            });
        } else {
            first.insert((from, to), pair);
        }
    }
    let mut one_way = Vec::new();
    let mut rows: Vec<Vec<u32>> = vec![Vec::new(); units.len()];
    for ((from, to), pair) in &first {
        rows[*from as usize].push(*to);
        if !first.contains_key(&(*to, *from)) {
            one_way.push((*from as usize, *to as usize));
            problems
                .entry(*pair)
                .or_default()
                .push(TypedProblem::OneWay {
                    pair: *pair,
                    from: names.shown(*from),
                    to: names.shown(*to),
                });
        }
    }
    let mut weights = Weights::with_room(units.len());
    for row in &rows {
        weights.push_row(row.iter().map(|neighbour| (*neighbour, 1.0)));
    }
    Typed {
        weights,
        problems: problems.into_values().flatten().collect(),
        one_way,
    }
}

/// Who is meant by a text.
struct Names<'a> {
    units: &'a [(&'a str, &'a str)],
    /// `None` for what several are called.
    ids: BTreeMap<&'a str, Option<u32>>,
    names: BTreeMap<&'a str, Option<u32>>,
}

impl<'a> Names<'a> {
    fn of(units: &'a [(&'a str, &'a str)]) -> Self {
        let table = |of: fn(&(&'a str, &'a str)) -> &'a str| {
            let mut table: BTreeMap<&str, Option<u32>> = BTreeMap::new();
            for (unit, text) in (0..).zip(units.iter().map(|unit| of(unit).trim())) {
                let several = |unit: &mut Option<u32>| *unit = None;
                table.entry(text).and_modify(several).or_insert(Some(unit));
            }
            table.remove("");
            table
        };
        Self {
            units,
            ids: table(|unit| unit.0),
            names: table(|unit| unit.1),
        }
    }

    fn find(&self, text: &str, pair: usize) -> Result<u32, TypedProblem> {
        let text = text.trim();
        match self.ids.get(text).or_else(|| self.names.get(text)) {
            Some(Some(unit)) => Ok(*unit),
            Some(None) => Err(TypedProblem::Ambiguous {
                pair,
                text: shortened(text),
            }),
            None => Err(TypedProblem::Unknown {
                pair,
                text: shortened(text),
            }),
        }
    }

    /// The name of a unit, or its id.
    fn shown(&self, unit: u32) -> String {
        let (id, name) = self.units.get(unit as usize).copied().unwrap_or_default();
        let shown = if name.trim().is_empty() { id } else { name };
        shortened(shown.trim())
    }
}

fn shortened(text: &str) -> String {
    text.chars().take(40).collect()
}
