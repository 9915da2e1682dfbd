//! What several tests need. A test takes it in with `mod support;`.

pub mod svg;
