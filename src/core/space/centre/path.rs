//! Gravity centre (重心) and its path.

use serde::{Deserialize, Serialize};

use super::influence::{LeftOut, strongest, tracks, without_each};
use super::mean::{CentreMean, Rooms, Sum};
use super::panel::{MissingUnit, Row, panel};
use super::sphere::{bearing, distance_km};
use super::{CentreError, Compass, EqualArea, LonLat};

/// How centres are taken.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CentreOptions {
    /// The mean that makes the path.
    pub mean: CentreMean,
    /// Units without a weight in some year are left out of all years, so that the path is that of one set of units. Off: of
    /// the years without a weight only.
    pub common_units: bool,
    /// Whether to take the centres without each unit too.
    pub leave_one_out: bool,
    /// Projection of the projected mean.
    pub projection: EqualArea,
}

impl Default for CentreOptions {
    fn default() -> Self {
        Self {
            mean: CentreMean::default(),
            common_units: true,
            leave_one_out: true,
            projection: EqualArea::default(),
        }
    }
}

/// Centres of a year.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct YearCentre {
    /// Year.
    pub year: i32,
    /// Units that take part.
    pub units: usize,
    /// Sum of their weights, in the unit of the weights.
    pub weight: f64,
    /// The centre by the mean chosen: one of the following three.
    pub centre: LonLat,
    /// Mean of plain degrees.
    pub degrees: LonLat,
    /// Mean in the projection.
    pub projected: LonLat,
    /// Mean on the sphere.
    pub spherical: LonLat,
    /// Distance of the first from the second, km.
    pub degrees_to_projected_km: f64,
    /// Distance of the first from the third, km.
    pub degrees_to_spherical_km: f64,
    /// Distance of the second from the third, km.
    pub projected_to_spherical_km: f64,
    /// The unit without which the centre would lie farthest away; none when not asked for, or when no unit moves it.
    pub most_influential: Option<usize>,
}

/// A step of the path.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Step {
    /// Year it starts in.
    pub from_year: i32,
    /// Year it ends in.
    pub to_year: i32,
    /// Great-circle distance, km.
    pub distance_km: f64,
    /// Distance over years.
    pub km_per_year: f64,
    /// Direction in which it sets out, degrees clockwise from north; none where the centre stays.
    pub bearing: Option<f64>,
    /// The same in eight directions.
    pub direction: Option<Compass>,
}

/// The path of a gravity centre.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GravityCentre {
    /// Choices used.
    pub options: CentreOptions,
    /// Centres year by year.
    pub years: Vec<YearCentre>,
    /// Steps from year to year, one fewer than years.
    pub steps: Vec<Step>,
    /// Length of all steps, km.
    pub length_km: f64,
    /// From the first year straight to the last; none of one year.
    pub net: Option<Step>,
    /// The path without each unit, the most influential first; empty when not asked for.
    pub left_out: Vec<LeftOut>,
    /// Units without a weight in some year, with those years. With common units they take no part in any.
    pub missing: Vec<MissingUnit>,
}

