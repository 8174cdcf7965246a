//! Parsed documents by key, and questions about all of them.

use crate::functions;
use crate::shape::{Shape, shape_of};
use kilograph_boundary::failure::{Failure, Outcome, Status};
use serde_json::Value;
use serde_json_path::JsonPath;
use std::io::Write;
use std::mem::take;
use std::time::{Duration, Instant};

const PATH_BYTES: usize = 2_048;
const PIECEWISE_DESCENTS: usize = 2;
const WHOLE_DESCENTS: usize = 1;

#[derive(Default)]
pub struct Documents {
    keys: Vec<String>, // sorted; of the values at the same places
    values: Vec<Value>,
}

pub struct Question<'a> {
    pub path: &'a str,
    pub time: Duration,
    pub max_bytes: usize,
}

impl Documents {
    pub fn put(&mut self, key: &str, json: &[u8]) -> Outcome<()> {
        let value = serde_json::from_slice(json).map_err(|error| {
            Failure::new(Status::BadInput, format!("'{key}' is no JSON that can be searched: {error}"))
        })?;
        match self.place_of(key) {
            Ok(at) => self.values[at] = value,
            Err(at) => {
                self.keys.insert(at, key.to_owned());
                self.values.insert(at, value);
            }
        }
        Ok(())
    }

    pub fn remove(&mut self, key: &str) {
        if let Ok(at) = self.place_of(key) {
            self.keys.remove(at);
            self.values.remove(at);
        }
    }

    fn place_of(&self, key: &str) -> Result<usize, usize> {
        self.keys.binary_search_by(|kept| kept.as_str().cmp(key))
    }

    pub fn ask(&mut self, question: &Question) -> Outcome<Vec<u8>> {
        let deadline = Instant::now() + question.time;
        let path = parsed(question.path)?;
        let shape = shape_of(question.path);
        check_cost(&shape)?;
        let mut answer = Answer { json: b"[".to_vec(), max_bytes: question.max_bytes };
        if shape.is_piecewise {
            for value in &mut self.values {
                in_array_of_one(value, |array| answer.take(&path, array))?;
                if Instant::now() >= deadline {
                    return Err(
                        Failure::new(Status::Timeout, "the search took too long").advice("Ask for less, or in SPARQL.")
                    );
                }
            }
        } else {
            let array = Value::Array(take(&mut self.values));
            let taken = answer.take(&path, &array);
            if let Value::Array(values) = array {
                self.values = values;
            }
            taken?;
        }
        answer.json.push(b']');
        Ok(answer.json)
    }
}

/// The value is where it was again afterwards, also when `body` fails.
fn in_array_of_one(value: &mut Value, body: impl FnOnce(&Value) -> Outcome<()>) -> Outcome<()> {
    let array = Value::Array(vec![take(value)]);
    let result = body(&array);
    if let Value::Array(mut values) = array {
        *value = values.pop().unwrap_or_default();
    }
    result
}

fn parsed(path: &str) -> Outcome<JsonPath> {
    functions::register();
    if path.len() > PATH_BYTES {
        return Err(Failure::new(Status::TooLarge, format!("the path has {} bytes", path.len()))
            .expected(format!("at most {PATH_BYTES}")));
    }
    JsonPath::parse(path).map_err(|error| {
        let before = path.get(..error.position()).unwrap_or(path);
        Failure::new(Status::BadInput, format!("this is no JSONPath: {}", error.message()))
            .at(1, before.chars().count() as u64 + 1)
            .expected("a path of RFC 9535")
            .advice("For example: $[?@.title=='Lamp']")
    })
}

fn check_cost(shape: &Shape) -> Outcome<()> {
    let descents = if shape.is_piecewise { PIECEWISE_DESCENTS } else { WHOLE_DESCENTS };
    if shape.absolutes == 0 && shape.descents <= descents {
        return Ok(());
    }
    Err(Failure::new(Status::Unsupported, "this path might look at all documents for each one")
        .expected("no $ inside a filter, and at most two '..' after $[?…], $[*] or $.*, else one")
        .advice("Ask in SPARQL what compares documents with each other."))
}

struct Answer {
    json: Vec<u8>,
    max_bytes: usize,
}

impl Answer {
    fn take(&mut self, path: &JsonPath, array: &Value) -> Outcome<()> {
        for node in path.query(array) {
            if self.json.len() > 1 {
                self.json.push(b',');
            }
            serde_json::to_writer(Bounded(self), node).map_err(|_| {
                Failure::new(Status::TooLarge, "the answer is too long")
                    .expected(format!("at most {} bytes", self.max_bytes))
            })?;
        }
        Ok(())
    }
}

struct Bounded<'a>(&'a mut Answer);

impl Write for Bounded<'_> {
    fn write(&mut self, piece: &[u8]) -> std::io::Result<usize> {
        if self.0.json.len() + piece.len() > self.0.max_bytes {
            return Err(std::io::ErrorKind::FileTooLarge.into());
        }
        self.0.json.extend_from_slice(piece);
        Ok(piece.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
