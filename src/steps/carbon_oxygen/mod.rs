//! Study → carbon–oxygen balance: ratios by unit and year, both beside print and between coefficient sets; and, apart from
//! them because it forecasts, the ecological land a balance asks for.

mod amounts;
mod columns;
mod error;
mod land;
mod ledger;
mod nation;
mod need;
mod printed;
mod sets;

pub use amounts::Ahead;
pub use columns::{ColumnAhead, lacking};
pub use error::CarbonOxygenError;
pub use land::{ClassUsed, UnitStandard};
pub use nation::{NationNeed, PooledNeed};
pub use need::{ElementNeed, LandNeeded, UnitNeed, land_needed};
pub use printed::{GapBeside, Own, PrintedBeside, RatioBeside, SumBeside, Summed};
pub use sets::{SetContrast, SetRatios, SetsBeside, UnitFactor};

use serde::{Deserialize, Serialize};

use crate::core::account::{Account, LINE_LEFT_OUT};
use crate::core::carbon_oxygen::{Amounts, Element, Totals, UnitBalance, balances, totals};
use crate::core::problem::{Arg, Place, Problem};
use crate::core::study::{Side, Study, Text};
use crate::core::units::Unit;

use ledger::Ledgers;

/// Unit of the oxygen ledger.
pub const OXYGEN_UNIT: &str = "10ktO2";

/// A unit with its two ratios in each year of the step.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct UnitRatios {
    /// Region code.
    pub region: String,
    /// Name.
    pub name: Text,
    /// Name of the region it is a part of.
    pub parent: Option<Text>,
    /// Ratios with their two sides, one a year of the step.
    pub years: Vec<UnitBalance>,
}

/// All units together in a year.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct YearTotals {
    /// Year.
    pub year: i32,
    /// Sums and ratios over the units of which all is known; `counted` and `left_out` are positions in the units.
    pub totals: Totals,
}

/// A line of one of the two ledgers, summed over the units counted in each year.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LineSums {
    /// Which ledger.
    pub element: Element,
    /// Side of the balance: sources are what people do, sinks what land does.
    pub side: Side,
    /// Line id; its name is `line.<id>`.
    pub id: String,
    /// One sum a year of the step; none in years without a unit counted.
    pub values: Vec<Option<f64>>,
}

/// Everything the step shows but the land.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CarbonOxygenStep {
    /// Unit of carbon.
    pub unit: Unit,
    /// Unit of oxygen.
    pub oxygen_unit: Unit,
    /// Coefficient set in use.
    pub set: String,
    /// Whether a coefficient of it was changed.
    pub is_edited: bool,
    /// Every year with a row, in order.
    pub years: Vec<i32>,
    /// Years in which at least one unit has both ratios' sides.
    pub complete: Vec<i32>,
    /// Year the sets are compared in and land is taken of: the one chosen, else the last with as many complete units as any.
    pub base_year: Option<i32>,
    /// Units in the order of the study.
    pub units: Vec<UnitRatios>,
    /// All units together, one a year.
    pub nation: Vec<YearTotals>,
    /// What the sums are made of.
    pub lines: Vec<LineSums>,
    /// The same with each coefficient set; none without a base year.
    pub sets: Option<SetsBeside>,
    /// What a paper printed, beside it.
    pub printed: Option<PrintedBeside>,
    /// What is missing.
    pub notes: Vec<Problem>,
}

impl CarbonOxygenStep {
    /// Position of a year.
    #[must_use]
    pub fn at(&self, year: i32) -> Option<usize> {
        self.years.iter().position(|y| *y == year)
    }
}

/// The ledger of oxygen: consumption and release by region and year. None for a study without one.
///
/// # Errors
/// [`CarbonOxygenError`] when a line does not come out as oxygen or names a coefficient the study lacks.
pub fn oxygen_account(study: &Study) -> Result<Option<Account>, CarbonOxygenError> {
    let own = study.carbon_oxygen.as_deref();
    own.map(|own| ledger::oxygen(study, own)).transpose()
}