/// Gravity centre (重心) of places with weights, year by year, with the path it takes.
///
/// # Formula
/// ```text
/// X = Σ w_i x_i / Σ w_i,   Y = Σ w_i y_i / Σ w_i
/// ```
/// `x, y` are plain degrees, coordinates of an equal-area projection, or unit vectors (see [`CentreMean`]); all three are given
/// with the distances between them. Steps are great circles by haversines on a sphere of [`EARTH_RADIUS_KM`](super::EARTH_RADIUS_KM).
///
/// # Shape
/// One place a unit, `weights[unit][year]`, years ascending. A weight is an amount or a ratio; `None` leaves the unit out.
///
/// # Errors
/// [`CentreError`] names year and unit. It takes one unit with a weight, and two for the centres without each.
///
/// # Source
/// Neft 1966, Statistical analysis for areal distributions, Regional Science Research Institute (mean centre); Grether & Mathys
/// 2010, Area 42(1), 47–50 (in space, then out to the sphere); projection: Snyder 1987 (`core::geo::albers`).
///
/// # Examples
/// ```
/// use tanheng::core::space::centre::{CentreOptions, LonLat, gravity_centre};
/// let places = [LonLat::new(100.0, 0.0), LonLat::new(104.0, 0.0)];
/// let weights = [vec![Some(1.0), Some(3.0)], vec![Some(1.0), Some(1.0)]];
/// let path = gravity_centre(&places, &[2010, 2020], &weights, &CentreOptions::default())?;
/// // 102° E, then (3 · 100 + 104) / 4 = 101° E: one degree to the west, π/180 · 6371.0088 km
/// assert_eq!(path.years[1].centre, LonLat::new(101.0, 0.0));
/// assert!((path.steps[0].distance_km - 111.195_08).abs() < 1e-5);
/// assert_eq!(path.steps[0].bearing, Some(270.0));
/// # Ok::<(), tanheng::core::space::centre::CentreError>(())
/// ```
pub fn gravity_centre(
    places: &[LonLat],
    years: &[i32],
    weights: &[Vec<Option<f64>>],
    options: &CentreOptions,
) -> Result<GravityCentre, CentreError> {
    let albers = options.projection.albers().ok_or(CentreError::Projection)?;
    let rooms = Rooms { albers };
    let needed = if options.leave_one_out { 2 } else { 1 };
    let panel = panel(places, years, weights, options.common_units, needed)?;
    let mut centres = Vec::with_capacity(panel.rows.len());
    let mut without = Vec::new();
    for row in &panel.rows {
        let mut centre = centre_of(&rooms, places, row, options.mean)?;
        if options.leave_one_out {
            let parts = parts(&rooms, places, row, options.mean)?;
            let each = without_each(&rooms, options.mean, &parts);
            centre.most_influential = strongest(centre.centre, &each);
            without.push((centre.centre, each));
        }
        centres.push(centre);
    }
    let steps: Vec<Step> = centres
        .iter()
        .zip(centres.iter().skip(1))
        .map(|(from, to)| step(from, to))
        .collect();
    let net = match centres.as_slice() {
        [first, .., last] => Some(step(first, last)),
        _ => None,
    };
    Ok(GravityCentre {
        options: *options,
        length_km: steps.iter().map(|step| step.distance_km).sum(),
        net,
        steps,
        years: centres,
        left_out: tracks(&without, places.len()),
        missing: panel.missing,
    })
}

fn parts(
    rooms: &Rooms,
    places: &[LonLat],
    row: &Row,
    mean: CentreMean,
) -> Result<Vec<(usize, Sum)>, CentreError> {
    row.members
        .iter()
        .map(|member| {
            let place = places.get(member.unit).copied();
            let vector = place.and_then(|place| rooms.vector(mean, place));
            let vector = vector.ok_or(CentreError::Place { unit: member.unit })?;
            Ok((member.unit, Sum::of(member.share, vector)))
        })
        .collect()
}

fn centre_of(
    rooms: &Rooms,
    places: &[LonLat],
    row: &Row,
    mean: CentreMean,
) -> Result<YearCentre, CentreError> {
    let year = row.year;
    let of = |mean| -> Result<LonLat, CentreError> {
        let parts = parts(rooms, places, row, mean)?;
        let sum = parts
            .iter()
            .fold(Sum::default(), |sum, (_, own)| sum.plus(*own));
        rooms.place(mean, sum).ok_or(match mean {
            CentreMean::Spherical => CentreError::Balanced { year },
            CentreMean::Degrees | CentreMean::Projected => CentreError::OffMap { year },
        })
    };
    let degrees = of(CentreMean::Degrees)?;
    let projected = of(CentreMean::Projected)?;
    let spherical = of(CentreMean::Spherical)?;
    Ok(YearCentre {
        year,
        units: row.members.len(),
        weight: row.total,
        centre: match mean {
            CentreMean::Degrees => degrees,
            CentreMean::Projected => projected,
            CentreMean::Spherical => spherical,
        },
        degrees,
        projected,
        spherical,
        degrees_to_projected_km: distance_km(degrees, projected),
        degrees_to_spherical_km: distance_km(degrees, spherical),
        projected_to_spherical_km: distance_km(projected, spherical),
        most_influential: None,
    })
}

fn step(from: &YearCentre, to: &YearCentre) -> Step {
    let distance_km = distance_km(from.centre, to.centre);
    let bearing = bearing(from.centre, to.centre);
    Step {
        from_year: from.year,
        to_year: to.year,
        distance_km,
        km_per_year: distance_km / (f64::from(to.year) - f64::from(from.year)),
        bearing,
        direction: bearing.and_then(Compass::of),
    }
}
