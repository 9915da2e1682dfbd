//! Pictures drawn natively: small files that are examples and regressions at once. `UPDATE=1 cargo test --features chart
//! --no-default-features --test charts` writes them again; look at the difference before committing it.
//! Figures: the Guizhou paper, Tables 5 to 7.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says so by failing"
)]
#![cfg(feature = "chart")]

#[path = "charts/space.rs"]
mod space;
mod support;

use proptest::prelude::*;
use support::svg::{Drawing, assert_unchanged, assert_well_formed, texts};
use tanheng::chart::axis::text_width;
use tanheng::chart::balance::{Ahead, Balance, balance};
use tanheng::chart::forecast::{Forecast, Label, forecast};
use tanheng::chart::histogram::{Bin, Histogram, Mark, histogram};
use tanheng::chart::index_lines::{IndexLines, index_lines};
use tanheng::chart::ink::Ink;
use tanheng::chart::lines::{Lines, Series, lines};
use tanheng::chart::pair::{
    DifferenceBars, PairLines, PairRow, PairRows, difference_bars, pair_lines, pair_rows,
};
use tanheng::chart::rank_lines::{RankLines, rank_lines};
use tanheng::chart::ratios::{RatioRow, Ratios, ratios};
use tanheng::chart::rows::{Bars, DotRow, Dots, bars, dots};
use tanheng::chart::scatter::{Point, Scatter, scatter};
use tanheng::chart::small::{ClassRatio, HoldOut, class_ratio, hold_out};
use tanheng::chart::stack::{Part, Stack, stack};
use tanheng::chart::{Words, export, thumb};
use tanheng::core::forecast::{ForecastOptions, forecast as compute};
use tanheng::core::study::Basis;
use tanheng::exchange::cases;
use tanheng::steps::account;

fn words(title: &str) -> Words {
    Words {
        title: title.into(),
        finding: "2076.29 → 5057.62".into(),
    }
}

fn table5() -> tanheng::core::account::Account {
    let mut study = cases::load("guizhou").expect("shipped");
    study.choices.basis = Basis::Published;
    account::chosen(&study).expect("the printed items add up")
}

fn net() -> Vec<f64> {
    let study = cases::load("guizhou").expect("shipped");
    study
        .published
        .and_then(|p| p.account)
        .expect("Table 5")
        .net
}

fn years() -> Vec<i32> {
    (2005..=2019).collect()
}

fn balance_data() -> Balance {
    let account = table5();
    let result = compute(
        &net(),
        2005,
        &ForecastOptions {
            horizon: 11,
            ..Default::default()
        },
    )
    .expect("a forecast");
    let interval = result.interval.expect("an interval");
    Balance {
        years: years(),
        source: account.source,
        sink: account.sink,
        net: account.net,
        ahead: Some(Ahead {
            path: result.path.forecast,
            lower: interval.lower,
            upper: interval.upper,
            name: "GM(1,1) 预测".into(),
            band: "90 % 区间\n7405—9853".into(),
            end: "预测 2030：8507.51".into(),
        }),
        source_name: "碳源（排放）".into(),
        sink_name: "碳汇（吸收）".into(),
        net_name: "净排放 5057.62（2019）".into(),
        net_note: "＝ 碳源 − 碳汇".into(),
        words: words("碳源、碳汇与净碳排放"),
        selected: None,
    }
}

fn stack_data() -> Stack {
    let account = table5();
    let part = |id: &str, name: &str, bar, line, label, below| Part {
        name: name.into(),
        bar,
        line,
        label,
        below,
        values: account.line(id).expect("a line").values.clone(),
    };
    Stack {
        years: years(),
        parts: vec![
            part(
                "built",
                "建设用地",
                Ink::BUILT,
                Ink::LINE_BUILT,
                Ink::STRONG_SOURCE,
                false,
            ),
            part(
                "farm",
                "农用地",
                Ink::FARM,
                Ink::LINE_FARM,
                Ink::STRONG_FARM,
                false,
            ),
            part(
                "cropland",
                "耕地",
                Ink::CROP,
                Ink::LINE_CROP,
                Ink::STRONG_SINK,
                true,
            ),
            part(
                "forest",
                "林地",
                Ink::FOREST,
                Ink::LINE_FOREST,
                Ink::STRONG_FOREST,
                true,
            ),
            part(
                "garden",
                "其他",
                Ink::OTHER,
                Ink::LINE_OTHER,
                Ink::STRONG,
                true,
            ),
            part(
                "water",
                "其他",
                Ink::OTHER,
                Ink::LINE_OTHER,
                Ink::STRONG,
                true,
            ),
            part(
                "pasture",
                "其他",
                Ink::OTHER,
                Ink::LINE_OTHER,
                Ink::STRONG,
                true,
            ),
            part(
                "unused",
                "其他",
                Ink::OTHER,
                Ink::LINE_OTHER,
                Ink::STRONG,
                true,
            ),
        ],
        net: account.net.clone(),
        net_name: "净排放".into(),
        remark: Some((7, "2012 年建设用地一年增加 1221.48".into())),
        words: words("碳源与碳汇的构成"),
        selected: Some(0),
        ..Default::default()
    }
}

