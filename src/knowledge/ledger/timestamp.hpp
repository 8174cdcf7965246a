// Times of the log.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

namespace kilograph::knowledge::ledger {

// As RFC 3339 in UTC with milliseconds: "2026-11-21T10:15:30.123Z".
std::string timestamp(std::chrono::sys_time<std::chrono::milliseconds> moment);
std::string timestamp_now();

bool is_timestamp(std::string_view text);  // of exactly that form

}  // namespace kilograph::knowledge::ledger
