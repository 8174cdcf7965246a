//! The wall that no panic crosses.

use crate::failure::{Failure, KgError, Outcome, Status};
use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Once;

thread_local! {
    static QUIET: Cell<u32> = const { Cell::new(0) };
}

/// Runs `body`; a panic becomes a failure of status `on_panic` instead of text on stderr.
pub fn caught<T>(on_panic: Status, body: impl FnOnce() -> Outcome<T>) -> Outcome<T> {
    silence_caught_panics();
    QUIET.set(QUIET.get() + 1);
    let result = catch_unwind(AssertUnwindSafe(body));
    QUIET.set(QUIET.get() - 1);
    result.unwrap_or_else(|panic| {
        let reason = panic
            .downcast_ref::<&str>()
            .map(|text| (*text).to_owned())
            .or_else(|| panic.downcast_ref::<String>().cloned())
            .unwrap_or_else(|| "no reason given".to_owned());
        Err(Failure::new(on_panic, format!("the engine gave up: {reason}")))
    })
}

/// `caught`, for an entry of the C ABI: the failure goes to `*error` where that is wanted.
///
/// # Safety
/// `error` is null or points to a place for a pointer.
pub unsafe fn guarded(error: *mut *mut KgError, on_panic: Status, body: impl FnOnce() -> Outcome<()>) -> Status {
    let failure = match caught(on_panic, body) {
        Ok(()) => return Status::Ok,
        Err(failure) => failure,
    };
    let status = failure.status;
    if !error.is_null() {
        unsafe { *error = Box::into_raw(KgError::boxed(failure)) };
    }
    status
}

fn silence_caught_panics() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            if QUIET.try_with(Cell::get).unwrap_or(0) == 0 {
                before(info);
            }
        }));
    });
}
