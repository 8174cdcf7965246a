#include <algorithm>

#include "base/listing.hpp"
#include "domain/device_core.hpp"
#include "match/requirement_lines.hpp"

namespace kilograph::match {
namespace {

using namespace domain;

std::string counted(std::size_t operators) {
  return std::to_string(operators) + (operators == 1 ? " operator" : " operators");
}

struct Findings {
  std::vector<std::string> missing, refused, newer;  // "CONV_2D version 9"
};

Findings findings_of(const std::vector<OperatorUse>& needed, const Runtime& runtime) {
  Findings found;
  for (const OperatorUse& use : needed) {
    const auto row = std::ranges::find(runtime.operators, use.name, &OperatorSupport::name);
    const std::string versioned = use.name + " version " + std::to_string(use.version);
    if (row == runtime.operators.end()) {
      found.missing.push_back(use.name);
    } else if (use.version > row->newest_version) {
      const std::string known = " (up to " + std::to_string(row->newest_version) + ")";
      (runtime.refuses_versions ? found.refused : found.newer).push_back(versioned + known);
    }
  }
  return found;
}

void refuse(RequirementLine& line, const StartRefusal& refusal) {
  line.status = Status::unmet;
  line.note = "the model does not start on " + refusal.runtime;
  if (!refusal.kernels.empty()) line.note += " with " + refusal.kernels + " kernels";
  line.note += ": " + refusal.reason;
}

void settle(RequirementLine& line, const Findings& found, const Runtime& runtime, const StartRefusal* refusal) {
  if (!found.missing.empty() || !found.refused.empty()) {
    line.status = Status::unmet;
    if (!found.missing.empty()) line.note = runtime.id + " has no " + listed(found.missing);
    if (!found.refused.empty())
      line.note += (line.note.empty() ? "" : "; ") + runtime.id + " does not take " + listed(found.refused);
    line.note += ": the model does not start on it";
  } else if (refusal) {
    refuse(line, *refusal);
  } else if (!found.newer.empty()) {
    line.note = "newer than any known to run on " + runtime.id + ": " + listed(found.newer);
  } else {
    line.status = Status::met;
  }
}

}  // namespace

const StartRefusal* refusal_of(const ModelEntity& model, const Runtime& runtime) {
  const auto is_there = [&](const std::string& id, const std::string& kernels) {
    return id == runtime.id && (kernels.empty() || kernels == runtime.kernels);
  };
  const StartRefusal* found = nullptr;
  for (const auto& document : model.documents) {
    for (const MemoryRequirement& figure : document.facts.memory) {
      const bool is_evident = figure.basis == Basis::measured || figure.basis == Basis::planned;
      const bool starts = figure.use == MemoryUse::working && is_evident && !figure.kernels.empty();
      if (starts && is_there(figure.runtime, figure.kernels)) return nullptr;
    }
    for (const StartRefusal& refusal : document.facts.refusals) {
      if (!found && is_there(refusal.runtime, refusal.kernels)) found = &refusal;
    }
  }
  return found;
}

RequirementLine operator_table_line(const ModelEntity& model, const RuntimeChoice& choice) {
  RequirementLine line{.kind = RequirementKind::operators};
  const Runtime& runtime = choice.runtime;
  const auto needed = model.counted(&ModelFacts::operators);
  const bool table_known = choice.known && !runtime.operators.empty();
  line.required = needed ? counted(needed->value.size()) : "unknown";
  line.available = table_known ? counted(runtime.operators.size()) : "unknown";
  if (needed) line.required_source = needed->source;
  if (table_known) line.available_source = Source{.basis = Basis::declared, .by = runtime.id, .place = runtime.source};
  const StartRefusal* refusal = refusal_of(model, runtime);
  if (needed && table_known) {
    settle(line, findings_of(needed->value, runtime), runtime, refusal);
  } else if (refusal) {
    refuse(line, *refusal);
  } else if (!needed) {
    line.note = "the model's operators are not known; its file settles it: `kilograph add FILE`";
  } else {
    line.note = "the operators of the runtime " + runtime.id +
                " are not known; a device description with a known runtime settles it";
  }
  return line;
}

Status kernels_status(const Machine& machine, const Runtime& runtime) {
  if (kernels_refusal(machine.core, machine.kernels.value_or(std::vector<std::string>{}), runtime.kernels).empty()) {
    return Status::met;
  }
  return machine.kernels ? Status::unmet : Status::unknown;
}

RequirementLine operator_line(const ModelEntity& model, const Machine& machine, const RuntimeChoice& choice) {
  RequirementLine line = operator_table_line(model, choice);
  const Status status = kernels_status(machine, choice.runtime);
  if (status == Status::met || line.status == Status::unmet) return line;
  if (status == Status::unmet) {
    line.note = kernels_refusal(machine.core, *machine.kernels, choice.runtime.kernels);
  } else {
    line.note += (line.note.empty() ? "" : "; ") + std::string("whether the device's core runs ") +
                 choice.runtime.kernels + " kernels is not known: " +
                 (machine.unresolved.empty() ? "a description with its processor settles it" : machine.unresolved);
  }
  line.status = status;
  return line;
}

}  // namespace kilograph::match
