// When `add` takes an inventory.
#pragma once

#include "base/result.hpp"
#include "reply/call.hpp"

namespace kilograph::reply {

// With --columns, --mapping or --prune; or where one file alone is an export of a fleet manager.
Result<bool> is_inventory_call(const Call& call);

}  // namespace kilograph::reply
