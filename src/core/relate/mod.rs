//! How closely series move together: the grey relational degree and Liu's degrees.

mod error;
mod grey;
mod liu;
mod reproduce;
mod spec;

pub use error::GreyError;
pub use grey::{
    Extremes, GreyOptions, GreyRelation, Normalisation, RankStability, grey_relation,
    normalisation_id, rank_stability,
};
pub use liu::{LiuDegrees, liu_degrees};
pub use reproduce::{Search, Variant, search_variants};
pub use spec::{GREY_RELATION, GreyRelationRequest, LIU_DEGREE, LiuDegreeRequest};
