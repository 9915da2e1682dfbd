//! What a person said of the columns of a table, kept for the next one with the same headings.

use gloo_storage::{LocalStorage, Storage};

use crate::exchange::intake::Remembered;
use crate::exchange::paste::{Chosen, PastePlan};

const KEY: &str = "tanheng.columns";
/// Tables remembered.
const MOST: usize = 40;

/// All that was said.
pub fn recall() -> Remembered {
    LocalStorage::get(KEY).unwrap_or_default()
}

/// Keeps what was said; nothing said forgets what was kept. A browser that keeps nothing asks again.
pub fn remember(plan: &PastePlan, chosen: &[Chosen]) {
    let shape = plan.shape();
    let mut kept = recall();
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
