//! Regions by the names they go by.

use std::collections::HashMap;
use std::sync::Arc;

use super::indicators::normal;
use crate::core::study::{Region, Study, Text};

/// Endings that names of the same region carry or not.
const ENDINGS: [&str; 8] = [
    "维吾尔自治区",
    "壮族自治区",
    "回族自治区",
    "特别行政区",
    "自治区",
    "自治州",
    "省",
    "市",
];

/// Regions by every name they go by, the study's and those the text brings.
pub(super) struct Regions {
    /// Code by text as written.
    written: HashMap<String, Arc<str>>,
    /// Code by whole name.
    named: HashMap<String, Arc<str>>,
    /// Code by name without administrative ending.
    short: HashMap<String, Arc<str>>,
    pub(super) new: Vec<Region>,
}

impl Regions {
    pub(super) fn of(study: &Study) -> Self {
        let mut regions = Self {
            written: HashMap::new(),
            named: HashMap::new(),
            short: HashMap::new(),
            new: Vec::new(),
        };
        for region in &study.regions {
            let code: Arc<str> = region.code.as_str().into();
            regions.written.insert(region.code.clone(), code.clone());
            for name in names(region) {
                regions.name(name, &code);
            }
        }
        regions
    }

    fn name(&mut self, name: &str, code: &Arc<str>) {
        let short = self.short.entry(plain(name));
        short.or_insert_with(|| code.clone());
        self.named
            .entry(normal(name))
            .or_insert_with(|| code.clone());
    }

    /// Code of a known region: 贵州 and 贵州省 are one, 吉林省 and 吉林市 are two.
    pub(super) fn known(&self, text: &str) -> Option<Arc<str>> {
        let (whole, bare) = (normal(text), plain(text));
        let by_short = || {
            if whole == bare {
                self.short.get(&bare)
            } else {
                self.named.get(&bare)
            }
        };
        self.named.get(&whole).or_else(by_short).cloned()
    }

    /// Code of the region written as `text`, a new one when nobody knows it.
    pub(super) fn code(&mut self, text: &str) -> Arc<str> {
        if let Some(code) = self.written.get(text) {
            return code.clone();
        }
        let code = self.known(text).unwrap_or_else(|| {
            let code: String = text.split_whitespace().collect();
            self.new.push(Region {
                code: code.clone(),
                name: Text::One(code.clone()),
                parent: None,
            });
            let code: Arc<str> = code.into();
            self.name(text, &code);
            code
        });
        self.written.insert(text.to_owned(), code.clone());
        code
    }
}

fn names(region: &Region) -> Vec<&str> {
    match &region.name {
        Text::One(one) => vec![one],
        Text::Both { zh, en } => vec![zh, en],
    }
}

/// Code of the study's region with this code or name.
pub(in crate::exchange) fn known_region<'a>(study: &'a Study, text: &str) -> Option<&'a str> {
    let code = text.trim();
    let by_code = study.regions.iter().find(|r| r.code == code);
    let name = plain(text);
    let mut regions = study.regions.iter();
    let region =
        by_code.or_else(|| regions.find(|r| names(r).into_iter().any(|n| plain(n) == name)))?;
    Some(&region.code)
}

/// A region's name without spaces and administrative ending.
fn plain(text: &str) -> String {
    let name = normal(text);
    let short = ENDINGS.iter().find_map(|e| name.strip_suffix(e));
    short
        .filter(|s| !s.is_empty())
        .map_or(name.clone(), str::to_owned)
}
