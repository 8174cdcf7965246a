// Operators with state: variable tensors (SVDF, LSTM) and resource variables.
#include "oracle/generator/form.hpp"

namespace kilograph::oracle {
namespace {

using enum TensorType;

QuantizationDraft one_scale(float scale, std::int64_t zero_point = 0) { return {{scale}, {zero_point}, 0}; }

void svdf(Graph& graph, const Form& form) {
  RandomSource& random = graph.random();
  const std::int32_t batches = random.between(1, 2), depth = random.between(1, 8), units = random.between(1, 5);
  const std::int32_t rank = random.between(1, 2), memory = random.between(1, 6);
  const std::int32_t filters = units * rank;
  const bool quantized = form.type == int8;
  const TensorType state_type = form.detail == "int16 state" ? int16 : form.type;
  const std::int32_t input = graph.activation(form.type, {batches, depth});
  const std::int32_t feature_weights = graph.weights(form.type, {filters, depth}, false, 0);
  const std::int32_t time_weights = graph.weights(state_type, {filters, memory}, false, 0);
  const std::int32_t bias = graph.constant(quantized ? int32 : float32, {units});
  const std::int32_t state = graph.variable(state_type, {batches, memory * filters});
  if (quantized) {
    const float scale = graph.tensor(state).quantization.scales[0] * graph.tensor(time_weights).quantization.scales[0];
    graph.tensor(bias).quantization = one_scale(scale);
  }
  graph.add(form.op, {input, feature_weights, time_weights, bias, state}, {graph.made(form.type, {batches, units})},
            {{0, rank}, {1, std::int8_t{0}}});
}

void sequence_lstm(Graph& graph, const Form& form) {
  constexpr std::size_t kInputs = 24;
  RandomSource& random = graph.random();
  const std::int32_t batches = random.between(1, 2), steps = random.between(1, 4);
  const std::int32_t depth = random.between(1, 6), units = random.between(1, 6);
  const bool quantized = form.type != float32;
  const bool time_first = form.detail == "time first";
  const auto sequence = [&](std::int32_t width) {
    return time_first ? Shape{steps, batches, width} : Shape{batches, steps, width};
  };
  std::vector<std::int32_t> inputs(kInputs, -1);
  inputs[0] = graph.activation(form.type, sequence(depth));
  const TensorType weights = quantized ? int8 : float32;
  const TensorType biases = form.type == int8 ? int32 : form.type == int16 ? int64 : float32;
  for (std::size_t gate = 0; gate < 4; ++gate) {
    inputs[1 + gate] = graph.weights(weights, {units, depth}, false, 0);
    inputs[5 + gate] = graph.weights(weights, {units, units}, false, 0);
    inputs[12 + gate] = graph.constant(biases, {units});
    if (quantized) graph.tensor(inputs[12 + gate]).quantization = one_scale(0.0001F);
  }
  const std::int32_t hidden = inputs[18] = graph.variable(form.type, {batches, units});
  const std::int32_t cell = inputs[19] = graph.variable(quantized ? int16 : float32, {batches, units});
  const std::int32_t output = graph.made(form.type, sequence(units));
  if (quantized) {
    graph.tensor(cell).quantization = one_scale(1.0F / 2048);
    graph.tensor(hidden).quantization = form.type == int8 ? one_scale(1.0F / 128, -3) : one_scale(1.0F / 32768);
    graph.tensor(output).quantization = graph.tensor(hidden).quantization;
  }
  graph.add(form.op, inputs, {output}, {{0, std::int8_t{4}}, {1, 10.0F}, {2, 0.0F}, {3, time_first}, {4, false}});
}

std::int32_t handle(Graph& graph, const std::string& name) {
  const std::int32_t made = graph.made(resource, {});
  graph.add("VAR_HANDLE", {}, {made}, {{0, std::string()}, {1, name}});
  return made;
}

// One to three variables: assigned once by a subgraph of their own, then read and written.
void resource_variables(Graph& graph, const Form& form) {
  RandomSource& random = graph.random();
  const auto first_use = static_cast<std::int32_t>(graph.model().subgraphs.size());
  graph.model().subgraphs.emplace_back();
  Graph init(graph.model(), static_cast<std::size_t>(first_use), random);
  graph.add("CALL_ONCE", {}, {}, {{0, first_use}});
  for (int i = random.between(1, 3); i > 0; --i) {
    const std::string name = "state" + std::to_string(first_use) + "_" + std::to_string(i);
    const Shape shape = graph.shape(form.type, random.between(1, 4));
    init.add("ASSIGN_VARIABLE", {handle(init, name), init.constant(form.type, shape)}, {});
    const std::int32_t variable = handle(graph, name);
    const std::int32_t value = graph.made(form.type, shape);
    graph.add("READ_VARIABLE", {variable}, {value});
    const std::int32_t again = random.chance(40) ? handle(graph, name) : variable;
    if (random.chance(80)) graph.add("ASSIGN_VARIABLE", {again, graph.activation(form.type, shape)}, {});
  }
}

}  // namespace

void add_state_forms(Forms& forms) {
  forms.push_back({"SVDF", float32, "", svdf});
  forms.push_back({"SVDF", int8, "int16 state", svdf});
  forms.push_back({"SVDF", int8, "int8 state", svdf});
  for (const TensorType type : {float32, int8, int16}) {
    forms.push_back({"UNIDIRECTIONAL_SEQUENCE_LSTM", type, "", sequence_lstm});
    forms.push_back({"UNIDIRECTIONAL_SEQUENCE_LSTM", type, "time first", sequence_lstm});
  }
  for (const TensorType type : {float32, int8, int16, int32})
    forms.push_back({"VAR_HANDLE", type, "", resource_variables});
}

}  // namespace kilograph::oracle
