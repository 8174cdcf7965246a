// What software platforms usually take of a board's memory before a model gets any, as data with its evidence.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "domain/device_facts.hpp"

namespace kilograph::domain {

// Of boards whose first framework (label "framework") is `framework` and whose MCU begins with `mcu`.
// 0 bytes: not known.
struct ReserveRow {
  std::string_view framework, mcu;  // "arduino", "rp2040"; an empty mcu is any
  std::uint64_t ram_bytes = 0, flash_bytes = 0;
  std::string_view evidence;        // what was built or documented, and where it is told
};

struct UsualReserve {
  std::uint64_t bytes = 0;
  std::string_view framework, evidence;
};

std::span<const ReserveRow> reserve_rows();
// Of several rows that hold the one of the longest mcu counts. Nothing where the facts name no framework or no row
// holds: what is not known is not guessed.
std::optional<UsualReserve> usual_reserve(const DeviceFacts& facts, RegionKind kind);

}  // namespace kilograph::domain
