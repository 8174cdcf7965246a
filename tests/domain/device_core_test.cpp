// Cores by stated processors, by families of MCUs, by ISAs; and what stays unknown.
#include <gmock/gmock.h>

#include <cmath>
#include <fstream>
#include <map>
#include <set>

#include "domain/device_core.hpp"
#include "domain/mcu_memory.hpp"
#include "domain/platform_reserve.hpp"
#include "shared_data.hpp"

namespace kilograph::domain {
namespace {

using testing::ElementsAre, testing::HasSubstr, testing::IsEmpty;

DeviceCore core_of_facts(const DeviceFacts& facts) {
  DeviceEntity device;
  device.documents.push_back({{}, facts});
  return core_of(device);
}

DeviceCore core_of_mcu(const std::string& mcu) {
  DeviceFacts facts;
  facts.mcu = mcu;
  return core_of_facts(facts);
}

TEST(CoreTable, EveryRowIsFoundByItsOwnName) {
  for (const CoreRow& row : core_rows()) EXPECT_EQ(core_row(row.name), &row) << row.name;
}

TEST(CoreTable, TheLongestNameCounts) {
  EXPECT_EQ(core_row("Cortex-A53")->abi, "host64");
  EXPECT_EQ(core_row("Cortex-A5")->abi, "arm32");
  EXPECT_EQ(core_row("Cortex-M33")->isa, "ARMv8-M Mainline");
  EXPECT_EQ(core_row("ATmega328P (AVR)")->abi, "avr");
  EXPECT_EQ(core_row("Z80"), nullptr);
}

TEST(McuTable, EveryFamilyHasACoreThatIsKnown) {
  std::set<std::string_view> seen;
  for (const McuRow& row : mcu_rows()) {
    EXPECT_NE(core_row(row.core), nullptr) << row.core;
    EXPECT_FALSE(row.source.empty()) << row.core;
    for (std::string_view rest = row.prefixes; !rest.empty();) {
      const std::string_view prefix = rest.substr(0, rest.find(' '));
      rest.remove_prefix(std::min(prefix.size() + 1, rest.size()));
      EXPECT_TRUE(seen.insert(prefix).second) << prefix << " stands twice";
      EXPECT_EQ(mcu_row(prefix), &row) << prefix;
    }
  }
}

TEST(McuTable, KnowsPartNumbersAsTheyAreWritten) {
  const std::map<std::string, std::string> expected{
      {"nRF52840_xxAA", "Cortex-M4F"}, {"nrf52810", "Cortex-M4"},       {"ATSAMD51J19A", "Cortex-M4F"},
      {"AT91SAM3X8E", "Cortex-M3"},    {"at90usb1286", "AVR"},          {"esp32-s3", "Xtensa LX7 (ESP32-S3)"},
      {"ESP32", "Xtensa LX6 (ESP32)"}, {"esp32c3", "RISC-V (ESP32-C)"}, {"STM32F429ZITx", "Cortex-M4F"},
      {"stm32wle5jc", "Cortex-M4"},    {"rp2040", "Cortex-M0+"},        {"imxrt1062", "Cortex-M7F"},
      {"i.MX RT1176", "Cortex-M7F"},   {"efm32gg11b820", "Cortex-M4F"}, {"R7FA4M1AB3CFM", "Cortex-M4F"}};
  for (const auto& [mcu, core] : expected) {
    ASSERT_NE(mcu_row(mcu), nullptr) << mcu;
    EXPECT_EQ(mcu_row(mcu)->core, core) << mcu;
  }
  EXPECT_EQ(mcu_row("gizmo9000"), nullptr);
  EXPECT_EQ(mcu_row(""), nullptr);
}

TEST(DeviceCore, IsTheStatedProcessorBeforeTheFamily) {
  DeviceFacts facts;
  facts.processor = "Cortex-M3";
  facts.mcu = "stm32f303rct6";  // whose family says Cortex-M4F
  const DeviceCore core = core_of_facts(facts);
  EXPECT_EQ(core.name, "Cortex-M3");
  EXPECT_FALSE(core.by_family);
  EXPECT_EQ(core.family->core, "Cortex-M4F");
}

TEST(DeviceCore, FamilySaysWhatTheProcessorLeavesOpen) {
  DeviceFacts facts;
  facts.processor = "Cortex-M4";
  facts.mcu = "nrf52840";
  const DeviceCore core = core_of_facts(facts);
  EXPECT_EQ(core.name, "Cortex-M4F");
  EXPECT_TRUE(core.by_family);
  EXPECT_EQ(core.has_fpu, true);
  EXPECT_EQ(core.has_mve, false);
  facts.processor = "nRF52840";  // a chip where a core should stand
  facts.mcu.clear();
  EXPECT_EQ(core_of_facts(facts).name, "Cortex-M4F");
}

TEST(DeviceCore, StatedExtensionsDecideWhichKernelsItRuns) {
  DeviceFacts facts;
  facts.processor = "Cortex-M33";
  EXPECT_THAT(core_of_facts(facts).kernels, ElementsAre("cmsis-nn-dsp", "cmsis-nn"));
  EXPECT_EQ(core_of_facts(facts).has_dsp, std::nullopt);
  facts.has_dsp = false;
  EXPECT_THAT(core_of_facts(facts).kernels, ElementsAre("cmsis-nn"));
  facts.processor = "Cortex-M55";
  facts.has_dsp = std::nullopt;
  facts.has_mve = false;
  EXPECT_THAT(core_of_facts(facts).kernels, ElementsAre("cmsis-nn-dsp"));
}

TEST(DeviceCore, AnIsaAloneTellsTheAbi) {
  DeviceFacts facts;
  facts.isa = "ARMv7E-M";
  EXPECT_EQ(core_of_facts(facts).row->abi, "arm32");
  EXPECT_EQ(core_of_facts(facts).isa, "ARMv7E-M");
  facts.isa = "Arm, 32-bit";
  EXPECT_EQ(core_of_facts(facts).row->abi, "arm32");
}

TEST(DeviceCore, UnknownIsSaidAndNotGuessed) {
  const DeviceCore core = core_of_mcu("gizmo9000");
  EXPECT_EQ(core.row, nullptr);
  EXPECT_THAT(core.unresolved, HasSubstr("the core of gizmo9000 is not known here"));
  EXPECT_THAT(core_of_facts({}).unresolved, IsEmpty());
  EXPECT_EQ(core_of_facts({}).row, nullptr);
}

TEST(PlatformReserve, IsOfTheFirstFrameworkAndTheLongestMcu) {
  DeviceFacts facts;
  facts.mcu = "RP2040";
  EXPECT_FALSE(usual_reserve(facts, RegionKind::ram));
  facts.labels = {{"framework", "arduino"}, {"framework", "zephyr"}};
  EXPECT_EQ(usual_reserve(facts, RegionKind::ram)->bytes, 52'656U);
  EXPECT_EQ(usual_reserve(facts, RegionKind::flash)->bytes, 78'496U);
  facts.mcu = "esp32s3";  // ESP32's figure is not its
  EXPECT_FALSE(usual_reserve(facts, RegionKind::ram));
  for (const ReserveRow& row : reserve_rows()) {
    EXPECT_EQ(row.evidence.empty(), row.ram_bytes == 0 && row.flash_bytes == 0) << row.framework << " " << row.mcu;
  }
}

// One row of facts of a board.
struct Row {
  std::string mcu, cpu;
  std::uint64_t clock_hz, ram, flash;
};

std::vector<Row> published_rows() {
  std::ifstream file(tests::shared("reference/boards/platformio_boards_half.csv"));
  std::string line;
  std::getline(file, line);
  std::vector<Row> rows;
  while (std::getline(file, line)) {
    std::vector<std::string> cells(1);
    bool quoted = false;
    for (const char c : line) {
      if (c == '"') quoted = !quoted;
      else if (c == ',' && !quoted) cells.emplace_back();
      else cells.back() += c;
    }
    rows.push_back({cells[3], cells[4], std::stoull(cells[5]), std::stoull(cells[6]), std::stoull(cells[7])});
  }
  return rows;
}

TEST(McuTable, ResolvesRealBoards) {
  KG_NEEDS_SHARED("reference/boards/platformio_boards_half.csv");
  const auto rows = published_rows();
  ASSERT_EQ(rows.size(), 514U);
  std::size_t resolved = 0, stated = 0;
  std::map<std::string, int> contradicted;
  for (const Row& row : rows) {
    const DeviceCore core = core_of_mcu(row.mcu);
    if (core.row) ++resolved;
    else ADD_FAILURE() << row.mcu << " has no family";
    if (row.cpu.empty() || !core.row) continue;
    ++stated;
    const CoreRow* said = core_row(row.cpu);
    ASSERT_NE(said, nullptr) << row.cpu;
    if (said->isa != core.row->isa) ++contradicted[row.mcu + " " + row.cpu];
  }
  std::cout << resolved << " of " << rows.size() << " boards' cores by their MCU alone; " << stated
            << " state a core too\n";
  RecordProperty("resolved", static_cast<int>(resolved));
  EXPECT_GT(resolved * 100, rows.size() * 95);
  // The file is wrong of the STM32F303; the STM32H747 has both cores, and one board means the second.
  EXPECT_THAT(contradicted, ElementsAre(testing::Pair("stm32f303rct6 cortex-m3", 1)));
}

// Of boards whose chip's number fixes its memory: what a definition states is the chip's, or less, because a boot
// loader or a radio stack was taken off, or more only where memory lies outside the chip.
TEST(McuMemory, AgreesWithRealBoardsOrIsExplained) {
  KG_NEEDS_SHARED("reference/boards/platformio_boards_half.csv");
  std::map<std::string, std::size_t> ram, flash;
  std::set<std::string> more;
  for (const Row& row : published_rows()) {
    const McuMemory chip = mcu_memory(row.mcu);
    const auto weigh = [&](std::optional<std::uint64_t> fixed, std::uint64_t stated, auto& count, const char* what) {
      ++count[!fixed ? "not fixed" : stated == *fixed ? "equal" : stated < *fixed ? "less" : "more"];
      if (fixed && stated > *fixed) more.insert(row.mcu + " " + what);
    };
    weigh(chip.sram_bytes, row.ram, ram, "RAM");
    weigh(chip.flash_bytes, row.flash, flash, "flash");
  }
  for (const auto& [what, counts] : {std::pair{"RAM", ram}, {"flash", flash}}) {
    std::cout << what << ":";
    for (const auto& [word, count] : counts) std::cout << " " << word << " " << count;
    std::cout << "\n";
  }
  // PSRAM beside an ESP32, SDRAM beside an i.MX RT1052, the whole address range of an FE310's external memory; and two
  // files that give a chip the flash of its larger sibling.
  EXPECT_THAT(more, testing::UnorderedElementsAre("esp32 RAM", "mimxrt1052dvl6b RAM", "fe310 RAM",
                                                  "stm32f072c8t6 flash", "stm32f411ret6 flash"));
  EXPECT_GT(ram["equal"], 250U);
  EXPECT_LT(ram["more"] + flash["more"], 10U);
}

}  // namespace
}  // namespace kilograph::domain
