//! What the C++ tests cannot reach: the heaviest queries on the query thread's stack, every rewrite
//! against the same query without it, and the books of the index.

use crate::answer::Sink;
use crate::entities::check_entities;
use crate::index::{DEAD_FLOOR, Index};
use crate::query::{Answer, Format, Request, run};
use crate::weight::{MAX_CLAUSES, MAX_DEPTH, check_weight};
use kilograph_boundary::failure::{Outcome, Status};
use oxigraph::model::Term;
use oxigraph::sparql::{QueryResults, SparqlEvaluator};
use std::fmt::Write;
use std::time::Instant;

#[derive(Default)]
struct Rows(Vec<Vec<String>>);

impl Sink for Rows {
    fn columns(&mut self, _: &[&str]) -> Outcome<()> {
        Ok(())
    }

    fn row(&mut self, terms: &[Option<&Term>]) -> Outcome<()> {
        self.0.push(terms.iter().map(|term| term.map_or_else(String::new, ToString::to_string)).collect());
        Ok(())
    }

    fn body(&mut self, _: &[u8]) -> Outcome<()> {
        Ok(())
    }
}

fn ask(index: &Index, text: &str) -> (Outcome<Answer>, Vec<Vec<String>>) {
    ask_within(index, text, 1 << 30)
}

fn ask_within(index: &Index, text: &str, max_bytes: u64) -> (Outcome<Answer>, Vec<Vec<String>>) {
    let mut rows = Rows::default();
    let prefixes = vec![("ex", "http://ex.org/")];
    let request = Request { text, format: Format::Table, prefixes, time_ms: 60_000, max_rows: 100_000, max_bytes };
    let outcome = run(index, &request, &|| false, &mut rows);
    (outcome, rows.0)
}

fn without_checks(index: &Index, text: &str) -> Vec<Vec<String>> {
    let evaluator = SparqlEvaluator::new().with_prefix("ex", "http://ex.org/").unwrap();
    let prepared = evaluator.parse_query(text).unwrap().on_store(&index.store());
    let QueryResults::Solutions(solutions) = prepared.execute().unwrap() else { panic!("no SELECT: {text}") };
    let shown = |term: &Option<Term>| term.as_ref().map_or_else(String::new, ToString::to_string);
    solutions.map(|solution| solution.unwrap().values().iter().map(shown).collect()).collect()
}

fn numbers(count: u32) -> String {
    (0..count).fold(String::new(), |mut triples, number| {
        writeln!(triples, "<http://ex.org/s{number}> <http://ex.org/p{}> \"{number}\" .", number % 7).unwrap();
        triples
    })
}

fn index_of(count: u32) -> Index {
    let index = Index::new().unwrap();
    index.replace(&[("http://ex.org/g", numbers(count).as_bytes())]).unwrap();
    index
}

#[test]
fn the_heaviest_queries_leave_the_stack_whole() {
    let index = index_of(3);
    let heavy = MAX_CLAUSES - 10;
    let deep = MAX_DEPTH - 3;
    let repeated = |piece: &str, times: usize| piece.repeat(times);
    let queries = [
        format!("ASK {{ FILTER(1{}) }}", repeated("||0", heavy / 2)),
        format!("ASK {{ FILTER(1{}) }}", repeated("+1", heavy)),
        format!("ASK {{ FILTER(1{}) }}", repeated("-1", heavy)),
        format!("ASK {{ FILTER({}1) }}", repeated("!", heavy)),
        format!("ASK {{ FILTER({}1{}) }}", repeated("(", deep), repeated(")", deep)),
        format!("ASK {{ FILTER({}1{}) }}", repeated("ABS(", deep), repeated(")", deep)),
        format!("ASK {{ FILTER({}1{}) }}", repeated("!(", 7), repeated(")", 7)),
        format!("ASK {{ {}?s ?p ?o{} }}", repeated("{", deep), repeated("}", deep)),
        format!("ASK {{ {{}} {} }}", repeated("UNION {?s ?p ?o}", 299)),
        format!("ASK {{ {} }}", repeated("OPTIONAL {?s ?p ?o}", 99)),
        format!("ASK {{ {} }}", repeated("MINUS {?s ?p ?o}", 299)),
        format!("ASK {{ {} }}", repeated("FILTER(1=1)", heavy)),
        format!("ASK {{ {} }}", (0..heavy / 2).fold(String::new(), |all, at| format!("{all}BIND({at} AS ?v{at})"))),
        format!("ASK {{ ?s {}ex:p ?o }}", repeated("ex:p/", 99)),
        format!("ASK {{ ?s {}ex:p ?o }}", repeated("ex:p|", 99)),
        format!("ASK {{ ?s {}ex:p{} ?o }}", repeated("(", deep), repeated(")*", deep)),
        format!("ASK {{ ?s ?p ({}) }}", repeated("1 ", 49)),
        format!("ASK {{ ?s ?p {}{} }}", repeated("[ ex:p ", deep), repeated("]", deep)),
        format!("ASK {{ {} }}", (0..100).fold(String::new(), |all, at| format!("{all}?a{at} ?p ?a{} .", at + 1))),
        format!("ASK {{ FILTER(1 IN ({}1)) }}", repeated("1,", 100_000)),
        format!("ASK {{ VALUES ?x {{ {} }} }}", repeated("ex:a ", 100_000)),
    ];
    for query in queries {
        let start = Instant::now();
        let (outcome, _) = ask(&index, &query);
        let shown = &query[..query.len().min(60)];
        println!(
            "{shown}: {:?} in {:?}",
            outcome.as_ref().map(|answer| answer.yes).map_err(|e| &e.message),
            start.elapsed()
        );
        assert!(
            outcome.is_ok() || outcome.as_ref().is_err_and(|failure| failure.status != Status::Internal),
            "{shown}"
        );
    }
}

