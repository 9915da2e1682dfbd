//! The Guizhou account against the paper's printed tables.
//! Source of every expected figure: the Guizhou paper, Table 5 (10⁴ t C), unless a line says otherwise.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says so by failing"
)]

use tanheng::core::account::{Account, Total, compare};
use tanheng::core::study::Study;
use tanheng::exchange::cases;
use tanheng::steps::account;

fn guizhou() -> Study {
    cases::load("guizhou").expect("the case ships with the program")
}

fn value(account: &Account, line: &str, year: i32) -> f64 {
    let series = account.line_series(line, None);
    let at = series
        .years
        .iter()
        .position(|&y| y == year)
        .expect("a year of the study");
    series.values[at].expect("a value")
}

fn round2(v: f64) -> f64 {
    (v * 100.0).round() / 100.0
}

#[test]
fn farm_inputs_2005() {
    // 77.41e4 t·895.6 + 4804.1e3 hm²·16.47 + 1011.52e4 kW·0.18 + 711.64e3 hm²·266.48 + 29321e3 kg·5.18
    // = 1 115 749 000 kg = 111.57 × 10⁴ t
    let account = account::compute(&guizhou()).unwrap();
    assert_eq!(round2(value(&account, "farm", 2005)), 111.57);
    let kg =
        77.41e4 * 895.6 + 4804.1e3 * 16.47 + 1011.52e4 * 0.18 + 711.64e3 * 266.48 + 29321e3 * 5.18;
    assert!((value(&account, "farm", 2005) / (kg / 1e7) - 1.0).abs() < 1e-12);
}

#[test]
fn built_land_2019_and_2014() {
    let account = account::compute(&guizhou()).unwrap();
    assert_eq!(round2(value(&account, "built", 2019)), 6732.70);
    // 2014: the paper prints 6258.16; its own equation on the yearbook inputs gives 6257.84.
    assert_eq!(round2(value(&account, "built", 2014)), 6257.84);
}

#[test]
fn crop_sink_comes_out_with_rice_045_and_not_with_the_printed_04709() {
    let printed = [
        (2005, 1418.75),
        (2006, 1268.23),
        (2014, 1450.22),
        (2016, 1558.84),
        (2017, 1506.50),
        (2018, 1273.78),
        (2019, 1234.82),
    ];
    let fitting = account::compute(&guizhou()).unwrap();
    let as_printed = account::compute(&guizhou().use_coefficient_set("printed").unwrap()).unwrap();
    for (year, expected) in printed {
        assert!(
            (value(&fitting, "cropland", year) - expected).abs() <= 0.03,
            "{year}"
        );
        assert!(
            (value(&as_printed, "cropland", year) - expected).abs() > 20.0,
            "{year}"
        );
    }
}

#[test]
fn land_sinks_agree_in_every_year() {
    let study = guizhou();
    let account = account::compute(&study).unwrap();
    let table = study
        .published
        .as_ref()
        .and_then(|p| p.account.as_ref())
        .unwrap();
    let rows = compare(&account, table);
    for line in ["forest", "garden", "water", "pasture", "unused"] {
        let of_line: Vec<_> = rows.iter().filter(|r| r.line == line).collect();
        assert_eq!(of_line.len(), 15);
        for row in of_line {
            assert!(row.agrees(), "{row:?}");
        }
    }
}

#[test]
fn printed_items_give_the_printed_net_but_not_the_printed_source_total() {
    let mut study = guizhou();
    study.choices.basis = tanheng::core::study::Basis::Published;
    let account = account::chosen(&study).unwrap();
    let table = study
        .published
        .as_ref()
        .and_then(|p| p.account.as_ref())
        .unwrap();
    let rows = compare(&account, table);
    let wrong = |line: &str| -> Vec<i32> {
        rows.iter()
            .filter(|r| r.line == line && !r.agrees())
            .map(|r| r.year)
            .collect()
    };
    assert_eq!(wrong("net"), Vec::<i32>::new());
    assert_eq!(wrong("sink"), Vec::<i32>::new());
    assert_eq!(wrong("source"), vec![2014, 2015, 2016, 2017, 2018]);
    let source = account.total(Total::Source, None);
    let recomputed: Vec<f64> = source.values[9..14]
        .iter()
        .map(|v| round2(v.unwrap()))
        .collect();
    assert_eq!(recomputed, [6421.85, 6447.12, 6608.90, 6824.59, 6569.53]);
    let net = account.total(Total::Net, None);
    let (first, last) = (net.values[0].unwrap(), net.values[14].unwrap());
    let growth = libm::pow(last / first, 1.0 / 14.0) - 1.0;
    // Paper, section 3.2: 2076.29 → 5057.62, 6.57 % a year.
    assert_eq!(round2(first), 2076.29);
    assert_eq!(round2(last), 5057.62);
    assert_eq!(round2(growth * 100.0), 6.57);
}

#[test]
fn every_case_loads_and_computes() {
    for id in cases::all() {
        let study = cases::find(id).unwrap_or_else(|| panic!("{id} does not load"));
        account::compute(&study).unwrap_or_else(|e| panic!("{id}: {e}"));
    }
}

/// The balance from the inputs, worked out by hand in Python (double precision, no code of ours) from inputs.csv and
/// energy_and_gdp.csv: farm = Σ activity · factor of Table 1; built = energy / GDP · 0.7476 · (secondary + tertiary);
/// land = Σ area · rate of Table 2; crops = Σ output · absorption / harvest of Table 3 with rice 0.45.
#[test]
fn the_balance_from_the_inputs_is_the_one_worked_out_by_hand() {
    let study = cases::load("guizhou").unwrap();
    let account = account::compute(&study).unwrap();
    for (year, farm, built, land, crops, net) in [
        (2005, 111.5749, 3439.0882, 526.6, 1418.755, 1605.3082),
        (2012, 152.0563, 5619.7875, 594.4298, 1441.58, 3735.8341),
        (2014, 151.753, 6257.8369, 591.8595, 1450.2125, 4367.5179),
        (2019, 137.5775, 6732.6979, 589.9698, 1234.8182, 5045.4874),
    ] {
        let at = account.keys.iter().position(|k| k.year == year).unwrap();
        let line = |id: &str| account.line(id).unwrap().values[at].unwrap();
        let areas: f64 = ["garden", "forest", "pasture", "unused", "water"]
            .map(line)
            .iter()
            .sum();
        for (ours, theirs) in [
            (line("farm"), farm),
            (line("built"), built),
            (areas, land),
            (line("cropland"), crops),
            (account.net[at].unwrap(), net),
        ] {
            // Printed to four decimals; the case keeps energy intensity to eight.
            assert!((ours - theirs).abs() < 2e-4, "{year}: {ours} and {theirs}");
        }
    }
}
