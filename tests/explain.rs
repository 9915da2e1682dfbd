//! A working shows how the ledger's number came about: the same number, from the same terms, in both languages.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use proptest::prelude::*;
use tanheng::core::account::Account;
use tanheng::core::explain::{
    At, Equation, Expr, Relation, Section, Symbol, Tone, Value, Words, Working, account,
};
use tanheng::core::study::{Basis, Study};
use tanheng::exchange::cases;
use tanheng::steps;
use tanheng::words::{Lang, is_message, plain, said};

const TOTALS: [&str; 3] = ["source", "sink", "net"];

fn guizhou() -> Study {
    cases::load("guizhou").unwrap()
}

fn ids(account: &Account) -> Vec<String> {
    let lines = account.lines.iter().map(|l| l.id.clone());
    lines.chain(TOTALS.map(str::to_owned)).collect()
}

fn ledger(account: &Account, id: &str, index: usize) -> Option<f64> {
    match id {
        "source" => account.source[index],
        "sink" => account.sink[index],
        "net" => account.net[index],
        _ => account.line(id).unwrap().values[index],
    }
}

fn open(account: &Account, study: &Study, id: &str, year: i32) -> Working {
    let at = At { year, region: None };
    tanheng::core::explain::account(account, study, id, &at).unwrap()
}

fn equation(working: &Working) -> Option<&Equation> {
    working.sections.iter().find_map(|s| match s {
        Section::Numbers { equation, .. } => Some(equation),
        _ => None,
    })
}

/// Two regions and a gap in one of them: made here, not measured.
fn two_regions() -> Study {
    let mut study = guizhou();
    let mut second = study.regions[0].clone();
    second.code = "530000".into();
    study.regions.push(second);
    for sheet in &mut study.sheets {
        let rows = std::sync::Arc::make_mut(&mut sheet.rows);
        let copies: Vec<_> = rows
            .iter()
            .map(|r| tanheng::core::study::RowKey {
                region: "530000".into(),
                year: r.year,
            })
            .collect();
        rows.extend(copies);
        for column in &mut sheet.columns {
            let cells = std::sync::Arc::make_mut(&mut column.cells);
            let copies = cells.clone();
            cells.extend(copies);
        }
    }
    study
}

#[test]
fn every_working_has_the_value_of_the_ledger_and_its_numbers_give_it() {
    let study = guizhou();
    let account = steps::account::compute(&study).unwrap();
    for (index, key) in account.keys.iter().enumerate() {
        for id in ids(&account) {
            let working = open(&account, &study, &id, key.year);
            let expected = ledger(&account, &id, index).unwrap();
            assert_eq!(
                working.value.unwrap().to_bits(),
                expected.to_bits(),
                "{id} {}",
                key.year
            );
            let numbers = equation(&working).expect("a known value has its numbers");
            let put_in = numbers.steps[0].1.value().unwrap();
            assert!(
                (put_in - expected).abs() <= 1e-12 * expected.abs(),
                "{id} {}: {put_in} is not {expected}",
                key.year
            );
        }
    }
}

#[test]
fn the_terms_of_the_table_add_up_to_the_last_bit() {
    let study = guizhou();
    let account = steps::account::compute(&study).unwrap();
    let mut tables = 0;
    for key in &account.keys {
        for line in &account.lines {
            let working = open(&account, &study, &line.id, key.year);
            for section in &working.sections {
                let Section::Terms(table) = section else {
                    continue;
                };
                let last = |row: &tanheng::core::explain::TermRow| {
                    row.cells.last().and_then(|c| c[0].value).unwrap()
                };
                let sum: f64 = table.rows.iter().map(last).sum();
                assert_eq!(
                    sum.to_bits(),
                    working.value.unwrap().to_bits(),
                    "{} {}",
                    line.id,
                    key.year
                );
                if let Some(total) = &table.total {
                    assert_eq!(last(total).to_bits(), working.value.unwrap().to_bits());
                }
                tables += 1;
            }
        }
    }
    assert_eq!(tables, 8 * 15);
}

