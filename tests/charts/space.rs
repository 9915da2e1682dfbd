//! Pictures of the pages about space. Ratios and permutations are those of the page's drawing; what is made up says so.

use tanheng::chart::histogram::{Bin, Histogram, Mark};
use tanheng::chart::lines::{Lines, Series};
use tanheng::chart::map::Palette;
use tanheng::chart::ratios::{RatioRow, Ratios};
use tanheng::chart::scatter::{Point, Scatter};
use tanheng::exchange::places::{self, Place};

use super::{words, years};

/// Carbon ratio of each province in 2019, by administrative code; Tibet has none.
#[allow(clippy::approx_constant, reason = "Zhejiang's ratio, not π")]
const RATIOS: [(&str, f64); 30] = [
    ("110000", 6.10),
    ("120000", 44.47),
    ("130000", 7.39),
    ("140000", 5.88),
    ("150000", 0.64),
    ("210000", 4.48),
    ("220000", 1.15),
    ("230000", 0.76),
    ("310000", 92.79),
    ("320000", 29.97),
    ("330000", 3.14),
    ("340000", 5.45),
    ("350000", 2.01),
    ("360000", 1.24),
    ("370000", 16.70),
    ("410000", 4.33),
    ("420000", 2.03),
    ("430000", 1.41),
    ("440000", 3.32),
    ("450000", 0.82),
    ("460000", 1.13),
    ("500000", 2.10),
    ("510000", 0.65),
    ("520000", 1.66),
    ("530000", 0.40),
    ("610000", 1.61),
    ("620000", 0.61),
    ("630000", 0.11),
    ("640000", 4.99),
    ("650000", 0.61),
];

fn short(place: &Place) -> &'static str {
    place.names().pop().unwrap_or_default()
}

fn ratio(code: &str) -> Option<f64> {
    RATIOS.iter().find(|r| r.0 == code).map(|r| r.1)
}

/// Own z of ln K and the mean z of the neighbours, Hainan beside Guangdong; the slope is Moran's I.
fn standardised() -> (Vec<Option<(f64, f64)>>, f64) {
    let set = places::set("china_provinces_31").expect("shipped").places;
    let logs: Vec<f64> = RATIOS.iter().map(|r| libm::log(r.1)).collect();
    let mean = logs.iter().sum::<f64>() / 30.0;
    let spread = libm::sqrt(logs.iter().map(|v| (v - mean) * (v - mean)).sum::<f64>() / 30.0);
    let z = |code: &str| ratio(code).map(|k| (libm::log(k) - mean) / spread);
    let at = |code: &str| {
        let place = set.iter().find(|p| p.code == code)?;
        let added = match code {
            "460000" => Some("440000"),
            "440000" => Some("460000"),
            _ => None,
        };
        let near: Vec<f64> = place
            .rook
            .iter()
            .copied()
            .chain(added)
            .filter_map(z)
            .collect();
        Some((z(code)?, near.iter().sum::<f64>() / near.len() as f64))
    };
    let points: Vec<Option<(f64, f64)>> = set.iter().map(|p| at(p.code)).collect();
    let slope = points.iter().flatten().map(|p| p.0 * p.1).sum::<f64>() / 30.0;
    (points, slope)
}

pub fn scatter_data(is_english: bool) -> Scatter {
    let set = places::set("china_provinces_31").expect("shipped").places;
    let (at, slope) = standardised();
    // Row-standardised weights and every unit with a neighbour: I is the slope (0.530 in the drawing).
    assert!((slope - 0.530).abs() < 0.002, "{slope}");
    let class = |code: &str| match code {
        "110000" | "130000" | "320000" | "330000" | "370000" => Some(0),
        "510000" | "520000" | "620000" | "630000" | "650000" => Some(1),
        _ => None,
    };
    let points = set.iter().zip(at).map(|(place, at)| Point {
        name: if is_english {
            place.name_en
        } else {
            short(place)
        }
        .into(),
        at,
        tone: class(place.code).map(|c| Palette::Lisa.tone(c, 5)),
    });
    let corners = if is_english {
        ["High–High", "Low–High", "Low–Low", "High–Low"]
    } else {
        ["高—高", "低—高", "低—低", "高—低"]
    };
    let names = if is_english {
        ["z of ln K", "Vertical: mean z of the neighbours"]
    } else {
        ["ln K 的 z 值", "纵轴：邻居 z 值的均值"]
    };
    Scatter {
        points: points.collect(),
        fit: Some((slope, 0.0)),
        corners: corners.map(Into::into),
        x_name: names[0].into(),
        y_name: names[1].into(),
        words: words("Moran 散点图"),
        selected: set.iter().position(|p| p.code == "320000"),
    }
}

