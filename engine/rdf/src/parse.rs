//! Documents in six syntaxes, as quads without blank nodes.

use crate::depth::check_depth;
use crate::entities::check_entities;
use crate::skolem::Skolemizer;
use kilograph_boundary::failure::{Failure, Outcome, Status};
use oxigraph::model::{GraphName, NamedOrBlankNode, Quad, Term};
use oxrdfio::{JsonLdProfile, JsonLdProfileSet, LoadedDocument, RdfFormat, RdfParseError, RdfParser, RdfSyntaxError};
use std::collections::HashMap;
use std::io::Read;
use std::sync::{Arc, Mutex, PoisonError};

pub struct ParseOptions<'a> {
    pub base_iri: &'a str,
    pub skolem_prefix: &'a str,
    pub contexts: Vec<(&'a str, &'a [u8])>,
    pub max_bytes: u64,
    pub max_depth: u64,
    pub max_quads: u64,
    /// A context that was not given counts as an empty one.
    pub allows_unknown_contexts: bool,
}

/// A quad whose blank nodes have names; all views are gone after the sink returns.
pub struct PlainQuad<'a> {
    pub subject: &'a str,
    pub predicate: &'a str,
    pub object: PlainObject<'a>,
    pub graph: &'a str,
}

pub enum PlainObject<'a> {
    Iri(&'a str),
    Literal(&'a oxigraph::model::Literal),
}

pub const JSON_LD: RdfFormat = RdfFormat::JsonLd { profile: JsonLdProfileSet::empty() };

/// What some editors put before UTF-8 text; it says nothing.
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

const EMPTY_CONTEXT: &[u8] = b"{\"@context\": {}}";

/// Longest document of which an error without a place is sought by a second reading.
const LOCATE_BYTES: usize = 1 << 20;

/// Gives the URLs of contexts that were asked for and not given, each once.
pub fn parse(
    document: &[u8],
    format: RdfFormat,
    options: &ParseOptions<'_>,
    mut sink: impl FnMut(&PlainQuad<'_>) -> Outcome<()>,
) -> Outcome<Vec<String>> {
    check_size(document.len() as u64, options.max_bytes)?;
    let document = document.strip_prefix(BYTE_ORDER_MARK).unwrap_or(document);
    check_depth(document, format, options.max_depth, "the document")?;
    if format == RdfFormat::RdfXml {
        check_entities(document, options.max_bytes)?;
    }
    if format == JSON_LD {
        for (url, context) in &options.contexts {
            check_depth(context, JSON_LD, options.max_depth, &format!("the context <{url}>"))?;
        }
    }
    let mut skolem = Skolemizer::new(options.skolem_prefix)?;
    let contexts = Contexts::new(options);
    let loader = contexts.clone();
    let parser = parser(format, options)?.for_slice(document).with_document_loader(move |url| loader.load(url));
    let mut quads = 0;
    for quad in parser {
        let quad = quad.map_err(|error| explain(document, format, options, &contexts, &error))?;
        quads += 1;
        if quads > options.max_quads {
            return Err(Failure::new(
                Status::TooLarge,
                format!("the document has more than {} statements", options.max_quads),
            ));
        }
        emit(&quad, &mut skolem, &mut sink)?;
    }
    Ok(contexts.unknown())
}

fn check_size(size: u64, limit: u64) -> Outcome<()> {
    if size <= limit {
        return Ok(());
    }
    Err(Failure::new(Status::TooLarge, format!("the document has {size} bytes"))
        .expected(format!("at most {limit} bytes")))
}

fn parser(format: RdfFormat, options: &ParseOptions<'_>) -> Outcome<RdfParser> {
    let parser = RdfParser::from_format(format);
    if options.base_iri.is_empty() {
        return Ok(parser);
    }
    parser.with_base_iri(options.base_iri).map_err(|error| {
        Failure::new(Status::Usage, format!("the base <{}> is no absolute IRI: {error}", options.base_iri))
    })
}

fn emit(quad: &Quad, skolem: &mut Skolemizer<'_>, sink: &mut impl FnMut(&PlainQuad<'_>) -> Outcome<()>) -> Outcome<()> {
    if let NamedOrBlankNode::BlankNode(node) = &quad.subject {
        skolem.note(node)?;
    }
    if let Term::BlankNode(node) = &quad.object {
        skolem.note(node)?;
    }
    if let GraphName::BlankNode(node) = &quad.graph_name {
        skolem.note(node)?;
    }
    sink(&PlainQuad {
        subject: match &quad.subject {
            NamedOrBlankNode::NamedNode(node) => node.as_str(),
            NamedOrBlankNode::BlankNode(node) => skolem.name(node),
        },
        predicate: quad.predicate.as_str(),
        object: match &quad.object {
            Term::NamedNode(node) => PlainObject::Iri(node.as_str()),
            Term::BlankNode(node) => PlainObject::Iri(skolem.name(node)),
            Term::Literal(literal) => PlainObject::Literal(literal),
        },
        graph: match &quad.graph_name {
            GraphName::NamedNode(node) => node.as_str(),
            GraphName::BlankNode(node) => skolem.name(node),
            GraphName::DefaultGraph => "",
        },
    })
}

/// The contexts that are known, and those that were asked for in vain, in that order.
#[derive(Clone)]
struct Contexts {
    known: Arc<HashMap<String, Vec<u8>>>,
    unknown: Arc<Mutex<Vec<String>>>,
    allows_unknown: bool,
}

impl Contexts {
    fn new(options: &ParseOptions<'_>) -> Self {
        let known = options.contexts.iter().map(|(url, document)| ((*url).to_owned(), document.to_vec()));
        let known = Arc::new(known.collect());
        Self { known, unknown: Arc::default(), allows_unknown: options.allows_unknown_contexts }
    }

    fn load(&self, url: &str) -> Result<LoadedDocument, Box<dyn std::error::Error + Send + Sync>> {
        let content = match self.known.get(url) {
            Some(content) => content.clone(),
            None => self.empty(url)?,
        };
        Ok(LoadedDocument {
            url: url.to_owned(),
            content,
            format: RdfFormat::JsonLd { profile: JsonLdProfile::Context.into() },
        })
    }

    fn empty(&self, url: &str) -> Result<Vec<u8>, Box<dyn std::error::Error + Send + Sync>> {
        let mut unknown = self.unknown.lock().unwrap_or_else(PoisonError::into_inner);
        if !unknown.iter().any(|known| known == url) {
            unknown.push(url.to_owned());
        }
        if self.allows_unknown {
            return Ok(EMPTY_CONTEXT.to_vec());
        }
        Err(format!("the context <{url}> is not known here").into())
    }

    fn unknown(&self) -> Vec<String> {
        self.unknown.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The one that stopped the parse.
    fn missing(&self) -> Option<String> {
        if self.allows_unknown { None } else { self.unknown().into_iter().next() }
    }
}

fn explain(
    document: &[u8],
    format: RdfFormat,
    options: &ParseOptions<'_>,
    contexts: &Contexts,
    error: &RdfSyntaxError,
) -> Failure {
    let text = error.to_string();
    let (line, column) = match error.location() {
        Some(place) => (place.start.line + 1, place.start.column + 1),
        None => locate(document, format, options, contexts).unwrap_or((0, 0)),
    };
    if let Some(url) = contexts.missing() {
        return Failure::new(Status::NotFound, format!("the JSON-LD context <{url}> is not known here"))
            .at(line, column)
            .advice("Nothing is fetched from the network: give the context's text, or write the context inline.");
    }
    let has_place = text.starts_with("Parser error ");
    let message = text.split_once(": ").filter(|_| has_place).map_or(text.as_str(), |(_, message)| message);
    Failure::new(Status::BadInput, message).at(line, column)
}

/// Where an error is that does not say so itself: reads again, piece by piece, until it comes.
fn locate(document: &[u8], format: RdfFormat, options: &ParseOptions<'_>, contexts: &Contexts) -> Option<(u64, u64)> {
    if document.len() > LOCATE_BYTES {
        return None;
    }
    let given = Arc::new(Mutex::new(0));
    let pieces = Pieces { rest: document, given: Arc::clone(&given) };
    let loader = contexts.clone();
    parser(format, options)
        .ok()?
        .for_reader(pieces)
        .with_document_loader(move |url| loader.load(url))
        .find_map(|quad| matches!(quad, Err(RdfParseError::Syntax(_))).then_some(()))?;
    let end = *given.lock().ok()?;
    let before = &document[..end];
    let line_start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |newline| newline + 1);
    let line = before.iter().filter(|byte| **byte == b'\n').count() as u64 + 1;
    let column = String::from_utf8_lossy(&before[line_start..]).chars().count().max(1) as u64;
    Some((line, column))
}

/// Hands out a document a few bytes at a time, so that what was read tells where the reader is.
struct Pieces<'a> {
    rest: &'a [u8],
    given: Arc<Mutex<usize>>,
}

impl Read for Pieces<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let size = if self.rest.len() > 1 << 16 { 64 } else { 1 };
        let size = size.min(buffer.len()).min(self.rest.len());
        let (piece, rest) = self.rest.split_at(size);
        buffer[..size].copy_from_slice(piece);
        self.rest = rest;
        *self.given.lock().unwrap_or_else(PoisonError::into_inner) += size;
        Ok(size)
    }
}
