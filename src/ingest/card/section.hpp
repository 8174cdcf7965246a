// A map of a card's front matter with the path to it: readings that say what is wrong, and where.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/board/yaml_tree.hpp"
#include "ingest/document.hpp"

namespace kilograph::ingest::card {

// What is absent, null or "" reads as empty. A value of the wrong kind is warned of and reads as empty. The node and
// the warnings must outlive it.
class Section {
 public:
  Section(const board::YamlNode& node, std::string path, std::vector<Warning>& warnings)
      : node_(node), path_(std::move(path)), warnings_(warnings) {}

  bool has(std::string_view key) const;
  std::string text(std::string_view key) const;                // one line or more, without blanks around it
  std::vector<std::string> texts(std::string_view key) const;  // of a list, or of one value
  std::optional<double> number(std::string_view key, std::string_view expected = "a number") const;
  std::optional<unsigned> count(std::string_view key) const;   // a whole number from 1 to a million
  bool is_empty_list(std::string_view key) const;              // "[]", which says that there is none
  bool is_text(std::string_view key) const;                    // one value, which is no list and no map
  std::optional<Section> below(std::string_view key) const;    // of a map
  std::vector<Section> each(std::string_view key) const;       // the maps of a list, or one map

  // "kilograph.sensors[0].class, line 12".
  void warn(std::string_view key, std::string message) const;
  // Warns of every other key, with the nearest of these.
  void expect_only(std::span<const std::string_view> keys) const;

 private:
  const board::YamlNode* value(std::string_view key) const;
  std::string path_to(std::string_view key) const;

  const board::YamlNode& node_;
  std::string path_;
  std::vector<Warning>& warnings_;
};

// A finite number as written: "93.2", "-4"; absent for anything else.
std::optional<double> number_in(std::string_view text);

}  // namespace kilograph::ingest::card
