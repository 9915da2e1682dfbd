//! Turns data into code while building, so that a missing translation, a broken formula or a case file that does not fit
//! together stops the build instead of reaching a user.

#[path = "build/carbon_oxygen.rs"]
mod carbon_oxygen;
#[path = "build/cases.rs"]
mod cases;
#[path = "build/formulas.rs"]
mod formulas;
#[path = "build/landcover.rs"]
mod landcover;
#[path = "build/omml.rs"]
mod omml;
#[path = "build/places.rs"]
mod places;
#[path = "build/regions.rs"]
mod regions;
#[path = "build/words.rs"]
mod words;
#[path = "build/zoning.rs"]
mod zoning;

use std::error::Error;
use std::path::PathBuf;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed=build");
    println!("cargo:rerun-if-changed=data");
    println!("cargo:rerun-if-changed=src/app/locales");
    if std::env::var("TARGET").is_ok_and(|target| target.starts_with("wasm32")) {
        // `cargo xtask finish` splits the page by what refers to what.
        println!("cargo:rustc-link-arg-bin=page=--emit-relocs");
    }
    let out = PathBuf::from(std::env::var("OUT_DIR")?);
    words::build(&out)?;
    formulas::build(&out)?;
    cases::build(&out)?;
    landcover::build(&out)?;
    places::build(&out)?;
    Ok(())
}
