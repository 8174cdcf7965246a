// Tensors of a subgraph: type, shape, constant data, quantization, sparsity.
#pragma once

#include <vector>

#include "domain/model.hpp"
#include "ingest/tflite/model_file.hpp"

namespace kilograph::ingest::tflite {

// All tensors of a subgraph, each checked: dimensions of -1 or more, a number of elements that can
// be counted, constant data of exactly the size that type and shape ask for (sparse tensors and
// types without fixed size exempt). Errors: bad_input naming the tensor; unsupported for data that
// are kept in another file.
Result<std::vector<domain::Tensor>> read_tensors(const ModelFile& file, const schema::SubGraph& subgraph);

}  // namespace kilograph::ingest::tflite
