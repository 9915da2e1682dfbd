//! Edits of a study: every refusal, what an edit leaves alone, and that going back gives the same study.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says so by failing"
)]

use std::ops::RangeInclusive;

use proptest::prelude::*;
use tanheng::core::problem::Report;
use tanheng::core::study::{
    Cell, Cells, EditError, MAX_ROWS, Study, doubtful_cells, parse_year, read_cell,
};
use tanheng::core::units::{Unit, UnitError};
use tanheng::exchange::cases;
use tanheng::words::{Lang, sentence};

fn guizhou() -> Study {
    cases::load("guizhou").expect("the case ships")
}

fn unit(text: &str) -> Unit {
    Unit::parse(text).expect("a unit")
}

fn text(cells: &[&[&str]]) -> Vec<Vec<String>> {
    cells
        .iter()
        .map(|row| row.iter().map(|c| (*c).to_owned()).collect())
        .collect()
}

fn cells(rows: RangeInclusive<usize>, columns: RangeInclusive<usize>) -> Cells {
    Cells { rows, columns }
}

fn cell(study: &Study, row: usize, column: usize) -> Cell {
    let sheet = study.sheet("activity").expect("in the case");
    sheet.cell(row, column).expect("in the sheet").clone()
}

#[test]
fn a_cell_as_typed() {
    let before = Cell::Number(7.0);
    for (typed, value) in [
        ("77.41", 77.41),
        (" 29,321.5 ", 29321.5),
        ("１２３４．５", 1234.5),
        ("0", 0.0),
        ("1e3", 1000.0),
        ("1\u{2009}234", 1234.0),
    ] {
        assert_eq!(read_cell(typed, &before), Cell::Number(value), "{typed}");
    }
    for typed in ["", "  ", "—", "——", "…", "-", "－", "空格"] {
        assert_eq!(read_cell(typed, &before), Cell::Empty, "{typed:?}");
    }
    for typed in [
        "2O41.06",
        "-1",
        "12%",
        "1.2.3",
        "nan",
        "inf",
        "1e999",
        "2005 2006",
    ] {
        let bad = Cell::Bad {
            text: typed.into(),
            kept: Some(7.0),
        };
        assert_eq!(read_cell(typed, &before), bad, "{typed}");
        // A second fault still keeps the last valid value.
        let again = read_cell("x", &bad);
        assert_eq!(again.value(), Some(7.0));
    }
}

#[test]
fn a_year_as_typed() {
    for (typed, year) in [
        ("2019", 2019),
        ("2019年", 2019),
        ("２０１９ 年", 2019),
        (" 1000 ", 1000),
        ("2019-12-31", 2019),
        ("2019/1/1", 2019),
    ] {
        assert_eq!(parse_year(typed), Some(year), "{typed}");
    }
    for typed in [
        "",
        "年",
        "19",
        "2019.5",
        "10000",
        "二〇一九",
        "-2019",
        "2019-13-01",
        "2019-12",
        "19-12-31",
        "1-2-3-4",
    ] {
        assert_eq!(parse_year(typed), None, "{typed}");
    }
}

