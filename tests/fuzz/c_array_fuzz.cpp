// The door for C arrays: any text gives the bytes of one model, or an error with a place.
#include <cstdlib>

#include "ingest/c_array/c_array.hpp"
#include "ingest/tflite/model_reader.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace kilograph;
  const bool recognised = ingest::has_c_array({data, size});
  const auto bytes = ingest::read_c_array({data, size}, {.max_bytes = 1u << 20});
  if (!bytes) return 0;
  if (!recognised || !ingest::has_tflite_identifier(*bytes) || bytes->size() > size) std::abort();
  static_cast<void>(ingest::read_model(*bytes, "fuzzed", {}));
  return 0;
}
