// Operators that call subgraphs: IF, WHILE, nested at times.
#include "oracle/generator/form.hpp"

namespace kilograph::oracle {
namespace {

using enum TensorType;

std::size_t add_subgraph(Graph& graph) {
  graph.model().subgraphs.emplace_back();
  return graph.model().subgraphs.size() - 1;
}

// A few steps from `value` to something of the same shape.
std::int32_t steps(Graph& graph, TensorType type, const Shape& shape, std::int32_t value) {
  for (int i = graph.random().between(1, 4); i > 0; --i) {
    const std::int32_t next = graph.made(type, shape);
    const std::int32_t other = graph.random().chance(50) ? value : graph.constant(type, shape);
    graph.add(graph.random().chance(50) ? "ADD" : "MUL", {value, other}, {next}, {{0, std::int8_t{0}}});
    value = next;
  }
  return value;
}

SubgraphDraft& draft(Graph& graph) { return graph.model().subgraphs[graph.index()]; }

void branch(Graph& graph, TensorType type, const Shape& shape, std::int32_t condition, std::int32_t value,
            bool is_nested) {
  std::vector<std::int32_t> called;
  for (int i = 0; i < 2; ++i) {
    Graph inner(graph.model(), add_subgraph(graph), graph.random());
    called.push_back(static_cast<std::int32_t>(inner.index()));
    std::int32_t result = steps(inner, type, shape, inner.input(type, shape));
    if (is_nested && i == 0) {
      const std::int32_t flag = inner.constant(boolean, {1});
      branch(inner, type, shape, flag, result, false);
      result = draft(inner).operators.back().outputs[0];
    }
    draft(inner).outputs = {result};
  }
  graph.add("IF", {condition, value}, {graph.made(type, shape)}, {{0, called[0]}, {1, called[1]}});
}

void branches(Graph& graph, const Form& form) {
  const Shape shape = graph.shape(form.type, graph.random().between(1, 4));
  const std::int32_t condition = graph.activation(boolean, {1});
  const std::int32_t value = graph.activation(form.type, shape);
  branch(graph, form.type, shape, condition, value, form.detail == "nested");
}

// Counts to three and works on a tensor meanwhile.
void loop(Graph& graph, const Form& form) {
  const Shape shape = graph.shape(form.type, graph.random().between(1, 4));
  const Shape one{1};
  const std::int32_t count = graph.activation(int32, one);
  const std::int32_t value = graph.activation(form.type, shape);
  Graph condition(graph.model(), add_subgraph(graph), graph.random());
  const std::int32_t at = condition.input(int32, one);
  condition.input(form.type, shape);
  const std::int32_t goes_on = condition.made(boolean, one);
  condition.add("LESS", {at, condition.numbers({3})}, {goes_on});
  draft(condition).outputs = {goes_on};
  Graph body(graph.model(), add_subgraph(graph), graph.random());
  const std::int32_t counted = body.input(int32, one);
  const std::int32_t start = body.input(form.type, shape);
  const std::int32_t next = body.made(int32, one);
  body.add("ADD", {counted, body.numbers({1})}, {next}, {{0, std::int8_t{0}}});
  const std::int32_t result = steps(body, form.type, shape, start);
  draft(body).outputs = {next, result};
  graph.add("WHILE", {count, value}, {graph.made(int32, one), graph.made(form.type, shape)},
            {{0, static_cast<std::int32_t>(condition.index())}, {1, static_cast<std::int32_t>(body.index())}});
}

}  // namespace

void add_control_forms(Forms& forms) {
  for (const TensorType type : {float32, int8, int16, int32}) {
    forms.push_back({"IF", type, "", branches});
    forms.push_back({"IF", type, "nested", branches});
    forms.push_back({"WHILE", type, "", loop});
  }
}

}  // namespace kilograph::oracle
