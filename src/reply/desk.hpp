// What a surface lends to a verb: where the catalogue is, and ways to read, to report and to stream.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "base/result.hpp"
#include "base/version.hpp"
#include "reply/answer/addition.hpp"

namespace kilograph::reply {

// The folder that `init` makes, and that every verb looks for in the current folder and those above.
inline constexpr const char* kCatalogueFolder = "kilograph.catalog";

struct Progress {
  std::uint64_t done = 0;
  std::uint64_t total = 0;  // 0: not known, because folders are read as they come
  std::string what;  // the file at hand
};

struct Desk {
  std::optional<std::filesystem::path> catalogue{};   // as asked for; empty: the nearest one
  std::filesystem::path folder = ".";                 // where the asker is
  std::string actor = signature();                    // who the log will name
  bool for_programs = false;                          // the answer will be read as JSON
  std::function<Result<std::string>()> read_input{};  // the text for "-"; empty: there is none
  std::function<void(const Progress&)> progress{};    // may be empty
  bool wants_entities = true;                         // in the answer of `add`, which grows with them
  std::function<void(const AddedEntity&)> acknowledged{};  // after its commit; may be empty
  // Of a streamed `add`, as they come, and of a file that a question names; may be empty.
  std::function<void(const Problem&)> reported{};
};

}  // namespace kilograph::reply
