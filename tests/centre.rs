//! Gravity centres and deviational ellipses: values of pointpats and PROJ, cases by hand, what must not change them.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says so by failing"
)]
#![cfg(not(target_arch = "wasm32"))]

use std::f64::consts::{PI, SQRT_2};

use proptest::prelude::*;
use serde::Deserialize;
use tanheng::core::geo::Coord;
use tanheng::core::geo::albers::Albers;
use tanheng::core::space::centre::{
    CentreError, CentreMean, CentreOptions, Compass, EARTH_RADIUS_KM, EllipseForm, EllipseOptions,
    EqualArea, GravityCentre, LonLat, deviational_ellipses, gravity_centre, plane_ellipse,
};

const DEGREE_KM: f64 = PI / 180.0 * EARTH_RADIUS_KM;

fn places(of: &[[f64; 2]]) -> Vec<LonLat> {
    of.iter()
        .map(|[lon, lat]| LonLat::new(*lon, *lat))
        .collect()
}

/// One year of weights.
fn once(weights: &[f64]) -> Vec<Vec<Option<f64>>> {
    weights.iter().map(|w| vec![Some(*w)]).collect()
}

fn by(mean: CentreMean) -> CentreOptions {
    CentreOptions {
        mean,
        ..CentreOptions::default()
    }
}

fn near(found: f64, expected: f64, within: f64) {
    assert!((found - expected).abs() <= within, "{found} for {expected}");
}

fn near_place(found: LonLat, expected: [f64; 2], within: f64) {
    near(found.lon, expected[0], within);
    near(found.lat, expected[1], within);
}

#[derive(Deserialize)]
struct Axes {
    major: f64,
    minor: f64,
    angle: f64,
}

#[derive(Deserialize)]
struct PlaneCase {
    points: Vec<[f64; 2]>,
    weights: Vec<f64>,
    centre: [f64; 2],
    yuill: Axes,
    arc_gis: Axes,
    crime_stat: Axes,
}

#[derive(Deserialize)]
struct PathYear {
    year: i32,
    degrees: [f64; 2],
    projected: [f64; 2],
    spherical: [f64; 2],
    yuill: Axes,
    arc_gis: Axes,
    crime_stat: Axes,
    degrees_step: Option<[f64; 2]>,
    projected_step: Option<[f64; 2]>,
    spherical_step: Option<[f64; 2]>,
}

#[derive(Deserialize)]
struct PathCase {
    places: Vec<[f64; 2]>,
    weights: Vec<Vec<Option<f64>>>,
    years: Vec<PathYear>,
}

/// tests/data/space/centre/README.md.
fn path_case() -> PathCase {
    serde_json::from_str(include_str!("data/space/centre/path.json")).unwrap()
}

/// pointpats counts its angle counter-clockwise from the x axis.
fn same_direction(rotation: Option<f64>, angle: f64, within: f64) {
    let off = (rotation.unwrap() - (90.0 - angle)).rem_euclid(180.0);
    assert!(off.min(180.0 - off) < within, "{rotation:?} for {angle}");
}

#[test]
fn ellipses_in_a_plane_are_those_of_pointpats() {
    let cases: Vec<PlaneCase> =
        serde_json::from_str(include_str!("data/space/centre/pointpats.json")).unwrap();
    assert_eq!(cases.len(), 4);
    for case in &cases {
        let points: Vec<Coord> = case
            .points
            .iter()
            .map(|[x, y]| Coord::new(*x, *y))
            .collect();
        for (form, axes) in [
            (EllipseForm::Yuill, &case.yuill),
            (EllipseForm::ArcGis, &case.arc_gis),
            (EllipseForm::CrimeStat, &case.crime_stat),
        ] {
            let found = plane_ellipse(&points, &case.weights, form).unwrap();
            near(found.x, case.centre[0], 1e-9);
            near(found.y, case.centre[1], 1e-9);
            near(found.semi_major, axes.major, 1e-9);
            near(found.semi_minor, axes.minor, 1e-9);
            near(found.area, PI * axes.major * axes.minor, 1e-6);
            same_direction(found.rotation, axes.angle, 1e-9);
        }
    }
}

