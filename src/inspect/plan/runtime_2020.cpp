#include "inspect/plan/runtime_2020.hpp"

#include <algorithm>
#include <array>

#include "inspect/plan/contradictions.hpp"
#include "inspect/plan/kernel_habits.hpp"
#include "inspect/plan/kernel_rules.hpp"
#include "inspect/plan/lifetimes.hpp"
#include "inspect/plan/placement.hpp"

namespace kilograph::inspect::plan_detail {
namespace {

using domain::Operator;
using domain::Subgraph;
using domain::Tensor;
using domain::TensorType;

constexpr std::array kSizedTypes{TensorType::float32, TensorType::int16, TensorType::int32,   TensorType::uint8,
                                 TensorType::int64,   TensorType::int8,  TensorType::boolean, TensorType::complex64};
constexpr std::size_t kMostJoined = 10;
constexpr std::array<std::string_view, 3> kFourDimensional{"PAD", "PADV2", "STRIDED_SLICE"};
constexpr std::size_t kMostDimensions = 4;
constexpr std::size_t kSvdfState = 4;  // index of the input

constexpr std::uint64_t kDoubtBytesAnOperator = 32;

struct Use {
  std::int32_t first = -1;
  std::int32_t last = -1;
};

// Operator i is step i + 1, and what lasts to the end lasts to the last operator.
std::vector<Use> uses_of(const Subgraph& graph) {
  std::vector<Use> uses(graph.tensors.size());
  const auto at = [&](std::int32_t tensor) -> Use& { return uses[static_cast<std::size_t>(tensor)]; };
  const std::int32_t end = static_cast<std::int32_t>(graph.operators.size());
  for (const std::int32_t tensor : graph.inputs) at(tensor).first = 0;
  for (const std::int32_t tensor : graph.outputs) at(tensor).last = end == 0 ? -1 : end;
  for (std::int32_t i = 0; i < end; ++i) {
    const Operator& op = graph.operators[static_cast<std::size_t>(i)];
    for (const std::int32_t tensor : op.inputs) {
      if (tensor >= 0) at(tensor).last = std::max(at(tensor).last, i + 1);
    }
    for (const std::int32_t tensor : op.outputs) {
      if (tensor >= 0 && at(tensor).first < 0) at(tensor).first = i + 1;
    }
  }
  return uses;
}

// Neither in the file nor in the part that lasts.
bool is_passing(const Tensor& tensor) { return !tensor.is_constant && !tensor.is_variable; }

std::string place_of(std::size_t index, const Operator& op) {
  return "operator " + std::to_string(index) + " " + op.name;
}

Requests requests_of(const Subgraph& graph, const Operator& op, const ResolvedTarget& target) {
  Requests requests;
  if (const OperatorRow* row = target.runtime->row(op.name)) ask(row->rule, KernelView(graph, op, target), requests);
  return requests;
}

class Tail {
 public:
  Tail(const Subgraph& graph, const ResolvedTarget& target)
      : graph_(graph), target_(target), sizes_(target.sizes()), step_(target.runtime->arena_alignment) {}

  void allocate() {
    take("arena allocator", sizes_.arena_allocator);
    take("tensors", sizes_.tensor, graph_.tensors.size());
    for (std::size_t i = 0; i < graph_.tensors.size(); ++i) quantization(i);
    take("nodes", sizes_.node_and_registration, graph_.operators.size());
    for (std::size_t i = 0; i < graph_.operators.size(); ++i) options(i);
    for (std::size_t i = 0; i < graph_.operators.size(); ++i) data(i);
    for (std::size_t i = 0; i < graph_.operators.size(); ++i) prepare_operator(i);
    bytes_while_planning = bytes;
    for (std::size_t i = 0; i < graph_.tensors.size(); ++i) {
      if (!graph_.tensors[i].is_variable) continue;
      take("variable tensor " + std::to_string(i), arena_bytes(&graph_.tensors[i]), step_);
    }
  }

  std::vector<TailItem> items;
  std::uint64_t bytes = 0;
  std::uint64_t bytes_while_planning = 0;  // variables come after planning
  std::vector<ScratchRequest> scratch;
  std::vector<std::string> doubts;
  std::uint64_t doubtful_bytes = 0;

 private:
  void take(std::string what, std::uint64_t size, std::uint32_t alignment) {
    bytes = round_up(bytes + size, alignment);
    items.push_back({std::move(what), size, alignment});
  }
  void take(std::string what, Layout layout, std::uint64_t count = 1) {
    take(std::move(what), layout.bytes * count, layout.alignment);
  }

