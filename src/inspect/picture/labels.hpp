// What parts of a plan are called, for people.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "domain/model.hpp"
#include "inspect/plan/lifetimes.hpp"
#include "inspect/plan/memory_plan.hpp"

namespace kilograph::inspect {

// "conv1/Relu"; "tensor 3" for one without a name; "scratch of operator 2 CONV_2D".
std::string label_of(const domain::Model& model, const PlannedBuffer& buffer);

// "CONV_2D"; "start" for a subgraph's entry.
std::string operator_name(const domain::Model& model, std::int32_t subgraph, std::int32_t op);

// What happens at each step of the plan, by PlannedBuffer's times.
std::vector<plan_detail::Step> steps_of(const domain::Model& model);

// Bytes alive at each step; the largest are the peak.
std::vector<std::uint64_t> alive_bytes(const Arena& arena, std::size_t steps);
std::size_t peak_step(const Arena& arena, std::size_t steps);  // the first of them; 0 without steps

}  // namespace kilograph::inspect
