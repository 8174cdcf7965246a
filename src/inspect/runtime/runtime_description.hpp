// A runtime as data: what it registers, what each operator takes of the arena, and the sizes of its
// own structures. Read from ontology/runtimes/*.json (docs/formats/runtime.md); a further version
// of a runtime is a further file.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/runtime.hpp"
#include "domain/tensor.hpp"
#include "inspect/runtime/abi.hpp"

namespace kilograph::inspect {

// Bytes and alignment of a structure. The alignment is what the runtime asks its allocator for.
struct Layout {
  std::uint32_t bytes = 0;
  std::uint32_t alignment = 1;

  friend bool operator==(const Layout&, const Layout&) = default;
};

using LayoutByAbi = std::array<Layout, kAbis.size()>;  // 0 bytes where it is not known, or nothing is kept

// What a row's figures rest on.
enum class Evidence {
  measured,          // equal to the runtime's own figures, of that version and on its measured ABIs
  measured_earlier,  // equal with an earlier version alone
  derived,           // by the public source alone
};

// The kernels that a rule distinguishes.
enum class KernelFamily { reference, cmsis_nn, esp_nn };
inline constexpr std::size_t kKernelFamilies = 3;
enum class VectorUnit { none, dsp, mve };  // of Arm cores; what CMSIS-NN is compiled for

// How an interpreter keeps a graph in the arena (docs/formats/memory_plan.md).
enum class Interpreter {
  eval_tensors,   // since 2021: a small tensor for each, whole ones for the graph's ports
  whole_tensors,  // 2020: a whole tensor and its quantization for each; one subgraph
};

// A build of the kernels, by name: "cmsis-nn-dsp".
struct KernelSet {
  std::string id;
  std::string title;
  KernelFamily family = KernelFamily::reference;
  VectorUnit unit = VectorUnit::none;
  struct On {
    Abi abi;
    bool measured;  // whether figures were measured there; without, a plan is an estimate
  };
  std::vector<On> abis;
};

// How a kernel asks for memory while it is prepared; src/inspect/plan/kernel_rules.hpp has each, custom_rules.hpp those
// of custom operators.
enum class KernelRule {
  none,
  add_n,
  average_pool,
  batch_matrix_product,
  convolution,
  cumulative_sum,
  decode,
  delay,
  depthwise_convolution,
  detection,
  embedding_lookup,
  filter_bank,
  forward_transform,
  framer,
  fully_connected,
  inverse_transform,
  log_softmax,
  mean_or_sum,
  mirror_pad,
  overlap_add,
  reduce_extreme,
  sequence_lstm,
  softmax,
  spectral_subtraction,
  stacker,
  sums_alone,  // MEAN and SUM of the runtimes before 2026
  svdf,
  transposed_convolution,
  writable_dimensions,
};

// Forms of an operator that its evidence may leave out, or that a runtime refuses.
enum class Form {
  int4_weights,
  dilation,
  int8_input,
  int16_input,
  float32_input,
  int4_with_scale_a_channel,
  int16_with_scale_a_channel,
};

// Types as bits, for the set that a kernel takes.
using TypeSet = std::uint32_t;
constexpr bool contains(TypeSet set, domain::TensorType type) { return (set >> static_cast<unsigned>(type)) & 1u; }

struct OperatorRow {
  std::string name;               // as domain::Operator::name
  std::int32_t newest_version = 1;  // the newest known to run, or that the operator had by then
  std::uint32_t least_inputs = 1;   // tensors without which its kernel does not start
  std::uint32_t least_outputs = 1;
  LayoutByAbi options{};          // parsed builtin options
  std::array<LayoutByAbi, kKernelFamilies> data{};  // operator data
  std::vector<Evidence> evidence;                   // one a kernel set
  std::vector<std::vector<Form>> unmeasured;        // one list a kernel set
  std::vector<Form> refused;      // a model with one does not start
  std::uint32_t typed_input = 0;  // which input `types` speaks of
  TypeSet types = 0;              // 0: the kernel takes what comes
  KernelRule rule = KernelRule::none;
};

// Sizes of the runtime's own structures on one ABI; 0 bytes where its interpreter has no such thing.
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
  Layout int_array_head;           // an array of int32 without elements
  Layout scratch_request;
  Layout allocation_info;
  Layout planned_buffer;           // the planner's room for a buffer
};

// What this runtime takes beyond the plan that its rules give, a number a kind of thing that the
// model has: a recorder's bytes, or what an old interpreter kept for each tensor.
struct FurtherBytes {
  std::int64_t constant = 0;
  std::int64_t tensor = 0;
  std::int64_t quantized_tensor = 0;
  std::int64_t scale = 0;
  std::int64_t subgraph = 0;
  std::int64_t operators = 0;
  std::int64_t port = 0;                // a graph input or output
  std::uint32_t within_thousandths = 0; // how far figures may be off; 0: exact
  std::string doubt;                    // why they may be
};

struct RuntimeDescription {
  domain::Runtime runtime;  // id, title, default kernels, number formats, source, code bytes
  std::string as_of;        // "2026-08"
  Interpreter interpreter = Interpreter::eval_tensors;
  bool runs_on_devices = true;   // false: of use on hosts alone, or not given to boards any more
  bool refuses_versions = false; // an operator newer than its row does not start
  bool refuses_types = true;     // false: any type starts that has a size
  bool counts_variable_names = false;  // room for as many resource variables as have different names, not
                                       // as there are VAR_HANDLE operators; the calling program decides
  std::uint32_t arena_alignment = 16;
  std::uint32_t scratch_requests_an_operator = 12;  // room kept for requests while preparing
  std::string code_kernels;  // what runtime.code was measured with, beside its ABI
  std::string code_source;
  std::vector<KernelSet> kernel_sets;
  std::array<RuntimeStructures, kAbis.size()> structures{};
  std::vector<OperatorRow> operators;  // by name
  std::optional<FurtherBytes> further;

  const OperatorRow* row(std::string_view name) const;  // null where there is no such operator
};

}  // namespace kilograph::inspect
