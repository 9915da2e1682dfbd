//! Where the pixels of a raster lie.

use serde::{Deserialize, Serialize};

/// Pixel to map as GDAL has it: `x = t0 + column t1 + row t2`, `y = t3 + column t4 + row t5`, from the outer corner of the
/// first pixel.
pub type GeoTransform = [f64; 6];

/// Kind of a coordinate reference system.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CrsKind {
    /// Lengths on a plane.
    Projected,
    /// Degrees of longitude and latitude.
    Geographic,
    /// Not said.
    #[default]
    Unknown,
}

/// Coordinate reference system (坐标参考系), as far as it is known.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Crs {
    /// Kind.
    pub kind: CrsKind,
    /// Number in the EPSG register.
    pub epsg: Option<u32>,
    /// Name in the file.
    pub name: Option<String>,
    /// Metres in a unit of a projected system, degrees in a unit of a geographic one.
    pub unit: f64,
}

impl Default for Crs {
    fn default() -> Self {
        Self {
            kind: CrsKind::Unknown,
            epsg: None,
            name: None,
            unit: 1.0,
        }
    }
}

/// Size, position and coordinate system of a raster.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Grid {
    /// Columns.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// Position; none when the file does not say where it lies.
    pub transform: Option<GeoTransform>,
    /// Coordinate system.
    pub crs: Crs,
}

impl Grid {
    /// Pixels in all.
    #[must_use]
    pub fn pixels(&self) -> u64 {
        u64::from(self.width) * u64::from(self.height)
    }

    /// Whether rows run along the x axis.
    #[must_use]
    pub fn is_straight(&self) -> bool {
        self.transform.is_some_and(|t| t[2] == 0.0 && t[4] == 0.0)
    }
}
