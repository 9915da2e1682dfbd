//! Every problem has a sentence in both languages, with nothing left open in it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says so by failing"
)]
#![cfg(not(target_arch = "wasm32"))]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use tanheng::core::account::AccountError;
use tanheng::core::balance::BalanceError;
use tanheng::core::carbon_oxygen::EcoBalanceError;
use tanheng::core::change::ChangeError;
use tanheng::core::classify::ClassifyError;
use tanheng::core::column::ColumnError;
use tanheng::core::forecast::{ForecastError, Gm11Error, Gm11Warning};
use tanheng::core::geo::GeoError;
use tanheng::core::geo::suspect::Suspicion;
use tanheng::core::markov::MarkovError;
use tanheng::core::problem::{Arg, Problem, Report};
use tanheng::core::raster::{CrsKind, GridDifference, RasterError};
use tanheng::core::relate::GreyError;
use tanheng::core::space::centre::CentreError;
use tanheng::core::space::weights::{TypedProblem, WeightsError};
use tanheng::core::space::{Alternative, Correction, Reach, SpaceError, SpaceWarning, reach};
use tanheng::core::storage::{MissingClass, StorageError};
use tanheng::core::study::{CellFault, EditError};
use tanheng::core::supply::SupplyError;
use tanheng::core::units::UnitError;
use tanheng::exchange::boundaries::BoundaryError;
use tanheng::exchange::docx::DocxError;
use tanheng::exchange::excel::ExcelError;
use tanheng::exchange::link::LinkError;
use tanheng::exchange::paste::PasteError;
use tanheng::exchange::pools::PoolsError;
use tanheng::exchange::raster::{self, LegendError, RasterFileError};
use tanheng::exchange::study_file::{Fault, FileError};
use tanheng::exchange::weights::WeightsFileError;
use tanheng::exchange::workbook::ReadError;
use tanheng::job::JobError;
use tanheng::steps::carbon_oxygen::CarbonOxygenError;
use tanheng::steps::relation::RelationError;
use tanheng::steps::space::SpaceStepError;
use tanheng::steps::zones::ZonesError;
use tanheng::words::{Lang, is_message, sentence};

fn s(text: &str) -> String {
    text.to_owned()
}

