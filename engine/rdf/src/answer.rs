//! What a query gives, as rows of terms or as text in one of the standard formats.

use crate::query::{Answer, Format, Kind, Request, evaluation};
use kilograph_boundary::failure::{Failure, Outcome, Status};
use oxigraph::model::vocab::xsd;
use oxigraph::model::{Literal, NamedOrBlankNode, Term, Triple, Variable};
use oxigraph::sparql::results::{QueryResultsFormat, QueryResultsSerializer};
use oxigraph::sparql::{QuerySolutionIter, QueryTripleIter};
use oxttl::{NTriplesSerializer, TurtleSerializer};
use std::collections::HashSet;
use std::io::{self, BufWriter, Write};

pub trait Sink {
    fn columns(&mut self, names: &[&str]) -> Outcome<()>;
    fn row(&mut self, terms: &[Option<&Term>]) -> Outcome<()>;
    fn body(&mut self, piece: &[u8]) -> Outcome<()>;
}

/// Rough cost of a term beside its text, where the caller keeps rows of them.
const TERM_BYTES: u64 = 112;

pub fn solutions(solutions: QuerySolutionIter<'_>, request: &Request<'_>, sink: &mut dyn Sink) -> Outcome<Answer> {
    let variables = solutions.variables().to_vec();
    let mut answer = Answer { kind: Kind::Select, yes: false, truncated: false, rows: 0 };
    let rows = solutions.map(|solution| solution.map_err(evaluation));
    if request.format == Format::Table {
        sink.columns(&variables.iter().map(Variable::as_str).collect::<Vec<_>>())?;
        let mut budget = Budget::new(request);
        limited(rows, request, &mut answer, |solution| {
            let terms = solution.values().iter().map(Option::as_ref).collect::<Vec<_>>();
            budget.take(&terms)?;
            sink.row(&terms)
        })?;
        return Ok(answer);
    }
    let mut body = Body::new(sink, request);
    let mut buffer = BufWriter::with_capacity(1 << 16, &mut body);
    let written = (|| {
        let serializer = results_serializer(request.format);
        let mut writer = serializer.serialize_solutions_to_writer(&mut buffer, variables).map_err(output)?;
        limited(rows, request, &mut answer, |solution| writer.serialize(&solution).map_err(output))?;
        writer.finish().map_err(output).map(|_| ())
    })();
    let flushed = written.and_then(|()| buffer.flush().map_err(output));
    drop(buffer.into_parts());
    body.outcome(flushed).map(|()| answer)
}

pub fn boolean(yes: bool, request: &Request<'_>, sink: &mut dyn Sink) -> Outcome<Answer> {
    let answer = Answer { kind: Kind::Ask, yes, truncated: false, rows: 1 };
    if request.format == Format::Table {
        sink.columns(&["answer"])?;
        sink.row(&[Some(&Literal::from(yes).into())])?;
        return Ok(answer);
    }
    let mut body = Body::new(sink, request);
    let written = results_serializer(request.format).serialize_boolean_to_writer(&mut body, yes).map(|_| ());
    body.outcome(written.map_err(output)).map(|()| answer)
}

/// A graph is a set: each triple once, in the order of first appearance.
pub fn graph(triples: QueryTripleIter<'_>, request: &Request<'_>, sink: &mut dyn Sink) -> Outcome<Answer> {
    let mut answer = Answer { kind: Kind::Graph, yes: false, truncated: false, rows: 0 };
    let (mut seen, mut list) = (HashSet::new(), Vec::new());
    let different = triples
        .map(|triple| triple.map_err(evaluation))
        .filter(|triple| triple.as_ref().map_or(true, |triple| seen.insert(triple.clone())));
    limited(different, request, &mut answer, |triple| {
        list.push(triple);
        Ok(())
    })?;
    if request.format == Format::Table {
        sink.columns(&["subject", "predicate", "object"])?;
        let mut budget = Budget::new(request);
        for Triple { subject, predicate, object } in list {
            let (subject, predicate) = (Term::from(subject), Term::from(predicate));
            let terms = [Some(&subject), Some(&predicate), Some(&object)];
            budget.take(&terms)?;
            sink.row(&terms)?;
        }
        return Ok(answer);
    }
    let mut body = Body::new(sink, request);
    let mut buffer = BufWriter::with_capacity(1 << 16, &mut body);
    let written = write_graph(&list, request, &mut buffer).and_then(|()| buffer.flush());
    drop(buffer.into_parts());
    body.outcome(written.map_err(output)).map(|()| answer)
}

