// Element types, shapes and quantization of tensors: the terms of the TensorFlow Lite schema.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kilograph::domain {

// In the order of the schema's codes (0 to 22); `unknown` is every code after them.
enum class TensorType {
  float32,
  float16,
  int32,
  uint8,
  int64,
  string,
  boolean,
  int16,
  complex64,
  int8,
  float64,
  complex128,
  uint64,
  resource,
  variant,
  uint32,
  uint16,
  int4,
  bfloat16,
  int2,
  uint4,
  float8_e4m3fn,
  float8_e5m2,
  unknown,
};

std::string_view name_of(TensorType type);  // "int8", as in the schema, lower case
std::optional<TensorType> tensor_type_from(std::string_view name);
// Bits an element takes when packed; 0 where it has no fixed size (string, resource, variant, unknown).
unsigned bits_of(TensorType type);

// A dimension of -1 is not known before run time.
using Shape = std::vector<std::int32_t>;

// Number of elements; nothing when a dimension is unknown or the product overflows 64 bits.
std::optional<std::uint64_t> element_count(const Shape& shape);
std::string to_text(const Shape& shape);  // "1×96×96×1"; "scalar" when empty; "?" for an unknown dimension

enum class QuantizationScheme { none, per_tensor, per_axis, other };
std::string_view name_of(QuantizationScheme scheme);  // "per-axis"
std::optional<QuantizationScheme> quantization_scheme_from(std::string_view name);

// Summary of a tensor's quantization; the vectors of scales and zero points stay in the file.
struct Quantization {
  QuantizationScheme scheme = QuantizationScheme::none;
  std::int32_t axis = 0;               // quantized dimension; meaningful for per_axis
  std::uint32_t count = 0;             // number of scales
  float smallest_scale = 0;            // meaningful where count > 0
  float largest_scale = 0;
  std::optional<std::int64_t> zero_point{};  // where one holds for the whole tensor

  friend bool operator==(const Quantization&, const Quantization&) = default;
};

// A tensor as a reader of the graph sees it.
struct TensorSpec {
  std::string name;
  TensorType type = TensorType::unknown;
  Shape shape;
  Quantization quantization;

  friend bool operator==(const TensorSpec&, const TensorSpec&) = default;
};

}  // namespace kilograph::domain
