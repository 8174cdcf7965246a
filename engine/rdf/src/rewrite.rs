//! Puts the watch's checks into a query.
//!
//! The evaluator looks at its cancellation token only when it reads a quad. Joins of what it has
//! read already, sorting and texts that double know no limit, so the query is rewritten to call a
//! check of ours, which gives no value: as a BIND that binds nothing under each projection, grouping
//! and side branch; as `COALESCE(check, …)` in filters on joins and in ORDER BY. Two more stand around
//! what CONCAT and REPLACE take. The meaning of the query stays.

use crate::watch::Watch;
use kilograph_boundary::failure::{Failure, Outcome, Status};
use oxigraph::model::{NamedNode, Term, Variable};
use oxigraph::sparql::SparqlEvaluator;
use spargebra::Query;
use spargebra::algebra::{
    AggregateExpression, Expression, Function, GraphPattern, OrderExpression, PropertyPathExpression,
};
use std::sync::Arc;

/// Planning takes the fourth power of the patterns that are joined with each other, and cannot be
/// stopped: a hundred take a second. So do three hundred patterns in all, by the third power.
pub const MAX_JOINED: usize = 100;
pub const MAX_PATTERNS: usize = 300;

const UNBOUND: &str = "urn:kilograph:check:unbound";
const JOINED: &str = "urn:kilograph:check:joined";
const SHORT: &str = "urn:kilograph:check:short";

/// An evaluator that knows the functions which `rewrite` puts in.
pub fn evaluator(watch: &Arc<Watch>) -> SparqlEvaluator {
    let name = |iri| NamedNode::new_unchecked(iri);
    let (unbound, joined, short) = (Arc::clone(watch), Arc::clone(watch), Arc::clone(watch));
    SparqlEvaluator::new()
        .with_cancellation_token(watch.token.clone())
        .with_custom_function(name(UNBOUND), move |_| {
            unbound.check();
            None
        })
        .with_custom_function(name(JOINED), move |terms| {
            joined.check_text(terms.first().map_or(0, text_bytes));
            terms.first().cloned()
        })
        .with_custom_function(name(SHORT), move |terms| {
            if terms.first().map_or(0, text_bytes) > short.longest_text() {
                short.out_of_memory();
            }
            terms.first().cloned()
        })
}

fn text_bytes(term: &Term) -> u64 {
    match term {
        Term::Literal(literal) => literal.value().len() as u64,
        _ => 0,
    }
}

/// The same query with checks. Errors: unsupported (SERVICE), too_large (triple patterns).
pub fn rewrite(query: Query) -> Outcome<Query> {
    let mut rewriter = Rewriter { fresh: 0, patterns: 0, failure: None };
    let query = match query {
        Query::Select { dataset, pattern, base_iri } => {
            Query::Select { dataset, pattern: rewriter.pattern(pattern), base_iri }
        }
        Query::Construct { template, dataset, pattern, base_iri } => {
            Query::Construct { template, dataset, pattern: rewriter.branch(pattern), base_iri }
        }
        Query::Describe { dataset, pattern, base_iri } => {
            Query::Describe { dataset, pattern: rewriter.pattern(pattern), base_iri }
        }
        Query::Ask { dataset, pattern, base_iri } => {
            Query::Ask { dataset, pattern: rewriter.branch(pattern), base_iri }
        }
    };
    rewriter.failure.map_or(Ok(query), Err)
}

struct Rewriter {
    fresh: usize,
    patterns: usize,
    failure: Option<Failure>,
}

