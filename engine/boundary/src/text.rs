//! `KgText`: a view of bytes that C and Rust share.

use crate::failure::{Failure, Outcome, Status};

#[repr(C)]
#[derive(Clone, Copy)]
pub struct KgText {
    data: *const u8,
    size: usize,
}

impl KgText {
    pub const EMPTY: Self = Self { data: std::ptr::null(), size: 0 };

    pub fn of(text: &str) -> Self {
        Self::of_bytes(text.as_bytes())
    }

    pub fn of_bytes(bytes: &[u8]) -> Self {
        Self { data: bytes.as_ptr(), size: bytes.len() }
    }

    /// # Safety
    /// `data` is null, or points to `size` bytes that live as long as `'a`.
    pub unsafe fn bytes<'a>(self) -> &'a [u8] {
        if self.data.is_null() { &[] } else { unsafe { std::slice::from_raw_parts(self.data, self.size) } }
    }

    /// # Safety
    /// As for `bytes`.
    pub unsafe fn str<'a>(self, what: &str) -> Outcome<&'a str> {
        std::str::from_utf8(unsafe { self.bytes() }).map_err(|error| {
            Failure::new(Status::BadInput, format!("{what} is not UTF-8 at byte {}", error.valid_up_to()))
        })
    }
}

/// A C array as a slice.
///
/// # Safety
/// `data` is null, or points to `count` values that live as long as `'a`.
pub unsafe fn slice<'a, T>(data: *const T, count: usize) -> &'a [T] {
    if data.is_null() { &[] } else { unsafe { std::slice::from_raw_parts(data, count) } }
}
