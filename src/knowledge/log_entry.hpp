// What a change of the ledger is, and how its log tells it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace kilograph::knowledge {

// What adding a document came to.
enum class Change { added, changed, unchanged };
std::string_view name_of(Change change);  // "added"

struct LogEntry {
  std::int64_t seq = 0;
  std::string time;        // RFC 3339, UTC, milliseconds
  std::string actor;
  std::string action;      // "add", "change", "remove"
  std::string entity, document;
  std::string digest;      // hex of the document's file
  std::string replaced{};  // IRI of the document that went, where a change put another in its place
};

}  // namespace kilograph::knowledge
