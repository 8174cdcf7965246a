// Operators that take a part of a tensor, or write one.
#include "oracle/generator/form.hpp"

namespace kilograph::oracle {
namespace {

using enum TensorType;
using Types = std::vector<TensorType>;
using Numbers = std::vector<std::int32_t>;

void slice(Graph& graph, const Form& form) {
  const Shape shape = graph.shape(form.type, graph.random().between(1, 4));
  const std::int32_t input = graph.activation(form.type, shape);
  Numbers begin, size;
  for (const std::int32_t dimension : shape) {
    begin.push_back(graph.random().between(0, dimension - 1));
    size.push_back(graph.random().between(1, dimension - begin.back()));
  }
  graph.add(form.op, {input, graph.numbers(begin), graph.numbers(size)}, {graph.made_like(input, size)});
}

void strided_slice(Graph& graph, const Form& form) {
  const Shape shape = graph.shape(form.type, graph.random().between(1, 4));
  const std::int32_t input = graph.activation(form.type, shape);
  Numbers begin, end, strides;
  Shape taken;
  for (const std::int32_t dimension : shape) {
    const std::int32_t stride = graph.random().between(1, 2);
    begin.push_back(graph.random().between(0, dimension - 1));
    end.push_back(dimension);
    strides.push_back(stride);
    taken.push_back((dimension - begin.back() + stride - 1) / stride);
  }
  graph.add(form.op, {input, graph.numbers(begin), graph.numbers(end), graph.numbers(strides)},
            {graph.made_like(input, taken)}, {{0, std::int32_t{0}}});
}

void gather(Graph& graph, const Form& form) {
  const Shape shape = graph.shape(form.type, graph.random().between(1, 3));
  const std::int32_t input = graph.activation(form.type, shape);
  const std::int32_t axis = graph.random().between(0, static_cast<std::int32_t>(shape.size()) - 1);
  Numbers positions;
  for (int i = graph.random().between(1, 4); i > 0; --i)
    positions.push_back(graph.random().between(0, shape[static_cast<std::size_t>(axis)] - 1));
  Shape taken = shape;
  taken[static_cast<std::size_t>(axis)] = static_cast<std::int32_t>(positions.size());
  graph.add(form.op, {input, graph.numbers(positions)}, {graph.made_like(input, taken)},
            {{0, axis}, {1, std::int32_t{0}}});
}

void gather_nd(Graph& graph, const Form& form) {
  const Shape shape = graph.shape(form.type, 3);
  const std::int32_t input = graph.activation(form.type, shape);
  const std::int32_t count = graph.random().between(1, 4);
  Numbers positions;
  for (int i = 0; i < count; ++i) {
    positions.push_back(graph.random().between(0, shape[0] - 1));
    positions.push_back(graph.random().between(0, shape[1] - 1));
  }
  graph.add(form.op, {input, graph.numbers(positions, {count, 2})}, {graph.made_like(input, {count, shape[2]})});
}

void embedding_lookup(Graph& graph, const Form& form) {
  const std::int32_t rows = graph.random().between(2, 6), width = graph.random().between(1, 6);
  const std::int32_t count = graph.random().between(1, 4);
  const std::int32_t table = graph.weights(form.type, {rows, width}, false, 0);
  const std::int32_t positions = graph.input(int32, {count});
  const std::int32_t output = graph.made(form.detail.empty() ? form.type : float32, {count, width});
  if (form.type != float32 && form.detail.empty()) graph.tensor(output).quantization = graph.tensor(table).quantization;
  graph.add(form.op, {positions, table}, {output});
}

void update_slice(Graph& graph, const Form& form) {
  const Shape shape = graph.shape(form.type, graph.random().between(1, 4));
  const std::int32_t operand = graph.activation(form.type, shape);
  Shape part = shape;
  for (std::int32_t& dimension : part) dimension = graph.random().between(1, dimension);
  const std::int32_t update = graph.activation(form.type, part);
  const Numbers start(shape.size(), 0);
  graph.add(form.op, {operand, update, graph.numbers(start)}, {graph.made_like(operand, shape)});
}

struct Row {
  std::string op;
  Types types;
  Build build;
};

}  // namespace

void add_selection_forms(Forms& forms) {
  const Types network{float32, int8, int16};
  const std::vector<Row> rows{
      {"SLICE", {float32, int8, int16, int32, boolean}, slice},
      {"STRIDED_SLICE", {float32, int8, int16, int32, boolean}, strided_slice},
      {"GATHER", {float32, int8}, gather},
      {"GATHER_ND", {float32, int8}, gather_nd},
      {"EMBEDDING_LOOKUP", {float32, int8}, embedding_lookup},
      {"DYNAMIC_UPDATE_SLICE", {float32, int8, int32}, update_slice},
  };
  for (const Row& row : rows) {
    for (const TensorType type : row.types) forms.push_back({row.op, type, {}, row.build});
  }
  forms.push_back({"EMBEDDING_LOOKUP", int8, "to float32", embedding_lookup});
}

}  // namespace kilograph::oracle
