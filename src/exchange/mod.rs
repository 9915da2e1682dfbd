//! Bytes to and from the core's types: case files, study files, pasted tables. No DOM.

pub mod cases;
pub mod excel;
pub mod paste;
pub mod study_file;
pub mod table;
pub mod workbook;
