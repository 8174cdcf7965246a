#include <gmock/gmock.h>

#include "ingest/document.hpp"
#include "ingest/firmware/link_map.hpp"
#include "ingest/firmware/programs.hpp"
#include "ingest/firmware/usage.hpp"

namespace kilograph::ingest::firmware {
namespace {

using domain::RegionKind;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const std::vector<domain::MemoryRegion> kDevice{{.name = "SRAM", .kind = RegionKind::ram, .size_bytes = 20'480},
                                                {.name = "Flash", .kind = RegionKind::flash, .size_bytes = 131'072}};

Error error_of(ByteView bytes) {
  const auto image = read_image(bytes);
  return image ? Error{ErrorKind::internal, "no error"} : image.error();
}

Result<Usage> usage(ByteView bytes, const std::vector<domain::MemoryRegion>& device = kDevice) {
  return usage_of(KG_TRY(read_image(bytes)), device);
}

void set(Bytes& bytes, std::size_t at, std::uint32_t value, int count) {
  for (int i = 0; i < count; ++i) bytes[at + static_cast<std::size_t>(i)] = static_cast<std::uint8_t>(value >> (8 * i));
}

TEST(Elf, GivesTheBytesThatAreLeftOfTheDevicesRegions) {
  const auto used = usage(tests::elf(tests::small_program()));
  ASSERT_TRUE(used) << used.error().to_text();
  ASSERT_EQ(used->regions.size(), 2u);
  EXPECT_EQ(used->regions[0].name, "SRAM");
  EXPECT_EQ(used->used_bytes[0], 64u + 1000 + 1024);
  EXPECT_EQ(used->regions[0].free_bytes, 20'480u - 2088);
  EXPECT_EQ(used->regions[0].basis, domain::Basis::measured);
  EXPECT_EQ(used->used_bytes[1], 256u + 64);  // the data's first values lie in flash too
  EXPECT_EQ(used->regions[1].free_bytes, 131'072u - 320);
  EXPECT_THAT(used->reserves, ElementsAre(domain::Label{"firmware _Min_Stack_Size", "1,024 B"}));
}

TEST(Elf, WhatTheDeviceReservesIsNotFree) {
  auto device = kDevice;
  device[0].reserved_bytes = 10'000;
  device[1].reserved_bytes = 100'000;
  const auto used = usage(tests::elf(tests::small_program()), device);
  ASSERT_TRUE(used) << used.error().to_text();
  EXPECT_EQ(used->regions[0].free_bytes, 20'480u - 10'000);
  EXPECT_EQ(used->regions[1].free_bytes, 131'072u - 100'000 - 320);
  EXPECT_THAT(used->set_aside_bytes, ElementsAre(10'000u - 2088, 100'000u));
  EXPECT_THAT(used->warnings, IsEmpty());
}

TEST(Elf, ReserveAndUseBeyondTheRegionLeaveNothing) {
  auto device = kDevice;
  device[1].reserved_bytes = 131'000;
  const auto used = usage(tests::elf(tests::small_program()), device);
  ASSERT_TRUE(used) << used.error().to_text();
  EXPECT_EQ(used->regions[1].free_bytes, 0u);
  ASSERT_EQ(used->warnings.size(), 1u);
  EXPECT_THAT(used->warnings[0].message,
              HasSubstr("takes 320 B, and 131,000 B of 131,072 B are stated to be reserved"));
}

// A boot loader lies below; what the device reserves has it in it.
TEST(Elf, WhatLiesBelowTheProgramIsNotFree) {
  tests::ElfParts parts = tests::small_program();
  parts.sections[0].address = 0x08004000;
  parts.data_load_address = 0x08004100;
  auto device = kDevice;
  EXPECT_EQ(usage(tests::elf(parts), device)->regions[1].free_bytes, 131'072u - 0x4000 - 320);
  device[1].reserved_bytes = 0x3000;
  EXPECT_EQ(usage(tests::elf(parts), device)->regions[1].free_bytes, 131'072u - 0x4000 - 320);
  device[1].reserved_bytes = 0x5000;
  EXPECT_EQ(usage(tests::elf(parts), device)->regions[1].free_bytes, 131'072u - 0x5000 - 320);
}

TEST(Elf, AWindowSaysNothingOfWhatLiesBelow) {
  const auto used = usage(tests::elf({.machine = 243,
                                      .sections = {{".flash.text", 1, 6, 0x42010020, 5000},
                                                   {".flash.rodata", 1, 2, 0x3C010020, 100},
                                                   {".dram0.bss", 8, 3, 0x3FC80000, 300}},
                                      .symbols = {}}));
  ASSERT_TRUE(used) << used.error().to_text();
  EXPECT_EQ(used->regions[1].free_bytes, 131'072u - 5100);
}

TEST(Elf, CodeThatEspressifsLoaderPutsIntoRamIsWorkingMemory) {
  const auto used = usage(tests::elf({.machine = 94,
                                      .sections = {{".iram0.text", 1, 6, 0x40080000, 100},
                                                   {".flash.text", 1, 6, 0x400D0020, 5000},
                                                   {".dram0.bss", 8, 3, 0x3FFB0000, 300}},
                                      .symbols = {}}));
  ASSERT_TRUE(used) << used.error().to_text();
  EXPECT_THAT(used->used_bytes, ElementsAre(400u, 5100u));
}

TEST(Elf, AStackBetweenTwoAddressesIsTaken) {
  tests::ElfParts parts = tests::small_program();
  parts.symbols = {{"__StackLimit", 0x20004000}, {"__StackTop", 0x20005000}};
  const auto used = usage(tests::elf(parts));
  ASSERT_TRUE(used);
  EXPECT_EQ(used->used_bytes[0], 2088u + 4096);
}

TEST(Elf, WhatTheDeviceDoesNotTellApartIsLeftOutWithAWarning) {
  auto device = kDevice;
  device.push_back({.name = "TCM", .kind = RegionKind::ram, .size_bytes = 65'536});
  const auto used = usage(tests::elf(tests::small_program()), device);
  ASSERT_TRUE(used);
  ASSERT_EQ(used->regions.size(), 1u);
  EXPECT_EQ(used->regions[0].kind, RegionKind::flash);
  EXPECT_THAT(used->warnings.at(0).message, HasSubstr("several regions of working memory"));
  const auto none = usage(tests::elf(tests::small_program()), {});
  ASSERT_FALSE(none);
  EXPECT_THAT(none.error().advice, HasSubstr("-Map=app.map"));
}

// User registers of flash, peripherals and external memory are no part of the device's one RAM and one flash.
TEST(Elf, SectionsFarFromTheRegionsAreToldAndNotCounted) {
  tests::ElfParts parts = tests::small_program();
  const auto plain = usage(tests::elf(parts));
  parts.sections.push_back({".uicr", 1, 2, 0x10001000, 64});
  parts.sections.push_back({".registers", 8, 3, 0x40000000, 4096});
  parts.sections.push_back({".external", 8, 3, 0x60000000, 100'000});
  const auto used = usage(tests::elf(parts));
  ASSERT_TRUE(plain);
  ASSERT_TRUE(used) << used.error().to_text();
  EXPECT_EQ(used->used_bytes, plain->used_bytes);
  std::vector<std::string> told;
  for (const Warning& warning : used->warnings) told.push_back(warning.place + ": " + warning.message);
  EXPECT_THAT(told,
              testing::UnorderedElementsAre(
                  ".uicr: 64 B at 0x10001000 lie outside the device's program memory and are not counted",
                  ".registers: 4,096 B at 0x40000000 lie outside the device's working memory and are not counted",
                  ".external: 100,000 B at 0x60000000 lie outside the device's working memory and are not counted"));
}

// Kinetis has its RAM on both sides of 0x20000000.
TEST(Elf, MemoryThatStraddlesTwoAreasIsOne) {
  tests::ElfParts parts = tests::small_program();
  parts.sections.push_back({".low", 8, 3, 0x1FFFE000, 512});
  const auto used = usage(tests::elf(parts));
  ASSERT_TRUE(used) << used.error().to_text();
  EXPECT_THAT(used->warnings, testing::IsEmpty());
  EXPECT_EQ(used->used_bytes[0], usage(tests::elf(tests::small_program()))->used_bytes[0] + 512);
}

TEST(Elf, OfAnotherKindIsRefused) {
  Bytes file = tests::elf(tests::small_program());
  for (const auto& [at, value, message] : {std::tuple{std::size_t{4}, 2u, "not of 32 bits"},
                                           {std::size_t{5}, 2u, "not little-endian"},
                                           {std::size_t{16}, 1u, "not a linked program"},
                                           {std::size_t{18}, 62u, "machine number 62"}}) {
    Bytes other = file;
    set(other, at, value, 1);
    EXPECT_EQ(error_of(other).kind, ErrorKind::unsupported);
    EXPECT_THAT(error_of(other).message, HasSubstr(message));
  }
}

TEST(Elf, LiesAreErrorsWithTheirPlace) {
  const Bytes file = tests::elf(tests::small_program());
  const auto with = [&](std::size_t at, std::uint32_t value, int count) {
    Bytes lie = file;
    set(lie, at, value, count);
    return error_of(lie);
  };
  EXPECT_THAT(with(32, 0xFFFFFFF0, 4).message, HasSubstr("table of sections reaches beyond the file"));
  EXPECT_THAT(with(48, 0xFFFF, 2).message, HasSubstr("table of sections reaches beyond the file"));
  EXPECT_THAT(with(44, 0xFFFF, 2).message, HasSubstr("table of segments reaches beyond the file"));
  EXPECT_THAT(with(46, 8, 2).message, HasSubstr("an entry of the table of sections has 8 bytes"));
  EXPECT_THAT(with(50, 200, 2).message, HasSubstr("names of the sections are not there"));
  const std::size_t text_section = 84 + 40;
  EXPECT_THAT(with(text_section + 20, 0xFFFFFF00, 4).message, HasSubstr("section 1 reaches beyond the file"));
  EXPECT_EQ(with(text_section + 20, 0xFFFFFF00, 4).where, "byte 124");
  const std::size_t bss_section = 84 + 3 * 40;
  EXPECT_THAT(with(bss_section + 20, 0xFFFFFFFF, 4).message, HasSubstr("'.bss' ends beyond 4 GiB"));
}

TEST(Elf, SectionsThatLieOverEachOtherCountOnce) {
  tests::ElfParts parts = tests::small_program();
  parts.sections.push_back({".overlay", 8, 3, 0x20000040, 1000});
  EXPECT_EQ(usage(tests::elf(parts))->used_bytes[0], 2088u);
}

TEST(Elf, CutAtEveryByteIsAnErrorOrReadsNothingBeyond) {
  const Bytes file = tests::elf(tests::small_program());
  for (std::size_t bytes = 0; bytes < file.size(); ++bytes) {
    const Bytes cut(file.begin(), file.begin() + static_cast<std::ptrdiff_t>(bytes));
    EXPECT_FALSE(read_image(cut)) << bytes;
  }
}

TEST(LinkMap, StatesItsRegionsAndWhatIsFreeInEach) {
  const auto used = usage(view_of(tests::kMap), {});
  ASSERT_TRUE(used) << used.error().to_text();
  ASSERT_EQ(used->regions.size(), 3u);
  EXPECT_EQ(used->regions[0].name, "FLASH");
  EXPECT_EQ(used->regions[0].kind, RegionKind::flash);
  EXPECT_EQ(used->used_bytes, (std::vector<std::uint64_t>{320, 2088, 0}));
  EXPECT_EQ(used->regions[1].kind, RegionKind::ram);
  EXPECT_EQ(used->regions[1].free_bytes, 20'480u - 2088);
  EXPECT_EQ(used->regions[2].free_bytes, 8192u);
  EXPECT_THAT(used->reserves, ElementsAre(domain::Label{"firmware _Min_Stack_Size", "1,024 B"},
                                          domain::Label{"firmware __StackTop", "0x20005000"}));
}

TEST(LinkMap, FreeIsTheLongestStretch) {
  std::string map(tests::kMap);
  const std::string section = ".late           0x0000000020003000      0x100\n .bss 0x0000000020003000 0x100 a.o\n\n";
  map.insert(map.find(".debug_info "), section);
  const auto used = usage(view_of(map), {});
  ASSERT_TRUE(used);
  EXPECT_EQ(used->regions[1].free_bytes, 0x3000u - 2088);
}

// A window into flash, or the map of a larger device: what the device has is the bound.
TEST(LinkMap, LargerThanTheDeviceIsBoundedByIt) {
  const auto region = [](RegionKind kind, std::uint64_t bytes) {
    return domain::MemoryRegion{.name = "its", .kind = kind, .size_bytes = bytes};
  };
  const auto used = usage(view_of(tests::kMap), {region(RegionKind::ram, 10'240), region(RegionKind::flash, 131'072)});
  ASSERT_TRUE(used) << used.error().to_text();
  EXPECT_EQ(used->regions[0].free_bytes, 131'072u - 320);
  EXPECT_EQ(used->regions[1].size_bytes, 10'240u);
  EXPECT_EQ(used->regions[1].free_bytes, 10'240u - 2088);
  EXPECT_EQ(used->regions[2].free_bytes, 8192u);
  ASSERT_EQ(used->warnings.size(), 1u);
  EXPECT_EQ(used->warnings[0].place, "RAM");
  EXPECT_THAT(used->warnings[0].message, HasSubstr("20,480 B in the map, more than all working memory"));
  const auto overfull = usage(view_of(tests::kMap), {region(RegionKind::ram, 1024)});
  ASSERT_FALSE(overfull);
  EXPECT_THAT(overfull.error().message, HasSubstr("the firmware takes 2,088 B of working memory of the device"));
}

// A map whose script knows of no reserve, and one whose regions leave it out.
TEST(LinkMap, WhatTheDeviceReservesIsNotFree) {
  std::vector<domain::MemoryRegion> device{
      {.name = "SRAM", .kind = RegionKind::ram, .size_bytes = 40'960},
      {.name = "Flash", .kind = RegionKind::flash, .size_bytes = 131'072, .reserved_bytes = 120'000}};
  const auto used = usage(view_of(tests::kMap), device);
  ASSERT_TRUE(used) << used.error().to_text();
  EXPECT_EQ(used->regions[0].free_bytes, 131'072u - 120'000 - 320);
  EXPECT_EQ(used->regions[1].free_bytes, 20'480u - 2088);
  EXPECT_THAT(used->set_aside_bytes, ElementsAre(120'000u, 0u, 0u));
  device[1] = {.name = "Flash", .kind = RegionKind::flash, .size_bytes = 262'144, .reserved_bytes = 131'072};
  const auto apart = usage(view_of(tests::kMap), device);
  EXPECT_EQ(apart->regions[0].free_bytes, 131'072u - 320);
  EXPECT_EQ(apart->set_aside_bytes[0], 0u);
}

TEST(LinkMap, SectionsOutsideItsRegionsAreTold) {
  std::string map(tests::kMap);
  const std::string section = ".far            0x0000000060000000      0x100\n .bss 0x0000000060000000 0x100 a.o\n\n";
  map.insert(map.find(".debug_info "), section);
  const auto used = usage(view_of(map), {});
  ASSERT_TRUE(used) << used.error().to_text();
  ASSERT_EQ(used->warnings.size(), 1u);
  EXPECT_EQ(used->warnings[0].place, ".far");
  EXPECT_THAT(used->warnings[0].message, HasSubstr("256 B at 0x60000000 lie in no region"));
}

TEST(LinkMap, LinesThatCannotBeAreErrorsWithTheirNumber) {
  const auto with = [](std::string_view from, std::string_view to) {
    std::string map(tests::kMap);
    map.replace(map.find(from), from.size(), to);
    return error_of(view_of(map));
  };
  EXPECT_EQ(with("0x0000000000020000 xr", "many").where, "line 6");
  EXPECT_THAT(with("0x0000000000020000 xr", "0xfffffffffffffff0 xr").message, HasSubstr("ends beyond all addresses"));
  EXPECT_THAT(with("0x3e8 load", "0xffffffffffffffff load").message, HasSubstr("'.bss' ends beyond all addresses"));
  std::string overfull(tests::kMap);
  overfull.replace(overfull.find("0x3e8 load"), 5, "0xffe8");
  const auto used = usage(view_of(overfull), {});
  ASSERT_FALSE(used);
  EXPECT_THAT(used.error().message, HasSubstr("the firmware takes"));
}

TEST(LinkMap, CutAtEveryByteIsAnErrorOrAMapWithLess) {
  const auto whole = read_link_map(tests::kMap);
  ASSERT_TRUE(whole);
  for (std::size_t bytes = 0; bytes < tests::kMap.size(); ++bytes) {
    const auto cut = read_link_map(tests::kMap.substr(0, bytes));
    EXPECT_TRUE(!cut || cut->sections.size() <= whole->sections.size()) << bytes;
  }
}

TEST(LinkMap, ThatDoesNotReachItsEndMeasuresNothing) {
  const auto end = tests::kMap.find("OUTPUT(");
  ASSERT_NE(end, std::string_view::npos);
  const auto cut = read_link_map(tests::kMap.substr(0, end));
  ASSERT_FALSE(cut);
  EXPECT_THAT(cut.error().message, HasSubstr("ends before its line OUTPUT"));
}

TEST(Firmware, WithoutItsDeviceIsRefusedWithAdvice) {
  for (const ByteView bytes : {ByteView(view_of(tests::kMap)), ByteView(view_of("\x7f"
                                                                                "ELF and more"))}) {
    const auto read = ingest::read(bytes, "app", {});
    ASSERT_FALSE(read);
    EXPECT_THAT(read.error().advice, HasSubstr("add --firmware FILE --device NAME"));
  }
  EXPECT_EQ(error_of(view_of("text")).kind, ErrorKind::unsupported);
}

}  // namespace
}  // namespace kilograph::ingest::firmware
