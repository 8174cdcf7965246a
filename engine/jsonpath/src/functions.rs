//! `match` and `search` of RFC 9535, sections 2.4.6 and 2.4.7, with expressions that are compiled
//! once a thread instead of once a node.

use regex::{Regex, RegexBuilder};
use serde_json::Value;
use serde_json_path::functions::{LogicalType, ValueType};
use std::cell::RefCell;
use std::collections::HashMap;

const MOST_KEPT: usize = 64;
const COMPILED_BYTES: usize = 1 << 20;

thread_local! {
    static COMPILED: RefCell<HashMap<String, Option<Regex>>> = RefCell::new(HashMap::new());
}

/// Called so that the linker keeps this module, whose functions nobody names: they register themselves.
#[inline(never)]
pub fn register() {
    std::hint::black_box(());
}

#[serde_json_path::function(name = "match")]
fn match_whole(value: ValueType, expression: ValueType) -> LogicalType {
    found(&value, &expression, |text| format!("^({text})$"))
}

#[serde_json_path::function(name = "search")]
fn search_within(value: ValueType, expression: ValueType) -> LogicalType {
    found(&value, &expression, |text| format!("({text})"))
}

/// No: what is no text, and what is no regular expression (RFC 9485).
fn found(value: &ValueType, expression: &ValueType, whole: impl Fn(&str) -> String) -> LogicalType {
    let (Some(Value::String(text)), Some(Value::String(expression))) = (value.as_value(), expression.as_value()) else {
        return LogicalType::False;
    };
    let expression = whole(expression);
    COMPILED.with_borrow_mut(|kept| {
        if kept.len() >= MOST_KEPT && !kept.contains_key(&expression) {
            kept.clear();
        }
        let compiled = kept.entry(expression).or_insert_with_key(|expression| {
            RegexBuilder::new(expression).crlf(true).size_limit(COMPILED_BYTES).build().ok()
        });
        compiled.as_ref().is_some_and(|compiled| compiled.is_match(text)).into()
    })
}
