#include "inspect/plan/resolved_target.hpp"

#include "inspect/runtime/runtimes.hpp"

namespace kilograph::inspect {
namespace plan_detail {

namespace {

bool measured_on(const RuntimeDescription& runtime, Abi abi) {
  for (const KernelSet& set : runtime.kernel_sets) {
    for (const KernelSet::On& on : set.abis) {
      if (on.abi == abi && on.measured) return true;
    }
  }
  return false;
}

}  // namespace

Result<ResolvedTarget> resolve(const PlanTarget& target) {
  for (const RuntimeDescription& runtime : KG_TRY(runtime_descriptions())) {
    if (runtime.runtime.id != target.runtime) continue;
    for (std::size_t set = 0; set < runtime.kernel_sets.size(); ++set) {
      if (runtime.kernel_sets[set].id != target.kernels) continue;
      for (const KernelSet::On& on : runtime.kernel_sets[set].abis) {
        if (on.abi == target.abi)
          return ResolvedTarget{&runtime, set, on.abi, on.measured, measured_on(runtime, on.abi)};
      }
    }
  }
  return fail(ErrorKind::usage, "no memory can be planned for " + to_text(target), {}, plan_targets_text());
}

}  // namespace plan_detail

std::vector<PlanTarget> plan_targets() {
  std::vector<PlanTarget> targets;
  const auto runtimes = runtime_descriptions();
  if (!runtimes) return targets;
  for (const bool on_devices : {true, false}) {
    for (const RuntimeDescription& runtime : *runtimes) {
      if (runtime.runs_on_devices != on_devices) continue;
      for (const KernelSet& set : runtime.kernel_sets) {
        for (const KernelSet::On& on : set.abis) targets.push_back({runtime.runtime.id, set.id, on.abi});
      }
    }
  }
  return targets;
}

std::string plan_targets_text() {
  std::string known;
  for (const PlanTarget& target : plan_targets()) known += (known.empty() ? "" : "\n") + to_text(target);
  return known;
}

std::string to_text(const PlanTarget& target) {
  return target.runtime + ", " + target.kernels + ", " + std::string(name_of(target.abi));
}

}  // namespace kilograph::inspect
