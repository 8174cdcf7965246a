// What `why` says would make a pair fit does, when somebody adds it: every pair of the starter models and the study's
// boards that does not fit and has such a set.
#include "match/smallest_set.hpp"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "inspect/runtime/runtimes.hpp"
#include "reply/subject.hpp"
#include "reply/workplace.hpp"

namespace kilograph::reply {
namespace {

using Json = nlohmann::ordered_json;
using domain::DeviceEntity, domain::DeviceFacts, domain::Sensor;

Json part_of(const Sensor& sensor) {
  Json part{{"@type", sensor.sensor_class}};
  if (sensor.rate_hz) part["rateHz"] = *sensor.rate_hz;
  if (sensor.axes) part["axes"] = *sensor.axes;
  if (sensor.channels) part["channels"] = *sensor.channels;
  if (sensor.width) part["width"] = *sensor.width;
  if (sensor.height) part["height"] = *sensor.height;
  if (sensor.resolution_bits) part["resolutionBits"] = *sensor.resolution_bits;
  if (sensor.range_low) part["rangeLow"] = *sensor.range_low;
  if (sensor.range_high) part["rangeHigh"] = *sensor.range_high;
  if (!sensor.range_unit.empty()) part["rangeUnit"] = sensor.range_unit;
  return part;
}

Json part_of(const domain::MemoryRegion& region) {
  Json part{{"@type", "MemoryRegion"},
            {"name", region.name.empty() ? "region" : region.name},
            {"kind", region.kind == domain::RegionKind::ram ? "working" : "program"},
            {"basis", domain::name_of(region.basis)}};
  if (region.size_bytes) part["sizeBytes"] = *region.size_bytes;
  if (region.free_bytes) part["freeBytes"] = *region.free_bytes;
  return part;
}

// The device's description with the changes in it: a Thing that is described again is a new version of the same.
std::string description_of(const DeviceEntity& device, const std::vector<match::Change>& changes) {
  const DeviceEntity changed = match::with_changes(device, changes);
  DeviceFacts facts = device.documents.at(0).facts;
  for (const match::Change& change : changes) {
    for (const auto& region : change.facts.regions) {
      std::erase_if(facts.regions, [&](const auto& old) { return old.kind == region.kind; });
      facts.regions.push_back(region);
    }
    if (!change.facts.runtimes.empty()) facts.runtimes = change.facts.runtimes;
  }
  Json controller{{"@type", "MicroController"}, {"memory", Json::array()}};
  if (!facts.processor.empty()) controller["processor"] = facts.processor;
  if (facts.pointer_bits != 0) controller["pointerBits"] = facts.pointer_bits;
  if (!facts.runtimes.empty()) controller["runtimes"] = facts.runtimes;
  for (const auto& region : facts.regions) controller["memory"].push_back(part_of(region));
  Json parts{controller};
  if (const auto sensors = changed.counted(&DeviceFacts::sensors)) {
    for (const Sensor& sensor : sensors->value) parts.push_back(part_of(sensor));
  }
  return Json{{"@context", {"https://www.w3.org/2022/wot/td/v1.1", "https://w3id.org/kilograph/context/v1"}},
              {"id", device.id},
              {"title", device.name},
              {"security", "n"},
              {"securityDefinitions", {{"n", {{"scheme", "nosec"}}}}},
              {"parts", parts}}
      .dump();
}

class SmallestSets : public tests::Workplace {
 protected:
  void SetUp() override {
    Workplace::SetUp();
    ask<AddAnswer>("add", {{"path", std::string(KILOGRAPH_SOURCE_DIR) + "/catalog/models"}, {"path", devices()}});
    judge_.runtimes = inspect::runtimes().value();
    judge_.further_runtimes = inspect::host_runtimes().value();
  }
  WhyAnswer why(const std::string& model, const std::string& device) {
    return ask<WhyAnswer>("why", {{"model", model}, {"device", device}});
  }
  match::Judge judge_;
};

TEST_F(SmallestSets, AddedAsFactsMakeThePairFit) {
  const auto catalogue = open_catalogue(desk_, knowledge::Catalogue::Access::read).value();
  const auto models = catalogue.models().value();
  const auto devices = catalogue.devices().value();
  unsigned tried = 0, of_several = 0;
  for (std::size_t d = 0; d < devices.size(); ++d) {
    const DeviceEntity& device = devices[d];
    const std::string file = std::to_string(d) + ".td.json";
    for (std::size_t m = 0; m < models.size(); m += 2) {
      const auto set = match::smallest_set(models[m], device, judge_);
      if (!set || set->empty()) continue;
      SCOPED_TRACE(models[m].name + " on " + device.name);
      ask<AddAnswer>("add", {{"path", write(file, description_of(device, *set))}});
      const WhyAnswer then = why(models[m].id, device.id);
      EXPECT_EQ(then.verdict.answer, domain::Answer::fits);
      EXPECT_TRUE(then.smallest_set && then.smallest_set->empty());
      ++tried;
      of_several += set->size() > 1 ? 1 : 0;
    }
  }
  EXPECT_GT(tried, 10u);
  EXPECT_GT(of_several, 0u);
}

}  // namespace
}  // namespace kilograph::reply
