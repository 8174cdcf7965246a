#include <algorithm>

#include "base/listing.hpp"
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

void settle(RequirementLine& line, const Findings& found, const Runtime& runtime) {
  if (!found.missing.empty() || !found.refused.empty()) {
    line.status = Status::unmet;
    if (!found.missing.empty()) line.note = runtime.id + " has no " + listed(found.missing);
    if (!found.refused.empty())
      line.note += (line.note.empty() ? "" : "; ") + runtime.id + " does not take " + listed(found.refused);
    line.note += ": the model does not start on it";
  } else if (!found.newer.empty()) {
    line.note = "newer than any known to run on " + runtime.id + ": " + listed(found.newer);
  } else {
    line.status = Status::met;
  }
}

}  // namespace

RequirementLine operator_line(const ModelEntity& model, const RuntimeChoice& choice) {
  RequirementLine line{.kind = RequirementKind::operators};
  const Runtime& runtime = choice.runtime;
  const auto needed = model.counted(&ModelFacts::operators);
  const bool table_known = choice.known && !runtime.operators.empty();
  line.required = needed ? counted(needed->value.size()) : "unknown";
  line.available = table_known ? counted(runtime.operators.size()) : "unknown";
  if (needed) line.required_source = needed->source;
  if (table_known) line.available_source = Source{.basis = Basis::declared, .by = runtime.id, .place = runtime.source};
  if (!needed) {
    line.note = "the model's operators are not known; its file settles it: `kilograph add FILE`";
  } else if (!table_known) {
    line.note = "the operators of the runtime " + runtime.id +
                " are not known; a device description with a known runtime settles it";
  } else {
    settle(line, findings_of(needed->value, runtime), runtime);
  }
  return line;
}

}  // namespace kilograph::match
