//! Two scenarios side by side. The golden figures are those of the Guizhou paper's table 5 and of its rice coefficient.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says so by failing"
)]
#![cfg(not(target_arch = "wasm32"))]

use std::sync::Arc;

use proptest::prelude::*;
use tanheng::core::problem::Report;
use tanheng::core::study::{Basis, Duplicate, Study};
use tanheng::exchange::cases;
use tanheng::steps::compare::{Comparison, Group, Key, Measure, Quantity, compare};
use tanheng::{job, steps};

const RICE: &str = "crop.rice.absorption";

fn guizhou() -> Study {
    cases::load("guizhou").expect("the case ships with the program")
}

/// The study, in which rice absorbs 0.45 t C/t, and a scenario with the 0.4709 of the paper's table 3.
fn rice() -> Study {
    let study = guizhou().add_scenario("0.4709", Duplicate::Coefficients);
    study.unwrap().set_coefficient(RICE, "0.4709").unwrap()
}

fn in_year(measure: &Measure, year: i32) -> usize {
    measure
        .keys
        .iter()
        .position(|k| k.year() == Some(year))
        .unwrap()
}

#[test]
fn the_rice_coefficient_of_the_paper_and_the_one_its_figures_come_from() {
    let both = compare(&rice(), [0, 1]).unwrap();
    assert_eq!(both.coefficients.len(), 1);
    let rice = &both.coefficients[0];
    assert_eq!((rice.id.as_str(), rice.values), (RICE, [0.45, 0.4709]));
    assert_eq!(rice.is_preset, [true, false]);
    assert_eq!(both.inputs.count, 0);
    assert_eq!(both.last_year, Some(2019));
    assert_eq!(both.most_changed.as_deref(), Some("cropland"));
    // Table 5 prints 1234.82 for 2019: what 0.45 gives. 0.4709 gives the figure of no year.
    let cropland = both.line("cropland").unwrap();
    let last = in_year(cropland, 2019);
    assert!((cropland.values[last][0].unwrap() - 1234.82).abs() < 0.005);
    assert!((cropland.values[last][1].unwrap() - 1256.96).abs() < 0.005);
    assert!((cropland.difference(last).unwrap() - 22.145).abs() < 0.001);
    assert!((cropland.relative(last).unwrap() * 100.0 - 1.79).abs() < 0.005);
    assert_eq!(cropland.printed[last], Some(1234.82));
    let [own, printed] = cropland.agreeing.unwrap();
    assert!(own > 0 && printed == 0, "{own} and {printed} years");
    let net = both.line("net").unwrap();
    assert!((net.difference(in_year(net, 2019)).unwrap() + 22.145).abs() < 0.001);
    let sum: f64 = (0..net.keys.len())
        .filter_map(|at| net.difference(at))
        .sum();
    assert_eq!(net.summed(), Some(sum));
    // Nothing else of the account differs.
    for measure in both.group(Group::Account) {
        let Quantity::Line(id) = &measure.quantity else {
            panic!()
        };
        let may = ["cropland", "sink", "net"].contains(&id.as_str());
        assert_eq!(measure.differs(), may, "{id}");
    }
}

#[test]
fn figures_are_those_of_each_scenario_alone() {
    let study = rice();
    let both = compare(&study, [0, 1]).unwrap();
    for (side, at) in [(0, 0), (1, 1)] {
        let alone = study.with_scenario(at).unwrap();
        let account = steps::account::chosen(&alone).unwrap();
        let relation = steps::relation::compute(&alone, &account).unwrap();
        let forecast = steps::forecast::compute(&alone, &account).unwrap();
        let change = steps::change::compute(&alone).unwrap();
        let find = |quantity: Quantity| {
            both.measures
                .iter()
                .find(|m| m.quantity == quantity)
                .unwrap()
        };
        let degrees = find(Quantity::RelationalDegree);
        for (line, degree) in relation.lines.iter().zip(&relation.relation.degrees) {
            let at = degrees
                .keys
                .iter()
                .position(|k| *k == Key::Line(line.clone()))
                .unwrap();
            assert_eq!(degrees.values[at][side], Some(*degree));
        }
        let path = find(Quantity::Path);
        let ahead = forecast
            .forecast
            .path
            .fitted
            .iter()
            .chain(&forecast.forecast.path.forecast);
        for (year, value) in forecast.forecast.years.iter().zip(ahead) {
            assert_eq!(path.values[in_year(path, *year)][side], Some(*value));
        }
        let degrees = find(Quantity::DynamicDegree(change.periods[0]));
        for (at, class) in change.classes.iter().enumerate() {
            let own = class.degrees[0].as_ref().ok().map(|d| d.percent_per_year);
            assert_eq!(degrees.values[at][side], own);
        }
    }
    for group in Group::ALL {
        assert!(both.group(group).count() > 0, "{group:?}");
    }
}

