//! Balance, intensities and the two contribution coefficients of each unit.

use serde::{Deserialize, Serialize};

use super::BalanceError;
use crate::core::column::{self, ColumnError};

/// What the balance is computed from, one value a unit. What is not known is left out as a whole.
#[derive(Debug, Clone, Copy)]
pub struct BalanceInput<'a> {
    /// Carbon emission `E`.
    pub emission: &'a [f64],
    /// Carbon uptake `A`, positive, in the same unit.
    pub uptake: &'a [f64],
    /// Area.
    pub area: Option<&'a [f64]>,
    /// GDP `G`.
    pub gdp: Option<&'a [f64]>,
    /// Economic contribution as printed, where there is no GDP to compute it from.
    pub eec: Option<&'a [f64]>,
}

/// One unit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct UnitBalance {
    /// Emission.
    pub emission: f64,
    /// Uptake.
    pub uptake: f64,
    /// `B = E − A`.
    pub balance: f64,
    /// Emission per area.
    pub emission_intensity: Option<f64>,
    /// Uptake per area.
    pub uptake_intensity: Option<f64>,
    /// `E_i / E`.
    pub emission_share: f64,
    /// `A_i / A`.
    pub uptake_share: f64,
    /// `G_i / G`; where the economic contribution was given, the share it implies.
    pub gdp_share: Option<f64>,
    /// Economic contribution coefficient (碳排放经济贡献率).
    pub eec: Option<f64>,
    /// Ecological contribution coefficient (碳吸收生态贡献率).
    pub sec: f64,
}

/// Units beside one another.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CarbonBalance {
    /// The units in the order given.
    pub units: Vec<UnitBalance>,
    /// Emission of all.
    pub emission: f64,
    /// Uptake of all.
    pub uptake: f64,
    /// Emission less uptake of all.
    pub balance: f64,
    /// Area of all.
    pub area: Option<f64>,
    /// Emission of all per area of all.
    pub emission_intensity: Option<f64>,
    /// Uptake of all per area of all.
    pub uptake_intensity: Option<f64>,
    /// GDP of all.
    pub gdp: Option<f64>,
    /// Whether the economic contribution was given and not computed.
    pub eec_given: bool,
    /// `Σ (E_i/E)·SEC_i`: 1 but for rounding.
    pub sec_identity: f64,
    /// `Σ (E_i/E)/EEC_i`, the sum of the GDP shares: 1 but for rounding where the coefficient is computed, and what printed ones
    /// are checked by.
    pub eec_identity: Option<f64>,
}

/// Carbon balance of units (碳平衡) with their economic (EEC) and ecological (SEC) contribution coefficients.
///
/// # Formula
/// ```text
/// B_i   = E_i − A_i
/// EEC_i = (E_i/E) / (G_i/G)          above 1: a larger share of emission than of GDP
/// SEC_i = (A_i/A) / (E_i/E)          above 1: a larger share of uptake than of emission
/// Σ (E_i/E)·SEC_i = 1,  Σ (E_i/E)/EEC_i = 1
/// ```
///
/// # Units
/// Emission and uptake in one unit; area and GDP in any. The coefficients are pure numbers.
///
/// # Errors
/// [`BalanceError`] names the column and the unit: no number, negative, or 0 where it divides. GDP is taken where both it and
/// coefficients are given.
///
/// # Source
/// Guiyang paper, equations 1, 6 and 7.
///
/// # Examples
/// Two units of the same GDP, three quarters of the emission and half of the uptake in the first:
/// ```
/// use tanheng::core::balance::{BalanceInput, carbon_balance};
/// let balance = carbon_balance(&BalanceInput {
///     emission: &[75.0, 25.0],
///     uptake: &[10.0, 10.0],
///     area: None,
///     gdp: Some(&[40.0, 40.0]),
///     eec: None,
/// })?;
/// assert_eq!(balance.units[0].eec, Some(1.5));
/// assert_eq!(balance.units[1].sec, 2.0);
/// assert_eq!(balance.sec_identity, 1.0);
/// # Ok::<(), tanheng::core::balance::BalanceError>(())
/// ```
pub fn carbon_balance(input: &BalanceInput<'_>) -> Result<CarbonBalance, BalanceError> {
    check(input)?;
    let emission = column::sum(input.emission)?;
    let uptake = column::sum(input.uptake)?;
    if uptake == 0.0 {
        return Err(BalanceError::NoUptake);
    }
    let area = input.area.map(column::sum).transpose()?;
    let gdp = input.gdp.map(column::sum).transpose()?;
    let at = |column: Option<&[f64]>, i: usize| column.and_then(|c| c.get(i)).copied();
    let mut units = Vec::with_capacity(input.emission.len());
    for (i, (e, a)) in input.emission.iter().zip(input.uptake).enumerate() {
        let (emission_share, uptake_share) = (e / emission, a / uptake);
        let own_share = at(input.gdp, i).zip(gdp).map(|(g, all)| g / all);
        let eec = own_share
            .map(|g| emission_share / g)
            .or_else(|| at(input.eec, i));
        let unit = UnitBalance {
            emission: *e,
            uptake: *a,
            balance: e - a,
            emission_intensity: at(input.area, i).map(|area| e / area),
            uptake_intensity: at(input.area, i).map(|area| a / area),
            emission_share,
            uptake_share,
            gdp_share: own_share.or_else(|| eec.map(|eec| emission_share / eec)),
            eec,
            sec: uptake_share / emission_share,
        };
        let results = [
            Some(unit.sec),
            unit.eec,
            unit.gdp_share,
            unit.emission_intensity,
            unit.uptake_intensity,
        ];
        if results.iter().flatten().any(|v| !v.is_finite()) {
            return Err(ColumnError::Overflow { unit: i }.into());
        }
        units.push(unit);
    }
    let shares: Option<f64> = units
        .iter()
        .map(|u| u.eec.map(|eec| u.emission_share / eec))
        .sum();
    Ok(CarbonBalance {
        balance: emission - uptake,
        emission_intensity: area.map(|area| emission / area),
        uptake_intensity: area.map(|area| uptake / area),
        sec_identity: units.iter().map(|u| u.emission_share * u.sec).sum(),
        eec_identity: shares.filter(|sum| sum.is_finite()),
        eec_given: gdp.is_none() && input.eec.is_some(),
        units,
        emission,
        uptake,
        area,
        gdp,
    })
}

fn check(input: &BalanceInput<'_>) -> Result<(), BalanceError> {
    let expected = input.emission.len();
    if expected < 2 {
        return Err(BalanceError::TooFewUnits { units: expected });
    }
    let columns = [
        ("emission", Some(input.emission), true),
        ("uptake", Some(input.uptake), false),
        ("area", input.area, true),
        ("gdp", input.gdp, true),
        ("eec", input.eec, true),
    ];
    for (name, values, divides) in columns {
        let Some(values) = values else { continue };
        column::check(name, values, expected, divides)?;
    }
    Ok(())
}