/// Every variant of every error, with values as odd as they come: no number, infinities, names nobody knows.
fn every_error() -> Vec<Problem> {
    let mut all: Vec<Problem> = Vec::new();
    let mut add = |errors: &[&dyn Report]| all.extend(errors.iter().map(|e| e.problem()));
    let odd = [
        f64::NAN,
        f64::INFINITY,
        f64::NEG_INFINITY,
        -0.0,
        1e300,
        5e-324,
    ];

    add(&[
        &GeoError::NotFinite { unit: usize::MAX },
        &GeoError::Empty,
        &GeoError::SamePoint {
            a: 0,
            b: usize::MAX,
        },
        &GeoError::TooManyPoints { count: 3_001 },
        &GeoError::Grid,
        &BoundaryError::Format,
        &BoundaryError::BareShapefile,
        &BoundaryError::TooLarge { bytes: usize::MAX },
        &BoundaryError::TooManyFeatures { count: 10_001 },
        &BoundaryError::TooManyPoints,
        &BoundaryError::Bomb { bytes: u64::MAX },
        &BoundaryError::Password,
        &BoundaryError::MissingPart { part: s(".dbf") },
        &BoundaryError::SeveralShapefiles {
            names: s("a.shp, b.shp"),
        },
        &BoundaryError::NotJson { line: 1, column: 0 },
        &BoundaryError::Damaged { detail: s("x") },
        &BoundaryError::NoGround { others: 3 },
        &BoundaryError::Projection {
            name: s("CGCS2000_GK_CM_111E"),
        },
    ]);
    for value in odd {
        add(&[
            &BoundaryError::NotDegrees { largest: value },
            &Suspicion::Metres { largest: value },
            &Suspicion::Swapped { x: value, y: value },
            &Suspicion::Unclosed {
                unit: 0,
                gap: value,
            },
            &Suspicion::Crossing {
                unit: 0,
                x: value,
                y: value,
            },
            &Suspicion::Overlap {
                a: 0,
                b: 1,
                share: value,
            },
            &Suspicion::Shifted {
                metres: value,
                units: 49,
            },
        ]);
    }

    add(&[
        &UnitError::Unknown { text: s("bushel") },
        &UnitError::Incompatible {
            from: s("t"),
            to: s("hm2"),
        },
        &UnitError::CarbonForCo2 {
            from: s("tC"),
            to: s("tCO2"),
        },
        &UnitError::TotalOfIntensity {
            unit: s("tce/10kCNY"),
        },
        &EditError::NoSheet { sheet: s("x") },
        &EditError::Nothing { what: s("x") },
        &EditError::TooWide { given: 3, room: 2 },
        &EditError::TooLong { rows: 200_001 },
        &EditError::YearsRunOut { rows: 2 },
        &EditError::DuplicateRow {
            region: s("520000"),
            year: 2005,
        },
        &EditError::NotAYear { text: s("x") },
        &EditError::CoefficientNotANumber {
            id: s("farm.film"),
            text: s("x"),
        },
        &EditError::ScenarioName {
            name: s(""),
            limit: 40,
        },
        &EditError::ScenarioName {
            name: s("x"),
            limit: 40,
        },
        &EditError::TooManyScenarios { limit: 8 },
        &EditError::TooManyScenarioCells { cells: 9, limit: 8 },
        &EditError::CoefficientSign {
            id: s("nobody"),
            value: f64::NAN,
            negative: true,
        },
        &EditError::CoefficientSign {
            id: s("farm.film"),
            value: -1.0,
            negative: false,
        },
        &AccountError::NotCarbon {
            line: s("farm"),
            units: s("t · hm2"),
        },
        &AccountError::NotOxygen {
            line: s("coal"),
            units: s("t × tC/t"),
        },
        &AccountError::NoCoefficient {
            line: s("farm"),
            coefficient: s("x"),
        },
        &AccountError::ZeroDivisor {
            line: s("farm"),
            coefficient: s("x"),
        },
        &AccountError::Overflow {
            line: s("farm"),
            index: 0,
        },
        &ChangeError::Empty,
        &ChangeError::NotFinite { index: 0 },
        &ChangeError::ZeroTotal,
        &ChangeError::ZeroStart,
        &ChangeError::NotSquare {
            row: 0,
            found: 1,
            classes: 2,
        },
        &ChangeError::DifferentSizes { from: 1, to: 2 },
        &ChangeError::CellNegative {
            row: 0,
            column: 1,
            value: -1.0,
        },
        &ChangeError::CellNotFinite { row: 0, column: 1 },
        &ChangeError::RowLength {
            row: 0,
            found: 1,
            expected: 2,
        },
        &ChangeError::RowCount {
            found: 1,
            expected: 2,
        },
        &ChangeError::DuplicateClass {
            index: 1,
            class: s("forest"),
        },
        &ChangeError::CellArea { value: f64::NAN },
        &ChangeError::Overflow,
        &ExcelError::TooManyRows {
            tab: s("x"),
            rows: 2_000_000,
        },
        &ExcelError::TooManyColumns {
            tab: s("x"),
            columns: 20_000,
        },
        &ExcelError::FormulaTooLong {
            tab: s("x"),
            cell: s("D4"),
            length: 9000,
        },
        &ExcelError::TooManyCells { cells: 4_000_000 },
        &ExcelError::Writer { detail: s("x") },
        &DocxError::Writer { detail: s("x") },
        &ReadError::Empty,
        &ReadError::TooLarge { bytes: 100 << 20 },
        &ReadError::Bomb { bytes: 600 << 20 },
        &ReadError::TooManyCells,
        &ReadError::Password,
        &ReadError::NoTable,
        &ReadError::NotText {
            encoding: s("utf-8"),
            byte: 40,
        },
        &ReadError::Damaged { detail: s("EOF") },
        &ClassifyError::Empty,
        &ClassifyError::TooManyValues { count: 1 << 21 },
        &ClassifyError::NotFinite { index: 0 },
        &ClassifyError::ClassCount { classes: 1 },
        &ClassifyError::TooFewDistinct {
            classes: 3,
            distinct: 2,
        },
        &ClassifyError::Limits { index: 1 },
        &BalanceError::TooFewUnits { units: 1 },
        &BalanceError::Column(ColumnError::LengthMismatch {
            column: "gdp",
            found: 1,
            expected: 2,
        }),
        &BalanceError::Column(ColumnError::NotFinite {
            column: "eec",
            unit: 0,
        }),
        &BalanceError::Column(ColumnError::Zero {
            column: "area",
            unit: 0,
        }),
        &BalanceError::NoUptake,
        &BalanceError::Column(ColumnError::Overflow { unit: 0 }),
        &BalanceError::LevelCount { levels: 4 },
        &BalanceError::Levels {
            index: "sec",
            error: ClassifyError::Empty,
        },
        &SupplyError::Empty,
        &SupplyError::Column(ColumnError::LengthMismatch {
            column: "demand",
            found: 1,
            expected: 2,
        }),
        &SupplyError::Column(ColumnError::NotFinite {
            column: "population",
            unit: 0,
        }),
        &SupplyError::Column(ColumnError::Zero {
            column: "storage",
            unit: 0,
        }),
        &SupplyError::Column(ColumnError::Overflow { unit: 0 }),
        &ZonesError::None,
        &ZonesError::NoYears,
        &ZonesError::NoColumn {
            indicator: s("gdp"),
        },
        &ZonesError::NoCoefficient { id: s("x") },
        &ZonesError::Missing {
            column: s("source"),
            region: s("520121"),
            year: 2015,
        },
        &ZonesError::NoAccount,
        &ZonesError::NoEec,
        &ZonesError::NoDemand,
        &ZonesError::WrongUnit {
            column: s("demand_density"),
            unit: s("t/km2"),
        },
        &ZonesError::Unit {
            column: s("gdp"),
            error: UnitError::Unknown { text: s("bushel") },
        },
        &ZonesError::Balance {
            year: Some(2015),
            region: Some(s("1")),
            error: BalanceError::NoUptake,
        },
        &ZonesError::Supply {
            region: None,
            error: SupplyError::Empty,
        },
        &ZonesError::Classify(ClassifyError::Empty),
        &Fault::LandStock,
        &Fault::UnknownZone { zone: s("x") },
        &Fault::ZoneInput { name: s("x") },
        &Fault::ZoneLimits {
            part: "zoning.published.breaks",
            index: 1,
        },
        &Fault::TooManyZones {
            part: "zoning.rules",
            count: 101,
            limit: 100,
        },
        &GreyError::NoComparison,
        &GreyError::TooFewPoints { count: 1 },
        &GreyError::LengthMismatch {
            series: 1,
            found: 2,
            expected: 3,
        },
        &GreyError::NotFinite {
            series: 1,
            index: 2,
        },
        &GreyError::ZeroFirst { series: 1 },
        &GreyError::ZeroMean { series: 1 },
        &GreyError::Constant { series: 1 },
        &GreyError::Weights,
        &GreyError::Theta { value: f64::NAN },
        &GreyError::PrintedLength {
            found: 1,
            expected: 2,
        },
        &GreyError::PrintedNotFinite { index: 0 },
        &GreyError::Overflow { series: 1 },
        &GreyError::Cancelled { done: 1, total: 2 },
        &RelationError::TooLittle { lines: 1, years: 1 },
        &RelationError::Line {
            line: s("forest"),
            error: GreyError::ZeroFirst { series: 1 },
        },
        &ForecastError::TooFewPoints {
            count: 3,
            needed: 4,
        },
        &ForecastError::NotFinite { index: 0 },
        &ForecastError::HorizonTooLong {
            horizon: 2000,
            max: 1000,
        },
        &ForecastError::LengthMismatch {
            observed: 1,
            predicted: 2,
        },
        &ForecastError::ZeroObserved { index: 0 },
        &ForecastError::HoldOutRange {
            hold_out: 9,
            max: 3,
        },
        &ForecastError::NoOrigin {
            min_training: 9,
            count: 9,
        },
        &ForecastError::NoHorizon,
        &ForecastError::DrawsRange {
            draws: 1,
            min: 20,
            max: 100,
        },
        &ForecastError::TooManyFailed {
            failed: 9,
            draws: 10,
        },
        &ForecastError::Cancelled { done: 1, total: 2 },
        &ForecastError::YearRange {
            first_year: i32::MAX,
        },
        &ForecastError::Overflow { step: 1 },
        &Gm11Error::TooFewPoints {
            count: 3,
            needed: 4,
        },
        &Gm11Error::NotFinite { index: 0 },
        &Gm11Error::HorizonTooLong {
            horizon: 2000,
            max: 1000,
        },
        &Gm11Error::Coefficient,
        &Gm11Error::Overflow { step: 1 },
        &CellFault::LookAlike {
            position: 2,
            found: 'O',
            digit: '0',
        },
        &CellFault::LookAlike {
            position: 2,
            found: '|',
            digit: '1',
        },
        &CellFault::Character {
            position: 1,
            found: '吨',
        },
        &CellFault::Order,
        &CellFault::TooLarge,
        &PasteError::TooWide { columns: 20_000 },
        &PasteError::Empty,
        &PasteError::NotYears {
            header: s("年份"),
            text: s("5999"),
        },
        &PasteError::NoSheet {
            name: s("2019"),
            known: s("2018, 2020"),
        },
        &PasteError::DuplicateYear {
            region: s("1"),
            year: 2005,
            first: 1,
            second: 2,
        },
        &PasteError::Stopped,
        &ReadError::Stopped,
        &PasteError::NothingRecognised { headers: s("a, b") },
        &LinkError::NotOurs,
        &LinkError::Version { found: s("2") },
        &LinkError::Letter {
            position: 9,
            found: '%',
        },
        &LinkError::Damaged,
        &LinkError::TooLarge,
        &LinkError::File(FileError::NotText),
        &FileError::TooLarge { bytes: usize::MAX },
        &FileError::NotText,
        &FileError::NotJson { line: 1, column: 2 },
        &FileError::CutShort { line: 1 },
        &FileError::NumberTooLarge { line: 1, column: 2 },
        &FileError::OtherDocument,
        &FileError::Newer { found: u64::MAX },
        &FileError::TooOld { found: 0 },
        &FileError::Faulty { faults: Vec::new() },
        &Fault::Missing { path: s("title") },
        &Fault::Unreadable {
            path: s("sheets[0].rows[1]"),
        },
        &Fault::UnknownUnit {
            column: s("nobody"),
            text: s("bushel"),
        },
        &Fault::RowWidth {
            sheet: s("activity"),
            region: s("1"),
            year: 2005,
            values: 1,
            columns: 2,
        },
        &Fault::DuplicateRow {
            sheet: s("x"),
            region: s("1"),
            year: 2005,
        },
        &Fault::YearRange {
            sheet: None,
            year: -5,
        },
        &Fault::TooManyRows {
            sheet: s("x"),
            rows: 9,
            limit: 8,
        },
        &Fault::NotFinite {
            column: s("forest"),
            year: None,
        },
        &Fault::NoPreset {
            coefficient: s("x"),
        },
        &Fault::UnknownSet { set: s("x") },
        &Fault::UnknownCoefficient {
            line: s("farm"),
            coefficient: s("x"),
        },
        &Fault::Exponent {
            line: s("farm"),
            coefficient: s("x"),
            exponent: i8::MIN,
        },
        &Fault::NoColumn {
            line: s("farm"),
            indicator: s("plastic_film"),
        },
        &Fault::NoInput { line: s("farm") },
        &Fault::LandGroup {
            class: s("forest"),
            group: s("sea"),
        },
        &Fault::TransitionShape {
            classes: 2,
            row: 2,
            areas: 3,
        },
        &Fault::TransitionShape {
            classes: 2,
            row: 1,
            areas: 3,
        },
        &Fault::NoPublished,
        &Fault::Scenarios,
        &Fault::InScenario { name: s("x") },
        &Fault::PublishedLength {
            column: s("net"),
            values: 1,
            years: 2,
        },
        &Fault::PublishedYears { year: 2005 },
        &Fault::Period {
            from: 2006,
            to: 2005,
        },
        &Fault::UnknownRegion { region: s("x") },
        &JobError::TooLarge { bytes: 1 },
        &JobError::NotJson { line: 1, column: 2 },
        &JobError::NoMethod,
        &JobError::UnknownMethod { method: s("x") },
        &JobError::Shape {
            method: s("gm11"),
            detail: s("missing field"),
        },
        &JobError::UnknownCase { case: s("x") },
        &JobError::Cancelled,
        &JobError::WorkerLost,
    ]);
    for kind in [
        "sheet",
        "column",
        "coefficient",
        "line",
        "region",
        "land_class",
        "set",
        "zone",
    ] {
        add(&[&Fault::DuplicateId { kind, id: s("x") }]);
    }
    for value in odd {
        add(&[
            &ChangeError::NoInterval { intervals: value },
            &ClassifyError::AllEqual { value },
            &BalanceError::Column(ColumnError::Negative {
                column: "emission",
                unit: 0,
                value,
            }),
            &SupplyError::Column(ColumnError::Negative {
                column: "area",
                unit: 0,
                value,
            }),
            &SupplyError::PerHead { value },
            &GreyError::DistinguishingCoefficient { value },
            &ForecastError::Constant { value },
            &ForecastError::SignChange {
                first: value,
                last: value,
            },
            &ForecastError::SameTimes { time: value },
            &ForecastError::LevelRange { level: value },
            &Gm11Error::BackgroundWeight { value },
            &Gm11Error::Singular { background: value },
            &Gm11Warning::NotPositive { index: 0, value },
            &ChangeError::Negative { index: 0, value },
            &CellFault::Negative { value },
            &Fault::Negative {
                sheet: s("x"),
                column: s("y"),
                region: s("1"),
                year: 2005,
                value,
            },
            &Fault::Range {
                coefficient: s("x"),
                low: value,
                high: value,
            },
            &Fault::TransitionNegative { row: 0, value },
        ]);
    }
    all
}

