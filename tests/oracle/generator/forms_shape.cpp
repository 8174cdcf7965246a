// Operators that change the shape, the order or the number of elements.
#include <numeric>

#include "oracle/generator/form.hpp"

namespace kilograph::oracle {
namespace {

using enum TensorType;
using Types = std::vector<TensorType>;
using Numbers = std::vector<std::int32_t>;

void reshape(Graph& graph, const Form& form) {
  const Shape shape = graph.shape(form.type, graph.random().between(2, 4));
  const std::int32_t input = graph.activation(form.type, shape);
  Shape flat{1, std::accumulate(shape.begin(), shape.end(), 1, std::multiplies<>())};
  const std::int32_t output = graph.made_like(input, flat);
  if (form.detail == "shape in options") {
    graph.add(form.op, {input}, {output}, {{0, flat}});
  } else {
    graph.add(form.op, {input, graph.numbers(flat)}, {output}, {{0, flat}});
  }
}

void squeeze(Graph& graph, const Form& form) {
  const Shape inner = graph.shape(form.type, 2);
  const std::int32_t input = graph.activation(form.type, {1, inner[0], 1, inner[1]});
  graph.add(form.op, {input}, {graph.made_like(input, inner)}, {{0, Numbers{0, 2}}});
}

void expand(Graph& graph, const Form& form) {
  Shape shape = graph.shape(form.type, graph.random().between(1, 3));
  const std::int32_t input = graph.activation(form.type, shape);
  const std::int32_t axis = graph.random().between(0, static_cast<std::int32_t>(shape.size()));
  shape.insert(shape.begin() + axis, 1);
  graph.add(form.op, {input, graph.numbers({axis})}, {graph.made_like(input, shape)});
}

void transpose(Graph& graph, const Form& form) {
  const Shape shape = graph.shape(form.type, graph.random().between(2, 4));
  const std::int32_t input = graph.activation(form.type, shape);
  Numbers order(shape.size());
  std::iota(order.begin(), order.end(), 0);
  for (std::size_t i = order.size() - 1; i > 0; --i)
    std::swap(order[i], order[static_cast<std::size_t>(graph.random().between(0, static_cast<std::int32_t>(i)))]);
  Shape turned;
  for (const std::int32_t axis : order) turned.push_back(shape[static_cast<std::size_t>(axis)]);
  graph.add(form.op, {input, graph.numbers(order)}, {graph.made_like(input, turned)});
}

void pad(Graph& graph, const Form& form) {
  const Shape shape = graph.shape(form.type, 4);
  const std::int32_t input = graph.activation(form.type, shape);
  const bool mirrors = form.op == "MIRROR_PAD";
  Numbers paddings;
  Shape wide = shape;
  for (std::int32_t& dimension : wide) {
    const std::int32_t most = mirrors ? std::min(dimension - 1, 2) : 2;
    const std::int32_t before = graph.random().between(0, most);
    const std::int32_t after = graph.random().between(0, most);
    paddings.insert(paddings.end(), {before, after});
    dimension += before + after;
  }
  std::vector<std::int32_t> inputs{input, graph.numbers(paddings, {static_cast<std::int32_t>(shape.size()), 2})};
  const std::int32_t output = graph.made_like(input, wide);
  if (form.op == "PADV2") {
    inputs.push_back(graph.constant(form.type, {1}));
    graph.tensor(inputs.back()).quantization = graph.tensor(input).quantization;
  }
  std::vector<OptionField> options;
  if (mirrors) options = {{0, std::int8_t{0}}};
  graph.add(form.op, inputs, {output}, options);
}

void concatenate(Graph& graph, const Form& form) {
  Shape shape = graph.shape(form.type, graph.random().between(1, 4));
  const auto axis = static_cast<std::size_t>(graph.random().between(0, static_cast<std::int32_t>(shape.size()) - 1));
  std::vector<std::int32_t> inputs;
  Shape whole = shape;
  whole[axis] = 0;
  for (int i = graph.random().between(2, 4); i > 0; --i) {
    shape[axis] = graph.random().between(1, 4);
    whole[axis] += shape[axis];
    // The kernel wants one scale for all operands.
    inputs.push_back(is_quantized(form.type) ? graph.input(form.type, shape) : graph.activation(form.type, shape));
    if (is_quantized(form.type)) graph.tensor(inputs.back()).quantization = graph.tensor(inputs[0]).quantization;
  }
  graph.add(form.op, inputs, {graph.made_like(inputs[0], whole)},
            {{0, static_cast<std::int32_t>(axis)}, {1, std::int8_t{0}}});
}

void pack(Graph& graph, const Form& form) {
  Shape shape = graph.shape(form.type, graph.random().between(1, 3));
  std::vector<std::int32_t> inputs;
  for (int i = graph.random().between(2, 4); i > 0; --i) inputs.push_back(graph.activation(form.type, shape));
  const auto count = static_cast<std::int32_t>(inputs.size());
  const std::int32_t axis = graph.random().between(0, static_cast<std::int32_t>(shape.size()));
  shape.insert(shape.begin() + axis, count);
  graph.add(form.op, inputs, {graph.made_like(inputs[0], shape)}, {{0, count}, {1, axis}});
}

void unpack(Graph& graph, const Form& form) {
  Shape shape = graph.shape(form.type, graph.random().between(2, 4), 4);
  const std::int32_t input = graph.activation(form.type, shape);
  const std::int32_t axis = graph.random().between(0, static_cast<std::int32_t>(shape.size()) - 1);
  const std::int32_t count = shape[static_cast<std::size_t>(axis)];
  shape.erase(shape.begin() + axis);
  std::vector<std::int32_t> outputs;
  for (int i = 0; i < count; ++i) outputs.push_back(graph.made_like(input, shape));
  graph.add(form.op, {input}, outputs, {{0, count}, {1, axis}});
}

void split(Graph& graph, const Form& form) {
  Shape shape = graph.shape(form.type, graph.random().between(1, 4), 3);
  const std::int32_t axis = graph.random().between(0, static_cast<std::int32_t>(shape.size()) - 1);
  const std::int32_t count = graph.random().between(2, 4);
  std::int32_t& divided = shape[static_cast<std::size_t>(axis)];
  const std::int32_t part = divided;
  divided *= count;
  const std::int32_t input = graph.activation(form.type, shape);
  Numbers sizes(static_cast<std::size_t>(count), part);
  if (form.op == "SPLIT_V" && part > 1) {
    --sizes.front();
    ++sizes.back();
  }
  std::vector<std::int32_t> outputs;
  for (const std::int32_t size : sizes) {
    shape[static_cast<std::size_t>(axis)] = size;
    outputs.push_back(graph.made_like(input, shape));
  }
  const std::int32_t axis_tensor = graph.numbers({axis});
  const std::vector<std::int32_t> inputs = form.op == "SPLIT"
                                               ? std::vector<std::int32_t>{axis_tensor, input}
                                               : std::vector<std::int32_t>{input, graph.numbers(sizes), axis_tensor};
  graph.add(form.op, inputs, outputs, {{0, count}});
}

void depth_and_space(Graph& graph, const Form& form) {
  constexpr std::int32_t kBlock = 2;
  const std::int32_t height = graph.random().between(1, 3), width = graph.random().between(1, 3);
  const std::int32_t depth = graph.random().between(1, 3);
  const Shape deep{1, height, width, depth * kBlock * kBlock};
  const Shape wide{1, height * kBlock, width * kBlock, depth};
  const bool to_depth = form.op == "SPACE_TO_DEPTH";
  const std::int32_t input = graph.activation(form.type, to_depth ? wide : deep);
  graph.add(form.op, {input}, {graph.made_like(input, to_depth ? deep : wide)}, {{0, kBlock}});
}

void batch_and_space(Graph& graph, const Form& form) {
  constexpr std::int32_t kBlock = 2;
  const std::int32_t height = graph.random().between(1, 3), width = graph.random().between(1, 3);
  const std::int32_t depth = graph.random().between(1, 3);
  const Shape many{kBlock * kBlock, height, width, depth};
  const Shape wide{1, height * kBlock, width * kBlock, depth};
  const bool to_batch = form.op == "SPACE_TO_BATCH_ND";
  const std::int32_t input = graph.activation(form.type, to_batch ? wide : many);
  const std::int32_t edges = graph.numbers({0, 0, 0, 0}, {2, 2});
  graph.add(form.op, {input, graph.numbers({kBlock, kBlock}), edges}, {graph.made_like(input, to_batch ? many : wide)});
}

void broadcast(Graph& graph, const Form& form) {
  const Shape target = graph.shape(form.type, graph.random().between(2, 4));
  const std::int32_t input = graph.activation(form.type, {1, target.back()});
  graph.add(form.op, {input, graph.numbers(target)}, {graph.made_like(input, target)});
}

void broadcast_arguments(Graph& graph, const Form& form) {
  const std::int32_t rank = graph.random().between(2, 4);
  const std::int32_t left = graph.activation(form.type, {rank});
  const std::int32_t right = graph.activation(form.type, {rank});
  graph.add(form.op, {left, right}, {graph.made(form.type, {rank})});
}

void fill(Graph& graph, const Form& form) {
  const Shape shape = graph.shape(form.type, graph.random().between(1, 4));
  const std::int32_t value = graph.activation(form.type, {});
  graph.add(form.op, {graph.numbers(shape), value}, {graph.made_like(value, shape)});
}

void shape_of(Graph& graph, const Form& form) {
  const Shape shape = graph.shape(form.type, graph.random().between(1, 4));
  const std::int32_t input = graph.activation(form.type, shape);
  graph.add(form.op, {input}, {graph.made(int32, {static_cast<std::int32_t>(shape.size())})},
            {{0, static_cast<std::int8_t>(int32)}});
}

void resize(Graph& graph, const Form& form) {
  const Shape shape = graph.shape(form.type, 4, 5);
  const std::int32_t input = graph.activation(form.type, shape);
  const std::int32_t height = graph.random().between(1, 8), width = graph.random().between(1, 8);
  const std::int32_t output = graph.made_like(input, {shape[0], height, width, shape[3]});
  const std::uint16_t slot = form.op == "RESIZE_BILINEAR" ? 2 : 0;
  graph.add(form.op, {input, graph.numbers({height, width})}, {output}, {{slot, false}});
}

void reverse(Graph& graph, const Form& form) {
  const Shape shape = graph.shape(form.type, graph.random().between(1, 4));
  const std::int32_t input = graph.activation(form.type, shape);
  const std::int32_t axis = graph.random().between(0, static_cast<std::int32_t>(shape.size()) - 1);
  graph.add(form.op, {input, graph.numbers({axis})}, {graph.made_like(input, shape)});
}

struct Row {
  std::string op;
  Types types;
  Build build;
};

}  // namespace

void add_shape_forms(Forms& forms) {
  const Types network{float32, int8, int16};
  const Types real{float32, int8};
  const Types numbers{float32, int8, int16, int32};
  const std::vector<Row> rows{
      {"RESHAPE", numbers, reshape},
      {"SQUEEZE", numbers, squeeze},
      {"EXPAND_DIMS", {float32, int8, int16, int32}, expand},
      {"TRANSPOSE", network, transpose},
      {"PAD", numbers, pad},
      {"PADV2", real, pad},
      {"MIRROR_PAD", real, pad},
      {"CONCATENATION", {float32, int8, int16, int32, int64, boolean}, concatenate},
      {"PACK", {float32, int8, int32, int64}, pack},
      {"UNPACK", {float32, int8, int32}, unpack},
      {"SPLIT", numbers, split},
      {"SPLIT_V", numbers, split},
      {"SPACE_TO_DEPTH", real, depth_and_space},
      {"DEPTH_TO_SPACE", real, depth_and_space},
      {"SPACE_TO_BATCH_ND", network, batch_and_space},
      {"BATCH_TO_SPACE_ND", network, batch_and_space},
      {"BROADCAST_TO", numbers, broadcast},
      {"BROADCAST_ARGS", {int32, int64}, broadcast_arguments},
      {"FILL", {float32, int8, int32}, fill},
      {"SHAPE", numbers, shape_of},
      {"RESIZE_BILINEAR", real, resize},
      {"RESIZE_NEAREST_NEIGHBOR", network, resize},
      {"REVERSE_V2", numbers, reverse},
  };
  for (const Row& row : rows) {
    for (const TensorType type : row.types) forms.push_back({row.op, type, {}, row.build});
  }
  for (const TensorType type : network) forms.push_back({"RESHAPE", type, "shape in options", reshape});
}

}  // namespace kilograph::oracle
