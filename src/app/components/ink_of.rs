//! Which role a land class plays in a picture. Colour goes by meaning: sources warm, sinks green-blue.

use crate::chart::ink::Ink;

/// Line of a class in pictures of several classes.
pub fn line_of(class: &str) -> Ink {
    match class {
        "built" => Ink::LINE_BUILT,
        "farm" | "pasture" => Ink::LINE_FARM,
        "cropland" => Ink::LINE_CROP,
        "forest" => Ink::LINE_FOREST,
        "water" => Ink::LINE_OTHER,
        "unused" => Ink::FIT_DASHED,
        "garden" => Ink::FIT,
        _ => Ink::FIT_DOTTED,
    }
}
