//! Table files made by other tools (`tests/data/tables/make.py`): what each of them has to give.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says so by failing"
)]

use std::fs;

use proptest::prelude::*;
use tanheng::core::problem::Report;
use tanheng::exchange::workbook::{ENCODINGS, MOST_BYTES, ReadError, Workbook, read};
use tanheng::exchange::{cases, paste};
use tanheng::words::{Lang, sentence};

fn bytes(name: &str) -> Vec<u8> {
    let path = format!("{}/tests/data/tables/{name}", env!("CARGO_MANIFEST_DIR"));
    fs::read(&path).unwrap_or_else(|e| panic!("{path}: {e}"))
}

fn book(name: &str) -> Workbook {
    read(&bytes(name), None).unwrap_or_else(|e| panic!("{name}: {e}"))
}

const TABLE: &str = "年份\t农用塑料薄膜使用量（万吨）\t稻谷产量（万吨）\n2005\t2.9321\t472.97\n2006\t3.0681\t432.8\n2007\t3.371\t441.2";

#[test]
fn workbooks_of_five_makers_give_the_same_table() {
    for (name, tab) in [
        ("plain.xlsx", "活动量"),
        ("plain.xls", "活动量"),
        ("plain.ods", "活动量"),
        ("pandas.xlsx", "Sheet1"),
    ] {
        let book = book(name);
        assert_eq!(book.sheets.len(), 1, "{name}");
        assert_eq!(book.sheets[0].name, tab, "{name}");
        assert_eq!(book.sheets[0].text, TABLE, "{name}");
        assert_eq!(book.encoding, None);
    }
    // The value a formula had when the file was saved.
    assert_eq!(
        book("xlsxwriter.xlsx").sheets[0].text,
        format!("{TABLE}\n\t9.3712")
    );
}

#[test]
fn text_in_every_encoding_gives_the_same_table() {
    for (name, encoding) in [
        ("utf8.csv", "utf-8"),
        ("utf8_mark.csv", "utf-8"),
        ("gbk.csv", "gb18030"),
        ("iconv.txt", "gb18030"),
        ("utf16le_mark.csv", "utf-16le"),
        ("utf16le.csv", "utf-16le"),
        ("utf16be.csv", "utf-16be"),
    ] {
        let book = book(name);
        assert_eq!(book.encoding.as_deref(), Some(encoding), "{name}");
        assert!(ENCODINGS.contains(&encoding));
        let text = book.sheets[0].text.trim_end().replace("\r\n", "\n");
        assert_eq!(text.replace(',', "\t"), TABLE, "{name}");
    }
    let four_bytes = book("gb18030.csv");
    assert!(four_bytes.sheets[0].text.ends_with("\u{20087},1,2\r\n"));
}

#[test]
fn titles_hidden_tabs_dates_and_texts_come_as_they_stand() {
    let titled = book("titled.xlsx");
    let tabs: Vec<(&str, bool)> = titled
        .sheets
        .iter()
        .map(|s| (s.name.as_str(), s.is_hidden))
        .collect();
    assert_eq!(
        tabs,
        [("Sheet", false), ("草稿", true)],
        "a chart is no table"
    );
    assert_eq!(
        titled.sheets[0].text,
        format!("表 12-3  贵州省农业\n\n{TABLE}\n注：数据来自统计年鉴。")
    );

    let dates = &book("dates.xlsx").sheets[0].text;
    let years: Vec<&str> = dates
        .lines()
        .map(|l| l.split('\t').next().unwrap())
        .collect();
    assert_eq!(
        years,
        [
            "年份",
            "2005-12-31",
            "2006-12-31",
            "2007-12-31",
            "2008-12-31"
        ]
    );

    let texts = &book("texts.xlsx").sheets[0].text;
    let lines = paste::lines(texts);
    assert_eq!(lines.cell(0, 1), "稻谷产量\n（万吨）");
    assert_eq!(lines.cell(0, 2), "说“明”");
    assert_eq!((lines.cell(0, 3), lines.cell(2, 3)), ("TRUE", "FALSE"));
    assert_eq!(lines.cell(1, 0), "２００５年");
    assert_eq!(lines.cell(2, 2), "a\tb");

    // Two cells in opposite corners are no two thousand million cells.
    let corner = &book("corner.xlsx").sheets[0].text;
    assert_eq!(corner.len(), "年份".len() + 1_048_575 + 16_383 + 1);
}

#[test]
fn a_workbook_is_recognised_like_a_pasted_table() {
    let study = cases::load("guizhou").unwrap();
    for name in [
        "titled.xlsx",
        "plain.xls",
        "plain.ods",
        "gbk.csv",
        "dates.xlsx",
    ] {
        let text = &book(name).sheets[0].text;
        let sheet = study.sheets[0].id.clone();
        let plan =
            paste::plan(&study, text, &sheet, 0, 0).unwrap_or_else(|e| panic!("{name}: {e}"));
        let filled = plan.apply(&study).unwrap();
        let (sheet, column) = filled.column("plastic_film").unwrap();
        let at = sheet.rows.iter().position(|r| r.year == 2006).unwrap();
        assert_eq!(
            sheet.cell(at, column).unwrap().value(),
            Some(30_681.0),
            "{name}"
        );
    }
}

