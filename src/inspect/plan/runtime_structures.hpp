// Sizes of the runtime's own structures, as data.
#pragma once

#include <cstdint>

#include "inspect/plan/memory_plan.hpp"

namespace kilograph::inspect::plan_detail {

struct Layout {
  std::uint32_t bytes = 0;
  std::uint32_t alignment = 1;
};

// Of tflm-2026-08. Evidence of all rows but the resource variables: arena_used_bytes() of the runtime as
// of 2026-08-20 equals the sum of these for every one-subgraph model of the reference data, on a
// 64-bit host and on a Cortex-M4. The resource variables' rows come from the members that the public
// source states and equal the four models with VAR_HANDLE there.
struct RuntimeStructures {
  Layout arena_allocator;
  Layout memory_planner;
  Layout micro_allocator;
  Layout resource_variables;       // the table
  Layout resource_variable;        // one row of it
  Layout builtin_data_allocator;
  Layout subgraph_allocations;
  Layout eval_tensor;
  Layout node_and_registration;
  Layout scratch_handle;
  Layout pointer;
  Layout tensor;                   // of a graph input or output
  Layout affine_quantization;
  Layout int_array_head;           // TfLiteIntArray without elements, each 4 bytes
  Layout scratch_request;
  Layout allocation_info;
  std::uint32_t planner_bytes_a_buffer = 0;
};

const RuntimeStructures& structures_of(Abi abi);

inline constexpr std::uint32_t kArenaAlignment = 16;
inline constexpr std::uint32_t kScratchRequestsAnOperator = 12;  // room kept for requests while preparing

constexpr std::uint64_t round_up(std::uint64_t value, std::uint64_t alignment) {
  return (value + alignment - 1) / alignment * alignment;
}

}  // namespace kilograph::inspect::plan_detail
