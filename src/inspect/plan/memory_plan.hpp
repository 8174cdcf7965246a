// The tensor arena of a model, planned without running it: what TensorFlow Lite Micro would place
// where, to the byte (docs/formats/memory_plan.md has the rules and what each one rests on).
//
// Guarantee: a plan that is `exact` says what the runtime's own arena_used_bytes() would say. Where
// one rule on the way is not known to be exact, `doubts` names it and the figures are ranges (decision
// 0006 says what they rest on); a figure is never shown as exact on a guess.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "domain/model.hpp"
#include "inspect/runtime/abi.hpp"

namespace kilograph::inspect {

// What runs the model: a runtime of ontology/runtimes/, one of its kernel sets, and an ABI that it is
// known on ("tflm-2026-08", "cmsis-nn-dsp", arm32).
struct PlanTarget {
  std::string runtime;
  std::string kernels;
  Abi abi = Abi::arm32;

  friend bool operator==(const PlanTarget&, const PlanTarget&) = default;
};
std::vector<PlanTarget> plan_targets();           // all that are known; runtimes of devices first, newest first
std::string to_text(const PlanTarget& target);    // "tflm-2026-08, reference, arm32"
std::string plan_targets_text();                  // all that are known, a line each

// Bytes that are known exactly (low = best = high) or lie between two bounds. `best` is what the rules say without
// their doubts: not the middle, nothing measured confirms it, and it may be far from either bound. What must be enough
// is `high`.
struct ByteRange {
  std::uint64_t best = 0;
  std::uint64_t low = 0;
  std::uint64_t high = 0;

  bool exact() const { return low == high; }
  friend bool operator==(const ByteRange&, const ByteRange&) = default;
};

// A buffer in the part of the arena that is used over and over. Times count the steps of the run:
// 0 is the start, each operator is one step and so is the entry of each subgraph that is called;
// -1 is a tensor that no step touches (it takes room all the same).
struct PlannedBuffer {
  std::int32_t subgraph = 0;
  std::int32_t tensor = -1;    // index in the subgraph; -1 for scratch memory
  std::int32_t op = -1;        // whose scratch it is; -1 for a tensor
  std::uint64_t bytes = 0;     // as placed: rounded up to 16
  std::uint64_t offset = 0;    // from the start of the aligned arena
  std::int32_t first_use = -1;
  std::int32_t last_use = -1;  // inclusive

  bool is_scratch() const { return tensor < 0; }
  friend bool operator==(const PlannedBuffer&, const PlannedBuffer&) = default;
};

// One allocation in the part that lasts, in the order in which it is made.
struct TailItem {
  std::string what;            // "evaluation tensors of subgraph 0", "data of operator 3 CONV_2D"
  std::uint64_t bytes = 0;     // as asked for
  std::uint32_t alignment = 1;

  friend bool operator==(const TailItem&, const TailItem&) = default;
};

// The step with the most bytes alive at once.
struct Peak {
  std::int32_t subgraph = 0;
  std::int32_t op = -1;        // -1: between operators (inputs alone, or a subgraph's entry)
  std::uint64_t bytes = 0;     // alive in that step; at most the head, which has gaps

  friend bool operator==(const Peak&, const Peak&) = default;
};

// A kind of operator that the model needs from the runtime, in order of first use.
struct OperatorNeed {
  std::string name;
  std::int32_t version = 1;    // the highest in the model
  std::uint32_t count = 0;
  bool registered = false;     // whether the runtime has it

  friend bool operator==(const OperatorNeed&, const OperatorNeed&) = default;
};

// What the device keeps for good beside the arena.
struct ProgramMemory {
  std::uint64_t model_bytes = 0;     // the file's, in whole steps of 16, as it is kept
  std::uint64_t constants_bytes = 0; // of them, values of constant tensors
  std::optional<ByteRange> code;     // of the runtime and the operators; `best` is what to provide, the upper
                                  // bound; absent where nothing was measured on that ABI
  std::string code_evidence;  // what the bounds rest on, or why there are none
};

// What the arena holds. `head` grows up and is shared over time, `tail` grows down and lasts;
// used = head + tail. `minimum` is what must be provided, in whole steps of 16: never less than
// `used`, more where planning itself needs more room than running. Add `misalignment_bytes` where the
// memory does not begin at a multiple of 16.
struct Arena {
  ByteRange head;
  ByteRange tail;
  ByteRange used;
  ByteRange minimum;
  std::uint32_t misalignment_bytes = 15;
  std::vector<PlannedBuffer> buffers;  // in the runtime's order: tensors by subgraph, then scratch
  std::vector<TailItem> tail_items;
  Peak peak;
};

struct MemoryPlan {
  PlanTarget target;
  std::vector<std::string> refusals;  // why the model does not start there; empty: it starts
  std::vector<std::string> doubts;  // why the figures are an estimate; empty: they are exact
  std::optional<Arena> arena;  // absent where the model does not start, or where the file does not say what decides
                               // on its memory: a custom operator's options, a broken offline plan (`doubts` names it)
  std::vector<OperatorNeed> operators;
  ProgramMemory program;

  bool starts() const { return refusals.empty(); }
  bool exact() const { return starts() && doubts.empty(); }
};

// The plan of a model on a target. A model that the runtime refuses is no error: its plan says why.
// Errors: usage (no such target; the message lists those there are); bad_input naming the tensor,
// where a size is not known before run time or does not fit 64 bits.
Result<MemoryPlan> plan(const domain::Model& model, const PlanTarget& target);

}  // namespace kilograph::inspect
