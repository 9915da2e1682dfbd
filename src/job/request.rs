//! What can be asked for.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::JobError;
use crate::core::change::{
    DiversityRequest, DynamicDegreeRequest, LandGroupsRequest, TransitionRequest,
};
use crate::core::classify::NaturalBreaksRequest;
use crate::core::forecast::{ForecastRequest, Gm11Options};
use crate::core::markov::MarkovRequest;
use crate::core::relate::{GreyRelationRequest, LiuDegreeRequest};
use crate::core::space::centre::GravityCentreRequest;
use crate::core::space::weights::ContiguityRequest;
use crate::core::space::{GlobalMoranRequest, LocalMoranRequest};
use crate::core::storage::ValueOptions;
use crate::core::study::Study;
use crate::exchange::{cases, study_file};

/// Largest job that is read, in bytes.
pub const MAX_BYTES: usize = study_file::MAX_BYTES;

/// One computation with its inputs. In JSON the field `method` says which one and the others stand beside it.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "method", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Request {
    /// All steps of a study.
    Study {
        /// The study; in JSON `case` may name one that ships with the program instead.
        study: Box<Study>,
    },
    /// The account of a study.
    Account {
        /// The study, or `case`.
        study: Box<Study>,
    },
    /// Two scenarios of a study side by side.
    Compare {
        /// The study, or `case`.
        study: Box<Study>,
        /// Positions of the two scenarios, the baseline being 0.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        scenarios: Option<[usize; 2]>,
        /// In their place: coefficients to set beside the present ones.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        coefficients: BTreeMap<String, f64>,
    },
    /// Zones of a study.
    Zoning {
        /// The study, or `case`.
        study: Box<Study>,
    },
    /// Carbon–oxygen balance of a study.
    CarbonOxygen {
        /// The study, or `case`.
        study: Box<Study>,
    },
    /// Spatial association of a study.
    Space {
        /// The study, or `case`.
        study: Box<Study>,
    },
    /// Diversity of a land structure.
    Diversity(DiversityRequest),
    /// Single land-use dynamic degree.
    DynamicDegree(DynamicDegreeRequest),
    /// Transition matrix and comprehensive dynamic degree.
    Transition(TransitionRequest),
    /// Change of the broad groups of land.
    LandGroups(LandGroupsRequest),
    /// Grey relational degrees.
    GreyRelation(GreyRelationRequest),
    /// Grey relational degrees in every way of computing them, beside printed ones.
    GreyVariants(GreyVariantsRequest),
    /// Liu's degrees of incidence.
    LiuDegree(LiuDegreeRequest),
    /// Exact natural breaks.
    NaturalBreaks(NaturalBreaksRequest),
    /// Path of a gravity centre.
    GravityCentre(GravityCentreRequest),
    /// Markov chain of classes.
    Markov(MarkovRequest),
    /// Grey model GM(1,1).
    Gm11(Gm11Request),
    /// Forecast with tests, hold-outs and interval.
    Forecast(ForecastRequest),
    /// Carbon stored at one date or several.
    Storage(crate::steps::stock::StorageRequest),
    /// Present value of carbon taken up or lost.
    CarbonValue(ValueOptions),
    /// Global Moran's I.
    GlobalMoran(GlobalMoranRequest),
    /// Local Moran's I.
    LocalMoran(LocalMoranRequest),
    /// Neighbours by touch.
    Contiguity(ContiguityRequest),
}

/// Request of [`super::GM11`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gm11Request {
    /// Observed values in order.
    pub series: Vec<f64>,
    /// Choices; what is left out takes its default.
    #[serde(default)]
    pub options: Gm11Options,
}

/// Request of [`super::GREY_VARIANTS`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GreyVariantsRequest {
    /// Reference series to try.
    pub references: Vec<Vec<f64>>,
    /// Comparison series.
    pub comparisons: Vec<Vec<f64>>,
    /// Printed degrees, one a comparison.
    pub printed: Vec<f64>,
    /// Distinguishing coefficients to try.
    #[serde(default = "crate::steps::relation::coefficients")]
    pub values: Vec<f64>,
}

