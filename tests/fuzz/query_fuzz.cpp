// Any text is an answer or an error with a message, within its limits; the index stays as it was.
#include <cstdlib>

#include "base/bytes.hpp"
#include "knowledge/index/sparql_index.hpp"

using namespace kilograph;
using namespace kilograph::knowledge::index;

namespace {

SparqlIndex small_index() {
  auto index = SparqlIndex::create();
  std::string triples;
  for (int i = 0; i < 20; ++i) {
    triples += "<http://e/s" + std::to_string(i) + "> <http://e/p" + std::to_string(i % 3) + "> \"" +
               std::to_string(i) + "\"^^<http://www.w3.org/2001/XMLSchema#integer> .\n";
  }
  if (!index || !index->replace_graph("http://e/g", triples)) std::abort();
  return std::move(*index);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const SparqlIndex index = small_index();
  QueryOptions options;
  options.time_ms = 100;
  options.max_rows = 1'000;
  options.max_bytes = 64 << 20;
  options.prefixes = {{"e", "http://e/"}};
  const auto answer = index.query(text_of({data, size}), options);
  if (answer ? answer->row_count > options.max_rows : answer.error().message.empty()) std::abort();
  if (!answer && answer.error().kind == ErrorKind::internal) std::abort();
  if (index.counts().live_quads != 20) std::abort();
  return 0;
}
