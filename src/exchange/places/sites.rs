//! What the program knows of a study's regions.

use std::collections::HashMap;

use super::for_regions;
use crate::core::geo::{Coord, Sites};

/// Label points, areas and neighbours of regions given as code and name, in their order.
///
/// ```
/// let sites = tanheng::exchange::places::sites_of(&[("110000", "北京市"), ("120000", "天津市"), ("460000", "海南省")]);
/// assert_eq!(sites.borders, [vec![1], vec![0], vec![]]);
/// // Guangdong is not among them, so Hainan stays alone.
/// assert_eq!(sites.links, []);
/// ```
#[must_use]
pub fn sites_of(regions: &[(&str, &str)]) -> Sites {
    let mut sites = Sites::unknown(regions.len());
    let Some(found) = for_regions(regions) else {
        return sites;
    };
    let positions: HashMap<&str, usize> = found
        .places
        .iter()
        .enumerate()
        .filter_map(|(i, place)| Some((place.as_ref()?.code, i)))
        .collect();
    let among = |codes: &[&str]| {
        let mut near: Vec<usize> = codes
            .iter()
            .filter_map(|c| positions.get(c))
            .copied()
            .collect();
        near.sort_unstable();
        near
    };
    for (i, place) in found.places.iter().enumerate() {
        let Some(place) = place else { continue };
        sites.points[i] = Some(Coord::new(place.lon, place.lat));
        sites.areas[i] = Some(place.area_km2);
        sites.borders[i] = among(place.rook);
        sites.corners[i] = among(place.point);
    }
    let pair = |(a, b): &(&str, &str)| Some((*positions.get(a)?, *positions.get(b)?));
    sites.links = found.set.links.iter().filter_map(pair).collect();
    sites.has_borders = found.missing.is_empty();
    sites
}
