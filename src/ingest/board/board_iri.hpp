// Boards are named by who defines them: two definitions of one board are two entities until a statement unites them.
#pragma once

#include <string>
#include <string_view>

namespace kilograph::ingest::board {

// https://w3id.org/kilograph/id/board/<platform>/<id>; what may not stand in a path is percent-encoded, but "/".
std::string board_iri(std::string_view platform, std::string_view id);

}  // namespace kilograph::ingest::board
