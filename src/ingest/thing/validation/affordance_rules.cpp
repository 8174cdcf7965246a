// Affordances, their forms and their data schemas.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "ingest/thing/validation/thing_walk.hpp"
#include "ingest/thing/validation/words.hpp"

namespace kilograph::ingest::thing {
namespace {

using json::Kind;
using json::Value;

bool is_true(const Value& object, std::string_view name) {
  const Value value = object.find(name);
  return value && value.is_boolean() && value.boolean();
}

bool has_type(const Value& value, std::string_view type) {
  switch (value.kind()) {
    case Kind::null: return type == "null";
    case Kind::boolean: return type == "boolean";
    case Kind::number: return type == "number" || (type == "integer" && value.is_whole());
    case Kind::string: return type == "string";
    case Kind::array: return type == "array";
    case Kind::object: return type == "object";
  }
  return false;
}

void check_fit(Walk& walk, const Value& value, std::string_view type, std::string_view name, const Place& place) {
  if (has_type(value, type) || (walk.is_model() && value.is_string() && has_placeholder(value.string()))) return;
  walk.break_rule(RuleId::value_misfits, place, value, [&] {
    return fmt::format("{} in \"{}\" is no {}, which \"type\" states: change one of them", value.text().substr(0, 80),
                       name, type);
  });
}

void check_values(Walk& walk, const Value& schema, const Place& place) {
  const Value type = schema.find("type");
  if (!type || !type.is_string() || !has_type(type, "string")) return;
  for (const std::string_view name : {"const", "default"}) {
    if (const Value value = schema.find(name)) check_fit(walk, value, type.string(), name, place.at(name));
  }
  const Value values = schema.find("enum");
  if (!values || !values.is_array()) return;
  const Place list = place.at("enum");
  std::size_t position = 0;
  for (const Value& value : values.elements()) check_fit(walk, value, type.string(), "enum", list.at(position++));
}

void check_bounds(Walk& walk, const Value& schema, const Place& place) {
  constexpr std::pair<std::string_view, std::string_view> kBounds[] = {{"minimum", "maximum"},
                                                                       {"exclusiveMinimum", "exclusiveMaximum"},
                                                                       {"minItems", "maxItems"},
                                                                       {"minLength", "maxLength"}};
  for (const auto& [low, high] : kBounds) {
    const Value least = schema.find(low), most = schema.find(high);
    if (!least || !most || !least.is_number() || !most.is_number() || least.number() <= most.number()) continue;
    walk.break_rule(RuleId::bounds_crossed, place.at(low), least, [&, low = low, high = high] {
      return fmt::format("\"{}\" is {} and \"{}\" is {}, so that no value fits: exchange them", low, least.text(), high,
                         most.text());
    });
  }
}

void check_required(Walk& walk, const Value& schema, const Place& place) {
  const Value required = schema.find("required"), properties = schema.find("properties");
  if (!required || !required.is_array() || !properties || !properties.is_object()) return;
  std::vector<std::string_view> names;
  for (const json::Member& member : properties.members()) names.push_back(member.name());
  std::ranges::sort(names);
  each_text(required, place.at("required"), [&](const Value& name, const Place& at) {
    if (std::ranges::binary_search(names, name.string())) return;
    walk.break_rule(RuleId::required_undefined, at, name, [&] {
      return fmt::format("\"{}\" is required, but none of \"properties\": define it there",
                         name.string().substr(0, 80));
    });
  });
}

void check_unit(Walk& walk, const Value& unit, const Place& place) {
  if (!unit || !unit.is_string() || has_prefix(unit.string()) || is_unit(unit.string())) return;
  if (walk.is_model() && has_placeholder(unit.string())) return;
  walk.break_rule(RuleId::unit_unknown, place, unit, [&] {
    return fmt::format(
        "the unit \"{}\" is not known: use a symbol or English name such as %, Cel or hectopascal, or an IRI or "
        "prefixed name of QUDT or OM",
        unit.string().substr(0, 80));
  });
}

// What an operation of a form asks of its property.
struct Demand {
  RuleId rule;
  std::string_view member;
  bool forbidden;  // value of the member with which the operation does not fit
  std::string_view operations[2];
  std::string_view words;
};

constexpr Demand kDemands[] = {
    {RuleId::op_read_only, "readOnly", true, {"writeproperty", ""}, "the property is readOnly"},
    {RuleId::op_write_only, "writeOnly", true, {"readproperty", "observeproperty"}, "the property is writeOnly"},
    {RuleId::op_not_observable,
     "observable",
     false,
     {"observeproperty", "unobserveproperty"},
     "the property is not observable"},
};

void check_operation(Walk& walk, const Value& property, const Value& operation, const Place& place) {
  for (const Demand& demand : kDemands) {
    if (operation.string() != demand.operations[0] && operation.string() != demand.operations[1]) continue;
    if (is_true(property, demand.member) != demand.forbidden) continue;
    walk.break_rule(demand.rule, place, operation, [&] {
      return fmt::format("the form's operation is \"{}\", but {}: change one of them", operation.string(),
                         demand.words);
    });
  }
}

void check_operations(Walk& walk, const Value& property, const Place& place) {
  const Value forms = property.find("forms");
  if (!forms || !forms.is_array()) return;
  const Place list = place.at("forms");
  std::size_t position = 0;
  for (const Value& form : forms.elements()) {
    const Place here = list.at(position++);
    if (!form.is_object()) continue;
    const Value operations = form.find("op");
    if (!operations) continue;
    each_text(operations, here.at("op"),
              [&](const Value& operation, const Place& at) { check_operation(walk, property, operation, at); });
  }
}

// The variables of the URI templates of an affordance, and those that it states.
void check_variables(Walk& walk, const Value& affordance, const Place& place) {
  const Value forms = affordance.find("forms"), stated = affordance.find("uriVariables");
  if (walk.is_model() || !forms || !forms.is_array()) return;
  std::vector<std::string_view> used;
  const Place list = place.at("forms");
  std::size_t position = 0;
  for (const Value& form : forms.elements()) {
    const Place here = list.at(position++);
    const Value href = form.is_object() ? form.find("href") : Value();
    if (!href || !href.is_string()) continue;
    for (const std::string_view name : template_variables(href.string())) {
      used.push_back(name);
      const bool is_stated = stated && stated.is_object() && stated.find(name);
      if (is_stated || std::ranges::find(walk.variables, name) != walk.variables.end()) continue;
      walk.break_rule(RuleId::variable_undeclared, here.at("href"), href, [&] {
        return fmt::format(
            "the variable \"{}\" of the URI template is not defined: add it to uriVariables with its data schema",
            name.substr(0, 80));
      });
    }
  }
  if (!stated || !stated.is_object()) return;
  std::ranges::sort(used);
  const Place variables = place.at("uriVariables");
  for (const json::Member& member : stated.members()) {
    if (std::ranges::binary_search(used, member.name())) continue;
    walk.break_rule(RuleId::variable_unused, variables.at(member.name()), member.name_value(), [&] {
      return fmt::format(
          "no href has the variable \"{}\": write it into a URI template such as {{?{}}}, or leave it out",
          member.name(), member.name());
    });
  }
}

void check_responses(Walk& walk, const Value& form, const Place& place) {
  const Value responses = form.find("additionalResponses");
  if (walk.is_model() || walk.edition == Edition::td_1_0 || !responses || !responses.is_array()) return;
  const Place list = place.at("additionalResponses");
  std::size_t position = 0;
  for (const Value& response : responses.elements()) {
    const Place here = list.at(position++);
    const Value schema = response.is_object() ? response.find("schema") : Value();
    if (!schema || !schema.is_string() || std::ranges::binary_search(walk.schema_names, schema.string())) continue;
    walk.break_rule(RuleId::response_schema_undefined, here.at("schema"), schema, [&] {
      return fmt::format("no schema definition is named \"{}\": define it in schemaDefinitions of the Thing",
                         schema.string().substr(0, 80));
    });
  }
}

}  // namespace

void check_data_schema(Walk& walk, const Value& schema, const Place& place) {
  check_texts(walk, schema, place);
  check_unit(walk, schema.find("unit"), place.at("unit"));
  check_values(walk, schema, place);
  check_bounds(walk, schema, place);
  check_required(walk, schema, place);
  if (is_true(schema, "readOnly") && is_true(schema, "writeOnly")) {
    walk.break_rule(RuleId::read_and_write_only, place.at("writeOnly"), schema.find("writeOnly"),
                    [] { return std::string("readOnly and writeOnly exclude each other: leave one out"); });
  }
}

void check_affordance(Walk& walk, Class owner, const Value& affordance, const Place& place) {
  if (owner == Class::property) {
    check_data_schema(walk, affordance, place);
    check_operations(walk, affordance, place);
  } else {
    check_texts(walk, affordance, place);
  }
  check_variables(walk, affordance, place);
  check_key_names(walk, affordance.find("uriVariables"), place.at("uriVariables"));
}

void check_form(Walk& walk, Class holder, const Value& form, const Place& place) {
  if (const Value names = form.find("security")) check_security_names(walk, names, place.at("security"));
  check_responses(walk, form, place);
  const Value href = form.find("href"), own = form.find("security"), common = walk.thing.find("security");
  if (holder != Class::thing && (own || common)) check_key_variables(walk, own ? own : common, href, place);
  if (href && href.is_string() && !has_iri_characters(href.string()) && !walk.is_model()) {
    walk.break_rule(RuleId::iri_characters, place.at("href"), href, [&] {
      return fmt::format("\"{}\" has a character that no IRI has: write it as % and two hexadecimal digits",
                         href.string().substr(0, 80));
    });
  }
  if (holder != Class::thing || walk.is_model() || form.find("op")) return;
  walk.break_rule(RuleId::form_op_missing, place, form, [&] {
    return fmt::format("\"op\" is missing: a form of the Thing itself has no default; use {}",
                       fmt::join(operations_of(Class::thing, walk.edition), ", "));
  });
}

}  // namespace kilograph::ingest::thing
