//! Results as SVG pictures.
