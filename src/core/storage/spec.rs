//! How the carbon storage declares itself.

use crate::core::spec::{Kind, MethodSpec, Param};

/// Stock, change and range.
pub const STORAGE: MethodSpec = MethodSpec {
    id: "storage",
    params: &[
        Param {
            id: "missing",
            kind: Kind::Choice {
                options: &["refuse", "leave_out"],
            },
        },
        Param {
            id: "draws",
            kind: Kind::Number {
                min: 100.0,
                max: 20_000.0,
                step: 100.0,
                default: 2000.0,
            },
        },
        Param {
            id: "shape",
            kind: Kind::Choice {
                options: &["triangular", "uniform"],
            },
        },
    ],
    example: r#"{"method":"storage","pools":[{"code":1,"name":"Forest","above":{"value":140,"low":120,"high":160},"below":70,"soil":35,"dead":12},{"code":2,"name":"Coffee","above":65,"below":40,"soil":25,"dead":6}],"dates":[{"year":2000,"areas":[{"class":1,"area":100},{"class":2,"area":20}]},{"year":2010,"areas":[{"class":1,"area":90},{"class":2,"area":30}]}],"changes":[[{"from":1,"to":1,"area":90},{"from":1,"to":2,"area":10},{"from":2,"to":2,"area":20}]],"range":{"draws":200,"seed":1,"shape":"triangular"}}"#,
};

const fn rate(id: &'static str) -> Param {
    Param {
        id,
        kind: Kind::Number {
            min: -99.0,
            max: 100.0,
            step: 0.1,
            default: 0.0,
        },
    }
}

/// Present value of carbon taken up or lost.
pub const CARBON_VALUE: MethodSpec = MethodSpec {
    id: "carbon_value",
    params: &[
        Param {
            id: "price",
            kind: Kind::Number {
                min: 0.0,
                max: 1e6,
                step: 1.0,
                default: 43.0,
            },
        },
        rate("discount"),
        rate("price_change"),
        Param {
            id: "reading",
            kind: Kind::Choice {
                options: &["divides", "grows"],
            },
        },
    ],
    example: r#"{"method":"carbon_value","sequestered":-58,"price":43,"start":2016,"end":2030,"discount":-7.1,"price_change":2.8,"reading":"divides"}"#,
};
