use crate::syntax_error::explain;
#[test]
fn show() {
    for q in ["SELECT ?x WHERE { ?x a foo:Bar }", "SELEC ?x", "SELECT ?x WHERE { ?x a }", "SELECT ?x\nWHERE {\n ?x a <http://a> . FILTER(?x > ) }", "SELECT ?x WHERE { ?x <a b> ?y }", "", "SELECT ?x WHERE { ?x ?y ?z", "SELECT ?x (COUNT(*) AS ?n) WHERE { ?x ?y ?z }", "SELECT ?x WHERE { ?x ?y 'abc }", "SELECT ?x WHERE { ?x ?y ?z } GROUP ?x", "SELECT (?x AS ?x) WHERE { ?x ?y ?z }","SELECT * WHERE { ?x <rel> ?z }","ASK { \"é\" a } "] {
        let e = explain(&spargebra::SparqlParser::new(), q);
        println!("{q:?}\n   {}:{} {} | {} | {}", e.line, e.column, e.message, e.expected, e.advice);
    }

}
