// {{NAME}} in the texts and names of a Thing Model.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "ingest/thing_model/assembly.hpp"

namespace kilograph::ingest::thing_model {

struct Placeholder {
  std::string name, pointer;  // where its text stands
};

// All of them in the order of the text; one that stands twice comes twice.
std::vector<Placeholder> placeholders_of(const Json& model);

// A text that is nothing but one placeholder becomes the value as JSON, where it is a number, true or false, a text
// in quotes, an array or an object, and where no text is meant (by the Recommendation's tables: a title, an address, a
// unit; const, default and enum of a schema whose type is string); in any other text the value is put in as it is
// written; in an address, with %20 and the like for what no address may have. Every placeholder has a value.
void replace_placeholders(Json& model, const std::map<std::string, std::string>& values);

}  // namespace kilograph::ingest::thing_model
