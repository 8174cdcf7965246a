// The door for .tflite files (docs/formats/tflite.md).
#pragma once

#include <string_view>

#include "base/result.hpp"
#include "domain/model.hpp"
#include "ingest/document.hpp"

namespace kilograph::ingest {

// Whether the bytes carry the identifier of a .tflite file ("TFL3" at byte 4).
bool has_tflite_identifier(ByteView bytes);

// The model that the bytes hold, every index and count of it checked. `name` becomes Model::name
// as it is; callers pass the file's name without folder and extension. Unknown operators and
// custom ones are kept by code and name.
// Errors: bad_input, naming subgraph, tensor or operator by index and name; unsupported (schema
// version, weights in another file); too_large (beyond `limits`, or more tables than fit the
// memory bound). Takes time in proportion to the file and memory of at most
// unfolding_bytes(file) (base/memory_budget.hpp); inspect::facts_of of the result takes as much again at most.
Result<domain::Model> read_model(ByteView bytes, std::string_view name, const Limits& limits);

}  // namespace kilograph::ingest
