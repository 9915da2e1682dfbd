//! A heading → indicator and unit.

use super::basis::{Basis, at_most};
use super::indicators::{Known, Names};
use crate::core::study::Study;
use crate::core::units::{Unit, UnitError};

/// A heading taken apart.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Heading {
    /// Indicator id.
    pub(super) indicator: String,
    /// Unit it names; none when it is silent.
    pub(super) unit: Option<Result<Unit, UnitError>>,
    /// What it is recognised by.
    pub(super) basis: Basis,
}

/// Longer texts are no headings.
const LONGEST: usize = 200;

/// Reads a heading such as `农用塑料薄膜使用量（万吨）`, `稻谷产量/万吨` or `Rice output, 10⁴ t`, with or without what frames
/// the name; `None` when it names no indicator.
pub(super) fn named(text: &str, names: &Names, study: &Study) -> Option<Heading> {
    let text = text.trim();
    if text.is_empty() || text.len() > LONGEST {
        return None;
    }
    if let Some(found) = bare(text, names, study) {
        return Some(found);
    }
    let by_r = with_brackets(text).and_then(|text| bare(&text, names, study));
    if let Some(found) = by_r.filter(|f| matches!(f.unit, Some(Ok(_)))) {
        return Some(found);
    }
    let rest = without_region(names.without_frame(text), study);
    let rest = names.without_frame(rest);
    if rest.len() == text.len() || rest.is_empty() {
        return None;
    }
    let found = bare(rest, names, study)?;
    Some(Heading {
        basis: at_most(found.basis, Basis::Part),
        ..found
    })
}

/// R makes points of all that is no letter in a heading: `稻谷产量.万吨.` was `稻谷产量（万吨）`.
fn with_brackets(text: &str) -> Option<String> {
    let (name, unit) = text.strip_suffix('.')?.rsplit_once('.')?;
    Some(format!("{name}({unit})"))
}

fn bare(text: &str, names: &Names, study: &Study) -> Option<Heading> {
    let find = |name: &str| -> Option<(String, Basis)> {
        let name = name.trim();
        let mut own = study.sheets.iter().flat_map(|s| &s.columns);
        if let Some(column) = own.find(|c| c.indicator == name) {
            return Some((column.indicator.clone(), Basis::Name));
        }
        let (id, known) = names.find(name)?;
        let basis = match known {
            Known::Name => Basis::Name,
            Known::Near => Basis::Near,
        };
        Some((id.to_owned(), basis))
    };
    let (name, bracket) = last_bracket(text).map_or((text, None), |(n, b)| (n, Some(b)));
    let unit = bracket.and_then(|b| names.unit_of(without_label(b)));
    if let Some(unit) = &unit {
        let shorter = || {
            let (shorter, dropped) = last_bracket(name)?;
            let (id, basis) = find(shorter)?;
            (!names.is_another(dropped, &id)).then_some((id, at_most(basis, Basis::Part)))
        };
        // `machinery_power_10MW(万千瓦)` says its unit twice.
        let twice = || {
            let inner = bare(name, names, study)?;
            let same = inner.unit.as_ref().is_none_or(|u| {
                u.as_ref()
                    .is_ok_and(|u| u.ratio_to(unit).is_ok_and(|r| r == 1.0))
            });
            same.then_some((inner.indicator, inner.basis))
        };
        if let Some((indicator, basis)) = find(name).or_else(shorter).or_else(twice) {
            let unit = Some(Ok(unit.clone()));
            return Some(Heading {
                indicator,
                unit,
                basis,
            });
        }
    }
    if let Some((indicator, basis)) = find(text) {
        return Some(Heading {
            indicator,
            unit: None,
            basis,
        });
    }
    for (at, sign) in text.char_indices() {
        let end = at + sign.len_utf8();
        let closes = matches!(sign, ')' | '）' | ']' | '】' | '〕');
        if !closes && !is_parting(sign) {
            continue;
        }
        // Something stands behind it, so that what stands before it is shorter.
        let Some(unit) = names.unit_of(without_label(&text[end..])) else {
            continue;
        };
        // A bracket that closes belongs to the name: `化肥施用量（折纯）万吨`.
        let found = if closes {
            bare(&text[..end], names, study).map(|h| (h.indicator, h.basis))
        } else {
            find(&text[..at])
        };
        if let Some((indicator, basis)) = found {
            return Some(Heading {
                indicator,
                unit: Some(Ok(unit)),
                basis,
            });
        }
    }
    let bracket = bracket?;
    let (indicator, basis) = find(name)?;
    if names.is_another(bracket, &indicator) {
        return None;
    }
    // What stands in the bracket is a unit nobody knows, or a remark; which of the two, a person has to say.
    let unit = looks_like_unit(bracket).then(|| Unit::parse(bracket));
    let basis = if unit.is_none() {
        at_most(basis, Basis::Part)
    } else {
        basis
    };
    Some(Heading {
        indicator,
        unit,
        basis,
    })
}

