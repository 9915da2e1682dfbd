//! The core gives the same bits natively and in WebAssembly: the same assertions run on both.

use tanheng::core::number;
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

#[test]
fn numbers_are_written_alike() {
    assert_eq!(number::fixed(-13.645, 1), "−13.6");
    assert_eq!(number::fixed(-0.001, 2), "0.00");
    // 2.675 lies just below the tie in binary.
    assert_eq!(number::fixed(2.675, 2), "2.67");
}

/// musl's algorithm, which libm follows, gives the double one above the nearest one to e; a host's own `exp` usually gives
/// the nearest. Seeing the same double on both targets shows that neither asks its host.
#[test]
fn transcendental_functions_give_the_same_bits() {
    assert_eq!(libm::exp(1.0).to_bits(), std::f64::consts::E.to_bits() + 1);
    assert_eq!(libm::log(10.0).to_bits(), std::f64::consts::LN_10.to_bits());
}
