// The builtin operators of the TensorFlow Lite schema, as a table.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace kilograph::ingest::tflite {

inline constexpr std::int32_t kCustomOperator = 32;

// Names by code, from 0 (ADD) to the newest.
std::span<const std::string_view> builtin_operators();

bool is_known_operator(std::int32_t code);

// The code that an OperatorCode means. Files older than code 127 fill only the byte
// `deprecated_builtin_code`; newer ones fill both, or 127 there and the code in `builtin_code`:
// the larger one holds.
std::int32_t operator_code(std::int8_t deprecated_builtin_code, std::int32_t builtin_code);

// "CONV_2D", "CUSTOM:ethos-u", "UNKNOWN(999)".
std::string operator_name(std::int32_t code, std::string_view custom_code);

}  // namespace kilograph::ingest::tflite
