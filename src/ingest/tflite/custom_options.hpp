// Options of custom operators: a FlexBuffers map by custom, any bytes by right.
#pragma once

#include "domain/model.hpp"
#include "ingest/tflite/model_file.hpp"

namespace kilograph::ingest::tflite {

inline constexpr std::size_t kMaxCustomOptionBytes = 4096;
inline constexpr std::size_t kMaxCustomOptions = 64;
inline constexpr std::size_t kMaxCustomOptionName = 64;  // bytes

// The map's entries in the file's order, by name. None where the bytes are no map that can be trusted, or are beyond
// these limits: such options mean something to the operator's maker alone. Errors: too_large.
Result<std::vector<domain::CustomOption>> read_custom_options(const ModelFile& file,
                                                              const flatbuffers::Vector<std::uint8_t>* options);

}  // namespace kilograph::ingest::tflite
