// Sample inputs by name, made by code. tests/samples/manifest.csv says what each must give.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/bytes.hpp"

namespace kilograph::tests {

enum class SampleFormat { tflite, c_array };

struct Sample {
  std::string_view name;
  SampleFormat format;
  Bytes (*make)();
};

std::span<const Sample> valid_models();
std::span<const Sample> broken_models();
std::span<const Sample> c_arrays();

// A sample of any of the three lists; the name must be one.
Bytes sample(std::string_view name);

// What `xxd -i` would write.
std::string as_c_array(ByteView bytes, std::string_view name);

}  // namespace kilograph::tests
