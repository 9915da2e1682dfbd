//! Door 3, the terminal: runs a saved study or a job file and prints JSON, reads tables and writes workbooks.

#[cfg(not(target_arch = "wasm32"))]
mod call;
#[cfg(not(target_arch = "wasm32"))]
mod raster;
#[cfg(not(target_arch = "wasm32"))]
mod terminal;

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    terminal::main()
}

#[cfg(target_arch = "wasm32")]
fn main() {}
