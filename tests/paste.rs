//! Pasted text: what is recognised, what is refused, and that nothing else changes.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says so by failing"
)]

use proptest::prelude::*;
use tanheng::core::problem::Report;
use tanheng::core::study::{Cell, Column, EditError, RowKey, Sheet, Study};
use tanheng::core::units::Unit;
use tanheng::exchange::cases;
use tanheng::exchange::paste::{
    Chosen, Keys, Layout, PasteError, PastePlan, copy, lines, plan, plan_with,
};

fn guizhou() -> Study {
    cases::load("guizhou").expect("the case ships")
}

fn blank() -> Study {
    cases::load("blank").expect("the case ships")
}

fn value(study: &Study, indicator: &str, year: i32) -> Option<f64> {
    let (sheet, column) = study.column(indicator)?;
    let row = sheet.rows.iter().position(|k| k.year == year)?;
    sheet.cell(row, column)?.value()
}

fn pasted(study: &Study, text: &str) -> (PastePlan, Study) {
    let plan = plan(study, text, "activity", 0, 0).unwrap_or_else(|e| panic!("{text:?}: {e}"));
    let after = plan
        .apply(study)
        .unwrap_or_else(|e| panic!("{text:?}: {e}"));
    (plan, after)
}

/// Text, indicator, year and the value that must stand there afterwards, in the unit of the column (10⁴ t, 10³ hm²,
/// 10⁴ kW, t of film, 10⁸ yuan, tce per 10⁴ yuan).
const ACCEPTED: &[(&str, &str, i32, f64)] = &[
    // Chinese headings, units in full-width and half-width brackets
    (
        "年份\t农用化肥施用折纯量（万吨）\n2005\t77.5",
        "fertiliser_pure",
        2005,
        77.5,
    ),
    (
        "年份\t农用化肥施用折纯量(万吨)\r\n2005\t77.5\r\n",
        "fertiliser_pure",
        2005,
        77.5,
    ),
    (
        "年份\t农用化肥施用折纯量[吨]\n2005\t775000",
        "fertiliser_pure",
        2005,
        77.5,
    ),
    (
        "年份\t农用塑料薄膜使用量（万吨）\n2008\t4.7765",
        "plastic_film",
        2008,
        47_765.0,
    ),
    (
        "年份\t农作物总播种面积（万亩）\n2005\t7206.15",
        "sown_area",
        2005,
        4804.1,
    ),
    (
        "年份\t有效灌溉面积（公顷）\n2005\t711640",
        "irrigated_area",
        2005,
        711.64,
    ),
    (
        "年份\t单位GDP能耗（吨标准煤/万元）\n2005\t2.8",
        "energy_per_gdp",
        2005,
        2.8,
    ),
    (
        "年份\t第二产业增加值/万元\n2005\t7978700",
        "gdp_secondary",
        2005,
        797.87,
    ),
    (
        "年份\t第二产业增加值（当年价）（亿元）\n2005\t797",
        "gdp_secondary",
        2005,
        797.0,
    ),
    // English headings
    (
        "year\tsown area (kha)\n2006\t4450",
        "sown_area",
        2006,
        4450.0,
    ),
    (
        "Year\tRice output (10^4 t)\n2006\t420",
        "rice_output",
        2006,
        420.0,
    ),
    ("year\trice, Mt\n2006\t4.2", "rice_output", 2006, 420.0),
    // silent unit, unit row, unit row with brackets
    (
        "年份\t农业机械总动力\n2007\t1400",
        "machinery_power",
        2007,
        1400.0,
    ),
    (
        "年份\t稻谷\t小麦\n\t吨\t万吨\n2007\t3175600\t68",
        "rice_output",
        2007,
        317.56,
    ),
    (
        "年份\t稻谷\n\t（吨）\n2007\t3175600",
        "rice_output",
        2007,
        317.56,
    ),
    // numbers as people write them
    (
        "年份\t农用塑料薄膜（吨）\n2005\t\"29,322\"",
        "plastic_film",
        2005,
        29_322.0,
    ),
    (
        "年份\t农用塑料薄膜（吨）\n2005\t２９３２２",
        "plastic_film",
        2005,
        29_322.0,
    ),
    (
        "年份\t农用塑料薄膜（吨）\n2005\t29 322",
        "plastic_film",
        2005,
        29_322.0,
    ),
    // years as people write them, titles above, sources below
    (
        "年份\t稻谷产量（万吨）\n2005年\t470",
        "rice_output",
        2005,
        470.0,
    ),
    (
        "年份\t稻谷产量（万吨）\n２００５\t470",
        "rice_output",
        2005,
        470.0,
    ),
    (
        "贵州省粮食产量\t\n年份\t稻谷产量（万吨）\n2005\t470",
        "rice_output",
        2005,
        470.0,
    ),
    (
        "年份\t稻谷产量（万吨）\n2005\t470\n数据来源：国家统计局\t",
        "rice_output",
        2005,
        470.0,
    ),
    // regions: a name with a wide space, a code, merged cells
    (
        "地区\t年份\t稻谷产量（万吨）\n贵　州\t2005\t470\n\t2006\t420",
        "rice_output",
        2006,
        420.0,
    ),
    (
        "地区\t年份\t稻谷产量（万吨）\n520000\t2005\t470",
        "rice_output",
        2005,
        470.0,
    ),
    (
        "province\tyear\trice (10kt)\nGuizhou\t2005\t470",
        "rice_output",
        2005,
        470.0,
    ),
    // commas instead of tabs, quoted heading with a line break
    (
        "年份,稻谷产量（万吨）\n2005,470\n2006,420",
        "rice_output",
        2006,
        420.0,
    ),
    (
        "年份\t\"稻谷产量\n（万吨）\"\n2005\t470",
        "rice_output",
        2005,
        470.0,
    ),
    // years across, as the statistics site lays tables out
    (
        "指标\t2006年\t2005年\n稻谷产量(万吨)\t420\t470\n小麦产量(万吨)\t45\t73",
        "rice_output",
        2006,
        420.0,
    ),
    (
        "数据库：分省年度数据\t\t\n指标\t2006年\t2005年\n稻谷产量(万吨)\t420\t470",
        "rice_output",
        2005,
        470.0,
    ),
    // no heading: years, then numbers from the cursor on
    ("2005\t78\n2006\t81", "fertiliser_pure", 2006, 81.0),
    // no years: the rows from the cursor on
    ("稻谷产量（万吨）\n471\n425", "rice_output", 2006, 425.0),
    // a block
    ("78\t4800\n81\t4450", "sown_area", 2006, 4450.0),
];