fn forecast_data() -> Forecast {
    let result = compute(
        &net(),
        2005,
        &ForecastOptions {
            horizon: 11,
            ..Default::default()
        },
    )
    .expect("a forecast");
    let interval = result.interval.expect("an interval");
    let printed = cases::load("guizhou")
        .and_then(|s| s.published)
        .expect("printed")
        .forecast;
    Forecast {
        first_year: 2005,
        observed: net(),
        fitted: result.path.fitted,
        path: result.path.forecast,
        lower: interval.lower,
        upper: interval.upper,
        printed: printed.into_iter().collect(),
        observed_name: "Actual (Table 5)".into(),
        fitted_name: "Fitted GM(1,1)".into(),
        path_label: Label {
            name: "Recomputed".into(),
            note: "8507.51 · a = −0.0447".into(),
        },
        band_label: Label {
            name: "90 % interval".into(),
            note: "7405 to 9853".into(),
        },
        printed_label: Label {
            name: "Printed in paper".into(),
            note: "9015.77 · a = −0.047".into(),
        },
        observed_side: "← observed".into(),
        forecast_side: "forecast →".into(),
        words: words("Net carbon emission"),
        selected: Some(21),
        ..Default::default()
    }
}

fn index_data() -> IndexLines {
    let study = cases::load("guizhou").expect("shipped");
    let land = study.sheet("land").expect("land");
    let line = |name: &str, indicator: &str, ink| {
        let column = &land.columns[land.position(indicator).expect("a column")];
        let first = column.cells[0].value().expect("a value");
        (
            name.to_owned(),
            ink,
            column
                .cells
                .iter()
                .map(|c| c.value().map(|v| v / first * 100.0))
                .collect(),
        )
    };
    IndexLines {
        years: years(),
        lines: vec![
            line("林地", "area_forest", Ink::LINE_FOREST),
            line("未利用地", "area_unused", Ink::FIT_DASHED),
            line("牧草地", "area_pasture", Ink::LINE_FARM),
            line("水域", "area_water", Ink::LINE_OTHER),
            line("园地", "area_garden", Ink::LINE_CROP),
        ],
        breaks: vec![4],
        break_note: "← 2009→2010 换了调查口径".into(),
        words: words("五类土地的面积"),
        selected: None,
    }
}

fn dots_data() -> Dots {
    // Degrees after initial-value, mean and min–max normalisation; printed: Table 6.
    let rows = [
        ("建设用地", 0.7589, 0.9543, 0.9356, 0.59),
        ("园地", 0.6840, 0.9271, 0.7658, 0.64),
        ("未利用地", 0.6594, 0.8931, 0.7694, 0.67),
        ("林地", 0.6395, 0.8790, 0.7384, 0.65),
        ("水域", 0.6383, 0.7774, 0.5205, 0.38),
        ("耕地", 0.6061, 0.8588, 0.6775, 0.70),
        ("牧草地", 0.5141, 0.4694, 0.3976, 0.43),
    ];
    Dots {
        rows: rows
            .iter()
            .zip(1..)
            .map(|((name, value, mean, minmax, printed), rank)| DotRow {
                rank: rank.to_string(),
                name: (*name).into(),
                value: *value,
                others: [Some(*mean), Some(*minmax)],
                printed: Some(*printed),
            })
            .collect(),
        axis: "灰色关联度 r".into(),
        words: words("各地类与净排放的灰色关联度"),
        selected: Some(0),
    }
}

fn ranks_data() -> RankLines {
    let parameter: Vec<f64> = (1..=20).map(|i| f64::from(i) * 0.05).collect();
    let line = |name: &str, ink, ranks: &dyn Fn(f64) -> f64| {
        (
            name.to_owned(),
            ink,
            parameter.iter().map(|r| ranks(*r)).collect(),
        )
    };
    RankLines {
        lines: vec![
            line("建设用地", Ink::LINE_BUILT, &|_| 1.0),
            line("林地", Ink::LINE_FOREST, &|r| {
                if r < 0.5 { 3.0 } else { 2.0 }
            }),
            line("水域", Ink::LINE_OTHER, &|r| {
                if r < 0.5 { 2.0 } else { 3.0 }
            }),
        ],
        parameter,
        current: 0.5,
        x_name: "分辨系数 ρ".into(),
        y_name: "纵轴：名次".into(),
        words: words("名次随分辨系数的变化"),
    }
}

