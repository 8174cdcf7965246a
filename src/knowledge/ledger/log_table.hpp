// The append-only log: what changed, when, by whom, in order.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>
#include <utility>

#include "base/result.hpp"
#include "knowledge/ledger/connection.hpp"
#include "knowledge/log_entry.hpp"

namespace kilograph::knowledge::ledger {

class LogTable {
 public:
  static Result<LogTable> prepare(const Connection& connection);

  // Gives the entry the next sequence number and returns it.
  Result<std::int64_t> append(const LogEntry& entry);
  // Takes over an entry of another catalogue, with its own sequence number.
  Result<void> restore(const LogEntry& entry);
  Result<void> each(std::int64_t since, const std::function<Result<void>(LogEntry)>& visit);  // seq > since, in order
  Result<std::optional<LogEntry>> find(std::int64_t seq);
  Result<std::int64_t> last_seq();  // 0 when nothing has happened yet
  // The last entry at or before this time, in the form of the log's times; 0 when nothing had happened yet.
  Result<std::int64_t> last_seq_at(std::string_view time);
  Result<std::uint64_t> count();

 private:
  explicit LogTable(Statements statements) : statements_(std::move(statements)) {}
  Statements statements_;
};

}  // namespace kilograph::knowledge::ledger
