//! Zones of the carbon balance.

use serde::{Deserialize, Serialize};

use super::change::{BalanceChange, change};
use super::read::{Column, mass};
use super::{Found, ZonesError, ZonesResult, ZonesStep, printed, step};
use crate::core::account::Account;
use crate::core::balance::{
    BalanceError, BalanceInput, CarbonBalance, ConstantFactor, Level, Levels, PairRule,
    carbon_balance, constant_factor, levels, zone_of,
};
use crate::core::problem::{Arg, Place, Problem, Report};
use crate::core::study::{Study, Zoning, ZoningInputs};
use crate::core::supply::nearest_limit;
use crate::core::units::Unit;

/// The balance of one year.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct YearBalance {
    /// Year.
    pub year: i32,
    /// Balance, intensities and contributions.
    pub balance: CarbonBalance,
    /// Levels of this year by the borders between the levels of the mean, so that years compare.
    pub levels: Vec<(Level, Level)>,
    /// Zones those levels make.
    pub zones: Vec<Option<String>>,
    /// Printed ecological contribution.
    pub printed_sec: Vec<Option<f64>>,
    /// Printed emission intensity.
    pub printed_emission_intensity: Vec<Option<f64>>,
    /// Printed uptake intensity.
    pub printed_uptake_intensity: Vec<Option<f64>>,
    /// A constant factor between printed and computed ecological contribution.
    pub constant_factor: Option<ConstantFactor>,
}

/// Carbon balance and the levels behind the zones.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct BalanceZones {
    /// Unit of emission and uptake: 10⁴ t of carbon, of CO2, or of what is not said.
    pub unit: Unit,
    /// Unit of areas, 10⁴ hm², so that intensities are in t/hm².
    pub area_unit: Unit,
    /// Unit of GDP.
    pub gdp_unit: Unit,
    /// The years used.
    pub years: Vec<YearBalance>,
    /// Mean economic contribution of the years.
    pub mean_eec: Vec<f64>,
    /// Mean ecological contribution of the years.
    pub mean_sec: Vec<f64>,
    /// Levels of the mean economic contribution.
    pub eec: Levels,
    /// Levels of the mean ecological contribution.
    pub sec: Levels,
    /// Printed levels of the two.
    pub printed_levels: Vec<Option<(Level, Level)>>,
    /// The rule table used.
    pub rules: Vec<PairRule>,
    /// First against last year.
    pub change: Option<BalanceChange>,
}

impl Columns<'_> {
    /// What a year lacks first, as a reason to leave it out.
    fn gap(&self, study: &Study, year: i32) -> Option<Problem> {
        // A printed contribution is not used beside a GDP.
        let eec = self.eec.as_ref().filter(|_| self.gdp.is_none());
        let others = [self.area.as_ref(), self.gdp.as_ref(), eec];
        let mut all = [&self.emission, &self.uptake]
            .into_iter()
            .chain(others.into_iter().flatten());
        let missing = all.find_map(|column| column.in_year(study, year).err())?;
        Some(Problem::new("zones.year_left_out").at(missing.problem().place))
    }
}

struct Columns<'a> {
    emission: Column<'a>,
    uptake: Column<'a>,
    area: Option<Column<'a>>,
    gdp: Option<Column<'a>>,
    eec: Option<Column<'a>>,
}

