//! InVEST Carbon: the figures of its own tests and of its teaching table.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says so by failing"
)]

use std::ops::ControlFlow;

use tanheng::core::storage::{
    AreaChange, ClassArea, Missing, MissingClass, PoolTable, PriceChange, RangeOptions, Shape,
    StorageError, ValueOptions, carbon_value, storage, storage_change, storage_range,
};
use tanheng::exchange::pools::{BLANK, INVEST_GUIDE, PoolsError, read_areas, read_pools};

/// `make_pools_csv` of natcap/invest, tests/test_carbon.py at 01e4a5f4c14576aa50265062d2fb32238e7d4ff9. Its comments give the
/// changes: −58 t/ha from 1 to 2, −78 from 1 to 3.
const POOLS: &str = "C_above,C_below,C_soil,C_dead,lucode,LULC_Name\n15,10,60,1,1,\"lulc code 1\"\n5,3,20,0,2,\"lulc code 2\"\n2,1,5,0,3,\"lulc code 3\"\n";

fn table() -> PoolTable {
    read_pools(POOLS).unwrap()
}

/// Price and rates of `test_carbon_full` there.
fn full(sequestered: f64) -> ValueOptions {
    ValueOptions {
        sequestered,
        price: 43.0,
        start: 2016,
        end: 2030,
        discount: -7.1,
        price_change: 2.8,
        reading: PriceChange::Divides,
    }
}

#[test]
fn stock_and_change_are_those_of_invest() {
    let areas = [1, 2, 3].map(|class| ClassArea {
        class,
        area: 1.0,
        ..ClassArea::default()
    });
    let stock = storage(&areas, &table(), Missing::Refuse).unwrap();
    let densities: Vec<f64> = stock.classes.iter().map(|c| c.density).collect();
    assert_eq!(densities, [86.0, 28.0, 8.0]);
    assert_eq!(stock.classes[0].name, "lulc code 1");
    assert_eq!((stock.total, stock.area), (Some(122.0), 3.0));
    let change = |to| AreaChange {
        from: 1,
        to,
        area: 1.0,
        pixels: None,
    };
    let changed = storage_change(&[change(2), change(3)], &table(), Missing::Refuse).unwrap();
    let densities: Vec<f64> = changed.cells.iter().map(|c| c.density).collect();
    assert_eq!(densities, [-58.0, -78.0]);
    assert_eq!(
        (changed.gained, changed.lost, changed.net),
        (0.0, -136.0, Some(-136.0))
    );
}

/// Its rasters are of square metres, so −0.3422078 a pixel is −3422.078 a hectare; its tolerance is 1e-6 a pixel.
#[test]
fn value_is_that_of_invest() {
    let value = |loss| carbon_value(&full(loss)).unwrap();
    assert!((value(-58.0).value / 1e4 - -0.342_207_8).abs() < 1e-6);
    assert!((value(-78.0).value / 1e4 - -0.460_210_6).abs() < 1e-6);
    assert!((value(1.0).per_tonne - 59.001_360_7).abs() < 5e-8);
    assert_eq!(value(1.0).factors.len(), 14);
    // test_carbon_zero_rates: −58 · 43 = −2494 a hectare.
    let zero = ValueOptions {
        discount: 0.0,
        price_change: 0.0,
        ..full(-58.0)
    };
    assert_eq!(carbon_value(&zero).unwrap().value, -2494.0);
    // By hand: 100 / 2 · (1 + 1.05 / 1.5) = 85.
    let grows = ValueOptions {
        sequestered: 1.0,
        price: 100.0,
        start: 2010,
        end: 2012,
        discount: 50.0,
        price_change: 5.0,
        reading: PriceChange::Grows,
    };
    assert!((carbon_value(&grows).unwrap().value - 85.0).abs() < 1e-12);
}

