// Where things stand in the text of a YAML file: ends of maps, lists and entries, for those that write into it.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "ingest/board/yaml_tree.hpp"

namespace kilograph::reply::yaml_place {

// Bytes from `begin` to before `end`.
struct Span {
  std::size_t begin = 0, end = 0;
};

std::size_t offset_of(std::string_view text, const ingest::board::YamlNode& node);
// Whether a map or list is written with brackets.
bool is_flow(std::string_view text, const ingest::board::YamlNode& node);
// The bracket that closes the one at `open`; npos: none does.
std::size_t closing_bracket(std::string_view text, std::size_t open);
// Behind the last line of a map or list that is written in lines.
std::size_t end_of_block(std::string_view text, const ingest::board::YamlNode& node);

// From a key of a map in brackets: its value. From a key of a map in lines: the key to the end of its last line.
std::optional<Span> value_in_flow(std::string_view text, const ingest::board::YamlNode& map, std::string_view key);
std::optional<Span> entry_in_block(std::string_view text, const ingest::board::YamlNode& map, std::string_view key);
// The comment that ends the first line of an entry, with the blanks before it; empty where it has none.
std::string_view comment_of(std::string_view entry);

}  // namespace kilograph::reply::yaml_place
