//! What must hold for any raster, and for any file that is none.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says so by failing"
)]
#![cfg(not(target_arch = "wasm32"))]

use std::collections::BTreeMap;
use std::fs;
use std::ops::ControlFlow;
use std::path::PathBuf;

use proptest::prelude::*;
use tanheng::core::problem::Report;
use tanheng::core::raster::{
    Counter, Counts, Crs, CrsKind, Earth, Grid, NO_CLASS, NO_ZONE, PixelArea, Row, ZoneRows,
};
use tanheng::core::storage::{
    AreaChange, ClassArea, Density, Missing, Pool, PoolTable, storage, storage_change,
};
use tanheng::exchange::raster::{
    self, Ahead, CountOptions, Georeference, Pixels, RasterFileError, ReadAt, Side, TiffWriter,
    Unreadable, Zones, window,
};
use tanheng::words::{Lang, sentence};

#[derive(Debug, Clone)]
struct Map {
    width: usize,
    height: usize,
    classes: Vec<u8>,
    later: Vec<u8>,
    zones: Vec<u8>,
}

fn map() -> impl Strategy<Value = Map> {
    (1_usize..30, 1_usize..20).prop_flat_map(|(width, height)| {
        // Few codes with runs, and the ends of what a byte holds.
        let codes = || {
            let code = prop::sample::select(vec![0_u8, 1, 2, 3, 7, 254, 255]);
            prop::collection::vec(code, width * height)
        };
        (codes(), codes(), codes()).prop_map(move |(classes, later, zones)| Map {
            width,
            height,
            classes,
            later,
            zones,
        })
    })
}

fn grid(map: &Map, kind: CrsKind) -> Grid {
    let transform = match kind {
        CrsKind::Geographic => [100.0, 0.5, 0.0, 30.0, 0.0, -0.5],
        _ => [0.0, 30.0, 0.0, 900.0, 0.0, -30.0],
    };
    let epsg = match kind {
        CrsKind::Geographic => 4326,
        _ => 32648,
    };
    Grid {
        width: map.width as u32,
        height: map.height as u32,
        transform: Some(transform),
        crs: Crs {
            kind,
            epsg: Some(epsg),
            ..Crs::default()
        },
    }
}

/// As a file, in whichever width of number.
fn file(map: &Map, codes: &[u8], pixels: Pixels, kind: CrsKind, nodata: Option<f64>) -> Vec<u8> {
    let grid = grid(map, kind);
    let mut writer = TiffWriter::new(&grid, Georeference::of(&grid), pixels, nodata);
    for row in codes.chunks(map.width) {
        let row: Vec<f64> = row.iter().map(|c| f64::from(*c)).collect();
        writer.row(&row).unwrap();
    }
    writer.finish().unwrap()
}

/// Pixel by pixel.
fn naive(map: &Map, nodata: Option<u8>, no_zone: Option<u8>) -> BTreeMap<(i32, u32), u64> {
    let mut cells = BTreeMap::new();
    for (class, zone) in map.classes.iter().zip(&map.zones) {
        if Some(*class) != nodata && Some(*zone) != no_zone {
            *cells
                .entry((i32::from(*class), u32::from(*zone)))
                .or_default() += 1;
        }
    }
    cells
}

fn cells(counts: &Counts) -> BTreeMap<(i32, u32), u64> {
    counts
        .cells
        .iter()
        .map(|c| ((c.class, c.zone), c.pixels))
        .collect()
}

struct Vector(Vec<u32>, usize);

impl ZoneRows for Vector {
    fn row(&mut self, y: u32, zones: &mut [u32]) -> Result<(), tanheng::core::problem::Problem> {
        zones.copy_from_slice(&self.0[y as usize * self.1..][..self.1]);
        Ok(())
    }
}

