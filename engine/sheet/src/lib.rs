//! XLSX workbooks as rows of text. The C side is `include/engine/sheet.h`.
//!
//! `package` unpacks the file within its limits and packs what the reader may see; `workbook` reads
//! that; `abi` is the C ABI.

pub mod abi;
pub mod number;
pub mod package;
pub mod workbook;

#[cfg(test)]
mod tests;
