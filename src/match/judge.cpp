#include <algorithm>

#include "match/fit.hpp"
#include "match/requirement_lines.hpp"

namespace kilograph::match {
namespace {

using namespace domain;

// One that nobody describes.
Runtime runtime_named(std::string id) {
  Runtime runtime;
  runtime.id = std::move(id);
  return runtime;
}

RuntimeChoice declared_choice(const std::string& id, const Judge& with) {
  for (const std::vector<Runtime>* known : {&with.runtimes, &with.further_runtimes}) {
    const auto row = std::ranges::find(*known, id, &Runtime::id);
    if (row != known->end()) return {*row, false, true};
  }
  return {runtime_named(id), false, false};
}

std::vector<RuntimeChoice> own_choices(const DeviceEntity& device, const Judge& with) {
  const auto declared = device.counted(&DeviceFacts::runtimes);
  std::vector<RuntimeChoice> choices;
  if (declared) {
    for (const std::string& id : declared->value) choices.push_back(declared_choice(id, with));
  } else if (!with.runtimes.empty()) {
    choices.push_back({with.runtimes.front(), true, true});
  } else {
    choices.push_back({runtime_named("none"), true, false});
  }
  return choices;
}

// The study judged with the runtime of its own arena figures, whatever the device runs.
std::vector<RuntimeChoice> published_choices(const ModelEntity& model, const DeviceEntity& device, const Judge& with) {
  const auto figure = published_working_figure(model);
  if (!figure || figure->requirement.runtime.empty()) return own_choices(device, with);
  RuntimeChoice choice = declared_choice(figure->requirement.runtime, with);
  const auto declared = device.counted(&DeviceFacts::runtimes);
  choice.assumed = !declared || std::ranges::find(declared->value, choice.runtime.id) == declared->value.end();
  return {choice};
}

template <class F>
std::string label_of(const Entity<F>& entity) {
  return entity.name.empty() ? entity.id : entity.name;
}

// A fact of the device that nobody states here may be one of the model or board that is not kept.
void name_missing_base(std::vector<RequirementLine>& lines, const DeviceEntity& device) {
  if (device.missing_bases.empty()) return;
  for (RequirementLine& line : lines) {
    const bool is_of_device = line.kind == RequirementKind::sensor || line.kind == RequirementKind::working_memory ||
                              line.kind == RequirementKind::program_memory;
    if (!is_of_device || line.status != Status::unknown || line.available_source) continue;
    line.note += (line.note.empty() ? "" : "; ") + std::string("the device is based on ") +
                 device.missing_bases.front() +
                 ", which is not kept here: `kilograph add` its description may settle it";
  }
}

void add_limits(std::vector<RequirementLine>& lines, const ModelEntity& model, const DeviceEntity& device,
                const RuntimeChoice& choice, const Judge& with) {
  const Limits& limits = with.limits;
  const bool has_times = with.facts == FactSet::best;  // the study states none
  if (limits.seconds && has_times) {
    lines.push_back(observation_line(model, ObservedProperty::latency, *limits.seconds, places_of(device), choice));
  }
  if (limits.joules && has_times) {
    lines.push_back(observation_line(model, ObservedProperty::energy, *limits.joules, places_of(device), choice));
  }
  if (!limits.licences.empty()) lines.push_back(licence_line(model, limits));
}

Verdict judge_with(const ModelEntity& model, const DeviceEntity& device, const Machine& machine,
                   const RuntimeChoice& choice, const Judge& with) {
  const auto is_judged = [&](RequirementKind kind) {
    return with.kinds.empty() || std::ranges::find(with.kinds, kind) != with.kinds.end();
  };
  Verdict verdict{.model = model.id,
                  .device = device.id,
                  .model_name = label_of(model),
                  .device_name = label_of(device),
                  .runtime = choice.runtime.id,
                  .runtime_assumed = choice.assumed,
                  .lines = {}};
  if (is_judged(RequirementKind::sensor)) verdict.lines = sensor_lines(model, device);
  if (is_judged(RequirementKind::working_memory)) {
    verdict.lines.push_back(working_memory_line(model, device, machine, choice, with.facts));
  }
  if (is_judged(RequirementKind::program_memory)) {
    verdict.lines.push_back(program_memory_line(model, device, machine, choice, with.facts));
  }
  if (is_judged(RequirementKind::operators) && with.facts == FactSet::best) {
    verdict.lines.push_back(operator_line(model, machine, choice));
  }
  if (is_judged(RequirementKind::number_format) && with.facts == FactSet::best) {
    verdict.lines.push_back(number_format_line(model, choice));
  }
  name_missing_base(verdict.lines, device);
  add_limits(verdict.lines, model, device, choice, with);
  verdict.answer = answer_of(verdict.lines);
  return verdict;
}

int badness_of(Answer answer) {
  switch (answer) {
    case Answer::fits: return 0;
    case Answer::unknown: return 1;
    case Answer::does_not_fit: return 2;
  }
  return 2;
}

}  // namespace

std::vector<RuntimeChoice> choices_for(const ModelEntity& model, const DeviceEntity& device, const Judge& with) {
  return with.facts == FactSet::published ? published_choices(model, device, with) : own_choices(device, with);
}

Verdict judge(const ModelEntity& model, const DeviceEntity& device, const Judge& with) {
  const Machine machine = machine_of(device);
  std::vector<Verdict> verdicts;
  for (const RuntimeChoice& choice : choices_for(model, device, with))
    verdicts.push_back(judge_with(model, device, machine, choice, with));
  return *std::ranges::min_element(verdicts, {}, [](const Verdict& verdict) {
    const auto open = std::ranges::count_if(verdict.lines, [](const auto& line) { return line.status != Status::met; });
    return std::pair(badness_of(verdict.answer), open);
  });
}

}  // namespace kilograph::match
