//! Where a GeoTIFF lies: OGC GeoTIFF 1.1 (19-008r4) keys and tags.

use super::super::{RasterFileError, ReadAt};
use super::directory::{Directory, tag};
use crate::core::raster::{Crs, CrsKind, GeoTransform, Grid};

const MODEL_TYPE: u64 = 1024;
const RASTER_TYPE: u64 = 1025;
const CITATION: u64 = 1026;
const GEODETIC_CRS: u64 = 2048;
const GEODETIC_CITATION: u64 = 2049;
const ANGULAR_UNITS: u64 = 2054;
const PROJECTED_CRS: u64 = 3072;
const PROJECTED_CITATION: u64 = 3073;
const LINEAR_UNITS: u64 = 3076;
const LINEAR_UNIT_SIZE: u64 = 3077;
/// A value that says another key holds it.
const USER_DEFINED: u64 = 32767;

/// The tags that say where a raster lies, as they stand in a file.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Georeference {
    /// `ModelPixelScaleTag`.
    pub pixel_scale: Vec<f64>,
    /// `ModelTiepointTag`.
    pub tiepoints: Vec<f64>,
    /// `ModelTransformationTag`.
    pub transformation: Vec<f64>,
    /// `GeoKeyDirectoryTag`.
    pub keys: Vec<u64>,
    /// `GeoDoubleParamsTag`.
    pub doubles: Vec<f64>,
    /// `GeoAsciiParamsTag`.
    pub text: String,
}

impl Georeference {
    pub(super) fn read(
        source: &dyn ReadAt,
        directory: &Directory,
    ) -> Result<Self, RasterFileError> {
        Ok(Self {
            pixel_scale: directory.doubles(source, tag::PIXEL_SCALE)?,
            tiepoints: directory.doubles(source, tag::TIEPOINTS)?,
            transformation: directory.doubles(source, tag::TRANSFORMATION)?,
            keys: directory.whole(source, tag::GEO_KEYS)?,
            doubles: directory.doubles(source, tag::GEO_DOUBLES)?,
            text: directory.text(source, tag::GEO_TEXT)?,
        })
    }

    /// The tags of a grid; its coordinate system is written when it has a number in the EPSG register.
    #[must_use]
    pub fn of(grid: &Grid) -> Self {
        let mut own = Self::default();
        if let Some(t) = grid.transform {
            if grid.is_straight() && t[5] < 0.0 {
                own.pixel_scale = vec![t[1], -t[5], 0.0];
                own.tiepoints = vec![0.0, 0.0, 0.0, t[0], t[3], 0.0];
            } else {
                own.transformation = vec![
                    t[1], t[2], 0.0, t[0], t[4], t[5], 0.0, t[3], 0.0, 0.0, 0.0, 0.0, 0.0, 0.0,
                    0.0, 1.0,
                ];
            }
        }
        let epsg = grid.crs.epsg.map(u64::from).filter(|n| *n < USER_DEFINED);
        let keys = match (grid.crs.kind, epsg) {
            (CrsKind::Projected, Some(epsg)) => {
                vec![[MODEL_TYPE, 1], [RASTER_TYPE, 1], [PROJECTED_CRS, epsg]]
            }
            (CrsKind::Geographic, Some(epsg)) => {
                vec![[MODEL_TYPE, 2], [RASTER_TYPE, 1], [GEODETIC_CRS, epsg]]
            }
            _ => Vec::new(),
        };
        if !keys.is_empty() {
            own.keys = vec![1, 1, 0, keys.len() as u64];
            own.keys
                .extend(keys.iter().flat_map(|[key, value]| [*key, 0, 1, *value]));
        }
        own
    }

    /// Tag and value of a key.
    fn key(&self, key: u64) -> Option<(u64, u64, u64)> {
        let keys = self.keys.get(4..)?.chunks_exact(4);
        let mut found = keys.filter(|k| k[0] == key);
        found.next().map(|k| (k[1], k[2], k[3]))
    }

    fn short(&self, key: u64) -> Option<u64> {
        self.key(key).filter(|k| k.0 == 0).map(|k| k.2)
    }

    fn double(&self, key: u64) -> Option<f64> {
        let (tag, _, at) = self.key(key)?;
        let value = self.doubles.get(usize::try_from(at).ok()?).copied();
        value.filter(|_| tag == u64::from(tag::GEO_DOUBLES))
    }

    fn words(&self, key: u64) -> Option<String> {
        let (tag, count, at) = self.key(key)?;
        let from = usize::try_from(at).ok()?;
        let to = from.checked_add(usize::try_from(count).ok()?)?;
        let bytes = self.text.as_bytes();
        let part = bytes.get(from..to.min(bytes.len()))?;
        let text = String::from_utf8_lossy(part);
        let text = text.trim_matches(['|', '\0', ' ']).to_owned();
        (tag == u64::from(tag::GEO_TEXT) && !text.is_empty()).then_some(text)
    }

    pub(super) fn transform(&self) -> Option<GeoTransform> {
        let m = &self.transformation;
        let mut t = if m.len() >= 8 {
            [m[3], m[0], m[1], m[7], m[4], m[5]]
        } else if self.pixel_scale.len() >= 2 && self.tiepoints.len() >= 6 {
            let ([sx, sy], p) = ([self.pixel_scale[0], self.pixel_scale[1]], &self.tiepoints);
            [p[3] - p[0] * sx, sx, 0.0, p[4] + p[1] * sy, 0.0, -sy]
        } else {
            return None;
        };
        if self.short(RASTER_TYPE) == Some(2) {
            // The position is that of the middle of the pixel.
            t[0] -= 0.5 * (t[1] + t[2]);
            t[3] -= 0.5 * (t[4] + t[5]);
        }
        t.iter().all(|v| v.is_finite()).then_some(t)
    }

    pub(super) fn crs(&self) -> Crs {
        let registered = |key| {
            let number = self.short(key).filter(|n| *n > 0 && *n < USER_DEFINED);
            number.and_then(|n| u32::try_from(n).ok())
        };
        let named = |keys: [u64; 2]| keys.into_iter().find_map(|k| self.words(k));
        match self.short(MODEL_TYPE) {
            Some(1) => Crs {
                kind: CrsKind::Projected,
                epsg: registered(PROJECTED_CRS),
                name: named([CITATION, PROJECTED_CITATION]),
                unit: match self.short(LINEAR_UNITS) {
                    Some(9002) => 0.3048,
                    Some(9003) => 1200.0 / 3937.0,
                    Some(9036) => 1000.0,
                    Some(USER_DEFINED) => {
                        let size = self.double(LINEAR_UNIT_SIZE);
                        size.filter(|s| s.is_finite() && *s > 0.0).unwrap_or(1.0)
                    }
                    _ => 1.0,
                },
            },
            Some(2) => Crs {
                kind: CrsKind::Geographic,
                epsg: registered(GEODETIC_CRS),
                name: named([GEODETIC_CITATION, CITATION]),
                unit: match self.short(ANGULAR_UNITS) {
                    Some(9101) => 180.0 / std::f64::consts::PI,
                    Some(9105) => 0.9,
                    _ => 1.0,
                },
            },
            _ => Crs::default(),
        }
    }
}