/// Farm inputs of 2005: 77.41 · 895.6 · 10⁴ = 693 283 960 kg, 4804.1 · 16.47 · 10³ = 79 123 527, 1011.52 · 0.18 · 10⁴ =
/// 1 820 736, 711.64 · 266.48 · 10³ = 189 637 827.2, 29 321 · 5.18 · 10³ = 151 882 780: together 1 115 748 830.2 kg C.
#[test]
fn farm_2005_is_written_as_by_hand() {
    let study = guizhou();
    let account = steps::account::compute(&study).unwrap();
    let working = open(&account, &study, "farm", 2005);
    let text = equation(&working).unwrap().plain("万吨碳");
    assert_eq!(
        text,
        "E_f = (77.41 × 10^4 × 895.6\n    + 4804.1 × 10^3 × 16.47\n    + 1011.52 × 10^4 × 0.18\n    \
         + 711.64 × 10^3 × 266.48\n    + 29321 × 10^3 × 5.18) ÷ 10^7\n    = 111.5748… ≈ 111.57 万吨碳"
    );
    assert_eq!(Lang::Zh.unit(&working.unit), "万吨碳");
    let whole = plain(Lang::Zh, &working);
    for part in [
        "2005 年 · 农用地碳排放",
        "111.57 万吨碳",
        "两处都是 111.57",
        "29\u{2009}321 吨",
        "409.11 万吨 CO₂",
        "均为预置值",
    ] {
        assert!(whole.contains(part), "{part} is not in:\n{whole}");
    }
}

#[test]
fn a_sink_with_a_negative_rate_is_listed_positive_and_its_signs_are_written() {
    let study = guizhou();
    let account = steps::account::compute(&study).unwrap();
    let working = open(&account, &study, "forest", 2005);
    // 792.096 · 0.644 = 510.109824
    assert_eq!(
        equation(&working).unwrap().plain("u"),
        "−C_i = −792.096 × (−0.644)\n    = 510.1098… ≈ 510.11 u"
    );
}

#[test]
fn units_that_do_not_cancel_are_written_into_the_product() {
    let study = guizhou();
    // 792.096 × 10⁴ hm² as mu.
    let column = study
        .sheet("land")
        .unwrap()
        .position("area_forest")
        .unwrap();
    let mu = tanheng::core::units::Unit::parse("mu").unwrap();
    let study = study.convert_column("land", column, &mu).unwrap();
    let account = steps::account::compute(&study).unwrap();
    let working = open(&account, &study, "forest", 2005);
    let value = equation(&working).unwrap().steps[0].1.value().unwrap();
    assert!((value - 510.109824).abs() < 1e-9, "{value}");
}

#[test]
fn the_paper_stands_beside_the_number() {
    let study = guizhou();
    let account = steps::account::compute(&study).unwrap();
    let note = |id: &str, year: i32| {
        let working = open(&account, &study, id, year);
        working.sections.iter().find_map(|s| match s {
            Section::Note { tone, text, .. } => Some((*tone, said(Lang::En, text))),
            _ => None,
        })
    };
    // Table 5: farm 2005 111.57, built 2014 6258.16 where its own equation on the yearbook gives 6257.84.
    assert_eq!(
        note("farm", 2005),
        Some((Tone::Ok, "111.57 in both".into()))
    );
    assert_eq!(
        note("built", 2014),
        Some((
            Tone::Warn,
            "−0.32: 6257.84 here, 6258.16 in the paper".into()
        ))
    );
}

#[test]
fn a_printed_item_says_that_it_is_not_computed_here() {
    let mut study = guizhou();
    study.choices.basis = Basis::Published;
    let account = steps::account::chosen(&study).unwrap();
    let line = open(&account, &study, "built", 2005);
    assert!(equation(&line).is_none());
    assert!(plain(Lang::En, &line).contains("Taken from Table 5 of the paper"));
    let total = open(&account, &study, "source", 2005);
    // Table 5: 3910.07 + 111.57, printed as 4021.65.
    assert_eq!(
        equation(&total).unwrap().plain(""),
        "E = 3910.07 + 111.57\n    = 4021.64"
    );
}

#[test]
fn a_gap_names_what_is_missing() {
    let study = guizhou();
    let column = study
        .sheet("activity")
        .unwrap()
        .position("machinery_power")
        .unwrap();
    let study = study
        .write("activity", 11, column, &[vec![String::new()]])
        .unwrap();
    let account = steps::account::compute(&study).unwrap();
    for (id, named) in [
        ("farm", "农业机械总动力"),
        ("source", "农用地"),
        ("net", "碳源合计"),
    ] {
        let working = open(&account, &study, id, 2016);
        assert_eq!(working.value, None);
        let text = plain(Lang::Zh, &working);
        assert!(
            text.contains("这一年算不出") && text.contains(named),
            "{text}"
        );
    }
    assert!(open(&account, &study, "farm", 2015).value.is_some());
}

