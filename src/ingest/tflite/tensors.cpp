#include "ingest/tflite/tensors.hpp"

#include <cstring>

#include "ingest/tflite/quantization.hpp"

namespace kilograph::ingest::tflite {
namespace {

using domain::Shape;
using domain::TensorType;

TensorType type_of(std::int8_t code) {
  const bool known = code >= 0 && code < static_cast<std::int8_t>(TensorType::unknown);
  return known ? static_cast<TensorType>(code) : TensorType::unknown;
}

constexpr std::size_t kMostDimensions = 255;  // far beyond any kernel's; keeps messages short

Result<void> check_dimensions(Elements<std::int32_t> shape, std::string_view what) {
  if (shape.size() > kMostDimensions) {
    return fail(ErrorKind::bad_input, "its " + std::string(what) + " has " + grouped(shape.size()) + " dimensions", {},
                "at most " + std::to_string(kMostDimensions));
  }
  for (std::size_t i = 0; i < shape.size(); ++i) {
    if (shape[i] >= -1) continue;
    return fail(ErrorKind::bad_input,
                "dimension " + std::to_string(i) + " of its " + std::string(what) + " is " + std::to_string(shape[i]),
                {}, "0 or more, or -1 for one that is not known before run time");
  }
  return {};
}

bool has_unknown_dimension(const Shape& shape) {
  for (const std::int32_t dimension : shape) {
    if (dimension == -1) return true;
  }
  return false;
}

// Numbers of bytes stay countable in 64 bits: no type takes more than 16 bytes an element.
Result<void> check_size(const Shape& shape) {
  constexpr std::uint64_t kMostElements = UINT64_MAX / 128;
  if (has_unknown_dimension(shape)) return {};
  const std::optional<std::uint64_t> count = domain::element_count(shape);
  if (count && *count <= kMostElements) return {};
  return fail(ErrorKind::bad_input, "its shape " + domain::to_text(shape) + " has more elements than can be counted");
}

Result<void> check_signature(Elements<std::int32_t> signature, const Shape& shape) {
  KG_CHECK(check_dimensions(signature, "shape signature"));
  if (signature.empty() || signature.size() == shape.size()) return {};
  return fail(
      ErrorKind::bad_input,
      "its shape signature has " + grouped(signature.size()) + " dimensions, its shape " + grouped(shape.size()), {},
      "as many in both");
}

Result<void> check_constant(const domain::Tensor& tensor) {
  const Shape& shape = tensor.spec.shape;
  const unsigned bits = bits_of(tensor.spec.type);
  const std::optional<std::uint64_t> count = domain::element_count(shape);
  if (!count) {
    return fail(ErrorKind::bad_input,
                "it has constant data, but its shape " + domain::to_text(shape) + " is not fully known", {},
                "no dimension of -1");
  }
  const std::uint64_t needed_bytes = (*count * bits + 7) / 8;
  if (bits == 0 || tensor.is_sparse || needed_bytes == tensor.constant_bytes) return {};
  return fail(
      ErrorKind::bad_input,
      "buffer " + std::to_string(tensor.buffer) + " holds " + grouped(tensor.constant_bytes) + " bytes", {},
      grouped(needed_bytes) + " bytes for " + domain::to_text(shape) + " of " + std::string(name_of(tensor.spec.type)));
}

template <class T>
void copy_values(ByteView data, std::vector<std::int64_t>& values) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    T value;
    std::memcpy(&value, data.data() + i * sizeof value, sizeof value);
    values[i] = value;
  }
}

// Small whole numbers decide on shapes. The constant's size was held against its shape.
Result<void> read_values(const ModelFile& file, domain::Tensor& tensor) {
  const bool is_wide = tensor.spec.type == TensorType::int64;
  if (!is_wide && tensor.spec.type != TensorType::int32) return {};
  const std::uint64_t count = tensor.constant_bytes / (is_wide ? 8 : 4);
  if (tensor.is_sparse || count > domain::Tensor::kMostValues) return {};
  KG_CHECK(file.budget.take(count, sizeof(std::int64_t)));
  tensor.values.resize(count);
  const ByteView data = buffer_data(file, tensor.buffer);
  is_wide ? copy_values<std::int64_t>(data, tensor.values) : copy_values<std::int32_t>(data, tensor.values);
  return {};
}

