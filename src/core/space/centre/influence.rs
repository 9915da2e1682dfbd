//! How far one unit draws the centre to itself.

use serde::{Deserialize, Serialize};

use super::LonLat;
use super::mean::{CentreMean, Rooms, Sum};
use super::sphere::distance_km;

/// The path of the centre without one unit. The lists have one value a year, `None` where the unit takes no part.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LeftOut {
    /// Position of the unit left out.
    pub unit: usize,
    /// Centre without it; also `None` where no other unit has a weight above 0.
    pub centres: Vec<Option<LonLat>>,
    /// Distance from the centre of all to that without it, km.
    pub displacement_km: Vec<Option<f64>>,
    /// Mean of the distances.
    pub mean_km: Option<f64>,
    /// Greatest of them.
    pub greatest_km: Option<f64>,
    /// Whether in some year no centre is left without it.
    pub is_sole: bool,
}

/// A unit of a year with its part of the sum.
pub(super) type Part = (usize, Sum);

/// A unit of a year with the centre without it.
pub(super) type Without = (usize, Option<LonLat>);

/// Centres of a year without each of its units, in the order of the parts. Sums from both ends: taking a part off the whole
/// would cancel digits where one unit has nearly all weight.
pub(super) fn without_each(rooms: &Rooms, mean: CentreMean, parts: &[Part]) -> Vec<Without> {
    let mut after = vec![Sum::default()];
    for (_, part) in parts.iter().rev() {
        let sum = after.last().copied().unwrap_or_default();
        after.push(sum.plus(*part));
    }
    after.pop();
    let mut before = Sum::default();
    parts
        .iter()
        .zip(after.iter().rev())
        .map(|((unit, part), after)| {
            let place = rooms.place(mean, before.plus(*after));
            before = before.plus(*part);
            (*unit, place)
        })
        .collect()
}

/// The unit that draws a year's centre farthest; none where no unit moves it.
pub(super) fn strongest(centre: LonLat, without: &[Without]) -> Option<usize> {
    let mut best: Option<(f64, usize)> = None;
    for (unit, place) in without {
        let km = place.map_or(f64::INFINITY, |place| distance_km(centre, place));
        if km > best.map_or(0.0, |(most, _)| most) {
            best = Some((km, *unit));
        }
    }
    best.map(|(_, unit)| unit)
}

/// The years put together unit by unit, the most influential first.
pub(super) fn tracks(years: &[(LonLat, Vec<Without>)], units: usize) -> Vec<LeftOut> {
    let mut tracks: Vec<Option<LeftOut>> = vec![None; units];
    for (at, (centre, without)) in years.iter().enumerate() {
        for (unit, place) in without {
            let Some(slot) = tracks.get_mut(*unit) else {
                continue;
            };
            let track = slot.get_or_insert_with(|| LeftOut {
                unit: *unit,
                centres: vec![None; years.len()],
                displacement_km: vec![None; years.len()],
                mean_km: None,
                greatest_km: None,
                is_sole: false,
            });
            track.is_sole |= place.is_none();
            if let (Some(own), Some(km)) =
                (track.centres.get_mut(at), track.displacement_km.get_mut(at))
            {
                *own = *place;
                *km = place.map(|place| distance_km(*centre, place));
            }
        }
    }
    let mut tracks: Vec<LeftOut> = tracks.into_iter().flatten().collect();
    for track in &mut tracks {
        let known: Vec<f64> = track.displacement_km.iter().copied().flatten().collect();
        if !known.is_empty() {
            track.mean_km = Some(known.iter().sum::<f64>() / known.len() as f64);
            track.greatest_km = Some(known.iter().copied().fold(0.0, f64::max));
        }
    }
    // Stable: equal ones stay in the order of the units.
    let size = |track: &LeftOut| track.mean_km.unwrap_or(0.0);
    tracks.sort_by(|a, b| {
        let sole = b.is_sole.cmp(&a.is_sole);
        sole.then(size(b).total_cmp(&size(a)))
    });
    tracks
}
