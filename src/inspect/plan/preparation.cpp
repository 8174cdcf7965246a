#include "inspect/plan/preparation.hpp"

#include <algorithm>
#include <set>

#include "inspect/plan/contradictions.hpp"
#include "inspect/plan/kernel_habits.hpp"
#include "inspect/plan/kernel_rules.hpp"
#include "inspect/plan/operator_form.hpp"

namespace kilograph::inspect::plan_detail {
namespace {

using domain::Model;
using domain::Operator;
using domain::Subgraph;

constexpr std::string_view kVariable = "VAR_HANDLE";
constexpr std::string_view kAssign = "ASSIGN_VARIABLE";
constexpr std::string_view kCustom = "CUSTOM:";

// An operator's own data and options can be so many steps of the alignment off when only the source
// states them.
constexpr std::uint64_t kDoubtStepsAnOperator = 2;
constexpr std::uint64_t kWordBytes = 4;

// Tensors that a converter does not write, and that no measurement had.
std::string unusual_tensors(const KernelView& view) {
  const auto is_empty = [](const domain::Tensor* tensor) {
    return tensor && !tensor->is_constant && domain::element_count(tensor->spec.shape) == std::uint64_t{0};
  };
  for (std::size_t i = 0; i < view.op().inputs.size(); ++i) {
    if (is_empty(view.input(i))) return "its input " + std::to_string(i) + " has no elements";
  }
  for (std::size_t i = 0; i < view.op().outputs.size(); ++i) {
    if (is_empty(view.output(i))) return "its output " + std::to_string(i) + " has no elements";
  }
  return contradiction(view);
}

class Tail {
 public:
  Tail(const Model& model, const ResolvedTarget& target)
      : model_(model), target_(target), sizes_(target.sizes()), step_(target.runtime->arena_alignment) {
    result_.offline = offline_plan_of(model);
  }

  Preparation allocate() && {
    const bool uses_kernels =
        std::ranges::any_of(model_.subgraphs, [](const Subgraph& graph) { return !graph.operators.empty(); });
    if (!target_.structures_measured || (!target_.measured && uses_kernels)) {
      doubt("no figure was measured with " + target_.kernels().id + " kernels on " + std::string(name_of(target_.abi)));
    }
    if (result_.offline && !result_.offline->unknown.empty()) add_once(result_.missing, result_.offline->unknown);
    runtime();
    graph();
    for_each_operator(&Tail::options);
    for_each_operator(&Tail::data);
    for_each_operator(&Tail::prepare_operator);
    handles_and_variables();
    result_.tail_bytes_while_planning = result_.tail_bytes;
    const Subgraph& main = model_.subgraphs.front();
    ports(main, main.inputs, "graph input");
    ports(main, main.outputs, "graph output");
    return std::move(result_);
  }

 private:
  void take(std::string what, std::uint64_t bytes, std::uint32_t alignment) {
    result_.tail_bytes = round_up(result_.tail_bytes + bytes, alignment);
    result_.items.push_back({std::move(what), bytes, alignment});
  }
  // A structure that was compiled and never seen at run time may be a word more or less.
  void take(std::string what, Layout layout, std::uint64_t count = 1) {
    if (!target_.structures_measured) result_.doubtful_tail_bytes += kWordBytes * count;
    take(std::move(what), layout.bytes * count, layout.alignment);
  }

  void runtime() {
    take("arena allocator", sizes_.arena_allocator);
    take("memory planner", sizes_.memory_planner);
    take("micro allocator", sizes_.micro_allocator);
    const std::uint64_t rows = resource_variable_rows();
    if (rows == 0) return;
    take("resource variables", sizes_.resource_variables);
    take("table of " + std::to_string(rows) + " resource variables", sizes_.resource_variable, rows);
  }