#[test]
fn a_path_over_china_is_that_of_proj_and_pointpats() {
    let case = path_case();
    let places = places(&case.places);
    let years: Vec<i32> = case.years.iter().map(|y| y.year).collect();
    for mean in [
        CentreMean::Degrees,
        CentreMean::Projected,
        CentreMean::Spherical,
    ] {
        let path = gravity_centre(&places, &years, &case.weights, &by(mean)).unwrap();
        for (found, expected) in path.years.iter().zip(&case.years) {
            // 1e-8 degrees are a millimetre.
            near_place(found.degrees, expected.degrees, 1e-12);
            near_place(found.projected, expected.projected, 1e-8);
            near_place(found.spherical, expected.spherical, 1e-11);
            let chosen = match mean {
                CentreMean::Degrees => found.degrees,
                CentreMean::Projected => found.projected,
                CentreMean::Spherical => found.spherical,
            };
            assert_eq!(found.centre, chosen);
            assert_eq!(found.units, 12);
        }
        let steps = case.years.iter().filter_map(|year| match mean {
            CentreMean::Degrees => year.degrees_step,
            CentreMean::Projected => year.projected_step,
            CentreMean::Spherical => year.spherical_step,
        });
        assert_eq!(path.steps.len(), 3);
        for (found, [km, bearing]) in path.steps.iter().zip(steps) {
            near(found.distance_km, km, 1e-5);
            near(found.bearing.unwrap(), bearing, 1e-6);
            near(found.km_per_year, km / 5.0, 1e-5);
        }
        let length: f64 = path.steps.iter().map(|s| s.distance_km).sum();
        assert_eq!(path.length_km, length);
        assert!(path.net.unwrap().distance_km < length);
    }
}

#[test]
fn ellipses_over_china_are_those_of_pointpats_on_the_plane_of_proj() {
    let case = path_case();
    let places = places(&case.places);
    let years: Vec<i32> = case.years.iter().map(|y| y.year).collect();
    for form in [
        EllipseForm::Yuill,
        EllipseForm::ArcGis,
        EllipseForm::CrimeStat,
    ] {
        let options = EllipseOptions {
            form,
            ..EllipseOptions::default()
        };
        let found = deviational_ellipses(&places, &years, &case.weights, &options).unwrap();
        for (found, expected) in found.years.iter().zip(&case.years) {
            let axes = match form {
                EllipseForm::Yuill => &expected.yuill,
                EllipseForm::ArcGis => &expected.arc_gis,
                EllipseForm::CrimeStat => &expected.crime_stat,
            };
            near_place(found.centre, expected.projected, 1e-8);
            near(found.semi_major_km, axes.major, 1e-6);
            near(found.semi_minor_km, axes.minor, 1e-6);
            near(
                found.flattening.unwrap(),
                1.0 - axes.minor / axes.major,
                1e-9,
            );
            near(found.area_km2, PI * axes.major * axes.minor, 1e-2);
            same_direction(found.rotation, axes.angle, 1e-8);
        }
    }
}

/// Every point of the ring lies on the ellipse, and the polygon has nearly its area.
#[test]
fn the_ring_is_the_ellipse() {
    let case = path_case();
    let places = places(&case.places);
    let weights: Vec<_> = case.weights.iter().map(|own| own[..1].to_vec()).collect();
    let found =
        deviational_ellipses(&places, &[2005], &weights, &EllipseOptions::default()).unwrap();
    let ellipse = &found.years[0];
    let plane = |place: LonLat| Albers::china().forward(place.into()).unwrap();
    let centre = plane(ellipse.centre);
    let turn = ellipse.rotation.unwrap().to_radians();
    let mut twice = 0.0;
    assert_eq!(ellipse.ring.len(), 72);
    for (at, place) in ellipse.ring.iter().enumerate() {
        let (a, b) = (plane(*place), plane(ellipse.ring[(at + 1) % 72]));
        let (x, y) = ((a.x - centre.x) / 1e3, (a.y - centre.y) / 1e3);
        let along = x * libm::sin(turn) + y * libm::cos(turn);
        let across = x * libm::cos(turn) - y * libm::sin(turn);
        let on = (along / ellipse.semi_major_km).powi(2) + (across / ellipse.semi_minor_km).powi(2);
        near(on, 1.0, 1e-9);
        twice += (a.x * b.y - b.x * a.y) / 1e6;
        if at == 0 {
            near(along, ellipse.semi_major_km, 1e-6);
        }
    }
    // Clockwise, and a 72-gon has sin(5°)/5° of its ellipse.
    let polygon = 36.0 / PI * libm::sin(2.0 * PI / 72.0) * ellipse.area_km2;
    near(-twice / 2.0, polygon, 1e-3);
}

