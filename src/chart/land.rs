//! A land-cover map: one dot a pixel in the colour of its class. The dots are an image inside the picture, so that a map of
//! a million pixels is still one mark.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::plot::Words;
use super::{Picture, backend::escape};

/// Colour of each look, the same in both themes: dots lie beside each other, not on the page.
const LOOKS: [(&str, [u8; 3]); 11] = [
    ("forest-a", [0x0f, 0x50, 0x4d]),
    ("forest-b", [0x2f, 0x7f, 0x70]),
    ("forest-c", [0x6a, 0xa5, 0x8e]),
    ("forest-d", [0x3f, 0x6b, 0x50]),
    ("woody", [0xa5, 0xc3, 0xa0]),
    ("savanna", [0xd3, 0xdc, 0xb4]),
    ("grass", [0xe9, 0xe3, 0xb0]),
    ("crop", [0xd9, 0xa4, 0x41]),
    ("mosaic", [0xb9, 0x8a, 0x52]),
    ("built", [0xbd, 0x5a, 0x38]),
    ("water", [0x7a, 0xa6, 0xc8]),
];

/// Colours for classes that no legend knows, told apart by the number beside them.
const OTHERS: [[u8; 3]; 8] = [
    [0x2f, 0x7f, 0x70],
    [0xd9, 0xa4, 0x41],
    [0x7a, 0xa6, 0xc8],
    [0xbd, 0x5a, 0x38],
    [0xa5, 0xc3, 0xa0],
    [0x8a, 0x6f, 0xa8],
    [0xe9, 0xe3, 0xb0],
    [0x0f, 0x50, 0x4d],
];

/// The colour of a look; of the class at this place where it has none.
#[must_use]
pub fn colour(look: Option<&str>, at: usize) -> [u8; 3] {
    let known = look.and_then(|look| LOOKS.iter().find(|(name, _)| *name == look));
    known.map_or(OTHERS[at % OTHERS.len()], |(_, rgb)| *rgb)
}

/// A colour as the stylesheet writes it.
#[must_use]
pub fn css([r, g, b]: [u8; 3]) -> String {
    format!("#{r:02x}{g:02x}{b:02x}")
}

/// What the picture shows.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Land {
    /// Dots in a row.
    pub columns: usize,
    /// Position of each dot's class among `colours`; anything else is no data.
    pub dots: Vec<u8>,
    /// Colour of each class, at most 255 of them.
    pub colours: Vec<[u8; 3]>,
    /// Height of a dot to its width.
    pub aspect: f64,
    /// Title and finding.
    pub words: Words,
}

/// Draws it.
#[must_use]
pub fn land(data: &Land, width: f64) -> Picture {
    let rows = data.dots.len().checked_div(data.columns).unwrap_or(0);
    let aspect = if data.aspect.is_finite() && data.aspect > 0.0 {
        data.aspect
    } else {
        1.0
    };
    let ratio = if data.columns == 0 {
        0.0
    } else {
        rows as f64 * aspect / data.columns as f64
    };
    let mut wide = width.max(1.0);
    let mut height = wide * ratio;
    // A strip of a map must not be a page high.
    let most = width.max(1.0) * 1.2;
    if height > most {
        wide *= most / height;
        height = most;
    }
    let height = height.max(1.0);
    let mut svg = format!(
        "<svg class=\"chart\" viewBox=\"0 0 {} {}\" role=\"img\" aria-label=\"",
        width.round(),
        height.round()
    );
    escape(&mut svg, &data.words.title);
    svg.push_str("\"><title>");
    escape(&mut svg, &data.words.title);
    svg.push_str("</title><desc>");
    escape(&mut svg, &data.words.finding);
    svg.push_str("</desc>");
    if let Some(png) = encoded(data, rows) {
        svg.push_str(&format!(
            "<image class=\"land\" width=\"{wide:.1}\" height=\"{height:.1}\" preserveAspectRatio=\"none\" \
             style=\"image-rendering:pixelated\" href=\"data:image/png;base64,{}\"/>",
            STANDARD.encode(png)
        ));
    }
    svg.push_str("</svg>");
    Picture {
        svg,
        width: width.round(),
        height: height.round(),
        hits: Vec::new(),
    }
}

/// The dots as an indexed PNG; what has no class is clear.
fn encoded(data: &Land, rows: usize) -> Option<Vec<u8>> {
    let columns = u32::try_from(data.columns).ok().filter(|c| *c > 0)?;
    let high = u32::try_from(rows).ok().filter(|r| *r > 0)?;
    let count = data.colours.len().min(255);
    let mut palette: Vec<u8> = data.colours[..count].concat();
    palette.extend([0; 3]);
    let mut clear = vec![255; count];
    clear.push(0);
    let none = count as u8;
    let dots: Vec<u8> = data.dots[..data.columns * rows]
        .iter()
        .map(|d| (*d).min(none))
        .collect();
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, columns, high);
    encoder.set_color(png::ColorType::Indexed);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_palette(palette);
    encoder.set_trns(clear);
    let mut writer = encoder.write_header().ok()?;
    writer.write_image_data(&dots).ok()?;
    writer.finish().ok()?;
    Some(bytes)
}
