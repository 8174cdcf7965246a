// JSON Merge Patch (RFC 7396) both ways (docs/decisions/0027-nlohmann-for-patches.md).
#pragma once

#include <nlohmann/json.hpp>

namespace kilograph::reply::directory {

using Json = nlohmann::ordered_json;

// What makes `after` of `before` where it is applied; an empty object where they are equal. Both are objects in which
// no member is null, because a merge patch cannot say that one shall be null.
Json patch_between(const Json& before, const Json& after);

}  // namespace kilograph::reply::directory
