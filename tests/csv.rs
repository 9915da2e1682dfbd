//! A sheet written as csv is read back the same: amounts to the last bit, units, years, regions, and texts that a
//! spreadsheet would run.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says so by failing"
)]
#![cfg(not(target_arch = "wasm32"))]

use std::collections::BTreeSet;
use std::sync::Arc;

use proptest::prelude::*;
use tanheng::core::study::{Cell, Region, RowKey, Sheet, Study, Text, read_cell};
use tanheng::core::units::Unit;
use tanheng::exchange::csv::Mark;
use tanheng::exchange::table::DataTable;
use tanheng::exchange::{cases, paste, workbook};
use tanheng::job::export;
use tanheng::words::Lang;

const LANGS: [Lang; 2] = [Lang::Zh, Lang::En];

fn written(study: &Study, sheet: &str, lang: Lang, mark: Mark) -> String {
    export::sheet_csv(study, sheet, lang, mark).unwrap()
}

/// The text as a file and into a study; every column with its unit as written.
fn taken(study: &Study, sheet: &str, text: &str) -> Study {
    let book = workbook::read(text.as_bytes(), None).unwrap();
    assert_eq!(book.encoding.as_deref(), Some("utf-8"));
    let plan = paste::plan(study, &book.sheets[0].text, sheet, 0, 0)
        .unwrap_or_else(|e| panic!("{text}\n{e}"));
    assert_eq!((plan.left_over.len(), &plan.problems[..]), (0, &[][..]));
    let sheet = study.sheet(sheet).unwrap();
    assert_eq!(plan.columns.len(), sheet.columns.len());
    for (planned, column) in plan.columns.iter().zip(&sheet.columns) {
        assert_eq!(planned.refused, None, "{text}");
        assert_eq!(planned.indicator, column.indicator);
        // A pure number has no unit to write.
        let unit = Some(&column.unit).filter(|unit| unit.code() != "1");
        assert_eq!(planned.unit_in.as_ref(), unit);
        assert_eq!(planned.ratio, 1.0);
    }
    plan.apply(study).unwrap()
}

fn emptied(study: &Study) -> Study {
    let mut study = study.clone();
    for sheet in &mut study.sheets {
        for column in &mut sheet.columns {
            column.cells = Arc::new(vec![Cell::Empty; sheet.rows.len()]);
        }
    }
    study
}

/// Amounts by their bits, texts without what stood there before.
fn shown(sheet: &Sheet) -> Vec<(RowKey, Vec<String>)> {
    let show = |cell: &Cell| match cell {
        Cell::Number(value) => format!("{:x}", value.to_bits()),
        Cell::Bad { text, .. } => format!("text {text:?}"),
        Cell::Empty => String::new(),
    };
    let cells = |row| sheet.columns.iter().map(move |c| show(&c.cells[row]));
    let rows = sheet.rows.iter().enumerate();
    rows.map(|(row, key)| (key.clone(), cells(row).collect()))
        .collect()
}

fn comes_back(study: &Study, sheet: &str) {
    let before = study.sheet(sheet).unwrap();
    for lang in LANGS {
        for mark in [Mark::With, Mark::Without] {
            let text = written(study, sheet, lang, mark);
            let into_empty = taken(&emptied(study), sheet, &text);
            assert_eq!(shown(into_empty.sheet(sheet).unwrap()), shown(before));
            // Over itself nothing changes, not even the last valid values.
            let over = taken(study, sheet, &text);
            for (a, b) in over
                .sheet(sheet)
                .unwrap()
                .columns
                .iter()
                .zip(&before.columns)
            {
                assert_eq!((&a.cells, &a.unit), (&b.cells, &b.unit));
            }
        }
    }
}

#[test]
fn every_sheet_of_every_case_comes_back_the_same() {
    for id in cases::all() {
        let study = cases::find(id).unwrap();
        for sheet in &study.sheets {
            comes_back(&study, &sheet.id);
        }
    }
}

#[test]
fn the_text_is_as_rfc_4180_has_it_and_begins_with_the_mark() {
    let study = cases::load("guizhou").unwrap();
    let text = written(&study, "activity", Lang::En, Mark::default());
    let plain = written(&study, "activity", Lang::En, Mark::Without);
    assert_eq!(text, format!("\u{feff}{plain}"));
    let head = plain.split("\r\n").next().unwrap();
    assert!(head.starts_with("Year,Fertiliser use (pure nutrient) (10⁴ t),"));
    assert!(head.contains(",\"Value added, secondary sector (10⁸ yuan)\","));
    assert!(plain.ends_with("\r\n") && !plain.replace("\r\n", "").contains(['\r', '\n']));
    let zh = written(&study, "activity", Lang::Zh, Mark::Without);
    assert!(zh.starts_with("年份,化肥施用量（折纯）（万吨）,农作物播种面积（千公顷）,"));
}

