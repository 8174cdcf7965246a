// A model with its weights: read from a file, or from the bytes that the catalogue keeps.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "domain/model.hpp"
#include "knowledge/catalogue.hpp"
#include "reply/desk.hpp"

namespace kilograph::reply {

struct ModelFile {
  std::string id;     // its IRI
  std::string name;   // as the catalogue calls it, else by its file
  std::string place;  // the file it was read from
  std::shared_ptr<const Bytes> bytes;           // of the model itself, also where the file is a C array
  std::shared_ptr<const domain::Model> model;
};

// Whether files of this media type are models with weights.
bool holds_weights(std::string_view media_type);

// A name or id of the catalogue first, then a file; "./name" is always a file, and needs no catalogue.
// Errors: not_found, where nothing bears the name or the catalogue keeps a description only; usage, for a
// device or a graph; unsupported, for a file that is no model; those of reading.
// Of the catalogue's own: with the same errors.
Result<ModelFile> kept_model_file(const knowledge::Catalogue& catalogue, const knowledge::EntityRef& ref);
Result<ModelFile> find_model_file(const Desk& desk, std::string_view text);

}  // namespace kilograph::reply
