// JSON that the tables take for a Thing Description of the regular shape: a full JSON-LD processor takes it too,
// and makes the same graph of it.
#include <cstdlib>
#include <iostream>

#include "../knowledge/canonical_graph.hpp"
#include "knowledge/ontology.hpp"
#include "knowledge/rdf/parser.hpp"
#include "knowledge/thing/mapper.hpp"

using namespace kilograph;
using namespace kilograph::knowledge;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string base = "https://base.example/td/", skolem = "https://base.example/td#n";
  const auto document = json::parse(text_of({data, size}), {.bytes = 1 << 16, .depth = 32});
  if (!document) return 0;
  const auto tables = thing::mapped(document->root(), base, skolem);
  if (!tables) return 0;
  rdf::ParseOptions options;
  options.base_iri = base;
  options.skolem_prefix = skolem;
  options.contexts = known_contexts();
  const auto processor = rdf::parse_triples({data, size}, rdf::Syntax::jsonld, options);
  if (!processor) {
    std::cerr << "the processor alone refuses it: " << processor.error().to_text() << "\n";
    std::abort();
  }
  if (tests::canonical(*tables, skolem) != tests::canonical(*processor, skolem)) {
    std::cerr << "the graphs differ\n";
    std::abort();
  }
  return 0;
}
