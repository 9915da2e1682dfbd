//! Bytes to and from the core's types: case files, study files, links, workbooks, pasted tables, reports, and what is kept
//! of studies. No DOM.

pub mod boundaries;
pub mod cases;
pub mod csv;
pub mod docx;
pub mod excel;
pub mod intake;
pub mod kept;
pub mod landcover;
pub mod link;
pub mod paper;
pub mod paste;
pub mod places;
pub mod pools;
pub mod raster;
pub mod study_file;
pub mod study_sheet;
pub mod table;
pub mod watch;
pub mod weights;
pub mod workbook;
