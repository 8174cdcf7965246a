#include "inspect/plan/lifetimes.hpp"

#include <algorithm>
#include <array>

#include "inspect/plan/kernel_view.hpp"

namespace kilograph::inspect::plan_detail {
namespace {

using domain::Operator;
using domain::Subgraph;
using domain::Tensor;

constexpr std::array<std::string_view, 3> kCallers{"CALL_ONCE", "IF", "WHILE"};
constexpr std::string_view kBringsItsOutput = "VAR_HANDLE";
constexpr std::size_t kMostSteps = 1'000'000;
constexpr int kMostDepth = 64;

Error too_many_calls() {
  return {ErrorKind::too_large,
          "its subgraphs call each other too often to be planned",
          {},
          "calls at most 64 deep and a million steps in all"};
}

struct Use {
  std::int32_t first = -1;
  std::int32_t last = -1;
};

class Walk {
 public:
  Walk(const domain::Model& model, const std::vector<ScratchRequest>& scratch,
       const std::optional<OfflinePlan>& offline)
      : model_(model), scratch_(scratch), offline_(offline), scratch_uses_(scratch.size()) {
    for (const Subgraph& subgraph : model.subgraphs) tensor_uses_.emplace_back(subgraph.tensors.size());
    index_scratch();
    timeline_.steps.push_back({0, -1});
  }

  Result<void> subgraph(std::size_t index, int depth) {
    const Subgraph& subgraph = model_.subgraphs[index];
    if (depth > kMostDepth || timeline_.steps.size() + subgraph.operators.size() > kMostSteps) {
      return fail(too_many_calls());
    }
    for (const std::int32_t tensor : subgraph.inputs) create(index, tensor);
    for (const std::int32_t tensor : subgraph.outputs) create(index, tensor);
    for (std::size_t i = 0; i < subgraph.operators.size(); ++i) KG_CHECK(step(index, i, depth));
    for (const std::int32_t tensor : subgraph.outputs) touch(index, tensor);
    return {};
  }

  Timeline finish() && {
    for (std::size_t s = 0; s < model_.subgraphs.size(); ++s) add_tensors(s);
    for (std::size_t i = 0; i < scratch_.size(); ++i) {
      timeline_.buffers.push_back({scratch_[i].subgraph, -1, scratch_[i].op, scratch_[i].bytes, 0,
                                   scratch_uses_[i].first, scratch_uses_[i].last});
    }
    return std::move(timeline_);
  }

 private:
  std::int32_t now() const { return static_cast<std::int32_t>(timeline_.steps.size()) - 1; }

  // Requests come ordered by subgraph and operator; this finds an operator's.
  void index_scratch() {
    for (const Subgraph& subgraph : model_.subgraphs) scratch_begin_.emplace_back(subgraph.operators.size() + 1, 0);
    std::size_t next = 0;
    for (std::size_t s = 0; s < model_.subgraphs.size(); ++s) {
      for (std::size_t op = 0; op < scratch_begin_[s].size(); ++op) {
        scratch_begin_[s][op] = next;
        while (next < scratch_.size() && scratch_[next].subgraph == static_cast<std::int32_t>(s) &&
               scratch_[next].op == static_cast<std::int32_t>(op)) {
          ++next;
        }
      }
    }
  }

  void create(std::size_t subgraph, std::int32_t tensor) {
    if (tensor >= 0) tensor_uses_[subgraph][static_cast<std::size_t>(tensor)] = {now(), now()};
  }

  void touch(std::size_t subgraph, std::int32_t tensor) {
    if (tensor >= 0) tensor_uses_[subgraph][static_cast<std::size_t>(tensor)].last = now();
  }

  Result<void> step(std::size_t index, std::size_t op_index, int depth) {
    const Operator& op = model_.subgraphs[index].operators[op_index];
    timeline_.steps.push_back({static_cast<std::int32_t>(index), static_cast<std::int32_t>(op_index)});
    const std::int32_t start = now();
    for (const std::int32_t tensor : op.outputs) create(index, tensor);
    if (std::ranges::find(kCallers, op.name) != kCallers.end()) {
      for (const std::int32_t called : op.options.called_subgraphs) {
        timeline_.steps.push_back({called, -1});
        KG_CHECK(subgraph(static_cast<std::size_t>(called), depth + 1));
      }
    }
    for (const std::int32_t tensor : op.inputs) touch(index, tensor);
    for (const std::int32_t tensor : op.outputs) touch(index, tensor);
    for (std::size_t i = scratch_begin_[index][op_index]; i < scratch_begin_[index][op_index + 1]; ++i) {
      scratch_uses_[i] = {start, now()};
    }
    return {};
  }

  std::vector<bool> brought(const Subgraph& subgraph) const {
    std::vector<bool> brought(subgraph.tensors.size(), false);
    for (const Operator& op : subgraph.operators) {
      if (op.name != kBringsItsOutput) continue;
      for (const std::int32_t tensor : op.outputs) {
        if (tensor >= 0) brought[static_cast<std::size_t>(tensor)] = true;
      }
    }
    return brought;
  }

  void add_tensors(std::size_t index) {
    const std::vector<Tensor>& tensors = model_.subgraphs[index].tensors;
    const std::vector<bool> is_brought = brought(model_.subgraphs[index]);
    for (std::size_t t = 0; t < tensors.size(); ++t) {
      const std::uint64_t bytes = arena_bytes(&tensors[t]);
      if (bytes == 0 || is_brought[t]) continue;
      if (tensors[t].is_variable ? !places(offline_, t) : tensors[t].is_constant) continue;
      const Use use = tensor_uses_[index][t];
      timeline_.buffers.push_back(
          {static_cast<std::int32_t>(index), static_cast<std::int32_t>(t), -1, bytes, 0, use.first, use.last});
    }
  }

  const domain::Model& model_;
  const std::vector<ScratchRequest>& scratch_;
  const std::optional<OfflinePlan>& offline_;
  std::vector<std::vector<Use>> tensor_uses_;
  std::vector<Use> scratch_uses_;
  std::vector<std::vector<std::size_t>> scratch_begin_;
  Timeline timeline_;
};

}  // namespace

Result<Timeline> timeline_of(const domain::Model& model, const std::vector<ScratchRequest>& scratch,
                             const std::optional<OfflinePlan>& offline) {
  Walk walk(model, scratch, offline);
  KG_CHECK(walk.subgraph(0, 0));
  return std::move(walk).finish();
}

Peak peak_of(const Timeline& timeline) {
  std::vector<std::int64_t> change(timeline.steps.size() + 1, 0);
  for (const PlannedBuffer& buffer : timeline.buffers) {
    if (buffer.first_use < 0) continue;
    change[static_cast<std::size_t>(buffer.first_use)] += static_cast<std::int64_t>(buffer.bytes);
    change[static_cast<std::size_t>(buffer.last_use) + 1] -= static_cast<std::int64_t>(buffer.bytes);
  }
  Peak peak;
  std::int64_t alive = 0;
  for (std::size_t i = 0; i < timeline.steps.size(); ++i) {
    alive += change[i];
    if (static_cast<std::uint64_t>(alive) > peak.bytes) {
      peak = {timeline.steps[i].subgraph, timeline.steps[i].op, static_cast<std::uint64_t>(alive)};
    }
  }
  return peak;
}

}  // namespace kilograph::inspect::plan_detail
