//! Headings as yearbooks write them: what is recognised, how sure, and what must not be taken for something it is not.
//!
//! The wording follows the annual database of the National Bureau of Statistics (data.stats.gov.cn), the China Statistical
//! Yearbook and its English edition, provincial yearbooks, and the shipped tables of inputs.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says so by failing"
)]

use tanheng::core::study::Study;
use tanheng::exchange::cases;
use tanheng::exchange::paste::{Basis, PastePlan, PlannedColumn, Sureness, plan_with};

fn blank() -> Study {
    cases::load("blank").expect("the case ships")
}

fn read(text: &str) -> PastePlan {
    plan_with(&blank(), text, "activity", 0, 0, &[]).unwrap_or_else(|e| panic!("{text:?}: {e}"))
}

/// The one column of figures beside the years.
fn column(heading: &str) -> Option<PlannedColumn> {
    let quoted = format!("\"{}\"", heading.replace('"', "\"\""));
    let mut columns = read(&format!("年份\t{quoted}\n2018\t1.5\n2019\t1.6")).columns;
    assert!(columns.len() < 2, "{heading}");
    columns.pop()
}

/// Heading, indicator, unit named.
const KNOWN: &[(&str, &str, Option<&str>)] = &[
    ("农用化肥施用折纯量(万吨)", "fertiliser_pure", Some("10kt")),
    (
        "农用化肥施用折纯量（万吨）",
        "fertiliser_pure",
        Some("10kt"),
    ),
    (
        "化肥施用量（折纯量）（万吨）",
        "fertiliser_pure",
        Some("10kt"),
    ),
    ("化肥施用量（折纯）万吨", "fertiliser_pure", Some("10kt")),
    ("化肥施用量（折纯量） 吨", "fertiliser_pure", Some("t")),
    (
        "农用化肥施用量（按折纯法计算）（吨）",
        "fertiliser_pure",
        Some("t"),
    ),
    (
        "Consumption of Chemical Fertilizers (10 000 tons)",
        "fertiliser_pure",
        Some("10kt"),
    ),
    ("fertiliser_pure_10kt", "fertiliser_pure", Some("10kt")),
    ("农作物总播种面积(千公顷)", "sown_area", Some("kha")),
    ("农作物播种面积（万亩）", "sown_area", Some("10kmu")),
    (
        "Total Sown Area of Farm Crops (1 000 hectares)",
        "sown_area",
        Some("kha"),
    ),
    ("sown_area_kha", "sown_area", Some("kha")),
    ("农业机械总动力(万千瓦)", "machinery_power", Some("10kkW")),
    ("农机总动力/万千瓦", "machinery_power", Some("10kkW")),
    ("年末农业机械总动力（千瓦）", "machinery_power", Some("kW")),
    (
        "Total Power of Agricultural Machinery (10 000 kw)",
        "machinery_power",
        Some("10kkW"),
    ),
    (
        "machinery_power_10MW(万千瓦)",
        "machinery_power",
        Some("10kkW"),
    ),
    ("有效灌溉面积(千公顷)", "irrigated_area", Some("kha")),
    ("耕地灌溉面积（千公顷）", "irrigated_area", Some("kha")),
    ("#有效灌溉面积（公顷）", "irrigated_area", Some("hm2")),
    (
        "Irrigated Area of Cultivated Land (1 000 hectares)",
        "irrigated_area",
        Some("kha"),
    ),
    ("农用塑料薄膜使用量(吨)", "plastic_film", Some("t")),
    (
        "农用塑料薄膜\n使用量\n（万吨）",
        "plastic_film",
        Some("10kt"),
    ),
    ("农膜使用量，吨", "plastic_film", Some("t")),
    ("第二产业增加值(亿元)", "gdp_secondary", Some("100MCNY")),
    ("第二产业", "gdp_secondary", None),
    (
        "第二产业增加值（当年价格）（万元）",
        "gdp_secondary",
        Some("10kCNY"),
    ),
    (
        "Secondary Industry (100 million yuan)",
        "gdp_secondary",
        Some("100MCNY"),
    ),
    ("secondary_100M_CNY", "gdp_secondary", Some("100MCNY")),
    (
        "第三产业增加值（按当年价格计算）（亿元）",
        "gdp_tertiary",
        Some("100MCNY"),
    ),
    (
        "Value-added of the Tertiary Industry (100 million yuan)",
        "gdp_tertiary",
        Some("100MCNY"),
    ),
    (
        "单位GDP能耗（吨标准煤/万元）",
        "energy_per_gdp",
        Some("tce/10kCNY"),
    ),
    (
        "单位地区生产总值能耗（等价值）（吨标准煤/万元）",
        "energy_per_gdp",
        Some("tce/10kCNY"),
    ),
    ("万元ＧＤＰ能耗", "energy_per_gdp", None),
    (
        "energy_per_GDP_tce_per_10kCNY",
        "energy_per_gdp",
        Some("tce/10kCNY"),
    ),
    ("稻谷产量(万吨)", "rice_output", Some("10kt")),
    ("稻　谷", "rice_output", None),
    ("其中：稻谷（万吨）", "rice_output", Some("10kt")),
    ("2019年稻谷产量（吨）", "rice_output", Some("t")),
    ("Rice (10 000 tons)", "rice_output", Some("10kt")),
    ("小麦①", "wheat_output", None),
    ("#玉米", "maize_output", None),
    ("Corn (10,000 tons)", "maize_output", Some("10kt")),
    ("大豆产量（万吨）", "soybean_output", Some("10kt")),
    ("薯类（万吨）", "tuber_output", Some("10kt")),
    ("油菜籽产量(万吨)", "rapeseed_output", Some("10kt")),
    ("花生（万吨）", "peanut_output", Some("10kt")),
    ("Peanuts (10 000 tons)", "peanut_output", Some("10kt")),
    ("甘蔗产量(万吨)", "sugarcane_output", Some("10kt")),
    ("烤烟（吨）", "tobacco_output", Some("t")),
    (
        "flue_cured_tobacco_output_10kt",
        "tobacco_output",
        Some("10kt"),
    ),
    (
        "Flue-cured Tobacco (10 000 tons)",
        "tobacco_output",
        Some("10kt"),
    ),
    ("林地面积（万公顷）", "area_forest", Some("10kha")),
    ("耕地面积(千公顷)", "area_cropland", Some("kha")),
    ("建设用地（万公顷）", "area_built", Some("10kha")),
    ("未利用土地（万公顷）", "area_unused", Some("10kha")),
];

