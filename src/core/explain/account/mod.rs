//! Working of the account: a line, a total, or either summed over regions.

mod equation;
mod line;
mod total;

pub use equation::formula as formula_of;
pub use line::account_line;
pub use total::account_total;

use super::words::{Value, Words};
use super::{Section, Tone, Working};
use crate::core::account::{Account, Total, compare};
use crate::core::study::Study;

/// Which year and region a number stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct At<'a> {
    /// Year.
    pub year: i32,
    /// Region code; none is the sum of all.
    pub region: Option<&'a str>,
}

impl At<'_> {
    /// Positions of the account's keys that are meant.
    fn positions(&self, account: &Account) -> Vec<usize> {
        let meant = account.keys.iter().zip(0..).filter(|(key, _)| {
            key.year == self.year && self.region.is_none_or(|r| *key.region == *r)
        });
        meant.map(|(_, i)| i).collect()
    }
}

/// The working of a line by its id, or of a total by `source`, `sink` or `net`. `None` when there is no such number.
///
/// ```
/// use tanheng::core::explain::{At, account};
/// let study = tanheng::exchange::cases::load("guizhou").expect("shipped");
/// let result = tanheng::steps::account::compute(&study)?;
/// let at = At { year: 2005, region: None };
/// let farm = account(&result, &study, "farm", &at).and_then(|w| w.value);
/// assert_eq!(farm.map(|v| format!("{v:.2}")).as_deref(), Some("111.57"));
/// # Ok::<(), tanheng::core::account::AccountError>(())
/// ```
#[must_use]
pub fn account(result: &Account, study: &Study, id: &str, at: &At) -> Option<Working> {
    match id {
        "source" => account_total(result, study, Total::Source, at),
        "sink" => account_total(result, study, Total::Sink, at),
        "net" => account_total(result, study, Total::Net, at),
        _ => account_line(result, study, id, at),
    }
}

/// Decimals a printed account has, or two.
pub(super) fn decimals(study: &Study) -> usize {
    let printed = study.published.as_ref().and_then(|p| p.account.as_ref());
    printed.map_or(2, |p| p.decimals)
}

/// Region where there are several, year, name.
fn title(study: &Study, at: &At, name: Words) -> Vec<Words> {
    let mut title = Vec::with_capacity(3);
    if study.regions.len() > 1 {
        title.push(at.region.map_or_else(
            || Words::new("working.all_regions"),
            |code| region(study, code),
        ));
    }
    title.push(Words::new("working.year").with("year", Value::Year(at.year)));
    title.push(name);
    title
}

fn region(study: &Study, code: &str) -> Words {
    let name = study.regions.iter().find(|r| r.code == code).map_or_else(
        || Value::Text(code.to_owned()),
        |r| Value::Own(r.name.clone()),
    );
    Words::new("working.verbatim").with("text", name)
}

/// The printed figure beside ours, where the paper has one for this number.
fn beside_paper(account: &Account, study: &Study, id: &str, at: &At) -> Option<Section> {
    let table = study.published_for(at.region)?.account.as_ref()?;
    let row = compare(account, table)
        .into_iter()
        .find(|r| r.line == id && r.year == at.year)?;
    let fixed = |value| Value::Fixed(value, table.decimals);
    let shown = |value: f64| crate::core::number::fixed(value, table.decimals);
    let (tone, subject, text) = if shown(row.ours) == shown(row.printed) {
        (
            Tone::Ok,
            "working.paper_equal",
            Words::new("working.paper_equal_text").with("value", fixed(row.printed)),
        )
    } else {
        let key = if row.agrees() {
            "working.paper_rounding_text"
        } else {
            "working.paper_differs_text"
        };
        let text = Words::new(key)
            .with("ours", fixed(row.ours))
            .with("printed", fixed(row.printed))
            .with(
                "difference",
                Value::Signed(row.ours - row.printed, table.decimals),
            );
        let tone = if row.agrees() { Tone::Ok } else { Tone::Warn };
        (tone, "working.paper_differs", text)
    };
    Some(Section::Note {
        tone,
        subject: Words::new(subject).with("table", Value::Text(table.table.clone())),
        text,
    })
}

/// Says that a number is unknown and why.
fn gap(reason: Words) -> Section {
    Section::Note {
        tone: Tone::Error,
        subject: Words::new("working.gap"),
        text: reason,
    }
}
