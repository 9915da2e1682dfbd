//! What must hold for any account, whatever the numbers.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says so by failing"
)]

use std::sync::Arc;

use proptest::prelude::*;
use tanheng::core::account::{Account, LINE_LEFT_OUT, Total};
use tanheng::core::study::{Cell, Region, RowKey, Study, Text};
use tanheng::core::units::Unit;
use tanheng::exchange::cases;
use tanheng::steps::account;

/// The Guizhou study with `regions` regions whose numbers are the case's times a factor each.
fn study(factors: &[f64]) -> Study {
    let mut study = cases::load("guizhou").expect("shipped");
    study.regions = (0..factors.len())
        .map(|i| Region {
            parent: None,
            code: format!("r{i}"),
            name: Text::One(format!("region {i}")),
        })
        .collect();
    for sheet in &mut study.sheets {
        let rows = sheet.rows.clone();
        let mut keys = Vec::new();
        for i in 0..factors.len() {
            keys.extend(rows.iter().map(|k| RowKey {
                region: format!("r{i}").into(),
                year: k.year,
            }));
        }
        sheet.rows = Arc::new(keys);
        for column in &mut sheet.columns {
            let intensive = column.unit.dimension().is_intensive();
            let cells = factors.iter().flat_map(|f| {
                column.cells.iter().map(move |c| match c {
                    Cell::Number(v) => Cell::Number(if intensive { *v } else { v * f }),
                    other => other.clone(),
                })
            });
            column.cells = Arc::new(cells.collect());
        }
    }
    study
}

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-12 * a.abs().max(b.abs()).max(1e-300)
}

fn totals(account: &Account) -> Vec<f64> {
    [Total::Source, Total::Sink, Total::Net]
        .into_iter()
        .flat_map(|t| account.total(t, None).values)
        .map(|v| v.expect("complete inputs"))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn regions_add_up(factors in prop::collection::vec(1e-3..1e3_f64, 1..6)) {
        let account = account::compute(&study(&factors)).unwrap();
        let whole = account.total(Total::Net, None);
        for (i, value) in whole.values.iter().enumerate() {
            let parts: f64 = (0..factors.len())
                .map(|r| account.total(Total::Net, Some(&format!("r{r}"))).values[i].unwrap())
                .sum();
            prop_assert!(close(parts, value.unwrap()) || (parts - value.unwrap()).abs() < 1e-8);
        }
    }

    #[test]
    fn scaled_inputs_scale_the_account(factor in 1e-6..1e6_f64) {
        let one = totals(&account::compute(&study(&[1.0])).unwrap());
        let scaled = totals(&account::compute(&study(&[factor])).unwrap());
        for (a, b) in one.iter().zip(&scaled) {
            // Net is a difference of sums of this size, so its last digits may differ more than theirs.
            prop_assert!((a * factor - b).abs() <= 1e-11 * factor * 1e4);
        }
    }

    #[test]
    fn the_order_of_rows_does_not_matter(seed in prop::collection::vec(any::<u32>(), 15)) {
        let ordered = study(&[1.0]);
        let mut shuffled = ordered.clone();
        let mut order: Vec<usize> = (0..15).collect();
        order.sort_by_key(|&i| seed[i]);
        for sheet in &mut shuffled.sheets {
            sheet.rows = Arc::new(order.iter().map(|&i| sheet.rows[i].clone()).collect());
            for column in &mut sheet.columns {
                column.cells = Arc::new(order.iter().map(|&i| column.cells[i].clone()).collect());
            }
        }
        prop_assert_eq!(account::compute(&ordered).unwrap(), account::compute(&shuffled).unwrap());
    }

    #[test]
    fn the_unit_of_a_column_does_not_matter(column in 0_usize..7, choice in any::<prop::sample::Index>()) {
        let study = study(&[1.0]);
        let unit: &Unit = &study.sheets[0].columns[column].unit;
        let units = unit.alternatives();
        let other = &units[choice.index(units.len())];
        let converted = study.convert_column("activity", column, other).unwrap();
        let (before, after) = (totals(&account::compute(&study).unwrap()), totals(&account::compute(&converted).unwrap()));
        for (a, b) in before.iter().zip(&after) {
            prop_assert!((a - b).abs() <= 1e-9);
        }
    }
}

