//! A heading → indicator and unit.

use super::indicators::Names;
use crate::core::study::{RowKey, Study};
use crate::core::units::{Unit, UnitError};

/// A heading taken apart.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Heading {
    /// Indicator id.
    pub(super) indicator: String,
    /// Unit it names; none when it is silent.
    pub(super) unit: Option<Result<Unit, UnitError>>,
}

/// Reads a heading such as `农用塑料薄膜使用量（万吨）`, `稻谷产量/万吨` or `Rice output, 10⁴ t`; `None` when it names no
/// indicator.
pub(super) fn heading(text: &str, names: &Names, study: &Study) -> Option<Heading> {
    let find = |name: &str| {
        let own = study
            .sheets
            .iter()
            .flat_map(|s| &s.columns)
            .find(|c| c.indicator == name.trim());
        own.map(|c| c.indicator.clone())
            .or_else(|| names.find(name).map(|(id, _)| id.clone()))
    };
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    let (name, bracket) = last_bracket(text).map_or((text, None), |(n, b)| (n, Some(b)));
    if let Some(bracket) = bracket
        && let Ok(unit) = Unit::parse(without_label(bracket))
        && let Some(indicator) = find(name).or_else(|| find(last_bracket(name)?.0))
    {
        return Some(Heading {
            indicator,
            unit: Some(Ok(unit)),
        });
    }
    if let Some(indicator) = find(text) {
        return Some(Heading {
            indicator,
            unit: None,
        });
    }
    for (at, sign) in text.char_indices().filter(|(_, c)| is_parting(*c)) {
        let unit = Unit::parse(without_label(&text[at + sign.len_utf8()..]));
        if let (Ok(unit), Some(indicator)) = (unit, find(&text[..at])) {
            return Some(Heading {
                indicator,
                unit: Some(Ok(unit)),
            });
        }
    }
    let indicator = find(name)?;
    Some(Heading {
        indicator,
        unit: bracket.map(Unit::parse),
    })
}

/// A cell of a row of units, with or without brackets.
pub(super) fn unit_cell(text: &str) -> Option<Unit> {
    let text = text.trim();
    let inner = last_bracket(text).map_or(
        text,
        |(name, inner)| {
            if name.trim().is_empty() { inner } else { text }
        },
    );
    Unit::parse(without_label(inner))
        .ok()
        .filter(|u| u.code() != "1")
}

fn without_label(text: &str) -> &str {
    let text = text.trim();
    let rest = text.strip_prefix("单位").or(text.strip_prefix("Unit"));
    rest.or(text.strip_prefix("unit"))
        .map_or(text, |r| r.trim_start_matches([':', '：', ' ']))
}

fn is_parting(c: char) -> bool {
    matches!(c, '/' | '／' | ',' | '，' | ':' | '：' | ' ' | '\n' | '_')
}

/// `name（inner）` → name and inner.
fn last_bracket(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '①'..='⑳' | '*'));
    let inner = text.strip_suffix([')', '）', ']', '】', '〕'])?;
    // A bracket inside the bracket, as in `（万吨(C)）`, opens later than the one looked for.
    let mut depth = 0;
    for (at, c) in inner.char_indices().rev() {
        match c {
            ')' | '）' | ']' | '】' | '〕' => depth += 1,
            '(' | '（' | '[' | '【' | '〔' if depth > 0 => depth -= 1,
            '(' | '（' | '[' | '【' | '〔' => {
                return Some((&text[..at], &inner[at + c.len_utf8()..]));
            }
            _ => {}
        }
    }
    None
}

/// Where a recognised indicator is stored: its column, or the sheet of the other land areas when the study has the land
/// class but no column for it yet.
pub(super) fn home<'a>(study: &'a Study, indicator: &str) -> Option<(&'a str, Option<usize>)> {
    if let Some((sheet, column)) = study.column(indicator) {
        return Some((&sheet.id, Some(column)));
    }
    let is_land = study.land_classes.iter().any(|c| c.area == indicator);
    let land = study
        .land_classes
        .iter()
        .find_map(|c| study.column(&c.area))?;
    is_land.then_some((land.0.id.as_str(), None))
}

/// The region of the row under the cursor, or the first of the study.
pub(super) fn region_at(study: &Study, sheet: &str, row: usize) -> std::sync::Arc<str> {
    let at = study.sheet(sheet).and_then(|s| s.rows.get(row));
    let rows = || study.sheets.iter().find_map(|s| s.rows.first());
    let code = || study.regions.first().map(|r| r.code.as_str().into());
    at.or_else(rows)
        .map(|key: &RowKey| key.region.clone())
        .or_else(code)
        .unwrap_or_else(|| "1".into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(String, Option<String>)> {
        let study = crate::exchange::cases::load("guizhou").unwrap();
        let heading = heading(text, &Names::load(), &study)?;
        let unit = heading.unit.map(|u| match u {
            Ok(unit) => unit.code().to_owned(),
            Err(UnitError::Unknown { text }) => format!("?{text}"),
            Err(e) => e.to_string(),
        });
        Some((heading.indicator, unit))
    }

    #[test]
    fn headings_of_yearbooks() {
        for (text, indicator, unit) in [
            ("农用塑料薄膜使用量（万吨）", "plastic_film", Some("10kt")),
            ("农用化肥施用折纯量(万吨)", "fertiliser_pure", Some("10kt")),
            ("化肥施用量（折纯）", "fertiliser_pure", None),
            (
                "化肥施用量（折纯）（万吨）",
                "fertiliser_pure",
                Some("10kt"),
            ),
            (
                "单位GDP能耗（吨标准煤/万元）",
                "energy_per_gdp",
                Some("tce/10kCNY"),
            ),
            (
                "单位GDP能耗，吨标准煤/万元",
                "energy_per_gdp",
                Some("tce/10kCNY"),
            ),
            (
                "第二产业增加值（当年价）（亿元）",
                "gdp_secondary",
                Some("100MCNY"),
            ),
            ("稻谷产量/万吨", "rice_output", Some("10kt")),
            ("稻谷产量\n（单位：万吨）", "rice_output", Some("10kt")),
            ("Rice output (10^4 t)", "rice_output", Some("10kt")),
            ("sown area [kha]", "sown_area", Some("kha")),
            ("小麦产量（蒲式耳）", "wheat_output", Some("?蒲式耳")),
            ("Ｍaize", "maize_output", None),
        ] {
            assert_eq!(
                read(text),
                Some((indicator.to_owned(), unit.map(str::to_owned))),
                "{text}"
            );
        }
        assert_eq!(read("常住人口（万人）"), None);
        assert_eq!(read("年份"), None);
        assert_eq!(read(""), None);
    }

    #[test]
    fn units_in_a_row_of_their_own() {
        let code = |t| unit_cell(t).map(|u| u.code().to_owned());
        assert_eq!(code("万吨").as_deref(), Some("10kt"));
        assert_eq!(code("（千公顷）").as_deref(), Some("kha"));
        assert_eq!(code("单位：亿元").as_deref(), Some("100MCNY"));
        assert_eq!(code("77.41"), None);
        assert_eq!(code("1"), None);
    }
}
