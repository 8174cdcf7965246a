#include "inspect/plan/requirement.hpp"

#include "base/version.hpp"
#include "inspect/plan/resolved_target.hpp"
#include "inspect/runtime/runtimes.hpp"

namespace kilograph::inspect {
namespace {

std::size_t tensors_in(const domain::Model& model) {
  std::size_t count = 0;
  for (const domain::Subgraph& subgraph : model.subgraphs) count += subgraph.tensors.size();
  return count;
}

}  // namespace

bool is_planned_when_added(const domain::Model& model) { return tensors_in(model) <= kMaxPlannedTensors; }

std::vector<domain::MemoryRequirement> planned_requirements(const domain::Model& model) {
  std::vector<domain::MemoryRequirement> requirements;
  if (!is_planned_when_added(model)) return requirements;
  for (const PlanTarget& target : plan_targets()) {
    if (!requirements.empty() && requirements.front().runtime != target.runtime) break;
    if (const auto* runtime = runtime_description(target.runtime); !runtime || !runtime->runs_on_devices) continue;
    const auto resolved = plan_detail::resolve(target);
    if (!resolved || !resolved->measured || !resolved->runtime->runs_on_devices) continue;
    const auto planned = plan(model, target);
    if (!planned || !planned->exact() || !planned->arena) continue;
    requirements.push_back({.use = domain::MemoryUse::working,
                            .bytes = planned->arena->minimum.best,
                            .runtime = target.runtime,
                            .kernels = target.kernels,
                            .pointer_bits = pointer_bits(target.abi),
                            .abi = std::string(name_of(target.abi)),
                            .basis = domain::Basis::planned,
                            .by = signature()});
  }
  return requirements;
}

}  // namespace kilograph::inspect
