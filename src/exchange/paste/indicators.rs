//! Names of indicators, units and totals as tables write them.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::core::units::Unit;

#[derive(Deserialize)]
struct Entry {
    id: String,
    zh: String,
    en: String,
    unit: Unit,
    #[serde(default)]
    aliases: Vec<String>,
    /// Names that may mean it or something else.
    #[serde(default)]
    near: Vec<String>,
    /// Words beside its name that make it something else.
    #[serde(default)]
    not: Vec<String>,
}

/// `data/headings.json`: what stands in headings besides names.
#[derive(Deserialize, Default)]
struct Words {
    /// Spellings of a unit by its code.
    units: HashMap<String, Vec<String>>,
    another_quantity: Vec<String>,
    neutral: Vec<String>,
    lead: Vec<String>,
    totals: Vec<String>,
}

/// How a name is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Known {
    /// It is a name of the indicator.
    Name,
    /// It may be one.
    Near,
}

/// Every known name of an indicator, normalised.
pub(super) struct Names {
    ids: HashMap<String, (usize, Known)>,
    entries: Vec<Entry>,
    words: Words,
    units: HashMap<String, String>,
}

impl Names {
    /// The names there are, read once: a table is planned anew with every choice of a person.
    pub(super) fn get() -> &'static Self {
        static NAMES: LazyLock<Names> = LazyLock::new(Names::load);
        &NAMES
    }

    fn load() -> Self {
        let entries: Vec<Entry> =
            serde_json::from_str(include_str!("../../../data/indicators.json")).unwrap_or_default();
        let words: Words =
            serde_json::from_str(include_str!("../../../data/headings.json")).unwrap_or_default();
        let mut ids = HashMap::new();
        for (entry, position) in entries.iter().zip(0..) {
            for name in [&entry.id, &entry.zh, &entry.en]
                .into_iter()
                .chain(&entry.aliases)
            {
                ids.entry(normal(name)).or_insert((position, Known::Name));
            }
        }
        for (entry, position) in entries.iter().zip(0..) {
            for name in &entry.near {
                ids.entry(normal(name)).or_insert((position, Known::Near));
            }
        }
        let units = words
            .units
            .iter()
            .flat_map(|(code, all)| all.iter().map(|text| (unit_key(text), code.clone())))
            .collect();
        Self {
            ids,
            entries,
            words,
            units,
        }
    }

    /// Id of the indicator with this name.
    pub(super) fn find(&self, name: &str) -> Option<(&str, Known)> {
        let (position, known) = *self.ids.get(&normal(name))?;
        Some((&self.entries.get(position)?.id, known))
    }

    /// Id of the indicator whose name is the longest inside a text.
    pub(super) fn inside(&self, text: &str) -> Option<&str> {
        let text = normal(text);
        let long_enough = |name: &str| name.chars().count() >= if name.is_ascii() { 5 } else { 2 };
        let found = self
            .ids
            .iter()
            .filter(|(name, _)| long_enough(name) && text.contains(name.as_str()));
        let (_, (position, _)) =
            found.max_by(|a, b| a.0.len().cmp(&b.0.len()).then_with(|| b.0.cmp(a.0)))?;
        Some(&self.entries.get(*position)?.id)
    }

    /// Usual unit of an indicator by its id.
    pub(super) fn unit(&self, id: &str) -> Option<&Unit> {
        self.entries.iter().find(|e| e.id == id).map(|e| &e.unit)
    }

    /// Whether words beside the name of an indicator make it another quantity: a yield, a share, a growth.
    pub(super) fn is_another(&self, words: &str, id: &str) -> bool {
        let own = self.entries.iter().find(|e| e.id == id);
        let own = own.into_iter().flat_map(|e| &e.not);
        let text = normal(words);
        let mut all = self.words.another_quantity.iter().chain(own);
        all.any(|word| text.contains(&normal(word)))
    }

    /// Whether a heading adds nothing to the name above it: a total, an absolute figure.
    pub(super) fn is_neutral(&self, text: &str) -> bool {
        let text = normal(text);
        self.words.neutral.iter().any(|word| normal(word) == text)
    }

    /// Whether a line is the sum of others.
    pub(super) fn is_total(&self, text: &str) -> bool {
        let text = normal(text);
        self.words.totals.iter().any(|word| normal(word) == text)
    }

    /// A text without what frames a name: 其中, 全省, numbering, a span of years.
    pub(super) fn without_frame<'a>(&self, text: &'a str) -> &'a str {
        let mut rest = text.trim();
        loop {
            let before = rest;
            rest = rest.trim_start_matches(|c: char| {
                c.is_whitespace()
                    || matches!(c, '#' | '*' | '·' | '、' | '.' | '：' | ':' | '—' | '-')
            });
            rest = without_numbering(rest);
            for word in &self.words.lead {
                rest = rest.strip_prefix(word.as_str()).unwrap_or(rest);
            }
            if rest.len() == before.len() {
                return rest.trim();
            }
        }
    }

    /// The unit a text spells, also in the words of English tables.
    pub(super) fn unit_of(&self, text: &str) -> Option<Unit> {
        let text = text.trim();
        if let Ok(unit) = Unit::parse(text) {
            return Some(unit);
        }
        let part = |text: &str| {
            let code = self.units.get(&unit_key(text)).map(String::as_str);
            Unit::parse(code.unwrap_or(text)).ok()
        };
        let halves = ["_per_", " per ", "/", "／"]
            .iter()
            .find_map(|per| text.split_once(per));
        match halves {
            Some((top, bottom)) => {
                Unit::parse(&format!("{}/{}", part(top)?.code(), part(bottom)?.code())).ok()
            }
            None => part(text),
        }
    }
}

