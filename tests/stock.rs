//! The storage step: a study's land and pools, as the page has them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;
use std::ops::ControlFlow;
use std::sync::Arc;

use tanheng::core::raster::Earth;
use tanheng::core::storage::{
    AreaChange, ClassArea, Density, Missing, Pool, PoolTable, PriceChange, StorageError,
    storage_change,
};
use tanheng::core::study::{LandDate, LandStock, Study};
use tanheng::exchange::landcover::{LEGENDS, guess, legend};
use tanheng::exchange::pools::{INVEST_GUIDE, read_pools};
use tanheng::exchange::raster::{self, CountOptions, Side};
use tanheng::exchange::{cases, study_file};
use tanheng::steps::stock::compute;

fn pool(code: i32, each: f64) -> Pool {
    let density = Density::of(each);
    Pool {
        code,
        above: density,
        below: density,
        soil: density,
        dead: density,
        ..Pool::default()
    }
}

fn date(year: i32, areas: &[(i32, f64)]) -> LandDate {
    LandDate {
        name: format!("{year}.tif"),
        year: Some(year),
        areas: areas
            .iter()
            .map(|(class, area)| ClassArea {
                class: *class,
                area: *area,
                ..ClassArea::default()
            })
            .collect(),
        nodata: 0,
        outside: 0,
    }
}

fn with_land(land: LandStock) -> Study {
    let mut study = cases::load("blank").expect("shipped");
    study.land_stock = Some(Arc::new(land));
    study
}

/// 100 hm² of class 1 (4 t/hm²) and 50 of class 2 (8 t/hm²); then 20 hm² go from 1 to 2.
fn two_dates() -> LandStock {
    let change = |from, to, area| AreaChange {
        from,
        to,
        area,
        pixels: None,
    };
    LandStock {
        dates: vec![
            date(2000, &[(1, 100.0), (2, 50.0)]),
            date(2010, &[(1, 80.0), (2, 70.0)]),
        ],
        changes: vec![vec![
            change(1, 1, 80.0),
            change(1, 2, 20.0),
            change(2, 2, 50.0),
        ]],
        pools: vec![pool(1, 1.0), pool(2, 2.0)],
        ..LandStock::default()
    }
}

#[test]
fn stocks_and_their_change_by_hand() {
    let step = compute(&with_land(two_dates())).unwrap();
    let stock = step.stock.expect("a stock");
    assert_eq!(stock.dates[0].storage.total, Some(800.0));
    assert_eq!(stock.dates[1].storage.total, Some(880.0));
    assert_eq!((step.change, step.years), (Some(80.0), Some(10)));
    // What the matrix gains is what the totals gain.
    assert_eq!(stock.changes[0].net, step.change);
    assert!(step.value.is_none(), "without a price there is no value");
}

#[test]
fn ground_without_a_class_at_one_date_is_no_loss() {
    let mut land = two_dates();
    // 30 hm² of class 1 lie under a cloud at the second date.
    land.dates[1].areas[0].area = 50.0;
    land.changes[0][0].area = 50.0;
    let step = compute(&with_land(land)).unwrap();
    let stock = step.stock.expect("a stock");
    assert_eq!(stock.dates[1].since_last, Some(-40.0));
    assert_eq!(step.change, Some(80.0));
}

#[test]
fn both_readings_of_the_price_agree_without_rates_and_differ_with_them() {
    let mut study = with_land(two_dates());
    study.choices.storage.price = 50.0;
    let value = |study: &Study| compute(study).unwrap().value.unwrap().unwrap().value;
    assert_eq!(value(&study), 4000.0);
    study.choices.storage.price_change = 5.0;
    let divides = value(&study);
    study.choices.storage.reading = PriceChange::Grows;
    let grows = value(&study);
    assert!(divides < 4000.0 && 4000.0 < grows, "{divides} {grows}");
}

/// Years come from names of files and from study files, whatever they say.
#[test]
fn years_far_apart_have_no_value_and_do_no_harm() {
    let far = [
        (Some(2000), None, i32::MAX),
        (Some(i32::MIN), Some(i32::MAX), 10),
        (Some(i32::MAX), Some(i32::MIN), 10),
        (None, None, i32::MIN),
    ];
    for (first, last, chosen) in far {
        let mut land = two_dates();
        (land.dates[0].year, land.dates[1].year) = (first, last);
        let mut study = with_land(land);
        study.choices.storage.price = 100.0;
        study.choices.storage.years = chosen;
        let value = compute(&study).unwrap().value.unwrap();
        assert_eq!(value.unwrap_err().code, "carbon_storage.years");
    }
}

/// Two rasters of heights, read as maps of classes.
#[test]
fn a_change_of_thousands_of_classes_is_refused() {
    let changes = |classes: i32| -> Vec<AreaChange> {
        let steps = (1..classes).map(|class| AreaChange {
            from: class,
            to: class + 1,
            area: 1.0,
            pixels: None,
        });
        steps.collect()
    };
    let table = PoolTable::new(vec![pool(1, 1.0), pool(2, 2.0)]).unwrap();
    let found = storage_change(&changes(1_000), &table, Missing::LeaveOut).unwrap();
    assert_eq!((found.classes.len(), found.gained), (1_000, 4.0));
    let refused = storage_change(&changes(1_001), &table, Missing::LeaveOut);
    let classes = 1_001;
    assert_eq!(refused, Err(StorageError::TooManyClasses { classes }));
}

