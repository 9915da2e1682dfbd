//! One part of a study that is missing, cannot be read, or does not fit the others.

mod problem;

/// A fault and where it sits.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum Fault {
    /// A part every study has is not there.
    #[error("{path} is missing")]
    Missing {
        /// Where it belongs, such as `coefficients[2].unit`.
        path: String,
    },
    /// A part that is there but not in the form a study has it.
    #[error("{path} cannot be read")]
    Unreadable {
        /// Where it stands.
        path: String,
    },
    /// A unit this program does not know.
    #[error("{column}: unknown unit {text:?}")]
    UnknownUnit {
        /// Indicator, coefficient or part that carries it.
        column: String,
        /// The unit as written.
        text: String,
    },
    /// A row with more or fewer values than its sheet has columns.
    #[error("sheet {sheet}, {region} {year}: {values} values for {columns} columns")]
    RowWidth {
        /// Sheet id.
        sheet: String,
        /// Region code.
        region: String,
        /// Year.
        year: i32,
        /// Values in the row.
        values: usize,
        /// Columns of the sheet.
        columns: usize,
    },
    /// A region has two rows for one year.
    #[error("sheet {sheet}: two rows for {region} {year}")]
    DuplicateRow {
        /// Sheet id.
        sheet: String,
        /// Region code.
        region: String,
        /// Year.
        year: i32,
    },
    /// A year outside 1000 to 9999.
    #[error("{year} is outside 1000 to 9999")]
    YearRange {
        /// Sheet id, when it stands in a sheet.
        sheet: Option<String>,
        /// Year as written.
        year: i32,
    },
    /// More rows than a sheet may hold.
    #[error("sheet {sheet}: {rows} rows, at most {limit}")]
    TooManyRows {
        /// Sheet id.
        sheet: String,
        /// Rows.
        rows: usize,
        /// Most rows.
        limit: usize,
    },
    /// Two things of one kind with the same id.
    #[error("two of kind {kind} are called {id:?}")]
    DuplicateId {
        /// `sheet`, `column`, `coefficient`, `line`, `region`, `land_class` or `set`.
        kind: &'static str,
        /// The id.
        id: String,
    },
    /// A value that is no finite number.
    #[error("{column} holds a value that is not finite")]
    NotFinite {
        /// Where it stands.
        column: String,
        /// Year, in a sheet.
        year: Option<i32>,
    },
    /// An amount below 0.
    #[error("sheet {sheet}, {column}, {region} {year}: {value} is below 0")]
    Negative {
        /// Sheet id.
        sheet: String,
        /// Indicator.
        column: String,
        /// Region code.
        region: String,
        /// Year.
        year: i32,
        /// The value.
        value: f64,
    },
    /// A coefficient without any preset value.
    #[error("coefficient {coefficient} has no preset")]
    NoPreset {
        /// Coefficient id.
        coefficient: String,
    },
    /// A least value above the greatest.
    #[error("coefficient {coefficient}: {low} to {high} is no range")]
    Range {
        /// Coefficient id.
        coefficient: String,
        /// Least value.
        low: f64,
        /// Greatest value.
        high: f64,
    },
    /// A coefficient set the study does not have.
    #[error("no coefficient set {set:?}")]
    UnknownSet {
        /// Name of the set.
        set: String,
    },
    /// An account line that names a coefficient the study does not have.
    #[error("line {line}: no coefficient {coefficient}")]
    UnknownCoefficient {
        /// Line id.
        line: String,
        /// Coefficient id.
        coefficient: String,
    },
    /// A coefficient that neither multiplies nor divides.
    #[error("line {line}: exponent {exponent} of {coefficient}")]
    Exponent {
        /// Line id.
        line: String,
        /// Coefficient id.
        coefficient: String,
        /// Exponent as written.
        exponent: i8,
    },
    /// A term of a line of the account uses an indicator that is no column of any sheet.
    #[error("{line}: no sheet has a column {indicator}")]
    NoColumn {
        /// Line id.
        line: String,
        /// Indicator.
        indicator: String,
    },
    /// A product without an input.
    #[error("line {line} has a term without inputs")]
    NoInput {
        /// Line id.
        line: String,
    },
    /// A land class in no group.
    #[error("class {class}: no group {group:?}")]
    LandGroup {
        /// Land class id.
        class: String,
        /// Group as written.
        group: String,
    },
    /// A transition table that is not as long as it is wide.
    #[error("transition: {classes} classes, row {row} has {areas} areas")]
    TransitionShape {
        /// Number of classes.
        classes: usize,
        /// Row from 0; the number of classes when the number of rows is wrong.
        row: usize,
        /// Areas in that row, or rows.
        areas: usize,
    },
    /// An area below 0 in the transition table.
    #[error("transition: row {row} holds {value}")]
    TransitionNegative {
        /// Row from 0.
        row: usize,
        /// The value.
        value: f64,
    },
    /// The printed account is chosen, and there is none.
    #[error("the printed account is chosen and there is none")]
    NoPublished,
    /// Scenarios of which it cannot be said which parts are whose.
    #[error("the scenarios do not fit together")]
    Scenarios,
    /// What stands behind it is wrong in a scenario that is not in use.
    #[error("scenario {name:?}")]
    InScenario {
        /// Its name.
        name: String,
    },
    /// A printed column with more or fewer values than years.
    #[error("printed {column}: {values} values for {years} years")]
    PublishedLength {
        /// Line or total.
        column: String,
        /// Values.
        values: usize,
        /// Years.
        years: usize,
    },
    /// Years of a printed table that do not ascend.
    #[error("printed years do not ascend at {year}")]
    PublishedYears {
        /// First year that is not after the one before.
        year: i32,
    },
    /// Areas of land that are no numbers, or pools that cannot be used.
    #[error("land_stock: areas or pools that are no numbers")]
    LandStock,
    /// A rule, merge table or printed zone names a zone the study does not have.
    #[error("no zone {zone:?}")]
    UnknownZone {
        /// Zone id.
        zone: String,
    },
    /// The zones use an indicator that is no column of any sheet, or a coefficient that is none.
    #[error("zones: no {name:?}")]
    ZoneInput {
        /// Indicator or coefficient.
        name: String,
    },
    /// Limits between classes that do not ascend.
    #[error("{part}: limit {index} does not ascend")]
    ZoneLimits {
        /// Where they stand.
        part: &'static str,
        /// Which one, from 0.
        index: usize,
    },
    /// More zones, rules or limits than any map tells apart.
    #[error("{part}: {count}, at most {limit}")]
    TooManyZones {
        /// Where they stand.
        part: &'static str,
        /// How many.
        count: usize,
        /// Most there may be.
        limit: usize,
    },
    /// A period that ends before it begins.
    #[error("{from} to {to} is no period")]
    Period {
        /// First year.
        from: i32,
        /// Last year.
        to: i32,
    },
    /// A chosen region no sheet has.
    #[error("no region {region:?}")]
    UnknownRegion {
        /// Region code.
        region: String,
    },
}
