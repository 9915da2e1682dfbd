//! One part of a TIFF file: unpacked, its predictor undone, its numbers little-endian.

use std::io::Read;

use super::super::values::Stored;
use super::super::{Kind, RasterFileError};

/// How parts are packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Packing {
    None,
    Lzw,
    Deflate,
    PackBits,
}

impl Packing {
    pub(super) fn of(number: u64) -> Result<Self, RasterFileError> {
        let name = match number {
            1 => return Ok(Self::None),
            5 => return Ok(Self::Lzw),
            8 | 32946 => return Ok(Self::Deflate),
            32773 => return Ok(Self::PackBits),
            2..=4 => "CCITT",
            6 | 7 => "JPEG",
            34887 => "LERC",
            34925 => "LZMA",
            50000 => "ZSTD",
            50001 => "WebP",
            _ => "",
        };
        Err(RasterFileError::Unsupported {
            kind: Kind::Tiff,
            what: "Compression",
            value: if name.is_empty() {
                number.to_string()
            } else {
                name.to_owned()
            },
        })
    }
}

/// How numbers were changed before packing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Predictor {
    None,
    Difference,
    Float,
}

/// Unpacks until `into` is full; false when there is less.
pub(super) fn unpack(packing: Packing, packed: &[u8], into: &mut [u8]) -> bool {
    match packing {
        Packing::None => match packed.get(..into.len()) {
            Some(bytes) => {
                into.copy_from_slice(bytes);
                true
            }
            None => false,
        },
        Packing::Deflate => flate2::read::ZlibDecoder::new(packed)
            .read_exact(into)
            .is_ok(),
        Packing::Lzw => {
            let mut decoder =
                weezl::decode::Decoder::with_tiff_size_switch(weezl::BitOrder::Msb, 8);
            let (mut packed, mut into) = (packed, into);
            while !into.is_empty() {
                let step = decoder.decode_bytes(packed, into);
                let went_on = step.consumed_in > 0 || step.consumed_out > 0;
                packed = packed.get(step.consumed_in..).unwrap_or_default();
                into = into.get_mut(step.consumed_out..).unwrap_or_default();
                match step.status {
                    Ok(weezl::LzwStatus::Ok) if went_on => {}
                    _ => break,
                }
            }
            into.is_empty()
        }
        Packing::PackBits => unpack_bits(packed, into),
    }
}

fn unpack_bits(packed: &[u8], into: &mut [u8]) -> bool {
    let (mut from, mut at) = (0, 0);
    while at < into.len() {
        let Some(head) = packed.get(from).map(|b| i8::from_le_bytes([*b])) else {
            return false;
        };
        from += 1;
        let room = into.len() - at;
        if head >= 0 {
            let length = head as usize + 1;
            let Some(bytes) = packed.get(from..from + length) else {
                return false;
            };
            let taken = length.min(room);
            into[at..at + taken].copy_from_slice(&bytes[..taken]);
            (from, at) = (from + length, at + taken);
        } else if head != -128 {
            let Some(byte) = packed.get(from) else {
                return false;
            };
            let taken = (1 - isize::from(head)).unsigned_abs().min(room);
            into[at..at + taken].fill(*byte);
            (from, at) = (from + 1, at + taken);
        }
    }
    true
}

/// Undoes the predictor of rows of `width` numbers and makes them little-endian.
pub(super) fn restore(
    stored: Stored,
    predictor: Predictor,
    is_big_endian: bool,
    width: usize,
    bytes: &mut [u8],
) {
    let size = stored.bytes();
    if predictor == Predictor::Float {
        let mut row = vec![0; width * size];
        for bytes in bytes.chunks_exact_mut(width * size) {
            add_up::<1>(bytes, |[a], [b]| [a.wrapping_add(b)]);
            // The first bytes of all numbers come first, the most significant ones.
            for (n, value) in row.chunks_exact_mut(size).enumerate() {
                for (place, byte) in value.iter_mut().rev().enumerate() {
                    *byte = bytes[place * width + n];
                }
            }
            bytes.copy_from_slice(&row);
        }
        return;
    }
    if is_big_endian && size > 1 {
        for value in bytes.chunks_exact_mut(size) {
            value.reverse();
        }
    }
    if predictor == Predictor::Difference {
        for row in bytes.chunks_exact_mut(width * size) {
            match size {
                1 => add_up::<1>(row, |[a], [b]| [a.wrapping_add(b)]),
                2 => add_up(row, |a, b| {
                    u16::from_le_bytes(a)
                        .wrapping_add(u16::from_le_bytes(b))
                        .to_le_bytes()
                }),
                4 => add_up(row, |a, b| {
                    u32::from_le_bytes(a)
                        .wrapping_add(u32::from_le_bytes(b))
                        .to_le_bytes()
                }),
                _ => add_up(row, |a, b| {
                    u64::from_le_bytes(a)
                        .wrapping_add(u64::from_le_bytes(b))
                        .to_le_bytes()
                }),
            }
        }
    }
}

fn add_up<const N: usize>(row: &mut [u8], sum: impl Fn([u8; N], [u8; N]) -> [u8; N]) {
    let (numbers, _) = row.as_chunks_mut::<N>();
    let mut last = [0; N];
    for number in numbers {
        *number = sum(*number, last);
        last = *number;
    }
}
