#include "inspect/plan/further_bytes.hpp"

#include <algorithm>

#include "inspect/plan/resolved_target.hpp"

namespace kilograph::inspect::plan_detail {
namespace {

constexpr std::uint64_t kParts = 1000;
constexpr std::uint64_t kLeastDoubt = 16;

std::int64_t bytes_beyond(const domain::Model& model, const FurtherBytes& further) {
  const auto count = [](const auto& list) { return static_cast<std::int64_t>(list.size()); };
  const domain::Subgraph& main = model.subgraphs.front();
  std::int64_t bytes = further.constant + further.subgraph * count(model.subgraphs) +
                       further.port * (count(main.inputs) + count(main.outputs));
  for (const domain::Subgraph& subgraph : model.subgraphs) {
    bytes += further.tensor * count(subgraph.tensors) + further.operators * count(subgraph.operators);
    for (const domain::Tensor& tensor : subgraph.tensors) {
      if (!tensor.scales.empty()) bytes += further.quantized_tensor + further.scale * count(tensor.scales);
    }
  }
  return bytes;
}

ByteRange moved(const ByteRange& range, std::int64_t bytes, std::uint32_t thousandths) {
  const auto move = [&](std::uint64_t value) {
    return static_cast<std::uint64_t>(std::max<std::int64_t>(static_cast<std::int64_t>(value) + bytes, 0));
  };
  const std::uint64_t best = move(range.best);
  const std::uint64_t doubt = thousandths == 0 ? 0 : std::max((best * thousandths + kParts - 1) / kParts, kLeastDoubt);
  return {best, move(range.low) - std::min(doubt, move(range.low)), move(range.high) + doubt};
}

}  // namespace

void add_further_bytes(const domain::Model& model, const RuntimeDescription& runtime, MemoryPlan& plan) {
  const FurtherBytes& further = *runtime.further;
  Arena& arena = *plan.arena;
  const std::int64_t bytes = bytes_beyond(model, further);
  const std::uint32_t thousandths = further.within_thousandths;
  arena.head = moved(arena.head, 0, thousandths);
  arena.tail = moved(arena.tail, bytes, thousandths);
  arena.used = moved(arena.used, bytes, thousandths);
  arena.minimum = moved(arena.minimum, bytes, thousandths);
  arena.minimum.best = std::max(arena.minimum.best, arena.used.best);
  arena.minimum.low = std::max(arena.minimum.low, arena.used.low);
  arena.minimum.high = std::max({arena.minimum.high, arena.used.high, arena.minimum.best});
  for (std::uint64_t* figure : {&arena.minimum.best, &arena.minimum.low, &arena.minimum.high})
    *figure = round_up(*figure, runtime.arena_alignment);
  if (thousandths == 0) {
    if (bytes > 0) arena.tail_items.push_back({"what the runtime keeps beside", static_cast<std::uint64_t>(bytes), 1});
    return;
  }
  arena.tail_items.clear();
  plan.doubts.insert(plan.doubts.begin(), further.doubt);
}

}  // namespace kilograph::inspect::plan_detail
