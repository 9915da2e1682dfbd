//! Small numbers in words, and lists of years.

use super::Lang;

/// A number below 100 as a Chinese text writes it, in digits from there on and in English from eleven on.
///
/// ```
/// use tanheng::words::{Lang, spelled};
/// assert_eq!(spelled(Lang::Zh, 14), "十四");
/// assert_eq!(spelled(Lang::Zh, 20), "二十");
/// assert_eq!(spelled(Lang::En, 5), "five");
/// assert_eq!(spelled(Lang::En, 14), "14");
/// ```
#[must_use]
pub fn spelled(lang: Lang, n: usize) -> String {
    const ZH: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    const EN: [&str; 11] = [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    ];
    match lang {
        Lang::Zh if n < 10 => ZH[n].to_owned(),
        Lang::Zh if n < 100 => {
            let (tens, ones) = (n / 10, n % 10);
            let tens = if tens == 1 { "" } else { ZH[tens] };
            let ones = if ones == 0 { "" } else { ZH[ones] };
            format!("{tens}十{ones}")
        }
        Lang::En if n < EN.len() => EN[n].to_owned(),
        _ => n.to_string(),
    }
}

/// Years in order as a list, runs of three or more drawn together.
///
/// ```
/// use tanheng::words::{Lang, years};
/// assert_eq!(years(Lang::En, &[2005, 2006, 2014, 2015, 2016]), "2005, 2006, 2014–2016");
/// ```
#[must_use]
pub fn years(lang: Lang, years: &[i32]) -> String {
    let (comma, dash) = match lang {
        Lang::Zh => ("、", "—"),
        Lang::En => (", ", "–"),
    };
    let mut parts: Vec<String> = Vec::new();
    let runs = years.chunk_by(|a, b| a + 1 == *b);
    for run in runs {
        match run {
            [first, _, .., last] => parts.push(format!("{first}{dash}{last}")),
            few => parts.extend(few.iter().map(i32::to_string)),
        }
    }
    parts.join(comma)
}
