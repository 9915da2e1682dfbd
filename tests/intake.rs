//! A table file on its way to the page: what is told while it is read, that it can be stopped, and that it arrives whole.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says so by failing"
)]

use std::fmt::Write;
use std::ops::ControlFlow;

use tanheng::core::study::{Cell, MAX_ROWS, Study};
use tanheng::exchange::cases;
use tanheng::exchange::intake::{Asked, Found, Intake, take};
use tanheng::exchange::paste::{Applying, Array, Chosen, plan};
use tanheng::exchange::watch::{Task, unwatched};
use tanheng::exchange::workbook::{Workbook, read, read_watched};
use tanheng::job::{Answer, Kept, TableRequest, answer_table};

fn case(name: &str) -> Study {
    cases::load(name).expect("the case ships")
}

fn file(name: &str) -> Vec<u8> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/tables/");
    std::fs::read(format!("{folder}{name}")).unwrap_or_else(|e| panic!("{name}: {e}"))
}

fn asked() -> Asked {
    Asked {
        home: "activity".to_owned(),
        ..Asked::default()
    }
}

/// Made-up figures of rice and film for so many regions and 20 years each; the last line says `x` instead of a figure.
fn long(regions: usize) -> String {
    let mut text = "地区,年份,稻谷产量（万吨）,农用塑料薄膜（万吨）\n".to_owned();
    for region in 0..regions {
        for year in 2001..2021 {
            let last = region + 1 == regions && year == 2020;
            let film = if last { "x" } else { "4.7765" };
            writeln!(text, "区{region},{year},{region}.5,{film}").unwrap();
        }
    }
    text
}

#[test]
fn a_plan_arrives_on_the_other_side_as_it_was() {
    for name in [
        "titled.xlsx",
        "plain.xls",
        "plain.ods",
        "gbk.csv",
        "utf16le.csv",
        "two_sheets.xlsx",
    ] {
        let book = read(&file(name), None).unwrap();
        let intake = take(&book, &case("guizhou"), &asked(), &mut unwatched).unwrap();
        assert!(intake.plan.figures() > 0, "{name}");
        let (json, arrays) = intake.clone().pack();
        assert_eq!(Intake::unpack(&json, arrays), Some(intake), "{name}");
    }
    let book = Workbook::of_text(long(30));
    let intake = take(&book, &case("blank"), &asked(), &mut unwatched).unwrap();
    assert_eq!(intake.plan.columns[1].faults, 1);
    let (json, arrays) = intake.clone().pack();
    // What is long is not in the text.
    assert!(json.len() < 6000, "{} bytes", json.len());
    assert_eq!(Intake::unpack(&json, arrays), Some(intake));
}

#[test]
fn arrays_that_do_not_go_together_are_no_plan() {
    let book = Workbook::of_text(long(3));
    let intake = take(&book, &case("blank"), &asked(), &mut unwatched).unwrap();
    let (json, arrays) = intake.pack();
    assert!(Intake::unpack(&json, arrays[1..].to_vec()).is_none());
    let mut short = arrays.clone();
    short.pop();
    assert!(Intake::unpack(&json, short).is_none());
    let mut beyond = arrays.clone();
    beyond[1] = Array::U32(vec![99; 60]);
    assert!(Intake::unpack(&json, beyond).is_none());
    assert!(Intake::unpack("{}", arrays).is_none());
}

#[test]
fn every_part_of_the_work_is_told_in_order_and_can_be_stopped() {
    let bytes = encoding_rs::GB18030.encode(&long(5000)).0.into_owned();
    let study = case("blank");
    let mut told: Vec<(Task, usize, usize)> = Vec::new();
    let mut all = |task, done, total| {
        told.push((task, done, total));
        ControlFlow::Continue(())
    };
    let book = read_watched(bytes.clone(), None, &mut all).unwrap();
    take(&book, &study, &asked(), &mut all).unwrap();
    let order = [Task::Open, Task::Split, Task::Match, Task::Figures];
    let mut tasks: Vec<Task> = told.iter().map(|t| t.0).collect();
    tasks.dedup();
    assert_eq!(tasks, order);
    for pair in told.windows(2).filter(|p| p[0].0 == p[1].0) {
        assert!(pair[0].1 < pair[1].1 && pair[1].1 <= pair[1].2, "{pair:?}");
    }
    for stop_at in order {
        let mut watch = |task, _: usize, _: usize| {
            if task == stop_at {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        };
        let code = match read_watched(bytes.clone(), None, &mut watch) {
            Ok(book) => take(&book, &study, &asked(), &mut watch).unwrap_err().code,
            Err(error) => tanheng::core::problem::Report::problem(&error).code,
        };
        assert_eq!(code, "job.cancelled", "{stop_at:?}");
    }
}

#[test]
fn unpacking_a_workbook_is_told_and_can_be_stopped() {
    let mut calls = 0;
    let cells: Vec<_> = (0..20_000).map(|n| f64::from(n) * 1.25).collect();
    let bytes = workbook_of(&cells);
    let book = read_watched(bytes.clone(), None, &mut |task, done, total| {
        assert_eq!(
            (task, total, done <= total),
            (Task::Open, bytes.len(), true)
        );
        calls += 1;
        ControlFlow::Continue(())
    });
    assert!(book.is_ok() && calls > 0, "told {calls} times");
    let stopped = read_watched(bytes.clone(), None, &mut |_, _, _| ControlFlow::Break(()));
    assert_eq!(
        stopped.unwrap_err(),
        tanheng::exchange::workbook::ReadError::Stopped
    );
}

fn workbook_of(cells: &[f64]) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (at, value) in (0_u32..).zip(cells) {
        sheet.write_number(at / 4, (at % 4) as u16, *value).unwrap();
    }
    book.save_to_buffer().unwrap()
}

