#include <algorithm>

#include "base/listing.hpp"
#include "match/requirement_lines.hpp"

namespace kilograph::match {
namespace {

using namespace domain;

std::string formats_text(const std::vector<TensorType>& types) {
  return listed(types, [](TensorType type) { return name_of(type); });
}

bool has_unknown(const std::vector<TensorType>& types) {
  return types.empty() || std::ranges::find(types, TensorType::unknown) != types.end();
}

}  // namespace

std::string refused_formats(const ModelEntity& model, const RuntimeChoice& choice) {
  const auto needed = model.counted(&ModelFacts::number_formats);
  const std::vector<TensorType>& taken = choice.runtime.number_formats;
  if (!needed || !choice.known || taken.empty()) return {};
  std::vector<TensorType> refused;
  for (const TensorType type : needed->value) {
    if (type != TensorType::unknown && std::ranges::find(taken, type) == taken.end()) refused.push_back(type);
  }
  return formats_text(refused);
}

RequirementLine number_format_line(const ModelEntity& model, const RuntimeChoice& choice) {
  RequirementLine line{.kind = RequirementKind::number_format};
  const Runtime& runtime = choice.runtime;
  const auto needed = model.counted(&ModelFacts::number_formats);
  const bool runtime_known = choice.known && !runtime.number_formats.empty();
  line.required = needed ? formats_text(needed->value) : "unknown";
  line.available = runtime_known ? formats_text(runtime.number_formats) : "unknown";
  if (needed) line.required_source = needed->source;
  if (runtime_known)
    line.available_source = Source{.basis = Basis::declared, .by = runtime.id, .place = runtime.source};
  if (!needed) {
    line.note = "the model's number formats are not known; its file settles it: `kilograph add FILE`";
  } else if (!runtime_known) {
    line.note = "what the runtime " + runtime.id +
                " accepts is not known; a device description with a known runtime settles it";
  } else if (const std::string refused = refused_formats(model, choice); !refused.empty()) {
    line.status = Status::unmet;
    line.note = runtime.id + " does not run " + refused + ": the model does not start on it";
  } else if (has_unknown(needed->value)) {
    if (needed->value.empty()) line.required = "unknown";
    line.note =
        "not all formats that the model computes in are known: it has operators or types that are not TensorFlow "
        "Lite's own";
  } else {
    line.status = Status::met;
  }
  return line;
}

}  // namespace kilograph::match
