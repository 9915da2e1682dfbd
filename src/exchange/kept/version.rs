//! Versions of a study: when one is kept, and which go first when there are too many.

use flate2::Crc;
use serde::{Deserialize, Serialize};

/// Most versions of one study.
pub const MOST_OF_ONE: usize = 30;

/// Most bytes of all versions of all studies; the newest stays whatever its size.
pub const MOST_BYTES: usize = 64 << 20;

/// Between two versions kept while working, in milliseconds.
const PAUSE_WORKING: f64 = 10.0 * 60.0 * 1000.0;

/// Between two versions kept on leaving: going to and fro is no reason for one.
const PAUSE_LEAVING: f64 = 60.0 * 1000.0;

/// Why a version was kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// In the course of editing.
    Working,
    /// The study was left for another, or the page was closed.
    Leaving,
    /// As it was opened, before the first edit.
    Opened,
    /// Before a table was taken in.
    Import,
    /// Before an earlier version was put in its place.
    Restore,
    /// As another window had it, before what is here is kept in its place.
    Elsewhere,
    /// A person asked for it.
    Asked,
}

/// A version in the list; its text is kept beside it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Version {
    /// Id of the study.
    pub study: String,
    /// When it was kept, in milliseconds.
    pub at: f64,
    /// Why it was kept.
    pub why: Why,
    /// A person's name for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Length of its text.
    pub bytes: usize,
    /// Checksum of its text.
    pub mark: u32,
}

/// Checksum of a text.
#[must_use]
pub fn mark(text: &str) -> u32 {
    let mut crc = Crc::new();
    crc.update(text.as_bytes());
    crc.sum()
}

/// Whether a version is to be kept beside the newest there is of the study; `since` is when work on the study began here.
///
/// ```
/// use tanheng::exchange::kept::{Version, Why, is_due};
/// let version = |at: f64, why, mark| Version { study: "a".to_owned(), at, why, name: None, bytes: 1, mark };
/// let minute = 60_000.0;
/// let newest = version(0.0, Why::Leaving, 1);
/// assert!(!is_due(&version(20.0 * minute, Why::Working, 1), Some(&newest), 0.0), "nothing has changed");
/// assert!(!is_due(&version(9.0 * minute, Why::Working, 2), Some(&newest), 0.0));
/// assert!(is_due(&version(10.0 * minute, Why::Working, 2), Some(&newest), 0.0));
/// assert!(!is_due(&version(20.0 * minute, Why::Working, 2), Some(&newest), 15.0 * minute));
/// assert!(is_due(&version(1.0, Why::Import, 2), Some(&newest), 0.0));
/// ```
#[must_use]
pub fn is_due(next: &Version, newest: Option<&Version>, since: f64) -> bool {
    if next.why == Why::Asked {
        return true;
    }
    let Some(newest) = newest else {
        return next.why != Why::Working || next.at - since >= PAUSE_WORKING;
    };
    if (newest.mark, newest.bytes) == (next.mark, next.bytes) {
        return false;
    }
    match next.why {
        Why::Working => next.at - newest.at.max(since) >= PAUSE_WORKING,
        Why::Leaving => next.at - newest.at >= PAUSE_LEAVING,
        _ => true,
    }
}

/// Places of the versions in the order in which they go: the oldest without a name first, those with a name last.
fn in_order(versions: &[Version]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..versions.len()).collect();
    order.sort_by(|&a, &b| {
        let (a, b) = (&versions[a], &versions[b]);
        (a.name.is_some().cmp(&b.name.is_some())).then(a.at.total_cmp(&b.at))
    });
    order
}

/// Places of the versions that are too many: of one study by number, of all by bytes. The newest of all stays.
#[must_use]
pub fn too_many(versions: &[Version]) -> Vec<usize> {
    let newest = (0..versions.len()).max_by(|&a, &b| versions[a].at.total_cmp(&versions[b].at));
    let mut bytes: usize = versions.iter().map(|v| v.bytes).sum();
    let mut gone: Vec<usize> = Vec::new();
    for at in in_order(versions) {
        let version = &versions[at];
        let of_its_study = versions
            .iter()
            .enumerate()
            .filter(|(i, v)| v.study == version.study && !gone.contains(i))
            .count();
        if Some(at) != newest && (of_its_study > MOST_OF_ONE || bytes > MOST_BYTES) {
            bytes -= version.bytes;
            gone.push(at);
        }
    }
    gone
}

/// Places of the versions that make room for so many bytes; all of them when they are not enough.
#[must_use]
pub fn first_to_go(versions: &[Version], bytes: usize) -> Vec<usize> {
    let mut freed = 0;
    in_order(versions)
        .into_iter()
        .take_while(|&at| {
            let goes = freed < bytes;
            freed += versions[at].bytes;
            goes
        })
        .collect()
}
