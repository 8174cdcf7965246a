#include "ingest/board/yaml_tree.hpp"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <istream>
#include <streambuf>

namespace kilograph::ingest::board {
namespace {

std::string place_of(std::size_t line, std::size_t column) {
  return "line " + std::to_string(line) + ", column " + std::to_string(column);
}

std::string place_of(const YAML::Mark& mark) {
  return mark.is_null() ? std::string()
                        : place_of(static_cast<std::size_t>(mark.line) + 1, static_cast<std::size_t>(mark.column) + 1);
}

// Carries an Error out of the parser, which knows only exceptions.
struct Refusal {
  Error error;
};

[[noreturn]] void refuse(ErrorKind kind, std::string message, std::string where, std::string expected = {}) {
  throw Refusal{Error{kind, std::move(message), std::move(where), std::move(expected)}};
}

// Receives the parser's events and hangs nodes into the tree.
class TreeBuilder : public YAML::EventHandler {
 public:
  explicit TreeBuilder(const YamlLimits& limits) : limits_(limits) {}
  YamlNode take() { return std::move(root_); }
  const YAML::Mark& last_text() const { return last_; }

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t) override { add(YamlNode::Kind::null, mark, {}, {}); }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    refuse(ErrorKind::unsupported, "an alias (*name) is not taken", place_of(mark), "the value itself");
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t, const std::string& value) override {
    last_ = mark;
    if (is_key_next()) return add_key(mark, value);
    add(YamlNode::Kind::scalar, mark, tag, value);
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t,
                       YAML::EmitterStyle::value) override {
    open(YamlNode::Kind::sequence, mark, tag);
  }
  void OnSequenceEnd() override { open_.pop_back(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t, YAML::EmitterStyle::value) override {
    open(YamlNode::Kind::map, mark, tag);
  }
  void OnMapEnd() override { open_.pop_back(); }

 private:
  bool is_key_next() const {
    return !open_.empty() && open_.back()->kind == YamlNode::Kind::map &&
           open_.back()->keys.size() == open_.back()->children.size();
  }

  void add_key(const YAML::Mark& mark, const std::string& key) {
    std::vector<std::string>& keys = open_.back()->keys;
    if (keys.size() > kMostKeys) refuse(ErrorKind::too_large, "a map has too many keys", place_of(mark));
    if (!limits_.may_double_keys && std::ranges::find(keys, key) != keys.end()) {
      refuse(ErrorKind::bad_input, "the key '" + key + "' stands twice in one map", place_of(mark));
    }
    keys.push_back(key);
  }

  // Pointers into `children` hold because only the last child of an open node ever grows.
  YamlNode& add(YamlNode::Kind kind, const YAML::Mark& mark, const std::string& tag, const std::string& text) {
    if (is_key_next()) refuse(ErrorKind::bad_input, "a key is no plain text", place_of(mark));
    if (++nodes_ > limits_.nodes) {
      refuse(ErrorKind::too_large, "the YAML has too many values", place_of(mark),
             "at most " + std::to_string(limits_.nodes));
    }
    YamlNode node{.kind = kind,
                  .tag = tag.starts_with("!") && tag != "!" ? tag : "",
                  .text = text,
                  .line = static_cast<std::size_t>(mark.line) + 1,
                  .column = static_cast<std::size_t>(mark.column) + 1};
    if (open_.empty()) return root_ = std::move(node);
    return open_.back()->children.emplace_back(std::move(node));
  }

  void open(YamlNode::Kind kind, const YAML::Mark& mark, const std::string& tag) {
    if (open_.size() >= limits_.depth) {
      refuse(ErrorKind::too_large, "the YAML is nested too deeply", place_of(mark),
             "at most " + std::to_string(limits_.depth) + " lists and maps within each other");
    }
    open_.push_back(&add(kind, mark, tag, {}));
  }

  static constexpr std::size_t kMostKeys = 1'000;  // a board's maps have a dozen; looked through one by one
  const YamlLimits limits_;
  std::size_t nodes_ = 0;
  YAML::Mark last_ = YAML::Mark::null_mark();
  YamlNode root_;
  std::vector<YamlNode*> open_;
};

// yaml-cpp lets a quote run to the end of the text, and so swallow all keys behind it; it is the last text then.
Result<void> check_last_quote(std::string_view text, const YAML::Mark& mark) {
  if (mark.is_null()) return {};
  std::size_t at = 0;
  for (int line = 0; line < mark.line && at < text.size(); ++line) at = std::min(text.find('\n', at), text.size()) + 1;
  at += static_cast<std::size_t>(mark.column);
  if (at >= text.size() || (text[at] != '"' && text[at] != '\'')) return {};
  const char quote = text[at];
  for (++at; at < text.size(); ++at) {
    if (text[at] == quote && quote == '\'' && text.substr(at + 1).starts_with(quote)) {
      ++at;
    } else if (text[at] == quote) {
      return {};
    } else if (text[at] == '\\' && quote == '"') {
      ++at;
    }
  }
  return fail(ErrorKind::bad_input, "a quote is never closed", place_of(mark), "a closing " + std::string(1, quote));
}

// A view as a stream, without a copy.
class ViewBuffer : public std::streambuf {
 public:
  explicit ViewBuffer(std::string_view text) {
    char* begin = const_cast<char*>(text.data());
    setg(begin, begin, begin + text.size());
  }
};

}  // namespace

std::string YamlNode::place() const { return place_of(line, column); }

const YamlNode* YamlNode::find(std::string_view key) const {
  for (std::size_t i = keys.size(); i > 0; --i) {
    if (keys[i - 1] == key) return &children[i - 1];
  }
  return nullptr;
}

std::string_view YamlNode::text_of(std::string_view key) const {
  const YamlNode* child = find(key);
  return child && child->kind == Kind::scalar ? std::string_view(child->text) : std::string_view();
}

Result<YamlNode> read_yaml(std::string_view text, const YamlLimits& limits) {
  try {
    ViewBuffer buffer(text);
    std::istream stream(&buffer);
    YAML::Parser parser(stream);
    TreeBuilder tree(limits);
    if (!parser.HandleNextDocument(tree)) return fail(ErrorKind::bad_input, "the YAML holds nothing");
    KG_CHECK(check_last_quote(text, tree.last_text()));
    TreeBuilder second(limits);
    if (parser.HandleNextDocument(second)) return fail(ErrorKind::bad_input, "the YAML holds more than one document");
    return tree.take();
  } catch (const Refusal& refusal) {
    return fail(refusal.error);
  } catch (const YAML::Exception& error) {
    return fail(ErrorKind::bad_input, "the YAML is broken: " + error.msg, place_of(error.mark));
  } catch (const std::exception& error) {
    return fail(ErrorKind::bad_input, std::string("the YAML cannot be read: ") + error.what());
  }
}

bool ends_with_line(std::string_view text) { return text.empty() || text.back() == '\n' || text.back() == '\r'; }

bool has_outer_key(std::string_view yaml, std::string_view key) {
  for (std::size_t at = 0; at < yaml.size();) {
    const std::string_view rest = yaml.substr(at);
    if (rest.starts_with(key) && rest.substr(key.size()).starts_with(":")) {
      const std::string_view after = rest.substr(key.size() + 1);
      if (after.empty() || after.front() == ' ' || after.front() == '\n' || after.front() == '\r') return true;
    }
    const std::size_t end = rest.find('\n');
    if (end == std::string_view::npos) break;
    at += end + 1;
  }
  return false;
}

}  // namespace kilograph::ingest::board
