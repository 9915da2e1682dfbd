//! Pictures of figures.

/// Width of the text, EMU: 16 cm.
const WIDEST: u64 = 5_760_000;
/// Height that leaves room for a caption, EMU: 21 cm.
const HIGHEST: u64 = 7_560_000;

/// A figure drawn as a PNG.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Image {
    /// Id of the figure.
    pub(super) figure: String,
    pub(super) png: Vec<u8>,
    /// Width and height on paper, EMU.
    pub(super) size: (u64, u64),
}

impl Image {
    /// The picture of a figure as wide as the text; `None` when the bytes are no PNG.
    ///
    /// ```
    /// use tanheng::exchange::docx::Image;
    /// assert_eq!(Image::of("account", b"GIF89a".to_vec()), None);
    /// ```
    #[must_use]
    pub fn of(figure: &str, png: Vec<u8>) -> Option<Self> {
        // Signature, length and name of the first chunk, then width and height.
        let head = png.strip_prefix(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")?;
        let number = |at: usize| {
            let bytes = head.get(at..at + 4)?.try_into().ok()?;
            Some(u64::from(u32::from_be_bytes(bytes))).filter(|n| *n > 0)
        };
        let (width, height) = (number(0)?, number(4)?);
        let size = match WIDEST * height / width {
            high if high <= HIGHEST => (WIDEST, high.max(1)),
            _ => ((HIGHEST * width / height).max(1), HIGHEST),
        };
        Some(Self {
            figure: figure.to_owned(),
            png,
            size,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn size(width: u32, height: u32) -> Option<(u64, u64)> {
        let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
        png.extend(width.to_be_bytes());
        png.extend(height.to_be_bytes());
        Image::of("x", png).map(|image| image.size)
    }

    #[test]
    fn a_picture_keeps_its_shape_and_fits_the_page() {
        assert_eq!(size(1600, 800), Some((WIDEST, WIDEST / 2)));
        assert_eq!(size(100, 1000), Some((HIGHEST / 10, HIGHEST)));
        assert_eq!(size(0, 10), None);
        assert_eq!(size(u32::MAX, 1), Some((WIDEST, 1)));
    }
}
