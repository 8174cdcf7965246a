// A moment as people write it: a day, a time, or a sequence number of the log.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

#include "base/result.hpp"
#include "knowledge/catalogue.hpp"

namespace kilograph::reply {

// "2026-11-01", "2026-11-01T10:15Z", "2026-11-01T10:15:30Z", "2026-11-01T10:15:30.123Z" as a time in the log's form,
// or "57" as the number of a change. A day alone is its first or its last millisecond. Times are UTC.
// Errors: usage.
enum class Day { begins, ends };
Result<std::variant<std::string, std::int64_t>> parse_moment(std::string_view text, Day day);

// The last change at that moment (0: before the first). Errors: usage (no moment, or one to come), not_found where
// the catalogue does not know what was there then.
Result<std::int64_t> change_at(const knowledge::Catalogue& catalogue, std::string_view text, Day day);

}  // namespace kilograph::reply
