//! Names of indicators as tables write them.

use std::collections::HashMap;

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
}

/// Every known name of an indicator, normalised.
pub(super) struct Names {
    ids: HashMap<String, usize>,
    entries: Vec<(String, Unit)>,
}

impl Names {
    pub(super) fn load() -> Self {
        let list: Vec<Entry> =
            serde_json::from_str(include_str!("../../../data/indicators.json")).unwrap_or_default();
        let mut ids = HashMap::new();
        let mut entries = Vec::new();
        for (entry, position) in list.into_iter().zip(0..) {
            let names = [entry.id.clone(), entry.zh, entry.en];
            for name in names.iter().chain(&entry.aliases) {
                ids.entry(normal(name)).or_insert(position);
            }
            entries.push((entry.id, entry.unit));
        }
        Self { ids, entries }
    }

    /// Id and usual unit of the indicator with this name.
    pub(super) fn find(&self, name: &str) -> Option<&(String, Unit)> {
        self.entries.get(*self.ids.get(&normal(name))?)
    }

    /// Usual unit of an indicator by its id.
    pub(super) fn unit(&self, id: &str) -> Option<&Unit> {
        self.entries.iter().find(|(i, _)| i == id).map(|(_, u)| u)
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
            assert_eq!(names.find(text).map(|n| n.0.as_str()), Some(id), "{text}");
        }
        assert!(names.find("人口").is_none());
        assert!(names.find("").is_none());
    }

    #[test]
    fn no_name_means_two_indicators() {
        let list: Vec<Entry> =
            serde_json::from_str(include_str!("../../../data/indicators.json")).unwrap();
        let mut owner: HashMap<String, String> = HashMap::new();
        for entry in list {
            for name in [entry.zh, entry.en].iter().chain(&entry.aliases) {
                let before = owner.insert(normal(name), entry.id.clone());
                assert!(before.is_none_or(|b| b == entry.id), "{name}");
            }
        }
    }
}