Result<void> read_data(const ModelFile& file, const schema::Tensor& source, domain::Tensor& tensor) {
  const std::uint32_t buffers = length(file.root.buffers());
  tensor.buffer = source.buffer();
  if (tensor.buffer >= buffers) {
    return fail(ErrorKind::bad_input, "it refers to buffer " + std::to_string(tensor.buffer), {},
                "one of the file's " + grouped(buffers) + " buffers, counted from 0");
  }
  if (source.external_buffer() != 0) {
    return fail(ErrorKind::unsupported,
                "its data are in another file (external buffer " + std::to_string(source.external_buffer()) + ")", {},
                "a model in one file", "Convert the model with its weights inside.");
  }
  tensor.constant_bytes = KG_TRY(buffer_bytes(file, tensor.buffer));
  tensor.is_constant = tensor.constant_bytes > 0;
  if (!tensor.is_constant) return {};
  tensor.is_behind = lies_behind(file, tensor.buffer);
  KG_CHECK(check_constant(tensor));
  return read_values(file, tensor);
}

Result<void> check_sparsity(const schema::Sparsity& sparsity, const Shape& shape) {
  const auto order = elements(sparsity.traversal_order());
  const auto blocks = elements(sparsity.block_map());
  const std::size_t levels = shape.size() + blocks.size();
  if (order.size() != levels || length(sparsity.dim_metadata()) != levels) {
    return fail(ErrorKind::bad_input,
                "its sparsity has " + grouped(order.size()) + " levels of order and " +
                    grouped(length(sparsity.dim_metadata())) + " of description",
                {}, grouped(levels) + " of both: one a dimension and one a block dimension");
  }
  for (const std::int32_t level : order) {
    if (level < 0 || static_cast<std::size_t>(level) >= levels) {
      return fail(ErrorKind::bad_input, "its sparsity names level " + std::to_string(level), {},
                  "0 to " + std::to_string(levels - 1));
    }
  }
  for (const std::int32_t dimension : blocks) {
    if (dimension < 0 || static_cast<std::size_t>(dimension) >= shape.size()) {
      return fail(ErrorKind::bad_input, "its sparsity has a block of dimension " + std::to_string(dimension), {},
                  "a dimension of the shape " + domain::to_text(shape));
    }
  }
  return {};
}

Result<domain::Tensor> read_tensor(const ModelFile& file, const schema::Tensor& source, std::uint32_t tensor_count) {
  domain::Tensor tensor;
  tensor.spec.name = KG_TRY(text(file, source.name()));
  tensor.spec.type = type_of(source.type());
  KG_CHECK(check_dimensions(elements(source.shape()), "shape"));
  tensor.spec.shape = KG_TRY(copied(file, source.shape()));
  KG_CHECK(check_size(tensor.spec.shape));
  KG_CHECK(check_signature(elements(source.shape_signature()), tensor.spec.shape));
  tensor.shape_signature = KG_TRY(copied(file, source.shape_signature()));
  if (tensor.shape_signature == tensor.spec.shape) tensor.shape_signature.clear();
  tensor.is_variable = source.is_variable();
  tensor.is_sparse = source.sparsity() != nullptr;
  if (tensor.is_sparse) KG_CHECK(check_sparsity(*source.sparsity(), tensor.spec.shape));
  KG_CHECK(read_data(file, source, tensor));
  KG_CHECK(read_quantization(file, source.quantization(), tensor_count, tensor));
  return tensor;
}

}  // namespace

Result<std::vector<domain::Tensor>> read_tensors(const ModelFile& file, const schema::SubGraph& subgraph) {
  const std::uint32_t count = length(subgraph.tensors());
  KG_CHECK(file.budget.take(count, sizeof(domain::Tensor)));
  std::vector<domain::Tensor> tensors;
  tensors.reserve(count);
  for (std::uint32_t i = 0; i < count; ++i) {
    const schema::Tensor& source = *subgraph.tensors()->Get(i);
    auto tensor = read_tensor(file, source, count);
    if (!tensor) return fail(std::move(tensor).error().in(numbered("tensor", i, source.name())));
    tensors.push_back(*std::move(tensor));
  }
  return tensors;
}

}  // namespace kilograph::ingest::tflite
