// The bound on memory, measured: this program's operator new counts.
#include <gtest/gtest.h>
#include <malloc.h>

#include <atomic>
#include <cstdlib>
#include <new>

#include "base/memory_budget.hpp"
#include "ingest/tflite/model_reader.hpp"
#include "inspect/facts.hpp"
#include "reference_models.hpp"
#include "samples/model_builder.hpp"
#include "samples/samples.hpp"

namespace {

std::atomic<std::size_t> live_bytes = 0;  // atomic, because other tests of the program may use threads
std::atomic<std::size_t> peak_bytes = 0;

void* counted(std::size_t size) {
  void* block = std::malloc(size ? size : 1);
  if (!block) throw std::bad_alloc();
  live_bytes += malloc_usable_size(block);
  peak_bytes = std::max(peak_bytes.load(), live_bytes.load());
  return block;
}

void uncounted(void* block) {
  live_bytes -= malloc_usable_size(block);  // 0 for no block
  std::free(block);
}

}  // namespace

void* operator new(std::size_t size) { return counted(size); }
void* operator new[](std::size_t size) { return counted(size); }
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  try {
    return counted(size);
  } catch (const std::bad_alloc&) {
    return nullptr;
  }
}
void operator delete(void* block) noexcept { uncounted(block); }
void operator delete[](void* block) noexcept { uncounted(block); }
void operator delete(void* block, std::size_t) noexcept { uncounted(block); }
void operator delete[](void* block, std::size_t) noexcept { uncounted(block); }

