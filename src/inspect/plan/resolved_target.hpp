// A plan's target with the data that it names.
#pragma once

#include "base/result.hpp"
#include "inspect/plan/memory_plan.hpp"
#include "inspect/runtime/runtime_description.hpp"

namespace kilograph::inspect::plan_detail {

struct ResolvedTarget {
  const RuntimeDescription* runtime;
  std::size_t set;  // index of its kernel set
  Abi abi;
  bool measured;    // whether figures were measured with these kernels on this ABI
  bool structures_measured = true;  // whether any were, so that the runtime's own structures are known there

  const KernelSet& kernels() const { return runtime->kernel_sets[set]; }
  const RuntimeStructures& sizes() const { return runtime->structures[static_cast<std::size_t>(abi)]; }
  Layout options(const OperatorRow& row) const { return row.options[static_cast<std::size_t>(abi)]; }
  Layout data(const OperatorRow& row) const {
    return row.data[static_cast<std::size_t>(kernels().family)][static_cast<std::size_t>(abi)];
  }
};

// Errors: usage, naming the targets there are.
Result<ResolvedTarget> resolve(const PlanTarget& target);

constexpr std::uint64_t round_up(std::uint64_t value, std::uint64_t alignment) {
  return (value + alignment - 1) / alignment * alignment;
}

}  // namespace kilograph::inspect::plan_detail