#[test]
fn of_the_headings_of_yearbooks_at_least_95_in_100_are_known() {
    assert!(KNOWN.len() >= 40);
    let mut missed = Vec::new();
    for (heading, indicator, unit) in KNOWN {
        match column(heading) {
            Some(c) if c.goes_in() => {
                // Whatever goes in is right: nothing is taken for something else.
                assert_eq!(c.indicator, *indicator, "{heading}");
                assert_eq!(c.unit_in.as_ref().map(|u| u.code()), *unit, "{heading}");
                let sure = if unit.is_some() {
                    Sureness::Likely
                } else {
                    Sureness::Doubtful
                };
                assert!(c.sureness() >= sure, "{heading}");
            }
            _ => missed.push(*heading),
        }
    }
    let share = 1.0 - missed.len() as f64 / KNOWN.len() as f64;
    assert!(share >= 0.95, "{share}: {missed:?}");
}

/// Headings that hold the name of an indicator and are another quantity, or may be one: none goes in by itself.
const OTHERS: &[&str] = &[
    "农用化肥施用量（实物量）（万吨）",
    "氮肥（万吨）",
    "粮食作物播种面积（千公顷）",
    "稻谷播种面积（千公顷）",
    "稻谷单产（公斤/公顷）",
    "稻谷每公顷产量",
    "人均稻谷产量",
    "rice_area_kha",
    "rice_yield_kg_ha",
    "wheat_area_kha",
    "flue_cured_tobacco_area_kha",
    "第二产业增加值指数",
    "第二产业增加值增长（%）",
    "第二产业占GDP比重",
    "第二产业（可比价）（亿元）",
    "灌溉面积（千公顷）",
    "机电排灌面积（千公顷）",
    "地膜使用量（吨）",
    "豆类产量（万吨）",
    "油料产量（万吨）",
    "烟叶产量（万吨）",
    "森林面积（万公顷）",
    "农药使用量（万吨）",
    "农用柴油使用量（万吨）",
    "人均耕地面积",
    "耕地面积（亩/人）",
    "secondary_NBS_5th_census_revision_100M_CNY",
    "grassland_total_kha",
    "gdp_100M_CNY(Wang)",
];

