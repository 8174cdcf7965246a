#include "inspect/plan/memory_plan.hpp"

#include <algorithm>

#include "inspect/place.hpp"
#include "inspect/plan/contradictions.hpp"
#include "inspect/plan/further_bytes.hpp"
#include "inspect/plan/lifetimes.hpp"
#include "inspect/plan/overlap.hpp"
#include "inspect/plan/placement.hpp"
#include "inspect/plan/preparation.hpp"
#include "inspect/plan/program_memory.hpp"
#include "inspect/plan/refusals.hpp"
#include "inspect/plan/resolved_target.hpp"
#include "inspect/plan/runtime_2020.hpp"
#include "inspect/plan/tensor_sizes.hpp"

namespace kilograph::inspect {
namespace {

using namespace plan_detail;
using domain::Model;

struct Head {
  std::uint64_t bytes = 0;
  std::vector<PlannedBuffer> buffers;
  Peak peak;
};

std::int64_t fixed_offset(const std::optional<OfflinePlan>& offline, const PlannedBuffer& buffer) {
  if (buffer.is_scratch()) return kNotPlanned;
  const auto tensor = static_cast<std::size_t>(buffer.tensor);
  return places(offline, tensor) ? offline->offsets[tensor] : kNotPlanned;
}

Result<Head> head_of(const Model& model, const std::vector<ScratchRequest>& scratch,
                     const std::optional<OfflinePlan>& offline, std::uint32_t step) {
  Timeline timeline = KG_TRY(timeline_of(model, scratch, offline));
  std::vector<Lifetime> lifetimes;
  lifetimes.reserve(timeline.buffers.size());
  for (PlannedBuffer& buffer : timeline.buffers) {
    buffer.bytes = round_up(buffer.bytes, step);
    lifetimes.push_back({buffer.bytes, buffer.first_use, buffer.last_use, fixed_offset(offline, buffer)});
  }
  const std::vector<std::uint64_t> offsets = place_greedily(lifetimes);
  for (std::size_t i = 0; i < offsets.size(); ++i) timeline.buffers[i].offset = offsets[i];
  const Peak peak = peak_of(timeline);
  return Head{extent(lifetimes, offsets), std::move(timeline.buffers), peak};
}

// Room that planning needs above the tail: requests for scratch, one record a tensor, the planner's own.
std::uint64_t planning_bytes(const Model& model, const Preparation& preparation, const Head& head,
                             const ResolvedTarget& target) {
  const RuntimeStructures& sizes = target.sizes();
  const std::uint32_t step = target.runtime->arena_alignment;
  std::uint64_t tensors = 0;
  for (const domain::Subgraph& subgraph : model.subgraphs) tensors += subgraph.tensors.size();
  const std::uint64_t requests = target.runtime->scratch_requests_an_operator + preparation.scratch.size();
  const std::uint64_t records = requests * sizes.scratch_request.bytes + model.subgraphs.size() * sizes.pointer.bytes +
                                (tensors + preparation.scratch.size()) * sizes.allocation_info.bytes;
  const std::uint64_t planner = head.buffers.size() * sizes.planned_buffer.bytes;
  return round_up(round_up(records, step) + planner, step);
}

// Records that were compiled and never seen at run time may be a word more or less each.
std::uint64_t doubtful_records(const Model& model, const Preparation& preparation, const ResolvedTarget& target) {
  constexpr std::uint64_t kWordBytes = 4;
  if (target.structures_measured) return 0;
  std::uint64_t records = target.runtime->scratch_requests_an_operator + 3 * preparation.scratch.size();
  for (const domain::Subgraph& subgraph : model.subgraphs) records += 1 + 2 * subgraph.tensors.size();
  return records * kWordBytes;
}

ByteRange exactly(std::uint64_t bytes) { return {bytes, bytes, bytes}; }

ByteRange sum(const ByteRange& a, const ByteRange& b) { return {a.best + b.best, a.low + b.low, a.high + b.high}; }

enum class Bound { low, high };

std::vector<ScratchRequest> bounded(std::vector<ScratchRequest> scratch, Bound bound) {
  for (ScratchRequest& request : scratch) request.bytes = bound == Bound::low ? request.low : request.high;
  std::erase_if(scratch, [](const ScratchRequest& request) { return request.bytes == 0; });
  return scratch;
}

// Where scratch is in doubt, the head is at least what is alive at once with the least of it, and at
// most what placing the most of it takes.
Result<ByteRange> head_range(const Model& model, const Preparation& preparation, std::uint64_t best,
                             std::uint32_t step) {
  if (!preparation.doubtful_scratch) return exactly(best);
  const Head least = KG_TRY(head_of(model, bounded(preparation.scratch, Bound::low), preparation.offline, step));
  const Head most = KG_TRY(head_of(model, bounded(preparation.scratch, Bound::high), preparation.offline, step));
  return ByteRange{best, std::min(best, least.peak.bytes), std::max({best, least.bytes, most.bytes})};
}

// Whole steps of 16, because the tail's sizes hold for an arena whose end is aligned too.
std::uint64_t start_bytes(std::uint64_t used, std::uint64_t planning, std::uint32_t step) {
  return round_up(std::max(used, planning), step);
}

// What the file's own plan of the arena does to the results; the runtime takes it as it is.
Result<void> doubt_overlap(const Model& model, const std::optional<OfflinePlan>& offline, MemoryPlan& plan) {
  if (!plan.arena || !offline) return {};
  const Timeline timeline = KG_TRY(timeline_of(model, {}, offline));
  const std::string overlap = overlap_in(model, plan.arena->buffers, timeline.steps);
  if (overlap.empty()) return {};
  plan.doubts.push_back("its offline plan of the arena overwrites results: " + overlap +
                        "; the runtime starts with these figures and does not look");
  return {};
}

Result<Arena> arena_of(const Model& model, const Preparation& preparation, const ResolvedTarget& target) {
  const std::uint32_t step = target.runtime->arena_alignment;
  Head head = KG_TRY(head_of(model, preparation.scratch, preparation.offline, step));
  const std::uint64_t slack = preparation.doubtful_tail_bytes;
  Arena arena;
  arena.head = KG_TRY(head_range(model, preparation, head.bytes, step));
  arena.tail = {preparation.tail_bytes, preparation.tail_bytes - std::min(slack, preparation.tail_bytes),
                preparation.tail_bytes + slack};
  arena.used = sum(arena.head, arena.tail);
  const std::uint64_t planning =
      preparation.tail_bytes_while_planning + planning_bytes(model, preparation, head, target);
  const std::uint64_t planning_slack = slack + doubtful_records(model, preparation, target);
  arena.minimum = {start_bytes(arena.used.best, planning, step),
                   start_bytes(arena.used.low, planning - std::min(planning_slack, planning), step),
                   start_bytes(arena.used.high, planning + planning_slack, step)};
  arena.buffers = std::move(head.buffers);
  arena.tail_items = preparation.items;
  arena.peak = head.peak;
  arena.misalignment_bytes = step - 1;
  return arena;
}

// The runtimes look for a constant in its buffer alone, and take one that is not there for an activation.
std::string unread_constant(const Model& model) {
  for (const domain::Subgraph& graph : model.subgraphs) {
    const auto found = std::ranges::find(graph.tensors, true, &domain::Tensor::is_behind);
    if (found == graph.tensors.end()) continue;
    return place_of("tensor", static_cast<std::size_t>(found - graph.tensors.begin()), found->spec.name) +
           ": its data lie behind the FlatBuffer, where the runtime does not look for them";
  }
  return {};
}

std::string unknown_window(const Model& model, const ResolvedTarget& target) {
  for (const domain::Subgraph& graph : model.subgraphs) {
    for (const domain::Operator& op : graph.operators) {
      if (std::string why = unknown_window(KernelView(graph, op, target)); !why.empty()) return op.name + ": " + why;
    }
  }
  return {};
}

// Why no figure holds, whatever is planned; empty: figures do.
std::string unknown_figures(const Model& model, const ResolvedTarget& target) {
  if (std::string why = unread_constant(model); !why.empty()) return why;
  if (std::string why = uncounted_tensor(model); !why.empty()) return why;
  return unknown_window(model, target);
}

}  // namespace

Result<MemoryPlan> plan(const Model& model, const PlanTarget& name) {
  const ResolvedTarget target = KG_TRY(resolve(name));
  const RuntimeDescription& runtime = *target.runtime;
  KG_CHECK(check_sizes(model));
  MemoryPlan plan{name, refusals_of(model, target), {}, {}, operator_needs(model, runtime), {}};
  const bool is_of_2020 = runtime.interpreter == Interpreter::whole_tensors;
  if (is_of_2020) std::ranges::move(refusals_of_2020(model, target), std::back_inserter(plan.refusals));
  plan.program = program_memory(model, plan.operators, target);
  if (!plan.starts()) {
    plan.program.code.reset();
    plan.program.code_evidence = "the model does not start there";
    return plan;
  }
  if (std::string unknown = unknown_figures(model, target); !unknown.empty()) {
    plan.doubts = {std::move(unknown)};
    return plan;
  }
  if (is_of_2020) {
    plan.arena = KG_TRY(arena_of_2020(model, target, plan.doubts));
    return plan;
  }
  const Preparation preparation = prepare(model, target);
  plan.doubts = preparation.missing.empty() ? preparation.doubts : preparation.missing;
  if (!preparation.missing.empty()) return plan;
  plan.arena = KG_TRY(arena_of(model, preparation, target));
  if (runtime.further) add_further_bytes(model, runtime, plan);
  KG_CHECK(doubt_overlap(model, preparation.offline, plan));
  return plan;
}

}  // namespace kilograph::inspect
