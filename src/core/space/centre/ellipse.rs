//! Standard deviational ellipses (标准差椭圆) on the earth.

use std::f64::consts::TAU;

use serde::{Deserialize, Serialize};

use super::panel::{MissingUnit, Row, panel};
use super::{CentreError, EllipseForm, EqualArea, LonLat, PlaneEllipse, plane_ellipse};
use crate::core::geo::Coord;
use crate::core::geo::albers::Albers;

/// Fewest points of a ring.
pub(super) const FEWEST_RING_POINTS: usize = 8;
/// Most points of a ring.
pub const MOST_RING_POINTS: usize = 720;
const METRES: f64 = 1000.0;

/// How ellipses are taken.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct EllipseOptions {
    /// Correction.
    pub form: EllipseForm,
    /// Units without a weight in some year are left out of all years.
    pub common_units: bool,
    /// Projection in which it is computed.
    pub projection: EqualArea,
    /// Points of the ring.
    pub ring_points: usize,
}

impl Default for EllipseOptions {
    fn default() -> Self {
        Self {
            form: EllipseForm::default(),
            common_units: true,
            projection: EqualArea::default(),
            ring_points: 72,
        }
    }
}

/// The ellipse of a year.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct YearEllipse {
    /// Year.
    pub year: i32,
    /// Units that take part.
    pub units: usize,
    /// Its middle: the projected gravity centre.
    pub centre: LonLat,
    /// Half of the long axis, km.
    pub semi_major_km: f64,
    /// Half of the short axis, km; 0 when all places lie on a line.
    pub semi_minor_km: f64,
    /// Direction of the long axis, degrees clockwise from the north of the projection's grid, 0 to 180; none where the axes
    /// are equally long.
    pub rotation: Option<f64>,
    /// `1 − short/long`; none where both are 0.
    pub flattening: Option<f64>,
    /// Area, km²; as the projection keeps areas, that on the earth.
    pub area_km2: f64,
    /// Points on it, clockwise from an end of the long axis, the last not the first again.
    pub ring: Vec<LonLat>,
}

/// Ellipses year by year.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Ellipses {
    /// Choices used.
    pub options: EllipseOptions,
    /// Ellipses in the order of the years.
    pub years: Vec<YearEllipse>,
    /// Units without a weight in some year, with those years.
    pub missing: Vec<MissingUnit>,
}

/// Standard deviational ellipses (标准差椭圆) of places with weights, computed in an equal-area projection.
///
/// # Formula
/// As [`plane_ellipse`] has it, in km of the projection.
///
/// # Shape
/// One place a unit, `weights[unit][year]`, years ascending, as [`gravity_centre`](super::gravity_centre) takes them.
///
/// # Errors
/// [`CentreError`] names year and unit. It takes two units with a weight, three for [`EllipseForm::CrimeStat`].
///
/// # Source
/// As [`plane_ellipse`]; projection: Snyder 1987 (`core::geo::albers`).
///
/// # Examples
/// ```
/// use tanheng::core::space::centre::{EllipseOptions, LonLat, deviational_ellipses};
/// let places = [(104.0, 30.0), (106.0, 30.0), (105.0, 33.0)].map(|(lon, lat)| LonLat::new(lon, lat));
/// let weights = vec![vec![Some(1.0)]; 3];
/// let ellipses = deviational_ellipses(&places, &[2020], &weights, &EllipseOptions::default())?;
/// let ellipse = &ellipses.years[0];
/// assert_eq!(ellipse.ring.len(), 72);
/// // Farther from south to north than from west to east, and even on both sides of the meridian.
/// assert!(ellipse.rotation.is_some_and(|r| r < 1e-6 || r > 180.0 - 1e-6));
/// # Ok::<(), tanheng::core::space::centre::CentreError>(())
/// ```
pub fn deviational_ellipses(
    places: &[LonLat],
    years: &[i32],
    weights: &[Vec<Option<f64>>],
    options: &EllipseOptions,
) -> Result<Ellipses, CentreError> {
    let points = options.ring_points;
    if !(FEWEST_RING_POINTS..=MOST_RING_POINTS).contains(&points) {
        return Err(CentreError::RingPoints { points });
    }
    let albers = options.projection.albers().ok_or(CentreError::Projection)?;
    let needed = options.form.needed();
    let panel = panel(places, years, weights, options.common_units, needed)?;
    let years = panel
        .rows
        .iter()
        .map(|row| one(&albers, places, row, options));
    Ok(Ellipses {
        options: *options,
        years: years.collect::<Result<_, _>>()?,
        missing: panel.missing,
    })
}

fn one(
    albers: &Albers,
    places: &[LonLat],
    row: &Row,
    options: &EllipseOptions,
) -> Result<YearEllipse, CentreError> {
    let year = row.year;
    let off = CentreError::OffMap { year };
    let mut points = Vec::with_capacity(row.members.len());
    for member in &row.members {
        let place = places.get(member.unit).copied();
        let plane = place.and_then(|place| albers.forward(place.into()));
        let plane = plane.ok_or(CentreError::Place { unit: member.unit })?;
        points.push(Coord::new(plane.x / METRES, plane.y / METRES));
    }
    let weights: Vec<f64> = row.members.iter().map(|member| member.share).collect();
    let plane = plane_ellipse(&points, &weights, options.form).ok_or(off.clone())?;
    let back = |x: f64, y: f64| {
        let place = albers.inverse(Coord::new(x * METRES, y * METRES))?;
        Some(LonLat::of(place))
    };
    let ring = ring(&plane, options.ring_points);
    let ring: Option<Vec<LonLat>> = ring.map(|(x, y)| back(x, y)).collect();
    Ok(YearEllipse {
        year,
        units: plane.points,
        centre: back(plane.x, plane.y).ok_or(off.clone())?,
        semi_major_km: plane.semi_major,
        semi_minor_km: plane.semi_minor,
        rotation: plane.rotation,
        flattening: (plane.semi_major > 0.0).then(|| 1.0 - plane.semi_minor / plane.semi_major),
        area_km2: plane.area,
        ring: ring.ok_or(off)?,
    })
}

/// Points at even steps of the angle that makes the ellipse from a circle.
fn ring(ellipse: &PlaneEllipse, points: usize) -> impl Iterator<Item = (f64, f64)> {
    let bearing = ellipse.rotation.unwrap_or(0.0).to_radians();
    let (east, north) = (libm::sin(bearing), libm::cos(bearing));
    let PlaneEllipse {
        x,
        y,
        semi_major,
        semi_minor,
        ..
    } = *ellipse;
    (0..points).map(move |at| {
        let angle = TAU * at as f64 / points as f64;
        let (along, across) = (semi_major * libm::cos(angle), semi_minor * libm::sin(angle));
        (
            x + along * east + across * north,
            y + along * north - across * east,
        )
    })
}