/// Problems that no error enum makes: warnings beside a result and words of the page, with the values they carry.
/// What rasters say.
fn raster_errors() -> Vec<Problem> {
    let odd = [f64::NAN, f64::INFINITY, -0.0, 1e300];
    let mut all: Vec<Problem> = Vec::new();
    let mut add = |errors: &[&dyn Report]| all.extend(errors.iter().map(|e| e.problem()));
    add(&[
        &RasterError::NoPosition,
        &RasterError::NoCrs,
        &RasterError::NoArea,
        &RasterError::TurnedDegrees,
        &RasterError::NoEarth,
        &RasterError::Grids {
            differences: vec![
                GridDifference::Size([1, 2], [3, 4]),
                GridDifference::Origin([0.0, 0.5], [1e9, -1.0]),
                GridDifference::Pixel([1.0, 0.0, 0.0, -1.0], [1.0, 0.1, 0.1, -1.0]),
                GridDifference::Position(true, false),
                GridDifference::Epsg(4326, 32648),
                GridDifference::Kind(CrsKind::Projected, CrsKind::Geographic),
                GridDifference::Unit(1.0, 0.3048),
            ],
        },
        &RasterError::RowLength {
            row: 0,
            found: 1,
            expected: 2,
        },
        &RasterError::RowCount {
            found: 1,
            expected: 2,
        },
        &RasterError::TooManyKeys { row: 3 },
        &RasterError::TooManyCells { row: 3 },
        &RasterFileError::NoRaster,
        &RasterFileError::Unreadable,
        &RasterFileError::Truncated {
            at: u64::MAX,
            length: 9,
        },
        &RasterFileError::TooLarge {
            width: u64::MAX,
            height: 1,
        },
        &RasterFileError::ChunkTooLarge { bytes: u64::MAX },
        &RasterFileError::Head {
            line: 1,
            text: s("ncols x"),
        },
        &RasterFileError::Number {
            row: 0,
            column: 1,
            text: s("x"),
        },
        &RasterFileError::TooFewNumbers {
            found: 1,
            expected: 2,
        },
        &RasterFileError::Colour {
            row: 0,
            column: 1,
            colour: [0, 1, 255],
        },
        &LegendError::Missing,
        &LegendError::Line {
            line: 1,
            text: s("x"),
        },
        &LegendError::Twice {
            line: 1,
            colour: s("#000000"),
        },
        &LegendError::Empty,
        &LegendError::TooLong,
        &RasterFileError::NoDates,
        &RasterFileError::NegativeZone {
            row: 0,
            column: 0,
            value: -1,
        },
        &RasterFileError::TooLargeToWrite { bytes: 1 << 40 },
        &RasterFileError::Cancelled,
    ]);
    for kind in [raster::Kind::Tiff, raster::Kind::Ascii, raster::Kind::Png] {
        add(&[
            &RasterFileError::Damaged {
                kind,
                what: "strip",
                at: 8,
            },
            &RasterFileError::Unsupported {
                kind,
                what: "Compression",
                value: s("ZSTD"),
            },
        ]);
    }
    for value in odd {
        add(&[
            &RasterError::PastPole {
                row: 0,
                latitude: value,
            },
            &RasterError::NotACode {
                row: 0,
                column: 1,
                value,
            },
        ]);
    }
    all
}

