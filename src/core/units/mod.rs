//! Units of measurement: what converts into what, and what must never be mixed.
//!
//! A [`Unit`] is a factor and a [`Dimension`]. Carbon, CO2, oxygen and plain goods are four different dimensions though all
//! are weighed in tonnes: that is what keeps 1 t C from standing in for 1 t CO2, 1 t O2 from being taken off either, and a
//! factor per tonne of standard coal from being applied to physical tonnes. Areas, money, standard coal, persons, power and
//! volumes of gas are the others.
//!
//! ```
//! use tanheng::core::units::Unit;
//!
//! let film = Unit::parse("10kt")?;
//! assert_eq!(film.ratio_to(&Unit::parse("t")?)?, 10_000.0);
//! assert!(Unit::parse("tC")?.ratio_to(&Unit::parse("tCO2")?).is_err());
//! # Ok::<(), tanheng::core::units::UnitError>(())
//! ```

mod error;
mod table;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

pub use error::UnitError;
use table::{BASES, find};

/// Mass ratio of CO2 to the carbon in it, 44/12.
pub const CO2_PER_C: f64 = 44.0 / 12.0;

/// Base quantities.
const QUANTITIES: usize = 10;

/// Exponents over the base quantities, in the order carbon, CO2, goods, area, money, standard coal, persons, power, oxygen,
/// volume.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub struct Dimension([i8; QUANTITIES]);

impl Dimension {
    /// A pure number.
    pub const NONE: Self = Self([0; QUANTITIES]);
    /// Mass of carbon.
    pub const CARBON: Self = Self::only(0);
    /// Mass of carbon dioxide.
    pub const CO2: Self = Self::only(1);
    /// Mass of anything else: fertiliser, grain, film.
    pub const GOODS: Self = Self::only(2);
    /// Area.
    pub const AREA: Self = Self::only(3);
    /// Money at the prices of the table.
    pub const MONEY: Self = Self::only(4);
    /// Energy counted as standard coal.
    pub const COAL: Self = Self::only(5);
    /// Number of persons.
    pub const PERSONS: Self = Self::only(6);
    /// Power of machinery.
    pub const POWER: Self = Self::only(7);
    /// Mass of oxygen, O2.
    pub const OXYGEN: Self = Self::only(8);
    /// Volume of gas.
    pub const VOLUME: Self = Self::only(9);

    const fn only(quantity: usize) -> Self {
        let mut exponents = [0; QUANTITIES];
        exponents[quantity] = 1;
        Self(exponents)
    }

    /// Dimension of a product.
    #[must_use]
    pub fn times(self, other: Self) -> Self {
        Self(std::array::from_fn(|i| {
            self.0[i].saturating_add(other.0[i])
        }))
    }

    /// Dimension of a quotient.
    #[must_use]
    pub fn per(self, other: Self) -> Self {
        Self(std::array::from_fn(|i| {
            self.0[i].saturating_sub(other.0[i])
        }))
    }

    /// Whether the quantity is a ratio to something, so that a sum over regions or years means nothing.
    #[must_use]
    pub fn is_intensive(self) -> bool {
        self == Self::NONE || self.0.iter().any(|&e| e < 0)
    }
}

/// A unit a column or coefficient may carry: a simple one (`10kt`, `kha`) or one over another (`kgC/t`, `tce/10kCNY`).
#[derive(Debug, Clone, PartialEq)]
pub struct Unit {
    code: String,
    dimension: Dimension,
    factor: f64,
}

impl Unit {
    /// Reads a code such as `kgC/hm2`, or a spelling met in yearbooks such as `万吨` or `吨标准煤/万元`.
    ///
    /// # Errors
    /// [`UnitError::Unknown`] when a part is no unit this program knows.
    pub fn parse(text: &str) -> Result<Self, UnitError> {
        let unknown = || UnitError::Unknown {
            text: text.to_owned(),
        };
        let compact: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let mut parts = compact.split(['/', '／']);
        let top = parts.next().and_then(find).ok_or_else(unknown)?;
        let Some(bottom) = parts.next() else {
            return Ok(Self {
                code: top.code.to_owned(),
                dimension: top.dimension,
                factor: top.factor,
            });
        };
        let bottom = find(bottom).ok_or_else(unknown)?;
        if parts.next().is_some() {
            return Err(unknown());
        }
        Ok(Self {
            code: format!("{}/{}", top.code, bottom.code),
            dimension: top.dimension.per(bottom.dimension),
            factor: top.factor / bottom.factor,
        })
    }

