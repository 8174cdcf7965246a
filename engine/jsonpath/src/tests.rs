//! Paths over a few documents, and the shapes of paths.

use crate::documents::{Documents, Question};
use crate::shape::{Shape, shape_of};
use kilograph_boundary::failure::{Outcome, Status};
use std::time::Duration;

const A: &str = r#"{"id":"a","title":"Lamp","n":1,"actions":{"on":{"forms":[{"href":"/on"}]}}}"#;
const B: &str = r#"{"id":"b","title":"Lamp post","n":2.50,"z":null,"tags":["x","y"]}"#;

fn two() -> Documents {
    let mut documents = Documents::default();
    documents.put("b", B.as_bytes()).unwrap();
    documents.put("a", A.as_bytes()).unwrap();
    documents
}

fn ask(documents: &mut Documents, path: &str) -> Outcome<String> {
    let question = Question { path, time: Duration::from_secs(5), max_bytes: 4_096 };
    documents.ask(&question).map(|json| String::from_utf8(json).unwrap())
}

#[test]
fn paths_find_what_rfc_9535_says() {
    let whole = format!("[{A},{}]", B.replace("2.50", "2.5"));
    let cases = [
        ("$[*]", whole.as_str()),
        ("$[*].id", r#"["a","b"]"#),
        ("$.*.title", r#"["Lamp","Lamp post"]"#),
        ("$[?@.title == 'Lamp'].id", r#"["a"]"#),
        (r#"$[?@["title"]=="Lamp post" && @.n>2].n"#, "[2.5]"),
        ("$[?match(@.title, 'La.p')].id", r#"["a"]"#),
        ("$[?search(@.title, 'p.st')].id", r#"["b"]"#),
        ("$[?search(@.title, '(')].id", "[]"),
        ("$[?count(@.tags[*])==2].id", r#"["b"]"#),
        ("$[?length(@.tags)==2].tags[-1]", r#"["y"]"#),
        ("$..href", r#"["/on"]"#),
        ("$[?@..href].id", r#"["a"]"#),
        ("$[?@.z==null].id", r#"["b"]"#),
        ("$[0].id", r#"["a"]"#),
        ("$[-1:].id", r#"["b"]"#),
        ("$[1,0].id", r#"["b","a"]"#),
        ("$[?@.n==2.5,?@.n==1].id", r#"["b","a"]"#),
        ("$[?@.id=='c']", "[]"),
        ("$.id", "[]"),
    ];
    let mut documents = two();
    for (path, answer) in cases {
        assert_eq!(ask(&mut documents, path).as_deref(), Ok(answer), "{path}");
    }
}

#[test]
fn documents_are_replaced_and_removed() {
    let mut documents = two();
    documents.put("a", br#"{"id":"new"}"#).unwrap();
    documents.remove("b");
    documents.remove("c");
    assert_eq!(ask(&mut documents, "$[*].id").unwrap(), r#"["new"]"#);
    assert_eq!(documents.put("a", b"{").unwrap_err().status, Status::BadInput);
    assert_eq!(ask(&mut documents, "$[*].id").unwrap(), r#"["new"]"#);
}

#[test]
fn what_is_refused_says_why_and_loses_nothing() {
    let mut documents = two();
    let failure = ask(&mut documents, "$[?@.title=]").unwrap_err();
    assert_eq!((failure.status, failure.line), (Status::BadInput, 1));
    assert!(failure.column > 1);
    for path in ["", "title", "$.", "$[?nosuch(@)]", "$[", &"$[*]".repeat(1_000)] {
        assert!(ask(&mut documents, path).is_err(), "{path}");
    }
    for path in ["$[?@.n==$[0].n]", "$[0]..a..b", "$[?@..a[?@..b[?@..c]]]"] {
        assert_eq!(ask(&mut documents, path).unwrap_err().status, Status::Unsupported, "{path}");
    }
    for path in ["$[*]", "$[0:2]"] {
        let question = Question { path, time: Duration::from_secs(5), max_bytes: 100 };
        assert_eq!(documents.ask(&question).unwrap_err().status, Status::TooLarge);
    }
    let question = Question { path: "$[*]", time: Duration::ZERO, max_bytes: 4_096 };
    assert_eq!(documents.ask(&question).unwrap_err().status, Status::Timeout);
    assert_eq!(ask(&mut documents, "$[*].id").unwrap(), r#"["a","b"]"#);
}

#[test]
fn a_shape_is_read_outside_of_quotes() {
    let shape = |descents, absolutes, is_piecewise| Shape { descents, absolutes, is_piecewise };
    let cases = [
        ("$[*]", shape(0, 0, true)),
        (" $ [ ? @.a == ']..$,' ] .b", shape(0, 0, true)),
        ("$[?@['a','b']]", shape(0, 0, true)),
        ("$[?match(@.a,'b')]", shape(0, 0, true)),
        ("$[?@.a,?@.b]", shape(0, 0, false)),
        ("$[0]", shape(0, 0, false)),
        ("$..a", shape(1, 0, true)),
        ("$..*", shape(1, 0, false)),
        ("$..[0]", shape(1, 0, false)),
        ("$[?@..a==$..b]", shape(2, 1, false)),
        (r"$[?@.a=='\'..']", shape(0, 0, true)),
    ];
    for (path, expected) in cases {
        assert_eq!(shape_of(path), expected, "{path}");
    }
}
