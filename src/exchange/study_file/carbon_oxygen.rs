//! Whether the ledger of oxygen, ecological land and their settings fit the study.

use super::Fault;
use super::check::{terms, unique, year_faults};
use crate::core::study::{PrintedCarbonOxygen, Study};

/// What ecological land is called in a fault.
const STANDARD_LAND: &str = "standard_land";

pub(super) fn carbon_oxygen(study: &Study, faults: &mut Vec<Fault>) {
    let chosen = &study.choices.carbon_oxygen;
    let years = [
        Some(chosen.target_year),
        chosen.base_year,
        chosen.fit_from,
        chosen.fit_to,
    ];
    faults.extend(year_faults(years.into_iter().flatten()));
    if !chosen.share.is_finite() {
        faults.push(not_finite("choices.carbon_oxygen.share"));
    }
    let Some(own) = study.carbon_oxygen.as_deref() else {
        return;
    };
    unique("line", own.oxygen.iter().map(|l| &l.id), faults);
    for line in &own.oxygen {
        terms(study, line, faults);
    }
    let land = &own.standard_land;
    unique("column", land.classes.iter().map(|c| &c.area), faults);
    let mut rates = vec![&land.reference];
    for class in &land.classes {
        if study.column(&class.area).is_none() {
            faults.push(Fault::NoColumn {
                line: STANDARD_LAND.to_owned(),
                indicator: class.area.clone(),
            });
        }
        rates.push(&class.rate);
    }
    let unknown = rates
        .into_iter()
        .filter(|id| study.coefficient(id).is_none());
    faults.extend(unknown.map(|id| Fault::UnknownCoefficient {
        line: STANDARD_LAND.to_owned(),
        coefficient: id.clone(),
    }));
    if let Some(printed) = &own.published {
        figures(printed, faults);
    }
}

fn figures(printed: &PrintedCarbonOxygen, faults: &mut Vec<Fault>) {
    let gaps = printed.gaps.as_ref();
    let years = printed.ratios.iter().map(|r| r.year);
    let years = years.chain(printed.sums.iter().map(|s| s.year));
    let years = years.chain(printed.moran.iter().map(|m| m.year));
    faults.extend(year_faults(
        years.chain(gaps.into_iter().flat_map(|g| [g.base_year, g.target_year])),
    ));
    let ratios = printed.ratios.iter().flat_map(|r| [r.carbon, r.oxygen]);
    let sums = printed.sums.iter().flat_map(|s| [s.released, s.fixed]);
    let moran = printed.moran.iter().flat_map(|m| [m.value, m.p]);
    let short = gaps.into_iter().flat_map(|g| &g.rows);
    let short = short.flat_map(|(_, carbon, oxygen)| [*carbon, *oxygen]);
    let shares = gaps.map(|g| g.share).into_iter();
    let mut all = ratios.chain(sums).chain(moran).chain(short).chain(shares);
    if all.any(|value| !value.is_finite()) {
        faults.push(not_finite("carbon_oxygen.published"));
    }
}

fn not_finite(part: &str) -> Fault {
    Fault::NotFinite {
        column: part.to_owned(),
        year: None,
    }
}
