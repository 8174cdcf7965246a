//! `kg_index_*` of rdf.h, but for queries.

use crate::index::{Counts, Index};
use kilograph_boundary::failure::{Outcome, Status};
use kilograph_boundary::guard::caught;
use kilograph_boundary::text::slice;
use kilograph_boundary::{KgError, KgText, guarded};
use std::ptr::null_mut;

#[repr(C)]
pub struct KgNamedGraph {
    iri: KgText,
    ntriples: KgText,
}

#[unsafe(no_mangle)]
pub extern "C" fn kg_index_new() -> *mut Index {
    caught(Status::Internal, Index::new).map_or(null_mut(), |index| Box::into_raw(Box::new(index)))
}

/// # Safety
/// `index` is null or came from `kg_index_new` and is not used again.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kg_index_free(index: *mut Index) {
    if !index.is_null() {
        let index = unsafe { Box::from_raw(index) };
        let _ = caught(Status::Internal, move || {
            drop(index);
            Ok(())
        });
    }
}

/// # Safety
/// As rdf.h says of each pointer.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kg_index_replace(
    index: *const Index,
    graphs: *const KgNamedGraph,
    count: usize,
    error: *mut *mut KgError,
) -> Status {
    let body = || {
        let graphs = unsafe { slice(graphs, count) };
        let graphs = graphs
            .iter()
            .map(|graph| Ok((unsafe { graph.iri.str("a graph's name") }?, unsafe { graph.ntriples.bytes() })));
        unsafe { &*index }.replace(&graphs.collect::<Outcome<Vec<_>>>()?)
    };
    unsafe { guarded(error, Status::Internal, body) }
}

/// # Safety
/// As rdf.h says of each pointer.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kg_index_remove(index: *const Index, graph: KgText, error: *mut *mut KgError) -> Status {
    unsafe { guarded(error, Status::Internal, || (*index).remove(graph.str("a graph's name")?)) }
}

/// # Safety
/// `index` came from `kg_index_new`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kg_index_counts(index: *const Index) -> Counts {
    unsafe { &*index }.counts()
}
