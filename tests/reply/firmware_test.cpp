// A device's own firmware, from programs that a real linker made.
#include <gmock/gmock.h>

#include <cstdlib>
#include <map>
#include <sstream>

#include "ingest/firmware/programs.hpp"
#include "reply/workplace.hpp"

namespace kilograph::reply {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;

constexpr std::string_view kProgram = R"(
int data_word = 42; int zeroed[1000]; const char text[] = "constant bytes that stay in flash";
int get(int i) { return zeroed[i & 511] + data_word + text[i & 7]; }
void Reset_Handler(void) { zeroed[1] = get(3); for (;;) {} }
)";
constexpr std::string_view kScript = R"(
ENTRY(Reset_Handler)
_Min_Stack_Size = 0x400;
MEMORY { FLASH (rx) : ORIGIN = 0x08000000, LENGTH = 128K  RAM (xrw) : ORIGIN = 0x20000000, LENGTH = 20K }
SECTIONS {
  .text : { *(.text*) *(.rodata*) . = ALIGN(4); } > FLASH
  .data : { *(.data*) } > RAM AT > FLASH
  .bss : { *(.bss*) *(COMMON) } > RAM
  ._user_heap_stack (NOLOAD) : { . = ALIGN(8); . = . + _Min_Stack_Size; } > RAM
}
)";

constexpr std::string_view kNoLinker = "arm-none-eabi-gcc is not installed (package gcc-arm-none-eabi)";

class FirmwareAdd : public tests::Workplace {
 protected:
  void SetUp() override {
    Workplace::SetUp();
    ask<AddAnswer>("add", {{"path", write("board.td.json", R"({
      "@context": ["https://www.w3.org/2022/wot/td/v1.1", "https://w3id.org/kilograph/context/v1"],
      "id": "urn:board", "title": "Board", "security": "n", "securityDefinitions": {"n": {"scheme": "nosec"}},
      "parts": [{"@type": "MicroController", "memory": [
        {"@type": "MemoryRegion", "name": "SRAM", "kind": "working", "sizeBytes": 20480, "freeBytes": 20000},
        {"@type": "MemoryRegion", "name": "Flash", "kind": "program", "sizeBytes": 131072}]}]})")}});
  }
  AddAnswer add(const std::string& file) { return ask<AddAnswer>("add", {{"firmware", file}, {"device", "Board"}}); }
  // What `fit` offers of working memory.
  std::uint64_t offered() {
    const auto answer = ask<WhyAnswer>("why", {{"model", model()}, {"device", "Board"}});
    for (const auto& line : answer.verdict.lines) {
      if (line.kind == domain::RequirementKind::working_memory) return line.available_bytes.value_or(0);
    }
    return 0;
  }
  static bool has_linker() { return std::system("arm-none-eabi-gcc --version > /dev/null 2>&1") == 0; }
  int link(std::string_view script) {
    write("a.c", kProgram);
    write("a.ld", script);
    const std::string command =
        "cd '" + folder_.string() +
        "' && arm-none-eabi-gcc -mcpu=cortex-m4 -mthumb -Os -g -ffreestanding -nostdlib a.c -T a.ld"
        " -Wl,-Map=a.map -Wl,--print-memory-usage -o a.elf > usage.txt";
    return std::system(command.c_str());
  }
  // The note of that region after adding the linked file.
  std::string note(const std::string& file, const std::string& device, const std::string& region) {
    const auto added = ask<AddAnswer>("add", {{"firmware", (folder_ / file).string()}, {"device", device}});
    for (const std::string& line : added.notes) {
      if (line.starts_with(region + ": ")) return line;
    }
    return {};
  }
  std::string model() { return write_sample("model.tflite", "tiny_float"); }
};

TEST_F(FirmwareAdd, ReplacesWhatWasDeclaredAndIsReplacedByTheNext) {
  const std::string map = write("app.map", ingest::firmware::tests::kMap);
  const AddAnswer first = add(map);
  EXPECT_EQ(first.changed, 1u);
  EXPECT_THAT(first.notes, Contains("RAM: 2,088 B of 20,480 B used, 18,392 B free"));
  EXPECT_EQ(add(map).unchanged, 1u);
  std::string larger(ingest::firmware::tests::kMap);
  larger.replace(larger.find("0x400 load"), 5, "0x800");
  EXPECT_THAT(add(write("app2.map", larger)).notes, Contains("RAM: 3,112 B of 20,480 B used, 17,368 B free"));
  const auto device = ask<DeviceAnswer>("show", {{"name", "Board"}}).device;
  EXPECT_EQ(device.documents.size(), 2u);  // the description, and the newest firmware
  EXPECT_EQ(device.documents.front().source.basis, domain::Basis::measured);
  EXPECT_EQ(device.documents.front().source.by, "firmware app2.map");
  EXPECT_TRUE(ask<VerifyAnswer>("verify").problems.empty());
}

TEST_F(FirmwareAdd, ElfTakesTheDevicesRegionsAndCanBeMadeAnew) {
  const Bytes elf = ingest::firmware::tests::elf(ingest::firmware::tests::small_program());
  EXPECT_THAT(add(write("app.elf", text_of(elf))).notes, Contains("SRAM: 2,088 B of 20,480 B used, 18,392 B free"));
  EXPECT_EQ(ask<VerifyAnswer>("verify").problems, std::vector<std::string>{});
  ask<TransferAnswer>("export", {{"path", (folder_ / "out").string()}});
  desk_.catalogue = folder_ / "second";
  ASSERT_TRUE(run("init"));
  ask<TransferAnswer>("import", {{"path", (folder_ / "out").string()}});
  EXPECT_EQ(ask<DeviceAnswer>("show", {{"name", "Board"}}).device.documents.size(), 2u);
}

TEST_F(FirmwareAdd, MeasuredFreeBytesJudge) {
  EXPECT_EQ(offered(), 20'000u);
  add(write("app.map", ingest::firmware::tests::kMap));
  EXPECT_EQ(offered(), 18'392u);
}

TEST_F(FirmwareAdd, NeedsADeviceThatIsThere) {
  const std::string map = write("app.map", ingest::firmware::tests::kMap);
  EXPECT_EQ(run("add", {{"firmware", map}}).error().kind, ErrorKind::usage);
  EXPECT_EQ(run("add", {{"firmware", map}, {"device", "Bored"}}).error().kind, ErrorKind::not_found);
  EXPECT_EQ(run("add", {{"firmware", folder_.string()}, {"device", "Board"}}).error().kind, ErrorKind::usage);
  EXPECT_THAT(run("add", {{"firmware", map}, {"device", "Boar"}}).error().advice, HasSubstr("Board"));
}

std::string board_with(std::string_view core) {
  return R"({"@context": ["https://www.w3.org/2022/wot/td/v1.1", "https://w3id.org/kilograph/context/v1"],
    "id": "urn:other", "title": "Other", "security": "n", "securityDefinitions": {"n": {"scheme": "nosec"}},
    "parts": [{"@type": "MicroController", )" +
         std::string(core) + R"( "memory": [
      {"@type": "MemoryRegion", "name": "SRAM", "kind": "working", "sizeBytes": 20480},
      {"@type": "MemoryRegion", "name": "Flash", "kind": "program", "sizeBytes": 131072}]}]})";
}

