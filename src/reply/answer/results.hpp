// What `query` answers.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

namespace kilograph::reply {

struct QueryResults {
  std::string title;        // of a worked example; else empty
  std::string text;         // the query of a worked example; else empty
  std::string body;         // in the standard format asked for; empty where it is a table
  bool is_table = false;
  std::vector<std::string> columns;
  std::vector<std::vector<std::string>> rows;  // terms as people read them: prefixed names, values
  std::uint64_t row_count = 0;
  bool is_ask = false, yes = false;
  bool truncated = false;   // the row limit cut the answer
  std::string hint{};       // why a worked example may have found nothing; else empty
};

struct Example {
  std::string name, title;
};

struct ExampleList {
  std::vector<Example> examples;
};

nlohmann::ordered_json to_json(const ExampleList& list);

}  // namespace kilograph::reply