/// (1·0 + 3·4)/4 = 3, (1·0 + 3·8)/4 = 6.
#[test]
fn a_centre_by_hand() {
    let places = places(&[[0.0, 0.0], [4.0, 8.0]]);
    let path = gravity_centre(
        &places,
        &[2020],
        &once(&[1.0, 3.0]),
        &by(CentreMean::Degrees),
    )
    .unwrap();
    assert_eq!(path.years[0].centre, LonLat::new(3.0, 6.0));
    assert_eq!((path.years[0].weight, path.years[0].units), (4.0, 2));
    assert!(path.steps.is_empty() && path.net.is_none() && path.length_km == 0.0);
}

/// Two places at 60° N, 60° apart: the mean of degrees is at 60° N, the middle of the great circle north of it, where
/// tan φ = tan 60° / cos 30° = 2.
#[test]
fn the_mean_on_the_sphere_is_the_middle_of_the_great_circle() {
    let places = places(&[[80.0, 60.0], [140.0, 60.0]]);
    let path = gravity_centre(
        &places,
        &[1],
        &once(&[2.0, 2.0]),
        &by(CentreMean::Spherical),
    )
    .unwrap();
    let of = &path.years[0];
    assert_eq!(of.degrees, LonLat::new(110.0, 60.0));
    near_place(of.spherical, [110.0, 2.0_f64.atan().to_degrees()], 1e-12);
    near(
        of.degrees_to_spherical_km,
        (2.0_f64.atan().to_degrees() - 60.0) * DEGREE_KM,
        1e-9,
    );
}

#[test]
fn on_the_equator_the_mean_on_the_sphere_is_that_of_degrees() {
    let places = places(&[[10.0, 0.0], [30.0, 0.0]]);
    let path =
        gravity_centre(&places, &[1], &once(&[1.0, 1.0]), &CentreOptions::default()).unwrap();
    near_place(path.years[0].spherical, [20.0, 0.0], 1e-13);
    assert_eq!(path.years[0].degrees, LonLat::new(20.0, 0.0));
}

/// 179° E and 179° W: on the sphere the middle is the 180th meridian, of degrees it is Greenwich.
#[test]
fn the_180th_meridian_parts_degrees_and_not_the_sphere() {
    let places = places(&[[179.0, 10.0], [-179.0, 10.0]]);
    let path =
        gravity_centre(&places, &[1], &once(&[1.0, 1.0]), &CentreOptions::default()).unwrap();
    assert_eq!(path.years[0].degrees, LonLat::new(0.0, 10.0));
    near(path.years[0].spherical.lon.abs(), 180.0, 1e-12);
    assert!(path.years[0].degrees_to_spherical_km > 17_000.0);
}