  std::uint64_t resource_variable_rows() const {
    std::uint64_t handles = 0;
    std::set<std::string_view> names;
    for (const Subgraph& subgraph : model_.subgraphs) {
      for (const Operator& op : subgraph.operators) {
        if (op.name != kVariable) continue;
        ++handles;
        names.insert(op.options.resource);
      }
    }
    return target_.runtime->counts_variable_names ? names.size() : handles;
  }

  void graph() {
    take("builtin-data allocator", sizes_.builtin_data_allocator);
    take("subgraph allocations", sizes_.subgraph_allocations, model_.subgraphs.size());
    for (std::size_t s = 0; s < model_.subgraphs.size(); ++s) {
      take("evaluation tensors of subgraph " + std::to_string(s), sizes_.eval_tensor,
           model_.subgraphs[s].tensors.size());
    }
    for (std::size_t s = 0; s < model_.subgraphs.size(); ++s) {
      take("nodes of subgraph " + std::to_string(s), sizes_.node_and_registration,
           model_.subgraphs[s].operators.size());
    }
  }

  void for_each_operator(void (Tail::*visit)(std::size_t, std::size_t, const Operator&, const OperatorRow&)) {
    for (std::size_t s = 0; s < model_.subgraphs.size(); ++s) {
      const std::vector<Operator>& operators = model_.subgraphs[s].operators;
      for (std::size_t i = 0; i < operators.size(); ++i) {
        if (const OperatorRow* row = target_.runtime->row(operators[i].name)) (this->*visit)(s, i, operators[i], *row);
      }
    }
  }

  std::string place(std::size_t subgraph, std::size_t index, const Operator& op) const {
    const std::string at = "operator " + std::to_string(index) + " " + op.name;
    return model_.subgraphs.size() == 1 ? at : at + " of subgraph " + std::to_string(subgraph);
  }

  void options(std::size_t subgraph, std::size_t index, const Operator& op, const OperatorRow& row) {
    const Layout layout = target_.options(row);
    if (layout.bytes > 0) take("options of " + place(subgraph, index, op), layout);
  }

  void data(std::size_t subgraph, std::size_t index, const Operator& op, const OperatorRow& row) {
    const std::uint32_t bytes = target_.data(row).bytes;
    if (bytes > 0) take("data of " + place(subgraph, index, op), bytes, step_);
    if (!op.name.starts_with(kCustom)) return;
    Requests requests;
    ask(row.rule, KernelView(model_.subgraphs[subgraph], op, target_), requests);
    take(requests.early(), place(subgraph, index, op));
  }

  void take(const std::vector<PersistentRequest>& requests, const std::string& place) {
    for (const PersistentRequest& request : requests)
      take(std::string(request.what) + ", " + place, request.bytes, step_);
  }

  void prepare_operator(std::size_t subgraph, std::size_t index, const Operator& op, const OperatorRow& row) {
    if (op.name == kAssign) assign_variable(subgraph, op);
    Requests requests;
    const KernelView view(model_.subgraphs[subgraph], op, target_);
    ask(row.rule, view, requests);
    take(requests.persistent(), place(subgraph, index, op));
    if (!requests.missing().empty())
      add_once(result_.missing, "what memory " + op.name + " takes is not known: " + requests.missing());
    if (!requests.doubt().empty()) doubt(op.name + ": " + requests.doubt());
    result_.doubtful_tail_bytes += requests.doubtful_bytes();
    const bool in_doubt = weigh(view, row);
    for (const ByteRange& bytes : requests.scratch()) {
      const std::uint64_t low = in_doubt ? 0 : bytes.low;
      const std::uint64_t high = in_doubt ? std::max(bytes.high, 2 * bytes.best) : bytes.high;
      result_.scratch.push_back(
          {static_cast<std::int32_t>(subgraph), static_cast<std::int32_t>(index), bytes.best, low, high});
      result_.doubtful_scratch |= low != high;
    }
  }

