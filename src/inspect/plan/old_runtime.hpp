// The interpreter of 2021 on a 64-bit host, which the published arena figures come from.
#pragma once

#include "domain/model.hpp"
#include "inspect/plan/memory_plan.hpp"

namespace kilograph::inspect::plan_detail {

// As for today's runtime, but uint8 models start there.
std::vector<std::string> old_runtime_refusals(const domain::Model& model);

// Turns today's plan into one of the old runtime. It kept a whole tensor and its quantization for
// every tensor: used + 88 · tensors + 28 · quantized tensors + 4 · scales − 456. The rule gives all 23
// published figures within 0.69 %, nine of them exactly; −456 was fitted to them. So the figures are a
// range of 0.7 % either way, and say why; the tail's items are left out, because they are today's.
void age(const domain::Model& model, MemoryPlan& plan);

}  // namespace kilograph::inspect::plan_detail