fn counted(date: &[u8], zones: Option<Zones<'_>>) -> Counts {
    let mut classes = raster::open(date, &Side::default()).unwrap();
    let go_on: &mut dyn FnMut(_, _, _) -> _ = &mut |_, _, _| ControlFlow::Continue(());
    let counted = raster::count(
        &mut [classes.as_mut()],
        zones,
        &CountOptions::default(),
        go_on,
    );
    counted.unwrap().dates.remove(0)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// Bytes and wide numbers, zones by raster and by rows, constant areas and areas by row: the same pixels, and areas that
    /// add up to that of the raster.
    #[test]
    fn every_way_counts_what_is_there(map in map(), degrees in any::<bool>()) {
        let kind = if degrees { CrsKind::Geographic } else { CrsKind::Projected };
        let expected = naive(&map, Some(255), Some(254));
        let area = PixelArea::of(&grid(&map, kind), Earth::Wgs84).unwrap();
        let total: f64 = (0..map.height).map(|y| area.at(y as u32) * map.width as f64).sum();
        let mut all = Vec::new();
        for classes in [Pixels::U8, Pixels::F32, Pixels::F64] {
            for zones in [Pixels::U8, Pixels::F64] {
                let classes = file(&map, &map.classes, classes, kind, Some(255.0));
                let zones = file(&map, &map.zones, zones, kind, Some(254.0));
                let mut zones = raster::open(zones, &Side::default()).unwrap();
                all.push(counted(&classes, Some(Zones::Raster(zones.as_mut()))));
            }
            let classes = file(&map, &map.classes, classes, kind, Some(255.0));
            let zone = |z: &u8| if *z == 254 { NO_ZONE } else { u32::from(*z) };
            let mut rows = Vector(map.zones.iter().map(zone).collect(), map.width);
            all.push(counted(&classes, Some(Zones::Rows(&mut rows))));
        }
        for counts in &all {
            prop_assert_eq!(cells(counts), expected.clone());
            prop_assert_eq!(counts, &all[0]);
            let pixels: u64 = counts.cells.iter().map(|c| c.pixels).sum();
            prop_assert_eq!(pixels + counts.nodata + counts.outside, (map.width * map.height) as u64);
        }
        // With every pixel a class and no zones the areas are those of the raster.
        let whole = counted(&file(&map, &map.classes, Pixels::U8, kind, None), None);
        let sum: f64 = whole.cells.iter().map(|c| c.area).sum();
        prop_assert!((sum - total).abs() <= 1e-12 * total);
    }

    /// The counter with a row of bytes and the one with a row of codes.
    #[test]
    fn bytes_and_codes_are_counted_alike(map in map()) {
        let area = PixelArea::ByRow((0..map.height).map(|y| 1.0 + y as f64).collect());
        for area in [area, PixelArea::Constant(0.3)] {
            let new = || Counter::new(map.width, area.clone(), Some(7)).without_zone(Some(3));
            let (mut bytes, mut codes) = (new(), new());
            for (row, zones) in map.classes.chunks(map.width).zip(map.zones.chunks(map.width)) {
                bytes.row_of_bytes(row, zones).unwrap();
                let row: Vec<i32> = row.iter().map(|c| i32::from(*c)).collect();
                let zones: Vec<u32> = zones.iter().map(|z| u32::from(*z)).collect();
                codes.row(Row::Codes(&row), Some(&zones)).unwrap();
            }
            let height = map.height as u32;
            let (bytes, codes) = (bytes.finish(height).unwrap(), codes.finish(height).unwrap());
            prop_assert_eq!(cells(&bytes), naive(&map, Some(7), Some(3)));
            prop_assert_eq!(bytes, codes);
        }
    }

    /// What changes from a class is what there was of it, what changes to it is what there is; the carbon follows.
    #[test]
    fn changes_add_up_to_both_dates(map in map(), densities in prop::collection::vec(0.0..300.0_f64, 7)) {
        let kind = CrsKind::Projected;
        let files = [&map.classes, &map.later].map(|c| file(&map, c, Pixels::U8, kind, None));
        let [mut a, mut b] = files.map(|f| raster::open(f, &Side::default()).unwrap());
        let go_on: &mut dyn FnMut(_, _, _) -> _ = &mut |_, _, _| ControlFlow::Continue(());
        let counted = raster::count(&mut [a.as_mut(), b.as_mut()], None, &CountOptions::default(), go_on).unwrap();
        for (date, of) in [(0, false), (1, true)] {
            let mut sums: BTreeMap<i32, u64> = BTreeMap::new();
            for change in &counted.changes[0] {
                *sums.entry(if of { change.to } else { change.from }).or_default() += change.pixels;
            }
            let there: BTreeMap<i32, u64> = counted.dates[date].cells.iter().map(|c| (c.class, c.pixels)).collect();
            prop_assert_eq!(sums, there);
        }
        let pools = [0, 1, 2, 3, 7, 254, 255].iter().zip(&densities);
        let pools = pools.map(|(code, d)| Pool { code: *code, soil: Density::of(*d), ..Pool::default() });
        let table = PoolTable::new(pools.collect()).unwrap();
        let stock = |date: usize| {
            let areas: Vec<ClassArea> = counted.dates[date].cells.iter().map(|c| ClassArea {
                class: c.class, area: c.area / 1e4, ..ClassArea::default()
            }).collect();
            storage(&areas, &table, Missing::Refuse).unwrap().total.unwrap()
        };
        let changes: Vec<AreaChange> = counted.changes[0].iter().map(|c| AreaChange {
            from: c.from, to: c.to, area: c.area / 1e4, pixels: Some(c.pixels),
        }).collect();
        let change = storage_change(&changes, &table, Missing::Refuse).unwrap();
        let scale = stock(0) + stock(1) + 1.0;
        prop_assert!((change.net.unwrap() - (stock(1) - stock(0))).abs() < 1e-12 * scale);
        let by_matrix: f64 = change.carbon.iter().flatten().flatten().sum();
        prop_assert!((by_matrix - change.net.unwrap()).abs() < 1e-12 * scale);
    }

    /// Any bytes, and any bytes behind the mark of each kind.
    #[test]
    fn any_bytes_are_a_raster_or_refused_in_a_sentence(bytes in prop::collection::vec(any::<u8>(), 0..400), kind in 0_usize..5) {
        let marks: [&[u8]; 5] = [b"", b"II*\0\x08\0\0\0", b"MM\0+\0\x08\0\0", b"\x89PNG\r\n\x1a\n", b"ncols 3\nnrows 2\nxllcorner 0\nyllcorner 0\ncellsize 1\n"];
        read_all(&[marks[kind], &bytes].concat());
    }
}

