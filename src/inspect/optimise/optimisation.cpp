#include "inspect/optimise/optimisation.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "inspect/optimise/in_place.hpp"
#include "inspect/optimise/model_order.hpp"
#include "inspect/optimise/placement_search.hpp"
#include "inspect/picture/labels.hpp"
#include "inspect/plan/overlap.hpp"

namespace kilograph::inspect {
namespace {

using namespace optimise_detail;
using domain::Model;
using plan_detail::Lifetime;

ArenaNeed need_of(const Arena& arena) { return {arena.head.best, arena.used.best, arena.minimum.best}; }

Result<Arena> arena_of(const Model& model, const PlanTarget& target) {
  MemoryPlan planned = KG_TRY(plan(model, target));
  if (planned.arena) return std::move(*planned.arena);
  const std::string& why = planned.starts() ? planned.doubts.front() : planned.refusals.front();
  return fail(ErrorKind::unsupported, "there is no memory plan to be made smaller: " + why, to_text(target),
              "a model that starts there, of operators whose memory is known");
}

bool has_offline_plan(const Model& model) {
  return std::ranges::any_of(model.metadata,
                             [](const domain::MetadataEntry& entry) { return entry.name == kOfflinePlanName; });
}

// The plan lists one offset for tensor i of every subgraph, so an index that several use is left to the runtime.
std::vector<bool> plannable(const Model& model, const std::vector<PlannedBuffer>& buffers) {
  std::set<std::int32_t> seen, shared;
  const auto see = [&](std::int32_t tensor) {
    if (!seen.insert(tensor).second) shared.insert(tensor);
  };
  for (const PlannedBuffer& buffer : buffers) {
    if (!buffer.is_scratch()) see(buffer.tensor);
  }
  for (const domain::Subgraph& subgraph : model.subgraphs) {
    for (std::size_t t = 0; t < subgraph.tensors.size(); ++t) {
      if (subgraph.tensors[t].is_variable) see(static_cast<std::int32_t>(t));
    }
  }
  std::vector<bool> may;
  for (const PlannedBuffer& buffer : buffers) may.push_back(!buffer.is_scratch() && !shared.contains(buffer.tensor));
  return may;
}

// Words of a plan that leaves everything to the runtime.
std::vector<std::int32_t> empty_plan(const Model& model) {
  constexpr std::int32_t kVersion = 1;
  std::size_t tensors = 0;
  for (const domain::Subgraph& subgraph : model.subgraphs) tensors += subgraph.tensors.size();
  std::vector<std::int32_t> words{kVersion, 0, static_cast<std::int32_t>(tensors)};
  words.resize(words.size() + tensors, -1);
  return words;
}

constexpr std::size_t kHeadWords = 3;

Model with_plan(const Model& model, const std::vector<std::int32_t>& words) {
  Model copy = model;
  std::erase_if(copy.metadata, [](const domain::MetadataEntry& entry) { return entry.name == kOfflinePlanName; });
  if (!words.empty()) {
    copy.metadata.push_back({std::string(kOfflinePlanName), words.size() * sizeof(std::int32_t), words});
  }
  return copy;
}

// Offsets for a model without an offline plan, whose arena is `arena`.
Result<PlacementFinding> find_placement(const Model& model, const PlanTarget& target, const Arena& arena) {
  std::vector<Lifetime> lifetimes;
  for (const PlannedBuffer& buffer : arena.buffers)
    lifetimes.push_back({buffer.bytes, buffer.first_use, buffer.last_use});
  const std::vector<bool> may_fix = plannable(model, arena.buffers);
  const FoundPlacement found = best_placement(lifetimes, may_fix);
  PlacementFinding finding;
  finding.head_bound = found.bound;
  finding.is_proven = found.is_proven();
  finding.need = need_of(arena);
  if (!arena.buffers.empty() && std::ranges::find(may_fix, true) == may_fix.end())
    finding.obstacle = "the subgraphs' tensors share their indices, and the runtime reads one offset an index";
  if (found.extent >= arena.head.best || found.extent > INT32_MAX) return finding;
  finding.words = empty_plan(model);
  for (std::size_t i = 0; i < found.fixed_offsets.size(); ++i) {
    if (found.fixed_offsets[i] >= 0)
      finding.words[kHeadWords + static_cast<std::size_t>(arena.buffers[i].tensor)] =
          static_cast<std::int32_t>(found.fixed_offsets[i]);
  }
  finding.need = need_of(KG_TRY(arena_of(with_plan(model, finding.words), target)));
  finding.is_better = true;
  return finding;
}

struct Reordered {
  OrderFinding finding;
  Model model;
  Arena arena;
};

// The best order for a model without an offline plan; its own where no other has fewer bytes alive.
Result<Reordered> find_order(const Model& model, const PlanTarget& target, const Arena& arena) {
  const ModelOrder best = best_orders(model, arena.buffers);
  Reordered found;
  OrderFinding& finding = found.finding;
  finding.orders = best.orders;
  finding.alive_bytes_today = finding.alive_bytes = arena.peak.bytes;
  finding.need = need_of(arena);
  if (best.changes) {
    found.model = in_order(model, best.orders);
    found.arena = KG_TRY(arena_of(found.model, target));
    finding.is_new = found.arena.peak.bytes < arena.peak.bytes;
  }
  if (finding.is_new) {
    finding.alive_bytes = found.arena.peak.bytes;
    finding.need = need_of(found.arena);
  } else {
    finding.orders = orders_of_file(model);
  }
  finding.alive_bound = std::min(best.bound, finding.alive_bytes);
  finding.is_proven = finding.alive_bytes == best.bound;
  finding.head_is_proven = finding.is_proven && finding.need.head_bytes == best.bound;
  return found;
}

InPlaceFinding find_in_place(const Model& model, const Arena& arena) {
  InPlaceFinding finding;
  finding.uses = in_place_uses(model, arena.buffers);
  const SharedHead head = shared_head(arena.buffers, finding.uses);
  const std::uint64_t saved = arena.head.best - std::min(arena.head.best, head.head_bytes);
  finding.alive_bytes = head.alive_bytes;
  finding.head_bytes = arena.head.best - saved;
  finding.used_bytes = arena.used.best - saved;
  return finding;
}

}  // namespace

Bytes metadata_bytes(const std::vector<std::int32_t>& words) {
  Bytes bytes;
  bytes.reserve(words.size() * sizeof(std::int32_t));
  for (const std::int32_t word : words) {
    for (unsigned shift = 0; shift < 32; shift += 8)
      bytes.push_back(static_cast<std::uint8_t>(static_cast<std::uint32_t>(word) >> shift));
  }
  return bytes;
}

Optimisations::Copy Optimisations::best_copy() const {
  Copy best{{}, {}, today};
  if (placement.is_better) best = {{}, placement.words, placement.need};
  if (order.is_new && placement_in_order.need.head_bytes < best.need.head_bytes)
    best = {order.orders, placement_in_order.words, placement_in_order.need};
  return best;
}

Result<Optimisations> optimise(const Model& model, const PlanTarget& target) {
  const bool carries_plan = has_offline_plan(model);
  const Model plain = carries_plan ? with_plan(model, {}) : model;
  const Arena plain_arena = KG_TRY(arena_of(plain, target));
  // A plan that overwrites results is no figure to fall below.
  const Arena own_arena = KG_TRY(arena_of(model, target));
  const bool is_kept = !carries_plan || plan_detail::overlap_in(model, own_arena.buffers, steps_of(model)).empty();
  const Arena& today = is_kept ? own_arena : plain_arena;
  const MemoryPlan planned = KG_TRY(plan(is_kept ? model : plain, target));

  Optimisations result;
  result.target = target;
  result.exact = planned.exact();
  result.today = need_of(today);
  result.in_place = find_in_place(plain, plain_arena);
  result.placement = KG_TRY(find_placement(plain, target, plain_arena));
  if (result.placement.need.head_bytes >= result.today.head_bytes) {
    result.placement.is_better = false;
    result.placement.words.clear();
  }
  const Reordered reordered = KG_TRY(find_order(plain, target, plain_arena));
  result.order = reordered.finding;
  result.order.is_better = result.order.is_new && result.order.need.head_bytes < result.today.head_bytes;
  result.placement_in_order = result.placement;
  if (!result.order.is_new) return result;
  result.placement_in_order = KG_TRY(find_placement(reordered.model, target, reordered.arena));
  if (carries_plan && result.placement_in_order.words.empty()) result.placement_in_order.words = empty_plan(model);
  return result;
}

}  // namespace kilograph::inspect
