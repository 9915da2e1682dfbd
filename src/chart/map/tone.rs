//! Colours of units: a fill, the ink of words on it, and its hatch. On the page they are classes of `style/later/later-map.css`,
//! in an exported file the light theme's values.

/// A colour with the ink that can be read on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tone(usize);

impl Tone {
    /// Not classified, or not significant.
    pub const PLAIN: Self = Self(36);
    /// No data.
    pub const NO_DATA: Self = Self(37);

    /// Class of the fill: `m-za`.
    #[must_use]
    pub fn fill(self) -> &'static str {
        self.row().fill
    }

    /// Class of words on it: `t-za`.
    #[must_use]
    pub fn ink(self) -> &'static str {
        self.row().ink
    }

    /// Class of the hatch over it: `h-za`.
    #[must_use]
    pub fn hatch(self) -> &'static str {
        self.row().hatch
    }

    fn row(self) -> &'static Row {
        &TONES[self.0.min(TONES.len() - 1)]
    }
}

/// Which colours the classes take.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Palette {
    /// Four zones from kept to strained: A B C D.
    #[default]
    Zones,
    /// Amounts, light to dark in one hue: up to seven classes.
    Sequential,
    /// Amounts round a meaningful middle: classes below it, and above it, up to three each; one more between them is the middle.
    Diverging {
        /// Classes below the middle.
        below: usize,
        /// Classes above the middle.
        above: usize,
    },
    /// Risk levels 1 to 5.
    Levels,
    /// Local clusters in the order HH, LL, LH, HL, not significant.
    Lisa,
    /// Unordered classes: up to eight.
    Categories,
}

impl Palette {
    /// Classes it can tell apart; a class beyond takes the last colour.
    #[must_use]
    pub fn room(self) -> usize {
        match self {
            Self::Zones => 4,
            Self::Sequential => 7,
            Self::Diverging { below, above } => below.min(3) + above.min(3) + 1,
            Self::Levels | Self::Lisa => 5,
            Self::Categories => 8,
        }
    }

    /// Colour of a class out of so many.
    #[must_use]
    pub fn tone(self, class: usize, classes: usize) -> Tone {
        Tone(match self {
            Self::Zones => class.min(3),
            Self::Sequential => 4 + spaced(class, classes, 7),
            Self::Diverging { below, above } => {
                let middles = usize::from(classes > below.saturating_add(above));
                if class < below {
                    11 + side(below - 1 - class, below, [2, 1, 0])
                } else if class - below < middles {
                    14
                } else {
                    11 + side(class - below - middles, above, [4, 5, 6])
                }
            }
            Self::Levels => 18 + spaced(class, classes, 5),
            Self::Lisa => 23 + class.min(4),
            Self::Categories => 28 + class.min(7),
        })
    }
}

/// One of `steps` for a class, so that the first and the last class are as far apart as can be.
fn spaced(class: usize, classes: usize, steps: usize) -> usize {
    if classes < 2 {
        return steps / 2;
    }
    let last = classes.min(steps) - 1;
    (class.min(last) * (steps - 1) + last / 2) / last
}

/// Steps of one side, counted from the middle.
fn side(at: usize, classes: usize, steps: [usize; 3]) -> usize {
    match (classes, at) {
        (0 | 1, _) => steps[1],
        (2, 0) => steps[0],
        (2, _) => steps[2],
        _ => steps[at.min(2)],
    }
}