/// Every unit is read as it is written in a heading, alone and over another.
#[test]
fn every_unit_is_read_as_it_is_written() {
    let locale = include_str!("../src/app/locales/en/unit.json");
    let locale: serde_json::Value = serde_json::from_str(locale).unwrap();
    let codes: BTreeSet<String> = locale.as_object().unwrap().keys().cloned().collect();
    let units: Vec<Unit> = codes.iter().filter_map(|c| Unit::parse(c).ok()).collect();
    assert_eq!(units.len() + 2, codes.len(), "all but cells and per_t");
    let mut wrong = BTreeSet::new();
    for lang in LANGS {
        for top in units.iter().filter(|u| u.code() != "1") {
            let over = units.iter().map(|u| format!("{}/{}", top.code(), u.code()));
            for code in over.chain([top.code().to_owned()]) {
                let shown = lang.unit(&code);
                let read = Unit::parse(&shown).map(|u| u.code().to_owned());
                if !code.ends_with("/1") && read.as_ref() != Ok(&code) {
                    wrong.insert(format!("{code} {shown}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:?}");
}

#[test]
fn regions_come_back_by_name_or_by_code_where_the_name_is_of_two() {
    let mut study = cases::load("guizhou").unwrap();
    let region = |code: &str, zh: &str, en: &str| Region {
        parent: None,
        code: code.into(),
        name: Text::Both {
            zh: zh.into(),
            en: en.into(),
        },
    };
    study.regions = vec![
        region("220000", "吉林省", "Jilin"),
        region("220200", "吉林市", "Jilin city"),
        region("x", "=贵州", "@home, \"here\""),
    ];
    let keys = ["220000", "220200", "x"].map(|code| {
        [2005, 2006].map(|year| RowKey {
            region: code.into(),
            year,
        })
    });
    for sheet in &mut study.sheets {
        sheet.rows = Arc::new(keys.iter().flatten().cloned().collect());
        for (column, n) in sheet.columns.iter_mut().zip(1..) {
            let cells = (0..6).map(|row| Cell::Number(f64::from(n * 10 + row) / 3.0));
            column.cells = Arc::new(cells.collect());
        }
    }
    comes_back(&study, "activity");
    let text = written(&study, "activity", Lang::Zh, Mark::Without);
    assert!(text.contains("\r\n吉林省,2005,") && text.contains("\r\n220200,2005,"));
    assert!(text.contains("\r\n'=贵州,2005,"));
}

#[test]
fn a_table_of_the_page_keeps_its_texts_and_disarms_them() {
    let table = DataTable {
        head: vec!["=head".into()],
        rows: [
            "−1\u{2009}234.5",
            "-3",
            "+4.13",
            "2005−2010",
            "\r=1",
            "a,\"b\"",
        ]
        .map(|c| vec![c.to_owned()])
        .into(),
    };
    let plain = "'=head\r\n-1234.5\r\n-3\r\n+4.13\r\n2005−2010\r\n\"'\r=1\"\r\n\"a,\"\"b\"\"\"\r\n";
    assert_eq!(table.to_csv_with(Mark::Without), plain);
    assert_eq!(table.to_csv(), format!("\u{feff}{plain}"));
}

#[test]
fn a_copied_text_that_looks_like_a_formula_is_disarmed_too() {
    let block = [vec!["=HYPERLINK(\"x\")".to_owned()], vec!["-3".to_owned()]];
    let study = cases::load("blank").unwrap();
    let study = study.write("activity", 0, 0, &block).unwrap();
    let text = paste::copy(study.sheet("activity").unwrap(), 0..=1, 0..=0);
    assert_eq!(text, "\"'=HYPERLINK(\"\"x\"\")\"\r\n-3");
    assert_eq!(paste::lines(&text).cell(0, 0), "=HYPERLINK(\"x\")");
}

/// A text for a cell: a number of any size, one that is none, or one that a spreadsheet would run.
fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => (prop::num::f64::POSITIVE | prop::num::f64::SUBNORMAL | prop::num::f64::ZERO)
            .prop_map(|v| format!("{:?}", v.abs())),
        2 => (0_u32..2_000_000_000, -30_i32..30).prop_map(|(n, e)| format!("{n}e{e}")),
        1 => (0_u32..100_000_000).prop_map(|n| format!("-{}", f64::from(n) / 1000.0)),
        1 => Just(String::new()),
        2 => "'{0,2}[=+@＝\t\r\n,-][ -~]{0,8}",
        1 => "[^\0]{0,10}",
        1 => "[\"',;\t\r\n a1=-]{0,8}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_sheet_comes_back_the_same(
        cells in prop::collection::vec(prop::collection::vec(cell(), 8), 1..12),
        first in 1900_i32..2080,
        case in prop::sample::select(vec!["guizhou", "blank"]),
    ) {
        let mut study = cases::load(case).unwrap();
        let region: Arc<str> = study.regions[0].code.as_str().into();
        let years = first..first + cells.len() as i32;
        for sheet in &mut study.sheets {
            let rows = years.clone().map(|year| RowKey { region: region.clone(), year });
            sheet.rows = Arc::new(rows.collect());
            for (at, column) in sheet.columns.iter_mut().enumerate() {
                let column_cells = cells.iter().map(|line| read_cell(&line[at % 8], &Cell::Number(7.0)));
                column.cells = Arc::new(column_cells.collect());
            }
        }
        for sheet in &study.sheets {
            comes_back(&study, &sheet.id);
        }
    }
}
