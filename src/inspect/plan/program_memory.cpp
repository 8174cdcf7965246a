#include "inspect/plan/program_memory.hpp"

#include "domain/code_range.hpp"

namespace kilograph::inspect::plan_detail {
namespace {

constexpr std::uint64_t kModelAlignment = 16;

void bound_code(const std::vector<OperatorNeed>& operators, const ResolvedTarget& target, ProgramMemory& memory) {
  const RuntimeDescription& runtime = *target.runtime;
  domain::CodeBytes code = runtime.runtime.code;
  const std::string place = target.kernels().id + " kernels on " + std::string(name_of(target.abi));
  if (code.base == 0 || code.abi != name_of(target.abi)) {
    memory.code_evidence = "the code of " + runtime.runtime.id + " was not measured with " + place;
    return;
  }
  memory.code_evidence = runtime.code_source;
  if (runtime.code_kernels != target.kernels().id) {
    code.operators.clear();
    memory.code_evidence = "operators were not measured with " + place + ", each is allowed " +
                           std::to_string(code.unmeasured_operator) + " bytes; the base: " + runtime.code_source;
  }
  std::set<std::string> names;
  for (const OperatorNeed& need : operators) names.insert(need.name);
  const domain::CodeRange range = domain::code_range(names, code);
  memory.code = ByteRange{range.high, range.low, range.high};
}

}  // namespace

ProgramMemory program_memory(const domain::Model& model, const std::vector<OperatorNeed>& operators,
                             const ResolvedTarget& target) {
  ProgramMemory memory{round_up(model.file_bytes, kModelAlignment), model.constant_bytes, {}, {}};
  bound_code(operators, target, memory);
  return memory;
}

}  // namespace kilograph::inspect::plan_detail
