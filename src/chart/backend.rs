//! A plotters backend that writes SVG with classes and tenths of a pixel.
//!
//! The stock backend writes fixed colours and whole pixels. This one reads the role of a mark from the colour ([`Ink`])
//! and takes coordinates ten times as large as a pixel. It never measures text.

use std::convert::Infallible;
use std::fmt::Write;

use plotters_backend::text_anchor::HPos;
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
};

use super::ink::Ink;

/// Coordinates a pixel.
pub const SCALE: f64 = 10.0;

/// Parts a label of two weights: what comes after it is set light.
pub const LIGHT: char = '\u{1f}';

/// Writes the marks of a picture, without the `<svg>` element round them.
pub struct SvgBackend<'a> {
    out: &'a mut String,
    size: (u32, u32),
}

impl<'a> SvgBackend<'a> {
    /// A backend for a picture of this size in px.
    pub fn new(out: &'a mut String, width: f64, height: f64) -> Self {
        Self {
            out,
            size: ((width * SCALE) as u32, (height * SCALE) as u32),
        }
    }

    fn path(&mut self, ink: Ink, points: impl IntoIterator<Item = BackendCoord>, closed: bool) {
        self.out.push_str("<path class=\"");
        self.out.push_str(ink.class());
        self.out.push_str("\" d=\"");
        let mut mark = 'M';
        for (x, y) in points {
            self.out.push(mark);
            tenths(self.out, x);
            self.out.push(' ');
            tenths(self.out, y);
            mark = 'L';
        }
        self.out.push_str(if closed { "Z\"/>" } else { "\"/>" });
    }

    fn attribute(&mut self, name: &str, value: i32) {
        let _ = write!(self.out, " {name}=\"");
        tenths(self.out, value);
        self.out.push('"');
    }
}

fn ink(color: BackendColor) -> Ink {
    Ink::from_byte(color.rgb.0)
}

/// Writes a coordinate as px with at most one decimal.
fn tenths(out: &mut String, value: i32) {
    let (whole, tenth) = (value / 10, (value % 10).abs());
    if value < 0 && whole == 0 {
        out.push('-');
    }
    let _ = write!(out, "{whole}");
    if tenth != 0 {
        let _ = write!(out, ".{tenth}");
    }
}

/// Writes text so that it stays text: no user string becomes markup.
pub fn escape(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
}

type Done = Result<(), DrawingErrorKind<Infallible>>;

impl DrawingBackend for SvgBackend<'_> {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Done {
        Ok(())
    }

    fn present(&mut self) -> Done {
        Ok(())
    }

    fn draw_pixel(&mut self, _point: BackendCoord, _color: BackendColor) -> Done {
        Ok(())
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
    ) -> Done {
        let _ = write!(self.out, "<line class=\"{}\"", ink(style.color()).class());
        self.attribute("x1", from.0);
        self.attribute("y1", from.1);
        self.attribute("x2", to.0);
        self.attribute("y2", to.1);
        self.out.push_str("/>");
        Ok(())
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        upper_left: BackendCoord,
        bottom_right: BackendCoord,
        style: &S,
        _fill: bool,
    ) -> Done {
        let _ = write!(self.out, "<rect class=\"{}\"", ink(style.color()).class());
        self.attribute("x", upper_left.0.min(bottom_right.0));
        self.attribute("y", upper_left.1.min(bottom_right.1));
        self.attribute("width", (bottom_right.0 - upper_left.0).abs());
        self.attribute("height", (bottom_right.1 - upper_left.1).abs());
        self.out.push_str("/>");
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Done {
        self.path(ink(style.color()), path, false);
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        center: BackendCoord,
        radius: u32,
        style: &S,
        _fill: bool,
    ) -> Done {
        let _ = write!(self.out, "<circle class=\"{}\"", ink(style.color()).class());
        self.attribute("cx", center.0);
        self.attribute("cy", center.1);
        self.attribute("r", radius as i32);
        self.out.push_str("/>");
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        vert: I,
        style: &S,
    ) -> Done {
        self.path(ink(style.color()), vert, true);
        Ok(())
    }

    fn draw_text<T: BackendTextStyle>(&mut self, text: &str, style: &T, pos: BackendCoord) -> Done {
        self.out.push_str("<text");
        let class = ink(style.color()).class();
        if !class.is_empty() {
            let _ = write!(self.out, " class=\"{class}\"");
        }
        self.attribute("x", pos.0);
        self.attribute("y", pos.1);
        match style.anchor().h_pos {
            HPos::Left => {}
            HPos::Center => self.out.push_str(" text-anchor=\"middle\""),
            HPos::Right => self.out.push_str(" text-anchor=\"end\""),
        }
        self.out.push('>');
        match text.split_once(LIGHT) {
            Some((strong, light)) => {
                escape(self.out, strong);
                self.out.push_str(" <tspan font-weight=\"400\">");
                escape(self.out, light);
                self.out.push_str("</tspan>");
            }
            None => escape(self.out, text),
        }
        self.out.push_str("</text>");
        Ok(())
    }
}
