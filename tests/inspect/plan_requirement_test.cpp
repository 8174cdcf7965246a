#include <gtest/gtest.h>

#include <map>
#include <string>
#include <utility>

#include "base/file.hpp"
#include "ingest/tflite/model_reader.hpp"
#include "inspect/plan/requirement.hpp"
#include "inspect/runtime/runtimes.hpp"
#include "shared_data.hpp"

namespace kilograph::inspect {
namespace {

std::map<std::pair<std::string, unsigned>, std::uint64_t> requirements_of(const char* name) {
  const Bytes bytes = read_file(tests::shared("reference/models") / name, 1 << 20).value();
  const auto model = ingest::read_model(bytes, name, {});
  std::map<std::pair<std::string, unsigned>, std::uint64_t> found;
  for (const auto& requirement : planned_requirements(model.value())) {
    if (requirement.runtime != "tflm-2026-08") continue;
    found[{requirement.kernels, requirement.pointer_bits}] = requirement.bytes;
  }
  return found;
}

TEST(PlannedRequirement, IsTheMinimumToProvideOnEachTargetOfTodaysRuntime) {
  KG_NEEDS_SHARED("reference/models");
  const auto hello = requirements_of("Hello_World.tflite");
  EXPECT_EQ(hello.size(), 3u);
  EXPECT_EQ(hello.at({"reference", 32}), 1072u);  // measured: 676 used, 1,072 to provide
  EXPECT_EQ(requirements_of("ARM_MicroNet_VWW_3.tflite").at({"reference", 32}), 134304u);  // 134,292, in steps of 16
}

TEST(PlannedRequirement, IsAbsentWhereTheModelDoesNotStart) {
  KG_NEEDS_SHARED("reference/models");
  EXPECT_TRUE(requirements_of("Person_Detection.tflite").empty());
}

TEST(PlannedRequirement, IsOfAnOlderRuntimeWhereNoNewerStartsTheModel) {
  KG_NEEDS_SHARED("reference/models");
  const Bytes bytes = read_file(tests::shared("reference/models/Person_Detection.tflite"), 1 << 20).value();
  const auto found = planned_requirements(ingest::read_model(bytes, "person", {}).value());
  ASSERT_EQ(found.size(), 2u);
  for (const auto& requirement : found) EXPECT_EQ(requirement.runtime, "tflm-2020-07");
  EXPECT_EQ(found[0].bytes, 88'416u);
}

TEST(PlannedRequirement, IsOfNoRuntimeThatRunsOnHostsAlone) {
  KG_NEEDS_SHARED("reference/models");
  const Bytes bytes = read_file(tests::shared("reference/models/Hello_World.tflite"), 1 << 20).value();
  for (const auto& requirement : planned_requirements(ingest::read_model(bytes, "hello", {}).value())) {
    EXPECT_TRUE(runtime_description(requirement.runtime)->runs_on_devices) << requirement.runtime;
  }
}

TEST(PlannedRequirement, IsNotWorkedOutForAModelOfTooManyTensors) {
  domain::Model model;
  model.subgraphs.resize(1);
  model.subgraphs[0].tensors.resize(kMaxPlannedTensors + 1);
  EXPECT_TRUE(planned_requirements(model).empty());
}

}  // namespace
}  // namespace kilograph::inspect
