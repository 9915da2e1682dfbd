//! Figure 1: areas set to 100 in the first year.

use leptos::prelude::*;

use super::Shown;
use crate::app::components::figure::Figure;
use crate::app::components::ink_of::line_of;
use crate::app::session::Session;
use crate::chart::index_lines::{IndexLines, index_lines};
use crate::chart::{Picture, Words};
use crate::core::number::{fixed, grouped};
use crate::exchange::table::DataTable;
use crate::steps::change::{ChangeStep, ClassSeries};
use crate::tr;
use crate::words::Lang;

/// The figure.
#[component]
pub fn AreaFigure(shown: Shown) -> impl IntoView {
    let session = Session::get();
    let selected = RwSignal::new(None::<usize>);
    let title = Signal::derive(move || {
        let step = shown.get();
        let known = step.classes.iter().filter(|c| base(c).is_some()).count();
        tr!(
            session.lang(),
            "change.figure.title",
            count = known,
            year = step.years.first().copied().unwrap_or_default()
        )
    });
    let readout = move || {
        let (lang, step) = (session.lang(), shown.get());
        let index = selected.get().unwrap_or(step.years.len().saturating_sub(1));
        let year = step.years.get(index).copied().unwrap_or_default();
        let values = step.classes.iter().filter(|c| c.known).map(|c| {
            let value = c.series.values.get(index).copied().flatten();
            (
                lang.name(&format!("line.{}", c.class)),
                value.map_or("—".to_owned(), |v| grouped(v, 1)),
            )
        });
        let values: Vec<_> = values.collect();
        view! {
            <span><b>{tr!(lang, "change.year", year = year)}</b></span>
            {values.into_iter().map(|(name, value)| view! { <span><span class="k">{name}</span><b>{value}</b></span> }).collect_view()}
            <span class="mute">{lang.unit(step.unit.code())}</span>
            <span class="mute only-wide">{tr!(lang, "change.keys_hint")}</span>
        }
        .into_any()
    };
    view! {
        <Figure
            number=session.word(|lang| tr!(lang, "change.figure.number"))
            title=title
            subtitle=session.word(|lang| tr!(lang, "change.figure.subtitle"))
            draw=move |width| draw(session.lang(), &shown.get(), selected.get(), width)
            selected=selected
            readout=readout
            source=Signal::derive(move || source(session, &shown.get()))
            table=move |()| table(session.lang(), &shown.get())
            file="land-change"
        />
    }
}

/// The first area of a class, which its index is 100 at; of nothing there is no index.
fn base(class: &ClassSeries) -> Option<f64> {
    let first = class.series.values.iter().flatten().copied().next();
    first.filter(|v| class.known && *v > 0.0)
}

/// Classes that begin at 0.
fn without_index(lang: Lang, step: &ChangeStep) -> Option<String> {
    let classes = step.classes.iter().filter(|c| c.known && base(c).is_none());
    let names: Vec<String> = classes
        .map(|c| lang.name(&format!("line.{}", c.class)))
        .collect();
    let list = names.join(tr!(lang, "working.list_comma"));
    (!names.is_empty()).then(|| tr!(lang, "change.figure.no_index", classes = list))
}

fn draw(lang: Lang, step: &ChangeStep, selected: Option<usize>, width: f64) -> Picture {
    let known = || step.classes.iter().filter(|c| c.known);
    let lines = known()
        .filter_map(|class| {
            let first = base(class)?;
            let values = class.series.values.iter();
            Some((
                lang.name(&format!("line.{}", class.class)),
                line_of(&class.class),
                values.map(|v| v.map(|v| v / first * 100.0)).collect(),
            ))
        })
        .collect();
    let note = step
        .breaks
        .first()
        .and_then(|at| Some((step.years.get(*at)?, step.years.get(at + 1)?)));
    let ends = known().filter_map(|class| {
        let values = &class.series.values;
        let (a, b) = (
            values.first().copied().flatten()?,
            values.last().copied().flatten()?,
        );
        let name = lang.name(&format!("line.{}", class.class));
        Some(format!("{name} {} → {}", fixed(a, 1), fixed(b, 1)))
    });
    let finding: Vec<String> = ends.collect();
    index_lines(
        &IndexLines {
            years: step.years.clone(),
            lines,
            breaks: step.breaks.clone(),
            break_note: note.map_or(String::new(), |(a, b)| {
                tr!(lang, "change.figure.break", from = a, to = b)
            }),
            words: Words {
                title: tr!(lang, "change.figure.plain_title").to_owned(),
                finding: finding.join("; "),
            },
            selected,
        },
        width,
    )
}

fn source(session: Session, step: &ChangeStep) -> String {
    let lang = session.lang();
    let study = session.study();
    let column = step.classes.iter().find(|c| c.known).and_then(|c| {
        let class = study.land_classes.iter().find(|l| l.id == c.class)?;
        let (sheet, column) = study.column(&class.area)?;
        sheet.columns[column].source.clone()
    });
    let name = lang.name(&format!("source.{}", column.as_deref().unwrap_or("user")));
    let source = tr!(lang, "change.figure.source", source = name);
    let without = without_index(lang, step).map(|text| format!(" {text}"));
    source + &without.unwrap_or_default()
}

fn table(lang: Lang, step: &ChangeStep) -> DataTable {
    let known = || step.classes.iter().filter(|c| c.known);
    let unit = lang.unit(step.unit.code());
    let names = known().map(|c| format!("{}（{unit}）", lang.name(&format!("line.{}", c.class))));
    DataTable {
        head: std::iter::once(tr!(lang, "change.year_head").to_owned())
            .chain(names)
            .collect(),
        rows: step
            .years
            .iter()
            .enumerate()
            .map(|(i, year)| {
                let values =
                    known().map(|c| c.series.values[i].map_or("—".to_owned(), |v| fixed(v, 3)));
                std::iter::once(year.to_string()).chain(values).collect()
            })
            .collect(),
    }
}