fn without_numbering(text: &str) -> &str {
    let is_number = |c: char| {
        c.is_ascii_digit()
            || matches!(c, '-' | '—' | '–' | '.' | '年' | '~' | '至')
            || "一二三四五六七八九十".contains(c)
    };
    let after = text.strip_prefix('表').unwrap_or(text);
    let rest = after.trim_start_matches(is_number);
    let numbering = &after[..after.len() - rest.len()];
    let has_digit = numbering.contains(|c: char| c.is_ascii_digit());
    // 一、 and 十二、 are numberings, the 第二 of 第二产业 and the 一 of 一产 are not.
    if has_digit || rest.starts_with('、') {
        rest
    } else {
        text
    }
}

/// The letters and digits of a name: full-width forms, case, spaces, brackets, punctuation and footnote marks make no
/// difference.
pub(super) fn normal(name: &str) -> String {
    name.chars()
        .map(|c| match c {
            '！'..='～' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
            _ => c,
        })
        .filter(|c| c.is_alphanumeric() && !matches!(c, '①'..='⑳' | '¹' | '²' | '³'))
        .flat_map(char::to_lowercase)
        .collect()
}

fn unit_key(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, ',' | '，' | '_' | '\u{2009}'))
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_a_name() {
        let names = Names::load();
        for (text, id) in [
            ("农作物总播种面积", "sown_area"),
            ("农作物　播种面积①", "sown_area"),
            ("化肥施用量(折纯)", "fertiliser_pure"),
            ("单位ＧＤＰ能耗", "energy_per_gdp"),
            ("Total Sown Area", "sown_area"),
            ("rice_output", "rice_output"),
            ("*稻谷", "rice_output"),
        ] {
            assert_eq!(names.find(text), Some((id, Known::Name)), "{text}");
        }
        assert_eq!(
            names.find("灌溉面积"),
            Some(("irrigated_area", Known::Near))
        );
        assert!(names.find("人口").is_none());
        assert!(names.find("").is_none());
    }

    #[test]
    fn no_name_means_two_indicators() {
        let mut owner: HashMap<String, String> = HashMap::new();
        for entry in Names::load().entries {
            for name in [&entry.zh, &entry.en]
                .into_iter()
                .chain(&entry.aliases)
                .chain(&entry.near)
            {
                let before = owner.insert(normal(name), entry.id.clone());
                assert!(before.is_none_or(|b| b == entry.id), "{name}");
            }
        }
    }

    #[test]
    fn units_in_words_and_in_names_of_files() {
        let names = Names::load();
        for (text, code) in [
            ("10 000 tons", "10kt"),
            ("10,000 tons", "10kt"),
            ("1 000 hectares", "kha"),
            ("100 million yuan", "100MCNY"),
            ("tons of SCE/10 000 yuan", "tce/10kCNY"),
            ("tce_per_10kCNY", "tce/10kCNY"),
            ("100M_CNY", "100MCNY"),
            ("10MW", "10kkW"),
            ("万吨", "10kt"),
        ] {
            assert_eq!(
                names.unit_of(text).map(|u| u.code().to_owned()),
                Some(code.to_owned()),
                "{text}"
            );
        }
        assert!(names.unit_of("bushels").is_none());
    }

    #[test]
    fn what_frames_a_name() {
        let names = Names::load();
        for (text, bare) in [
            ("其中：稻谷", "稻谷"),
            ("#小麦", "小麦"),
            ("一、稻谷", "稻谷"),
            ("2-3 各地区有效灌溉面积", "有效灌溉面积"),
            ("表12—5　全省玉米产量", "玉米产量"),
            ("第二产业增加值", "第二产业增加值"),
            ("2019年稻谷产量", "稻谷产量"),
        ] {
            assert_eq!(names.without_frame(text), bare, "{text}");
        }
    }
}
