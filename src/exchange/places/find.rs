//! Which set a study's regions belong to.

use super::name::{six_digits, stem};
use super::{Place, PlaceSet, sets};

/// A set and where each region stands in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// The set that holds most of the regions.
    pub set: &'static PlaceSet,
    /// The unit of each region asked for, in the order asked.
    pub places: Vec<Option<&'static Place>>,
    /// Positions of regions that are not in the set.
    pub missing: Vec<usize>,
    /// Units of the set that no region asked for.
    pub unused: Vec<&'static Place>,
}

/// The set that holds most of these codes; `None` when no set holds any.
///
/// ```
/// use tanheng::exchange::places::for_codes;
/// let found = for_codes(&["156530102", "530103", "999999"]).expect("two of them are of Kunming");
/// assert_eq!(found.set.id, "central_yunnan_49");
/// assert_eq!(found.missing, [2]);
/// ```
#[must_use]
pub fn for_codes(codes: &[&str]) -> Option<Found> {
    let regions: Vec<_> = codes.iter().map(|code| (*code, "")).collect();
    for_regions(&regions)
}

/// The set that holds most of these regions, given as code and name. A code counts first; a region without a known code is
/// looked up by its name without 省, 市, 县, 区 and the like. Of two sets that hold equally many, the one whose names agree
/// more often wins, then the one with fewer units left over: 520100 is a part of Guiyang in one set and the whole in another.
#[must_use]
pub fn for_regions(regions: &[(&str, &str)]) -> Option<Found> {
    let asked: Vec<(&str, String)> = regions
        .iter()
        .map(|(code, name)| (six_digits(code), stem(name)))
        .collect();
    let mut best: Option<((usize, usize, usize), Found)> = None;
    for set in sets() {
        let found = within(set, &asked);
        let agree = found
            .places
            .iter()
            .zip(&asked)
            .filter(|(place, (_, name))| place.is_some_and(|place| is_named(place, name)))
            .count();
        let score = (
            regions.len() - found.missing.len(),
            agree,
            usize::MAX - found.unused.len(),
        );
        if score.0 > 0 && best.as_ref().is_none_or(|(most, _)| score > *most) {
            best = Some((score, found));
        }
    }
    best.map(|(_, found)| found)
}

fn is_named(place: &Place, name: &str) -> bool {
    !name.is_empty() && (stem(place.name) == *name || stem(place.name_en) == *name)
}

fn within(set: &'static PlaceSet, asked: &[(&str, String)]) -> Found {
    let mut taken = vec![false; set.places.len()];
    let mut places = vec![None; asked.len()];
    let mut take = |at: usize, wants: &dyn Fn(&Place) -> bool| {
        let is_free = |i: &usize| !taken[*i] && wants(&set.places[*i]);
        if let Some(i) = (0..set.places.len()).find(is_free) {
            taken[i] = true;
            places[at] = Some(&set.places[i]);
        }
        places[at].is_some()
    };
    let mut left = Vec::new();
    for (at, (code, _)) in asked.iter().enumerate() {
        if code.is_empty() || !take(at, &|place| place.code == *code) {
            left.push(at);
        }
    }
    let missing = left
        .into_iter()
        .filter(|&at| !take(at, &|place| is_named(place, &asked[at].1)))
        .collect();
    let unused = set
        .places
        .iter()
        .zip(taken)
        .filter(|(_, t)| !t)
        .map(|(place, _)| place)
        .collect();
    Found {
        set,
        places,
        missing,
        unused,
    }
}