// An Arm program measures nothing of a RISC-V chip, whichever file of it is given and whatever states the core.
TEST_F(FirmwareAdd, RefusesAProgramForAnotherArchitecture) {
  const std::string map = write("app.map", ingest::firmware::tests::kMap);
  const std::string elf =
      write("app.elf", text_of(ingest::firmware::tests::elf(ingest::firmware::tests::small_program())));
  for (const char* core : {R"("processor": "ESP32-C3",)", R"("isa": "RV32IMC",)", R"("mcu": "ESP32-C3",)",
                           R"("processor": "ATmega328P, AVR",)", R"("isa": "x86-64",)"}) {
    ask<AddAnswer>("add", {{"path", write("other.td.json", board_with(core))}});
    for (const std::string& file : {map, elf}) {
      const auto refused = run("add", {{"firmware", file}, {"device", "Other"}});
      ASSERT_FALSE(refused) << core << file;
      EXPECT_THAT(refused.error().message, HasSubstr("for Arm, and the core of 'Other'")) << core;
    }
    EXPECT_EQ(ask<DeviceAnswer>("show", {{"name", "Other"}}).device.documents.size(), 1u);
  }
}

TEST_F(FirmwareAdd, TakesAProgramForTheRightArchitectureOrAnUnknownOne) {
  const std::string map = write("app.map", ingest::firmware::tests::kMap);
  for (const char* core : {R"("processor": "Cortex-M4F",)", R"("isa": "ARMv7E-M",)", R"("mcu": "RP2350A",)"}) {
    ask<AddAnswer>("add", {{"path", write("other.td.json", board_with(core))}});
    const auto added = ask<AddAnswer>("add", {{"firmware", map}, {"device", "Other"}});
    EXPECT_TRUE(added.problems.empty()) << core << added.problems.front().message;
  }
  for (const char* core : {"", R"("processor": "Kryptonite 9",)"}) {
    ask<AddAnswer>("add", {{"path", write("other.td.json", board_with(core))}});
    const auto added = ask<AddAnswer>("add", {{"firmware", map}, {"device", "Other"}});
    ASSERT_EQ(added.problems.size(), 1u) << core;
    EXPECT_THAT(added.problems.front().message, HasSubstr("for Arm, and the architecture of 'Other' is not known"));
  }
}