#[test]
fn what_cannot_be_valued_is_refused() {
    let refused = |change: &dyn Fn(&mut ValueOptions)| {
        let mut options = full(1.0);
        change(&mut options);
        carbon_value(&options).unwrap_err()
    };
    let years = |start, end| StorageError::Years { start, end };
    assert_eq!(refused(&|o| o.end = 2016), years(2016, 2016));
    assert_eq!(
        refused(&|o| (o.start, o.end) = (i32::MIN, i32::MAX)),
        years(i32::MIN, i32::MAX)
    );
    let rate = |name, value| StorageError::Rate { name, value };
    assert_eq!(refused(&|o| o.discount = -100.0), rate("discount", -100.0));
    assert_eq!(
        refused(&|o| o.price_change = -250.0),
        rate("price_change", -250.0)
    );
    assert_eq!(refused(&|o| o.price = -1.0), rate("price", -1.0));
    assert!(matches!(
        refused(&|o| o.sequestered = f64::NAN),
        StorageError::Rate { .. }
    ));
    let tiny = |o: &mut ValueOptions| (o.end, o.discount) = (2900, -99.9);
    assert_eq!(refused(&tiny), StorageError::Overflow);
}

/// `test_carbon_missing_landcover_values` there: every code that the table lacks is named; here with its pixels.
#[test]
fn classes_without_pools_are_named_with_their_pixels_and_give_no_total() {
    let area = |class, zone: &str, pixels| ClassArea {
        class,
        zone: zone.to_owned(),
        area: pixels as f64,
        pixels: Some(pixels),
    };
    let areas = [
        area(1, "a", 2),
        area(200, "a", 3),
        area(200, "b", 4),
        area(2, "c", 5),
    ];
    let missing = vec![MissingClass {
        class: 200,
        pixels: Some(7),
        area: 7.0,
    }];
    let refused = storage(&areas, &table(), Missing::Refuse).unwrap_err();
    assert_eq!(
        refused,
        StorageError::Missing {
            classes: missing.clone()
        }
    );
    let rest = storage(&areas, &table(), Missing::LeaveOut).unwrap();
    assert_eq!(
        (rest.total, rest.known, rest.missing),
        (None, 2.0 * 86.0 + 5.0 * 28.0, missing)
    );
    let zones: Vec<Option<f64>> = rest.zones.iter().map(|z| z.carbon).collect();
    assert_eq!(zones, [None, None, Some(140.0)]);
    assert_eq!(rest.zones[2].density, Some(28.0));
}

/// 257 = 140 + 70 + 35 + 12, and so on down the table of the guide.
#[test]
fn the_teaching_table_is_that_of_the_guide_and_says_that_it_is_hypothetical() {
    let table = read_pools(INVEST_GUIDE).unwrap();
    let totals: Vec<f64> = table.pools().iter().map(|p| p.total()).collect();
    assert_eq!(totals, [257.0, 136.0, 84.0, 103.0, 27.0]);
    let said = table
        .pools()
        .iter()
        .all(|p| p.source.as_ref().unwrap().contains("hypothetical"));
    assert!(said);
    assert_eq!(read_pools(BLANK), Err(PoolsError::NoRows));
}

