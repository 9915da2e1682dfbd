//! An account in short, and that the sentences about it are true whichever way the numbers go.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says so by failing"
)]

use tanheng::core::account::{Balance, Summary, agreement, compare, printed_faults};
use tanheng::core::study::{Basis, Side};
use tanheng::exchange::cases;
use tanheng::steps;
use tanheng::words::{Lang, Story, fill, headline, lede};

fn summary(first: (f64, f64), last: (f64, f64), years: i32) -> Summary {
    let balance = |year, (source, sink): (f64, f64)| Balance {
        year,
        source,
        sink,
        net: source - sink,
    };
    let (first, last) = (balance(2000, first), balance(2000 + years, last));
    let rises = first.net > 0.0 && last.net > 0.0 && years > 0;
    Summary {
        first,
        last,
        annual_rate: rises.then(|| libm::pow(last.net / first.net, 1.0 / f64::from(years)) - 1.0),
        main_source: None,
        largest_step: None,
    }
}

fn story(summary: &Summary) -> Story<'_> {
    Story {
        summary: Some(summary),
        decimals: 2,
        unit: "10ktC",
    }
}

fn title(lang: Lang, summary: &Summary) -> String {
    headline(lang, &story(summary), "X").replace('|', "")
}

fn sentence(lang: Lang, summary: &Summary) -> String {
    let (message, values) = lede(lang, &story(summary));
    let values: Vec<(&str, &str)> = values.iter().map(|(n, v)| (*n, v.as_str())).collect();
    fill(&message, &values)
}

/// Paper, section 3.2: 2076.29 → 5057.62, 6.57 % a year. Table 5: built 2012 less 2011 is 6423.81 − 5202.33 = 1221.48;
/// built 2019 of the sources 6732.70 / 6882.41 = 97.82 %; sinks 1824.79 / 6882.41 = 26.51 %, in 2005
/// 1945.35 / 4021.64 = 48.37 %.
#[test]
fn the_printed_items_in_short() {
    let mut study = cases::load("guizhou").unwrap();
    study.choices.basis = Basis::Published;
    let account = steps::account::chosen(&study).unwrap();
    let summary = account.summary(None).unwrap();
    let percent = |share: f64| (share * 1e4).round() / 100.0;
    assert_eq!(percent(summary.annual_rate.unwrap()), 6.57);
    assert_eq!(percent(summary.last.offset().unwrap()), 26.51);
    assert_eq!(percent(summary.first.offset().unwrap()), 48.37);
    let main = summary.main_source.unwrap();
    assert_eq!((main.line.as_str(), percent(main.share)), ("built", 97.82));
    let step = summary.largest_step.unwrap();
    assert_eq!(
        (step.year, (step.change * 100.0).round()),
        (2012, 122_148.0)
    );
}

#[test]
fn agreement_is_counted_and_faults_of_print_are_found() {
    let study = cases::load("guizhou").unwrap();
    let table = study.published.as_ref().unwrap().account.as_ref().unwrap();
    let account = steps::account::compute(&study).unwrap();
    let counts = agreement(&compare(&account, table));
    let of = |line: &str| counts.iter().find(|c| c.line == line).unwrap();
    assert_eq!((of("forest").agree, of("forest").of), (15, 15));
    assert!(of("built").off.contains(&2014) && !of("built").off.contains(&2019));
    assert!(counts.iter().all(|c| c.agree + c.off.len() == c.of));
    let sides: Vec<(String, Side)> = study
        .account
        .iter()
        .map(|l| (l.id.clone(), l.side))
        .collect();
    let faults = printed_faults(table, &sides);
    let years: Vec<i32> = faults.iter().map(|f| f.year).collect();
    assert_eq!(years, [2014, 2015, 2016, 2017, 2018]);
    assert!(faults.iter().all(|f| f.line == "source"));
}

