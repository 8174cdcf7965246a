#include "inspect/target/board_target.hpp"

#include <algorithm>

#include "base/listing.hpp"
#include "domain/device_core.hpp"

namespace kilograph::inspect {
namespace {

using domain::DeviceEntity;
using domain::DeviceFacts;

bool is_planned(std::string_view runtime) {
  return std::ranges::any_of(plan_targets(), [&](const PlanTarget& target) { return target.runtime == runtime; });
}

bool is_known(const PlanTarget& wanted) {
  return std::ranges::any_of(plan_targets(), [&](const PlanTarget& target) { return target == wanted; });
}

Result<std::string> runtime_of(const DeviceEntity& board, const std::vector<domain::Runtime>& known,
                               BoardTarget& found) {
  const auto declared = board.counted(&DeviceFacts::runtimes);
  if (declared) {
    const auto runtime = std::ranges::find_if(declared->value, is_planned);
    if (runtime == declared->value.end()) {
      return fail(ErrorKind::unsupported,
                  "no memory can be planned for the board's runtimes: " + listed(declared->value), board.name,
                  plan_targets_text(), "Name the runtime that it will run with --runtime.");
    }
    found.basis.push_back("runtime " + *runtime + ": the board declares it");
    return *runtime;
  }
  const auto first = std::ranges::find_if(known, [](const domain::Runtime& one) { return is_planned(one.id); });
  const std::string runtime = first == known.end() ? plan_targets().front().runtime : first->id;
  found.assumed.push_back("runtime " + runtime + ": the board declares none");
  return runtime;
}

Result<std::string> abi_of(const DeviceEntity& board, const domain::DeviceCore& core, BoardTarget& found) {
  constexpr const char* kAdvice = "Name another ABI with --abi to see what it would be there.";
  const auto bits = board.counted(&DeviceFacts::pointer_bits);
  if (!core.unresolved.empty()) {
    return fail(ErrorKind::unsupported, core.unresolved, board.name, plan_targets_text(), kAdvice);
  }
  if (core.row) {
    if (!abi_from(core.row->abi)) {
      return fail(ErrorKind::unsupported, "no memory can be planned for the core " + core.name, board.name,
                  plan_targets_text(), kAdvice);
    }
    const std::string why = core.by_family ? ", by the family of its MCU" : "";
    found.basis.push_back("ABI " + std::string(core.row->abi) + ": its core is a " + core.name + why);
    return std::string(core.row->abi);
  }
  if (bits && bits->value == 64) {
    found.basis.emplace_back("ABI host64: its pointers have 64 bit");
    return std::string(name_of(Abi::host64));
  }
  found.assumed.emplace_back(bits ? "ABI arm32: its pointers have 32 bit, and its core is not known"
                                  : "ABI arm32: the board states neither core nor pointer width");
  return std::string(name_of(Abi::arm32));
}

std::string kernels_of(const std::string& runtime, const std::vector<domain::Runtime>& known, BoardTarget& found) {
  const auto row = std::ranges::find(known, runtime, &domain::Runtime::id);
  const std::string kernels = row == known.end() || row->kernels.empty() ? "reference" : row->kernels;
  found.assumed.push_back(kernels + " kernels: what " + runtime + " has where nobody chooses others");
  return kernels;
}

// A figure for another machine says nothing of this board.
Result<void> check_machine(const DeviceEntity& board, const domain::DeviceCore& core, const TargetWish& wish) {
  constexpr const char* kAdvice = "Leave --device out to plan for another machine.";
  if (!core.row) return {};
  if (!wish.abi.empty() && wish.abi != core.row->abi && abi_from(core.row->abi)) {
    return fail(ErrorKind::usage, "its core is a " + core.name + ", whose ABI is not " + wish.abi, board.name,
                std::string(core.row->abi), kAdvice);
  }
  const bool is_known_set =
      std::ranges::any_of(plan_targets(), [&](const PlanTarget& target) { return target.kernels == wish.kernels; });
  const std::string refusal = domain::kernels_refusal(core.name, core.kernels, wish.kernels);
  if (!is_known_set || refusal.empty()) return {};
  std::vector<std::string> sets = core.kernels;
  sets.emplace_back(domain::kReferenceKernels);
  return fail(ErrorKind::usage, refusal, board.name, "one of: " + listed(sets), kAdvice);
}

// The core's kernel sets in its own order, then the reference kernels.
std::vector<PlanTarget> others_of(const domain::DeviceCore& core, const PlanTarget& chosen) {
  std::vector<std::string> sets = core.kernels;
  sets.emplace_back("reference");
  std::vector<PlanTarget> others;
  for (const std::string& set : sets) {
    const PlanTarget other{chosen.runtime, set, chosen.abi};
    if (other != chosen && is_known(other)) others.push_back(other);
  }
  return others;
}

}  // namespace

Result<BoardTarget> board_target(const DeviceEntity& board, const TargetWish& wish,
                                 const std::vector<domain::Runtime>& known) {
  BoardTarget found;
  const domain::DeviceCore core = domain::core_of(board);
  KG_CHECK(check_machine(board, core, wish));
  TargetWish whole = wish;
  if (wish.runtime.empty()) whole.runtime = KG_TRY(runtime_of(board, known, found));
  if (wish.abi.empty()) whole.abi = KG_TRY(abi_of(board, core, found));
  if (wish.kernels.empty()) whole.kernels = kernels_of(whole.runtime, known, found);
  auto targets = targets_for(whole);
  if (!targets) {
    Error error = std::move(targets).error().in(board.name);
    error.kind = ErrorKind::unsupported;
    error.advice = "What the board does not settle can be named: --runtime, --kernels, --abi.";
    return fail(std::move(error));
  }
  found.target = targets->front();
  found.others = others_of(core, found.target);
  return found;
}

}  // namespace kilograph::inspect
