// A verified .tflite file while it is read: what its parts share.
#pragma once

#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/memory_budget.hpp"
#include "base/result.hpp"
#include "ingest/tflite/schema_generated.h"

namespace kilograph::ingest::tflite {

struct ModelFile {
  ByteView bytes;
  const schema::Model& root;
  MemoryBudget& budget;
};

// Elements of a vector of the file; 0 where it is left out.
template <class T>
std::uint32_t length(const flatbuffers::Vector<T>* vector) {
  return vector ? vector->size() : 0;
}

template <class T>
using Elements = std::span<const T>;

// A vector of numbers in place (files and supported machines are both little-endian). Only of
// numbers of four bytes: the verifier aligns a vector's length, not the wider numbers behind it.
template <class T>
Elements<T> elements(const flatbuffers::Vector<T>* vector) {
  static_assert(FLATBUFFERS_LITTLEENDIAN && sizeof(T) <= 4);
  return vector ? Elements<T>(vector->data(), vector->size()) : Elements<T>();
}

// A copy, within the budget.
template <class T>
Result<std::vector<T>> copied(const ModelFile& file, const flatbuffers::Vector<T>* vector) {
  KG_CHECK(file.budget.take(length(vector), sizeof(T)));
  std::vector<T> values(length(vector));
  if (!values.empty()) std::memcpy(values.data(), vector->Data(), values.size() * sizeof(T));
  return values;
}

// A string of the file as clean UTF-8: bytes that are none, and control characters, become U+FFFD,
// so that names can be printed, put into JSON and into RDF without a second look.
Result<std::string> text(const ModelFile& file, const flatbuffers::String* string);

// `tensor 3 "conv/weights"` for messages; long names are cut.
std::string numbered(std::string_view kind, std::size_t index, std::string_view name);
std::string numbered(std::string_view kind, std::size_t index, const flatbuffers::String* name);

// "subgraph 2 "main"".
std::string subgraph_place(const ModelFile& file, std::size_t index);

// Whether `size` bytes from `offset` lie within the file.
bool lies_in_file(const ModelFile& file, std::uint64_t offset, std::uint64_t size);

// Whether its data are not in the buffer itself but behind the FlatBuffer (Buffer.offset).
bool lies_behind(const ModelFile& file, std::uint32_t index);

// Bytes of a buffer's data, inside the FlatBuffer or behind it. Errors: bad_input when they lie
// outside the file. `index` must be a buffer's.
Result<std::uint64_t> buffer_bytes(const ModelFile& file, std::uint32_t index);
// The data themselves; `buffer_bytes` must have found them within the file.
ByteView buffer_data(const ModelFile& file, std::uint32_t index);

}  // namespace kilograph::ingest::tflite
