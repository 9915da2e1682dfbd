//! Where the units stand: tiles and label points of the places that are known.

use crate::core::geo::Coord;
use crate::core::study::Text;
use crate::exchange::places;
use crate::words::Lang;

/// Where units stand on a map.
#[derive(Clone, Default, PartialEq)]
pub struct Places {
    /// Tile of each unit.
    pub tiles: Vec<(i32, i32)>,
    /// Names of each unit in Chinese and English, those it is known by to the map.
    pub names: Vec<Option<(Vec<&'static str>, &'static str)>>,
    /// Label points, degrees; none where they are not known.
    pub points: Vec<Coord>,
    /// Whether the places of the units are known.
    pub is_known: bool,
    /// Whether the units are provinces.
    pub are_provinces: bool,
}

/// Tiles of the regions: their own, or in order where they are not known.
pub fn places_of(regions: &[(String, Text)]) -> Places {
    let asked: Vec<(&str, &str)> = regions
        .iter()
        .map(|(code, name)| (code.as_str(), Lang::Zh.pick(name)))
        .collect();
    let found = places::for_regions(&asked).filter(|found| found.missing.is_empty());
    match found {
        Some(found) => {
            let known: Vec<_> = found.places.iter().flatten().collect();
            Places {
                tiles: known.iter().map(|p| (p.q, p.r)).collect(),
                names: known.iter().map(|p| Some((p.names(), p.name_en))).collect(),
                points: known.iter().map(|p| Coord::new(p.lon, p.lat)).collect(),
                is_known: true,
                are_provinces: found.set.id == "china_provinces_31",
            }
        }
        None => in_order(regions.len()),
    }
}

/// Rows of tiles about as wide as high.
fn in_order(count: usize) -> Places {
    let wide = (1..=count.max(1)).find(|w| w * w >= count).unwrap_or(1);
    let tile = |i: usize| {
        let (row, column) = ((i / wide) as i32, (i % wide) as i32);
        (column - row.div_euclid(2), row)
    };
    Places {
        tiles: (0..count).map(tile).collect(),
        names: vec![None; count],
        ..Places::default()
    }
}