fn class_ratio_data() -> ClassRatio {
    let net = net();
    let result = compute(&net, 2005, &ForecastOptions::default()).expect("a forecast");
    let test = result.tests.class_ratio.expect("a test");
    ClassRatio {
        first_year: 2006,
        ratios: test.ratios,
        lower: test.lower,
        upper: test.upper,
        words: words("Class ratio"),
    }
}

fn hold_out_data() -> HoldOut {
    let result = compute(&net(), 2005, &ForecastOptions::default()).expect("a forecast");
    let paths = result.comparisons.iter().filter_map(|c| {
        let held = c.hold_out.as_ref().ok()?;
        Some((format!("{:?}", c.model.name()), held.forecast.clone()))
    });
    HoldOut {
        first_year: 2011,
        observed: net()[6..].to_vec(),
        observed_name: "actual".into(),
        paths: paths.collect(),
        held_out: "held out".into(),
        words: words("Hold-out forecasts"),
    }
}

fn flows() -> Bars {
    // ESA WorldCover 2020 → 2021, São Tomé: transition.csv of the Guizhou case.
    let rows = [
        ("林地 → 建设", 22716.0),
        ("草地 → 林地", 8505.0),
        ("草地 → 建设", 4770.0),
        ("林地 → 草地", 4066.0),
    ];
    Bars {
        rows: rows.map(|(n, v)| (n.to_owned(), v)).to_vec(),
        decimals: 0,
        words: words("最大的去向"),
        selected: None,
    }
}

/// Net emission of the Guizhou account as printed (table 5), and 1 % less of it.
fn pair_data() -> PairLines {
    let values = net();
    PairLines {
        years: years(),
        values: values.iter().map(|v| [Some(*v), Some(v * 0.99)]).collect(),
        printed: values.iter().map(|v| Some(*v)).collect(),
        names: ["基准".into(), "低一成的方案".into()],
        decimals: 2,
        not_from_zero: "轴不从 0 起".into(),
        words: words("两个方案"),
        selected: Some(7),
    }
}

fn difference_data() -> DifferenceBars {
    DifferenceBars {
        years: years(),
        values: net()
            .iter()
            .enumerate()
            .map(|(i, v)| Some(v * (i as f64 - 5.0) / 100.0))
            .collect(),
        decimals: 1,
        inks: (Ink::SOURCE, Ink::SINK),
        words: words("之差"),
        selected: Some(3),
    }
}

fn pair_row_data() -> PairRows {
    let rows = [
        ("耕地", 0.81, 0.79),
        ("建设用地", 0.95, 0.96),
        ("园地", 0.62, 0.62),
    ];
    let rows = rows.map(|(name, a, b)| PairRow {
        name: name.into(),
        values: [Some(a), Some(b)],
    });
    PairRows {
        rows: rows.to_vec(),
        decimals: 4,
        words: words("关联度"),
        selected: Some(0),
    }
}

