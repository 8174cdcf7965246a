#include "domain/tensor.hpp"

#include "domain/name_table.hpp"

namespace kilograph::domain {
namespace {

struct TypeRow {
  TensorType type;
  std::string_view name;
  unsigned bits;
};

constexpr TypeRow kTypes[] = {
    {TensorType::float32, "float32", 32},
    {TensorType::float16, "float16", 16},
    {TensorType::int32, "int32", 32},
    {TensorType::uint8, "uint8", 8},
    {TensorType::int64, "int64", 64},
    {TensorType::string, "string", 0},
    {TensorType::boolean, "bool", 8},
    {TensorType::int16, "int16", 16},
    {TensorType::complex64, "complex64", 64},
    {TensorType::int8, "int8", 8},
    {TensorType::float64, "float64", 64},
    {TensorType::complex128, "complex128", 128},
    {TensorType::uint64, "uint64", 64},
    {TensorType::resource, "resource", 0},
    {TensorType::variant, "variant", 0},
    {TensorType::uint32, "uint32", 32},
    {TensorType::uint16, "uint16", 16},
    {TensorType::int4, "int4", 4},
    {TensorType::bfloat16, "bfloat16", 16},
    {TensorType::int2, "int2", 2},
    {TensorType::uint4, "uint4", 4},
    {TensorType::float8_e4m3fn, "float8_e4m3fn", 8},
    {TensorType::float8_e5m2, "float8_e5m2", 8},
    {TensorType::unknown, "unknown", 0},
};

constexpr NameRow<QuantizationScheme> kSchemes[] = {
    {QuantizationScheme::none, "none"},
    {QuantizationScheme::per_tensor, "per-tensor"},
    {QuantizationScheme::per_axis, "per-axis"},
    {QuantizationScheme::other, "other"},
};

}  // namespace

std::string_view name_of(TensorType type) {
  for (const TypeRow& row : kTypes) {
    if (row.type == type) return row.name;
  }
  return "unknown";
}

std::optional<TensorType> tensor_type_from(std::string_view name) {
  for (const TypeRow& row : kTypes) {
    if (row.name == name) return row.type;
  }
  return std::nullopt;
}

unsigned bits_of(TensorType type) {
  for (const TypeRow& row : kTypes) {
    if (row.type == type) return row.bits;
  }
  return 0;
}

std::optional<std::uint64_t> element_count(const Shape& shape) {
  std::uint64_t count = 1;
  for (const std::int32_t dimension : shape) {
    if (dimension < 0) return std::nullopt;
    if (__builtin_mul_overflow(count, static_cast<std::uint64_t>(dimension), &count)) return std::nullopt;
  }
  return count;
}

std::string to_text(const Shape& shape) {
  if (shape.empty()) return "scalar";
  std::string text;
  for (const std::int32_t dimension : shape) {
    if (!text.empty()) text += "×";
    text += dimension < 0 ? "?" : std::to_string(dimension);
  }
  return text;
}

std::string_view name_of(QuantizationScheme scheme) { return name_in(kSchemes, scheme); }
std::optional<QuantizationScheme> quantization_scheme_from(std::string_view name) { return value_in(kSchemes, name); }

}  // namespace kilograph::domain
