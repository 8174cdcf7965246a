// The name that an entity goes by, where its documents call it differently.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace kilograph::knowledge {

struct GivenName {
  std::string name;
  int rank = 0;          // of the document, as domain::rank_of
  std::int64_t seq = 0;  // of the document's log entry
};

// The documents of the best rank that name it decide. Descriptions are corrected, so the newest of them counts. Files
// are copied, so another name for the same bytes changes nothing: the first stays, unless descriptions use one of
// the files' names; then the newest of these descriptions. Empty where nothing names it.
std::string counting_name(std::vector<GivenName> names);

}  // namespace kilograph::knowledge
