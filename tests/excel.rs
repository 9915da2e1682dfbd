//! The workbook of a study: its stored values are our results, its formulas give them again in another program, and no
//! text of a user becomes a formula.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says so by failing"
)]
#![cfg(not(target_arch = "wasm32"))]

use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::path::PathBuf;
use std::process::Command;
use std::sync::Arc;

use calamine::{Data, Reader, Xlsx};
use tanheng::core::account::Account;
use tanheng::core::forecast::ModelName;
use tanheng::core::problem::Report;
use tanheng::core::study::{self, Basis, Column, Region, RowKey, Sheet, Study, Text};
use tanheng::core::units::Unit;
use tanheng::exchange::cases;
use tanheng::exchange::csv::Mark;
use tanheng::exchange::excel::{Book, Cached, Cell, Tab, write};
use tanheng::job::export::{self, ExportError};
use tanheng::steps;
use tanheng::words::{Lang, sentence};

type Workbook = Xlsx<Cursor<Vec<u8>>>;

fn open(bytes: Vec<u8>) -> Workbook {
    Xlsx::new(Cursor::new(bytes)).unwrap()
}

fn book(study: &Study, lang: Lang) -> Book {
    export::book(study, lang).unwrap()
}

fn guizhou(basis: Basis) -> Study {
    let mut study = cases::load("guizhou").unwrap();
    study.choices.basis = basis;
    study
}

fn value(workbook: &mut Workbook, tab: &str, row: usize, column: usize) -> Data {
    let range = workbook.worksheet_range(tab).unwrap();
    let at = (u32::try_from(row).unwrap(), u32::try_from(column).unwrap());
    range.get_value(at).cloned().unwrap_or_default()
}

/// Every formula of a sheet by row and column.
fn formulas(workbook: &mut Workbook, tab: &str) -> BTreeMap<(usize, usize), String> {
    let range = workbook.worksheet_formula(tab).unwrap();
    let (top, left) = range.start().unwrap_or_default();
    range
        .used_cells()
        .filter(|(.., text)| !text.is_empty())
        .map(|(row, column, text)| {
            let at = (row + top as usize, column + left as usize);
            (at, text.clone())
        })
        .collect()
}

/// Every number of the account in the order of the sheet: sources and their sum, sinks and theirs, the difference.
fn ledger(account: &Account, position: usize) -> Vec<Option<f64>> {
    use tanheng::core::study::Side;
    let of = |side| {
        let lines = account.lines.iter().filter(move |l| l.side == side);
        lines.map(move |l| l.values[position])
    };
    let mut row: Vec<Option<f64>> = of(Side::Source).collect();
    row.push(account.source[position]);
    row.extend(of(Side::Sink));
    row.push(account.sink[position]);
    row.push(account.net[position]);
    row
}

#[test]
fn the_stored_values_of_the_account_are_our_results_to_the_last_bit() {
    for (basis, lang) in [
        (Basis::Inputs, Lang::Zh),
        (Basis::Inputs, Lang::En),
        (Basis::Published, Lang::Zh),
    ] {
        let study = guizhou(basis);
        let account = steps::account::chosen(&study).unwrap();
        let mut workbook = open(export::workbook(&study, lang).unwrap());
        let tab = workbook.sheet_names()[2].clone();
        let formulas = formulas(&mut workbook, &tab);
        assert_eq!(account.keys.len(), 15);
        let mut numbers = 0;
        for (i, key) in account.keys.iter().enumerate() {
            let row = 3 + i;
            let year = value(&mut workbook, &tab, row, 2);
            assert_eq!(year, Data::Float(f64::from(key.year)));
            for (column, expected) in (3..).zip(ledger(&account, i)) {
                let stored = value(&mut workbook, &tab, row, column);
                assert_eq!(stored, Data::Float(expected.unwrap()), "{row} {column}");
                assert!(formulas.contains_key(&(row, column)), "{row} {column}");
                numbers += 1;
            }
        }
        // 8 lines and 3 totals in 15 years, and a count over each column.
        assert_eq!(numbers, 165);
        assert_eq!(formulas.len(), 165 + 11);
    }
}

