//! Every method a job can ask for, with an example that runs.

use crate::core::change::{DIVERSITY, DYNAMIC_DEGREE, LAND_GROUPS, TRANSITION};
use crate::core::classify::NATURAL_BREAKS;
use crate::core::forecast::{FORECAST, MIN_POINTS};
use crate::core::markov::MARKOV;
use crate::core::relate::{GREY_RELATION, LIU_DEGREE};
use crate::core::space::centre::GRAVITY_CENTRE;
use crate::core::space::weights::CONTIGUITY;
use crate::core::space::{GLOBAL_MORAN, LOCAL_MORAN};
use crate::core::spec::{Kind, MethodSpec, Param};
use crate::core::storage::{CARBON_VALUE, STORAGE};

const STUDY_PARAM: Param = Param {
    id: "study",
    kind: Kind::Study,
};

/// All steps of a study.
pub const STUDY: MethodSpec = MethodSpec {
    id: "study",
    params: &[STUDY_PARAM],
    example: r#"{"method":"study","case":"guizhou"}"#,
};

/// The account of a study.
pub const ACCOUNT: MethodSpec = MethodSpec {
    id: "account",
    params: &[STUDY_PARAM],
    example: r#"{"method":"account","case":"guizhou"}"#,
};

/// Two scenarios of a study, or coefficients set beside the present ones.
pub const COMPARE: MethodSpec = MethodSpec {
    id: "compare",
    params: &[STUDY_PARAM],
    example: r#"{"method":"compare","case":"guizhou","coefficients":{"crop.rice.absorption":0.4709}}"#,
};

/// Zones of a study.
pub const ZONING: MethodSpec = MethodSpec {
    id: "zoning",
    params: &[STUDY_PARAM],
    example: r#"{"method":"zoning","case":"guiyang"}"#,
};

/// Carbon–oxygen balance of a study and the ecological land it asks for.
pub const CARBON_OXYGEN: MethodSpec = MethodSpec {
    id: "carbon_oxygen",
    params: &[STUDY_PARAM],
    example: r#"{"method":"carbon_oxygen","case":"china"}"#,
};

/// Spatial association of a study.
pub const SPACE: MethodSpec = MethodSpec {
    id: "space",
    params: &[STUDY_PARAM],
    example: r#"{"method":"space","case":"china"}"#,
};

/// Grey model GM(1,1) alone.
pub const GM11: MethodSpec = MethodSpec {
    id: "gm11",
    params: &[
        Param {
            id: "series",
            kind: Kind::Series {
                min_len: MIN_POINTS,
            },
        },
        Param {
            id: "background_weight",
            kind: Kind::Number {
                min: 0.0,
                max: 1.0,
                step: 0.01,
                default: 0.5,
            },
        },
        Param {
            id: "horizon",
            kind: Kind::Number {
                min: 0.0,
                max: 100.0,
                step: 1.0,
                default: 10.0,
            },
        },
    ],
    example: r#"{"method":"gm11","series":[2076.29,2682.09,3073.00,2698.84,3054.63],"options":{"background_weight":0.5,"horizon":3}}"#,
};

/// Grey relational degrees in every way of computing them, beside printed ones.
pub const GREY_VARIANTS: MethodSpec = MethodSpec {
    id: "grey_variants",
    params: &[
        Param {
            id: "references",
            kind: Kind::Series { min_len: 1 },
        },
        Param {
            id: "comparisons",
            kind: Kind::Series { min_len: 1 },
        },
        Param {
            id: "printed",
            kind: Kind::Series { min_len: 1 },
        },
        Param {
            id: "values",
            kind: Kind::Series { min_len: 1 },
        },
    ],
    example: r#"{"method":"grey_variants","references":[[2076.29,3490.35,5057.62]],"comparisons":[[3910.07,5281.87,6732.7],[510.11,579.32,574.57]],"printed":[0.8,0.6],"values":[0.1,0.5,1.0]}"#,
};

/// All methods, whole studies first.
#[must_use]
pub fn methods() -> &'static [MethodSpec] {
    const METHODS: &[MethodSpec] = &[
        STUDY,
        ACCOUNT,
        COMPARE,
        ZONING,
        SPACE,
        CARBON_OXYGEN,
        DIVERSITY,
        DYNAMIC_DEGREE,
        TRANSITION,
        LAND_GROUPS,
        GREY_RELATION,
        GREY_VARIANTS,
        LIU_DEGREE,
        NATURAL_BREAKS,
        GRAVITY_CENTRE,
        MARKOV,
        GM11,
        FORECAST,
        STORAGE,
        CARBON_VALUE,
        GLOBAL_MORAN,
        LOCAL_MORAN,
        CONTIGUITY,
    ];
    METHODS
}