namespace kilograph {
namespace {

struct Reading {
  std::size_t peak_bytes = 0;
  std::optional<Error> error{};
};

// Most bytes that reading and facts held at once, beside the file itself.
Reading reading_of(ByteView bytes) {
  const std::size_t before = live_bytes;
  peak_bytes = before;
  std::optional<Error> error;
  {
    const auto model = ingest::read_model(bytes, "model", {});
    const auto facts = model ? inspect::facts_of(*model) : tl::unexpected(model.error());
    if (!facts) error = facts.error();
  }
  return {peak_bytes - before, error};
}

constexpr std::size_t bound_of(std::size_t file_bytes) { return 2 * unfolding_bytes(file_bytes); }

Bytes finished(flatbuffers::FlatBufferBuilder& builder, flatbuffers::Offset<tests::schema::Model> model) {
  tests::schema::FinishModelBuffer(builder, model);
  return Bytes(builder.GetBufferPointer(), builder.GetBufferPointer() + builder.GetSize());
}

// Many tensors with one and the same long vector of scales: 400 kB that stand for 400 MB.
Bytes shared_scales() {
  namespace schema = tests::schema;
  flatbuffers::FlatBufferBuilder builder;
  const std::vector<float> values(100'000, 0.5F);
  const std::vector<std::int32_t> dimensions{100'000};
  const auto scales = builder.CreateVector(values);
  const auto shape = builder.CreateVector(dimensions);
  std::vector<flatbuffers::Offset<schema::Tensor>> tensors;
  for (int i = 0; i < 1000; ++i) {
    const auto quantization = schema::CreateQuantization(builder, scales);
    tensors.push_back(schema::CreateTensor(builder, shape, 9, 0, 0, quantization));
  }
  const auto subgraph = schema::CreateSubGraph(builder, builder.CreateVector(tensors));
  const std::vector buffers{schema::CreateBuffer(builder)};
  const std::vector subgraphs{subgraph};
  return finished(
      builder, schema::CreateModel(builder, 3, 0, builder.CreateVector(subgraphs), 0, builder.CreateVector(buffers)));
}

// One tensor of a name of 200 kB, and operators that read it a hundred thousand times.
Bytes name_read_often() {
  namespace schema = tests::schema;
  flatbuffers::FlatBufferBuilder builder;
  const std::vector<std::int32_t> input{0}, inputs(100'000, 0);
  const std::vector tensors{schema::CreateTensor(builder, 0, 0, 0, builder.CreateString(std::string(200'000, 'n')))};
  const std::vector kinds{schema::CreateOperatorCode(builder, 88, 0, 1, 88)};  // PACK
  const std::vector operators{schema::CreateOperator(builder, 0, builder.CreateVector(inputs))};
  const std::vector subgraphs{schema::CreateSubGraph(builder, builder.CreateVector(tensors),
                                                     builder.CreateVector(input), 0, builder.CreateVector(operators))};
  const std::vector buffers{schema::CreateBuffer(builder)};
  return finished(builder, schema::CreateModel(builder, 3, builder.CreateVector(kinds), builder.CreateVector(subgraphs),
                                               0, builder.CreateVector(buffers)));
}

// Operators with one and the same long list of intermediate tensors: time rather than memory.
Bytes shared_intermediates() {
  namespace schema = tests::schema;
  flatbuffers::FlatBufferBuilder builder;
  const std::vector<std::int32_t> none(100'000, -1);
  const auto intermediates = builder.CreateVector(none);
  const std::vector kinds{schema::CreateOperatorCode(builder, 44, 0, 1, 44)};  // UNIDIRECTIONAL_SEQUENCE_LSTM
  std::vector<flatbuffers::Offset<schema::Operator>> operators;
  for (int i = 0; i < 20'000; ++i) {
    schema::OperatorBuilder op(builder);
    op.add_intermediates(intermediates);
    operators.push_back(op.Finish());
  }
  const std::vector subgraphs{schema::CreateSubGraph(builder, 0, 0, 0, builder.CreateVector(operators))};
  const std::vector buffers{schema::CreateBuffer(builder)};
  return finished(builder, schema::CreateModel(builder, 3, builder.CreateVector(kinds), builder.CreateVector(subgraphs),
                                               0, builder.CreateVector(buffers)));
}

// A list of subgraphs that is one subgraph again and again, with a list of tensors made so too.
Bytes shared_tables(std::size_t width) {
  namespace schema = tests::schema;
  flatbuffers::FlatBufferBuilder builder;
  const std::vector tensors(width, schema::CreateTensor(builder));
  const auto list = builder.CreateVector(tensors);
  const std::vector subgraphs(width, schema::CreateSubGraph(builder, list));
  const std::vector buffers{schema::CreateBuffer(builder)};
  return finished(
      builder, schema::CreateModel(builder, 3, 0, builder.CreateVector(subgraphs), 0, builder.CreateVector(buffers)));
}

// Nothing but small tensors, as many as fit: the most that honest tables unfold into.
Bytes many_tensors(std::size_t count) {
  namespace schema = tests::schema;
  flatbuffers::FlatBufferBuilder builder;
  std::vector<flatbuffers::Offset<schema::Tensor>> tensors;
  for (std::size_t i = 0; i < count; ++i) tensors.push_back(schema::CreateTensor(builder, 0, 9));
  const std::vector subgraphs{schema::CreateSubGraph(builder, builder.CreateVector(tensors))};
  const std::vector buffers{schema::CreateBuffer(builder)};
  return finished(
      builder, schema::CreateModel(builder, 3, 0, builder.CreateVector(subgraphs), 0, builder.CreateVector(buffers)));
}

TEST(MemoryBound, HoldsForFilesThatUnfold) {
  for (const Bytes& bytes :
       {shared_scales(), name_read_often(), shared_intermediates(), many_tensors(200'000), many_tensors(1'000'000)}) {
    const Reading reading = reading_of(bytes);
    EXPECT_LE(reading.peak_bytes, bound_of(bytes.size()));
    ASSERT_TRUE(reading.error) << bytes.size();
    EXPECT_EQ(reading.error->kind, ErrorKind::too_large) << reading.error->to_text();
  }
}

// A graph as converters write one, each part stored once: what the contract of plans promises to take.
Bytes chain(std::int32_t operators) {
  tests::ModelBuilder builder;
  builder.add_tensor("x", domain::TensorType::float32, {1, 8});
  builder.root.operator_codes.clear();
  for (std::int32_t i = 0; i < operators; ++i) {
    builder.add_tensor("t" + std::to_string(i), domain::TensorType::float32, {1, 8 + i % 7});
    auto op = std::make_unique<tests::schema::OperatorT>();
    op->inputs = {i};
    op->outputs = {i + 1};
    builder.subgraph().operators.push_back(std::move(op));
  }
  builder.root.operator_codes.push_back(std::make_unique<tests::schema::OperatorCodeT>());
  builder.subgraph().inputs = {0};
  builder.subgraph().outputs = {operators};
  return builder.finish();
}

TEST(MemoryBound, LetsGraphsOfTwentyThousandOperatorsThrough) {
  for (const std::int32_t operators : {20'000, 50'000}) {
    const Bytes bytes = chain(operators);
    const Reading reading = reading_of(bytes);
    EXPECT_FALSE(reading.error) << reading.error->to_text();
    EXPECT_LE(reading.peak_bytes, bound_of(bytes.size()));
  }
}

TEST(MemoryBound, StaysInProportionForLargeFiles) {
  EXPECT_EQ(unfolding_bytes(0), 8u << 20);
  EXPECT_EQ(unfolding_bytes(1u << 20), 16u << 20);
  EXPECT_EQ(unfolding_bytes(1u << 30), (1u << 30) + (72u << 20));
}

TEST(MemoryBound, HoldsForTablesSharedManyTimes) {
  const Bytes bytes = shared_tables(5'000);  // 25 million tensors in 40 kB
  const Reading reading = reading_of(bytes);
  EXPECT_LE(reading.peak_bytes, bound_of(bytes.size()));
  ASSERT_TRUE(reading.error);
  EXPECT_EQ(reading.error->kind, ErrorKind::bad_input);
}

TEST(MemoryBound, HoldsAtAnyAddress) {
  for (const tests::Sample& sample : tests::valid_models()) {
    Bytes moved{0};
    const Bytes bytes = sample.make();
    moved.insert(moved.end(), bytes.begin(), bytes.end());
    EXPECT_LE(reading_of(ByteView(moved).subspan(1)).peak_bytes, bound_of(bytes.size())) << sample.name;
  }
}

TEST(MemoryBound, HoldsForRealModels) {
  KG_NEEDS_SHARED("reference/models");
  for (const auto& path : tests::models_below(tests::shared("reference"))) {
    const Bytes bytes = tests::bytes_of(path);
    const Reading reading = reading_of(bytes);
    EXPECT_FALSE(reading.error) << path << reading.error->to_text();
    EXPECT_LE(reading.peak_bytes, 2 * bytes.size() + (1u << 20)) << path;
  }
}

}  // namespace
}  // namespace kilograph