#[test]
fn a_class_has_the_pixels_of_all_its_zones_whatever_a_file_says() {
    let area = |class, pixels| ClassArea {
        class,
        area: 1.0,
        pixels,
        ..ClassArea::default()
    };
    let mut land = date(2000, &[]);
    land.areas = vec![
        area(7, Some(u64::MAX)),
        area(2, Some(3)),
        area(7, Some(5)),
        area(2, Some(4)),
        area(9, Some(1)),
        area(9, None),
    ];
    let sums = [(7, 2.0, Some(u64::MAX)), (2, 2.0, Some(7)), (9, 2.0, None)];
    assert_eq!(land.by_class(), sums);
}

#[test]
fn a_class_without_pools_leaves_no_total_and_is_named() {
    let mut land = two_dates();
    land.pools.pop();
    let stock = compute(&with_land(land)).unwrap().stock.unwrap();
    let storage = &stock.dates[0].storage;
    assert_eq!((storage.total, storage.known), (None, 400.0));
    assert_eq!(storage.missing[0].class, 2);
    let step = compute(&with_land(LandStock {
        pools: Vec::new(),
        ..two_dates()
    }))
    .unwrap();
    assert_eq!((step.codes, step.stock), (vec![1, 2], None));
    assert!(
        compute(&cases::load("blank").unwrap())
            .unwrap()
            .codes
            .is_empty()
    );
}

#[test]
fn a_range_is_drawn_only_where_a_pool_has_one() {
    let mut land = two_dates();
    assert!(
        compute(&with_land(land.clone()))
            .unwrap()
            .stock
            .unwrap()
            .dates[0]
            .range
            .is_none()
    );
    land.pools[0].above = Density {
        value: 1.0,
        low: Some(0.5),
        high: Some(1.5),
    };
    let range = compute(&with_land(land)).unwrap().stock.unwrap().dates[0]
        .range
        .clone()
        .expect("a range");
    assert!((range.total.mean - 800.0).abs() < 5.0, "{:?}", range.total);
    assert_eq!(range.fixed, [2]);
}

#[test]
fn land_and_pools_come_back_from_a_study_file() {
    let study = with_land(two_dates());
    assert_eq!(
        study_file::read(&study_file::write(&study)).as_ref(),
        Ok(&study)
    );
    let mut bad = two_dates();
    bad.dates[0].areas[0].area = -1.0;
    let text = study_file::write(&with_land(bad));
    assert!(study_file::read(&text).is_err());
}

#[test]
fn a_pool_put_again_takes_the_place_of_the_old_one() {
    let mut land = two_dates();
    land.put_pool(pool(1, 3.0));
    assert_eq!(land.pools.len(), 2);
    assert_eq!(land.pool(1).unwrap().total(), 12.0);
}

/// The picture of the storage page in the design has 2220.6 Mt for the eight classes; it took a sphere. On the ellipsoid the same
/// pixels have 2216.0.
#[test]
fn the_sample_map_with_the_teaching_table() {
    for (earth, expected) in [
        (
            Earth::Sphere {
                radius: 6_371_007.0,
            },
            2220.6,
        ),
        (Earth::default(), 2216.0),
    ] {
        let path = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/data/samples/mcd12c1_2019_igbp_central_yunnan_bbox.tif"
        );
        let mut classes = raster::open(fs::read(path).unwrap(), &Side::default()).unwrap();
        let options = CountOptions {
            earth,
            ..CountOptions::default()
        };
        let go_on = &mut |_, _, _| ControlFlow::Continue(());
        let counted = raster::count(&mut [classes.as_mut()], None, &options, go_on).unwrap();
        let areas: Vec<ClassArea> = counted.dates[0]
            .cells
            .iter()
            .map(|c| ClassArea {
                class: c.class,
                area: c.area / 1e4,
                pixels: Some(c.pixels),
                ..ClassArea::default()
            })
            .collect();
        let codes: Vec<i64> = areas.iter().map(|a| a.class.into()).collect();
        let known = guess(&codes).expect("IGBP");
        assert_eq!(known.id, "igbp");
        let table = read_pools(INVEST_GUIDE).unwrap();
        let pools = areas.iter().filter_map(|a| {
            let teaching = known.class(a.class.into())?.teaching?;
            let pool = table.get(i32::try_from(teaching).ok()?)?.clone();
            Some(Pool {
                code: a.class,
                ..pool
            })
        });
        let land = LandStock {
            pools: pools.collect(),
            dates: vec![LandDate {
                name: "m".into(),
                year: Some(2019),
                areas,
                nodata: 0,
                outside: 0,
            }],
            ..LandStock::default()
        };
        let stock = compute(&with_land(land)).unwrap().stock.unwrap();
        let storage = &stock.dates[0].storage;
        assert!(
            (storage.known / 1e6 - expected).abs() < 0.06,
            "{}",
            storage.known
        );
        let missing: Vec<(i32, Option<u64>)> = storage
            .missing
            .iter()
            .map(|m| (m.class, m.pixels))
            .collect();
        assert_eq!(missing, [(0, Some(26)), (12, Some(461)), (14, Some(236))]);
    }
}

#[test]
fn legends_are_whole_and_their_teaching_classes_exist() {
    let table = read_pools(INVEST_GUIDE).unwrap();
    for known in LEGENDS {
        assert_eq!(legend(known.id), Some(known));
        for class in known.classes {
            assert_eq!(known.class(class.code as i64), Some(class));
            if let Some(code) = class.teaching {
                assert!(
                    table.get(code as i32).is_some(),
                    "{} {}",
                    known.id,
                    class.code
                );
            }
        }
    }
}
