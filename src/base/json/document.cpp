#include "base/json/document.hpp"

#include <algorithm>
#include <charconv>
#include <numeric>

namespace kilograph::json {
namespace {

bool begins_character(char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }

}  // namespace

std::string_view Document::text() const { return tape_->text; }

Position position_of(std::string_view text, std::size_t offset) { return positions_of(text, {offset}).front(); }

std::vector<Position> positions_of(std::string_view text, const std::vector<std::size_t>& offsets) {
  std::vector<std::size_t> order(offsets.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, {}, [&](std::size_t i) { return offsets[i]; });
  std::vector<Position> positions(offsets.size());
  Position now;
  std::size_t at = 0;
  for (const std::size_t i : order) {
    for (; at < std::min(offsets[i], text.size()); ++at) {
      if (text[at] == '\n') {
        now = {now.line + 1, 1};
      } else if (at + 1 == text.size() || begins_character(text[at + 1])) {
        ++now.column;
      }
    }
    positions[i] = now;
  }
  return positions;
}

std::string to_text(const Position& position) {
  return "line " + std::to_string(position.line) + ", column " + std::to_string(position.column);
}

std::optional<Position> position_in(std::string_view text) {
  Position position;
  const auto take = [&](std::string_view word, std::size_t& number) {
    if (!text.starts_with(word)) return false;
    text.remove_prefix(word.size());
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return error == std::errc();
  };
  const bool is_position = take("line ", position.line) && take(", column ", position.column);
  return is_position ? std::optional(position) : std::nullopt;
}

std::string pointer_token(std::string_view name) {
  std::string token;
  token.reserve(name.size());
  for (const char c : name) {
    if (c == '~') token += "~0";
    else if (c == '/') token += "~1";
    else token += c;
  }
  return token;
}

std::string pointer_of(const Value& value) {
  std::string pointer;
  const Tape& tape = *value.tape();
  Value here(&tape, 0);
  const auto holds = [&](std::uint32_t index) { return value.index() >= index && value.index() < after(tape, index); };
  while (here != value) {
    std::size_t position = 0;
    if (here.is_object()) {
      for (const Member& member : here.members()) {
        const bool is_name = member.name_value() == value;
        if (!is_name && !holds(member.value().index())) continue;
        pointer += "/" + pointer_token(member.name());
        here = is_name ? value : member.value();
        break;
      }
    } else {
      for (const Value& element : here.elements()) {
        if (holds(element.index())) {
          pointer += "/" + std::to_string(position);
          here = element;
          break;
        }
        ++position;
      }
    }
  }
  return pointer;
}

std::vector<Member> doubled_members(const Value& object) {
  std::vector<Member> members;
  for (const Member& member : object.members()) members.push_back(member);
  if (members.size() < 2) return {};
  std::vector<std::uint32_t> order(members.size());
  std::iota(order.begin(), order.end(), 0u);
  std::ranges::stable_sort(order, {}, [&](std::uint32_t i) { return members[i].name(); });
  std::vector<std::uint32_t> doubled;
  for (std::size_t i = 1; i < order.size(); ++i) {
    if (members[order[i]].name() == members[order[i - 1]].name()) doubled.push_back(order[i]);
  }
  std::ranges::sort(doubled);
  std::vector<Member> found;
  for (const std::uint32_t i : doubled) found.push_back(members[i]);
  return found;
}

}  // namespace kilograph::json
