// What changed of the entities since a place in the log: how a projection outside this room follows the ledger.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "domain/entity.hpp"

namespace kilograph::knowledge {

// A place in one catalogue's log. Another log, or one that went another way, has another digest there.
struct LogMark {
  std::int64_t seq = 0;  // of the last entry that was seen; 0: none
  std::string digest{};  // hex, of that entry

  friend bool operator==(const LogMark&, const LogMark&) = default;
};

// Entities whose facts hang on those of this id: what is based on it, what was united with it.
using Dependents = std::function<std::vector<std::string>(const std::string& id)>;

// Takes a device and need not keep it: of a fleet nobody holds all at once.
using TakeDevice = std::function<void(const domain::DeviceEntity& device)>;

struct EntityChanges {
  LogMark mark{};         // where the reader stands with these
  bool is_other_log = false;  // the reader's mark is of another one; whole then
  bool is_whole = false;  // these are all entities, and what the reader knew is void; else those that may differ
  std::vector<domain::ModelEntity> models{};    // without layers
  std::vector<domain::DeviceEntity>
      devices{};  // with their bases; empty where all went one by one to whoever took them
  std::vector<std::string> gone{};  // ids that are no model and no device, or go by another id now
};

}  // namespace kilograph::knowledge