#[test]
fn a_text_decoded_in_pieces_is_the_text() {
    // Three bytes a line: characters lie across the ends of the pieces.
    let text = "产a\n".repeat(400_000) + "𠀀";
    for encoding in [encoding_rs::GB18030, encoding_rs::UTF_8] {
        let bytes = encoding.encode(&text).0;
        let book = read(&bytes, Some(encoding.name())).unwrap();
        assert!(book.sheets[0].text == text, "{}", encoding.name());
    }
    let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert!(read(&wide, None).unwrap().sheets[0].text == text);
}

#[test]
fn a_file_that_was_read_is_not_read_again_for_another_guess() {
    let study = case("guizhou");
    let bytes = file("gbk.csv");
    let mut kept = Kept::default();
    let mut reads = 0;
    let mut ask = |file: u32, encoding: Option<&str>, asked: Asked| {
        let encoding = encoding.map(str::to_owned);
        let (request, rows) = TableRequest::new(&study, file, encoding, asked);
        let mut read = |_: tanheng::exchange::watch::Watch<'_>| {
            reads += 1;
            Ok(bytes.clone())
        };
        let json = request.to_json();
        let answer = answer_table(&mut kept, &json, rows, &mut read, &mut |_| ());
        let intake = match answer {
            (Answer::Reply(json), arrays) => Found::unpack(&json, arrays).and_then(|f| f.table),
            _ => None,
        };
        (reads, intake)
    };
    let (reads, first) = ask(1, None, asked());
    let first = first.unwrap();
    assert_eq!(
        (reads, first.about.encoding.as_deref()),
        (1, Some("gb18030"))
    );
    // The rows of the study were in the arrays: what the plan says is what it says here.
    let here = take(
        &read(&bytes, None).unwrap(),
        &study,
        &asked(),
        &mut unwatched,
    )
    .unwrap();
    assert_eq!(first, here);

    let chosen = Some(vec![Chosen {
        from: first.plan.columns[0].from,
        indicator: None,
        unit: None,
    }]);
    let again = Asked { chosen, ..asked() };
    let (reads, second) = ask(1, Some("gb18030"), again);
    assert_eq!(reads, 1);
    assert_eq!(
        second.unwrap().plan.columns.len(),
        first.plan.columns.len() - 1
    );
    assert_eq!(ask(1, Some("utf-8"), asked()), (2, None));
    assert_eq!(ask(2, None, asked()).0, 3);
}

#[test]
fn what_was_said_of_a_table_with_the_same_headings_is_used() {
    let study = case("blank");
    let book = Workbook::of_text(long(2));
    let first = take(&book, &study, &asked(), &mut unwatched).unwrap();
    let said = vec![Chosen {
        from: 2,
        indicator: Some("wheat_output".to_owned()),
        unit: None,
    }];
    let remembered = vec![(first.plan.shape(), said.clone())];
    let with = Asked {
        remembered,
        ..asked()
    };
    let second = take(&book, &study, &with, &mut unwatched).unwrap();
    assert!(second.about.is_remembered && second.about.chosen == said);
    assert_eq!(second.plan.columns[0].indicator, "wheat_output");
    let forgotten = Asked {
        chosen: Some(Vec::new()),
        ..with
    };
    let third = take(&book, &study, &forgotten, &mut unwatched).unwrap();
    assert_eq!(third.plan, first.plan);
}

