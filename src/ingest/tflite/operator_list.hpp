// Operators of a subgraph, in execution order.
#pragma once

#include <vector>

#include "domain/model.hpp"
#include "ingest/tflite/model_file.hpp"

namespace kilograph::ingest::tflite {

// A row of the file's list of operator kinds.
struct OperatorKind {
  std::int32_t code = 0;
  std::int32_t version = 1;
  std::string name;
};

Result<std::vector<OperatorKind>> read_kinds(const ModelFile& file);

// Errors: bad_input naming the operator, for a kind, tensor or subgraph that is not there.
Result<std::vector<domain::Operator>> read_operators(const ModelFile& file, const schema::SubGraph& subgraph,
                                                     const std::vector<OperatorKind>& kinds);

// Checks a list of tensor indices. `lowest` is -1 where an optional tensor may be left out, else 0.
Result<void> check_tensors(Elements<std::int32_t> indices, std::int32_t lowest, std::uint32_t tensor_count,
                           std::string_view what);

}  // namespace kilograph::ingest::tflite
