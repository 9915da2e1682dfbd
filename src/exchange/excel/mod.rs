//! Workbooks out: sheets of cells as plain values, and the `.xlsx` bytes they become.
//!
//! ```
//! use tanheng::exchange::excel::{Book, Cell, Formula, Tab, write};
//! let rows = vec![
//!     vec![Cell::Number(2.0), Cell::Text("=1+1".into())],
//!     vec![Cell::Formula(Formula::number("A1*3".into(), Some(6.0)))],
//! ];
//! let book = Book { title: "t".into(), tabs: vec![Tab { name: "Data".into(), rows, ..Tab::default() }] };
//! assert_eq!(&write(&book)?[..2], b"PK");
//! # Ok::<(), tanheng::exchange::excel::ExcelError>(())
//! ```

mod book;
mod error;
mod reference;
mod write;

pub use book::{Book, Cached, Cell, Formula, Tab};
pub use error::ExcelError;
pub use reference::{At, range};
pub(super) use write::storable;
pub use write::{LONGEST_FORMULA, MOST_CELLS, MOST_COLUMNS, MOST_ROWS, write};
