// The operators that tflm-2026-08 registers, and what each takes of the arena, as data.
#pragma once

#include <span>
#include <string_view>

#include "inspect/plan/kernel_view.hpp"
#include "inspect/plan/runtime_structures.hpp"

namespace kilograph::inspect::plan_detail {

// What a row's figures rest on.
enum class Evidence {
  measured,          // equal to the runtime's own figures, of that version and on both ABIs
  measured_earlier,  // equal on a 64-bit host with the runtime of January 2025 (PyPI tflite-micro
                     // 0.dev20250116215618); Arm by the members of the structures
  derived,           // by the public source alone
  no_rule,           // registered, but its memory is not known here: no plan can be made
};

// Types as bits, for the set that a kernel takes.
using TypeSet = std::uint32_t;
template <class... Types>
constexpr TypeSet types(Types... all) {
  return (TypeSet{0} | ... | (TypeSet{1} << static_cast<unsigned>(all)));
}
constexpr bool contains(TypeSet set, domain::TensorType type) { return (set >> static_cast<unsigned>(type)) & 1u; }

using Rule = void (*)(const KernelView&, Requests&);

struct OperatorRow {
  std::string_view name;        // as domain::Operator::name
  Layout options_host64{};      // parsed builtin options; 0 bytes: none are kept
  Layout options_arm32{};
  std::uint32_t data_host64 = 0;  // operator data; 0: none
  std::uint32_t data_arm32 = 0;
  std::uint32_t data_arm32_cmsis = 0;
  Evidence evidence = Evidence::derived;
  Evidence evidence_cmsis = Evidence::derived;
  std::uint32_t typed_input = 0;  // which input `types` speaks of
  TypeSet types = 0;              // 0: the kernel takes what comes
  Rule rule = nullptr;            // persistent and scratch requests while preparing; null: none
};

std::span<const OperatorRow> operator_rows();

// Null where the runtime has no such operator.
const OperatorRow* operator_row(std::string_view name);

}  // namespace kilograph::inspect::plan_detail
