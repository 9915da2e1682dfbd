//! The page: the points at which its wasm is taken apart, and the start.
//!
//! `cargo xtask finish` splits at the functions marked here: what only one part needs goes into that part's file, what
//! several parts share becomes a file of its own, and the frame is the first file. There are three parts: the two pages
//! that show the account at once, and the rest, which comes behind the first page. More parts would mean more shared
//! files, and small files pack badly. The marks stand in this program and not in the library because the worker, which
//! shares the library, would get every one of them as well.

// The macro declares the imports between the files.
#![allow(unsafe_code)]

use tanheng::app::lazy::{Draw, Rest};
use wasm_split_helpers::{SplitLoaderError, wasm_split};

type Fetched<T> = Result<T, SplitLoaderError>;

#[wasm_split(home, fallible)]
fn home() -> Fetched<Draw> {
    Ok(tanheng::app::home)
}

#[wasm_split(account, fallible)]
fn account() -> Fetched<Draw> {
    Ok(tanheng::app::account)
}

#[wasm_split(rest, fallible)]
fn rest() -> Fetched<Rest> {
    Ok(Rest::new())
}

fn main() {
    #[cfg(target_arch = "wasm32")]
    tanheng::app::mount(tanheng::app::lazy::Parts {
        home: || Box::pin(async { home().await.ok() }),
        account: || Box::pin(async { account().await.ok() }),
        rest: || Box::pin(async { rest().await.ok() }),
    });
}
