// A device as a regular Thing Description (TD 1.1 under Kilograph's short context), made from what is known of it.
#pragma once

#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include "domain/entity.hpp"

namespace kilograph::reply {

// The facts of the device's own documents; what it is based on stands as links. Interactions with their forms,
// security and other links are those of `original`, a Thing Description of it in JSON; where there is none (empty, or
// another format) no interaction is stated, because facts have no forms, and security is nosec.
nlohmann::ordered_json thing_description(const domain::DeviceEntity& device, std::string_view original);

}  // namespace kilograph::reply