impl Rewriter {
    fn pattern(&mut self, pattern: GraphPattern) -> GraphPattern {
        if joined(&pattern) > MAX_JOINED {
            self.refuse(format!("the query joins more than {MAX_JOINED} triple patterns with each other"));
        }
        use GraphPattern as P;
        match pattern {
            P::Bgp { patterns } => {
                self.count(patterns.len());
                P::Bgp { patterns }
            }
            P::Path { ref path, .. } => {
                self.count(steps(path));
                pattern
            }
            P::Values { .. } => pattern,
            P::Join { left, right } => {
                let joins_lists = has_values(&left) || has_values(&right);
                let join = P::Join { left: self.boxed(*left), right: self.boxed(*right) };
                if joins_lists { self.checked(join) } else { join }
            }
            P::LeftJoin { left, right, expression } => P::LeftJoin {
                left: self.boxed(*left),
                right: Box::new(self.branch(*right)),
                expression: expression.map(|expression| first_checked(self.expression(expression))),
            },
            P::Lateral { left, right } => P::Lateral { left: self.boxed(*left), right: Box::new(self.branch(*right)) },
            P::Filter { expr, inner } => {
                let inner = self.boxed(*inner);
                let expr = self.expression(expr);
                let expr = if is_joined(&inner) { checked_conjuncts(expr) } else { expr };
                P::Filter { expr, inner }
            }
            P::Union { left, right } => {
                P::Union { left: Box::new(self.branch(*left)), right: Box::new(self.branch(*right)) }
            }
            P::Graph { name, inner } => P::Graph { name, inner: self.boxed(*inner) },
            P::Extend { inner, variable, expression } => {
                P::Extend { inner: self.boxed(*inner), variable, expression: self.expression(expression) }
            }
            P::Minus { left, right } => P::Minus { left: self.boxed(*left), right: Box::new(self.branch(*right)) },
            P::OrderBy { inner, expression } => P::OrderBy {
                inner: Box::new(self.branch(*inner)),
                expression: expression.into_iter().map(|key| self.order(key)).collect(),
            },
            P::Project { inner, variables } => P::Project { inner: Box::new(self.branch(*inner)), variables },
            P::Distinct { inner } => P::Distinct { inner: self.boxed(*inner) },
            P::Reduced { inner } => P::Reduced { inner: self.boxed(*inner) },
            P::Slice { inner, start, length } => P::Slice { inner: self.boxed(*inner), start, length },
            P::Group { inner, variables, aggregates } => P::Group {
                inner: Box::new(self.branch(*inner)),
                variables,
                aggregates: aggregates.into_iter().map(|(name, aggregate)| (name, self.aggregate(aggregate))).collect(),
            },
            P::Service { .. } => {
                self.failure.get_or_insert_with(|| {
                    Failure::new(Status::Unsupported, "SERVICE is refused: nothing here touches the network")
                        .advice("Import the other graph, and ask without SERVICE.")
                });
                pattern
            }
        }
    }

    fn boxed(&mut self, pattern: GraphPattern) -> Box<GraphPattern> {
        Box::new(self.pattern(pattern))
    }

    /// A pattern each of whose solutions is checked on its way out, unless it is simple or is
    /// checked by its own projection or grouping.
    fn branch(&mut self, pattern: GraphPattern) -> GraphPattern {
        let simple = match &pattern {
            GraphPattern::Bgp { patterns } => patterns.len() < 2,
            GraphPattern::Path { .. } | GraphPattern::Values { .. } | GraphPattern::OrderBy { .. } => true,
            _ => false,
        };
        let pattern = self.pattern(pattern);
        if simple { pattern } else { self.checked(pattern) }
    }

    fn checked(&mut self, inner: GraphPattern) -> GraphPattern {
        self.fresh += 1;
        GraphPattern::Extend {
            inner: Box::new(inner),
            variable: Variable::new_unchecked(format!("kilograph_check_{}", self.fresh)),
            expression: call(UNBOUND, vec![]),
        }
    }

    fn count(&mut self, patterns: usize) {
        self.patterns += patterns;
        if self.patterns > MAX_PATTERNS {
            self.refuse(format!("the query has more than {MAX_PATTERNS} triple patterns"));
        }
    }

    fn refuse(&mut self, message: String) {
        self.failure.get_or_insert_with(|| {
            Failure::new(Status::TooLarge, message).advice("Split the query; long lists belong into VALUES.")
        });
    }

    fn order(&mut self, key: OrderExpression) -> OrderExpression {
        let mut check = |key| first_checked(self.expression(key));
        match key {
            OrderExpression::Asc(key) => OrderExpression::Asc(check(key)),
            OrderExpression::Desc(key) => OrderExpression::Desc(check(key)),
        }
    }

    fn aggregate(&mut self, aggregate: AggregateExpression) -> AggregateExpression {
        match aggregate {
            AggregateExpression::FunctionCall { name, expr, distinct } => {
                AggregateExpression::FunctionCall { name, expr: self.expression(expr), distinct }
            }
            AggregateExpression::CountSolutions { .. } => aggregate,
        }
    }

