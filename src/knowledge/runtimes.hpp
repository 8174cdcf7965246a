// The runtimes that Kilograph knows, as data: ontology/runtimes/*.json.
#pragma once

#include <vector>

#include "base/result.hpp"
#include "domain/facts.hpp"

namespace kilograph::knowledge {

// The first is the default, assumed where a device declares none (tflm-2026-08).
// Errors: internal, when a shipped file is broken.
Result<std::vector<domain::Runtime>> runtimes();

}  // namespace kilograph::knowledge
