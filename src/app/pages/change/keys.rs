//! Key figures beside the figure, and the two formulas.

use leptos::prelude::*;

use super::Shown;
use crate::app::session::Session;
use crate::core::explain::mathml;
use crate::core::number::{fixed, grouped, signed};
use crate::steps::change::ChangeStep;
use crate::tr;
use crate::words::{Lang, sentence};

/// The figures.
#[component]
pub fn Keys(shown: Shown) -> impl IntoView {
    let session = Session::get();
    view! {
        <div>
            <dl class="keys">{move || {
                let (lang, step) = (session.lang(), shown.get());
                [diversity(lang, &step), largest(lang, &step)].into_iter().chain(groups(lang, &step)).map(|key| view! {
                    <div><dt>{key.name}</dt><dd>{key.value}<span class="unit">{key.unit}</span></dd><dd class="sub">{key.note}</dd></div>
                }).collect_view()
            }}</dl>
            <div class="panel formulas">
                <h3>{move || tr!(session.lang(), "change.formulas")}</h3>
                {["diversity", "dynamic_degree", "annual_rate"].map(|id| view! {
                    <div class="formula" tabindex="0" role="math" inner_html=mathml(id).unwrap_or_default()></div>
                })}
            </div>
        </div>
    }
}

struct Key {
    name: String,
    value: String,
    unit: String,
    note: String,
}

fn diversity(lang: Lang, step: &ChangeStep) -> Key {
    let name = tr!(lang, "change.diversity.name").to_owned();
    match (step.diversity.first(), step.diversity.last()) {
        (Some(Ok(a)), Some(Ok(b))) => Key {
            name,
            value: fixed(b.gibbs_martin, 4),
            unit: String::new(),
            note: tr!(
                lang,
                "change.diversity.note",
                first = fixed(a.gibbs_martin, 4),
                most = fixed(b.gibbs_martin_max, 4),
                shannon = fixed(b.shannon, 4)
            ),
        },
        (_, Some(Err(problem))) if step.missing.is_empty() => Key {
            name,
            value: "—".into(),
            unit: String::new(),
            note: sentence(lang, problem),
        },
        _ => Key {
            name,
            value: "—".into(),
            unit: String::new(),
            note: tr!(
                lang,
                "change.diversity.missing",
                classes = names(lang, &step.missing)
            ),
        },
    }
}

/// The class that gained or lost the most area.
fn largest(lang: Lang, step: &ChangeStep) -> Key {
    let ends = step.classes.iter().filter_map(|class| {
        let values = &class.series.values;
        Some((
            class,
            values.first().copied().flatten()?,
            values.last().copied().flatten()?,
        ))
    });
    let most = ends.max_by(|a, b| (a.2 - a.1).abs().total_cmp(&(b.2 - b.1).abs()));
    let span = step.years.first().zip(step.years.last());
    let (Some((class, a, b)), Some((from, to))) = (most, span) else {
        return Key {
            name: tr!(lang, "change.largest.none").into(),
            value: "—".into(),
            unit: String::new(),
            note: String::new(),
        };
    };
    let percent = if a > 0.0 {
        signed((b / a - 1.0) * 100.0, 1)
    } else {
        "—".into()
    };
    let at_break = step.breaks.iter().filter_map(|i| {
        let values = &class.series.values;
        Some((
            i,
            values.get(i + 1).copied().flatten()? - values.get(*i).copied().flatten()?,
        ))
    });
    let broken = at_break
        .filter(|(_, step)| step.abs() > 0.8 * (b - a).abs())
        .map(|(i, _)| *i)
        .next();
    let note = match broken {
        Some(i) => tr!(
            lang,
            "change.largest.at_break",
            from = step.years[i],
            to = step.years[i + 1]
        ),
        None => tr!(
            lang,
            "change.largest.note",
            a = grouped(a, 1),
            b = grouped(b, 1),
            unit = lang.unit(step.unit.code())
        ),
    };
    Key {
        name: tr!(
            lang,
            "change.largest.name",
            class = lang.name(&format!("line.{}", class.class)),
            from = from,
            to = to
        ),
        unit: if a > 0.0 { "%" } else { "" }.into(),
        value: percent,
        note,
    }
}

fn groups(lang: Lang, step: &ChangeStep) -> Vec<Key> {
    let unit = lang.unit(step.unit.code());
    let Ok(groups) = &step.groups else {
        return Vec::new();
    };
    groups
        .iter()
        .map(|group| {
            let name = lang.name(&format!("change.group.{}", group.group));
            match (group.start, group.end, group.annual_change) {
                (Some(a), Some(b), Some(change)) => Key {
                    name,
                    value: signed(change, 2),
                    unit: tr!(lang, "change.group.per_year", unit = unit),
                    note: tr!(
                        lang,
                        "change.group.note",
                        a = grouped(a, 1),
                        b = grouped(b, 1),
                        unit = unit,
                        rate = group
                            .annual_rate
                            .map_or("—".to_owned(), |r| signed(r * 100.0, 2))
                    ),
                },
                _ => Key {
                    name,
                    value: "—".into(),
                    unit: String::new(),
                    note: tr!(
                        lang,
                        "change.group.missing",
                        classes = names(lang, &group.missing)
                    ),
                },
            }
        })
        .collect()
}

/// Names of classes in a row.
pub fn names(lang: Lang, classes: &[String]) -> String {
    let all: Vec<String> = classes
        .iter()
        .map(|c| lang.name(&format!("line.{c}")))
        .collect();
    all.join(tr!(lang, "change.and"))
}
