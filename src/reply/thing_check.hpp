// Thing Descriptions held to all that `add` asks of them: the Recommendation's rules, and that a JSON-LD processor
// and the catalogue can take what they say. `validate` and `add` go by it alike.
#pragma once

#include <string>

#include "base/bytes.hpp"
#include "base/error.hpp"
#include "ingest/thing/validation/rule_table.hpp"
#include "ingest/thing/validation/validation.hpp"

namespace kilograph::reply {

// Of a file's bytes; `name` is the file's. Contexts are those that are built in.
ingest::thing::Report check_things(ByteView bytes, const std::string& name,
                                   const ingest::thing::ValidationLimits& limits);

// A finding at a JSON pointer of the text, among the others in their order.
void add_finding(ingest::thing::Report& report, ingest::thing::RuleId rule, std::string where, std::string message,
                 const json::Value& root);
// An error of the graph (bad_input) as a finding: with its line and column, or at its JSON pointer.
void add_refusal(ingest::thing::Report& report, Error error, const json::Value& root);

}  // namespace kilograph::reply