#[test]
fn what_is_heavier_is_refused_with_its_place() {
    let deep = format!("ASK {{\n {}", "(".repeat(100_000));
    let failure = check_weight(&deep).unwrap_err();
    assert_eq!((failure.status, failure.line, failure.column), (Status::TooLarge, 2, 101));
    assert_eq!(check_weight(&"!".repeat(5_000)).unwrap_err().status, Status::TooLarge);
    assert_eq!(check_weight(&" ".repeat(2 << 20)).unwrap_err().status, Status::TooLarge);
    assert_eq!(check_weight(&format!("{}1", "!REPLACE(".repeat(5))).unwrap_err().status, Status::TooLarge);
    let flat = "REGEX(?x, \"(((\") && !SUBSTR(?y, 1) && ".repeat(200);
    check_weight(&flat).unwrap();
    let names = "ex:a-b-c-d \"-- ((((\" '''((('' (''' <http://a-b/-#(> # ((((\n".repeat(3_000);
    check_weight(&names).unwrap();
}

#[test]
fn a_triple_in_two_graphs_counts_once_until_both_are_gone() {
    let index = Index::new().unwrap();
    let (one, two) = (
        b"<http://e/s> <http://e/p> \"1\" .".as_slice(),
        b"<http://e/s> <http://e/p> \"1\" .\n<http://e/s> <http://e/p> \"2\" .".as_slice(),
    );
    index.replace(&[("http://e/a", one), ("http://e/b", two)]).unwrap();
    let counts = index.counts();
    assert_eq!((counts.live_quads, counts.triples, counts.graphs), (3, 2, 2));
    assert_eq!(
        ask(&index, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").1[0][0],
        "\"2\"^^<http://www.w3.org/2001/XMLSchema#integer>"
    );
    assert_eq!(ask(&index, "SELECT ?g { GRAPH ?g { ?s ?p ?o } }").1.len(), 3);
    assert_eq!(ask(&index, "SELECT * FROM <http://e/a> FROM <http://e/b> { ?s ?p ?o }").1.len(), 2);
    assert_eq!(
        ask(&index, "SELECT * FROM <http://e/a> FROM <http://e/b> FROM NAMED <http://e/b> { GRAPH ?g { ?s ?p ?o } }")
            .1
            .len(),
        2
    );
    index.remove("http://e/b").unwrap();
    assert_eq!(index.counts().triples, 1);
    assert_eq!(ask(&index, "SELECT * { ?s ?p ?o }").1.len(), 1);
    index.replace(&[("http://e/a", b"")]).unwrap();
    let counts = index.counts();
    assert_eq!((counts.live_quads, counts.triples, counts.graphs), (0, 0, 1));
    assert_eq!(ask(&index, "SELECT * { GRAPH ?g {} }").1.len(), 1);
}

#[test]
fn a_number_stays_however_it_is_written() {
    let index = Index::new().unwrap();
    let said = |number: &str, type_name: &str| {
        format!("<http://e/s> <http://e/p> \"{number}\"^^<http://www.w3.org/2001/XMLSchema#{type_name}> .\n")
    };
    for (number, type_name) in [("0.10", "decimal"), ("007", "integer"), ("1E0", "double"), ("1", "boolean")] {
        let text = said(number, type_name);
        index.replace(&[("http://e/a", text.as_bytes())]).unwrap();
        for round in 0..2 {
            let more = format!("{text}<http://e/s> <http://e/q> \"{round}\" .\n");
            index.replace(&[("http://e/a", more.as_bytes())]).unwrap();
            assert_eq!(ask(&index, "SELECT ?o { <http://e/s> <http://e/p> ?o }").1.len(), 1, "{number}");
            assert_eq!(ask(&index, "SELECT ?o { GRAPH ?g { <http://e/s> <http://e/p> ?o } }").1.len(), 1, "{number}");
        }
    }
}

#[test]
fn dead_quads_are_given_back() {
    let index = Index::new().unwrap();
    for round in 0..20 {
        let triples = numbers(4_000).replace("ex.org/s", &format!("ex.org/r{round}s"));
        index.replace(&[("http://ex.org/g", triples.as_bytes())]).unwrap();
        assert!(index.counts().dead_quads <= DEAD_FLOOR + 8_000);
    }
    assert!(index.counts().rebuilds >= 4);
    assert_eq!(index.counts().triples, 4_000);
    assert_eq!(ask(&index, "SELECT * { ?s ?p ?o }").1.len(), 4_000);
}

#[test]
fn checks_do_not_change_answers() {
    let index = index_of(40);
    let queries = [
        "SELECT ?s { ?s ex:p1 ?o . ?t ex:p2 ?u FILTER(?o < ?u) } ORDER BY DESC(?s)",
        "SELECT ?s (COUNT(?t) AS ?n) { ?s ex:p1 ?o OPTIONAL { ?t ex:p2 ?u . ?v ex:p3 ?u } } GROUP BY ?s HAVING(COUNT(?t) = 0)",
        "SELECT (CONCAT(?a, \"-\", ?b) AS ?c) { VALUES ?a { \"x\" \"y\" } VALUES ?b { \"1\" \"2\" } } ORDER BY ?c",
        "SELECT ?r { ?s ex:p1 ?o BIND(REPLACE(?o, \"1\", \"one\") AS ?r) FILTER(CONTAINS(?r, \"one\")) }",
        "SELECT ?s { ?s ?p ?o FILTER NOT EXISTS { ?s ex:p1 ?x . ?t ex:p2 ?y } }",
        "SELECT ?s { { ?s ex:p1 ?o . ?s ?p ?o } UNION { ?s ex:p2 ?o } MINUS { ?s ?p \"1\" } }",
        "SELECT DISTINCT ?p { { SELECT ?p { ?s ?p ?o } ORDER BY ?p LIMIT 20 } }",
    ];
    for query in queries {
        let (outcome, mut found) = ask(&index, query);
        outcome.unwrap();
        let mut plain = without_checks(&index, query);
        assert!(!plain.is_empty(), "{query}");
        if !query.contains("ORDER BY") {
            found.sort();
            plain.sort();
        }
        assert_eq!(found, plain, "{query}");
    }
    assert_eq!(ask(&index, "SELECT (CONCAT(\"a\"@en, \"b\"@en) AS ?c) {}").1[0][0], "\"ab\"@en");
}

#[test]
fn a_text_that_doubles_is_stopped_by_memory() {
    let mut query = "SELECT * { BIND(\"0123456789\" AS ?v0) ".to_owned();
    (1..60).for_each(|at| write!(query, "BIND(CONCAT(?v{}, ?v{}) AS ?v{at}) ", at - 1, at - 1).unwrap());
    let index = index_of(1);
    assert_eq!(ask_within(&index, &(query + "}"), 64 << 20).0.unwrap_err().status, Status::TooLarge);
    let nested = (0..6).fold("\"0123456789\"".to_owned(), |text, _| format!("REPLACE({text}, \".\", \"aaaaaaaaaa\")"));
    assert_eq!(
        ask_within(&index, &format!("SELECT ({nested} AS ?x) {{}}"), 64 << 20).0.unwrap_err().status,
        Status::TooLarge
    );
}

#[test]
fn entities_that_grow_are_refused_where_they_do() {
    let names = ["a", "b", "c", "d", "e", "f", "g", "h"];
    let mut text = "<!DOCTYPE l [\n<!ENTITY a \"aaaaaaaaaa\">\n".to_owned();
    for pair in names.windows(2) {
        writeln!(text, "<!ENTITY {} \"{}\">", pair[1], format!("&{};", pair[0]).repeat(10)).unwrap();
    }
    text += "]><l>&h;</l>";
    let failure = check_entities(text.as_bytes(), 1 << 20).unwrap_err();
    assert_eq!((failure.status, failure.line, failure.column), (Status::TooLarge, 7, 1));
    let again = "<!ENTITY a \"&a;&a;\">".repeat(40);
    assert!(check_entities(format!("<!ENTITY a \"x\">{again}").as_bytes(), 1 << 20).is_err());
    let often = format!("<!ENTITY a \"{}\"><l>{}</l>", "x".repeat(10_000), "&a;".repeat(10_000));
    assert!(check_entities(often.as_bytes(), 1 << 20).is_err());
    check_entities(often.as_bytes(), 1 << 27).unwrap();
    let plain =
        "<!ENTITY owl \"http://www.w3.org/2002/07/owl#\"><!ENTITY % x SYSTEM 'y'><l a=\"&owl;A\">&lt;&#38;&no</l>&";
    check_entities(plain.as_bytes(), 1 << 10).unwrap();
    assert!((0..text.len()).all(|end| check_entities(&text.as_bytes()[..end], 1 << 30).is_ok()));
}