#[test]
fn the_stored_values_of_the_forecast_are_our_results_to_the_last_bit() {
    for basis in [Basis::Inputs, Basis::Published] {
        let study = guizhou(basis);
        let account = steps::account::chosen(&study).unwrap();
        let step = steps::forecast::compute(&study, &account).unwrap();
        let mut workbook = open(export::workbook(&study, Lang::En).unwrap());
        let formulas = formulas(&mut workbook, "Forecast");
        let head: Vec<String> = (0..20)
            .map(|column| value(&mut workbook, "Forecast", 0, column).to_string())
            .collect();
        for comparison in &step.forecast.comparisons {
            let name = match comparison.model.name() {
                ModelName::Gm11 => "GM(1,1)",
                ModelName::Linear => "Linear trend",
                ModelName::MeanGrowth => "Mean growth",
                ModelName::Naive => "Naïve",
                _ => panic!(),
            };
            let column = head.iter().position(|h| h == name).unwrap();
            let path = comparison.path.as_ref().unwrap();
            let values: Vec<f64> = path.fitted.iter().chain(&path.forecast).copied().collect();
            assert_eq!(values.len(), step.forecast.years.len());
            for (row, expected) in (1..).zip(values) {
                let stored = value(&mut workbook, "Forecast", row, column);
                assert_eq!(stored, Data::Float(expected), "{name} {row}");
                assert!(formulas.contains_key(&(row, column)), "{name} {row}");
            }
        }
        let test = step.forecast.tests.posterior.unwrap();
        let stored: Vec<Data> = (1..30)
            .map(|row| value(&mut workbook, "Forecast", row, 1))
            .collect();
        assert!(stored.contains(&Data::Float(test.variance_ratio)));
        assert!(stored.contains(&Data::Float(test.small_error_probability)));
    }
}

/// A study of two regions with a gap, in which the sum of both is forecast.
fn two_regions() -> Study {
    let mut study = guizhou(Basis::Inputs);
    study.published = None;
    study.regions.push(Region {
        parent: None,
        code: "2".into(),
        name: Text::One("second".into()),
    });
    for sheet in &mut study.sheets {
        let rows = sheet.rows.to_vec();
        let more = rows.iter().map(|key| RowKey {
            region: "2".into(),
            year: key.year,
        });
        sheet.rows = Arc::new(rows.iter().cloned().chain(more).collect());
        for (at, column) in sheet.columns.iter_mut().enumerate() {
            let mut cells = column.cells.to_vec();
            let factor = 1.5 + at as f64 / 7.0;
            let values: Vec<Option<f64>> = cells.iter().map(study::Cell::value).collect();
            let more = values.into_iter().map(|v| v.map(|v| v * factor));
            cells.extend(more.map(|v| v.map_or(study::Cell::Empty, study::Cell::Number)));
            cells[3] = study::Cell::Empty;
            column.cells = Arc::new(cells);
        }
    }
    study.choices.forecast.model = ModelName::MeanGrowth;
    study.choices.forecast.compare = vec![ModelName::Gm11, ModelName::Linear];
    study
}

/// The years of Guizhou backwards, so that the line over time ends at 0.
fn shrinking() -> Study {
    let mut study = guizhou(Basis::Inputs);
    study.published = None;
    for sheet in &mut study.sheets {
        for column in &mut sheet.columns {
            column.cells = Arc::new(column.cells.iter().rev().cloned().collect());
        }
    }
    study.choices.forecast.model = ModelName::Linear;
    study.choices.forecast.non_negative = true;
    study.choices.forecast.horizon = 60;
    study
}

/// A net emission that does not change: a = 0, no spread to test against.
fn constant() -> Study {
    let mut study = guizhou(Basis::Published);
    let table = study.published.as_mut().unwrap();
    let table = table.account.as_mut().unwrap();
    table.net = vec![100.0; table.years.len()];
    study
}

/// Another fertiliser coefficient, and twice of everything in the first year.
fn edited() -> Study {
    let mut study = guizhou(Basis::Inputs)
        .set_coefficient("farm.fertiliser", "1000")
        .unwrap();
    for column in &mut study.sheets[0].columns {
        let mut cells = column.cells.to_vec();
        cells[0] = study::Cell::Number(cells[0].value().unwrap() * 2.0);
        column.cells = Arc::new(cells);
    }
    study
}

/// Every column of the blank study filled with numbers.
fn filled() -> Study {
    let mut study = cases::load("blank").unwrap();
    for sheet in &mut study.sheets {
        for (at, column) in sheet.columns.iter_mut().enumerate() {
            let number = |row: usize| 10.0 + row as f64 * 1.7 + at as f64 * 0.3;
            let cells = (0..column.cells.len()).map(number);
            column.cells = Arc::new(cells.map(study::Cell::Number).collect());
        }
    }
    study
}

