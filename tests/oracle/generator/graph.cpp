#include "oracle/generator/graph.hpp"

#include <algorithm>
#include <cstring>

namespace kilograph::oracle {
namespace {

std::int64_t elements(const Shape& shape) {
  std::int64_t count = 1;
  for (const std::int32_t dimension : shape) count *= dimension;
  return count;
}

std::size_t packed_bytes(TensorType type, const Shape& shape) {
  return (static_cast<std::size_t>(elements(shape)) * domain::bits_of(type) + 7) / 8;
}

// Values that no kernel divides by or takes for special: floats near one, else small odd numbers.
Bytes random_bytes(TensorType type, const Shape& shape, RandomSource& random) {
  Bytes bytes(packed_bytes(type, shape));
  if (type == TensorType::float32) {
    for (std::size_t i = 0; i + 4 <= bytes.size(); i += 4) {
      const float value = 0.5F + static_cast<float>(random.between(0, 100)) / 100.0F;
      std::memcpy(&bytes[i], &value, sizeof value);
    }
    return bytes;
  }
  const std::size_t step = std::max<std::size_t>(1, domain::bits_of(type) / 8);
  for (std::size_t i = 0; i < bytes.size(); i += step)
    bytes[i] = type == TensorType::boolean ? random.byte() & 1U : random.byte() | 1U;
  return bytes;
}

QuantizationDraft activation_quantization(TensorType type, RandomSource& random) {
  if (type == TensorType::int8) {
    const float scale = random.one_of(std::vector<float>{0.015625F, 0.03125F, 0.05F});
    return {{scale}, {random.between(-12, 12)}, 0};
  }
  if (type == TensorType::uint8) return {{0.03125F}, {random.between(100, 140)}, 0};
  if (type == TensorType::int16) return {{random.one_of(std::vector<float>{0.0009765625F, 0.001F})}, {0}, 0};
  return {};
}

}  // namespace

bool is_quantized(TensorType type) { return type == TensorType::int8 || type == TensorType::int16; }

Bytes bytes_of(const std::vector<std::int32_t>& values) {
  Bytes bytes(values.size() * sizeof(std::int32_t));
  std::memcpy(bytes.data(), values.data(), bytes.size());
  return bytes;
}

std::int32_t Graph::push(TensorDraft tensor) {
  draft().tensors.push_back(std::move(tensor));
  return static_cast<std::int32_t>(draft().tensors.size() - 1);
}

Shape Graph::shape(TensorType type, int rank, int most) {
  std::vector<Shape> there;
  for (const Offer& offer : pool_) {
    const TensorDraft& known = tensor(offer.tensor);
    if (known.type == type && known.shape.size() == static_cast<std::size_t>(rank)) there.push_back(known.shape);
  }
  if (!there.empty() && random_.chance(60)) return random_.one_of(there);
  Shape shape;
  for (int i = 0; i < rank; ++i) shape.push_back(random_.between(1, most));
  return shape;
}

std::int32_t Graph::activation(TensorType type, const Shape& shape) {
  std::vector<std::size_t> fitting;
  for (std::size_t i = 0; i < pool_.size(); ++i) {
    const TensorDraft& known = tensor(pool_[i].tensor);
    if (known.type == type && elements(known.shape) == elements(shape)) fitting.push_back(i);
  }
  if (fitting.empty() || random_.chance(25)) return input(type, shape);
  Offer& offer = pool_[random_.one_of(fitting)];
  offer.is_read = true;
  const std::int32_t found = offer.tensor;
  if (shape_of(found) == shape) return found;
  const std::int32_t turned = made_like(found, shape);
  add("RESHAPE", {found, numbers(shape)}, {turned}, {{0, shape}});
  pool_.back().is_read = true;
  return turned;
}

std::int32_t Graph::input(TensorType type, const Shape& shape) {
  const std::int32_t index = push({type, shape, activation_quantization(type, random_), {}, false});
  draft().inputs.push_back(index);
  pool_.push_back({index, true});
  return index;
}

std::int32_t Graph::made(TensorType type, const Shape& shape) {
  return push({type, shape, activation_quantization(type, random_), {}, false});
}

std::int32_t Graph::made_like(std::int32_t other, const Shape& shape) {
  return push({tensor(other).type, shape, tensor(other).quantization, {}, false});
}

std::int32_t Graph::constant(TensorType type, const Shape& shape) {
  return push({type, shape, activation_quantization(type, random_), random_bytes(type, shape, random_), false});
}

std::int32_t Graph::weights(TensorType type, const Shape& shape, bool per_axis, std::int32_t axis) {
  QuantizationDraft quantization;
  if (type != TensorType::float32) {
    const std::int32_t count = per_axis ? shape[static_cast<std::size_t>(axis)] : 1;
    for (std::int32_t i = 0; i < count; ++i)
      quantization.scales.push_back(static_cast<float>(random_.between(1, 9)) / 1024.0F);
    quantization.zero_points.assign(static_cast<std::size_t>(count), 0);
    quantization.axis = per_axis ? axis : 0;
  }
  return push({type, shape, quantization, random_bytes(type, shape, random_), false});
}

std::int32_t Graph::numbers(const std::vector<std::int32_t>& values) {
  return numbers(values, {static_cast<std::int32_t>(values.size())});
}

std::int32_t Graph::numbers(const std::vector<std::int32_t>& values, const Shape& shape) {
  return push({TensorType::int32, shape, {}, bytes_of(values), false});
}

std::int32_t Graph::variable(TensorType type, const Shape& shape) {
  return push({type, shape, activation_quantization(type, random_), {}, true});
}

OperatorDraft& Graph::add(std::string name, std::vector<std::int32_t> inputs, std::vector<std::int32_t> outputs,
                          std::vector<OptionField> options) {
  for (const std::int32_t output : outputs) {
    if (tensor(output).type != TensorType::resource) offer(output);
  }
  draft().operators.push_back({std::move(name), std::move(inputs), std::move(outputs), std::move(options), {}, {}});
  return draft().operators.back();
}

void Graph::finish() {
  std::vector<std::int32_t> read;
  for (const Offer& offer : pool_) {
    if (!offer.is_read) draft().outputs.push_back(offer.tensor);
    if (offer.is_read && std::ranges::find(draft().inputs, offer.tensor) == draft().inputs.end())
      read.push_back(offer.tensor);
  }
  if (!read.empty() && random_.chance(20)) draft().outputs.push_back(random_.one_of(read));
}

}  // namespace kilograph::oracle
