//! Workbooks: each gives cells, or a refusal in a sentence.

use std::io::{Cursor, Write};

use tanheng::exchange::{paste, study_file, study_sheet, workbook};
use tanheng::words::coefficient_names;
use zip::write::{SimpleFileOptions, ZipWriter};

use super::told;

const COMPOUND: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
const KIND: &[u8] = b"application/vnd.oasis.opendocument.spreadsheet";

const TYPES: &[u8] = br#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>"#;
const ROOT: &[u8] = br#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const BOOK: &[u8] = br#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
const RELATIONS: &[u8] = br#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"#;
const SHEET: &[u8] = br#"<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="2"><c r="A2" s="1"><v>38717</v></c><c r="B2"><v>1.5</v></c></row></sheetData></worksheet>"#;
const STRINGS: &[u8] = br#"<?xml version="1.0"?><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>year</t></si></sst>"#;
const STYLES: &[u8] = br#"<?xml version="1.0"?><styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>"#;

/// Workbooks of Excel 2007 and later. Bytes that begin like a zip are a file; anything else is one part of a small sound
/// workbook, named by its first byte.
pub(crate) fn xlsx(bytes: &[u8]) {
    match bytes {
        [b'P', b'K', ..] => file(bytes),
        [which, part @ ..] => {
            let mut parts = [
                ("xl/worksheets/sheet1.xml", SHEET),
                ("xl/sharedStrings.xml", STRINGS),
                ("xl/styles.xml", STYLES),
                ("xl/workbook.xml", BOOK),
                ("xl/_rels/workbook.xml.rels", RELATIONS),
                ("_rels/.rels", ROOT),
                ("[Content_Types].xml", TYPES),
            ];
            parts[usize::from(*which) % 5].1 = part;
            file(&package(&parts));
        }
        [] => {}
    }
}

/// Workbooks of Excel before 2007.
pub(crate) fn xls(bytes: &[u8]) {
    let mut whole = COMPOUND.to_vec();
    whole.extend(bytes.strip_prefix(COMPOUND).unwrap_or(bytes));
    file(&whole);
}

/// Workbooks of LibreOffice. Bytes that begin like a zip are a file; anything else is the `content.xml` of one.
pub(crate) fn ods(bytes: &[u8]) {
    if bytes.starts_with(b"PK") {
        file(bytes);
    } else {
        file(&package(&[("mimetype", KIND), ("content.xml", bytes)]));
    }
}

fn file(bytes: &[u8]) {
    match workbook::read(bytes, None) {
        Ok(book) => {
            book.sheets.iter().for_each(|s| drop(paste::lines(&s.text)));
            match study_sheet::open(&book, &coefficient_names) {
                Some(Ok(own)) => assert_eq!(study_file::check(&own.study), []),
                Some(Err(error)) => told(&error),
                None => {}
            }
        }
        Err(error) => told(&error),
    }
}

/// A zip whose parts are stored as they are: a changed byte of a part stays one changed byte, with the right sum.
fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, bytes) in parts {
        zip.start_file(*name, stored).expect("memory takes it");
        zip.write_all(bytes).expect("memory takes it");
    }
    zip.finish().expect("memory takes it").into_inner()
}
