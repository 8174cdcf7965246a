//! `kg_index_query` of rdf.h.

use crate::abi_parse::{KgTerm, TERM_BLANK, TERM_IRI, TERM_UNBOUND, stopped};
use crate::answer::Sink;
use crate::index::Index;
use crate::query::{Answer, Format, Kind, Request, run};
use kilograph_boundary::failure::{Failure, Outcome, Status};
use kilograph_boundary::text::slice;
use kilograph_boundary::{KgError, KgText, guarded};
use oxigraph::model::Term;
use std::ffi::{c_int, c_void};

#[repr(C)]
pub struct KgPrefix {
    name: KgText,
    iri: KgText,
}

#[repr(C)]
pub struct KgQuery {
    text: KgText,
    format: c_int,
    prefixes: *const KgPrefix,
    prefix_count: usize,
    time_ms: u64,
    max_rows: u64,
    max_bytes: u64,
    called_off: Option<unsafe extern "C" fn(*mut c_void) -> c_int>,
    called_off_user: *mut c_void,
}

#[repr(C)]
pub struct KgSink {
    user: *mut c_void,
    columns: unsafe extern "C" fn(*mut c_void, *const KgText, usize) -> c_int,
    row: unsafe extern "C" fn(*mut c_void, *const KgTerm, usize) -> c_int,
    body: unsafe extern "C" fn(*mut c_void, KgText) -> c_int,
}

#[repr(C)]
pub struct KgAnswer {
    kind: c_int,
    yes: u8,
    truncated: u8,
    rows: u64,
}

struct Callbacks<'a>(&'a KgSink);

// SAFETY: rdf.h says that the callbacks are called from another thread while the caller waits.
unsafe impl Send for Callbacks<'_> {}

fn go_on(answer: c_int) -> Outcome<()> {
    if answer == 0 { Ok(()) } else { Err(stopped()) }
}

impl Sink for Callbacks<'_> {
    fn columns(&mut self, names: &[&str]) -> Outcome<()> {
        let names = names.iter().map(|name| KgText::of(name)).collect::<Vec<_>>();
        go_on(unsafe { (self.0.columns)(self.0.user, names.as_ptr(), names.len()) })
    }

    fn row(&mut self, terms: &[Option<&Term>]) -> Outcome<()> {
        let terms = terms.iter().map(|term| view(*term)).collect::<Vec<_>>();
        go_on(unsafe { (self.0.row)(self.0.user, terms.as_ptr(), terms.len()) })
    }

    fn body(&mut self, piece: &[u8]) -> Outcome<()> {
        go_on(unsafe { (self.0.body)(self.0.user, KgText::of_bytes(piece)) })
    }
}

fn view(term: Option<&Term>) -> KgTerm {
    match term {
        None => KgTerm::plain(TERM_UNBOUND, ""),
        Some(Term::NamedNode(node)) => KgTerm::plain(TERM_IRI, node.as_str()),
        Some(Term::BlankNode(node)) => KgTerm::plain(TERM_BLANK, node.as_str()),
        Some(Term::Literal(literal)) => KgTerm::literal(literal),
    }
}

fn format_of(format: c_int) -> Outcome<Format> {
    let formats =
        [Format::Table, Format::Csv, Format::Tsv, Format::Json, Format::Xml, Format::Turtle, Format::NTriples];
    usize::try_from(format)
        .ok()
        .and_then(|format| formats.get(format).copied())
        .ok_or_else(|| Failure::new(Status::Usage, format!("there is no format {format}")))
}

/// # Safety
/// As rdf.h says of each pointer.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kg_index_query(
    index: *const Index,
    query: *const KgQuery,
    sink: *const KgSink,
    answer: *mut KgAnswer,
    error: *mut *mut KgError,
) -> Status {
    let body = || {
        let (index, query, sink) = unsafe { (&*index, &*query, &*sink) };
        let prefixes = unsafe { slice(query.prefixes, query.prefix_count) };
        let prefixes = prefixes
            .iter()
            .map(|prefix| Ok(unsafe { (prefix.name.str("a prefix's name")?, prefix.iri.str("a prefix's IRI")?) }));
        let request = Request {
            text: unsafe { query.text.str("the query") }?,
            format: format_of(query.format)?,
            prefixes: prefixes.collect::<Outcome<Vec<_>>>()?,
            time_ms: query.time_ms,
            max_rows: query.max_rows,
            max_bytes: query.max_bytes,
        };
        let called_off = || query.called_off.is_some_and(|ask| unsafe { ask(query.called_off_user) } != 0);
        let given = run(index, &request, &called_off, &mut Callbacks(sink))?;
        unsafe { answer.write(outside(given)) };
        Ok(())
    };
    unsafe { guarded(error, Status::Internal, body) }
}

fn outside(answer: Answer) -> KgAnswer {
    let kind = match answer.kind {
        Kind::Select => 0,
        Kind::Ask => 1,
        Kind::Graph => 2,
    };
    KgAnswer { kind, yes: answer.yes.into(), truncated: answer.truncated.into(), rows: answer.rows }
}
