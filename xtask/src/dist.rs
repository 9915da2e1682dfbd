//! The folder that is published.

use crate::run::{Outcome, program, root, run};
use crate::{setup, size};
use std::process::Command;

/// Builds dist/ and holds it to its size.
pub fn dist() -> Outcome {
    setup::checks()?;
    setup::page()?;
    build()?;
    size::check(&root().join("dist"))
}

/// Builds dist/; the tools are there.
pub fn build() -> Outcome {
    run(
        trunk().arg("build"),
        "The message above says which part did not build.",
    )
}

/// Trunk reads NO_COLOR as true or false and stops at the usual `NO_COLOR=1`.
pub fn trunk() -> Command {
    let mut command = program("trunk");
    command.env_remove("NO_COLOR");
    command
}
