//! A file of boundaries, read beside the page: readers of zips and old encodings need not come with it.

use serde::{Deserialize, Serialize};

use crate::core::geo::{Coord, Polygon, Shape};
use crate::core::problem::{Problem, Report};
use crate::exchange::boundaries::{self, Boundaries, Feature, Format};
use crate::exchange::paste::Array;

use super::Answer;

/// What a file holds besides its coordinates.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OutlinesReply {
    /// Names of the attribute columns.
    pub columns: Vec<String>,
    /// Texts of each outline, one a column.
    pub cells: Vec<Vec<String>>,
    /// Entries without ground.
    pub without_ground: usize,
    /// What looks wrong.
    pub doubts: Vec<Problem>,
}

/// Reads a file and gives the last answer: what it holds, then for each outline the number of its parts, of the rings of each
/// and of the points of each, and the points.
#[must_use]
pub fn answer_outlines(bytes: &[u8]) -> (Answer, Vec<Array>) {
    match boundaries::read(bytes) {
        Ok(read) => packed(&read),
        Err(error) => (Answer::Problem(error.problem()), Vec::new()),
    }
}

fn packed(read: &Boundaries) -> (Answer, Vec<Array>) {
    let reply = OutlinesReply {
        columns: read.columns.clone(),
        cells: read.features.iter().map(|f| f.cells.clone()).collect(),
        without_ground: read.without_ground,
        doubts: read.doubts.iter().map(Report::problem).collect(),
    };
    let (mut counts, mut points) = (Vec::new(), Vec::new());
    // A file has at most `boundaries::MOST_POINTS` points.
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    for feature in &read.features {
        counts.push(count(feature.shape.polygons.len()));
        for polygon in &feature.shape.polygons {
            counts.push(count(1 + polygon.holes.len()));
            for ring in std::iter::once(&polygon.outer).chain(&polygon.holes) {
                counts.push(count(ring.len()));
                points.extend(ring.iter().flat_map(|c| [c.x, c.y]));
            }
        }
    }
    let text = serde_json::to_string(&reply).unwrap_or_default();
    (
        Answer::Reply(text),
        vec![Array::U32(counts), Array::F64(points)],
    )
}

impl OutlinesReply {
    /// The boundaries again; `None` when the arrays are not those of the reply.
    #[must_use]
    pub fn unpacked(&self, arrays: &[Array]) -> Option<Boundaries> {
        let [Array::U32(counts), Array::F64(points)] = arrays else {
            return None;
        };
        let mut counts = counts.iter().map(|n| *n as usize);
        let mut points = points.chunks_exact(2).map(|c| Coord::new(c[0], c[1]));
        let mut features = Vec::with_capacity(self.cells.len());
        for cells in &self.cells {
            let mut shape = Shape::default();
            for _ in 0..counts.next()? {
                let rings = counts.next()?;
                let mut polygon = Polygon::default();
                for at in 0..rings {
                    let length = counts.next()?;
                    let ring: Vec<Coord> = points.by_ref().take(length).collect();
                    if ring.len() != length {
                        return None;
                    }
                    if at == 0 {
                        polygon.outer = ring;
                    } else {
                        polygon.holes.push(ring);
                    }
                }
                shape.polygons.push(polygon);
            }
            features.push(Feature {
                shape,
                cells: cells.clone(),
            });
        }
        Some(Boundaries {
            format: Format::GeoJson,
            columns: self.columns.clone(),
            features,
            without_ground: self.without_ground,
            encoding: None,
            doubts: Vec::new(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::places;

    #[test]
    fn outlines_come_back_from_the_arrays_they_travel_in() {
        let bytes = places::PROVINCES.as_bytes();
        let (answer, arrays) = answer_outlines(bytes);
        let Answer::Reply(text) = answer else {
            panic!("{answer:?}")
        };
        let reply: OutlinesReply = serde_json::from_str(&text).expect("a reply");
        let read = boundaries::read(bytes).expect("shipped");
        let back = reply.unpacked(&arrays).expect("its own arrays");
        assert_eq!((back.columns, back.features), (read.columns, read.features));
        assert!(reply.unpacked(&arrays[..1]).is_none());
        assert!(matches!(answer_outlines(b"{}").0, Answer::Problem(_)));
    }
}
