//! Weights as text.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::{Header, WeightsFileError};
use crate::core::space::Weights;

/// Neighbours as a GAL file, in the order of the units; with a header its first line has the long form. GAL holds no weights: who
/// counts is a neighbour, who counts 0 is none.
///
/// # Errors
/// [`WeightsFileError`]: not as many ids as units; an id that is empty, comes twice or has blanks, which would part it in the
/// file.
pub fn write_gal(
    weights: &Weights,
    ids: &[&str],
    header: Option<&Header>,
) -> Result<String, WeightsFileError> {
    check(weights, ids)?;
    let mut text = first_line(weights, header);
    for (id, (neighbours, values)) in ids.iter().zip(weights.rows()) {
        let counting = neighbours.iter().zip(values).filter(|(_, w)| **w > 0.0);
        let names = counting.filter_map(|(n, _)| ids.get(*n as usize).copied());
        let names: Vec<&str> = names.collect();
        // Writing into a text does not fail.
        let _ = write!(text, "{id} {}\n{}\n", names.len(), names.join(" "));
    }
    Ok(text)
}

/// Neighbours with their weights as a GWT file, ordered by unit and neighbour, with digits that read back as the same number. The
/// first line has the long form, which libpysal asks for.
///
/// # Errors
/// As [`write_gal`].
///
/// ```
/// use tanheng::{core::space::Weights, exchange::weights::{Header, write_gwt}};
/// let weights = Weights::from_lists(&[vec![(1, 0.5)], vec![(0, 2e-7)]])?;
/// let header = Header { layer: "two units".into(), key: "code".into() };
/// assert_eq!(write_gwt(&weights, &["a", "b"], &header)?, "0 2 two_units code\na b 0.5\nb a 2e-7\n");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn write_gwt(
    weights: &Weights,
    ids: &[&str],
    header: &Header,
) -> Result<String, WeightsFileError> {
    check(weights, ids)?;
    let mut text = first_line(weights, Some(header));
    for (id, (neighbours, values)) in ids.iter().zip(weights.rows()) {
        for (neighbour, value) in neighbours.iter().zip(values) {
            let name = ids.get(*neighbour as usize).copied().unwrap_or_default();
            let is_plain = *value == 0.0 || (1e-5..1e15).contains(value);
            let _ = if is_plain {
                writeln!(text, "{id} {name} {value}")
            } else {
                writeln!(text, "{id} {name} {value:e}")
            };
        }
    }
    Ok(text)
}

fn first_line(weights: &Weights, header: Option<&Header>) -> String {
    let word = |text: &str| {
        let word: Vec<&str> = text.split_whitespace().collect();
        let word = word.join("_");
        if word.is_empty() {
            "unknown".to_owned()
        } else {
            word
        }
    };
    match header {
        None => format!("{}\n", weights.len()),
        Some(header) => {
            let (layer, key) = (word(&header.layer), word(&header.key));
            format!("0 {} {layer} {key}\n", weights.len())
        }
    }
}

fn check(weights: &Weights, ids: &[&str]) -> Result<(), WeightsFileError> {
    if ids.len() != weights.len() {
        return Err(WeightsFileError::IdCount {
            found: ids.len(),
            expected: weights.len(),
        });
    }
    let mut seen = BTreeSet::new();
    for (unit, id) in ids.iter().enumerate() {
        let is_parted = id.is_empty() || id.contains(|c: char| c.is_whitespace() || c == '\0');
        if is_parted || id.starts_with('\u{feff}') || !seen.insert(*id) {
            let id = super::text::shortened(id);
            return Err(WeightsFileError::StudyId { unit, id });
        }
    }
    Ok(())
}