#[test]
fn a_gap_leaves_a_gap_and_an_empty_column_is_left_out() {
    let whole = study(&[1.0]);
    let gap = whole
        .write("activity", 3, 0, &[vec![String::new()]])
        .unwrap();
    let account = account::compute(&gap).unwrap();
    assert_eq!(account.line("farm").unwrap().values[3], None);
    assert_eq!((account.source[3], account.net[3]), (None, None));
    assert!(account.sink[3].is_some());
    assert!(
        account
            .problems
            .iter()
            .any(|p| p.code == "account.gap" && p.place.year == Some(2008))
    );

    let two = gap.write("activity", 5, 0, &[vec![String::new()]]).unwrap();
    let told = account::compute(&two).unwrap().problems;
    let gaps: Vec<_> = told.iter().filter(|p| p.code == "account.gaps").collect();
    assert_eq!(gaps.len(), 1, "one sentence for both years: {told:?}");
    assert_eq!(gaps[0].place.column.as_deref(), Some("fertiliser_pure"));

    let empty: Vec<Vec<String>> = vec![vec![String::new()]; 15];
    let without = whole.write("activity", 0, 4, &empty).unwrap();
    let account = account::compute(&without).unwrap();
    // 111.5749 less film: 29321e3 kg · 5.18 / 1e7 = 15.1883
    let farm = account.line("farm").unwrap().values[0].unwrap();
    assert!((farm - (111.574_93 - 15.188_278)).abs() < 1e-4, "{farm}");
    assert!(
        account
            .problems
            .iter()
            .any(|p| p.code == "account.input_left_out")
    );
}

#[test]
fn a_line_without_data_is_named_where_others_have_some() {
    let whole = study(&[1.0]);
    let empty: Vec<Vec<String>> = vec![vec![String::new(); 2]; 15];
    let at = whole.column("gdp_secondary").unwrap().1;
    let without = whole.write("activity", 0, at, &empty).unwrap();
    let account = account::compute(&without).unwrap();
    let named: Vec<_> = account
        .problems
        .iter()
        .filter(|p| p.code == LINE_LEFT_OUT)
        .map(|p| p.place.column.as_deref())
        .collect();
    assert_eq!(named, [Some("built")]);
    let whole = account::compute(&whole).unwrap().problems;
    assert!(whole.iter().all(|p| p.code != LINE_LEFT_OUT), "{whole:?}");
    let blank = account::compute(&cases::load("blank").unwrap()).unwrap();
    assert!(
        blank.problems.is_empty(),
        "nothing is missing where nothing is begun"
    );
}

#[test]
fn units_that_do_not_come_out_as_carbon_are_refused() {
    let mut study = study(&[1.0]);
    // The factor per tonne of standard coal applied to tonnes of goods: the classic slip.
    study.account[1].terms[0].coefficients[0].id = "built.coal".into();
    let error = account::compute(&study).unwrap_err();
    assert!(
        matches!(
            error,
            tanheng::core::account::AccountError::NotCarbon { .. }
        ),
        "{error}"
    );
}

#[test]
fn a_blank_study_has_no_account_and_no_zeros() {
    let account = account::compute(&cases::load("blank").unwrap()).unwrap();
    assert!(account.lines.iter().all(|l| !l.has_data()));
    assert!(account.net.iter().all(Option::is_none));
}

#[test]
fn huge_beside_tiny_stays_finite_or_says_so() {
    let study = study(&[1.0]);
    let wide = study
        .write(
            "activity",
            0,
            0,
            &[vec!["1000000000".into(), "0.000000001".into()]],
        )
        .unwrap();
    let account = account::compute(&wide).unwrap();
    assert!(
        account
            .lines
            .iter()
            .flat_map(|l| &l.values)
            .flatten()
            .all(|v| v.is_finite())
    );
    let over = study
        .write("activity", 0, 0, &[vec!["1e308".into()]])
        .unwrap();
    let error = account::compute(&over).unwrap_err();
    assert!(
        matches!(
            error,
            tanheng::core::account::AccountError::Overflow { index: 0, .. }
        ),
        "{error}"
    );
}

/// A year in which one of the regions has no row has no sum of all regions: the others alone would be too little.
#[test]
fn a_region_without_rows_leaves_those_years_without_a_sum() {
    let mut study = study(&[1.0, 2.0]);
    let before = totals(&account::compute(&study).unwrap());
    let gone = study.sheets[0].rows.last().unwrap().clone();
    for sheet in &mut study.sheets {
        let at = sheet.rows.iter().position(|k| *k == gone).unwrap();
        Arc::make_mut(&mut sheet.rows).remove(at);
        for column in &mut sheet.columns {
            Arc::make_mut(&mut column.cells).remove(at);
        }
    }
    let account = account::compute(&study).unwrap();
    let net = account.total(Total::Net, None);
    let at = net.years.iter().position(|y| *y == gone.year).unwrap();
    assert_eq!(net.values[at], None);
    let known = net.values.iter().flatten().count();
    assert_eq!(known, net.years.len() - 1);
    assert!(known < before.len());
    let told = account
        .problems
        .iter()
        .find(|p| p.code == "account.missing_rows")
        .unwrap();
    assert_eq!(told.place.region.as_deref(), Some(&*gone.region));
}
