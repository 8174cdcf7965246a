// Identifiers of licences: the SPDX License List, shipped as ontology/spdx_licences.txt.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kilograph::ingest::card {

struct Licence {
  std::string text;     // with the list's own letters: "Apache-2.0"; as written where it is not on the list
  // Empty: an identifier, or a licence expression of SPDX (brackets, AND, OR, WITH, "+", LicenseRef-…); else what is
  // wrong, with the nearest right value.
  std::string problem;
};

// Letters of either case are the same: Hugging Face writes apache-2.0.
Licence licence_of(std::string_view text);

const std::vector<std::string>& spdx_identifiers();  // of today, without the deprecated ones

}  // namespace kilograph::ingest::card