/// The formulas of one study over the numbers of another.
fn over(formulas: &Book, numbers: &Book) -> Book {
    let mut mixed = formulas.clone();
    for tab in 0..2 {
        mixed.tabs[tab] = numbers.tabs[tab].clone();
    }
    mixed
}

/// What stands in a formula's cell before it is recalculated: if this comes back, nothing was.
const WRONG: f64 = -987.654_321;

fn with_wrong_values(mut book: Book) -> Book {
    for cell in book.tabs.iter_mut().flat_map(|t| &mut t.rows).flatten() {
        if let Cell::Formula(formula) = cell {
            formula.cached = Cached::Number(WRONG);
        }
    }
    book
}

/// Opens each workbook in LibreOffice, recalculates it and saves it again.
fn recalculated(folder: &str, books: &[(String, Book)]) -> Vec<Workbook> {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(folder);
    let (profile, out) = (folder.join("profile"), folder.join("out"));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(profile.join("user")).unwrap();
    // Stored values are taken over otherwise, as the file says that Excel wrote it.
    let always = r#"<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item></oor:items>"#;
    std::fs::write(profile.join("user/registrymodifications.xcu"), always).unwrap();
    let mut soffice = Command::new("soffice");
    soffice
        .arg(format!(
            "-env:UserInstallation=file://{}",
            profile.display()
        ))
        .args(["--headless", "--convert-to", "xlsx", "--outdir"])
        .arg(&out);
    for (name, book) in books {
        let path = folder.join(format!("{name}.xlsx"));
        std::fs::write(&path, write(book).unwrap()).unwrap();
        soffice.arg(path);
    }
    let output = soffice.output().unwrap_or_else(|error| {
        panic!("soffice (LibreOffice) does not start: {error}; `cargo xtask setup` installs it")
    });
    books
        .iter()
        .map(|(name, _)| {
            let path = out.join(format!("{name}.xlsx"));
            let bytes = std::fs::read(&path);
            open(bytes.unwrap_or_else(|error| panic!("{name}: {error}; {output:?}")))
        })
        .collect()
}

/// Compares every formula of a sheet with what another program made of it; the number of formulas. `dust` is the largest
/// difference of numbers that are 0 but for rounding.
fn assert_same(workbook: &mut Workbook, expected: &Tab, dust: f64, name: &str) -> usize {
    let range = workbook.worksheet_range(&expected.name).unwrap();
    let mut count = 0;
    for (row, cells) in (0..).zip(&expected.rows) {
        for (column, cell) in (0..).zip(cells) {
            let Cell::Formula(formula) = cell else {
                continue;
            };
            count += 1;
            let found = range.get_value((row, column));
            let place = format!("{name}, {} {row} {column}: {}", expected.name, formula.text);
            match (&formula.cached, found) {
                (Cached::Number(ours), Some(Data::Float(theirs))) => {
                    let most = 1e-9 * ours.abs().max(theirs.abs());
                    assert!(
                        (ours - theirs).abs() <= most.max(dust),
                        "{place}: {ours} and {theirs}"
                    );
                }
                (Cached::Text(ours), Some(Data::String(theirs))) => {
                    assert_eq!(ours, theirs, "{place}");
                }
                (Cached::Text(ours), None | Some(Data::Empty)) => assert_eq!(ours, "", "{place}"),
                (ours, theirs) => panic!("{place}: {ours:?} and {theirs:?}"),
            }
        }
    }
    count
}

