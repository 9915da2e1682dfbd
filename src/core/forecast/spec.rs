//! The declaration of the method for forms, job files and the terminal.

use crate::core::spec::{Kind, MethodSpec, Param};

/// `forecast`: a [`ForecastRequest`](super::ForecastRequest). Defaults equal those of
/// [`ForecastOptions`](super::ForecastOptions), which also takes `non_negative` (true or false), and `compare` (a list of
/// models).
pub const FORECAST: MethodSpec = MethodSpec {
    id: "forecast",
    params: &[
        Param {
            id: "series",
            kind: Kind::Series {
                min_len: super::MIN_POINTS,
            },
        },
        Param {
            id: "first_year",
            kind: Kind::Number {
                min: -9999.0,
                max: 9999.0,
                step: 1.0,
                default: 2005.0,
            },
        },
        Param {
            id: "model",
            kind: Kind::Choice {
                options: &["gm11", "linear", "mean_growth", "naive"],
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
        Param {
            id: "hold_out",
            kind: Kind::Number {
                min: 1.0,
                max: 20.0,
                step: 1.0,
                default: 3.0,
            },
        },
        Param {
            id: "min_training",
            kind: Kind::Number {
                min: 0.0,
                max: 100.0,
                step: 1.0,
                default: 0.0,
            },
        },
        Param {
            id: "draws",
            kind: Kind::Number {
                min: 20.0,
                max: 10_000.0,
                step: 1.0,
                default: 2000.0,
            },
        },
        Param {
            id: "level",
            kind: Kind::Number {
                min: 0.5,
                max: 0.99,
                step: 0.01,
                default: 0.9,
            },
        },
        Param {
            id: "seed",
            kind: Kind::Number {
                min: 0.0,
                max: 4_294_967_295.0,
                step: 1.0,
                default: 42.0,
            },
        },
    ],
    example: r#"{
  "method": "forecast",
  "first_year": 2005,
  "series": [2076.29, 2682.09, 3073.00, 2698.84, 3054.63, 3490.35, 3700.12, 4608.31, 4260.19, 4379.78, 4377.37, 4459.31, 4727.81, 4705.79, 5057.62],
  "options": {"model": "gm11", "background_weight": 0.5, "horizon": 11, "hold_out": 3, "draws": 2000, "level": 0.9, "seed": 42, "compare": ["naive", "linear", "mean_growth"]}
}"#,
};
