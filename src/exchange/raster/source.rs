//! Where the bytes of a file come from, a part at a time.

use std::cell::RefCell;

/// Bytes that cannot be had: the file is gone, was changed, or may not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unreadable;

/// Bytes read ahead at a time. In Chromium two files of 100 MB are read in half the time of slices of a mebibyte
/// (`cargo xtask bench land`).
const AHEAD: usize = 8 << 20;

/// A source that is asked for much at a time where only little is wanted: a slice of a browser's file takes as long as
/// hundreds of thousands of bytes.
///
/// ```
/// use tanheng::exchange::raster::{Ahead, ReadAt};
/// let ahead = Ahead::new(&b"abcdef"[..]);
/// let mut two = [0; 2];
/// ahead.read_at(3, &mut two)?;
/// assert_eq!(&two, b"de");
/// # Ok::<(), tanheng::exchange::raster::Unreadable>(())
/// ```
#[derive(Debug)]
pub struct Ahead<S> {
    source: S,
    /// Where the bytes held begin.
    held: RefCell<(u64, Vec<u8>)>,
}

impl<S: ReadAt> Ahead<S> {
    /// A source read ahead.
    pub fn new(source: S) -> Self {
        Self {
            source,
            held: RefCell::default(),
        }
    }
}

impl<S: ReadAt> ReadAt for Ahead<S> {
    fn len(&self) -> u64 {
        self.source.len()
    }

    fn read_at(&self, at: u64, into: &mut [u8]) -> Result<(), Unreadable> {
        let end = at.checked_add(into.len() as u64).ok_or(Unreadable)?;
        if into.len() >= AHEAD || end > self.source.len() {
            return self.source.read_at(at, into);
        }
        let mut held = self.held.borrow_mut();
        let (start, bytes) = &mut *held;
        if at < *start || end > *start + bytes.len() as u64 {
            let size = (self.source.len() - at).min(AHEAD as u64) as usize;
            bytes.clear();
            bytes.resize(size, 0);
            if let Err(error) = self.source.read_at(at, bytes) {
                bytes.clear();
                return Err(error);
            }
            *start = at;
        }
        let from = (at - *start) as usize;
        into.copy_from_slice(&bytes[from..from + into.len()]);
        Ok(())
    }
}

/// A file of any length, of which parts are read.
pub trait ReadAt {
    /// Its bytes.
    fn len(&self) -> u64;

    /// Fills `into` with the bytes from `at` on.
    ///
    /// # Errors
    /// [`Unreadable`] also when the file ends before.
    fn read_at(&self, at: u64, into: &mut [u8]) -> Result<(), Unreadable>;

    /// Whether there are none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl ReadAt for [u8] {
    fn len(&self) -> u64 {
        self.len() as u64
    }

    fn read_at(&self, at: u64, into: &mut [u8]) -> Result<(), Unreadable> {
        let at = usize::try_from(at).map_err(|_| Unreadable)?;
        let end = at.checked_add(into.len()).ok_or(Unreadable)?;
        into.copy_from_slice(self.get(at..end).ok_or(Unreadable)?);
        Ok(())
    }
}

impl<T: ReadAt + ?Sized> ReadAt for &T {
    fn len(&self) -> u64 {
        (**self).len()
    }

    fn read_at(&self, at: u64, into: &mut [u8]) -> Result<(), Unreadable> {
        (**self).read_at(at, into)
    }
}

impl ReadAt for Vec<u8> {
    fn len(&self) -> u64 {
        self.as_slice().len() as u64
    }

    fn read_at(&self, at: u64, into: &mut [u8]) -> Result<(), Unreadable> {
        self.as_slice().read_at(at, into)
    }
}

impl<T: ReadAt + ?Sized> ReadAt for Box<T> {
    fn len(&self) -> u64 {
        (**self).len()
    }

    fn read_at(&self, at: u64, into: &mut [u8]) -> Result<(), Unreadable> {
        (**self).read_at(at, into)
    }
}
