// The first byte chooses the syntax, the rest is the document: an error with a message, or triples
// that N-Triples give back unchanged.
#include <cstdlib>

#include "knowledge/rdf/ntriples.hpp"
#include "knowledge/rdf/parser.hpp"

using namespace kilograph;
using namespace kilograph::knowledge::rdf;

namespace {

constexpr Syntax kSyntaxes[] = {Syntax::turtle, Syntax::ntriples, Syntax::nquads,
                                Syntax::trig,   Syntax::rdfxml,   Syntax::jsonld};

ParseOptions fuzz_options() {
  ParseOptions options;
  options.base_iri = "http://base/";
  options.skolem_prefix = "urn:sk:";
  options.contexts.push_back({"https://c/1", view_of(R"({"@context": {"@vocab": "http://e/", "id": "@id"}})")});
  options.max_bytes = 1 << 20;
  options.max_depth = 32;
  options.max_quads = 10'000;
  return options;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const Syntax syntax = kSyntaxes[data[0] % std::size(kSyntaxes)];
  const auto graph = parse_triples({data + 1, size - 1}, syntax, fuzz_options());
  if (!graph) {
    if (graph.error().message.empty() || graph.error().kind == ErrorKind::internal) std::abort();
    return 0;
  }
  ParseOptions plain;
  plain.max_bytes = 64 << 20;
  const auto again = parse_triples(view_of(to_ntriples(*graph)), Syntax::ntriples, plain);
  if (!again || *again != *graph) std::abort();
  return 0;
}