/// Reads every row there is; a refusal is a sentence.
fn read_all(bytes: &[u8]) {
    let told = |error: RasterFileError| {
        let said = sentence(Lang::En, &error.problem());
        assert!(said.len() > 10 && !said.contains('{'), "{said}");
    };
    match raster::open(bytes, &Side::default()) {
        Err(error) => told(error),
        Ok(mut classes) => {
            let (width, height) = (classes.grid().width, classes.grid().height);
            // Rows of what a damaged head says there is; the first and the last reach every check.
            for y in (0..height.min(64)).chain([height - 1]) {
                match classes.row(y, 0..width) {
                    Ok(row) => assert_eq!(row.len(), width as usize),
                    Err(error) => return told(error),
                }
            }
        }
    }
}

fn samples() -> Vec<(String, Vec<u8>)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data/raster");
    let files = fs::read_dir(folder).unwrap().map(|e| e.unwrap().path());
    let rasters = files.filter(|p| {
        p.extension()
            .is_some_and(|e| ["tif", "png", "asc"].contains(&e.to_str().unwrap()))
    });
    rasters
        .map(|p| (p.display().to_string(), fs::read(p).unwrap()))
        .collect()
}

#[test]
fn a_file_cut_off_anywhere_is_refused_or_read_as_far_as_it_goes() {
    let samples = samples();
    assert!(samples.len() > 30);
    for (_, bytes) in &samples {
        let step = (bytes.len() / 60).max(1);
        for end in (0..bytes.len()).step_by(step) {
            read_all(&bytes[..end]);
        }
    }
    // Half of a strip is no strip.
    let (_, whole) = samples
        .iter()
        .find(|(n, _)| n.ends_with("u8_none.tif"))
        .unwrap();
    let cut = &whole[..whole.len() - 500];
    let mut classes = raster::open(cut, &Side::default()).unwrap();
    let error = (0..53).find_map(|y| classes.row(y, 0..71).err()).unwrap();
    assert!(
        matches!(error, RasterFileError::Truncated { length, .. } if length == cut.len() as u64),
        "{error}"
    );
}

#[test]
fn a_file_with_any_byte_turned_is_refused_or_read() {
    for (_, bytes) in samples() {
        // The head, the directory at either end, and some of what lies between.
        let far = (400..bytes.len().saturating_sub(600)).step_by(97);
        let places = (0..bytes.len().min(400))
            .chain(far)
            .chain(bytes.len().saturating_sub(600)..bytes.len());
        for (n, place) in places.enumerate() {
            let mut damaged = bytes.clone();
            damaged[place] ^= [0xff, 0x01, 0x80][n % 3];
            read_all(&damaged);
        }
    }
}