/// One step in each of four directions from the middle of a cross, a degree long; and none.
#[test]
fn steps_have_length_and_direction() {
    let corners = places(&[[1.0, 0.0], [0.0, 1.0], [-1.0, 0.0], [0.0, -1.0]]);
    let year = |only: usize| {
        (0..4)
            .map(|unit| f64::from(unit == only))
            .collect::<Vec<_>>()
    };
    let years: Vec<Vec<f64>> = vec![
        vec![1.0; 4],
        year(0),
        vec![1.0; 4],
        year(1),
        vec![2.0; 4],
        year(3),
        year(3),
    ];
    let weights: Vec<Vec<Option<f64>>> = (0..4)
        .map(|unit| years.iter().map(|y| Some(y[unit])).collect())
        .collect();
    let options = CentreOptions {
        leave_one_out: false,
        ..CentreOptions::default()
    };
    let path = gravity_centre(&corners, &[1, 2, 3, 4, 6, 7, 8], &weights, &options).unwrap();
    let found: Vec<_> = path
        .steps
        .iter()
        .map(|s| (s.bearing, s.direction))
        .collect();
    assert_eq!(
        found,
        [
            (Some(90.0), Some(Compass::E)),
            (Some(270.0), Some(Compass::W)),
            (Some(0.0), Some(Compass::N)),
            (Some(180.0), Some(Compass::S)),
            (Some(180.0), Some(Compass::S)),
            (None, None),
        ]
    );
    for step in &path.steps[..5] {
        near(step.distance_km, DEGREE_KM, 1e-9);
    }
    near(path.steps[3].km_per_year, DEGREE_KM / 2.0, 1e-9);
    near(path.length_km, 5.0 * DEGREE_KM, 1e-8);
    let net = path.net.unwrap();
    assert_eq!(
        (net.from_year, net.to_year, net.direction),
        (1, 8, Some(Compass::S))
    );
}

#[test]
fn eight_directions_have_45_degrees_each() {
    let at = |bearing| Compass::of(bearing).unwrap().id();
    let all: Vec<&str> = (0..8).map(|k| at(f64::from(k) * 45.0)).collect();
    assert_eq!(all, ["n", "ne", "e", "se", "s", "sw", "w", "nw"]);
    assert_eq!(
        (at(22.4), at(22.6), at(337.4), at(337.6), at(-45.0)),
        ("n", "ne", "nw", "n", "nw")
    );
    for (compass, text) in [(Compass::Ne, "\"ne\""), (Compass::Sw, "\"sw\"")] {
        assert_eq!(serde_json::to_string(&compass).unwrap(), text);
    }
}

/// A quarter of the earth round the equator is 10 007.557 km on this sphere.
#[test]
fn a_quarter_of_the_earth() {
    let places = places(&[[0.0, 0.0], [90.0, 0.0]]);
    let weights = vec![vec![Some(1.0), Some(0.0)], vec![Some(0.0), Some(1.0)]];
    let path = gravity_centre(&places, &[1, 2], &weights, &CentreOptions::default()).unwrap();
    near(path.steps[0].distance_km, PI / 2.0 * 6371.0088, 1e-9);
    near(path.steps[0].distance_km, 10_007.557, 1e-3);
}

/// 0, 4 and 8° E with weights 1, 1 and 2, then 1, 0 and 1: the centres are 5 and 4.
#[test]
fn leaving_one_out_by_hand() {
    let line = places(&[[0.0, 0.0], [4.0, 0.0], [8.0, 0.0]]);
    let weights = vec![
        vec![Some(1.0), Some(1.0)],
        vec![Some(1.0), Some(0.0)],
        vec![Some(2.0), Some(1.0)],
    ];
    let path = gravity_centre(&line, &[1, 2], &weights, &CentreOptions::default()).unwrap();
    assert_eq!(path.years[0].centre, LonLat::new(5.0, 0.0));
    assert_eq!(path.years[1].centre, LonLat::new(4.0, 0.0));
    let found: Vec<_> = path
        .left_out
        .iter()
        .map(|of| {
            (
                of.unit,
                of.centres
                    .iter()
                    .map(|c| c.unwrap().lon)
                    .collect::<Vec<_>>(),
            )
        })
        .collect();
    // Without the third (0 + 4)/2 = 2 and 0; without the first (4 + 16)/3 = 20/3 and 8; without the second 16/3 and 4.
    // Distances 3 and 4, 5/3 and 4, 1/3 and 0.
    assert_eq!(
        found,
        [
            (2, vec![2.0, 0.0]),
            (0, vec![20.0 / 3.0, 8.0]),
            (1, vec![16.0 / 3.0, 4.0])
        ]
    );
    near(path.left_out[0].mean_km.unwrap(), 3.5 * DEGREE_KM, 1e-9);
    near(path.left_out[1].greatest_km.unwrap(), 4.0 * DEGREE_KM, 1e-9);
    assert_eq!(path.left_out[2].displacement_km[1], Some(0.0));
    assert_eq!(path.years[0].most_influential, Some(2));
    // Two are equally strong in the second year: the first of them.
    assert_eq!(path.years[1].most_influential, Some(0));
}

