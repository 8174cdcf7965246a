// Board definitions of four platforms: what is read, what is named as wrong, what is refused.
#include <gmock/gmock.h>

#include <algorithm>

#include "base/file.hpp"
#include "ingest/board/board_iri.hpp"
#include "ingest/board/definitions.hpp"
#include "ingest/board/drafting.hpp"
#include "ingest/board/yaml_tree.hpp"
#include "ingest/figures/csv.hpp"
#include "shared_data.hpp"

namespace kilograph::ingest::board {
namespace {

using domain::DeviceFacts, domain::Label, domain::RegionKind, domain::RegionMedium;
using testing::Contains, testing::ElementsAre, testing::HasSubstr, testing::IsEmpty;

std::string sample(const std::string& name) {
  const auto path = std::filesystem::path(KILOGRAPH_SOURCE_DIR) / "tests/ingest/board/samples" / name;
  const auto bytes = read_file(path, kMostBytes);
  EXPECT_TRUE(bytes) << path;
  return bytes ? std::string(text_of(*bytes)) : "";
}

using Reader = Result<BoardDefinitions> (*)(std::string_view, std::string_view);

BoardDefinitions read_well(Reader read, std::string_view text, std::string_view name) {
  auto definitions = read(text, name);
  EXPECT_TRUE(definitions) << definitions.error().to_text();
  return definitions ? std::move(*definitions) : BoardDefinitions{};
}

std::string error_of(Reader read, std::string_view text) {
  const auto definitions = read(text, "x.yaml");
  return definitions ? "" : definitions.error().to_text();
}

std::vector<std::string> problems_of(const BoardDefinitions& definitions) {
  std::vector<std::string> texts;
  for (const Warning& problem : definitions.problems) texts.push_back(problem.place + ": " + problem.message);
  return texts;
}

constexpr std::string_view kPico = R"({
  "build": {"cpu": "cortex-m0plus", "f_cpu": "133000000L", "mcu": "rp2040"},
  "connectivity": ["wifi"],
  "frameworks": ["arduino", "zephyr"],
  "name": "Pico", "vendor": "Raspberry Pi", "url": "https://example.org/pico",
  "upload": {"maximum_ram_size": 270336, "maximum_size": 2097152}
})";

TEST(PlatformioBoard, GivesWhatItStatesAndNoMore) {
  const auto definitions = read_well(read_platformio_board, kPico, "boards/pico.json");
  ASSERT_EQ(definitions.boards.size(), 1U);
  EXPECT_THAT(problems_of(definitions), IsEmpty());
  const BoardDefinition& board = definitions.boards.front();
  EXPECT_EQ(board_iri(definitions.platform, board.id), "https://w3id.org/kilograph/id/board/platformio/pico");
  EXPECT_EQ(board.source.by, "PlatformIO");
  EXPECT_EQ(board.source.basis, domain::Basis::declared);
  DeviceFacts expected;
  expected.title = "Pico";
  expected.manufacturer = "Raspberry Pi";
  expected.mcu = "rp2040";
  expected.processor = "Cortex-M0+";
  expected.clock_hz = 133'000'000;
  expected.regions = {region("RAM", RegionKind::ram, 270'336), region("Flash", RegionKind::flash, 2'097'152)};
  expected.labels = {
      {"framework", "arduino"}, {"framework", "zephyr"}, {"connectivity", "wifi"}, {"url", "https://example.org/pico"}};
  expected.is_thing_model = true;
  EXPECT_EQ(board.facts, expected);
}

TEST(PlatformioBoard, NamesBadValuesAndGoesOn) {
  const auto definitions = read_well(read_platformio_board,
                                     R"({"build": {"mcu": 5, "f_cpu": "fast"}, "frameworks": "arduino", "name": "B",
                                         "upload": {"maximum_ram_size": -1, "maximum_size": 0}})",
                                     "b.json");
  EXPECT_EQ(definitions.boards.front().facts.title, "B");
  EXPECT_THAT(definitions.boards.front().facts.regions, IsEmpty());
  EXPECT_THAT(problems_of(definitions), ElementsAre(HasSubstr("line 1, column 19: mcu is no text"),
                                                    HasSubstr("f_cpu is \"fast\", which is no number of its kind"),
                                                    HasSubstr("maximum_ram_size is -1, which is no number of its kind"),
                                                    HasSubstr("maximum_size is 0, which is taken as not known"),
                                                    HasSubstr("frameworks is no list")));
}

