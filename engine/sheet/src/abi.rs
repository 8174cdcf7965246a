//! `kg_sheet_read` of sheet.h.

use crate::workbook::{Limits, Sink, read};
use kilograph_boundary::failure::{Failure, Outcome, Status};
use kilograph_boundary::{KgError, KgText, guarded};
use std::ffi::{c_int, c_void};

#[repr(C)]
pub struct KgSheetLimits {
    file_bytes: u64,
    unpacked_bytes: u64,
    cells: u64,
}

#[repr(C)]
pub struct KgSheetSink {
    user: *mut c_void,
    sheet: unsafe extern "C" fn(*mut c_void, KgText, usize, usize) -> c_int,
    row: unsafe extern "C" fn(*mut c_void, *const KgText, usize) -> c_int,
}

impl Sink for &KgSheetSink {
    fn sheet(&mut self, name: &str, rows: usize, columns: usize) -> Outcome<()> {
        go_on(unsafe { (self.sheet)(self.user, KgText::of(name), rows, columns) })
    }

    fn row(&mut self, cells: &[String]) -> Outcome<()> {
        let cells = cells.iter().map(|cell| KgText::of(cell)).collect::<Vec<_>>();
        go_on(unsafe { (self.row)(self.user, cells.as_ptr(), cells.len()) })
    }
}

fn go_on(answer: c_int) -> Outcome<()> {
    if answer == 0 { Ok(()) } else { Err(Failure::new(Status::Stopped, "the caller stopped it")) }
}

/// # Safety
/// As sheet.h says of each pointer.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kg_sheet_read(
    bytes: KgText,
    limits: *const KgSheetLimits,
    sink: *const KgSheetSink,
    error: *mut *mut KgError,
) -> Status {
    let body = || {
        let (bytes, limits, mut sink) = unsafe { (bytes.bytes(), &*limits, &*sink) };
        let limits =
            Limits { file_bytes: limits.file_bytes, unpacked_bytes: limits.unpacked_bytes, cells: limits.cells };
        read(bytes, &limits, &mut sink)
    };
    unsafe { guarded(error, Status::BadInput, body) }
}
