// From a board's facts to a target, and from words to targets.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "domain/core_table.hpp"
#include "inspect/runtime/runtimes.hpp"
#include "inspect/target/board_target.hpp"

namespace kilograph::inspect {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

domain::DeviceEntity board(std::string processor, unsigned bits = 0, std::vector<std::string> runtimes = {}) {
  domain::DeviceEntity made{.id = "urn:board", .name = "Board", .documents = {{}}};
  made.documents[0].facts.processor = std::move(processor);
  made.documents[0].facts.pointer_bits = bits;
  made.documents[0].facts.runtimes = std::move(runtimes);
  return made;
}

BoardTarget target_of(const domain::DeviceEntity& device, const TargetWish& wish = {}) {
  return board_target(device, wish, runtimes().value()).value();
}

std::vector<std::string> names(const std::vector<PlanTarget>& targets) {
  std::vector<std::string> texts;
  for (const PlanTarget& target : targets) texts.push_back(to_text(target));
  return texts;
}

TEST(BoardTarget, FollowsFromTheCore) {
  const BoardTarget found = target_of(board("Cortex-M4F", 32));
  EXPECT_EQ(to_text(found.target), "tflm-2026-08, reference, arm32");
  EXPECT_THAT(found.basis, ElementsAre("ABI arm32: its core is a Cortex-M4F"));
  EXPECT_THAT(found.assumed, ElementsAre(HasSubstr("runtime tflm-2026-08"), HasSubstr("reference kernels")));
  EXPECT_THAT(names(found.others), Contains("tflm-2026-08, cmsis-nn-dsp, arm32"));
}

TEST(BoardTarget, SaysWhatTheBoardDeclares) {
  const BoardTarget found = target_of(board("x86-64", 64, {"another-runtime", "tflm-2021"}));
  EXPECT_EQ(to_text(found.target), "tflm-2021, reference, host64");
  EXPECT_THAT(found.basis, Contains("runtime tflm-2021: the board declares it"));
}

TEST(BoardTarget, AssumesArmWhereNothingIsKnown) {
  const BoardTarget silent = target_of(board(""));
  EXPECT_EQ(to_text(silent.target), "tflm-2026-08, reference, arm32");
  EXPECT_THAT(silent.assumed, Contains(HasSubstr("neither core nor pointer width")));
  EXPECT_THAT(silent.others, IsEmpty());
  EXPECT_EQ(target_of(board("", 64)).target.abi, Abi::host64);
  EXPECT_THAT(target_of(board("", 32)).assumed, Contains(HasSubstr("its core is not known")));
}

TEST(BoardTarget, HasNoAbiWhereCoreAndPointersDisagreeOrNobodyKnowsThem) {
  for (const auto& [processor, bits] : {std::pair{"RISC-V RV64GC", 64u},
                                        {"RISC-V RV64GC", 0u},
                                        {"RISC-V", 64u},
                                        {"Cortex-A53", 32u},
                                        {"Cortex-M4F", 64u},
                                        {"ATmega328P", 16u},
                                        {"ATmega328P", 0u},
                                        {"MIPS32 M4K", 32u},
                                        {"", 16u}}) {
    const auto none = board_target(board(processor, bits), {}, runtimes().value());
    ASSERT_FALSE(none) << processor << bits;
    EXPECT_EQ(none.error().kind, ErrorKind::unsupported);
    EXPECT_TRUE(board_target(board(processor, bits), {{}, {}, "arm32"}, runtimes().value())) << processor << bits;
  }
  EXPECT_EQ(target_of(board("RISC-V RV32IMC", 32)).target.abi, Abi::riscv32);
  EXPECT_EQ(target_of(board("Cortex-A76", 64)).target.abi, Abi::host64);
}

TEST(BoardTarget, TakesWhatIsWished) {
  EXPECT_EQ(to_text(target_of(board("Cortex-M4F"), {{}, "cmsis-nn-dsp", {}}).target),
            "tflm-2026-08, cmsis-nn-dsp, arm32");
  EXPECT_EQ(target_of(board("ATmega328P"), {{}, {}, "host64"}).target.abi, Abi::host64) << "to see what it would be";
  for (const auto& [processor, kernels] : {std::pair{"Cortex-M0+", "cmsis-nn-dsp"}, {"Cortex-M4F", "cmsis-nn-mve"}}) {
    const auto other = board_target(board(processor), {{}, kernels, {}}, runtimes().value());
    ASSERT_FALSE(other);
    EXPECT_THAT(other.error().message, HasSubstr("cannot run " + std::string(kernels)));
  }
  EXPECT_THAT(board_target(board("Cortex-M4F"), {{}, {}, "host64"}, runtimes().value()).error().message,
              HasSubstr("whose ABI is not host64"));
}

TEST(BoardTarget, RefusesWhatNoPlanKnows) {
  const auto unknown = board_target(board("Cortex-M4F", 32, {"another-runtime"}), {}, runtimes().value());
  ASSERT_FALSE(unknown);
  EXPECT_EQ(unknown.error().kind, ErrorKind::unsupported);
  EXPECT_EQ(unknown.error().message, "no memory can be planned for the board's runtimes: another-runtime");
  const auto contradiction = board_target(board("Cortex-M4F"), {{}, "esp-nn", {}}, runtimes().value());
  ASSERT_FALSE(contradiction);
  EXPECT_EQ(contradiction.error().where, "Board");
  EXPECT_EQ(contradiction.error().expected, "one of: cmsis-nn-dsp, cmsis-nn, reference");
}

TEST(CoreTable, TheLongestNameDecides) {
  EXPECT_EQ(domain::core_row("ARM Cortex-M33 @ 64 MHz")->kernels[0], "cmsis-nn-dsp");
  EXPECT_EQ(domain::core_row("Cortex-M3")->kernels[0], "cmsis-nn");
  EXPECT_EQ(domain::core_row("ESP32-C3")->abi, "riscv32");
  EXPECT_EQ(domain::core_row("ESP32-S3, Xtensa LX7")->abi, "xtensa");
  EXPECT_EQ(domain::core_row("Cortex-M55")->kernels[0], "cmsis-nn-mve");
  EXPECT_EQ(domain::core_row("AVR")->abi, "avr");
  EXPECT_EQ(domain::core_row("Z80"), nullptr);
}

TEST(TargetWish, AnOpenOneMeansTheThreeUsualCores) {
  EXPECT_THAT(names(targets_for({}).value()),
              ElementsAre("tflm-2026-08, reference, arm32", "tflm-2026-08, cmsis-nn-dsp, arm32",
                          "tflm-2026-08, reference, host64"));
}

TEST(TargetWish, AgreesWithEveryWordThatIsGiven) {
  EXPECT_THAT(names(targets_for({"tflm-2026-08", "reference", "host64"}).value()),
              ElementsAre("tflm-2026-08, reference, host64"));
  const auto of_arm = targets_for({{}, {}, "arm32"}).value();
  ASSERT_GE(of_arm.size(), 2u);
  EXPECT_EQ(of_arm.front().kernels, "reference");
  for (const PlanTarget& target : of_arm) EXPECT_EQ(target.abi, Abi::arm32);
}

TEST(TargetWish, AWrongWordListsWhatThereIs) {
  const auto wrong = targets_for({"tflm-1999", {}, {}});
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().kind, ErrorKind::usage);
  EXPECT_EQ(wrong.error().message, "no memory can be planned for tflm-1999");
  for (const PlanTarget& target : plan_targets()) EXPECT_THAT(wrong.error().expected, HasSubstr(to_text(target)));
}

TEST(TargetWish, AMisspeltWordHasItsNearest) {
  const auto advice_on = [](const TargetWish& wish) {
    const auto targets = targets_for(wish);
    return targets ? "no error" : targets.error().advice;
  };
  EXPECT_EQ(advice_on({"tflm-2026-8", "", ""}), "Did you mean tflm-2026-08?");
  EXPECT_EQ(advice_on({"", "refernce", ""}), "Did you mean reference?");
  EXPECT_EQ(advice_on({"tflm-2026-08", "", "arm23"}), "Did you mean arm32?");
  EXPECT_EQ(advice_on({"tflm-2021", "cmsis-nn", "arm32"}), "") << "words that are known, of no one target";
  EXPECT_EQ(advice_on({"something else", "", ""}), "");
}

}  // namespace
}  // namespace kilograph::inspect
