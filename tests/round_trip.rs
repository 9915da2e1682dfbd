//! What is taken away comes back: a study as a study file, a link, a workbook and csv, each read by the way it has in.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says so by failing"
)]
#![cfg(not(target_arch = "wasm32"))]

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::Command;
use std::sync::Arc;

use proptest::prelude::*;
use tanheng::core::forecast::ModelName;
use tanheng::core::study::{Cell, Region, RowKey, Study, Text, read_cell};
use tanheng::exchange::excel::{self, Book};
use tanheng::exchange::study_sheet::{self, Opened};
use tanheng::exchange::workbook::{self, Workbook};
use tanheng::exchange::{cases, csv, link, paste, study_file};
use tanheng::job::export;
use tanheng::tr;
use tanheng::words::{Lang, coefficient_names};

const LANGS: [Lang; 2] = [Lang::Zh, Lang::En];

/// Indicator, region, year.
type Place = (String, String, i32);

/// Everything that is computed with: numbers by their bits, texts as `said` has them, of a text with a number behind it the
/// number.
fn figures(study: &Study, said: impl Fn(&str) -> String) -> BTreeMap<Place, String> {
    let mut found = BTreeMap::new();
    for sheet in &study.sheets {
        for column in &sheet.columns {
            for (key, cell) in sheet.rows.iter().zip(column.cells.iter()) {
                let text = match (cell.value(), cell) {
                    (Some(value), _) => format!("{:x}", value.to_bits()),
                    (None, Cell::Bad { text, .. }) => format!("text {:?}", said(text)),
                    (None, _) => continue,
                };
                let place = (column.indicator.clone(), key.region.to_string(), key.year);
                found.insert(place, text);
            }
        }
    }
    found
}

/// Everything that is written in a cell.
fn typed(study: &Study) -> BTreeMap<Place, String> {
    let mut study = study.clone();
    for column in study.sheets.iter_mut().flat_map(|s| &mut s.columns) {
        for cell in Arc::make_mut(&mut column.cells) {
            if let Cell::Bad { kept, .. } = cell {
                *kept = None;
            }
        }
    }
    figures(&study, str::to_owned)
}

/// A text as a cell of Excel holds it.
fn storable(text: &str) -> String {
    let kept = text.chars().map(|c| match c {
        '\t' | '\n' => c,
        c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => '\u{fffd}',
        c => c,
    });
    kept.collect()
}

fn emptied(study: &Study) -> Study {
    let mut study = study.clone();
    study.typed = Arc::default();
    for sheet in &mut study.sheets {
        for column in &mut sheet.columns {
            column.cells = Arc::new(vec![Cell::Empty; sheet.rows.len()]);
        }
    }
    study
}

fn read(book: &Book) -> Workbook {
    workbook::read(&excel::write(book).unwrap(), None).unwrap()
}

fn open(book: &Workbook) -> Opened<'_> {
    study_sheet::open(book, &coefficient_names)
        .expect("one of ours")
        .expect("whole")
}

fn comes_back_whole(study: &Study) {
    assert_eq!(
        study_file::read(&study_file::write(study)).as_ref(),
        Ok(study)
    );
    assert_eq!(link::read(&link::write(study).text).as_ref(), Ok(study));
    for lang in LANGS {
        let book = read(&export::book(study, lang).unwrap());
        let opened = open(&book);
        assert_eq!(&opened.study, study);
        assert_eq!((opened.figures(), opened.coefficients), (0, 0));
        assert_eq!(opened.problems, []);
        assert!(opened.changed.is_none() && opened.told().is_none());
    }
}

/// The visible sheets alone, into a study that has the same columns and regions and no figures.
fn figures_come_back_from_the_sheets(study: &Study) {
    let wanted = figures(study, storable);
    for lang in LANGS {
        let book = read(&export::book(study, lang).unwrap());
        let empty = emptied(study);
        let (sheet, plan) = book.best(&empty, None).unwrap();
        assert_eq!(sheet.name, tr!(lang, "excel.tab.data"));
        assert_eq!(plan.problems, []);
        let after = plan.apply(&empty).unwrap();
        assert_eq!(figures(&after, str::to_owned), wanted);
        assert_eq!(study_file::check(&after), []);
    }
}

