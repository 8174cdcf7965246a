#include "domain/code_range.hpp"
#include "match/requirement_lines.hpp"

namespace kilograph::match {

using namespace domain;

std::set<std::string> names_of(const std::vector<OperatorUse>& operators) {
  std::set<std::string> names;
  for (const OperatorUse& use : operators) names.insert(use.name);
  return names;
}

bool has_code_beside(const Source& figure, FactSet facts) { return figure.by != kAsker && facts == FactSet::best; }

bool knows_code(const Runtime& runtime, const Machine& machine) {
  return runtime.code.base != 0 && (runtime.code.abi.empty() || runtime.code.abi == machine.abi);
}

ByteBounds working_memory_bounds(const ModelEntity& model, const Runtime& runtime, const Machine& machine,
                                 FactSet facts) {
  const FigureKey key{runtime.id, runtime.kernels, machine.pointer_bits, machine.abi};
  const auto figure = facts == FactSet::published ? published_working_figure(model)
                                                  : working_figure(figures_of(model, MemoryUse::working, facts), key);
  if (!figure) return {};
  return {figure->requirement.bytes, figure->requirement.low()};
}

ByteBounds program_memory_bounds(const ModelEntity& model, const Runtime& runtime, const Machine& machine,
                                 FactSet facts) {
  const auto figure = program_figure(model, facts);
  if (!figure) return {};
  const std::uint64_t model_bytes = figure->requirement.bytes, least_bytes = figure->requirement.low();
  if (!has_code_beside(figure->source, facts)) return {model_bytes, least_bytes};
  const auto operators = model.counted(&ModelFacts::operators);
  if (!operators || !knows_code(runtime, machine)) return {std::nullopt, least_bytes};
  const CodeRange code = code_range(names_of(operators->value), runtime.code);
  return {model_bytes + code.high, least_bytes + code.low};
}

}  // namespace kilograph::match
