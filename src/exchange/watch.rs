//! Work on a table, watched: what is being done, how much of it, and a way to stop it.

use std::ops::ControlFlow;

/// What is being done with a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Task {
    /// Its file is unpacked or decoded; counted in bytes.
    Open,
    /// Its text is taken apart into cells; counted in bytes.
    Split,
    /// Its lines are matched with regions and years; counted in lines.
    Match,
    /// Its figures are read; counted in cells.
    Figures,
    /// Rows of a raster are read; counted in rows.
    Pixels,
}

/// Called as work goes on with what is being done, how much of it is done and how much there is; breaking stops it.
pub type Watch<'a> = &'a mut dyn FnMut(Task, usize, usize) -> ControlFlow<()>;

/// Lines or cells between two calls.
pub(super) const EVERY: usize = 16_384;

/// For whom nobody waits.
pub fn unwatched(_: Task, _: usize, _: usize) -> ControlFlow<()> {
    ControlFlow::Continue(())
}
