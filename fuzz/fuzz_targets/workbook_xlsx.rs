//! Workbooks of Excel 2007 and later. Bytes that begin like a zip are a file; anything else is one part of a small sound
//! workbook, named by its first byte.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tanheng::exchange::{paste, workbook};

const TYPES: &[u8] = br#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>"#;
const ROOT: &[u8] = br#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const BOOK: &[u8] = br#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
const RELATIONS: &[u8] = br#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"#;
const SHEET: &[u8] = br#"<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="2"><c r="A2" s="1"><v>38717</v></c><c r="B2"><v>1.5</v></c></row></sheetData></worksheet>"#;
const STRINGS: &[u8] = br#"<?xml version="1.0"?><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>year</t></si></sst>"#;
const STYLES: &[u8] = br#"<?xml version="1.0"?><styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>"#;

fuzz_target!(init: tanheng_fuzz::caught_panics_go_on(), |bytes: &[u8]| {
    let file = match bytes {
        [b'P', b'K', ..] => bytes.to_vec(),
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
            tanheng_fuzz::package(&parts)
        }
        [] => return,
    };
    match workbook::read(&file, None) {
        Ok(book) => book.sheets.iter().for_each(|s| drop(paste::lines(&s.text))),
        Err(error) => tanheng_fuzz::told(&error),
    }
});
