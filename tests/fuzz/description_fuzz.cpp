// Any bytes as RDF (JSON-LD where they begin like JSON, else Turtle) are an error with a message,
// or documents whose triples parse and whose facts come back from them.
#include <cstdlib>

#include "knowledge/graph/graph.hpp"
#include "knowledge/intake.hpp"
#include "knowledge/part_sources.hpp"

namespace {

using namespace kilograph;

void check(const knowledge::Document& document) {
  const auto triples = knowledge::rdf::parse_triples(view_of(document.triples), knowledge::rdf::Syntax::ntriples, {});
  if (!triples || document.entity.empty() || document.iri.empty()) std::abort();
  const auto* device = std::get_if<domain::DeviceFacts>(&document.facts);
  const std::size_t sources = knowledge::part_sources(document).sensors.size();
  if (sources != 0 && (!device || sources != device->sensors.size())) std::abort();
  if (document.derived_from.empty()) return;
  const auto found = knowledge::graph::entities_in(*triples);
  if (!found) std::abort();
  for (const auto& entity : *found) {
    if (entity.iri == document.entity && entity.kind == document.kind) return;
  }
  std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const bool is_json = size > 0 && (data[0] == '{' || data[0] == '[');
  const ByteView bytes(data, size);
  const knowledge::Origin origin{sha256(bytes), "file", "text/turtle"};
  const auto syntax = is_json ? knowledge::rdf::Syntax::jsonld : knowledge::rdf::Syntax::turtle;
  const auto intake = knowledge::documents_from_rdf(origin, bytes, syntax, "");
  if (!intake) {
    if (intake.error().message.empty()) std::abort();
    return 0;
  }
  for (const auto& document : intake->documents) check(document);
  return 0;
}
