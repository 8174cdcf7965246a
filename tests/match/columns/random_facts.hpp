// Random models and devices, few values, many edges: equal thresholds, missing facts, two regions, chains of
// subclasses, several documents, several runtimes, empty sets.
#pragma once

#include <cstdlib>
#include <iterator>
#include <memory>
#include <random>

#include "domain/sensor_need.hpp"
#include "match/samples.hpp"

namespace kilograph::match::tests {

inline domain::Runtime with_code(domain::Runtime runtime, std::string abi) {
  runtime.code = {20, {{"CONV_2D", 10}, {"ADD", 5}, {"SOFTMAX", 20}}, 15, std::move(abi)};
  return runtime;
}

inline domain::Runtime silent_runtime() {
  domain::Runtime runtime;
  runtime.id = "quiet";
  runtime.kernels = "esp-nn";
  return runtime;
}

inline constexpr const char* kPlaces[] = {"https://example.org/board", "https://example.org/device-0",
                                          "https://example.org/device-1"};
inline constexpr const char* kLicences[] = {
    "", "MIT", "apache-2.0", "GPL-3.0-only", "my own", "MIT OR GPL-3.0-only", "MIT AND GPL-3.0-only"};

// Runtimes whose code counts, on one ABI or on any, and one that says nothing.
inline Judge random_judge(unsigned seed, FactSet facts) {
  std::vector<domain::Runtime> runtimes{kToday, kEarlier, silent_runtime()};
  if (seed % 2 != 0) runtimes[0] = with_code(kToday, "arm32");
  if (seed % 3 != 0) runtimes[1] = with_code(kEarlier, "");
  if (seed % 5 != 0) runtimes[0].operators = {{"ADD", 1}, {"CONV_2D", 2}, {"SOFTMAX", 1}};
  runtimes[0].refuses_versions = seed % 4 == 0;
  if (seed % 5 != 1) runtimes[1].operators = {{"ADD", 2}, {"CONV_2D", 3}};
  if (seed % 6 == 1) runtimes[0].kernels = "cmsis-nn-dsp";
  if (seed % 6 == 4) runtimes[0].kernels = "cmsis-nn-mve";
  if (seed % 7 == 6) runtimes.clear();
  Limits limits;
  if (seed % 4 == 2) limits.licences = {"MIT", "Apache-2.0"};
  if (seed % 8 == 2) limits.licences = {"GPL-3.0-only"};
  limits.known_licences = {"MIT", "Apache-2.0", "GPL-3.0-only"};
  if (seed % 4 == 3) limits.seconds = 2 / 64.0;
  if (seed % 8 >= 6) limits.joules = 3 / 64.0;
  limits.observed_on = {kPlaces, kPlaces + std::size(kPlaces)};
  return {runtimes, facts, {}, {}, limits};
}

class RandomFacts {
 public:
  explicit RandomFacts(unsigned seed) : random_(seed) {}

  unsigned roll(unsigned sides) { return random_() % sides; }

  domain::ModelEntity model() {
    domain::ModelEntity made{"https://example.org/model", "M", {}};
    if (roll(2)) made.documents.push_back({source(), whole_model()});
    for (unsigned i = roll(8) == 0 ? roll(3) : 1 + roll(2); i > 0; --i) {
      made.documents.push_back({source(), model_facts()});
    }
    return made;
  }

  domain::DeviceEntity device() {
    domain::DeviceEntity made{"https://example.org/device-" + std::to_string(roll(4)), "D", {}};
    if (roll(3) == 0)
      made.bases.push_back(std::make_shared<domain::DeviceEntity>(domain::DeviceEntity{kPlaces[0], "board", {}}));
    if (roll(2)) made.documents.push_back({source(), whole_device()});
    for (unsigned i = roll(8) == 0 ? roll(3) : 1 + roll(2); i > 0; --i) {
      made.documents.push_back({source(), device_facts()});
    }
    return made;
  }