#[test]
fn the_title_says_which_way_net_emission_went() {
    for (first, last, zh, en) in [
        (
            (10.0, 5.0),
            (17.0, 5.0),
            "X土地利用净碳排放，十四年增至 2.4 倍",
            "grew 2.4-fold in 14 years",
        ),
        (
            (10.0, 5.0),
            (10.4, 5.0),
            "X土地利用净碳排放，十四年增至 1.08 倍",
            "grew 1.08-fold in 14 years",
        ),
        (
            (17.0, 5.0),
            (8.0, 5.0),
            "X土地利用净碳排放，十四年降至 25 %",
            "fell to 25 % in 14 years",
        ),
        (
            (10.0, 5.0),
            (10.1, 5.0),
            "X土地利用净碳排放，十四年大致持平",
            "stayed much the same",
        ),
        (
            (10.0, 5.0),
            (4.0, 5.0),
            "X土地利用，十四年由净排放转为净吸收",
            "from net source to net sink",
        ),
        (
            (4.0, 5.0),
            (10.0, 5.0),
            "X土地利用，十四年由净吸收转为净排放",
            "from net sink to net source",
        ),
        (
            (4.0, 5.0),
            (2.0, 5.0),
            "X土地利用净碳吸收，十四年增至 3.0 倍",
            "uptake of X grew 3.0-fold",
        ),
        (
            (2.0, 5.0),
            (4.0, 5.0),
            "X土地利用净碳吸收，十四年降至 33 %",
            "uptake of X fell to 33 %",
        ),
        (
            (2.0, 5.0),
            (2.0, 5.0),
            "X土地利用净碳吸收，十四年大致持平",
            "uptake of X stayed much the same",
        ),
    ] {
        let summary = summary(first, last, 14);
        assert_eq!(title(Lang::Zh, &summary), zh);
        let english = title(Lang::En, &summary);
        assert!(english.contains(en), "{english} does not say {en}");
    }
    let one = summary((10.0, 5.0), (10.0, 5.0), 0);
    assert_eq!(
        title(Lang::Zh, &one),
        "X土地利用净碳排放，2000 年 5.00 万吨碳"
    );
    let nothing = Story {
        summary: None,
        decimals: 2,
        unit: "",
    };
    assert_eq!(headline(Lang::Zh, &nothing, "X"), "还没有算出净碳排放");
}

#[test]
fn the_sentence_says_what_sources_and_sinks_did() {
    for (first, last, zh, en) in [
        (
            (10.0, 5.0),
            (17.0, 4.8),
            "碳源增加七成，碳汇反而略降",
            "sources rose by 70 %, but sinks fell slightly",
        ),
        (
            (10.0, 5.0),
            (17.0, 5.2),
            "碳源增加七成，碳汇略升",
            "sources rose by 70 %, and sinks rose slightly",
        ),
        (
            (10.0, 5.0),
            (25.0, 5.0),
            "碳源增至 2.5 倍，碳汇大致不变",
            "sources grew 2.5-fold, and sinks stayed much the same",
        ),
        (
            (10.0, 2.0),
            (5.0, 3.0),
            "碳源减少五成，碳汇反而增加五成",
            "sources fell by 50 %, but sinks rose by 50 %",
        ),
        (
            (10.0, 2.0),
            (0.1, 0.05),
            "碳源减少 99 %，碳汇减少 98 %",
            "sources fell by 99 %, and sinks fell by 98 %",
        ),
        (
            (0.0, 2.0),
            (5.0, 2.0),
            "碳源的变化算不出，碳汇大致不变",
            "the change of sources is not known, and sinks stayed much the same",
        ),
    ] {
        let summary = summary(first, last, 5);
        let (chinese, english) = (sentence(Lang::Zh, &summary), sentence(Lang::En, &summary));
        assert!(chinese.contains(zh), "{chinese} does not say {zh}");
        assert!(english.contains(en), "{english} does not say {en}");
        assert!(!chinese.contains('{') && !english.contains('{'));
    }
}

#[test]
fn growth_a_year_is_named_only_between_two_emissions() {
    let up = sentence(Lang::Zh, &summary((10.0, 5.0), (11.05, 5.0), 2));
    assert!(up.contains("年均增长 10.00\u{2009}%"), "{up}");
    let down = sentence(Lang::Zh, &summary((11.05, 5.0), (10.0, 5.0), 2));
    assert!(down.contains("年均下降 9.09\u{2009}%"), "{down}");
    let sink = sentence(Lang::Zh, &summary((10.0, 5.0), (4.0, 5.0), 2));
    assert!(!sink.contains("年均"), "{sink}");
}

#[test]
fn a_gap_is_no_balance_and_a_step_over_a_gap_is_no_step() {
    let study = cases::load("guizhou").unwrap();
    let (sheet, column) = study
        .column("energy_per_gdp")
        .map(|(s, c)| (s.id.clone(), c))
        .unwrap();
    let study = study
        .write(&sheet, 5, column, &[vec![String::new()]])
        .unwrap();
    let account = steps::account::compute(&study).unwrap();
    assert_eq!(account.balances(None).len(), 14);
    let step = account.largest_step("built", None).unwrap();
    assert!(step.year != 2010 && step.year != 2011, "{step:?}");
}
