#include "inspect/target/target_wish.hpp"

#include <algorithm>

#include "domain/spelling.hpp"
#include "inspect/runtime/runtimes.hpp"

namespace kilograph::inspect {
namespace {

bool agrees(const PlanTarget& target, const TargetWish& wish) {
  return (wish.runtime.empty() || wish.runtime == target.runtime) &&
         (wish.kernels.empty() || wish.kernels == target.kernels) &&
         (wish.abi.empty() || wish.abi == name_of(target.abi));
}

std::string in_words(const TargetWish& wish) {
  std::string text;
  for (const std::string* part : {&wish.runtime, &wish.kernels, &wish.abi}) {
    if (!part->empty()) text += (text.empty() ? "" : ", ") + *part;
  }
  return text;
}

// "Did you mean tflm-2026-08?" of the first word that no target has; empty where it is near none.
std::string near_words(const TargetWish& wish) {
  const std::vector<PlanTarget> targets = plan_targets();
  const auto near = [&](const std::string& word, const auto& name_in) -> std::string {
    std::vector<std::string> known;
    for (const PlanTarget& target : targets) known.emplace_back(name_in(target));
    if (word.empty() || std::ranges::find(known, word) != known.end()) return "";
    const auto found = domain::nearest(word, known, 1);
    return found.empty() ? "" : "Did you mean " + found.front() + "?";
  };
  for (const std::string& said : {near(wish.runtime, [](const PlanTarget& one) { return one.runtime; }),
                                  near(wish.kernels, [](const PlanTarget& one) { return one.kernels; }),
                                  near(wish.abi, [](const PlanTarget& one) { return name_of(one.abi); })}) {
    if (!said.empty()) return said;
  }
  return "";
}

// Cortex-M with the reference kernels, Cortex-M with CMSIS-NN for cores with DSP instructions, and a 64-bit host.
std::vector<PlanTarget> usual_targets(const std::string& today) {
  return {{today, "reference", Abi::arm32}, {today, "cmsis-nn-dsp", Abi::arm32}, {today, "reference", Abi::host64}};
}

}  // namespace

Result<std::vector<PlanTarget>> targets_for(const TargetWish& wish) {
  if (wish.is_open()) return usual_targets(KG_TRY(runtimes()).front().id);
  std::vector<PlanTarget> targets = plan_targets();
  std::erase_if(targets, [&](const PlanTarget& target) { return !agrees(target, wish); });
  std::ranges::stable_partition(targets, [](const PlanTarget& target) { return target.kernels == "reference"; });
  if (!targets.empty()) return targets;
  return fail(ErrorKind::usage, "no memory can be planned for " + in_words(wish), "", plan_targets_text(),
              near_words(wish));
}

}  // namespace kilograph::inspect