  void quantization(std::size_t index) {
    const Tensor& tensor = graph_.tensors[index];
    if (tensor.scales.empty() || tensor.zero_points.empty()) return;
    const std::string place = "tensor " + std::to_string(index);
    const std::uint64_t array = sizes_.int_array_head.bytes + sizeof(std::int32_t) * tensor.scales.size();
    take("quantization of " + place, sizes_.affine_quantization);
    take("zero points of " + place, array, sizes_.int_array_head.alignment);
    take("scales of " + place, array, sizes_.int_array_head.alignment);
  }

  const OperatorRow* row(std::size_t index) const { return target_.runtime->row(graph_.operators[index].name); }

  void options(std::size_t index) {
    const Layout layout = row(index) ? target_.options(*row(index)) : Layout{};
    if (layout.bytes > 0) take("options of " + place_of(index, graph_.operators[index]), layout);
  }

  void data(std::size_t index) {
    const Layout layout = row(index) ? target_.data(*row(index)) : Layout{};
    if (layout.bytes > 0) take("data of " + place_of(index, graph_.operators[index]), layout.bytes, step_);
  }

  void prepare_operator(std::size_t index) {
    const Operator& op = graph_.operators[index];
    const Requests requests = requests_of(graph_, op, target_);
    for (const PersistentRequest& request : requests.persistent()) {
      take(std::string(request.what) + ", " + place_of(index, op), request.bytes, step_);
    }
    for (const ByteRange& size : requests.scratch()) {
      take("handle of a scratch buffer, " + place_of(index, op), sizes_.scratch_handle);
      scratch.push_back({0, static_cast<std::int32_t>(index), size.best, size.low, size.high});
    }
    weigh(index);
  }

  void weigh(std::size_t index) {
    weigh_contradictions(index);
    if (!row(index) || row(index)->evidence[target_.set] == Evidence::measured) return;
    doubt(index, "its memory follows from the public source, no measurement confirms it");
  }

  void weigh_contradictions(std::size_t index) {
    const Operator& op = graph_.operators[index];
    std::string why = contradiction(KernelView(graph_, op, target_));
    if (why.empty() && row(index) && op.options.are_missing && target_.options(*row(index)).bytes > 0 &&
        !does_without_options(op.name)) {
      why = "its options are missing, for which the runtime takes what its memory happens to hold";
    }
    if (!why.empty()) doubt(index, why);
  }

  void doubt(std::size_t index, const std::string& why) {
    const std::string doubt = graph_.operators[index].name + ": " + why;
    if (std::ranges::find(doubts, doubt) == doubts.end()) doubts.push_back(doubt);
    doubtful_bytes += kDoubtBytesAnOperator;
  }

