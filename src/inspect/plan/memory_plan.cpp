#include "inspect/plan/memory_plan.hpp"

#include <algorithm>
#include <array>

#include "inspect/plan/lifetimes.hpp"
#include "inspect/plan/offline_plan.hpp"
#include "inspect/plan/old_runtime.hpp"
#include "inspect/plan/operator_table.hpp"
#include "inspect/plan/placement.hpp"
#include "inspect/plan/preparation.hpp"
#include "inspect/plan/refusals.hpp"
#include "inspect/plan/runtime_structures.hpp"

namespace kilograph::inspect {
namespace {

using namespace plan_detail;
using domain::Model;

struct TargetRow {
  std::string_view runtime;
  std::string_view kernel_set;
  Abi abi;
  Kernels kernels;
};

constexpr std::string_view kToday = "tflm-2026-08";
constexpr std::string_view kOld = "tflm-2021";
constexpr std::array<TargetRow, 4> kTargets{{{kToday, "reference", Abi::arm32, Kernels::reference},
                                             {kToday, "cmsis-nn-dsp", Abi::arm32, Kernels::cmsis_nn_dsp},
                                             {kToday, "reference", Abi::host64, Kernels::reference},
                                             {kOld, "reference", Abi::host64, Kernels::reference}}};

Result<const TargetRow*> row_of(const PlanTarget& target) {
  std::string known;
  for (const TargetRow& row : kTargets) {
    if (row.runtime == target.runtime && row.kernel_set == target.kernels && row.abi == target.abi) return &row;
  }
  for (const PlanTarget& other : plan_targets()) known += (known.empty() ? "" : "; ") + to_text(other);
  return fail(ErrorKind::usage, "no memory can be planned for " + to_text(target), {}, known);
}

// Sums stay far from 64 bits when every size does.
Result<void> check_sizes(const Model& model) {
  constexpr std::uint64_t kMostBytes = std::uint64_t{1} << 48;
  std::uint64_t total = 0;
  for (std::size_t s = 0; s < model.subgraphs.size(); ++s) {
    const auto& tensors = model.subgraphs[s].tensors;
    for (std::size_t t = 0; t < tensors.size(); ++t) {
      const std::string place =
          "subgraph " + std::to_string(s) + ", tensor " + std::to_string(t) + " \"" + tensors[t].spec.name + "\"";
      const auto count = domain::element_count(tensors[t].spec.shape);
      if (!count) {
        return fail(ErrorKind::bad_input,
                    "its shape " + domain::to_text(tensors[t].spec.shape) + " is not known before run time", place,
                    "a fixed shape", "Convert the model with fixed input shapes; this runtime has no dynamic ones.");
      }
      if (*count > kMostBytes)
        return fail(ErrorKind::bad_input, "it is too large to be planned", place, "less than 2^48 elements");
      total += arena_bytes(&tensors[t]);
      if (total > kMostBytes)
        return fail(ErrorKind::bad_input, "the tensors up to here are too large to be planned", place,
                    "less than 2^48 bytes");
    }
  }
  return {};
}

struct Head {
  std::uint64_t bytes = 0;
  std::vector<PlannedBuffer> buffers;
  Peak peak;
};

std::int64_t fixed_offset(const std::optional<OfflinePlan>& offline, const PlannedBuffer& buffer) {
  const bool planned =
      offline && !buffer.is_scratch() && static_cast<std::size_t>(buffer.tensor) < offline->offsets.size();
  return planned ? offline->offsets[static_cast<std::size_t>(buffer.tensor)] : kNotPlanned;
}

Result<Head> head_of(const Model& model, const std::vector<ScratchRequest>& scratch) {
  Timeline timeline = KG_TRY(timeline_of(model, scratch));
  const std::optional<OfflinePlan> offline = offline_plan_of(model);
  std::vector<Lifetime> lifetimes;
  lifetimes.reserve(timeline.buffers.size());
  for (PlannedBuffer& buffer : timeline.buffers) {
    buffer.bytes = round_up(buffer.bytes, kArenaAlignment);
    lifetimes.push_back({buffer.bytes, buffer.first_use, buffer.last_use, fixed_offset(offline, buffer)});
  }
  const std::vector<std::uint64_t> offsets = place_greedily(lifetimes);
  for (std::size_t i = 0; i < offsets.size(); ++i) timeline.buffers[i].offset = offsets[i];
  const Peak peak = peak_of(timeline);
  return Head{extent(lifetimes, offsets), std::move(timeline.buffers), peak};
}

// Room that planning needs above the tail: requests for scratch, one record a tensor, the planner's own.
std::uint64_t planning_bytes(const Model& model, const Preparation& preparation, const Head& head, Abi abi) {
  const RuntimeStructures& sizes = structures_of(abi);
  std::uint64_t tensors = 0;
  for (const domain::Subgraph& subgraph : model.subgraphs) tensors += subgraph.tensors.size();
  const std::uint64_t requests = kScratchRequestsAnOperator + preparation.scratch.size();
  const std::uint64_t records = requests * sizes.scratch_request.bytes + model.subgraphs.size() * sizes.pointer.bytes +
                                (tensors + preparation.scratch.size()) * sizes.allocation_info.bytes;
  const std::uint64_t planner = head.buffers.size() * sizes.planner_bytes_a_buffer;
  return round_up(round_up(records, kArenaAlignment) + planner, kArenaAlignment);
}

ByteRange exactly(std::uint64_t bytes) { return {bytes, bytes, bytes}; }

ByteRange sum(const ByteRange& a, const ByteRange& b) { return {a.best + b.best, a.low + b.low, a.high + b.high}; }

// Where scratch rests on the source alone, the head is at least what is alive at once without it, and
// at most what it is with twice as much.
Result<ByteRange> head_range(const Model& model, const Preparation& preparation, std::uint64_t best) {
  if (!preparation.doubtful_scratch) return exactly(best);
  std::vector<ScratchRequest> more = preparation.scratch;
  for (ScratchRequest& request : more) request.bytes *= 2;
  const Head least = KG_TRY(head_of(model, {}));
  const Head most = KG_TRY(head_of(model, more));
  return ByteRange{best, std::min(best, least.peak.bytes), std::max({best, least.bytes, most.bytes})};
}

// Whole steps of 16, because the tail's sizes hold for an arena whose end is aligned too.
std::uint64_t start_bytes(std::uint64_t used, std::uint64_t planning) {
  return round_up(std::max(used, planning), kArenaAlignment);
}

Result<Arena> arena_of(const Model& model, const Preparation& preparation, Abi abi) {
  Head head = KG_TRY(head_of(model, preparation.scratch));
  const std::uint64_t slack = preparation.doubtful_tail_bytes;
  Arena arena;
  arena.head = KG_TRY(head_range(model, preparation, head.bytes));
  arena.tail = {preparation.tail_bytes, preparation.tail_bytes - std::min(slack, preparation.tail_bytes),
                preparation.tail_bytes + slack};
  arena.used = sum(arena.head, arena.tail);
  const std::uint64_t planning = preparation.tail_bytes_while_planning + planning_bytes(model, preparation, head, abi);
  arena.minimum = {start_bytes(arena.used.best, planning),
                   start_bytes(arena.used.low, planning - std::min(slack, planning)),
                   start_bytes(arena.used.high, planning + slack)};
  arena.buffers = std::move(head.buffers);
  arena.tail_items = preparation.items;
  arena.peak = head.peak;
  return arena;
}

std::vector<std::string> unknown_memory(const std::vector<OperatorNeed>& needs) {
  std::vector<std::string> doubts;
  for (const OperatorNeed& need : needs) {
    const OperatorRow* row = operator_row(need.name);
    if (row && row->evidence == Evidence::no_rule) doubts.push_back("what memory " + need.name + " takes is not known");
  }
  return doubts;
}

}  // namespace

std::string_view name_of(Abi abi) { return abi == Abi::arm32 ? "arm32" : "host64"; }

std::optional<Abi> abi_from(std::string_view name) {
  for (const Abi abi : {Abi::arm32, Abi::host64}) {
    if (name_of(abi) == name) return abi;
  }
  return {};
}

std::vector<PlanTarget> plan_targets() {
  std::vector<PlanTarget> targets;
  for (const TargetRow& row : kTargets)
    targets.push_back({std::string(row.runtime), std::string(row.kernel_set), row.abi});
  return targets;
}

std::string to_text(const PlanTarget& target) {
  return target.runtime + ", " + target.kernels + ", " + std::string(name_of(target.abi));
}

Result<MemoryPlan> plan(const Model& model, const PlanTarget& target) {
  const TargetRow* row = KG_TRY(row_of(target));
  KG_CHECK(check_sizes(model));
  const bool is_old = row->runtime == kOld;
  MemoryPlan plan{target, is_old ? old_runtime_refusals(model) : refusals_of(model), {}, {}, operator_needs(model)};
  if (!plan.starts()) return plan;
  plan.doubts = unknown_memory(plan.operators);
  if (!plan.doubts.empty()) return plan;
  const Preparation preparation = prepare(model, row->kernels, row->abi);
  plan.doubts = preparation.doubts;
  plan.arena = KG_TRY(arena_of(model, preparation, row->abi));
  if (is_old) age(model, plan);
  return plan;
}

}  // namespace kilograph::inspect