struct Row {
    fill: &'static str,
    ink: &'static str,
    hatch: &'static str,
    light: [&'static str; 3],
}

macro_rules! tones {
    ($($id:literal, $fill:literal, $ink:literal;)*) => {
        const TONES: &[Row] = &[$(Row {
            fill: concat!("m-", $id),
            ink: concat!("t-", $id),
            hatch: concat!("h-", $id),
            light: [concat!("fill:", $fill), concat!("fill:", $ink), concat!("stroke:", $ink)],
        }),*];
    };
}

// Zones, sequence, diverging, levels, local clusters, categories, plain, no data.
tones! {
    "za", "#1f7f78", "#ffffff";
    "zb", "#a9d3cb", "#12312f";
    "zc", "#f0c987", "#3d2800";
    "zd", "#b0482a", "#ffffff";
    "s1", "#d6e8e4", "#12312f";
    "s2", "#c4ded8", "#12312f";
    "s3", "#9fcac1", "#0c2422";
    "s4", "#74b1a6", "#06201d";
    "s5", "#4d9b90", "#04140f";
    "s6", "#27776d", "#ffffff";
    "s7", "#0f504d", "#ffffff";
    "d1", "#0f6a63", "#ffffff";
    "d2", "#5fa89d", "#04140f";
    "d3", "#b5d8d1", "#12312f";
    "d4", "#e6e9e9", "#182025";
    "d5", "#f0cdbc", "#3a1a0d";
    "d6", "#db9d7f", "#2e1207";
    "d7", "#a5431f", "#ffffff";
    "v1", "#f6e7df", "#3a1a0d";
    "v2", "#eac6b4", "#3a1a0d";
    "v3", "#db9d7f", "#2e1207";
    "v4", "#bb5836", "#ffffff";
    "v5", "#7d2f16", "#ffffff";
    "hh", "#d7191c", "#ffffff";
    "ll", "#2440c8", "#ffffff";
    "lh", "#a7adf9", "#14184d";
    "hl", "#f4ada8", "#4d1410";
    "ns", "#e6e9e9", "#182025";
    "c1", "#0f504d", "#ffffff";
    "c2", "#f0c987", "#3d2800";
    "c3", "#7aa6c8", "#07182a";
    "c4", "#b0482a", "#ffffff";
    "c5", "#a9d3cb", "#12312f";
    "c6", "#6a3d8f", "#ffffff";
    "c7", "#c9bbe0", "#2a1646";
    "c8", "#9aa05a", "#14160a";
    "pl", "#e6e9e9", "#182025";
    "no", "#ffffff", "#434d53";
}

/// Class and export style of what is no tone.
const MARKS: &[(&str, &str)] = &[
    (
        "map-tile",
        "stroke:#ffffff;stroke-width:1.5;stroke-linejoin:round",
    ),
    (
        "map-area",
        "stroke:#ffffff;stroke-width:.75;stroke-linejoin:round",
    ),
    (
        "map-none",
        "stroke:#7b878c;stroke-width:1;stroke-dasharray:3 2",
    ),
    ("map-hatch", "fill:none;stroke-opacity:.28;stroke-width:1.4"),
    (
        "map-dots",
        "fill:none;stroke:#7b878c;stroke-width:1.4;stroke-linecap:round",
    ),
    (
        "map-border",
        "fill:none;stroke:#182025;stroke-width:1.75;stroke-linejoin:round;stroke-linecap:round",
    ),
    ("map-net", "fill:none;stroke:#7b878c;stroke-width:1"),
    (
        "map-near",
        "fill:none;stroke:#182025;stroke-width:1.5;stroke-dasharray:3 2",
    ),
    (
        "map-link",
        "fill:none;stroke:#1d4f8f;stroke-width:3;stroke-linecap:round",
    ),
    (
        "map-selected",
        "fill:none;stroke:#1d4f8f;stroke-width:3;stroke-linejoin:round",
    ),
    // Ways and rings: a line, its dots, the colours of what they stand for, words at the ends.
    (
        "map-way",
        "fill:none;stroke-width:1.75;stroke-linejoin:round",
    ),
    (
        "map-way-halo",
        "fill:none;stroke:#ffffff;stroke-width:4.5;stroke-linejoin:round",
    ),
    ("map-dash", "stroke-dasharray:5 3"),
    ("map-fine", "stroke-dasharray:1.5 3.5;stroke-linecap:round"),
    ("map-step", "stroke:none"),
    (
        "map-open",
        "fill:#ffffff;stroke-width:1.5;stroke-linejoin:round",
    ),
    ("map-one", "stroke:#182025"),
    ("map-less", "stroke:#6d787e"),
    ("map-two", "stroke:#835600"),
    ("map-print", "stroke:#8a3f8c"),
    ("map-full-one", "fill:#182025"),
    ("map-full-less", "fill:#5d686e"),
    ("map-full-two", "fill:#835600"),
    ("map-full-print", "fill:#8a3f8c"),
    (
        "map-year",
        "font-size:11px;font-weight:600;paint-order:stroke;stroke:#ffffff;stroke-width:3.5px",
    ),
    // Dots of a scatter.
    ("map-dot", "stroke:#ffffff;stroke-width:1.25"),
    ("map-dot-plain", "stroke:#7b878c;stroke-width:1.25"),
    ("map-big", "font-size:14px;font-weight:600"),
    ("map-mid", "font-size:12px;font-weight:600"),
    ("map-small", "font-size:11px"),
    (
        "map-group",
        "font-family:Songti SC,Noto Serif CJK SC,STZhongsong,SimSun,serif;font-size:16px;font-weight:700;fill:#434d53",
    ),
    ("map-beside", "font-size:11px;fill:#434d53"),
    ("map-key", "font-size:12px;font-weight:600;fill:#182025"),
    ("map-title", "font-size:13px;font-weight:600;fill:#182025"),
];

/// Class and export style of everything a map may be drawn with. A mark carries several of them.
pub fn rules() -> impl Iterator<Item = (&'static str, &'static str)> {
    let tones = TONES.iter().flat_map(|row| {
        [
            (row.fill, row.light[0]),
            (row.ink, row.light[1]),
            (row.hatch, row.light[2]),
        ]
    });
    MARKS.iter().copied().chain(tones)
}
