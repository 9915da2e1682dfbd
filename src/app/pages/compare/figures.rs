//! Figure 1: the quantity in both scenarios. Figure 2: its difference. What has no years is one figure of rows.

use leptos::prelude::*;

use super::{Looked, Shown};
use crate::app::components::figure::{Figure, Walk};
use crate::app::session::Session;
use crate::chart::ink::Ink;
use crate::chart::pair::{
    DifferenceBars, PairLines, PairRow, PairRows, difference_bars, pair_lines, pair_rows,
};
use crate::chart::{Picture, Words};
use crate::core::study::Side;
use crate::exchange::table::DataTable;
use crate::steps::compare::{Comparison, Measure, Quantity};
use crate::tr;
use crate::words::{Lang, compare as words};

type Text = fn(Lang, &Comparison, &Measure) -> String;

/// The figures of the quantity looked at.
#[component]
pub fn Figures(shown: Shown, looked: Looked) -> impl IntoView {
    // Drawn anew only when years give way to rows, so that a figure keeps its place while its numbers change.
    let kind = Memo::new(move |_| looked.of(&shown.get().0).map(has_years));
    move || match kind.get() {
        None => ().into_any(),
        Some(false) => {
            view! { <section class="section">{rows(shown, looked)}</section> }.into_any()
        }
        Some(true) => view! {
            <section class="section cols even">{lines(shown, looked)}{bars(shown, looked)}</section>
        }
        .into_any(),
    }
}

fn has_years(measure: &Measure) -> bool {
    measure.keys.iter().all(|k| k.year().is_some())
}

/// Something said of the quantity looked at.
fn told(shown: Shown, looked: Looked, text: Text) -> Signal<String> {
    let session = Session::get();
    Signal::derive(move || {
        let both = shown.get().0;
        let measure = looked.of(&both);
        measure.map_or_else(String::new, |m| text(session.lang(), &both, m))
    })
}

fn drawn(
    shown: Shown,
    looked: Looked,
    draw: fn(Lang, &Comparison, &Measure, Option<usize>, f64) -> Picture,
) -> impl Fn(f64) -> Picture + Send + Sync {
    let session = Session::get();
    move |width| {
        let both = shown.get().0;
        match looked.of(&both) {
            Some(measure) => draw(session.lang(), &both, measure, looked.at.get(), width),
            None => pair_rows(&PairRows::default(), width),
        }
    }
}

fn source(shown: Shown) -> Signal<String> {
    let session = Session::get();
    Signal::derive(move || {
        // The figures change with the study; its title is read as it then is.
        shown.track();
        let lang = session.lang();
        let title = lang.pick(&session.study_now().title).to_owned();
        tr!(lang, "compare.figure.source", title = title)
    })
}

fn readout(shown: Shown, looked: Looked) -> impl Fn() -> AnyView + Send + Sync {
    let session = Session::get();
    move || {
        let (lang, both) = (session.lang(), shown.get().0);
        let Some(measure) = looked.of(&both) else {
            return ().into_any();
        };
        let keys = if has_years(measure) {
            tr!(lang, "compare.figure.keys")
        } else {
            tr!(lang, "compare.figure.keys_down")
        };
        // Before a person reads anything it is the last year, or the first row.
        let first = if has_years(measure) {
            measure.keys.len().saturating_sub(1)
        } else {
            0
        };
        let read = Some(looked.at.get().unwrap_or(first)).filter(|at| *at < measure.keys.len());
        let read = read.map(|at| {
            let [a, b] = measure.values[at].map(|v| words::value(measure, v));
            let printed = measure.printed.get(at).copied().flatten();
            view! {
                <span><b>{words::key(lang, &measure.keys[at])}</b></span>
                <span><span class="k">{tr!(lang, "compare.a")}</span><b>{a}</b></span>
                <span><span class="k">{tr!(lang, "compare.b")}</span><b>{b}</b></span>
                <span><span class="k">{tr!(lang, "compare.difference")}</span><b>{words::difference(measure, at)}</b></span>
                {printed.map(|p| view! {
                    <span><span class="k">{tr!(lang, "compare.printed")}</span><b class="t-prt">{words::value(measure, Some(p))}</b></span>
                })}
            }
        });
        view! { {read}<span class="mute only-wide">{keys}</span> }.into_any()
    }
}

