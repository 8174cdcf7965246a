// Whether every tensor of a model has a size that can be planned.
#pragma once

#include <string>

#include "base/result.hpp"
#include "domain/model.hpp"

namespace kilograph::inspect::plan_detail {

// Sums stay far from 64 bits when every size does. Errors: bad_input naming the subgraph, the tensor and
// the first operator that touches it, where its size is not known before run time or is beyond 2^48 bytes.
Result<void> check_sizes(const domain::Model& model);

// That a tensor has more bytes than the runtimes count, whose sizes are 32-bit numbers with a sign: what they take for
// it is not known. Empty: none has. The sizes were checked.
std::string uncounted_tensor(const domain::Model& model);

}  // namespace kilograph::inspect::plan_detail