/// 9999 shuffles of the ratios over the map.
pub fn permutations() -> Histogram {
    let counts = [
        1, 30, 69, 152, 327, 541, 846, 1129, 1292, 1260, 1209, 1001, 796, 490, 393, 221, 124, 66,
        29, 17, 7, 3, 3,
    ];
    let bin = |(i, count): (usize, &usize)| Bin {
        from: -0.418 + 0.04 * i as f64,
        to: -0.418 + 0.04 * (i + 1) as f64,
        count: *count,
    };
    let mark = |value, label: &str| {
        let label = label.into();
        Some(Mark { value, label })
    };
    Histogram {
        bins: counts.iter().enumerate().map(bin).collect(),
        observed: mark(0.530, "observed 0.530"),
        expected: mark(-1.0 / 29.0, "expected −0.034"),
        x_name: "Moran’s I of shuffled values".into(),
        y_name: "Vertical: shuffles".into(),
        words: words("Could chance do this?"),
        selected: None,
    }
}

/// Neighbours of the provinces by shared land border.
pub fn neighbours() -> Histogram {
    let set = places::set("china_provinces_31").expect("shipped").places;
    let bins = (0..=8).map(|n: usize| Bin {
        from: n as f64,
        to: n as f64,
        count: set.iter().filter(|p| p.rook.len() == n).count(),
    });
    Histogram {
        bins: bins.collect(),
        x_name: "邻居数".into(),
        y_name: "纵轴：省数".into(),
        words: words("邻居数"),
        selected: Some(4),
        ..Histogram::default()
    }
}

/// The second ratio is made up.
pub fn ratio_data() -> Ratios {
    let set = places::set("china_provinces_31").expect("shipped").places;
    let mut rows: Vec<RatioRow> = set
        .iter()
        .map(|place| {
            let k = ratio(place.code);
            RatioRow {
                name: short(place).into(),
                values: [k, k.map(|k| 1.6 * libm::pow(k, 0.9))],
            }
        })
        .collect();
    rows.sort_by(|a, b| {
        let by = |r: &RatioRow| r.values[0].unwrap_or(0.0);
        by(b).total_cmp(&by(a))
    });
    Ratios {
        rows,
        names: ["K_C".into(), "K_O".into()],
        reference: Some((1.0, "收支相等".into())),
        log: true,
        decimals: 2,
        axis: "释放量 ÷ 固定量（对数轴）".into(),
        words: words("碳氧平衡系数"),
        selected: Some(1),
    }
}

/// Made up: Moran's I of three kinds of weights over the years, and printed values of one.
pub fn index_by_year() -> Lines {
    let series = |name: &str, from: f64, step: f64| Series {
        name: name.into(),
        values: (0..15)
            .map(|i| (i != 6).then(|| from + step * f64::from(i) + 0.02 * libm::sin(f64::from(i))))
            .collect(),
        printed: Vec::new(),
    };
    let mut rook = series("Rook", 0.42, 0.008);
    rook.printed = vec![None; 15];
    for (i, value) in [(0, 0.43), (5, 0.47), (10, 0.49), (14, 0.55)] {
        rook.printed[i] = Some(value);
    }
    Lines {
        years: years(),
        series: vec![
            series("Queen", 0.39, 0.006),
            rook,
            series("4 nearest", 0.30, 0.009),
        ],
        emphasised: Some(1),
        reference: Some((-1.0 / 29.0, "期望 −0.034".into())),
        printed_name: "论文刊印".into(),
        decimals: 3,
        not_from_zero: "轴不从 0 起".into(),
        words: words("历年的 Moran’s I"),
        selected: Some(10),
    }
}

/// Made up: a ratio of every province over the years, one of them read.
pub fn many_lines() -> Lines {
    let set = places::set("china_provinces_31").expect("shipped").places;
    let series = set.iter().map(|place| Series {
        name: short(place).into(),
        values: (0..15)
            .map(|i| Some(ratio(place.code)? * (1.0 + 0.03 * f64::from(i))).filter(|v| *v < 20.0))
            .collect(),
        printed: Vec::new(),
    });
    Lines {
        years: years(),
        series: series.collect(),
        emphasised: set.iter().position(|p| p.code == "130000"),
        reference: Some((1.0, "收支相等".into())),
        decimals: 2,
        words: words("历年的碳平衡系数"),
        ..Lines::default()
    }
}
