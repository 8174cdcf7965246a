#include "inspect/plan/offline_plan.hpp"

#include <algorithm>

#include "inspect/plan/kernel_view.hpp"

namespace kilograph::inspect::plan_detail {
namespace {

constexpr std::string_view kName = "OfflineMemoryAllocation";
constexpr std::size_t kHeadWords = 3;
constexpr std::uint64_t kStep = 16;

OfflinePlan read(const std::vector<std::int32_t>& words, std::size_t tensor_count) {
  OfflinePlan plan;
  if (words.size() < kHeadWords) {
    plan.unknown =
        "its offline plan of the arena is cut off before its number of tensors, for which the runtime takes "
        "whatever bytes follow: it may refuse the model or place its tensors anywhere";
    return plan;
  }
  const std::int64_t stated = words[kHeadWords - 1];
  if (stated != static_cast<std::int64_t>(tensor_count)) {
    plan.refusal = "its offline plan of the arena speaks of " + std::to_string(stated) + " tensors, the model has " +
                   std::to_string(tensor_count);
    return plan;
  }
  const std::size_t held = words.size() - kHeadWords;
  if (held < tensor_count) {
    plan.unknown = "its offline plan of the arena is cut off: it holds " + std::to_string(held) + " offsets of " +
                   std::to_string(tensor_count) + ", and the runtime takes for the others whatever bytes follow";
    return plan;
  }
  plan.offsets.assign(words.begin() + kHeadWords,
                      words.begin() + static_cast<std::ptrdiff_t>(kHeadWords + tensor_count));
  for (std::size_t i = 0; i < tensor_count; ++i) {
    if (plan.offsets[i] >= -1) continue;
    plan.unknown = "its offline plan of the arena gives tensor " + std::to_string(i) + " the offset " +
                   std::to_string(plan.offsets[i]) + ", before the arena's start; the runtime does not look at it";
    return plan;
  }
  return plan;
}

// Offsets are 32-bit numbers in the file and in the runtime.
void refuse_far_ends(const domain::Model& model, OfflinePlan& plan) {
  constexpr std::uint64_t kEnd = std::uint64_t{1} << 31;
  for (const domain::Subgraph& subgraph : model.subgraphs) {
    for (std::size_t i = 0; i < std::min(subgraph.tensors.size(), plan.offsets.size()); ++i) {
      if (subgraph.tensors[i].is_constant || plan.offsets[i] < 0) continue;
      if (static_cast<std::uint64_t>(plan.offsets[i]) + arena_bytes(&subgraph.tensors[i]) + kStep <= kEnd) continue;
      plan.refusal = "its offline plan of the arena gives tensor " + std::to_string(i) + " the offset " +
                     std::to_string(plan.offsets[i]) + ", whose end is beyond what an arena can have, 2^31 bytes";
    }
  }
}

}  // namespace

bool places(const std::optional<OfflinePlan>& plan, std::size_t tensor) {
  return plan && tensor < plan->offsets.size() && plan->offsets[tensor] >= 0;
}

std::optional<OfflinePlan> offline_plan_of(const domain::Model& model) {
  std::size_t tensor_count = 0;
  for (const domain::Subgraph& subgraph : model.subgraphs) tensor_count += subgraph.tensors.size();
  std::optional<OfflinePlan> plan;
  for (const domain::MetadataEntry& entry : model.metadata) {
    if (entry.name != kName) continue;
    OfflinePlan next = read(entry.words, tensor_count);
    const bool refuses_already = plan && !plan->refusal.empty();
    if (!refuses_already) plan = std::move(next);
  }
  if (plan) refuse_far_ends(model, *plan);
  return plan;
}

}  // namespace kilograph::inspect::plan_detail
