//! Bytes to and from the core's types: case files, study files, links, workbooks, pasted tables. No DOM.

pub mod cases;
pub mod csv;
pub mod excel;
pub mod intake;
pub mod link;
pub mod paste;
pub mod study_file;
pub mod table;
pub mod watch;
pub mod workbook;