fn drawings() -> Vec<Drawing> {
    vec![
        (
            "balance",
            Box::new(|w| balance(&balance_data(), w)),
            &[838.0, 310.0],
        ),
        (
            "stack",
            Box::new(|w| stack(&stack_data(), w)),
            &[754.0, 310.0],
        ),
        (
            "stack-lines",
            Box::new(|w| {
                stack(
                    &Stack {
                        as_lines: true,
                        ..stack_data()
                    },
                    w,
                )
            }),
            &[754.0],
        ),
        (
            "stack-shares",
            Box::new(|w| {
                stack(
                    &Stack {
                        as_shares: true,
                        ..stack_data()
                    },
                    w,
                )
            }),
            &[754.0],
        ),
        (
            "forecast",
            Box::new(|w| forecast(&forecast_data(), w)),
            &[838.0, 310.0],
        ),
        (
            "forecast-log",
            Box::new(|w| {
                forecast(
                    &Forecast {
                        log: true,
                        ..forecast_data()
                    },
                    w,
                )
            }),
            &[838.0],
        ),
        (
            "index",
            Box::new(|w| index_lines(&index_data(), w)),
            &[838.0, 310.0],
        ),
        ("dots", Box::new(|w| dots(&dots_data(), w)), &[838.0, 310.0]),
        (
            "ranks",
            Box::new(|w| rank_lines(&ranks_data(), w)),
            &[564.0, 310.0],
        ),
        (
            "class-ratio",
            Box::new(|w| class_ratio(&class_ratio_data(), w)),
            &[296.0],
        ),
        (
            "hold-out",
            Box::new(|w| hold_out(&hold_out_data(), w)),
            &[424.0, 302.0],
        ),
        ("flows", Box::new(|w| bars(&flows(), w)), &[296.0]),
        (
            "pair-lines",
            Box::new(|w| pair_lines(&pair_data(), w)),
            &[564.0, 310.0],
        ),
        (
            "difference",
            Box::new(|w| difference_bars(&difference_data(), w)),
            &[564.0, 310.0],
        ),
        (
            "pair-rows",
            Box::new(|w| pair_rows(&pair_row_data(), w)),
            &[564.0, 310.0],
        ),
        (
            "scatter",
            Box::new(|w| scatter(&space::scatter_data(true), w)),
            &[838.0, 564.0, 310.0],
        ),
        (
            "scatter-zh",
            Box::new(|w| scatter(&space::scatter_data(false), w)),
            &[310.0],
        ),
        (
            "permutations",
            Box::new(|w| histogram(&space::permutations(), w)),
            &[564.0, 310.0],
        ),
        (
            "neighbours",
            Box::new(|w| histogram(&space::neighbours(), w)),
            &[310.0],
        ),
        (
            "ratios",
            Box::new(|w| ratios(&space::ratio_data(), w)),
            &[838.0, 310.0],
        ),
        (
            "lines",
            Box::new(|w| lines(&space::index_by_year(), w)),
            &[564.0, 310.0],
        ),
        (
            "lines-many",
            Box::new(|w| lines(&space::many_lines(), w)),
            &[564.0],
        ),
    ]
}

#[test]
fn pictures_are_what_they_were() {
    assert_unchanged("charts", drawings());
}

#[test]
fn every_picture_is_well_formed_and_says_what_it_shows() {
    for (name, draw, _) in drawings() {
        for width in [280.0, 310.0, 480.0, 700.0, 1200.0] {
            let picture = draw(width);
            assert!(
                picture.svg.contains("role=\"img\"") && picture.svg.contains("<desc>2076"),
                "{name}"
            );
            assert_well_formed(&picture.svg);
            assert_well_formed(&export::standalone(
                &picture,
                "t",
                "s",
                "<source>",
                "sans-serif",
            ));
            for hit in &picture.hits {
                assert!(hit.x1 > hit.x0 && hit.y1 > hit.y0, "{name}: {hit:?}");
            }
        }
    }
    assert_well_formed(&thumb::sheet());
}

#[test]
fn words_of_two_scenarios_keep_apart_and_on_the_paper() {
    let mut long = pair_data();
    long.names = ["基".repeat(40), "x".repeat(40)];
    let mut far = pair_data();
    far.values[3] = [Some(-2e9), Some(1e-9)];
    let mut steep = difference_data();
    steep.values[2] = Some(-4e8);
    let mut named = pair_row_data();
    named.rows[0].name = "很长的名字".repeat(8);
    named.rows[1].values = [Some(1e12), None];
    for width in [296.0, 480.0, 564.0, 900.0] {
        let pictures = [
            pair_lines(&pair_data(), width),
            pair_lines(&long, width),
            pair_lines(&far, width),
            difference_bars(&difference_data(), width),
            difference_bars(&steep, width),
            pair_rows(&pair_row_data(), width),
            pair_rows(&named, width),
        ];
        for (case, picture) in pictures.iter().enumerate() {
            let found = texts(&picture.svg, |_, words| text_width(words));
            for (i, a) in found.iter().enumerate() {
                assert!(
                    a.left >= -1.0 && a.right <= width + 2.0,
                    "{case} at {width}: {a:?}"
                );
                for b in &found[i + 1..] {
                    assert!(
                        !a.lies_on(b, 11.0),
                        "{case} at {width}: {} lies on {}",
                        a.words,
                        b.words
                    );
                }
            }
        }
    }
}

