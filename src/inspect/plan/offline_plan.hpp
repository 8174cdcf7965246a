// The plan of the arena that a model's file may carry ("OfflineMemoryAllocation" metadata).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/model.hpp"

namespace kilograph::inspect::plan_detail {

// Words of the metadata: version, subgraph, number of tensors, then an offset a tensor, -1 for one
// that the runtime shall place. The runtime reads the number and the offsets, and takes the same
// offsets for every subgraph (tensor i of each).
struct OfflinePlan {
  std::vector<std::int64_t> offsets;  // by tensor index; -1: not planned
  std::string refusal;                // why the runtime does not take it; empty: it does
  std::string unknown;                // why it starts and no figure holds; empty: figures hold
};

// Nothing where the model carries none; of several the last one, and the refusal of any.
std::optional<OfflinePlan> offline_plan_of(const domain::Model& model);

// Whether it places the tensors of this index. A variable tensor that it places lies with the others; else it lasts.
bool places(const std::optional<OfflinePlan>& plan, std::size_t tensor);

}  // namespace kilograph::inspect::plan_detail
