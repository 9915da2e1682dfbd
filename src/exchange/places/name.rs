//! Codes and names as files write them.

/// Kinds of unit at the end of a name, the longest first.
const KINDS: [&str; 12] = [
    "特别行政区",
    "维吾尔自治区",
    "自治区",
    "自治州",
    "自治县",
    "自治旗",
    "地区",
    "省",
    "市",
    "县",
    "区",
    "盟",
];

/// Peoples that stand between the name of a place and 自治区, 自治州, 自治县.
const PEOPLES: [&str; 54] = [
    "蒙古族",
    "回族",
    "藏族",
    "维吾尔族",
    "苗族",
    "彝族",
    "壮族",
    "布依族",
    "朝鲜族",
    "满族",
    "侗族",
    "瑶族",
    "白族",
    "土家族",
    "哈尼族",
    "哈萨克族",
    "傣族",
    "黎族",
    "傈僳族",
    "佤族",
    "畲族",
    "高山族",
    "拉祜族",
    "水族",
    "东乡族",
    "纳西族",
    "景颇族",
    "柯尔克孜族",
    "土族",
    "达斡尔族",
    "仫佬族",
    "羌族",
    "布朗族",
    "撒拉族",
    "毛南族",
    "仡佬族",
    "锡伯族",
    "阿昌族",
    "普米族",
    "塔吉克族",
    "怒族",
    "乌孜别克族",
    "俄罗斯族",
    "鄂温克族",
    "德昂族",
    "保安族",
    "裕固族",
    "京族",
    "独龙族",
    "鄂伦春族",
    "赫哲族",
    "门巴族",
    "珞巴族",
    "基诺族",
];

const KINDS_EN: [&str; 8] = [
    " autonomous region",
    " autonomous prefecture",
    " autonomous county",
    " province",
    " prefecture",
    " municipality",
    " county",
    " city",
];

/// A code as its six digits, without 156, China's own number, before them and without zeros behind them. What is no such code
/// stays as it is.
///
/// ```
/// use tanheng::exchange::places::six_digits;
/// assert_eq!(six_digits("156530102"), "530102");
/// assert_eq!(six_digits(" 530102000000"), "530102");
/// assert_eq!(six_digits("Kunming"), "Kunming");
/// ```
#[must_use]
pub fn six_digits(code: &str) -> &str {
    let code = code.trim();
    let code = code.strip_suffix(".0").unwrap_or(code);
    let is_code = |rest: &&str| rest.len() == 6 && rest.bytes().all(|b| b.is_ascii_digit());
    let shorter = code
        .strip_prefix("156")
        .or_else(|| code.strip_suffix("000000"));
    shorter.filter(is_code).unwrap_or(code)
}

/// A name without the kind of unit and the peoples in it, in lower case, to compare names of different files.
///
/// ```
/// use tanheng::exchange::places::stem;
/// assert_eq!(stem("石林彝族自治县"), stem("石林"));
/// assert_eq!(stem("Hebei Province"), "hebei");
/// ```
#[must_use]
pub fn stem(name: &str) -> String {
    let name = stem_of(name).to_lowercase();
    let kind = KINDS_EN.iter().find_map(|kind| name.strip_suffix(kind));
    kind.map(str::to_owned).unwrap_or(name)
}

/// The part of a Chinese name that [`stem`] keeps; at least two characters of it.
pub(super) fn stem_of(name: &str) -> &str {
    let name = name.trim();
    let keeps = |rest: &&str| rest.chars().count() >= 2;
    let Some((kind, mut rest)) = KINDS
        .iter()
        .find_map(|kind| Some((*kind, name.strip_suffix(kind).filter(keeps)?)))
    else {
        return name;
    };
    if kind.starts_with("自治") {
        while let Some(shorter) = PEOPLES
            .iter()
            .find_map(|people| rest.strip_suffix(people).filter(keeps))
        {
            rest = shorter;
        }
    }
    rest
}
