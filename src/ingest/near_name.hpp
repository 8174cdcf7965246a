// Names of members and keys that are nearly one that is known: mistyped, in all likelihood.
#pragma once

#include <string_view>

namespace kilograph::ingest {

// In other letter case; or with one letter added, dropped, replaced or swapped with its neighbour (two where both have
// at least eight), for names of at least three letters ("uid" is no misspelt "id") whose first or last letter is right.
// Never where they are equal.
bool is_nearly(std::string_view name, std::string_view known);

}  // namespace kilograph::ingest
