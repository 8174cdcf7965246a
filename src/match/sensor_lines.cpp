#include <algorithm>

#include "match/requirement_lines.hpp"

namespace kilograph::match {
namespace {

using namespace domain;

constexpr std::string_view kAskModel =
    "which sensor feeds the model is not known; a sheet row with its hardware, or an RDF description with "
    "nnet:provideInput, settles it: `kilograph add FILE`";
constexpr std::string_view kAskDevice =
    "the device's sensors are not known; a Thing Description that names them with ssn:hasSubSystem settles it: "
    "`kilograph add FILE`";

// Whether a device's sensor of class `offered` serves where `required` is needed.
Status served(const std::string& required, const std::string& offered) {
  if (required == kOtherSensor || offered == kOtherSensor) return Status::unknown;
  if (offered == required || is_sensor_class_within(offered, required)) return Status::met;
  // A class above the one required may be it; a class nobody described may be anything.
  const bool vague =
      is_sensor_class_within(required, offered) || !sensor_class_by_name(offered) || !sensor_class_by_name(required);
  return vague ? Status::unknown : Status::unmet;
}

// Several sensors of one class are one offer.
std::vector<std::string> classes_of(const std::vector<Sensor>& sensors) {
  std::vector<std::string> classes;
  for (const Sensor& sensor : sensors) {
    if (std::ranges::find(classes, sensor.sensor_class) == classes.end()) classes.push_back(sensor.sensor_class);
  }
  return classes;
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

std::string doubt(const std::string& required, const std::vector<std::string>& offered) {
  if (required == kOtherSensor) return "the model's sensor is of a class that nobody stated; " + std::string(kAskModel);
  return "one of the device's sensors (" + joined(offered) + ") may be a " + required +
         "; its own class in the device's description settles it";
}

RequirementLine line_for(const std::string& required, const std::vector<std::string>& offered) {
  RequirementLine line;
  line.required = required;
  line.status = Status::unmet;
  line.available = joined(offered);
  std::vector<std::string> vague;
  for (const std::string& sensor_class : offered) {
    const Status status = served(required, sensor_class);
    if (status == Status::unknown) vague.push_back(sensor_class);
    if (status != Status::met) continue;
    line.status = Status::met;
    line.available = sensor_class;
    return line;
  }
  if (vague.empty()) return line;
  line.status = Status::unknown;
  line.note = doubt(required, vague);
  return line;
}

}  // namespace

std::vector<RequirementLine> sensor_lines(const ModelEntity& model, const DeviceEntity& device) {
  const auto needed = model.counted(&ModelFacts::sensors);
  const auto offered = device.counted(&DeviceFacts::sensors);
  const std::vector<std::string> offers = offered ? classes_of(offered->value) : std::vector<std::string>{};
  std::vector<RequirementLine> lines;
  if (!needed) {
    lines.push_back(
        {.required = "unknown", .available = offered ? joined(offers) : "unknown", .note = std::string(kAskModel)});
  } else {
    for (const std::string& required : classes_of(needed->value)) {
      lines.push_back(
          offered ? line_for(required, offers)
                  : RequirementLine{.required = required, .available = "unknown", .note = std::string(kAskDevice)});
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
