//! Every word a person reads, in both languages.
//!
//! The table is put together while building from the locale files and the names in the data files; a key that has only
//! one language stops the build. [`tr!`](crate::tr) takes a key that is checked while compiling and brings only its own
//! two texts along; [`Lang::find`] looks up a name that is only known at run time.

mod account;
pub mod compare;
pub mod forecast;
mod headline;
mod numerals;
pub mod oxygen;
mod problem;
pub mod relation;
mod source;
pub mod space;
mod working;
pub mod zones;
mod table {
    include!(concat!(env!("OUT_DIR"), "/words.rs"));
}

pub use account::{basis_name, column_name, left_out, printed_table, region_name};
pub use headline::{Rich, Story, headline, lede, short_region};
pub use numerals::{spelled, years};
pub use problem::sentence;
pub use source::{forecast_source, locator, source_line};
pub use working::{amount, plain, quantity, said};

use serde::{Deserialize, Serialize};
use table::{NAMES, TABLE};

use crate::core::study::Text;

/// A language of the page.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Lang {
    /// Chinese.
    #[default]
    #[serde(rename = "zh-CN")]
    Zh,
    /// English.
    #[serde(rename = "en")]
    En,
}

impl Lang {
    /// The tag of `<html lang>` and of the link.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Zh => "zh-CN",
            Self::En => "en",
        }
    }

    /// The language a tag asks for; any `zh` is Chinese, any `en` English.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        match tag.get(..2)?.to_ascii_lowercase().as_str() {
            "zh" => Some(Self::Zh),
            "en" => Some(Self::En),
            _ => None,
        }
    }

    /// The text of this language.
    #[must_use]
    pub const fn text(self, texts: &[&'static str; 2]) -> &'static str {
        texts[self as usize]
    }

    /// The name with this key, or `None`: of a unit, indicator, coefficient, source, line, step or sheet, and the few
    /// others that `build/words.rs` lists.
    #[must_use]
    pub fn find(self, key: &str) -> Option<&'static str> {
        self.find_in(NAMES, key)
    }

    fn find_in(self, table: &[(&str, [&'static str; 2])], key: &str) -> Option<&'static str> {
        let at = table.binary_search_by(|(k, _)| (*k).cmp(key)).ok()?;
        Some(self.text(&table[at].1))
    }

    /// Name of an indicator, coefficient, unit or line by its full key; its last part when it is nobody's.
    #[must_use]
    pub fn name(self, key: &str) -> String {
        if let Some(unit) = key.strip_prefix("unit.") {
            return self.unit(unit);
        }
        self.find(key).map_or_else(
            || key.split_once('.').map_or(key, |(_, id)| id).to_owned(),
            str::to_owned,
        )
    }

    /// Symbol of a unit by its code.
    ///
    /// ```
    /// use tanheng::words::Lang;
    /// assert_eq!(Lang::Zh.unit("tce/10kCNY"), "tce/万元");
    /// assert_eq!(Lang::En.unit("10ktC"), "10⁴ t C");
    /// ```
    #[must_use]
    pub fn unit(self, code: &str) -> String {
        let part = |code: &str| {
            self.find(&format!("unit.{code}"))
                .unwrap_or(code)
                .to_owned()
        };
        match code.split_once('/') {
            // A unit under a fraction bar has a short form where its name is a word: kg C/t, but 万吨.
            Some((top, bottom)) => {
                let per = self.find(&format!("unit.per_{bottom}"));
                part(top) + "/" + &per.map_or_else(|| part(bottom), str::to_owned)
            }
            None => part(code),
        }
    }

    /// A text of a study in this language.
    #[must_use]
    pub fn pick(self, text: &Text) -> &str {
        match (self, text) {
            (_, Text::One(text))
            | (Self::Zh, Text::Both { zh: text, .. })
            | (Self::En, Text::Both { en: text, .. }) => text,
        }
    }
}

/// The two texts of a key. Meant for constants: an unknown key stops the compiler.
#[must_use]
pub const fn texts(key: &str) -> [&'static str; 2] {
    let (mut low, mut high) = (0, TABLE.len());
    while low < high {
        let middle = usize::midpoint(low, high);
        if is_less(TABLE[middle].0.as_bytes(), key.as_bytes()) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    assert!(
        low < TABLE.len() && is_same(TABLE[low].0.as_bytes(), key.as_bytes()),
        "no such message"
    );
    TABLE[low].1
}

/// What a coefficient is called in a table of either language.
#[must_use]
pub fn coefficient_names(id: &str) -> Vec<String> {
    let key = format!("coefficient.{id}");
    vec![Lang::Zh.name(&key), Lang::En.name(&key)]
}

/// Whether there is a message with this key, of any kind. For tests: it holds on to every message there is.
///
/// ```
/// assert!(tanheng::words::is_message("problem.file.newer"));
/// ```
#[must_use]
pub fn is_message(key: &str) -> bool {
    TABLE.binary_search_by(|(k, _)| (*k).cmp(key)).is_ok()
}

const fn is_less(a: &[u8], b: &[u8]) -> bool {
    let mut i = 0;
    while i < a.len() && i < b.len() {
        if a[i] != b[i] {
            return a[i] < b[i];
        }
        i += 1;
    }
    a.len() < b.len()
}

const fn is_same(a: &[u8], b: &[u8]) -> bool {
    a.len() == b.len() && !is_less(a, b) && !is_less(b, a)
}

/// Puts values in the places of a message: `{name}` becomes the value of `name`.
///
/// ```
/// use tanheng::words::fill;
/// assert_eq!(fill("{a} → {b}", &[("a", "2076.29"), ("b", "5057.62")]), "2076.29 → 5057.62");
/// ```
#[must_use]
pub fn fill(message: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(message.len() + 32);
    let mut rest = message;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        match after.split_once('}') {
            Some((name, tail)) => {
                match values.iter().find(|(n, _)| *n == name) {
                    Some((_, value)) => out.push_str(value),
                    None => {
                        out.push('{');
                        out.push_str(name);
                        out.push('}');
                    }
                }
                rest = tail;
            }
            None => {
                out.push('{');
                rest = after;
            }
        }
    }
    out + rest
}

/// Hands out a message in pieces: what stands in it, and the values of its places, which are marked. A place without a
/// value is left out.
///
/// ```
/// use tanheng::words::pieces;
/// let mut said = Vec::new();
/// pieces("→ {to} t", &[("to", "5057.62".to_owned())], &mut |text, is_value| said.push((text.to_owned(), is_value)));
/// assert_eq!(said, [("→ ".to_owned(), false), ("5057.62".to_owned(), true), (" t".to_owned(), false)]);
/// ```
pub fn pieces(message: &str, values: &[(&str, String)], put: &mut dyn FnMut(&str, bool)) {
    let mut rest = message;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, tail)) = after.split_once('}') else {
            break;
        };
        put(before, false);
        if let Some((_, value)) = values.iter().find(|(n, _)| *n == name) {
            put(value, true);
        }
        rest = tail;
    }
    put(rest, false);
}

/// A message in a language; with `name = value` pairs the places are filled in.
///
/// ```
/// use tanheng::{tr, words::Lang};
/// assert_eq!(tr!(Lang::En, "step.account"), "Account");
/// ```
#[macro_export]
macro_rules! tr {
    ($lang:expr, $key:literal) => {{
        const TEXTS: &[&str; 2] = &$crate::words::texts($key);
        $lang.text(TEXTS)
    }};
    ($lang:expr, $key:literal, $($name:ident = $value:expr),+ $(,)?) => {{
        const TEXTS: &[&str; 2] = &$crate::words::texts($key);
        $crate::words::fill($lang.text(TEXTS), &[$((stringify!($name), &*$value.to_string())),+])
    }};
}
