// What would shrink a model's arena: another order of its operators, outputs written over inputs, and
// offsets planned ahead (docs/decisions/0008-searches-are-bounded-by-steps.md).
//
// Guarantee: every figure is what `plan` says of the changed model, never a difference of estimates. The
// searches are bounded by steps, not by time, so that the same model gives the same answer everywhere; where a
// bound cut a search short, the answer says that it is not proven.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "domain/model.hpp"
#include "inspect/plan/memory_plan.hpp"

namespace kilograph::inspect {

// An arena in short. Of ranges, their best figure.
struct ArenaNeed {
  std::uint64_t head_bytes = 0;
  std::uint64_t used_bytes = 0;     // head + tail
  std::uint64_t minimum_bytes = 0;  // what must be provided

  friend bool operator==(const ArenaNeed&, const ArenaNeed&) = default;
};

// For each subgraph its operators' indices in the order in which they shall run.
using OperatorOrders = std::vector<std::vector<std::int32_t>>;

// The best order of operators that was found. Allowed are orders with the same result: an operator runs
// after those whose outputs it reads; operators that keep or share state (resource variables, variable
// tensors, custom and unknown operators, those that call subgraphs) keep their order among themselves.
struct OrderFinding {
  OperatorOrders orders;               // today's where no order has fewer bytes alive at once
  bool is_new = false;                 // it is not today's
  bool is_better = false;              // and its head is smaller, as the runtime places it
  std::uint64_t alive_bytes_today = 0; // most bytes alive at once, as the file orders its operators
  std::uint64_t alive_bytes = 0;       // the same in the order found
  std::uint64_t alive_bound = 0;       // no allowed order has less alive; equal to alive_bytes where proven
  bool is_proven = false;              // no allowed order has a smaller peak of bytes alive
  bool head_is_proven = false;         // and none has a smaller head, wherever buffers are placed
  ArenaNeed need;                      // in the order found, placed by the runtime
};

// An operator that could write its output over an input that nobody reads later.
struct InPlaceUse {
  std::int32_t subgraph = 0;
  std::int32_t op = 0;
  std::int32_t input = 0;              // tensors of that subgraph
  std::int32_t output = 0;
  std::uint64_t bytes = 0;             // of the buffer that is shared

  friend bool operator==(const InPlaceUse&, const InPlaceUse&) = default;
};

// What a runtime with in-place operators would need. No version of TensorFlow Lite Micro does this: it places
// every tensor by itself.
struct InPlaceFinding {
  std::vector<InPlaceUse> uses;
  std::uint64_t alive_bytes = 0;       // most bytes alive at once with all of them
  std::uint64_t head_bytes = 0;        // today's order, placed by the runtime's rule; at most today's
  std::uint64_t used_bytes = 0;
};

// Offsets for the tensors, to be written into the file as "OfflineMemoryAllocation" metadata; scratch
// memory is always placed by the runtime, around them.
struct PlacementFinding {
  bool is_better = false;  // a smaller head than without these offsets, and than that of the file as it is
  std::uint64_t head_bound = 0;  // no placement is smaller
  bool is_proven = false;  // need.head_bytes is the smallest there is for this order
  ArenaNeed need;  // with these offsets; where none are better, without any
  std::vector<std::int32_t> words;  // the metadata's content; empty: none needed
  std::string_view obstacle;  // why no offsets can be given; empty: they can
};

// The words as the file holds them (little-endian), and the entry's name.
Bytes metadata_bytes(const std::vector<std::int32_t>& words);
inline constexpr std::string_view kOfflinePlanName = "OfflineMemoryAllocation";

struct Optimisations {
  PlanTarget target;
  bool exact = false;  // the plans are; else all figures are estimates
  ArenaNeed today;  // of the file as it is, an offline plan that it carries included
  OrderFinding order;
  InPlaceFinding in_place;
  PlacementFinding placement;  // in today's order
  PlacementFinding placement_in_order;  // in the order found; that order's `placement` where it is today's

  // What a copy should hold for the smallest head; of equals the fewest changes.
  struct Copy {
    OperatorOrders orders;  // empty: as in the file
    std::vector<std::int32_t> words;  // of the offline plan; empty: as in the file
    ArenaNeed need;

    bool changes() const { return !orders.empty() || !words.empty(); }
  };
  Copy best_copy() const;
};

// Errors: those of `plan`; unsupported where the model does not start on the target, or where its memory there is
// not known (the message says why).
Result<Optimisations> optimise(const domain::Model& model, const PlanTarget& target);

}  // namespace kilograph::inspect
