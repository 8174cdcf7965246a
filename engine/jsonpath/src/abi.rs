//! The functions of jsonpath.h.

use crate::documents::{Documents, Question};
use kilograph_boundary::failure::{Failure, Status};
use kilograph_boundary::guard::caught;
use kilograph_boundary::{KgError, KgText, guarded};
use std::ffi::{c_int, c_void};
use std::ptr::null_mut;
use std::time::Duration;

#[repr(C)]
pub struct KgPathQuery {
    path: KgText,
    time_ms: u64,
    max_bytes: u64,
}

#[unsafe(no_mangle)]
pub extern "C" fn kg_documents_new() -> *mut Documents {
    caught(Status::Internal, || Ok(Box::into_raw(Box::default()))).unwrap_or(null_mut())
}

/// # Safety
/// `documents` is null or came from `kg_documents_new` and is not used again.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kg_documents_free(documents: *mut Documents) {
    if !documents.is_null() {
        drop(unsafe { Box::from_raw(documents) });
    }
}

/// # Safety
/// As jsonpath.h says of each pointer.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kg_documents_put(
    documents: *mut Documents,
    key: KgText,
    json: KgText,
    error: *mut *mut KgError,
) -> Status {
    let body = || unsafe { (*documents).put(key.str("the key")?, json.bytes()) };
    unsafe { guarded(error, Status::Internal, body) }
}

/// # Safety
/// As jsonpath.h says of each pointer.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kg_documents_remove(documents: *mut Documents, key: KgText) {
    let body = || {
        unsafe { (*documents).remove(key.str("the key")?) };
        Ok(())
    };
    unsafe { guarded(null_mut(), Status::Internal, body) };
}

/// # Safety
/// As jsonpath.h says of each pointer.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kg_documents_query(
    documents: *mut Documents,
    query: *const KgPathQuery,
    answer: unsafe extern "C" fn(*mut c_void, KgText) -> c_int,
    user: *mut c_void,
    error: *mut *mut KgError,
) -> Status {
    let body = || {
        let (documents, query) = unsafe { (&mut *documents, &*query) };
        let given = documents.ask(&Question {
            path: unsafe { query.path.str("the path") }?,
            time: Duration::from_millis(query.time_ms),
            max_bytes: usize::try_from(query.max_bytes).unwrap_or(usize::MAX),
        })?;
        match unsafe { answer(user, KgText::of_bytes(&given)) } {
            0 => Ok(()),
            _ => Err(Failure::new(Status::Stopped, "the caller stopped it")),
        }
    };
    unsafe { guarded(error, Status::Internal, body) }
}
