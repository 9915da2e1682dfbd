//! Codes as small numbers in the order in which they are met.

use std::collections::BTreeMap;

/// Most different codes of one raster.
pub const MOST_KEYS: usize = 16_384;

/// Codes below this are looked up in a table.
const TABLE: usize = 65_536;
const ABSENT: u32 = u32::MAX;

#[derive(Debug, Clone, Default)]
pub(super) struct Lookup {
    table: Vec<u32>,
    others: BTreeMap<i64, u32>,
    pub(super) keys: Vec<i64>,
}

impl Lookup {
    /// Where a code stands; none once there are too many.
    pub(super) fn place(&mut self, key: i64) -> Option<u32> {
        if let Ok(at) = usize::try_from(key)
            && at < TABLE
        {
            if let Some(place) = self.table.get(at).filter(|p| **p != ABSENT) {
                return Some(*place);
            }
            let place = self.new_place(key)?;
            if self.table.len() <= at {
                self.table.resize(at + 1, ABSENT);
            }
            self.table[at] = place;
            return Some(place);
        }
        if let Some(place) = self.others.get(&key) {
            return Some(*place);
        }
        let place = self.new_place(key)?;
        self.others.insert(key, place);
        Some(place)
    }

    fn new_place(&mut self, key: i64) -> Option<u32> {
        if self.keys.len() >= MOST_KEYS {
            return None;
        }
        self.keys.push(key);
        u32::try_from(self.keys.len() - 1).ok()
    }
}