#[test]
fn tables_as_students_have_them() {
    let study = guizhou();
    for (text, indicator, year, expected) in ACCEPTED {
        let (_, after) = pasted(&study, text);
        assert_eq!(value(&after, indicator, *year), Some(*expected), "{text:?}");
    }
}

#[test]
fn a_year_column_without_years_is_refused_and_invents_none() {
    let study = guizhou();
    let text = "年份\t稻谷产量（万吨）\n3000\t470\n3001\t480";
    let error = plan(&study, text, "activity", 0, 0).unwrap_err();
    assert_eq!(
        error,
        PasteError::NotYears {
            header: "年份".into(),
            text: "3000".into()
        }
    );
}

#[test]
fn everything_else_stays() {
    let study = guizhou();
    let (_, after) = pasted(&study, "年份\t稻谷产量（万吨）\n2005\t470");
    for (before, after) in study.sheets.iter().zip(&after.sheets) {
        assert_eq!(before.rows, after.rows);
        for (b, a) in before.columns.iter().zip(&after.columns) {
            if b.indicator == "rice_output" {
                assert_eq!(a.cells[1..], b.cells[1..]);
            } else {
                assert_eq!(a, b, "{}", b.indicator);
            }
        }
    }
    assert_eq!(study, guizhou(), "the study before is whole");
}

