//! The zip around a workbook, unpacked within limits and packed anew without compression, so that
//! the reader behind it meets no zip bomb and reserves no more memory than the parts are long.

use crate::workbook::Limits;
use kilograph_boundary::failure::{Failure, Outcome, Status};
use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

const COMPOUND_FILE: [u8; 8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

pub fn repack(bytes: &[u8], limits: &Limits) -> Outcome<Vec<u8>> {
    check_kind(bytes, limits)?;
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error.to_string()))?;
    let mut packed = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut left = limits.unpacked_bytes;
    for number in 0..archive.len() {
        let mut part = archive.by_index(number).map_err(|error| damaged(&error.to_string()))?;
        let name = part.name().to_owned();
        if !is_wanted(&name) {
            continue;
        }
        let mut content = Vec::new();
        let read = part.by_ref().take(left.saturating_add(1)).read_to_end(&mut content);
        read.map_err(|error| damaged(&format!("{name}: {error}")))?;
        left = left.checked_sub(content.len() as u64).ok_or_else(|| {
            Failure::new(Status::TooLarge, "the workbook unpacks to too much")
                .expected(format!("at most {} bytes in all parts", limits.unpacked_bytes))
        })?;
        check_count(&name, &content)?;
        packed.start_file(&name, options).map_err(|error| damaged(&error.to_string()))?;
        packed.write_all(&content).map_err(|error| damaged(&error.to_string()))?;
    }
    let packed = packed.finish().map_err(|error| damaged(&error.to_string()))?;
    Ok(packed.into_inner())
}

fn check_kind(bytes: &[u8], limits: &Limits) -> Outcome<()> {
    if bytes.len() as u64 > limits.file_bytes {
        return Err(Failure::new(Status::TooLarge, format!("the workbook has {} bytes", bytes.len()))
            .expected(format!("at most {} bytes", limits.file_bytes)));
    }
    if bytes.starts_with(&COMPOUND_FILE) {
        return Err(Failure::new(Status::Unsupported, "this is an .xls file or a workbook with a password")
            .expected("an .xlsx file")
            .advice("Save it as .xlsx without a password."));
    }
    if !bytes.starts_with(b"PK\x03\x04") {
        return Err(Failure::new(Status::BadInput, "this is no .xlsx file: it does not begin as a zip does")
            .expected("an .xlsx file"));
    }
    Ok(())
}

pub fn damaged(reason: &str) -> Failure {
    Failure::new(Status::BadInput, format!("the workbook is damaged: {reason}"))
        .advice("Open it in a spreadsheet program and save it again.")
}

/// XML parts; pictures and macros are not read.
fn is_wanted(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name.ends_with(".xml") || name.ends_with(".rels")
}

/// A part says how many texts it has, and the reader reserves room for as many; each takes a byte at
/// least, so a larger number is a lie.
fn check_count(name: &str, content: &[u8]) -> Outcome<()> {
    const COUNT: &[u8] = b"uniqueCount";
    if !name.to_ascii_lowercase().ends_with("sharedstrings.xml") {
        return Ok(());
    }
    for at in content.windows(COUNT.len()).enumerate().filter(|(_, text)| *text == COUNT).map(|(at, _)| at) {
        let rest = content[at + COUNT.len()..].iter().skip_while(|byte| b" \t\r\n=\"'".contains(byte));
        let digits = rest.take_while(|byte| byte.is_ascii_digit());
        let count =
            digits.fold(0_usize, |count, digit| count.saturating_mul(10).saturating_add(usize::from(digit - b'0')));
        if count > content.len() {
            return Err(damaged(&format!("{name} claims {count} texts in {} bytes", content.len())));
        }
    }
    Ok(())
}
