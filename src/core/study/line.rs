//! What a line of the account is made of: a sum of products of inputs and coefficients.

use serde::{Deserialize, Serialize};

/// Side of the balance a line stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// Emission, above the zero line.
    Source,
    /// Uptake, below it; reported positive.
    Sink,
}

/// Which formula of the field a line follows: the sum of products is the same, the words and symbols differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// Activity amounts times emission factors.
    ActivityFactor,
    /// Energy intensity times coal factor times value added.
    EnergyIntensity,
    /// Area times uptake rate; the rate is negative for uptake, as papers print it.
    LandRate,
    /// Economic yield times absorption coefficient over harvest coefficient.
    CropYield,
}

/// A coefficient and whether it multiplies (1) or divides (−1).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Power {
    /// Id of the coefficient.
    pub id: String,
    /// 1 or −1.
    pub exponent: i8,
}

/// One product: inputs times coefficients.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TermSpec {
    /// Indicators multiplied.
    pub inputs: Vec<String>,
    /// Coefficients multiplied or divided.
    pub coefficients: Vec<Power>,
}

/// One line: a source or a sink.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LineSpec {
    /// Id; its name is `line.<id>` in the locale files.
    pub id: String,
    /// Side of the balance.
    pub side: Side,
    /// Formula followed.
    pub method: Method,
    /// Equation number in the paper, when there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub equation: Option<String>,
    /// Products to add up.
    pub terms: Vec<TermSpec>,
}