    /// The code this unit is saved under.
    #[must_use]
    pub fn code(&self) -> &str {
        &self.code
    }

    /// What it measures.
    #[must_use]
    pub fn dimension(&self) -> Dimension {
        self.dimension
    }

    /// Value of one of it in coherent units (t, hm², yuan, tce, person, kW, m³).
    #[must_use]
    pub fn factor(&self) -> f64 {
        self.factor
    }

    /// How many `to` one of this is.
    ///
    /// # Errors
    /// [`UnitError::CarbonForCo2`] between carbon and CO2, [`UnitError::Incompatible`] between any other two quantities.
    pub fn ratio_to(&self, to: &Self) -> Result<f64, UnitError> {
        if self.dimension == to.dimension {
            return Ok(ratio(self.factor, to.factor));
        }
        let (from, to_code) = (self.code.clone(), to.code.clone());
        let as_co2 =
            |Dimension([carbon, co2, others @ ..]): Dimension| (carbon.saturating_add(co2), others);
        Err(if as_co2(self.dimension) == as_co2(to.dimension) {
            UnitError::CarbonForCo2 { from, to: to_code }
        } else {
            UnitError::Incompatible { from, to: to_code }
        })
    }

    /// Says whether values in this unit may be added up.
    ///
    /// # Errors
    /// [`UnitError::TotalOfIntensity`] for ratios: densities, intensities, shares.
    pub fn check_total(&self) -> Result<(), UnitError> {
        if self.dimension.is_intensive() {
            return Err(UnitError::TotalOfIntensity {
                unit: self.code.clone(),
            });
        }
        Ok(())
    }

    /// All simple units that measure the same as this one; the unit itself when it is a ratio.
    #[must_use]
    pub fn alternatives(&self) -> Vec<Self> {
        let same: Vec<Self> = BASES
            .iter()
            .filter(|b| b.dimension == self.dimension)
            .map(|b| Self {
                code: b.code.to_owned(),
                dimension: b.dimension,
                factor: b.factor,
            })
            .collect();
        if same.is_empty() {
            vec![self.clone()]
        } else {
            same
        }
    }
}

/// A quotient that stays exact where the larger factor is a whole multiple of the smaller: 1e-3 has no exact binary
/// form, so dividing by it would leave dust on every converted cell.
fn ratio(from: f64, to: f64) -> f64 {
    let down = to / from;
    if down > 1.0 && (down - down.round()).abs() < 1e-9 * down {
        return 1.0 / down.round();
    }
    let up = from / to;
    if (up - up.round()).abs() < 1e-9 * up {
        up.round()
    } else {
        up
    }
}

impl Serialize for Unit {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.code)
    }
}

impl<'de> Deserialize<'de> for Unit {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unit(text: &str) -> Unit {
        Unit::parse(text).unwrap()
    }

    #[test]
    fn every_listed_family_converts_within_itself() {
        for family in [
            &["t", "10kt", "Mt", "kg"][..],
            &["hm2", "km2", "kha", "10kha", "mu"],
            &["CNY", "10kCNY", "100MCNY"],
            &["tce", "10ktce"],
            &["person", "10kperson"],
            &["kW", "10kkW"],
            &["kgC", "tC", "10ktC", "MtC"],
            &["kgCO2", "tCO2", "10ktCO2", "MtCO2"],
            &["kgO2", "tO2", "10ktO2", "MtO2"],
            &["m3", "1000m3", "100Mm3"],
        ] {
            for a in family {
                for b in family {
                    let there = unit(a).ratio_to(&unit(b)).unwrap();
                    let back = unit(b).ratio_to(&unit(a)).unwrap();
                    assert!((there * back - 1.0).abs() < 1e-15, "{a} {b}");
                }
            }
        }
    }

