// Any model that is read can be planned for every target, or gives an error; a plan holds together.
#include <algorithm>
#include <cstdlib>

#include "ingest/tflite/model_reader.hpp"
#include "inspect/plan/memory_plan.hpp"

namespace {

using namespace kilograph;
using inspect::ByteRange;
using inspect::PlannedBuffer;

void require(bool holds) {
  if (!holds) std::abort();
}

void require_ordered(const ByteRange& range) { require(range.low <= range.best && range.best <= range.high); }

bool alive_together(const PlannedBuffer& a, const PlannedBuffer& b) {
  return a.first_use <= b.last_use && b.first_use <= a.last_use;
}

void check_buffers(const inspect::Arena& arena, bool is_fixed) {
  std::uint64_t end = 0;
  for (const PlannedBuffer& one : arena.buffers) {
    end = std::max(end, one.offset + one.bytes);
    if (is_fixed) continue;  // the file's own offsets may overlap, as the runtime lets them
    for (const PlannedBuffer& other : arena.buffers) {
      if (&other == &one || one.bytes == 0 || other.bytes == 0 || !alive_together(one, other)) continue;
      require(one.offset + one.bytes <= other.offset || other.offset + other.bytes <= one.offset);
    }
  }
  require(end == arena.head.best);
}

void check(const inspect::MemoryPlan& plan, const domain::Model& model) {
  require(plan.starts() == plan.refusals.empty());
  if (plan.program.code) require_ordered(*plan.program.code);
  if (!plan.arena) return;
  const inspect::Arena& arena = *plan.arena;
  for (const ByteRange& range : {arena.head, arena.tail, arena.used, arena.minimum}) require_ordered(range);
  require(plan.exact() == arena.used.exact());
  require(arena.minimum.best >= arena.used.best);
  require(arena.peak.bytes <= arena.head.best || !model.metadata.empty());
  if (!plan.exact()) return check_buffers(arena, true);
  require(arena.used.best == arena.head.best + arena.tail.best);
  check_buffers(arena, !model.metadata.empty());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::size_t kMostTensors = 300;  // buffers are compared in pairs
  const auto model = ingest::read_model({data, size}, "fuzzed", {.max_bytes = 1u << 20});
  if (!model) return 0;
  std::size_t tensors = 0;
  for (const domain::Subgraph& subgraph : model->subgraphs) tensors += subgraph.tensors.size();
  if (tensors > kMostTensors) return 0;
  for (const inspect::PlanTarget& target : inspect::plan_targets()) {
    if (const auto planned = inspect::plan(*model, target)) check(*planned, *model);
  }
  return 0;
}