TEST(PlatformioBoard, EveryRealOneIsRead) {
  KG_NEEDS_SHARED("reference/boards/platformio");
  std::size_t count = 0;
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(tests::shared("reference/boards/platformio"))) {
    if (entry.path().extension() != ".json") continue;
    const auto bytes = read_file(entry.path(), kMostBytes);
    ASSERT_TRUE(bytes);
    EXPECT_EQ(recognise(*bytes, entry.path().filename().string()).value(), Format::platformio_board);
    const auto definitions = read_well(read_platformio_board, text_of(*bytes), entry.path().filename().string());
    EXPECT_THAT(problems_of(definitions), IsEmpty()) << entry.path();
    const DeviceFacts& facts = definitions.boards.at(0).facts;
    EXPECT_FALSE(facts.title.empty() || facts.mcu.empty() || !facts.clock_hz) << entry.path();
    EXPECT_EQ(facts.regions.size(), 2U) << entry.path();
    ++count;
  }
  EXPECT_EQ(count, 57U);
}

// Those of the real boards that the table of facts has too: every fact that both state is the same.
TEST(PlatformioBoard, RealOnesAgreeWithTheTableOfFacts) {
  KG_NEEDS_SHARED("reference/boards/platformio_boards_half.csv");
  const auto bytes = read_file(tests::shared("reference/boards/platformio_boards_half.csv"), kMostBytes);
  ASSERT_TRUE(bytes);
  const auto table = figures::read_csv(text_of(*bytes));
  ASSERT_TRUE(table) << table.error().to_text();
  ASSERT_EQ(table->rows.size(), 514U);
  std::size_t compared = 0;
  for (const figures::CsvRow& row : table->rows) {
    const auto cell = [&](const char* column) {
      const auto at = std::ranges::find(table->header.cells, column) - table->header.cells.begin();
      return row.cells[static_cast<std::size_t>(at)];
    };
    const auto file = tests::shared("reference/boards/platformio/" + cell("platform") + "/" + cell("id") + ".json");
    const auto board = read_file(file, kMostBytes);
    if (!board) continue;
    const DeviceFacts facts =
        read_well(read_platformio_board, text_of(*board), cell("id") + ".json").boards.at(0).facts;
    EXPECT_EQ(facts.title, cell("name"));
    EXPECT_EQ(facts.manufacturer, cell("vendor"));
    EXPECT_EQ(facts.mcu, cell("mcu"));
    EXPECT_EQ(facts.clock_hz, std::stoull(cell("f_cpu")));
    for (const auto& region : facts.regions) {
      EXPECT_EQ(region.size_bytes, std::stoull(cell(region.kind == RegionKind::ram ? "ram_bytes" : "flash_bytes")));
    }
    ++compared;
  }
  EXPECT_EQ(compared, 20U);
}