fn table(shown: Shown, looked: Looked) -> Callback<(), DataTable> {
    let session = Session::get();
    Callback::new(move |()| {
        let both = shown.get_untracked().0;
        let measure = untrack(|| looked.of(&both));
        measure.map_or_else(DataTable::default, |m| {
            data(session.lang.get_untracked(), &both, m)
        })
    })
}

/// The numbers of a measure; away from the page its head says what they are.
fn data(lang: Lang, both: &Comparison, measure: &Measure) -> DataTable {
    let first = if has_years(measure) {
        tr!(lang, "compare.year")
    } else {
        tr!(lang, "compare.item")
    };
    let what = match words::unit(lang, measure) {
        Some(unit) => format!("{} ({unit})", words::name(lang, measure)),
        None => words::name(lang, measure),
    };
    let of = |side: usize| {
        let name = words::scenario(lang, &both.names[side]);
        format!("{what} · {} {name}", super::side_name(lang, side))
    };
    let mut head = vec![
        first.to_owned(),
        of(0),
        of(1),
        tr!(lang, "compare.difference").to_owned(),
        tr!(lang, "compare.percent").to_owned(),
    ];
    let has_print = !measure.printed.is_empty();
    if has_print {
        head.push(tr!(lang, "compare.printed").to_owned());
    }
    let rows = (0..measure.keys.len()).map(|at| {
        let [a, b] = measure.values[at].map(|v| words::value(measure, v));
        let mut row = vec![
            words::key(lang, &measure.keys[at]),
            a,
            b,
            words::difference(measure, at),
            words::percent(measure, at),
        ];
        if has_print {
            row.push(words::value(measure, measure.printed[at]));
        }
        row
    });
    DataTable {
        rows: rows.collect(),
        head,
    }
}

fn unit(lang: Lang, measure: &Measure) -> String {
    words::unit(lang, measure).unwrap_or_else(|| tr!(lang, "compare.no_unit").to_owned())
}

/// Title and finding: the difference in the year or row that is read first.
fn picture_words(lang: Lang, measure: &Measure, title: String) -> Words {
    let all = (0..measure.keys.len()).filter(|at| measure.difference(*at).is_some());
    let told = all.map(|at| {
        let key = words::key(lang, &measure.keys[at]);
        format!("{key} {}", words::difference(measure, at))
    });
    Words {
        title,
        finding: told.collect::<Vec<_>>().join("; "),
    }
}

fn lines(shown: Shown, looked: Looked) -> impl IntoView {
    let title: Text = |lang, _, m| tr!(lang, "compare.figure.title", what = words::name(lang, m));
    let subtitle: Text = |lang, _, m| {
        if m.printed.is_empty() {
            tr!(lang, "compare.figure.unit", unit = unit(lang, m))
        } else {
            tr!(lang, "compare.figure.unit_printed", unit = unit(lang, m))
        }
    };
    let draw = drawn(shown, looked, |lang, both, m, selected, width| {
        let title = tr!(lang, "compare.figure.title", what = words::name(lang, m));
        let name = |side: usize| {
            let name = words::scenario(lang, &both.names[side]);
            format!("{} {name}", super::side_name(lang, side))
        };
        let data = PairLines {
            years: years(m),
            values: m.values.clone(),
            printed: m.printed.clone(),
            names: [name(0), name(1)],
            decimals: m.decimals,
            not_from_zero: tr!(lang, "compare.figure.not_from_zero").to_owned(),
            words: picture_words(lang, m, title),
            selected,
        };
        pair_lines(&data, width)
    });
    view! {
        <Figure
            number=told(shown, looked, |lang, _, _| tr!(lang, "compare.figure.one").to_owned())
            title=told(shown, looked, title)
            subtitle=told(shown, looked, subtitle)
            draw=draw
            selected=looked.at
            readout=readout(shown, looked)
            source=source(shown)
            table=table(shown, looked)
            file="scenarios"
        />
    }
}

