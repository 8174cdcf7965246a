#include "ingest/thing/validation/validation.hpp"

#include <algorithm>
#include <unordered_map>

#include "ingest/encoding.hpp"
#include "ingest/thing/validation/thing_walk.hpp"

namespace kilograph::ingest::thing {
namespace {

using json::Value;

std::vector<std::string_view> sorted_names(const Value& object) {
  std::vector<std::string_view> names;
  if (object && object.is_object()) {
    for (const json::Member& member : object.members()) names.push_back(member.name());
  }
  std::ranges::sort(names);
  return names;
}

// Of the security schemes that write a key into addresses: their names, and its variables.
std::vector<std::pair<std::string_view, std::string_view>> keys_in_addresses(const Value& definitions) {
  std::vector<std::pair<std::string_view, std::string_view>> keys;
  if (!definitions || !definitions.is_object()) return keys;
  for (const json::Member& member : definitions.members()) {
    if (!member.value().is_object()) continue;
    const Value place = member.value().find("in"), name = member.value().find("name");
    if (place && name && place.is_string() && name.is_string() && place.string() == "uri")
      keys.emplace_back(member.name(), name.string());
  }
  return keys;
}

void check_one(Findings& findings, const Value& thing, const Value& outer, const Place& place) {
  Walk walk{.thing = thing, .edition = edition_of(thing, outer), .findings = findings};
  walk.is_alone = place.above == nullptr;
  walk.security_names = sorted_names(thing.find("securityDefinitions"));
  walk.schema_names = sorted_names(thing.find("schemaDefinitions"));
  walk.variables = sorted_names(thing.find("uriVariables"));
  walk.keys_in_addresses = keys_in_addresses(thing.find("securityDefinitions"));
  for (const auto& [definition, variable] : walk.keys_in_addresses) walk.variables.push_back(variable);
  walk.merges = walk.is_model() && extends_another(thing);
  check_context(walk, outer, place);
  std::ranges::sort(walk.terms);
  check_object(walk, Class::thing, thing, place, Class::thing);
  check_json(walk, thing, place);
}

Report failed(RuleId rule, std::string message, json::Position position = {}) {
  const RuleRow& row = rule_row(rule);
  Report report;
  report.errors = 1;
  report.findings.push_back({row.level, std::string(row.name), {}, std::move(message), position});
  return report;
}

// An error of the text as a whole; its place in the text as numbers.
Report failed(RuleId rule, Error error) {
  const json::Position position = json::position_in(error.where).value_or(json::Position{});
  error.where.clear();
  return failed(rule, error.to_text(), position);
}

Report beyond_bytes(std::size_t bytes, const ValidationLimits& limits) {
  return failed(RuleId::json_limit, "the text has " + human_bytes(bytes) + ", and at most " +
                                        human_bytes(limits.json.bytes) + " are taken: --max-bytes takes more");
}

class Things {
 public:
  Things(Findings& findings, std::size_t& count) : findings_(findings), count_(count) {}

  void check(const Value& value, const Value& outer, const Place& place) {
    if (!value.is_object()) {
      if (!findings_.has_room(Level::error)) return;
      return findings_.keep(Level::error, std::string(rule_row(RuleId::json_no_thing).name), place, value.offset(),
                            "a Thing Description is an object, not " + std::string(kind_in_words(value)));
    }
    const Value graph = value.find("@graph");
    if (graph && graph.is_array() && !value.find("title")) {
      const Value own = value.find("@context");
      return check_all(graph, own ? own : outer, place.at("@graph"));
    }
    ++count_;
    check_one(findings_, value, outer, place);
    if (place.above != nullptr) check_id(value, outer, place);
  }

  void check_all(const Value& list, const Value& outer, const Place& place) {
    std::size_t position = 0;
    for (const Value& element : list.elements()) check(element, outer, place.at(position++));
  }

 private:
  // Of several: what RDF takes together, and a catalogue as one Thing.
  void check_id(const Value& thing, const Value& outer, const Place& place) {
    const Value id = thing.find("id") ? thing.find("id") : thing.find("@id");
    if (!id || !id.is_string()) return;
    const auto [first, is_new] = ids_.try_emplace(id.string(), pointer_to(place));
    if (is_new) return;
    const RuleRow& row = rule_row(RuleId::id_twice);
    if (!findings_.has_room(row.level)) return;
    findings_.keep(row.level, std::string(prefix_of(edition_of(thing, outer))) + "/" + std::string(row.name),
                   place.at("id"), id.offset(),
                   "the id is that of the description at " + first->second +
                       " too: what both say is taken together, as of one Thing. Give each Thing an id of its own");
  }

  Findings& findings_;
  std::size_t& count_;
  std::unordered_map<std::string_view, std::string> ids_{};
};

}  // namespace

Report unread_report(const Error& error) {
  return failed(error.kind == ErrorKind::too_large ? RuleId::json_limit : RuleId::file_readable, error);
}

Report validate(const json::Document& document, const ValidationLimits& limits) {
  if (document.text().size() > limits.json.bytes) return beyond_bytes(document.text().size(), limits);
  if (document.root().tape()->nodes.size() > limits.json.values) {
    return failed(RuleId::json_limit,
                  "the JSON has more than " + std::to_string(limits.json.values) + " values and names: split it");
  }
  Findings findings(limits.findings);
  std::size_t count = 0;
  Things things(findings, count);
  const Value root = document.root();
  const Place place;
  if (root.is_array() && root.empty()) {
    return failed(RuleId::json_no_thing, "the list is empty: put Thing Descriptions into it");
  }
  if (root.is_array()) things.check_all(root, {}, place);
  else things.check(root, {}, place);
  Report report = std::move(findings).report(document.text());
  report.things = count;
  return report;
}

Report validate(ByteView bytes, const ValidationLimits& limits) {
  if (bytes.size() > limits.json.bytes) return beyond_bytes(bytes.size(), limits);
  const auto text = utf8_text(bytes);
  if (!text) return failed(RuleId::json_encoding, text.error());
  const auto document = json::parse(*text, limits.json);
  if (document) return validate(*document, limits);
  return failed(document.error().kind == ErrorKind::too_large ? RuleId::json_limit : RuleId::json_syntax,
                document.error());
}

}  // namespace kilograph::ingest::thing
