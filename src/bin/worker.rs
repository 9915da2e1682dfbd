//! The page's worker.

fn main() {
    #[cfg(target_arch = "wasm32")]
    let _ = js_sys::global();
}