 private:
  static constexpr const char* kClasses[] = {
      "Camera",    "InertialSensor", "Accelerometer",           "VibrationSensor",
      "Gyroscope", "OtherSensor",    "https://example.org/Nose"};
  static constexpr const char* kRuntimes[] = {"tflm-2026-08", "tflm-2021", "quiet", "nobody's", ""};
  static constexpr domain::TensorType kFormats[] = {domain::TensorType::int8, domain::TensorType::float32,
                                                    domain::TensorType::uint8, domain::TensorType::unknown};
  static constexpr const char* kOperators[] = {"CONV_2D", "ADD", "SOFTMAX", "CUSTOM:mine"};
  static constexpr const char* kProcessors[] = {"Cortex-M4F", "ESP32-S3", "Cortex-A53", "SomethingElse", "Cortex-M55"};

  std::string author() {
    const unsigned who = roll(5);
    return who == 0 ? std::string(kAsker) : who == 1 ? std::string(domain::kPublishedStudy) : who == 2 ? "a lab" : "";
  }
  domain::Basis basis() { return static_cast<domain::Basis>(roll(4)); }
  domain::Source source() { return {basis(), author(), "doc:1", "1.ttl"}; }
  std::uint64_t bytes() { return roll(8) * 10; }

  domain::Sensor sensor() {
    domain::Sensor one{kClasses[roll(7)]};
    if (roll(4) == 0) one.rate_hz = roll(3) * 100.0;
    if (roll(5) == 0) one.axes = 1 + roll(3);
    if (roll(6) == 0) one.resolution_bits = 8 * (1 + roll(2));
    if (roll(6) == 0) one.channels = 1 + roll(2);
    if (roll(8) == 0) one.info = "words";
    return one;
  }

  domain::MemoryRequirement figure() {
    domain::MemoryRequirement one;
    one.use = roll(3) ? domain::MemoryUse::working : domain::MemoryUse::program;
    one.bytes = bytes();
    if (one.use == domain::MemoryUse::working || roll(3) == 0) one.runtime = kRuntimes[roll(5)];
    if (roll(2)) one.kernels = roll(3) ? "reference" : "esp-nn";
    one.pointer_bits = roll(3) * 32;
    if (roll(3) == 0) one.abi = roll(2) ? "arm32" : "xtensa";
    one.basis = basis();
    one.by = author();
    if (roll(3) == 0) one.least_bytes = roll(2) ? one.bytes / 2 : one.bytes - std::min<std::uint64_t>(one.bytes, 1);
    return one;
  }

  domain::Observation observation() {
    domain::Observation one;
    one.property = roll(2) ? domain::ObservedProperty::latency : domain::ObservedProperty::energy;
    one.value = (1 + roll(4)) / 64.0;
    if (roll(3) == 0) one.low = one.value - 1 / 64.0;
    if (roll(3) == 0) one.high = one.value + 1 / 64.0;
    if (roll(8)) one.device = kPlaces[roll(3)];
    if (roll(3) == 0) one.runtime = kRuntimes[roll(5)];
    if (roll(4) == 0) one.kernels = roll(3) ? "reference" : "cmsis-nn-dsp";
    one.basis = basis();
    return one;
  }

  domain::StartRefusal refusal() {
    domain::StartRefusal one;
    one.runtime = kRuntimes[roll(5)];
    if (roll(2)) one.kernels = roll(3) ? "reference" : "esp-nn";
    one.reason = "it is too new";
    one.basis = basis();
    return one;
  }

  domain::ModelFacts model_facts() {
    domain::ModelFacts facts;
    for (unsigned i = roll(3); i > 0; --i) facts.sensors.push_back(sensor());
    if (roll(6) == 0) facts.sensors.push_back({std::string(domain::kNoSensor)});
    for (unsigned i = roll(6); i > 0; --i) facts.memory.push_back(figure());
    for (unsigned i = roll(3); i > 0; --i) facts.observations.push_back(observation());
    facts.licence = kLicences[roll(7)];
    if (roll(6) == 0) facts.refusals.push_back(refusal());
    if (roll(2)) facts.file_bytes = bytes();
    for (unsigned i = roll(3); i > 0; --i)
      facts.operators.push_back({kOperators[roll(4)], static_cast<std::int32_t>(1 + roll(3)), 1});
    for (unsigned i = roll(3); i > 0; --i) facts.number_formats.push_back(kFormats[roll(6) % 4]);
    return facts;
  }

