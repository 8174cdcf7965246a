#include "inspect/picture/labels.hpp"

#include <algorithm>

namespace kilograph::inspect {

std::string operator_name(const domain::Model& model, std::int32_t subgraph, std::int32_t op) {
  if (op < 0) return "start";
  return model.subgraphs[static_cast<std::size_t>(subgraph)].operators[static_cast<std::size_t>(op)].name;
}

std::string label_of(const domain::Model& model, const PlannedBuffer& buffer) {
  if (buffer.is_scratch()) {
    return "scratch of operator " + std::to_string(buffer.op) + " " + operator_name(model, buffer.subgraph, buffer.op);
  }
  const auto& tensors = model.subgraphs[static_cast<std::size_t>(buffer.subgraph)].tensors;
  const std::string& name = tensors[static_cast<std::size_t>(buffer.tensor)].spec.name;
  return name.empty() ? "tensor " + std::to_string(buffer.tensor) : name;
}

std::vector<plan_detail::Step> steps_of(const domain::Model& model) {
  auto timeline = plan_detail::timeline_of(model, {}, std::nullopt);
  return timeline ? std::move(timeline->steps) : std::vector<plan_detail::Step>{};
}

std::vector<std::uint64_t> alive_bytes(const Arena& arena, std::size_t steps) {
  std::vector<std::uint64_t> alive(steps + 1, 0);  // first what comes and goes, wrapping, then its sums
  for (const PlannedBuffer& buffer : arena.buffers) {
    if (buffer.first_use < 0 || static_cast<std::size_t>(buffer.last_use) >= steps) continue;
    alive[static_cast<std::size_t>(buffer.first_use)] += buffer.bytes;
    alive[static_cast<std::size_t>(buffer.last_use) + 1] -= buffer.bytes;
  }
  for (std::size_t t = 1; t < alive.size(); ++t) alive[t] += alive[t - 1];
  alive.pop_back();
  return alive;
}

std::size_t peak_step(const Arena& arena, std::size_t steps) {
  const auto alive = alive_bytes(arena, steps);
  return static_cast<std::size_t>(std::ranges::max_element(alive) - alive.begin());
}

}  // namespace kilograph::inspect
