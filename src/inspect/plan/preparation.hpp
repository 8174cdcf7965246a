// What the runtime allocates for good before the first run, in its order.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/model.hpp"
#include "inspect/plan/kernel_view.hpp"
#include "inspect/plan/lifetimes.hpp"
#include "inspect/plan/offline_plan.hpp"

namespace kilograph::inspect::plan_detail {

struct Preparation {
  std::vector<TailItem> items;
  std::uint64_t tail_bytes = 0;
  std::uint64_t tail_bytes_while_planning = 0;  // before graph inputs and outputs are allocated
  std::vector<ScratchRequest> scratch;          // ordered by subgraph and operator
  std::optional<OfflinePlan> offline;           // the file's own plan of the arena
  std::vector<std::string> doubts;              // each once
  std::vector<std::string> missing;             // each once; with any, no figure holds
  std::uint64_t doubtful_tail_bytes = 0;        // the tail may be off by so much either way
  bool doubtful_scratch = false;                // the scratch of some operator rests on the source alone
};

// Every operator of the model must be registered.
Preparation prepare(const domain::Model& model, const ResolvedTarget& target);

}  // namespace kilograph::inspect::plan_detail
