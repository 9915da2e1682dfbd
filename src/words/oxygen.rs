//! Carbon and oxygen in words.

use super::{Lang, Rich, fill};
use crate::core::carbon_oxygen::{Element, RatioStatus, Room};
use crate::core::number::{fixed, significant};
use crate::core::problem::Problem;
use crate::core::study::Region;
use crate::steps::carbon_oxygen::{CarbonOxygenStep, SetContrast};
use crate::tr;

/// Symbol of a ratio.
#[must_use]
pub const fn symbol(element: Element) -> &'static str {
    match element {
        Element::Carbon => "K_C",
        Element::Oxygen => "K_O",
    }
}

/// Name of a ratio with its symbol.
#[must_use]
pub fn ratio(lang: Lang, element: Element) -> &'static str {
    match element {
        Element::Carbon => tr!(lang, "oxygen.ratio.carbon"),
        Element::Oxygen => tr!(lang, "oxygen.ratio.oxygen"),
    }
}

/// Name of what people do.
#[must_use]
pub fn human(lang: Lang, element: Element) -> &'static str {
    match element {
        Element::Carbon => tr!(lang, "oxygen.amount.released"),
        Element::Oxygen => tr!(lang, "oxygen.amount.consumed"),
    }
}

/// Name of what land does.
#[must_use]
pub fn land(lang: Lang, element: Element) -> &'static str {
    match element {
        Element::Carbon => tr!(lang, "oxygen.amount.fixed"),
        Element::Oxygen => tr!(lang, "oxygen.amount.freed"),
    }
}

/// Why there is no ratio; none where there is one.
#[must_use]
pub fn status(lang: Lang, element: Element, status: RatioStatus) -> Option<String> {
    let message = match status {
        RatioStatus::Known => return None,
        RatioStatus::HumanMissing => tr!(lang, "oxygen.status.human_missing"),
        RatioStatus::LandMissing => tr!(lang, "oxygen.status.land_missing"),
        RatioStatus::BothMissing => tr!(lang, "oxygen.status.both_missing"),
        RatioStatus::LandZero => tr!(lang, "oxygen.status.land_zero"),
        RatioStatus::LandNegative => tr!(lang, "oxygen.status.land_negative"),
        RatioStatus::TooLarge => tr!(lang, "oxygen.status.too_large"),
    };
    let names = [
        ("human", human(lang, element)),
        ("land", land(lang, element)),
    ];
    Some(fill(message, &names))
}

/// Whether a region has room for its land.
#[must_use]
pub fn room(lang: Lang, room: Room) -> &'static str {
    match room {
        Room::NotNeeded => tr!(lang, "oxygen.room.not_needed"),
        Room::Unknown => tr!(lang, "oxygen.room.unknown"),
        Room::Enough => tr!(lang, "oxygen.room.enough"),
        Room::NotEnough => tr!(lang, "oxygen.room.not_enough"),
        Room::LargerThanRegion => tr!(lang, "oxygen.room.larger"),
    }
}

/// Name of a coefficient set.
#[must_use]
pub fn set_name(lang: Lang, set: &str) -> String {
    lang.name(&format!("data.set.{set}"))
}

/// Which coefficients are in use.
#[must_use]
pub fn in_use(lang: Lang, step: &CarbonOxygenStep) -> String {
    let set = set_name(lang, &step.set);
    if step.is_edited {
        tr!(lang, "oxygen.set.edited", set = set)
    } else {
        tr!(lang, "oxygen.set.use", set = set)
    }
}

/// Names of units by their positions.
#[must_use]
pub fn unit_names(lang: Lang, step: &CarbonOxygenStep, units: &[usize]) -> String {
    let names = units.iter().filter_map(|i| step.units.get(*i));
    let names: Vec<&str> = names.map(|u| lang.pick(&u.name)).collect();
    names.join(tr!(lang, "oxygen.table.comma"))
}

/// A problem that names its region instead of telling the code.
#[must_use]
pub fn with_name(lang: Lang, regions: &[Region], problem: &Problem) -> Problem {
    let mut problem = problem.clone();
    if let Some(code) = &mut problem.place.region
        && let Some(region) = regions.iter().find(|r| r.code == *code)
    {
        lang.pick(&region.name).clone_into(code);
    }
    problem
}

/// How many times a ratio of one set is that of another.
#[must_use]
pub fn contrast(lang: Lang, step: &CarbonOxygenStep, of: &SetContrast) -> Option<Rich> {
    let (least, most) = (of.least.as_ref()?, of.greatest.as_ref()?);
    let name = |unit: usize| Some(lang.pick(&step.units.get(unit)?.name).to_owned());
    let values = vec![
        ("first", set_name(lang, &of.first)),
        ("second", set_name(lang, &of.second)),
        ("times", times(of.median?)),
        ("least", name(least.unit)?),
        ("least_times", times(least.factor)),
        ("most", name(most.unit)?),
        ("most_times", times(most.factor)),
    ];
    Some((tr!(lang, "oxygen.sets.contrast").to_owned(), values))
}

/// How many times, with a decimal while it says anything.
#[must_use]
pub fn times(factor: f64) -> String {
    if factor < 1.0 {
        significant(factor, 2)
    } else {
        fixed(factor, 1)
    }
}

/// The answer in a sentence; `at` is the position of the year.
#[must_use]
pub fn lede(lang: Lang, step: &CarbonOxygenStep, at: Option<usize>) -> Rich {
    let year = at.and_then(|at| step.years.get(at));
    let known = |element: Element| -> Vec<(usize, f64)> {
        let units = step.units.iter().enumerate();
        let value =
            |unit: &crate::steps::carbon_oxygen::UnitRatios| unit.years.get(at?)?.of(element).value;
        units.filter_map(|(i, u)| Some((i, value(u)?))).collect()
    };
    let (carbon, oxygen) = (known(Element::Carbon), known(Element::Oxygen));
    let most = carbon.iter().max_by(|a, b| a.1.total_cmp(&b.1));
    let most = most.and_then(|(unit, k)| Some((step.units.get(*unit)?, *k)));
    let (Some(year), Some((unit, k))) = (year, most) else {
        return (tr!(lang, "oxygen.lede.none").to_owned(), Vec::new());
    };
    let above = |of: &[(usize, f64)]| of.iter().filter(|(_, k)| *k > 1.0).count().to_string();
    let mut message = if carbon.len() == oxygen.len() {
        tr!(lang, "oxygen.lede.same")
    } else {
        tr!(lang, "oxygen.lede.apart")
    }
    .to_owned();
    message += tr!(lang, "oxygen.lede.most");
    message += tr!(lang, "oxygen.lede.end");
    let mut values = vec![
        ("year", year.to_string()),
        ("n", carbon.len().to_string()),
        ("m", oxygen.len().to_string()),
        ("c", above(&carbon)),
        ("o", above(&oxygen)),
        ("name", lang.pick(&unit.name).to_owned()),
        ("k", fixed(k, 2)),
    ];
    let contrasts = step.sets.iter().flat_map(|s| &s.contrasts);
    if let Some((told, more)) = contrasts.into_iter().find_map(|c| contrast(lang, step, c)) {
        message += &told;
        values.extend(more);
    }
    (message, values)
}
