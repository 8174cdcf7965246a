// Whether the operators can run in the order of the file.
#pragma once

#include "base/result.hpp"
#include "domain/model.hpp"

namespace kilograph::ingest::tflite {

// Every tensor that an operator reads, and every output of the subgraph, was made before: it is a
// constant, a variable, an input, without elements, or the output of an earlier operator; and no
// operator writes a constant, an input, or what another one wrote. Custom and unknown operators
// may read tensors that nobody made: what such inputs mean is their own affair (Ethos-U binaries
// are given their scratch memory so). Errors: bad_input naming operator and tensor.
Result<void> check_data_flow(const domain::Subgraph& subgraph);

// No subgraph calls itself, directly or by others. `subgraphs` has valid indices only.
// Errors: bad_input naming the subgraph and operator that close the circle.
Result<void> check_calls(const std::vector<domain::Subgraph>& subgraphs);

}  // namespace kilograph::ingest::tflite
