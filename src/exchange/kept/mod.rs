//! What is kept of studies on a device beside their texts: the entries of the list, the versions, and the rules about both.
//! Times come from whoever has a clock.

mod differ;
mod version;

pub use differ::{Difference, difference};
pub use version::{MOST_BYTES, MOST_OF_ONE, Version, Why, first_to_go, is_due, mark, too_many};

use serde::{Deserialize, Serialize};

use super::cases;
use crate::core::study::{CaseStamp, Study, Text};

/// A study in the list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// Name in storage.
    pub id: String,
    /// Shown name.
    pub title: Text,
    /// Shown name of the case it started from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<Text>,
    /// When it was kept last, in milliseconds; not known of what was kept before there was a list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kept_at: Option<f64>,
    /// When it was deleted; until it is cleared away it can be taken back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deleted_at: Option<f64>,
    /// Whether its text is no study that this program reads.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_unreadable: bool,
}

/// What the list needs of a study.
#[derive(Deserialize)]
struct Head {
    title: Text,
    #[serde(default)]
    case: Option<CaseStamp>,
}

impl Entry {
    /// The entry of a study kept now.
    #[must_use]
    pub fn of(study: &Study, at: f64) -> Self {
        Self {
            id: study.id.clone(),
            title: study.title.clone(),
            origin: origin(study.case.as_ref()),
            kept_at: Some(at),
            deleted_at: None,
            is_unreadable: false,
        }
    }

    /// The entry of a text that was kept before there was a list. What does not read is listed too: it is not lost.
    #[must_use]
    pub fn of_text(id: &str, text: &str) -> Self {
        let head = serde_json::from_str::<Head>(text).ok();
        Self {
            id: id.to_owned(),
            is_unreadable: head.is_none(),
            origin: head.as_ref().and_then(|h| origin(h.case.as_ref())),
            title: head.map_or_else(|| Text::One(id.to_owned()), |h| h.title),
            kept_at: None,
            deleted_at: None,
        }
    }

    /// An entry as it was written.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }

    /// The entry as text.
    #[must_use]
    pub fn write(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

fn origin(case: Option<&CaseStamp>) -> Option<Text> {
    let case = case?;
    let shipped = cases::title(&case.id);
    Some(shipped.unwrap_or_else(|| Text::One(case.id.clone())))
}

/// The title, with a number behind it when another study is called the same in either language.
///
/// ```
/// use tanheng::core::study::Text;
/// use tanheng::exchange::kept::told_apart;
/// let one = |text: &str| Text::One(text.to_owned());
/// assert_eq!(told_apart(&one("Mine"), &[one("Theirs")]), one("Mine"));
/// assert_eq!(told_apart(&one("Mine"), &[one("Mine"), one("Mine (2)")]), one("Mine (3)"));
/// assert_eq!(told_apart(&one("Mine (2)"), &[one("Mine (2)")]), one("Mine (3)"));
/// ```
#[must_use]
pub fn told_apart(title: &Text, others: &[Text]) -> Text {
    let is_taken = |title: &Text| {
        others
            .iter()
            .any(|other| zh(other) == zh(title) || en(other) == en(title))
    };
    if !is_taken(title) {
        return title.clone();
    }
    // One more than there are others is free at the latest.
    (2..=others.len() + 2)
        .map(|n| numbered(title, n))
        .find(|title| !is_taken(title))
        .unwrap_or_else(|| title.clone())
}

fn numbered(title: &Text, n: usize) -> Text {
    let with = |text: &str| format!("{} ({n})", without_number(text));
    match title {
        Text::One(text) => Text::One(with(text)),
        Text::Both { zh, en } => Text::Both {
            zh: with(zh),
            en: with(en),
        },
    }
}

fn without_number(text: &str) -> &str {
    text.strip_suffix(')')
        .and_then(|rest| rest.rsplit_once(" ("))
        .filter(|(_, n)| !n.is_empty() && n.len() < 4 && n.bytes().all(|b| b.is_ascii_digit()))
        .map_or(text, |(name, _)| name)
}

fn zh(text: &Text) -> &str {
    match text {
        Text::One(text) | Text::Both { zh: text, .. } => text,
    }
}

fn en(text: &Text) -> &str {
    match text {
        Text::One(text) | Text::Both { en: text, .. } => text,
    }
}