#[test]
fn words_keep_apart_and_on_the_paper_whatever_the_numbers() {
    let mut outlier = balance_data();
    outlier.source[3] = Some(1.49e9);
    outlier.net[3] = Some(1.49e9);
    let mut sinking = balance_data();
    for v in sinking.net.iter_mut().flatten() {
        *v = -*v;
    }
    if let Some(a) = &mut sinking.ahead {
        let turn = |v: &Vec<f64>| v.iter().map(|v| -v).collect::<Vec<_>>();
        (a.path, a.lower, a.upper) = (turn(&a.path), turn(&a.upper), turn(&a.lower));
    }
    for (case, data) in [
        ("as it is", balance_data()),
        ("outlier", outlier),
        ("sinking", sinking),
    ] {
        let found = texts(&balance(&data, 838.0).svg, |_, words| text_width(words));
        for text in &found {
            assert!(text.left >= 0.0, "{case}: {text:?}");
        }
        for (i, a) in found.iter().enumerate() {
            for b in &found[i + 1..] {
                assert!(
                    !a.lies_on(b, 11.0),
                    "{case}: {} lies on {}",
                    a.words,
                    b.words
                );
            }
        }
    }
}

/// Fewer words than units and yet every word apart: at every width, and with values far off.
#[test]
fn words_of_space_keep_apart_and_on_the_paper() {
    let mut crowded = space::scatter_data(true);
    for (i, point) in crowded.points.iter_mut().enumerate() {
        let at = point.at.get_or_insert_default();
        *at = (at.0 * 0.1, at.1 * 0.1 + if i % 9 == 0 { 3.0 } else { 0.0 });
    }
    let mut skewed = space::scatter_data(true);
    for (i, point) in skewed.points.iter_mut().enumerate() {
        point.at = Some((if i == 8 { 5.2 } else { -0.19 }, -0.01 * i as f64));
    }
    let mut middle = space::permutations();
    if let Some(mark) = &mut middle.observed {
        mark.value = -0.05;
    }
    let mut low = space::permutations();
    if let Some(mark) = &mut low.observed {
        mark.value = -0.6;
    }
    let mut long = space::ratio_data();
    long.rows[3].name = "Inner Mongolia Autonomous Region of China".into();
    long.axis = "y".repeat(200);
    let mut linear = space::ratio_data();
    linear.log = false;
    let mut wide = space::ratio_data();
    wide.rows[0].values = [Some(1e12), Some(1e-9)];
    let mut single = space::ratio_data();
    single.names[1].clear();
    let mut named = space::index_by_year();
    named.printed_name = "printed in the paper ".repeat(9);
    named.series[0].name = "Queen ".repeat(20);
    for width in [296.0, 310.0, 480.0, 564.0, 838.0] {
        let pictures = [
            scatter(&space::scatter_data(true), width),
            scatter(&space::scatter_data(false), width),
            scatter(&crowded, width),
            scatter(&skewed, width),
            histogram(&space::permutations(), width),
            histogram(&middle, width),
            histogram(&low, width),
            histogram(&space::neighbours(), width),
            ratios(&space::ratio_data(), width),
            ratios(&long, width),
            ratios(&linear, width),
            ratios(&wide, width),
            ratios(&single, width),
            lines(&space::index_by_year(), width),
            lines(&named, width),
            lines(&space::many_lines(), width),
        ];
        for (case, picture) in pictures.iter().enumerate() {
            let found = texts(&picture.svg, |_, words| text_width(words));
            assert!(found.len() > 5, "{case}");
            for (i, a) in found.iter().enumerate() {
                assert!(
                    a.left >= -1.0
                        && a.right <= width + 2.0
                        && a.base > 8.0
                        && a.base < picture.height,
                    "{case} at {width}: {} from {} to {} at {}",
                    a.words,
                    a.left,
                    a.right,
                    a.base
                );
                for b in &found[i + 1..] {
                    let crossed = a.lies_on(b, 11.0);
                    assert!(
                        !crossed,
                        "{case} at {width}: {} lies on {}",
                        a.words, b.words
                    );
                }
            }
        }
    }
}

/// Place and radius of the marks that name a unit.
fn marks(svg: &str) -> Vec<(usize, f64, f64, f64)> {
    let number = |tag: &str, name: &str| -> f64 {
        let from = tag.find(&format!("{name}=\"")).expect(name) + name.len() + 2;
        let text = tag[from..].split('"').next().expect("its end");
        text.parse().expect("a number")
    };
    svg.split("<circle data-i=\"")
        .skip(1)
        .map(|tag| {
            let index = tag.split('"').next().expect("its end");
            let tag = tag.split('>').next().expect("its end");
            let (x, y) = (number(tag, " cx"), number(tag, " cy"));
            (index.parse().expect("a number"), x, y, number(tag, " r"))
        })
        .collect()
}