fn figures_come_back_from_csv(study: &Study) {
    for lang in LANGS {
        let mut after = emptied(study);
        for sheet in &study.sheets {
            let text = export::sheet_csv(study, &sheet.id, lang, csv::Mark::With).unwrap();
            let book = workbook::read(text.as_bytes(), None).unwrap();
            let plan = paste::plan(&after, &book.sheets[0].text, &sheet.id, 0, 0).unwrap();
            assert_eq!((plan.left_over.len(), &plan.problems[..]), (0, &[][..]));
            after = plan.apply(&after).unwrap();
        }
        assert_eq!(typed(&after), typed(study));
    }
}

#[test]
fn every_case_comes_back_by_every_way() {
    for id in cases::all() {
        let study = cases::find(id).unwrap();
        comes_back_whole(&study);
        figures_come_back_from_csv(&study);
    }
    let mut study = cases::load("guizhou").unwrap();
    figures_come_back_from_the_sheets(&study);
    study.choices.basis = tanheng::core::study::Basis::Published;
    comes_back_whole(&study);
    figures_come_back_from_the_sheets(&study);
}

/// A sheet of figures that is wider than one piece of text holds.
#[test]
fn a_study_of_many_pieces_comes_back() {
    let mut study = cases::load("guizhou").unwrap();
    study.title = Text::One("_x0041_\u{7f}🌲".repeat(20_000));
    let book = export::book(&study, Lang::En).unwrap();
    let pieces = book.tabs.last().unwrap().rows.len() - 1;
    assert!(pieces > 3, "{pieces}");
    comes_back_whole(&study);
}

fn changed(study: &Study, change: impl Fn(&mut Book)) -> Workbook {
    let mut book = export::book(study, Lang::En).unwrap();
    change(&mut book);
    read(&book)
}

#[test]
fn figures_changed_in_the_workbook_count() {
    let study = cases::load("guizhou").unwrap();
    let fertiliser = |study: &Study, year| {
        let (sheet, column) = study.column("fertiliser_pure").unwrap();
        let row = sheet.rows.iter().position(|k| k.year == year).unwrap();
        sheet.cell(row, column).unwrap().clone()
    };
    assert_eq!(fertiliser(&study, 2005), Cell::Number(77.41));
    let book = changed(&study, |book| {
        let rows = &mut book.tabs[0].rows;
        let at = rows[0]
            .iter()
            .position(|c| matches!(c, excel::Cell::Heading(t) if t.contains("Fertiliser")));
        let at = at.unwrap();
        rows[2][at] = excel::Cell::Number(78.5);
        rows[3][at] = excel::Cell::Empty;
        rows[4][at] = excel::Cell::Text("2O41".into());
    });
    let opened = open(&book);
    assert_eq!((opened.figures(), opened.coefficients), (3, 0));
    assert_eq!(
        opened.study, study,
        "nothing of them is in it before it is taken"
    );
    assert_eq!(opened.told().unwrap().code, "workbook.changed_since");
    let (sheet, plan) = opened.changed.unwrap();
    assert_eq!(sheet.name, "Data");
    let after = plan.apply(&opened.study).unwrap();
    assert_eq!(fertiliser(&after, 2005), Cell::Number(78.5));
    assert_eq!(fertiliser(&after, 2006), Cell::Empty);
    let kept = fertiliser(&study, 2007).value();
    let text = "2O41".to_owned();
    assert_eq!(fertiliser(&after, 2007), Cell::Bad { text, kept });
    // Everything else is as it was.
    let before = figures(&study, str::to_owned);
    let after_it = figures(&after, str::to_owned);
    let others = before
        .iter()
        .filter(|(place, text)| after_it.get(*place) != Some(text));
    assert_eq!(others.count(), 2);
    assert_eq!(after.choices, study.choices);
    assert_eq!(after.coefficients, study.coefficients);
    let sources = |study: &Study| {
        let columns = study.sheets.iter().flat_map(|s| &s.columns);
        columns.map(|c| c.source.clone()).collect::<Vec<_>>()
    };
    assert_eq!(sources(&after), sources(&study));
    assert_eq!(
        after.typed.len(),
        study.typed.len() + 2,
        "no longer those of the source"
    );
}

