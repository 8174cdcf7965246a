// What people call an entity, and which entities are only hearsay.
#pragma once

#include <string>
#include <vector>

#include "domain/entity.hpp"
#include "match/projection/projection.hpp"

namespace kilograph::reply {

// The names that documents give it besides the one it carries, each once, in order.
std::vector<std::string> further_names(const domain::ModelEntity& model);
std::vector<std::string> further_names(const domain::DeviceEntity& device);
std::vector<std::string> further_names(const match::projection::Row& row);

// Leaves out models without a name of which nothing is known that a device could be judged by: they
// exist as something that a device says it runs.
std::vector<domain::ModelEntity> without_hearsay(std::vector<domain::ModelEntity> models);
// The others of a projection, by name, then id.
std::vector<domain::ModelEntity> models_in(const match::projection::Projection& projection);

}  // namespace kilograph::reply
