//! Where the bytes of a file come from, a part at a time.

/// Bytes that cannot be had: the file is gone, was changed, or may not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unreadable;

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
