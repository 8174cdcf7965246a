#include "inspect/plan/old_runtime.hpp"

#include <algorithm>

#include "inspect/plan/operator_table.hpp"
#include "inspect/plan/refusals.hpp"

namespace kilograph::inspect::plan_detail {
namespace {

constexpr std::int64_t kBytesATensor = 88;
constexpr std::int64_t kBytesAQuantizedTensor = 28;
constexpr std::int64_t kBytesAScale = 4;
constexpr std::int64_t kFittedBytes = -456;
constexpr std::uint64_t kParts = 1000;
constexpr std::uint64_t kDoubtfulParts = 7;  // 0.7 %

ByteRange within_doubt(std::int64_t bytes) {
  const std::uint64_t best = static_cast<std::uint64_t>(std::max<std::int64_t>(bytes, 0));
  const std::uint64_t doubt = (best * kDoubtfulParts + kParts - 1) / kParts;
  return {best, best - doubt, best + doubt};
}

std::int64_t added_bytes(const domain::Model& model) {
  std::int64_t bytes = kFittedBytes;
  for (const domain::Subgraph& subgraph : model.subgraphs) {
    for (const domain::Tensor& tensor : subgraph.tensors) {
      bytes += kBytesATensor;
      if (tensor.scales.empty()) continue;
      bytes += kBytesAQuantizedTensor + kBytesAScale * static_cast<std::int64_t>(tensor.scales.size());
    }
  }
  return bytes;
}

}  // namespace

std::vector<std::string> old_runtime_refusals(const domain::Model& model) {
  std::vector<std::string> reasons;
  for (const OperatorNeed& need : operator_needs(model)) {
    if (!need.registered) reasons.push_back(need.name + " is no operator of this runtime");
  }
  return reasons;
}

void age(const domain::Model& model, MemoryPlan& plan) {
  Arena& arena = *plan.arena;
  const std::int64_t added = added_bytes(model);
  arena.used = within_doubt(static_cast<std::int64_t>(arena.used.best) + added);
  arena.head = within_doubt(static_cast<std::int64_t>(arena.head.best));
  arena.tail = within_doubt(static_cast<std::int64_t>(arena.tail.best) + added);
  arena.minimum = within_doubt(
      std::max(static_cast<std::int64_t>(arena.minimum.best) + added, static_cast<std::int64_t>(arena.used.best)));
  arena.tail_items.clear();
  plan.doubts.insert(plan.doubts.begin(),
                     "the runtime of 2021 is planned by a rule fitted to the 23 published figures, within 0.7 %");
}

}  // namespace kilograph::inspect::plan_detail
