// The ledger's tables, by version (docs/formats/ledger.md).
#pragma once

#include <cstdint>
#include <span>

#include "base/result.hpp"
#include "knowledge/ledger/connection.hpp"

namespace kilograph::knowledge::ledger {

inline constexpr std::int32_t kApplicationId = 0x4b4c4f47;  // "KLOG", in SQLite's header

// A step from one version to the next: the SQL that brings a ledger from `to` - 1 to `to`.
struct Step {
  std::int64_t to;
  const char* sql;
};

std::span<const Step> steps();            // in order, from version 1
std::int64_t newest_version();

enum class Condition { empty, current, older, newer, foreign };
Result<Condition> condition_of(const Connection& connection);

// Applies the steps above the file's version and marks it as a ledger. To be called inside a write
// transaction, so that a ledger is never half-way between two versions.
Result<void> migrate(const Connection& connection, std::span<const Step> steps);

}  // namespace kilograph::knowledge::ledger