/// Every way an edit is refused, with the code of its sentence. Both languages have the sentence and fill it.
#[test]
fn every_refusal_has_a_sentence() {
    let study = guizhou();
    let no_sheet = EditError::NoSheet {
        sheet: "nowhere".into(),
    };
    let cases: Vec<(Result<Study, EditError>, EditError, &str)> = vec![
        (
            study.write("nowhere", 0, 0, &[]),
            no_sheet.clone(),
            "edit.no_sheet",
        ),
        (
            study.clear("nowhere", 0..=0, 0..=0),
            no_sheet.clone(),
            "edit.no_sheet",
        ),
        (
            study.mark_checked("nowhere", 0, 0),
            no_sheet,
            "edit.no_sheet",
        ),
        (
            study.restore("activity", 99, 0),
            EditError::Nothing {
                what: "cell".into(),
            },
            "edit.nothing",
        ),
        (
            study.clear("activity", 0..=99, 0..=0),
            EditError::Nothing {
                what: "cell".into(),
            },
            "edit.nothing",
        ),
        (
            study.fill("activity", &cells(0..=0, 0..=0), &cells(0..=0, 0..=99)),
            EditError::Nothing {
                what: "cell".into(),
            },
            "edit.nothing",
        ),
        (
            study.remove_rows("activity", 3..=99),
            EditError::Nothing { what: "row".into() },
            "edit.nothing",
        ),
        (
            study.convert_column("activity", 99, &unit("t")),
            EditError::Nothing {
                what: "column".into(),
            },
            "edit.nothing",
        ),
        (
            study.mark_checked("activity", 0, 99),
            EditError::Nothing {
                what: "column".into(),
            },
            "edit.nothing",
        ),
        (
            study.reset_coefficient("x"),
            EditError::Nothing { what: "x".into() },
            "edit.nothing",
        ),
        (
            study.use_coefficient_set("x"),
            EditError::Nothing { what: "x".into() },
            "edit.nothing",
        ),
        (
            study.write("activity", 0, 7, &text(&[&["1", "2"]])),
            EditError::TooWide { given: 2, room: 1 },
            "edit.too_wide",
        ),
        (
            study.write("activity", MAX_ROWS, 0, &text(&[&["1"]])),
            EditError::TooLong { rows: MAX_ROWS + 1 },
            "edit.too_long",
        ),
        (
            study.write("activity", 9000, 0, &text(&[&["1"]])),
            EditError::YearsRunOut { rows: 8986 },
            "edit.years_run_out",
        ),
        (
            study.insert_row("activity", 3),
            EditError::DuplicateRow {
                region: "520000".into(),
                year: 2008,
            },
            "edit.duplicate_row",
        ),
        (
            study.set_year("activity", 0, "2019"),
            EditError::DuplicateRow {
                region: "520000".into(),
                year: 2019,
            },
            "edit.duplicate_row",
        ),
        (
            study.set_year("activity", 0, "20五"),
            EditError::NotAYear {
                text: "20五".into(),
            },
            "edit.not_a_year",
        ),
        (
            study.set_coefficient("farm.film", "5,1"),
            EditError::CoefficientNotANumber {
                id: "farm.film".into(),
                text: "5,1".into(),
            },
            "edit.coefficient_not_a_number",
        ),
        (
            study.set_coefficient("farm.film", "-5.18"),
            EditError::CoefficientSign {
                id: "farm.film".into(),
                value: -5.18,
                negative: false,
            },
            "edit.coefficient_must_be_positive",
        ),
        (
            study.set_coefficient("crop.rice.harvest", "0"),
            EditError::CoefficientSign {
                id: "crop.rice.harvest".into(),
                value: 0.0,
                negative: false,
            },
            "edit.coefficient_must_be_positive",
        ),
        (
            study.set_coefficient("land.forest", "0.644"),
            EditError::CoefficientSign {
                id: "land.forest".into(),
                value: 0.644,
                negative: true,
            },
            "edit.coefficient_must_be_negative",
        ),
        (
            study.convert_column("activity", 0, &unit("kha")),
            EditError::Unit(UnitError::Incompatible {
                from: "10kt".into(),
                to: "kha".into(),
            }),
            "units.incompatible",
        ),
        (
            study.relabel_column("activity", 0, &unit("kha")),
            EditError::Unit(UnitError::Incompatible {
                from: "10kt".into(),
                to: "kha".into(),
            }),
            "units.incompatible",
        ),
    ];
    for (got, expected, code) in cases {
        assert_eq!(got.as_ref().err(), Some(&expected));
        let problem = expected.problem();
        assert_eq!(problem.code, code);
        for lang in [Lang::Zh, Lang::En] {
            let said = sentence(lang, &problem);
            assert!(
                !said.contains(['{', '}']) && said != code,
                "{lang:?}: {said}"
            );
        }
    }
    assert_eq!(study, guizhou(), "a refused edit changes nothing");
}

