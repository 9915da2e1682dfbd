//! GAL and GWT files: what is read, what is refused and where, and what is written.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says so by failing"
)]
#![cfg(not(target_arch = "wasm32"))]

use encoding_rs::{GB18030, UTF_8};
use proptest::prelude::*;
use tanheng::core::space::Weights;
use tanheng::core::space::weights::{Transform, connectivity, from_typed};
use tanheng::exchange::weights::{
    Format, Header, JoinedBy, MOST_BYTES, WeightsFile, WeightsFileError, read, read_lists,
    write_gal, write_gwt, write_lists,
};

const ABC: [&str; 3] = ["a", "b", "c"];

/// a – b – c.
fn path() -> Weights {
    Weights::from_lists(&[vec![(1, 1.0)], vec![(0, 1.0), (2, 1.0)], vec![(1, 1.0)]]).unwrap()
}

fn gal(text: &str, ids: &[&str]) -> Result<WeightsFile, WeightsFileError> {
    read(text.as_bytes(), Format::Gal, ids)
}

fn gwt(text: &str, ids: &[&str]) -> Result<WeightsFile, WeightsFileError> {
    read(text.as_bytes(), Format::Gwt, ids)
}

fn header(layer: &str, key: &str) -> Header {
    Header {
        layer: layer.to_owned(),
        key: key.to_owned(),
    }
}

fn ids(from: usize, count: usize) -> Vec<String> {
    (from..from + count).map(|id| id.to_string()).collect()
}

fn borrowed(ids: &[String]) -> Vec<&str> {
    ids.iter().map(String::as_str).collect()
}

#[test]
fn columbus_is_read_by_id_and_by_order() {
    let text = include_str!("data/space/columbus.gal");
    let numbers = ids(1, 49);
    let by_id = gal(text, &borrowed(&numbers)).unwrap();
    assert_eq!((by_id.joined, by_id.header), (JoinedBy::Id, None));
    // Published: 49 units, 236 links, 9.83 % (libpysal's own example).
    let told = connectivity(&by_id.weights);
    assert_eq!(
        (told.units, told.links, told.least, told.most),
        (49, 236, 2, 10)
    );
    assert!((told.percent_nonzero - 9.829_237_8).abs() < 1e-7);
    assert!(told.is_symmetric && told.component_sizes == [49]);
    let other: Vec<String> = numbers.iter().map(|n| format!("tract {n}")).collect();
    let by_order = gal(text, &borrowed(&other)).unwrap();
    assert_eq!(by_order.joined, JoinedBy::OrderFromOne);
    assert_eq!(by_order.weights, by_id.weights);
    // Written again it is the same file: its neighbours stand in another order there.
    let written = write_gal(&by_id.weights, &borrowed(&numbers), None).unwrap();
    let sorted = |text: &str| -> Vec<Vec<String>> {
        let words = |line: &str| {
            let mut words: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
            words.sort();
            words
        };
        text.lines().map(words).collect()
    };
    assert_eq!(sorted(&written), sorted(text));
}

#[test]
fn both_first_lines_marks_tabs_and_ends_of_lines_are_read() {
    let plain = "3\na 1\nb\nb 2\na c\nc 1\nb\n";
    let texts = [
        plain.to_owned(),
        plain.replace('\n', "\r\n"),
        plain.replace('\n', "\r"),
        plain.replace(' ', "\t"),
        format!("\u{feff}{plain}"),
        plain.trim_end().to_owned(),
        format!("\n\n{}\n\n", plain.replace("\nb 2", "\n\n\nb 2")),
        plain.replace("3\n", "0 3 layer code\n"),
        plain.replace("3\n", "0 3 \"a long name\" code\n"),
    ];
    for text in &texts {
        assert_eq!(gal(text, &ABC).unwrap().weights, path(), "{text:?}");
    }
    let long = gal(&texts[8], &ABC).unwrap();
    assert_eq!(long.header, Some(header("a long name", "code")));
    let table = "0 3 layer code\na b 1\nb a 1.0\nb c 1e0\nc b +1\n";
    for text in [
        table.to_owned(),
        table.replace("0 3 layer code", "3"),
        table.replace('\n', "\r\n").replace(' ', "  \t"),
        // Any order, and blank lines.
        "3\n\nc b 1\nb c 1\n\na b 1\nb a 1".to_owned(),
    ] {
        assert_eq!(gwt(&text, &ABC).unwrap().weights, path(), "{text:?}");
    }
    // A layer with a Chinese name, as GeoDa on a Chinese Windows writes it, and UTF-16.
    let chinese = "0 2 省界 名称\n甲 1\n乙\n乙 1\n甲\n";
    let (gbk, _, _) = GB18030.encode(chinese);
    let mut utf16 = vec![0xFF, 0xFE];
    utf16.extend(chinese.encode_utf16().flat_map(u16::to_le_bytes));
    for bytes in [&*gbk, &utf16, &*UTF_8.encode(chinese).0] {
        let file = read(bytes, Format::Gal, &["甲", "乙"]).unwrap();
        assert_eq!(file.header, Some(header("省界", "名称")));
        assert_eq!(file.weights.links(), 2);
    }
}

