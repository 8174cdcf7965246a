#include "inspect/plan/runtime_structures.hpp"

namespace kilograph::inspect::plan_detail {
namespace {

constexpr RuntimeStructures kHost64{
    .arena_allocator = {72, 8},
    .memory_planner = {72, 8},
    .micro_allocator = {72, 8},
    .resource_variables = {16, 16},
    .resource_variable = {40, 16},
    .builtin_data_allocator = {16, 8},
    .subgraph_allocations = {16, 8},
    .eval_tensor = {24, 8},
    .node_and_registration = {64, 8},
    .scratch_handle = {8, 8},
    .pointer = {8, 16},
    .tensor = {64, 8},
    .affine_quantization = {24, 8},
    .int_array_head = {4, 4},
    .scratch_request = {16, 8},
    .allocation_info = {32, 8},
    .planner_bytes_a_buffer = 40,
};

constexpr RuntimeStructures kArm32{
    .arena_allocator = {36, 4},
    .memory_planner = {44, 4},
    .micro_allocator = {36, 4},
    .resource_variables = {12, 16},
    .resource_variable = {20, 16},
    .builtin_data_allocator = {8, 4},
    .subgraph_allocations = {8, 4},
    .eval_tensor = {12, 4},
    .node_and_registration = {32, 4},
    .scratch_handle = {4, 4},
    .pointer = {4, 16},
    .tensor = {32, 4},
    .affine_quantization = {12, 4},
    .int_array_head = {4, 4},
    .scratch_request = {12, 4},
    .allocation_info = {24, 4},
    .planner_bytes_a_buffer = 40,
};

}  // namespace

const RuntimeStructures& structures_of(Abi abi) { return abi == Abi::arm32 ? kArm32 : kHost64; }

}  // namespace kilograph::inspect::plan_detail