#[test]
fn the_report_of_a_paste() {
    let study = guizhou();
    let text = "年份\t农用化肥施用折纯量（万吨）\t农业机械总动力（万千瓦）\t农用塑料薄膜使用量（万吨）\t农业机械\t备注\n\
        2015\t103.69\t2575.15\t4.9403\tx\ta\n2016\t103.67\t2O41.06\t5.1053\ty\tb";
    let (plan, after) = pasted(&study, text);
    assert_eq!((plan.lines, plan.width), (3, 6));
    assert!(matches!(
        plan.layout,
        Layout::Table {
            header: 0,
            units: None,
            is_transposed: false
        }
    ));
    assert_eq!(
        plan.keys,
        Keys::Columns {
            year: 0,
            region: None
        }
    );
    let said: Vec<_> = plan
        .columns
        .iter()
        .map(|c| {
            (
                c.indicator.as_str(),
                c.unit.code(),
                c.ratio,
                c.accepted,
                c.faults,
            )
        })
        .collect();
    assert_eq!(
        said,
        [
            ("fertiliser_pure", "10kt", 1.0, 2, 0),
            ("machinery_power", "10kkW", 1.0, 1, 1),
            ("plastic_film", "t", 10_000.0, 2, 0),
        ]
    );
    assert_eq!(
        plan.left_over,
        [(4, "农业机械".to_owned()), (5, "备注".to_owned())]
    );
    assert_eq!(plan.replaces(&study), 6);
    let sheet = after.sheet("activity").unwrap();
    let row = sheet.rows.iter().position(|k| k.year == 2016).unwrap();
    let machinery = sheet.position("machinery_power").unwrap();
    assert_eq!(
        sheet.cell(row, machinery),
        Some(&Cell::Bad {
            text: "2O41.06".into(),
            kept: Some(2041.06)
        }),
        "the figure before the paste stays in use"
    );
    let film = &sheet.columns[sheet.position("plastic_film").unwrap()];
    assert_eq!(film.converted_from.as_ref().map(Unit::code), Some("10kt"));
    assert_eq!(
        film.source.as_deref(),
        Some("nbs"),
        "the other years are still those of the yearbook"
    );
    assert!(
        after.typed.is_empty(),
        "the figures pasted are those of the yearbook"
    );
    let (_, other) = pasted(&study, "年份\t稻谷产量（万吨）\n2005\t470");
    let marks: Vec<_> = other.typed.iter().cloned().collect();
    assert_eq!(
        marks,
        [("rice_output".to_owned(), "520000".to_owned(), 2005)]
    );
}

#[test]
fn no_figure_is_an_empty_cell() {
    let (_, after) = pasted(&guizhou(), "年份\t稻谷\n2005\t—\n2006\t…\n2007\t0");
    assert_eq!(value(&after, "rice_output", 2005), None);
    assert_eq!(value(&after, "rice_output", 2006), None);
    assert_eq!(value(&after, "rice_output", 2007), Some(0.0));
}

#[test]
fn a_column_that_cannot_be_taken_leaves_the_others() {
    let study = guizhou();
    for (heading, code) in [
        ("农用塑料薄膜（千公顷）", "units.incompatible"),
        ("农用塑料薄膜（蒲式耳）", "units.unknown"),
        ("农用塑料薄膜（t CO₂）", "units.incompatible"),
        ("小麦产量（万吨）", "paste.duplicate_column"),
    ] {
        let text = format!("年份\t小麦产量（吨）\t{heading}\n2005\t700000\t1");
        let (plan, after) = pasted(&study, &text);
        let refused = plan.columns[1].refused.as_ref().map(|p| p.code.as_str());
        assert_eq!(refused, Some(code), "{heading}");
        assert_eq!(value(&after, "wheat_output", 2005), Some(70.0));
        assert_eq!(value(&after, "plastic_film", 2005), Some(29_321.0));
    }
}

#[test]
fn carbon_never_stands_for_co2() {
    let mut study = guizhou();
    study.sheets[0].columns[4].unit = Unit::parse("tC").unwrap();
    let plan = plan(
        &study,
        "年份\t农用塑料薄膜（t CO₂）\n2005\t1",
        "activity",
        0,
        0,
    )
    .unwrap();
    let refused = plan.columns[0].refused.as_ref().map(|p| p.code.as_str());
    assert_eq!(refused, Some("units.carbon_for_co2"));
    assert_eq!(plan.apply(&study).unwrap(), study);
}