pub(super) fn compute(
    study: &Study,
    zoning: &Zoning,
    account: Option<&Account>,
) -> Result<ZonesStep, ZonesError> {
    let columns = columns(study, zoning, account)?;
    let chosen = &study.choices.zones;
    let mut left_out = Vec::new();
    let years = if chosen.years.is_empty() {
        // Years that have everything; where none has, the first gap is told.
        let all = columns.emission.years();
        let gap = |year: &i32| columns.gap(study, *year);
        let (whole, gaps): (Vec<i32>, Vec<i32>) = all.iter().partition(|y| gap(y).is_none());
        if whole.is_empty() {
            all
        } else {
            left_out = gaps.iter().filter_map(gap).collect();
            whole
        }
    } else {
        let mut years = chosen.years.clone();
        years.sort_unstable();
        years.dedup();
        years
    };
    if years.is_empty() {
        return Err(ZonesError::NoYears);
    }
    let balances = years
        .iter()
        .map(|year| year_balance(study, &columns, *year))
        .collect::<Result<Vec<_>, _>>()?;
    let mean_eec = mean(&balances, |u| u.eec).ok_or(ZonesError::NoEec)?;
    let mean_sec = mean(&balances, |u| Some(u.sec)).ok_or(ZonesError::NoEec)?;
    let told = |error| ZonesError::Balance {
        year: None,
        region: None,
        error,
    };
    let eec = levels("eec", &mean_eec, chosen.levels, &chosen.eec_limits).map_err(told)?;
    let sec = levels("sec", &mean_sec, chosen.levels, &chosen.sec_limits).map_err(told)?;
    let rules = chosen.rules.as_ref().unwrap_or(&zoning.rules).clone();
    let zone = |e: Level, s: Level| zone_of(&rules, e, s).map(str::to_owned);
    let found = mean_eec
        .iter()
        .zip(&mean_sec)
        .enumerate()
        .map(|(i, (e, s))| {
            let near = |index: &str, levels: &Levels, value: f64| {
                let nearest = nearest_limit(&levels.borders, value)?;
                Some((index.to_owned(), nearest))
            };
            let nearest = [near("eec", &eec, *e), near("sec", &sec, *s)];
            Found {
                zone: zone(eec.levels[i], sec.levels[i]),
                nearest: nearest.into_iter().flatten().collect(),
            }
        });
    let found: Vec<Found> = found.collect();
    let of_years: Vec<YearBalance> = years
        .iter()
        .zip(balances)
        .map(|(year, balance)| {
            let levels: Vec<(Level, Level)> = balance
                .units
                .iter()
                .map(|u| (eec.level_of(u.eec.unwrap_or_default()), sec.level_of(u.sec)))
                .collect();
            let zones = levels.iter().map(|(e, s)| zone(*e, *s)).collect();
            with_printed(study, zoning, *year, balance, levels, zones)
        })
        .collect();
    let unnamed = found.iter().filter(|f| f.zone.is_none()).count();
    let mut notes = notes(&of_years);
    notes.splice(0..0, left_out);
    if unnamed > 0 {
        notes.push(Problem::new("zones.unnamed").with("n", Arg::Count(unnamed)));
    }
    let paper = zoning.published.as_ref();
    let regions = study.regions.iter();
    let result = BalanceZones {
        unit: columns.emission.unit.clone(),
        area_unit: parsed(AREA_UNIT)?,
        gdp_unit: parsed(GDP_UNIT)?,
        change: change(&of_years),
        years: of_years,
        mean_eec,
        mean_sec,
        eec,
        sec,
        printed_levels: regions
            .map(|r| paper.and_then(|p| p.levels.get(&r.code)).copied())
            .collect(),
        rules,
    };
    let result = ZonesResult::Balance(Box::new(result));
    Ok(step(study, zoning, years, found, result, notes))
}

/// With emissions in 10⁴ t, intensities come out in t/hm².
const AREA_UNIT: &str = "10kha";
const GDP_UNIT: &str = "100MCNY";

fn parsed(code: &str) -> Result<Unit, ZonesError> {
    Unit::parse(code).map_err(|error| ZonesError::Unit {
        column: code.to_owned(),
        error,
    })
}

fn columns<'a>(
    study: &'a Study,
    zoning: &'a Zoning,
    account: Option<&'a Account>,
) -> Result<Columns<'a>, ZonesError> {
    let ZoningInputs::Balance {
        emission,
        uptake,
        area,
        gdp,
        eec,
    } = &zoning.inputs
    else {
        return Err(ZonesError::None);
    };
    let from_account = |name: &'a str, is_source: bool| {
        let account = account.ok_or(ZonesError::NoAccount)?;
        let values = if is_source {
            &account.source
        } else {
            &account.sink
        };
        let keyed = account.keys.iter().zip(values);
        let keyed = keyed.filter_map(|(key, v)| Some(((&*key.region, key.year), (*v)?)));
        Ok(Column::from_values(name, account.unit.clone(), keyed))
    };
    let emission = match emission {
        Some(indicator) => Column::of(study, indicator),
        None => from_account("source", true),
    }?;
    let uptake = match uptake {
        Some(indicator) => Column::of(study, indicator),
        None => from_account("sink", false),
    }?;
    let unit = mass(
        emission.name,
        &emission.unit,
        emission.unit.dimension(),
        ["10ktC", "10ktCO2", "10kt"],
    )?;
    let other = |indicator: &'a Option<String>, unit: &str| match indicator {
        None => Ok(None),
        Some(indicator) => Column::of(study, indicator)?.to(&parsed(unit)?).map(Some),
    };
    Ok(Columns {
        emission: emission.to(&unit)?,
        uptake: uptake.to(&unit)?,
        area: other(area, AREA_UNIT)?,
        gdp: other(gdp, GDP_UNIT)?,
        eec: other(eec, "1")?,
    })
}

