#include "ingest/tflite/graph_order.hpp"

#include "ingest/tflite/model_file.hpp"
#include "ingest/tflite/operators.hpp"

namespace kilograph::ingest::tflite {
namespace {

// Where a tensor's value comes from, while operators are walked in order.
enum class Made : std::uint8_t { never, given, by_operator };

using Makers = std::vector<Made>;

std::string tensor_place(const domain::Subgraph& subgraph, std::int32_t index) {
  return numbered("tensor", static_cast<std::size_t>(index),
                  std::string_view(subgraph.tensors[static_cast<std::size_t>(index)].spec.name));
}

Makers given_tensors(const domain::Subgraph& subgraph) {
  Makers made(subgraph.tensors.size(), Made::never);
  for (std::size_t i = 0; i < made.size(); ++i) {
    const domain::Tensor& tensor = subgraph.tensors[i];
    if (tensor.is_constant) made[i] = Made::given;
  }
  for (const std::int32_t input : subgraph.inputs) made[static_cast<std::size_t>(input)] = Made::given;
  return made;
}

bool needs_no_maker(const domain::Tensor& tensor) {
  return tensor.is_variable || domain::element_count(tensor.spec.shape) == std::uint64_t{0};
}

bool is_open(const domain::Subgraph& subgraph, const Makers& made, std::int32_t tensor) {
  const auto index = static_cast<std::size_t>(tensor);
  return made[index] == Made::never && !needs_no_maker(subgraph.tensors[index]);
}

Result<void> check_inputs(const domain::Subgraph& subgraph, const domain::Operator& op, const Makers& made) {
  if (op.code == kCustomOperator || !is_known_operator(op.code)) return {};
  for (const std::int32_t input : op.inputs) {
    if (input < 0 || !is_open(subgraph, made, input)) continue;
    return fail(ErrorKind::bad_input, "it reads " + tensor_place(subgraph, input) + ", which nothing before it makes",
                {}, "a constant, a variable, an input of the subgraph or the output of an earlier operator");
  }
  return {};
}

Result<void> mark_outputs(const domain::Subgraph& subgraph, const domain::Operator& op, Makers& made) {
  for (const std::int32_t output : op.outputs) {
    const auto index = static_cast<std::size_t>(output);
    if (made[index] != Made::never && !needs_no_maker(subgraph.tensors[index])) {
      const std::string_view what = made[index] == Made::given ? ", which is a constant or an input of the subgraph"
                                                               : ", which an operator wrote already";
      return fail(ErrorKind::bad_input, "it writes " + tensor_place(subgraph, output) + std::string(what), {},
                  "one operator at most to write a tensor");
    }
    made[index] = Made::by_operator;
  }
  return {};
}

// Depth-first walk over the calls, without recursion: how deep calls nest is the file's choice.
class CallWalk {
 public:
  explicit CallWalk(const std::vector<domain::Subgraph>& subgraphs)
      : subgraphs_(subgraphs), states_(subgraphs.size(), State::unseen) {}

  Result<void> from(std::size_t root) {
    if (states_[root] == State::unseen) enter(root);
    while (!path_.empty()) {
      Step& step = path_.back();
      const domain::Subgraph& subgraph = subgraphs_[step.subgraph];
      if (step.op == subgraph.operators.size()) {
        states_[step.subgraph] = State::left;
        path_.pop_back();
        continue;
      }
      const auto& calls = subgraph.operators[step.op].options.called_subgraphs;
      if (step.call == calls.size()) {
        ++step.op;
        step.call = 0;
        continue;
      }
      const auto called = static_cast<std::size_t>(calls[step.call++]);
      if (states_[called] == State::entered) return circle(step, called);
      if (states_[called] == State::unseen) enter(called);
    }
    return {};
  }

 private:
  enum class State : std::uint8_t { unseen, entered, left };
  struct Step {
    std::size_t subgraph = 0, op = 0, call = 0;
  };

  void enter(std::size_t subgraph) {
    states_[subgraph] = State::entered;
    path_.push_back({subgraph});
  }

  Result<void> circle(const Step& step, std::size_t called) const {
    const domain::Subgraph& from = subgraphs_[step.subgraph];
    const std::string where = numbered("subgraph", step.subgraph, std::string_view(from.name)) + ": " +
                              numbered("operator", step.op, std::string_view(from.operators[step.op].name));
    return fail(ErrorKind::bad_input,
                "it calls " + numbered("subgraph", called, std::string_view(subgraphs_[called].name)) +
                    ", which is being run already",
                where, "calls without a circle");
  }

  const std::vector<domain::Subgraph>& subgraphs_;
  std::vector<State> states_;
  std::vector<Step> path_;
};

}  // namespace

Result<void> check_data_flow(const domain::Subgraph& subgraph) {
  Makers made = given_tensors(subgraph);
  for (std::size_t i = 0; i < subgraph.operators.size(); ++i) {
    const domain::Operator& op = subgraph.operators[i];
    auto checked = check_inputs(subgraph, op, made);
    if (checked) checked = mark_outputs(subgraph, op, made);
    if (!checked) return fail(std::move(checked).error().in(numbered("operator", i, std::string_view(op.name))));
  }
  for (const std::int32_t output : subgraph.outputs) {
    if (!is_open(subgraph, made, output)) continue;
    return fail(ErrorKind::bad_input, "it is an output of the subgraph, but nothing makes it",
                tensor_place(subgraph, output), "the output of an operator, an input or a constant");
  }
  return {};
}

Result<void> check_calls(const std::vector<domain::Subgraph>& subgraphs) {
  CallWalk walk(subgraphs);
  for (std::size_t i = 0; i < subgraphs.size(); ++i) KG_CHECK(walk.from(i));
  return {};
}

}  // namespace kilograph::ingest::tflite