    fn expression(&mut self, expression: Expression) -> Expression {
        use Expression as E;
        let mut two =
            |left: Box<E>, right: Box<E>| (Box::new(self.expression(*left)), Box::new(self.expression(*right)));
        match expression {
            E::NamedNode(_) | E::Literal(_) | E::Variable(_) | E::Bound(_) => expression,
            E::Or(a, b) => pair(E::Or, two(a, b)),
            E::And(a, b) => pair(E::And, two(a, b)),
            E::Equal(a, b) => pair(E::Equal, two(a, b)),
            E::SameTerm(a, b) => pair(E::SameTerm, two(a, b)),
            E::Greater(a, b) => pair(E::Greater, two(a, b)),
            E::GreaterOrEqual(a, b) => pair(E::GreaterOrEqual, two(a, b)),
            E::Less(a, b) => pair(E::Less, two(a, b)),
            E::LessOrEqual(a, b) => pair(E::LessOrEqual, two(a, b)),
            E::Add(a, b) => pair(E::Add, two(a, b)),
            E::Subtract(a, b) => pair(E::Subtract, two(a, b)),
            E::Multiply(a, b) => pair(E::Multiply, two(a, b)),
            E::Divide(a, b) => pair(E::Divide, two(a, b)),
            E::UnaryPlus(a) => E::UnaryPlus(Box::new(self.expression(*a))),
            E::UnaryMinus(a) => E::UnaryMinus(Box::new(self.expression(*a))),
            E::Not(a) => E::Not(Box::new(self.expression(*a))),
            E::In(a, list) => E::In(Box::new(self.expression(*a)), self.expressions(list)),
            E::Exists(pattern) => E::Exists(Box::new(self.branch(*pattern))),
            E::If(test, a, b) => {
                let (a, b) = two(a, b);
                E::If(Box::new(self.expression(*test)), a, b)
            }
            E::Coalesce(list) => E::Coalesce(self.expressions(list)),
            E::FunctionCall(function, arguments) => {
                let arguments = self.expressions(arguments);
                let guarded = match function {
                    Function::Concat => arguments.into_iter().map(|text| call(JOINED, vec![text])).collect(),
                    Function::Replace => arguments.into_iter().map(|text| call(SHORT, vec![text])).collect(),
                    _ => arguments,
                };
                E::FunctionCall(function, guarded)
            }
        }
    }

    fn expressions(&mut self, list: Vec<Expression>) -> Vec<Expression> {
        list.into_iter().map(|expression| self.expression(expression)).collect()
    }
}

fn pair(
    make: fn(Box<Expression>, Box<Expression>) -> Expression,
    (a, b): (Box<Expression>, Box<Expression>),
) -> Expression {
    make(a, b)
}

fn call(function: &str, arguments: Vec<Expression>) -> Expression {
    Expression::FunctionCall(Function::Custom(NamedNode::new_unchecked(function)), arguments)
}

/// Patterns that the planner orders together.
fn joined(pattern: &GraphPattern) -> usize {
    match pattern {
        GraphPattern::Bgp { patterns } => patterns.len(),
        GraphPattern::Path { path, .. } => steps(path),
        GraphPattern::Join { left, right }
        | GraphPattern::LeftJoin { left, right, .. }
        | GraphPattern::Lateral { left, right } => joined(left) + joined(right),
        GraphPattern::Filter { inner, .. } | GraphPattern::Extend { inner, .. } | GraphPattern::Graph { inner, .. } => {
            joined(inner)
        }
        _ => 1,
    }
}

fn steps(path: &PropertyPathExpression) -> usize {
    use PropertyPathExpression as P;
    match path {
        P::Sequence(a, b) | P::Alternative(a, b) => steps(a) + steps(b),
        P::Reverse(path) | P::ZeroOrMore(path) | P::OneOrMore(path) | P::ZeroOrOne(path) => steps(path),
        P::NamedNode(_) | P::NegatedPropertySet(_) => 1,
    }
}

fn has_values(pattern: &GraphPattern) -> bool {
    match pattern {
        GraphPattern::Values { bindings, .. } => bindings.len() > 1,
        GraphPattern::Join { left, right } => has_values(left) || has_values(right),
        _ => false,
    }
}

/// Whether a filter on this sees solutions that the evaluator makes without reading a quad for each.
fn is_joined(inner: &GraphPattern) -> bool {
    match inner {
        GraphPattern::Bgp { patterns } => patterns.len() > 1,
        GraphPattern::Join { .. } | GraphPattern::LeftJoin { .. } | GraphPattern::Lateral { .. } => true,
        GraphPattern::Extend { inner, .. } | GraphPattern::Filter { inner, .. } => is_joined(inner),
        _ => false,
    }
}

/// The optimizer takes `&&` apart, evaluates its parts in an order of its own and stops at the first
/// that is false; so each part carries the check.
fn checked_conjuncts(expression: Expression) -> Expression {
    match expression {
        Expression::And(a, b) => Expression::And(Box::new(checked_conjuncts(*a)), Box::new(checked_conjuncts(*b))),
        part => first_checked(part),
    }
}

fn first_checked(expression: Expression) -> Expression {
    Expression::Coalesce(vec![call(UNBOUND, vec![]), expression])
}
