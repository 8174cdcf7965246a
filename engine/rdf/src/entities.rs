//! How long an RDF/XML document becomes when its entities are written out, counted before the parser does so.

use crate::depth::place_of;
use kilograph_boundary::failure::{Failure, Outcome, Status};
use std::collections::HashMap;

const DECLARATION: &[u8] = b"<!ENTITY";

/// Refuses a document whose references to declared entities stand for more than `limit` bytes in all. Entities
/// whose values refer to others count with what those stand for, so that ten lines cannot mean gigabytes.
/// An upper bound: a declaration counts wherever it stands, also in a comment, and of two of one name the longer.
pub fn check_entities(document: &[u8], limit: u64) -> Outcome<()> {
    if !document.windows(DECLARATION.len()).any(|window| window == DECLARATION) {
        return Ok(());
    }
    let mut declared = HashMap::new();
    let mut total = 0_u64;
    for at in 0..document.len() {
        let rest = &document[at..];
        let stands_for = if rest.starts_with(DECLARATION) {
            declare(&rest[DECLARATION.len()..], &mut declared)
        } else if rest[0] == b'&' {
            reference(rest).and_then(|name| declared.get(name.as_str()).copied()).unwrap_or(0)
        } else {
            continue;
        };
        total = total.saturating_add(stands_for);
        if total > limit {
            return Err(too_long(document, at, limit));
        }
    }
    Ok(())
}

fn too_long(document: &[u8], at: usize, limit: u64) -> Failure {
    let (line, column) = place_of(document, at);
    Failure::new(Status::TooLarge, "the document's entities are too long when they are written out")
        .at(line, column)
        .expected(format!("at most {limit} bytes in all"))
        .advice("Declare shorter entities, and none that refer to others.")
}

/// Notes the entity that is declared up to the next `<`, as the parser reads it; gives the bytes it stands for.
fn declare(after_keyword: &[u8], declared: &mut HashMap<String, u64>) -> u64 {
    let end = after_keyword.iter().position(|byte| *byte == b'<').unwrap_or(after_keyword.len());
    let text = String::from_utf8_lossy(&after_keyword[..end]);
    let text = text.trim_start();
    let text = text.strip_prefix('%').unwrap_or(text).trim_start();
    let Some((name, rest)) = text.split_once(|c: char| c.is_ascii_whitespace()) else { return 0 };
    let Some((value, _)) = rest.trim_start().strip_prefix('"').and_then(|rest| rest.split_once('"')) else { return 0 };
    let size = expanded(value.as_bytes(), declared);
    let known = declared.entry(name.to_owned()).or_insert(0);
    *known = size.max(*known);
    size
}

fn expanded(value: &[u8], declared: &HashMap<String, u64>) -> u64 {
    let references = (0..value.len()).filter(|at| value[*at] == b'&').filter_map(|at| reference(&value[at..]));
    let inner = references.filter_map(|name| declared.get(name.as_str()).copied());
    inner.fold(value.len() as u64, u64::saturating_add)
}

/// The name in `&name;` at the beginning of a text.
fn reference(text: &[u8]) -> Option<String> {
    let end = 1 + text[1..].iter().position(|byte| matches!(byte, b';' | b'&' | b'<'))?;
    (text[end] == b';').then(|| String::from_utf8_lossy(&text[1..end]).into_owned())
}