impl Request {
    /// Reads a request.
    ///
    /// # Errors
    /// [`JobError`] names what is missing, unknown or not to be read.
    pub fn parse(text: &str) -> Result<Self, JobError> {
        if text.len() > MAX_BYTES {
            return Err(JobError::TooLarge { bytes: text.len() });
        }
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let value = serde_json::from_str(text).map_err(|e| JobError::NotJson {
            line: e.line(),
            column: e.column().max(1),
        })?;
        let Value::Object(mut fields) = value else {
            return Err(JobError::NoMethod);
        };
        let Some(Value::String(method)) = fields.remove("method") else {
            return Err(JobError::NoMethod);
        };
        Ok(match method.as_str() {
            "study" => Self::Study {
                study: study(&method, fields)?,
            },
            "account" => Self::Account {
                study: study(&method, fields)?,
            },
            "zoning" => Self::Zoning {
                study: study(&method, fields)?,
            },
            "carbon_oxygen" => Self::CarbonOxygen {
                study: study(&method, fields)?,
            },
            "space" => Self::Space {
                study: study(&method, fields)?,
            },
            "compare" => compared(&method, fields)?,
            "diversity" => Self::Diversity(inputs(&method, fields)?),
            "dynamic_degree" => Self::DynamicDegree(inputs(&method, fields)?),
            "transition" => Self::Transition(inputs(&method, fields)?),
            "land_groups" => Self::LandGroups(inputs(&method, fields)?),
            "grey_relation" => Self::GreyRelation(inputs(&method, fields)?),
            "grey_variants" => Self::GreyVariants(inputs(&method, fields)?),
            "liu_degree" => Self::LiuDegree(inputs(&method, fields)?),
            "natural_breaks" => Self::NaturalBreaks(inputs(&method, fields)?),
            "gravity_centre" => Self::GravityCentre(inputs(&method, fields)?),
            "markov" => Self::Markov(inputs(&method, fields)?),
            "gm11" => Self::Gm11(inputs(&method, fields)?),
            "forecast" => Self::Forecast(inputs(&method, fields)?),
            "storage" => Self::Storage(inputs(&method, fields)?),
            "carbon_value" => Self::CarbonValue(inputs(&method, fields)?),
            "global_moran" => Self::GlobalMoran(inputs(&method, fields)?),
            "local_moran" => Self::LocalMoran(inputs(&method, fields)?),
            "contiguity" => Self::Contiguity(inputs(&method, fields)?),
            _ => return Err(JobError::UnknownMethod { method }),
        })
    }

    /// The request as [`Self::parse`] reads it.
    #[must_use]
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

fn inputs<T: DeserializeOwned>(method: &str, fields: Map<String, Value>) -> Result<T, JobError> {
    serde_json::from_value(Value::Object(fields)).map_err(|e| JobError::Shape {
        method: method.to_owned(),
        detail: e.to_string(),
    })
}

fn compared(method: &str, mut fields: Map<String, Value>) -> Result<Request, JobError> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Of {
        #[serde(default)]
        scenarios: Option<[usize; 2]>,
        #[serde(default)]
        coefficients: BTreeMap<String, f64>,
    }
    let mut own = Map::new();
    for key in ["scenarios", "coefficients"] {
        own.extend(fields.remove(key).map(|value| (key.to_owned(), value)));
    }
    let of: Of = inputs(method, own)?;
    if of.scenarios.is_some() != of.coefficients.is_empty() {
        return Err(JobError::Shape {
            method: method.to_owned(),
            detail: "one of `scenarios` and `coefficients`".to_owned(),
        });
    }
    Ok(Request::Compare {
        study: study(method, fields)?,
        scenarios: of.scenarios,
        coefficients: of.coefficients,
    })
}

fn study(method: &str, mut fields: Map<String, Value>) -> Result<Box<Study>, JobError> {
    let (study, case) = (fields.remove("study"), fields.remove("case"));
    let shape = |detail: &str| JobError::Shape {
        method: method.to_owned(),
        detail: detail.to_owned(),
    };
    if let Some(name) = fields.keys().next() {
        return Err(shape(&format!("unknown field `{name}`")));
    }
    let study = match (study, case) {
        (Some(study), None) => study_file::read_value(study)?,
        (None, Some(Value::String(case))) => {
            cases::find(&case).ok_or(JobError::UnknownCase { case })?
        }
        _ => return Err(shape("one of `study` and `case`")),
    };
    Ok(Box::new(study))
}
