// Thing Models in files and in the catalogue, and where to look for those that they name.
#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "ingest/thing_model/instance.hpp"
#include "knowledge/catalogue.hpp"

namespace kilograph::reply {

// Its place is the path. Errors: those of reading; too_large beyond 8 MiB.
Result<ingest::thing_model::NamedDocument> read_thing_model(const std::filesystem::path& path);

// `given` first (files in `folder`, by URL), then the catalogue by id, where there is one, then a file beside the
// document that names it or below. Errors: not_found; bad_input for a file elsewhere.
ingest::thing_model::FindDocument find_models(const knowledge::Catalogue* catalogue,
                                              std::map<std::string, std::string> given, std::filesystem::path folder);

}  // namespace kilograph::reply
