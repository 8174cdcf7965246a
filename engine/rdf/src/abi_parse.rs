//! `kg_rdf_parse` of rdf.h.

use crate::parse::{JSON_LD, ParseOptions, PlainObject, PlainQuad, parse};
use kilograph_boundary::failure::{Failure, Outcome, Status};
use kilograph_boundary::text::slice;
use kilograph_boundary::{KgError, KgText, guarded};
use oxigraph::model::Literal;
use oxigraph::model::vocab::xsd;
use oxrdfio::RdfFormat;
use std::ffi::{c_int, c_void};

pub const TERM_UNBOUND: c_int = 0;
pub const TERM_IRI: c_int = 1;
pub const TERM_BLANK: c_int = 2;
pub const TERM_LITERAL: c_int = 3;

#[repr(C)]
pub struct KgTerm {
    pub kind: c_int,
    pub value: KgText,
    pub datatype: KgText,
    pub language: KgText,
}

impl KgTerm {
    pub fn plain(kind: c_int, value: &str) -> Self {
        Self { kind, value: KgText::of(value), datatype: KgText::EMPTY, language: KgText::EMPTY }
    }

    /// A view; the literal must outlive it.
    pub fn literal(literal: &Literal) -> Self {
        let mut term = Self::plain(TERM_LITERAL, literal.value());
        if let Some(language) = literal.language() {
            term.language = KgText::of(language);
        } else if literal.datatype() != xsd::STRING {
            term.datatype = KgText::of(literal.datatype().as_str());
        }
        term
    }
}

#[repr(C)]
pub struct KgContext {
    url: KgText,
    document: KgText,
}

#[repr(C)]
pub struct KgParseOptions {
    base_iri: KgText,
    skolem_prefix: KgText,
    contexts: *const KgContext,
    context_count: usize,
    max_bytes: u64,
    max_depth: u64,
    max_quads: u64,
    unknown_context: Option<KgUnknownContextCallback>,
}

#[repr(C)]
pub struct KgQuad {
    subject: KgText,
    predicate: KgText,
    object: KgTerm,
    graph: KgText,
}

pub type KgQuadCallback = unsafe extern "C" fn(*mut c_void, *const KgQuad) -> c_int;

pub type KgUnknownContextCallback = unsafe extern "C" fn(*mut c_void, KgText) -> c_int;

pub fn stopped() -> Failure {
    Failure::new(Status::Stopped, "the caller stopped it")
}

fn format_of(syntax: c_int) -> Outcome<RdfFormat> {
    Ok(match syntax {
        0 => RdfFormat::Turtle,
        1 => RdfFormat::NTriples,
        2 => RdfFormat::NQuads,
        3 => RdfFormat::TriG,
        4 => RdfFormat::RdfXml,
        5 => JSON_LD,
        other => return Err(Failure::new(Status::Usage, format!("there is no syntax {other}"))),
    })
}

/// # Safety
/// As rdf.h says of each pointer.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kg_rdf_parse(
    document: KgText,
    syntax: c_int,
    options: *const KgParseOptions,
    callback: KgQuadCallback,
    user: *mut c_void,
    error: *mut *mut KgError,
) -> Status {
    let body = || {
        let (document, given) = unsafe { (document.bytes(), &*options) };
        let contexts = unsafe { slice(given.contexts, given.context_count) };
        let contexts = contexts
            .iter()
            .map(|context| Ok((unsafe { context.url.str("a context's URL") }?, unsafe { context.document.bytes() })));
        let options = ParseOptions {
            base_iri: unsafe { given.base_iri.str("the base IRI") }?,
            skolem_prefix: unsafe { given.skolem_prefix.str("the skolem prefix") }?,
            contexts: contexts.collect::<Outcome<Vec<_>>>()?,
            max_bytes: given.max_bytes,
            max_depth: given.max_depth,
            max_quads: given.max_quads,
            allows_unknown_contexts: given.unknown_context.is_some(),
        };
        let unknown = parse(document, format_of(syntax)?, &options, |quad| {
            let quad = view(quad);
            if unsafe { callback(user, &quad) } == 0 { Ok(()) } else { Err(stopped()) }
        })?;
        for url in &unknown {
            let report = given.unknown_context.map_or(0, |report| unsafe { report(user, KgText::of(url)) });
            if report != 0 {
                return Err(stopped());
            }
        }
        Ok(())
    };
    unsafe { guarded(error, Status::BadInput, body) }
}

fn view(quad: &PlainQuad<'_>) -> KgQuad {
    KgQuad {
        subject: KgText::of(quad.subject),
        predicate: KgText::of(quad.predicate),
        object: match quad.object {
            PlainObject::Iri(iri) => KgTerm::plain(TERM_IRI, iri),
            PlainObject::Literal(literal) => KgTerm::literal(literal),
        },
        graph: KgText::of(quad.graph),
    }
}