#[test]
fn a_bad_cell_keeps_its_value_until_it_is_restored() {
    let study = guizhou()
        .write("activity", 11, 2, &text(&[&["2O41.06"]]))
        .unwrap();
    let bad = cell(&study, 11, 2);
    assert!(bad.is_bad());
    assert_eq!(bad.value(), Some(2041.06));
    let restored = study.restore("activity", 11, 2).unwrap();
    assert_eq!(restored, guizhou());
}

#[test]
fn clear_and_fill() {
    let study = guizhou();
    let cleared = study.clear("activity", 1..=2, 0..=1).unwrap();
    assert_eq!(cell(&cleared, 1, 0), Cell::Empty);
    assert_eq!(cell(&cleared, 2, 1), Cell::Empty);
    assert_eq!(cell(&cleared, 3, 1), cell(&study, 3, 1));
    assert_eq!(cell(&cleared, 1, 2), cell(&study, 1, 2));
    let filled = study
        .fill("activity", &cells(0..=0, 0..=0), &cells(0..=2, 0..=0))
        .unwrap();
    assert_eq!(cell(&filled, 2, 0), cell(&study, 0, 0));
    assert_eq!(cell(&filled, 3, 0), cell(&study, 3, 0));
    // Two rows over five, from the third on: upwards and downwards the pattern goes on as it stands.
    let (from, to) = (cells(2..=3, 1..=1), cells(0..=4, 1..=2));
    let filled = study.fill("activity", &from, &to).unwrap();
    for (row, same) in [(0, 2), (1, 3), (2, 2), (3, 3), (4, 2)] {
        for column in [1, 2] {
            assert_eq!(cell(&filled, row, column), cell(&study, same, 1));
        }
    }
    assert_eq!(cell(&filled, 5, 1), cell(&study, 5, 1));
}

#[test]
fn a_figure_changed_by_hand_is_no_longer_its_sources() {
    let study = guizhou();
    let key = study.sheet("activity").unwrap().rows[2].clone();
    let edited = study.write("activity", 2, 0, &text(&[&["90"]])).unwrap();
    assert!(edited.is_typed("fertiliser_pure", &key));
    assert!(!edited.is_typed("sown_area", &key));
    let same = study.write("activity", 2, 0, &text(&[&["82.05"]])).unwrap();
    assert!(same.typed.is_empty(), "the same figure again is no change");
    let bad = study.write("activity", 2, 0, &text(&[&["x"]])).unwrap();
    assert!(
        bad.typed.is_empty(),
        "the figure in use is still the source's"
    );
    let unit = study.convert_column("activity", 0, &unit("t")).unwrap();
    assert!(unit.typed.is_empty(), "another unit is no other figure");
    let filled = study
        .fill("activity", &cells(0..=0, 0..=0), &cells(0..=3, 0..=0))
        .unwrap();
    assert_eq!(filled.typed.len(), 3);
}

#[test]
fn a_version_costs_the_columns_that_were_edited() {
    let study = guizhou();
    let column = 15 * size_of::<Cell>();
    let edited = study.clear("activity", 1..=1, 2..=4).unwrap();
    assert_eq!(study.cell_bytes_beside(&study.clone()), 0);
    assert_eq!(study.cell_bytes_beside(&edited), 3 * column);
    let shorter = study.remove_rows("activity", 0..=0).unwrap();
    let columns = study.sheet("activity").unwrap().columns.len();
    assert_eq!(study.cell_bytes_beside(&shorter), columns * column);
}

