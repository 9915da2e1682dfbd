//! What must stand beside a number: where it is from, which convention, how it is rounded.

use std::collections::BTreeMap;

use super::words::{Value, Words};
use crate::core::account::{CoefficientArg, InputColumn};
use crate::core::study::{Coefficient, RowKey, Study, Tier};
use crate::core::units::{CO2_PER_C, Dimension, Unit};

/// A heading and what is said under it.
pub(super) type Fact = (Words, Vec<Words>);

/// A source by name; the paper the study is compared with is just "the paper".
#[must_use]
pub fn source(study: &Study, id: &str) -> Words {
    let printed = study.published.as_ref().map(|p| p.source.as_str());
    if printed == Some(id) {
        Words::new("working.paper")
    } else {
        Words::name("source", id)
    }
}

/// Place in a source: `table 1` and `equation 4` are said in the language of the page, anything else stays as it is.
///
/// ```
/// use tanheng::core::explain::locator;
/// assert_eq!(locator("table 1").key, "working.table");
/// assert_eq!(locator("p. 12").key, "working.verbatim");
/// ```
#[must_use]
pub fn locator(text: &str) -> Words {
    let known = [
        ("table ", "working.table"),
        ("equation ", "working.equation"),
    ];
    known
        .iter()
        .find_map(|(prefix, key)| {
            let number = text.strip_prefix(prefix)?;
            Some(Words::new(key).with("n", Value::Text(number.to_owned())))
        })
        .unwrap_or_else(|| {
            Words::new("working.verbatim").with("text", Value::Text(text.to_owned()))
        })
}

/// How the number is rounded.
#[must_use]
pub fn rounding() -> (Words, Vec<Words>) {
    (
        Words::new("working.rounding"),
        vec![Words::new("working.rounding_text")],
    )
}

/// A carbon amount as the CO2 it makes, with the code of that unit: the same prefix, so that only 44/12 stands between the
/// two figures. `None` when the unit is no amount of carbon.
///
/// ```
/// use tanheng::core::{explain::as_co2, units::Unit};
/// let (value, unit) = as_co2(5057.62, &Unit::parse("10ktC")?).expect("carbon");
/// assert_eq!((format!("{value:.2}").as_str(), unit.as_str()), ("18544.61", "10ktCO2"));
/// assert_eq!(as_co2(1.0, &Unit::parse("kha")?), None);
/// # Ok::<(), tanheng::core::units::UnitError>(())
/// ```
#[must_use]
pub fn as_co2(value: f64, unit: &Unit) -> Option<(f64, String)> {
    let gas = Unit::parse(&format!("{}O2", unit.code())).ok()?;
    (unit.dimension() == Dimension::CARBON).then(|| (value * CO2_PER_C, gas.code().to_owned()))
}

/// Carbon or CO2: says that an amount is carbon, and how much CO2 that is. `None` when the unit is no amount of carbon.
#[must_use]
pub fn convention(value: f64, unit: &Unit, decimals: usize) -> Option<(Words, Vec<Words>)> {
    let (gas, code) = as_co2(value, unit)?;
    let text = Words::new("working.convention_text")
        .with("value", Value::Fixed(gas, decimals))
        .with("unit", Value::Name(format!("unit.{code}")));
    Some((Words::new("working.convention"), vec![text]))
}

/// Where the coefficients are from, grouped by place and tier, and which of them a person changed.
pub(super) fn coefficients<'a>(
    study: &Study,
    used: impl Iterator<Item = &'a CoefficientArg>,
) -> Option<Fact> {
    let mut groups: Vec<((&str, &str, Tier), usize)> = Vec::new();
    let mut edited: BTreeMap<&str, &Coefficient> = BTreeMap::new();
    let mut seen: Vec<&str> = Vec::new();
    for arg in used {
        let Some(c) = study.coefficient(&arg.id) else {
            continue;
        };
        if seen.contains(&c.id.as_str()) {
            continue;
        }
        seen.push(&c.id);
        let group = (c.source.as_str(), c.locator.as_str(), c.tier);
        match groups.iter_mut().find(|(g, _)| *g == group) {
            Some((_, count)) => *count += 1,
            None => groups.push((group, 1)),
        }
        if c.is_edited(&study.coefficient_set) {
            edited.insert(&c.id, c);
        }
    }
    if groups.is_empty() {
        return None;
    }
    let mut said: Vec<Words> = groups
        .into_iter()
        .map(|((id, place, tier), count)| {
            Words::new("working.coefficient_group")
                .with("source", Value::List(vec![source(study, id)]))
                .with("place", Value::List(vec![locator(place)]))
                .with("count", Value::Count(count))
                .with("tier", Value::Text(format!("{tier:?}")))
        })
        .collect();
    if edited.is_empty() {
        said.push(Words::new("working.all_preset"));
    }
    said.extend(edited.values().map(|c| {
        Words::new("working.edited")
            .with("name", Value::Name(format!("coefficient.{}", c.id)))
            .with("value", Value::Entered(c.value))
            .with(
                "preset",
                c.preset_in(&study.coefficient_set)
                    .map_or_else(|| Value::Text("—".into()), Value::Entered),
            )
    }));
    Some((Words::new("working.coefficient_source"), said))
}

/// Where the inputs are from.
pub(super) fn data<'a>(
    study: &Study,
    inputs: impl Iterator<Item = &'a InputColumn>,
    key: &RowKey,
) -> Option<Fact> {
    let mut ids: Vec<&str> = Vec::new();
    for input in inputs {
        let is_typed = study.is_typed(&input.indicator, key);
        let id = input.source.as_deref().filter(|_| !is_typed);
        let id = id.unwrap_or("user");
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    if ids.is_empty() {
        return None;
    }
    let sources = ids.into_iter().map(|id| source(study, id)).collect();
    let text = Words::new("working.data_text")
        .with("sources", Value::List(sources))
        .with("year", Value::Year(key.year));
    Some((Words::new("working.data_source"), vec![text]))
}
