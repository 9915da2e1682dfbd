//! What the page and its worker hand to each other besides text: plain arrays, which change hands without being copied.

use js_sys::{Float64Array, Int32Array, Uint8Array, Uint32Array};
use wasm_bindgen::prelude::*;

use crate::exchange::paste::Array;
use crate::exchange::raster::{ReadAt, Unreadable};

/// A file of the page, read a part at a time; in a worker only.
pub struct Slices(pub web_sys::File);

impl ReadAt for Slices {
    fn len(&self) -> u64 {
        // A double holds the length of any file.
        self.0.size() as u64
    }

    fn read_at(&self, at: u64, into: &mut [u8]) -> Result<(), Unreadable> {
        let end = at.checked_add(into.len() as u64).ok_or(Unreadable)?;
        let slice = self.0.slice_with_f64_and_f64(at as f64, end as f64);
        let buffer = slice
            .and_then(|s| web_sys::FileReaderSync::new()?.read_as_array_buffer(&s))
            .map_err(|_| Unreadable)?;
        let view = Uint8Array::new(&buffer);
        if view.length() as usize != into.len() {
            return Err(Unreadable);
        }
        view.copy_to(into);
        Ok(())
    }
}

/// The arrays as the browser has them.
#[must_use]
pub fn to_browser(arrays: Vec<Array>) -> js_sys::Array {
    let list = js_sys::Array::new();
    for array in arrays {
        // Each is let go of before the next is copied.
        list.push(&match array {
            Array::F64(values) => JsValue::from(Float64Array::from(values.as_slice())),
            Array::U32(values) => Uint32Array::from(values.as_slice()).into(),
            Array::I32(values) => Int32Array::from(values.as_slice()).into(),
            Array::Bytes(values) => Uint8Array::from(values.as_slice()).into(),
        });
    }
    list
}

/// The memory of the arrays, for the browser to hand over.
#[must_use]
pub fn memory_of(list: &js_sys::Array) -> js_sys::Array {
    let buffers = list.iter().filter_map(|array| {
        let view = js_sys::Object::from(array);
        js_sys::Reflect::get(&view, &"buffer".into()).ok()
    });
    buffers.collect()
}

/// An array as the program has it; `None` when it is none of ours.
#[must_use]
pub fn from_browser(array: JsValue) -> Option<Array> {
    if let Some(values) = array.dyn_ref::<Float64Array>() {
        return Some(Array::F64(values.to_vec()));
    }
    if let Some(values) = array.dyn_ref::<Uint32Array>() {
        return Some(Array::U32(values.to_vec()));
    }
    if let Some(values) = array.dyn_ref::<Int32Array>() {
        return Some(Array::I32(values.to_vec()));
    }
    let values = array.dyn_ref::<Uint8Array>()?;
    Some(Array::Bytes(values.to_vec()))
}