#[test]
fn every_point_can_be_read_and_a_missing_one_moves_no_other() {
    let mut data = space::scatter_data(true);
    // Tibet has no value: 30 of 31 are drawn and keep the numbers of their units.
    let tibet = data
        .points
        .iter()
        .position(|p| p.at.is_none())
        .expect("one without");
    data.points[3].at = Some((f64::NAN, 0.0));
    let picture = scatter(&data, 564.0);
    let found = marks(&picture.svg);
    let mut units: Vec<usize> = found.iter().map(|m| m.0).collect();
    units.sort_unstable();
    let wanted: Vec<usize> = (0..31).filter(|i| ![3, tibet].contains(i)).collect();
    assert_eq!(units, wanted);
    for (unit, x, y, _) in found {
        let first = picture
            .hits
            .iter()
            .find(|h| h.x0 <= x && x <= h.x1 && h.y0 <= y && y <= h.y1);
        assert_eq!(first.map(|h| h.index), Some(unit));
    }
}

#[test]
fn only_significant_points_are_coloured_and_the_selected_one_is_ringed_and_named() {
    let mut data = space::scatter_data(true);
    let svg = scatter(&data, 564.0).svg;
    assert_eq!(svg.matches("m-hh\"").count(), 5);
    assert_eq!(svg.matches("m-ll\"").count(), 5);
    assert_eq!(svg.matches("map-dot-plain m-pl\"").count(), 20);
    assert_eq!(svg.matches("class=\"sel\"").count(), 1);
    // Beyond two standard deviations: Shanghai, Qinghai and those far from the line.
    assert!(svg.contains(">Jiangsu<") && svg.contains(">Shanghai<") && svg.contains(">Qinghai<"));
    assert!(!svg.contains(">Henan<"));
    for unit in 0..data.points.len() {
        data.selected = Some(unit);
        let svg = scatter(&data, 310.0).svg;
        let is_there = data.points[unit].at.is_some();
        let name = format!(">{}<", data.points[unit].name);
        assert_eq!(svg.contains(&name), is_there, "{name}");
    }
}

/// A line of slope I through the mean: its ends lie on it, inside the frame, and it goes right across.
#[test]
fn the_line_of_a_scatter_has_the_slope_said() {
    let data = space::scatter_data(true);
    let picture = scatter(&data, 564.0);
    let found = marks(&picture.svg);
    let at = |unit: usize| found.iter().find(|m| m.0 == unit).expect("drawn");
    let value = |unit: usize| data.points[unit].at.expect("a value");
    let (a, b) = (8, 9);
    let per_x = (at(a).1 - at(b).1) / (value(a).0 - value(b).0);
    let per_y = (at(a).2 - at(b).2) / (value(a).1 - value(b).1);
    let line = picture
        .svg
        .split("class=\"l-net\" d=\"M")
        .nth(1)
        .expect("a line");
    let ends: Vec<f64> = line
        .split('"')
        .next()
        .expect("its end")
        .split([' ', 'L'])
        .map(|n| n.parse().expect("a number"))
        .collect();
    let slope = (ends[3] - ends[1]) / per_y / ((ends[2] - ends[0]) / per_x);
    assert!(
        (slope - data.fit.expect("a line").0).abs() < 2e-3,
        "{slope}"
    );
    let (least, most) = found
        .iter()
        .fold((564.0_f64, 0.0_f64), |(a, b), m| (a.min(m.1), b.max(m.1)));
    assert!(ends[0] < least && ends[2] > most, "{ends:?}");
    // A steep one ends inside the paper too.
    for fit in [
        (40.0, 0.3),
        (-40.0, 0.0),
        (0.0, 0.2),
        (0.0, 1e9),
        (f64::NAN, 0.0),
    ] {
        let svg = scatter(
            &Scatter {
                fit: Some(fit),
                ..data.clone()
            },
            310.0,
        )
        .svg;
        assert!(!svg.contains("NaN") && !svg.contains("M-"), "{fit:?}");
        assert_eq!(
            svg.contains("l-net"),
            fit.1 < 1e6 && fit.0.is_finite(),
            "{fit:?}"
        );
    }
}

