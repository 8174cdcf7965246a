// Identifiers of licences: the SPDX License List, shipped as ontology/spdx_licences.txt.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kilograph::ingest::card {

struct Licence {
  std::string text;     // with the list's own letters: "Apache-2.0"; as written where it is not on the list
  std::string problem;  // empty: an identifier, or identifiers joined by AND, OR and WITH; else what is wrong
};

// Letters of either case are the same: Hugging Face writes apache-2.0.
Licence licence_of(std::string_view text);

const std::vector<std::string>& spdx_identifiers();  // of today, without the deprecated ones

}  // namespace kilograph::ingest::card
