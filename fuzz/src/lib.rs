//! What the fuzz targets do with an input. `tests/fuzz_seeds.rs` does the same with the kept corpus, without a fuzzer.

use tanheng::core::problem::Report;
use tanheng::words::{Lang, sentence};

mod outlines;
mod rasters;
mod studies;
mod tables;
mod weights;
mod workbooks;

/// What a target does; it panics when something does not hold.
pub type Target = fn(&[u8]);

/// Every target by its name.
pub const TARGETS: [(&str, Target); 18] = [
    ("study_file", studies::study_file),
    ("link", studies::link),
    ("workbook_xlsx", workbooks::xlsx),
    ("workbook_xls", workbooks::xls),
    ("workbook_ods", workbooks::ods),
    ("text_table", tables::text_table),
    ("paste", tables::paste),
    ("sheet_csv", tables::sheet_csv),
    ("units", studies::units),
    ("geotiff", rasters::geotiff),
    ("ascii_grid", rasters::ascii_grid),
    ("png_legend", rasters::png_legend),
    ("pools_csv", rasters::pools_csv),
    ("geojson", outlines::json),
    ("topojson", outlines::json),
    ("shapefile_zip", outlines::shapefile_zip),
    ("gal", weights::gal),
    ("gwt", weights::gwt),
];

/// One target on one input.
pub fn run(name: &str, bytes: &[u8]) {
    if let Some((_, target)) = TARGETS.iter().find(|(known, _)| *known == name) {
        target(bytes);
    }
}

/// Every error can be told in both languages.
fn told(error: &dyn Report) {
    for lang in [Lang::Zh, Lang::En] {
        assert!(sentence(lang, &error.problem()).chars().count() > 3);
    }
}

/// calamine panics on some damaged workbooks and the project catches it, so the hook of libFuzzer, which ends the process at
/// every panic, is taken away. A panic that nobody catches still ends it: libfuzzer-sys aborts when one comes out of the
/// target.
pub fn caught_panics_go_on() {
    std::panic::set_hook(Box::new(|_| {}));
}
