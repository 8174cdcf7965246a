//! Errors as values inside, as a heap object with views outside.

use crate::text::KgText;

/// The closed list of `KgStatus`.
#[repr(C)]
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Status {
    Ok = 0,
    Usage = 1,
    BadInput = 2,
    TooLarge = 3,
    Unsupported = 4,
    NotFound = 5,
    Timeout = 6,
    Internal = 7,
    Stopped = 8,
}

/// What went wrong; `line` and `column` start at 1 and are 0 where there is none.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Failure {
    pub status: Status,
    pub line: u64,
    pub column: u64,
    pub message: String,
    pub expected: String,
    pub advice: String,
}

pub type Outcome<T> = Result<T, Failure>;

impl Failure {
    pub fn new(status: Status, message: impl Into<String>) -> Self {
        Self { status, line: 0, column: 0, message: message.into(), expected: String::new(), advice: String::new() }
    }

    pub fn at(mut self, line: u64, column: u64) -> Self {
        (self.line, self.column) = (line, column);
        self
    }

    pub fn expected(mut self, expected: impl Into<String>) -> Self {
        self.expected = expected.into();
        self
    }

    pub fn advice(mut self, advice: impl Into<String>) -> Self {
        self.advice = advice.into();
        self
    }
}

/// `KgError` of status.h; the views point into `owner`.
#[repr(C)]
pub struct KgError {
    status: Status,
    line: u64,
    column: u64,
    message: KgText,
    expected: KgText,
    advice: KgText,
    owner: Box<Failure>,
}

impl KgError {
    pub fn boxed(failure: Failure) -> Box<Self> {
        let owner = Box::new(failure);
        Box::new(Self {
            status: owner.status,
            line: owner.line,
            column: owner.column,
            message: KgText::of(&owner.message),
            expected: KgText::of(&owner.expected),
            advice: KgText::of(&owner.advice),
            owner,
        })
    }
}

/// # Safety
/// `error` is null or came from this library and is not used again.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kg_error_free(error: *mut KgError) {
    if !error.is_null() {
        drop(unsafe { Box::from_raw(error) }.owner);
    }
}
