#include "ingest/sheet/sheet_header.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>

#include "base/trimmed.hpp"

namespace kilograph::ingest::sheet {
namespace {

std::map<int, std::string> codes_in(std::string_view list) {
  std::map<int, std::string> codes;
  while (!list.empty()) {
    const std::size_t comma = std::min(list.find(','), list.size());
    const std::string_view entry = list.substr(0, comma);
    list.remove_prefix(std::min(comma + 1, list.size()));
    const std::size_t equals = entry.find('=');
    if (equals == std::string_view::npos) continue;
    const auto code = code_in(trimmed(entry.substr(0, equals)));
    if (code) codes[*code] = trimmed(entry.substr(equals + 1));
  }
  return codes;
}

}  // namespace

Heading heading_of(std::string_view cell) {
  const std::size_t open = std::min(cell.find('('), cell.size());
  Heading heading;
  heading.title = trimmed(cell.substr(0, open));
  for (const char c : cell.substr(0, open)) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte)) heading.name += static_cast<char>(std::tolower(byte));
  }
  if (open < cell.size()) {
    const std::string_view inside = cell.substr(open + 1);
    heading.codes = codes_in(inside.substr(0, inside.rfind(')')));
  }
  return heading;
}

std::optional<int> code_in(std::string_view text) {
  if (text.ends_with(".0")) text.remove_suffix(2);
  int code = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), code);
  if (error != std::errc{} || stop != text.data() + text.size()) return std::nullopt;
  return code;
}

}  // namespace kilograph::ingest::sheet
