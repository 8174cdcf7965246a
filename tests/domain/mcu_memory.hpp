// On-chip memory of chips whose part number leaves no choice, from the data sheets of their families
// (domain/mcu_table.hpp names them), for checking what boards' definitions state.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace kilograph::domain {

struct McuMemory {
  std::optional<std::uint64_t> sram_bytes{};   // of all banks together
  std::optional<std::uint64_t> flash_bytes{};  // for an STM32 by the letter in its number
};
McuMemory mcu_memory(std::string_view mcu);

}  // namespace kilograph::domain
