// Takes an answer from the engine as it comes.
#pragma once

#include "engine/rdf.h"
#include "knowledge/index/sparql_index.hpp"

namespace kilograph::knowledge::index {

// Callbacks that fill columns, rows and body of `answer`, which must outlive them. No exception
// leaves them: out of memory stops the query.
KgSink sink_into(QueryAnswer& answer);

}  // namespace kilograph::knowledge::index
