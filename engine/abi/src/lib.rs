//! The static library that C++ links: the C ABIs and the allocator that counts for them.

pub use kilograph_boundary as boundary;
pub use kilograph_jsonpath as jsonpath;
pub use kilograph_rdf as rdf;
pub use kilograph_sheet as sheet;

#[global_allocator]
static ALLOCATOR: boundary::meter::MeteredAllocator = boundary::meter::MeteredAllocator;
