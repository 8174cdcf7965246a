// What kernels ask for while they are prepared: a rule a kernel family. Sources: the TensorFlow Lite
// Micro and CMSIS-NN projects' public kernels, each rule confirmed as its row in ontology/runtimes says.
#pragma once

#include "inspect/plan/kernel_view.hpp"

namespace kilograph::inspect::plan_detail {

void ask(KernelRule rule, const KernelView& view, Requests& requests);

}  // namespace kilograph::inspect::plan_detail
