// Random catalogues: judge's answer against a naive computation written from the meaning alone.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>

#include "domain/sensor_need.hpp"
#include "match/samples.hpp"

namespace kilograph::match {
namespace {

using namespace domain;
using namespace tests;

const std::vector<std::string> kClasses{"Camera",          "Microphone", "InertialSensor",         "Accelerometer",
                                        "VibrationSensor", "Gyroscope",  std::string(kOtherSensor)};
const std::map<std::string, std::string> kAbove{
    {"Accelerometer", "InertialSensor"}, {"VibrationSensor", "Accelerometer"}, {"Gyroscope", "InertialSensor"}};

class Catalogue {
 public:
  explicit Catalogue(unsigned seed) : random_(seed) {}

  Sensor sensor() {
    Sensor one{kClasses[roll(7)]};
    if (roll(12) == 0) one.rate_hz = roll(3) + 1.0;
    return one;
  }

  ModelEntity model() {
    ModelFacts facts;
    for (unsigned i = roll(3); i > 0; --i) facts.sensors.push_back(sensor());
    if (roll(6) == 0) facts.sensors.push_back({std::string(kNoSensor)});
    for (unsigned i = roll(4); i > 0; --i) {
      facts.memory.push_back(arena(roll(6) * 10, roll(2) ? "tflm-2026-08" : "tflm-2021", roll(3) ? 32 : 64));
    }
    if (roll(4)) facts.file_bytes = roll(6) * 10;
    if (roll(4)) facts.number_formats = {roll(4) ? TensorType::int8 : TensorType::uint8};
    if (roll(6)) facts.operators.push_back({roll(6) ? "CONV_2D" : "FFT", roll(6) ? 3 : 4, 1});
    return entity("M", facts);
  }

  DeviceEntity device() {
    DeviceFacts facts;
    for (unsigned i = roll(4); i > 0; --i) facts.sensors.push_back(sensor());
    for (unsigned i = roll(5); i > 0; --i) {
      const auto kind = roll(2) ? RegionKind::ram : RegionKind::flash;
      facts.regions.push_back(region(kind, roll(3) ? std::optional<std::uint64_t>(roll(6) * 10) : std::nullopt,
                                     roll(3) ? std::optional<std::uint64_t>(60) : std::nullopt));
    }
    facts.pointer_bits = roll(3) * 32;
    if (roll(2)) facts.runtimes = {roll(2) ? "tflm-2026-08" : "tflm-2021"};
    return entity("D", facts);
  }

