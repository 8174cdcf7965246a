// Families of microcontrollers as data: the core behind a chip's part number, for boards that name only the chip.
#pragma once

#include <span>
#include <string_view>

namespace kilograph::domain {

// A row holds for every part number that begins with one of its prefixes and with no longer one of another row.
struct McuRow {
  std::string_view core;      // a name that core_row knows; F: with a floating-point unit. "Cortex-M4F"
  std::string_view source;    // whose documents say so
  std::string_view prefixes;  // as mcu_name has it, space separated: "stm32f3 stm32f4"
};

std::span<const McuRow> mcu_rows();
// By a part number as boards and packs have it ("nRF52840_xxAA", "ATSAMD51J19A", "esp32-s3"); null where no family is
// known. Of a chip with several cores, the one that an application starts on.
const McuRow* mcu_row(std::string_view mcu);

}  // namespace kilograph::domain
