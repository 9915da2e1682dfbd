//! Outlines: each file gives ground that can be measured and drawn, or a refusal in a sentence.

use std::io::{Cursor, Write};

use tanheng::core::geo::Coord;
use tanheng::core::geo::albers::Albers;
use tanheng::core::geo::measure::{area_on_earth, label_point};
use tanheng::core::geo::simplify::simplify;
use tanheng::core::geo::suspect;
use tanheng::exchange::boundaries;
use zip::write::{SimpleFileOptions, ZipWriter};

use super::told;

const REGIONS: [(&str, &str); 3] = [("110000", "北京市"), ("", "河北省"), ("530102", "")];

/// A file as it is; the format shows itself.
pub(crate) fn json(bytes: &[u8]) {
    if !bytes.starts_with(b"PK") {
        file(bytes);
    }
}

/// A zip as it is; anything else is one part of a small sound Shapefile, named by its first byte.
pub(crate) fn shapefile_zip(bytes: &[u8]) {
    match bytes {
        [b'P', b'K', ..] => file(bytes),
        [which, part @ ..] => {
            let mut parts = [
                ("a.shp", include_bytes!("parts/a.shp").as_slice()),
                ("a.dbf", include_bytes!("parts/a.dbf").as_slice()),
                ("a.prj", include_bytes!("parts/a.prj").as_slice()),
                ("a.cpg", b"GBK".as_slice()),
            ];
            parts[usize::from(*which) % 4].1 = part;
            let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
            for (name, part) in parts {
                writer
                    .start_file(name, SimpleFileOptions::default())
                    .expect("a part");
                writer.write_all(part).expect("in memory");
            }
            file(&writer.finish().expect("in memory").into_inner());
        }
        [] => {}
    }
}

fn file(bytes: &[u8]) {
    let read = match boundaries::read(bytes) {
        Ok(read) => read,
        Err(error) => return told(&error),
    };
    for doubt in &read.doubts {
        told(doubt);
    }
    assert!(!read.features.is_empty());
    let china = Albers::china();
    for feature in &read.features {
        assert_eq!(feature.cells.len(), read.columns.len());
        let rings: Vec<_> = feature.shape.rings().collect();
        assert!(!rings.is_empty() && rings.iter().all(|ring| ring.len() > 2));
        assert!(feature.shape.points().all(Coord::is_finite));
        assert!(area_on_earth(&feature.shape).is_finite());
        assert!(label_point(&feature.shape, 0.01).is_none_or(Coord::is_finite));
        let plane = feature.shape.map(|c| china.forward(c));
        assert!(plane.is_none_or(|plane| simplify(&plane, 1_000.0).points().all(Coord::is_finite)));
    }
    let known = vec![Some(Coord::new(116.4, 40.3)); read.features.len()];
    if let Some(doubt) = suspect::shift(&read.shapes(), &known) {
        told(&doubt);
    }
    for column in [None, Some(0), Some(usize::MAX)] {
        let joined = read.join(&REGIONS, column);
        assert_eq!(joined.shapes.len(), REGIONS.len());
        assert!(joined.unused.len() <= read.features.len());
    }
}
