#include "ingest/board/drafting.hpp"

#include <algorithm>
#include <charconv>
#include <unordered_set>

#include "domain/spelling.hpp"
#include "ingest/encoding.hpp"
#include "ingest/near_name.hpp"

namespace kilograph::ingest::board {

Draft::Draft(std::string_view platform, std::string by, std::string_view place) : by_(std::move(by)), file_(place) {
  definitions_.platform = platform;
}

Result<BoardDefinition*> Draft::add(std::string id, std::string place) {
  if (definitions_.boards.size() >= kMostBoards) {
    return fail(ErrorKind::too_large, "the file defines too many boards", std::move(place),
                "at most " + std::to_string(kMostBoards));
  }
  BoardDefinition& board = definitions_.boards.emplace_back();
  board.id = std::move(id);
  board.facts.is_thing_model = true;
  board.source = {domain::Basis::declared, by_, {}, file_};
  return &board;
}

void Draft::problem(std::string place, std::string message) {
  if (definitions_.problems.size() >= kMostProblems) {
    ++unnamed_;
  } else {
    definitions_.problems.push_back({std::move(place), std::move(message)});
  }
}

std::string_view Draft::near_key(std::string_view key, std::span<const std::string_view> known) {
  if (std::ranges::find(known, key) != known.end()) return {};
  const auto near = std::ranges::find_if(known, [&](std::string_view one) { return is_nearly(key, one); });
  return near == known.end() ? std::string_view() : *near;
}

void Draft::misspelt(std::string place, std::string_view key, std::string_view near) {
  problem(std::move(place),
          "'" + std::string(key.substr(0, 80)) + "' is no key that is read: is '" + std::string(near) + "' meant?");
}

void Draft::check_keys(const YamlNode& map, std::span<const std::string_view> known) {
  for (std::size_t i = 0; i < map.keys.size(); ++i) {
    check_key([&] { return map.children[i].place(); }, map.keys[i], known);
  }
}

void Draft::check_whole(std::string_view text, const YamlNode& root) {
  if (!ends_with_line(text)) {
    problem(line_and_column(text, text.size()),
            "the last line has no end: was the file cut here? Then its last value may be wrong, and more is missing");
  }
  for (std::size_t i = 0; i < root.keys.size(); ++i) {
    if (root.children[i].kind != YamlNode::Kind::null) continue;
    problem(root.children[i].place(), "'" + root.keys[i] + "' has no value: was the file cut here?");
  }
}

Result<BoardDefinitions> Draft::take() && {
  const auto is_empty = [](const BoardDefinition& board) {
    const domain::DeviceFacts& facts = board.facts;
    return facts.mcu.empty() && facts.processor.empty() && facts.isa.empty() && facts.regions.empty() &&
           facts.based_on.empty();
  };
  if (definitions_.problems.empty() && std::ranges::any_of(definitions_.boards, is_empty)) {
    const auto board = std::ranges::find_if(definitions_.boards, is_empty);
    problem("", "'" + board->id + "' states neither a chip, nor a core, nor memory: nothing is known of it");
  }
  std::unordered_set<std::string> ids;
  std::erase_if(definitions_.boards, [&](const BoardDefinition& board) {
    if (ids.insert(board.id).second) return false;
    problem("", "'" + board.id + "' is defined twice; the first one counts");
    return true;
  });
  if (unnamed_ != 0) definitions_.problems.push_back({"", std::to_string(unnamed_) + " more problems"});
  return std::move(definitions_);
}

std::optional<std::uint64_t> number_in(std::string_view text) {
  while (!text.empty() && (text.back() == 'L' || text.back() == 'U' || text.back() == ' ')) text.remove_suffix(1);
  const bool hexadecimal = text.starts_with("0x") || text.starts_with("0X");
  if (hexadecimal) text.remove_prefix(2);
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number, hexadecimal ? 16 : 10);
  const bool whole = !text.empty() && end == text.data() + text.size();
  return error == std::errc() && whole ? std::optional(number) : std::nullopt;
}

std::string core_name(std::string_view text) {
  const std::string lower = domain::lower_case(text);
  constexpr std::string_view kCortex = "cortex-";
  if (!lower.starts_with(kCortex)) return std::string(text);
  std::string name = "Cortex-" + lower.substr(kCortex.size());
  std::ranges::transform(name.begin() + kCortex.size(), name.end(), name.begin() + kCortex.size(),
                         [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
  constexpr std::string_view kPlus = "PLUS";
  if (name.ends_with(kPlus)) name.replace(name.size() - kPlus.size(), kPlus.size(), "+");
  return name;
}

std::string file_stem(std::string_view file_name) {
  const std::size_t slash = file_name.find_last_of("/\\");
  std::string_view name = slash == std::string_view::npos ? file_name : file_name.substr(slash + 1);
  const std::size_t dot = name.rfind('.');
  if (dot != std::string_view::npos && dot != 0) name = name.substr(0, dot);
  return std::string(name);
}

domain::MemoryRegion region(std::string name, domain::RegionKind kind, std::uint64_t bytes) {
  domain::MemoryRegion region;
  region.name = std::move(name);
  region.kind = kind;
  region.size_bytes = bytes;
  return region;
}

domain::RegionMedium medium_in(std::string_view region_name) {
  const std::string name = domain::lower_case(region_name);
  const auto has = [&](std::string_view word) { return name.find(word) != std::string::npos; };
  if (has("tcm")) return domain::RegionMedium::tcm;
  if (has("psram")) return domain::RegionMedium::psram;
  if (has("qspi") || has("octospi") || has("external")) {
    return has("flash") ? domain::RegionMedium::external_flash : domain::RegionMedium::unknown;
  }
  if (has("sdram")) return domain::RegionMedium::unknown;
  if (has("flash")) return domain::RegionMedium::flash;
  return has("sram") ? domain::RegionMedium::sram : domain::RegionMedium::unknown;
}

}  // namespace kilograph::ingest::board
