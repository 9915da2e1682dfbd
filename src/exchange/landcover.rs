//! Legends of the land-cover maps most met with: what a code means, how it looks, and which class of the teaching pool table
//! of the InVEST guide stands for it.

/// A legend.
#[derive(Debug, PartialEq)]
pub struct Legend {
    /// Its id.
    pub id: &'static str,
    /// Chinese and English name.
    pub name: [&'static str; 2],
    /// Id of its source.
    pub source: &'static str,
    /// Classes in order of code.
    pub classes: &'static [LegendClass],
}

/// A class of a legend.
#[derive(Debug, PartialEq)]
pub struct LegendClass {
    /// Code in the map.
    pub code: u64,
    /// Chinese and English name.
    pub name: [&'static str; 2],
    /// Role its colour plays, as `forest-a`.
    pub look: &'static str,
    /// Code of the class of the teaching table that stands for it.
    pub teaching: Option<u64>,
}

include!(concat!(env!("OUT_DIR"), "/landcover.rs"));

impl Legend {
    /// The class with this code.
    #[must_use]
    pub fn class(&self, code: i64) -> Option<&'static LegendClass> {
        let code = u64::try_from(code).ok()?;
        self.classes.iter().find(|c| c.code == code)
    }
}

/// Fewest codes a legend is known by.
const LEAST_CODES: usize = 3;

/// The legend with this id.
#[must_use]
pub fn legend(id: &str) -> Option<&'static Legend> {
    LEGENDS.iter().find(|l| l.id == id)
}

/// The legend that knows every code of a map; `None` where none does or more than one, and where the codes are so few or so small
/// that any classification might have them: CLCD has 1 to 9, and 1 is cropland there.
///
/// ```
/// use tanheng::exchange::landcover::guess;
/// assert_eq!(guess(&[1, 2, 9, 13]).map(|l| l.id), Some("igbp"));
/// assert_eq!(guess(&[10, 40, 80]).map(|l| l.id), Some("worldcover"));
/// assert_eq!(guess(&[10]), None);
/// assert_eq!(guess(&[1, 2, 3, 4, 5, 6, 7, 8, 9]), None);
/// assert_eq!(guess(&[11, 21, 31]), None);
/// ```
#[must_use]
pub fn guess(codes: &[i64]) -> Option<&'static Legend> {
    let knows_all = |l: &&Legend| codes.iter().all(|code| l.class(*code).is_some());
    let mut found = LEGENDS.iter().filter(knows_all);
    let first = found.next()?;
    let is_telling = codes.len() >= LEAST_CODES && codes.iter().any(|code| *code > 9);
    (is_telling && found.next().is_none()).then_some(first)
}
