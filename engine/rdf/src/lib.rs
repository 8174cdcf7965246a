//! RDF syntaxes and an in-memory SPARQL index. The C side is `include/engine/rdf.h`.
//!
//! Layers, from the bottom: `depth` and `weight` refuse what would overrun the stack, `entities` what would overrun memory; `parse` reads
//! documents; `index` holds graphs; `watch` limits a query, `rewrite` puts the watch's checks into
//! it, `query` runs it, `answer` writes what it gives; `abi_*` is the C ABI.

pub mod abi_index;
pub mod abi_parse;
pub mod abi_query;
pub mod answer;
pub mod depth;
pub mod entities;
pub mod index;
pub mod parse;
pub mod query;
pub mod rewrite;
pub mod skolem;
pub mod syntax_error;
pub mod watch;
pub mod weight;

#[cfg(test)]
mod tests;

#[cfg(test)]
#[global_allocator]
static ALLOCATOR: kilograph_boundary::meter::MeteredAllocator = kilograph_boundary::meter::MeteredAllocator;
