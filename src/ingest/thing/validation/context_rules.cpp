// @context and @type: which edition a text is held to, and what its names stand for.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "ingest/thing/validation/thing_walk.hpp"
#include "ingest/thing/validation/words.hpp"

namespace kilograph::ingest::thing {
namespace {

using json::Value;

constexpr std::string_view kContext10 = "https://www.w3.org/2019/wot/td/v1";
constexpr std::string_view kContext11 = "https://www.w3.org/2022/wot/td/v1.1";
constexpr std::string_view kContextHere =
    "https://w3id.org/kilograph/context/v1";  // no word of it is near to one of TD's
constexpr std::string_view kModelType = "tm:ThingModel";

bool names(const Value& value, std::string_view text) {
  bool found = false;
  each_text(value, {}, [&](const Value& element, const Place&) { found = found || element.string() == text; });
  return found;
}

// Positions of the two contexts of TD in a list; npos where they are not in it.
struct Order {
  std::size_t first10 = std::string_view::npos, first11 = std::string_view::npos;
};

Order order_in(const Value& list) {
  Order order;
  std::size_t position = 0;
  for (const Value& element : list.elements()) {
    if (element.is_string() && element.string() == kContext10) order.first10 = std::min(order.first10, position);
    if (element.is_string() && element.string() == kContext11) order.first11 = std::min(order.first11, position);
    ++position;
  }
  return order;
}

bool is_in_order(const Order& order) {
  constexpr std::size_t kNone = std::string_view::npos;
  if (order.first11 == 0) return order.first10 == kNone;
  return order.first10 == 0 && (order.first11 == kNone || order.first11 == 1);
}

void take_terms(Walk& walk, const Value& definitions, const Place& place) {
  for (const json::Member& term : definitions.members()) {
    walk.terms.push_back(term.name());
    walk.defines_all = walk.defines_all || term.name() == "@vocab";
    const Value& meaning = term.value();
    if (meaning.is_string()) continue;
    const bool is_json_ld = meaning.is_object() || meaning.is_null() || term.name().starts_with("@");
    walk.break_rule(
        is_json_ld ? RuleId::context_definition : RuleId::context_entry, place.at(term.name()), meaning, [&] {
          return fmt::format("the term \"{}\" is defined by {}; the Recommendation has an IRI as text{}", term.name(),
                             kind_in_words(meaning), is_json_ld ? ", so that simple consumers may fail" : "");
        });
  }
}

void check_entry(Walk& walk, const Value& entry, const Place& place) {
  if (entry.is_object()) return take_terms(walk, entry, place);
  if (entry.is_string()) {
    const bool is_other = entry.string() != kContext10 && entry.string() != kContext11;
    walk.has_remote_context = walk.has_remote_context || is_other;
    walk.defines_all = walk.defines_all || (is_other && entry.string() != kContextHere);
    return;
  }
  walk.break_rule(RuleId::context_entry, place, entry, [&] {
    return fmt::format("a context must be an IRI or an object of terms, not {}", kind_in_words(entry));
  });
}

}  // namespace

Edition edition_of(const Value& thing, const Value& outer) {
  const Value types = thing.find("@type"), own = thing.find("@context");
  if (types && names(types, kModelType)) return Edition::thing_model;
  const Value& context = own ? own : outer;
  return context && !names(context, kContext11) && names(context, kContext10) ? Edition::td_1_0 : Edition::td_1_1;
}

void check_context(Walk& walk, const Value& outer, const Place& place) {
  const Value own = walk.thing.find("@context");
  const Value& context = own ? own : outer;
  constexpr std::string_view kAdd = "put https://www.w3.org/2022/wot/td/v1.1 first in @context";
  if (!context) {
    return walk.break_rule(RuleId::context_missing, place, walk.thing, [&] {
      return fmt::format("@context is missing, so this is no Thing Description of version 1: {}", kAdd);
    });
  }
  const Place here = own ? place.at("@context") : place;
  if (!names(context, kContext10) && !names(context, kContext11)) {
    const bool has_first = context.is_array() && !context.empty();
    const Value shown = has_first ? *context.elements().begin() : context;
    walk.break_rule(RuleId::context_missing, has_first ? here.at(std::size_t{0}) : here, shown, [&] {
      return fmt::format(
          "@context has neither TD 1.0 nor TD 1.1 ({} is there): it is older than version 1.0 or something else; {}",
          shown.text().substr(0, 100), kAdd);
    });
  }
  if (!context.is_array()) return check_entry(walk, context, here);
  std::size_t position = 0;
  for (const Value& entry : context.elements()) check_entry(walk, entry, here.at(position++));
  const Order order = order_in(context);
  const bool has_any = order.first10 != std::string_view::npos || order.first11 != std::string_view::npos;
  if (has_any && !is_in_order(order)) {
    walk.break_rule(RuleId::context_order, here, context, [&] {
      return std::string("the contexts of TD are not in order: first comes ") + std::string(kContext11) + ", or " +
             std::string(kContext10) + " and then " + std::string(kContext11) + "; others follow";
    });
  }
}

void check_prefix(Walk& walk, const Value& word, const Place& place) {
  constexpr std::array<std::string_view, 5> kKnown{"tm", "td", "http", "https", "urn"};
  const std::string_view name = word.string();
  const std::size_t colon = name.find(':');
  if (colon == std::string_view::npos || walk.has_remote_context || name.substr(colon).starts_with("://")) return;
  const std::string_view prefix = name.substr(0, colon);
  if (std::ranges::find(kKnown, prefix) != kKnown.end()) return;
  if (walk.is_model() && has_placeholder(name)) return;
  if (std::ranges::binary_search(walk.terms, prefix)) return;
  walk.break_rule(RuleId::prefix_undeclared, place, word, [&] {
    return fmt::format("the prefix of \"{}\" is not defined: add \"{}\" with its IRI to @context", name.substr(0, 80),
                       prefix.substr(0, 80));
  });
}

void check_types(Walk& walk, const Value& types, const Place& place) {
  each_text(types, place, [&](const Value& type, const Place& at) {
    const std::string_view name = type.string();
    if (name == kModelType && !walk.is_model()) {
      walk.break_rule(RuleId::thing_is_model, at, type,
                      [] { return std::string("only a Thing Model as a whole has the type tm:ThingModel"); });
    }
    check_prefix(walk, type, at);
  });
}

}  // namespace kilograph::ingest::thing
