#include "serve/cli/table.hpp"

#include <algorithm>
#include <cstdint>

#include "base/utf8.hpp"

namespace kilograph::serve::cli {
namespace {

struct Range {
  std::uint32_t first, last;
};

// Unicode 15, in the coarse ranges that names of models, devices and people come from.
constexpr Range kNoWidth[] = {{0x0300, 0x036F}, {0x0591, 0x05BD}, {0x0610, 0x061A}, {0x064B, 0x065F}, {0x0E31, 0x0E31},
                              {0x0E34, 0x0E3A}, {0x0E47, 0x0E4E}, {0x200B, 0x200F}, {0x2060, 0x2064}, {0x20D0, 0x20FF},
                              {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F}, {0xFEFF, 0xFEFF}};
constexpr Range kWide[] = {{0x1100, 0x115F},   {0x2E80, 0x303E},   {0x3041, 0x33FF},  {0x3400, 0x4DBF},
                           {0x4E00, 0x9FFF},   {0xA000, 0xA4CF},   {0xAC00, 0xD7A3},  {0xF900, 0xFAFF},
                           {0xFE30, 0xFE6F},   {0xFF00, 0xFF60},   {0xFFE0, 0xFFE6},  {0x1F300, 0x1F64F},
                           {0x1F680, 0x1F6FF}, {0x1F900, 0x1F9FF}, {0x20000, 0x3FFFD}};

// Control characters, and those that turn the direction of writing.
constexpr Range kMoving[] = {{0x00, 0x1F}, {0x7F, 0x9F}, {0x2028, 0x202E}, {0x2066, 0x2069}};

template <std::size_t N>
bool is_in(const Range (&ranges)[N], std::uint32_t point) {
  return std::ranges::any_of(ranges, [&](const Range& range) { return range.first <= point && point <= range.last; });
}

// The next code point, taken off the front; a byte that is no UTF-8 stands for itself.
std::uint32_t take_point(std::string_view& text) {
  const auto first = static_cast<std::uint8_t>(text.front());
  std::size_t length = first < 0x80 ? 1 : first < 0xC0 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
  length = std::min(length, text.size());
  std::uint32_t point = length == 1 ? first : first & (0xFFu >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) point = (point << 6) | (static_cast<std::uint8_t>(text[i]) & 0x3Fu);
  text.remove_prefix(length);
  return point;
}

std::size_t width_of_point(std::uint32_t point) {
  if (point < 0x20 || point == 0x7F || is_in(kNoWidth, point)) return 0;
  return is_in(kWide, point) ? 2 : 1;
}

std::string aligned(const Cell& cell, Align align, std::size_t width, const Style& style) {
  const std::string gap(width - std::min(width, width_of(cell.text)), ' ');
  const std::string text = style.paint(cell.text, cell.tone);
  return align == Align::left ? text + gap : gap + text;
}

void end_line(std::string& text) {
  while (text.ends_with(' ')) text.pop_back();
  text += '\n';
}

}  // namespace

std::size_t width_of(std::string_view text) {
  std::size_t width = 0;
  while (!text.empty()) width += width_of_point(take_point(text));
  return width;
}

std::string cut_to(std::string_view text, std::size_t width) {
  if (width_of(text) <= width) return std::string(text);
  std::string cut;
  for (std::size_t used = 0; !text.empty();) {
    const std::string_view before = text;
    used += width_of_point(take_point(text));
    if (used + 1 > width) break;
    cut += before.substr(0, before.size() - text.size());
  }
  return cut + "…";
}

std::string printable(std::string_view text) {
  const std::string whole = clean_utf8(text);
  std::string clean;
  clean.reserve(whole.size());
  for (std::string_view rest = whole; !rest.empty();) {
    const std::string_view before = rest;
    const bool moves = is_in(kMoving, take_point(rest));
    clean += moves ? std::string_view(" ") : before.substr(0, before.size() - rest.size());
  }
  return clean;
}

std::string Table::to_text(const Style& style, std::string_view indent) const {
  std::vector<std::vector<Cell>> lines;
  const bool has_header = std::ranges::any_of(columns_, [](const Column& column) { return !column.title.empty(); });
  if (has_header) {
    auto& header = lines.emplace_back();
    for (const Column& column : columns_) header.emplace_back(column.title, Tone::strong);
  }
  for (const auto& row : rows_) {
    auto& line = lines.emplace_back();
    for (const Cell& cell : row) line.emplace_back(printable(cell.text), cell.tone);
  }
  std::vector<std::size_t> widths(columns_.size(), 0);
  for (const auto& line : lines) {
    for (std::size_t i = 0; i < line.size(); ++i) widths[i] = std::max(widths[i], width_of(line[i].text));
  }
  std::string text;
  for (const auto& line : lines) {
    text += indent;
    for (std::size_t i = 0; i < line.size(); ++i) {
      if (i > 0) text += "  ";
      text += aligned(line[i], columns_[i].align, widths[i], style);
    }
    end_line(text);
  }
  return text;
}

}  // namespace kilograph::serve::cli
