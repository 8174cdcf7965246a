#include "ingest/tflite/custom_options.hpp"

#include <flatbuffers/flexbuffers.h>

#include <cstring>

namespace kilograph::ingest::tflite {
namespace {

using domain::CustomOption;

// A kernel that asks for a number by its place reads the bytes there: for a whole number with a sign, or a truth value,
// these are the number itself.
std::optional<std::int64_t> number_of(const flexbuffers::Reference& value) {
  if (value.GetType() == flexbuffers::FBT_INT) return value.AsInt64();
  if (value.IsBool()) return value.AsBool() ? 1 : 0;
  return {};
}

}  // namespace

Result<std::vector<CustomOption>> read_custom_options(const ModelFile& file,
                                                      const flatbuffers::Vector<std::uint8_t>* options) {
  std::vector<CustomOption> read;
  const std::size_t size = length(options);
  if (size == 0 || size > kMaxCustomOptionBytes) return read;
  KG_CHECK(
      file.budget.take(size, 2));  // the copy and the verifier's own; also bounds the time for options that are shared
  const std::vector<std::uint8_t> bytes(options->Data(), options->Data() + size);  // aligned, as FlexBuffers read
  std::vector<std::uint8_t> seen;
  if (!flexbuffers::VerifyBuffer(bytes.data(), size, &seen)) return read;
  const flexbuffers::Reference root = flexbuffers::GetRoot(bytes.data(), size);
  if (!root.IsMap()) return read;
  const flexbuffers::Map map = root.AsMap();
  const flexbuffers::TypedVector keys = map.Keys();
  const flexbuffers::Vector values = map.Values();
  if (keys.size() != values.size() || keys.size() > kMaxCustomOptions) return read;
  KG_CHECK(file.budget.take(keys.size(), sizeof(CustomOption)));
  read.reserve(keys.size());
  for (std::size_t i = 0; i < keys.size(); ++i) {
    const char* name = keys[i].AsKey();
    const std::size_t name_bytes = strnlen(name, kMaxCustomOptionName);
    KG_CHECK(file.budget.take_text(name_bytes));
    read.push_back({std::string(name, name_bytes), number_of(values[i])});
  }
  return read;
}

}  // namespace kilograph::ingest::tflite
