// SQLite's result codes as errors of the house.
#pragma once

#include <string_view>

#include "base/error.hpp"

struct sqlite3;

namespace kilograph::knowledge::ledger {

// busy, locked, full, read-only, I/O: io; corrupt or no database: bad_input; too big:
// too_large; everything else is ours: internal. `doing` completes "cannot …". `database` may be
// null, then `code` alone speaks.
Error failure(sqlite3* database, int code, std::string_view doing);

}  // namespace kilograph::knowledge::ledger