#[test]
fn what_only_looks_like_an_indicator_does_not_go_in() {
    for heading in OTHERS {
        if let Some(c) = column(heading) {
            assert!(!c.goes_in(), "{heading} was taken for {}", c.indicator);
        }
    }
    assert_eq!(
        column("wheat_area_kha"),
        None,
        "an area is not even offered as an output"
    );
    let near = column("灌溉面积（千公顷）").unwrap();
    assert_eq!(
        (near.indicator.as_str(), near.basis, near.sureness()),
        ("irrigated_area", Basis::Near, Sureness::Doubtful)
    );
}

fn value(study: &Study, indicator: &str, year: i32) -> Option<f64> {
    let (sheet, column) = study.column(indicator)?;
    let row = sheet.rows.iter().position(|k| k.year == year)?;
    sheet.cell(row, column)?.value()
}

fn taken(text: &str) -> Study {
    read(text).apply(&blank()).unwrap()
}

#[test]
fn headings_of_two_and_three_lines_are_read_together() {
    let study = taken(
        "贵州省农业生产条件（2005—2019年）\t\t\t\t\n\
         \t农业生产条件\t\t主要产品产量\t\n\
         年份\t农用化肥施用折纯量\t农膜使用量\t稻谷\t小麦\n\
         \t（万吨）\t（万吨）\t（万吨）\t（吨）\n\
         2005年\t77.41\t2.9321\t472.80\t730000\n\
         注：农膜为使用量。",
    );
    assert_eq!(value(&study, "fertiliser_pure", 2005), Some(77.41));
    assert_eq!(value(&study, "plastic_film", 2005), Some(29_321.0));
    assert_eq!(value(&study, "rice_output", 2005), Some(472.8));
    assert_eq!(value(&study, "wheat_output", 2005), Some(73.0));
}

#[test]
fn a_heading_above_can_make_it_another_quantity() {
    let text = "年份\t播种面积（千公顷）\t\t产量（万吨）\t\n\t稻谷\t小麦\t稻谷\t小麦\n2005\t720\t400\t470\t73";
    let plan = read(text);
    let going: Vec<(usize, &str)> = plan
        .columns
        .iter()
        .filter(|c| c.goes_in())
        .map(|c| (c.from, c.indicator.as_str()))
        .collect();
    assert_eq!(going, [(3, "rice_output"), (4, "wheat_output")]);
    for text in [
        "年份\t有效灌溉面积（千公顷）\t\n\t总计\t机电排灌\n2005\t711\t300",
        "年份\t有效灌溉面积（千公顷）\t\n\t绝对数\t比上年增长\n2005\t711\t3.1",
    ] {
        let plan = read(text);
        let going: Vec<usize> = plan
            .columns
            .iter()
            .filter(|c| c.goes_in())
            .map(|c| c.from)
            .collect();
        assert_eq!(going, [1], "{text}");
    }
}

#[test]
fn both_languages_in_the_headings() {
    let study = taken("年份\t稻谷\t小麦\nYear\tRice\tWheat\n2005\t470\t73");
    assert_eq!(value(&study, "rice_output", 2005), Some(470.0));
    assert_eq!(value(&study, "wheat_output", 2005), Some(73.0));
}

