//! Gravity centre (重心) and standard deviational ellipse (标准差椭圆) of places with weights.
//!
//! | what | where |
//! |---|---|
//! | path of the centre, three means beside each other, leave-one-out | [`gravity_centre`] |
//! | ellipses year by year, with rings to draw | [`deviational_ellipses`] |
//! | one ellipse in a plane | [`plane_ellipse`] |
//!
//! Weights are `weights[unit][year]`, `None` where there is no value. Distances are great circles on a sphere of
//! [`EARTH_RADIUS_KM`].

mod ellipse;
mod error;
mod influence;
mod mean;
mod panel;
mod path;
mod place;
mod plane;
mod spec;
mod sphere;

pub use ellipse::{EllipseOptions, Ellipses, MOST_RING_POINTS, YearEllipse, deviational_ellipses};
pub use error::CentreError;
pub use influence::LeftOut;
pub use mean::CentreMean;
pub use panel::MissingUnit;
pub use path::{CentreOptions, GravityCentre, Step, YearCentre, gravity_centre};
pub use place::{EqualArea, LonLat};
pub use plane::{EllipseForm, PlaneEllipse, plane_ellipse};
pub use spec::{GRAVITY_CENTRE, GravityCentreRequest};
pub use sphere::{Compass, EARTH_RADIUS_KM};