#[test]
fn tables_are_read_as_they_come_and_refused_with_row_and_column() {
    let units = "\u{feff}LUCODE;LULC_name;C_above (t/ha);C_below_t_ha;C_soil;C_dead\r\n1;\"林地; 乔木\";1.5;2;3;4\r\n\r\n";
    let table = read_pools(units).unwrap();
    assert_eq!(
        (
            table.get(1).unwrap().total(),
            table.get(1).unwrap().name.as_str()
        ),
        (10.5, "林地; 乔木")
    );
    let ranged = "lucode,C_above,C_above_low,C_above_high,C_below,C_soil,C_dead\n1,5,4,7,0,0,0\n";
    assert_eq!(
        read_pools(ranged).unwrap().get(1).unwrap().above.range(),
        (4.0, 7.0)
    );
    let with = |row: &str| read_pools(&format!("{POOLS}{row}\n")).unwrap_err();
    let column = "C_soil".to_owned();
    let (row, text) = (5, "x".to_owned());
    assert_eq!(
        with("1,2,,4,9,n"),
        PoolsError::Blank {
            row,
            column: column.clone()
        }
    );
    assert_eq!(
        with("1,2,x,4,9,n"),
        PoolsError::NotANumber {
            row,
            column: column.clone(),
            text
        }
    );
    assert_eq!(
        with("1,2,-3,4,9,n"),
        PoolsError::Negative {
            row,
            column: column.clone(),
            value: -3.0
        }
    );
    assert!(matches!(
        with("1,2,inf,4,9,n"),
        PoolsError::NotANumber { .. }
    ));
    assert!(matches!(
        with("1,2,3,4,9.5,n"),
        PoolsError::NotANumber { .. }
    ));
    assert_eq!(
        with("1,2,3,4,3,n"),
        PoolsError::Twice {
            row,
            first: 4,
            class: 3
        }
    );
    let lacking = POOLS.replace("C_dead", "dead");
    assert_eq!(
        read_pools(&lacking),
        Err(PoolsError::NoColumn { column: "C_dead" })
    );
    let double = POOLS.replace("C_dead", "C_soil");
    assert_eq!(read_pools(&double), Err(PoolsError::ColumnTwice { column }));
    assert!(matches!(
        read_areas("class,area_hm2\n1,-2\n"),
        Err(PoolsError::Negative { row: 2, .. })
    ));
}

/// Moments and percentiles of the two distributions: mean (a+b+c)/3 and variance (a²+b²+c²−ab−ac−bc)/18 of the triangular,
/// (a+b)/2 and (b−a)²/12 of the uniform one; a quantile solves the distribution function.
#[test]
fn the_draws_have_the_moments_of_their_distribution() {
    let text = "lucode,C_above,C_above_low,C_above_high,C_below,C_soil,C_dead\n1,100,80,150,0,0,0\n2,7,,,0,0,0\n";
    let table = read_pools(text).unwrap();
    let area = |class, zone: &str, area| ClassArea {
        class,
        zone: zone.to_owned(),
        area,
        ..ClassArea::default()
    };
    let areas = [area(1, "a", 1.0), area(2, "b", 10.0)];
    let go_on: &mut dyn FnMut(_, _) -> _ = &mut |_, _| ControlFlow::Continue(());
    let mut draw = |shape| {
        let options = RangeOptions {
            draws: 20_000,
            seed: 7,
            shape,
        };
        storage_range(&areas, &table, &options, go_on).unwrap()
    };
    let triangular = draw(Shape::Triangular);
    assert_eq!(
        triangular,
        draw(Shape::Triangular),
        "the same seed gives the same draws"
    );
    assert_eq!(triangular.fixed, [2]);
    let (a, m, b): (f64, f64, f64) = (80.0, 100.0, 150.0);
    let variance = (a * a + m * m + b * b - a * m - a * b - m * b) / 18.0;
    let near = |found: f64, expected: f64, what: &str| {
        // Five standard errors of a mean of 20 000, wide enough for the percentiles asked for.
        let error = 5.0 * (variance.sqrt() / 20_000_f64.sqrt()) * 3.0;
        assert!(
            (found - expected).abs() < error,
            "{what}: {found}, {expected}"
        );
    };
    let own = &triangular.zones[0].stock;
    near(own.mean, (a + m + b) / 3.0, "mean");
    near(own.sd, variance.sqrt(), "sd");
    near(own.p05, a + (0.05 * (b - a) * (m - a)).sqrt(), "5 %");
    near(own.p95, b - (0.05 * (b - a) * (b - m)).sqrt(), "95 %");
    near(own.p50, b - (0.5 * (b - a) * (b - m)).sqrt(), "median");
    assert_eq!(
        (triangular.zones[1].stock.p05, triangular.zones[1].stock.sd),
        (70.0, 0.0)
    );
    near(triangular.total.mean - 70.0, own.mean, "total");
    let uniform = draw(Shape::Uniform).zones[0].stock;
    assert!((uniform.mean - 115.0).abs() < 0.75 && (uniform.sd - 70.0 / 12_f64.sqrt()).abs() < 0.4);
    assert!((uniform.p05 - 83.5).abs() < 1.0 && (uniform.p95 - 146.5).abs() < 1.0);
}
