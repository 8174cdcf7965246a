// Model in, facts out: pure functions of the model file.
#pragma once

#include <string_view>

#include "base/result.hpp"
#include "domain/model.hpp"
#include "domain/model_facts.hpp"

namespace kilograph::inspect {

// Multiply-accumulate operations of one operator. CONV_2D: output elements · kh·kw·cin;
// DEPTHWISE_CONV_2D: output elements · kh·kw; FULLY_CONNECTED: output elements · depth;
// TRANSPOSE_CONV: input pixels · cin·kh·kw·cout; all others 0. Padding is not subtracted
// (MLPerf Tiny's way of counting). Errors: bad_input naming the tensor when a dimension that is
// needed is missing or not positive, or the product overflows.
Result<std::uint64_t> macs_of(const domain::Subgraph& subgraph, const domain::Operator& op);

// Whether an operator of this name multiplies and accumulates, but is counted as 0 by the rule above.
bool does_uncounted_work(std::string_view operator_name);

// All facts that the file holds: name, digest, sizes, MACs, parameters (constant elements read by
// operators; each constant once in all), operators with versions and counts (in order of first
// use), number formats, inputs and outputs of the main subgraph, layers in execution order over all
// subgraphs, and the program memory that the model's bytes take (MemoryRequirement without
// runtime, basis planned). Activations are tensors without constant data that have elements;
// handles (resource, variant) are no number formats, nor is what only QUANTIZE, DEQUANTIZE or CAST reads
// or writes. MACs are absent where a custom or unknown operator does work that we cannot count. Errors: those of
// macs_of, with subgraph and operator; too_large when layers would take more memory than file bytes + 8 MiB.
Result<domain::ModelFacts> facts_of(const domain::Model& model);

}  // namespace kilograph::inspect