#[test]
fn coefficients_changed_in_the_workbook_count_and_what_is_none_is_told() {
    let study = cases::load("guizhou").unwrap();
    let set = |value: excel::Cell| {
        let value = move |book: &mut Book| {
            let rows = book.tabs[1].rows.iter_mut();
            let name = |row: &Vec<excel::Cell>| matches!(&row[0], excel::Cell::Text(t) if t == "Plastic film");
            rows.into_iter().find(|r| name(r)).unwrap()[1] = value.clone();
        };
        changed(&study, value)
    };
    let book = set(excel::Cell::Number(5.0));
    let opened = open(&book);
    assert_eq!((opened.figures(), opened.coefficients), (0, 1));
    assert_eq!(
        opened.study,
        study.set_coefficient("farm.film", "5").unwrap()
    );
    assert!(opened.told().is_some() && opened.changed.is_none());
    let book = set(excel::Cell::Text("five".into()));
    let opened = open(&book);
    assert_eq!((&opened.study, opened.coefficients), (&study, 0));
    assert_eq!(opened.problems.len(), 1);
}

#[test]
fn a_workbook_without_its_sheet_of_figures_is_still_the_study() {
    let study = cases::load("guizhou").unwrap();
    let book = changed(&study, |book| {
        book.tabs.drain(..5);
        book.tabs[0].is_hidden = false;
    });
    let opened = open(&book);
    assert_eq!((&opened.study, opened.figures()), (&study, 0));
}

#[test]
fn a_study_sheet_that_was_touched_is_told() {
    let mut study = cases::load("guizhou").unwrap();
    study.title = Text::One("long".repeat(10_000));
    let touch = |change: &dyn Fn(&mut Vec<Vec<excel::Cell>>)| {
        let book = changed(&study, |book| {
            change(&mut book.tabs.last_mut().unwrap().rows)
        });
        study_sheet::open(&book, &coefficient_names).map(|r| r.err())
    };
    let error = touch(&|rows| drop(rows.pop())).unwrap().unwrap();
    assert!(!error.problems().is_empty());
    assert!(touch(&|rows| rows.swap(1, 2)).unwrap().is_some());
    let text = |text: &str| vec![excel::Cell::Text(text.into())];
    assert!(
        touch(&|rows| rows[1] = text("1:{\"schema_version\":99}"))
            .unwrap()
            .is_some()
    );
    // Without the mark it is a workbook like any other.
    assert!(touch(&|rows| rows[0] = text("study")).is_none());
}

/// A workbook exported by the first version that put the study in it (`tests/doors_files.rs` makes the like), with the
/// fertiliser of 2005 changed since: it opens as long as there are such files.
#[test]
fn a_workbook_of_an_earlier_version_opens() {
    let path =
        PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data/exported_then_changed.xlsx");
    let book = workbook::read(&std::fs::read(path).unwrap(), None).unwrap();
    let opened = open(&book);
    assert_eq!((opened.figures(), opened.coefficients), (1, 0));
    assert_eq!(opened.study.choices.forecast.horizon, 7);
    assert_eq!(opened.study.coefficient("farm.film").unwrap().value, 5.0);
    let after = opened.changed.unwrap().1.apply(&opened.study).unwrap();
    assert_eq!(after.sheets[0].columns[0].cells[0], Cell::Number(78.5));
}

/// LibreOffice writes the workbook again in three formats: the study is still the same and no figure counts as changed.
#[test]
fn a_workbook_saved_by_another_program_is_still_the_study() {
    let mut study = cases::load("guizhou").unwrap();
    study = study
        .write("activity", 1, 0, &[vec!["1234.56789012345678".into()]])
        .unwrap();
    study = study
        .write("activity", 2, 0, &[vec!["0.1".into()]])
        .unwrap();
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("round_trip");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("study.xlsx");
    std::fs::write(&path, export::workbook(&study, Lang::Zh).unwrap()).unwrap();
    for kind in ["xlsx", "ods", "xls"] {
        let out = folder.join(kind);
        let output = Command::new("soffice")
            .arg(format!(
                "-env:UserInstallation=file://{}",
                folder.join("profile").display()
            ))
            .args(["--headless", "--convert-to", kind, "--outdir"])
            .arg(&out)
            .arg(&path)
            .output()
            .unwrap_or_else(|error| {
                panic!(
                    "soffice (LibreOffice) does not start: {error}; `cargo xtask setup` installs it"
                )
            });
        let saved = std::fs::read(out.join(format!("study.{kind}")));
        let saved = saved.unwrap_or_else(|error| panic!("{kind}: {error}; {output:?}"));
        let book = workbook::read(&saved, None).unwrap();
        let opened = open(&book);
        assert_eq!(opened.study, study, "{kind}");
        assert_eq!((opened.figures(), opened.coefficients), (0, 0), "{kind}");
    }
}

