// Whom a call is about: an entity of the catalogue by name or id, or a file.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "base/result.hpp"
#include "domain/entity.hpp"
#include "knowledge/catalogue.hpp"
#include "reply/desk.hpp"

namespace kilograph::reply {

// The folder asked for, else the nearest `kilograph.catalog` here or above. Errors: not_found.
Result<std::filesystem::path> catalogue_folder(const Desk& desk);
Result<knowledge::Catalogue> open_catalogue(const Desk& desk, knowledge::Catalogue::Access access);

struct Subject {
  std::variant<domain::ModelEntity, domain::DeviceEntity, knowledge::EntityRef>
      entity;  // the last: a graph or a statement
  bool has_weights = false;  // a model whose file is at hand
};

// A name or id of the catalogue first, then a file; "./name" is always a file. A name that a model and a device share
// is that of the wanted kind. A file needs no catalogue; where there is one that knows the same entity, its documents
// count too. Errors: not_found, ambiguous, and those of reading the file.
Result<Subject> find_subject(const Desk& desk, std::string_view text,
                             std::optional<domain::EntityKind> wanted = std::nullopt);
Result<domain::ModelEntity> find_model(const Desk& desk, std::string_view text);    // usage: it is none
// With the catalogue open already, or with why there is none.
Result<domain::ModelEntity> find_model(const Desk& desk, const Result<knowledge::Catalogue>& catalogue,
                                       std::string_view text);
Result<domain::DeviceEntity> find_device(const Desk& desk, std::string_view text);  // usage: it is none

}  // namespace kilograph::reply
