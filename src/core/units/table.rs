//! The simple units and their spellings.

use super::Dimension;

pub(super) struct Base {
    pub(super) code: &'static str,
    pub(super) dimension: Dimension,
    pub(super) factor: f64,
    /// Other spellings met in tables; compared without spaces.
    aliases: &'static [&'static str],
}

const fn base(
    code: &'static str,
    dimension: Dimension,
    factor: f64,
    aliases: &'static [&'static str],
) -> Base {
    Base {
        code,
        dimension,
        factor,
        aliases,
    }
}

/// Every simple unit. Factors lead to the coherent units t, hm², yuan, tce, person, kW and m³.
pub(super) const BASES: &[Base] = &[
    base("1", Dimension::NONE, 1.0, &["无量纲"]),
    base("%", Dimension::NONE, 0.01, &["％", "百分比"]),
    base("t", Dimension::GOODS, 1.0, &["吨", "公吨"]),
    base("kg", Dimension::GOODS, 1e-3, &["公斤", "千克"]),
    base("10kt", Dimension::GOODS, 1e4, &["万吨", "10⁴t", "10^4t"]),
    base("Mt", Dimension::GOODS, 1e6, &["百万吨"]),
    base("100Mt", Dimension::GOODS, 1e8, &["亿吨", "10⁸t", "10^8t"]),
    base(
        "kgC",
        Dimension::CARBON,
        1e-3,
        &["kg碳", "千克碳", "公斤碳"],
    ),
    base("tC", Dimension::CARBON, 1.0, &["吨碳", "t(C)", "吨(C)"]),
    base(
        "10ktC",
        Dimension::CARBON,
        1e4,
        &["万吨碳", "10⁴tC", "万吨(C)", "万tC"],
    ),
    base("MtC", Dimension::CARBON, 1e6, &["百万吨碳"]),
    base("kgCO2", Dimension::CO2, 1e-3, &["kgCO₂", "千克CO2"]),
    base(
        "tCO2",
        Dimension::CO2,
        1.0,
        &["tCO₂", "吨CO2", "吨CO₂", "吨二氧化碳"],
    ),
    base(
        "10ktCO2",
        Dimension::CO2,
        1e4,
        &["万吨CO2", "万吨CO₂", "10⁴tCO₂", "万吨二氧化碳"],
    ),
    base("MtCO2", Dimension::CO2, 1e6, &["MtCO₂", "百万吨CO2"]),
    base(
        "kgO2",
        Dimension::OXYGEN,
        1e-3,
        &["kgO₂", "千克O2", "公斤O2", "千克氧", "公斤氧"],
    ),
    base(
        "tO2",
        Dimension::OXYGEN,
        1.0,
        &["tO₂", "吨O2", "吨氧", "吨氧气"],
    ),
    base(
        "10ktO2",
        Dimension::OXYGEN,
        1e4,
        &["万吨O2", "10⁴tO₂", "万tO2", "万吨氧", "万吨氧气"],
    ),
    base(
        "MtO2",
        Dimension::OXYGEN,
        1e6,
        &["MtO₂", "百万吨O2", "百万吨氧", "百万吨氧气"],
    ),
    base("hm2", Dimension::AREA, 1.0, &["hm²", "公顷", "ha"]),
    base(
        "km2",
        Dimension::AREA,
        100.0,
        &["km²", "平方公里", "平方千米"],
    ),
    base("kha", Dimension::AREA, 1e3, &["千公顷", "10³hm²", "khm²"]),
    base(
        "10kha",
        Dimension::AREA,
        1e4,
        &["万公顷", "10⁴hm²", "万hm²", "万hm2"],
    ),
    base("mu", Dimension::AREA, 1.0 / 15.0, &["亩"]),
    base(
        "10kmu",
        Dimension::AREA,
        1e4 / 15.0,
        &["万亩", "10⁴mu", "10^4mu"],
    ),
    base("CNY", Dimension::MONEY, 1.0, &["元", "yuan"]),
    base("10kCNY", Dimension::MONEY, 1e4, &["万元", "10⁴yuan"]),
    base("100MCNY", Dimension::MONEY, 1e8, &["亿元", "10⁸yuan"]),
    base("tce", Dimension::COAL, 1.0, &["吨标准煤", "吨标煤"]),
    base(
        "10ktce",
        Dimension::COAL,
        1e4,
        &["万吨标准煤", "万吨标煤", "10⁴tce", "万tce"],
    ),
    base("person", Dimension::PERSONS, 1.0, &["人", "persons"]),
    base(
        "10kperson",
        Dimension::PERSONS,
        1e4,
        &["万人", "10⁴persons"],
    ),
    base("kW", Dimension::POWER, 1.0, &["千瓦"]),
    base("m3", Dimension::VOLUME, 1.0, &["m³", "立方米"]),
    base(
        "1000m3",
        Dimension::VOLUME,
        1e3,
        &["10³m³", "千m³", "千立方米"],
    ),
    base(
        "100Mm3",
        Dimension::VOLUME,
        1e8,
        &["10⁸m³", "亿m³", "亿立方米"],
    ),
    base("10kkW", Dimension::POWER, 1e4, &["万千瓦", "10⁴kW", "10MW"]),
];

/// The unit with this code or spelling.
pub(super) fn find(text: &str) -> Option<&'static Base> {
    let narrow: String = text.chars().map(narrow).collect();
    BASES.iter().find(|b| {
        b.code == narrow
            || b.aliases
                .iter()
                .any(|a| a.chars().map(self::narrow).eq(narrow.chars()))
    })
}

/// Full-width forms and superscripts are the same sign to a reader.
fn narrow(c: char) -> char {
    match c {
        '（' => '(',
        '）' => ')',
        '²' | '₂' => '2',
        '³' => '3',
        '！'..='～' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        _ => c,
    }
}
