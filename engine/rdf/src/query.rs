//! One query: parsed, limited, run on a thread of its own, answered into a sink.

use crate::answer::{self, Sink};
use crate::index::{Index, merged, storage};
use crate::rewrite::{evaluator, rewrite};
use crate::syntax_error::{explain, update};
use crate::watch::Watch;
use crate::weight::check_weight;
use kilograph_boundary::failure::{Failure, Outcome, Status};
use kilograph_boundary::guard::caught;
use oxigraph::model::GraphName;
use oxigraph::sparql::{PreparedSparqlQuery, QueryEvaluationError, QueryResults};
use oxigraph::store::Store;
use spargebra::{Query, SparqlParser};
use std::sync::Arc;
use std::sync::mpsc::{RecvTimeoutError, sync_channel};
use std::time::Duration;

/// What the heaviest query that `weight` lets pass needs, several times over; pages that are never
/// touched cost nothing.
const STACK_BYTES: usize = 256 << 20;

/// How often the waiting thread looks at the clock and the meter.
const LOOK: Duration = Duration::from_millis(2);

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Format {
    Table,
    Csv,
    Tsv,
    Json,
    Xml,
    Turtle,
    NTriples,
}

pub struct Request<'a> {
    pub text: &'a str,
    pub format: Format,
    pub prefixes: Vec<(&'a str, &'a str)>,
    pub time_ms: u64,
    pub max_rows: u64,
    pub max_bytes: u64,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Kind {
    Select,
    Ask,
    Graph,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Answer {
    pub kind: Kind,
    pub yes: bool,
    pub truncated: bool,
    pub rows: u64,
}

/// Runs the query on the index as it is now. The sink is called on another thread, while this one
/// waits, watches, and asks whether the query was called off.
pub fn run(
    index: &Index,
    request: &Request<'_>,
    called_off: &dyn Fn() -> bool,
    sink: &mut (dyn Sink + Send),
) -> Outcome<Answer> {
    check_weight(request.text)?;
    let store = index.store();
    let watch = Arc::new(Watch::new(request.time_ms, request.max_bytes));
    let outcome = std::thread::scope(|scope| {
        let (done, result) = sync_channel(1);
        let on_thread = Arc::clone(&watch);
        let work = move || {
            let meter = on_thread.meter.clone();
            let outcome = meter.carried(|| caught(Status::Internal, || evaluate(&store, request, &on_thread, sink)));
            drop(store);
            let _ = done.send(outcome);
        };
        std::thread::Builder::new()
            .name("sparql".to_owned())
            .stack_size(STACK_BYTES)
            .spawn_scoped(scope, work)
            .map_err(|error| Failure::new(Status::Internal, format!("no thread for the query: {error}")))?;
        loop {
            match result.recv_timeout(LOOK) {
                Ok(outcome) => return outcome,
                Err(RecvTimeoutError::Timeout) if called_off() => watch.call_off(),
                Err(RecvTimeoutError::Timeout) => _ = watch.alive(),
                Err(RecvTimeoutError::Disconnected) => {
                    return Err(Failure::new(Status::Internal, "the query's thread ended without an answer"));
                }
            }
        }
    });
    match (outcome, watch.verdict()) {
        (Err(_), Some(verdict)) => Err(verdict),
        (outcome, _) => outcome,
    }
}

fn evaluate(store: &Store, request: &Request<'_>, watch: &Arc<Watch>, sink: &mut dyn Sink) -> Outcome<Answer> {
    let query = parse(request)?;
    check_format(&query, request.format)?;
    let prepared = evaluator(watch).for_query(rewrite(query)?);
    match on_dataset(store, prepared, watch)? {
        QueryResults::Solutions(solutions) => answer::solutions(solutions, request, sink),
        QueryResults::Boolean(yes) => answer::boolean(yes, request, sink),
        QueryResults::Graph(triples) => answer::graph(triples, request, sink),
    }
}

fn parse(request: &Request<'_>) -> Outcome<Query> {
    let mut parser = SparqlParser::new();
    for (name, iri) in &request.prefixes {
        parser = parser.with_prefix(*name, *iri).map_err(|error| {
            Failure::new(Status::Usage, format!("the prefix {name}: stands for <{iri}>, which is no IRI: {error}"))
        })?;
    }
    parser.clone().parse_query(request.text).map_err(|_| {
        let changes = parser.clone().parse_update(request.text).is_ok_and(|update| !update.operations.is_empty());
        if changes { update() } else { explain(&parser, request.text) }
    })
}

fn check_format(query: &Query, format: Format) -> Outcome<()> {
    let graph = matches!(query, Query::Construct { .. } | Query::Describe { .. });
    let (fits, (what, expected)) = match format {
        Format::Table => (true, ("", "")),
        Format::Turtle | Format::NTriples => (graph, ("SELECT and ASK give rows", "table, csv, tsv, json or xml")),
        Format::Csv | Format::Tsv | Format::Json | Format::Xml => {
            (!graph, ("CONSTRUCT and DESCRIBE give a graph", "table, ttl or nt"))
        }
    };
    if fits {
        return Ok(());
    }
    Err(Failure::new(Status::Usage, "the format does not fit this kind of query")
        .expected(expected)
        .advice(format!("{what}: ask with --format {}.", if graph { "ttl" } else { "csv" })))
}

/// `FROM <a> FROM <b>` means the merge of both, which the evaluator would take for a list.
fn on_dataset(store: &Store, mut prepared: PreparedSparqlQuery, watch: &Watch) -> Outcome<QueryResults<'static>> {
    let default = prepared.dataset().default_graph_graphs().unwrap_or_default().to_vec();
    if default.len() < 2 {
        return prepared.on_store(store).execute().map_err(evaluation);
    }
    let named = prepared.dataset().available_named_graphs().unwrap_or_default().to_vec();
    let copy = merged(store, &default, &named, || go_on(watch))?;
    prepared.dataset_mut().set_default_graph(vec![GraphName::DefaultGraph]);
    prepared.on_store(&copy).execute().map_err(evaluation)
}

pub fn evaluation(error: QueryEvaluationError) -> Failure {
    match error {
        QueryEvaluationError::Dataset(error) => match error.downcast() {
            Ok(error) => storage(*error),
            Err(error) => Failure::new(Status::Internal, format!("the index failed: {error}")),
        },
        error => Failure::new(Status::BadInput, format!("the query cannot be answered: {error}")),
    }
}

fn go_on(watch: &Watch) -> Outcome<()> {
    if watch.alive() { Ok(()) } else { Err(Failure::new(Status::Stopped, "the query was stopped")) }
}
