#include "reply/what_if.hpp"

#include <gmock/gmock.h>

#include "match/figure.hpp"
#include "reply/need.hpp"

namespace kilograph::reply {
namespace {

using ::testing::HasSubstr;

match::Judge judge() {
  domain::Runtime today, earlier;
  today.id = "tflm-2026-08";
  today.kernels = "reference";
  earlier.id = "tflm-2021";
  return {{today, earlier}, match::FactSet::best, {}};
}

domain::DeviceEntity changed(std::string_view text, domain::DeviceEntity device) {
  match::Judge with = judge();
  std::vector<domain::DeviceEntity> devices{std::move(device)};
  const auto changes = parse_what_if(text, with.runtimes);
  EXPECT_TRUE(changes) << changes.error().to_text();
  for (const Change& change : changes.value_or(std::vector<Change>{})) apply(change, devices, with);
  return devices.front();
}

std::uint64_t ram_of(const domain::DeviceEntity& device) {
  return match::best_region(device, domain::RegionKind::ram, match::FactSet::best)->bytes;
}

domain::DeviceEntity board() { return device_of(*parse_need("camera, ram=100kB, flash=1MB")); }

TEST(WhatIf, ChangesTheRegionThatCounts) {
  EXPECT_EQ(ram_of(changed("device.ram += 20KiB", board())), 120'480u);
  EXPECT_EQ(ram_of(changed("device.ram -= 1kB, device.ram -= 1B", board())), 98'999u);
  EXPECT_EQ(ram_of(changed("device.ram -= 1MB", board())), 0u);
  EXPECT_EQ(ram_of(changed("device.ram=7kB", board())), 7'000u);
  EXPECT_EQ(ram_of(changed("device.ram = 7kB", {})), 7'000u);
}

TEST(WhatIf, ChangesWhatADeviceTakesFromItsModel) {
  domain::DeviceEntity instance;
  instance.bases = {std::make_shared<const domain::DeviceEntity>(board())};
  EXPECT_EQ(ram_of(changed("device.ram += 20KiB", instance)), 120'480u);
  EXPECT_EQ(ram_of(instance), 100'000u) << "and not the model";
}

TEST(WhatIf, WhatIsNotKnownIsNotMadeKnownByAddingToIt) {
  EXPECT_FALSE(match::best_region(changed("device.ram += 7kB", {}), domain::RegionKind::ram, match::FactSet::best));
  domain::DeviceEntity whole = board();
  domain::MemoryRegion& ram = whole.documents.front().facts.regions.front();
  ram.size_bytes = std::exchange(ram.free_bytes, std::nullopt);
  const auto more = changed("device.ram += 1kB", whole);
  EXPECT_EQ(more.documents.front().facts.regions.front().size_bytes, 101'000u);
  EXPECT_FALSE(more.documents.front().facts.regions.front().free_bytes);
  EXPECT_TRUE(changed("device.sensor += mic", {}).documents.front().facts.sensors.empty());
}

TEST(WhatIf, SensorsRuntimesAndKernels) {
  const auto device = changed("device.sensor += mic, device.runtime = tflm-2021", board());
  EXPECT_EQ(device.documents.front().facts.sensors.back().sensor_class, "Microphone");
  EXPECT_THAT(device.documents.front().facts.runtimes, ::testing::ElementsAre("tflm-2021"));
  match::Judge with = judge();
  std::vector<domain::DeviceEntity> none;
  apply(parse_what_if("kernels = cmsis-nn-dsp", with.runtimes)->front(), none, with);
  EXPECT_EQ(with.runtimes[0].kernels, "cmsis-nn-dsp");
}

TEST(WhatIf, CodeThatWasMeasuredWithOtherKernelsDoesNotCountForThese) {
  match::Judge with = judge();
  with.runtimes[0].code = {.base = 100, .operators = {{"CONV_2D", 10}}, .unmeasured_operator = 30};
  std::vector<domain::DeviceEntity> none;
  apply(parse_what_if("kernels = reference", with.runtimes)->front(), none, with);
  EXPECT_EQ(with.runtimes[0].code.operators.size(), 1u) << "its own";
  apply(parse_what_if("kernels = cmsis-nn-dsp", with.runtimes)->front(), none, with);
  EXPECT_TRUE(with.runtimes[0].code.operators.empty());
  EXPECT_EQ(with.runtimes[0].code.base, 100u);
}

TEST(WhatIf, WhatIsWrongIsToldWithWhatThereIs) {
  const auto said = [](std::string_view text) { return parse_what_if(text, judge().runtimes).error().to_text(); };
  EXPECT_THAT(said("device.ran += 1kB"), HasSubstr("Did you mean device.ram?"));
  EXPECT_THAT(said("device.ram += 1kB, device.runtime = tflm-2022"), HasSubstr("column 37"));
  EXPECT_THAT(said("device.runtime = tflm-2022"), HasSubstr("tflm-2026-08, tflm-2021"));
  EXPECT_THAT(said("device.sensor += camra"), HasSubstr("Did you mean Camera?"));
  EXPECT_THAT(said("device.sensor = camera"), HasSubstr("does not take ="));
  EXPECT_THAT(said("device.ram += 20"), HasSubstr("has no unit"));
  EXPECT_THAT(said("device.ram"), HasSubstr("changes nothing"));
  EXPECT_THAT(said("kernels = "), HasSubstr("a value is missing"));
  EXPECT_THAT(said("kernels = cmsis-nn-dps"), HasSubstr("unknown kernel set 'cmsis-nn-dps'"));
  EXPECT_THAT(said("kernels = cmsis-nn-dps"), HasSubstr("Did you mean cmsis-nn-dsp?"));
  EXPECT_THAT(said(""), HasSubstr("changes nothing"));
  EXPECT_THAT(said("ram += 1kB"), HasSubstr("Did you mean device.ram?"));
  EXPECT_THAT(said("device.clock = 80MHz"), HasSubstr("device.ram, device.flash, device.sensor"));
  EXPECT_THAT(said("device.ram += 20kib"), HasSubstr("Did you mean KiB?"));
  EXPECT_THAT(said("device.ram += 20MHz"), HasSubstr("B, kB (1,000 B), KiB (1,024 B), MB or MiB"));
  EXPECT_THAT(said("device.ram =+ 20KiB"), HasSubstr("is no amount of memory"));
  EXPECT_THAT(said("device.ram *= 2"), HasSubstr("Did you mean device.ram?"));
  EXPECT_THAT(said("model.format = in8"), HasSubstr("Did you mean int8?"));
  EXPECT_THAT(said("model.format = int16"), HasSubstr("unknown number format 'int16'"));
  EXPECT_THAT(said("model.format += int8"), HasSubstr("does not take +="));
  EXPECT_THAT(said(std::string(5'000, ' ')), HasSubstr("longer than 4,096 bytes"));
}

}  // namespace
}  // namespace kilograph::reply
