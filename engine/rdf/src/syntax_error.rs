//! Where a query is broken, and how, for people.
//!
//! The parser's own place is the furthest that it looked, which for a keyword is some characters
//! past the fault. So the fault is sought: the parser reads the query up to each token, followed by
//! blanks; as long as it reads to the very end of them, that beginning can still become a query. The
//! first token after which it does not is the fault.

use crate::weight::token_end;
use kilograph_boundary::failure::{Failure, Status};
use spargebra::SparqlParser;

/// Longer than any keyword, on a line of its own so that no string or comment swallows it.
const BLANKS: &str = "\n                                        ";
const FORMS: &str = "SELECT, ASK, CONSTRUCT or DESCRIBE";
const MAX_EXPECTED: usize = 8;
const UPDATES: [&str; 11] =
    ["INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH", "USING"];

pub fn explain(parser: &SparqlParser, query: &str) -> Failure {
    let tokens = tokens(query);
    let sound = tokens.partition_point(|(_, end)| reads_to_the_end(parser, &query[..*end]));
    let Some((start, end)) = tokens.get(sound).copied() else {
        return unfinished(parser, query, &tokens);
    };
    let token = &query[start..end];
    let (mut line, mut column) = place(query, start);
    let complaint = complaint(parser, &query[..end]);
    let failure = if complaint.contains("Prefix not found") {
        let prefix = token.split(':').next().unwrap_or_default();
        Failure::new(Status::BadInput, format!("the prefix {prefix}: is not declared"))
            .advice(format!("Write PREFIX {prefix}: <…> before the query, or use a known prefix."))
    } else if complaint.contains("IRI parsing failed") {
        let start = query[..end].rfind('<').unwrap_or(start);
        (line, column) = place(query, start);
        Failure::new(Status::BadInput, format!("{} is no absolute IRI", shown(&query[start..end])))
    } else if UPDATES.iter().any(|word| word.eq_ignore_ascii_case(token)) {
        update()
    } else if sound == 0 {
        Failure::new(Status::BadInput, format!("unexpected {}", shown(token))).expected(FORMS)
    } else {
        let before = &query[..sound.checked_sub(1).map_or(0, |last| tokens[last].1)];
        Failure::new(Status::BadInput, format!("unexpected {}", shown(token))).expected(expected(parser, before))
    };
    failure.at(line, column)
}

pub fn update() -> Failure {
    Failure::new(Status::Unsupported, "this is an update; queries only read")
        .expected(FORMS)
        .advice("Documents are changed with `add` and `remove`.")
}

/// Every beginning can become a query, but the whole is none.
fn unfinished(parser: &SparqlParser, query: &str, tokens: &[(usize, usize)]) -> Failure {
    let sentence = sentence(&complaint(parser, query));
    if let Some(sentence) = sentence {
        let select = tokens.iter().find(|(start, end)| query[*start..*end].eq_ignore_ascii_case("SELECT"));
        let (line, column) = place(query, select.map_or(0, |(start, _)| *start));
        return Failure::new(Status::BadInput, sentence).at(line, column);
    }
    let (line, column) = place(query, tokens.last().map_or(0, |(_, end)| *end));
    let message = if tokens.is_empty() { "the query is empty" } else { "the query ends too early" };
    let wanted = if tokens.is_empty() { FORMS.to_owned() } else { expected(parser, query) };
    Failure::new(Status::BadInput, message).at(line, column).expected(wanted)
}

/// Start and end of each token that is no comment.
fn tokens(query: &str) -> Vec<(usize, usize)> {
    let bytes = query.as_bytes();
    let (mut tokens, mut at) = (Vec::new(), 0);
    while at < bytes.len() {
        let end = token_end(bytes, at);
        if !bytes[at].is_ascii_whitespace() && bytes[at] != b'#' {
            tokens.push((at, end));
        }
        at = end;
    }
    tokens
}

fn reads_to_the_end(parser: &SparqlParser, beginning: &str) -> bool {
    let end = format!("error at {}:{}:", beginning.matches('\n').count() + 2, BLANKS.len());
    let complaint = complaint(parser, beginning);
    complaint.is_empty() || complaint.starts_with(&end)
}

/// What the parser says of a text followed by blanks: "error at LINE:COLUMN: expected …".
fn complaint(parser: &SparqlParser, text: &str) -> String {
    parser.clone().parse_query(&format!("{text}{BLANKS}")).err().map_or_else(String::new, |error| error.to_string())
}

/// The alternatives that are whole sentences come from rules about meaning, not from the grammar.
fn sentence(complaint: &str) -> Option<String> {
    let rest = complaint.split_once("expected ")?.1;
    let rest = rest.strip_prefix("one of ").unwrap_or(rest);
    let sentence = rest
        .split(", ")
        .find(|item| item.starts_with(|first: char| first.is_ascii_uppercase()) && item.contains(' '))?;
    let mut letters = sentence.chars();
    let first = letters.next()?;
    Some(first.to_lowercase().chain(letters).collect())
}

/// The punctuation that may follow a sound beginning; empty where there is too much to choose from.
fn expected(parser: &SparqlParser, before: &str) -> String {
    let complaint = complaint(parser, before);
    let mut items = complaint
        .split(['[', ']'])
        .step_by(2)
        .flat_map(|text| text.split('"').skip(1).step_by(2))
        .filter(|item| !item.is_empty() && !["{|", "~", "<<", "\\"].contains(item))
        .collect::<Vec<_>>();
    items.dedup();
    if items.len() > MAX_EXPECTED { String::new() } else { items.join(" ") }
}

fn shown(token: &str) -> String {
    const LONGEST: usize = 40;
    let short = token.chars().take(LONGEST).collect::<String>();
    if short.len() == token.len() { short } else { format!("{short}…") }
}

fn place(query: &str, at: usize) -> (u64, u64) {
    let before = &query[..at];
    let line = before.matches('\n').count() as u64 + 1;
    let column = before.rsplit('\n').next().unwrap_or(before).chars().count() as u64 + 1;
    (line, column)
}