/// Ratios of a study in all its years. `account` is the carbon ledger.
///
/// # Errors
/// [`CarbonOxygenError`] when the study has no oxygen ledger or a ledger cannot be computed. Gaps are no error: they are in
/// the status of each ratio.
///
/// ```
/// use tanheng::steps::{account, carbon_oxygen};
/// let study = tanheng::exchange::cases::find("china").expect("the case ships with the program");
/// let step = carbon_oxygen::compute(&study, &account::chosen(&study)?)?;
/// assert_eq!((step.complete.first(), step.complete.last()), (Some(&2010), Some(&2017)));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn compute(study: &Study, account: &Account) -> Result<CarbonOxygenStep, CarbonOxygenError> {
    let own = study
        .carbon_oxygen
        .as_deref()
        .ok_or(CarbonOxygenError::None)?;
    let oxygen = ledger::oxygen(study, own)?;
    let both = Ledgers {
        carbon: account,
        oxygen: &oxygen,
    };
    let years = both.years();
    let by_year = both.amounts(study, &years);
    let mut units: Vec<UnitRatios> = study
        .regions
        .iter()
        .map(|region| UnitRatios {
            region: region.code.clone(),
            name: region.name.clone(),
            parent: region.parent.clone(),
            years: Vec::with_capacity(years.len()),
        })
        .collect();
    let mut nation = Vec::with_capacity(years.len());
    for (&year, amounts) in years.iter().zip(&by_year) {
        let placed = |error| CarbonOxygenError::balance(study, Some(year), error);
        let found = balances(amounts).map_err(placed)?;
        for (unit, balance) in units.iter_mut().zip(found) {
            unit.years.push(balance);
        }
        let totals = totals(amounts).map_err(placed)?;
        nation.push(YearTotals { year, totals });
    }
    let is_complete = |y: &&YearTotals| !y.totals.counted.is_empty();
    let complete: Vec<i32> = nation.iter().filter(is_complete).map(|y| y.year).collect();
    let base_year = study.choices.carbon_oxygen.base_year.or(fullest(&nation));
    let mut step = CarbonOxygenStep {
        unit: account.unit.clone(),
        oxygen_unit: oxygen.unit.clone(),
        set: study.coefficient_set.clone(),
        is_edited: study
            .coefficients
            .iter()
            .any(|c| c.is_edited(&study.coefficient_set)),
        lines: both.lines(study, &years, &nation),
        notes: notes(study, account, &years, &by_year),
        years,
        complete,
        base_year,
        units,
        nation,
        sets: None,
        printed: None,
    };
    step.sets = sets::beside(study, own, &step)?;
    step.printed = printed::beside(own, &step);
    Ok(step)
}

/// The last year in which as many units are complete as in any; none where none ever is.
fn fullest(nation: &[YearTotals]) -> Option<i32> {
    let counted = |y: &YearTotals| y.totals.counted.len();
    let most = nation.iter().map(counted).max().filter(|n| *n > 0)?;
    let last = nation.iter().rev().find(|y| counted(y) == most)?;
    Some(last.year)
}

/// Units that never have a ratio, years that lack land, and land without any area.
fn notes(
    study: &Study,
    account: &Account,
    years: &[i32],
    by_year: &[Vec<Amounts>],
) -> Vec<Problem> {
    let mut notes = Vec::new();
    let ever = |unit: usize, is: fn(&Amounts) -> bool| {
        let mut all = by_year.iter().filter_map(|amounts| amounts.get(unit));
        all.any(is)
    };
    let units = || 0..study.regions.len();
    if units().all(|unit| !ever(unit, Amounts::is_complete)) {
        notes.push(Problem::new("carbon_oxygen.no_year"));
    } else {
        let never = units().filter(|unit| !ever(*unit, Amounts::is_complete));
        notes.extend(never.map(|unit| {
            let missing = missing(|is| ever(unit, is));
            Problem::new(missing).at(Place {
                region: Some(study.regions[unit].code.clone()),
                ..Place::default()
            })
        }));
    }
    let known = |amounts: &[Amounts], is: fn(&Amounts) -> bool| amounts.iter().any(is);
    let lacking = years.iter().zip(by_year).filter(|(_, amounts)| {
        known(amounts, |a| a.carbon_released.is_some())
            && !known(amounts, |a| a.carbon_fixed.is_some())
    });
    let lacking: Vec<String> = lacking.map(|(year, _)| year.to_string()).collect();
    if !lacking.is_empty() {
        let years = Arg::Text(lacking.join(", "));
        notes.push(Problem::new("carbon_oxygen.years_without_land").with("years", years));
    }
    let is_sink = |p: &&Problem| {
        let line = p.place.column.as_deref().and_then(|id| account.line(id));
        p.code == LINE_LEFT_OUT && line.is_some_and(|l| l.side == Side::Sink)
    };
    let left_out = account.problems.iter().filter(is_sink);
    notes.extend(left_out.map(|p| Problem::new("carbon_oxygen.land_left_out").at(p.place.clone())));
    notes
}

/// Which side a unit that is never complete lacks.
fn missing(ever: impl Fn(fn(&Amounts) -> bool) -> bool) -> &'static str {
    let has_human = ever(|a| a.carbon_released.is_some() && a.oxygen_consumed.is_some());
    let has_land = ever(|a| a.carbon_fixed.is_some() && a.oxygen_released.is_some());
    match (has_human, has_land) {
        (false, true) => "carbon_oxygen.never_human",
        (true, false) => "carbon_oxygen.never_land",
        _ => "carbon_oxygen.never_both",
    }
}