TEST(ZephyrBoard, CountsInKib) {
  const auto definitions = read_well(read_zephyr_board, sample("nrf52840dk_nrf52840.yaml"), "nrf52840dk_nrf52840.yaml");
  EXPECT_THAT(problems_of(definitions), IsEmpty());
  const BoardDefinition& board = definitions.boards.at(0);
  EXPECT_EQ(board_iri(definitions.platform, board.id),
            "https://w3id.org/kilograph/id/board/zephyr/nrf52840dk/nrf52840");
  EXPECT_EQ(board.facts.mcu, "nrf52840");
  EXPECT_EQ(board.facts.isa, "Arm, 32-bit");
  EXPECT_EQ(board.facts.pointer_bits, 32U);
  EXPECT_EQ(board.facts.processor, "");
  EXPECT_THAT(board.facts.regions,
              ElementsAre(region("RAM", RegionKind::ram, 262'144), region("Flash", RegionKind::flash, 1'048'576)));
  EXPECT_THAT(board.facts.labels, Contains(Label{"supported", "usb_device"}));
}

TEST(ZephyrBoard, NamesBadValuesWithTheirPlace) {
  const auto definitions = read_well(
      read_zephyr_board, "identifier: b\nname: B\narch: z80\nram: lots\nflash: 0\nsupported:\n  - [a]\n", "b");
  EXPECT_THAT(problems_of(definitions), ElementsAre("line 3, column 7: arch 'z80' is not known here",
                                                    "line 4, column 6: ram is 'lots', which is no number of KiB",
                                                    "line 5, column 8: flash is 0, which is taken as not known",
                                                    "line 7, column 5: an item of supported is no plain text"));
}

TEST(CmsisPack, HandsDownFromFamilyToVariant) {
  const auto definitions = read_well(read_cmsis_pack, sample("Example.Chips.pdsc"), "Example.Chips.pdsc");
  EXPECT_THAT(problems_of(definitions), IsEmpty());
  std::vector<std::string> ids;
  for (const auto& board : definitions.boards) ids.push_back(board.id);
  EXPECT_THAT(ids, ElementsAre("STMicroelectronics/STM32F429VE", "STMicroelectronics/STM32F429ZITx",
                               "Nordic Semiconductor/nRF5340_xxAA", "Alif Semiconductor/AE101F4071542LH",
                               "STMicroelectronics/board/32F429IDISCOVERY"));
  const BoardDefinition& chip = definitions.boards.at(1);
  EXPECT_EQ(chip.source.by, "CMSIS-Pack Example.Chips 1.2.0");
  EXPECT_EQ(chip.facts.description, "Microcontrollers with DSP instructions");
  EXPECT_EQ(chip.facts.processor, "Cortex-M4");
  EXPECT_EQ(chip.facts.clock_hz, 180'000'000U);
  EXPECT_EQ(chip.facts.has_fpu, true);
  EXPECT_EQ(chip.facts.has_dsp, std::nullopt);
  ASSERT_EQ(chip.facts.regions.size(), 3U);
  EXPECT_EQ(chip.facts.regions[0].size_bytes, 0x30000U);
  EXPECT_EQ(chip.facts.regions[0].medium, RegionMedium::sram);
  EXPECT_EQ(chip.facts.regions[2].kind, RegionKind::flash);
  EXPECT_EQ(chip.facts.regions[2].size_bytes, 0x200000U);
}

TEST(CmsisPack, TheFastestProcessorIsTheMainOne) {
  const auto definitions = read_well(read_cmsis_pack, sample("Example.Chips.pdsc"), "Example.Chips.pdsc");
  const DeviceFacts& two_cores = definitions.boards.at(2).facts;
  EXPECT_EQ(two_cores.clock_hz, 128'000'000U);
  EXPECT_EQ(two_cores.has_dsp, true);
  EXPECT_THAT(two_cores.labels, ElementsAre(Label{"further core", "Network Cortex-M33"}));
  EXPECT_EQ(two_cores.regions.size(), 2U);  // an alias is no further memory
  EXPECT_EQ(two_cores.regions.at(1).executable, true);
  const DeviceFacts& vectors = definitions.boards.at(3).facts;
  EXPECT_EQ(vectors.has_mve, true);
  EXPECT_EQ(vectors.regions.at(0).medium, RegionMedium::tcm);
  EXPECT_THAT(definitions.boards.at(4).facts.based_on,
              ElementsAre("https://w3id.org/kilograph/id/board/cmsis-pack/STMicroelectronics/STM32F429ZITx"));
}

TEST(CmsisPack, NamesBadSizesWithTheirPlace) {
  const auto definitions = read_well(
      read_cmsis_pack,
      "<package schemaVersion=\"1.7\"><devices><family Dvendor=\"V:1\">\n"
      " <device Dname=\"D\"><memory id=\"IRAM1\" size=\"many\"/></device>\n <device/>\n</family></devices></package>",
      "x.pdsc");
  EXPECT_THAT(problems_of(definitions),
              ElementsAre("line 2, column 21: memory 'IRAM1' has the size 'many', which is no number of bytes",
                          "line 3, column 3: a device without Dname"));
}

TEST(CmsisPack, ADeviceHasNoMoreRegionsThanABoardCan) {
  std::string text = "<package schemaVersion=\"1.7\"><devices><family Dvendor=\"V:1\">";
  for (std::size_t i = 0; i <= kMostRegions; ++i) {
    text += "<memory name=\"M" + std::to_string(i) + "\" access=\"rw\" size=\"16\"/>";
  }
  const auto read = read_cmsis_pack(text + "<device Dname=\"D\"/></family></devices></package>", "x.pdsc");
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().kind, ErrorKind::too_large);
}

TEST(ProbeRsTarget, AVariantDefinedTwiceCountsOnce) {
  const auto definitions = read_well(read_probe_rs_target,
                                     "name: F\nvariants:\n- name: A\n  memory_map: []\n  cores:\n  - type: armv7em\n"
                                     "- name: A\n  memory_map: []\n  cores:\n  - type: armv6m\n",
                                     "f.yaml");
  ASSERT_EQ(definitions.boards.size(), 1U);
  EXPECT_EQ(definitions.boards[0].facts.isa, "ARMv7E-M");
  EXPECT_THAT(problems_of(definitions), ElementsAre(HasSubstr("'A' is defined twice; the first one counts")));
}

TEST(ProbeRsTarget, GivesAVariantEach) {
  const auto definitions = read_well(read_probe_rs_target, sample("nRF52_series.yaml"), "nRF52_series.yaml");
  EXPECT_THAT(problems_of(definitions), IsEmpty());
  ASSERT_EQ(definitions.boards.size(), 2U);
  for (const BoardDefinition& chip : definitions.boards) {
    EXPECT_EQ(chip.facts.isa, "ARMv7E-M");
    EXPECT_EQ(chip.facts.processor, "");
    ASSERT_EQ(chip.facts.regions.size(), 2U);
  }
  EXPECT_EQ(definitions.boards[0].facts.regions[0].name, "FLASH");
  EXPECT_EQ(definitions.boards[0].facts.regions[1].size_bytes, 65'536U);
  EXPECT_EQ(definitions.boards[1].facts.regions[0].size_bytes, 1'048'576U);
  EXPECT_EQ(definitions.boards[1].facts.regions[1].size_bytes, 262'144U);
}

TEST(ProbeRsTarget, NamesBadRangesWithTheirPlace) {
  const auto definitions = read_well(read_probe_rs_target,
                                     "name: F\nvariants:\n- name: A\n  cores:\n  - type: z80\n  memory_map:\n"
                                     "  - !Ram\n    range: {start: 9, end: 3}\n  - x\n- cores: []\n",
                                     "f.yaml");
  EXPECT_THAT(problems_of(definitions),
              ElementsAre("line 5, column 5: core type 'z80' is not known here",
                          "line 7, column 5: the range of a memory region is no start and a greater end",
                          "line 9, column 5: a memory region without its type, !Ram or !Nvm",
                          "line 10, column 3: a variant without a name"));
}

TEST(Yaml, RefusesWhatMakesItDangerous) {
  EXPECT_THAT(error_of(read_zephyr_board, "a: &a [x, x]\nb: [*a, *a]\n"), HasSubstr("line 2, column 5: an alias"));
  EXPECT_THAT(error_of(read_zephyr_board, "a: 1\nb: 2\na: 3\n"),
              HasSubstr("line 3, column 1: the key 'a' stands twice"));
  EXPECT_THAT(error_of(read_zephyr_board, "a: " + std::string(100, '[') + std::string(100, ']')),
              HasSubstr("nested too deeply"));
  EXPECT_THAT(error_of(read_zephyr_board, "a: 1\n---\nb: 2\n"), HasSubstr("more than one document"));
  EXPECT_THAT(error_of(read_zephyr_board, "a: [1, 2\n"), HasSubstr("the YAML is broken"));
  EXPECT_THAT(error_of(read_zephyr_board, "identifier: b\nname: \"open\narch: arm\nram: 64\n"),
              HasSubstr("line 2, column 7: a quote is never closed"));
  EXPECT_THAT(error_of(read_zephyr_board, "identifier: b\nname: 'it''s\narch: arm\n"),
              HasSubstr("line 2, column 7: a quote is never closed"));
  EXPECT_EQ(read_well(read_zephyr_board, "identifier: b\narch: arm\nname: 'it''s \"a\" b'\n", "b").boards.size(), 1u);
  EXPECT_EQ(read_well(read_zephyr_board, "identifier: b\narch: arm\nname: \"a \\\" b\"", "b").boards.size(), 1u);
  EXPECT_THAT(error_of(read_zephyr_board, "? [a]\n: 1\n"), HasSubstr("a key is no plain text"));
  EXPECT_NE(error_of(read_zephyr_board, std::string(100'000, '[')), "");
  std::string deep;
  for (int i = 0; i < 10'000; ++i) deep += std::string(static_cast<std::size_t>(i % 40), ' ') + "- \n";
  EXPECT_NE(error_of(read_probe_rs_target, deep), "");
}

TEST(Boards, AnErrorSaysWhatWasExpected) {
  EXPECT_THAT(error_of(read_zephyr_board, "name: x\n"), HasSubstr("the board has no identifier (expected identifier"));
  EXPECT_THAT(error_of(read_probe_rs_target, "name: x\nvariants: 5\n"), HasSubstr("has no list of variants"));
  EXPECT_THAT(error_of(read_cmsis_pack, "<package>"), HasSubstr("line 1, column 9: the XML is broken"));
  EXPECT_THAT(error_of(read_cmsis_pack, "<package/>"), HasSubstr("describes no device and no board"));
  EXPECT_THAT(error_of(read_platformio_board, "[]"), HasSubstr("no JSON object"));
}

// A file cut anywhere is an error or a smaller definition, never more.
TEST(Boards, CutAnywhereIsAnErrorOrLess) {
  struct Case {
    Reader read;
    std::string text;
  };
  for (const Case& c :
       {Case{read_platformio_board, std::string(kPico)}, Case{read_zephyr_board, sample("nrf52840dk_nrf52840.yaml")},
        Case{read_cmsis_pack, sample("Example.Chips.pdsc")}, Case{read_probe_rs_target, sample("nRF52_series.yaml")}}) {
    const std::size_t whole = read_well(c.read, c.text, "cut").boards.size();
    for (std::size_t length = 0; length < c.text.size(); ++length) {
      const auto cut = c.read(std::string_view(c.text).substr(0, length), "cut");
      EXPECT_LE(cut ? cut->boards.size() : 0, whole) << length;
      EXPECT_FALSE(!cut && cut.error().message.empty()) << length;
    }
  }
}

// A cut within a line, and one that leaves out what a board must have, is an error or told.
TEST(Boards, YamlThatWasCutIsTold) {
  for (const auto& [read, text] : {std::pair{&read_zephyr_board, sample("nrf52840dk_nrf52840.yaml")},
                                   {&read_probe_rs_target, sample("nRF52_series.yaml")}}) {
    for (std::size_t length = 1; length < text.size(); ++length) {
      if (text[length - 1] == '\n') continue;
      const auto cut = read(std::string_view(text).substr(0, length), "cut");
      EXPECT_TRUE(!cut || !cut->problems.empty()) << length;
    }
  }
  EXPECT_THAT(problems_of(read_well(read_zephyr_board, "identifier: b\nname: B\narch: arm\n", "b")),
              ElementsAre(HasSubstr("neither ram nor flash is stated")));
  EXPECT_THAT(problems_of(read_well(read_zephyr_board, "identifier: b\narch: arm\nram: 64\nsupported:\n", "b")),
              ElementsAre("line 5, column 1: 'supported' has no value: was the file cut here?"));
  EXPECT_THAT(problems_of(read_well(read_probe_rs_target,
                                    "name: F\nvariants:\n- name: A\n  cores: []\n  memory_map: []\n"
                                    "  flash_algorithms: [a]\n- name: B\n",
                                    "f.yaml")),
              ElementsAre(HasSubstr("the flash algorithm 'a' is not defined: was the file cut?"),
                          HasSubstr("'B' has no memory_map: is the file whole?")));
}

TEST(Boards, MisspeltKeysAndEmptyFilesAreTold) {
  EXPECT_THAT(problems_of(read_well(
                  read_platformio_board,
                  R"({"build": {"mcu": "x", "f_cup": 1}, "uplaod": {}, "upload": {"maximum_sise": 5}})", "b.json")),
              ElementsAre("line 1, column 37: 'uplaod' is no key that is read: is 'upload' meant?",
                          "line 1, column 24: 'f_cup' is no key that is read: is 'f_cpu' meant?",
                          HasSubstr("'maximum_sise' is no key that is read: is 'maximum_size' meant?")));
  EXPECT_THAT(problems_of(read_well(read_platformio_board, R"({"build": {}, "upload": {}})", "b.json")),
              ElementsAre(": 'b' states neither a chip, nor a core, nor memory: nothing is known of it"));
  EXPECT_THAT(problems_of(read_well(read_zephyr_board, "identifier: b\narch: arm\nram: 5\nflahs: 6\n", "b")),
              ElementsAre("line 4, column 8: 'flahs' is no key that is read: is 'flash' meant?"));
  EXPECT_THAT(problems_of(read_well(read_probe_rs_target,
                                    "name: F\nvariants:\n- name: A\n  core: []\n  memory_map: []\n", "f.yaml")),
              ElementsAre("line 4, column 9: 'core' is no key that is read: is 'cores' meant?"));
  EXPECT_THAT(problems_of(read_well(read_cmsis_pack,
                                    "<package schemaVersion=\"1.7\"><devices><family Dvendor=\"V:1\">\n"
                                    "<device Dname=\"D\"><memory id=\"IRAM1\" sise=\"5\" size=\"5\"/>"
                                    "<procesor/></device></family></devices></package>",
                                    "x.pdsc")),
              ElementsAre("line 2, column 20: 'sise' is no key that is read: is 'size' meant?",
                          HasSubstr("'procesor' is no key that is read: is 'processor' meant?")));
}

TEST(Boards, AreToldByContent) {
  const auto taken_for = [](const std::string& text, std::string_view name) {
    const auto format = recognise(view_of(text), name);
    return format ? std::string(name_of(*format)) : format.error().to_text();
  };
  EXPECT_EQ(taken_for(std::string(kPico), "x"), "PlatformIO board");
  EXPECT_EQ(taken_for(sample("nrf52840dk_nrf52840.yaml"), "x"), "Zephyr board");
  EXPECT_EQ(taken_for(sample("nRF52_series.yaml"), "x"), "probe-rs target");
  EXPECT_EQ(taken_for(sample("Example.Chips.pdsc"), "x"), "CMSIS-Pack description");
  EXPECT_EQ(taken_for("no xml", "x.pdsc"), "CMSIS-Pack description");
  EXPECT_THAT(taken_for("name: x\nvalue: 1\n", "x.yaml"), HasSubstr("of no kind that is known here"));
}

TEST(Boards, IrisHoldNothingButPathCharacters) {
  EXPECT_EQ(board_iri("cmsis-pack", "Maxim Integrated/a<b>%"),
            "https://w3id.org/kilograph/id/board/cmsis-pack/Maxim%20Integrated/a%3Cb%3E%25");
}

TEST(Boards, WordsOfCoresAndNumbers) {
  EXPECT_EQ(core_name("cortex-m0plus"), "Cortex-M0+");
  EXPECT_EQ(core_name("cortex-m4f"), "Cortex-M4F");
  EXPECT_EQ(core_name("AVR"), "AVR");
  EXPECT_EQ(number_in("16000000L"), 16'000'000U);
  EXPECT_EQ(number_in("0x20"), 32U);
  EXPECT_EQ(number_in("0x"), std::nullopt);
  EXPECT_EQ(number_in("99999999999999999999"), std::nullopt);
}

}  // namespace
}  // namespace kilograph::ingest::board
