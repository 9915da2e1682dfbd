//! Grey relation in a sentence.

use super::{Lang, Rich};
use crate::core::number::fixed;
use crate::core::relate::{Normalisation, normalisation_id};
use crate::steps::relation::RelationStep;
use crate::tr;

/// Strongest and weakest, and whether the printed degrees can come from these series.
#[must_use]
pub fn lede(lang: Lang, step: &RelationStep) -> Rich {
    let order = order(step);
    let (Some(&first), Some(&last)) = (order.first(), order.last()) else {
        return Default::default();
    };
    let degrees = &step.relation.degrees;
    // One class is neither the nearest nor the farthest of several.
    let main = if order.len() > 1 {
        tr!(lang, "relation.lede.main")
    } else {
        tr!(lang, "relation.lede.one")
    };
    let mut message = main.to_owned();
    let cannot = step
        .search
        .as_ref()
        .and_then(|s| s.nearest.as_ref())
        .is_some_and(|n| n.largest_difference > 0.01);
    if cannot {
        message.push_str(tr!(lang, "relation.lede.cannot"));
    }
    let values = vec![
        (
            "how",
            normalisation_name(lang, step.relation.options.normalisation),
        ),
        ("first", line_name(lang, &step.lines[first])),
        ("highest", fixed(degrees[first], 4)),
        ("last", line_name(lang, &step.lines[last])),
        ("lowest", fixed(degrees[last], 4)),
    ];
    (message, values)
}

/// Positions from the strongest to the weakest.
#[must_use]
pub fn order(step: &RelationStep) -> Vec<usize> {
    let mut order: Vec<usize> = (0..step.lines.len()).collect();
    order.sort_by(|a, b| step.relation.degrees[*b].total_cmp(&step.relation.degrees[*a]));
    order
}

/// Name of a line.
#[must_use]
pub fn line_name(lang: Lang, id: &str) -> String {
    lang.name(&format!("line.{id}"))
}

/// Name of a normalisation.
#[must_use]
pub fn normalisation_name(lang: Lang, how: Normalisation) -> String {
    lang.name(&format!("relation.normalisation.{}", normalisation_id(how)))
}
