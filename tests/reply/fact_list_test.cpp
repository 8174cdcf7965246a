// Each fact of a device that changes alone is named.
#include "reply/fact_list.hpp"

#include <gmock/gmock.h>

#include <functional>
#include <set>

#include "knowledge/graph_facts.hpp"

namespace kilograph::reply {
namespace {

using namespace domain;

std::set<std::string> differing(const DeviceFacts& left, const DeviceFacts& right) {
  const auto list = [](const DeviceFacts& facts) { return fact_list(DeviceEntity{"urn:d", "d", {{Source{}, facts}}}); };
  const auto one = list(left), other = list(right);
  std::set<std::string> names;
  for (const auto& [name, value] : one) {
    if (!other.contains(name) || other.at(name) != value) names.insert(name);
  }
  for (const auto& [name, value] : other) {
    if (!one.contains(name)) names.insert(name);
  }
  return names;
}

struct Case {
  std::string named;
  std::function<void(DeviceFacts&)> change;
};

const Case kCases[] = {
    {"title", [](DeviceFacts& f) { f.title = "x"; }},
    {"description", [](DeviceFacts& f) { f.description = "x"; }},
    {"manufacturer", [](DeviceFacts& f) { f.manufacturer = "x"; }},
    {"processor", [](DeviceFacts& f) { f.processor = "x"; }},
    {"clock in Hz", [](DeviceFacts& f) { f.clock_hz = 1; }},
    {"pointer bits", [](DeviceFacts& f) { f.pointer_bits = 64; }},
    {"runtimes", [](DeviceFacts& f) { f.runtimes.pop_back(); }},
    {"runs now", [](DeviceFacts& f) { f.implements.pop_back(); }},
    {"mcu", [](DeviceFacts& f) { f.mcu = "x"; }},
    {"isa", [](DeviceFacts& f) { f.isa = "x"; }},
    {"power source", [](DeviceFacts& f) { f.power_source = "x"; }},
    {"FPU", [](DeviceFacts& f) { f.has_fpu = false; }},
    {"DSP", [](DeviceFacts& f) { f.has_dsp.reset(); }},
    {"MVE", [](DeviceFacts& f) { f.has_mve = true; }},
    {"based on", [](DeviceFacts& f) { f.based_on.pop_back(); }},
    {"label site", [](DeviceFacts& f) { f.labels[0].value = "x"; }},
    {"a Thing Model", [](DeviceFacts& f) { f.is_thing_model.reset(); }},
    {"accelerators", [](DeviceFacts& f) { f.accelerators[0].formats.pop_back(); }},
    {"accelerators", [](DeviceFacts& f) { f.accelerators[1].name = "x"; }},
    {"sensors", [](DeviceFacts& f) { f.sensors[0].info = "x"; }},
    {"sensors", [](DeviceFacts& f) { f.sensors[3].rate_hz = 30; }},
    {"sensors", [](DeviceFacts& f) { f.sensors[4].range_high = 8; }},
    {"RAM DTCM size", [](DeviceFacts& f) { f.regions[1].size_bytes = 1; }},
    {"RAM SRAM free", [](DeviceFacts& f) { f.regions[0].free_bytes.reset(); }},
    {"RAM DTCM reserved", [](DeviceFacts& f) { f.regions[1].reserved_bytes = 250000; }},
    {"RAM DTCM medium", [](DeviceFacts& f) { f.regions[1].medium = RegionMedium::sram; }},
    {"RAM DTCM contiguous", [](DeviceFacts& f) { f.regions[1].contiguous = false; }},
    {"RAM DTCM executable", [](DeviceFacts& f) { f.regions[1].executable = true; }},
    {"RAM SRAM basis", [](DeviceFacts& f) { f.regions[0].basis = Basis::measured; }},
    {"RAM DTCM stated by", [](DeviceFacts& f) { f.regions[1].by = "x"; }},
    {"property sound title", [](DeviceFacts& f) { f.affordances[0].title = "x"; }},
    {"property sound feeds", [](DeviceFacts& f) { f.affordances[0].feeds.pop_back(); }},
    {"property sound exposes", [](DeviceFacts& f) { f.affordances[0].exposes.clear(); }},
    {"event alarm", [](DeviceFacts& f) { f.affordances.erase(f.affordances.begin() + 1); }},
    {"action blink", [](DeviceFacts& f) { f.affordances.push_back({Affordance::Kind::action, "blink"}); }},
};

TEST(FactList, NamesTheOneFactThatChanges) {
  for (const Case& one : kCases) {
    DeviceFacts changed = tests::full_device();
    one.change(changed);
    EXPECT_THAT(differing(tests::full_device(), changed), ::testing::ElementsAre(one.named));
  }
}

TEST(FactList, TellsRegionsOfOneNameApart) {
  DeviceFacts left;
  left.regions = {{"SRAM", RegionKind::ram, 100}, {"SRAM", RegionKind::ram, 200}};
  DeviceFacts right = left;
  right.regions[1].size_bytes = 300;
  EXPECT_THAT(differing(left, right), ::testing::ElementsAre("RAM SRAM (2) size"));
}

}  // namespace
}  // namespace kilograph::reply
