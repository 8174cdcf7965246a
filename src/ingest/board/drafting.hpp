// What the four readers share: numbers as they are written there, names, regions, and the list of problems.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "ingest/board/definitions.hpp"
#include "ingest/board/yaml_tree.hpp"

namespace kilograph::ingest::board {

// Definitions under way. A place is "line 3, column 14".
class Draft {
 public:
  // `platform` as in BoardDefinitions; `by`: who says it, "PlatformIO"; `place`: the file's name.
  Draft(std::string_view platform, std::string by, std::string_view place);

  // A class of devices with nothing known of it yet.
  Result<BoardDefinition*> add(std::string id, std::string place);
  void problem(std::string place, std::string message);
  // Tells of a key that is none of `known` and nearly one of them; its place is worked out only then.
  template <class PlaceOf>
  void check_key(const PlaceOf& place_of, std::string_view key, std::span<const std::string_view> known) {
    const std::string_view near = near_key(key, known);
    if (!near.empty() && definitions_.problems.size() < kMostProblems) misspelt(place_of(), key, near);
  }
  void check_keys(const YamlNode& map, std::span<const std::string_view> known);
  // Tells what shows that a text of lines was cut: its last line has no end, an outer key no value.
  void check_whole(std::string_view text, const YamlNode& root);
  Result<BoardDefinitions> take() &&;

 private:
  static std::string_view near_key(std::string_view key, std::span<const std::string_view> known);
  void misspelt(std::string place, std::string_view key, std::string_view near);

  BoardDefinitions definitions_;
  std::string by_, file_;
  std::size_t unnamed_ = 0;
};

// "133000000", "133000000L", "0x2000"; nothing where it is no such number or does not fit.
std::optional<std::uint64_t> number_in(std::string_view text);
// "cortex-m0plus" as "Cortex-M0+", "cortex-m4f" as "Cortex-M4F"; anything else as it is.
std::string core_name(std::string_view text);
std::string file_stem(std::string_view file_name);

domain::MemoryRegion region(std::string name, domain::RegionKind kind, std::uint64_t bytes);
// By the words of its name: TCM, PSRAM, external flash; else nothing is known.
domain::RegionMedium medium_in(std::string_view region_name);

}  // namespace kilograph::ingest::board
