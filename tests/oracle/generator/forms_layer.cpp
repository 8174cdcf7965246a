// Layers with weights: per-tensor and per-axis, 4-bit weights, with and without bias.
#include "oracle/generator/form.hpp"

namespace kilograph::oracle {
namespace {

using enum TensorType;

// What a form's detail says of the weights: "int4 per-axis".
bool is_per_axis(const Form& form) { return form.detail.find("per-axis") != std::string::npos; }

TensorType weight_type(const Form& form) {
  if (form.detail.find("int4") != std::string::npos) return int4;
  return is_quantized(form.type) ? int8 : form.type;
}

TensorType bias_type(const Form& form) {
  if (form.detail.find("int32 bias") != std::string::npos) return int32;
  if (form.detail.find("int16 bias") != std::string::npos) return int16;
  return form.type == int16 ? int64 : form.type == int8 ? int32 : form.type;
}

std::int32_t bias(Graph& graph, const Form& form, std::int32_t input, std::int32_t weights, std::int32_t channels) {
  const std::int32_t made = graph.constant(bias_type(form), {channels});
  if (form.type == float32) return made;
  QuantizationDraft quantization;
  for (const float scale : graph.tensor(weights).quantization.scales)
    quantization.scales.push_back(scale * graph.tensor(input).quantization.scales.at(0));
  quantization.zero_points.assign(quantization.scales.size(), 0);
  graph.tensor(made).quantization = quantization;
  return made;
}

struct Window {
  std::int32_t height, width, stride, dilation;
  bool same;