#[test]
fn years_that_are_missing_are_added_in_order() {
    let study = guizhou();
    let (_, after) = pasted(
        &study,
        "年份\t稻谷产量（万吨）\n2021\t400\n2020\t410\n2004\t480",
    );
    let crops = after.sheet("crops").unwrap();
    let years: Vec<i32> = crops.rows.iter().map(|k| k.year).collect();
    assert_eq!(years, (2004..=2021).collect::<Vec<_>>());
    assert_eq!(value(&after, "rice_output", 2004), Some(480.0));
    assert_eq!(
        value(&after, "rice_output", 2019),
        value(&study, "rice_output", 2019)
    );
    assert_eq!(
        value(&after, "wheat_output", 2019),
        value(&study, "wheat_output", 2019)
    );
    assert_eq!(value(&after, "wheat_output", 2020), None);
    assert_eq!(after.sheet("land"), study.sheet("land"));
}

#[test]
fn a_line_without_a_year_is_left_out_and_told() {
    let text = "年份\t稻谷\n2005\t470\n合计\t890\n2006\t420";
    let (plan, after) = pasted(&guizhou(), text);
    assert_eq!(plan.problems.len(), 1);
    assert_eq!(plan.problems[0].code, "paste.line_without_year");
    assert_eq!(value(&after, "rice_output", 2006), Some(420.0));
}

#[test]
fn two_lines_for_one_year_are_refused() {
    let error = plan(
        &guizhou(),
        "年份\t稻谷\n2005\t470\n2005\t471",
        "crops",
        0,
        0,
    )
    .unwrap_err();
    assert_eq!(
        error,
        PasteError::DuplicateYear {
            region: "520000".into(),
            year: 2005,
            first: 2,
            second: 3
        }
    );
    assert_eq!(error.problem().code, "paste.duplicate_year");
}

#[test]
fn what_stops_a_paste() {
    let study = guizhou();
    for text in ["", "\r\n", "\t\t\r\n"] {
        assert_eq!(
            plan(&study, text, "activity", 0, 0),
            Err(PasteError::Empty),
            "{text:?}"
        );
    }
    let unknown = plan(&study, "年份\t人口（万人）\n2005\t3730", "activity", 0, 0).unwrap_err();
    assert_eq!(
        unknown,
        PasteError::NothingRecognised {
            headers: "人口（万人）".into()
        }
    );
    let wide = plan(&study, &"1\t".repeat(9), "activity", 0, 0).unwrap();
    assert_eq!(
        wide.apply(&study),
        Err(PasteError::Edit(EditError::TooWide { given: 10, room: 8 }))
    );
    let many = "1\n".repeat(9000);
    let many = plan(&study, &many, "activity", 0, 0).unwrap();
    assert!(matches!(
        many.apply(&study),
        Err(PasteError::Edit(EditError::YearsRunOut { .. }))
    ));
}

#[test]
fn a_meaning_set_by_hand() {
    let study = guizhou();
    let text = "年份\t谷物（吨）\t稻谷（万吨）\n2005\t730000\t470";
    let plan = plan_with(
        &study,
        text,
        "crops",
        0,
        0,
        &[Chosen {
            from: 1,
            indicator: Some("wheat_output".into()),
            unit: None,
        }],
    )
    .unwrap();
    assert!(plan.left_over.is_empty());
    let after = plan.apply(&study).unwrap();
    assert_eq!(value(&after, "wheat_output", 2005), Some(73.0));
    assert_eq!(value(&after, "rice_output", 2005), Some(470.0));
}

#[test]
fn a_land_area_the_study_has_no_column_for_gets_one() {
    let study = guizhou();
    let (_, after) = pasted(&study, "年份\t耕地（千公顷）\n2005\t4500\n2006\t4490");
    let (sheet, column) = after.column("area_cropland").unwrap();
    assert_eq!(sheet.id, "land");
    assert_eq!(sheet.columns[column].unit.code(), "kha");
    assert_eq!(value(&after, "area_cropland", 2006), Some(4490.0));
    assert_eq!(value(&after, "area_cropland", 2010), None);
}

#[test]
fn a_column_of_carbon_makes_no_column_of_land() {
    let text = "年份\t耕地（论文表 5）\n\t万吨\n2005\t12.5";
    let plan = plan_with(&guizhou(), text, "land", 0, 0, &[]).unwrap();
    assert!(plan.columns.iter().all(|c| c.refused.is_some()), "{plan:?}");
}

