// The little language of `fit --need` and `--have`: sensors and memory by hand.
//   "accelerometer, gyroscope, ram=116kB, flash=531kB"
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "domain/entity.hpp"
#include "domain/verdict.hpp"

namespace kilograph::reply {

struct Need {
  std::vector<std::string> sensor_classes;  // local names of known classes, each once
  std::optional<std::uint64_t> ram_bytes{}, flash_bytes{};
};

// "20KiB": a decimal number and B, kB, KiB, MB or MiB, a whole number of bytes in all. Errors: usage, with
// where = "column N", N being `column`.
Result<std::uint64_t> parse_amount(std::string_view text, std::size_t column);

// Items separated by commas: a sensor by name or common word, `ram=AMOUNT`, `flash=AMOUNT`. An amount
// is a decimal number and B, kB (1,000 B), KiB (1,024 B), MB or MiB, a whole number of bytes in all.
// At most 4,096 bytes. Errors: usage, with where = "column N".
Result<Need> parse_need(std::string_view text);

// A model that needs this, and a device that offers this; both by kAsker.
domain::ModelEntity model_of(const Need& need);
domain::DeviceEntity device_of(const Need& need);
// The requirements that it states.
std::vector<domain::RequirementKind> kinds_of(const Need& need);

// What a mistyped sensor class may stand for, a sentence; else which classes there are.
std::string sensor_advice(std::string_view text);

}  // namespace kilograph::reply
