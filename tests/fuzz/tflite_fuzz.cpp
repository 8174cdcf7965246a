// The door for .tflite files: any bytes give a model whose facts can be had, or an error.
#include <cstdlib>

#include "ingest/tflite/model_reader.hpp"
#include "inspect/facts.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace kilograph;
  const auto model = ingest::read_model({data, size}, "fuzzed", {.max_bytes = 1u << 20});
  if (!model) return 0;
  const auto facts = inspect::facts_of(*model);
  std::size_t operators = 0;
  for (const domain::Subgraph& subgraph : model->subgraphs) operators += subgraph.operators.size();
  if (facts && facts->layers.size() != operators) std::abort();
  return 0;
}
