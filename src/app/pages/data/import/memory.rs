//! What a person said of the columns of a table, kept for the next one with the same headings.

use gloo_storage::{LocalStorage, Storage};

use crate::exchange::paste::{Chosen, PastePlan};

const KEY: &str = "tanheng.columns";
/// Tables remembered.
const MOST: usize = 40;

type Kept = Vec<(String, Vec<Chosen>)>;

/// The headings of a table in order.
fn shape(plan: &PastePlan) -> String {
    let columns = plan.columns.iter().map(|c| (c.from, c.header.as_str()));
    let left = plan
        .left_over
        .iter()
        .map(|(from, header)| (*from, header.as_str()));
    let mut all: Vec<(usize, &str)> = columns.chain(left).collect();
    all.sort_unstable();
    all.into_iter()
        .map(|(at, header)| format!("{at}:{header}\n"))
        .collect()
}

/// What was said of a table with these headings.
pub fn recall(plan: &PastePlan) -> Option<Vec<Chosen>> {
    let kept: Kept = LocalStorage::get(KEY).ok()?;
    let shape = shape(plan);
    kept.into_iter()
        .find(|(s, _)| *s == shape)
        .map(|(_, chosen)| chosen)
}

/// Keeps what was said; nothing said forgets what was kept. A browser that keeps nothing asks again.
pub fn remember(plan: &PastePlan, chosen: &[Chosen]) {
    let shape = shape(plan);
    let mut kept: Kept = LocalStorage::get(KEY).unwrap_or_default();
    let before = kept.len();
    kept.retain(|(s, _)| *s != shape);
    if chosen.is_empty() && kept.len() == before {
        return;
    }
    if !chosen.is_empty() {
        kept.insert(0, (shape, chosen.to_vec()));
        kept.truncate(MOST);
    }
    let _ = LocalStorage::set(KEY, kept);
}