#[test]
fn a_head_that_promises_more_than_there_is_takes_no_memory() {
    let (_, small) = samples()
        .into_iter()
        .find(|(n, _)| n.ends_with("u8_none.tif"))
        .unwrap();
    // ImageWidth and ImageLength are shorts in the first two entries of the directory.
    let directory = u32::from_le_bytes(small[4..8].try_into().unwrap()) as usize + 2;
    let mut huge = small.clone();
    for entry in [directory, directory + 12] {
        // As longs: 1 048 577, one more than is read.
        huge[entry + 2..entry + 12].copy_from_slice(&[4, 0, 1, 0, 0, 0, 1, 0, 16, 0]);
    }
    let refused = raster::open(huge, &Side::default()).err();
    assert_eq!(
        refused,
        Some(RasterFileError::TooLarge {
            width: 1_048_577,
            height: 1_048_577
        })
    );
    let promised = b"ncols 1000000\nnrows 1000000\nxllcorner 0\nyllcorner 0\ncellsize 1\n1 2 3\n";
    let mut grid = raster::open(&promised[..], &Side::default()).unwrap();
    let error = grid.row(0, 0..1_000_000).unwrap_err();
    assert_eq!(
        error,
        RasterFileError::TooFewNumbers {
            found: 3,
            expected: 1_000_000_000_000
        }
    );
}

/// Counts how often it is asked.
struct Asked(Vec<u8>, std::cell::Cell<usize>);

impl ReadAt for Asked {
    fn len(&self) -> u64 {
        self.0.len() as u64
    }

    fn read_at(&self, at: u64, into: &mut [u8]) -> Result<(), Unreadable> {
        self.1.set(self.1.get() + 1);
        self.0.as_slice().read_at(at, into)
    }
}

#[test]
fn a_source_read_ahead_gives_the_same_bytes_for_fewer_questions() {
    let bytes: Vec<u8> = (0..3_000_000_u32).map(|n| (n / 7) as u8).collect();
    let asked = Asked(bytes.clone(), std::cell::Cell::default());
    let ahead = Ahead::new(&asked);
    for (n, length) in [1_usize, 900, 70_000, 1_500_000, 0]
        .into_iter()
        .cycle()
        .take(200)
        .enumerate()
    {
        let at = (n * 37_000) % 2_000_000;
        let (mut found, end) = (vec![0; length], (at + length).min(bytes.len()));
        let read = ahead.read_at(at as u64, &mut found);
        if at + length <= bytes.len() {
            assert_eq!((read, found.as_slice()), (Ok(()), &bytes[at..end]));
        } else {
            assert_eq!(read, Err(Unreadable));
        }
    }
    assert!(asked.1.get() < 80, "{}", asked.1.get());
    assert_eq!(ahead.read_at(u64::MAX, &mut [0]), Err(Unreadable));
}

/// A BigTIFF of 100 000 × 50 000 unpacked bytes whose one strip begins behind its head; the byte at `n` of the strip is
/// `n / 2³⁰ + 1`.
struct FiveGigabytes(Vec<u8>);

const BIG: [u64; 2] = [100_000, 50_000];

impl FiveGigabytes {
    fn new() -> Self {
        let mut head = b"II\x2b\0\x08\0\0\0\x10\0\0\0\0\0\0\0".to_vec();
        let tags: [(u16, u64); 9] = [
            (256, BIG[0]),
            (257, BIG[1]),
            (258, 8),
            (259, 1),
            (262, 1),
            (273, 1024),
            (277, 1),
            (278, BIG[1]),
            (279, BIG[0] * BIG[1]),
        ];
        head.extend((tags.len() as u64).to_le_bytes());
        for (tag, value) in tags {
            head.extend(tag.to_le_bytes());
            head.extend(16_u16.to_le_bytes());
            head.extend(1_u64.to_le_bytes());
            head.extend(value.to_le_bytes());
        }
        head.resize(1024, 0);
        Self(head)
    }
}

impl ReadAt for FiveGigabytes {
    fn len(&self) -> u64 {
        1024 + BIG[0] * BIG[1]
    }

    fn read_at(&self, at: u64, into: &mut [u8]) -> Result<(), Unreadable> {
        for (place, byte) in (at..).zip(into) {
            *byte = match place.checked_sub(1024) {
                Some(n) => (n >> 30) as u8 + 1,
                None => self.0[place as usize],
            };
        }
        Ok(())
    }
}

#[test]
fn a_file_beyond_four_gigabytes_is_read_where_it_lies() {
    let mut classes = raster::open(FiveGigabytes::new(), &Side::default()).unwrap();
    let part = window(classes.as_mut(), 0..100_000, 49_990..50_000, 10).unwrap();
    assert_eq!(part.codes, [5; 10], "byte 4 999 000 000 and on");
    let code = |x: u32, y: u32, classes: &mut dyn raster::Classes| {
        classes.row(y, x..x + 1).unwrap().code(0, None)
    };
    // 2³² is row 42 949, column 67 296.
    assert_eq!(code(67_295, 42_949, classes.as_mut()), 4);
    assert_eq!(code(67_296, 42_949, classes.as_mut()), 5);
    assert_ne!(code(0, 0, classes.as_mut()), NO_CLASS);
}
