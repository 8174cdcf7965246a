//! Blank nodes become IRIs: prefix + ordinal by first appearance.

use kilograph_boundary::failure::{Failure, Outcome, Status};
use oxigraph::model::{BlankNode, NamedNode};
use std::collections::HashMap;

pub struct Skolemizer<'a> {
    prefix: &'a str,
    names: HashMap<BlankNode, String>,
}

impl<'a> Skolemizer<'a> {
    pub fn new(prefix: &'a str) -> Outcome<Self> {
        if !prefix.is_empty() {
            NamedNode::new(format!("{prefix}1")).map_err(|error| {
                Failure::new(Status::Usage, format!("the skolem prefix {prefix:?} does not begin an IRI: {error}"))
            })?;
        }
        Ok(Self { prefix, names: HashMap::new() })
    }

    /// Gives the node its name, if it has none.
    pub fn note(&mut self, node: &BlankNode) -> Outcome<()> {
        if self.prefix.is_empty() {
            return Err(Failure::new(Status::BadInput, "the document has a blank node")
                .expected("IRIs only")
                .advice("Give a prefix for the IRIs of blank nodes."));
        }
        if !self.names.contains_key(node) {
            let name = format!("{}{}", self.prefix, self.names.len() + 1);
            self.names.insert(node.clone(), name);
        }
        Ok(())
    }

    /// The name of a node that was noted.
    pub fn name(&self, node: &BlankNode) -> &str {
        &self.names[node]
    }
}
