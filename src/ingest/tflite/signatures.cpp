#include "ingest/tflite/signatures.hpp"

#include <cstring>

namespace kilograph::ingest::tflite {
namespace {

using TensorMaps = flatbuffers::Vector<flatbuffers::Offset<schema::TensorMap>>;

Result<std::vector<std::string>> read_names(const ModelFile& file, const TensorMaps* maps, std::uint32_t tensor_count) {
  KG_CHECK(file.budget.take(length(maps), sizeof(std::string)));
  std::vector<std::string> names;
  names.reserve(length(maps));
  for (std::uint32_t i = 0; i < length(maps); ++i) {
    const schema::TensorMap& map = *maps->Get(i);
    if (map.tensor_index() >= tensor_count) {
      return fail(ErrorKind::bad_input,
                  numbered("name", i, map.name()) + " stands for tensor " + std::to_string(map.tensor_index()), {},
                  "one of the subgraph's " + grouped(tensor_count) + " tensors, counted from 0");
    }
    names.push_back(KG_TRY(text(file, map.name())));
  }
  return names;
}

Result<domain::Signature> read_signature(const ModelFile& file, const schema::SignatureDef& source) {
  domain::Signature signature;
  signature.subgraph = source.subgraph_index();
  if (signature.subgraph >= length(file.root.subgraphs())) {
    return fail(ErrorKind::bad_input, "it is for subgraph " + std::to_string(signature.subgraph), {},
                "one of the file's " + grouped(length(file.root.subgraphs())) + " subgraphs, counted from 0");
  }
  const std::uint32_t tensor_count = length(file.root.subgraphs()->Get(signature.subgraph)->tensors());
  signature.key = KG_TRY(text(file, source.signature_key()));
  signature.inputs = KG_TRY(read_names(file, source.inputs(), tensor_count));
  signature.outputs = KG_TRY(read_names(file, source.outputs(), tensor_count));
  return signature;
}

}  // namespace

Result<std::vector<domain::Signature>> read_signatures(const ModelFile& file) {
  const std::uint32_t count = length(file.root.signature_defs());
  KG_CHECK(file.budget.take(count, sizeof(domain::Signature)));
  std::vector<domain::Signature> signatures;
  signatures.reserve(count);
  for (std::uint32_t i = 0; i < count; ++i) {
    const schema::SignatureDef& source = *file.root.signature_defs()->Get(i);
    auto signature = read_signature(file, source);
    if (!signature) return fail(std::move(signature).error().in(numbered("signature", i, source.signature_key())));
    signatures.push_back(*std::move(signature));
  }
  return signatures;
}

namespace {

constexpr std::string_view kOfflinePlan = "OfflineMemoryAllocation";

// A plan of the arena that the file carries: little-endian words.
Result<std::vector<std::int32_t>> offline_plan(const ModelFile& file, const schema::Metadata& source) {
  const schema::Buffer& buffer = *file.root.buffers()->Get(source.buffer());
  const std::size_t count = length(buffer.data()) / sizeof(std::int32_t);
  if (!source.name() || source.name()->string_view() != kOfflinePlan || count == 0) return std::vector<std::int32_t>();
  KG_CHECK(file.budget.take(count, sizeof(std::int32_t)));
  std::vector<std::int32_t> words(count);
  std::memcpy(words.data(), buffer.data()->data(), count * sizeof(std::int32_t));
  return words;
}

}  // namespace

Result<std::vector<domain::MetadataEntry>> read_metadata(const ModelFile& file) {
  const std::uint32_t count = length(file.root.metadata());
  KG_CHECK(file.budget.take(count, sizeof(domain::MetadataEntry)));
  std::vector<domain::MetadataEntry> entries;
  entries.reserve(count);
  for (std::uint32_t i = 0; i < count; ++i) {
    const schema::Metadata& source = *file.root.metadata()->Get(i);
    if (source.buffer() >= length(file.root.buffers())) {
      return fail(ErrorKind::bad_input, "it refers to buffer " + std::to_string(source.buffer()),
                  numbered("metadata", i, source.name()),
                  "one of the file's " + grouped(length(file.root.buffers())) + " buffers, counted from 0");
    }
    entries.push_back({KG_TRY(text(file, source.name())), KG_TRY(buffer_bytes(file, source.buffer())),
                       KG_TRY(offline_plan(file, source))});
  }
  return entries;
}

}  // namespace kilograph::ingest::tflite