#[test]
fn libreoffice_gets_our_numbers_from_the_formulas() {
    let inputs = book(&guizhou(Basis::Inputs), Lang::Zh);
    let printed = book(&guizhou(Basis::Published), Lang::En);
    let edited = book(&edited(), Lang::Zh);
    let (two, less) = (book(&two_regions(), Lang::En), book(&shrinking(), Lang::En));
    let same = book(&constant(), Lang::En);
    let blank = book(&cases::load("blank").unwrap(), Lang::Zh);
    let full = book(&filled(), Lang::Zh);

    // Name, what is opened, what has to come out of it, differences of what is 0 but for rounding.
    let all = [
        ("inputs", inputs.clone(), &inputs, 0.0),
        ("printed", printed.clone(), &printed, 0.0),
        ("edited", over(&inputs, &edited), &edited, 0.0),
        ("two regions", two.clone(), &two, 1e-9),
        ("shrinking", less.clone(), &less, 1e-9),
        ("constant", same.clone(), &same, 1e-9),
    ];
    let mut opened: Vec<(String, Book)> = all
        .iter()
        .map(|(name, book, ..)| ((*name).to_owned(), with_wrong_values(book.clone())))
        .collect();
    opened.push(("filled in".into(), with_wrong_values(over(&blank, &full))));
    assert_ne!(
        inputs.tabs[3], edited.tabs[3],
        "an edit changes the forecast"
    );
    let mut workbooks = recalculated("excel", &opened);

    let mut filled_in = workbooks.pop().unwrap();
    assert_same(&mut filled_in, &full.tabs[2], 0.0, "filled in");
    for ((name, _, expected, dust), workbook) in all.iter().zip(&mut workbooks) {
        let account = assert_same(workbook, &expected.tabs[2], *dust, name);
        let forecast = assert_same(workbook, &expected.tabs[3], *dust, name);
        assert!(
            account >= 176 && forecast > 150,
            "{name}: {account} {forecast}"
        );
    }
}

/// Texts that a spreadsheet would run, cannot hold, or would take for something else.
fn hostile() -> Vec<String> {
    let mut texts: Vec<String> = [
        "=cmd|' /C calc'!A0",
        "+1+1",
        "-2+3",
        "@SUM(1)",
        "\t=1+1",
        "\r=1+1",
        "{=1+1}",
        "[]:*?/\\",
        "'quoted' \"twice\"",
        "</t><f>1+1</f>",
        "_x003D_1+1",
        "a\u{0}b\u{1b}c\u{fffe}d",
        "https://example.org/",
        "🌲 贵州",
    ]
    .map(str::to_owned)
    .to_vec();
    texts.push("=".to_owned() + &"长".repeat(32_000));
    texts.push("🌲".repeat(20_000));
    texts
}

/// A study in which everything a user can name has that name.
fn study_of(text: &str) -> Study {
    let mut study = two_regions();
    study.id = text.to_owned();
    study.title = Text::One(text.to_owned());
    study.coefficient_set = text.to_owned();
    for region in &mut study.regions {
        region.name = Text::One(text.to_owned());
    }
    study.regions[1].code = text.to_owned();
    for sheet in &mut study.sheets {
        let rows = sheet.rows.iter().map(|key| RowKey {
            region: if &*key.region == "2" {
                text.into()
            } else {
                key.region.clone()
            },
            year: key.year,
        });
        sheet.rows = Arc::new(rows.collect());
    }
    let rows = study.sheets[0].rows.clone();
    let unit = Unit::parse("t").unwrap();
    study.sheets.push(Sheet {
        id: text.to_owned(),
        columns: vec![Column {
            indicator: text.to_owned(),
            unit,
            source: Some(text.to_owned()),
            converted_from: None,
            half_width: None,
            cells: Arc::new(vec![study::Cell::Number(1.0); rows.len()]),
        }],
        rows,
    });
    for c in &mut study.coefficients {
        c.source = text.to_owned();
        c.locator = text.to_owned();
    }
    study.account[0].id = text.to_owned();
    let mut typed = study.typed.as_ref().clone();
    typed.insert((text.to_owned(), text.to_owned(), 2005));
    study.typed = Arc::new(typed);
    study
}

#[test]
fn no_text_of_a_user_becomes_a_formula() {
    for text in hostile() {
        let study = study_of(&text);
        let book = book(&study, Lang::En);
        let mut workbook = open(write(&book).unwrap());
        let name: String = text.chars().take(30).collect();
        for tab in &book.tabs {
            let mut ours = 0;
            let found = formulas(&mut workbook, &tab.name);
            for (row, cells) in tab.rows.iter().enumerate() {
                for (column, cell) in cells.iter().enumerate() {
                    if let Cell::Formula(formula) = cell {
                        ours += 1;
                        assert_eq!(found.get(&(row, column)), Some(&formula.text));
                        assert!(!formula.text.contains("cmd"));
                        assert!(formula.text.len() < 600, "{name}");
                    }
                }
            }
            assert_eq!(found.len(), ours, "{name}, {}", tab.name);
        }
        assert!(formulas(&mut workbook, "Data").is_empty());
        assert!(formulas(&mut workbook, "Coefficients").is_empty());
        assert!(formulas(&mut workbook, "Notes").is_empty());
        let title = value(&mut workbook, "Notes", 0, 1);
        let Data::String(title) = title else {
            panic!("{name}: {title:?}")
        };
        let kept = text.chars().filter(|c| !c.is_control() && *c != '\u{fffe}');
        let shown: String = title.chars().filter(|c| *c != '\u{fffd}').collect();
        let kept: String = kept.take(16_000).collect();
        assert!(shown.trim_start_matches('\t').starts_with(&kept), "{name}");
    }
}