fn year_balance(
    study: &Study,
    columns: &Columns<'_>,
    year: i32,
) -> Result<CarbonBalance, ZonesError> {
    let values = |column: &Option<Column<'_>>| match column {
        None => Ok(None),
        Some(column) => column.in_year(study, year).map(Some),
    };
    let (emission, uptake) = (
        columns.emission.in_year(study, year)?,
        columns.uptake.in_year(study, year)?,
    );
    let (area, gdp) = (values(&columns.area)?, values(&columns.gdp)?);
    let eec = match gdp {
        Some(_) => None,
        None => values(&columns.eec)?,
    };
    let input = BalanceInput {
        emission: &emission,
        uptake: &uptake,
        area: area.as_deref(),
        gdp: gdp.as_deref(),
        eec: eec.as_deref(),
    };
    carbon_balance(&input).map_err(|error| {
        let unit = match &error {
            BalanceError::Column(error) => error.unit(),
            _ => None,
        };
        let region = unit.and_then(|unit| study.regions.get(unit));
        ZonesError::Balance {
            year: Some(year),
            region: region.map(|r| r.code.clone()),
            error,
        }
    })
}

/// Mean of the years of each unit; none where a year has none.
fn mean(
    years: &[CarbonBalance],
    of: impl Fn(&crate::core::balance::UnitBalance) -> Option<f64>,
) -> Option<Vec<f64>> {
    let units = years.first()?.units.len();
    let count = years.len() as f64;
    (0..units)
        .map(|i| {
            // Each divided first: the sum of two large numbers may not be one.
            years
                .iter()
                .map(|year| Some(of(year.units.get(i)?)? / count))
                .sum()
        })
        .collect()
}

fn with_printed(
    study: &Study,
    zoning: &Zoning,
    year: i32,
    balance: CarbonBalance,
    levels: Vec<(Level, Level)>,
    zones: Vec<Option<String>>,
) -> YearBalance {
    let printed = |name: &str| printed(study, zoning, year, name);
    let printed_sec = printed("sec");
    let decimals = zoning.published.as_ref().map_or(0, |p| p.decimals);
    let whole: Option<Vec<f64>> = printed_sec.iter().copied().collect();
    let computed: Vec<f64> = balance.units.iter().map(|u| u.sec).collect();
    YearBalance {
        year,
        constant_factor: whole.and_then(|p| constant_factor(&computed, &p, decimals)),
        printed_emission_intensity: printed("emission_intensity"),
        printed_uptake_intensity: printed("uptake_intensity"),
        printed_sec,
        balance,
        levels,
        zones,
    }
}

fn notes(years: &[YearBalance]) -> Vec<Problem> {
    let mut notes = Vec::new();
    for of in years {
        let at = Place {
            column: Some("eec".to_owned()),
            ..Place::default()
        };
        if let (true, Some(sum)) = (of.balance.eec_given, of.balance.eec_identity) {
            let note = Problem::new("zones.eec_given")
                .with("year", Arg::Year(of.year))
                .with("sum", Arg::Number(sum));
            notes.push(note.at(at));
        }
        if let Some(found) = &of.constant_factor {
            notes.push(
                Problem::new("zones.constant_factor")
                    .with("year", Arg::Year(of.year))
                    .with("n", Arg::Count(found.units.len()))
                    .with("factor", Arg::Number(found.factor)),
            );
        }
    }
    if years.iter().any(|y| y.balance.area.is_none()) {
        notes.push(Problem::new("zones.no_area"));
    }
    notes
}
