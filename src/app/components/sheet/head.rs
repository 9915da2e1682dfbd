//! The head of the sheet: what the columns are for, their names and units.

use leptos::prelude::*;

use super::state::Editor;
use crate::core::number::significant;
use crate::core::study::{Method, Study};
use crate::tr;
use crate::words::Lang;

/// The two lines of the head.
#[component]
pub fn Head(editor: Editor) -> impl IntoView {
    let session = editor.session;
    let groups = Memo::new(move |_| {
        let indicators: Vec<String> = editor.table.with(|t| {
            let columns = t.sheet.columns.iter();
            columns.map(|c| c.indicator.clone()).collect()
        });
        groups(&session.study(), &indicators)
    });
    let shows_regions = Memo::new(move |_| editor.table.with(|t| t.shows_regions));
    let width = Memo::new(move |_| editor.table.with(super::table::Table::width));
    let corner = move || {
        let lang = session.lang();
        view! {
            {shows_regions.get().then(|| view! { <th scope="col" role="columnheader" class="region" data-corner="">{tr!(lang, "data.sheet.region")}</th> })}
            <th scope="col" role="columnheader" class="year" data-corner="">{tr!(lang, "data.sheet.year")}</th>
        }
    };
    let group_row = move || {
        let lang = session.lang();
        let fixed = 1 + usize::from(shows_regions.get());
        view! {
            <tr role="row">
                <th class="grp year" role="columnheader" colspan=fixed></th>
                {groups.get().into_iter().map(|(group, span)| view! {
                    <th class="grp" role="columnheader" colspan=span scope="colgroup">{group_name(lang, &group)}</th>
                }).collect_view()}
            </tr>
        }
    };
    view! {
        <thead>
            {group_row}
            <tr role="row" aria-rowindex="1">
                {corner}
                {move || (0..width.get()).map(|column| view! { <ColumnHead editor column /> }).collect_view()}
            </tr>
        </thead>
    }
}

#[component]
fn ColumnHead(editor: Editor, column: usize) -> impl IntoView {
    let session = editor.session;
    let is_hot = Memo::new(move |_| editor.selection().columns().contains(&column));
    let data = Memo::new(move |_| {
        editor.table.with(|t| {
            let c = t.sheet.columns.get(column)?;
            Some((c.indicator.clone(), c.unit.code().to_owned(), c.half_width))
        })
    });
    let content = move || {
        let lang = session.lang();
        let (indicator, unit, half_width) = data.get()?;
        let name = lang.name(&format!("indicator.{indicator}"));
        let (first, second) = broken(lang, &name);
        let derived = half_width.map(|half| {
            let text = tr!(
                lang,
                "data.sheet.derived",
                half_width = significant(half, 3)
            );
            view! { <span class="der">{text}</span> }
        });
        Some(view! {
            <span class="nm">{first.to_owned()}{second.map(|s| view! { <br />{s.to_owned()} })}</span>
            <span class="unit">{lang.unit(&unit)}</span>
            {derived}
        })
    };
    view! {
        <th scope="col" role="columnheader" class:hot=move || is_hot.get() data-col=column>{content}</th>
    }
}

/// What a run of columns is for.
#[derive(Debug, Clone, PartialEq)]
enum Group {
    /// Activity or output of an account line.
    Line(String, Method),
    /// Areas of land sinks.
    Land,
    /// Zones.
    Zones,
    /// Only in other steps.
    Other,
}

/// Runs of neighbouring columns that are for the same thing.
fn groups(study: &Study, indicators: &[String]) -> Vec<(Group, usize)> {
    let mut runs: Vec<(Group, usize)> = Vec::new();
    for indicator in indicators {
        let line = study.account.iter().find(|l| {
            let mut inputs = l.terms.iter().flat_map(|t| &t.inputs);
            inputs.any(|i| i == indicator)
        });
        let group = match line {
            Some(l) if l.method == Method::LandRate => Group::Land,
            Some(l) => Group::Line(l.id.clone(), l.method),
            None if is_of_zones(study, indicator) => Group::Zones,
            None => Group::Other,
        };
        match runs.last_mut() {
            Some((last, span)) if *last == group => *span += 1,
            _ => runs.push((group, 1)),
        }
    }
    runs
}

fn is_of_zones(study: &Study, indicator: &str) -> bool {
    let zoning = study.zoning.as_ref();
    zoning.is_some_and(|z| z.inputs.indicators().contains(&indicator))
}

fn group_name(lang: Lang, group: &Group) -> String {
    match group {
        Group::Line(line, Method::CropYield) => {
            let line = lang.name(&format!("line.{line}"));
            tr!(lang, "data.sheet.group_crop", line = line)
        }
        Group::Line(line, _) => {
            let line = lang.name(&format!("line.{line}"));
            tr!(lang, "data.sheet.group_source", line = line)
        }
        Group::Land => tr!(lang, "data.sheet.group_land").to_owned(),
        Group::Zones => tr!(lang, "data.sheet.group_zones").to_owned(),
        Group::Other => tr!(lang, "data.sheet.group_other").to_owned(),
    }
}

/// A long name in two lines, parted before one of the words in `data.sheet.breaks`.
fn broken(lang: Lang, name: &str) -> (&str, Option<&str>) {
    if name.chars().count() < 6 {
        return (name, None);
    }
    let words = tr!(lang, "data.sheet.breaks").split('|');
    let at = words.filter_map(|word| name.find(word)).find(|&at| at > 0);
    match at {
        Some(at) => (name[..at].trim_end(), Some(&name[at..])),
        None => (name, None),
    }
}
