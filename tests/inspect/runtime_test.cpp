// Runtimes as data: what ships, and what a file must hold.
#include "inspect/runtime/runtimes.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "inspect/plan/refusals.hpp"

namespace kilograph::inspect {
namespace {

using testing::HasSubstr;

std::string text_of_today() {
  for (const EmbeddedFile& file : embedded_files()) {
    if (file.path == "runtimes/tflm-2026-08.json") return std::string(file.text);
  }
  return {};
}

// What is wrong with today's file when one member of it is something else.
std::string error_with(const std::string& pointer, const nlohmann::json& value) {
  auto json = nlohmann::json::parse(text_of_today());
  json[nlohmann::json::json_pointer(pointer)] = value;
  const std::string text = json.dump();
  const std::vector<EmbeddedFile> files{{"runtimes/changed.json", text}};
  const auto read = read_runtimes(files);
  return read ? "" : read.error().to_text();
}

RuntimeDescription described(const std::string& differences) {
  const std::string today = text_of_today();
  const std::vector<EmbeddedFile> files{{"a.json", today}, {"b.json", differences}};
  auto read = read_runtimes(files);
  EXPECT_TRUE(read) << (read ? "" : read.error().to_text());
  for (RuntimeDescription& one : *read) {
    if (one.runtime.id != "tflm-2026-08") return std::move(one);
  }
  return {};
}

TEST(Runtime, ShippedFilesAreRead) {
  const auto all = runtime_descriptions();
  ASSERT_TRUE(all) << all.error().to_text();
  const RuntimeDescription* today = runtime_description("tflm-2026-08");
  ASSERT_NE(today, nullptr);
  EXPECT_EQ(today->operators.size(), 117u);
  EXPECT_EQ(today->row("CONV_2D")->rule, KernelRule::convolution);
  EXPECT_EQ(today->row("CONV_3D"), nullptr);
  EXPECT_EQ(today->structures[static_cast<std::size_t>(Abi::arm32)].eval_tensor, (Layout{12, 4}));
  EXPECT_EQ(runtime_description("tflm-1999"), nullptr);
  EXPECT_EQ(runtimes().value().front().id, "tflm-2026-08");
}

TEST(Runtime, SaysWhereAFileIsWrong) {
  EXPECT_EQ(error_with("/title", "another"), "");
  EXPECT_THAT(error_with("/operators/ADD/optoins", 1),
              HasSubstr("operators / ADD: its member \"optoins\" is not known"));
  EXPECT_THAT(error_with("/operators/ADD/options", "no_options"), HasSubstr("there is no structure \"no_options\""));
  EXPECT_THAT(error_with("/operators/ADD/rule", "adding"),
              HasSubstr("operators / ADD / rule: \"adding\" is not known"));
  EXPECT_THAT(error_with("/operators/ADD/types", {"int9"}), HasSubstr("types / 0: \"int9\" is no element type"));
  EXPECT_THAT(error_with("/operators/ADD/evidence", {{"neon", "measured"}}),
              HasSubstr("there is no kernel set \"neon\""));
  EXPECT_THAT(error_with("/structures/tensor", {{"arm32", {32, 4}}}),
              HasSubstr("structures / tensor: it has no bytes for riscv32"));
  EXPECT_THAT(error_with("/structures/tensor/arm32", {32, 3}), HasSubstr("tensor / arm32: it is no layout"));
  EXPECT_THAT(error_with("/kernel_sets/reference/abis/z80", "measured"), HasSubstr("\"z80\" is no ABI"));
  EXPECT_THAT(error_with("/code_bytes/base", -1), HasSubstr("code_bytes / base: it is no whole number"));
  EXPECT_THAT(error_with("/runs_on_devices", "yes"), HasSubstr("neither true nor false"));
  EXPECT_THAT(error_with("/arena_alignment", 12), HasSubstr("no power of two"));
  EXPECT_THAT(error_with("/based_on", "tflm-1999"), HasSubstr("based on no runtime that is known"));
  EXPECT_THAT(error_with("/id", 7), HasSubstr("no JSON object with an id"));
  const std::vector<EmbeddedFile> cut{{"runtimes/cut.json", "{\"id\":"}};
  EXPECT_FALSE(read_runtimes(cut));
}

TEST(Runtime, StandsOnAnother) {
  const RuntimeDescription wheel = described(R"({
    "id": "wheel", "based_on": "tflm-2026-08", "as_of": "2025-01", "runs_on_devices": false,
    "kernel_sets": {"reference": {"family": "reference", "title": "portable", "abis": {"host64": "measured"}}}, "evidence_reads": {"measured earlier": "measured"},
    "operators": {"MEAN": {"rule": "sums alone"}, "ABS": null}, "further_bytes": {"constant": 208}})");
  EXPECT_EQ(wheel.runtime.number_formats, runtime_description("tflm-2026-08")->runtime.number_formats);
  EXPECT_EQ(wheel.kernel_sets.size(), 1u);
  EXPECT_EQ(wheel.row("ABS"), nullptr);
  EXPECT_EQ(wheel.row("MEAN")->rule, KernelRule::sums_alone);
  EXPECT_EQ(wheel.row("DIV")->evidence, std::vector<Evidence>{Evidence::measured});
  EXPECT_EQ(wheel.further->constant, 208);
}

TEST(Runtime, RefusesNewerVersionsWhereItLooksAtThem) {
  const RuntimeDescription strict =
      described(R"({"id": "strict", "based_on": "tflm-2026-08", "refuses_versions": true})");
  domain::Model model;
  domain::Tensor tensor;
  tensor.spec.type = domain::TensorType::float32;
  tensor.spec.shape = {1, 4};
  domain::Operator op;
  op.name = "ADD";
  op.version = 9;
  op.inputs = {0, 0};
  op.outputs = {1};
  model.subgraphs = {domain::Subgraph{"main", {tensor, tensor}, {0}, {1}, {op}}};
  const plan_detail::ResolvedTarget target{&strict, 0, Abi::arm32, true};
  EXPECT_THAT(plan_detail::refusals_of(model, target),
              testing::ElementsAre("ADD of version 9 is newer than this runtime's, which is 5"));
  // Today's runtime looks at no version: it starts, and the figures are in doubt.
  const MemoryPlan planned = plan(model, {"tflm-2026-08", "reference", Abi::arm32}).value();
  EXPECT_TRUE(planned.starts());
  EXPECT_FALSE(planned.exact());
  EXPECT_THAT(planned.doubts, testing::ElementsAre(HasSubstr("version 9 is newer than 5")));
}

}  // namespace
}  // namespace kilograph::inspect