#[test]
fn inputs_that_differ_are_named_with_their_place() {
    let study = guizhou().add_scenario("more", Duplicate::Inputs).unwrap();
    let sheet = study.sheets[0].id.clone();
    let study = study.write(&sheet, 2, 0, &[vec!["99".to_owned()]]).unwrap();
    let study = study.write(&sheet, 3, 1, &[vec![String::new()]]).unwrap();
    let both = compare(&study, [0, 1]).unwrap();
    assert_eq!((both.inputs.count, both.inputs.listed.len()), (2, 2));
    let first = &both.inputs.listed[0];
    assert_eq!(first.indicator, study.sheets[0].columns[0].indicator);
    assert_eq!(first.year, study.sheets[0].rows[2].year);
    assert_eq!(first.values[1], Some(99.0));
    assert_eq!(both.inputs.listed[1].values[1], None);
    // A year whose input is gone has no net emission there, and no difference.
    let net = both.line("net").unwrap();
    let gone = in_year(net, study.sheets[0].rows[3].year);
    assert!(net.values[gone][0].is_some() && net.values[gone][1].is_none());
    assert_eq!(net.difference(gone), None);
}

#[test]
fn rows_in_another_order_and_another_unit_are_the_same_inputs() {
    let study = guizhou().add_scenario("turned", Duplicate::Inputs).unwrap();
    let mut turned = study.clone();
    let sheet = &mut turned.sheets[0];
    Arc::make_mut(&mut sheet.rows).reverse();
    for column in &mut sheet.columns {
        Arc::make_mut(&mut column.cells).reverse();
    }
    // And a column in another unit, as the page converts it.
    let id = turned.sheets[0].id.clone();
    let turned = turned
        .convert_column(&id, 0, &tanheng::core::units::Unit::parse("t").unwrap())
        .unwrap();
    assert_eq!(turned.sheets[0].columns[0].unit.code(), "t");
    let both = compare(&turned, [0, 1]).unwrap();
    assert_eq!(both.inputs.count, 0, "{:?}", both.inputs.listed);
    let within =
        |m: &Measure| (0..m.keys.len()).all(|at| m.difference(at).is_none_or(|d| d.abs() < 1e-9));
    assert!(both.measures.iter().all(within));
    assert!(both.is_same());
}

#[test]
fn a_row_that_only_one_scenario_has_is_a_difference() {
    let study = guizhou().add_scenario("short", Duplicate::Inputs).unwrap();
    let sheet = study.sheets[0].id.clone();
    let columns = study.sheets[0].columns.len();
    let last = study.sheets[0].rows.len() - 1;
    let shorter = study.remove_rows(&sheet, last..=last).unwrap();
    let both = compare(&shorter, [0, 1]).unwrap();
    assert_eq!(both.inputs.count, columns);
    assert!(both.inputs.listed.iter().all(|d| d.values[1].is_none()));
}

#[test]
fn the_printed_account_depends_on_no_scenario_and_is_set_aside() {
    let mut study = rice();
    study.choices.basis = Basis::Published;
    let both = compare(&study, [0, 1]).unwrap();
    assert!(both.is_printed_set_aside);
    assert!(both.line("cropland").unwrap().differs());
}

#[test]
fn a_step_that_one_of_them_lacks_is_told_and_the_rest_stays() {
    let study = guizhou().add_scenario("short", Duplicate::Inputs).unwrap();
    let mut short = study;
    for sheet in short.sheets.clone() {
        let rows = sheet.rows.len();
        short = short.remove_rows(&sheet.id, 2..=rows - 1).unwrap();
    }
    let both = compare(&short, [0, 1]).unwrap();
    let gone: Vec<_> = both.missing.iter().map(|m| (m.group, m.side)).collect();
    assert_eq!(gone, [(Group::Forecast, 1)]);
    assert!(both.line("net").unwrap().difference(0).is_some());
    let path = both
        .measures
        .iter()
        .find(|m| m.quantity == Quantity::Path)
        .unwrap();
    assert!(path.values.iter().all(|v| v[0].is_some() && v[1].is_none()));
}

