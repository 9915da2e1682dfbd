//! Which outline belongs to which region of a study.

use std::collections::BTreeMap;

use super::Boundaries;
use crate::core::geo::Shape;
use crate::exchange::places::{six_digits, stem};

/// Outlines of a study's regions.
#[derive(Debug, Clone, PartialEq)]
pub struct Joined {
    /// The column that was compared with codes, if any.
    pub code_column: Option<usize>,
    /// The column that was compared with names, if any.
    pub name_column: Option<usize>,
    /// Ground of each region, in the order asked. Several outlines of one region are one shape.
    pub shapes: Vec<Option<Shape>>,
    /// Positions of regions without an outline.
    pub missing: Vec<usize>,
    /// Positions of outlines that no region asked for.
    pub unused: Vec<usize>,
}

/// Names of columns that hold codes, as files have them.
const CODES: [&str; 12] = [
    "adcode",
    "code",
    "id",
    "gb",
    "pac",
    "xzqdm",
    "adm_code",
    "area_code",
    "县代码",
    "行政区划代码",
    "区划码",
    "代码",
];

/// Names of columns that hold names.
const NAMES: [&str; 10] = [
    "name",
    "name_zh",
    "fullname",
    "xzqmc",
    "县",
    "市",
    "省",
    "地区",
    "名称",
    "行政区",
];

impl Boundaries {
    /// Joins outlines to regions, given as code and name. A column of codes is looked for first, then one of names for what is
    /// left: the column that joins most, of equal ones the one whose heading says so. `column` takes the choice away: that
    /// column alone is compared with codes and names.
    #[must_use]
    pub fn join(&self, regions: &[(&str, &str)], column: Option<usize>) -> Joined {
        let columns: Vec<usize> = match column {
            Some(column) => vec![column],
            None => (0..self.columns.len()).collect(),
        };
        let mut owner: Vec<Option<usize>> = vec![None; self.features.len()];
        let code_column = self.best(&columns, &CODES, &owner, |cells| by_code(cells, regions));
        self.take(&mut owner, code_column, |cells| by_code(cells, regions));
        // A region has its outlines by code or by name, never some by each.
        let has_code: Vec<bool> = (0..regions.len())
            .map(|r| owner.contains(&Some(r)))
            .collect();
        let by_name = |cells: &[&str]| -> Vec<Option<usize>> {
            by_name(cells, regions)
                .into_iter()
                .map(|r| r.filter(|r| !has_code[*r]))
                .collect()
        };
        let name_column = self.best(&columns, &NAMES, &owner, by_name);
        self.take(&mut owner, name_column, by_name);
        let mut shapes: Vec<Option<Shape>> = vec![None; regions.len()];
        for (feature, region) in self.features.iter().zip(&owner) {
            if let Some(shape) = region.and_then(|r| shapes.get_mut(r)) {
                let shape = shape.get_or_insert_default();
                shape
                    .polygons
                    .extend(feature.shape.polygons.iter().cloned());
            }
        }
        let places = |gone: Vec<bool>| {
            gone.into_iter()
                .enumerate()
                .filter(|(_, gone)| *gone)
                .map(|(i, _)| i)
                .collect()
        };
        Joined {
            code_column,
            name_column,
            missing: places(shapes.iter().map(Option::is_none).collect()),
            unused: places(owner.iter().map(Option::is_none).collect()),
            shapes,
        }
    }

    fn cells(&self, column: usize) -> Vec<&str> {
        self.features
            .iter()
            .map(|f| f.cells.get(column).map_or("", String::as_str))
            .collect()
    }

    /// The column that joins most regions; none when no column joins any.
    fn best(
        &self,
        columns: &[usize],
        known: &[&str],
        owner: &[Option<usize>],
        join: impl Fn(&[&str]) -> Vec<Option<usize>>,
    ) -> Option<usize> {
        let score = |column: usize| {
            let mut joined: Vec<usize> = join(&self.cells(column))
                .into_iter()
                .zip(owner)
                .filter(|(_, owner)| owner.is_none())
                .filter_map(|(region, _)| region)
                .collect();
            joined.sort_unstable();
            joined.dedup();
            let heading = self
                .columns
                .get(column)
                .map(|h| h.trim().to_lowercase())
                .unwrap_or_default();
            (
                joined.len(),
                known.contains(&heading.as_str()),
                std::cmp::Reverse(column),
            )
        };
        columns
            .iter()
            .copied()
            .map(|c| (score(c), c))
            .filter(|(s, _)| s.0 > 0)
            .max()
            .map(|(_, c)| c)
    }

    fn take(
        &self,
        owner: &mut [Option<usize>],
        column: Option<usize>,
        join: impl Fn(&[&str]) -> Vec<Option<usize>>,
    ) {
        let Some(column) = column else { return };
        for (owner, region) in owner.iter_mut().zip(join(&self.cells(column))) {
            if owner.is_none() {
                *owner = region;
            }
        }
    }
}

fn by_code(cells: &[&str], regions: &[(&str, &str)]) -> Vec<Option<usize>> {
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    for (i, (code, _)) in regions.iter().enumerate() {
        known.entry(six_digits(code)).or_insert(i);
    }
    known.remove("");
    cells
        .iter()
        .map(|cell| known.get(six_digits(cell)).copied())
        .collect()
}

/// A name that several regions or several outlines have joins nothing: there is a 鼓楼区 in four cities.
fn by_name(cells: &[&str], regions: &[(&str, &str)]) -> Vec<Option<usize>> {
    let mut named: BTreeMap<String, Option<usize>> = BTreeMap::new();
    for (i, (_, name)) in regions.iter().enumerate() {
        named
            .entry(stem(name))
            .and_modify(|one| *one = None)
            .or_insert(Some(i));
    }
    named.remove("");
    let stems: Vec<String> = cells.iter().map(|cell| stem(cell)).collect();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for stem in &stems {
        *counts.entry(stem).or_default() += 1;
    }
    stems
        .iter()
        .map(|stem| {
            named
                .get(stem)
                .copied()
                .flatten()
                .filter(|_| counts.get(stem.as_str()) == Some(&1))
        })
        .collect()
}
