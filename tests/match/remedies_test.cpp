#include <gmock/gmock.h>

#include "match/samples.hpp"

namespace kilograph::match {
namespace {

using namespace domain;
using namespace tests;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> texts(const std::vector<Remedy>& remedies, std::string_view kind) {
  std::vector<std::string> found;
  for (const Remedy& remedy : remedies) {
    if (remedy.kind == kind) found.push_back(remedy.text + (remedy.enough ? " (enough)" : ""));
  }
  return found;
}

TEST(Remedies, NoneForAPairThatFits) {
  EXPECT_THAT(remedies(camera_model(), camera_board(), kBest, {}, {}), IsEmpty());
}

TEST(Remedies, TheBytesToFreeAreTheFewest) {
  DeviceEntity device = camera_board("Board", 98'692);
  const auto found = remedies(camera_model(), device, kBest, {}, {});
  ASSERT_THAT(texts(found, "free-memory"), ElementsAre("free 1,308 B of RAM in SRAM (enough)"));
  auto& free = *facts_of(device).regions[0].free_bytes;
  free += 1'307;
  EXPECT_EQ(judge(camera_model(), device, kBest).answer, Answer::does_not_fit);
  free += 1;
  EXPECT_EQ(judge(camera_model(), device, kBest).answer, Answer::fits);
}

TEST(Remedies, MoreThanARegionHoldsCannotBeFreed) {
  DeviceEntity device = camera_board();
  facts_of(device).regions[0] = region(RegionKind::ram, 80'000, 99'999);
  EXPECT_THAT(texts(remedies(camera_model(), device, kBest, {}, {}), "free-memory"), IsEmpty());
  facts_of(device).regions[0].size_bytes = 100'000;
  EXPECT_THAT(texts(remedies(camera_model(), device, kBest, {}, {}), "free-memory"),
              ElementsAre("free 20,000 B of RAM in SRAM (enough)"));
}

TEST(Remedies, OneOfTwoChangesIsNotEnough) {
  ModelEntity model = camera_model();
  facts_of(model).sensors = {{"Accelerometer"}};
  const DeviceEntity device = camera_board("Board", 98'692);
  const auto found = remedies(model, device, kBest, {}, {});
  EXPECT_THAT(texts(found, "free-memory"), ElementsAre("free 1,308 B of RAM in SRAM"));
  EXPECT_THAT(texts(found, "add-sensor"), ElementsAre("add an Accelerometer"));
  EXPECT_THAT(texts(remedies(model, camera_board(), kBest, {}, {}), "add-sensor"),
              ElementsAre("add an Accelerometer (enough)"));
}

TEST(Remedies, AddASensorWithWhatIsNeededOfIt) {
  ModelEntity model = camera_model();
  facts_of(model).sensors = {{"Camera", "", 30.0}};
  DeviceEntity device = camera_board();
  facts_of(device).sensors = {{"Camera", "", 15.0}};
  const auto found = remedies(model, device, kBest, {}, {});
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].text, "add a Camera of 30 Hz");
  EXPECT_TRUE(found[0].enough);
  EXPECT_EQ(found[0].entity, "Camera");
}

TEST(Remedies, AnotherRuntimeThatMakesItFit) {
  ModelEntity model = camera_model();
  facts_of(model).number_formats = {TensorType::uint8};
  facts_of(model).memory.push_back(arena(110'000, "tflm-2021", 32));
  EXPECT_THAT(texts(remedies(model, camera_board(), kBest, {}, {}), "other-runtime"),
              ElementsAre("use the runtime tflm-2021 with reference kernels (enough)"));
}

TEST(Remedies, ARuntimeWithoutAFigureForTheDeviceIsNoHelp) {
  const DeviceEntity small = camera_board("Board", 95'000);
  ModelEntity model = camera_model();
  facts_of(model).memory.push_back(arena(90'000, "tflm-2021", 64));
  EXPECT_THAT(texts(remedies(model, small, kBest, {}, {}), "other-runtime"), IsEmpty());
  facts_of(model).number_formats = {TensorType::uint8};
  EXPECT_THAT(texts(remedies(model, small, kBest, {}, {}), "other-runtime"), IsEmpty());
  EXPECT_THAT(texts(remedies(model, camera_board(), kBest, {}, {}), "other-runtime"), IsEmpty());
}

TEST(Remedies, AnotherRuntimeThatLacksFewerBytes) {
  const DeviceEntity small = camera_board("Board", 50'000);
  ModelEntity model = camera_model();
  facts_of(model).memory.push_back(arena(99'999, "tflm-2021", 32));
  EXPECT_THAT(texts(remedies(model, small, kBest, {}, {}), "other-runtime"),
              ElementsAre("use the runtime tflm-2021 with reference kernels"));
  for (const std::uint64_t bytes : {100'000u, 100'001u}) {
    facts_of(model).memory.back().bytes = bytes;
    EXPECT_THAT(texts(remedies(model, small, kBest, {}, {}), "other-runtime"), IsEmpty()) << bytes;
  }
}

TEST(Remedies, ARuntimeWhoseCodeIsNotCountedSavesNoFlash) {
  ModelEntity model = camera_model();
  facts_of(model).operators = {{"CONV_2D", 1, 1}};
  facts_of(model).memory.push_back(arena(90'000, "tflm-2021", 32));
  Judge with = kBest;
  with.runtimes[0].code.base = 200'000;
  with.runtimes[1].code = {};
  ASSERT_EQ(judge(model, camera_board(), with).answer, Answer::does_not_fit);
  EXPECT_THAT(texts(remedies(model, camera_board(), with, {}, {}), "other-runtime"), IsEmpty());
}

TEST(Remedies, ARuntimeThatStartsTheModelThoughItsCodeIsNotKnown) {
  ModelEntity model = camera_model();
  facts_of(model).number_formats = {domain::TensorType::uint8};
  facts_of(model).memory = {arena(100'000, "tflm-2021", 32), program(200'000)};
  Judge with = kBest;
  with.runtimes[1].code = {};
  const auto found = remedies(model, camera_board(), with, {}, {});
  EXPECT_THAT(
      texts(found, "other-runtime"),
      ElementsAre("use the runtime tflm-2021 with reference kernels, which starts it; its code's bytes are not known"));
  EXPECT_FALSE(found.front().enough);
  EXPECT_THAT(texts(remedies(model, camera_board("Board", 120'000, 199'999), with, {}, {}), "other-runtime"),
              IsEmpty());
}

TEST(Remedies, ARuntimeOfUnknownCodeIsNoWayToMoreFlash) {
  ModelEntity model = camera_model();
  facts_of(model).memory.push_back(arena(90'000, "tflm-2021", 32));
  Judge with = kBest;
  with.runtimes[1].code = {};
  for (const std::uint64_t flash : {200'000u, 199'000u, 300'000u}) {
    const DeviceEntity board = camera_board("Board", 95'000, flash);
    EXPECT_THAT(texts(remedies(model, board, with, {}, {}), "other-runtime"), IsEmpty()) << flash;
  }
}

TEST(Remedies, OtherKernelsWhereTheyFitAndTheCoreRunsThem) {
  ModelEntity model = camera_model();
  MemoryRequirement smaller = arena(90'000, "tflm-2026-08", 32);
  smaller.kernels = "cmsis-nn-dsp";
  facts_of(model).memory.push_back(smaller);
  DeviceEntity device = camera_board("Board", 95'000);
  facts_of(device).processor = "Cortex-M4F";
  const auto found = remedies(model, device, kBest, {}, {});
  EXPECT_THAT(texts(found, "other-kernels"),
              ElementsAre("use the runtime tflm-2026-08 with cmsis-nn-dsp kernels (enough)"));
  facts_of(device).processor = "Xtensa LX6";
  EXPECT_THAT(texts(remedies(model, device, kBest, {}, {}), "other-kernels"), IsEmpty());
  facts_of(device).processor = "Cortex-M4F";
  facts_of(model).memory.back().bytes = 95'001;
  EXPECT_THAT(texts(remedies(model, device, kBest, {}, {}), "other-kernels"),
              ElementsAre("use the runtime tflm-2026-08 with cmsis-nn-dsp kernels"));
  facts_of(model).memory.back().bytes = 100'000;
  EXPECT_THAT(texts(remedies(model, device, kBest, {}, {}), "other-kernels"), IsEmpty());
}

TEST(Remedies, TheSmallestDevicesThatFit) {
  const DeviceEntity small = camera_board("Small", 10);
  const std::vector<DeviceEntity> devices{small,
                                          camera_board("Big", 900'000),
                                          camera_board("Middle", 150'000),
                                          camera_board("Tiny", 20),
                                          camera_board("Exact", 100'000),
                                          camera_board("Large", 300'000)};
  EXPECT_THAT(texts(remedies(camera_model(), small, kBest, {}, devices), "other-device"),
              ElementsAre("use Exact instead, with 0 B of RAM to spare (enough)",
                          "use Middle instead, with 50,000 B of RAM to spare (enough)",
                          "use Large instead, with 200,000 B of RAM to spare (enough)"));
}

TEST(Remedies, AModelOfAnotherTaskIsNoReplacement) {
  ModelEntity other = camera_model("Other");
  facts_of(other).memory[0].bytes = 5;
  ModelEntity model = camera_model();
  facts_of(model).task = "person detection";
  facts_of(other).task = "anomaly detection";
  const DeviceEntity board = camera_board("Board", 10);
  EXPECT_THAT(texts(remedies(model, board, kBest, {other}, {}), "other-model"), IsEmpty());
  facts_of(other).task = "person detection";
  EXPECT_THAT(texts(remedies(model, board, kBest, {other}, {}), "other-model"), ::testing::SizeIs(1));
}

TEST(Remedies, ModelsOfTheSamePurposeThatFit) {
  ModelEntity kin = camera_model("Kin"), far = camera_model("Far"), deaf = camera_model("Deaf"),
              huge = camera_model("Huge");
  facts_of(kin).memory[0].bytes = 5;
  facts_of(far).memory[0].bytes = 5;
  facts_of(far).training_dataset.clear();
  facts_of(deaf).memory[0].bytes = 5;
  facts_of(deaf).sensors = {{"Microphone"}};
  const auto found = remedies(camera_model(), camera_board("Board", 10), kBest, {far, deaf, huge, kin}, {});
  EXPECT_THAT(texts(found, "other-model"), ElementsAre("use Kin instead, with 5 B of RAM to spare (enough)",
                                                       "use Far instead, with 5 B of RAM to spare (enough)"));
}

}  // namespace
}  // namespace kilograph::match
