// Copies of models with one thing changed.
#include "ingest/tflite/model_writer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstring>
#include <filesystem>

#include "base/file.hpp"
#include "ingest/tflite/model_reader.hpp"
#include "inspect/facts.hpp"
#include "samples/model_builder.hpp"
#include "samples/samples.hpp"
#include "shared_data.hpp"

namespace kilograph {
namespace {

using domain::Model;
using ingest::with_metadata;
using ingest::with_operator_order;
using testing::ElementsAre;
using testing::HasSubstr;

constexpr std::string_view kPlan = "OfflineMemoryAllocation";
const Bytes kWords{1, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 255, 255, 255, 255, 16, 0, 0, 0};

Model read(ByteView bytes) {
  auto model = ingest::read_model(bytes, "sample", {});
  EXPECT_TRUE(model) << model.error().to_text();
  return model.value_or(Model{});
}

std::string text_of_operator(const domain::Operator& op) {
  std::string text = op.name + " v" + std::to_string(op.version) + " " + op.options.resource;
  for (const std::int32_t tensor : op.inputs) text += " " + std::to_string(tensor);
  for (const std::int32_t tensor : op.outputs) text += " > " + std::to_string(tensor);
  for (const std::int32_t called : op.options.called_subgraphs) text += " calls " + std::to_string(called);
  return text + " " + std::to_string(op.options.stride_height) +
         std::to_string(static_cast<int>(op.options.activation));
}

// All of a model but its metadata and size.
void expect_same(const Model& copy, const Model& model) {
  EXPECT_EQ(copy.description, model.description);
  EXPECT_EQ(copy.schema_version, model.schema_version);
  EXPECT_EQ(copy.constant_bytes, model.constant_bytes);
  ASSERT_EQ(copy.subgraphs.size(), model.subgraphs.size());
  ASSERT_EQ(copy.signatures.size(), model.signatures.size());
  for (std::size_t i = 0; i < copy.signatures.size(); ++i) {
    EXPECT_EQ(copy.signatures[i].key, model.signatures[i].key);
    EXPECT_EQ(copy.signatures[i].inputs, model.signatures[i].inputs);
    EXPECT_EQ(copy.signatures[i].outputs, model.signatures[i].outputs);
  }
  for (std::size_t s = 0; s < copy.subgraphs.size(); ++s) {
    const auto &a = copy.subgraphs[s], &b = model.subgraphs[s];
    EXPECT_EQ(a.name, b.name);
    EXPECT_EQ(a.inputs, b.inputs);
    EXPECT_EQ(a.outputs, b.outputs);
    ASSERT_EQ(a.tensors.size(), b.tensors.size());
    for (std::size_t t = 0; t < a.tensors.size(); ++t) {
      EXPECT_EQ(a.tensors[t].spec, b.tensors[t].spec);
      EXPECT_EQ(a.tensors[t].buffer, b.tensors[t].buffer);
      EXPECT_EQ(a.tensors[t].scales, b.tensors[t].scales);
      EXPECT_EQ(a.tensors[t].constant_bytes, b.tensors[t].constant_bytes);
      EXPECT_EQ(a.tensors[t].is_variable, b.tensors[t].is_variable);
    }
    ASSERT_EQ(a.operators.size(), b.operators.size());
    for (std::size_t i = 0; i < a.operators.size(); ++i)
      EXPECT_EQ(text_of_operator(a.operators[i]), text_of_operator(b.operators[i]));
  }
}

// The old file lies whole at the end, at a distance that keeps constants aligned.
void expect_holds(ByteView copy, ByteView model) {
  ASSERT_GT(copy.size(), model.size());
  EXPECT_EQ((copy.size() - model.size()) % 16, 0u);
  EXPECT_EQ(std::memcmp(copy.data() + copy.size() - model.size(), model.data(), model.size()), 0);
}

// With content and place of the entry as the file has it.
ByteView content_of(ByteView bytes, std::string_view name) {
  const auto& root = *ingest::tflite::schema::GetModel(bytes.data());
  for (const auto* entry : *root.metadata()) {
    if (entry->name()->string_view() != name) continue;
    const auto* data = root.buffers()->Get(entry->buffer())->data();
    EXPECT_EQ(static_cast<std::size_t>(data->data() - bytes.data()) % 16, 0u);
    return {data->data(), data->size()};
  }
  return {};
}

void expect_written(ByteView model) {
  const auto copy = with_metadata(model, kPlan, kWords, {});
  ASSERT_TRUE(copy) << copy.error().to_text();
  expect_holds(*copy, model);
  const Model old = read(model), made = read(*copy);
  expect_same(made, old);
  ASSERT_EQ(made.metadata.size(), old.metadata.size() + 1);
  for (std::size_t i = 0; i < old.metadata.size(); ++i) {
    EXPECT_EQ(made.metadata[i].name, old.metadata[i].name);
    EXPECT_EQ(made.metadata[i].bytes, old.metadata[i].bytes);
  }
  EXPECT_EQ(made.metadata.back().name, kPlan);
  EXPECT_EQ(made.metadata.back().words, (std::vector<std::int32_t>{1, 0, 2, -1, 16}));
  EXPECT_EQ(made.buffer_count, old.buffer_count + 1);
  EXPECT_THAT(content_of(*copy, kPlan), testing::ElementsAreArray(kWords));
  EXPECT_EQ(with_metadata(*copy, kPlan, kWords, {}).value(), *copy);  // a second time changes nothing
}

TEST(ModelWriter, AddsAnEntryToEverySample) {
  std::size_t written = 0, refused = 0;
  for (const tests::Sample& sample : tests::valid_models()) {
    SCOPED_TRACE(sample.name);
    const Bytes bytes = sample.make();
    const auto copy = with_metadata(bytes, kPlan, kWords, {});
    if (!copy) {
      EXPECT_THAT(copy.error().message, HasSubstr("its data lie behind the FlatBuffer"));
      ++refused;
      continue;
    }
    expect_written(bytes);
    ++written;
  }
  EXPECT_EQ(written + refused, tests::valid_models().size());
  EXPECT_EQ(refused, 1u);  // data_behind
}

TEST(ModelWriter, AddsAnEntryToTheReferenceModels) {
  KG_NEEDS_SHARED("reference/models");
  int written = 0;
  for (const auto& entry : std::filesystem::directory_iterator(tests::shared("reference/models"))) {
    SCOPED_TRACE(entry.path());
    expect_written(read_file(entry.path(), 16 << 20).value());
    ++written;
  }
  EXPECT_EQ(written, 23);
}

TEST(ModelWriter, ReplacesAnEntryInItsPlace) {
  const Bytes model = tests::sample("signature_and_metadata");
  const Bytes first = with_metadata(model, kPlan, kWords, {}).value();
  const Bytes second = with_metadata(first, kPlan, Bytes(40, 7), {}).value();
  expect_holds(second, first);
  const Model made = read(second);
  ASSERT_EQ(made.metadata.size(), 2u);
  EXPECT_EQ(made.metadata[0].name, "min_runtime_version");
  EXPECT_EQ(made.metadata[1].bytes, 40u);
  EXPECT_EQ(made.buffer_count, read(first).buffer_count);  // its buffer was its own
  EXPECT_THAT(content_of(second, kPlan), testing::Each(7));

  const Bytes other = with_metadata(second, "min_runtime_version", view_of("2.4"), {}).value();
  EXPECT_EQ(read(other).metadata[0].name, "min_runtime_version");
  EXPECT_EQ(read(other).metadata[0].bytes, 3u);
  EXPECT_EQ(read(other).metadata[1].name, kPlan);
}

TEST(ModelWriter, LeavesABufferToTheTensorThatSharesIt) {
  tests::ModelBuilder builder;
  builder.add_tensor("x", domain::TensorType::int8, {2});
  builder.add_tensor("c", domain::TensorType::int8, {2}, {1, 2});
  builder.subgraph().inputs = builder.subgraph().outputs = {0};
  for (int i = 0; i < 2; ++i) {
    auto entry = std::make_unique<ingest::tflite::schema::MetadataT>();
    entry->name = kPlan;
    entry->buffer = builder.tensor(1).buffer;
    builder.root.metadata.push_back(std::move(entry));
  }
  const Bytes model = builder.finish();
  const Bytes copy = with_metadata(model, kPlan, kWords, {}).value();
  const Model made = read(copy);
  EXPECT_EQ(made.metadata.size(), 1u);  // both gave way
  EXPECT_EQ(made.subgraphs[0].tensors[1].constant_bytes, 2u);
  EXPECT_EQ(made.buffer_count, read(model).buffer_count + 1);
}

TEST(ModelWriter, TakesEmptyContent) {
  const Bytes copy = with_metadata(tests::sample("tiny_float"), "note", {}, {}).value();
  EXPECT_EQ(read(copy).metadata.back().bytes, 0u);
  EXPECT_EQ(with_metadata(copy, "note", {}, {}).value(), copy);
}

TEST(ModelWriter, RefusesWhatItWouldLose) {
  tests::ModelBuilder builder;
  builder.add_tensor("x", domain::TensorType::int8, {2});
  builder.subgraph().inputs = builder.subgraph().outputs = {0};
  builder.add_buffer({1});
  builder.root.buffers.back()->data.clear();
  builder.root.buffers.back()->offset = 16;
  builder.root.buffers.back()->size = 8;
  const auto copy = with_metadata(builder.finish(), kPlan, kWords, {});
  ASSERT_FALSE(copy);
  EXPECT_EQ(copy.error().kind, ErrorKind::unsupported);
  EXPECT_EQ(copy.error().to_text(),
            "buffer 1: its data lie behind the FlatBuffer, and would move (expected a model whose data are all within "
            "the FlatBuffer). Such files come from models of over 2 GB; there is no copy of them with metadata.");
}

TEST(ModelWriter, RefusesARootWithUnknownFields) {
  namespace schema = ingest::tflite::schema;
  flatbuffers::FlatBufferBuilder builder;
  const auto buffers = builder.CreateVector(std::vector{schema::CreateBuffer(builder)});
  const auto subgraphs = builder.CreateVector(std::vector{schema::CreateSubGraph(builder)});
  const flatbuffers::uoffset_t table = builder.StartTable();
  builder.AddElement<std::uint32_t>(schema::Model::VT_VERSION, 3, 0);
  builder.AddOffset(schema::Model::VT_SUBGRAPHS, subgraphs);
  builder.AddOffset(schema::Model::VT_BUFFERS, buffers);
  builder.AddElement<std::uint32_t>(4 + 2 * 8, 7, 0);
  builder.Finish(flatbuffers::Offset<schema::Model>(builder.EndTable(table)), schema::ModelIdentifier());
  const auto copy = with_metadata({builder.GetBufferPointer(), builder.GetSize()}, kPlan, kWords, {});
  ASSERT_FALSE(copy);
  EXPECT_EQ(copy.error().to_text(),
            "the model's root: it has field 8, which could be lost (expected the fields 0 to 7 of schema version "
            "3)");
}

TEST(ModelWriter, RefusesABrokenModelWhereverItIsCut) {
  const Bytes model = tests::sample("signature_and_metadata");
  const std::size_t whole = read(model).subgraphs.size();
  for (std::size_t size = 0; size < model.size(); ++size) {
    const auto copy = with_metadata(ByteView(model).first(size), kPlan, kWords, {});
    if (copy) {
      EXPECT_EQ(read(*copy).subgraphs.size(), whole) << "cut to " << size;
    }
  }
  EXPECT_FALSE(with_metadata({}, kPlan, kWords, {}));
}

// x → a, x → b, then their sum.
tests::ModelBuilder two_branches() {
  tests::ModelBuilder builder;
  for (const char* name : {"x", "a", "b", "y"}) builder.add_tensor(name, domain::TensorType::float32, {4});
  builder.subgraph().inputs = {0};
  builder.subgraph().outputs = {3};
  builder.add_operator(19, {0}, {1});
  builder.add_operator(14, {0}, {2});
  builder.add_operator(0, {1, 2}, {3});
  return builder;
}

TEST(ModelWriter, ReordersOperators) {
  const Bytes model = two_branches().finish();
  const Bytes copy = with_operator_order(model, {{1, 0, 2}}, {}).value();
  EXPECT_EQ(copy.size(), model.size());
  Model old = read(model);
  std::swap(old.subgraphs[0].operators[0], old.subgraphs[0].operators[1]);
  expect_same(read(copy), old);
  EXPECT_EQ(with_operator_order(copy, {{1, 0, 2}}, {}).value(), model);  // and back
  EXPECT_EQ(with_operator_order(model, {{0, 1, 2}}, {}).value(), model);
}

TEST(ModelWriter, RefusesAnOrderThatIsNone) {
  const Bytes model = two_branches().finish();
  for (const std::vector<std::int32_t>& order :
       std::vector<std::vector<std::int32_t>>{{0, 1}, {0, 0, 2}, {0, 1, 3}, {-1, 1, 2}, {0, 1, 2, 3}, {}}) {
    const auto copy = with_operator_order(model, {order}, {});
    ASSERT_FALSE(copy);
    EXPECT_EQ(copy.error().to_text(),
              "subgraph 0: the order does not name each operator once (expected each of 0 to 2 once)");
  }
  EXPECT_EQ(with_operator_order(model, {}, {}).error().to_text(),
            "0 orders were given (expected one for each of the 1 subgraphs)");
  const auto copy = with_operator_order(model, {{2, 0, 1}}, {});
  ASSERT_FALSE(copy);
  EXPECT_EQ(copy.error().kind, ErrorKind::bad_input);
  EXPECT_THAT(copy.error().message, HasSubstr("which nothing before it makes"));
}

}  // namespace
}  // namespace kilograph