 private:
  unsigned roll(unsigned sides) { return random_() % sides; }
  std::mt19937 random_;
};

bool within(std::string name, const std::string& ancestor) {
  for (; name != ancestor; name = kAbove.at(name)) {
    if (!kAbove.contains(name)) return false;
  }
  return true;
}

Status worse(Status a, Status b) {
  if (a == Status::unmet || b == Status::unmet) return Status::unmet;
  return a == Status::unknown || b == Status::unknown ? Status::unknown : Status::met;
}

Status naive_sensors(const ModelFacts& model, const DeviceFacts& device) {
  if (model.sensors.empty()) return Status::unknown;
  Status all = Status::met;
  for (const Sensor& needed : model.sensors) {
    if (is_no_sensor(needed)) continue;
    if (device.sensors.empty()) return Status::unknown;
    bool served = false, maybe = false;
    for (const Sensor& offered : device.sensors) {
      const bool slow = needed.rate_hz && offered.rate_hz && *offered.rate_hz < *needed.rate_hz;
      const bool sure = !needed.rate_hz || offered.rate_hz;
      if (slow) continue;
      if (needed.sensor_class == kOtherSensor || offered.sensor_class == kOtherSensor) maybe = true;
      else if (within(offered.sensor_class, needed.sensor_class)) (sure ? served : maybe) = true;
      else if (within(needed.sensor_class, offered.sensor_class)) maybe = true;
    }
    all = worse(all, served ? Status::met : maybe ? Status::unknown : Status::unmet);
  }
  return all;
}

Status naive_memory(std::optional<std::uint64_t> needed, const DeviceFacts& device, RegionKind kind) {
  bool any_free = false, fits_free = false, any = false, fits = false;
  for (const MemoryRegion& region : device.regions) {
    if (region.kind != kind) continue;
    const auto bytes = region.free_bytes ? region.free_bytes : region.size_bytes;
    if (!bytes) continue;
    any = true;
    fits |= needed && *needed <= *bytes;
    any_free |= region.free_bytes.has_value();
    fits_free |= region.free_bytes && needed && *needed <= *region.free_bytes;
  }
  if (!needed || !any) return Status::unknown;
  if (any_free && fits_free) return Status::met;
  return fits ? Status::unknown : Status::unmet;
}

// The runtimes' code is a byte, which operators add nothing to; with unknown operators more may come on top.
Status naive_flash(const ModelFacts& model, const DeviceFacts& device) {
  if (!model.file_bytes) return Status::unknown;
  if (!model.operators.empty()) return naive_memory(*model.file_bytes + 1, device, RegionKind::flash);
  const Status at_least = naive_memory(model.file_bytes, device, RegionKind::flash);
  return at_least == Status::unmet ? Status::unmet : Status::unknown;
}

// CONV_2D up to version 3 is known to both; the earlier one refuses newer versions.
Status naive_operators(const ModelFacts& model, const std::string& runtime) {
  if (model.operators.empty()) return Status::unknown;
  if (model.operators[0].name != "CONV_2D") return Status::unmet;
  if (model.operators[0].version <= 3) return Status::met;
  return runtime == "tflm-2021" ? Status::unmet : Status::unknown;
}

Answer naive(const ModelFacts& model, const DeviceFacts& device) {
  const std::string runtime = device.runtimes.empty() ? "tflm-2026-08" : device.runtimes[0];
  const unsigned bits = device.pointer_bits ? device.pointer_bits : 32;
  std::optional<std::uint64_t> arena_bytes;
  for (const MemoryRequirement& figure : model.memory) {
    if (figure.runtime == runtime && figure.pointer_bits == bits)
      arena_bytes = std::max(arena_bytes.value_or(0), figure.bytes);
  }
  Status all = naive_sensors(model, device);
  all = worse(all, naive_memory(arena_bytes, device, RegionKind::ram));
  all = worse(all, naive_flash(model, device));
  Status formats = Status::unknown;
  if (!model.number_formats.empty()) {
    formats = model.number_formats[0] == TensorType::uint8 && runtime == "tflm-2026-08" ? Status::unmet : Status::met;
  }
  all = worse(all, formats);
  all = worse(all, naive_operators(model, runtime));
  return all == Status::met ? Answer::fits : all == Status::unmet ? Answer::does_not_fit : Answer::unknown;
}

TEST(RandomCatalogue, JudgeEqualsTheNaiveAnswer) {
  std::map<Answer, int> seen;
  Catalogue catalogue(7);
  for (int pair = 0; pair < 90'000; ++pair) {
    const ModelEntity model = catalogue.model();
    const DeviceEntity device = catalogue.device();
    const Answer expected = naive(model.documents[0].facts, device.documents[0].facts);
    ASSERT_EQ(judge(model, device, kBest).answer, expected) << "pair " << pair;
    ++seen[expected];
  }
  for (const Answer answer : {Answer::fits, Answer::does_not_fit, Answer::unknown}) EXPECT_GT(seen[answer], 50);
}

TEST(RandomCatalogue, EveryEnoughRemedyOfMemoryIsTheSmallest) {
  Catalogue catalogue(11);
  int checked = 0;
  for (int pair = 0; pair < 90'000; ++pair) {
    const ModelEntity model = catalogue.model();
    const DeviceEntity device = catalogue.device();
    for (const Remedy& remedy : remedies(model, device, kBest, {}, {})) {
      if (remedy.kind != "free-memory" || !remedy.enough) continue;
      ++checked;
      const bool ram = remedy.text.find("RAM") != std::string::npos;
      const auto fits_with = [&](std::uint64_t more) {
        DeviceEntity changed = device;
        for (MemoryRegion& region : facts_of(changed).regions) {
          if ((region.kind == RegionKind::ram) == ram && region.free_bytes) *region.free_bytes += more;
        }
        return judge(model, changed, kBest).answer == Answer::fits;
      };
      EXPECT_TRUE(fits_with(*remedy.bytes));
      EXPECT_FALSE(fits_with(*remedy.bytes - 1));
    }
  }
  EXPECT_GT(checked, 50);
}

}  // namespace
}  // namespace kilograph::match