#[test]
fn a_unit_with_all_the_weight_leaves_no_centre() {
    let two = places(&[[100.0, 30.0], [110.0, 30.0]]);
    let path = gravity_centre(&two, &[1], &once(&[0.0, 5.0]), &CentreOptions::default()).unwrap();
    let first = &path.left_out[0];
    assert_eq!(
        (first.unit, first.is_sole, &first.centres[0]),
        (1, true, &None)
    );
    assert_eq!((first.mean_km, first.greatest_km), (None, None));
    assert_eq!(path.years[0].most_influential, Some(1));
    assert_eq!(path.left_out[1].displacement_km, [Some(0.0)]);
}

/// The third unit has no weight in 2020.
#[test]
fn missing_weights_leave_the_unit_out_and_are_listed() {
    let line = places(&[[100.0, 30.0], [104.0, 30.0], [120.0, 30.0]]);
    let weights = vec![
        vec![Some(1.0), Some(1.0)],
        vec![Some(1.0), Some(1.0)],
        vec![Some(2.0), None],
    ];
    let run = |common_units| {
        let options = CentreOptions {
            common_units,
            ..CentreOptions::default()
        };
        gravity_centre(&line, &[2010, 2020], &weights, &options).unwrap()
    };
    let common = run(true);
    let lons = |path: &GravityCentre| path.years.iter().map(|y| y.centre.lon).collect::<Vec<_>>();
    assert_eq!(lons(&common), [102.0, 102.0]);
    assert_eq!(common.left_out.len(), 2);
    // Off: the gap looks like a jump of 9 degrees.
    let each = run(false);
    assert_eq!(lons(&each), [111.0, 102.0]);
    assert_eq!((each.years[0].units, each.years[1].units), (3, 2));
    let third = each.left_out.iter().find(|of| of.unit == 2).unwrap();
    assert_eq!((third.centres[1], third.displacement_km[1]), (None, None));
    assert!(!third.is_sole);
    for path in [common, each] {
        assert_eq!(path.missing.len(), 1);
        assert_eq!(
            (path.missing[0].unit, &path.missing[0].years[..]),
            (2, &[2020][..])
        );
    }
    let ellipses =
        deviational_ellipses(&line, &[2010, 2020], &weights, &EllipseOptions::default()).unwrap();
    assert_eq!(ellipses.missing[0].unit, 2);
    assert_eq!(ellipses.years[0].units, 2);
}

#[test]
fn places_on_a_line_and_in_one_place_have_an_ellipse_without_width() {
    let line = [0.0, 1.0, 2.0].map(|t| Coord::new(3.0 * t, 4.0 * t));
    let found = plane_ellipse(&line, &[1.0; 3], EllipseForm::Yuill).unwrap();
    // Distances 5 apart: σ² = 2 · 25 / 3.
    near(found.semi_major, (50.0_f64 / 3.0).sqrt(), 1e-12);
    near(found.semi_minor, 0.0, 1e-12);
    near(
        found.rotation.unwrap(),
        90.0 - (4.0_f64 / 3.0).atan().to_degrees(),
        1e-12,
    );
    let one = places(&[[105.0, 30.0], [105.0, 30.0]]);
    let found =
        deviational_ellipses(&one, &[1], &once(&[1.0, 1.0]), &EllipseOptions::default()).unwrap();
    let of = &found.years[0];
    assert_eq!(
        (of.semi_major_km, of.area_km2, of.rotation, of.flattening),
        (0.0, 0.0, None, None)
    );
    near_place(of.ring[40], [105.0, 30.0], 1e-9);
}

