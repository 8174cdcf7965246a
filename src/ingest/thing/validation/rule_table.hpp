// The rules that are no row of the member table: each with its name, how grave a breach is, and what it asks.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/thing/validation/member_table.hpp"
#include "ingest/thing/validation/report.hpp"

namespace kilograph::ingest::thing {

enum class RuleId {
  file_readable,
  json_syntax,
  json_encoding,
  json_limit,
  json_duplicate_name,
  json_no_thing,
  context_missing,
  context_order,
  context_entry,
  context_definition,
  prefix_undeclared,
  member_misspelt,
  thing_is_model,
  model_type,
  model_instance,
  model_placeholder_name,
  model_placeholder,
  model_reference,
  reference_lost,
  model_broken,
  model_absent,
  model_optional,
  model_optional_absent,
  model_required_outdated,
  model_term_in_thing,
  security_undefined,
  scheme_unknown,
  scheme_member,
  combo_choice,
  auto_name,
  oauth2_addresses,
  oauth2_client_token,
  key_pointer,
  key_variable_absent,
  key_variable_taken,
  form_op_missing,
  thing_forms_empty,
  op_read_only,
  op_write_only,
  op_not_observable,
  read_and_write_only,
  link_relation,
  link_icon,
  link_model_twice,
  link_relation_unknown,
  title_not_among_titles,
  description_not_among,
  languages_differ,
  unit_unknown,
  bounds_crossed,
  value_misfits,
  required_undefined,
  variable_undeclared,
  variable_unused,
  response_schema_undefined,
  iri_characters,
  id_twice,
  linked_data_refused,
  hardware_value,
  context_unknown,
};

struct RuleRow {
  RuleId id;
  std::string_view name;    // without the edition's prefix, unless it has a slash
  Level level;
  std::string_view asks;    // a sentence
};

const RuleRow& rule_row(RuleId id);
std::span<const RuleRow> rule_rows();

// How a member may be wrong: the last part of its rules' names.
enum class Aspect { required, type, empty, value };
std::string_view name_of(Aspect aspect);
std::string member_rule(Class owner, std::string_view member, Aspect aspect);  // "form-href-required"

// Every rule with its full name, for documents: those of the members first.
struct ListedRule {
  std::string name, level, asks;
};
std::vector<ListedRule> every_rule();

}  // namespace kilograph::ingest::thing
