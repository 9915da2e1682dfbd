//! The roles marks play. On the page a role is a class of the stylesheet, so theme and print need no new drawing; in an
//! exported file it is the light theme's colour, written out.

/// A role: position in the table below. It travels through plotters as the red byte of a colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ink(u8);

impl Ink {
    /// Class names on the page.
    pub fn class(self) -> &'static str {
        TABLE[usize::from(self.0)].0
    }

    /// Style in an exported file.
    pub fn style(self) -> &'static str {
        TABLE[usize::from(self.0)].1
    }

    pub(super) fn byte(self) -> u8 {
        self.0
    }

    pub(super) fn from_byte(byte: u8) -> Self {
        Self(byte.min(TABLE.len() as u8 - 1))
    }
}

macro_rules! inks {
    ($($(#[$doc:meta])* $name:ident = $class:literal, $style:literal;)*) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms, reason = "positions of the table")]
        enum Position { $($name),* }
        impl Ink { $($(#[$doc])* pub const $name: Self = Self(Position::$name as u8);)* }
        /// Class and export style of every role.
        pub(super) const TABLE: &[(&str, &str)] = &[$(($class, $style)),*];
    };
}

inks! {
    /// Horizontal hairline.
    GRID = "grid", "stroke:#e3e7e7;stroke-width:1";
    /// Zero line.
    ZERO = "zero", "stroke:#7b878c;stroke-width:1.25";
    /// Mark at an axis.
    TICK = "tick", "stroke:#7b878c;stroke-width:1";
    /// Line from a label to its mark.
    LEAD = "lead", "stroke:#7b878c;stroke-width:1;fill:none";
    /// Years that are forecast, or a break between surveys.
    FUTURE = "future", "fill:#f3f5f5";
    /// Position of the reading.
    CROSS = "cross", "stroke:#1d4f8f;stroke-width:1;stroke-dasharray:2 2";
    /// Frame round the selected mark.
    SELECTED = "sel", "fill:none;stroke:#1d4f8f;stroke-width:2";
    /// Sum of the sources.
    SOURCE = "b-src", "fill:#bd5a38";
    /// Sum of the sinks.
    SINK = "b-snk", "fill:#2c8c82";
    /// Built land.
    BUILT = "b-built", "fill:#bd5a38";
    /// Farm land.
    FARM = "b-farm", "fill:#a8720f";
    /// Cropland.
    CROP = "b-crop", "fill:#2c8c82";
    /// Forest.
    FOREST = "b-forest", "fill:#0f504d";
    /// The other sinks.
    OTHER = "b-other", "fill:#718e89";
    /// A bar without a side.
    PLAIN = "b-plain", "fill:#7b878c";
    /// Interval.
    BAND = "band", "fill:#182025;fill-opacity:.1";
    /// Net emission.
    NET = "l-net", "stroke:#182025;stroke-width:2.25;fill:none;stroke-linejoin:round";
    /// Ground under a line.
    HALO = "l-halo", "stroke:#ffffff;stroke-width:5;fill:none;stroke-linejoin:round";
    /// Forecast of the active model.
    FORECAST = "l-fc", "stroke:#182025;stroke-width:2.25;fill:none;stroke-dasharray:6 4";
    /// Fit or benchmark.
    FIT = "l-fit", "stroke:#6d787e;stroke-width:1.75;fill:none";
    /// Benchmark with short dashes.
    FIT_DASHED = "l-fit dash", "stroke:#6d787e;stroke-width:1.75;fill:none;stroke-dasharray:3 3";
    /// Benchmark with dots.
    FIT_DOTTED = "l-fit dot", "stroke:#6d787e;stroke-width:1.75;fill:none;stroke-dasharray:1.5 3";
    /// What a paper printed.
    PRINTED = "l-prt", "stroke:#8a3f8c;stroke-width:1.75;fill:none;stroke-dasharray:1.5 3.5;stroke-linecap:round";
    /// Observed values.
    THIN = "l-thin", "stroke:#182025;stroke-width:1.5;fill:none";
    /// Dot of a value.
    DOT = "d-net", "fill:#182025;stroke:#ffffff;stroke-width:1.25";
    /// Hollow mark of a printed value.
    DOT_PRINTED = "d-prt", "fill:#ffffff;stroke:#8a3f8c;stroke-width:1.5";
    /// Dot of an earlier year.
    DOT_FIRST = "d-first", "fill:#ffffff;stroke:#182025;stroke-width:1.25";
    /// Mark outside its limits.
    CROSSED = "d-err", "stroke:#a8211c;stroke-width:2;fill:none";
    /// Span between methods.
    SPAN = "span", "stroke:#b9c2c4;stroke-width:6;stroke-linecap:round";
    /// Line of built land.
    LINE_BUILT = "l-built", "stroke:#bd5a38;stroke-width:2.25;fill:none;stroke-linejoin:round";
    /// Line of farm land.
    LINE_FARM = "l-farm", "stroke:#a8720f;stroke-width:2.25;fill:none;stroke-linejoin:round";
    /// Line of cropland.
    LINE_CROP = "l-crop", "stroke:#2c8c82;stroke-width:2.25;fill:none;stroke-linejoin:round";
    /// Line of forest.
    LINE_FOREST = "l-forest", "stroke:#0f504d;stroke-width:2.25;fill:none;stroke-linejoin:round";
    /// Line of the other sinks.
    LINE_OTHER = "l-other", "stroke:#718e89;stroke-width:2.25;fill:none;stroke-dasharray:6 3";
    /// A segment that must not be read as change.
    LINE_BROKEN = "l-broken", "stroke:#7b878c;stroke-width:1.25;fill:none;stroke-dasharray:1.5 3";
    /// One line of many.
    LINE_FAINT = "l-faint", "stroke:#b9c2c4;stroke-width:1.25;fill:none";
    /// Text of a tick.
    TEXT = "", "fill:#5d686e";
    /// Text of the selected tick.
    TEXT_ACCENT = "f-acc", "fill:#1d4f8f";
    /// Secondary label.
    LABEL = "lab2", "fill:#434d53";
    /// Secondary label over data.
    LABEL_HALO = "lab2 halo", "fill:#434d53;paint-order:stroke;stroke:#ffffff;stroke-width:3.5px";
    /// Strong label without a side.
    STRONG = "lab", "fill:#5d686e;font-weight:600";
    /// Label of net emission.
    STRONG_NET = "lab f-net", "fill:#182025;font-weight:600";
    /// The same over data.
    STRONG_NET_HALO = "lab halo f-net", "fill:#182025;font-weight:600;paint-order:stroke;stroke:#ffffff;stroke-width:3.5px";
    /// Label of a source.
    STRONG_SOURCE = "lab f-src", "fill:#a8421d;font-weight:600";
    /// Label of a source over data.
    STRONG_SOURCE_HALO = "lab halo f-src", "fill:#a8421d;font-weight:600;paint-order:stroke;stroke:#ffffff;stroke-width:3.5px";
    /// Value beside a source bar.
    LABEL_SOURCE = "lab2 f-src", "fill:#a8421d";
    /// Label of farm land.
    STRONG_FARM = "lab f-farm", "fill:#835600;font-weight:600";
    /// Label of a sink.
    STRONG_SINK = "lab f-snk", "fill:#1a6d65;font-weight:600";
    /// Label of forest.
    STRONG_FOREST = "lab f-forest", "fill:#0f504d;font-weight:600";
    /// Label of a fit.
    STRONG_FIT = "lab f-fit", "fill:#5d686e;font-weight:600";
    /// Label of what is printed.
    STRONG_PRINTED = "lab f-prt", "fill:#8a3f8c;font-weight:600";
    /// Secondary label of what is printed.
    LABEL_PRINTED = "lab2 f-prt", "fill:#8a3f8c";
}