/// A text for a cell: a number of any size, one that is none, or one that a spreadsheet would run.
fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => (prop::num::f64::POSITIVE | prop::num::f64::SUBNORMAL | prop::num::f64::ZERO)
            .prop_map(|v| format!("{:?}", v.abs())),
        2 => (0_u32..2_000_000_000, -30_i32..30).prop_map(|(n, e)| format!("{n}e{e}")),
        1 => (0_u32..100_000_000).prop_map(|n| format!("-{}", f64::from(n) / 1000.0)),
        2 => Just(String::new()),
        1 => "'{0,2}[=+@＝\t\r\n,-][ -~]{0,8}",
        1 => "[^\0]{0,10}",
        1 => "(_x00[0-9A-F]{2}_){1,2}",
    ]
}

/// One to three regions with names that have brackets, signs of formulas and quotes.
fn regions() -> impl Strategy<Value = Vec<Region>> {
    let name = prop::sample::select(vec![
        ("520000", "贵州省（甲）", "Guizhou (first)"),
        ("r 2", "=吉林省", "@Jilin"),
        ("220200", "吉林市", "\"Jilin\", city"),
        ("乙县（区）", "乙县（区）", "-1+1"),
        ("2005", "二〇〇五", "2005"),
    ]);
    let names = prop::collection::btree_set(name, 1..4);
    names.prop_map(|all| {
        let region = |(code, zh, en): (&str, &str, &str)| Region {
            parent: None,
            code: code.into(),
            name: Text::Both {
                zh: zh.into(),
                en: en.into(),
            },
        };
        all.into_iter().map(region).collect()
    })
}

prop_compose! {
    /// A study of either case: regions, years in any order, other units, cells of all kinds, coefficients and choices.
    fn any_study()(
        case in prop::sample::select(vec!["guizhou", "blank"]),
        regions in regions(),
        years in Just((1996..2012).collect::<Vec<i32>>()).prop_shuffle(),
        length in 1_usize..6,
        cells in prop::collection::vec((cell(), any::<bool>()), 40),
        units in prop::collection::vec(0_usize..4, 12),
        title in "[^\0]{0,12}",
        coefficient in 0.001_f64..1e4,
        horizon in 1_usize..30,
        linear in any::<bool>(),
    ) -> Study {
        let mut study = cases::load(case).unwrap();
        study.published = None;
        study.choices.region = None;
        study.typed = Arc::default();
        study.title = Text::One(title);
        let years = &years[..length];
        let keys: Vec<RowKey> = years.iter().flat_map(|&year| regions.iter().map(move |r| RowKey {
            region: r.code.as_str().into(),
            year,
        })).collect();
        study.regions = regions;
        for sheet in &mut study.sheets {
            sheet.rows = Arc::new(keys.clone());
            for (at, column) in sheet.columns.iter_mut().enumerate() {
                let kept = |keeps| if keeps { Cell::Number(7.25) } else { Cell::Empty };
                let cell = |row: usize| {
                    let (text, keeps) = &cells[(row * 7 + at) % cells.len()];
                    read_cell(text, &kept(*keeps))
                };
                column.cells = Arc::new((0..keys.len()).map(cell).collect());
                let others = column.unit.alternatives();
                if let Some(unit) = others.get(units[at % units.len()]) {
                    column.unit = unit.clone();
                }
            }
        }
        let id = study.coefficients[0].id.clone();
        study = study.set_coefficient(&id, &coefficient.to_string()).unwrap();
        study.choices.forecast.horizon = horizon;
        if linear {
            study.choices.forecast.model = ModelName::Linear;
        }
        study
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]

    #[test]
    fn any_study_comes_back_by_every_way(study in any_study()) {
        prop_assert_eq!(study_file::check(&study), []);
        comes_back_whole(&study);
        figures_come_back_from_csv(&study);
        let has_figures = !figures(&study, str::to_owned).is_empty();
        if has_figures {
            figures_come_back_from_the_sheets(&study);
        }
    }
}
