#include "domain/platform_reserve.hpp"

#include <algorithm>
#include <array>

#include "domain/mcu_name.hpp"

namespace kilograph::domain {
namespace {

constexpr auto kRows = std::to_array<ReserveRow>({
    {"arduino", "esp32", 163'840, 0,
     "ESP-IDF's guide to heap memory: of an ESP32's 320 KiB of DRAM at most 160 KiB can be static, the rest is heap"},
    {"arduino", "esp32s", 0, 0, ""},
    {"arduino", "esp32c", 0, 0, ""},
    {"arduino", "esp32h", 0, 0, ""},
    {"arduino", "esp32p", 0, 0, ""},
    {"arduino", "esp8266", 32'036, 228'325,
     "the WiFiMulti example with core 2.3.0: github.com/espressif/arduino-esp32/issues/10"},
    {"arduino", "nrf52840", 90'144, 420'576,
     "what arXiv 2202.09113 left free of an Arduino Nano 33 BLE's 256 KiB and 1 MiB"},
    {"arduino", "rp2040", 52'656, 78'496,
     "Blink with the core Mbed OS RP2040 2.2.0: github.com/earlephilhower/arduino-pico/issues/117"},
    {"arduino", "samd51", 87'608, 139'288, "what arXiv 2202.09113 left free of an Adafruit PyBadge's 192 and 512 KiB"},
    {"espidf", "esp32", 163'840, 0,
     "ESP-IDF's guide to heap memory: of an ESP32's 320 KiB of DRAM at most 160 KiB can be static, the rest is heap"},
    {"espidf", "esp32s", 0, 0, ""},
    {"espidf", "esp32c", 0, 0, ""},
    {"espidf", "esp32h", 0, 0, ""},
    {"espidf", "esp32p", 0, 0, ""},
    {"stm32cube", "stm32", 1'536, 0, "heap and stack in the linker scripts that STM32CubeMX writes: 0x200 and 0x400"},
    {"zephyr", "", 4'416, 8'192,
     "stacks of main (1,024), interrupts (2,048), idle (320) and work queue (1,024) by Zephyr's Kconfig defaults; ROM "
     "of its sample Minimal footprint with threads: 7 to 8 KB"},
});

std::string_view first_framework(const DeviceFacts& facts) {
  const auto label = std::ranges::find(facts.labels, "framework", &Label::name);
  return label == facts.labels.end() ? std::string_view() : std::string_view(label->value);
}

}  // namespace

std::span<const ReserveRow> reserve_rows() { return kRows; }

std::optional<UsualReserve> usual_reserve(const DeviceFacts& facts, RegionKind kind) {
  const std::string_view framework = first_framework(facts);
  const std::string mcu = mcu_name(facts.mcu);
  const ReserveRow* best = nullptr;
  for (const ReserveRow& row : kRows) {
    if (row.framework != framework || !mcu.starts_with(row.mcu)) continue;
    if (!best || row.mcu.size() > best->mcu.size()) best = &row;
  }
  const std::uint64_t bytes = !best ? 0 : kind == RegionKind::ram ? best->ram_bytes : best->flash_bytes;
  return bytes == 0 ? std::nullopt : std::optional(UsualReserve{bytes, best->framework, best->evidence});
}

}  // namespace kilograph::domain
