//! Figure 1: what sources and sinks are made of.

use leptos::prelude::*;

use crate::app::components::figure::Figure;
use crate::app::components::segment::Segment;
use crate::app::components::working::Opened;
use crate::app::session::Session;
use crate::chart::Picture;
use crate::chart::Words;
use crate::chart::ink::Ink;
use crate::chart::stack::{Part, Stack, stack};
use crate::core::number::{grouped, signed};
use crate::core::study::Side;
use crate::job::report::tables;
use crate::steps::ledger::Ledger;
use crate::tr;
use crate::words::{self, Lang};

/// Stacked parts or lines, amounts or shares.
#[component]
pub fn AccountFigure(ledger: Memo<Ledger>, selected: RwSignal<Option<usize>>) -> impl IntoView {
    let session = Session::get();
    let as_lines = RwSignal::new(false);
    let as_shares = RwSignal::new(false);
    let lang = move || session.lang();
    let draw = move |width: f64| -> Picture {
        let data = ledger.with(|l| picture_data(l, lang(), as_lines.get(), as_shares.get()));
        stack(
            &Stack {
                selected: selected.get(),
                ..data
            },
            width,
        )
    };
    let subtitle = move || {
        let unit = ledger.with(|l| lang().unit(&l.unit));
        if as_shares.get() {
            tr!(lang(), "account.figure_shares").to_owned()
        } else {
            tr!(lang(), "account.figure_unit", unit = unit)
        }
    };
    let open = move |index: usize| {
        if let Some(year) = ledger.with_untracked(|l| l.years.get(index).copied()) {
            session.working.set(Some(Opened::Account {
                line: "net".into(),
                year,
            }));
        }
    };
    view! {
        <Figure
            number=Signal::derive(move || tr!(lang(), "account.figure_number").to_owned())
            title=Signal::derive(move || tr!(lang(), "account.figure_title").to_owned())
            subtitle=Signal::derive(subtitle)
            draw=draw
            selected=selected
            readout=ViewFn::from(move || readout(session, ledger, selected))
            on_enter=Callback::new(open)
            source=Signal::derive(move || source_line(session))
            table=Callback::new(move |()| ledger.with(|l| tables::account(lang(), l)))
            file="tanheng-account"
            controls=ViewFn::from(move || controls(session, as_lines, as_shares))
        />
    }
}

fn controls(session: Session, as_lines: RwSignal<bool>, as_shares: RwSignal<bool>) -> AnyView {
    let lang = move || session.lang();
    let shapes = move || {
        vec![
            ("stack", tr!(lang(), "account.stack").to_owned()),
            ("lines", tr!(lang(), "account.lines").to_owned()),
        ]
    };
    let amounts = move || {
        vec![
            ("amount", tr!(lang(), "account.amount").to_owned()),
            ("share", tr!(lang(), "account.share").to_owned()),
        ]
    };
    view! {
        <Segment label=Signal::derive(move || tr!(lang(), "account.shape").to_owned()) options=Signal::derive(shapes)
            value=Signal::derive(move || if as_lines.get() { "lines" } else { "stack" })
            on_choose=Callback::new(move |id| as_lines.set(id == "lines")) />
        <Segment label=Signal::derive(move || tr!(lang(), "account.values").to_owned()) options=Signal::derive(amounts)
            value=Signal::derive(move || if as_shares.get() { "share" } else { "amount" })
            on_choose=Callback::new(move |id| as_shares.set(id == "share")) />
    }
    .into_any()
}

/// The year looked at and its three totals.
pub fn readout(
    session: Session,
    ledger: Memo<Ledger>,
    selected: RwSignal<Option<usize>>,
) -> AnyView {
    let lang = session.lang();
    let shown = selected.get().and_then(|index| {
        ledger.with(|l| {
            let text = |id: &str| {
                l.value(id, index)
                    .map_or_else(|| "—".to_owned(), |v| grouped(v, l.decimals))
            };
            let year = *l.years.get(index)?;
            Some((year, text("source"), text("sink"), text("net")))
        })
    });
    let keys = view! { <span class="mute only-wide">{tr!(lang, "account.keys")}</span> };
    let Some((year, source, sink, net)) = shown else {
        return keys.into_any();
    };
    view! {
        <span><b>{tr!(lang, "account.year", year = year)}</b></span>
        <span><span class="k">{tr!(lang, "line.source")}</span><b class="t-src">{source}</b></span>
        <span><span class="k">{tr!(lang, "line.sink")}</span><b class="t-snk">{sink}</b></span>
        <span><span class="k">{tr!(lang, "line.net")}</span><b>{net}</b></span>
        {keys}
    }
    .into_any()
}

