#include "inspect/facts.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

#include "ingest/tflite/model_reader.hpp"
#include "samples/samples.hpp"

namespace kilograph::inspect {
namespace {

using domain::TensorType;

domain::ModelFacts facts_in(std::string_view sample) {
  const Bytes bytes = tests::sample(sample);
  const auto model = ingest::read_model(bytes, sample, {});
  if (!model) throw std::runtime_error(model.error().to_text());  // fails the test that called
  auto facts = facts_of(*model);
  if (!facts) throw std::runtime_error(facts.error().to_text());
  return *std::move(facts);
}

TEST(Facts, HoldIdentityAndSizes) {
  const Bytes bytes = tests::sample("tiny_float");
  const domain::ModelFacts facts = facts_in("tiny_float");
  EXPECT_EQ(facts.name, "tiny_float");
  EXPECT_EQ(facts.description, "A layer of two neurons");
  EXPECT_EQ(facts.sha256, sha256(bytes));
  EXPECT_EQ(facts.file_bytes, bytes.size());
  EXPECT_EQ(facts.constant_bytes, 32u);
  const std::vector<domain::MemoryRequirement> memory{
      {.use = domain::MemoryUse::program, .bytes = bytes.size(), .basis = domain::Basis::planned}};
  EXPECT_EQ(facts.memory, memory);
}

TEST(Facts, ShowALayer) {
  const domain::ModelFacts facts = facts_in("conv_int8_per_axis");
  ASSERT_EQ(facts.layers.size(), 1u);
  const domain::Layer& layer = facts.layers[0];
  EXPECT_EQ(layer.op, "CONV_2D");
  EXPECT_EQ(layer.activation, name_of(domain::Activation::relu6));
  EXPECT_EQ(layer.number_format, TensorType::int8);
  EXPECT_EQ(layer.parameters, 40u);
  EXPECT_EQ(layer.macs, 576u);
  EXPECT_EQ(layer.inputs, facts.inputs) << "filter and bias are parameters, not inputs";
  EXPECT_EQ(layer.outputs, facts.outputs);
  EXPECT_EQ(facts.macs, 576u);
  EXPECT_EQ(facts.parameters, 40u);
}

TEST(Facts, CountLayersOverAllSubgraphs) {
  const domain::ModelFacts facts = facts_in("variables_call_once");
  ASSERT_EQ(facts.layers.size(), 7u);
  for (std::uint32_t i = 0; i < 7; ++i) {
    EXPECT_EQ(facts.layers[i].index, i);
    EXPECT_EQ(facts.layers[i].subgraph, i < 5 ? 0u : 1u);
  }
  EXPECT_EQ(facts.layers[2].op, "READ_VARIABLE");
  EXPECT_EQ(facts.layers[2].number_format, TensorType::resource);
  EXPECT_EQ(facts.number_formats, std::vector{TensorType::int16}) << "a handle is no number";
}

TEST(Facts, CountUsesOfOperatorsByVersion) {
  const domain::ModelFacts facts = facts_in("variables_call_once");
  const std::vector<domain::OperatorUse> expected{
      {"CALL_ONCE", 1, 1}, {"VAR_HANDLE", 1, 2}, {"READ_VARIABLE", 1, 1}, {"ADD", 1, 1}, {"ASSIGN_VARIABLE", 1, 2}};
  EXPECT_EQ(facts.operators, expected);
}

// 1 → ADD(constant) → ADD(the same constant) counts four elements a layer, four in all.
TEST(Facts, CountASharedConstantOnceInAll) {
  domain::Model model;
  model.subgraphs.emplace_back();
  domain::Subgraph& subgraph = model.subgraphs[0];
  subgraph.tensors.resize(4);
  for (domain::Tensor& tensor : subgraph.tensors) tensor.spec.shape = {4};
  subgraph.tensors[1].is_constant = true;
  subgraph.operators.resize(2);
  subgraph.operators[0].inputs = {0, 1, 1};
  subgraph.operators[0].outputs = {2};
  subgraph.operators[1].inputs = {2, 1};
  subgraph.operators[1].outputs = {3};
  const auto facts = facts_of(model);
  ASSERT_TRUE(facts) << facts.error().to_text();
  EXPECT_EQ(facts->parameters, 4u);
  EXPECT_EQ(facts->layers[0].parameters, 4u);
  EXPECT_EQ(facts->layers[1].parameters, 4u);
}

TEST(Facts, RefuseAModelWithoutGraph) {
  const auto facts = facts_of({});
  ASSERT_FALSE(facts);
  EXPECT_EQ(facts.error().kind, ErrorKind::bad_input);
}

}  // namespace
}  // namespace kilograph::inspect
