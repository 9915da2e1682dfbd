//! Which unit of a study an id of a file is.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::WeightsFileError;
use super::text::{Head, shortened};
use crate::core::space::Weights;

/// How ids of a file were taken to be units of a study.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum JoinedBy {
    /// They are the study's ids.
    Id,
    /// They are numbers of the study's units in their order, from 1.
    OrderFromOne,
    /// The same from 0, as libpysal numbers what has no ids.
    OrderFromZero,
}

/// Keys that number records, in lower case.
const NUMBERS: [&str; 12] = [
    "unknown",
    "poly_id",
    "polyid",
    "rec_order",
    "rec_num",
    "recnum",
    "record",
    "order",
    "id_order",
    "fid",
    "ogc_fid",
    "objectid",
];

/// What a file says, before anyone knows whose ids these are.
#[derive(Debug, Default)]
pub(super) struct Links<'a> {
    pub(super) rows: Vec<Row<'a>>,
}

/// One unit.
#[derive(Debug)]
pub(super) struct Row<'a> {
    pub(super) id: &'a str,
    pub(super) line: usize,
    /// Neighbours with weight and line.
    pub(super) links: Vec<(&'a str, f64, usize)>,
}

pub(super) fn join(
    head: &Head,
    links: &Links<'_>,
    ids: &[&str],
) -> Result<(JoinedBy, Weights), WeightsFileError> {
    let mut units: BTreeMap<&str, usize> = BTreeMap::new();
    for (unit, id) in ids.iter().enumerate() {
        let id = id.trim();
        if units.insert(id, unit).is_some() {
            let id = shortened(id);
            return Err(WeightsFileError::StudyId { unit, id });
        }
    }
    let mut found: BTreeMap<&str, usize> = BTreeMap::new();
    for row in &links.rows {
        found.entry(row.id).or_insert(row.line);
        for (neighbour, _, line) in &row.links {
            found.entry(neighbour).or_insert(*line);
        }
    }
    let matched = found.keys().filter(|id| units.contains_key(*id)).count();
    let joined = if matched == found.len() {
        JoinedBy::Id
    } else {
        let by_order = by_order(head, &found, ids.len());
        let (joined, first) = by_order.ok_or_else(|| foreign(&found, &units, matched))?;
        let numbers = found.keys().map(|id| (*id, id.parse::<usize>()));
        units = numbers
            .filter_map(|(id, number)| Some((id, number.ok()?.checked_sub(first)?)))
            .collect();
        joined
    };
    if head.count != ids.len() {
        return Err(WeightsFileError::OtherCount {
            stated: head.count,
            units: ids.len(),
            matched,
        });
    }
    let mut lists = vec![Vec::new(); ids.len()];
    for row in &links.rows {
        let list = row_list(row, &units)?;
        let unit = units.get(row.id).copied().unwrap_or_default();
        if let Some(place) = lists.get_mut(unit) {
            *place = list;
        }
    }
    Ok((joined, Weights::from_lists(&lists)?))
}

/// The neighbours of one unit as positions.
fn row_list(
    row: &Row<'_>,
    units: &BTreeMap<&str, usize>,
) -> Result<Vec<(usize, f64)>, WeightsFileError> {
    let mut seen = BTreeSet::new();
    let mut list = Vec::with_capacity(row.links.len());
    for (neighbour, weight, line) in row.links.iter().copied() {
        let id = || shortened(row.id);
        if neighbour == row.id {
            return Err(WeightsFileError::Own { line, id: id() });
        }
        if !seen.insert(neighbour) {
            return Err(WeightsFileError::NeighbourTwice {
                line,
                id: id(),
                neighbour: shortened(neighbour),
            });
        }
        list.push((units.get(neighbour).copied().unwrap_or_default(), weight));
    }
    Ok(list)
}

/// Whether ids are numbers of records, and the first of these.
fn by_order(head: &Head, found: &BTreeMap<&str, usize>, units: usize) -> Option<(JoinedBy, usize)> {
    let key = head.header.as_ref().map(|header| header.key.to_lowercase());
    if key.is_some_and(|key| !NUMBERS.contains(&key.as_str())) || head.count != units {
        return None;
    }
    let mut numbers = BTreeSet::new();
    for id in found.keys() {
        let number: usize = id.parse().ok()?;
        // `01` and `1` would be the same unit.
        if number > units || !numbers.insert(number) || number.to_string() != *id {
            return None;
        }
    }
    match (numbers.contains(&0), numbers.contains(&units)) {
        (true, true) => None,
        (true, false) => Some((JoinedBy::OrderFromZero, 0)),
        (false, _) => Some((JoinedBy::OrderFromOne, 1)),
    }
}

/// The first line with an id that is none of the study's.
fn foreign(
    found: &BTreeMap<&str, usize>,
    units: &BTreeMap<&str, usize>,
    matched: usize,
) -> WeightsFileError {
    let others = found.iter().filter(|(id, _)| !units.contains_key(*id));
    let first = others.min_by_key(|(_, line)| **line);
    let (id, line) = first.map_or(("", 0), |(id, line)| (*id, *line));
    WeightsFileError::OtherUnits {
        line,
        id: shortened(id),
        matched,
        found: found.len(),
        units: units.len(),
    }
}
