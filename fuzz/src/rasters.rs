//! Rasters, legends and tables of pools.

use tanheng::core::storage::{Missing, storage};
use tanheng::exchange::pools::{read_areas, read_pools};
use tanheng::exchange::raster::{Legend, RasterFileError, Side, open, window};

use super::told;

/// Every row up to 64 and the last, and a window of them.
fn rows(bytes: &[u8], side: &Side<'_>) -> Result<(), RasterFileError> {
    let mut classes = open(bytes, side)?;
    let (width, height) = (classes.grid().width, classes.grid().height);
    let nodata = classes.nodata();
    let mut first = Vec::new();
    for y in (0..height.min(64)).chain([height - 1]) {
        let row = classes.row(y, 0..width)?;
        assert_eq!(row.len(), width as usize);
        if y == 0 {
            first = (0..row.len().min(16))
                .map(|x| row.code(x, nodata))
                .collect();
        }
    }
    let part = window(classes.as_mut(), 0..16, 0..1, 16)?;
    assert_eq!(part.codes, first);
    Ok(())
}

fn held(bytes: &[u8], side: &Side<'_>) {
    if let Err(error) = rows(bytes, side) {
        told(&error);
    }
}

pub(super) fn geotiff(bytes: &[u8]) {
    held(bytes, &Side::default());
    let marks: [&[u8]; 4] = [b"II*\0", b"MM\0*", b"II+\0\x08\0\0\0", b"MM\0+\0\x08\0\0"];
    if let Some((which, rest)) = bytes.split_first() {
        held(
            &[marks[usize::from(*which) % 4], rest].concat(),
            &Side::default(),
        );
    }
}

pub(super) fn ascii_grid(bytes: &[u8]) {
    held(bytes, &Side::default());
    let head = b"ncols 3\nnrows 2\nxllcorner 0\nyllcorner 0\ncellsize 1\n";
    held(&[&head[..], bytes].concat(), &Side::default());
}

pub(super) fn png_legend(bytes: &[u8]) {
    let (text, file) = match bytes.iter().position(|b| *b == 0) {
        Some(at) if !bytes.starts_with(b"\x89PNG") => (&bytes[..at], &bytes[at + 1..]),
        _ => (&b"#000000,0\n#006400,1\n"[..], bytes),
    };
    let text = String::from_utf8_lossy(text);
    let legend = match Legend::parse(&text) {
        Ok(legend) => {
            let written = String::from(legend.clone());
            assert_eq!(Legend::parse(&written).as_ref(), Ok(&legend));
            Some(legend)
        }
        Err(error) => {
            told(&error);
            None
        }
    };
    let side = Side {
        legend: legend.as_ref(),
        world: Some(&text),
        prj: Some(&text),
    };
    held(file, &side);
}

pub(super) fn pools_csv(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let areas = match read_areas(&text) {
        Ok(areas) => areas,
        Err(error) => {
            told(&error);
            Vec::new()
        }
    };
    match read_pools(&text) {
        Err(error) => told(&error),
        Ok(table) => {
            let pools = table.pools();
            assert!(pools.is_sorted_by(|a, b| a.code < b.code));
            let densities = pools.iter().flat_map(|p| p.densities());
            assert!(
                densities
                    .into_iter()
                    .all(|d| d.value.is_finite() && d.value >= 0.0)
            );
            match storage(&areas, &table, Missing::LeaveOut) {
                Ok(stock) => assert!(stock.known.is_finite()),
                Err(error) => told(&error),
            }
        }
    }
}
