// Program memory of a plan.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/file.hpp"
#include "ingest/tflite/model_reader.hpp"
#include "inspect/plan/memory_plan.hpp"
#include "shared_data.hpp"

namespace kilograph::inspect {
namespace {

using testing::HasSubstr;

domain::Model keyword_spotter() {
  const Bytes bytes = read_file(tests::shared("reference/models/ARM_DS_CNN_Small_.tflite"), 1 << 20).value();
  return ingest::read_model(bytes, "kws", {}).value();
}

TEST(PlanProgram, BoundsTheCodeThatWasMeasured) {
  KG_NEEDS_SHARED("reference/models");
  const domain::Model model = keyword_spotter();
  const ProgramMemory memory = plan(model, {"tflm-2026-08", "reference", Abi::arm32}).value().program;
  EXPECT_EQ(memory.model_bytes, (model.file_bytes + 15) / 16 * 16);
  EXPECT_EQ(memory.constants_bytes, model.constant_bytes);
  // Measured with these six operators: 36,692 bytes; here one of them more or less.
  ASSERT_TRUE(memory.code);
  EXPECT_EQ(memory.code->low, 22352u);  // the base and its largest operator, CONV_2D
  EXPECT_GE(memory.code->high, 36692u);
  EXPECT_EQ(memory.code->best, memory.code->high);
  EXPECT_THAT(memory.code_evidence, HasSubstr("measured on Cortex-M4"));
}

TEST(PlanProgram, SaysWhereCodeWasNotMeasured) {
  KG_NEEDS_SHARED("reference/models");
  const domain::Model model = keyword_spotter();
  const ProgramMemory cmsis = plan(model, {"tflm-2026-08", "cmsis-nn-dsp", Abi::arm32}).value().program;
  ASSERT_TRUE(cmsis.code);
  EXPECT_EQ(cmsis.code->low, 11748u);
  EXPECT_THAT(cmsis.code_evidence, HasSubstr("were not measured with cmsis-nn-dsp kernels"));
  const ProgramMemory host = plan(model, {"tflm-2026-08", "reference", Abi::host64}).value().program;
  EXPECT_FALSE(host.code);
  EXPECT_THAT(host.code_evidence, HasSubstr("was not measured"));
}

}  // namespace
}  // namespace kilograph::inspect