#[test]
fn the_first_table_replaces_the_placeholders_of_an_empty_study() {
    let (_, after) = pasted(
        &blank(),
        "地区\t年份\t稻谷（万吨）\n四川省\t2011\t5\n四川省\t2010\t4\n贵州省\t2010\t3",
    );
    let codes: Vec<&str> = after.regions.iter().map(|r| r.code.as_str()).collect();
    assert_eq!(codes, ["四川省", "贵州省"]);
    for sheet in &after.sheets {
        let keys: Vec<(&str, i32)> = sheet.rows.iter().map(|k| (&*k.region, k.year)).collect();
        assert_eq!(
            keys,
            [("四川省", 2010), ("四川省", 2011), ("贵州省", 2010)],
            "{}",
            sheet.id
        );
    }
    let crops = after.sheet("crops").unwrap();
    assert_eq!(
        crops.columns[0].cells[..],
        [4.0, 5.0, 3.0].map(Cell::Number)
    );
    let (_, years_only) = pasted(&blank(), "年份\t稻谷（万吨）\n2001\t5\n2002\t4");
    assert_eq!(years_only.years(), [2001, 2002]);
    assert_eq!(years_only.regions, blank().regions);
}

#[test]
fn a_hundred_thousand_rows_of_regions_and_years() {
    let mut text = String::from("地区\t年份\t稻谷产量（万吨）\t小麦产量（吨）\n");
    for region in 0..2500 {
        for year in 1981..=2020 {
            text += &format!("县{region}\t{year}\t{}.5\t{}\n", region, year * 10_000);
        }
    }
    let (plan, after) = pasted(&blank(), &text);
    assert_eq!(plan.rows.len(), 100_000);
    assert_eq!(after.regions.len(), 2500);
    let crops = after.sheet("crops").unwrap();
    assert_eq!(crops.rows.len(), 100_000);
    assert_eq!(crops.cell(99_999, 0), Some(&Cell::Number(2499.5)));
    assert_eq!(crops.cell(99_999, 1), Some(&Cell::Number(2020.0)));
}

#[test]
fn cells_with_quotes_tabs_and_line_breaks() {
    let table = lines("\"a\tb\"\t\"say \"\"no\"\"\"\r\n\"x\r\ny\"\t5\"\n\n");
    assert_eq!(table.len(), 2);
    assert_eq!(table.cell(0, 0), "a\tb");
    assert_eq!(table.cell(0, 1), "say \"no\"");
    assert_eq!(table.cell(1, 0), "x\r\ny");
    assert_eq!(table.cell(1, 1), "5\"");
    assert_eq!(table.cell(7, 7), "");
    assert_eq!(
        lines("1\t\n2\t3").line(0).len(),
        2,
        "an empty last cell is a cell"
    );
}

fn cell() -> impl Strategy<Value = Cell> {
    prop_oneof![
        Just(Cell::Empty),
        (0.0..1e9_f64).prop_map(Cell::Number),
        (0u32..3000).prop_map(|n| Cell::Number(f64::from(n))),
        "[A-Za-z万%\"\t\n]{1,6}".prop_map(|text| Cell::Bad { text, kept: None }),
    ]
}

fn sheet() -> impl Strategy<Value = Sheet> {
    (1usize..6, 1usize..12).prop_flat_map(|(width, height)| {
        let column = prop::collection::vec(cell(), height);
        prop::collection::vec(column, width).prop_map(move |columns| Sheet {
            id: "s".into(),
            rows: (0..height)
                .map(|i| RowKey {
                    region: "1".into(),
                    year: 2000 + i as i32,
                })
                .collect::<Vec<_>>()
                .into(),
            columns: columns
                .into_iter()
                .zip(0..)
                .map(|(cells, i)| Column {
                    indicator: format!("x{i}"),
                    unit: Unit::parse("t").unwrap(),
                    source: None,
                    converted_from: None,
                    half_width: None,
                    cells: cells.into(),
                })
                .collect(),
        })
    })
}

