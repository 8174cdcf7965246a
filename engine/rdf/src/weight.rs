//! A query's weight before it is parsed.
//!
//! The parser and the evaluator recurse over brackets, operators and clauses, so their number is
//! limited to what the query thread's stack holds. The parser reads what stands inside some
//! functions twice, so its time doubles with each of them around a place; that is limited too.

use kilograph_boundary::failure::{Failure, Outcome, Status};

pub const MAX_TEXT_BYTES: usize = 1 << 20;
pub const MAX_DEPTH: usize = 100;
pub const MAX_CLAUSES: usize = 2_000;
pub const MAX_DOUBLINGS: usize = 8;

const CLAUSES: [&str; 12] =
    ["UNION", "OPTIONAL", "MINUS", "FILTER", "BIND", "EXISTS", "SELECT", "GRAPH", "SERVICE", "VALUES", "HAVING", "AS"];

/// What the parser of spargebra 0.4 reads twice; `!` does so too.
const DOUBLING: [&str; 4] = ["REGEX", "SUBSTR", "REPLACE", "GROUP_CONCAT"];

#[derive(Default)]
struct Weight {
    clauses: usize,
    doublings: usize,
    /// Doublings of the words since the last bracket or operator, for the bracket that follows.
    pending: usize,
    /// For each open bracket, the doublings that it brought.
    open: Vec<usize>,
}

pub fn check_weight(query: &str) -> Outcome<()> {
    if query.len() > MAX_TEXT_BYTES {
        return Err(Failure::new(Status::TooLarge, format!("the query has {} bytes", query.len()))
            .expected(format!("at most {MAX_TEXT_BYTES} bytes")));
    }
    let mut weight = Weight::default();
    let mut at = 0;
    while at < query.len() {
        let end = token_end(query.as_bytes(), at);
        weight.add(&query[at..end]);
        if let Some(message) = weight.complaint() {
            return Err(too_heavy(query, at, message));
        }
        at = end;
    }
    Ok(())
}

impl Weight {
    fn add(&mut self, token: &str) {
        let is_one_of = |words: &[&str]| words.iter().any(|word| word.eq_ignore_ascii_case(token));
        match token.as_bytes()[0] {
            b'{' | b'(' | b'[' => {
                self.open.push(self.pending);
                self.doublings += std::mem::take(&mut self.pending);
            }
            b'}' | b')' | b']' => {
                self.doublings -= self.open.pop().unwrap_or(0);
                self.pending = 0;
            }
            b'!' => (self.clauses, self.pending) = (self.clauses + 1, self.pending + 1),
            b'|' | b'&' | b'+' | b'-' | b'*' | b'/' => (self.clauses, self.pending) = (self.clauses + 1, 0),
            b'"' | b'\'' | b'#' | b'<' => {}
            _ if is_one_of(&DOUBLING) => self.pending += 1,
            _ if is_one_of(&CLAUSES) => self.clauses += 1,
            _ if !token.contains(':') => self.clauses += token.matches('-').count(),
            _ => {}
        }
    }

    fn complaint(&self) -> Option<String> {
        if self.open.len() > MAX_DEPTH {
            Some(format!("the query nests brackets deeper than {MAX_DEPTH} levels"))
        } else if self.doublings > MAX_DOUBLINGS {
            Some(format!(
                "the query nests REGEX, SUBSTR, REPLACE, GROUP_CONCAT and ! deeper than {MAX_DOUBLINGS} levels"
            ))
        } else if self.clauses > MAX_CLAUSES {
            Some(format!("the query has more than {MAX_CLAUSES} clauses and operators"))
        } else {
            None
        }
    }
}

fn too_heavy(query: &str, at: usize, message: String) -> Failure {
    let before = &query[..at];
    let line = before.matches('\n').count() as u64 + 1;
    let column = before.rsplit('\n').next().unwrap_or(before).chars().count() as u64 + 1;
    Failure::new(Status::TooLarge, message).at(line, column).advice("Split the query; long lists belong into VALUES.")
}

/// Where the token that starts at `at` ends; on a character boundary.
pub fn token_end(bytes: &[u8], at: usize) -> usize {
    let skip = |from: usize, wanted: &dyn Fn(u8) -> bool| {
        bytes[from..].iter().position(|byte| !wanted(*byte)).map_or(bytes.len(), |count| from + count)
    };
    match bytes[at] {
        b'#' => skip(at, &|byte| byte != b'\n' && byte != b'\r'),
        quote @ (b'"' | b'\'') => string_end(bytes, at, quote),
        b'<' => {
            let end = skip(at + 1, &|byte| byte > b' ' && !b"<>\"{}|^`\\".contains(&byte));
            if bytes.get(end) == Some(&b'>') { end + 1 } else { at + 1 }
        }
        byte if byte.is_ascii_digit() || b"?$".contains(&byte) => without_dots(bytes, at, skip(at + 1, &in_word)),
        byte if in_word(byte) => without_dots(bytes, at, skip(at, &|byte| in_word(byte) || byte == b'-')),
        _ => at + 1,
    }
}

/// A full stop at the end of a word is the triple's.
fn without_dots(bytes: &[u8], at: usize, end: usize) -> usize {
    let dots = bytes[at..end].iter().rev().take_while(|byte| **byte == b'.').count();
    (end - dots).max(at + 1)
}

fn in_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"_@:.%\\".contains(&byte) || byte >= 0x80
}

fn string_end(bytes: &[u8], at: usize, quote: u8) -> usize {
    let long = bytes.get(at + 1) == Some(&quote) && bytes.get(at + 2) == Some(&quote);
    let mut end = if long { at + 3 } else { at + 1 };
    while end < bytes.len() {
        if bytes[end] == b'\\' {
            end += 1;
        } else if bytes[end] == quote && (!long || bytes[end..].starts_with(&[quote; 3])) {
            return (end + if long { 3 } else { 1 }).min(bytes.len());
        } else if !long && bytes[end] == b'\n' {
            return end;
        }
        end += 1;
    }
    // An escaped character of several bytes may have been cut; the rest is no token of ours.
    bytes.len()
}