  static Window random(Graph& graph, const Shape& image, std::int32_t dilation) {
    RandomSource& random = graph.random();
    Window window{random.between(1, 3), random.between(1, 3), random.between(1, 2), dilation, random.chance(50)};
    if (window.reach(window.height) > image[1] || window.reach(window.width) > image[2]) window.same = true;
    return window;
  }
  std::int32_t reach(std::int32_t size) const { return (size - 1) * dilation + 1; }
  std::int32_t steps(std::int32_t length, std::int32_t size) const {
    return same ? (length + stride - 1) / stride : (length - reach(size)) / stride + 1;
  }
};

std::int8_t padding(const Window& window) { return window.same ? 0 : 1; }
std::int8_t activation(Graph& graph) { return static_cast<std::int8_t>(graph.random().one_of(Shape{0, 0, 1, 3})); }

void convolution(Graph& graph, const Form& form) {
  const Shape image = graph.shape(form.type, 4, 8);
  const Window window = Window::random(graph, image, graph.random().chance(20) ? 2 : 1);
  const std::int32_t channels = graph.random().between(1, 8);
  const std::int32_t input = graph.activation(form.type, image);
  const Shape filter{channels, window.height, window.width, image[3]};
  const std::int32_t weights = graph.weights(weight_type(form), filter, is_per_axis(form), 0);
  const std::int32_t output = graph.made(
      form.type, {image[0], window.steps(image[1], window.height), window.steps(image[2], window.width), channels});
  graph.add(form.op, {input, weights, bias(graph, form, input, weights, channels)}, {output},
            {{0, padding(window)},
             {1, window.stride},
             {2, window.stride},
             {3, activation(graph)},
             {4, window.dilation},
             {5, window.dilation}});
}

void depthwise(Graph& graph, const Form& form) {
  const Shape image = graph.shape(form.type, 4, 6);
  const Window window = Window::random(graph, image, graph.random().chance(20) ? 2 : 1);
  const std::int32_t multiplier = graph.random().between(1, 3);
  const std::int32_t channels = image[3] * multiplier;
  const std::int32_t input = graph.activation(form.type, image);
  const std::int32_t weights =
      graph.weights(weight_type(form), {1, window.height, window.width, channels}, is_per_axis(form), 3);
  const std::int32_t output = graph.made(
      form.type, {image[0], window.steps(image[1], window.height), window.steps(image[2], window.width), channels});
  graph.add(form.op, {input, weights, bias(graph, form, input, weights, channels)}, {output},
            {{0, padding(window)},
             {1, window.stride},
             {2, window.stride},
             {3, multiplier},
             {4, activation(graph)},
             {5, window.dilation},
             {6, window.dilation}});
}

void fully_connected(Graph& graph, const Form& form) {
  const std::int32_t depth = graph.random().between(1, 12), units = graph.random().between(1, 8);
  const bool keeps = graph.random().chance(30);
  const std::int32_t rows = graph.random().between(1, 3);
  const Shape in = keeps ? Shape{1, rows, depth} : Shape{rows, depth};
  const Shape out = keeps ? Shape{1, rows, units} : Shape{rows, units};
  const std::int32_t input = graph.activation(form.type, in);
  const std::int32_t weights = graph.weights(weight_type(form), {units, depth}, is_per_axis(form), 0);
  const std::int32_t biases = graph.random().chance(20) ? -1 : bias(graph, form, input, weights, units);
  graph.add(form.op, {input, weights, biases}, {graph.made(form.type, out)}, {{0, activation(graph)}, {2, keeps}});
}

void transposed(Graph& graph, const Form& form) {
  const Shape image = graph.shape(form.type, 4, 5);
  const std::int32_t height = graph.random().between(1, 3), width = graph.random().between(1, 3);
  const std::int32_t stride = graph.random().between(1, 2), channels = graph.random().between(1, 5);
  const Shape large{image[0], image[1] * stride, image[2] * stride, channels};
  const std::int32_t input = graph.activation(form.type, image);
  const std::int32_t weights =
      graph.weights(weight_type(form), {channels, height, width, image[3]}, is_per_axis(form), 0);
  std::vector<std::int32_t> inputs{graph.numbers(large), weights, input};
  if (graph.random().chance(70) || form.detail.find("bias") != std::string::npos)
    inputs.push_back(bias(graph, form, input, weights, channels));
  graph.add(form.op, inputs, {graph.made(form.type, large)},
            {{0, std::int8_t{0}}, {1, stride}, {2, stride}, {3, std::int8_t{0}}});
}

void matrix_product(Graph& graph, const Form& form) {
  const bool adjoint_left = form.detail.find("left") != std::string::npos;
  const bool adjoint_right = form.detail.find("right") != std::string::npos;
  const std::int32_t batches = graph.random().between(1, 2), rows = graph.random().between(1, 5);
  const std::int32_t depth = graph.random().between(1, 5), columns = graph.random().between(1, 5);
  const Shape left = adjoint_left ? Shape{batches, depth, rows} : Shape{batches, rows, depth};
  const Shape right = adjoint_right ? Shape{batches, columns, depth} : Shape{batches, depth, columns};
  const std::int32_t first = graph.activation(form.type, left);
  const bool is_constant = form.detail.find("constant") != std::string::npos;
  const std::int32_t second = is_constant ? graph.constant(form.type, right) : graph.activation(form.type, right);
  graph.add(form.op, {first, second}, {graph.made(form.type, {batches, rows, columns})},
            {{0, adjoint_left}, {1, adjoint_right}});
}

struct Row {
  std::string op;
  TensorType type;
  std::vector<std::string> details;
  Build build;
};

}  // namespace

void add_layer_forms(Forms& forms) {
  const std::vector<Row> rows{
      {"CONV_2D", float32, {""}, convolution},
      {"CONV_2D", int8, {"per-tensor", "per-axis", "int4 per-tensor", "int4 per-axis"}, convolution},
      {"CONV_2D", int16, {"per-tensor", "per-axis", "per-axis int32 bias"}, convolution},
      {"DEPTHWISE_CONV_2D", float32, {""}, depthwise},
      {"DEPTHWISE_CONV_2D", int8, {"per-tensor", "per-axis", "int4 per-tensor", "int4 per-axis"}, depthwise},
      {"DEPTHWISE_CONV_2D", int16, {"per-tensor", "per-axis"}, depthwise},
      {"FULLY_CONNECTED", float32, {""}, fully_connected},
      {"FULLY_CONNECTED", int8, {"per-tensor", "per-axis", "int4 per-tensor", "int4 per-axis"}, fully_connected},
      {"FULLY_CONNECTED", int16, {"per-tensor", "per-axis", "per-tensor int32 bias"}, fully_connected},
      {"TRANSPOSE_CONV", float32, {""}, transposed},
      {"TRANSPOSE_CONV", int8, {"per-tensor", "per-axis"}, transposed},
      {"TRANSPOSE_CONV", int16, {"per-tensor", "per-axis", "per-axis int16 bias"}, transposed},
  };
  for (const Row& row : rows) {
    for (const std::string& detail : row.details) forms.push_back({row.op, row.type, detail, row.build});
  }
  for (const TensorType type : {float32, int8, int16}) {
    for (const char* detail : {"", "adjoint left", "adjoint right", "adjoint left and right", "constant right operand"})
      forms.push_back({"BATCH_MATMUL", type, detail, matrix_product});
  }
}

}  // namespace kilograph::oracle