pub fn picture_data(ledger: &Ledger, lang: Lang, as_lines: bool, as_shares: bool) -> Stack {
    let sinks = ledger.lines(Side::Sink);
    let others = sinks
        .filter(|c| inks(&c.id, Side::Sink).0 == Ink::OTHER)
        .count();
    let parts = [Side::Source, Side::Sink].into_iter().flat_map(|side| {
        ledger.lines(side).map(move |column| {
            let (bar, line, label) = inks(&column.id, side);
            let name = if bar == Ink::OTHER && others > 1 {
                let n = crate::words::spelled(lang, others);
                tr!(lang, "account.others", n = n)
            } else {
                lang.name(&format!("line.{}", column.id))
            };
            Part {
                name,
                bar,
                line,
                label,
                below: side == Side::Sink,
                values: column.values.clone(),
            }
        })
    });
    let step = ledger
        .summary
        .as_ref()
        .and_then(|s| s.largest_step.as_ref());
    let remark = step.filter(|s| s.change != 0.0).and_then(|s| {
        let at = ledger.years.iter().position(|y| *y == s.year)?;
        let line = lang.name(&format!("line.{}", s.line));
        let size = grouped(s.change.abs(), ledger.decimals);
        let words = if s.change > 0.0 {
            tr!(
                lang,
                "account.step_up",
                year = s.year,
                line = line,
                size = size
            )
        } else {
            tr!(
                lang,
                "account.step_down",
                year = s.year,
                line = line,
                size = size
            )
        };
        Some((at, words))
    });
    Stack {
        years: ledger.years.clone(),
        parts: parts.collect(),
        net: ledger
            .column("net")
            .map_or_else(Vec::new, |c| c.values.clone()),
        net_name: tr!(lang, "line.net").to_owned(),
        as_lines,
        as_shares,
        remark,
        words: Words {
            title: tr!(lang, "account.figure_title").to_owned(),
            finding: finding(ledger, lang),
        },
        selected: None,
    }
}

/// The picture in a sentence.
fn finding(ledger: &Ledger, lang: Lang) -> String {
    let Some(summary) = &ledger.summary else {
        return String::new();
    };
    let text = |v: f64| {
        signed(v, ledger.decimals)
            .trim_start_matches('+')
            .to_owned()
    };
    tr!(
        lang,
        "account.finding",
        first = summary.first.year,
        from = text(summary.first.net),
        last = summary.last.year,
        to = text(summary.last.net),
        unit = lang.unit(&ledger.unit)
    )
}

/// Colours of a line: the five the field's land classes have, and one for the rest of a side.
fn inks(id: &str, side: Side) -> (Ink, Ink, Ink) {
    match (id, side) {
        ("built", Side::Source) => (Ink::BUILT, Ink::LINE_BUILT, Ink::STRONG_SOURCE),
        ("farm", Side::Source) => (Ink::FARM, Ink::LINE_FARM, Ink::STRONG_FARM),
        ("cropland", Side::Sink) => (Ink::CROP, Ink::LINE_CROP, Ink::STRONG_SINK),
        ("forest", Side::Sink) => (Ink::FOREST, Ink::LINE_FOREST, Ink::STRONG_FOREST),
        (_, Side::Source) => (Ink::PLAIN, Ink::FIT, Ink::STRONG_FIT),
        (_, Side::Sink) => (Ink::OTHER, Ink::LINE_OTHER, Ink::STRONG),
    }
}

/// Where the figures are from.
pub fn source_line(session: Session) -> String {
    let (study, lang) = (session.study(), session.lang());
    let account = session.results.account.get().value;
    account.map_or_else(String::new, |a| words::source_line(lang, &study, &a))
}