/// What carbon storages and their tables say.
fn storage_errors() -> Vec<Problem> {
    let mut all: Vec<Problem> = Vec::new();
    let mut add = |errors: &[&dyn Report]| all.extend(errors.iter().map(|e| e.problem()));
    let missing = |pixels| MissingClass {
        class: -3,
        pixels,
        area: 0.09,
    };
    add(&[
        &StorageError::NoPools,
        &StorageError::ClassTwice { class: 7 },
        &StorageError::NoAreas,
        &StorageError::Missing {
            classes: vec![missing(Some(4)), missing(None)],
        },
        &StorageError::Missing {
            classes: vec![missing(Some(4)); 30],
        },
        &StorageError::Overflow,
        &StorageError::Years {
            start: 2020,
            end: 2010,
        },
        &StorageError::Draws { draws: 1 },
        &StorageError::NoRange,
        &StorageError::TooManyClasses { classes: 1_001 },
        &StorageError::Cancelled,
        &PoolsError::TooLarge { bytes: usize::MAX },
        &PoolsError::NoColumn { column: "C_above" },
        &PoolsError::ColumnTwice {
            column: s("C_above"),
        },
        &PoolsError::NoRows,
        &PoolsError::Blank {
            row: 2,
            column: s("C_dead"),
        },
        &PoolsError::NotANumber {
            row: 2,
            column: s("lucode"),
            text: s("1.5"),
        },
        &PoolsError::Negative {
            row: 2,
            column: s("C_dead"),
            value: -1.0,
        },
        &PoolsError::Twice {
            row: 3,
            first: 2,
            class: 1,
        },
    ]);
    for value in [f64::NAN, f64::INFINITY, -1.0, 1e300] {
        add(&[
            &StorageError::Density {
                class: 1,
                pool: "C_soil",
                value,
            },
            &StorageError::Range {
                class: 1,
                pool: "C_soil",
                low: value,
                high: 0.0,
            },
            &StorageError::Area { index: 0, value },
            &StorageError::Rate {
                name: "discount",
                value,
            },
        ]);
    }
    all
}