type Expected = fn(&ReadError) -> bool;

#[test]
fn what_gives_no_table_says_why_in_both_languages() {
    let damaged = |e: &ReadError| matches!(e, ReadError::Damaged { .. });
    let cases: [(&str, Expected); 11] = [
        ("empty.xlsx", |e| *e == ReadError::Empty),
        ("nothing.csv", |e| *e == ReadError::Empty),
        ("password.xlsx", |e| *e == ReadError::Password),
        ("picture.csv", |e| *e == ReadError::NoTable),
        ("zeros.csv", |e| *e == ReadError::NoTable),
        ("not_a_book.zip", |e| *e == ReadError::NoTable),
        ("says_600_mb.xlsx", |e| {
            *e == ReadError::Bomb {
                bytes: (600 << 20) + 4,
            }
        }),
        ("holds_more_than_it_says.xlsx", |e| {
            matches!(e, ReadError::Bomb { .. } | ReadError::Damaged { .. })
        }),
        ("cut.xlsx", damaged),
        // plain.xls with three bytes turned, which brings calamine down.
        ("damaged.xls", damaged),
        // Found by fuzzing: it took all memory there was.
        ("endless.xls", damaged),
    ];
    for (name, is_expected) in cases {
        let error = read(&bytes(name), None).expect_err(name);
        assert!(is_expected(&error), "{name}: {error:?}");
        for lang in [Lang::Zh, Lang::En] {
            let told = sentence(lang, &error.problem());
            assert!(
                told.chars().count() > 6 && !told.contains('{'),
                "{name}: {told}"
            );
        }
    }
    let error = read(&vec![b'a'; MOST_BYTES + 1], None).unwrap_err();
    assert_eq!(
        error,
        ReadError::TooLarge {
            bytes: MOST_BYTES + 1
        }
    );
}

/// What calamine 0.38 takes gigabytes for, in a file of 5632 bytes: its places were read off with a hex editor.
#[test]
fn an_old_workbook_takes_no_more_memory_than_it_has_cells() {
    let read_with = |changes: &[(usize, &[u8])]| {
        let mut bytes = bytes("plain.xls");
        for (at, new) in changes {
            bytes[*at..at + new.len()].copy_from_slice(new);
        }
        read(&bytes, None)
    };
    let (dimensions, first_cell, compact_number, fat) = (1600, 1814, 1876, 512 + 8 * 512);
    assert!(read_with(&[]).is_ok());
    // A cell in the last column an old workbook has, and one that none has.
    assert!(read_with(&[(compact_number + 2, &[0xFF, 0])]).is_ok());
    assert!(read_with(&[(compact_number, &[0xFF, 0xFF, 0xFF, 0])]).is_err());
    assert_eq!(
        read_with(&[(compact_number, &[0xFF; 4])]),
        Err(ReadError::TooManyCells)
    );
    assert_eq!(
        read_with(&[
            (first_cell, &[0; 4]),
            (
                dimensions,
                &[0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0xFF]
            )
        ]),
        Err(ReadError::TooManyCells)
    );
    let damaged =
        |changes: &[(usize, &[u8])]| matches!(read_with(changes), Err(ReadError::Damaged { .. }));
    assert!(damaged(&[(dimensions, &[9, 0, 0, 0, 4])]), "upside down");
    for sector in [0_u8, 3, 9, 10] {
        let itself = [sector, 0, 0, 0];
        let place = fat + 4 * usize::from(sector);
        let result = read_with(&[(place, &itself)]);
        assert!(
            result.is_ok() || matches!(result, Err(ReadError::Damaged { .. })),
            "{sector}"
        );
    }
    assert!(
        damaged(&[(fat + 4 * 9, &[9, 0, 0, 0])]),
        "the directory follows itself"
    );
}

#[test]
fn a_byte_that_is_no_text_is_named_and_another_encoding_can_be_tried() {
    let bytes = bytes("damaged_utf8.csv");
    let error = read(&bytes, Some("utf-8")).unwrap_err();
    assert_eq!(
        error,
        ReadError::NotText {
            encoding: "utf-8".into(),
            byte: 40
        }
    );
    let gbk = read(&self::bytes("gbk.csv"), Some("utf-8")).unwrap_err();
    // 年 is C4 EA: the second byte cannot follow the first.
    assert_eq!(
        gbk,
        ReadError::NotText {
            encoding: "utf-8".into(),
            byte: 1
        }
    );
    assert!(read(&self::bytes("gbk.csv"), Some("gb18030")).is_ok());
}

proptest! {
    #[test]
    fn no_bytes_bring_it_down(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = read(&bytes, None);
    }

    #[test]
    fn a_workbook_with_bytes_turned_does_not_bring_it_down(
        name in prop::sample::select(vec!["plain.xlsx", "plain.xls", "plain.ods", "texts.xlsx"]),
        turned in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
    ) {
        let mut bytes = bytes(name);
        for (at, byte) in turned {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let _ = read(&bytes, None);
    }
}
