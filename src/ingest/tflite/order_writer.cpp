#include <algorithm>

#include "ingest/tflite/model_file.hpp"
#include "ingest/tflite/model_reader.hpp"
#include "ingest/tflite/model_writer.hpp"

namespace kilograph::ingest {
namespace tflite {
namespace {

Result<void> check_order(const std::vector<std::int32_t>& order, std::uint32_t operators, std::size_t subgraph) {
  std::vector<std::int32_t> sorted = order;
  std::ranges::sort(sorted);
  bool is_permutation = sorted.size() == operators;
  for (std::size_t i = 0; i < sorted.size() && is_permutation; ++i)
    is_permutation = sorted[i] == static_cast<std::int32_t>(i);
  if (is_permutation) return {};
  return fail(ErrorKind::usage, "the order does not name each operator once", "subgraph " + std::to_string(subgraph),
              operators == 0 ? "no number" : "each of 0 to " + std::to_string(operators - 1) + " once");
}

// The vector's references, each counted from its own place, exchanged in the copy.
Result<void> reorder(ByteView model, const schema::SubGraph& subgraph, const std::vector<std::int32_t>& order,
                     Bytes& copy) {
  if (order.empty()) return {};
  const auto first = static_cast<std::size_t>(subgraph.operators()->Data() - model.data());
  for (std::size_t i = 0; i < order.size(); ++i) {
    const std::size_t at = first + 4 * i;
    const auto* table = subgraph.operators()->Get(static_cast<std::uint32_t>(order[i]));
    const auto target = static_cast<std::size_t>(reinterpret_cast<const std::uint8_t*>(table) - model.data());
    if (target < first + 4 * order.size()) {
      return fail(ErrorKind::unsupported, "its operators lie before the list of them", "operator " + std::to_string(i),
                  "a file as converters write it");
    }
    flatbuffers::WriteScalar(copy.data() + at, static_cast<flatbuffers::uoffset_t>(target - at));
  }
  return {};
}

bool same(const domain::Operator& a, const domain::Operator& b) {
  return a.name == b.name && a.version == b.version && a.inputs == b.inputs && a.outputs == b.outputs;
}

// The copy reads as the old model in the new order: no other part lay where the lists are.
Result<void> check_reordered(const domain::Model& old, const std::vector<std::vector<std::int32_t>>& orders,
                             ByteView copy, const Limits& limits) {
  const domain::Model model = KG_TRY(read_model(copy, old.name, limits));
  bool is_right = model.subgraphs.size() == old.subgraphs.size();
  for (std::size_t s = 0; s < orders.size() && is_right; ++s) {
    for (std::size_t i = 0; i < orders[s].size() && is_right; ++i)
      is_right =
          same(model.subgraphs[s].operators[i], old.subgraphs[s].operators[static_cast<std::size_t>(orders[s][i])]);
  }
  if (is_right) return {};
  return fail(ErrorKind::unsupported, "its lists of operators share memory with other parts", {},
              "a file as converters write it");
}

}  // namespace
}  // namespace tflite

Result<Bytes> with_operator_order(ByteView model, const std::vector<std::vector<std::int32_t>>& orders,
                                  const Limits& limits) {
  const domain::Model old = KG_TRY(read_model(model, {}, limits));
  const tflite::schema::Model& root = *tflite::schema::GetModel(model.data());
  if (orders.size() != old.subgraphs.size()) {
    return fail(ErrorKind::usage, grouped(orders.size()) + " orders were given", {},
                "one for each of the " + grouped(old.subgraphs.size()) + " subgraphs");
  }
  Bytes copy(model.begin(), model.end());
  for (std::uint32_t s = 0; s < orders.size(); ++s) {
    const auto& subgraph = *root.subgraphs()->Get(s);
    KG_CHECK(tflite::check_order(orders[s], tflite::length(subgraph.operators()), s));
    KG_CHECK(tflite::reorder(model, subgraph, orders[s], copy));
  }
  KG_CHECK(tflite::check_reordered(old, orders, copy, limits));
  return copy;
}

}  // namespace kilograph::ingest
