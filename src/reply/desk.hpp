// What a surface lends to a verb: where the catalogue is, and ways to read, to report and to stream.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "base/version.hpp"
#include "reply/answer/addition.hpp"

namespace kilograph::knowledge::index {
struct QueryAnswer;
struct QueryOptions;
}  // namespace kilograph::knowledge::index

namespace kilograph::reply {

struct FitPair;

// The folder that `init` makes, and that every verb looks for in the current folder and those above.
inline constexpr const char* kCatalogueFolder = "kilograph.catalog";

struct Progress {
  std::uint64_t done = 0;
  std::uint64_t total = 0;  // 0: not known, because folders are read as they come
  std::string what;  // the file at hand
};

// What a person is asked, one thing at a time.
struct Question {
  std::string key{};                 // "sensor"
  std::string text{};                // the question
  std::string form{};                // what an answer looks like; may be empty
  std::string known{};               // what the model's file tells of it; may be empty
  std::string otherwise{};           // the answer that an empty line stands for; may be empty
  std::string reason{};              // why that one
  std::vector<std::string> words{};  // known answers, for completion
  std::string problem{};             // why the last answer was not taken; may be empty
  std::string note{};                // what is to be known before any question; may be empty
  std::string kept{};                // where the answers so far are, for whoever breaks off; may be empty
};

// A service that `serve` asks the surface for.
struct ServiceOrder {
  std::filesystem::path catalogue;
  std::string listen;  // "127.0.0.1:8080"
};

struct Desk {
  std::optional<std::filesystem::path> catalogue{};   // as asked for; empty: the nearest one
  std::filesystem::path folder = ".";                 // where the asker is
  std::string actor = signature();                    // who the log will name
  bool for_programs = false;                          // the answer will be read as JSON
  // The text for "-", of at most so many bytes; empty: there is none. Errors: too_large.
  std::function<Result<std::string>(std::uint64_t limit_bytes)> read_input{};
  std::function<Result<std::string>(const Question&)> ask{};  // a line; empty: nobody is there to ask. Errors: usage,
                                                              // where whoever is asked breaks off
  std::function<void(const Progress&)> progress{};  // may be empty
  bool takes_files = true;  // a name that the catalogue does not know may be a file of this machine
  // Serves the catalogue until it is told to stop; empty: this surface cannot.
  std::function<Result<void>(const ServiceOrder&)> serve{};
  // Answers SPARQL from an index that is kept; empty: one is made of the catalogue for each call.
  std::function<Result<knowledge::index::QueryAnswer>(std::string_view, const knowledge::index::QueryOptions&)>
      ask_index{};
  bool wants_entities = true;  // in the answer of `add`, which grows with them
  std::function<void(const AddedEntity&)> acknowledged{};  // after its commit; may be empty
  // Takes the pairs of `fit` as they are found, and says whether it wants more; empty: this surface takes none.
  std::function<bool(const FitPair&)> paired{};
  std::uint64_t most_pairs = 1'000'000;  // of one answer; more are streamed, where they are taken
  bool is_terminal = false;  // what is given goes to a person's screen
  // Of a streamed `add`, as they come, and of a file that a question names; may be empty.
  std::function<void(const Problem&)> reported{};
};

}  // namespace kilograph::reply
