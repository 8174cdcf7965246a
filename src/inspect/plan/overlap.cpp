#include "inspect/plan/overlap.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <queue>

#include "inspect/place.hpp"

namespace kilograph::inspect::plan_detail {
namespace {

const domain::Subgraph& subgraph_of(const domain::Model& model, std::int32_t index) {
  return model.subgraphs[static_cast<std::size_t>(index)];
}

std::string buffer_place(const domain::Model& model, const PlannedBuffer& buffer) {
  if (buffer.is_scratch()) return "the scratch of operator " + std::to_string(buffer.op);
  const auto index = static_cast<std::size_t>(buffer.tensor);
  return place_of("tensor", index, subgraph_of(model, buffer.subgraph).tensors[index].spec.name);
}

std::string step_place(const domain::Model& model, const Step& step) {
  if (step.op < 0) return "at the start of subgraph " + std::to_string(step.subgraph);
  const auto index = static_cast<std::size_t>(step.op);
  return "at " + place_of("operator", index, subgraph_of(model, step.subgraph).operators[index].name);
}

// The buffers in use at one step, by offset: where none overlap, a new one can only meet its neighbours.
class InUse {
 public:
  explicit InUse(const std::vector<PlannedBuffer>& buffers) : buffers_(buffers) {}

  void end_before(std::int32_t step) {
    while (!ends_.empty() && ends_.top().first < step) {
      by_offset_.erase(buffers_[ends_.top().second].offset);
      ends_.pop();
    }
  }

  // The one that it lies over; null: it was added.
  const PlannedBuffer* add(std::size_t index) {
    const PlannedBuffer& buffer = buffers_[index];
    const auto above = by_offset_.lower_bound(buffer.offset);
    if (above != by_offset_.end() && above->first < buffer.offset + buffer.bytes) return &buffers_[above->second];
    if (above != by_offset_.begin()) {
      const PlannedBuffer& below = buffers_[std::prev(above)->second];
      if (below.offset + below.bytes > buffer.offset) return &below;
    }
    by_offset_.emplace(buffer.offset, index);
    ends_.emplace(buffer.last_use, index);
    return nullptr;
  }

 private:
  using End = std::pair<std::int32_t, std::size_t>;

  const std::vector<PlannedBuffer>& buffers_;
  std::map<std::uint64_t, std::size_t> by_offset_;
  std::priority_queue<End, std::vector<End>, std::greater<>> ends_;
};

}  // namespace

std::string overlap_in(const domain::Model& model, const std::vector<PlannedBuffer>& buffers,
                       const std::vector<Step>& steps) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < buffers.size(); ++i) {
    if (buffers[i].bytes > 0 && buffers[i].first_use >= 0) order.push_back(i);
  }
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return buffers[i].first_use; });
  InUse in_use(buffers);
  for (const std::size_t i : order) {
    const PlannedBuffer& buffer = buffers[i];
    in_use.end_before(buffer.first_use);
    const PlannedBuffer* other = in_use.add(i);
    if (!other) continue;
    return buffer_place(model, *other) + " and " + buffer_place(model, buffer) +
           " lie over each other while both are in use " +
           step_place(model, steps[static_cast<std::size_t>(buffer.first_use)]);
  }
  return {};
}

}  // namespace kilograph::inspect::plan_detail