/// What statistics of spatial association say.
fn space_errors() -> Vec<Problem> {
    let mut all: Vec<Problem> = Vec::new();
    let mut add = |errors: &[&dyn Report]| all.extend(errors.iter().map(|e| e.problem()));
    let floor = |correction, tests| SpaceWarning::Floor {
        correction,
        permutations: 999,
        reach: reach(999, Alternative::TwoSided, tests, 0.001, correction).unwrap(),
    };
    add(&[
        &SpaceError::NoData,
        &SpaceError::TooFew { count: 3 },
        &SpaceError::LengthMismatch {
            found: 1,
            expected: 2,
        },
        &SpaceError::NotFinite { unit: 0 },
        &SpaceError::NoLinks,
        &SpaceError::NoProducts,
        &SpaceError::Permutations { permutations: 0 },
        &SpaceError::Bins { bins: usize::MAX },
        &SpaceError::NoEvents,
        &SpaceError::Lists {
            unit: 0,
            neighbours: 2,
            weights: 3,
        },
        &SpaceError::Overflow,
        &SpaceError::Cancelled { done: 1, total: 2 },
        &SpaceError::Weights(WeightsError::Own { unit: 0 }),
        &SpaceError::Weights(WeightsError::Unknown {
            unit: 0,
            neighbour: 9,
        }),
        &SpaceError::Weights(WeightsError::Twice {
            unit: 0,
            neighbour: 1,
        }),
        &SpaceError::Weights(WeightsError::NotAWeight {
            unit: 0,
            neighbour: 1,
        }),
        &SpaceWarning::Missing { count: 2 },
        &SpaceWarning::Islands { count: 1 },
        &floor(Correction::None, 40),
        &floor(Correction::Fdr, 40),
        &SpaceWarning::Floor {
            correction: Correction::Fdr,
            permutations: 999,
            reach: reach(999, Alternative::TwoSided, 40, 0.05, Correction::Fdr).unwrap(),
        },
        &floor(Correction::Fdr, 1),
        &floor(Correction::Bonferroni, 40),
        &floor(Correction::Sidak, 40),
        &SpaceWarning::Floor {
            correction: Correction::Fdr,
            permutations: usize::MAX,
            reach: Reach {
                tests: usize::MAX,
                floor: f64::NAN,
                limit: f64::INFINITY,
                alone: false,
                together: None,
                permutations_needed: usize::MAX,
            },
        },
    ]);
    for value in [
        f64::NAN,
        f64::INFINITY,
        f64::NEG_INFINITY,
        -0.0,
        1e300,
        5e-324,
    ] {
        add(&[
            &SpaceError::Constant { value },
            &SpaceError::Negative { unit: 0, value },
            &SpaceError::Alpha { alpha: value },
            &SpaceError::NotAProbability { unit: 0, value },
            &SpaceError::Base { unit: 0, value },
        ]);
    }
    all
}

