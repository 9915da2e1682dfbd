//! A plan as it goes from one thread to another: what is said of it as JSON, and what is long in plain arrays, which a
//! browser hands over without taking them apart.

use std::collections::HashMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::figures::Figures;
use super::plan::PastePlan;
use crate::core::study::RowKey;

/// A plain array.
#[derive(Debug, Clone, PartialEq)]
pub enum Array {
    /// Numbers.
    F64(Vec<f64>),
    /// Positions.
    U32(Vec<u32>),
    /// Years.
    I32(Vec<i32>),
    /// A text in UTF-8.
    Bytes(Vec<u8>),
}

impl Array {
    /// Whether it takes a while to copy.
    #[must_use]
    pub fn is_long(&self) -> bool {
        let length = match self {
            Self::F64(values) => values.len(),
            Self::U32(values) => values.len(),
            Self::I32(values) => values.len(),
            Self::Bytes(values) => values.len(),
        };
        length > 1 << 16
    }
}

/// What of a plan is short.
#[derive(Serialize, Deserialize)]
pub(crate) struct Short {
    plan: PastePlan,
    /// Regions of its rows.
    regions: Vec<Arc<str>>,
}

/// Regions that occur, then two arrays: the years of the rows, and of each row which region.
#[must_use]
pub fn pack_rows(rows: &[RowKey]) -> (Vec<Arc<str>>, [Array; 2]) {
    let mut regions: Vec<Arc<str>> = Vec::new();
    let mut known: HashMap<&str, u32> = HashMap::new();
    let mut last: Option<(&RowKey, u32)> = None;
    let (mut years, mut places) = (
        Vec::with_capacity(rows.len()),
        Vec::with_capacity(rows.len()),
    );
    for row in rows {
        let place = match last {
            // Rows of a region mostly stand together.
            Some((before, place)) if Arc::ptr_eq(&before.region, &row.region) => place,
            _ => *known.entry(&row.region).or_insert_with(|| {
                regions.push(row.region.clone());
                regions.len() as u32 - 1
            }),
        };
        last = Some((row, place));
        years.push(row.year);
        places.push(place);
    }
    (regions, [Array::I32(years), Array::U32(places)])
}

/// The rows of [`pack_rows`]; `None` when the arrays are others.
#[must_use]
pub fn unpack_rows(
    regions: &[Arc<str>],
    arrays: &mut impl Iterator<Item = Array>,
) -> Option<Vec<RowKey>> {
    let (Some(Array::I32(years)), Some(Array::U32(places))) = (arrays.next(), arrays.next()) else {
        return None;
    };
    if years.len() != places.len() {
        return None;
    }
    let row = |(year, place): (i32, u32)| {
        let region = regions.get(place as usize)?.clone();
        Some(RowKey { region, year })
    };
    years.into_iter().zip(places).map(row).collect()
}

impl PastePlan {
    /// The plan in its two parts.
    pub(crate) fn pack(mut self) -> (Short, Vec<Array>) {
        let (regions, rows) = pack_rows(&std::mem::take(&mut self.rows));
        let mut arrays = Vec::from(rows);
        for column in &mut self.columns {
            let figures = std::mem::take(&mut column.cells);
            arrays.push(Array::F64(figures.values));
            arrays.push(Array::U32(figures.bad));
            arrays.push(Array::U32(figures.ends));
            arrays.push(Array::Bytes(figures.texts.into_bytes()));
        }
        let short = Short {
            plan: self,
            regions,
        };
        (short, arrays)
    }

    /// The plan of [`PastePlan::pack`]; `None` when its parts do not go together.
    pub(crate) fn unpack(short: Short, arrays: &mut impl Iterator<Item = Array>) -> Option<Self> {
        let mut plan = short.plan;
        plan.rows = unpack_rows(&short.regions, arrays)?;
        for column in &mut plan.columns {
            let (
                Some(Array::F64(values)),
                Some(Array::U32(bad)),
                Some(Array::U32(ends)),
                Some(Array::Bytes(texts)),
            ) = (arrays.next(), arrays.next(), arrays.next(), arrays.next())
            else {
                return None;
            };
            let is_whole = values.is_empty() || values.len() == plan.rows.len();
            if !is_whole || bad.len() != ends.len() {
                return None;
            }
            column.cells = Figures {
                values,
                bad,
                ends,
                texts: String::from_utf8(texts).ok()?,
            };
        }
        Some(plan)
    }
}
