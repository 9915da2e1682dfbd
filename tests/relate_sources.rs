//! Grey relational degrees against published examples and another program: each test names its source.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says so by failing"
)]

use tanheng::core::relate::*;

fn options(normalisation: Normalisation) -> GreyOptions {
    GreyOptions {
        normalisation,
        ..GreyOptions::default()
    }
}

/// A column of Table 5 of the Guizhou paper.
fn column(name: &str) -> Vec<f64> {
    let table = tanheng::exchange::cases::load("guizhou")
        .and_then(|s| s.published)
        .and_then(|p| p.account)
        .expect("Table 5 ships");
    if name == "net" {
        table.net
    } else {
        table.lines[name].clone()
    }
}

#[track_caller]
fn near_all(actual: &[f64], expected: &[f64], absolute: f64) {
    assert_eq!(actual.len(), expected.len());
    for (actual, expected) in actual.iter().zip(expected) {
        assert!(
            (actual - expected).abs() <= absolute,
            "{actual} is not {expected}"
        );
    }
}

#[test]
fn provinces_equal_the_r_package_gra() {
    // R package GRA 1.0.0 (N. Liu), printed in its vignette of 2017-06-30: values already between 0 and 1, ideal 1.
    let provinces = [
        vec![0.064, 0.082, 0.978, 0.423],
        vec![0.101, 0.3, 1.0, 0.917],
        vec![0.114, 0.14, 0.943, 0.315],
        vec![0.102, 0.147, 0.934, 0.395],
        vec![0.022, 0.053, 0.927, 0.061],
        vec![1.0, 1.0, 0.012, 1.0],
    ];
    let relation = grey_relation(&[1.0; 4], &provinces, &options(Normalisation::None)).unwrap();
    let printed = [
        0.5284821, 0.6561295, 0.5095917, 0.5133171, 0.4735997, 0.8333333,
    ];
    near_all(&relation.degrees, &printed, 0.5e-7);
    assert_eq!(relation.ranks, [3, 2, 5, 4, 6, 1]);
}

#[test]
fn ties_equal_the_r_package_mathmodels() {
    // R package mathmodels (J. Zhang), example of grey_corr as R CMD check printed it.
    let comparisons = [
        vec![0.9, 0.7, 0.8],
        vec![0.8, 0.9, 0.7],
        vec![0.7, 0.8, 0.9],
    ];
    let relation = grey_relation(
        &[0.9, 0.8, 0.7],
        &comparisons,
        &options(Normalisation::None),
    )
    .unwrap();
    near_all(
        &relation.degrees,
        &[0.6666667, 0.6666667, 0.5555556],
        0.5e-7,
    );
    assert_eq!(relation.ranks, [1, 1, 3]);
}

#[test]
fn mean_images_equal_a_course_notebook() {
    // DvdBr3o/mcm on GitHub, notebook on grey relation: three series of four points, divided by their means.
    let comparisons = [vec![24.0, 38.0, 40.0, 50.0], vec![10.0, 22.0, 18.0, 20.0]];
    let reference = [55.0, 65.0, 75.0, 100.0];
    let relation = grey_relation(&reference, &comparisons, &options(Normalisation::Mean)).unwrap();
    near_all(
        &relation.reference,
        &[0.74576271, 0.88135593, 1.01694915, 1.3559322],
        0.5e-8,
    );
    near_all(&relation.degrees, &[0.76966578, 0.60058464], 0.5e-8);
}

#[test]
fn weights_and_normalisations_equal_greytheory() {
    // Python package greytheory 2.0.5: analysis.gra.grey_relation(net, [built, cropland, pasture], rho=0.3, weights=1…15).
    use Normalisation::*;
    let expected = [
        (
            Initial,
            [0.5971842223828224, 0.41411239603419814, 0.3063368696436622],
        ),
        (
            Mean,
            [0.9479241793457545, 0.8204137196583781, 0.38301245032630027],
        ),
        (
            MinMaxBenefit,
            [0.8858758731420091, 0.610776292827262, 0.27784497402778885],
        ),
        (
            ZScore,
            [0.9097778632929673, 0.5755351198570835, 0.415123268076642],
        ),
        (
            None,
            [0.6562854747991327, 0.5062285115568114, 0.3813074546487364],
        ),
    ];
    let comparisons = ["built", "cropland", "pasture"].map(column);
    for (normalisation, degrees) in expected {
        let options = GreyOptions {
            normalisation,
            distinguishing_coefficient: 0.3,
            weights: Some((1..=15).map(f64::from).collect()),
            ..GreyOptions::default()
        };
        let relation = grey_relation(&column("net"), &comparisons, &options).unwrap();
        near_all(&relation.degrees, &degrees, 1e-13);
    }
}