/// What spatial weights and their files say.
fn weights_errors() -> Vec<Problem> {
    let mut all: Vec<Problem> = Vec::new();
    let mut add = |errors: &[&dyn Report]| all.extend(errors.iter().map(|e| e.problem()));
    let (unit, neighbour, last) = (0, 1, usize::MAX);
    add(&[
        &WeightsError::Unknown {
            unit,
            neighbour: last,
        },
        &WeightsError::Own { unit: last },
        &WeightsError::Twice { unit, neighbour },
        &WeightsError::NotAWeight { unit, neighbour },
        &WeightsError::TooManyUnits { count: 10_001 },
        &WeightsError::TooManyLinks,
        &WeightsError::TooFewUnits { count: 1 },
        &WeightsError::NotFinite { unit },
        &WeightsError::Order { order: 0 },
        &WeightsError::Nearest { k: 0, count: 0 },
        &WeightsError::SamePlace { a: 0, b: last },
        &WeightsError::NoBandwidth { unit },
        &WeightsError::Size {
            found: 1,
            expected: 2,
        },
        &WeightsError::Linked { a: 0, b: 1 },
        &WeightsError::Rows,
        &TypedProblem::Unknown {
            pair: last,
            text: s(""),
        },
        &TypedProblem::Ambiguous {
            pair: 0,
            text: s("鼓楼区"),
        },
        &TypedProblem::Own {
            pair: 0,
            text: s("x"),
        },
        &TypedProblem::Again {
            pair: 1,
            first: 0,
            from: s("x"),
            to: s("y"),
        },
        &TypedProblem::OneWay {
            pair: 0,
            from: s("x"),
            to: s("y"),
        },
        &WeightsFileError::TooLarge { bytes: last },
        &WeightsFileError::NotText,
        &WeightsFileError::Empty,
        &WeightsFileError::Header {
            line: 1,
            text: s("x"),
        },
        &WeightsFileError::UnitLine {
            line: 2,
            text: s("x"),
        },
        &WeightsFileError::Count {
            line: 2,
            id: s("a"),
            text: s("-1"),
        },
        &WeightsFileError::NeighbourCount {
            line: 3,
            id: s("a"),
            stated: 2,
            found: 1,
        },
        &WeightsFileError::Truncated { line: 3 },
        &WeightsFileError::FewerUnits {
            line: 3,
            found: 1,
            stated: last,
        },
        &WeightsFileError::MoreUnits {
            line: 4,
            id: s("a"),
            stated: 1,
        },
        &WeightsFileError::UnitTwice {
            line: 4,
            id: s("a"),
            first: 2,
        },
        &WeightsFileError::NeighbourTwice {
            line: 3,
            id: s("a"),
            neighbour: s("b"),
        },
        &WeightsFileError::Own {
            line: 3,
            id: s("a"),
        },
        &WeightsFileError::Fields { line: 2, found: 4 },
        &WeightsFileError::NotANumber {
            line: 2,
            id: s("a"),
            text: s("x"),
        },
        &WeightsFileError::OtherUnits {
            line: 2,
            id: s("a"),
            matched: 0,
            found: 49,
            units: 31,
        },
        &WeightsFileError::OtherCount {
            stated: 49,
            units: 31,
            matched: 31,
        },
        &WeightsFileError::StudyId {
            unit: last,
            id: s(""),
        },
        &WeightsFileError::IdCount {
            found: 1,
            expected: 2,
        },
        &WeightsFileError::Weights(WeightsError::Rows),
    ]);
    for value in [f64::NAN, f64::INFINITY, -1.0, 1e300] {
        add(&[
            &WeightsError::NotDegrees {
                unit,
                x: value,
                y: value,
            },
            &WeightsError::Tolerance { value },
            &WeightsError::Distance { value },
            &WeightsError::Power { value },
            &WeightsFileError::Negative {
                line: 2,
                id: s("a"),
                value: value.abs().min(1e300),
            },
        ]);
    }
    all
}

/// What the carbon–oxygen balance says.
fn carbon_oxygen_errors() -> Vec<Problem> {
    let mut all: Vec<Problem> = Vec::new();
    let mut add = |errors: &[&dyn Report]| all.extend(errors.iter().map(|e| e.problem()));
    add(&[
        &EcoBalanceError::Empty,
        &EcoBalanceError::NotFinite {
            amount: "carbon_fixed",
            unit: 0,
        },
        &EcoBalanceError::Overflow { unit: 30 },
        &EcoBalanceError::Rate { class: 0 },
        &EcoBalanceError::NoModels,
        &EcoBalanceError::NoValues,
        &EcoBalanceError::Series,
        &EcoBalanceError::TargetNotAhead {
            target: 2010,
            last: 2019,
        },
        &EcoBalanceError::NoModelApplies { target: 2030 },
        &CarbonOxygenError::None,
        &CarbonOxygenError::Account(AccountError::NoCoefficient {
            line: s("coal"),
            coefficient: s("x"),
        }),
        &CarbonOxygenError::Balance {
            year: Some(2016),
            region: Some(s("310000")),
            error: EcoBalanceError::Overflow { unit: 8 },
        },
        &CarbonOxygenError::NoBaseYear,
        &CarbonOxygenError::BaseYear { year: 2020 },
        &CarbonOxygenError::NothingToFit,
        &CarbonOxygenError::NoColumn {
            indicator: s("area_wetland"),
        },
        &CarbonOxygenError::NoCoefficient {
            id: s("land.forest"),
        },
        &CarbonOxygenError::Unit {
            column: s("area_wetland"),
            error: UnitError::Incompatible {
                from: s("t"),
                to: s("hm2"),
            },
        },
    ]);
    for value in [f64::NAN, f64::INFINITY, -1.0, 1e300] {
        add(&[
            &EcoBalanceError::Reference { value },
            &EcoBalanceError::Area { class: 1, value },
            &EcoBalanceError::Share { value },
            &EcoBalanceError::NoFixation { value },
            &EcoBalanceError::NotPositive { year: 2012, value },
        ]);
        for what in ["human", "standard_area", "reference_area", "region_area"] {
            add(&[&EcoBalanceError::Need { what, value }]);
        }
        for amount in ["carbon_released", "oxygen_consumed"] {
            add(&[&EcoBalanceError::Negative {
                amount,
                unit: 0,
                value,
            }]);
        }
    }
    let of_all = |code: &str| {
        Problem::new(code)
            .with("n", Arg::Count(3))
            .with("of", Arg::Count(271))
            .with("times", Arg::Number(3.0))
    };
    all.extend([
        of_all("carbon_oxygen.clamped"),
        of_all("carbon_oxygen.models_left_out"),
        of_all("carbon_oxygen.wide"),
        Problem::new("carbon_oxygen.no_year"),
        Problem::new("carbon_oxygen.never_human"),
        Problem::new("carbon_oxygen.never_land"),
        Problem::new("carbon_oxygen.never_both"),
        Problem::new("carbon_oxygen.years_without_land").with("years", Arg::Text(s("2018, 2019"))),
        Problem::new("carbon_oxygen.land_left_out"),
        Problem::new("carbon_oxygen.no_area"),
    ]);
    all
}