#[test]
fn an_edited_coefficient_is_told_with_its_preset() {
    let study = guizhou().set_coefficient("farm.film", "6").unwrap();
    let account = steps::account::compute(&study).unwrap();
    let text = plain(Lang::En, &open(&account, &study, "farm", 2005));
    assert!(
        text.contains("Plastic film changed to 6 (preset 5.18)"),
        "{text}"
    );
    assert!(!text.contains("all as preset"));
}

#[test]
fn several_regions_are_added_up_and_one_is_worked_out() {
    let study = two_regions();
    let account = steps::account::compute(&study).unwrap();
    let sum = open(&account, &study, "farm", 2005);
    let one = tanheng::core::explain::account(
        &account,
        &study,
        "farm",
        &At {
            year: 2005,
            region: Some("530000"),
        },
    )
    .unwrap();
    assert_eq!(sum.value.unwrap(), 2.0 * one.value.unwrap());
    assert_eq!(said(Lang::Zh, &sum.title[0]), "全部地区合计");
    let table = sum.sections.iter().find_map(|s| match s {
        Section::Terms(table) => Some(table),
        _ => None,
    });
    assert_eq!(table.unwrap().rows.len(), 2);
}

#[test]
fn what_does_not_exist_has_no_working() {
    let study = guizhou();
    let result = steps::account::compute(&study).unwrap();
    let at = |year, region| At { year, region };
    assert_eq!(
        account(&result, &study, "no such line", &at(2005, None)),
        None
    );
    assert_eq!(account(&result, &study, "farm", &at(1900, None)), None);
    assert_eq!(
        account(&result, &study, "farm", &at(2005, Some("nowhere"))),
        None
    );
    let blank = cases::load("blank").unwrap();
    let empty = steps::account::compute(&blank).unwrap();
    assert_eq!(open(&empty, &blank, "farm", 2015).value, None);
}

/// Every key of a working: a sentence, or the name of something that has one.
fn keys(words: &Words, out: &mut Vec<String>) {
    out.push(words.key.clone());
    for (_, value) in &words.args {
        match value {
            Value::Name(key) => out.push(key.clone()),
            Value::List(list) => list.iter().for_each(|w| keys(w, out)),
            _ => {}
        }
    }
}

/// Shows every sentence of a working to `see`.
fn visit(working: &Working, see: &mut dyn FnMut(&Words)) {
    working.title.iter().for_each(&mut *see);
    for section in &working.sections {
        match section {
            Section::Note { subject, text, .. } => [subject, text].into_iter().for_each(&mut *see),
            Section::Formula {
                heading,
                formula,
                symbols,
            } => {
                assert!(
                    tanheng::core::explain::mathml(formula).is_some(),
                    "{formula}"
                );
                see(heading);
                symbols.iter().for_each(|(_, w)| see(w));
            }
            Section::Numbers { heading, .. } => see(heading),
            Section::Terms(table) => {
                table.head.iter().for_each(&mut *see);
                table
                    .rows
                    .iter()
                    .chain(&table.total)
                    .for_each(|r| see(&r.name));
            }
            Section::Facts(facts) => {
                for (heading, texts) in facts {
                    see(heading);
                    texts.iter().for_each(&mut *see);
                }
            }
        }
    }
}

#[test]
fn every_word_of_every_working_is_there_in_both_languages() {
    let mut printed = guizhou();
    printed.choices.basis = Basis::Published;
    let edited = guizhou().set_coefficient("farm.film", "6").unwrap();
    let holed = guizhou()
        .write("activity", 0, 0, &[vec![String::new()]])
        .unwrap();
    for study in [
        guizhou(),
        printed,
        edited,
        holed,
        two_regions(),
        cases::load("blank").unwrap(),
    ] {
        let account = steps::account::chosen(&study).unwrap();
        for key in &account.keys {
            for id in ids(&account) {
                let working = open(&account, &study, &id, key.year);
                visit(&working, &mut |words| {
                    let mut named = Vec::new();
                    keys(words, &mut named);
                    for key in named {
                        let is_unit = key.starts_with("unit.");
                        assert!(is_unit || is_message(&key), "no message {key}");
                    }
                    for text in [said(Lang::Zh, words), said(Lang::En, words)] {
                        assert!(!text.contains('{'), "an open place in {text}");
                        assert!(!text.contains("NaN") && !text.contains("inf "), "{text}");
                    }
                });
            }
        }
    }
}

