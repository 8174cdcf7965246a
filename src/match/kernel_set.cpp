#include "match/kernel_set.hpp"

namespace kilograph::match {

domain::Runtime with_kernels(domain::Runtime runtime, const std::string& kernels) {
  if (runtime.kernels != kernels) runtime.code.operators.clear();
  runtime.kernels = kernels;
  return runtime;
}

}  // namespace kilograph::match
