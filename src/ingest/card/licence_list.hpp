// The SPDX License List, shipped as ontology/spdx_licences.txt.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kilograph::ingest::card {

struct ListedLicence {
  std::string id;  // with the list's own letters
  bool is_deprecated = false;
};

// Letters of either case are the same; null: not on the list.
const ListedLicence* listed_licence(std::string_view id);
const ListedLicence* listed_exception(std::string_view id);  // what may follow WITH

// As SPDX names a licence that is not on its list: "LicenseRef-glm-5.3".
std::string own_licence(std::string_view name);

// The identifier that a name is rather meant for, as words that end a sentence: "the nearest is MIT". Never empty.
std::string licence_advice(std::string_view name);
// Whether people write that for a licence which the list names otherwise: "GPL v3 or later".
bool is_usual_name(std::string_view name);
std::string exception_advice(std::string_view name);
// Of a deprecated identifier, what stands for it today.
std::string successor_advice(const ListedLicence& deprecated);

}  // namespace kilograph::ingest::card
