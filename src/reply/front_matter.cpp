#include "reply/front_matter.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <span>
#include <vector>

#include <nlohmann/json.hpp>

#include "base/trimmed.hpp"
#include "reply/yaml_place.hpp"

namespace kilograph::reply {
namespace {

using ingest::board::YamlNode;
using Json = nlohmann::ordered_json;

struct Step {
  std::string_view key{};              // empty: an item of a list
  std::size_t index = 0;
};

std::vector<Step> steps_of(std::string_view place) {
  std::vector<Step> steps;
  while (!place.empty()) {
    const std::size_t end = std::min(place.find('.'), place.size());
    std::string_view part = place.substr(0, end);
    place.remove_prefix(std::min(end + 1, place.size()));
    steps.push_back({part.substr(0, part.find('['))});
    for (auto open = part.find('['); open != std::string_view::npos; open = part.find('[', open + 1)) {
      Step step;
      std::from_chars(part.data() + open + 1, part.data() + part.size(), step.index);
      steps.push_back(step);
    }
  }
  return steps;
}

bool is_empty(const YamlNode& node) {
  if (node.kind == YamlNode::Kind::scalar) return trimmed(node.text).empty();
  return node.children.empty();
}

// "sensors[0].class" of nothing: what has to be made for it.
Json wrapped(std::span<const Step> steps, const Json& value) {
  Json made = value;
  for (std::size_t i = steps.size(); i > 0; --i) {
    Json outer = steps[i - 1].key.empty() ? Json::array() : Json::object();
    if (outer.is_array()) outer.push_back(std::move(made));
    else outer[std::string(steps[i - 1].key)] = std::move(made);
    made = std::move(outer);
  }
  return made;
}

// --- what a text means, to hold what it says behind a change against what it said before

nlohmann::json meaning_of(const YamlNode& node) {
  nlohmann::json meaning;
  switch (node.kind) {
    case YamlNode::Kind::null: break;
    case YamlNode::Kind::scalar: meaning = node.text; break;
    case YamlNode::Kind::sequence:
      meaning = nlohmann::json::array();
      for (const YamlNode& child : node.children) meaning.push_back(meaning_of(child));
      break;
    case YamlNode::Kind::map:
      meaning = nlohmann::json::object();
      for (std::size_t i = 0; i < node.keys.size(); ++i) meaning[node.keys[i]] = meaning_of(node.children[i]);
      break;
  }
  return meaning;
}

nlohmann::json meaning_of(const Json& value) {
  if (value.is_number()) return value.dump();
  if (!value.is_structured()) return nlohmann::json(value);
  nlohmann::json meaning = value.is_array() ? nlohmann::json::array() : nlohmann::json::object();
  for (const auto& [key, below] : value.items()) {
    if (value.is_array()) meaning.push_back(meaning_of(below));
    else meaning[key] = meaning_of(below);
  }
  return meaning;
}

// At a place that edit_for() can write to: there is no list where a key leads on.
void set(nlohmann::json& meaning, std::span<const Step> steps, const Json& value) {
  nlohmann::json* at = &meaning;
  for (const Step& step : steps) {
    const bool is_nothing = at->is_string() || at->empty();
    if (!step.key.empty()) {
      if (is_nothing) *at = nlohmann::json::object();
      at = &(*at)[std::string(step.key)];
    } else if (is_nothing || at->is_array()) {
      if (is_nothing) *at = nlohmann::json::array();
      if (step.index >= at->size()) at->push_back(nullptr);
      at = &(*at)[std::min(step.index, at->size() - 1)];
    }
  }
  *at = meaning_of(value);
}

// --- writing

std::string block_entries(const Json& map, const std::string& indent, bool is_outermost);

std::string block_items(const Json& list, const std::string& indent) {
  std::string text;
  for (const Json& item : list) {
    text += item.is_object() ? indent + "- " + block_entries(item, indent + "  ", false).substr(indent.size() + 2)
                             : indent + "- " + flow_yaml(item) + "\n";
  }
  return text;
}

// A list of maps, and what stands outermost, in lines; all else in brackets.
std::string block_entries(const Json& map, const std::string& indent, bool is_outermost) {
  std::string text;
  for (const auto& [key, value] : map.items()) {
    const bool is_list = value.is_array() && !value.empty() && value.front().is_object();
    if (is_list) text += indent + key + ":\n" + block_items(value, indent);
    else if (is_outermost && value.is_object())
      text += indent + key + ":\n" + block_entries(value, indent + "  ", false);
    else text += indent + key + ": " + flow_yaml(value) + "\n";
  }
  return text;
}

struct Edit {
  yaml_place::Span span;
  std::string text;
};

// Before the bracket that closes, behind what stands there.
std::optional<Edit> added_in_flow(std::string_view text, const YamlNode& node, const std::string& added) {
  const std::size_t open = yaml_place::offset_of(text, node), close = yaml_place::closing_bracket(text, open);
  if (close == std::string_view::npos) return std::nullopt;
  const std::size_t last = text.find_last_not_of(" \r\n", close - 1);
  const bool is_first = text[last] == ',' || last == open;
  return Edit{{last + 1, last + 1}, (is_first ? (last == open ? "" : " ") : ", ") + added};
}

Json entry_of(std::string_view key, const Json& value) {
  Json map = Json::object();
  map[std::string(key)] = value;
  return map;
}

std::string indent_of(const YamlNode& node) { return std::string(node.column - 1, ' '); }

std::optional<Edit> added(std::string_view text, const YamlNode& map, std::string_view key, const Json& value,
                          bool is_outermost) {
  if (yaml_place::is_flow(text, map)) return added_in_flow(text, map, std::string(key) + ": " + flow_yaml(value));
  const std::size_t end = yaml_place::end_of_block(text, map);
  return Edit{{end, end}, block_entries(entry_of(key, value), indent_of(map), is_outermost)};
}

std::optional<Edit> appended(std::string_view text, const YamlNode& list, const Json& value) {
  if (yaml_place::is_flow(text, list)) return added_in_flow(text, list, flow_yaml(value));
  const std::size_t end = yaml_place::end_of_block(text, list);
  return Edit{{end, end}, block_items(wrapped(std::vector<Step>(1), value), indent_of(list))};
}

std::optional<Edit> replaced(std::string_view text, const YamlNode& map, std::string_view key, const Json& value,
                             bool is_outermost) {
  if (yaml_place::is_flow(text, map)) {
    const auto span = yaml_place::value_in_flow(text, map, key);
    if (!span) return std::nullopt;
    const bool is_close = text[span->begin - 1] == ':';
    return Edit{*span, (is_close ? " " : "") + flow_yaml(value)};
  }
  const auto span = yaml_place::entry_in_block(text, map, key);
  if (!span) return std::nullopt;
  const std::string indent = indent_of(map);
  std::string entry = block_entries(entry_of(key, value), indent, is_outermost).substr(indent.size());
  entry.insert(entry.find('\n'), yaml_place::comment_of(text.substr(span->begin, span->end - span->begin)));
  return Edit{*span, std::move(entry)};
}

// A root that states nothing: behind its comments, in place of {}.
Edit begun(std::string_view text, const YamlNode& root, const Json& value) {
  const std::string entries = block_entries(value, "", true);
  if (root.kind == YamlNode::Kind::null) return {{text.size(), text.size()}, entries};
  const std::size_t open = yaml_place::offset_of(text, root);
  const std::size_t close = std::min(yaml_place::closing_bracket(text, open), text.size() - 1);
  return {{open, close + 1}, entries.substr(0, entries.size() - 1)};
}

// A list that is not there yet begins with its first item.
bool can_be_made(std::span<const Step> steps) {
  return std::ranges::all_of(steps, [](const Step& step) { return step.index == 0; });
}

std::optional<Edit> edit_for(std::string_view text, const YamlNode& root, std::span<const Step> steps,
                             const Json& value) {
  if (is_empty(root)) {
    return can_be_made(steps) ? std::optional(begun(text, root, wrapped(steps, value))) : std::nullopt;
  }
  const YamlNode* node = &root;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const Step& step = steps[i];
    const bool is_map = node->kind == YamlNode::Kind::map, is_last = i + 1 == steps.size();
    if (step.key.empty() && is_map && step.index == 0 && !is_last) continue;  // one where a list is usual
    const std::span<const Step> below = steps.subspan(i + 1);
    const Json rest = wrapped(below, value);
    if (step.key.empty()) {
      if (node->kind != YamlNode::Kind::sequence || step.index > node->children.size()) return std::nullopt;
      if (step.index == node->children.size()) return can_be_made(below) ? appended(text, *node, rest) : std::nullopt;
      if (is_last || is_empty(node->children[step.index])) return std::nullopt;
      node = &node->children[step.index];
      continue;
    }
    if (!is_map) return std::nullopt;
    const YamlNode* child = node->find(step.key);
    if (!child || is_last || is_empty(*child)) {
      if (!can_be_made(below)) return std::nullopt;
      return child ? replaced(text, *node, step.key, rest, node == &root)
                   : added(text, *node, step.key, rest, node == &root);
    }
    node = child;
  }
  return std::nullopt;
}

// In the text's own line breaks.
std::string in_breaks_of(std::string_view text, const std::string& lines) {
  if (text.find("\r\n") == std::string_view::npos) return lines;
  std::string written;
  for (const char letter : lines) written += letter == '\n' ? std::string("\r\n") : std::string(1, letter);
  return written;
}

constexpr ingest::board::YamlLimits kLimits{.may_double_keys = true};

// With nothing but its first line and comments it says nothing.
Result<YamlNode> tree_of(std::string_view text) { return ingest::board::read_yaml(text, kLimits); }

}  // namespace