#[test]
fn a_column_at_a_time_gives_the_same_study() {
    for (name, regions) in [("guizhou", 3), ("blank", 3)] {
        let study = case(name);
        let plan = plan(&study, &long(regions), "activity", 0, 0).unwrap();
        let mut applying = Applying::new(&plan, &study);
        let steps = applying.ahead();
        assert!(steps > 10, "{steps} steps");
        for _ in 0..steps {
            assert!(applying.step(&plan).unwrap());
        }
        assert!(!applying.step(&plan).unwrap());
        let after = applying.finish();
        assert_eq!(after, plan.apply(&study).unwrap(), "{name}");
        let (sheet, column) = after.column("rice_output").unwrap();
        let row = sheet
            .rows
            .iter()
            .position(|k| &*k.region == "区2" && k.year == 2010);
        assert_eq!(sheet.cell(row.unwrap(), column), Some(&Cell::Number(2.5)));
    }
}

#[test]
fn a_full_table_goes_into_a_study_that_has_rows() {
    let study = case("guizhou");
    let rows = 200_000;
    let text = long(rows / 20);
    let plan = plan(&study, &text, "activity", 0, 0).unwrap();
    let after = plan.apply(&study).unwrap();
    let (sheet, column) = after.column("rice_output").unwrap();
    assert_eq!(
        sheet.rows.len(),
        rows + study.sheet("crops").unwrap().rows.len()
    );
    assert!(sheet.rows.len() <= MAX_ROWS);
    // Marks one by one would be longer than the figures.
    assert_eq!(sheet.columns[column].source.as_deref(), Some("user"));
    assert!(
        after.typed.len() <= study.typed.len(),
        "{} marks",
        after.typed.len()
    );
}

#[test]
fn of_many_lines_without_a_year_the_first_are_told_and_the_others_counted() {
    let text = "年份,稻谷产量（万吨）\n2001,1\n".to_owned() + &"无,2\n".repeat(250);
    let plan = plan(&case("blank"), &text, "activity", 0, 0).unwrap();
    assert_eq!((plan.problems.len(), plan.more_problems), (100, 150));
}

#[test]
fn a_workbook_of_ours_is_the_study_and_what_was_changed_in_it_waits() {
    let mut study = case("guizhou");
    study.choices.forecast.horizon = 7;
    let ask = |bytes: Vec<u8>| {
        let other = case("guizhou");
        let (request, rows) = TableRequest::new(&other, 1, None, asked());
        let mut read = |_: tanheng::exchange::watch::Watch<'_>| Ok(bytes.clone());
        let json = request.to_json();
        match answer_table(&mut Kept::default(), &json, rows, &mut read, &mut |_| ()) {
            (Answer::Reply(json), arrays) => Found::unpack(&json, arrays).unwrap(),
            other => panic!("{other:?}"),
        }
    };
    let lang = tanheng::words::Lang::Zh;
    let book =
        |study: &tanheng::core::study::Study| tanheng::job::export::workbook(study, lang).unwrap();
    let found = ask(book(&study));
    assert_eq!(found.own.as_ref(), Some(&study));
    assert!(found.told.is_none() && found.table.is_none());

    // Another figure on the visible sheet, the same study on the hidden one.
    let mut shown = tanheng::job::export::book(&study, lang).unwrap();
    let cell = shown.tabs[0]
        .rows
        .iter_mut()
        .flatten()
        .find(|c| matches!(c, tanheng::exchange::excel::Cell::Number(v) if *v == 77.41));
    *cell.expect("fertiliser of 2005") = tanheng::exchange::excel::Cell::Number(80.5);
    let found = ask(tanheng::exchange::excel::write(&shown).unwrap());
    assert_eq!(found.own.as_ref(), Some(&study));
    assert_eq!(
        found.told.map(|p| p.code),
        Some("workbook.changed_since".to_owned())
    );
    let plan = found.table.unwrap().plan;
    assert_eq!(
        (plan.figures(), plan.columns[0].cells.first()),
        (1, Some(80.5))
    );
}

#[test]
fn what_a_question_carries_does_not_grow_with_scenarios() {
    use tanheng::core::study::Duplicate;
    let study = case("guizhou");
    let more = study.add_scenario("a", Duplicate::Inputs).unwrap();
    let length = |study: &Study| TableRequest::new(study, 1, None, asked()).0.to_json().len();
    assert_eq!(length(&more), length(&study));
}

#[test]
fn a_table_planned_for_another_study_is_no_table_for_this_one() {
    let study = case("guizhou");
    let sheet = study.sheets[0].id.clone();
    let table = "地区\t年份\t化肥施用量（万吨）\n云南省\t2005\t100\n";
    let planned = plan(&study, table, &sheet, 0, 0).unwrap();
    assert!(planned.is_for(&study));
    let converted = study
        .convert_column(&sheet, 0, &tanheng::core::units::Unit::parse("t").unwrap())
        .unwrap();
    assert!(!planned.is_for(&converted));
    let applied = planned.apply(&study).unwrap();
    assert!(!planned.is_for(&applied));
    // Applied all the same it makes no second region of one code.
    let twice = planned.apply(&applied).unwrap();
    assert_eq!(twice.regions, applied.regions);
}