#[test]
fn what_a_user_typed_is_no_markup() {
    let equation = Equation::worked(
        Expr::Sym(Symbol::new("<img>", "a&b")),
        Expr::entered(1.0),
        1.0,
        2,
        "t",
    );
    let text = equation.mathml("<b>t</b>");
    assert!(!text.contains("<img>") && !text.contains("<b>"), "{text}");
    assert!(
        text.contains("&lt;b&gt;t&lt;/b&gt;") && text.contains("a&amp;b"),
        "{text}"
    );
}

#[test]
fn mathml_is_well_formed() {
    let study = guizhou();
    let account = steps::account::compute(&study).unwrap();
    for id in ids(&account) {
        let text = equation(&open(&account, &study, &id, 2019))
            .unwrap()
            .mathml("t C");
        let mut open_tags: Vec<&str> = Vec::new();
        for part in text.split('<').skip(1) {
            let tag = part.split('>').next().unwrap();
            if let Some(name) = tag.strip_prefix('/') {
                assert_eq!(open_tags.pop(), Some(name), "{text}");
            } else if !tag.ends_with('/') {
                open_tags.push(tag.split(' ').next().unwrap());
            }
        }
        assert!(open_tags.is_empty(), "{open_tags:?} left open in {text}");
    }
}

/// Reads plain text back by the ordinary rules of arithmetic.
struct Reader<'a>(&'a str);

impl Reader<'_> {
    fn take(&mut self, sign: &str) -> bool {
        let rest = self.0.trim_start();
        match rest.strip_prefix(sign) {
            Some(after) => {
                self.0 = after;
                true
            }
            None => false,
        }
    }

    fn sum(&mut self) -> f64 {
        let mut value = if self.take("−") {
            -self.product()
        } else {
            self.product()
        };
        loop {
            if self.take("+") {
                value += self.product();
            } else if self.take("−") {
                value -= self.product();
            } else {
                return value;
            }
        }
    }

    fn product(&mut self) -> f64 {
        let mut value = self.power();
        loop {
            if self.take("×") {
                value *= self.power();
            } else if self.take("÷") || self.take("/") {
                value /= self.power();
            } else {
                return value;
            }
        }
    }

    fn power(&mut self) -> f64 {
        let base = self.atom();
        if self.take("^") {
            libm::pow(base, self.atom())
        } else {
            base
        }
    }

    fn atom(&mut self) -> f64 {
        if self.take("(") {
            let value = self.sum();
            assert!(self.take(")"), "no closing bracket before {:?}", self.0);
            return value;
        }
        if self.take("|") {
            let value = self.sum();
            assert!(self.take("|"), "no closing bar before {:?}", self.0);
            return value.abs();
        }
        let rest = self.0.trim_start();
        let end = rest
            .find(|c: char| !c.is_ascii_digit() && c != '.')
            .unwrap_or(rest.len());
        self.0 = &rest[end..];
        rest[..end]
            .parse()
            .unwrap_or_else(|_| panic!("no number at {rest:?}"))
    }
}

fn tree() -> impl Strategy<Value = Expr> {
    let leaf =
        prop_oneof![(1..999_i32), (-99..-1_i32)].prop_map(|v| Expr::entered(f64::from(v) / 4.0));
    leaf.prop_recursive(4, 24, 4, |inner| {
        let two = (inner.clone(), inner.clone());
        prop_oneof![
            prop::collection::vec(inner.clone(), 1..4).prop_map(Expr::sum),
            prop::collection::vec(inner.clone(), 1..4).prop_map(Expr::Product),
            two.clone()
                .prop_map(|(a, b)| Expr::Quotient(a.into(), b.into())),
            two.prop_map(|(a, b)| Expr::Fraction(a.into(), b.into())),
            inner.clone().prop_map(|a| Expr::Negative(a.into())),
            (inner, 1..3_i32)
                .prop_map(|(a, n)| Expr::Power(a.into(), Expr::entered(n.into()).into())),
        ]
    })
}

proptest! {
    /// Brackets stand where they are needed: what is written means what the tree means.
    #[test]
    fn a_written_tree_reads_back_to_its_value(tree in tree()) {
        let Some(value) = tree.value() else { return Ok(()) };
        let equation = Equation {
            left: Expr::symbol("x", ""),
            steps: vec![(Relation::Equal, tree)],
            unit: String::new(),
        };
        let text = equation.plain("");
        let mut reader = Reader(text.split_once('=').unwrap().1);
        let read = reader.sum();
        prop_assert!(reader.0.trim().is_empty(), "{} left of {text}", reader.0);
        prop_assert!((read - value).abs() <= 1e-9 * value.abs().max(1e-9), "{read} for {value}: {text}");
    }
}
