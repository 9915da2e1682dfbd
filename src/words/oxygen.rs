//! Carbon and oxygen in words.

use super::{Lang, Rich, fill};
use crate::core::carbon_oxygen::{Element, RatioStatus, Room};
use crate::core::number::{self, fixed, significant};
use crate::core::problem::Problem;
use crate::core::study::Region;
use crate::steps::carbon_oxygen::{CarbonOxygenStep, SetContrast, UnitRatios};
use crate::tr;

/// A share nearer than this to a third is one.
const NEAR: f64 = 1e-9;

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

/// How many times a ratio with one set is that with another.
#[must_use]
pub fn contrast(
    lang: Lang,
    step: &CarbonOxygenStep,
    element: Element,
    of: &SetContrast,
) -> Option<Rich> {
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
    let message = match element {
        Element::Carbon => tr!(lang, "oxygen.sets.contrast"),
        Element::Oxygen => tr!(lang, "oxygen.sets.contrast_oxygen"),
    };
    Some((message.to_owned(), values))
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

/// What the page asks, of one of the ratios.
#[must_use]
pub fn question(lang: Lang, element: Element) -> &'static str {
    match element {
        Element::Carbon => tr!(lang, "oxygen.question"),
        Element::Oxygen => tr!(lang, "oxygen.question_oxygen"),
    }
}

/// The answer in a sentence, one of the ratios first; `at` is the position of the year.
#[must_use]
pub fn lede(lang: Lang, step: &CarbonOxygenStep, at: Option<usize>, element: Element) -> Rich {
    let year = at.and_then(|at| step.years.get(at));
    let known = |element: Element| -> Vec<(usize, f64)> {
        let units = step.units.iter().enumerate();
        let value = |unit: &UnitRatios| unit.years.get(at?)?.of(element).value;
        units.filter_map(|(i, u)| Some((i, value(u)?))).collect()
    };
    let (carbon, oxygen) = (known(Element::Carbon), known(Element::Oxygen));
    let of_element = match element {
        Element::Carbon => &carbon,
        Element::Oxygen => &oxygen,
    };
    let most = of_element.iter().max_by(|a, b| a.1.total_cmp(&b.1));
    let most = most.and_then(|(unit, k)| Some((step.units.get(*unit)?, *k)));
    let (Some(year), Some((unit, k))) = (year, most) else {
        return (tr!(lang, "oxygen.lede.none").to_owned(), Vec::new());
    };
    let above = |of: &[(usize, f64)]| of.iter().filter(|(_, k)| *k > 1.0).count().to_string();
    let is_same = carbon.len() == oxygen.len();
    let mut message = match (element, is_same) {
        (Element::Carbon, true) => tr!(lang, "oxygen.lede.same"),
        (Element::Carbon, false) => tr!(lang, "oxygen.lede.apart"),
        (Element::Oxygen, true) => tr!(lang, "oxygen.lede.same_oxygen"),
        (Element::Oxygen, false) => tr!(lang, "oxygen.lede.apart_oxygen"),
    }
    .to_owned();
    message += match element {
        Element::Carbon => tr!(lang, "oxygen.lede.most"),
        Element::Oxygen => tr!(lang, "oxygen.lede.most_oxygen"),
    };
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
    let mut contrasts = step.sets.iter().flat_map(|s| s.of(element));
    if let Some((told, more)) = contrasts.find_map(|c| contrast(lang, step, element, c)) {
        message += &told;
        values.extend(more);
    }
    (message, values)
}

/// A share as it is written everywhere, a third as such.
///
/// ```
/// use tanheng::words::oxygen::{read_share, share};
/// assert_eq!([1.0 / 3.0, 0.4, 0.142857].map(share), ["1/3", "0.400", "0.142857"]);
/// assert_eq!(["1/3", "２／５", "0.4", "1/0"].map(read_share), [Some(1.0 / 3.0), Some(0.4), Some(0.4), None]);
/// ```
#[must_use]
pub fn share(value: f64) -> String {
    if (value - 1.0 / 3.0).abs() < NEAR {
        return "1/3".to_owned();
    }
    // Three decimals where they are all of it.
    let is_short = (value * 1e3 - (value * 1e3).round()).abs() < 1e-6;
    if is_short {
        fixed(value, 3)
    } else {
        significant(value, 6)
    }
}

/// A share as a person types it: 0.4, 2/5 or ２／５.
#[must_use]
pub fn read_share(text: &str) -> Option<f64> {
    let Some((above, below)) = text.split_once(['/', '／']) else {
        return number::parse(text.trim());
    };
    let (above, below) = (number::parse(above.trim())?, number::parse(below.trim())?);
    let share = above / below;
    share.is_finite().then_some(share)
}
