#include "knowledge/hardware_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "base/bytes.hpp"
#include "domain/spelling.hpp"
#include "knowledge/ontology.hpp"

namespace kilograph::knowledge {
namespace {

using json::Value;
using Words = std::set<std::string, std::less<>>;

constexpr std::string_view kOwnContext = "https://w3id.org/kilograph/context/v1";
constexpr std::string_view kParts = "parts";
constexpr std::size_t kMostFound = 100;  // of a text; each costs a walk to its place

// What a file of a context defines: its own words, and those that hold within `parts` alone.
struct Defined {
  Words words, within_parts;
};

void take_words(const Value& context, Words& words) {
  if (context.is_array()) {
    for (const Value& one : context.elements()) take_words(one, words);
  }
  if (!context.is_object()) return;
  for (const json::Member& term : context.members()) words.emplace(term.name());
}

Defined defined_by(ByteView file) {
  Defined defined;
  const auto document = json::parse(text_of(file), {.bytes = file.size()});
  const Value context = document ? document->root().find("@context") : Value();
  if (!context) return defined;
  take_words(context, defined.words);
  const Value parts = context.is_object() ? context.find(kParts) : Value();
  const Value within = parts && parts.is_object() ? parts.find("@context") : Value();
  if (within) take_words(within, defined.within_parts);
  return defined;
}

const std::map<std::string, Defined, std::less<>>& contexts_by_url() {
  static const auto kContexts = [] {
    std::map<std::string, Defined, std::less<>> contexts;
    for (const rdf::Context& context : known_contexts()) contexts.emplace(context.url, defined_by(context.document));
    return contexts;
  }();
  return kContexts;
}

bool names_ours(const Value& context) {
  if (!context) return false;
  if (context.is_array()) return std::ranges::any_of(context.elements(), names_ours);
  return context.is_string() && context.string() == kOwnContext;
}

// Every word that the Thing's contexts define.
class Scope {
 public:
  // False where the context is not known, or defines all words.
  bool take(const Value& context) {
    if (context.is_array()) {
      return std::ranges::all_of(context.elements(), [this](const Value& one) { return take(one); });
    }
    if (context.is_object()) {
      take_words(context, own_);
      return !context.find("@vocab") && !context.find("@import");
    }
    const auto known = context.is_string() ? contexts_by_url().find(context.string()) : contexts_by_url().end();
    if (known == contexts_by_url().end()) return false;
    files_.push_back(&known->second);
    return true;
  }
  bool has(std::string_view word) const {
    return own_.contains(word) ||
           std::ranges::any_of(files_, [&](const Defined* file) { return file->words.contains(word); });
  }
  bool has_within_parts(std::string_view word) const {
    return has(word) ||
           std::ranges::any_of(files_, [&](const Defined* file) { return file->within_parts.contains(word); });
  }

 private:
  Words own_;
  std::vector<const Defined*> files_;
};

const Defined& own_words() { return contexts_by_url().find(kOwnContext)->second; }

// "@type", "td:title" and IRIs are JSON-LD's own business.
bool is_plain(std::string_view name) { return !name.starts_with('@') && name.find(':') == std::string_view::npos; }

std::string hint(std::string_view word, const Words& known) {
  const auto near = domain::nearest(word, {known.begin(), known.end()}, 1);
  return near.empty() ? "" : fmt::format(" (the nearest is {})", near.front());
}

class Search {
 public:
  explicit Search(std::vector<LeftOut>& found) : found_(found) {}

  // `outer` may be no value: nothing stands around it.
  void things_in(const Value& value, const Value& outer) {
    if (value.is_array()) {
      for (const Value& one : value.elements()) things_in(one, outer);
    }
    if (!value.is_object()) return;
    const Value own = value.find("@context"), graph = value.find("@graph");
    if (graph) things_in(graph, own ? own : outer);
    if (!names_ours(own) && !names_ours(outer)) return;
    Scope scope;
    if ((!outer || scope.take(outer)) && (!own || scope.take(own))) thing(value, scope);
  }

 private:
  void thing(const Value& thing, const Scope& scope) {
    static const Words kOurs = {"manufacturer", "powerSource", "labels", "parts"};
    for (const json::Member& member : thing.members()) {
      const std::string_view name = member.name();
      if (!is_plain(name) || scope.has(name)) continue;
      const std::string nearest = hint(name, kOurs);
      if (!nearest.empty()) report(member, fmt::format("'{}' is no word of the Thing's contexts{}", name, nearest));
    }
    const Value parts = thing.find(kParts);
    if (parts && parts.is_array()) {
      for (const Value& one : parts.elements()) part(one, scope);
    } else if (parts) {
      part(parts, scope);
    }
  }

  void part(const Value& value, const Scope& scope) {
    if (found_.size() < kMostFound && value.is_object() && !value.find("@type") && !value.find("@id") &&
        !value.find("id")) {
      found_.push_back(
          {json::pointer_of(value),
           "the part has no @type, so that what it states is not understood; expected MicroController or a "
           "sensor class, such as Microphone"});
    }
    words_in(value, scope);
  }

  void words_in(const Value& value, const Scope& scope) {
    if (value.is_array()) {
      for (const Value& one : value.elements()) words_in(one, scope);
    }
    if (!value.is_object() || value.find("@context")) return;
    for (const json::Member& member : value.members()) {
      const std::string_view name = member.name();
      if (!is_plain(name) || scope.has_within_parts(name)) {
        words_in(member.value(), scope);
      } else {
        report(member,
               fmt::format("'{}' is no word of the hardware section{}", name, hint(name, own_words().within_parts)));
      }
    }
  }

  void report(const json::Member& member, std::string message) {
    if (found_.size() >= kMostFound) return;
    found_.push_back({json::pointer_of(member.value()),
                      std::move(message) + ". What it states is not understood; correct it and add the file again."});
  }

  std::vector<LeftOut>& found_;
};

}  // namespace

std::vector<LeftOut> unknown_words(const Value& text) {
  std::vector<LeftOut> found;
  Search(found).things_in(text, {});
  return found;
}

}  // namespace kilograph::knowledge
