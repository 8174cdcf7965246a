#include "ingest/thing/validation/member_table.hpp"

#include <algorithm>
#include <array>
#include <map>

namespace kilograph::ingest::thing {
namespace {

using enum Shape;
using enum Presence;
constexpr Since k11 = Since::td_1_1;
constexpr Since k10 = Since::td_1_0;

constexpr std::array<std::string_view, 7> kDataTypes{"boolean", "integer", "number", "string",
                                                     "object",  "array",   "null"};

constexpr Class T = Class::thing, P = Class::property, A = Class::action, E = Class::event, D = Class::data_schema,
                F = Class::form, L = Class::link, S = Class::security_scheme;

constexpr MemberRow kRows[] = {
    {T, "@type", texts, "semantic types"},
    {T, "id", iri, "the Thing's IRI"},
    {T, "title", text, "a name for people", required},
    {T, "titles", language_map, "the title by language"},
    {T, "description", text, "what the Thing is, for people"},
    {T, "descriptions", language_map, "the description by language"},
    {T, "version", object, "the version of this description", optional, k10, Class::version},
    {T, "created", moment, "when this description was made"},
    {T, "modified", moment, "when this description was last changed"},
    {T, "support", text, "the address of its maintainer"},
    {T, "base", text, "the IRI against which others are resolved"},
    {T, "properties", object_map, "the property affordances by name", optional, k10, P},
    {T, "actions", object_map, "the action affordances by name", optional, k10, A},
    {T, "events", object_map, "the event affordances by name", optional, k10, E},
    {T, "links", objects, "links to other resources", optional, k10, L},
    {T, "forms", objects, "forms about the whole Thing", optional, k10, F},
    {T, "security", some_texts, "names of security definitions", required},
    {T, "securityDefinitions", some_object_map, "the security schemes by name", required, k10, S},
    {T, "profile", some_texts, "IRIs of profiles", optional, k11},
    {T, "schemaDefinitions", some_object_map, "data schemas by name", optional, k11, D},
    {T, "uriVariables", object_map, "variables of URI templates by name", optional, k11, D},

    {Class::version, "instance", text, "the version of the description", required},
    {Class::version, "model", text, "the version of the model", optional, k11},

    {P, "observable", boolean, "whether it can be observed"},

    {A, "input", object, "the data that the action takes", optional, k10, D},
    {A, "output", object, "the data that the action gives", optional, k10, D},
    {A, "safe", boolean, "whether invoking it changes nothing"},
    {A, "idempotent", boolean, "whether invoking it twice is as once"},
    {A, "synchronous", boolean, "whether the answer comes when it is done", optional, k11},

    {E, "subscription", object, "the data for subscribing", optional, k10, D},
    {E, "data", object, "the data of a notification", optional, k10, D},
    {E, "dataResponse", object, "the data that answer a notification", optional, k11, D},
    {E, "cancellation", object, "the data for cancelling", optional, k10, D},

    {D, "@type", texts, "semantic types"},
    {D, "title", text, "a name for people"},
    {D, "titles", language_map, "the title by language"},
    {D, "description", text, "what it is, for people"},
    {D, "descriptions", language_map, "the description by language"},
    {D, "const", any, "the one value that it has"},
    {D, "default", any, "the value where none is given", optional, k11},
    {D, "unit", text, "the unit"},
    {D, "oneOf", objects, "schemas of which one holds", optional, k10, D},
    {D, "enum", values, "all values that it may have"},
    {D, "readOnly", boolean, "whether it can be read only"},
    {D, "writeOnly", boolean, "whether it can be written only"},
    {D, "format", text, "a format of text"},
    {D, "type", word, "the JSON type", optional, k10, T, kDataTypes},
    {D, "items", object_or_objects, "the schema of elements", optional, k10, D},
    {D, "minItems", count, "how many elements at least"},
    {D, "maxItems", count, "how many elements at most"},
    {D, "minimum", number, "the least value"},
    {D, "maximum", number, "the largest value"},
    {D, "exclusiveMinimum", number, "what the value is above", optional, k11},
    {D, "exclusiveMaximum", number, "what the value is below", optional, k11},
    {D, "multipleOf", positive_number, "what the value is a multiple of", optional, k11},
    {D, "minLength", count, "how many characters at least", optional, k11},
    {D, "maxLength", count, "how many characters at most", optional, k11},
    {D, "contentEncoding", text, "how text encodes bytes", optional, k11},
    {D, "contentMediaType", text, "the media type of the text", optional, k11},
    {D, "properties", object_map, "the schemas of members by name", optional, k10, D},
    {D, "required", text_list, "names of members that must be there"},

    {F, "href", text, "the IRI where the operation is done", required},
    {F, "op", operations, "what the form does"},
    {F, "contentType", text, "the media type"},
    {F, "contentCoding", text, "the coding, such as gzip"},
    {F, "subprotocol", text, "how it is done, such as longpoll"},
    {F, "security", some_texts, "names of security definitions"},
    {F, "scopes", texts, "authorization scopes"},
    {F, "response", object, "what the answer is", optional, k10, Class::response},
    {F, "additionalResponses", objects, "further answers, such as errors", optional, k11, Class::additional_response},

    {Class::response, "contentType", text, "the media type of the answer", required},
    {Class::additional_response, "contentType", text, "the media type of the answer"},
    {Class::additional_response, "schema", text, "the name of a schema definition"},
    {Class::additional_response, "success", boolean, "whether the answer is no error"},

    {L, "href", text, "the IRI that is linked to", required},
    {L, "type", text, "the media type of what is linked to"},
    {L, "rel", text, "the relation to it"},
    {L, "anchor", text, "the IRI that the link is from, where it is not the Thing"},
    {L, "hreflang", language_tags, "the language of what is linked to", optional, k11},

    {S, "scheme", text, "the kind of security", required},
    {S, "@type", texts, "semantic types"},
    {S, "description", text, "what it is, for people"},
    {S, "descriptions", language_map, "the description by language"},
    {S, "proxy", text, "the IRI of a proxy"},
};

constexpr std::string_view kPropertyOperations[] = {"readproperty", "writeproperty", "observeproperty",
                                                    "unobserveproperty"};
constexpr std::string_view kActionOperations[] = {"invokeaction", "queryaction", "cancelaction"};  // 1.0: the first
constexpr std::string_view kEventOperations[] = {"subscribeevent", "unsubscribeevent"};
constexpr std::string_view kThingOperations[] = {
    "readallproperties",       "writeallproperties",   "readmultipleproperties",
    "writemultipleproperties", "observeallproperties", "unobserveallproperties",
    "queryallactions",         "subscribeallevents",   "unsubscribeallevents"};  // 1.0: the first four

// An affordance holds what a data schema says of names and texts, too.
constexpr std::string_view kTextMembers[] = {"@type", "title", "titles", "description", "descriptions"};

constexpr MemberRow kAffordanceRows[] = {
    {P, "forms", some_objects, "how it is reached", required, k10, F},
    {P, "uriVariables", object_map, "variables of URI templates by name", optional, k10, D},
    {A, "forms", some_objects, "how it is reached", required, k10, F},
    {A, "uriVariables", object_map, "variables of URI templates by name", optional, k10, D},
    {E, "forms", some_objects, "how it is reached", required, k10, F},
    {E, "uriVariables", object_map, "variables of URI templates by name", optional, k10, D},
};

std::vector<MemberRow> all_rows() {
  std::vector<MemberRow> rows(std::begin(kRows), std::end(kRows));
  rows.insert(rows.end(), std::begin(kAffordanceRows), std::end(kAffordanceRows));
  return rows;
}

bool is_inherited(Class owner, const MemberRow& row) {
  if (row.owner == owner) return true;
  if (row.owner != D) return false;
  if (owner == P) return true;
  return (owner == A || owner == E) && std::ranges::find(kTextMembers, row.name) != std::end(kTextMembers);
}

std::size_t bucket(std::string_view name) {
  return name.empty() ? 0
                      : (name.size() * 7 + static_cast<unsigned char>(name.front()) +
                         static_cast<unsigned char>(name.back()) * 3u) %
                            64;
}

}  // namespace

std::string_view name_of(Class owner) {
  constexpr std::array<std::string_view, 11> kNames{"thing",  "version",        "property",
                                                    "action", "event",          "data-schema",
                                                    "form",   "response",       "additional-response",
                                                    "link",   "security-scheme"};
  return kNames[static_cast<std::size_t>(owner)];
}

std::string_view words_of(Shape shape) {
  constexpr std::array<std::string_view, 22> kWords{"anything",
                                                    "text",
                                                    "text, or a list of text",
                                                    "text, or a list of text that is not empty",
                                                    "a list of text",
                                                    "an object of texts by language tag",
                                                    "true or false",
                                                    "a number",
                                                    "a number above 0",
                                                    "a whole number from 0",
                                                    "one of a few words",
                                                    "an operation, or a list of operations that is not empty",
                                                    "an object",
                                                    "a list of objects",
                                                    "a list of objects that is not empty",
                                                    "an object of objects by name",
                                                    "an object of objects by name that is not empty",
                                                    "an object, or a list of objects",
                                                    "a list of different values that is not empty",
                                                    "a date and time such as 2026-11-21T10:00:00Z",
                                                    "an absolute IRI",
                                                    "a language tag, or a list of language tags"};
  return kWords[static_cast<std::size_t>(shape)];
}

std::span<const MemberRow> member_rows() {
  static const std::vector<MemberRow> rows = all_rows();
  return rows;
}

Members::Members(Class owner, Edition edition) : buckets_(64) {
  for (const MemberRow& row : member_rows()) {
    if (!is_inherited(owner, row)) continue;
    if (row.since == Since::td_1_1 && edition == Edition::td_1_0) continue;
    buckets_[bucket(row.name)].push_back(&row);
    names_.push_back(row.name);
    if (row.presence == Presence::required && edition != Edition::thing_model) required_.push_back(&row);
  }
}

const MemberRow* Members::find(std::string_view name) const {
  for (const MemberRow* row : buckets_[bucket(name)]) {
    if (row->name == name) return row;
  }
  return nullptr;
}

const Members& Members::of(Class owner, Edition edition) {
  static const std::vector<Members> all = [] {
    std::vector<Members> members;
    for (int form = 0; form < 3; ++form) {
      for (int kind = 0; kind <= static_cast<int>(S); ++kind) {
        members.push_back(Members(static_cast<Class>(kind), static_cast<Edition>(form)));
      }
    }
    return members;
  }();
  return all[static_cast<std::size_t>(edition) * (static_cast<std::size_t>(S) + 1) + static_cast<std::size_t>(owner)];
}

std::span<const std::string_view> operations_of(Class owner, Edition edition) {
  const bool is_early = edition == Edition::td_1_0;
  switch (owner) {
    case P: return kPropertyOperations;
    case A: return std::span(kActionOperations).first(is_early ? 1 : 3);
    case E: return kEventOperations;
    default: return std::span(kThingOperations).first(is_early ? 4 : 9);
  }
}

}  // namespace kilograph::ingest::thing