#[test]
fn islands_have_an_empty_line_or_none() {
    for text in [
        "3\na 1\nb\nb 1\na\nc 0\n\n",
        "3\nc 0\n\na 1\nb\nb 1\na\n",
        "3\nc 0\na 1\nb\nb 1\na\n",
        "3\na 1\nb\nb 1\na\nc 0",
    ] {
        let weights = gal(text, &ABC).unwrap().weights;
        assert!(weights.is_island(2) && weights.links() == 2, "{text:?}");
    }
    let alone = gwt("0 3 x code\na b 2\nb a 3\n", &ABC).unwrap().weights;
    assert!(alone.is_island(2) && alone.get(1, 0) == Some(3.0));
    assert_eq!(gwt("0 3 x code\n", &ABC).unwrap().weights.links(), 0);
}

#[test]
fn ids_that_are_numbers_of_records_join_by_order() {
    let join = |text: &str| gal(text, &ABC).map(|file| file.joined);
    let from = |first: usize, head: &str| {
        let [a, b, c] = [first, first + 1, first + 2];
        format!("{head}\n{a} 1\n{b}\n{b} 2\n{a} {c}\n{c} 1\n{b}\n")
    };
    for head in [
        "3",
        "0 3 map POLY_ID",
        "0 3 map unknown",
        "0 3 map OBJECTID",
    ] {
        assert_eq!(join(&from(1, head)), Ok(JoinedBy::OrderFromOne));
        assert_eq!(join(&from(0, head)), Ok(JoinedBy::OrderFromZero));
        assert_eq!(gal(&from(0, head), &ABC).unwrap().weights, path());
        assert!(join(&from(2, head)).is_err());
    }
    // A key that says ids are codes, and other units.
    let refused = WeightsFileError::OtherUnits {
        line: 2,
        id: "1".into(),
        matched: 0,
        found: 3,
        units: 3,
    };
    assert_eq!(join(&from(1, "0 3 map adcode")), Err(refused));
    // The study's own ids are taken before their order is.
    let turned = gal(&from(1, "3"), &["3", "2", "1"]).unwrap();
    assert_eq!((turned.joined, turned.weights), (JoinedBy::Id, path()));
    let zero = gwt(
        "0 3 Unknown Unknown\n0 1 1.0\n1 0 1.0\n1 2 1.0\n2 1 1.0\n",
        &ABC,
    )
    .unwrap();
    assert_eq!(
        (zero.joined, zero.weights),
        (JoinedBy::OrderFromZero, path())
    );
    // 1 and 01 are not two units.
    assert!(gal("3\n1 1\n01\n01 0\n3 0\n", &ABC).is_err());
}