#[test]
fn the_unit_of_the_whole_table() {
    let study = taken("主要农产品产量\t\t\n\t\t单位：吨\n年份\t稻谷\t小麦\n2005\t4700000\t730000");
    assert_eq!(value(&study, "rice_output", 2005), Some(470.0));
    assert_eq!(value(&study, "wheat_output", 2005), Some(73.0));
}

#[test]
fn years_across_beside_a_column_of_units() {
    let study = taken("指标\t单位\t2005年\t2006年\n稻谷\t吨\t4700000\t4200000\n小麦\t万吨\t73\t45");
    assert_eq!(value(&study, "rice_output", 2006), Some(420.0));
    assert_eq!(value(&study, "wheat_output", 2005), Some(73.0));
}

#[test]
fn regions_down_and_years_across_of_the_indicator_in_the_title() {
    let text = "2-3 各地区有效灌溉面积（2005—2006年）\t\t\n\t\t单位：千公顷\n地区\t2005\t2006\n全国\t99\t99\n贵　州\t711.64\t738.31\n云南\t1480\t1500";
    let plan = read(text);
    assert_eq!(plan.columns[0].basis, Basis::Title);
    let study = plan.apply(&blank()).unwrap();
    let (sheet, column) = study.column("irrigated_area").unwrap();
    let found: Vec<(&str, i32, Option<f64>)> = sheet
        .rows
        .iter()
        .enumerate()
        .map(|(row, k)| (&*k.region, k.year, sheet.cell(row, column).unwrap().value()))
        .collect();
    assert_eq!(
        found,
        [
            ("贵州", 2005, Some(711.64)),
            ("贵州", 2006, Some(738.31)),
            ("云南", 2005, Some(1480.0)),
            ("云南", 2006, Some(1500.0))
        ]
    );
}

#[test]
fn regions_down_in_the_year_of_the_title() {
    let study = taken(
        "12-5 各市州主要农产品产量（2019年）\t\t\n\t\t单位：万吨\n地区\t稻谷\t小麦\n贵阳市\t5\t1\n遵义市\t9\t2",
    );
    let (sheet, column) = study.column("wheat_output").unwrap();
    assert_eq!(
        sheet
            .rows
            .iter()
            .map(|k| (&*k.region, k.year))
            .collect::<Vec<_>>(),
        [("贵阳市", 2019), ("遵义市", 2019)]
    );
    assert_eq!(sheet.cell(1, column).unwrap().value(), Some(2.0));
}

#[test]
fn sums_of_regions_are_left_out_and_told() {
    let plan = read(
        "地区\t年份\t稻谷\n全　省\t2019\t14\n贵阳市\t2019\t5\n遵义市\t2019\t9\n合计\t2019\t14",
    );
    assert_eq!(plan.rows.len(), 2);
    assert_eq!(plan.problems.len(), 1);
    assert_eq!(plan.problems[0].code, "paste.totals_left_out");
}

#[test]
fn provinces_and_cities_of_one_name_are_two() {
    let plan =
        read("地区\t年份\t稻谷\n吉林省\t2019\t5\n吉林市\t2019\t1\n贵州省\t2019\t4\n贵州\t2020\t4");
    let new: Vec<&str> = plan.new_regions.iter().map(|r| r.code.as_str()).collect();
    assert_eq!(new, ["吉林省", "吉林市", "贵州省"]);
}

#[test]
fn footnote_marks_behind_figures_are_no_part_of_them() {
    let study = taken("年份\t稻谷（万吨）\n2005\t470①\n2006\t420*\n2007\t3 17.5\n2008\t４５０．５");
    assert_eq!(value(&study, "rice_output", 2005), Some(470.0));
    assert_eq!(value(&study, "rice_output", 2006), Some(420.0));
    assert_eq!(value(&study, "rice_output", 2007), None);
    assert_eq!(value(&study, "rice_output", 2008), Some(450.5));
}