#[test]
fn libreoffice_takes_no_text_of_a_user_for_a_formula() {
    let texts = hostile();
    let books: Vec<(String, Book)> = texts
        .iter()
        .zip(0..)
        .map(|(text, n)| (format!("hostile {n}"), book(&study_of(text), Lang::En)))
        .collect();
    let workbooks = recalculated("hostile", &books);
    for (mut workbook, (name, book)) in workbooks.into_iter().zip(books) {
        for tab in &book.tabs {
            let cells = tab.rows.iter().flatten();
            let ours = cells.filter(|c| matches!(c, Cell::Formula(_))).count();
            let theirs = formulas(&mut workbook, &tab.name).len();
            assert_eq!(ours, theirs, "{name}, {}", tab.name);
        }
        assert_same(&mut workbook, &book.tabs[2], 1e-9, &name);
    }
}

#[test]
fn a_blank_study_is_a_form_to_fill_in() {
    let study = cases::load("blank").unwrap();
    let book = book(&study, Lang::En);
    let mut workbook = open(write(&book).unwrap());
    for row in 3..13 {
        for column in 3..14 {
            let stored = value(&mut workbook, "Account", row, column);
            assert!(matches!(stored, Data::Empty) || stored == Data::String(String::new()));
        }
    }
    assert_eq!(formulas(&mut workbook, "Account").len(), 11 * 11);
    let Data::String(told) = value(&mut workbook, "Forecast", 0, 0) else {
        panic!()
    };
    assert!(told.contains("no forecast") && told.contains('4'), "{told}");
    let notes = book.tabs[4].rows.iter().flatten();
    let says = |text: &str| {
        notes
            .clone()
            .any(|c| matches!(c, Cell::Text(t) if t.contains(text)))
    };
    assert!(says("nothing to account for yet"));
}

#[test]
fn missing_years_are_gaps_and_named() {
    let study = two_regions();
    let account = steps::account::chosen(&study).unwrap();
    let mut keys = account.keys.iter();
    let gap = keys.position(|k| k.year == 2008 && &*k.region == "520000");
    let gap = gap.unwrap();
    assert_eq!(account.net[gap], None);
    let book = book(&study, Lang::En);
    let mut workbook = open(write(&book).unwrap());
    let last = 3 + 8 + 2;
    let stored = value(&mut workbook, "Account", 3 + gap, last);
    assert!(matches!(stored, Data::Empty) || stored == Data::String(String::new()));
    assert_eq!(value(&mut workbook, "Data", 2 + gap, 3), Data::Empty);
    let first = value(&mut workbook, "Forecast", 1, 4);
    assert_eq!(first, Data::Float(2009.0), "the run after the gap of 2008");
    let text = format!("{:?}", book.tabs[4]);
    assert!(
        text.contains("2008") && text.contains("Fertiliser"),
        "{text}"
    );
}

#[test]
fn what_the_user_entered_is_said_and_coloured() {
    let mut study = guizhou(Basis::Inputs)
        .set_coefficient("farm.film", "5")
        .unwrap();
    let key = ("plastic_film".to_owned(), "520000".to_owned(), 2007);
    study.typed = Arc::new([key].into());
    let book = book(&study, Lang::En);
    let entered = |tab: &Tab| {
        let cells = tab.rows.iter().flatten();
        cells.filter(|c| matches!(c, Cell::Entered(_))).count()
    };
    assert_eq!((entered(&book.tabs[0]), entered(&book.tabs[1])), (1, 1));
    let notes = format!("{:?}", book.tabs[4]);
    assert!(
        notes.contains("Agricultural plastic film, Guizhou 2007"),
        "{notes}"
    );
    assert!(notes.contains("Plastic film: 5 kg C/kg"), "{notes}");
    assert!(format!("{:?}", book.tabs[1]).contains("has 5.18"));
}

