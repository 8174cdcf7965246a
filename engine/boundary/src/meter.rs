//! Memory of one thread, counted by the allocator: the engine's global allocator is
//! `MeteredAllocator`, and a thread that carries a `Meter` books what it takes and gives back.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::ptr::null;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

thread_local! {
    static BOOK: Cell<*const AtomicI64> = const { Cell::new(null()) };
}

/// Bytes that the thread which carries this meter holds now; other threads may read it.
#[derive(Clone, Default)]
pub struct Meter {
    bytes: Arc<AtomicI64>,
}

impl Meter {
    pub fn bytes(&self) -> u64 {
        self.bytes.load(Ordering::Relaxed).max(0) as u64
    }

    /// Books this thread's memory on this meter while `body` runs.
    pub fn carried<T>(&self, body: impl FnOnce() -> T) -> T {
        struct Restore(*const AtomicI64);
        impl Drop for Restore {
            fn drop(&mut self) {
                BOOK.set(self.0);
            }
        }
        let _restore = Restore(BOOK.replace(Arc::as_ptr(&self.bytes)));
        body()
    }
}

fn book(bytes: i64) {
    let _ = BOOK.try_with(|book| {
        // SAFETY: `carried` keeps the counter alive for as long as the pointer is set.
        if let Some(counter) = unsafe { book.get().as_ref() } {
            counter.fetch_add(bytes, Ordering::Relaxed);
        }
    });
}

pub struct MeteredAllocator;

// SAFETY: every call goes to the system allocator unchanged.
unsafe impl GlobalAlloc for MeteredAllocator {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        book(layout.size() as i64);
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        book(layout.size() as i64);
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn realloc(&self, block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        book(size as i64 - layout.size() as i64);
        unsafe { System.realloc(block, layout, size) }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        book(-(layout.size() as i64));
        unsafe { System.dealloc(block, layout) }
    }
}
