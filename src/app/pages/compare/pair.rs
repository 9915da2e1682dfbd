//! The two and their difference in three columns of the same rows.

use leptos::prelude::*;

use super::Shown;

use crate::app::session::Session;
use crate::core::number::{grouped, signed, significant};
use crate::steps::compare::{Comparison, Measure};
use crate::tr;
use crate::words::{Lang, compare as words, locator};

/// One row of a column.
struct Row {
    name: String,
    value: String,
    unit: String,
    note: String,
}

/// The columns.
#[component]
pub fn Pair(shown: Shown) -> impl IntoView {
    let session = Session::get();
    move || {
        let (lang, both) = (session.lang(), shown.get().0);
        let [first, second, difference] = columns(session, lang, &both);
        let rows = |rows: Vec<Row>| {
            rows.into_iter()
                .map(|row| view! {
                    <div><dt>{row.name}</dt><dd>{row.value}<span class="unit">{row.unit}</span></dd><dd class="sub">{row.note}</dd></div>
                })
                .collect_view()
        };
        let [a, b] = both.names.each_ref().map(|n| words::scenario(lang, n));
        view! {
            <div class="pair">
                <section><h2><span class="tag line">{tr!(lang, "compare.a")}</span>{a}</h2><dl class="keys">{rows(first)}</dl></section>
                <section><h2><span class="tag edit">{tr!(lang, "compare.b")}</span>{b}</h2><dl class="keys">{rows(second)}</dl></section>
                <section class="diff"><h2>{tr!(lang, "compare.difference")}</h2><dl class="keys">{rows(difference)}</dl></section>
            </div>
        }
    }
}

fn columns(session: Session, lang: Lang, both: &Comparison) -> [Vec<Row>; 3] {
    let mut columns = inputs(session, lang, both);
    let line = both.most_changed.as_deref().and_then(|id| both.line(id));
    for measure in line.into_iter().chain(both.line("net")) {
        for (column, row) in columns.iter_mut().zip(rows_of(lang, both, measure)) {
            column.push(row);
        }
    }
    columns
}

/// The coefficient that differs, or how much does.
fn inputs(session: Session, lang: Lang, both: &Comparison) -> [Vec<Row>; 3] {
    let study = session.study_now();
    if let ([one], 0) = (both.coefficients.as_slice(), both.inputs.count) {
        let name = lang.name(&format!("coefficient.{}", one.id));
        let unit = lang.unit(one.unit.code());
        let row = |value: String, note: String| {
            vec![Row {
                name: name.clone(),
                value,
                unit: unit.clone(),
                note,
            }]
        };
        // Where the sets differ a preset is one of its set; the place is where the paper prints it.
        let known = study.coefficient(&one.id);
        let is_one = known.is_some_and(|c| {
            c.preset
                .values()
                .all(|v| Some(v) == c.preset.values().next())
        });
        let note = |side: usize| match known {
            Some(c) if one.is_preset[side] && is_one => {
                tr!(lang, "compare.key.preset", place = locator(lang, c))
            }
            Some(_) if one.is_preset[side] => {
                let set = lang.name(&format!("data.set.{}", both.sets[side]));
                tr!(lang, "compare.key.preset_of", set = set)
            }
            _ => tr!(lang, "compare.key.edited").to_owned(),
        };
        let [a, b] = one.values;
        let share = if a == 0.0 {
            String::new()
        } else {
            let value = signed((b - a) / a.abs() * 100.0, 2);
            tr!(lang, "compare.key.percent", value = value)
        };
        let difference = significant(b - a, 6);
        let difference = if b > a {
            format!("+{difference}")
        } else {
            difference
        };
        return [
            row(significant(a, 6), note(0)),
            row(significant(b, 6), note(1)),
            row(difference, share),
        ];
    }
    let set = |side: usize| {
        vec![Row {
            name: tr!(lang, "compare.key.set").to_owned(),
            value: lang.name(&format!("data.set.{}", both.sets[side])),
            unit: String::new(),
            note: String::new(),
        }]
    };
    let counts = tr!(
        lang,
        "compare.key.counts",
        coefficients = both.coefficients.len(),
        inputs = both.inputs.count
    );
    let changed = Row {
        name: tr!(lang, "compare.key.changed").to_owned(),
        value: grouped((both.coefficients.len() + both.inputs.count) as f64, 0),
        unit: String::new(),
        note: counts,
    };
    [set(0), set(1), vec![changed]]
}

fn rows_of(lang: Lang, both: &Comparison, measure: &Measure) -> [Row; 3] {
    let at = measure
        .keys
        .iter()
        .position(|k| k.year().is_some() && k.year() == both.last_year);
    let line = words::name(lang, measure);
    let name = match both.last_year {
        Some(year) => tr!(lang, "compare.key.in_year", line = line, year = year),
        None => line,
    };
    let unit = words::unit(lang, measure).unwrap_or_default();
    let row = |value: String, note: String| Row {
        name: name.clone(),
        value,
        unit: unit.clone(),
        note,
    };
    let Some(at) = at else {
        let unknown = || tr!(lang, "compare.key.unknown").to_owned();
        return [(); 3].map(|()| row("—".to_owned(), unknown()));
    };
    let printed = measure.printed.get(at).copied().flatten();
    let is_net = both
        .line("net")
        .is_some_and(|net| std::ptr::eq(net, measure));
    let side = |side: usize| {
        let value = measure.values[at][side];
        let note = match (measure.agreeing, value.zip(printed)) {
            (Some(agreeing), Some(_)) if is_net => {
                tr!(lang, "compare.key.agree", n = agreeing[side])
            }
            (_, Some((value, printed))) => {
                let gap = signed(value - printed, measure.decimals);
                tr!(lang, "compare.key.to_print", value = gap)
            }
            _ => String::new(),
        };
        row(words::value(measure, value), note)
    };
    let percent = words::percent(measure, at);
    let note = match measure.summed().filter(|_| is_net) {
        Some(sum) => {
            let years = (0..measure.keys.len()).filter(|k| measure.difference(*k).is_some());
            tr!(
                lang,
                "compare.key.percent_sum",
                value = percent,
                years = years.count(),
                sum = signed(sum, measure.decimals)
            )
        }
        None => tr!(lang, "compare.key.percent", value = percent),
    };
    [side(0), side(1), row(words::difference(measure, at), note)]
}