fn bars(shown: Shown, looked: Looked) -> impl IntoView {
    let title: Text = |lang, _, m| {
        tr!(
            lang,
            "compare.figure.difference",
            what = words::name(lang, m)
        )
    };
    let session = Session::get();
    let draw = move |width| {
        let (lang, both) = (session.lang(), shown.get().0);
        let Some(m) = looked.of(&both) else {
            return pair_rows(&PairRows::default(), width);
        };
        let title = tr!(
            lang,
            "compare.figure.difference",
            what = words::name(lang, m)
        );
        let data = DifferenceBars {
            years: years(m),
            values: (0..m.keys.len()).map(|at| m.difference(at)).collect(),
            decimals: m.decimals.saturating_sub(1).max(m.decimals.min(1)),
            inks: inks(session, m),
            words: picture_words(lang, m, title),
            selected: looked.at.get(),
        };
        difference_bars(&data, width)
    };
    view! {
        <Figure
            number=told(shown, looked, |lang, _, _| tr!(lang, "compare.figure.two").to_owned())
            title=told(shown, looked, title)
            subtitle=told(shown, looked, |lang, _, m| tr!(lang, "compare.figure.unit", unit = unit(lang, m)))
            draw=draw
            selected=looked.at
            readout=readout(shown, looked)
            source=source(shown)
            table=table(shown, looked)
            file="scenarios-difference"
        />
    }
}

fn rows(shown: Shown, looked: Looked) -> impl IntoView {
    let title: Text = |lang, _, m| tr!(lang, "compare.figure.title", what = words::name(lang, m));
    let subtitle: Text = |lang, _, m| match words::unit(lang, m) {
        Some(unit) => tr!(lang, "compare.figure.rows_unit", unit = unit),
        None => tr!(lang, "compare.figure.rows").to_owned(),
    };
    let draw = drawn(shown, looked, |lang, _, m, selected, width| {
        let title = tr!(lang, "compare.figure.title", what = words::name(lang, m));
        let rows = m.keys.iter().zip(&m.values).map(|(key, values)| PairRow {
            name: words::key(lang, key),
            values: *values,
        });
        let data = PairRows {
            rows: rows.collect(),
            decimals: m.decimals,
            words: picture_words(lang, m, title),
            selected,
        };
        pair_rows(&data, width)
    });
    view! {
        <Figure
            number=told(shown, looked, |lang, _, _| tr!(lang, "compare.figure.one").to_owned())
            title=told(shown, looked, title)
            subtitle=told(shown, looked, subtitle)
            draw=draw
            selected=looked.at
            walk=Walk::Down
            readout=readout(shown, looked)
            source=source(shown)
            table=table(shown, looked)
            file="scenarios"
        />
    }
}

fn years(measure: &Measure) -> Vec<i32> {
    measure.keys.iter().filter_map(|k| k.year()).collect()
}

/// More of a source is warm, more of a sink is green-blue; what is neither has no side.
fn inks(session: Session, measure: &Measure) -> (Ink, Ink) {
    let rises = match &measure.quantity {
        Quantity::Line(id) if id == "sink" => false,
        Quantity::Line(id) => {
            let study = session.study_now();
            let line = study.account.iter().find(|l| l.id == *id);
            line.is_none_or(|l| l.side == Side::Source)
        }
        Quantity::Path | Quantity::Lower | Quantity::Upper => true,
        _ => return (Ink::PLAIN, Ink::PLAIN),
    };
    if rises {
        (Ink::SOURCE, Ink::SINK)
    } else {
        (Ink::SINK, Ink::SOURCE)
    }
}