#[test]
fn an_account_that_cannot_be_computed_is_told() {
    let study = guizhou(Basis::Inputs);
    let mut broken = study.clone();
    let c = broken.coefficients.iter_mut();
    for c in c.filter(|c| c.id == "crop.rice.harvest") {
        c.value = 0.0;
    }
    let error = export::workbook(&broken, Lang::En).unwrap_err();
    assert!(matches!(error, ExportError::Account(_)));
    let told = sentence(Lang::En, &error.problem());
    assert!(told.contains("Rice") || told.contains("rice"), "{told}");
}

#[test]
fn the_same_study_gives_the_same_bytes() {
    let study = guizhou(Basis::Inputs);
    let bytes = export::workbook(&study, Lang::En).unwrap();
    assert_eq!(bytes, export::workbook(&study, Lang::En).unwrap());
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut core = String::new();
    let mut file = archive.by_name("docProps/core.xml").unwrap();
    file.read_to_string(&mut core).unwrap();
    assert_eq!(core.matches("2000-01-01T00:00:00Z").count(), 2, "{core}");
}

fn tanheng(args: &[&str]) -> std::process::Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tanheng"));
    command.args(args).env("LC_ALL", "C").output().unwrap()
}

#[test]
fn the_terminal_writes_the_workbook_and_the_account() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    let path = |name: &str| folder.join(name).to_string_lossy().into_owned();
    let (xlsx, csv) = (path("贵州.xlsx"), path("贵州.csv"));
    let args = [
        "export", "guizhou", "--xlsx", &xlsx, "--csv", &csv, "--lang", "zh",
    ];
    let output = tanheng(&args);
    assert!(output.status.success(), "{output:?}");
    assert_eq!(
        String::from_utf8(output.stdout).unwrap(),
        format!("{xlsx}\n{csv}\n")
    );
    let study = guizhou(Basis::Inputs);
    let bytes = std::fs::read(&xlsx).unwrap();
    assert_eq!(bytes, export::workbook(&study, Lang::Zh).unwrap());

    let text = std::fs::read_to_string(&csv).unwrap();
    assert!(text.starts_with('\u{feff}'));
    let account = steps::account::chosen(&study).unwrap();
    let rows: Vec<Vec<&str>> = text.lines().map(|l| l.split(',').collect()).collect();
    assert_eq!(rows.len(), 16);
    for (row, net) in rows[1..].iter().zip(&account.net) {
        assert_eq!(row.last().unwrap().parse::<f64>().ok(), *net);
    }

    let output = tanheng(&[
        "export", "guizhou", "--csv", &csv, "--plain", "--lang", "zh",
    ]);
    assert!(output.status.success(), "{output:?}");
    let plain = std::fs::read_to_string(&csv).unwrap();
    assert_eq!(format!("\u{feff}{plain}"), text);

    for args in [
        &["export", "guizhou"][..],
        &["export", "guizhou", "--plain", "--xlsx", "x"],
        &["run", "guizhou", "--xlsx", "x"],
        &["export", "guizhou", "--to", "x"],
        &["export"],
    ] {
        let output = tanheng(args);
        assert_eq!(output.status.code(), Some(2), "{args:?}");
    }
    let nowhere = tanheng(&["export", "guizhou", "--xlsx", "/nowhere/at/all.xlsx"]);
    assert_eq!(nowhere.status.code(), Some(1));
}

#[test]
fn texts_of_the_account_as_csv_are_no_formulas_and_numbers_stay_numbers() {
    for text in ["=1+1", "+1", "-1", "@a", "\ta", "\ra"] {
        let mut study = study_of(text);
        for c in &mut study.coefficients {
            c.value = -c.value.abs();
        }
        let csv = export::account_csv(&study, Lang::En, Mark::Without).unwrap();
        let rows = csv.split("\r\n").filter(|row| !row.is_empty());
        for row in rows {
            for cell in row.split(',') {
                let cell = cell.trim_matches('"');
                let is_number = cell.parse::<f64>().is_ok();
                let runs = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
                assert!(is_number || !runs, "{text:?}: {row}");
            }
        }
        assert!(csv.contains(&format!("'{text}")), "{csv}");
        assert!(csv.contains(",-") && !csv.contains("'-0"), "{csv}");
    }
}