#[test]
fn a_region_that_one_of_them_lacks_is_not_compared_with_the_sum_of_all() {
    let study = guizhou().add_scenario("more", Duplicate::Inputs).unwrap();
    let mut study = study;
    let mut other = study.regions[0].clone();
    other.code = "530000".to_owned();
    study.regions.push(other);
    for sheet in &mut study.sheets {
        let rows = Arc::make_mut(&mut sheet.rows);
        let more: Vec<_> = rows.to_vec();
        rows.extend(more.into_iter().map(|mut key| {
            key.region = "530000".into();
            key
        }));
        for column in &mut sheet.columns {
            let cells = Arc::make_mut(&mut column.cells);
            cells.extend(cells.clone());
        }
    }
    study.choices.region = Some("530000".to_owned());
    let both = compare(&study, [0, 1]).unwrap();
    let farm = both.line("farm").unwrap();
    assert!(farm.values.iter().any(|v| v[1].is_some()));
    assert!(
        farm.values.iter().all(|v| v[0].is_none()),
        "{:?}",
        farm.values
    );
}

#[test]
fn a_scenario_that_is_not_there_is_an_error() {
    assert_eq!(
        compare(&guizhou(), [0, 1]).unwrap_err().problem().code,
        "edit.nothing"
    );
    assert_eq!(
        compare(&rice(), [0, 2]).unwrap_err().problem().code,
        "edit.nothing"
    );
}

#[test]
fn a_job_compares_scenarios_or_coefficients() {
    let run = |text: &str| {
        let request = job::Request::parse(text).unwrap();
        job::run(&request, &mut |_| std::ops::ControlFlow::Continue(())).unwrap()
    };
    let job::Reply::Compare(by_value) = run(
        r#"{"method":"compare","case":"guizhou","coefficients":{"crop.rice.absorption":0.4709}}"#,
    ) else {
        panic!("a comparison");
    };
    let direct = compare(&rice(), [0, 1]).unwrap();
    assert_eq!(by_value.measures, direct.measures);
    let study = tanheng::exchange::study_file::write(&rice());
    let job::Reply::Compare(by_position) = run(&format!(
        r#"{{"method":"compare","study":{study},"scenarios":[0,1]}}"#
    )) else {
        panic!("a comparison");
    };
    assert_eq!(*by_position, direct);
    for bad in [
        r#"{"method":"compare","case":"guizhou"}"#,
        r#"{"method":"compare","case":"guizhou","scenarios":[0,1],"coefficients":{"a":1}}"#,
        r#"{"method":"compare","case":"guizhou","scenarios":[0]}"#,
    ] {
        assert!(job::Request::parse(bad).is_err(), "{bad}");
    }
}

fn mirrored(one: &Comparison, other: &Comparison) {
    assert_eq!(one.measures.len(), other.measures.len());
    for (a, b) in one.measures.iter().zip(&other.measures) {
        for at in 0..a.keys.len() {
            let place = b.keys.iter().position(|k| *k == a.keys[at]).unwrap();
            assert_eq!(a.difference(at).map(|d| -d), b.difference(place));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    /// Swapped scenarios differ by as much the other way round, and the difference of net is that of sources less that of
    /// sinks.
    #[test]
    fn differences_turn_round_and_add_up(film in 0.1..20.0_f64, rice in 0.1..0.9_f64) {
        let study = guizhou().add_scenario("b", Duplicate::Coefficients).unwrap();
        let study = study.set_coefficient("farm.film", &film.to_string()).unwrap();
        let study = study.set_coefficient(RICE, &rice.to_string()).unwrap();
        let both = compare(&study, [0, 1]).unwrap();
        mirrored(&both, &compare(&study, [1, 0]).unwrap());
        let by = |id: &str, at: usize| both.line(id).unwrap().difference(at).unwrap();
        for at in 0..both.line("net").unwrap().keys.len() {
            let gap = by("net", at) - (by("source", at) - by("sink", at));
            prop_assert!(gap.abs() < 1e-8, "{gap}");
        }
    }
}
