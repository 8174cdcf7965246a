// The walk through one description or model: the member table first, then the rules of each class.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json/document.hpp"
#include "ingest/thing/validation/findings.hpp"
#include "ingest/thing/validation/member_table.hpp"
#include "ingest/thing/validation/rule_table.hpp"

namespace kilograph::ingest::thing {

struct Walk {
  json::Value thing;
  Edition edition = Edition::td_1_1;
  Findings& findings;
  std::vector<std::string_view> security_names{};   // that are defined
  std::vector<std::string_view> schema_names{};     // that are defined
  std::vector<std::string_view> terms{};            // sorted: what the contexts within the text define
  bool has_remote_context = false;                  // a context beside those of TD
  bool defines_all = false;                         // a context may define any word: another's, or @vocab
  std::vector<std::string_view> languages{};        // of the first map of texts by language
  std::string first_language_map{};                 // its place
  std::vector<std::string_view> variables{};        // uriVariables of the Thing, and keys that go into IRIs

  // Keys that go into addresses: the names of their definitions, and of their variables.
  std::vector<std::pair<std::string_view, std::string_view>> keys_in_addresses{};

  bool is_alone = true;      // the text is this description: pointers in it begin here
  std::size_t misspelt = 0;  // members that are nearly known
  std::size_t followed = 0;  // references within the text, from one to the next
  bool merges = false;  // what is walked is merged over something else (RFC 7396), so that null takes away there

  bool is_model() const { return edition == Edition::thing_model; }

  // A breach of a rule of the table, said by `message`, a function that gives a string.
  template <class Words>
  void break_rule(RuleId id, const Place& place, const json::Value& value, const Words& message) {
    const RuleRow& row = rule_row(id);
    if (findings.has_room(row.level)) findings.keep(row.level, full_name(row), place, value.offset(), message());
  }
  template <class Words>
  void break_member(Class owner, std::string_view member, Aspect aspect, const Place& place, const json::Value& value,
                    const Words& message) {
    if (!findings.has_room(Level::error)) return;
    findings.keep(Level::error, std::string(prefix_of(edition)) + "/" + member_rule(owner, member, aspect), place,
                  value.offset(), message());
  }
  std::string full_name(const RuleRow& row) const {
    return row.name.starts_with("json/") ? std::string(row.name)
                                         : std::string(prefix_of(edition)) + "/" + std::string(row.name);
  }
};

// The edition that @context and @type state; of none, that of TD 1.1. `outer` is the context of an object
// that holds several Things, where there is one.
Edition edition_of(const json::Value& thing, const json::Value& outer);

// The prefix of a name that has one.
void check_prefix(Walk& walk, const json::Value& word, const Place& place);
void check_context(Walk& walk, const json::Value& outer, const Place& place);
// `holder` is what a form belongs to; of all else it is the owner itself.
void check_object(Walk& walk, Class owner, const json::Value& object, const Place& place, Class holder);
// A member that its class does not have.
void check_unknown_member(Walk& walk, Class owner, const json::Value& object, const json::Member& member,
                          const Place& place);
bool is_scheme_member(std::string_view name);  // of any scheme
std::vector<std::string_view> scheme_members(const json::Value& scheme);
void check_security_scheme(Walk& walk, const json::Value& scheme, const Place& place);
// Of a form: the security names that hold for it, its address; its place. Then: of a map of uriVariables.
void check_key_variables(Walk& walk, const json::Value& names, const json::Value& href, const Place& place);
void check_key_names(Walk& walk, const json::Value& variables, const Place& place);
void check_security_names(Walk& walk, const json::Value& names, const Place& place);

// The rules of a class beyond its members' types, by class.
void check_thing(Walk& walk, const json::Value& thing, const Place& place);
void check_affordance(Walk& walk, Class owner, const json::Value& affordance, const Place& place);
void check_data_schema(Walk& walk, const json::Value& schema, const Place& place);
void check_form(Walk& walk, Class owner, const json::Value& form, const Place& place);
void check_link(Walk& walk, const json::Value& link, const Place& place);
void check_texts(Walk& walk, const json::Value& object, const Place& place);
void check_types(Walk& walk, const json::Value& types, const Place& place);
bool extends_another(const json::Value& model);  // by a link tm:extends
void check_model(Walk& walk, const json::Value& thing, const Place& place);
// What holds of all JSON: doubled names, and terms and placeholders of models, at any depth.
void check_json(Walk& walk, const json::Value& value, const Place& place);

// "text", "a number", "an object": what a value is, for messages.
std::string_view kind_in_words(const json::Value& value);

// Calls take(text, place) for a text, or for each text of a list.
template <class Take>
void each_text(const json::Value& value, const Place& place, const Take& take) {
  if (value.is_string()) take(value, place);
  if (!value.is_array()) return;
  std::size_t position = 0;
  for (const json::Value& element : value.elements()) {
    if (element.is_string()) take(element, place.at(position));
    ++position;
  }
}

}  // namespace kilograph::ingest::thing
