//! How land changes: diversity, dynamic degree, transition, the broad groups.

mod comprehensive;
mod diversity;
mod dynamic_degree;
mod error;
mod groups;
mod matrix;
mod spec;
mod transition;

pub use comprehensive::{
    ComprehensiveDynamicDegree, ConversionReading, comprehensive_dynamic_degree,
    comprehensive_dynamic_degree_as,
};
pub use diversity::{Diversity, diversity};
pub use dynamic_degree::{DynamicDegree, PRINTED_WITHIN, dynamic_degree};
pub use error::ChangeError;
pub use groups::{ClassAreas, GroupChange, group_change};
pub use matrix::{TransitionMatrix, transition_matrix};
pub use spec::{
    DIVERSITY, DYNAMIC_DEGREE, DiversityRequest, DynamicDegreeRequest, LAND_GROUPS,
    LandGroupsRequest, TRANSITION, TransitionRequest,
};
pub use transition::{Flow, Transition, transition, transition_from_labels};
