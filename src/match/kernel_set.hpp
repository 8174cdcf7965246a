// A runtime built with other kernels than its own.
#pragma once

#include <string>

#include "domain/runtime.hpp"

namespace kilograph::match {

// The code of single operators was measured with the runtime's own kernels: with others each counts as not measured.
// With its own the runtime stays as it is.
domain::Runtime with_kernels(domain::Runtime runtime, const std::string& kernels);

}  // namespace kilograph::match
