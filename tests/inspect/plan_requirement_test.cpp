#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <utility>

#include "base/file.hpp"
#include "ingest/tflite/model_reader.hpp"
#include "inspect/plan/memory_plan.hpp"
#include "inspect/plan/requirement.hpp"
#include "shared_data.hpp"

namespace kilograph::inspect {
namespace {

PlannedFacts facts_of(const char* name) {
  const Bytes bytes = read_file(tests::shared("reference/models") / name, 1 << 20).value();
  return planned_facts(ingest::read_model(bytes, name, {}).value());
}

const domain::MemoryRequirement* find(const PlannedFacts& facts, const char* runtime, const char* kernels,
                                      const char* abi) {
  for (const auto& need : facts.memory) {
    if (need.runtime == runtime && need.kernels == kernels && need.abi == abi) return &need;
  }
  return nullptr;
}

TEST(PlannedFacts, HoldTheMinimumToProvideOnEachTarget) {
  KG_NEEDS_SHARED("reference/models");
  const PlannedFacts hello = facts_of("Hello_World.tflite");
  EXPECT_EQ(hello.memory.size() + hello.refusals.size(), plan_targets().size());
  const auto* arm = find(hello, "tflm-2026-08", "reference", "arm32");
  ASSERT_NE(arm, nullptr);
  EXPECT_EQ(arm->bytes, 1072u);  // measured: 676 used, 1,072 to provide
  EXPECT_TRUE(arm->is_exact());
  EXPECT_EQ(find(facts_of("ARM_MicroNet_VWW_3.tflite"), "tflm-2026-08", "reference", "arm32")->bytes,
            134'304u);  // 134,292, in steps of 16
}

TEST(PlannedFacts, AreBoundsWhereNothingWasMeasured) {
  KG_NEEDS_SHARED("reference/models");
  const PlannedFacts hello = facts_of("Hello_World.tflite");
  for (const auto& [kernels, abi] : {std::pair{"reference", "riscv32"},
                                     {"reference", "xtensa"},
                                     {"cmsis-nn", "arm32"},
                                     {"cmsis-nn-mve", "arm32"},
                                     {"esp-nn", "xtensa"}}) {
    const auto* need = find(hello, "tflm-2026-08", kernels, abi);
    ASSERT_NE(need, nullptr) << kernels << abi;
    ASSERT_TRUE(need->least_bytes) << kernels << abi;
    EXPECT_LT(*need->least_bytes, need->bytes);
  }
}

TEST(PlannedFacts, SayWhereTheModelDoesNotStart) {
  KG_NEEDS_SHARED("reference/models");
  const PlannedFacts person = facts_of("Person_Detection.tflite");
  EXPECT_EQ(find(person, "tflm-2026-08", "reference", "arm32"), nullptr);
  ASSERT_FALSE(person.refusals.empty());
  EXPECT_EQ(person.refusals.front().runtime, "tflm-2026-08");
  EXPECT_EQ(person.refusals.front().kernels, "");
  EXPECT_THAT(person.refusals.front().reason, testing::HasSubstr("uint8"));
  const auto* old = find(person, "tflm-2020-07", "reference", "arm32");
  ASSERT_NE(old, nullptr);
  EXPECT_EQ(old->bytes, 88'416u);
}

TEST(PlannedFacts, AreNotWorkedOutForAModelOfTooManyTensors) {
  domain::Model model;
  model.subgraphs.resize(1);
  model.subgraphs[0].tensors.resize(kMaxPlannedTensors + 1);
  EXPECT_TRUE(planned_facts(model).memory.empty());
}

}  // namespace
}  // namespace kilograph::inspect
