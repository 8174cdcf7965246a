// What the manifest of samples does not show: parts of a model beside its facts.
#include "ingest/tflite/model_reader.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

#include "reference_models.hpp"
#include "samples/model_builder.hpp"
#include "samples/samples.hpp"

namespace kilograph {
namespace {

using domain::QuantizationScheme;
using domain::TensorType;

domain::Model read(ByteView bytes) {
  auto model = ingest::read_model(bytes, "sample", {});
  if (!model) throw std::runtime_error(model.error().to_text());  // fails the test that called
  return *std::move(model);
}

TEST(ModelReader, KeepsIdentityAndSizes) {
  const Bytes bytes = tests::sample("tiny_float");
  const domain::Model model = read(bytes);
  EXPECT_EQ(model.name, "sample");
  EXPECT_EQ(model.description, "A layer of two neurons");
  EXPECT_EQ(model.sha256, sha256(bytes));
  EXPECT_EQ(model.file_bytes, bytes.size());
  EXPECT_EQ(model.schema_version, 3);
  EXPECT_EQ(model.buffer_count, 3u);
  EXPECT_EQ(model.subgraphs[0].operators[0].options.activation, domain::Activation::relu);
}

TEST(ModelReader, KeepsSmallWholeNumbersAndMasks) {
  tests::ModelBuilder builder;
  builder.add_tensor("x", TensorType::float32, {2, 4});
  builder.add_tensor("begin", TensorType::int32, {2}, {1, 0, 0, 0, 0xFE, 0xFF, 0xFF, 0xFF});
  builder.add_tensor("end", TensorType::int64, {1}, {2, 0, 0, 0, 1, 0, 0, 0});
  builder.add_tensor("many", TensorType::int32, {65}, Bytes(260, 1));
  builder.add_tensor("weights", TensorType::float32, {1}, {0, 0, 0, 0});
  builder.add_tensor("y", TensorType::float32, {1, 4});
  builder.add_tensor("z", TensorType::float32, {1, 4});
  builder.subgraph().inputs = {0};
  tests::schema::OperatorT& op = builder.add_operator(45, {0, 1, 2, 3}, {5});
  tests::schema::StridedSliceOptionsT options;
  options.begin_mask = 1;
  options.shrink_axis_mask = 2;
  tests::set_options(op, tests::schema::BuiltinOptions::StridedSlice, options);
  builder.add_operator(45, {0, 1, 2, 3}, {6});
  const domain::Model model = read(builder.finish());
  const auto& tensors = model.subgraphs[0].tensors;
  EXPECT_EQ(tensors[1].values, (std::vector<std::int64_t>{1, -2}));
  EXPECT_EQ(tensors[2].values, (std::vector<std::int64_t>{(1LL << 32) + 2}));
  for (const std::size_t none : {0u, 3u, 4u}) EXPECT_TRUE(tensors[none].values.empty()) << none;
  const auto& operators = model.subgraphs[0].operators;
  EXPECT_EQ(operators[0].options.masks.begin, 1);
  EXPECT_EQ(operators[0].options.masks.shrink_axis, 2);
  EXPECT_FALSE(operators[0].options.are_missing);
  EXPECT_TRUE(operators[1].options.are_missing);
}

TEST(ModelReader, ReadsQuantizationPerAxis) {
  const domain::Model model = read(tests::sample("conv_int8_per_axis"));
  const domain::Tensor& filter = model.subgraphs[0].tensors[1];
  const domain::Quantization expected{QuantizationScheme::per_axis, 0, 4, 0.125F, 1.0F, 0};
  EXPECT_EQ(filter.spec.quantization, expected);
  EXPECT_EQ(filter.scales, (std::vector<float>{0.5F, 0.25F, 0.125F, 1.0F}));
  EXPECT_EQ(filter.zero_points.size(), 4u);
  const domain::OperatorOptions& options = model.subgraphs[0].operators[0].options;
  EXPECT_EQ(options.padding, domain::Padding::same);
  EXPECT_EQ(options.stride_height, 2);
  EXPECT_EQ(options.stride_width, 2);
  EXPECT_EQ(options.dilation_height, 1);
  EXPECT_EQ(options.activation, domain::Activation::relu6);
}

TEST(ModelReader, ReadsQuantizationPerTensor) {
  const domain::Model model = read(tests::sample("weights_int4"));
  const domain::Quantization expected{QuantizationScheme::per_tensor, 0, 1, 0.5F, 0.5F, -3};
  EXPECT_EQ(model.subgraphs[0].tensors[0].spec.quantization, expected);
  EXPECT_EQ(model.subgraphs[0].tensors[1].spec.type, TensorType::int4);
  EXPECT_EQ(model.subgraphs[0].tensors[1].constant_bytes, 3u);  // six halves of a byte
}

TEST(ModelReader, ReadsSubgraphsThatAreCalled) {
  const domain::Model model = read(tests::sample("variables_call_once"));
  ASSERT_EQ(model.subgraphs.size(), 2u);
  EXPECT_EQ(model.subgraphs[1].name, "init");
  EXPECT_EQ(model.subgraphs[0].operators[0].options.called_subgraphs, std::vector<std::int32_t>{1});
}

TEST(ModelReader, ReadsSignaturesAndMetadata) {
  const domain::Model model = read(tests::sample("signature_and_metadata"));
  ASSERT_EQ(model.signatures.size(), 1u);
  EXPECT_EQ(model.signatures[0].key, "serving_default");
  EXPECT_EQ(model.signatures[0].inputs, std::vector<std::string>{"x"});
  EXPECT_EQ(model.signatures[0].outputs, std::vector<std::string>{"y"});
  ASSERT_EQ(model.metadata.size(), 1u);
  EXPECT_EQ(model.metadata[0].name, "min_runtime_version");
  EXPECT_EQ(model.metadata[0].bytes, 16u);
  EXPECT_EQ(model.subgraphs[0].tensors[0].spec.name, "in\uFFFD[31mput\uFFFD é");
}

TEST(ModelReader, NotesSparsityAndKeepsAnUnknownBatch) {
  EXPECT_TRUE(read(tests::sample("sparse_weights")).subgraphs[0].tensors[1].is_sparse);
  const domain::Model model = read(tests::sample("unknown_batch"));
  EXPECT_EQ(model.subgraphs[0].tensors[0].spec.shape, (domain::Shape{-1, 4}));
  EXPECT_TRUE(model.subgraphs[0].tensors[0].shape_signature.empty()) << "empty where equal to the shape";
}

TEST(ModelReader, ReadsEveryTensorTypeOfTheSchema) {
  for (int code = 0; code < static_cast<int>(TensorType::unknown); ++code) {
    tests::ModelBuilder builder;
    const auto tensor = builder.add_tensor("x", static_cast<TensorType>(code), {2});
    builder.subgraph().inputs = builder.subgraph().outputs = {tensor};
    EXPECT_EQ(read(builder.finish()).subgraphs[0].tensors[0].spec.type, static_cast<TensorType>(code));
  }
}

// One scale vector of the file for a bias whose axis is that of its filter, as real files have it.
TEST(ModelReader, TakesTheOnlyAxisOfAVector) {
  tests::ModelBuilder builder;
  const auto bias = builder.add_tensor("bias", TensorType::int32, {2}, Bytes(8));
  builder.quantize(bias, {0.5F, 0.25F}, {0, 0}, 3);
  EXPECT_EQ(read(builder.finish()).subgraphs[0].tensors[0].spec.quantization.axis, 0);
}

TEST(ModelReader, ReadsBytesAtAnyAddress) {
  const Bytes bytes = tests::sample("conv_int8_per_axis");
  for (std::size_t shift = 1; shift < 8; ++shift) {
    Bytes moved(shift, 0);
    moved.insert(moved.end(), bytes.begin(), bytes.end());
    EXPECT_EQ(read(ByteView(moved).subspan(shift)).sha256, sha256(bytes)) << shift;
  }
}

TEST(ModelReader, RefusesWhatIsLargerThanTheLimit) {
  const Bytes bytes = tests::sample("tiny_float");
  EXPECT_TRUE(ingest::read_model(bytes, "x", {.max_bytes = bytes.size()}));
  const auto model = ingest::read_model(bytes, "x", {.max_bytes = bytes.size() - 1});
  ASSERT_FALSE(model);
  EXPECT_EQ(model.error().kind, ErrorKind::too_large);
}

}  // namespace
}  // namespace kilograph