// What the linker prints itself is the reference.
TEST_F(FirmwareAdd, AgreesWithTheLinkersOwnCount) {
  if (!has_linker()) GTEST_SKIP() << kNoLinker;
  ASSERT_EQ(link(kScript), 0);
  std::ifstream printed(folder_ / "usage.txt");
  std::string word, unit;
  std::map<std::string, std::uint64_t> used;  // by region
  for (std::string line; std::getline(printed, line);) {
    std::istringstream words(line);
    std::uint64_t bytes = 0;
    if (words >> word >> bytes >> unit && unit == "B") used[word] = bytes;
  }
  ASSERT_EQ(used.size(), 2u);
  const auto note = [](const std::string& region, std::uint64_t size, std::uint64_t bytes) {
    return region + ": " + grouped(bytes) + " B of " + grouped(size) + " B used, " + grouped(size - bytes) + " B free";
  };
  const AddAnswer map = add((folder_ / "a.map").string());
  EXPECT_THAT(map.notes, Contains(note("FLASH", 131'072, used["FLASH:"])));
  EXPECT_THAT(map.notes, Contains(note("RAM", 20'480, used["RAM:"])));
  const AddAnswer elf = add((folder_ / "a.elf").string());
  EXPECT_THAT(elf.notes, Contains(note("Flash", 131'072, used["FLASH:"])));
  EXPECT_THAT(elf.notes, Contains(note("SRAM", 20'480, used["RAM:"])));
}

// A boot loader of 64 KiB lies below the program, and the board's maker takes 66,048 B: the ELF file and the map of one
// program leave the same, and `fit` says of both what it said before either.
TEST_F(FirmwareAdd, WhatIsReservedStaysReservedWhateverFileSaysWhatIsUsed) {
  if (!has_linker()) GTEST_SKIP() << kNoLinker;
  std::string script(kScript);
  script.replace(script.find("0x08000000, LENGTH = 128K"), 25, "0x00010000, LENGTH = 960K");
  ASSERT_EQ(link(script), 0);
  ask<AddAnswer>("add", {{"path", write("nano.td.json", R"({
    "@context": ["https://www.w3.org/2022/wot/td/v1.1", "https://w3id.org/kilograph/context/v1"],
    "id": "urn:nano", "title": "Nano", "security": "n", "securityDefinitions": {"n": {"scheme": "nosec"}},
    "parts": [{"@type": "MicroController", "memory": [
      {"@type": "MemoryRegion", "name": "SRAM", "kind": "working", "sizeBytes": 262144},
      {"@type": "MemoryRegion", "name": "Flash", "kind": "program", "sizeBytes": 1048576, "reservedBytes": 66048}]}]})")}});
  const std::string of_elf = note("a.elf", "Nano", "Flash"), of_map = note("a.map", "Nano", "FLASH");
  const auto end_of = [](const std::string& line) { return line.substr(line.find(" B used, ")); };
  ASSERT_THAT(of_elf, HasSubstr("66,048 B reserved"));
  EXPECT_EQ(end_of(of_elf), end_of(of_map));
  for (const char* file : {"a.map", "a.elf"}) {
    ask<AddAnswer>("add", {{"firmware", (folder_ / file).string()}, {"device", "Nano"}});
    const auto device = ask<DeviceAnswer>("show", {{"name", "Nano"}}).device;
    for (const auto& region : device.documents.front().facts.regions) {
      if (region.kind != domain::RegionKind::flash) continue;
      EXPECT_LT(*region.free_bytes, 1'048'576u - 66'048u) << file;
    }
    EXPECT_EQ(ask<VerifyAnswer>("verify").problems, std::vector<std::string>{}) << file;
  }
}

}  // namespace
}  // namespace kilograph::reply
