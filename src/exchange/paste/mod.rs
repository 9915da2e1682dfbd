//! Pasted text → cells: a block for the cells from the cursor on, or a table whose header, units, years and regions are
//! recognised.
//!
//! [`plan`] reads and decides without changing anything; [`PastePlan::apply`] gives the study with the values in place. A
//! column that cannot be taken is refused with the reason and the others go in.
//!
//! ```
//! use tanheng::exchange::{cases, paste};
//! let study = cases::load("guizhou").expect("shipped");
//! let text = "年份\t农用塑料薄膜使用量（万吨）\n2008\t4.7765";
//! let plan = paste::plan(&study, text, "activity", 0, 0)?;
//! assert_eq!(plan.columns[0].ratio, 10_000.0);
//! let study = plan.apply(&study)?;
//! let film = study.sheet("activity").and_then(|s| s.cell(3, 4)?.value());
//! assert_eq!(film, Some(47_765.0));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod apply;
mod basis;
mod columns;
mod error;
mod figures;
mod header;
mod indicators;
mod keys;
mod packed;
mod plan;
mod preview;
mod regions;
mod reshape;
mod separator;
mod shape;
mod table;
mod text;

pub use apply::Applying;
pub use basis::{Basis, Sureness};
pub use error::{MOST_COLUMNS, PasteError};
pub use figures::Figures;
pub(crate) use packed::Short;
pub use packed::{Array, pack_rows, unpack_rows};
pub use plan::{Chosen, Compared, Keys, Layout, PastePlan, PlannedColumn};
pub use preview::Preview;
pub(super) use regions::known_region;
pub use table::{plan, plan_watched, plan_with};
pub use text::{copy, lines};
