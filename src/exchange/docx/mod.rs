//! Documents out: a report as the `.docx` bytes that Word, WPS and LibreOffice open.
//!
//! ```
//! use tanheng::exchange::{docx, paper::{Block, Paper, Span}};
//! let text = vec![Span::Plain("<b> is text & stays text".into())];
//! let paper = Paper { title: "t".into(), blocks: vec![Block::Paragraph(text)], ..Paper::default() };
//! assert_eq!(&docx::write(&paper, &[])?[..2], b"PK");
//! # Ok::<(), tanheng::exchange::docx::DocxError>(())
//! ```

mod body;
mod columns;
mod error;
mod formula;
mod image;
mod package;
mod table;
mod xml;

pub use error::DocxError;
pub use image::Image;
pub use package::write;
