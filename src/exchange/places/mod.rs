//! Regions that come with the program: names, label points, areas, neighbours and tiles. `build/places.rs` makes the table
//! from `data/regions` while building.

mod find;
mod letter;
mod name;
mod sites;

pub use find::{Found, for_codes, for_regions};
pub use letter::letters;
pub use name::{six_digits, stem};
pub use sites::sites_of;

mod table {
    use super::{Parent, Place, PlaceSet};
    include!(concat!(env!("OUT_DIR"), "/places.rs"));
}

/// One unit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Place {
    /// Code of GB/T 2260.
    pub code: &'static str,
    /// Chinese name.
    pub name: &'static str,
    /// English name.
    pub name_en: &'static str,
    /// Code of the unit it belongs to; empty for a province.
    pub parent: &'static str,
    /// Longitude of the label point, degrees, WGS 84.
    pub lon: f64,
    /// Latitude of the label point, degrees, WGS 84.
    pub lat: f64,
    /// Geodesic area, km².
    pub area_km2: f64,
    /// Codes of units that share a border line.
    pub rook: &'static [&'static str],
    /// Codes of units met in a point only.
    pub point: &'static [&'static str],
    /// Axial coordinate of its tile: x = q + r/2 to the east.
    pub q: i32,
    /// Axial coordinate of its tile, to the south.
    pub r: i32,
}

impl Place {
    /// Names from the fullest to the shortest, for a label that has to fit.
    ///
    /// ```
    /// let set = tanheng::exchange::places::set("central_yunnan_49").expect("shipped");
    /// let shilin = set.by_code("530126").expect("a county");
    /// assert_eq!(shilin.names(), ["石林彝族自治县", "石林"]);
    /// ```
    #[must_use]
    pub fn names(&self) -> Vec<&'static str> {
        let short = name::stem_of(self.name);
        if short == self.name {
            vec![self.name]
        } else {
            vec![self.name, short]
        }
    }
}

/// Names of a unit that others belong to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parent {
    /// Code of GB/T 2260.
    pub code: &'static str,
    /// Chinese name.
    pub name: &'static str,
    /// English name.
    pub name_en: &'static str,
}

/// Units that make a map together.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PlaceSet {
    /// Name of its file in `data/regions`.
    pub id: &'static str,
    /// Its units.
    pub places: &'static [Place],
    /// Codes of pairs that usually count as neighbours though the sea lies between them.
    pub links: &'static [(&'static str, &'static str)],
}

impl PlaceSet {
    /// The unit with a code.
    #[must_use]
    pub fn by_code(&self, code: &str) -> Option<&'static Place> {
        let code = six_digits(code);
        self.places.iter().find(|place| place.code == code)
    }
}

/// Every set.
#[must_use]
pub fn sets() -> &'static [PlaceSet] {
    table::SETS
}

/// The set with an id.
#[must_use]
pub fn set(id: &str) -> Option<&'static PlaceSet> {
    sets().iter().find(|set| set.id == id)
}

/// Names of the unit a [`Place::parent`] means.
///
/// ```
/// let kunming = tanheng::exchange::places::parent("530100").expect("a prefecture");
/// assert_eq!(kunming.name_en, "Kunming");
/// ```
#[must_use]
pub fn parent(code: &str) -> Option<&'static Parent> {
    table::PARENTS.iter().find(|parent| parent.code == code)
}

/// Outlines of the 31 provinces as TopoJSON, object `units`, with code and names. Whoever draws them says
/// [`OUTLINE_SOURCE`], that the map has no approval number, and that it holds the 31 units only: it is no map of China.
pub const PROVINCES: &str = include_str!("../../../data/regions/china_provinces_31.topojson");

/// What Natural Earth asks to be said.
pub const OUTLINE_SOURCE: &str = "Made with Natural Earth";
