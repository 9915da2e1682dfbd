//! Figure 2: whether the ranks hold when the distinguishing coefficient moves.

use leptos::prelude::*;

use super::{Shown, line_name, order};
use crate::app::components::figure::Figure;
use crate::app::components::ink_of::line_of;
use crate::app::session::Session;
use crate::chart::rank_lines::{RankLines, rank_lines};
use crate::chart::{Picture, Words};
use crate::core::number::fixed;
use crate::exchange::table::DataTable;
use crate::steps::relation::RelationStep;
use crate::tr;
use crate::words::Lang;

/// The figure.
#[component]
pub fn StabilityFigure(shown: Shown) -> impl IntoView {
    let session = Session::get();
    let selected = RwSignal::new(None::<usize>);
    view! {
        <Figure
            number=session.word(|lang| tr!(lang, "relation.ranks.number"))
            title=session.word(|lang| tr!(lang, "relation.ranks.title"))
            subtitle=session.word(|lang| tr!(lang, "relation.ranks.subtitle"))
            draw=move |width| draw(session.lang(), &shown.get(), width)
            selected=selected
            source=session.word(|lang| tr!(lang, "relation.ranks.source"))
            table=move |()| table(session.lang(), &shown.get())
            file="rank-stability"
        />
    }
}

fn draw(lang: Lang, step: &RelationStep, width: f64) -> Picture {
    let lines = order(step)
        .into_iter()
        .map(|i| {
            let ranks = step.stability.iter().map(|s| s.ranks[i] as f64).collect();
            (
                line_name(lang, &step.lines[i]),
                line_of(&step.lines[i]),
                ranks,
            )
        })
        .collect();
    let moved = (0..step.lines.len()).filter(|&i| {
        step.stability
            .windows(2)
            .any(|w| w[0].ranks[i] != w[1].ranks[i])
    });
    let moved: Vec<String> = moved.map(|i| line_name(lang, &step.lines[i])).collect();
    let finding = if moved.is_empty() {
        tr!(lang, "relation.ranks.stable").to_owned()
    } else {
        tr!(
            lang,
            "relation.ranks.moved",
            classes = moved.join(tr!(lang, "relation.and"))
        )
    };
    rank_lines(
        &RankLines {
            parameter: step
                .stability
                .iter()
                .map(|s| s.distinguishing_coefficient)
                .collect(),
            lines,
            current: step.relation.options.distinguishing_coefficient,
            x_name: tr!(lang, "relation.ranks.x").to_owned(),
            y_name: tr!(lang, "relation.ranks.y").to_owned(),
            words: Words {
                title: tr!(lang, "relation.ranks.title").to_owned(),
                finding,
            },
        },
        width,
    )
}

fn table(lang: Lang, step: &RelationStep) -> DataTable {
    let names = step.lines.iter().map(|id| line_name(lang, id));
    DataTable {
        head: std::iter::once("ρ".to_owned()).chain(names).collect(),
        rows: step
            .stability
            .iter()
            .map(|s| {
                let cells = s
                    .degrees
                    .iter()
                    .zip(&s.ranks)
                    .map(|(d, r)| format!("{}（{r}）", fixed(*d, 4)));
                std::iter::once(fixed(s.distinguishing_coefficient, 2))
                    .chain(cells)
                    .collect()
            })
            .collect(),
    }
}
