#include "knowledge/rdf/parser.hpp"

#include "engine/error.hpp"
#include "engine/rdf.h"

namespace kilograph::knowledge::rdf {
namespace {

KgSyntax number_of(Syntax syntax) {
  switch (syntax) {
    case Syntax::turtle: return KG_TURTLE;
    case Syntax::ntriples: return KG_NTRIPLES;
    case Syntax::nquads: return KG_NQUADS;
    case Syntax::trig: return KG_TRIG;
    case Syntax::rdfxml: return KG_RDFXML;
    case Syntax::jsonld: return KG_JSONLD;
  }
  return KG_TURTLE;
}

Term term_of(const KgTerm& term) {
  return {term.kind == KG_TERM_LITERAL ? Term::Kind::literal : Term::Kind::iri, engine::string(term.value),
          engine::string(term.datatype), engine::string(term.language)};
}

Triple triple_of(const KgQuad& quad) {
  return {iri(engine::string(quad.subject)), iri(engine::string(quad.predicate)), term_of(quad.object)};
}

template <class Statements>
struct Receiver {
  Statements statements{};
  std::vector<std::string>* unknown_contexts = nullptr;
};

int keep_quad(void* receiver, const KgQuad* quad) {
  return engine::kept([&] {
    auto& quads = static_cast<Receiver<std::vector<Quad>>*>(receiver)->statements;
    quads.push_back({triple_of(*quad), engine::string(quad->graph)});
  });
}

int keep_triple(void* receiver, const KgQuad* quad) {
  return engine::kept([&] { static_cast<Receiver<Graph>*>(receiver)->statements.push_back(triple_of(*quad)); });
}

template <class Statements>
int keep_context(void* receiver, KgText url) {
  return engine::kept(
      [&] { static_cast<Receiver<Statements>*>(receiver)->unknown_contexts->push_back(engine::string(url)); });
}

template <class Statements>
Result<Statements> run(ByteView document, Syntax syntax, const ParseOptions& options, KgQuadCallback callback) {
  Receiver<Statements> receiver{{}, options.unknown_contexts};
  std::vector<KgContext> contexts;
  contexts.reserve(options.contexts.size());
  for (const Context& context : options.contexts) {
    contexts.push_back({engine::text(context.url), engine::text(context.document)});
  }
  const KgParseOptions given{engine::text(options.base_iri),
                             engine::text(options.skolem_prefix),
                             contexts.data(),
                             contexts.size(),
                             options.max_bytes,
                             options.max_depth,
                             options.max_quads,
                             options.unknown_contexts == nullptr ? nullptr : keep_context<Statements>};
  KgError* error = nullptr;
  const KgStatus status = kg_rdf_parse(engine::text(document), number_of(syntax), &given, callback, &receiver, &error);
  if (status == KG_OK) return std::move(receiver.statements);
  if (status == KG_STOPPED) {
    kg_error_free(error);
    return fail(ErrorKind::too_large, "the document's statements do not fit into memory");
  }
  Error failure = engine::take_error(status, error);
  if (failure.message.find("remote context, threshold") != std::string::npos) {
    failure.message = "contexts use each other in a circle or too deep";
    failure.expected = "at most 8 after each other";
    failure.advice = "Put the terms of several into one context.";
  }
  return fail(std::move(failure));
}

}  // namespace

Result<std::vector<Quad>> parse(ByteView document, Syntax syntax, const ParseOptions& options) {
  return run<std::vector<Quad>>(document, syntax, options, keep_quad);
}

Result<Graph> parse_triples(ByteView document, Syntax syntax, const ParseOptions& options) {
  return run<Graph>(document, syntax, options, keep_triple);
}

}  // namespace kilograph::knowledge::rdf
