// YAML as a tree with places. What makes YAML dangerous is refused while it is scanned, before anything is built of
// it: aliases (a few lines of them stand for gigabytes), deep nesting, more nodes than a board needs.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace kilograph::ingest::board {

struct YamlNode {
  enum class Kind { null, scalar, sequence, map };
  Kind kind = Kind::null;
  std::string tag{};                  // "!Ram"; empty for none
  std::string text{};                 // of a scalar
  std::vector<std::string> keys{};    // of a map, one a child
  std::vector<YamlNode> children{};
  std::size_t line = 1, column = 1;

  std::string place() const;          // "line 3, column 14"
  const YamlNode* find(std::string_view key) const;       // the last; null where it is no map or has no such key
  std::string_view text_of(std::string_view key) const;   // of a scalar below that key; empty for none
};

struct YamlLimits {
  std::size_t depth = 32, nodes = 1'000'000;
  bool may_double_keys = false;  // a key that stands twice in one map is kept twice
};

// The first document. Errors: bad_input with line and column (broken YAML, a key twice in one map, a key that is no
// scalar, a second document); too_large (nesting, nodes); unsupported (an alias).
Result<YamlNode> read_yaml(std::string_view text, const YamlLimits& limits = {});

// Whether the last line ends as lines do. Those who write such files end it; a file that was cut does not, but by
// chance.
bool ends_with_line(std::string_view text);

// Some line begins with "KEY:", which tells kinds of YAML files apart without reading them.
bool has_outer_key(std::string_view yaml, std::string_view key);

}  // namespace kilograph::ingest::board
