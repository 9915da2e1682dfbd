//! Links: a study goes through one without loss, and no text makes the reader panic or take much memory.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says so by failing"
)]
#![cfg(not(target_arch = "wasm32"))]

use std::io::Write;
use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use flate2::{Compression, write::ZlibEncoder};
use proptest::prelude::*;
use tanheng::core::problem::Report;
use tanheng::core::study::{Cell, RowKey, Study, Text};
use tanheng::exchange::cases;
use tanheng::exchange::link::{self, LinkError, MOST_CARRIED, MOST_UNPACKED};
use tanheng::exchange::study_file::{self, FileError};
use tanheng::words::{Lang, sentence};

fn guizhou() -> Study {
    cases::load("guizhou").unwrap()
}

fn small() -> Study {
    study_file::read(include_str!("data/small_study.json")).unwrap()
}

/// A link around any bytes.
fn around(bytes: &[u8]) -> String {
    let mut deflate = ZlibEncoder::new(Vec::new(), Compression::best());
    deflate.write_all(bytes).unwrap();
    format!(
        "study=1.{}",
        URL_SAFE_NO_PAD.encode(deflate.finish().unwrap())
    )
}

fn refused(text: &str) -> LinkError {
    let error = link::read(text).expect_err("no study should come out of it");
    assert!(!error.problems().is_empty());
    for lang in [Lang::Zh, Lang::En] {
        let told = sentence(lang, &error.problem());
        assert!(told.chars().count() > 12 && !told.contains('{'), "{told}");
    }
    error
}

fn comes_back(study: &Study) {
    let link = link::write(study);
    let read = link::read(&link.text).unwrap();
    assert_eq!(&read, study);
    assert_eq!(study_file::write(&read), study_file::write(study));
    assert_eq!(link::write(&read), link);
}

#[test]
fn every_case_comes_back_the_same() {
    for id in cases::all() {
        comes_back(&cases::find(id).unwrap());
    }
}

/// The figure that `docs` and the page may name: measured, and held so that it does not creep.
#[test]
fn the_shipped_case_with_changes_fits_with_room() {
    let study = guizhou()
        .write("activity", 3, 0, &[vec!["123.25".to_owned()]])
        .unwrap();
    let link = link::write(&study);
    println!("{} characters for {} bytes", link.length, link.unpacked);
    assert_eq!(link.length, link.text.len());
    assert!(link.fits() && link.length < 8_000, "{}", link.length);
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '=' | '.');
    assert!(
        link.text.chars().all(is_plain),
        "nothing an address escapes"
    );
}

#[test]
fn a_study_too_large_for_a_link_says_so_and_is_still_written() {
    let mut study = guizhou();
    let sheet = &mut study.sheets[0];
    let rows = (1000..=9999).map(|year| RowKey {
        region: "520000".into(),
        year,
    });
    sheet.rows = Arc::new(rows.collect());
    for (column, n) in sheet.columns.iter_mut().zip(2..) {
        let odd = (1000..=9999).map(|y| Cell::Number(f64::from(y * n).sqrt()));
        column.cells = Arc::new(odd.collect());
    }
    let link = link::write(&study);
    assert!(!link.fits() && link.length > MOST_CARRIED);
    comes_back(&study);
}

#[test]
fn the_hash_the_address_and_spaces_around_make_no_difference() {
    let text = link::write(&small()).text;
    for form in [
        format!("#{text}"),
        format!("https://example.org/tanheng/?lang=en#{text}"),
        format!(" {text}\r\n"),
    ] {
        assert_eq!(link::read(&form), Ok(small()));
    }
}

#[test]
fn cut_anywhere_it_is_refused() {
    let text = link::write(&small()).text;
    for end in 0..text.len() {
        let error = refused(&text[..end]);
        assert!(
            matches!(error, LinkError::NotOurs | LinkError::Damaged),
            "{end}: {error}"
        );
    }
}

/// The bits that fill up the last byte before the sum mean nothing: there, and only there, it is the same study.
#[test]
fn changed_anywhere_it_is_refused_or_the_same() {
    let same = small();
    let mut taken = 0;
    let mut is_refused_or_same = |text: &str| match link::read(text) {
        Ok(study) => {
            assert_eq!(study, same, "{text}");
            taken += 1;
        }
        Err(_) => drop(refused(text)),
    };
    let text = link::write(&small()).text;
    for at in 0..text.len() {
        for new in ["A", "_", "z", "%", "é", " ", ".", "\0", "2F"] {
            if text[at..].starts_with(new) {
                continue;
            }
            is_refused_or_same(&format!("{}{new}{}", &text[..at], &text[at + 1..]));
        }
    }
    for bit in 0..8 {
        let packed = URL_SAFE_NO_PAD
            .decode(text.strip_prefix("study=1.").unwrap())
            .unwrap();
        for at in 0..packed.len() {
            let mut turned = packed.clone();
            turned[at] ^= 1 << bit;
            is_refused_or_same(&format!("study=1.{}", URL_SAFE_NO_PAD.encode(turned)));
        }
    }
    assert!(taken < 12, "{taken}");
}

