// Moments of the directory: RFC 3339, in UTC, as the ledger's log writes them.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace kilograph::reply::directory {

using Moment = std::chrono::sys_time<std::chrono::milliseconds>;

Moment now();
std::string to_text(Moment moment);  // "2026-11-21T10:15:30.123Z"
// With seconds, a fraction or none, and an offset or Z; nothing where the text is no such moment.
std::optional<Moment> parse_moment(std::string_view text);

}  // namespace kilograph::reply::directory
