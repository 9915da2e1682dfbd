//! Title and first sentence of an account: which of several sentences is true depends on the numbers.

use super::{Lang, spelled};
use crate::core::account::Summary;
use crate::core::number::{THIN, fixed, grouped};
use crate::tr;

/// What is told: the account in short, and how its numbers are written.
#[derive(Debug, Clone, Copy)]
pub struct Story<'a> {
    /// The account in short; `None` when no year has a balance.
    pub summary: Option<&'a Summary>,
    /// Decimals of its numbers.
    pub decimals: usize,
    /// Code of their unit.
    pub unit: &'a str,
}

/// A message and the numbers in it.
pub type Rich = (String, Vec<(&'static str, String)>);

/// A province is called without 省 in a title.
///
/// ```
/// use tanheng::words::{Lang, short_region};
/// assert_eq!(short_region(Lang::Zh, "贵州省"), "贵州");
/// assert_eq!(short_region(Lang::Zh, "北京市"), "北京市");
/// ```
#[must_use]
pub fn short_region(lang: Lang, name: &str) -> String {
    match (lang, name.strip_suffix('省')) {
        (Lang::Zh, Some(short)) if !short.is_empty() => short.to_owned(),
        _ => name.to_owned(),
    }
}

/// The title in phrases parted by `|`.
#[must_use]
pub fn headline(lang: Lang, story: &Story<'_>, region: &str) -> String {
    let Some(summary) = story.summary else {
        return tr!(lang, "home.head.none").to_owned();
    };
    let intervals = usize::try_from(summary.intervals()).unwrap_or(0);
    if intervals == 0 {
        let value = grouped(summary.last.net, story.decimals);
        let unit = lang.unit(story.unit);
        return tr!(
            lang,
            "home.head.one",
            region = region,
            year = summary.last.year,
            value = value,
            unit = unit
        );
    }
    let years = spelled(lang, intervals);
    let (first, last) = (summary.first.net, summary.last.net);
    match (first > 0.0, last > 0.0) {
        (true, false) => tr!(lang, "home.head.to_sink", region = region, years = years),
        (false, true) => tr!(lang, "home.head.to_source", region = region, years = years),
        (is_source, _) => course(lang, summary, is_source, region, &years),
    }
}

/// Both ends are emissions, or both are uptake.
fn course(lang: Lang, summary: &Summary, is_source: bool, region: &str, years: &str) -> String {
    let ratio = summary.net_ratio().unwrap_or(1.0);
    if (0.95..1.05).contains(&ratio) {
        return if is_source {
            tr!(lang, "home.head.steady", region = region, years = years)
        } else {
            tr!(
                lang,
                "home.head.sink_steady",
                region = region,
                years = years
            )
        };
    }
    if ratio > 1.0 {
        let times = fixed(ratio, if ratio < 1.2 { 2 } else { 1 });
        return if is_source {
            tr!(
                lang,
                "home.head.up",
                region = region,
                years = years,
                times = times
            )
        } else {
            tr!(
                lang,
                "home.head.sink_up",
                region = region,
                years = years,
                times = times
            )
        };
    }
    let percent = fixed(ratio * 100.0, 0);
    if is_source {
        tr!(
            lang,
            "home.head.down",
            region = region,
            years = years,
            percent = percent
        )
    } else {
        tr!(
            lang,
            "home.head.sink_down",
            region = region,
            years = years,
            percent = percent
        )
    }
}

/// The sentence under the title.
#[must_use]
pub fn lede(lang: Lang, story: &Story<'_>) -> Rich {
    let Some(summary) = story.summary else {
        return (tr!(lang, "home.lede.none").to_owned(), Vec::new());
    };
    let text = |v: f64| grouped(v, story.decimals);
    let unit = lang.unit(story.unit);
    if summary.intervals() == 0 {
        let message = tr!(
            lang,
            "home.lede.one",
            source = "{source}",
            sink = "{sink}",
            unit = unit
        );
        let values = vec![
            ("source", text(summary.last.source)),
            ("sink", text(summary.last.sink)),
        ];
        return (message, values);
    }
    // Years, unit and the second half are words; what is left in braces becomes bold.
    let (first, last, moves) = (summary.first.year, summary.last.year, moves(lang, summary));
    let mut values = vec![
        ("from", text(summary.first.net)),
        ("to", text(summary.last.net)),
    ];
    let (from, to, rate) = ("{from}", "{to}", "{rate}");
    let message = match summary.annual_rate {
        None => tr!(
            lang,
            "home.lede.change",
            first = first,
            last = last,
            from = from,
            to = to,
            unit = unit,
            moves = moves
        ),
        Some(r) if r < 0.0 => tr!(
            lang,
            "home.lede.change_fall",
            first = first,
            last = last,
            from = from,
            to = to,
            unit = unit,
            rate = rate,
            moves = moves
        ),
        Some(_) => tr!(
            lang,
            "home.lede.change_rate",
            first = first,
            last = last,
            from = from,
            to = to,
            unit = unit,
            rate = rate,
            moves = moves
        ),
    };
    values.extend(
        summary
            .annual_rate
            .map(|r| ("rate", format!("{}{THIN}%", fixed(r.abs() * 100.0, 2)))),
    );
    (message, values)
}

/// What sources and sinks did.
fn moves(lang: Lang, summary: &Summary) -> String {
    let (source, sink) = (summary.source_change(), summary.sink_change());
    let is_steady = |c: f64| c.abs() < STEADY;
    let opposite = match (source, sink) {
        (Some(a), Some(b)) => !is_steady(a) && !is_steady(b) && (a > 0.0) != (b > 0.0),
        _ => false,
    };
    let what = tr!(lang, "home.moved.sink");
    let what = if opposite {
        tr!(lang, "home.moved.other_way", what = what)
    } else {
        tr!(lang, "home.moved.same_way", what = what)
    };
    let a = moved(lang, tr!(lang, "home.moved.source"), source);
    let b = moved(lang, &what, sink);
    tr!(lang, "home.lede.together", a = a, b = b)
}

/// Less than this counts as no change.
const STEADY: f64 = 0.005;

fn moved(lang: Lang, what: &str, change: Option<f64>) -> String {
    let Some(change) = change else {
        return tr!(lang, "home.moved.unknown", what = what);
    };
    let size = change.abs();
    let n = match lang {
        Lang::Zh => spelled(lang, (size * 10.0).round() as usize),
        Lang::En => format!("{} %", fixed(size * 100.0, 0)),
    };
    match (size, change > 0.0) {
        (s, _) if s < STEADY => tr!(lang, "home.moved.steady", what = what),
        (s, true) if s < 0.1 => tr!(lang, "home.moved.up_slightly", what = what),
        (s, false) if s < 0.1 => tr!(lang, "home.moved.down_slightly", what = what),
        (s, true) if s < 0.95 => tr!(lang, "home.moved.up_tenths", what = what, n = n),
        (s, false) if s < 0.95 => tr!(lang, "home.moved.down_tenths", what = what, n = n),
        (_, true) => tr!(
            lang,
            "home.moved.times",
            what = what,
            n = fixed(1.0 + change, 1)
        ),
        (_, false) => {
            let n = format!("{} %", fixed(size * 100.0, 0));
            tr!(lang, "home.moved.down_most", what = what, n = n)
        }
    }
}
