//! The text of the document, its head and its foot.

use std::io::Result;

use super::package::relation_of;
use super::xml::Xml;
use super::{Image, formula, table};
use crate::exchange::paper::{Block, Paper, Span};

/// Width of the text, twips: A4 less 2.5 cm on both sides.
pub(super) const TEXT_WIDTH: u32 = 9072;

/// Names of everything that stands in a part.
const NAMES: [(&str, &str); 6] = [
    (
        "xmlns:w",
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        "xmlns:r",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (
        "xmlns:m",
        "http://schemas.openxmlformats.org/officeDocument/2006/math",
    ),
    (
        "xmlns:wp",
        "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    ),
    (
        "xmlns:a",
        "http://schemas.openxmlformats.org/drawingml/2006/main",
    ),
    (
        "xmlns:pic",
        "http://schemas.openxmlformats.org/drawingml/2006/picture",
    ),
];

/// `word/document.xml`.
pub(super) fn document(paper: &Paper, images: &[Image]) -> Result<Vec<u8>> {
    let mut xml = Xml::new()?;
    xml.within("w:document", &NAMES, |xml| {
        xml.within("w:body", &[], |xml| {
            said(xml, "Title", &paper.title)?;
            said(xml, "Subtitle", &paper.about)?;
            paragraph(xml, "Abstract", Kept::Free, |xml| {
                spans(xml, &paper.summary)
            })?;
            for (at, block) in paper.blocks.iter().enumerate() {
                let kept = match paper.blocks.get(at + 1) {
                    Some(Block::Formula { .. }) => Kept::WithNext,
                    _ => Kept::Free,
                };
                write(xml, block, kept, images)?;
            }
            section(xml)
        })
    })?;
    Ok(xml.into_bytes())
}

/// `word/header.xml`.
pub(super) fn header(paper: &Paper) -> Result<Vec<u8>> {
    let mut xml = Xml::new()?;
    let [left, right] = &paper.running;
    xml.within("w:hdr", &NAMES, |xml| {
        paragraph(xml, "Header", Kept::Free, |xml| {
            run(xml, false, left)?;
            xml.within("w:r", &[], |xml| xml.empty("w:tab", &[]))?;
            run(xml, false, right)
        })
    })?;
    Ok(xml.into_bytes())
}

/// `word/footer.xml`: page and number of pages.
pub(super) fn footer() -> Result<Vec<u8>> {
    let mut xml = Xml::new()?;
    let field = |xml: &mut Xml, name: &str| {
        xml.within("w:fldSimple", &[("w:instr", name)], |xml| {
            run(xml, false, "1")
        })
    };
    xml.within("w:ftr", &NAMES, |xml| {
        paragraph(xml, "Footer", Kept::Free, |xml| {
            field(xml, "PAGE")?;
            run(xml, false, " / ")?;
            field(xml, "NUMPAGES")
        })
    })?;
    Ok(xml.into_bytes())
}

fn write(xml: &mut Xml, block: &Block, kept: Kept, images: &[Image]) -> Result<()> {
    match block {
        Block::Heading(text) => said(xml, "Heading1", text),
        Block::Paragraph(text) => paragraph(xml, "BodyText", kept, |xml| spans(xml, text)),
        Block::Formula { id, number } => {
            equation(xml, id, number)?;
            said(xml, "Spacer", "")
        }
        Block::Figure {
            id,
            caption,
            source,
            instead,
        } => {
            let found = images.iter().position(|image| image.figure == *id);
            paragraph(xml, "Figure", Kept::Free, |xml| match found {
                Some(at) => picture(xml, at, &images[at], caption),
                None => run(xml, false, instead),
            })?;
            said(xml, "Caption", caption)?;
            said(xml, "FigureSource", source)
        }
        Block::Table {
            caption,
            data,
            note,
        } => {
            said(xml, "TableCaption", caption)?;
            table::write(xml, data)?;
            match note {
                Some(note) => said(xml, "TableNote", note),
                None => said(xml, "Spacer", ""),
            }
        }
        Block::List(items) => items
            .iter()
            .try_for_each(|item| said(xml, "ListNumber", item)),
    }
}

/// Whether a paragraph may stand on another page than the one after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kept {
    /// It may, unless its style says otherwise.
    Free,
    /// It may not.
    WithNext,
}

/// A paragraph of a style.
pub(super) fn paragraph(
    xml: &mut Xml,
    style: &str,
    kept: Kept,
    inside: impl FnOnce(&mut Xml) -> Result<()>,
) -> Result<()> {
    xml.within("w:p", &[], |xml| {
        xml.within("w:pPr", &[], |xml| {
            xml.empty("w:pStyle", &[("w:val", style)])?;
            match kept {
                Kept::WithNext => xml.empty("w:keepNext", &[]),
                Kept::Free => Ok(()),
            }
        })?;
        inside(xml)
    })
}

fn said(xml: &mut Xml, style: &str, text: &str) -> Result<()> {
    paragraph(xml, style, Kept::Free, |xml| run(xml, false, text))
}

fn spans(xml: &mut Xml, text: &[Span]) -> Result<()> {
    text.iter()
        .try_for_each(|span| run(xml, !matches!(span, Span::Plain(_)), span.text()))
}

/// Text in one style.
pub(super) fn run(xml: &mut Xml, is_strong: bool, text: &str) -> Result<()> {
    if text.is_empty() {
        return Ok(());
    }
    xml.within("w:r", &[], |xml| {
        if is_strong {
            xml.within("w:rPr", &[], |xml| {
                xml.empty("w:b", &[])?;
                xml.empty("w:bCs", &[])
            })?;
        }
        xml.within("w:t", &[("xml:space", "preserve")], |xml| xml.text(text))
    })
}

/// An equation in the middle with its number at the right. Only what stands in a paragraph of its own is set as a display.
fn equation(xml: &mut Xml, id: &str, number: &str) -> Result<()> {
    let side = TEXT_WIDTH / 12;
    let columns = [side, TEXT_WIDTH - 2 * side, side];
    table::frame(xml, "Equation", &columns, 0, |xml| {
        xml.within("w:tr", &[], |xml| {
            xml.within("w:trPr", &[], |xml| xml.empty("w:cantSplit", &[]))?;
            let cell = |xml: &mut Xml, at: usize, inside: &dyn Fn(&mut Xml) -> Result<()>| {
                xml.within("w:tc", &[], |xml| {
                    xml.within("w:tcPr", &[], |xml| {
                        table::width(xml, "w:tcW", columns[at])?;
                        xml.empty("w:vAlign", &[("w:val", "center")])
                    })?;
                    inside(xml)
                })
            };
            cell(xml, 0, &|xml| said(xml, "TableText", ""))?;
            cell(xml, 1, &|xml| {
                paragraph(
                    xml,
                    "TableText",
                    Kept::Free,
                    |xml| match formula::equation(id) {
                        Some(equation) => xml.within("m:oMathPara", &[], |xml| xml.raw(equation)),
                        None => run(xml, false, id),
                    },
                )
            })?;
            cell(xml, 2, &|xml| said(xml, "EquationNumber", number))
        })
    })
}

fn picture(xml: &mut Xml, at: usize, image: &Image, caption: &str) -> Result<()> {
    let (width, height) = (image.size.0.to_string(), image.size.1.to_string());
    let extent = [("cx", width.as_str()), ("cy", height.as_str())];
    let (id, relation) = ((at + 1).to_string(), relation_of(at));
    let named = [("id", id.as_str()), ("name", relation.as_str())];
    let told = [named[0], named[1], ("descr", caption)];
    let close = [
        ("distT", "0"),
        ("distB", "0"),
        ("distL", "0"),
        ("distR", "0"),
    ];
    let inside = |xml: &mut Xml| {
        xml.within("pic:nvPicPr", &[], |xml| {
            xml.empty("pic:cNvPr", &told)?;
            xml.empty("pic:cNvPicPr", &[])
        })?;
        xml.within("pic:blipFill", &[], |xml| {
            xml.empty("a:blip", &[("r:embed", &relation)])?;
            xml.within("a:stretch", &[], |xml| xml.empty("a:fillRect", &[]))
        })?;
        xml.within("pic:spPr", &[], |xml| {
            xml.within("a:xfrm", &[], |xml| {
                xml.empty("a:off", &[("x", "0"), ("y", "0")])?;
                xml.empty("a:ext", &extent)
            })?;
            xml.within("a:prstGeom", &[("prst", "rect")], |xml| {
                xml.empty("a:avLst", &[])
            })
        })
    };
    xml.within("w:r", &[], |xml| {
        xml.within("w:drawing", &[], |xml| {
            xml.within("wp:inline", &close, |xml| {
                xml.empty("wp:extent", &extent)?;
                xml.empty("wp:docPr", &told)?;
                xml.within("a:graphic", &[], |xml| {
                    xml.within("a:graphicData", &[("uri", NAMES[5].1)], |xml| {
                        xml.within("pic:pic", &[], inside)
                    })
                })
            })
        })
    })
}

/// A4 with margins of 2.5 cm, head and foot.
fn section(xml: &mut Xml) -> Result<()> {
    xml.within("w:sectPr", &[], |xml| {
        let kind = |id| [("w:type", "default"), ("r:id", id)];
        xml.empty("w:headerReference", &kind("header"))?;
        xml.empty("w:footerReference", &kind("footer"))?;
        xml.empty("w:pgSz", &[("w:w", "11906"), ("w:h", "16838")])?;
        xml.empty(
            "w:pgMar",
            &[
                ("w:top", "1417"),
                ("w:right", "1417"),
                ("w:bottom", "1417"),
                ("w:left", "1417"),
                ("w:header", "794"),
                ("w:footer", "794"),
                ("w:gutter", "0"),
            ],
        )
    })
}
