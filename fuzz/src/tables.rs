//! Tables as text: files, pastes with what a person says of their columns, and our own csv.

use std::sync::{Arc, LazyLock};

use tanheng::core::study::{Cell, RowKey, Sheet, Study, read_cell};
use tanheng::core::units::Unit;
use tanheng::exchange::csv::Mark;
use tanheng::exchange::paste::Chosen;
use tanheng::exchange::{cases, paste as pasted, study_file, workbook};
use tanheng::job::export;
use tanheng::words::Lang;

use super::told;

/// Text files: the encoding found out and every one asked for, then split into cells.
pub(crate) fn text_table(bytes: &[u8]) {
    if bytes.starts_with(b"PK") || bytes.starts_with(&[0xD0, 0xCF]) {
        return;
    }
    let asked = workbook::ENCODINGS.into_iter().map(Some);
    for encoding in std::iter::once(None).chain(asked) {
        match workbook::read(bytes, encoding) {
            Ok(book) => {
                for sheet in &book.sheets {
                    let lines = pasted::lines(&sheet.text);
                    let cells = (0..lines.len()).map(|l| lines.line(l).len());
                    assert!(cells.max().unwrap_or(0) == lines.width());
                }
            }
            Err(error) => told(&error),
        }
    }
}

static STUDY: LazyLock<Study> = LazyLock::new(|| cases::load("guizhou").expect("shipped"));

/// Indicators and units a person chooses from, and some that are not to be had.
const INDICATORS: [&str; 8] = [
    "fertiliser_pure",
    "plastic_film",
    "rice_output",
    "sown_area",
    "area_forest",
    "energy_per_gdp",
    "no such indicator",
    "",
];
const UNITS: [&str; 8] = ["t", "10kt", "kha", "ha", "tce/10kCNY", "100MCNY", "1", "kg"];

/// Pasted text: what is taken makes a study that can be saved. Where the first byte is from 1 to 7, so many columns are
/// chosen, three bytes each: column, indicator, unit; the sheet under the cursor goes with it.
pub(crate) fn paste(bytes: &[u8]) {
    let count = bytes.first().map_or(0, |n| usize::from(*n));
    let (said, text) = match count {
        1..=7 if bytes.len() > 3 * count => bytes[1..].split_at(3 * count),
        _ => (&[][..], bytes),
    };
    let Ok(text) = std::str::from_utf8(text) else {
        return;
    };
    let chosen: Vec<Chosen> = said
        .chunks_exact(3)
        .map(|c| Chosen {
            from: usize::from(c[0] % 16),
            indicator: INDICATORS
                .get(usize::from(c[1] % 9))
                .map(|i| (*i).to_owned()),
            unit: UNITS
                .get(usize::from(c[2] % 9))
                .and_then(|u| Unit::parse(u).ok()),
        })
        .collect();
    let plan = if chosen.is_empty() {
        pasted::plan(&STUDY, text, "activity", 0, 0)
    } else {
        pasted::plan_with(&STUDY, text, "land", 3, 1, &chosen)
    };
    let plan = match plan {
        Ok(plan) => plan,
        Err(error) => return told(&error),
    };
    let _ = plan.replaces(&STUDY);
    assert_eq!(plan.compared(&STUDY).len(), plan.columns.len());
    match plan.apply(&STUDY) {
        Ok(study) => assert_eq!(study_file::check(&study), []),
        Err(error) => told(&error),
    }
}

/// Typed cells, a line each of them, written as csv and read again: the same cells. The first byte says the language, the
/// mark and how many columns the sheet has.
pub(crate) fn sheet_csv(bytes: &[u8]) {
    let (Some(first), Ok(text)) = (
        bytes.first(),
        std::str::from_utf8(bytes.get(1..).unwrap_or_default()),
    ) else {
        return;
    };
    let mut study = STUDY.clone();
    let sheet = &mut study.sheets[0];
    sheet.columns.truncate(1 + usize::from(first / 4) % 4);
    let typed: Vec<Cell> = text
        .split('\u{1f}')
        .map(|text| read_cell(text, &Cell::Empty))
        .collect();
    let width = sheet.columns.len();
    let height = typed.len().div_ceil(width).min(40);
    let region: Arc<str> = study.regions[0].code.as_str().into();
    let keys = (0..height as i32).map(|i| RowKey {
        region: region.clone(),
        year: 2020 - i,
    });
    sheet.rows = Arc::new(keys.rev().collect());
    for (at, column) in sheet.columns.iter_mut().enumerate() {
        let cell = |row: usize| typed.get(row * width + at).cloned().unwrap_or_default();
        column.cells = Arc::new((0..height).map(cell).collect());
    }
    let lang = if first & 1 == 0 { Lang::Zh } else { Lang::En };
    let mark = if first & 2 == 0 {
        Mark::With
    } else {
        Mark::Without
    };
    let id = study.sheets[0].id.clone();
    let text = export::sheet_csv(&study, &id, lang, mark).expect("the sheet is there");
    let book = workbook::read(text.as_bytes(), None).expect("our own csv");
    let plan = pasted::plan(&study, &book.sheets[0].text, &id, 0, 0).expect("our own headings");
    let after = plan.apply(&study).expect("the same rows");
    assert_eq!(shown(&after.sheets[0]), shown(&study.sheets[0]));
}

/// Cells by their digits; what is not there is nothing.
fn shown(sheet: &Sheet) -> Vec<Vec<String>> {
    let show = |cell: &Cell| match cell {
        Cell::Number(value) => value.to_bits().to_string(),
        Cell::Bad { text, .. } => format!("text {:?}", text.replace('\0', "\u{fffd}")),
        Cell::Empty => String::new(),
    };
    let columns = sheet.columns.iter();
    columns
        .map(|c| c.cells.iter().map(show).collect())
        .collect()
}