  // Whether what the operator takes is in doubt; says why.
  bool weigh(const KernelView& view, const OperatorRow& row) {
    const Operator& op = view.op();
    const Evidence evidence = row.evidence[target_.set];
    bool in_doubt = !target_.measured || evidence != Evidence::measured;
    for (const Form form : row.unmeasured[target_.set]) {
      if (!has_form(view, row, form)) continue;
      doubt(op.name + ": no measurement of " + text_of(form) + " with " + target_.kernels().id + " kernels");
      in_doubt = true;
    }
    std::string why = unusual_tensors(view);
    if (why.empty()) why = doubtful_by_habit(view, row);
    if (!why.empty()) {
      doubt(op.name + ": " + why);
      in_doubt = true;
    }
    if (op.version > row.newest_version) {
      doubt(op.name + ": version " + std::to_string(op.version) + " is newer than " +
            std::to_string(row.newest_version) + ", the newest that is known; this runtime does not look at versions");
      in_doubt = true;
    }
    if (!in_doubt) return false;
    if (target_.measured && evidence == Evidence::measured_earlier)
      doubt(op.name + ": measured on an earlier version alone");
    if (target_.measured && evidence == Evidence::derived)
      doubt(op.name + ": its memory follows from the public source, no measurement confirms it");
    result_.doubtful_tail_bytes += kDoubtStepsAnOperator * step_;
    return true;
  }

  static void add_once(std::vector<std::string>& reasons, std::string why) {
    if (std::ranges::find(reasons, why) == reasons.end()) reasons.push_back(std::move(why));
  }
  void doubt(std::string why) { add_once(result_.doubts, std::move(why)); }

  // The memory of a resource variable is taken where the first assignment to it is prepared.
  void assign_variable(std::size_t subgraph, const Operator& op) {
    if (op.inputs.size() < 2 || op.inputs[1] < 0) return;
    const Subgraph& graph = model_.subgraphs[subgraph];
    for (const Operator& handle : graph.operators) {
      if (handle.name != kVariable || handle.outputs.empty() || handle.outputs[0] != op.inputs[0]) continue;
      if (!allocated_variables_.insert(handle.options.resource).second) return;
      const domain::Tensor& value = graph.tensors[static_cast<std::size_t>(op.inputs[1])];
      take("resource variable " + handle.options.resource, arena_bytes(&value), step_);
      return;
    }
  }

  void handles_and_variables() {
    if (!result_.scratch.empty()) take("handles of scratch buffers", sizes_.scratch_handle, result_.scratch.size());
    for (std::size_t s = 0; s < model_.subgraphs.size(); ++s) {
      const std::vector<domain::Tensor>& tensors = model_.subgraphs[s].tensors;
      for (std::size_t t = 0; t < tensors.size(); ++t) {
        if (!tensors[t].is_variable || places(result_.offline, t)) continue;
        take("variable tensor " + std::to_string(t), arena_bytes(&tensors[t]), step_);
      }
    }
  }

  void ports(const Subgraph& graph, const std::vector<std::int32_t>& tensors, const std::string& what) {
    take("pointers to every " + what, sizes_.pointer, tensors.size());
    for (std::size_t i = 0; i < tensors.size(); ++i) {
      const domain::Tensor& tensor = graph.tensors[static_cast<std::size_t>(tensors[i])];
      const std::string place = what + " " + std::to_string(i);
      take("tensor of " + place, sizes_.tensor);
      if (tensor.scales.empty() || tensor.zero_points.empty()) continue;
      take("quantization of " + place, sizes_.affine_quantization);
      take("zero points of " + place, sizes_.int_array_head.bytes + sizeof(std::int32_t) * tensor.scales.size(),
           sizes_.int_array_head.alignment);
    }
  }

  const Model& model_;
  const ResolvedTarget& target_;
  const RuntimeStructures& sizes_;
  std::uint32_t step_;
  std::set<std::string_view> allocated_variables_;
  Preparation result_;
};

}  // namespace

Preparation prepare(const Model& model, const ResolvedTarget& target) { return Tail(model, target).allocate(); }

}  // namespace kilograph::inspect::plan_detail
