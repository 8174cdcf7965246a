// The form of int8 is held against models that a converter made of int8: taken for float32, and made int8 again, they
// are planned as they are.
#include "inspect/quantise/int8_form.hpp"

#include <gmock/gmock.h>

#include <set>

#include "ingest/document.hpp"
#include "inspect/facts.hpp"
#include "inspect/hand_made_models.hpp"
#include "inspect/plan/requirement.hpp"
#include "reference_models.hpp"

namespace kilograph::inspect {
namespace {

using domain::MemoryRequirement;
using domain::Model;
using domain::Tensor;
using domain::TensorType;
using ::testing::HasSubstr;

std::optional<Model> model_in(const std::filesystem::path& path) {
  const Bytes bytes = tests::bytes_of(path);
  auto read = ingest::read(bytes, path.filename().string(), {});
  if (!read) return std::nullopt;
  const auto* model = std::get_if<Model>(&read->content);
  return model ? std::optional(*model) : std::nullopt;
}

// By operator; the order of operators stays.
std::vector<std::int32_t> versions_of(const Model& model) {
  std::vector<std::int32_t> versions;
  for (const auto& subgraph : model.subgraphs) {
    for (const auto& op : subgraph.operators) versions.push_back(op.version);
  }
  return versions;
}

Model with_first_versions(Model model) {
  for (auto& subgraph : model.subgraphs) {
    for (auto& op : subgraph.operators) op.version = 1;
  }
  return model;
}

// Whole numbers of eight bits from end to end, as converters make them today.
bool is_whole(const Model& model) {
  bool has_int8 = false;
  for (const auto& subgraph : model.subgraphs) {
    for (const Tensor& tensor : subgraph.tensors) {
      const TensorType type = tensor.spec.type;
      if (type != TensorType::int8 && type != TensorType::int32) return false;
      if (tensor.is_variable || tensor.is_sparse) return false;
      has_int8 = has_int8 || type == TensorType::int8;
    }
  }
  return has_int8;
}

Model as_float(Model model) {
  std::set<std::uint32_t> buffers;
  for (auto& subgraph : model.subgraphs) {
    for (Tensor& tensor : subgraph.tensors) {
      const bool is_number = tensor.spec.type == TensorType::int8 || !tensor.scales.empty();
      if (!is_number) continue;
      if (tensor.spec.type == TensorType::int8) {
        if (buffers.insert(tensor.buffer).second) model.file_bytes += 3 * tensor.constant_bytes;
        tensor.constant_bytes *= 4;
      }
      tensor.spec.type = TensorType::float32;
      tensor.scales.clear();
      tensor.zero_points.clear();
      tensor.spec.quantization = {};
    }
  }
  return model;
}

TEST(Int8Form, IsPlannedAsTheModelThatAConverterMade) {
  KG_NEEDS_SHARED("reference/models");
  std::size_t compared = 0;
  for (const auto& path : tests::models_below(tests::shared("reference"))) {
    const auto whole = model_in(path);
    if (!whole || !is_whole(*whole)) continue;
    const Model floats = as_float(*whole);
    const auto form = int8_form(floats);
    if (!form) {
      EXPECT_THAT(form.error().message, HasSubstr("is not known")) << path;
      continue;
    }
    ++compared;
    const PlannedFacts planned = planned_facts(*form), known = planned_facts(*whole);
    EXPECT_EQ(planned.memory, known.memory) << path;
    EXPECT_EQ(planned.refusals, known.refusals) << path;
    const auto lowest = versions_of(*int8_form(with_first_versions(floats))), stated = versions_of(*whole);
    // An early converter gave convolutions of int8 the version of those without.
    const bool is_early = path.filename() == "person_detect.tflite";
    for (std::size_t i = 0; i < stated.size() && !is_early; ++i)
      EXPECT_LE(lowest[i], stated[i]) << path << ", operator " << i;
    const auto facts = int8_facts(floats);
    ASSERT_TRUE(facts) << path;
    EXPECT_EQ(facts->number_formats, facts_of(*whole)->number_formats) << path;
    const MemoryRequirement& file = facts->memory.back();
    EXPECT_EQ(file.use, domain::MemoryUse::program);
    EXPECT_EQ(file.low(), whole->file_bytes) << path << ": what was added to it is taken off again";
    EXPECT_GT(file.bytes, whole->file_bytes) << path;
  }
  EXPECT_GE(compared, 5u);
}

TEST(Int8Form, SaysWhatItIsKnownByAndNeverMore) {
  const Model chain = tests::chain();
  const auto facts = int8_facts(chain);
  ASSERT_TRUE(facts) << facts.error().to_text();
  EXPECT_THAT(facts->number_formats, ::testing::ElementsAre(TensorType::int8));
  for (const auto& use : facts->operators) EXPECT_EQ(use.version, 2) << use.name;
  for (const MemoryRequirement& figure : facts->memory) {
    EXPECT_EQ(figure.basis, domain::Basis::predicted);
    EXPECT_EQ(figure.by, int8_evidence());
  }
  EXPECT_FALSE(facts->file_bytes) << "no file says so";
  EXPECT_FALSE(facts->sha256);
}

TEST(Int8Form, IsRefusedWhereNothingIsKnownOfIt) {
  Model model = tests::chain();
  model.subgraphs[0].operators[1].name = "CUSTOM:wavelet";
  EXPECT_EQ(int8_form(model).error().message, "whether it has a form of int8 is not known: CUSTOM:wavelet");
  model = tests::chain();
  model.subgraphs[0].tensors[1].is_variable = true;
  EXPECT_THAT(int8_form(model).error().message, HasSubstr("a state"));
  model = tests::chain();
  for (Tensor& tensor : model.subgraphs[0].tensors) tensor.spec.type = TensorType::int8;
  EXPECT_THAT(int8_form(model).error().message, HasSubstr("no tensor of float32"));
}

// A buffer that two tensors share is saved once, and no file becomes less than nothing.
TEST(Int8Form, CountsTheFileOnce) {
  Model model = tests::chain();
  model.file_bytes = 10'000;
  for (const int place : {1, 2}) {
    Tensor& tensor = model.subgraphs[0].tensors[static_cast<std::size_t>(place)];
    tensor.is_constant = true;
    tensor.buffer = 3;
    tensor.constant_bytes = 160;
  }
  EXPECT_EQ(int8_facts(model)->memory.back().low(), 10'000u - 120u);
  model.file_bytes = 100;
  EXPECT_EQ(int8_facts(model)->memory.back().low(), 0u);
}

}  // namespace
}  // namespace kilograph::inspect