std::string flow_yaml(const Json& value) {
  if (!value.is_structured()) return value.dump(-1, ' ', false, Json::error_handler_t::replace);
  std::string text;
  for (const auto& [key, below] : value.items()) {
    text += (text.empty() ? "" : ", ") + (value.is_array() ? "" : key + ": ") + flow_yaml(below);
  }
  return value.is_array() ? "[" + text + "]" : "{" + text + "}";
}

Result<FrontMatter> FrontMatter::read(std::string text) {
  YamlNode root = KG_TRY(tree_of(text));
  return FrontMatter(std::move(text), std::move(root));
}

const YamlNode* FrontMatter::find(std::string_view place) const {
  const YamlNode* node = &root_;
  for (const Step& step : steps_of(place)) {
    if (!step.key.empty()) node = node->find(step.key);
    else if (node->kind == YamlNode::Kind::sequence)
      node = step.index < node->children.size() ? &node->children[step.index] : nullptr;
    else if (step.index > 0) node = nullptr;
    if (!node) return nullptr;
  }
  return node;
}

const YamlNode* FrontMatter::at(std::string_view place) const {
  const YamlNode* node = find(place);
  return node && !is_empty(*node) ? node : nullptr;
}

bool FrontMatter::is_empty_list(std::string_view place) const {
  const YamlNode* node = find(place);
  return node && node->kind == YamlNode::Kind::sequence && node->children.empty();
}

Result<void> FrontMatter::put(std::string_view place, const Json& value) {
  const std::vector<Step> steps = steps_of(place);
  const auto edit = edit_for(text_, root_, steps, value);
  if (edit) {
    nlohmann::json wanted = meaning_of(root_);
    set(wanted, steps, value);
    std::string changed = text_;
    changed.replace(edit->span.begin, edit->span.end - edit->span.begin, in_breaks_of(text_, edit->text));
    auto tree = tree_of(changed);
    if (tree && meaning_of(*tree) == wanted) {
      text_ = std::move(changed);
      root_ = std::move(*tree);
      return {};
    }
  }
  return fail(ErrorKind::unsupported, "the card is written so that this cannot be put into it", std::string(place), "",
              "Write it there yourself: " + flow_yaml(value));
}

}  // namespace kilograph::reply
