// Outputs that could be written over inputs.
#pragma once

#include "domain/model.hpp"
#include "inspect/optimise/optimisation.hpp"

namespace kilograph::inspect::optimise_detail {

// Whether an operator makes each element of its output from the elements at the same place of its inputs, so that it
// may write over them where sizes are equal; RESHAPE and its like move nothing at all.
bool works_in_place(std::string_view operator_name);

// Operators of `model` whose output may take the buffer of an input: both are placed, of the same
// size in bytes, and no later step reads the input. `buffers` are those of the plan.
std::vector<InPlaceUse> in_place_uses(const domain::Model& model, const std::vector<PlannedBuffer>& buffers);

// The head by the runtime's placement, and the most bytes alive at once, when each use shares one buffer.
struct SharedHead {
  std::uint64_t head_bytes = 0;
  std::uint64_t alive_bytes = 0;
};
SharedHead shared_head(const std::vector<PlannedBuffer>& buffers, const std::vector<InPlaceUse>& uses);

}  // namespace kilograph::inspect::optimise_detail
