#include "ingest/tflite/model_reader.hpp"

#include <algorithm>

#include "ingest/tflite/graph_order.hpp"
#include "ingest/tflite/operator_list.hpp"
#include "ingest/tflite/signatures.hpp"
#include "ingest/tflite/tensors.hpp"

namespace kilograph::ingest {
namespace tflite {
namespace {

constexpr std::string_view kIdentifier = "TFL3";
constexpr std::uint32_t kSchemaVersion = 3;
constexpr std::size_t kAlignment = 8;            // of the widest number in the schema

// A table takes at least eight bytes, four of them the reference to it, so a file whose tables
// outnumber that shares them, and could unfold into far more work than its size.
constexpr std::uint32_t kLeastTableBytes = 8;
constexpr std::uint32_t kMostDepth = 16;  // Model, subgraph, operator, options: the schema has five levels

Result<void> check_size(ByteView bytes, const Limits& limits) {
  const std::uint64_t limit_bytes = std::min<std::uint64_t>(limits.max_bytes, FLATBUFFERS_MAX_BUFFER_SIZE - 1);
  if (bytes.size() <= limit_bytes) return {};
  return fail(ErrorKind::too_large, "the model has " + grouped(bytes.size()) + " bytes", {},
              "at most " + grouped(limit_bytes), "Raise the limit on file size if you trust the file.");
}

Result<const schema::Model*> verified(ByteView bytes) {
  if (!has_tflite_identifier(bytes)) {
    return fail(ErrorKind::bad_input, "the bytes are no .tflite file", "byte 4", "the identifier TFL3");
  }
  flatbuffers::Verifier::Options options;
  options.max_depth = kMostDepth;
  options.max_tables = static_cast<std::uint32_t>(bytes.size()) / kLeastTableBytes + 1;
  flatbuffers::Verifier verifier(bytes.data(), bytes.size(), options);
  if (schema::VerifyModelBuffer(verifier)) return schema::GetModel(bytes.data());
  return fail(ErrorKind::bad_input, "the file's structure is broken: an offset, a length or a text end is not right",
              {}, "a FlatBuffer whose parts all lie within the file",
              "The file may have been cut or changed on its way; fetch it again.");
}

Result<void> check_root(const schema::Model& root) {
  if (root.version() != kSchemaVersion) {
    return fail(ErrorKind::unsupported, "schema version " + std::to_string(root.version()), {}, "version 3",
                "Convert the model with a current converter.");
  }
  if (length(root.subgraphs()) > 0) return {};
  return fail(ErrorKind::bad_input, "the model has no subgraph", {}, "at least one");
}

Result<domain::Subgraph> read_subgraph(const ModelFile& file, const schema::SubGraph& source,
                                       const std::vector<OperatorKind>& kinds) {
  const std::uint32_t tensor_count = length(source.tensors());
  domain::Subgraph subgraph;
  subgraph.name = KG_TRY(text(file, source.name()));
  subgraph.tensors = KG_TRY(read_tensors(file, source));
  KG_CHECK(check_tensors(elements(source.inputs()), 0, tensor_count, "input"));
  KG_CHECK(check_tensors(elements(source.outputs()), 0, tensor_count, "output"));
  subgraph.inputs = KG_TRY(copied(file, source.inputs()));
  subgraph.outputs = KG_TRY(copied(file, source.outputs()));
  subgraph.operators = KG_TRY(read_operators(file, source, kinds));
  KG_CHECK(file.budget.take(tensor_count, 1));
  KG_CHECK(check_data_flow(subgraph));
  return subgraph;
}

Result<std::vector<domain::Subgraph>> read_subgraphs(const ModelFile& file) {
  constexpr std::size_t kBytesOfCallWalk = 64;  // of check_calls, a subgraph
  const std::uint32_t count = length(file.root.subgraphs());
  const std::vector<OperatorKind> kinds = KG_TRY(read_kinds(file));
  KG_CHECK(file.budget.take(count, sizeof(domain::Subgraph) + kBytesOfCallWalk));
  std::vector<domain::Subgraph> subgraphs;
  subgraphs.reserve(count);
  for (std::uint32_t i = 0; i < count; ++i) {
    auto subgraph = read_subgraph(file, *file.root.subgraphs()->Get(i), kinds);
    if (!subgraph) return fail(std::move(subgraph).error().in(subgraph_place(file, i)));
    subgraphs.push_back(*std::move(subgraph));
  }
  KG_CHECK(check_calls(subgraphs));
  return subgraphs;
}

Result<void> check_buffers(const ModelFile& file) {
  for (std::uint32_t i = 0; i < length(file.root.buffers()); ++i) KG_CHECK(buffer_bytes(file, i));
  return {};
}

// Bytes of the buffers that tensors use, each buffer once.
Result<std::uint64_t> constant_bytes_of(const ModelFile& file, const std::vector<domain::Subgraph>& subgraphs) {
  KG_CHECK(file.budget.take(length(file.root.buffers()), 1));
  std::vector<bool> counted(length(file.root.buffers()), false);
  std::uint64_t total = 0;
  for (const domain::Subgraph& subgraph : subgraphs) {
    for (const domain::Tensor& tensor : subgraph.tensors) {
      if (!counted[tensor.buffer]) total += tensor.constant_bytes;
      counted[tensor.buffer] = true;
    }
  }
  return total;
}

Result<domain::Model> read_verified(const ModelFile& file, std::string_view name) {
  KG_CHECK(check_root(file.root));
  KG_CHECK(check_buffers(file));
  domain::Model model;
  model.name = std::string(name);
  model.description = KG_TRY(text(file, file.root.description()));
  model.schema_version = kSchemaVersion;
  model.sha256 = sha256(file.bytes);
  model.file_bytes = file.bytes.size();
  model.subgraphs = KG_TRY(read_subgraphs(file));
  model.signatures = KG_TRY(read_signatures(file));
  model.metadata = KG_TRY(read_metadata(file));
  model.buffer_count = length(file.root.buffers());
  model.constant_bytes = KG_TRY(constant_bytes_of(file, model.subgraphs));
  return model;
}

}  // namespace
}  // namespace tflite

bool has_tflite_identifier(ByteView bytes) {
  return bytes.size() >= 8 && text_of(bytes.subspan(4, 4)) == tflite::kIdentifier;
}

Result<domain::Model> read_model(ByteView bytes, std::string_view name, const Limits& limits) {
  KG_CHECK(tflite::check_size(bytes, limits));
  if (reinterpret_cast<std::uintptr_t>(bytes.data()) % tflite::kAlignment != 0) {
    const Bytes aligned(bytes.begin(), bytes.end());
    return read_model(aligned, name, limits);
  }
  const tflite::schema::Model* root = KG_TRY(tflite::verified(bytes));
  MemoryBudget budget(unfolding_bytes(bytes.size()));
  return tflite::read_verified({bytes, *root, budget}, name);
}

}  // namespace kilograph::ingest
