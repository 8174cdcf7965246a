#include "ingest/thing/validation/rule_table.hpp"

#include <fmt/format.h>

#include <array>

namespace kilograph::ingest::thing {
namespace {

using enum RuleId;
constexpr Level E = Level::error, W = Level::warning;

constexpr RuleRow kRules[] = {
    {file_readable, "file/readable", E, "The file is there, and can be read."},
    {json_syntax, "json/syntax", E, "The text is JSON (RFC 8259)."},
    {json_encoding, "json/encoding", E, "The text is UTF-8."},
    {json_limit, "json/limit", E, "Bytes, nesting and number of values stay within stated limits."},
    {json_duplicate_name, "json/duplicate-name", W, "No object has two members of one name: only the last one counts."},
    {json_no_thing, "json/no-thing", E, "The text is an object, or a list of objects."},
    {context_missing, "context", E, "@context is, or its list has, the context of TD 1.0 or TD 1.1."},
    {context_order, "context-order", E,
     "The context of TD comes first: that of 1.1, or that of 1.0 and then that of 1.1."},
    {context_entry, "context-entry", E, "Further contexts are IRIs, or objects that define terms by IRIs."},
    {context_definition, "context-definition", W,
     "A context's object defines each term by text; other definitions are JSON-LD 1.1."},
    {prefix_undeclared, "prefix-declared", W,
     "The prefix of a name in @type, and of a security scheme's, is defined in @context."},
    {member_misspelt, "member-known", W,
     "No member that no context defines is nearly the name of one of the Recommendation's."},
    {thing_is_model, "thing-type", E, "Only a Thing Model has the type tm:ThingModel."},
    {model_type, "model-type", E, "A Thing Model says tm:ThingModel in @type, as text or in a list."},
    {model_instance, "version-instance", E, "A Thing Model's version has a model version and no instance version."},
    {model_placeholder_name, "placeholder-name", E, "Placeholders stand in values, not in names of members."},
    {model_placeholder, "placeholder", W, "A placeholder is {{NAME}}, closed."},
    {model_reference, "reference", E, "tm:ref is text: an address, # and a JSON pointer."},
    {reference_lost, "reference-leads", E,
     "What tm:ref points to within the text is there, and does not lead back to it."},
    {model_broken, "kilograph/model-whole", E,
     "What tm:extends and tm:ref take from files beside the model is in them, and they do not lead in a circle."},
    {model_absent, "kilograph/model-there", W, "Files beside the model that tm:extends and tm:ref name are there."},
    {model_optional, "optional", E,
     "tm:optional is a list of JSON pointers to affordances, such as /properties/status."},
    {model_optional_absent, "optional-absent", W, "What tm:optional points to is there, or comes by tm:extends."},
    {model_required_outdated, "required-outdated", W,
     "tm:required is of a draft; affordances are required unless tm:optional names them."},
    {model_term_in_thing, "model-term", W, "Terms tm:… belong to Thing Models."},
    {security_undefined, "security-defined", E, "Every name in security is one of securityDefinitions."},
    {scheme_unknown, "scheme", E, "A security scheme is one of the Recommendation's, or a prefixed name."},
    {scheme_member, "scheme-member", E,
     "The members of a security scheme have the types and words that the scheme states."},
    {combo_choice, "scheme-combo", E, "A combo scheme has oneOf or allOf, not both: a list of at least two names."},
    {auto_name, "scheme-auto", E, "An auto scheme has no name."},
    {oauth2_addresses, "oauth2-addresses", E,
     "An oauth2 flow states its addresses: code both authorization and token, client (since 1.1) no authorization."},
    {oauth2_client_token, "oauth2-client-token", W,
     "The oauth2 flow client states token, its server's address (since 1.1)."},
    {key_pointer, "scheme-body-name", E, "The name of what a scheme has in the body is a JSON pointer (since 1.1)."},
    {key_variable_absent, "scheme-uri-variable", E,
     "Where a scheme has a key in the address, href is a URI template with its variable (since 1.1)."},
    {key_variable_taken, "scheme-uri-variable-distinct", E,
     "The variable of a key in the address is none of uriVariables (since 1.1)."},
    {form_op_missing, "thing-form-op-required", E, "A form of the Thing itself states its op: there is no default."},
    {thing_forms_empty, "thing-forms-empty", W, "forms of the Thing itself is left out rather than empty."},
    {op_read_only, "op-read-only", W, "No form writes what is readOnly."},
    {op_write_only, "op-write-only", W, "No form reads or observes what is writeOnly."},
    {op_not_observable, "op-observable", W, "What a form observes is observable."},
    {read_and_write_only, "read-and-write-only", W, "Nothing is readOnly and writeOnly."},
    {link_relation, "link-relation", E, "rel is text, and tm:extends is for Thing Models alone."},
    {link_icon, "link-icon", E, "sizes belong to links with rel icon, such as 16x16."},
    {link_model_twice, "link-model-once", E, "At most one link has rel type: an instance has one Thing Model."},
    {link_relation_unknown, "link-relation-known", W,
     "rel is a registered relation, one of the Recommendation's, a prefixed name or an IRI."},
    {title_not_among_titles, "title-among-titles", W, "title is one of titles."},
    {description_not_among, "description-among-descriptions", W, "description is one of descriptions."},
    {languages_differ, "languages-in-step", W, "All texts by language have the same languages."},
    {unit_unknown, "unit-known", W, "unit is a known symbol or name, a prefixed name or an IRI."},
    {bounds_crossed, "bounds-in-order", W, "A lower bound is not above the upper one."},
    {value_misfits, "value-fits-type", W, "const, default and each value of enum have the stated type."},
    {required_undefined, "required-defined", W, "Every name in required is one of properties."},
    {variable_undeclared, "uri-variable-declared", W, "Every variable of a URI template is one of uriVariables."},
    {variable_unused, "uri-variable-used", W, "Every one of uriVariables is in some href."},
    {response_schema_undefined, "response-schema-defined", W,
     "schema of an additional response is one of schemaDefinitions."},
    {iri_characters, "iri-characters", W, "An IRI has no spaces and none of < > \" ` \\ ^ |."},
    {id_twice, "id-once", W, "Of several descriptions in one text each has an id of its own."},
    {linked_data_refused, "json/linked-data", E,
     "The text is JSON-LD: its contexts define terms by IRIs and not in circles, and no Thing has the IRI of something "
     "else."},
    {hardware_value, "kilograph/hardware-value", W,
     "Figures and words of the hardware section can be right, and are known."},
    {context_unknown, "kilograph/context-known", W,
     "Each context is built in, or given by `kilograph context add`: nothing is fetched."},
};

std::vector<Aspect> aspects_of(const MemberRow& row) {
  std::vector<Aspect> aspects;
  if (row.presence == Presence::required) aspects.push_back(Aspect::required);
  if (row.shape != Shape::any) aspects.push_back(Aspect::type);
  switch (row.shape) {
    case Shape::some_texts:
    case Shape::some_objects:
    case Shape::some_object_map: aspects.push_back(Aspect::empty); break;
    case Shape::operations:
    case Shape::values:
      aspects.push_back(Aspect::empty);
      aspects.push_back(Aspect::value);
      break;
    case Shape::language_map:
    case Shape::positive_number:
    case Shape::count:
    case Shape::word:
    case Shape::moment:
    case Shape::iri:
    case Shape::language_tags: aspects.push_back(Aspect::value); break;
    default: break;
  }
  return aspects;
}

}  // namespace

const RuleRow& rule_row(RuleId id) { return kRules[static_cast<std::size_t>(id)]; }

std::span<const RuleRow> rule_rows() { return kRules; }

std::string_view name_of(Aspect aspect) {
  constexpr std::array<std::string_view, 4> kNames{"required", "type", "empty", "value"};
  return kNames[static_cast<std::size_t>(aspect)];
}

std::string member_rule(Class owner, std::string_view member, Aspect aspect) {
  if (member.starts_with("@")) member.remove_prefix(1);
  return fmt::format("{}-{}-{}", name_of(owner), member, name_of(aspect));
}

std::vector<ListedRule> every_rule() {
  std::vector<ListedRule> rules;
  for (const MemberRow& row : member_rows()) {
    for (const Aspect aspect : aspects_of(row)) {
      const std::string asks = aspect == Aspect::required
                                   ? fmt::format("\"{}\" is there: {}.", row.name, row.what)
                                   : fmt::format("\"{}\", {}, is {}.", row.name, row.what, words_of(row.shape));
      rules.push_back({member_rule(row.owner, row.name, aspect), "error", asks});
    }
  }
  for (const RuleRow& row : kRules) {
    rules.push_back({std::string(row.name), std::string(name_of(row.level)), std::string(row.asks)});
  }
  return rules;
}

}  // namespace kilograph::ingest::thing
