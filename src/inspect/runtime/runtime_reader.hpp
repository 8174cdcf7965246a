// One runtime from its JSON members.
#pragma once

#include <nlohmann/json.hpp>

#include "base/result.hpp"
#include "inspect/runtime/runtime_description.hpp"

namespace kilograph::inspect::runtime_detail {

// Errors: internal, with the path of the member that is missing, of another kind, or not known:
// "operators / CONV_2D / options".
Result<RuntimeDescription> read_runtime(const nlohmann::json& json);

}  // namespace kilograph::inspect::runtime_detail