#[test]
fn what_is_no_link_and_what_is_of_another_version_are_told_apart() {
    let text = link::write(&small()).text;
    let letters = text.strip_prefix("study=1.").unwrap();
    for other in [
        "",
        "#",
        "#account",
        "step=account",
        "study",
        "Study=1.x",
        "https://example.org/",
        "研究",
        "study%3D1.x",
    ] {
        assert_eq!(refused(other), LinkError::NotOurs, "{other}");
    }
    for version in ["2", "10", "999999999"] {
        let found = version.to_owned();
        assert_eq!(
            refused(&format!("study={version}.{letters}")),
            LinkError::Version { found }
        );
    }
    for version in ["", "0", "01", "-1", "+1", "1e0", "９", "9999999999"] {
        let error = refused(&format!("study={version}.{letters}"));
        assert_eq!(error, LinkError::Damaged, "{version}");
    }
    let escaped = text.replacen("eN", "%65N", 1);
    assert_eq!(
        refused(&escaped),
        LinkError::Letter {
            position: 9,
            found: '%'
        }
    );
    assert_eq!(
        refused(&format!("{text}）")),
        LinkError::Letter {
            position: text.len() + 1,
            found: '）'
        }
    );
}

#[test]
fn nothing_may_follow_the_stream_and_base64_has_one_spelling() {
    let text = link::write(&small()).text;
    assert_eq!(refused(&format!("{text}AAAA")), LinkError::Damaged);
    assert_eq!(
        refused(&format!("{text}=")),
        LinkError::Letter {
            position: text.len() + 1,
            found: '='
        }
    );
}

/// 4 MB and one byte of spaces in some thousand characters.
#[test]
fn a_bomb_is_not_unpacked() {
    let bomb = around(&vec![b' '; MOST_UNPACKED + 1]);
    assert!(bomb.len() < MOST_CARRIED, "{}", bomb.len());
    assert_eq!(refused(&bomb), LinkError::TooLarge);
    let just = around(&vec![b' '; MOST_UNPACKED]);
    assert!(matches!(refused(&just), LinkError::File(_)));
    let many_times = around(&vec![b' '; 25 * MOST_UNPACKED]);
    assert_eq!(refused(&many_times), LinkError::TooLarge);
}

#[test]
fn endless_letters_are_refused() {
    let damaged = refused(&format!("study=1.{}", "A".repeat(8_000_000)));
    assert_eq!(damaged, LinkError::Damaged);
    let long = refused(&format!("study=1.{}", "A".repeat(study_file::MAX_BYTES)));
    assert_eq!(long, LinkError::TooLarge);
}

#[test]
fn what_is_whole_and_no_study_says_what_a_study_file_says() {
    let file = |bytes: &[u8]| match refused(&around(bytes)) {
        LinkError::File(error) => error,
        other => panic!("{other:?}"),
    };
    assert_eq!(file(b"\xff\xfe\x00"), FileError::NotText);
    assert_eq!(file(b"[]"), FileError::OtherDocument);
    assert_eq!(file(b""), FileError::CutShort { line: 1 });
    for name in ["unknown_units", "duplicate_ids", "newer", "negative"] {
        let path = format!("{}/tests/data/bad/{name}.json", env!("CARGO_MANIFEST_DIR"));
        let bytes = std::fs::read(path).unwrap();
        let error = study_file::read_bytes(&bytes).unwrap_err();
        assert_eq!(file(&bytes).problems(), error.problems(), "{name}");
    }
}

/// An amount of any size a sheet takes.
fn amount() -> impl Strategy<Value = f64> {
    prop_oneof![
        prop::num::f64::POSITIVE | prop::num::f64::ZERO,
        prop::num::f64::SUBNORMAL.prop_map(f64::abs),
        (0_u32..100_000_000).prop_map(|n| f64::from(n) / 1000.0),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Any title, any amounts, texts that are no numbers, any coefficient.
    #[test]
    fn any_study_comes_back_the_same(
        title in ".{0,40}",
        cells in prop::collection::vec(prop_oneof![amount().prop_map(|v| v.to_string()), ".{0,12}"], 1..40),
        column in 0_usize..5,
        value in amount(),
        coefficient in any::<prop::sample::Index>(),
    ) {
        let block: Vec<Vec<String>> = cells.into_iter().map(|c| vec![c]).collect();
        let mut study = guizhou().write("activity", 2, column, &block).unwrap();
        study.title = Text::One(title);
        let at = coefficient.index(study.coefficients.len());
        study.coefficients[at].value = value;
        comes_back(&study);
    }

    #[test]
    fn no_text_makes_it_panic(text in "(#?study=1?\\.?)?[A-Za-z0-9_%=. \\PC-]{0,200}") {
        prop_assert!(link::read(&text).is_err());
    }

    /// Bytes that pass the letters and the sum at the end.
    #[test]
    fn no_bytes_in_it_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        prop_assert!(link::read(&around(&bytes)).is_err());
        let raw = format!("study=1.{}", URL_SAFE_NO_PAD.encode(&bytes));
        prop_assert!(link::read(&raw).is_err());
    }
}
