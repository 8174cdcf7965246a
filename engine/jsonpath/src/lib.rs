//! JSONPath over many JSON documents. The C side is `include/engine/jsonpath.h`.
//!
//! `documents` keeps them parsed and asks; `shape` tells which paths can be answered document by
//! document; `functions` are the two of RFC 9535 that match regular expressions; `abi` is the C ABI.

pub mod abi;
pub mod documents;
pub mod functions;
pub mod shape;

#[cfg(test)]
mod tests;
