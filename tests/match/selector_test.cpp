#include "match/selector.hpp"

#include <gmock/gmock.h>

namespace kilograph::match {
namespace {

using namespace domain;
using ::testing::HasSubstr;

DeviceEntity nano() {
  DeviceFacts facts;
  facts.title = "Press 1";
  facts.regions = {{.name = "SRAM", .kind = RegionKind::ram, .size_bytes = 262'144, .free_bytes = 190'000},
                   {.name = "Flash", .kind = RegionKind::flash, .size_bytes = 1'048'576}};
  facts.processor = "Cortex-M4F";
  facts.clock_hz = 64'000'000;
  facts.sensors = {{.sensor_class = "Accelerometer"}};
  facts.based_on = {"urn:model:nano"};
  facts.labels = {{"site", "hall 3"}, {"Asset tag", "A-17"}};
  return {"urn:dev:1", "Press 1", {{Source{Basis::declared, "x"}, facts}}};
}

std::string name_of_class(const std::string& iri) { return iri == "urn:model:nano" ? "Nano33" : ""; }

Truth ask(std::string_view text, const DeviceEntity& device = nano()) {
  const auto selector = parse_selector(text);
  if (!selector) ADD_FAILURE() << text << ": " << selector.error().to_text();
  return selector ? selects(*selector, device, name_of_class) : Truth::unknown;
}

Error error_of(std::string_view text) {
  const auto selector = parse_selector(text);
  return selector ? Error{ErrorKind::internal, "no error"} : selector.error();
}

TEST(Selector, ComparesWhatTheDeviceStates) {
  for (const char* text :
       {"ram_free >= 64KiB and class = Nano33", "ram_free = 190kB", "ram_total > 255 KiB", "label.site = \"hall 3\"",
        "label.\"Asset tag\" = a-17", "class = urn:model:nano", "core = 'Cortex-M4F'", "clock <= 64MHz",
        "clock = 0.064GHz", "sensor = accelerometer", "sensor = InertialSensor", "sensor != camera",
        "title = 'press 1'", "id = urn:dev:1", "not (clock < 1MHz or clock > 100MHz)",
        "class = x or class = y or class = Nano33", "not not id = urn:dev:1", "ID = URN:DEV:1"}) {
    EXPECT_EQ(ask(text), Truth::yes) << text;
  }
  for (const char* text : {"ram_free >= 64KiB and class = Uno", "clock != 64MHz", "sensor = camera",
                           "title != 'Press 1'", "ram_free > 190kB", "not id = urn:dev:1"}) {
    EXPECT_EQ(ask(text), Truth::no) << text;
  }
}

TEST(Selector, WhatIsNotKnownIsNeitherYesNorNo) {
  for (const char* text : {"mcu = nRF52840", "not mcu = nRF52840", "runtime = tflm-2021", "label.owner = me",
                           "flash_free >= 64KiB", "flash_free != 1kB", "mcu = x and id = urn:dev:1"}) {
    EXPECT_EQ(ask(text), Truth::unknown) << text;
  }
  EXPECT_EQ(ask("flash_free > 1MiB"), Truth::no);  // not even the whole region is that large
  EXPECT_EQ(ask("flash_free <= 1MiB"), Truth::yes);
  EXPECT_EQ(ask("mcu = x or id = urn:dev:1"), Truth::yes);
  EXPECT_EQ(ask("mcu = x and id = urn:dev:2"), Truth::no);
  EXPECT_EQ(ask("mcu is unknown"), Truth::yes);
  EXPECT_EQ(ask("flash_free is unknown"), Truth::yes);
  EXPECT_EQ(ask("flash_total is not unknown"), Truth::yes);
  EXPECT_EQ(ask("sensor is unknown"), Truth::no);
  EXPECT_EQ(ask("ram_free >= 1B", {"urn:x", "x", {}}), Truth::unknown);
}

TEST(Selector, AndBindsTighterThanOr) {
  EXPECT_EQ(ask("id = urn:dev:1 or id = a and id = b"), Truth::yes);
  EXPECT_EQ(ask("(id = urn:dev:1 or id = a) and id = b"), Truth::no);
}

TEST(Selector, MistakesOfTheHandAreToldWithWhatWasMeant) {
  struct Mistake {
    const char *text, *message, *expected, *advice;
  };
  const Mistake kMistakes[] = {
      {"ramfree >= 1kB", "'ramfree' is no fact of a device", "one of: id, title, class", "Did you mean 'ram_free'?"},
      {"ram >= 1kB", "'ram' is no fact of a device", "ram_free, ram_total", "Did you mean 'ram_free'?"},
      {"processor = x", "'processor' is no fact of a device", "core, mcu", ""},
      {"ram_free >= 64", "the number has no unit", "one of: B, kB, KiB, MB, MiB", ""},
      {"ram_free >= 64KB", "'KB' is no unit of it", "one of: B, kB, KiB", "Did you mean kB?"},
      {"ram_free >= 64 kib", "'kib' is no unit of it", "one of: B, kB, KiB", "Did you mean KiB?"},
      {"ram_free >= 64MHz", "'MHz' is no unit of it", "one of: B, kB, KiB", ""},
      {"clock > 64mhz", "'mhz' is no unit of it", "one of: Hz, kHz, MHz, GHz", "Did you mean MHz?"},
      {"clock > 64KiB", "'KiB' is no unit of it", "one of: Hz, kHz", ""},
      {"clock > fast", "'fast' is no number", "a frequency, as 80MHz", ""},
      {"ram_free > much", "'much' is no number", "an amount of memory, as 64KiB", ""},
      {"ram_free >= -1kB", "'-1kB' is no number", "an amount of memory", ""},
      {"ram_free >= 1.0005kB", "'1.0005kB' is no whole amount", "", ""},
      {"ram_free => 1kB", "a value is wanted here", "a number with its unit", "The comparisons are =, !="},
      {"ram_free == 1kB", "a value is wanted here", "a number with its unit", "The comparisons are =, !="},
      {"ram_free 1kB", "a comparison is wanted here", "=, !=, <, <=, >, >= or 'is unknown'", ""},
      {"title > a", "words have no order", "= or !=", ""},
      {"sensor = camra", "'camra' is no sensor class", "one of: ", "Did you mean Camera?"},
      {"sensor < camera", "words have no order", "= or !=", ""},
      {"id = a && id = b", "'&' is not understood", "and, or, not", "Write 'and'."},
      {"id = a adn id = b", "'adn' is too much here", "and, or", "Did you mean 'and'?"},
      {"! id = a", "'!' is not understood", "and, or, not", "Write 'not'"},
      {"mcu is unknwon", "'is' asks for 'unknown'", "is unknown, is not unknown", ""},
      {"title = 'a", "a quote is never closed", "", ""},
      {"(id = a", "a parenthesis is never closed", "')'", ""},
      {"id = a and", "it ends where a fact is wanted", "one of: id, title", ""},
  };
  for (const Mistake& one : kMistakes) {
    const Error error = error_of(one.text);
    EXPECT_EQ(error.message, one.message) << one.text;
    EXPECT_THAT(error.expected, HasSubstr(one.expected)) << one.text;
    EXPECT_THAT(error.advice, HasSubstr(one.advice)) << one.text;
    EXPECT_EQ(error.advice.empty(), std::string_view(one.advice).empty()) << one.text << ": " << error.advice;
    EXPECT_THAT(error.where, HasSubstr("column ")) << one.text;
  }
}

TEST(Selector, FaultsAreNamedWithTheirColumnAndWhatThereIs) {
  EXPECT_EQ(error_of("ram_fre >= 64KiB").where, "column 1");
  EXPECT_EQ(error_of("ram_fre >= 64KiB").advice, "Did you mean 'ram_free'?");
  EXPECT_THAT(error_of("ram_fre >= 64KiB").expected, HasSubstr("flash_total, clock, core"));
  EXPECT_EQ(error_of("id = a and ram_free >= 64").where, "column 24");
  EXPECT_EQ(error_of("id = a and ram_free >= 64").message, "the number has no unit");
  EXPECT_EQ(error_of("ram_free >= 64Kib").advice, "Did you mean KiB?");
  EXPECT_EQ(error_of("ram_free >= 64MHz").expected, "one of: B, kB, KiB, MB, MiB");
  EXPECT_EQ(error_of("ram_free >= much").message, "'much' is no number");
  EXPECT_EQ(error_of("ram_free >= 0.5B").message, "'0.5B' is no whole amount");
  EXPECT_EQ(error_of("title < x").message, "words have no order");
  EXPECT_EQ(error_of("sensor = microphon").advice, "Did you mean Microphone?");
  EXPECT_EQ(error_of("label.site = \"hall 3").where, "column 14");
  EXPECT_EQ(error_of("(id = a").where, "column 8");
  EXPECT_EQ(error_of("id = a id = b").message, "'id' is too much here");
  EXPECT_EQ(error_of("id is known").message, "'is' asks for 'unknown'");
  EXPECT_EQ(error_of("id ~ a").where, "column 4");
  EXPECT_EQ(error_of("").message, "it ends where a fact is wanted");
  EXPECT_EQ(error_of(std::string(5000, ' ')).kind, ErrorKind::usage);
  EXPECT_EQ(error_of(std::string(200, '(')).message, "it is nested too deeply");
}

TEST(Selector, CutAtEveryByteIsAnErrorOrASelector) {
  const std::string text = "ram_free >= 64KiB and not (class = 'Nano 33' or label.\"a b\" is unknown)";
  for (std::size_t bytes = 0; bytes < text.size(); ++bytes) {
    const auto selector = parse_selector(text.substr(0, bytes));
    if (selector) selects(*selector, nano(), name_of_class);
  }
  EXPECT_FALSE(parse_selector(text.substr(0, text.size() - 1)));
}

}  // namespace
}  // namespace kilograph::match
