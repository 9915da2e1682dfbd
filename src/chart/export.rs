//! A picture as a file of its own: colours written out, title, unit and source inside, so that a copied chart stays citable.

use super::Picture;
use super::backend::escape;
use super::ink::TABLE;

/// A complete SVG file in the light theme.
#[must_use]
pub fn standalone(
    picture: &Picture,
    title: &str,
    subtitle: &str,
    source: &str,
    font: &str,
) -> String {
    let inner = inner(&picture.svg);
    let (width, height) = (picture.width + 32.0, picture.height + 92.0);
    let mut out = opened(inner, width, height, font);
    line(
        &mut out,
        24.0,
        "font-size:17px;font-weight:700;fill:#182025",
        title,
    );
    line(&mut out, 44.0, "font-size:13px", subtitle);
    out.push_str("<g transform=\"translate(16 56)\">");
    out.push_str(inner);
    out.push_str("</g>");
    line(&mut out, height - 12.0, "", source);
    out.push_str("</svg>\n");
    out
}

/// The picture alone in the light theme, for a place that has title and source beside it.
#[must_use]
pub fn bare(picture: &Picture, font: &str) -> String {
    let inner = inner(&picture.svg);
    let mut out = opened(inner, picture.width, picture.height, font);
    out.push_str(inner);
    out.push_str("</svg>\n");
    out
}

/// A file up to where the picture begins: its styles and a white ground.
fn opened(inner: &str, width: f64, height: f64, font: &str) -> String {
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\"><style>"
    );
    out.push_str("text{font-family:");
    out.push_str(&font.replace(['<', '&', '{', '}'], ""));
    out.push_str(";font-size:12px;fill:#5d686e}");
    for (class, style) in TABLE {
        if !class.is_empty() && inner.contains(&format!("class=\"{class}\"")) {
            // A rule for two classes: `.lab2.halo`.
            out.push_str(&format!(".{}{{{style}}}", class.replace(' ', ".")));
        }
    }
    for (class, style) in super::map::tone::rules() {
        // Marks of a map carry several classes.
        if inner.contains(&format!("{class} ")) || inner.contains(&format!("{class}\"")) {
            out.push_str(&format!(".{class}{{{style}}}"));
        }
    }
    out.push_str("</style><rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>");
    out
}

fn line(out: &mut String, y: f64, style: &str, text: &str) {
    out.push_str(&format!("<text x=\"16\" y=\"{y}\" style=\"{style}\">"));
    escape(out, text);
    out.push_str("</text>");
}

/// What stands inside the `<svg>` element.
fn inner(svg: &str) -> &str {
    let start = svg.find('>').map_or(0, |i| i + 1);
    let end = svg.rfind("</svg>").unwrap_or(svg.len());
    svg.get(start..end).unwrap_or_default()
}