#[test]
fn a_round_cloud_has_no_direction() {
    let corners =
        [(1.0, 1.0), (-1.0, 1.0), (-1.0, -1.0), (1.0, -1.0)].map(|(x, y)| Coord::new(x, y));
    let found = plane_ellipse(&corners, &[3.0; 4], EllipseForm::ArcGis).unwrap();
    assert_eq!(found.rotation, None);
    near(found.semi_major, SQRT_2, 1e-12);
    near(found.semi_minor, SQRT_2, 1e-12);
    assert!(found.semi_minor <= found.semi_major);
}

#[test]
fn bad_input_is_told() {
    let two = places(&[[100.0, 30.0], [110.0, 30.0]]);
    let path = |places: &[LonLat], years: &[i32], weights: &[Vec<Option<f64>>]| {
        gravity_centre(places, years, weights, &CentreOptions::default()).unwrap_err()
    };
    let good = once(&[1.0, 2.0]);
    assert_eq!(path(&[], &[1], &[]), CentreError::NoUnits);
    assert_eq!(path(&two, &[], &[vec![], vec![]]), CentreError::NoYears);
    assert_eq!(
        path(&two, &[1], &good[..1]),
        CentreError::UnitCount {
            found: 1,
            expected: 2
        }
    );
    assert_eq!(
        path(&two, &[1, 2], &good),
        CentreError::YearCount {
            unit: 0,
            found: 1,
            expected: 2
        }
    );
    let twice = vec![vec![Some(1.0); 2]; 2];
    assert_eq!(
        path(&two, &[2020, 2020], &twice),
        CentreError::YearOrder { year: 2020 }
    );
    for odd in [
        [200.0, 30.0],
        [100.0, 91.0],
        [f64::NAN, 0.0],
        [0.0, f64::INFINITY],
    ] {
        let places = places(&[[100.0, 30.0], odd]);
        assert_eq!(path(&places, &[1], &good), CentreError::Place { unit: 1 });
    }
    let weighted = |weights: &[f64]| path(&two, &[7], &once(weights));
    assert_eq!(
        weighted(&[1.0, f64::NAN]),
        CentreError::NotFinite { year: 7, unit: 1 }
    );
    assert_eq!(
        weighted(&[f64::INFINITY, 1.0]),
        CentreError::NotFinite { year: 7, unit: 0 }
    );
    assert_eq!(
        weighted(&[1.0, -2.0]),
        CentreError::Negative {
            year: 7,
            unit: 1,
            value: -2.0
        }
    );
    assert_eq!(weighted(&[0.0, 0.0]), CentreError::AllZero { year: 7 });
    assert_eq!(
        weighted(&[1.7e308, 1.7e308]),
        CentreError::Overflow { year: 7 }
    );
    let alone = vec![vec![Some(1.0)], vec![None]];
    assert_eq!(
        path(&two, &[7], &alone),
        CentreError::TooFewUnits {
            year: 7,
            found: 1,
            needed: 2
        }
    );
    let opposite = places(&[[0.0, 0.0], [180.0, 0.0]]);
    let error = path(&opposite, &[7], &once(&[1.0, 1.0]));
    assert!(
        matches!(
            error,
            CentreError::Balanced { .. } | CentreError::OffMap { .. }
        ),
        "{error}"
    );
    for (parallels, longitude) in [
        ((10.0, -10.0), 0.0),
        ((95.0, 20.0), 0.0),
        ((f64::NAN, 20.0), 0.0),
        ((25.0, 47.0), 999.0),
    ] {
        let projection = EqualArea {
            parallels,
            longitude,
        };
        let centre = CentreOptions {
            projection,
            ..CentreOptions::default()
        };
        assert_eq!(
            gravity_centre(&two, &[1], &good, &centre),
            Err(CentreError::Projection)
        );
        let ellipse = EllipseOptions {
            projection,
            ..EllipseOptions::default()
        };
        assert_eq!(
            deviational_ellipses(&two, &[1], &good, &ellipse),
            Err(CentreError::Projection)
        );
    }
    for points in [0, 7, 721, usize::MAX] {
        let options = EllipseOptions {
            ring_points: points,
            ..EllipseOptions::default()
        };
        assert_eq!(
            deviational_ellipses(&two, &[1], &good, &options),
            Err(CentreError::RingPoints { points })
        );
    }
    let crime_stat = EllipseOptions {
        form: EllipseForm::CrimeStat,
        ..EllipseOptions::default()
    };
    assert_eq!(
        deviational_ellipses(&two, &[1], &good, &crime_stat),
        Err(CentreError::TooFewUnits {
            year: 1,
            found: 2,
            needed: 3
        })
    );
    let points = [Coord::new(0.0, 0.0), Coord::new(1.0, 1.0)];
    for weights in [&[1.0][..], &[0.0, 0.0], &[1.0, -1.0], &[1.0, f64::NAN]] {
        assert_eq!(plane_ellipse(&points, weights, EllipseForm::Yuill), None);
    }
    let far = [Coord::new(1e200, 0.0), Coord::new(-1e200, 1.0)];
    assert_eq!(plane_ellipse(&far, &[1.0, 1.0], EllipseForm::Yuill), None);
}

