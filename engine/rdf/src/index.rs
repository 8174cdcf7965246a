//! Named graphs in memory, and their RDF merge as the default graph.
//!
//! The default graph holds a copy of each triple that some named graph holds, so that a triple of
//! two graphs counts once. The store keeps what was removed; when that outweighs what is live, the
//! store is built anew and swapped.

use kilograph_boundary::failure::{Failure, Outcome, Status};
use oxigraph::model::{GraphName, GraphNameRef, NamedNode, NamedOrBlankNode, QuadRef, Term, Triple};
use oxigraph::store::{StorageError, Store, Transaction};
use oxttl::NTriplesParser;
use std::collections::{HashMap, HashSet};
use std::sync::{Mutex, MutexGuard, PoisonError, RwLock};

/// Fewer dead quads than this are not worth a rebuild.
pub const DEAD_FLOOR: u64 = 20_000;

#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
#[repr(C)]
pub struct Counts {
    pub live_quads: u64,
    pub triples: u64,
    pub dead_quads: u64,
    pub graphs: u64,
    pub rebuilds: u64,
}

pub struct Index {
    store: RwLock<Store>,
    books: Mutex<Books>,
}

#[derive(Clone, Default)]
struct Books {
    graphs: HashMap<NamedNode, u64>,
    counts: Counts,
}

type Triples = HashSet<Triple>;

impl Index {
    pub fn new() -> Outcome<Self> {
        Ok(Self { store: RwLock::new(Store::new().map_err(storage)?), books: Mutex::default() })
    }

