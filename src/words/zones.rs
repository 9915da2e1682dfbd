//! Zones in words.

use super::{Lang, Rich, years};
use crate::core::balance::{Level, LevelRule};
use crate::core::study::ZoneClasses;
use crate::steps::zones::{ZonesResult, ZonesStep};
use crate::tr;

/// Name of a level.
#[must_use]
pub fn level(lang: Lang, level: Level) -> &'static str {
    match level {
        Level::Low => tr!(lang, "zones.levels.low"),
        Level::Middle => tr!(lang, "zones.levels.middle"),
        Level::High => tr!(lang, "zones.levels.high"),
    }
}

/// Name of a way to tell levels apart.
#[must_use]
pub fn level_rule(lang: Lang, rule: LevelRule) -> &'static str {
    match rule {
        LevelRule::NaturalBreaks => tr!(lang, "zones.method.natural"),
        LevelRule::AtOne => tr!(lang, "zones.method.one"),
        LevelRule::Median => tr!(lang, "zones.method.median"),
        LevelRule::Quantile => tr!(lang, "zones.method.quantile"),
        LevelRule::Manual => tr!(lang, "zones.method.manual"),
    }
}

/// Name of a way to make classes.
#[must_use]
pub fn class_method(lang: Lang, method: ZoneClasses) -> &'static str {
    match method {
        ZoneClasses::Published => tr!(lang, "zones.method.published"),
        ZoneClasses::NaturalBreaks => tr!(lang, "zones.method.natural_k"),
        ZoneClasses::Quantile => tr!(lang, "zones.method.quantile_k"),
        ZoneClasses::EqualInterval => tr!(lang, "zones.method.equal"),
        ZoneClasses::Manual => tr!(lang, "zones.method.manual"),
    }
}

/// Name of a zone by its id, or that there is none.
#[must_use]
pub fn zone_name(lang: Lang, step: &ZonesStep, id: Option<&str>) -> String {
    let Some(id) = id else {
        return tr!(lang, "zones.unnamed").to_owned();
    };
    let zone = step.zones.iter().find(|z| z.id == id);
    zone.map_or_else(|| id.to_owned(), |z| lang.pick(&z.name).to_owned())
}

/// Place of a zone from the least strained: A is 0.
#[must_use]
pub fn place_of(step: &ZonesStep, id: Option<&str>) -> Option<usize> {
    let at = step.zones.iter().position(|z| Some(z.id.as_str()) == id)?;
    Some(step.zones.len() - 1 - at)
}

/// Letter of a zone, `–` of none.
#[must_use]
pub fn letter(place: Option<usize>) -> String {
    let letter = place
        .and_then(|at| u8::try_from(at).ok())
        .filter(|at| *at < 26);
    letter.map_or_else(|| "–".to_owned(), |at| char::from(b'A' + at).to_string())
}

/// Years as the sentence has them.
#[must_use]
pub fn year_list(lang: Lang, step: &ZonesStep) -> String {
    years(lang, &step.years)
}

/// The answer in a sentence.
#[must_use]
pub fn lede(lang: Lang, step: &ZonesStep) -> Rich {
    match &step.result {
        ZonesResult::Balance(_) => balance(lang, step),
        ZonesResult::SupplyDemand(found) => {
            let surplus = found.supply.surplus;
            supply(lang, step, surplus)
        }
    }
}

fn balance(lang: Lang, step: &ZonesStep) -> Rich {
    let mut message = tr!(lang, "zones.lede.balance").to_owned();
    let (agree, compared) = step.agreement.unwrap_or_default();
    message += match step.agreement {
        None => tr!(lang, "zones.lede.alone"),
        Some((agree, of)) if agree == of => tr!(lang, "zones.lede.agree_all"),
        Some(_) => tr!(lang, "zones.lede.agree_some"),
    };
    let used = step.counts.iter().filter(|c| **c > 0).count();
    let values = vec![
        ("n", step.units.len().to_string()),
        ("years", year_list(lang, step)),
        ("zones", used.to_string()),
        ("agree", agree.to_string()),
        ("differ", (compared - agree).to_string()),
    ];
    (message, values)
}

fn supply(lang: Lang, step: &ZonesStep, surplus: usize) -> Rich {
    let n = step.units.len();
    let mut message = if surplus == n {
        tr!(lang, "zones.lede.supply_all")
    } else {
        tr!(lang, "zones.lede.supply_some")
    }
    .to_owned();
    let mut values = vec![("n", n.to_string()), ("surplus", surplus.to_string())];
    let tightest = step.zones.iter().zip(&step.counts).find(|(_, c)| **c > 0);
    let Some((zone, count)) = tightest else {
        message += tr!(lang, "zones.lede.alone");
        return (message, values);
    };
    values.push(("zone", lang.pick(&zone.name).to_owned()));
    values.push(("count", count.to_string()));
    let inside = step
        .units
        .iter()
        .filter(|u| u.zone.as_ref() == Some(&zone.id));
    let mut parents: Vec<(&str, usize)> = Vec::new();
    for parent in inside.filter_map(|u| u.parent.as_ref()) {
        let name = lang.pick(parent);
        match parents.iter_mut().find(|(n, _)| *n == name) {
            Some((_, count)) => *count += 1,
            None => parents.push((name, 1)),
        }
    }
    match parents.into_iter().max_by_key(|(_, count)| *count) {
        Some((parent, most)) => {
            message += tr!(lang, "zones.lede.tight");
            values.push(("most", most.to_string()));
            values.push(("parent", parent.to_owned()));
        }
        None => message += tr!(lang, "zones.lede.tight_alone"),
    }
    (message, values)
}
