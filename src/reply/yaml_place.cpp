#include "reply/yaml_place.hpp"

#include <algorithm>

#include "base/trimmed.hpp"

namespace kilograph::reply::yaml_place {
namespace {

using ingest::board::YamlNode;

// Goes through text in brackets, and knows what stands in quotes. A quote opens only where a value begins.
class FlowWalk {
 public:
  explicit FlowWalk(std::string_view text) : text_(text) {}

  // Whether the byte at `at` is YAML's own, and no part of a quoted text.
  bool is_bare(std::size_t at) {
    const char letter = text_[at];
    if (quote_ != 0) {
      if (is_escaped_) {
        is_escaped_ = false;
      } else if (letter == '\\' && quote_ == '"') {
        is_escaped_ = true;
      } else if (letter == quote_ && quote_ == '\'' && text_.substr(at + 1).starts_with('\'')) {
        is_escaped_ = true;
      } else if (letter == quote_) {
        quote_ = 0;
        before_ = letter;
      }
      return false;
    }
    const bool begins = before_ == 0 || std::string_view("{[,:").find(before_) != std::string_view::npos;
    if (begins && (letter == '"' || letter == '\'')) {
      quote_ = letter;
      return false;
    }
    if (letter != ' ' && letter != '\n' && letter != '\r') before_ = letter;
    return true;
  }

 private:
  std::string_view text_;
  char quote_ = 0, before_ = 0;
  bool is_escaped_ = false;
};

int depth_of(char letter) {
  if (letter == '{' || letter == '[') return 1;
  return letter == '}' || letter == ']' ? -1 : 0;
}

std::string_view unquoted(std::string_view key) {
  const bool is_quoted = key.size() > 1 && (key.front() == '"' || key.front() == '\'') && key.back() == key.front();
  return is_quoted ? key.substr(1, key.size() - 2) : key;
}

// The end of the line at `at`, with its break.
std::size_t line_end(std::string_view text, std::size_t at) {
  return std::min(text.find('\n', at), text.size() - 1) + 1;
}

std::size_t blanks_before(std::string_view line) { return std::min(line.find_first_not_of(' '), line.size()); }

// Behind the last line from `begin` on that is deeper than `indent`, or as deep and begins with a hyphen where
// `takes_items`, or as deep where `takes_level`. Lines that are blank, and comments that are less deep, count only
// before another.
std::size_t end_of_lines(std::string_view text, std::size_t begin, std::size_t indent, bool takes_items,
                         bool takes_level) {
  std::size_t end = line_end(text, begin);
  for (std::size_t at = end; at < text.size(); at = line_end(text, at)) {
    const std::string_view line = text.substr(at, line_end(text, at) - at);
    const std::size_t blanks = blanks_before(line);
    const std::string_view rest = trimmed(line);
    const bool is_inside =
        blanks > indent || (blanks == indent && (takes_level || (takes_items && rest.starts_with('-'))));
    if (rest.empty()) continue;
    if (is_inside) end = line_end(text, at);
    else if (!rest.starts_with('#')) break;
  }
  return end;
}

}  // namespace

std::size_t offset_of(std::string_view text, const YamlNode& node) {
  std::size_t at = 0;
  for (std::size_t line = 1; line < node.line && at < text.size(); ++line) at = line_end(text, at);
  return std::min(at + node.column - 1, text.size());
}

bool is_flow(std::string_view text, const YamlNode& node) {
  const std::size_t at = offset_of(text, node);
  return at < text.size() && depth_of(text[at]) == 1;
}

std::size_t closing_bracket(std::string_view text, std::size_t open) {
  FlowWalk walk(text);
  int depth = 0;
  for (std::size_t at = open; at < text.size(); ++at) {
    if (!walk.is_bare(at)) continue;
    depth += depth_of(text[at]);
    if (depth == 0) return at;
  }
  return std::string_view::npos;
}

std::size_t end_of_block(std::string_view text, const YamlNode& node) {
  const bool is_list = node.kind == YamlNode::Kind::sequence;
  return end_of_lines(text, offset_of(text, node), node.column - 1, is_list, !is_list);
}

std::optional<Span> value_in_flow(std::string_view text, const YamlNode& map, std::string_view key) {
  const std::size_t open = offset_of(text, map), close = closing_bracket(text, open);
  if (close == std::string_view::npos) return std::nullopt;
  std::optional<Span> found;
  FlowWalk walk(text);
  std::size_t begin = open + 1, colon = 0;
  int depth = 0;
  for (std::size_t at = open; at <= close; ++at) {
    const bool is_bare = walk.is_bare(at);
    if (is_bare) depth += depth_of(text[at]);
    if (is_bare && depth == 1 && text[at] == ':' && colon == 0) colon = at;
    if (at != close && !(is_bare && depth == 1 && text[at] == ',')) continue;
    if (colon > 0 && unquoted(trimmed(text.substr(begin, colon - begin))) == key) {
      const std::string_view value = trimmed(text.substr(colon + 1, at - colon - 1));
      const std::size_t from = value.empty() ? colon + 1 : static_cast<std::size_t>(value.data() - text.data());
      found = Span{from, from + value.size()};
    }
    begin = at + 1;
    colon = 0;
  }
  return found;
}

std::optional<Span> entry_in_block(std::string_view text, const YamlNode& map, std::string_view key) {
  const std::size_t indent = map.column - 1, end = end_of_block(text, map), first = offset_of(text, map);
  std::optional<Span> found;
  for (std::size_t at = first - std::min(indent, first); at < end; at = line_end(text, at)) {
    const std::string_view line = text.substr(at, line_end(text, at) - at);
    if (line.size() <= indent || (at + indent != first && blanks_before(line) != indent)) continue;
    const std::string_view rest = line.substr(indent);
    const std::size_t colon = rest.find(':');
    if (colon == std::string_view::npos || unquoted(trimmed(rest.substr(0, colon))) != key) continue;
    const std::size_t begin = at + indent;
    found = Span{begin, std::min(end, end_of_lines(text, begin, indent, true, false))};
  }
  return found;
}

std::string_view comment_of(std::string_view entry) {
  const std::string_view line = entry.substr(0, line_end(entry, 0));
  FlowWalk walk(line);
  for (std::size_t at = 0; at < line.size(); ++at) {
    if (!walk.is_bare(at) || line[at] != '#' || at == 0 || line[at - 1] != ' ') continue;
    const std::size_t begin = line.find_last_not_of(' ', at - 1) + 1;
    return line.substr(begin, line.find_last_not_of("\r\n") + 1 - begin);
  }
  return {};
}

}  // namespace kilograph::reply::yaml_place
