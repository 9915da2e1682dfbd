//! Places on the earth and on paper: outlines, projection, areas, tiles, cells, and what looks wrong with coordinates.
//!
//! | what | where |
//! |---|---|
//! | outlines: rings, bounds, winding | [`Polygon`], [`Shape`], [`Bounds`] |
//! | equal-area projection of China and back | [`albers`] |
//! | Gauss–Krüger, UTM and web Mercator back to degrees | [`mercator`] |
//! | areas, centroids, label points | [`measure`] |
//! | thick lines between groups of outlines | [`mod@borders`] |
//! | fewer points for a drawing | [`simplify`] |
//! | hexagon tiles and the borders between groups of them | [`hex`] |
//! | the nearest label point's ground | [`voronoi`] |
//! | which unit a pixel lies in | [`scan`] |
//! | what is known of where units are | [`Sites`] |
//! | degrees swapped, metres, crossings, overlaps, a shifted datum | [`suspect`] |

pub mod albers;
pub mod borders;
mod error;
pub mod hex;
pub mod measure;
pub mod mercator;
pub mod scan;
mod shape;
pub mod simplify;
mod sites;
pub mod suspect;
pub mod voronoi;

pub use error::GeoError;
pub use shape::{Bounds, Coord, Polygon, Shape};
pub use sites::Sites;