  // Without gaps, so that enough pairs are decided.
  domain::ModelFacts whole_model() {
    domain::ModelFacts facts = model_facts();
    facts.sensors = {{kClasses[roll(5)]}};
    facts.memory = {arena(bytes(), roll(3) ? "" : "tflm-2021", 0, author()), program(bytes(), author())};
    facts.memory[0].kernels.clear();
    facts.operators = {{kOperators[roll(3)], static_cast<std::int32_t>(1 + roll(2)), 1}};
    for (const auto property : {domain::ObservedProperty::latency, domain::ObservedProperty::energy}) {
      facts.observations.push_back(observation());
      facts.observations.back().property = property;
      facts.observations.back().runtime.clear();
      facts.observations.back().kernels.clear();
    }
    facts.number_formats = {roll(4) ? domain::TensorType::int8 : domain::TensorType::uint8};
    return facts;
  }

  domain::DeviceFacts whole_device() {
    domain::DeviceFacts facts = device_facts();
    facts.sensors = {{kClasses[roll(5)]}, {kClasses[roll(5)]}, {kClasses[roll(5)]}};
    facts.regions.push_back(region(domain::RegionKind::ram, bytes(), {}, author()));
    facts.regions.push_back(region(domain::RegionKind::flash, bytes() + 30, {}, author()));
    facts.runtimes = {kRuntimes[roll(3)]};
    return facts;
  }

  domain::MemoryRegion memory_region() {
    domain::MemoryRegion one{roll(2) ? "one" : "", roll(2) ? domain::RegionKind::ram : domain::RegionKind::flash};
    if (roll(3)) one.size_bytes = bytes() + 30;
    if (roll(3)) one.free_bytes = bytes();
    if (roll(4) == 0) one.reserved_bytes = roll(4) * 10;
    one.basis = basis();
    one.by = author();
    one.medium = static_cast<domain::RegionMedium>(roll(6));
    if (roll(4) == 0) one.contiguous = roll(2) == 0;
    if (roll(4) == 0) one.executable = roll(2) == 0;
    return one;
  }

  domain::DeviceFacts device_facts() {
    domain::DeviceFacts facts;
    for (unsigned i = roll(5); i > 0; --i) facts.sensors.push_back(sensor());
    for (unsigned i = roll(6); i > 0; --i) facts.regions.push_back(memory_region());
    if (roll(2)) facts.processor = kProcessors[roll(5)];
    facts.pointer_bits = roll(3) * 32;
    for (unsigned i = roll(4); i > 0; --i) facts.runtimes.push_back(kRuntimes[roll(4)]);
    if (roll(2)) facts.clock_hz = 64'000'000;
    return facts;
  }

  std::mt19937 random_;
};

// For messages of tests.
inline std::string words_of(const domain::Verdict& verdict) {
  std::string words = ", with " + verdict.runtime;
  for (const domain::RequirementLine& line : verdict.lines) {
    words += "\n  " + std::string(name_of(line.kind)) + " " + std::string(name_of(line.status)) + ": " + line.required +
             ", " + line.available + "; " + line.note;
  }
  return words;
}

// KILOGRAPH_SEED, else `otherwise`; tests print it with what they found.
inline unsigned seed_of_run(unsigned otherwise) {
  const char* text = std::getenv("KILOGRAPH_SEED");
  return text != nullptr ? static_cast<unsigned>(std::strtoul(text, nullptr, 10)) : otherwise;
}

}  // namespace kilograph::match::tests
