// kg_offline_copies RUNTIME FOLDER FILE…: writes copies of models into FOLDER, and a JSON line about each.
//
// Two copies a model, where they differ from it: `smallest`, what `plan --optimise` advises; and `other`, which runs
// the operators in the last order that is allowed, with an offset for every tensor, so that models without anything to
// gain put the writer and the runtime to the test too.
#include <cstdio>
#include <nlohmann/json.hpp>
#include <set>

#include "base/file.hpp"
#include "ingest/tflite/model_reader.hpp"
#include "ingest/tflite/model_writer.hpp"
#include "inspect/optimise/model_order.hpp"
#include "inspect/optimise/optimisation.hpp"
#include "inspect/optimise/progress.hpp"

using namespace kilograph;
using inspect::OperatorOrders;
using inspect::Optimisations;
using inspect::PlanTarget;

namespace {

constexpr std::uint64_t kMostBytes = 64 << 20;

struct Original {
  std::filesystem::path path;
  Bytes bytes;
  domain::Model model;
  inspect::MemoryPlan plan;
};

// Different names of resource variables: the rows of their table that the interpreter is asked for.
std::size_t variables_of(const domain::Model& model) {
  std::set<std::string> names;
  for (const domain::Subgraph& subgraph : model.subgraphs) {
    for (const domain::Operator& op : subgraph.operators) {
      if (op.name == "VAR_HANDLE") names.insert(op.options.resource);
    }
  }
  return names.size();
}

// What a model answers may depend on where its tensors lie. The wheel's kernel of SUM for int16 adds up in 64
// bits but asks for 32 of scratch memory an element, so that it writes over its neighbours; kernels of custom
// operators (circular buffer, stacker, filter banks) leave outputs unwritten until enough input has come.
bool depends_on_places(const domain::Model& model) {
  for (const domain::Subgraph& subgraph : model.subgraphs) {
    for (const domain::Operator& op : subgraph.operators) {
      if (op.name.starts_with("CUSTOM:")) return true;
      if (op.name != "SUM" || op.inputs.empty()) continue;
      if (subgraph.tensors[static_cast<std::size_t>(op.inputs[0])].spec.type == domain::TensorType::int16) return true;
    }
  }
  return false;
}

// The steps that may run, the last of the file first.
std::vector<std::int32_t> last_order(const inspect::optimise_detail::OrderProblem& problem) {
  inspect::optimise_detail::Progress progress(problem);
  std::vector<std::int32_t> order;
  while (!progress.ready().empty()) {
    order.push_back(*std::max_element(progress.ready().begin(), progress.ready().end()));
    progress.run(order.back());
  }
  return order;
}

Result<Optimisations::Copy> other(const Original& original, const PlanTarget& target) {
  Optimisations::Copy copy;
  for (std::size_t s = 0; s < original.model.subgraphs.size(); ++s) {
    const std::vector<std::uint64_t> none(original.model.subgraphs[s].operators.size(), 0);
    copy.orders.push_back(
        last_order(inspect::optimise_detail::order_problem_of(original.model, s, original.plan.arena->buffers, none)));
  }
  const domain::Model ordered = inspect::optimise_detail::in_order(original.model, copy.orders);
  const auto planned = KG_TRY(inspect::plan(ordered, target));
  std::size_t tensors = 0;
  for (const domain::Subgraph& subgraph : ordered.subgraphs) tensors += subgraph.tensors.size();
  copy.words = {1, 0, static_cast<std::int32_t>(tensors)};
  copy.words.resize(3 + tensors, -1);
  const bool may_plan = ordered.subgraphs.size() == 1;
  for (const inspect::PlannedBuffer& buffer : planned.arena->buffers) {
    if (may_plan && !buffer.is_scratch())
      copy.words[3 + static_cast<std::size_t>(buffer.tensor)] = static_cast<std::int32_t>(buffer.offset);
  }
  return copy;
}

Result<Bytes> written(const Original& original, const Optimisations::Copy& copy) {
  Bytes bytes = original.bytes;
  if (!copy.orders.empty()) bytes = KG_TRY(ingest::with_operator_order(bytes, copy.orders, {}));
  if (copy.words.empty()) return bytes;
  return ingest::with_metadata(bytes, inspect::kOfflinePlanName, inspect::metadata_bytes(copy.words), {});
}

Result<void> make(const char* kind, const Original& original, const Optimisations::Copy& copy, const PlanTarget& target,
                  const std::filesystem::path& folder) {
  const Bytes bytes = KG_TRY(written(original, copy));
  const domain::Model model = KG_TRY(ingest::read_model(bytes, original.model.name, {}));
  const inspect::MemoryPlan planned = KG_TRY(inspect::plan(model, target));
  const std::filesystem::path path = folder / (original.path.stem().string() + "." + kind + ".tflite");
  KG_CHECK(write_file(path, bytes));
  bool reorders = false;
  for (const auto& order : copy.orders) reorders |= !std::is_sorted(order.begin(), order.end());
  const domain::Subgraph& main = model.subgraphs.front();
  std::printf("%s\n", nlohmann::json{{"file", original.path.string()},
                                     {"copy", path.string()},
                                     {"kind", kind},
                                     {"reorders", reorders},
                                     {"inputs", main.inputs.size()},
                                     {"outputs", main.outputs.size()},
                                     {"variables", variables_of(model)},
                                     {"depends_on_places", depends_on_places(model)},
                                     {"exact", planned.exact() && original.plan.exact()},
                                     {"head", {original.plan.arena->head.best, planned.arena->head.best}},
                                     {"used", {original.plan.arena->used.best, planned.arena->used.best}}}
                          .dump()
                          .c_str());
  return {};
}

Result<void> make_copies(const std::filesystem::path& path, const PlanTarget& target,
                         const std::filesystem::path& folder) {
  Original original{path, KG_TRY(read_file(path, kMostBytes)), {}, {}};
  original.model = KG_TRY(ingest::read_model(original.bytes, path.stem().string(), {}));
  original.plan = KG_TRY(inspect::plan(original.model, target));
  if (!original.plan.arena) return {};
  const Optimisations::Copy smallest = KG_TRY(inspect::optimise(original.model, target)).best_copy();
  if (smallest.changes()) KG_CHECK(make("smallest", original, smallest, target, folder));
  const Optimisations::Copy last = KG_TRY(other(original, target));
  return make("other", original, last, target, folder);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) return 2;
  for (int i = 3; i < argc; ++i) {
    const auto made = make_copies(argv[i], {argv[1], "reference", inspect::Abi::host64}, argv[2]);
    if (!made) std::fprintf(stderr, "%s: %s\n", argv[i], made.error().to_text().c_str());
  }
}
