//! Classes of a ratio, the same for every year and either coefficient set, and how units of a class look.

use crate::app::components::unit_map::MapUnits;
use crate::chart::map::{Key, Look, Palette, Scale};
use crate::core::carbon_oxygen::Element;
use crate::core::number::significant;
use crate::steps::carbon_oxygen::CarbonOxygenStep;
use crate::tr;
use crate::words::Lang;

/// Upper limits of all classes but the last. Up to 1 land does as much as people.
const LIMITS: [f64; 4] = [0.5, 1.0, 2.0, 5.0];
const LETTERS: [&str; 5] = ["A", "B", "C", "D", "E"];

/// Colours: two classes up to 1, three above.
pub fn scale() -> Scale {
    Scale {
        palette: Palette::Diverging { below: 2, above: 3 },
        classes: LETTERS.len(),
        hatched: None,
    }
}

fn class_of(value: f64) -> usize {
    LIMITS.iter().filter(|limit| value > **limit).count()
}

/// How a unit with this ratio is filled.
pub fn look(value: Option<f64>) -> Look {
    value.map_or(Look::NoData, |v| Look::Class(class_of(v)))
}

/// Letter of the class.
pub fn letter(value: Option<f64>) -> &'static str {
    let class = value.map(class_of);
    class.and_then(|c| LETTERS.get(c)).copied().unwrap_or("")
}

fn label(lang: Lang, class: usize) -> String {
    let limit = |at: usize| significant(LIMITS.get(at).copied().unwrap_or_default(), 2);
    match class {
        0 => tr!(lang, "oxygen.map.range", low = "0", high = limit(0)),
        4.. => tr!(lang, "oxygen.map.above", low = limit(3)),
        _ => tr!(
            lang,
            "oxygen.map.range",
            low = limit(class - 1),
            high = limit(class)
        ),
    }
}

/// Legend: every class, and units without data where there are any. With counts when `values` are of one year.
pub fn keys(lang: Lang, values: &[Option<f64>], with_counts: bool) -> Vec<Key> {
    let count = |is: &dyn Fn(&Option<f64>) -> bool| values.iter().filter(|v| is(v)).count();
    let note = |n: usize| {
        if with_counts {
            tr!(lang, "oxygen.map.count", n = n)
        } else {
            String::new()
        }
    };
    let classes = LETTERS.iter().enumerate().map(|(class, letter)| Key {
        look: Look::Class(class),
        tag: (*letter).to_owned(),
        label: label(lang, class),
        note: note(count(&|v| v.map(class_of) == Some(class))),
    });
    let without = count(&|v| v.is_none());
    let none = (without > 0).then(|| Key {
        look: Look::NoData,
        tag: String::new(),
        label: tr!(lang, "oxygen.map.no_data").to_owned(),
        note: note(without),
    });
    classes.chain(none).collect()
}

/// Every class with its units.
pub fn finding(lang: Lang, step: &CarbonOxygenStep, values: &[Option<f64>]) -> String {
    let told = |class: usize| {
        let inside = step.units.iter().zip(values);
        let inside = inside.filter(|(_, v)| v.map(class_of) == Some(class));
        let names: Vec<&str> = inside.map(|(u, _)| lang.pick(&u.name)).collect();
        (!names.is_empty()).then(|| {
            tr!(
                lang,
                "oxygen.map.finding",
                label = label(lang, class),
                names = names.join(tr!(lang, "oxygen.table.comma"))
            )
        })
    };
    let told: Vec<String> = (0..LETTERS.len()).rev().filter_map(told).collect();
    told.join("; ")
}

/// Ratios of all units in a year.
pub fn values(step: &CarbonOxygenStep, at: Option<usize>, element: Element) -> Vec<Option<f64>> {
    let of = |years: &[crate::core::carbon_oxygen::UnitBalance]| years.get(at?)?.of(element).value;
    step.units.iter().map(|u| of(&u.years)).collect()
}

/// Codes, names and parents of the units.
pub fn units_of(step: &CarbonOxygenStep) -> MapUnits {
    let units = step.units.iter();
    MapUnits::new(units.map(|u| (u.region.clone(), u.name.clone(), u.parent.clone())))
}