fn every_other() -> Vec<Problem> {
    let text = |t: &str| Arg::Text(s(t));
    vec![
        Problem::new("weights.no_touch").with("name", Arg::Text(s("squares.geojson"))),
        Problem::new("account.gap"),
        Problem::new("paste.totals_left_out")
            .with("n", Arg::Count(2))
            .with("names", text("全省")),
        Problem::new("account.missing_rows")
            .with("n", Arg::Count(2))
            .with("first", Arg::Year(2005))
            .with("last", Arg::Year(2006)),
        Problem::new("account.no_net").with("n", Arg::Count(1)),
        Problem::new("account.gaps")
            .with("n", Arg::Count(3))
            .with("first", Arg::Year(2005))
            .with("last", Arg::Year(2008)),
        Problem::new("account.line_left_out"),
        Problem::new("account.input_left_out"),
        Problem::new("account.nothing"),
        Problem::new("zones.mixed_basis").with("factor", Arg::Number(12.0 / 44.0)),
        Problem::new("zones.converted_limits"),
        Problem::new("zones.eec_given")
            .with("year", Arg::Year(2015))
            .with("sum", Arg::Number(1.168)),
        Problem::new("zones.constant_factor")
            .with("year", Arg::Year(2020))
            .with("n", Arg::Count(4))
            .with("factor", Arg::Number(0.826)),
        Problem::new("zones.unnamed").with("n", Arg::Count(1)),
        Problem::new("zones.year_left_out"),
        Problem::new("stock.waits"),
        Problem::new("stock.pools_gone"),
        Problem::new("stock.sample"),
        Problem::new("stock.no_worker"),
        Problem::new("stock.kind").with("name", Arg::Text(s("a.mp3"))),
        Problem::new("stock.too_many").with("limit", Arg::Count(20)),
        Problem::new("zones.merge_length")
            .with("classes", Arg::Count(5))
            .with("rows", Arg::Count(7)),
        Problem::new("zones.no_area"),
        Problem::new("change.no_area"),
        Problem::new("change.class_missing"),
        Problem::new("paste.line_without_year")
            .with("line", Arg::Count(3))
            .with("text", text("x")),
        Problem::new("paste.duplicate_column").with("header", text("x")),
        Problem::new("workbook.changed_since")
            .with("figures", Arg::Count(3))
            .with("coefficients", Arg::Count(0)),
        Problem::new("upload.kind").with("name", text("x.xls")),
        Problem::new("upload.table_too_large").with("name", text("x.csv")),
        Problem::new("upload.unreadable").with("name", text("x.csv")),
        Problem::new("upload.no_worker").with("name", text("x.csv")),
        Problem::new("storage.refused"),
        Problem::new("storage.full"),
        Problem::new("storage.failed").with("detail", text("UnknownError")),
        Problem::new("storage.corrupt"),
        Problem::new("docx.no_worker"),
        Problem::new("storage.no_version"),
        Problem::new("paste.planned_again"),
        Problem::new("storage.too_long"),
        Problem::new("storage.no_study"),
        Problem::new("page.not_fetched"),
    ]
}

/// What gravity centres and Markov chains say.
fn centre_and_markov_errors() -> Vec<Problem> {
    let (year, unit, row, class) = (2020, usize::MAX, usize::MAX, usize::MAX);
    let (found, expected) = (0, 3);
    let centre = [
        CentreError::NoUnits,
        CentreError::NoYears,
        CentreError::UnitCount { found, expected },
        CentreError::YearCount {
            unit,
            found,
            expected,
        },
        CentreError::YearOrder { year },
        CentreError::Place { unit },
        CentreError::NotFinite { year, unit },
        CentreError::Negative {
            year,
            unit,
            value: -1e300,
        },
        CentreError::AllZero { year },
        CentreError::TooFewUnits {
            year,
            found,
            needed: 2,
        },
        CentreError::Projection,
        CentreError::OffMap { year },
        CentreError::Balanced { year },
        CentreError::Overflow { year },
        CentreError::RingPoints { points: unit },
    ];
    let markov = [
        MarkovError::NoUnits,
        MarkovError::TooFewColumns { columns: 1 },
        MarkovError::RowLength {
            unit,
            found,
            expected,
        },
        MarkovError::ClassCount { classes: 1 },
        MarkovError::ClassRange {
            unit,
            column: 0,
            class,
            classes: 0,
        },
        MarkovError::LagCount { found, expected },
        MarkovError::NoTransitions,
        MarkovError::Break {
            column: unit,
            columns: 0,
        },
        MarkovError::CountShape {
            row,
            found,
            expected,
        },
        MarkovError::TableRows {
            table: row,
            found,
            expected,
        },
        MarkovError::TooFewTables { tables: 1 },
        MarkovError::StartLength { found, expected },
        MarkovError::StartValue { class },
        MarkovError::StartZero,
        MarkovError::NoRow { class },
        MarkovError::Steps { steps: unit },
        MarkovError::Overflow,
    ];
    let centre = centre.iter().map(Report::problem);
    centre.chain(markov.iter().map(Report::problem)).collect()
}

