//! Whether zones, their rules and their limits fit the study.

use std::collections::BTreeSet;

use super::Fault;
use super::check::year_faults;
use crate::core::balance::PairRule;
use crate::core::classify::MOST_CLASSES;
use crate::core::study::{PrintedZones, Study, Zoning, ZoningInputs};

/// Most zones, rules and rows of a merge table.
const MOST: usize = 100;

pub(super) fn zones(study: &Study, faults: &mut Vec<Fault>) {
    let chosen = &study.choices.zones;
    faults.extend(year_faults(chosen.years.iter().copied()));
    if let Some(count) = chosen.class_count.filter(|c| *c > MOST_CLASSES) {
        faults.push(Fault::TooManyZones {
            part: "choices.zones.class_count",
            count,
            limit: MOST_CLASSES,
        });
    }
    let Some(zoning) = &study.zoning else { return };
    inputs(study, zoning, faults);
    let mut ids = BTreeSet::new();
    for zone in &zoning.zones {
        if !ids.insert(zone.id.as_str()) {
            faults.push(Fault::DuplicateId {
                kind: "zone",
                id: zone.id.clone(),
            });
        }
    }
    let mut names = |part: &'static str, count: usize, named: Vec<&String>| {
        if count > MOST {
            faults.push(Fault::TooManyZones {
                part,
                count,
                limit: MOST,
            });
        }
        let unknown = named.into_iter().find(|zone| !ids.contains(zone.as_str()));
        if let Some(zone) = unknown {
            faults.push(Fault::UnknownZone { zone: zone.clone() });
        }
    };
    let of_rules = |rules: &'_ [PairRule]| -> Vec<String> {
        rules.iter().map(|rule| rule.zone.clone()).collect()
    };
    names("zoning.zones", zoning.zones.len(), Vec::new());
    let (rules, merge) = (of_rules(&zoning.rules), &zoning.merge);
    names("zoning.rules", rules.len(), rules.iter().collect());
    names("zoning.merge", merge.len(), merge.iter().collect());
    let edited = of_rules(chosen.rules.as_deref().unwrap_or_default());
    names("choices.zones.rules", edited.len(), edited.iter().collect());
    let edited = chosen.merge.as_deref().unwrap_or_default();
    names("choices.zones.merge", edited.len(), edited.iter().collect());
    if let Some(printed) = &zoning.published {
        names("zoning.published", 0, printed.zones.values().collect());
        figures(printed, faults);
    }
}

fn inputs(study: &Study, zoning: &Zoning, faults: &mut Vec<Fault>) {
    let columns = zoning.inputs.indicators().into_iter();
    let unknown = columns.filter(|indicator| study.column(indicator).is_none());
    faults.extend(unknown.map(|indicator| Fault::ZoneInput {
        name: indicator.to_owned(),
    }));
    if let ZoningInputs::SupplyDemand {
        per_head: Some(id), ..
    } = &zoning.inputs
        && study.coefficient(id).is_none()
    {
        faults.push(Fault::ZoneInput { name: id.clone() });
    }
}

fn figures(printed: &PrintedZones, faults: &mut Vec<Fault>) {
    ascending("zoning.published.breaks", &printed.breaks, faults);
    ascending(
        "zoning.published.share_breaks",
        &printed.share_breaks,
        faults,
    );
    faults.extend(year_faults(printed.indices.iter().map(|i| i.year)));
    let of_classes = printed.classes.iter().flat_map(|c| [c.storage, c.share]);
    let of_units = printed.indices.iter().flat_map(|i| i.values.values());
    let mut all = of_classes.chain(of_units.copied());
    if all.any(|value| !value.is_finite()) {
        faults.push(Fault::NotFinite {
            column: "zoning.published".to_owned(),
            year: None,
        });
    }
}

fn ascending(part: &'static str, limits: &[f64], faults: &mut Vec<Fault>) {
    if limits.len() > MOST_CLASSES {
        faults.push(Fault::TooManyZones {
            part,
            count: limits.len(),
            limit: MOST_CLASSES,
        });
    }
    let wrong = |i: &usize| !limits[*i].is_finite() || (*i > 0 && limits[*i] <= limits[*i - 1]);
    if let Some(index) = (0..limits.len()).find(wrong) {
        faults.push(Fault::ZoneLimits { part, index });
    }
}
