#include "inspect/plan/requirement.hpp"

#include <algorithm>

#include "base/version.hpp"
#include "inspect/plan/memory_plan.hpp"

namespace kilograph::inspect {
namespace {

using domain::Basis;
using domain::MemoryRequirement;
using domain::StartRefusal;

constexpr std::size_t kMostReasons = 3;

std::size_t tensors_in(const domain::Model& model) {
  std::size_t count = 0;
  for (const domain::Subgraph& subgraph : model.subgraphs) count += subgraph.tensors.size();
  return count;
}

MemoryRequirement requirement_from(const PlanTarget& target, const ByteRange& minimum) {
  MemoryRequirement need{.use = domain::MemoryUse::working,
                         .bytes = minimum.high,
                         .runtime = target.runtime,
                         .kernels = target.kernels,
                         .pointer_bits = pointer_bits(target.abi),
                         .abi = std::string(name_of(target.abi)),
                         .basis = Basis::planned,
                         .by = signature()};
  if (!minimum.exact()) need.least_bytes = minimum.low;
  return need;
}

std::string reason_from(const std::vector<std::string>& refusals) {
  std::string text;
  for (std::size_t i = 0; i < std::min(refusals.size(), kMostReasons); ++i)
    text += (text.empty() ? "" : "; ") + refusals[i];
  if (refusals.size() > kMostReasons) text += "; and " + std::to_string(refusals.size() - kMostReasons) + " more";
  return text;
}

// Those of one kernel set say the same on every ABI.
void add_refusal(std::vector<StartRefusal>& refusals, const MemoryPlan& plan) {
  StartRefusal refusal{.runtime = plan.target.runtime,
                       .kernels = plan.target.kernels,
                       .reason = reason_from(plan.refusals),
                       .basis = Basis::planned,
                       .by = signature()};
  if (std::ranges::find(refusals, refusal) == refusals.end()) refusals.push_back(std::move(refusal));
}

// One for all kernels where every kernel set refuses for the same reason.
std::vector<StartRefusal> gathered(std::vector<StartRefusal> refusals, const std::vector<std::string>& started) {
  std::vector<StartRefusal> all;
  for (StartRefusal& refusal : refusals) {
    const auto differs = [&](const StartRefusal& other) {
      return other.runtime == refusal.runtime && other.reason != refusal.reason;
    };
    const bool is_general =
        std::ranges::none_of(refusals, differs) && std::ranges::find(started, refusal.runtime) == started.end();
    StartRefusal one = refusal;
    if (is_general) one.kernels.clear();
    if (std::ranges::find(all, one) == all.end()) all.push_back(std::move(one));
  }
  return all;
}

}  // namespace

bool is_planned_when_added(const domain::Model& model) { return tensors_in(model) <= kMaxPlannedTensors; }

PlannedFacts planned_facts(const domain::Model& model) {
  PlannedFacts facts;
  if (!is_planned_when_added(model)) return facts;
  std::vector<StartRefusal> refusals;
  std::vector<std::string> started;
  for (const PlanTarget& target : plan_targets()) {
    const auto planned = plan(model, target);
    if (!planned) continue;
    if (!planned->starts()) {
      add_refusal(refusals, *planned);
      continue;
    }
    started.push_back(target.runtime);
    if (planned->arena) facts.memory.push_back(requirement_from(target, planned->arena->minimum));
  }
  facts.refusals = gathered(std::move(refusals), started);
  return facts;
}

}  // namespace kilograph::inspect
