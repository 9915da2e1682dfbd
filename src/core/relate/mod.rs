//! How closely series move together: the grey relational degree and Liu's degrees.

mod coefficient;
mod error;
mod grey;
mod liu;
mod normalisation;
mod options;
mod reproduce;
mod spec;
mod stability;

pub use error::GreyError;
pub use grey::{GreyRelation, grey_relation};
pub use liu::{LiuDegrees, liu_degrees};
pub use normalisation::{Normalisation, normalisation_id};
pub use options::{Extremes, GreyOptions};
pub use reproduce::{Search, Variant, search_variants};
pub use spec::{GREY_RELATION, GreyRelationRequest, LIU_DEGREE, LiuDegreeRequest};
pub use stability::{NormalisationDegrees, RankStability, compare_normalisations, rank_stability};