fn all() -> Vec<Problem> {
    every_error()
        .into_iter()
        .chain(every_other())
        .chain(raster_errors())
        .chain(storage_errors())
        .chain(carbon_oxygen_errors())
        .chain(space_errors())
        .chain(space_step_errors())
        .chain(centre_and_markov_errors())
        .chain(weights_errors())
        .collect()
}

/// What the space step says beside its statistics.
fn space_step_errors() -> Vec<Problem> {
    let own = [
        SpaceStepError::NoVariable,
        SpaceStepError::NoYear { least: 4 },
        SpaceStepError::NoValues { year: 2017 },
        SpaceStepError::NoBorders,
        SpaceStepError::NoPoints,
        SpaceStepError::Rate {
            year: 2010,
            error: SpaceError::Negative {
                unit: 0,
                value: -2.5,
            },
        },
        SpaceStepError::ForeignWeights {
            name: s("<b>.gal"),
            known: 0,
            units: usize::MAX,
        },
        SpaceStepError::Weights(WeightsError::Own { unit: 0 }),
        SpaceStepError::Space(SpaceError::NoData),
        SpaceStepError::Centre(CentreError::Projection),
        SpaceStepError::Markov(MarkovError::StartZero),
    ];
    let own = own.iter().map(Report::problem);
    own.chain([Problem::new("weights.not_read")]).collect()
}

#[test]
fn every_problem_has_a_whole_sentence_in_both_languages() {
    for problem in all() {
        for lang in [Lang::Zh, Lang::En] {
            let key = format!("problem.{}", problem.code);
            let told = sentence(lang, &problem);
            assert!(!told.contains(&*problem.code), "no sentence for {key}");
            for open in ["{", "}", "NaN", "∞"] {
                assert!(!told.contains(open), "{key}, {}: {told}", lang.tag());
            }
            let words = told.split(|c: char| !c.is_ascii_alphabetic());
            assert!(words.into_iter().all(|w| w != "inf"), "{key}: {told}");
            assert!(
                told.chars().count() > 3 && !told.ends_with(['.', '。']),
                "{key}: {told}"
            );
        }
        let (zh, en) = (sentence(Lang::Zh, &problem), sentence(Lang::En, &problem));
        assert!(
            zh.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)),
            "{zh}"
        );
        assert_ne!(zh, en);
    }
}

/// The list above names every code that the source makes, so a new one cannot be forgotten.
#[test]
fn the_list_is_the_list_of_codes_in_the_source() {
    let listed: BTreeSet<String> = all().into_iter().map(|p| p.code).collect();
    let made = codes_in_source();
    let missing: Vec<_> = made
        .iter()
        .filter(|(code, _)| !listed.contains(*code))
        .collect();
    assert!(missing.is_empty(), "not tested here: {missing:#?}");
    assert!(made.len() > 100, "only {} codes found", made.len());
}

/// A sentence that nobody says is dead weight.
#[test]
fn every_sentence_is_said_by_someone() {
    let made = codes_in_source();
    let text = fs::read_to_string(root().join("src/app/locales/en/problem.json")).unwrap();
    let locale: serde_json::Value = serde_json::from_str(&text).unwrap();
    let mut idle = Vec::new();
    for (module, sentences) in locale.as_object().unwrap() {
        for name in sentences.as_object().into_iter().flat_map(|m| m.keys()) {
            let code = format!("{module}.{name}");
            // Told by the page of the account itself when one side is empty.
            if !made.contains_key(&code) && code != "account.one_side" {
                idle.push(code);
            }
        }
    }
    assert!(idle.is_empty(), "{idle:?}");
}

/// Texts of a study and a file are shown as they are, also when they look like a place to fill.
#[test]
fn braces_of_a_user_stay_what_they_are() {
    let problem = JobError::UnknownMethod {
        method: s("{known}"),
    }
    .problem();
    assert!(sentence(Lang::En, &problem).contains("“{known}”"));
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_path_buf()
}

/// Every text in the source that is a module of problem.json, a dot and a name, with the file it stands in.
fn codes_in_source() -> BTreeMap<String, PathBuf> {
    let text = fs::read_to_string(root().join("src/app/locales/en/problem.json")).unwrap();
    let locale: serde_json::Value = serde_json::from_str(&text).unwrap();
    let modules: Vec<&String> = locale
        .as_object()
        .unwrap()
        .iter()
        .filter(|(_, v)| v.is_object())
        .map(|(k, _)| k)
        .collect();
    let mut files = Vec::new();
    walk(&root().join("src"), &mut files);
    let mut codes = BTreeMap::new();
    for path in files {
        let source = fs::read_to_string(&path).unwrap();
        // Where a problem is made, the next text is its code, whatever module it names.
        let made = source
            .split("Problem::new(")
            .skip(1)
            .filter_map(|rest| rest.trim_start().strip_prefix('"')?.split('"').next());
        for code in made {
            codes.insert(s(code), path.clone());
        }
        // A code may also come through a helper or a choice of two.
        if source.contains("Problem::new(") {
            for text in source.split('"').skip(1).step_by(2) {
                let is_code = text.split_once('.').is_some_and(|(module, name)| {
                    modules.iter().any(|m| *m == module)
                        && !name.is_empty()
                        && name
                            .bytes()
                            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
                });
                // Words of the page share the first part of their keys with some modules.
                if is_code && !is_message(text) {
                    codes.insert(s(text), path.clone());
                }
            }
        }
    }
    codes
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            walk(&path, files);
        } else if path.extension().is_some_and(|end| end == "rs") {
            files.push(path);
        }
    }
}