#[test]
fn bars_stand_where_they_are_and_lines_where_they_are_said() {
    let data = space::permutations();
    let picture = histogram(&data, 564.0);
    assert_eq!(picture.svg.matches("b-plain").count(), 23);
    assert_eq!(picture.hits.len(), 23);
    let x = |value: f64| {
        let (a, b) = (picture.hits[0], picture.hits[22]);
        a.x0 + (value + 0.418) / (23.0 * 0.04) * (b.x1 - a.x0)
    };
    for (class, value) in [("l-net", 0.530), ("l-fit dash", -1.0 / 29.0)] {
        let from = format!("class=\"{class}\" d=\"M");
        let at = picture.svg.split(&from).nth(1).expect("a line");
        let at: f64 = at.split(' ').next().expect("x").parse().expect("a number");
        assert!((at - x(value)).abs() < 0.2, "{class}: {at} {}", x(value));
    }
    // Whole numbers have bars round them, and ticks at them.
    let picture = histogram(&space::neighbours(), 310.0);
    let middle = |i: usize| (picture.hits[i].x0 + picture.hits[i].x1) / 2.0;
    let words = texts(&picture.svg, |_, words| text_width(words));
    for n in 0..=8_usize {
        let is_tick = |t: &&support::svg::Text| t.words == n.to_string() && t.base > 160.0;
        let tick = words.iter().find(is_tick);
        let tick = tick.unwrap_or_else(|| panic!("{n}"));
        assert!(((tick.left + tick.right) / 2.0 - middle(n)).abs() < 0.2);
    }
    assert!(!picture.svg.contains("l-net") && !picture.svg.contains(">0.5<"));
}

#[test]
fn ratios_stand_on_the_side_of_the_line_they_belong_to() {
    let data = space::ratio_data();
    let picture = ratios(&data, 838.0);
    assert_eq!(picture.hits.len(), 31);
    let x = |tag: &str| -> f64 {
        let from = tag.find("cx=\"").expect("cx") + 4;
        tag[from..]
            .split('"')
            .next()
            .expect("x")
            .parse()
            .expect("a number")
    };
    let line = picture
        .svg
        .split("class=\"zero\" d=\"M")
        .nth(1)
        .expect("a line");
    let line: f64 = line
        .split(' ')
        .next()
        .expect("x")
        .parse()
        .expect("a number");
    // The first dot is that of the legend; a row without values has none.
    let dots: Vec<f64> = picture
        .svg
        .split("class=\"d-net\"")
        .skip(2)
        .map(x)
        .collect();
    assert_eq!(dots.len(), 30);
    for (row, at) in data.rows.iter().zip(dots) {
        let k = row.values[0].expect("sorted to the front");
        assert_eq!(k > 1.0, at > line, "{}", row.name);
    }
    // Nothing below 0 has a place on a logarithmic axis; the row and its value stay.
    let mut data = data;
    data.rows[5].values = [Some(-1.25), Some(0.0)];
    let picture = ratios(&data, 838.0);
    assert_eq!(picture.svg.matches("class=\"d-net\"").count(), 30);
    assert!(picture.svg.contains("−1.25") && picture.hits.len() == 31);
}

#[test]
fn one_series_is_strong_and_many_are_faint() {
    let svg = lines(&space::index_by_year(), 564.0).svg;
    assert_eq!(
        svg.matches("class=\"l-net\"").count(),
        2,
        "parted by a missing year"
    );
    assert_eq!(
        svg.matches("d-prt").count(),
        5,
        "four years and the word for them"
    );
    let data = space::many_lines();
    let svg = lines(&data, 564.0).svg;
    assert_eq!(svg.matches("class=\"l-net\"").count(), 1);
    assert!(svg.matches("l-faint").count() > 20);
    assert!(svg.contains(">河北 <") && !svg.contains(">河南 <"));
}

/// Every class of a picture has a style in the exported file, and on the page.
#[test]
fn every_class_has_a_style_in_the_file_and_on_the_page() {
    let css = [
        include_str!("../style/components/figure.css"),
        include_str!("../style/later/later-relation.css"),
        include_str!("../style/later/later-map.css"),
        include_str!("../style/later/later-zones.css"),
    ]
    .concat();
    for (name, draw, _) in drawings() {
        let picture = draw(564.0);
        let file = export::standalone(&picture, "t", "s", "s", "sans-serif");
        let style = &file[..file.find("</style>").expect("styles")];
        for classes in picture.svg.split("class=\"").skip(2) {
            let classes = classes.split('"').next().expect("its end");
            let is_one = style.contains(&format!(".{}{{", classes.replace(' ', ".")));
            for class in classes.split(' ') {
                let own = style.contains(&format!(".{class}{{"));
                assert!(is_one || own, "{name}: {class} in the file");
                let is_said = [" ", ",", ".", "{"]
                    .iter()
                    .any(|end| css.contains(&format!(".{class}{end}")));
                assert!(is_said, "{name}: {class} on the page");
            }
        }
    }
}

#[test]
fn an_exported_picture_needs_no_stylesheet() {
    let file = export::standalone(
        &balance(&balance_data(), 838.0),
        "碳源 <b>",
        "万吨碳",
        "来源：表 5",
        "sans-serif",
    );
    assert!(
        file.contains(".b-src{fill:#bd5a38}")
            && file.contains("碳源 &lt;b&gt;")
            && file.contains("来源：表 5")
    );
    assert!(!file.contains("var("));
}