    /// The store as it is now; a query on it does not see what comes later.
    pub fn store(&self) -> Store {
        self.store.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Walks over the default graph.
    pub fn counts(&self) -> Counts {
        let books = self.lock();
        let merged = self.store().quads_for_pattern(None, None, None, Some(GraphNameRef::DefaultGraph)).count();
        Counts { triples: merged as u64, graphs: books.graphs.len() as u64, ..books.counts }
    }

    /// Each graph becomes exactly these triples; all of them or none.
    pub fn replace(&self, graphs: &[(&str, &[u8])]) -> Outcome<()> {
        let mut parsed = Vec::with_capacity(graphs.len());
        for (iri, ntriples) in graphs {
            parsed.push((graph_name(iri)?, read_ntriples(iri, ntriples)?));
        }
        self.change(|transaction, books| {
            for (name, triples) in &parsed {
                replace_graph(transaction, books, name, triples)?;
            }
            Ok(())
        })
    }

    pub fn remove(&self, graph: &str) -> Outcome<()> {
        let name = graph_name(graph)?;
        self.change(|transaction, books| {
            if books.graphs.contains_key(&name) {
                replace_graph(transaction, books, &name, &Triples::new())?;
                transaction.remove_named_graph(name.as_ref())?;
                books.graphs.remove(&name);
            }
            Ok(())
        })
    }

    fn lock(&self) -> MutexGuard<'_, Books> {
        self.books.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn change(&self, body: impl FnOnce(&mut Transaction<'_>, &mut Books) -> Result<(), StorageError>) -> Outcome<()> {
        let mut current = self.lock();
        let mut books = current.clone();
        let store = self.store();
        let mut transaction = store.start_transaction().map_err(storage)?;
        body(&mut transaction, &mut books).map_err(storage)?;
        transaction.commit().map_err(storage)?;
        *current = books;
        // Each live quad has at most one copy in the default graph.
        if current.counts.dead_quads > DEAD_FLOOR.max(2 * current.counts.live_quads) {
            self.rebuild(&store, &mut current)?;
        }
        Ok(())
    }

    fn rebuild(&self, old: &Store, books: &mut Books) -> Outcome<()> {
        let new = Store::new().map_err(storage)?;
        let mut transaction = new.start_transaction().map_err(storage)?;
        for name in books.graphs.keys() {
            transaction.insert_named_graph(name.as_ref());
        }
        for quad in old.iter() {
            transaction.insert(&quad.map_err(storage)?);
        }
        transaction.commit().map_err(storage)?;
        *self.store.write().unwrap_or_else(PoisonError::into_inner) = new;
        books.counts.dead_quads = 0;
        books.counts.rebuilds += 1;
        Ok(())
    }
}

fn replace_graph(
    transaction: &mut Transaction<'_>,
    books: &mut Books,
    name: &NamedNode,
    triples: &Triples,
) -> Result<(), StorageError> {
    let mut kept = HashSet::new();
    let mut stale = Vec::new();
    if books.graphs.get(name).is_some_and(|quads| *quads > 0) {
        for quad in transaction.quads_for_pattern(None, None, None, Some(name.as_ref().into())) {
            let triple = Triple::from(quad?);
            match triples.get(&triple) {
                Some(triple) => _ = kept.insert(triple),
                None => stale.push(triple),
            }
        }
    }
    transaction.insert_named_graph(name.as_ref());
    for triple in &stale {
        transaction.remove(triple.as_ref().in_graph(name.as_ref()));
        books.counts.dead_quads += 1;
        if !stated_somewhere(transaction, triple)? {
            transaction.remove(triple.as_ref().in_graph(GraphNameRef::DefaultGraph));
            books.counts.dead_quads += 1;
        }
    }
    // After what goes: the store holds values, and "0.10" that comes may be the "0.1" that goes.
    for triple in triples.iter().filter(|triple| !kept.contains(triple)) {
        transaction.insert(triple.as_ref().in_graph(name.as_ref()));
        transaction.insert(triple.as_ref().in_graph(GraphNameRef::DefaultGraph));
    }
    let before = books.graphs.insert(name.clone(), triples.len() as u64).unwrap_or(0);
    books.counts.live_quads = books.counts.live_quads + triples.len() as u64 - before;
    Ok(())
}

fn stated_somewhere(transaction: &Transaction<'_>, triple: &Triple) -> Result<bool, StorageError> {
    let subject = Some(triple.subject.as_ref());
    let predicate = Some(triple.predicate.as_ref());
    for quad in transaction.quads_for_pattern(subject, predicate, Some(triple.object.as_ref()), None) {
        if quad?.graph_name != GraphName::DefaultGraph {
            return Ok(true);
        }
    }
    Ok(false)
}

fn graph_name(iri: &str) -> Outcome<NamedNode> {
    NamedNode::new(iri)
        .map_err(|error| Failure::new(Status::Usage, format!("the graph's name <{iri}> is no IRI: {error}")))
}

fn read_ntriples(graph: &str, ntriples: &[u8]) -> Outcome<Triples> {
    let mut triples = Triples::new();
    for triple in NTriplesParser::new().for_slice(ntriples) {
        let triple = triple.map_err(|error| {
            let place = error.location().start;
            Failure::new(Status::BadInput, format!("the triples of <{graph}> are broken: {}", error.message()))
                .at(place.line + 1, place.column + 1)
        })?;
        if matches!(triple.subject, NamedOrBlankNode::BlankNode(_)) || matches!(triple.object, Term::BlankNode(_)) {
            return Err(Failure::new(Status::BadInput, format!("the triples of <{graph}> have a blank node"))
                .expected("IRIs and literals")
                .advice("Read the document through the parser, which names blank nodes."));
        }
        triples.insert(triple);
    }
    Ok(triples)
}

/// The RDF merge of some graphs as the default graph of a store of its own, for `FROM <a> FROM <b>`;
/// graphs of `FROM NAMED` are in it under their names.
pub fn merged(
    store: &Store,
    default: &[GraphName],
    named: &[NamedOrBlankNode],
    mut go_on: impl FnMut() -> Outcome<()>,
) -> Outcome<Store> {
    let copy = Store::new().map_err(storage)?;
    let mut transaction = copy.start_transaction().map_err(storage)?;
    let sources = default.iter().map(|name| (name.clone(), GraphName::DefaultGraph));
    let sources = sources.chain(named.iter().map(|name| (name.clone().into(), name.clone().into())));
    for (from, to) in sources {
        for quad in store.quads_for_pattern(None, None, None, Some(from.as_ref())) {
            go_on()?;
            let quad = quad.map_err(storage)?;
            transaction.insert(QuadRef { graph_name: to.as_ref(), ..quad.as_ref() });
        }
    }
    transaction.commit().map_err(storage)?;
    Ok(copy)
}

pub fn storage(error: StorageError) -> Failure {
    Failure::new(Status::Internal, format!("the index failed: {error}"))
}
