// Signatures and metadata: what a file says about itself beside the graph.
#pragma once

#include <vector>

#include "domain/model.hpp"
#include "ingest/tflite/model_file.hpp"

namespace kilograph::ingest::tflite {

// Named ways to call a subgraph. Errors: bad_input naming signature and tensor.
Result<std::vector<domain::Signature>> read_signatures(const ModelFile& file);

// Entries by name with the bytes of their buffers; packed metadata is one of them.
Result<std::vector<domain::MetadataEntry>> read_metadata(const ModelFile& file);

}  // namespace kilograph::ingest::tflite
