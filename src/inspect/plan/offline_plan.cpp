#include "inspect/plan/offline_plan.hpp"

namespace kilograph::inspect::plan_detail {
namespace {

constexpr std::string_view kName = "OfflineMemoryAllocation";
constexpr std::size_t kHeadWords = 3;

OfflinePlan read(const std::vector<std::int32_t>& words, std::size_t tensor_count) {
  OfflinePlan plan;
  const std::size_t stated = words.size() < kHeadWords ? 0 : static_cast<std::uint32_t>(words[kHeadWords - 1]);
  if (stated != tensor_count || words.size() < kHeadWords + tensor_count) {
    plan.refusal = "its offline plan of the arena speaks of " + std::to_string(stated) + " tensors, the model has " +
                   std::to_string(tensor_count);
    return plan;
  }
  plan.offsets.assign(words.begin() + kHeadWords,
                      words.begin() + static_cast<std::ptrdiff_t>(kHeadWords + tensor_count));
  for (const std::int64_t offset : plan.offsets) {
    if (offset < -1) plan.refusal = "its offline plan of the arena has the offset " + std::to_string(offset);
  }
  return plan;
}

}  // namespace

std::optional<OfflinePlan> offline_plan_of(const domain::Model& model) {
  std::size_t tensor_count = 0;
  for (const domain::Subgraph& subgraph : model.subgraphs) tensor_count += subgraph.tensors.size();
  std::optional<OfflinePlan> plan;
  for (const domain::MetadataEntry& entry : model.metadata) {
    if (entry.name == kName) plan = read(entry.words, tensor_count);
  }
  return plan;
}

}  // namespace kilograph::inspect::plan_detail
