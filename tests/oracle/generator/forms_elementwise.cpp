// Operators that work element by element, with one operand, two or many.
#include <algorithm>

#include "oracle/generator/form.hpp"

namespace kilograph::oracle {
namespace {

using enum TensorType;
using Types = std::vector<TensorType>;

struct Row {
  std::string op;
  Types types;
};

const Types kReal{float32, int8};
const Types kNetwork{float32, int8, int16};
const Types kNumbers{float32, int8, int32, int64};

// What kernels demand of the scale of their output.
struct FixedQuantization {
  std::string_view op;
  TensorType type;
  float scale;
  std::int64_t zero_point;
};
const std::vector<FixedQuantization> kFixed{
    {"LOGISTIC", int8, 1.0F / 256, -128},    {"LOGISTIC", int16, 1.0F / 32768, 0},
    {"TANH", int8, 1.0F / 128, 0},           {"TANH", int16, 1.0F / 32768, 0},
    {"SOFTMAX", int8, 1.0F / 256, -128},     {"SOFTMAX", int16, 1.0F / 32768, 0},
    {"LOG_SOFTMAX", int8, 16.0F / 256, 127}, {"L2_NORMALIZATION", int8, 1.0F / 128, 0},
};

void fix_quantization(Graph& graph, const Form& form, std::int32_t output) {
  for (const FixedQuantization& fixed : kFixed) {
    if (fixed.op == form.op && fixed.type == form.type)
      graph.tensor(output).quantization = {{fixed.scale}, {fixed.zero_point}, 0};
  }
}

std::vector<OptionField> options_of(const Form& form) {
  if (form.op == "SOFTMAX") return {{0, 1.0F}};
  if (form.op == "LEAKY_RELU") return {{0, 0.1F}};
  return {};
}

void one_operand(Graph& graph, const Form& form) {
  const int rank = form.op == "L2_NORMALIZATION" ? 4 : graph.random().between(1, 4);
  const Shape shape = graph.shape(form.type, rank);
  const std::int32_t input = graph.activation(form.type, shape);
  const bool keeps = form.op == "ZEROS_LIKE" || form.op == "NEG" || form.op == "SIN";
  const std::int32_t output = keeps ? graph.made_like(input, shape) : graph.made(form.type, shape);
  fix_quantization(graph, form, output);
  graph.add(form.op, {input}, {output}, options_of(form));
}

// Softmax of eight bits with a result of sixteen.
void widening_softmax(Graph& graph, const Form& form) {
  const Shape shape = graph.shape(form.type, graph.random().between(1, 4));
  const std::int32_t input = graph.activation(form.type, shape);
  const std::int32_t output = graph.made(int16, shape);
  graph.tensor(output).quantization = {{1.0F / 65536}, {-32768}, 0};
  graph.add(form.op, {input}, {output}, {{0, 1.0F}});
}

// The second operand: of the same shape, or one that is spread over the first; a constant at times.
std::int32_t second_operand(Graph& graph, const Form& form, const Shape& shape, bool may_spread) {
  Shape other = shape;
  if (may_spread && graph.random().chance(30)) other = {1};
  if (may_spread && graph.random().chance(20)) other = {shape.back()};
  return graph.random().chance(30) ? graph.constant(form.type, other) : graph.activation(form.type, other);
}

constexpr bool kSpreads = true;

void two_operands(Graph& graph, const Form& form) {
  const Shape shape = graph.shape(form.type, graph.random().between(1, 4));
  const std::int32_t left = graph.activation(form.type, shape);
  const std::int32_t right = second_operand(graph, form, shape, kSpreads);
  graph.add(form.op, {left, right}, {graph.made(form.type, shape)});
}

void comparison(Graph& graph, const Form& form) {
  const Shape shape = graph.shape(form.type, graph.random().between(1, 4));
  const std::int32_t left = graph.activation(form.type, shape);
  const std::int32_t right = second_operand(graph, form, shape, kSpreads);
  graph.add(form.op, {left, right}, {graph.made(boolean, shape)});
}

void prelu(Graph& graph, const Form& form) {
  const Shape shape = graph.shape(form.type, 4);
  const std::int32_t input = graph.activation(form.type, shape);
  const std::int32_t slope = graph.constant(form.type, {1, 1, shape.back()});
  graph.add(form.op, {input, slope}, {graph.made(form.type, shape)});
}

void sum_of_many(Graph& graph, const Form& form) {
  const Shape shape = graph.shape(form.type, graph.random().between(1, 4));
  std::vector<std::int32_t> inputs;
  for (int i = graph.random().between(2, 5); i > 0; --i) inputs.push_back(graph.activation(form.type, shape));
  // The quantized kernel reads one scale for all operands.
  for (std::size_t i = 1; i < inputs.size() && is_quantized(form.type); ++i) inputs[i] = inputs[0];
  graph.add(form.op, inputs, {graph.made(form.type, shape)});
}

void selection(Graph& graph, const Form& form) {
  const Shape shape = graph.shape(form.type, graph.random().between(1, 4));
  const std::int32_t condition = graph.activation(boolean, shape);
  const std::int32_t left = graph.activation(form.type, shape);
  const std::int32_t right = graph.activation(form.type, shape);
  graph.add(form.op, {condition, left, right}, {graph.made_like(left, shape)});
}

TensorType target_of(const Form& form) {
  return *domain::tensor_type_from(form.detail.substr(form.detail.find(' ') + 1));  // "to int16"
}

void conversion(Graph& graph, const Form& form) {
  const Shape shape = graph.shape(form.type, graph.random().between(1, 4));
  const std::int32_t input = graph.activation(form.type, shape);
  const std::int32_t output = graph.made(target_of(form), shape);
  if (form.op == "QUANTIZE" && target_of(form) == int32) graph.tensor(output).quantization = {{0.001F}, {0}, 0};
  graph.add(form.op, {input}, {output});
}

void add_rows(Forms& forms, const std::vector<Row>& rows, Build build) {
  for (const Row& row : rows) {
    for (const TensorType type : row.types) forms.push_back({row.op, type, {}, build});
  }
}

void add_conversions(Forms& forms, const std::string& op, const std::vector<std::pair<TensorType, Types>>& pairs) {
  for (const auto& [from, targets] : pairs) {
    for (const TensorType to : targets)
      forms.push_back({op, from, "to " + std::string(domain::name_of(to)), conversion});
  }
}

}  // namespace

void add_elementwise_forms(Forms& forms) {
  const Types real{float32};
  add_rows(forms,
           {{"ABS", kNetwork},
            {"CEIL", real},
            {"COS", real},
            {"ELU", kReal},
            {"EXP", real},
            {"FLOOR", real},
            {"HARD_SWISH", kReal},
            {"L2_NORMALIZATION", kReal},
            {"LEAKY_RELU", kNetwork},
            {"LOG", real},
            {"LOGICAL_NOT", {boolean}},
            {"LOGISTIC", kNetwork},
            {"LOG_SOFTMAX", kReal},
            {"NEG", real},
            {"RELU", kNetwork},
            {"RELU6", kNetwork},
            {"ROUND", real},
            {"RSQRT", kNetwork},
            {"SIN", real},
            {"SOFTMAX", kNetwork},
            {"SQRT", real},
            {"SQUARE", real},
            {"TANH", kNetwork},
            {"ZEROS_LIKE", kNumbers}},
           one_operand);
  forms.push_back({"SOFTMAX", int8, "to int16", widening_softmax});
  add_rows(forms,
           {{"ADD", {float32, int8, int16, int32}},
            {"DIV", {float32}},
            {"FLOOR_DIV", {float32}},
            {"FLOOR_MOD", {float32}},
            {"LOGICAL_AND", {boolean}},
            {"LOGICAL_OR", {boolean}},
            {"MAXIMUM", {float32, int8, int16, int32, int64}},
            {"MINIMUM", {float32, int8, int16, int32, int64}},
            {"MUL", {float32, int8, int16, int32}},
            {"SQUARED_DIFFERENCE", {float32, int8, int16, int32}},
            {"SUB", {float32, int8, int16, int32}}},
           two_operands);
  add_rows(forms,
           {{"EQUAL", {float32, int8, int32, int64, boolean}},
            {"GREATER", kNumbers},
            {"GREATER_EQUAL", kNumbers},
            {"LESS", kNumbers},
            {"LESS_EQUAL", kNumbers},
            {"NOT_EQUAL", {float32, int8, int32, int64, boolean}}},
           comparison);
  add_rows(forms, {{"PRELU", kReal}}, prelu);
  add_rows(forms, {{"ADD_N", kReal}}, sum_of_many);
  add_rows(forms, {{"SELECT_V2", kNetwork}}, selection);
  add_conversions(forms, "QUANTIZE",
                  {{float32, {int8, int16, int32}},
                   {int8, {int8, int16, int32}},
                   {int16, {int8, int16, int32}},
                   {int32, {int8, int16}}});
  add_conversions(forms, "DEQUANTIZE", {{int8, {float32}}, {int16, {float32}}});
  add_conversions(
      forms, "CAST",
      {{float32, {int8, int16, int32}}, {int8, {float32, int32}}, {int32, {float32, int8}}, {boolean, {float32}}});
}

}  // namespace kilograph::oracle
