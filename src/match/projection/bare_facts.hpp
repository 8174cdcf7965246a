// What matching and selecting read of an entity, as bytes, without what is its own alone: id, names, labels, places
// and documents that say nothing else. Entities of equal bytes get equal verdicts but for those, so that a fleet
// keeps few of them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "domain/entity.hpp"

namespace kilograph::match::projection {

// Increased whenever what the bytes mean changes.
inline constexpr std::uint64_t kFactsForm = 2;

std::string bare_bytes(const domain::ModelEntity& model);
// The label "framework" stays: what a platform reserves hangs on it (domain/platform_reserve.hpp).
std::string bare_bytes(const domain::DeviceEntity& device);

// The entity, without id and name. Nothing, where bare_bytes did not write it.
std::optional<domain::ModelEntity> bare_model(std::string_view bytes);
std::optional<domain::DeviceEntity> bare_device(std::string_view bytes);

}  // namespace kilograph::match::projection
