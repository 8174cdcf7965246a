// A device as a regular Thing Description (TD 1.1 under Kilograph's short context), made from what is known of it.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "domain/entity.hpp"

namespace kilograph::reply {

// The facts of the device's own documents; what it is based on stands as links. All other members, so interactions
// with their forms, security and extensions, are those of `original`, a Thing Description of it with its @context;
// where there is none (an empty object) no interaction is stated, because facts have no forms, and security is nosec.
nlohmann::ordered_json thing_description(const domain::DeviceEntity& device, const nlohmann::ordered_json& original);

}  // namespace kilograph::reply
