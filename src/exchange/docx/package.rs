//! The parts of the file and the zip they stand in.

use std::io::{Cursor, Result, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::xml::Xml;
use super::{DocxError, Image, body};
use crate::exchange::paper::Paper;

const CONTENT_TYPES: &str = include_str!("parts/content_types.xml");
const RELATIONS: &str = include_str!("parts/relations.xml");
const PROPERTIES: &str = include_str!("parts/properties.xml");
const STYLES: &str = include_str!("parts/styles.xml");
const SETTINGS: &str = include_str!("parts/settings.xml");
const NUMBERING: &str = include_str!("parts/numbering.xml");
const FONTS: &str = include_str!("parts/fonts.xml");

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

/// The bytes of a `.docx` file; the same report gives the same bytes. A figure without an image is a sentence.
///
/// # Errors
/// [`DocxError`] when the file cannot be put together.
pub fn write(paper: &Paper, images: &[Image]) -> std::result::Result<Vec<u8>, DocxError> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    // The present time would make every file another one.
    let packed = SimpleFileOptions::default().last_modified_time(DateTime::default());
    let stored = packed.compression_method(CompressionMethod::Stored);
    let mut put = |name: &str, bytes: &[u8], options| -> std::result::Result<(), DocxError> {
        zip.start_file(name, options)?;
        Ok(zip.write_all(bytes)?)
    };
    let styles = styles(paper.lang.starts_with("zh"));
    put("[Content_Types].xml", CONTENT_TYPES.as_bytes(), packed)?;
    put("_rels/.rels", RELATIONS.as_bytes(), packed)?;
    put("docProps/app.xml", PROPERTIES.as_bytes(), packed)?;
    put("docProps/core.xml", &core(paper)?, packed)?;
    put("word/document.xml", &body::document(paper, images)?, packed)?;
    put("word/header.xml", &body::header(paper)?, packed)?;
    put("word/footer.xml", &body::footer()?, packed)?;
    put("word/styles.xml", styles.as_bytes(), packed)?;
    put("word/settings.xml", SETTINGS.as_bytes(), packed)?;
    put("word/numbering.xml", NUMBERING.as_bytes(), packed)?;
    put("word/fontTable.xml", FONTS.as_bytes(), packed)?;
    let relations = document_relations(images)?;
    put("word/_rels/document.xml.rels", &relations, packed)?;
    for (at, image) in images.iter().enumerate() {
        put(&format!("word/{}", media(at)), &image.png, stored)?;
    }
    Ok(zip.finish()?.into_inner())
}

/// Styles of a language: Chinese begins a paragraph two characters in and sets 黑体 without making it bolder.
fn styles(is_chinese: bool) -> String {
    let (bold, indent, hint) = if is_chinese {
        (
            "",
            "<w:ind w:firstLineChars=\"200\" w:firstLine=\"420\"/>",
            " w:hint=\"eastAsia\"",
        )
    } else {
        ("<w:b/><w:bCs/>", "", "")
    };
    STYLES
        .replace("<bold/>", bold)
        .replace("<indent/>", indent)
        .replace(" hint=\"\"", hint)
}

/// Title, author and language in the properties of the file.
fn core(paper: &Paper) -> Result<Vec<u8>> {
    let mut xml = Xml::new()?;
    let names = [
        (
            "xmlns:cp",
            "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
        ),
        ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
    ];
    let author = match paper.author.as_str() {
        "" => "Tanheng",
        author => author,
    };
    xml.within("cp:coreProperties", &names, |xml| {
        xml.within("dc:title", &[], |xml| xml.text(&paper.title))?;
        xml.within("dc:subject", &[], |xml| xml.text(&paper.running[1]))?;
        xml.within("dc:creator", &[], |xml| xml.text(author))?;
        xml.within("dc:language", &[], |xml| xml.text(&paper.lang))
    })?;
    Ok(xml.into_bytes())
}

fn document_relations(images: &[Image]) -> Result<Vec<u8>> {
    let mut xml = Xml::new()?;
    let name = "http://schemas.openxmlformats.org/package/2006/relationships";
    xml.within("Relationships", &[("xmlns", name)], |xml| {
        let mut relation = |id: &str, kind: &str, target: &str| {
            let kind = format!("{OFFICE}{kind}");
            let all = [("Id", id), ("Type", kind.as_str()), ("Target", target)];
            xml.empty("Relationship", &all)
        };
        relation("styles", "styles", "styles.xml")?;
        relation("settings", "settings", "settings.xml")?;
        relation("numbering", "numbering", "numbering.xml")?;
        relation("fonts", "fontTable", "fontTable.xml")?;
        relation("header", "header", "header.xml")?;
        relation("footer", "footer", "footer.xml")?;
        for at in 0..images.len() {
            relation(&relation_of(at), "image", &media(at))?;
        }
        Ok(())
    })?;
    Ok(xml.into_bytes())
}

fn media(at: usize) -> String {
    format!("media/image{}.png", at + 1)
}

/// Name under which the document calls an image.
pub(super) fn relation_of(at: usize) -> String {
    format!("image{}", at + 1)
}
