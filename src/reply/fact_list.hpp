// The facts of an entity as words, each under a name: what `diff` compares.
#pragma once

#include <map>
#include <string>

#include "domain/entity.hpp"

namespace kilograph::reply {

// The value that counts of each fact; facts that are not known are left out.
std::map<std::string, std::string> fact_list(const domain::DeviceEntity& device);
std::map<std::string, std::string> fact_list(const domain::ModelEntity& model);

}  // namespace kilograph::reply
