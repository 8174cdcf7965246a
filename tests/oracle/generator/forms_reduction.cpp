// Operators that fold an axis, and pools.
#include "oracle/generator/form.hpp"

namespace kilograph::oracle {
namespace {

using enum TensorType;
using Types = std::vector<TensorType>;
using Numbers = std::vector<std::int32_t>;

Shape folded(const Shape& shape, const Numbers& axes, bool keeps) {
  Shape result;
  for (std::size_t i = 0; i < shape.size(); ++i) {
    bool is_folded = false;
    for (const std::int32_t axis : axes) is_folded |= axis == static_cast<std::int32_t>(i);
    if (!is_folded) result.push_back(shape[i]);
    if (is_folded && keeps) result.push_back(1);
  }
  return result;
}

void reduce(Graph& graph, const Form& form) {
  const Shape shape = graph.shape(form.type, graph.random().between(2, 4));
  const std::int32_t input = graph.activation(form.type, shape);
  Numbers axes;
  for (std::int32_t axis = 0; axis < static_cast<std::int32_t>(shape.size()); ++axis) {
    if (graph.random().chance(40)) axes.push_back(axis);
  }
  if (axes.empty()) axes.push_back(1);
  const bool keeps = graph.random().chance(50);
  const bool is_extreme = form.op == "REDUCE_MAX" || form.op == "REDUCE_MIN";
  const Shape rest = folded(shape, axes, keeps);
  const std::int32_t output = is_extreme ? graph.made_like(input, rest) : graph.made(form.type, rest);
  graph.add(form.op, {input, graph.numbers(axes)}, {output}, {{0, keeps}});
}

// The shape for which int8 and int16 have kernels of their own: rows and columns of an image.
void reduce_image(Graph& graph, const Form& form) {
  const Shape shape = graph.shape(form.type, 4);
  const std::int32_t input = graph.activation(form.type, shape);
  const Numbers axes{1, 2};
  graph.add(form.op, {input, graph.numbers(axes)}, {graph.made(form.type, folded(shape, axes, true))}, {{0, true}});
}

void position_of_extreme(Graph& graph, const Form& form) {
  Shape shape = graph.shape(form.type, graph.random().between(1, 4));
  const std::int32_t input = graph.activation(form.type, shape);
  const std::int32_t axis = static_cast<std::int32_t>(shape.size()) - 1;
  shape.pop_back();
  if (shape.empty()) shape = {1};
  graph.add(form.op, {input, graph.numbers({axis})}, {graph.made(int32, shape)},
            {{0, static_cast<std::int8_t>(int32)}});
}

void cumulate(Graph& graph, const Form& form) {
  const Shape shape = graph.shape(form.type, graph.random().between(1, 4));
  const std::int32_t input = graph.activation(form.type, shape);
  graph.add(form.op, {input, graph.numbers({0})}, {graph.made(form.type, shape)},
            {{0, graph.random().chance(50)}, {1, graph.random().chance(50)}});
}

void pool(Graph& graph, const Form& form) {
  const Shape shape = graph.shape(form.type, 4, 8);
  const std::int32_t input = graph.activation(form.type, shape);
  const std::int32_t window_height = graph.random().between(1, shape[1]);
  const std::int32_t window_width = graph.random().between(1, shape[2]);
  const std::int32_t stride = graph.random().between(1, 2);
  const bool same = graph.random().chance(50);
  const auto steps = [&](std::int32_t size, std::int32_t window) {
    return same ? (size + stride - 1) / stride : (size - window) / stride + 1;
  };
  const Shape pooled{shape[0], steps(shape[1], window_height), steps(shape[2], window_width), shape[3]};
  graph.add(form.op, {input}, {graph.made_like(input, pooled)},
            {{0, static_cast<std::int8_t>(same ? 0 : 1)},
             {1, stride},
             {2, stride},
             {3, window_width},
             {4, window_height},
             {5, static_cast<std::int8_t>(graph.random().one_of(Numbers{0, 1, 3}))}});
}

struct Row {
  std::string op;
  Types types;
  std::string detail;
  Build build;
};

}  // namespace

void add_reduction_forms(Forms& forms) {
  const Types network{float32, int8, int16};
  const Types real{float32, int8};
  const std::vector<Row> rows{
      {"MEAN", network, "", reduce},
      {"MEAN", network, "of an image", reduce_image},
      {"SUM", network, "", reduce},
      {"REDUCE_MAX", network, "", reduce},
      {"REDUCE_MIN", network, "", reduce},
      {"REDUCE_ALL", {boolean}, "", reduce},
      {"ARG_MAX", real, "", position_of_extreme},
      {"ARG_MIN", real, "", position_of_extreme},
      {"CUMSUM", real, "", cumulate},
      {"AVERAGE_POOL_2D", network, "", pool},
      {"MAX_POOL_2D", network, "", pool},
      {"L2_POOL_2D", {float32}, "", pool},
  };
  for (const Row& row : rows) {
    for (const TensorType type : row.types) forms.push_back({row.op, type, row.detail, row.build});
  }
}

}  // namespace kilograph::oracle
