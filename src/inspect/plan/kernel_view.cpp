#include "inspect/plan/kernel_view.hpp"

namespace kilograph::inspect::plan_detail {

using domain::Tensor;
using domain::TensorType;

std::uint32_t arena_bytes_of(TensorType type) {
  switch (type) {
    case TensorType::boolean:
    case TensorType::int4:
    case TensorType::int8:
    case TensorType::uint8: return 1;
    case TensorType::float16:
    case TensorType::bfloat16:
    case TensorType::int16:
    case TensorType::uint16: return 2;
    case TensorType::float32:
    case TensorType::int32:
    case TensorType::uint32:
    case TensorType::resource: return 4;  // a resource is a number there
    case TensorType::float64:
    case TensorType::int64:
    case TensorType::uint64:
    case TensorType::complex64: return 8;
    case TensorType::complex128: return 16;
    default: return 0;
  }
}

const Tensor* KernelView::tensor(const std::vector<std::int32_t>& indices, std::size_t i) const {
  if (i >= indices.size() || indices[i] < 0) return nullptr;
  return &subgraph_.tensors[static_cast<std::size_t>(indices[i])];
}

TensorType KernelView::type(const Tensor* tensor) { return tensor ? tensor->spec.type : TensorType::unknown; }

std::uint64_t rank(const Tensor* tensor) { return tensor ? tensor->spec.shape.size() : 0; }

std::uint64_t dimension(const Tensor* tensor, std::size_t axis) {
  if (!tensor || axis >= tensor->spec.shape.size() || tensor->spec.shape[axis] < 0) return 1;
  return static_cast<std::uint64_t>(tensor->spec.shape[axis]);
}

std::uint64_t last_dimension(const Tensor* tensor) {
  return rank(tensor) == 0 ? 1 : dimension(tensor, rank(tensor) - 1);
}

std::uint64_t elements(const Tensor* tensor) {
  return tensor ? domain::element_count(tensor->spec.shape).value_or(0) : 0;
}

std::uint64_t arena_bytes(const Tensor* tensor) {
  return tensor ? elements(tensor) * arena_bytes_of(tensor->spec.type) : 0;
}

}  // namespace kilograph::inspect::plan_detail
