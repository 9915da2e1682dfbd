//! The page: mounts the app.

fn main() {
    #[cfg(target_arch = "wasm32")]
    tanheng::app::mount();
}
