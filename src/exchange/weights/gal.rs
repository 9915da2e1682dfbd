//! Rows of a GAL file.

use std::collections::BTreeMap;

use super::WeightsFileError;
use super::join::{Links, Row};
use super::text::{Head, Line, shortened};

/// Two lines a unit: who it is with the number of its neighbours, and who they are. The second may be missing where there are
/// none; blank lines between units do not matter.
pub(super) fn links<'a>(
    head: &Head,
    lines: impl Iterator<Item = Line<'a>>,
) -> Result<Links<'a>, WeightsFileError> {
    let mut lines = lines.peekable();
    let mut links = Links::default();
    let mut first: BTreeMap<&str, usize> = BTreeMap::new();
    let mut last = 1;
    while let Some((line, text)) = lines.next() {
        if text.is_empty() {
            continue;
        }
        last = line;
        let fields: Vec<&str> = text.split_whitespace().collect();
        let [id, stated] = fields[..] else {
            return Err(WeightsFileError::UnitLine {
                line,
                text: shortened(text),
            });
        };
        let stated: usize = stated.parse().map_err(|_| WeightsFileError::Count {
            line,
            id: shortened(id),
            text: shortened(stated),
        })?;
        if let Some(first) = first.insert(id, line) {
            return Err(WeightsFileError::UnitTwice {
                line,
                id: shortened(id),
                first,
            });
        }
        if links.rows.len() == head.count {
            return Err(WeightsFileError::MoreUnits {
                line,
                id: shortened(id),
                stated: head.count,
            });
        }
        let mut row = Row {
            id,
            line,
            links: Vec::new(),
        };
        if stated > 0 {
            let Some((line, text)) = lines.next() else {
                return Err(WeightsFileError::Truncated { line });
            };
            last = line;
            row.links = text.split_whitespace().map(|n| (n, 1.0, line)).collect();
            let found = row.links.len();
            if found != stated {
                let is_cut = found < stated && lines.peek().is_none();
                return Err(if is_cut {
                    WeightsFileError::Truncated { line }
                } else {
                    let id = shortened(id);
                    WeightsFileError::NeighbourCount {
                        line,
                        id,
                        stated,
                        found,
                    }
                });
            }
        }
        links.rows.push(row);
    }
    if links.rows.len() < head.count {
        return Err(WeightsFileError::FewerUnits {
            line: last,
            found: links.rows.len(),
            stated: head.count,
        });
    }
    Ok(links)
}