    #[test]
    fn definitions() {
        for (from, to, expected) in [
            ("km2", "hm2", 100.0),
            ("mu", "hm2", 1.0 / 15.0),
            ("hm2", "mu", 15.0),
            ("kha", "km2", 10.0),
            ("10kha", "kha", 10.0),
            ("Mt", "10kt", 100.0),
            ("10kt", "kg", 1e7),
            ("100MCNY", "10kCNY", 1e4),
            ("10ktce", "tce", 1e4),
            ("10kkW", "kW", 1e4),
            ("10kperson", "person", 1e4),
            ("kgC/t", "tC/t", 1e-3),
            ("MtO2", "10ktO2", 100.0),
            ("10ktO2", "tO2", 1e4),
            ("100Mm3", "1000m3", 1e5),
            ("tO2/1000m3", "kgO2/m3", 1.0),
        ] {
            assert_eq!(
                unit(from).ratio_to(&unit(to)).unwrap(),
                expected,
                "{from} in {to}"
            );
        }
    }

    #[test]
    fn what_must_not_mix_is_refused() {
        assert!(matches!(
            unit("tC").ratio_to(&unit("tCO2")),
            Err(UnitError::CarbonForCo2 { .. })
        ));
        assert!(matches!(
            unit("kgC/t").ratio_to(&unit("kgCO2/t")),
            Err(UnitError::CarbonForCo2 { .. })
        ));
        assert!(matches!(
            unit("kha").ratio_to(&unit("10kt")),
            Err(UnitError::Incompatible { .. })
        ));
        assert!(matches!(
            unit("tC/tce").ratio_to(&unit("tC/t")),
            Err(UnitError::Incompatible { .. })
        ));
        assert!(matches!(
            unit("tce/10kCNY").check_total(),
            Err(UnitError::TotalOfIntensity { .. })
        ));
        assert!(unit("10kt").check_total().is_ok());
        assert!(unit("10ktO2").check_total().is_ok());
    }

    /// Oxygen is neither carbon, nor CO2, nor goods, alone or as a rate, whichever way it is asked.
    #[test]
    fn oxygen_is_a_quantity_of_its_own() {
        for (oxygen, other) in [
            ("tO2", "tC"),
            ("tO2", "tCO2"),
            ("tO2", "t"),
            ("10ktO2", "10ktC"),
            ("tO2/t", "tC/t"),
            ("tO2/tC", "tCO2/tC"),
            ("tO2/1000m3", "tO2/t"),
            ("m3", "t"),
        ] {
            for (from, to) in [(oxygen, other), (other, oxygen)] {
                let refused = unit(from).ratio_to(&unit(to));
                let is_mix = matches!(refused, Err(UnitError::Incompatible { .. }));
                assert!(is_mix, "{from} in {to}: {refused:?}");
            }
        }
        let of_carbon = unit("tC").dimension().times(unit("tO2/tC").dimension());
        assert_eq!(of_carbon, Dimension::OXYGEN);
    }

    #[test]
    fn yearbook_spellings() {
        for (text, code) in [
            ("万吨", "10kt"),
            ("千公顷", "kha"),
            ("吨标准煤/万元", "tce/10kCNY"),
            ("万千瓦", "10kkW"),
            ("hm²", "hm2"),
            ("ｋｇ", "kg"),
            ("t CO₂", "tCO2"),
            ("kg C / hm²", "kgC/hm2"),
            ("t O₂", "tO2"),
            ("万吨Ｏ２", "10ktO2"),
            ("吨氧/吨", "tO2/t"),
            ("亿立方米", "100Mm3"),
            ("亿m³", "100Mm3"),
            ("t O₂/10³ m³", "tO2/1000m3"),
        ] {
            assert_eq!(unit(text).code(), code);
        }
        assert!(Unit::parse("蒲式耳").is_err());
        assert!(Unit::parse("t/t/t").is_err());
        assert!(Unit::parse("").is_err());
    }
}