#[test]
fn years_are_added_where_they_belong() {
    let study = guizhou();
    let (longer, row) = study.insert_year("activity", 4).unwrap();
    assert_eq!(
        (row, longer.sheet("activity").unwrap().rows[15].year),
        (15, 2020)
    );
    let short = study.remove_rows("activity", 5..=6).unwrap();
    let (again, row) = short.insert_year("activity", 4).unwrap();
    assert_eq!(
        (row, again.sheet("activity").unwrap().rows[5].year),
        (5, 2010)
    );
    let moved = study.set_year("activity", 14, "2021").unwrap();
    assert_eq!(moved.sheet("activity").unwrap().rows[14].year, 2021);
    let below = study
        .write("activity", 14, 0, &text(&[&["1"], &["2"], &["3"]]))
        .unwrap();
    let years: Vec<i32> = below
        .sheet("activity")
        .unwrap()
        .rows
        .iter()
        .map(|k| k.year)
        .collect();
    assert_eq!(years, (2005..=2021).collect::<Vec<_>>());
}

#[test]
fn a_column_in_another_unit_and_back() {
    let study = guizhou();
    let tonnes = study.convert_column("activity", 0, &unit("t")).unwrap();
    assert_eq!(cell(&tonnes, 0, 0), Cell::Number(774_100.0));
    let column = &tonnes.sheet("activity").unwrap().columns[0];
    assert_eq!(column.converted_from.as_ref().map(Unit::code), Some("10kt"));
    assert_eq!(
        tonnes.convert_column("activity", 0, &unit("10kt")).unwrap(),
        study
    );
    let relabelled = study.relabel_column("activity", 0, &unit("t")).unwrap();
    assert_eq!(cell(&relabelled, 0, 0), cell(&study, 0, 0));
}

/// 2013: 926.90 against 1214.57 the year before is a fall of 23.7 %, as the yearbook has it.
#[test]
fn a_doubtful_cell_that_was_looked_at_is_remembered() {
    let study = guizhou();
    let doubts = doubtful_cells(study.sheet("activity").unwrap());
    let irrigation = doubts
        .iter()
        .find(|d| d.column == 3)
        .expect("the 2013 break");
    assert_eq!(irrigation.row, 8);
    assert!((irrigation.change - (926.90 / 1214.57 - 1.0)).abs() < 1e-12);
    let checked = study.mark_checked("activity", 8, 3).unwrap();
    let mark = (
        "activity".into(),
        "irrigated_area".into(),
        "520000".into(),
        2013,
    );
    assert_eq!(checked.checked, [mark]);
    assert_eq!(checked.mark_checked("activity", 8, 3).unwrap(), checked);
}

#[derive(Debug, Clone)]
enum Edit {
    Write(usize, usize, String),
    Clear(usize, usize),
    Fill(usize, usize),
    Insert(usize),
    Remove(usize),
    Coefficient(String),
}

fn edit() -> impl Strategy<Value = Edit> {
    prop_oneof![
        (0usize..20, 0usize..9, "[0-9.Ol-]{0,6}").prop_map(|(r, c, t)| Edit::Write(r, c, t)),
        (0usize..20, 0usize..9).prop_map(|(r, c)| Edit::Clear(r, c)),
        (0usize..20, 0usize..9).prop_map(|(r, c)| Edit::Fill(r, c)),
        (0usize..20).prop_map(Edit::Insert),
        (0usize..20).prop_map(Edit::Remove),
        "[0-9.-]{0,5}".prop_map(Edit::Coefficient),
    ]
}

fn applied(study: &Study, edit: &Edit) -> Result<Study, EditError> {
    match edit {
        Edit::Write(r, c, t) => study.write("activity", *r, *c, &[vec![t.clone()]]),
        Edit::Clear(r, c) => study.clear("activity", *r..=*r, *c..=*c),
        Edit::Fill(r, c) => study.fill(
            "activity",
            &cells(*r..=*r, *c..=*c),
            &cells(*r..=*r + 1, *c..=*c),
        ),
        Edit::Insert(r) => study.insert_year("activity", *r).map(|(s, _)| s),
        Edit::Remove(r) => study.remove_rows("activity", *r..=*r),
        Edit::Coefficient(t) => study.set_coefficient("farm.film", t),
    }
}

