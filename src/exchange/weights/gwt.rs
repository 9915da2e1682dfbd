//! Lines of a GWT file.

use std::collections::BTreeMap;

use super::WeightsFileError;
use super::join::{Links, Row};
use super::text::{Line, shortened};

/// One line a neighbour, in any order; a unit without a line has none.
pub(super) fn links<'a>(
    lines: impl Iterator<Item = Line<'a>>,
) -> Result<Links<'a>, WeightsFileError> {
    let mut lines = lines.filter(|(_, text)| !text.is_empty()).peekable();
    let mut links = Links::default();
    let mut place: BTreeMap<&str, usize> = BTreeMap::new();
    while let Some((line, text)) = lines.next() {
        let fields: Vec<&str> = text.split_whitespace().collect();
        let [id, neighbour, written] = fields[..] else {
            return Err(if fields.len() < 3 && lines.peek().is_none() {
                WeightsFileError::Truncated { line }
            } else {
                WeightsFileError::Fields {
                    line,
                    found: fields.len(),
                }
            });
        };
        let value: f64 = written.parse().unwrap_or(f64::NAN);
        if !value.is_finite() {
            return Err(WeightsFileError::NotANumber {
                line,
                id: shortened(id),
                text: shortened(written),
            });
        }
        if value < 0.0 {
            return Err(WeightsFileError::Negative {
                line,
                id: shortened(id),
                value,
            });
        }
        let at = *place.entry(id).or_insert_with(|| {
            links.rows.push(Row {
                id,
                line,
                links: Vec::new(),
            });
            links.rows.len() - 1
        });
        if let Some(row) = links.rows.get_mut(at) {
            row.links.push((neighbour, value, line));
        }
    }
    Ok(links)
}