  const Subgraph& graph_;
  const ResolvedTarget& target_;
  const RuntimeStructures& sizes_;
  std::uint32_t step_;
};

// Tensors in order, then scratch, the last request first.
Timeline timeline_of_2020(const Subgraph& graph, const std::vector<ScratchRequest>& scratch, std::uint32_t step) {
  Timeline timeline;
  timeline.steps.push_back({0, -1});
  for (std::size_t i = 0; i < graph.operators.size(); ++i) timeline.steps.push_back({0, static_cast<std::int32_t>(i)});
  const std::vector<Use> uses = uses_of(graph);
  for (std::size_t i = 0; i < graph.tensors.size(); ++i) {
    if (!is_passing(graph.tensors[i]) || uses[i].first < 0) continue;
    timeline.buffers.push_back({0, static_cast<std::int32_t>(i), -1, round_up(arena_bytes(&graph.tensors[i]), step), 0,
                                uses[i].first, uses[i].last});
  }
  for (auto request = scratch.rbegin(); request != scratch.rend(); ++request) {
    timeline.buffers.push_back(
        {0, -1, request->op, round_up(request->bytes, step), 0, request->op + 1, request->op + 1});
  }
  return timeline;
}

// Among equal sizes the first one added comes first, so the newer planner gets them in reverse.
std::uint64_t place(std::vector<PlannedBuffer>& buffers) {
  std::vector<Lifetime> lifetimes;
  lifetimes.reserve(buffers.size());
  for (auto buffer = buffers.rbegin(); buffer != buffers.rend(); ++buffer) {
    lifetimes.push_back({buffer->bytes, buffer->first_use, buffer->last_use, kNotPlanned});
  }
  const std::vector<std::uint64_t> offsets = place_greedily(lifetimes);
  for (std::size_t i = 0; i < buffers.size(); ++i) buffers[i].offset = offsets[buffers.size() - 1 - i];
  return extent(lifetimes, offsets);
}

// Scratch handles must follow one another in memory.
std::string refused_scratch(const Subgraph& graph, const ResolvedTarget& target) {
  bool is_interrupted = false;
  bool has_handles = false;
  for (const Operator& op : graph.operators) {
    const Requests requests = requests_of(graph, op, target);
    is_interrupted |= has_handles && !requests.persistent().empty();
    if (requests.scratch().empty()) continue;
    if (is_interrupted)
      return op.name +
             " asks for scratch memory after another operator took lasting memory, which this runtime refuses";
    has_handles = true;
  }
  return {};
}

// Limits that a kernel checks when it is prepared or first run, besides the type of its first input.
std::string broken_limit(const KernelView& view) {
  const std::string& name = view.op().name;
  const bool is_int8 = view.input_type(0) == TensorType::int8;
  if (name == "CONCATENATION" && view.op().inputs.size() > kMostJoined)
    return "joins " + std::to_string(view.op().inputs.size()) + " tensors; its kernel takes " +
           std::to_string(kMostJoined);
  if (name == "CONCATENATION" && view.options().activation != domain::Activation::none)
    return "has an activation, which its kernel does not take";
  if (std::ranges::find(kFourDimensional, name) != kFourDimensional.end() && rank(view.input(0)) > kMostDimensions)
    return "has more than four dimensions, which its kernel does not take";
  if (name == "FULLY_CONNECTED" && view.output_type(0) != view.input_type(0))
    return "writes another type than it reads, which its kernel does not do";
  if (name == "MEAN" && (rank(view.input(0)) != kMostDimensions || elements(view.input(1)) != 2))
    return "is not that of an image over height and width, which alone its kernel takes";
  if (name == "QUANTIZE" && view.output_type(0) != TensorType::int8 &&
      (view.output_type(0) != TensorType::uint8 || view.input_type(0) == TensorType::int16))
    return "writes " + std::string(domain::name_of(view.output_type(0))) + ", which its kernel does not";
  if (name == "SVDF" && is_int8 && view.input_type(kSvdfState) != TensorType::int16)
    return "keeps a state other than int16, which its kernel does not take";
  if (name == "SVDF" && is_int8 && view.options().activation != domain::Activation::relu)
    return "has an activation other than relu, which its kernel does not take";
  return {};
}

std::string refused_operator(const KernelView& view) {
  const std::string limit = broken_limit(view);
  return limit.empty() ? limit : view.op().name + " " + limit;
}

void add(std::vector<std::string>& reasons, std::string reason) {
  if (!reason.empty() && std::ranges::find(reasons, reason) == reasons.end()) reasons.push_back(std::move(reason));
}

}  // namespace

std::vector<std::string> refusals_of_2020(const domain::Model& model, const ResolvedTarget& target) {
  if (model.subgraphs.size() != 1)
    return {"it has " + std::to_string(model.subgraphs.size()) + " subgraphs; this runtime runs one"};
  std::vector<std::string> reasons;
  const Subgraph& graph = model.subgraphs.front();
  const std::vector<Use> uses = uses_of(graph);
  for (std::size_t i = 0; i < graph.tensors.size(); ++i) {
    const Tensor& tensor = graph.tensors[i];
    if (std::ranges::find(kSizedTypes, tensor.spec.type) == kSizedTypes.end())
      add(reasons,
          "tensors of type " + std::string(domain::name_of(tensor.spec.type)) + " have no size in this runtime");
    if (is_passing(tensor) && uses[i].last < 0)
      add(reasons, "tensor " + std::to_string(i) + " \"" + tensor.spec.name +
                       "\" is never read, and this runtime cannot plan such a tensor");
  }
  for (const Operator& op : graph.operators) add(reasons, refused_operator(KernelView(graph, op, target)));
  add(reasons, refused_scratch(graph, target));
  return reasons;
}

Result<Arena> arena_of_2020(const domain::Model& model, const ResolvedTarget& target,
                            std::vector<std::string>& doubts) {
  const Subgraph& graph = model.subgraphs.front();
  const std::uint32_t step = target.runtime->arena_alignment;
  Tail tail(graph, target);
  tail.allocate();
  Timeline timeline = timeline_of_2020(graph, tail.scratch, step);
  const std::uint64_t head = place(timeline.buffers);
  const Layout record = target.sizes().allocation_info;
  const std::uint64_t planning =
      round_up(tail.bytes_while_planning + (graph.tensors.size() + tail.scratch.size()) * record.bytes,
               record.alignment) +
      timeline.buffers.size() * target.sizes().planned_buffer.bytes;
  const auto range = [&](std::uint64_t bytes) {
    return ByteRange{bytes, bytes - std::min(bytes, tail.doubtful_bytes), bytes + tail.doubtful_bytes};
  };
  Arena arena;
  arena.head = {head, head, head};
  arena.tail = range(tail.bytes);
  arena.used = range(head + tail.bytes);
  arena.minimum = range(round_up(std::max(head + tail.bytes, planning), step));
  arena.peak = peak_of(timeline);
  arena.buffers = std::move(timeline.buffers);
  arena.tail_items = std::move(tail.items);
  doubts.insert(doubts.end(), tail.doubts.begin(), tail.doubts.end());
  return arena;
}

}  // namespace kilograph::inspect::plan_detail