fn write_graph(triples: &[Triple], request: &Request<'_>, writer: &mut impl Write) -> io::Result<()> {
    if request.format == Format::NTriples {
        let mut serializer = NTriplesSerializer::new().for_writer(writer);
        for triple in triples {
            serializer.serialize_triple(triple)?;
        }
        serializer.finish();
        return Ok(());
    }
    let mut serializer = TurtleSerializer::new();
    for (name, iri) in request.prefixes.iter().filter(|(_, iri)| triples.iter().any(|triple| uses(triple, iri))) {
        serializer = serializer.with_prefix(*name, *iri).map_err(io::Error::other)?;
    }
    let mut serializer = serializer.for_writer(writer);
    for triple in triples {
        serializer.serialize_triple(triple)?;
    }
    serializer.finish().map(|_| ())
}

fn uses(triple: &Triple, prefix: &str) -> bool {
    let in_subject = matches!(&triple.subject, NamedOrBlankNode::NamedNode(node) if node.as_str().starts_with(prefix));
    let in_object = match &triple.object {
        Term::NamedNode(node) => node.as_str().starts_with(prefix),
        Term::Literal(literal) => has_written_type(literal) && literal.datatype().as_str().starts_with(prefix),
        Term::BlankNode(_) => false,
    };
    in_subject || in_object || triple.predicate.as_str().starts_with(prefix)
}

/// Neither text nor text with a language, whose types are never written.
fn has_written_type(literal: &Literal) -> bool {
    literal.language().is_none() && literal.datatype() != xsd::STRING
}

fn limited<T>(
    rows: impl Iterator<Item = Outcome<T>>,
    request: &Request<'_>,
    answer: &mut Answer,
    mut take: impl FnMut(T) -> Outcome<()>,
) -> Outcome<()> {
    for row in rows {
        let row = row?;
        if answer.rows == request.max_rows {
            answer.truncated = true;
            break;
        }
        answer.rows += 1;
        take(row)?;
    }
    Ok(())
}

fn results_serializer(format: Format) -> QueryResultsSerializer {
    QueryResultsSerializer::from_format(match format {
        Format::Csv => QueryResultsFormat::Csv,
        Format::Tsv => QueryResultsFormat::Tsv,
        Format::Xml => QueryResultsFormat::Xml,
        _ => QueryResultsFormat::Json,
    })
}

fn output(error: io::Error) -> Failure {
    Failure::new(Status::Internal, format!("the answer cannot be written: {error}"))
}

/// What the answer may still take.
struct Budget {
    left: u64,
    limit: u64,
}

impl Budget {
    fn new(request: &Request<'_>) -> Self {
        Self { left: request.max_bytes, limit: request.max_bytes }
    }

    fn take(&mut self, terms: &[Option<&Term>]) -> Outcome<()> {
        let texts = terms.iter().flatten().map(|term| match term {
            Term::NamedNode(node) => node.as_str().len(),
            Term::BlankNode(node) => node.as_str().len(),
            Term::Literal(literal) => literal.value().len(),
        });
        self.take_bytes(texts.sum::<usize>() as u64 + TERM_BYTES * terms.len() as u64)
    }

    fn take_bytes(&mut self, bytes: u64) -> Outcome<()> {
        self.left = self.left.checked_sub(bytes).ok_or_else(|| {
            Failure::new(Status::TooLarge, format!("the answer has more than {} bytes", self.limit))
                .advice("Ask for less (LIMIT), or raise the limit.")
        })?;
        Ok(())
    }
}

/// The text of an answer on its way into the sink; remembers why writing failed.
struct Body<'a> {
    sink: &'a mut dyn Sink,
    budget: Budget,
    failure: Option<Failure>,
}

impl<'a> Body<'a> {
    fn new(sink: &'a mut dyn Sink, request: &Request<'_>) -> Self {
        Self { sink, budget: Budget::new(request), failure: None }
    }

    fn outcome(self, written: Outcome<()>) -> Outcome<()> {
        self.failure.map_or(written, Err)
    }
}

impl Write for Body<'_> {
    fn write(&mut self, piece: &[u8]) -> io::Result<usize> {
        let taken = self.budget.take_bytes(piece.len() as u64).and_then(|()| self.sink.body(piece));
        match taken {
            Ok(()) => Ok(piece.len()),
            Err(failure) => {
                self.failure.get_or_insert(failure);
                Err(io::Error::other("the answer was stopped"))
            }
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
