//! Tables of three lines, with a head that comes again on every page.

use std::io::Result;

use super::body::{Kept, paragraph, run};
use super::columns::{Column, SIZES, fitted};
use super::xml::Xml;
use crate::exchange::table::DataTable;

/// Rows of a table that is not parted over two pages.
const SHORT: usize = 12;

/// Rows of a longer table that stay with its first and with its last row.
const TOGETHER: usize = 2;

pub(super) fn write(xml: &mut Xml, data: &DataTable) -> Result<()> {
    let columns: Vec<Column> = (0..data.head.len())
        .map(|at| Column::of(data, at))
        .collect();
    let (size, margin, widths) = fitted(&columns);
    let is_short = data.rows.len() <= SHORT;
    let row = |xml: &mut Xml, cells: &[String], kept: Kept, is_head: bool| {
        xml.within("w:tr", &[], |xml| {
            xml.within("w:trPr", &[], |xml| {
                xml.empty("w:cantSplit", &[])?;
                if is_head {
                    xml.empty("w:tblHeader", &[])?;
                }
                Ok(())
            })?;
            for (at, column) in columns.iter().enumerate() {
                let text = cells.get(at).map_or("", String::as_str);
                let style = match (column.is_number, is_head) {
                    (false, false) => "TableText",
                    (true, false) => "TableNumber",
                    (false, true) => "TableHead",
                    (true, true) => "TableNumberHead",
                };
                cell(xml, (widths[at], column.gap), is_head, |xml| {
                    paragraph(xml, style, kept, |xml| sized(xml, text, size))
                })?;
            }
            Ok(())
        })
    };
    frame(xml, "ThreeLines", &widths, margin, |xml| {
        row(xml, &data.head, Kept::WithNext, true)?;
        for (at, cells) in data.rows.iter().enumerate() {
            let left = data.rows.len() - at - 1;
            let kept = match left > 0 && (is_short || at < TOGETHER || left <= TOGETHER) {
                true => Kept::WithNext,
                false => Kept::Free,
            };
            row(xml, cells, kept, false)?;
        }
        Ok(())
    })
}

/// A table around its rows.
pub(super) fn frame(
    xml: &mut Xml,
    style: &str,
    widths: &[u32],
    margin: u32,
    rows: impl FnOnce(&mut Xml) -> Result<()>,
) -> Result<()> {
    xml.within("w:tbl", &[], |xml| {
        xml.within("w:tblPr", &[], |xml| {
            xml.empty("w:tblStyle", &[("w:val", style)])?;
            width(xml, "w:tblW", widths.iter().sum())?;
            xml.empty("w:jc", &[("w:val", "center")])?;
            xml.within("w:tblCellMar", &[], |xml| {
                width(xml, "w:left", margin)?;
                width(xml, "w:right", margin)
            })?;
            xml.empty("w:tblLook", &[("w:firstRow", "1"), ("w:noVBand", "1")])
        })?;
        xml.within("w:tblGrid", &[], |xml| {
            widths
                .iter()
                .try_for_each(|twips| xml.empty("w:gridCol", &[("w:w", &twips.to_string())]))
        })?;
        rows(xml)
    })
}

/// A width in twips.
pub(super) fn width(xml: &mut Xml, name: &str, twips: u32) -> Result<()> {
    xml.empty(name, &[("w:w", &twips.to_string()), ("w:type", "dxa")])
}

fn cell(
    xml: &mut Xml,
    (twips, gap): (u32, u32),
    is_head: bool,
    inside: impl FnOnce(&mut Xml) -> Result<()>,
) -> Result<()> {
    xml.within("w:tc", &[], |xml| {
        xml.within("w:tcPr", &[], |xml| {
            width(xml, "w:tcW", twips)?;
            if is_head {
                let line = [("w:val", "single"), ("w:sz", "6"), ("w:color", "000000")];
                xml.within("w:tcBorders", &[], |xml| xml.empty("w:bottom", &line))?;
            }
            if gap > 0 {
                xml.within("w:tcMar", &[], |xml| width(xml, "w:left", gap))?;
            }
            xml.empty(
                "w:vAlign",
                &[("w:val", if is_head { "bottom" } else { "center" })],
            )
        })?;
        inside(xml)
    })
}

/// Text of a cell; the first size is that of its style.
fn sized(xml: &mut Xml, text: &str, size: u32) -> Result<()> {
    if size == SIZES[0].0 || text.is_empty() {
        return run(xml, false, text);
    }
    let size = size.to_string();
    xml.within("w:r", &[], |xml| {
        xml.within("w:rPr", &[], |xml| {
            xml.empty("w:sz", &[("w:val", &size)])?;
            xml.empty("w:szCs", &[("w:val", &size)])
        })?;
        xml.within("w:t", &[("xml:space", "preserve")], |xml| xml.text(text))
    })
}
