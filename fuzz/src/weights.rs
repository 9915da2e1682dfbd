//! Spatial weights: each file gives weights that can be written and computed with, or a refusal in a sentence.

use tanheng::core::space::weights::{Transform, connectivity};
use tanheng::exchange::weights::{Format, Header, read, write_gal, write_gwt};

use super::told;

/// Neighbours alone.
pub(crate) fn gal(bytes: &[u8]) {
    file(bytes, Format::Gal);
}

/// Neighbours with weights.
pub(crate) fn gwt(bytes: &[u8]) {
    file(bytes, Format::Gwt);
}

fn file(bytes: &[u8], format: Format) {
    let text = String::from_utf8_lossy(bytes);
    let mut named: Vec<&str> = text
        .lines()
        .skip(1)
        .flat_map(|line| line.split_whitespace().take(2))
        .collect();
    named.sort_unstable();
    named.dedup();
    for ids in [&named[..], &["a", "b", "c"], &["x", "y", "z", "1"], &[]] {
        let file = match read(bytes, format, ids) {
            Ok(file) => file,
            Err(error) => {
                told(&error);
                continue;
            }
        };
        assert_eq!(file.weights.len(), ids.len());
        let told_of = connectivity(&file.weights);
        assert_eq!(told_of.component_sizes.iter().sum::<usize>(), ids.len());
        let scaled = file.weights.transformed(Transform::Row);
        assert!(
            scaled
                .rows()
                .all(|(_, row)| row.iter().all(|w| w.is_finite()))
        );
        let header = Header {
            layer: "layer".into(),
            key: "code".into(),
        };
        let written = match format {
            Format::Gal => write_gal(&file.weights, ids, Some(&header)),
            Format::Gwt => write_gwt(&file.weights, ids, &header),
        };
        match written {
            Ok(text) => {
                let again = read(text.as_bytes(), format, ids).expect("our own");
                assert_eq!(again.weights, file.weights);
            }
            Err(error) => told(&error),
        }
    }
}