#[test]
fn one_unit_alone_is_its_own_centre() {
    let options = CentreOptions {
        leave_one_out: false,
        ..CentreOptions::default()
    };
    let path = gravity_centre(&places(&[[105.0, 35.0]]), &[1], &once(&[4.0]), &options).unwrap();
    assert_eq!(path.years[0].centre, LonLat::new(105.0, 35.0));
    assert!(path.left_out.is_empty());
    assert_eq!(path.years[0].most_influential, None);
    assert!(path.years[0].degrees_to_spherical_km < 1e-9);
    assert!(path.years[0].degrees_to_projected_km < 1e-6);
}

fn some_units() -> impl Strategy<Value = Vec<([f64; 2], f64)>> {
    prop::collection::vec(([75.0..135.0, 18.0..53.0], 0.001..1e6), 3..40)
        .prop_map(|units| units.into_iter().collect())
}

fn apart(units: &[([f64; 2], f64)]) -> (Vec<LonLat>, Vec<f64>) {
    let of: Vec<[f64; 2]> = units.iter().map(|(p, _)| *p).collect();
    (places(&of), units.iter().map(|(_, w)| *w).collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn weights_of_another_unit_give_the_same_centre(units in some_units(), factor in 1e-9_f64..1e9) {
        let (places, weights) = apart(&units);
        let scaled: Vec<f64> = weights.iter().map(|w| w * factor).collect();
        let run = |weights: &[f64]| gravity_centre(&places, &[1], &once(weights), &CentreOptions::default()).unwrap();
        let (a, b) = (run(&weights), run(&scaled));
        for (a, b) in [
            (a.years[0].degrees, b.years[0].degrees),
            (a.years[0].projected, b.years[0].projected),
            (a.years[0].spherical, b.years[0].spherical),
        ] {
            prop_assert!((a.lon - b.lon).abs() < 1e-9 && (a.lat - b.lat).abs() < 1e-9);
        }
        // Doubling changes no bit.
        let doubled: Vec<f64> = weights.iter().map(|w| w * 2.0).collect();
        prop_assert_eq!(run(&weights).years[0].centre, run(&doubled).years[0].centre);
    }

    #[test]
    fn equal_weights_give_the_mean(units in some_units()) {
        let (places, _) = apart(&units);
        let n = places.len() as f64;
        let path = gravity_centre(&places, &[1], &once(&vec![7.5; places.len()]), &CentreOptions::default()).unwrap();
        let lon: f64 = places.iter().map(|p| p.lon).sum::<f64>() / n;
        let lat: f64 = places.iter().map(|p| p.lat).sum::<f64>() / n;
        prop_assert!((path.years[0].degrees.lon - lon).abs() < 1e-10);
        prop_assert!((path.years[0].degrees.lat - lat).abs() < 1e-10);
    }

    /// Turning the earth about its axis turns every mean but the projected one with it, and keeps all distances.
    #[test]
    fn a_turned_earth_has_the_same_path(units in some_units(), turn in -60.0_f64..40.0) {
        let (places, weights) = apart(&units);
        let turned: Vec<LonLat> = places.iter().map(|p| LonLat::new(p.lon + turn, p.lat)).collect();
        let n = places.len();
        let panel: Vec<Vec<Option<f64>>> = (0..n).map(|i| vec![Some(weights[i]), Some(weights[n - 1 - i])]).collect();
        for mean in [CentreMean::Degrees, CentreMean::Spherical] {
            let a = gravity_centre(&places, &[1, 2], &panel, &by(mean)).unwrap();
            let b = gravity_centre(&turned, &[1, 2], &panel, &by(mean)).unwrap();
            prop_assert!((b.years[0].centre.lon - a.years[0].centre.lon - turn).abs() < 1e-9);
            prop_assert!((b.years[0].centre.lat - a.years[0].centre.lat).abs() < 1e-9);
            prop_assert!((a.length_km - b.length_km).abs() < 1e-6);
        }
        // The cone turned as well: the projected mean too.
        let shifted = EqualArea { longitude: 105.0 + turn, ..EqualArea::default() };
        let options = CentreOptions { mean: CentreMean::Projected, projection: shifted, ..CentreOptions::default() };
        let a = gravity_centre(&places, &[1, 2], &panel, &by(CentreMean::Projected)).unwrap();
        let b = gravity_centre(&turned, &[1, 2], &panel, &options).unwrap();
        prop_assert!((b.years[0].centre.lon - a.years[0].centre.lon - turn).abs() < 1e-8);
        prop_assert!((a.length_km - b.length_km).abs() < 1e-6);
    }

    #[test]
    fn a_turned_plane_turns_the_ellipse(units in some_units(), turn in 0.0_f64..360.0) {
        let points: Vec<Coord> = units.iter().map(|([x, y], _)| Coord::new(*x, *y)).collect();
        let weights: Vec<f64> = units.iter().map(|(_, w)| *w).collect();
        let (sin, cos) = turn.to_radians().sin_cos();
        // Clockwise, as bearings go.
        let turned: Vec<Coord> = points
            .iter()
            .map(|p| Coord::new(p.x * cos + p.y * sin, p.y * cos - p.x * sin))
            .collect();
        let a = plane_ellipse(&points, &weights, EllipseForm::CrimeStat).unwrap();
        let b = plane_ellipse(&turned, &weights, EllipseForm::CrimeStat).unwrap();
        prop_assert!((a.semi_major - b.semi_major).abs() < 1e-8);
        prop_assert!((a.semi_minor - b.semi_minor).abs() < 1e-6);
        prop_assert!(a.semi_minor <= a.semi_major);
        if a.semi_major - a.semi_minor > 0.01 {
            let off = (b.rotation.unwrap() - a.rotation.unwrap() - turn).rem_euclid(180.0);
            prop_assert!(off.min(180.0 - off) < 1e-6, "{off}");
        }
    }

    /// However odd the input, there is a result of numbers or an error.
    #[test]
    fn nothing_breaks(
        units in prop::collection::vec((any::<f64>(), any::<f64>(), prop::option::of(any::<f64>())), 0..6),
        near in any::<bool>(),
    ) {
        let places: Vec<LonLat> = units.iter().map(|(lon, lat, _)| if near {
            LonLat::new(lon.rem_euclid(360.0) - 180.0, lat.rem_euclid(180.0) - 90.0)
        } else {
            LonLat::new(*lon, *lat)
        }).collect();
        let weights: Vec<Vec<Option<f64>>> = units.iter().map(|(_, _, w)| vec![w.map(f64::abs)]).collect();
        if let Ok(path) = gravity_centre(&places, &[1], &weights, &CentreOptions::default()) {
            let text = serde_json::to_string(&path).unwrap();
            prop_assert_eq!(serde_json::from_str::<GravityCentre>(&text).unwrap(), path);
        }
        if let Ok(ellipses) = deviational_ellipses(&places, &[1], &weights, &EllipseOptions::default()) {
            let of = &ellipses.years[0];
            prop_assert!(of.area_km2.is_finite() && of.ring.iter().all(|p| p.lon.is_finite() && p.lat.is_finite()));
        }
    }
}