#[test]
fn every_fault_is_told_with_its_line_and_id() {
    use WeightsFileError as E;
    let a = || "a".to_owned();
    let gals: [(&str, E); 17] = [
        ("", E::Empty),
        ("\n \n", E::Empty),
        (
            "x\n",
            E::Header {
                line: 1,
                text: "x".into(),
            },
        ),
        (
            "\n3 4\n",
            E::Header {
                line: 2,
                text: "3 4".into(),
            },
        ),
        (
            "1 3 layer key\n",
            E::Header {
                line: 1,
                text: "1 3 layer key".into(),
            },
        ),
        (
            "-3\n",
            E::Header {
                line: 1,
                text: "-3".into(),
            },
        ),
        (
            "3\na 1 1\n",
            E::UnitLine {
                line: 2,
                text: "a 1 1".into(),
            },
        ),
        (
            "3\na 1.5\nb\n",
            E::Count {
                line: 2,
                id: a(),
                text: "1.5".into(),
            },
        ),
        (
            "3\na 2\nb\nb 0\nc 0\n",
            E::NeighbourCount {
                line: 3,
                id: a(),
                stated: 2,
                found: 1,
            },
        ),
        (
            "3\na 1\nb c\nb 0\nc 0\n",
            E::NeighbourCount {
                line: 3,
                id: a(),
                stated: 1,
                found: 2,
            },
        ),
        ("3\nb 0\n\na 1", E::Truncated { line: 4 }),
        ("3\nb 0\n\nc 0\n\na 2\nb", E::Truncated { line: 7 }),
        (
            "3\na 1\nb\nb 0\n",
            E::FewerUnits {
                line: 4,
                found: 2,
                stated: 3,
            },
        ),
        (
            "2\nb 0\n\nc 0\n\na 0\n",
            E::MoreUnits {
                line: 6,
                id: a(),
                stated: 2,
            },
        ),
        (
            "3\na 0\nb 0\na 1\nb\n",
            E::UnitTwice {
                line: 4,
                id: a(),
                first: 2,
            },
        ),
        (
            "3\na 2\nb b\nb 0\nc 0\n",
            E::NeighbourTwice {
                line: 3,
                id: a(),
                neighbour: "b".into(),
            },
        ),
        ("3\na 1\na\nb 0\nc 0\n", E::Own { line: 3, id: a() }),
    ];
    for (text, told) in gals {
        assert_eq!(gal(text, &ABC), Err(told), "{text:?}");
    }
    let gwts: [(&str, E); 8] = [
        ("3\na b\nb a 1\n", E::Fields { line: 2, found: 2 }),
        ("3\nb a 1\na b 1 1\n", E::Fields { line: 3, found: 4 }),
        ("3\nb a 1\na b", E::Truncated { line: 3 }),
        (
            "3\na b x\n",
            E::NotANumber {
                line: 2,
                id: a(),
                text: "x".into(),
            },
        ),
        (
            "3\na b NaN\n",
            E::NotANumber {
                line: 2,
                id: a(),
                text: "NaN".into(),
            },
        ),
        (
            "3\na b -0.5\n",
            E::Negative {
                line: 2,
                id: a(),
                value: -0.5,
            },
        ),
        (
            "3\na b 1\nb a 1\na b 2\n",
            E::NeighbourTwice {
                line: 4,
                id: a(),
                neighbour: "b".into(),
            },
        ),
        ("3\na b 1\na a 1\n", E::Own { line: 3, id: a() }),
    ];
    for (text, told) in gwts {
        assert_eq!(gwt(text, &ABC), Err(told), "{text:?}");
    }
    assert_eq!(
        gwt("3\na b 1e999\n", &ABC).unwrap_err().to_string(),
        "line 2, a: \"1e999\" is no number"
    );
    // Weights for other units: how many are ours.
    let other = E::OtherUnits {
        line: 4,
        id: "x".into(),
        matched: 2,
        found: 3,
        units: 3,
    };
    assert_eq!(gal("3\na 1\nb\nx 1\nb\nb 0\n", &ABC), Err(other));
    let fewer = E::OtherCount {
        stated: 2,
        units: 3,
        matched: 2,
    };
    assert_eq!(gal("2\na 1\nb\nb 1\na\n", &ABC), Err(fewer.clone()));
    assert_eq!(gwt("0 2 x code\na b 1\nb a 1\n", &ABC), Err(fewer));
    // A study whose units share an id has no order to join by.
    let twice = E::StudyId { unit: 1, id: a() };
    assert_eq!(gal("2\na 0\nb 0\n", &["a", "a"]), Err(twice));
    assert_eq!(read(&[0xFF; 9], Format::Gal, &ABC), Err(E::NotText));
    assert_eq!(read(b"3\0\n", Format::Gwt, &ABC), Err(E::NotText));
    let bytes = MOST_BYTES + 1;
    assert_eq!(
        read(&vec![b' '; bytes], Format::Gal, &ABC),
        Err(E::TooLarge { bytes })
    );
    // A count that no memory holds takes none.
    assert!(gal("18446744073709551615\na 0\n", &ABC).is_err());
}

#[test]
fn what_cannot_be_written_is_refused() {
    for ids in [
        ["a", "b", ""],
        ["a", "b c", "d"],
        ["a", "b", "a"],
        ["a", "b", "\u{3000}"],
    ] {
        assert!(matches!(
            write_gal(&path(), &ids, None),
            Err(WeightsFileError::StudyId { .. })
        ));
        assert!(matches!(
            write_gwt(&path(), &ids, &header("", "")),
            Err(WeightsFileError::StudyId { .. })
        ));
    }
    let wrong = WeightsFileError::IdCount {
        found: 2,
        expected: 3,
    };
    assert_eq!(write_gal(&path(), &["a", "b"], None), Err(wrong));
    let text = write_gwt(&path(), &ABC, &header(" a\tlayer\n", "")).unwrap();
    assert!(text.starts_with("0 3 a_layer unknown\na b 1\n"));
}