proptest! {
    /// What was copied, written over an empty sheet, is the same sheet.
    #[test]
    fn copy_and_paste_give_the_same_cells(sheet in sheet()) {
        let (height, width) = (sheet.rows.len(), sheet.columns.len());
        let text = copy(&sheet, 0..=height - 1, 0..=width - 1);
        let table = lines(&text);
        let block: Vec<Vec<String>> = (0..height)
            .map(|r| (0..width).map(|c| table.cell(r, c).to_owned()).collect())
            .collect();
        let mut study = blank();
        let mut empty = sheet.clone();
        for column in &mut empty.columns {
            column.cells = vec![Cell::Empty; height].into();
        }
        study.sheets = vec![empty];
        let after = study.write("s", 0, 0, &block).unwrap();
        for (after, before) in after.sheets[0].columns.iter().zip(&sheet.columns) {
            for (a, b) in after.cells.iter().zip(before.cells.iter()) {
                match b {
                    // Text of white space only is no figure.
                    Cell::Bad { text, .. } if text.trim().is_empty() => prop_assert_eq!(a, &Cell::Empty),
                    _ => prop_assert_eq!(a, b),
                }
            }
        }
    }

    /// No text makes the reader fail in another way than with an error, and a refused paste changes nothing.
    #[test]
    fn any_text_is_read_or_refused(text in "[0-9年稻谷产量（万吨）地区,.\"\t\r\n -]{0,200}", row in 0usize..20, column in 0usize..10) {
        let study = guizhou();
        if let Ok(plan) = plan(&study, &text, "activity", row, column)
            && let Ok(after) = plan.apply(&study)
        {
            for sheet in &after.sheets {
                for c in &sheet.columns {
                    prop_assert_eq!(c.cells.len(), sheet.rows.len());
                    prop_assert!(c.cells.iter().all(|x| x.value().is_none_or(f64::is_finite)));
                }
            }
        }
    }
}

#[test]
fn a_region_goes_by_its_code_and_its_names() {
    let study = guizhou();
    let text = "地区\t年份\t稻谷\n贵州省\t2005\t1\n贵州\t2006\t2\n520000\t2007\t3\nguizhou\t2008\t4\n\
        广西壮族自治区\t2005\t5\n广西\t2006\t6\n";
    let (plan, after) = pasted(&study, text);
    let new: Vec<&str> = plan.new_regions.iter().map(|r| r.code.as_str()).collect();
    assert_eq!(new, ["广西壮族自治区"]);
    let crops = after.sheet("crops").unwrap();
    assert_eq!(crops.cell(3, 0), Some(&Cell::Number(4.0)));
    assert_eq!(*crops.rows[15].region, *"广西壮族自治区");
    assert_eq!(crops.cell(16, 0), Some(&Cell::Number(6.0)));
}

#[test]
fn a_note_below_the_table_is_no_region() {
    let text = "地区\t年份\t化肥施用量（万吨）\n贵州省\t2005\t77\n\t2006\t80\n注：资料来源于农业农村厅\t\t\n";
    let study = cases::load("guizhou").unwrap();
    let plan = plan(&study, text, "activity", 0, 0).unwrap();
    assert!(plan.new_regions.is_empty(), "{:?}", plan.new_regions);
    assert_eq!(plan.rows.len(), 2);
    // A name on a line of its own, with its years below it, is one.
    let text =
        "地区\t年份\t化肥施用量（万吨）\n贵州省\t2005\t70\n云南省\t\t\n\t2005\t77\n\t2006\t80\n";
    let plan = tanheng::exchange::paste::plan(&study, text, "activity", 0, 0).unwrap();
    assert_eq!(plan.new_regions.len(), 1);
    let yunnan = plan.new_regions[0].code.as_str();
    let is_there = |key: &&RowKey| *key.region == *yunnan;
    assert_eq!(plan.rows.iter().filter(is_there).count(), 2);
}

#[test]
fn a_region_on_a_line_of_its_own_above_the_first_figure_is_one() {
    let text = "地区\t年份\t化肥施用量（万吨）\n云南省\t\t\n\t2005\t77\n\t2006\t80\n";
    let study = cases::load("guizhou").unwrap();
    let plan = plan(&study, text, "activity", 0, 0).unwrap();
    let yunnan = plan.new_regions[0].code.as_str();
    assert!(
        plan.rows.iter().all(|key| *key.region == *yunnan),
        "{:?}",
        plan.rows
    );
}
