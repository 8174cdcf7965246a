// Findings as they are made on the walk through a text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/json/document.hpp"
#include "ingest/thing/validation/rule_table.hpp"

namespace kilograph::ingest::thing {

// Where the walk is: the chain of names and positions up to the root, on the walk's own stack.
struct Place {
  const Place* above = nullptr;
  std::string_view name{};
  std::size_t position = 0;
  bool in_list = false;

  Place at(std::string_view member) const { return {this, member, 0, false}; }
  Place at(std::size_t element) const { return {this, {}, element, true}; }
};
std::string pointer_to(const Place& place);

class Findings {
 public:
  explicit Findings(std::size_t limit) : limit_(limit) {}

  // Counts a finding; its words are made only while there is room: if (has_room(level)) keep(…).
  bool has_room(Level level);
  void keep(Level level, std::string rule, const Place& place, std::size_t offset, std::string message);

  // In the order of the text, with lines and columns.
  Report report(std::string_view text) &&;

 private:
  std::size_t limit_;
  Report report_;
  std::vector<std::size_t> offsets_;  // of report_.findings
};

}  // namespace kilograph::ingest::thing