/// Bytes that libpysal 4.14.1 writes for the same weights, and reads: `w.to_file` of a `W` with ids a, b, c.
#[test]
fn written_files_are_those_of_libpysal() {
    let weights =
        Weights::from_lists(&[vec![(1, 0.5)], vec![(0, 0.5), (2, 0.25)], vec![]]).unwrap();
    let text = write_gal(&weights, &ABC, None).unwrap();
    assert_eq!(text, "3\na 1\nb\nb 2\na c\nc 0\n\n");
    let text = write_gwt(&weights, &ABC, &header("Unknown", "Unknown")).unwrap();
    assert_eq!(text, "0 3 Unknown Unknown\na b 0.5\nb a 0.5\nb c 0.25\n");
}

#[test]
fn typed_lines_become_neighbours_and_back() {
    let text = "\u{feff}广东省：广西、湖南 ；海南\n\n440000: 450000 430000\nA\tB\tC\nonly\n";
    let pairs = read_lists(text);
    let told: Vec<(usize, &str, &str)> = pairs.iter().map(|p| (p.line, p.from, p.to)).collect();
    let guangdong = "广东省";
    assert_eq!(
        told,
        [
            (1, guangdong, "广西"),
            (1, guangdong, "湖南"),
            (1, guangdong, "海南"),
            (3, "440000", "450000"),
            (3, "440000", "430000"),
            (4, "A", "B"),
            (4, "A", "C"),
        ]
    );
    let text = write_lists(&path(), &ABC);
    let pairs = read_lists(&text);
    let pairs: Vec<(&str, &str)> = pairs.iter().map(|p| (p.from, p.to)).collect();
    let typed = from_typed(&ABC.map(|id| (id, "")), &pairs);
    assert_eq!((typed.weights, typed.problems.len()), (path(), 0));
}

fn weights() -> impl Strategy<Value = Weights> {
    (1_usize..15).prop_flat_map(|n| {
        let value = prop_oneof![Just(1.0), 0.0..1e-6_f64, any::<f64>().prop_map(f64::abs)];
        let value = value.prop_filter("a weight", |w: &f64| w.is_finite());
        let row = prop::collection::btree_map(0..n, value, 0..n);
        prop::collection::vec(row, n).prop_map(|rows| {
            let rows = rows.into_iter().enumerate();
            let lists: Vec<Vec<(usize, f64)>> = rows
                .map(|(unit, row)| row.into_iter().filter(|(n, _)| *n != unit).collect())
                .collect();
            Weights::from_lists(&lists).unwrap()
        })
    })
}

proptest! {
    #[test]
    fn what_is_written_reads_back(weights in weights(), first in 0_usize..4, end in prop_oneof![Just("\n"), Just("\r\n")]) {
        let ids = ids(100 - first, weights.len());
        let ids = borrowed(&ids);
        let text = write_gwt(&weights, &ids, &header("layer", "code")).unwrap();
        let file = gwt(&text.replace('\n', end), &ids).unwrap();
        prop_assert_eq!((file.joined, &file.weights), (JoinedBy::Id, &weights));
        // A file of neighbours has those that count.
        let counting: Vec<Vec<(usize, f64)>> = weights
            .transformed(Transform::Binary)
            .rows()
            .map(|(row, values)| row.iter().map(|n| *n as usize).zip(values.iter().copied()).filter(|e| e.1 > 0.0).collect())
            .collect();
        let counting = Weights::from_lists(&counting).unwrap();
        for header in [None, Some(&header("layer", "code"))] {
            let text = write_gal(&weights, &ids, header).unwrap();
            prop_assert_eq!(&gal(&text.replace('\n', end), &ids).unwrap().weights, &counting);
        }
        // Units in another order.
        let mut turned = ids.clone();
        turned.reverse();
        let file = gwt(&text, &turned).unwrap();
        let last = weights.len() - 1;
        for unit in 0..=last {
            for other in 0..=last {
                prop_assert_eq!(file.weights.get(last - unit, last - other), weights.get(unit, other));
            }
        }
    }

    #[test]
    fn no_text_ends_the_program(text in "[0-3abc .\\-\n\r\t\"]{0,80}", bytes in prop::collection::vec(any::<u8>(), 0..60)) {
        for format in [Format::Gal, Format::Gwt] {
            for ids in [&ABC[..], &["0", "1", "2"], &[]] {
                for bytes in [text.as_bytes(), &bytes] {
                    if let Ok(file) = read(bytes, format, ids) {
                        prop_assert_eq!(file.weights.len(), ids.len());
                    }
                }
            }
        }
        let _ = read_lists(&text);
    }
}
