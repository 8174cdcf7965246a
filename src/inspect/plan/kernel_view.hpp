// What a rule of a kernel may look at, and what it may ask for.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "domain/model.hpp"
#include "inspect/plan/memory_plan.hpp"
#include "inspect/plan/resolved_target.hpp"

namespace kilograph::inspect::plan_detail {

// Bytes an element takes in the arena; int4 is unpacked there. 0: the runtime has no such type.
std::uint32_t arena_bytes_of(domain::TensorType type);

// One operator with its tensors. Dimensions that are missing count as 1, so that a rule need not
// check what the runtime itself would refuse.
class KernelView {
 public:
  KernelView(const domain::Subgraph& subgraph, const domain::Operator& op, const ResolvedTarget& target)
      : subgraph_(subgraph), op_(op), target_(target) {}

  const domain::Operator& op() const { return op_; }
  const domain::OperatorOptions& options() const { return op_.options; }
  const ResolvedTarget& target() const { return target_; }
  KernelFamily family() const { return target_.kernels().family; }
  VectorUnit unit() const { return target_.kernels().unit; }
  bool uses_cmsis_nn() const { return target_.kernels().family == KernelFamily::cmsis_nn; }

  const domain::Tensor* input(std::size_t i) const { return tensor(op_.inputs, i); }   // null: left out
  const domain::Tensor* output(std::size_t i) const { return tensor(op_.outputs, i); }
  domain::TensorType input_type(std::size_t i) const { return type(input(i)); }        // unknown: left out
  domain::TensorType output_type(std::size_t i) const { return type(output(i)); }

 private:
  const domain::Tensor* tensor(const std::vector<std::int32_t>& indices, std::size_t i) const;
  static domain::TensorType type(const domain::Tensor* tensor);

  const domain::Subgraph& subgraph_;
  const domain::Operator& op_;
  const ResolvedTarget& target_;
};

std::uint64_t rank(const domain::Tensor* tensor);
std::uint64_t dimension(const domain::Tensor* tensor, std::size_t axis);   // 1 where there is none
std::uint64_t last_dimension(const domain::Tensor* tensor);
std::uint64_t elements(const domain::Tensor* tensor);                      // 0 for no tensor
std::uint64_t arena_bytes(const domain::Tensor* tensor);

struct PersistentRequest {
  std::uint64_t bytes;
  const char* what;
};

// What a kernel asks for while it is prepared, in its order.
class Requests {
 public:
  // While all kernels are made, before the first is prepared.
  void persist_early(std::uint64_t bytes, const char* what) { early_.push_back({bytes, what}); }
  void persist(std::uint64_t bytes, const char* what) { persistent_.push_back({bytes, what}); }
  void scratch(std::uint64_t bytes) { scratch_.push_back({bytes, bytes, bytes}); }
  void scratch(const ByteRange& bytes) { scratch_.push_back(bytes); }
  // What lasts may be off by so much either way.
  void doubt(std::uint64_t bytes, const char* why) {
    doubtful_bytes_ += bytes;
    doubt_ = why;
  }
  // No figure can be given; what was asked for does not count then.
  void miss(std::string why) {
    if (missing_.empty()) missing_ = std::move(why);
  }

  const std::vector<PersistentRequest>& early() const { return early_; }
  const std::vector<PersistentRequest>& persistent() const { return persistent_; }
  const std::vector<ByteRange>& scratch() const { return scratch_; }
  std::uint64_t doubtful_bytes() const { return doubtful_bytes_; }
  const std::string& doubt() const { return doubt_; }      // empty: none
  const std::string& missing() const { return missing_; }  // empty: nothing

 private:
  std::vector<PersistentRequest> early_;
  std::vector<PersistentRequest> persistent_;
  std::vector<ByteRange> scratch_;
  std::uint64_t doubtful_bytes_ = 0;
  std::string doubt_;
  std::string missing_;
};

}  // namespace kilograph::inspect::plan_detail