/// The indicator whose name is inside a longer heading, for a person to confirm.
pub(super) fn inside(text: &str, names: &Names) -> Option<Heading> {
    if text.len() > LONGEST {
        return None;
    }
    let id = names.inside(text)?;
    let unit = named_unit(text, names);
    let fits = match (&unit, names.unit(id)) {
        (Some(unit), Some(usual)) => unit.ratio_to(usual).is_ok(),
        _ => true,
    };
    (fits && !names.is_another(text, id)).then(|| Heading {
        indicator: id.to_owned(),
        unit: unit.map(Ok),
        basis: Basis::Inside,
    })
}

/// The unit in the brackets of a heading, or after its last parting.
pub(super) fn named_unit(text: &str, names: &Names) -> Option<Unit> {
    let in_bracket = last_bracket(text.trim()).and_then(|(_, b)| names.unit_of(without_label(b)));
    in_bracket.or_else(|| {
        let (at, sign) = text
            .char_indices()
            .rfind(|(_, c)| matches!(c, '/' | '／' | ',' | '，' | '_'))?;
        names.unit_of(&text[at + sign.len_utf8()..])
    })
}

/// A cell of a row of units, with or without brackets.
pub(super) fn unit_cell(text: &str, names: &Names) -> Option<Unit> {
    let text = text.trim();
    let inner = last_bracket(text).map_or(
        text,
        |(name, inner)| {
            if name.trim().is_empty() { inner } else { text }
        },
    );
    names
        .unit_of(without_label(inner))
        .filter(|u| u.code() != "1")
}

/// The unit of a whole table: `单位：万吨`.
pub(super) fn table_unit(text: &str, names: &Names) -> Option<Unit> {
    let text = text.trim();
    let inner = last_bracket(text).map_or(
        text,
        |(name, inner)| {
            if name.trim().is_empty() { inner } else { text }
        },
    );
    let rest = without_label(inner);
    (rest.len() < inner.len()).then(|| names.unit_of(rest))?
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

/// Whether a bracket may hold a unit: short, and no remark in words such as 当年价.
fn looks_like_unit(text: &str) -> bool {
    let remarks = ["价", "折", "计", "数", "口径", "法", "品", "类", "注", "表"];
    text.chars().count() <= 8 && !remarks.iter().any(|r| text.contains(r))
}

fn without_region<'a>(text: &'a str, study: &Study) -> &'a str {
    use crate::core::study::Text;
    let names = study.regions.iter().flat_map(|r| match &r.name {
        Text::One(one) => vec![one.as_str()],
        Text::Both { zh, en } => vec![zh.as_str(), en.as_str()],
    });
    let mut found: Vec<&str> = names
        .flat_map(|n| [n, n.trim_end_matches(['省', '市', '县', '区'])])
        .filter(|n| !n.is_empty())
        .filter_map(|n| text.strip_prefix(n))
        .collect();
    found.sort_by_key(|rest| rest.len());
    found.first().copied().unwrap_or(text)
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
    at.map_or_else(|| study.first_region(), |key| key.region.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(String, Option<String>)> {
        let study = crate::exchange::cases::load("guizhou").unwrap();
        let heading = named(text, Names::get(), &study)?;
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
            ("化肥施用量.折纯..万吨.", "fertiliser_pure", Some("10kt")),
            ("稻谷产量\n（单位：万吨）", "rice_output", Some("10kt")),
            ("Rice output (10^4 t)", "rice_output", Some("10kt")),
            ("sown area [kha]", "sown_area", Some("kha")),
            ("小麦产量（蒲式耳）", "wheat_output", Some("?蒲式耳")),
            ("Ｍaize", "maize_output", None),
            ("常住人口（万人）", "population", Some("10kperson")),
        ] {
            assert_eq!(
                read(text),
                Some((indicator.to_owned(), unit.map(str::to_owned))),
                "{text}"
            );
        }
        assert_eq!(read("Rice.output..10.000.t."), None, "no 10⁴ t, and no t");
        assert_eq!(read("总户数（万户）"), None);
        assert_eq!(read("年份"), None);
        assert_eq!(read(""), None);
        assert_eq!(read("化肥施用量（实物量）（万吨）"), None);
        assert_eq!(read(&"稻谷/".repeat(100_000)), None);
    }

    #[test]
    fn units_in_a_row_of_their_own() {
        let names = Names::get();
        let code = |t| unit_cell(t, names).map(|u| u.code().to_owned());
        assert_eq!(code("万吨").as_deref(), Some("10kt"));
        assert_eq!(code("（千公顷）").as_deref(), Some("kha"));
        assert_eq!(code("单位：亿元").as_deref(), Some("100MCNY"));
        assert_eq!(code("77.41"), None);
        assert_eq!(code("1"), None);
    }
}
