#include "domain/mcu_memory.hpp"

#include <algorithm>
#include <array>

#include "domain/mcu_name.hpp"

namespace kilograph::domain {
namespace {

struct Row {
  std::string_view prefix;  // sorted by it
  std::uint64_t sram_bytes, flash_bytes;  // 0: not fixed by the number, or none
};

constexpr std::uint64_t operator""_k(unsigned long long kib) { return kib * 1024; }

constexpr auto kRows = std::to_array<Row>({
    {"at90can32", 2_k, 32_k},
    {"at90usb1286", 8_k, 128_k},
    {"atmega1280", 8_k, 128_k},
    {"atmega1284", 16_k, 128_k},
    {"atmega164", 1_k, 16_k},
    {"atmega168", 1_k, 16_k},
    {"atmega2560", 8_k, 256_k},
    {"atmega256rfr2", 32_k, 256_k},
    {"atmega324", 2_k, 32_k},
    {"atmega328", 2_k, 32_k},
    {"atmega32u4", 2560, 32_k},
    {"atmega4809", 6_k, 48_k},
    {"atmega640", 8_k, 64_k},
    {"atmega644", 4_k, 64_k},
    {"atmega8", 1_k, 8_k},
    {"atmega8515", 512, 8_k},
    {"atmega88", 1_k, 8_k},
    {"attiny2313", 128, 2_k},
    {"attiny25", 128, 2_k},
    {"attiny44", 256, 4_k},
    {"attiny45", 256, 4_k},
    {"attiny84", 512, 8_k},
    {"attiny85", 512, 8_k},
    {"efm32gg990f1024", 128_k, 1024_k},
    {"efm32hg322f64", 8_k, 64_k},
    {"efm32wg990f256", 32_k, 256_k},
    {"esp32", 520_k, 0},
    {"esp32c2", 272_k, 0},
    {"esp32c3", 400_k, 0},
    {"esp32c6", 512_k, 0},
    {"esp32h2", 320_k, 0},
    {"esp32s2", 320_k, 0},
    {"esp32s3", 512_k, 0},
    {"fe310", 16_k, 0},
    {"imxrt1062", 1024_k, 0},
    {"lpc11u68", 36_k, 256_k},
    {"lpc1768", 64_k, 512_k},
    {"lplm4f120h5qr", 32_k, 256_k},
    {"lptm4c123gh6pm", 32_k, 256_k},
    {"mimxrt1015", 128_k, 0},
    {"mimxrt1052", 512_k, 0},
    {"mimxrt1062", 1024_k, 0},
    {"mk20dx128", 16_k, 128_k},
    {"mk20dx256", 64_k, 256_k},
    {"mk22fn512", 128_k, 512_k},
    {"mk64fn1m0", 256_k, 1024_k},
    {"mk64fx512", 192_k, 512_k},
    {"mk66fn2m0", 256_k, 2048_k},
    {"mk66fx1m0", 256_k, 1280_k},
    {"mkl26z64", 8_k, 64_k},
    {"mkl43z256", 32_k, 256_k},
    {"mkl46z256", 32_k, 256_k},
    {"nrf51822xxaa", 16_k, 256_k},
    {"nrf51822xxab", 16_k, 128_k},
    {"nrf51822xxac", 32_k, 256_k},
    {"nrf52805", 24_k, 192_k},
    {"nrf52810", 24_k, 192_k},
    {"nrf52811", 24_k, 192_k},
    {"nrf52820", 32_k, 256_k},
    {"nrf52832xxaa", 64_k, 512_k},
    {"nrf52832xxab", 32_k, 256_k},
    {"nrf52833", 128_k, 512_k},
    {"nrf52840", 256_k, 1024_k},
    {"nrf5340", 512_k, 1024_k},
    {"nrf9160", 256_k, 1024_k},
    {"r7fa4m1ab", 32_k, 256_k},
    {"ra4m1", 32_k, 256_k},
    {"rp2040", 264_k, 0},
    {"rp235", 520_k, 0},
    {"sam3x8e", 96_k, 512_k},
    {"samc21j18", 32_k, 256_k},
    {"samd21e18", 32_k, 256_k},
    {"samd21g18", 32_k, 256_k},
    {"samd21j18", 32_k, 256_k},
    {"samd51g19", 192_k, 512_k},
    {"samd51j19", 192_k, 512_k},
    {"samd51j20", 256_k, 1024_k},
    {"samd51p19", 192_k, 512_k},
    {"samd51p20", 256_k, 1024_k},
    {"same54p20", 256_k, 1024_k},
    {"samr21g18", 32_k, 256_k},
    {"stm32f030f4", 4_k, 0},
    {"stm32f030r8", 8_k, 0},
    {"stm32f031", 4_k, 0},
    {"stm32f070cb", 16_k, 0},
    {"stm32f070rb", 16_k, 0},
    {"stm32f072", 16_k, 0},
    {"stm32f103c6", 10_k, 0},
    {"stm32f103c8", 20_k, 0},
    {"stm32f103cb", 20_k, 0},
    {"stm32f103r8", 20_k, 0},
    {"stm32f103rb", 20_k, 0},
    {"stm32f103rc", 48_k, 0},
    {"stm32f103rd", 64_k, 0},
    {"stm32f103re", 64_k, 0},
    {"stm32f103t4", 6_k, 0},
    {"stm32f103t8", 20_k, 0},
    {"stm32f103tb", 20_k, 0},
    {"stm32f103v8", 20_k, 0},
    {"stm32f103vb", 20_k, 0},
    {"stm32f103vc", 48_k, 0},
    {"stm32f103vd", 64_k, 0},
    {"stm32f103ve", 64_k, 0},
    {"stm32f103vf", 96_k, 0},
    {"stm32f103vg", 96_k, 0},
    {"stm32f103zc", 48_k, 0},
    {"stm32f103zd", 64_k, 0},
    {"stm32f103ze", 64_k, 0},
    {"stm32f107", 64_k, 0},
    {"stm32f303cc", 48_k, 0},
    {"stm32f303k8", 16_k, 0},
    {"stm32f303rc", 48_k, 0},
    {"stm32f303vc", 48_k, 0},
    {"stm32f405", 192_k, 0},
    {"stm32f407", 192_k, 0},
    {"stm32f410", 32_k, 0},
    {"stm32f411", 128_k, 0},
    {"stm32f412", 256_k, 0},
    {"stm32f413", 320_k, 0},
    {"stm32f415", 192_k, 0},
    {"stm32f417", 192_k, 0},
    {"stm32f427", 256_k, 0},
    {"stm32f429", 256_k, 0},
    {"stm32f437", 256_k, 0},
    {"stm32f439", 256_k, 0},
    {"stm32f446", 128_k, 0},
    {"stm32f469", 384_k, 0},
    {"stm32f722", 256_k, 0},
    {"stm32f723", 256_k, 0},
    {"stm32f746", 336_k, 0},
    {"stm32f767", 528_k, 0},
    {"stm32f769", 528_k, 0},
    {"stm32g031", 8_k, 0},
    {"stm32g071", 36_k, 0},
    {"stm32g0b1", 144_k, 0},
    {"stm32g431", 32_k, 0},
    {"stm32g474", 128_k, 0},
    {"stm32h723", 564_k, 0},
    {"stm32h735", 564_k, 0},
    {"stm32h743", 1056_k, 0},
    {"stm32h745", 1056_k, 0},
    {"stm32h747", 1056_k, 0},
    {"stm32h750", 1056_k, 0},
    {"stm32l031", 8_k, 0},
    {"stm32l051", 8_k, 0},
    {"stm32l053", 8_k, 0},
    {"stm32l072", 20_k, 0},
    {"stm32l073", 20_k, 0},
    {"stm32l082", 20_k, 0},
    {"stm32l152rc", 32_k, 0},
    {"stm32l412", 40_k, 0},
    {"stm32l433", 64_k, 0},
    {"stm32l452", 160_k, 0},
    {"stm32l475", 128_k, 0},
    {"stm32l476", 128_k, 0},
    {"stm32l486", 128_k, 0},
    {"stm32l496", 320_k, 0},
    {"stm32l4r5", 640_k, 0},
    {"stm32l4r9", 640_k, 0},
    {"stm32u575", 784_k, 0},
    {"stm32wb55", 256_k, 0},
    {"stm32wl55", 64_k, 0},
    {"stm32wle5", 64_k, 0},
    {"tm4c123gh6pm", 32_k, 256_k},
});

// ST's ordering code: "stm32", family and line, pins, then a letter for the flash.
struct FlashLetter {
  char letter;
  std::uint64_t bytes;
};
constexpr auto kStFlash = std::to_array<FlashLetter>({
    {'4', 16_k},
    {'6', 32_k},
    {'8', 64_k},
    {'b', 128_k},
    {'z', 192_k},
    {'c', 256_k},
    {'d', 384_k},
    {'e', 512_k},
    {'f', 768_k},
    {'g', 1024_k},
    {'h', 1536_k},
    {'i', 2048_k},
});
constexpr std::size_t kStFlashPlace = 10;  // of "stm32f407vgt6": g

std::optional<std::uint64_t> st_flash(std::string_view name) {
  if (!name.starts_with("stm32") || name.starts_with("stm32mp") || name.size() <= kStFlashPlace) return std::nullopt;
  const auto row = std::ranges::find(kStFlash, name[kStFlashPlace], &FlashLetter::letter);
  return row == kStFlash.end() ? std::nullopt : std::optional(row->bytes);
}

const Row* row_for(std::string_view name) {
  constexpr std::size_t kLongest = 16;
  for (std::size_t length = std::min(name.size(), kLongest); length > 0; --length) {
    const auto found = std::ranges::lower_bound(kRows, name.substr(0, length), {}, &Row::prefix);
    if (found != kRows.end() && found->prefix == name.substr(0, length)) return &*found;
  }
  return nullptr;
}

}  // namespace

McuMemory mcu_memory(std::string_view mcu) {
  const std::string name = mcu_name(mcu);
  McuMemory memory{.sram_bytes = std::nullopt, .flash_bytes = st_flash(name)};
  const Row* row = row_for(name);
  if (row && row->sram_bytes != 0) memory.sram_bytes = row->sram_bytes;
  if (row && row->flash_bytes != 0) memory.flash_bytes = row->flash_bytes;
  return memory;
}

}  // namespace kilograph::domain