proptest! {
    /// Undo keeps the old study and redo the new one: whatever is done to a copy, each version stays as it was.
    #[test]
    fn every_version_stays_whole(edits in prop::collection::vec(edit(), 1..20)) {
        let mut versions = vec![(guizhou(), serde_json::to_string(&guizhou()).unwrap())];
        for edit in &edits {
            let present = &versions[versions.len() - 1].0;
            if let Ok(next) = applied(present, edit) {
                for sheet in &next.sheets {
                    for column in &sheet.columns {
                        prop_assert_eq!(column.cells.len(), sheet.rows.len());
                    }
                    let mut keys = sheet.rows.to_vec();
                    keys.sort_unstable();
                    keys.dedup();
                    prop_assert_eq!(keys.len(), sheet.rows.len(), "one row a region and year");
                }
                let text = serde_json::to_string(&next).unwrap();
                versions.push((next, text));
            }
        }
        for (study, text) in versions {
            prop_assert_eq!(serde_json::to_string(&study).unwrap(), text);
        }
    }

    /// A valid number can be read back from what the cell shows in full.
    #[test]
    fn a_number_in_full_is_the_same_number(value in 0.0..1e15_f64) {
        prop_assert_eq!(read_cell(&value.to_string(), &Cell::Empty), Cell::Number(value));
    }
}

#[test]
fn figures_pasted_below_the_last_row_are_the_users() {
    let study = cases::load("guizhou").unwrap();
    let last = study.sheet("activity").unwrap().rows.len() - 1;
    let block = [["80"], ["81"]].map(|r| r.map(str::to_owned).to_vec());
    let after = study.write("activity", last, 0, &block).unwrap();
    let sheet = after.sheet("activity").unwrap();
    let typed: Vec<i32> = sheet
        .rows
        .iter()
        .filter(|key| after.is_typed("fertiliser_pure", key))
        .map(|key| key.year)
        .collect();
    assert_eq!(typed, [2019, 2020]);
    assert_eq!(after.typed.len(), 2, "no other column changed");
    let moved = study.set_year("activity", last, "2025").unwrap();
    let key = &moved.sheet("activity").unwrap().rows[last];
    assert!(
        moved.is_typed("fertiliser_pure", key),
        "2025 is no year of the source"
    );
}

#[test]
fn rows_added_to_an_empty_sheet_are_of_a_region_that_exists() {
    let study = cases::load("guizhou").unwrap();
    let rows = study.sheet("activity").unwrap().rows.len();
    let bare = study.remove_rows("activity", 0..=rows - 1).unwrap();
    let again = bare.insert_row("activity", 0).unwrap();
    assert_eq!(*again.sheet("activity").unwrap().rows[0].region, *"520000");
    let written = bare
        .write("activity", 0, 0, &[vec!["1".to_owned()]])
        .unwrap();
    assert_eq!(
        *written.sheet("activity").unwrap().rows[0].region,
        *"520000"
    );
}

#[test]
fn no_row_gets_a_year_that_a_study_file_may_not_have() {
    let study = cases::load("guizhou").unwrap();
    let last = study.sheet("activity").unwrap().rows.len() - 1;
    let late = study.set_year("activity", last, "9999").unwrap();
    assert_eq!(
        late.insert_row("activity", last + 1).unwrap_err(),
        EditError::YearsRunOut { rows: 1 }
    );
    let early = study.set_year("activity", 0, "1000").unwrap();
    assert_eq!(
        early.insert_row("activity", 0).unwrap_err(),
        EditError::YearsRunOut { rows: 1 }
    );
}

#[test]
fn a_conversion_that_overflows_leaves_the_figure_to_be_mended() {
    let study = cases::load("guizhou").unwrap();
    let big = study
        .write("activity", 0, 4, &[vec!["1e308".to_owned()]])
        .unwrap();
    let converted = big
        .convert_column("activity", 4, &Unit::parse("kg").unwrap())
        .unwrap();
    let cell = converted
        .sheet("activity")
        .unwrap()
        .cell(0, 4)
        .unwrap()
        .clone();
    assert!(cell.is_bad(), "{cell:?}");
}
