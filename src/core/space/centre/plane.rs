//! An ellipse in a plane.

use serde::{Deserialize, Serialize};

use crate::core::geo::Coord;

/// How the standard deviations along the axes are corrected. They differ in size only, never in direction.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EllipseForm {
    /// Standard deviations × √2, so that an ellipse about a normal cloud holds 63 % of it: ArcGIS “Directional Distribution”,
    /// one standard deviation; pointpats `ellipse(method="yuill", crimestatCorr=True, degfreedCorr=False)`.
    #[default]
    ArcGis,
    /// The standard deviations themselves (Yuill 1971); pointpats with both corrections off.
    Yuill,
    /// Standard deviations × √2 × √(n/(n − 2)): CrimeStat, and pointpats `ellipse` as it stands.
    CrimeStat,
}

impl EllipseForm {
    /// Fewest points.
    pub(super) const fn needed(self) -> usize {
        match self {
            Self::ArcGis | Self::Yuill => 2,
            Self::CrimeStat => 3,
        }
    }

    fn factor(self, points: usize) -> f64 {
        let n = points as f64;
        match self {
            Self::Yuill => 1.0,
            Self::ArcGis => std::f64::consts::SQRT_2,
            Self::CrimeStat => libm::sqrt(2.0 * n / (n - 2.0)),
        }
    }
}

/// A standard deviational ellipse in a plane, in units of the coordinates.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct PlaneEllipse {
    /// Correction used.
    pub form: EllipseForm,
    /// Points, those of weight 0 counted.
    pub points: usize,
    /// Weighted mean, x.
    pub x: f64,
    /// Weighted mean, y.
    pub y: f64,
    /// Half of the long axis.
    pub semi_major: f64,
    /// Half of the short axis; 0 when all points lie on a line.
    pub semi_minor: f64,
    /// Direction of the long axis, degrees clockwise from the y axis, 0 to 180; none where the axes are equally long.
    pub rotation: Option<f64>,
    /// π · both halves.
    pub area: f64,
}

/// Standard deviational ellipse (标准差椭圆) of points in a plane: standard deviations along and across the direction in
/// which they spread most.
///
/// # Formula
/// ```text
/// x̃ = x − X,  ỹ = y − Y                                   from the weighted mean
/// tan 2θ = 2 Σ w x̃ỹ / (Σ w x̃² − Σ w ỹ²)                   θ from the x axis to the long one
/// σ_u² = Σ w (x̃ cos θ + ỹ sin θ)² / Σ w,   σ_v² = Σ w (ỹ cos θ − x̃ sin θ)² / Σ w
/// ```
/// times the factor of the [`EllipseForm`]. Programs that measure from the x axis give 90° − the rotation here.
///
/// # Shape
/// One weight a point. `None` for other lengths, fewer points than the form takes (2, `CrimeStat` 3), a negative weight,
/// weights of 0 only, or what is no number.
///
/// # Source
/// Lefever 1926, American Journal of Sociology 32(1), 88–94; Yuill 1971, Geografiska Annaler B 53(1), 28–39; Levine 2015,
/// CrimeStat IV, chapter 4.
///
/// # Examples
/// ```
/// use tanheng::core::geo::Coord;
/// use tanheng::core::space::centre::{EllipseForm, plane_ellipse};
/// let cross = [(3.0, 0.0), (-3.0, 0.0), (0.0, 1.0), (0.0, -1.0)].map(|(x, y)| Coord::new(x, y));
/// let ellipse = plane_ellipse(&cross, &[1.0; 4], EllipseForm::ArcGis).expect("four points");
/// // σ² = 18/4 and 2/4, doubled: axes 3 and 1, the long one to the east
/// assert!((ellipse.semi_major - 3.0).abs() < 1e-12 && (ellipse.semi_minor - 1.0).abs() < 1e-12);
/// assert_eq!(ellipse.rotation, Some(90.0));
/// ```
#[must_use]
pub fn plane_ellipse(points: &[Coord], weights: &[f64], form: EllipseForm) -> Option<PlaneEllipse> {
    let largest = weights.iter().copied().fold(0.0, f64::max);
    let are_weights = weights.iter().all(|w| w.is_finite() && *w >= 0.0) && largest > 0.0;
    if points.len() != weights.len() || points.len() < form.needed() || !are_weights {
        return None;
    }
    let shares: Vec<f64> = weights.iter().map(|w| w / largest).collect();
    let total: f64 = shares.iter().sum();
    let mean = |of: &dyn Fn(Coord) -> f64| {
        let sum: f64 = points.iter().zip(&shares).map(|(p, w)| w * of(*p)).sum();
        sum / total
    };
    let (x, y) = (mean(&|p| p.x), mean(&|p| p.y));
    let xx = mean(&|p| (p.x - x) * (p.x - x));
    let yy = mean(&|p| (p.y - y) * (p.y - y));
    let xy = mean(&|p| (p.x - x) * (p.y - y));
    let is_round = libm::hypot(xx - yy, 2.0 * xy) <= 1e-12 * (xx + yy);
    // A round one is drawn from north.
    let angle = if is_round {
        std::f64::consts::FRAC_PI_2
    } else {
        0.5 * libm::atan2(2.0 * xy, xx - yy)
    };
    // Summed anew along the axes: the roots of the quadratic would cancel on a thin ellipse.
    let (sin, cos) = (libm::sin(angle), libm::cos(angle));
    let along = mean(&|p| {
        let u = (p.x - x) * cos + (p.y - y) * sin;
        u * u
    });
    let across = mean(&|p| {
        let v = (p.y - y) * cos - (p.x - x) * sin;
        v * v
    });
    let factor = form.factor(points.len());
    let semi_major = factor * libm::sqrt(along.max(across));
    let semi_minor = factor * libm::sqrt(across.min(along));
    let rotation = 90.0 - angle.to_degrees();
    let area = std::f64::consts::PI * semi_major * semi_minor;
    [x, y, semi_major, area]
        .iter()
        .all(|v| v.is_finite())
        .then_some(PlaneEllipse {
            form,
            points: points.len(),
            x,
            y,
            semi_major,
            semi_minor,
            rotation: (!is_round).then_some(if rotation < 180.0 { rotation } else { 0.0 }),
            area,
        })
}