#[test]
fn names_stay_text() {
    let evil = "<script>alert(1)</script>&\"'\u{0}";
    let mut data = stack_data();
    data.parts[0].name = evil.into();
    data.words.title = evil.into();
    let svg = stack(&data, 754.0).svg;
    assert!(!svg.contains("<script") && svg.contains("&lt;script&gt;"));
    assert_well_formed(&svg);
}

fn value() -> impl Strategy<Value = f64> {
    prop_oneof![
        Just(0.0),
        Just(1e9),
        Just(1e-9),
        Just(f64::NAN),
        Just(f64::INFINITY),
        Just(-5.0),
        -1e6..1e6_f64,
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn nothing_that_is_no_number_is_drawn(
        values in prop::collection::vec(value(), 0..30),
        width in 200.0..1400.0_f64,
    ) {
        let some: Vec<Option<f64>> = values.iter().map(|v| v.is_finite().then_some(*v)).collect();
        let raw: Vec<Option<f64>> = values.iter().copied().map(Some).collect();
        let years: Vec<i32> = (0..values.len() as i32).map(|i| 1990 + i).collect();
        let part = |below| Part { name: "p".into(), bar: Ink::BUILT, line: Ink::LINE_BUILT, label: Ink::STRONG_SOURCE, below, values: raw.clone() };
        let pictures = [
            balance(&Balance { years: years.clone(), source: some.clone(), sink: raw.clone(), net: some.clone(), selected: Some(3), ..Default::default() }, width),
            stack(&Stack { years: years.clone(), parts: vec![part(false), part(true)], net: raw.clone(), as_shares: values.len() % 2 == 0, ..Default::default() }, width),
            forecast(&Forecast { first_year: 1990, observed: values.clone(), fitted: values.clone(), path: values.clone(), lower: values.clone(), upper: values.clone(), log: true, ..Default::default() }, width),
            index_lines(&IndexLines { years: years.clone(), lines: vec![("l".into(), Ink::FIT, raw.clone())], ..Default::default() }, width),
            dots(&Dots { rows: values.iter().map(|v| DotRow { value: *v, printed: Some(*v), ..Default::default() }).collect(), ..Default::default() }, width),
            bars(&Bars { rows: values.iter().map(|v| ("b".into(), *v)).collect(), ..Default::default() }, width),
            pair_lines(&PairLines { years: years.clone(), values: values.iter().map(|v| [Some(*v), Some(-*v)]).collect(), printed: raw.clone(), selected: Some(1), ..Default::default() }, width),
            difference_bars(&DifferenceBars { years: years.clone(), values: raw.clone(), decimals: 2, inks: (Ink::SOURCE, Ink::SINK), words: Words::default(), selected: Some(1) }, width),
            pair_rows(&PairRows { rows: values.iter().map(|v| PairRow { name: "r".into(), values: [Some(*v), Some(0.5)] }).collect(), ..Default::default() }, width),
            scatter(&Scatter { points: values.iter().map(|v| Point { name: "n".into(), at: Some((*v, 3.0 - v)), tone: None }).collect(), fit: values.first().map(|v| (*v, 1.0)), selected: Some(0), ..Default::default() }, width),
            histogram(&Histogram { bins: values.iter().map(|v| Bin { from: *v, to: v.abs(), count: v.abs() as usize }).collect(), observed: values.first().map(|v| Mark { value: *v, label: "o".into() }), expected: values.last().map(|v| Mark { value: *v, label: "e".into() }), selected: Some(0), ..Default::default() }, width),
            ratios(&Ratios { rows: values.iter().map(|v| RatioRow { name: "r".into(), values: [Some(*v), Some(1.0 / v)] }).collect(), reference: values.first().map(|v| (*v, "=".into())), log: values.len() % 2 == 0, ..Default::default() }, width),
            lines(&Lines { years: years.clone(), series: vec![Series { name: "s".into(), values: raw.clone(), printed: raw.clone() }; 3], emphasised: Some(2), reference: values.first().map(|v| (*v, "=".into())), printed_name: "p".into(), selected: Some(1), ..Default::default() }, width),
            class_ratio(&ClassRatio { first_year: 1990, ratios: raw, lower: 0.9, upper: 1.1, ..Default::default() }, width),
            hold_out(&HoldOut { first_year: 1990, observed: values.clone(), paths: vec![("m".into(), values)], ..Default::default() }, width),
        ];
        for picture in pictures {
            for word in ["NaN", "inf", "Infinity"] {
                prop_assert!(!picture.svg.contains(word), "{}", picture.svg);
            }
        }
    }
}
