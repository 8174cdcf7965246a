#include <algorithm>

#include "base/listing.hpp"
#include "domain/sensor_need.hpp"
#include "domain/sensor_text.hpp"
#include "match/requirement_lines.hpp"
#include "match/sensor_offer.hpp"

namespace kilograph::match {
namespace {

using namespace domain;

constexpr std::string_view kAskModel =
    "which sensor feeds the model is not known; its card (`kilograph describe` writes one, which may say that none "
    "does), "
    "a sheet row with its hardware, or an RDF description with ssn_extend:provideInput, settles it: `kilograph add "
    "FILE`";
constexpr std::string_view kAskDevice =
    "the device's sensors are not known; a Thing Description that names them with ssn:hasSubSystem settles it: "
    "`kilograph add FILE`";

// Several sensors of one class are one offer.
std::string classes_in(const std::vector<Sensor>& sensors) {
  std::vector<std::string_view> classes;
  for (const Sensor& sensor : sensors) {
    if (std::ranges::find(classes, sensor.sensor_class) == classes.end()) classes.push_back(sensor.sensor_class);
  }
  return listed(classes);
}

std::string doubt(const std::string& required, const std::string& vague) {
  if (required == kOtherSensor) return "the model's sensor is of a class that nobody stated; " + std::string(kAskModel);
  return "one of the device's sensors (" + vague + ") may be a " + required +
         "; its own class in the device's description settles it";
}

// One sensor of the right class against the need.
struct Match {
  const Sensor* sensor = nullptr;
  std::vector<Shortfall> shortfalls;

  bool is_unmet() const {
    return std::ranges::any_of(shortfalls, [](const Shortfall& one) { return one.status == Status::unmet; });
  }
  Status status() const { return is_unmet() ? Status::unmet : shortfalls.empty() ? Status::met : Status::unknown; }
};

int badness_of(const Match& match) {
  return match.status() == Status::met ? 0 : match.status() == Status::unknown ? 1 : 2;
}

std::string too_small(const Match& match) {
  std::string text;
  for (const Shortfall& one : match.shortfalls) {
    if (one.status != Status::unmet) continue;
    text += (text.empty() ? "" : "; ") + match.sensor->sensor_class + ": " + one.name + " " + one.offered + ", and " +
            one.required + " is needed";
  }
  return text;
}

std::string not_stated(const Match& match) {
  return "of the device's " + match.sensor->sensor_class +
         " this is not stated, or not in the same unit: " + listed(match.shortfalls, &Shortfall::name) + "; " +
         listed(match.shortfalls, &Shortfall::key) + " in its description settles it";
}

void take(RequirementLine& line, const Match& match) {
  line.status = match.status();
  line.available = to_text(*match.sensor);
  if (line.status == Status::unmet) line.note = too_small(match);
  if (line.status == Status::unknown) line.note = not_stated(match);
}

RequirementLine line_for(const Sensor& need, const std::vector<Sensor>& offered) {
  RequirementLine line;
  line.required = to_text(need);
  std::vector<Match> matches;
  std::vector<Sensor> vague;
  for (const Sensor& sensor : offered) {
    const Status status = class_status(need.sensor_class, sensor.sensor_class);
    Match match{&sensor, shortfalls(need, sensor)};
    if (status == Status::unknown && !match.is_unmet()) vague.push_back(sensor);
    if (status == Status::met) matches.push_back(std::move(match));
  }
  const auto best = std::ranges::min_element(matches, {}, badness_of);
  if (best != matches.end() && (best->status() != Status::unmet || vague.empty())) {
    take(line, *best);
    return line;
  }
  line.available = classes_in(offered);
  line.status = vague.empty() ? Status::unmet : Status::unknown;
  if (!vague.empty()) line.note = doubt(need.sensor_class, classes_in(vague));
  return line;
}

// Whoever needs nothing has it, whatever the device is known to have.
RequirementLine line_for_none(const std::vector<Sensor>* offered) {
  return {.required = to_text(Sensor{std::string(kNoSensor)}),
          .available = offered ? classes_in(*offered) : "unknown",
          .status = Status::met};
}

}  // namespace

std::vector<RequirementLine> sensor_lines(const ModelEntity& model, const DeviceEntity& device) {
  const auto needed = model.counted(&ModelFacts::sensors);
  const auto offered = device.counted(&DeviceFacts::sensors);
  std::vector<RequirementLine> lines;
  if (!needed) {
    lines.push_back({.required = "unknown",
                     .available = offered ? classes_in(offered->value) : "unknown",
                     .note = std::string(kAskModel)});
  } else {
    for (const Sensor& need : distinct_needs(needed->value)) {
      lines.push_back(
          is_no_sensor(need) ? line_for_none(offered ? &offered->value : nullptr)
          : offered
              ? line_for(need, offered->value)
              : RequirementLine{.required = to_text(need), .available = "unknown", .note = std::string(kAskDevice)});
    }
  }
  for (RequirementLine& line : lines) {
    line.kind = RequirementKind::sensor;
    if (needed) line.required_source = needed->source;
    if (offered) line.available_source = offered->source;
  }
  return lines;
}

}  // namespace kilograph::match
