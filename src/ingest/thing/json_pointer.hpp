// Following a JSON pointer (RFC 6901) as far as it leads.
#pragma once

#include <string_view>

#include "base/json/document.hpp"

namespace kilograph::ingest::thing {

struct Reached {
  json::Value value;      // the innermost one on the way that is there
  std::string_view rest;  // of the pointer, from it; empty where the pointer leads to it
};

// Of doubled names the last one counts. A name that has the escapes itself, as converters from SDF write it
// ("sdfObject~1Light"), is found too.
Reached reach(json::Value from, std::string_view pointer);

}  // namespace kilograph::ingest::thing
