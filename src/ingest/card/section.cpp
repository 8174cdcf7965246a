#include "ingest/card/section.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/trimmed.hpp"
#include "domain/spelling.hpp"

namespace kilograph::ingest::card {
using board::YamlNode;

std::optional<double> number_in(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

const YamlNode* Section::value(std::string_view key) const {
  const YamlNode* found = node_.find(key);
  if (!found || found->kind == YamlNode::Kind::null) return nullptr;
  return found->kind == YamlNode::Kind::scalar && trimmed(found->text).empty() ? nullptr : found;
}

bool Section::has(std::string_view key) const { return value(key) != nullptr; }

std::string Section::path_to(std::string_view key) const {
  return path_ + (path_.empty() ? "" : ".") + std::string(key);
}

void Section::warn(std::string_view key, std::string message) const {
  const YamlNode* found = node_.find(key);
  const std::size_t line = found ? found->line : node_.line;
  warnings_.push_back({path_to(key) + ", line " + std::to_string(line), std::move(message)});
}

std::string Section::text(std::string_view key) const {
  const YamlNode* found = value(key);
  if (!found) return {};
  if (found->kind == YamlNode::Kind::scalar) return std::string(trimmed(found->text));
  warn(key, "a list or map stands where one text is expected");
  return {};
}

std::vector<std::string> Section::texts(std::string_view key) const {
  const YamlNode* found = value(key);
  std::vector<std::string> all;
  if (!found) return all;
  if (found->kind != YamlNode::Kind::sequence) {
    std::string one = text(key);
    if (!one.empty()) all.push_back(std::move(one));
    return all;
  }
  for (const YamlNode& item : found->children) {
    if (item.kind == YamlNode::Kind::scalar) {
      all.emplace_back(trimmed(item.text));
    } else {
      warn(key, "the list holds something that is no text; it is left out");
    }
  }
  return all;
}

std::optional<double> Section::number(std::string_view key, std::string_view expected) const {
  const std::string written = text(key);
  if (written.empty()) return std::nullopt;
  const auto value = number_in(written);
  if (!value) warn(key, "'" + written + "' is no number (expected " + std::string(expected) + ")");
  return value;
}

std::optional<unsigned> Section::count(std::string_view key) const {
  constexpr std::string_view kExpected = "a whole number from 1 to 1,000,000";
  const auto value = number(key, kExpected);
  if (!value) return std::nullopt;
  if (*value >= 1 && *value <= 1e6 && *value == std::floor(*value)) return static_cast<unsigned>(*value);
  warn(key, "'" + text(key) + "' cannot be (expected " + std::string(kExpected) + ")");
  return std::nullopt;
}

bool Section::is_empty_list(std::string_view key) const {
  const YamlNode* found = value(key);
  return found && found->kind == YamlNode::Kind::sequence && found->children.empty();
}

bool Section::is_text(std::string_view key) const {
  const YamlNode* found = value(key);
  return found && found->kind == YamlNode::Kind::scalar;
}

std::optional<Section> Section::below(std::string_view key) const {
  const YamlNode* found = value(key);
  if (!found) return std::nullopt;
  if (found->kind == YamlNode::Kind::map) return Section(*found, path_to(key), warnings_);
  warn(key, "one value or a list stands where a map of keys is expected");
  return std::nullopt;
}

std::vector<Section> Section::each(std::string_view key) const {
  const YamlNode* found = value(key);
  std::vector<Section> all;
  if (!found) return all;
  if (found->kind != YamlNode::Kind::sequence) {
    if (auto one = below(key)) all.push_back(std::move(*one));
    return all;
  }
  for (std::size_t i = 0; i < found->children.size(); ++i) {
    const YamlNode& item = found->children[i];
    if (item.kind == YamlNode::Kind::map) {
      all.emplace_back(item, path_to(key) + "[" + std::to_string(i) + "]", warnings_);
    } else {
      warn(key, "item " + std::to_string(i) + " of the list is no map of keys; it is left out");
    }
  }
  return all;
}

void Section::expect_only(std::span<const std::string_view> keys) const {
  const std::vector<std::string> known(keys.begin(), keys.end());
  for (const std::string& key : node_.keys) {
    if (std::ranges::find(keys, key) != keys.end()) continue;
    const auto near = domain::nearest(key, known, 1);
    warn(key, "the key '" + key + "' is not known here and not taken" +
                  (near.empty() ? "" : "; the nearest is '" + near.front() + "'"));
  }
}

}  // namespace kilograph::ingest::card
