//! The page while it is being written.

use crate::run::{Outcome, run};
use crate::{dist, setup};

/// Builds without optimising, serves, and reloads when a file changes.
pub fn serve(rest: &[String]) -> Outcome {
    setup::checks()?;
    setup::page()?;
    let mut trunk = dist::trunk();
    run(
        trunk
            .args([
                "serve",
                "--release=false",
                "--serve-base=/",
                "--dist=dist-dev",
            ])
            .args(rest),
        "Is port 8080 free? Another one: cargo xtask serve --port 8081",
    )
}
