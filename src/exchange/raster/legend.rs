//! Which colours of a picture are which classes.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::core::problem::{Arg, Problem, Report};

/// Most lines of a legend.
const MOST: usize = 4096;

/// What is wrong with a legend.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LegendError {
    /// A picture in colours without a legend.
    #[error("a picture in colours and no legend")]
    Missing,
    /// A line that is not `#rrggbb,code`.
    #[error("line {line}: {text:?}")]
    Line {
        /// Line, from 1.
        line: usize,
        /// What stands there.
        text: String,
    },
    /// One colour for two classes.
    #[error("line {line}: a second class for {colour}")]
    Twice {
        /// Line, from 1.
        line: usize,
        /// The colour.
        colour: String,
    },
    /// No line with a colour.
    #[error("no colour")]
    Empty,
    /// More than 4096 colours.
    #[error("more than {MOST} colours")]
    TooLong,
}

impl Report for LegendError {
    fn problem(&self) -> Problem {
        match self {
            Self::Missing => Problem::new("raster.no_legend"),
            Self::Line { line, text } => Problem::new("raster.legend_line")
                .with("line", Arg::Count(*line))
                .with("text", Arg::Text(text.clone())),
            Self::Twice { line, colour } => Problem::new("raster.legend_twice")
                .with("line", Arg::Count(*line))
                .with("colour", Arg::Text(colour.clone())),
            Self::Empty => Problem::new("raster.legend_empty"),
            Self::TooLong => Problem::new("raster.legend_too_long").with("limit", Arg::Count(MOST)),
        }
    }
}

/// Class code of each colour.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Legend(BTreeMap<[u8; 3], i32>);

impl Legend {
    /// Reads lines of `#rrggbb,code`; what follows the code is not read, nor are empty lines.
    ///
    /// # Errors
    /// [`LegendError`] with the line.
    ///
    /// # Examples
    /// ```
    /// use tanheng::exchange::raster::Legend;
    /// let legend = Legend::parse("#006400,10,Tree cover\n#ffbb22,20,Shrubland\n")?;
    /// assert_eq!(legend.class([0, 0x64, 0]), Some(10));
    /// # Ok::<(), tanheng::exchange::raster::LegendError>(())
    /// ```
    pub fn parse(text: &str) -> Result<Self, LegendError> {
        let mut classes = BTreeMap::new();
        for (line, n) in text.trim_start_matches('\u{feff}').lines().zip(1..) {
            let line = line.trim();
            if line.is_empty() {
                continue;
            }
            let bad = || LegendError::Line {
                line: n,
                text: line.chars().take(40).collect(),
            };
            let mut cells = line.split([',', '\t', ';', '，']).map(str::trim);
            let written = cells.next().unwrap_or_default();
            let colour = colour(written).ok_or_else(bad)?;
            let code = cells.next().and_then(|c| c.parse().ok()).ok_or_else(bad)?;
            if classes.insert(colour, code).is_some_and(|old| old != code) {
                return Err(LegendError::Twice {
                    line: n,
                    colour: written.to_owned(),
                });
            }
            if classes.len() > MOST {
                return Err(LegendError::TooLong);
            }
        }
        if classes.is_empty() {
            return Err(LegendError::Empty);
        }
        Ok(Self(classes))
    }

    /// The class of a colour.
    #[must_use]
    pub fn class(&self, colour: [u8; 3]) -> Option<i32> {
        self.0.get(&colour).copied()
    }
}

fn colour(text: &str) -> Option<[u8; 3]> {
    let hex = text.strip_prefix('#')?;
    let digits = hex.len() == 6 && hex.bytes().all(|b| b.is_ascii_hexdigit());
    let number = u32::from_str_radix(hex, 16).ok().filter(|_| digits)?;
    let [_, r, g, b] = number.to_be_bytes();
    Some([r, g, b])
}

impl TryFrom<String> for Legend {
    type Error = LegendError;

    fn try_from(text: String) -> Result<Self, LegendError> {
        Self::parse(&text)
    }
}

impl From<Legend> for String {
    fn from(legend: Legend) -> Self {
        let lines = legend
            .0
            .iter()
            .map(|([r, g, b], code)| format!("#{r:02x}{g:02x}{b:02x},{code}\n"));
        lines.collect()
    }
}
