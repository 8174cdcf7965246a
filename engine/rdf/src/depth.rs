//! How deep a document nests, counted before any parser opens a level for it.

use kilograph_boundary::failure::{Failure, Outcome, Status};
use oxrdfio::RdfFormat;

/// Refuses a document that nests deeper than `limit`: `{` and `[` of JSON-LD, `[`, `(` and `{` of Turtle and
/// TriG, elements of RDF/XML. Not a validation: a text that breaks its format's rules passes, or fails, as its
/// brackets outside of strings, IRIs and comments say. The other two formats do not nest.
pub fn check_depth(document: &[u8], format: RdfFormat, limit: u64, what: &str) -> Outcome<()> {
    let mut levels = Levels { document, limit, what, depth: 0 };
    match format {
        RdfFormat::JsonLd { .. } => levels.json(),
        RdfFormat::Turtle | RdfFormat::TriG => levels.turtle(),
        RdfFormat::RdfXml => levels.xml(),
        _ => Ok(()),
    }
}

/// Line and column of a byte, both from 1; columns count characters.
pub fn place_of(document: &[u8], at: usize) -> (u64, u64) {
    let line = document[..at].iter().filter(|byte| **byte == b'\n').count() + 1;
    let line_start = document[..at].iter().rposition(|byte| *byte == b'\n').map_or(0, |newline| newline + 1);
    let column = String::from_utf8_lossy(&document[line_start..=at]).chars().count();
    (line as u64, column as u64)
}

struct Levels<'a> {
    document: &'a [u8],
    limit: u64,
    what: &'a str,
    depth: u64,
}

impl Levels<'_> {
    fn json(&mut self) -> Outcome<()> {
        let mut at = 0;
        while at < self.document.len() {
            match self.document[at] {
                b'"' => at = self.after_quoted(at, b"\""),
                bracket => {
                    self.count(bracket, b"{[", b"}]", at)?;
                    at += 1;
                }
            }
        }
        Ok(())
    }

    fn turtle(&mut self) -> Outcome<()> {
        let mut at = 0;
        while at < self.document.len() {
            at = match self.document[at] {
                b'#' => self.after(at, b"\n"),
                b'<' => self.after_iri(at),
                quote @ (b'"' | b'\'') => {
                    let long = [quote; 3];
                    if self.document[at..].starts_with(&long) {
                        self.after_quoted(at, &long)
                    } else {
                        self.after_quoted(at, &[quote])
                    }
                }
                b'\\' => at + 2, // of a local name: `ex:a\(b`
                bracket => {
                    self.count(bracket, b"[({", b"])}", at)?;
                    at + 1
                }
            };
        }
        Ok(())
    }

    fn xml(&mut self) -> Outcome<()> {
        let mut at = 0;
        while let Some(step) = self.document[at.min(self.document.len())..].iter().position(|byte| *byte == b'<') {
            let tag = at + step;
            let rest = &self.document[tag..];
            at = if rest.starts_with(b"<!--") {
                self.after(tag, b"-->")
            } else if rest.starts_with(b"<![CDATA[") {
                self.after(tag, b"]]>")
            } else if rest.starts_with(b"<?") {
                self.after(tag, b"?>")
            } else if rest.starts_with(b"</") {
                self.depth = self.depth.saturating_sub(1);
                self.after(tag, b">")
            } else if rest.starts_with(b"<!") {
                tag + 2
            } else {
                let end = self.after_tag(tag);
                if !self.document[..end].ends_with(b"/>") {
                    self.deeper(tag)?;
                }
                end
            };
        }
        Ok(())
    }

    fn count(&mut self, byte: u8, opening: &[u8], closing: &[u8], at: usize) -> Outcome<()> {
        if closing.contains(&byte) {
            self.depth = self.depth.saturating_sub(1);
        }
        if opening.contains(&byte) { self.deeper(at) } else { Ok(()) }
    }

    fn deeper(&mut self, at: usize) -> Outcome<()> {
        self.depth += 1;
        if self.depth <= self.limit {
            return Ok(());
        }
        let (line, column) = place_of(self.document, at);
        Err(Failure::new(Status::TooLarge, format!("{} nests deeper than {} levels", self.what, self.limit))
            .at(line, column)
            .advice("Give inner nodes names of their own, and write them one beside the other."))
    }

    /// Behind the next `end`, which cannot begin at `from`; the document's end where there is none.
    fn after(&self, from: usize, end: &[u8]) -> usize {
        let rest = &self.document[from + 1..];
        let found = rest.windows(end.len()).position(|window| window == end);
        found.map_or(self.document.len(), |place| from + 1 + place + end.len())
    }

    fn after_quoted(&self, from: usize, quote: &[u8]) -> usize {
        let mut at = from + quote.len();
        while at < self.document.len() {
            match self.document[at] {
                b'\\' => at += 2,
                _ if self.document[at..].starts_with(quote) => return at + quote.len(),
                _ => at += 1,
            }
        }
        at
    }

    /// Behind an IRI; behind the `<` alone where it begins none.
    fn after_iri(&self, from: usize) -> usize {
        let rest = &self.document[from + 1..];
        let end = rest.iter().position(|byte| matches!(byte, b'>' | b'<' | b'"' | b' ' | b'\t' | b'\r' | b'\n'));
        end.map_or(from + 1, |end| if rest[end] == b'>' { from + end + 2 } else { from + 1 })
    }

    /// Behind a tag whose attributes may hold `>`.
    fn after_tag(&self, from: usize) -> usize {
        let mut at = from + 1;
        while at < self.document.len() {
            match self.document[at] {
                b'>' => return at + 1,
                quote @ (b'"' | b'\'') => at = self.after(at, &[quote]),
                _ => at += 1,
            }
        }
        at
    }
}
