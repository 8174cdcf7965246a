#include <gmock/gmock.h>

#include "domain/sensor_need.hpp"
#include "match/samples.hpp"

namespace kilograph::match {
namespace {

using namespace domain;
using namespace tests;
using ::testing::HasSubstr;
using Kind = RequirementKind;

Verdict judged(const ModelEntity& model, const DeviceEntity& device, const Judge& with = kBest) {
  return judge(model, device, with);
}

TEST(Judge, AllMetFits) {
  const Verdict verdict = judged(camera_model(), camera_board());
  EXPECT_EQ(verdict.answer, Answer::fits);
  ASSERT_EQ(verdict.lines.size(), 5u);
  EXPECT_EQ(verdict.runtime, "tflm-2026-08");
  EXPECT_TRUE(verdict.runtime_assumed);
  const auto* working = line_of(verdict, Kind::working_memory);
  EXPECT_EQ(working->margin_bytes, 20'000);
  EXPECT_EQ(working->available, "120,000 B free in SRAM");
  EXPECT_EQ(line_of(verdict, Kind::program_memory)->required_bytes, 200'001u);
}

TEST(Judge, ADeclaredRuntimeIsNotAssumed) {
  DeviceEntity device = camera_board();
  facts_of(device).runtimes = {"tflm-2026-08"};
  EXPECT_FALSE(judged(camera_model(), device).runtime_assumed);
}

TEST(Judge, OfEqualAnswersTheOneWithTheFewestOpenLinesStands) {
  ModelEntity model = camera_model();
  facts_of(model).sensors.clear();
  DeviceEntity device = camera_board();
  facts_of(device).runtimes = {"tflm-2021", "tflm-2026-08"};
  const Verdict verdict = judged(model, device);
  EXPECT_EQ(verdict.answer, Answer::unknown);
  EXPECT_EQ(verdict.runtime, "tflm-2026-08") << "the other has no arena figure";
}

TEST(Judge, KnowsRuntimesThatItNeverProposes) {
  Judge with = kBest;
  with.runtimes.pop_back();
  with.further_runtimes = {kEarlier};
  ModelEntity model = camera_model();
  facts_of(model).memory = {arena(100'000, "tflm-2021", 32), program(200'000)};
  DeviceEntity device = camera_board();
  EXPECT_EQ(judge(model, device, with).answer, Answer::unknown);
  EXPECT_TRUE(remedies(model, device, with, {}, {}).empty());
  facts_of(device).runtimes = {"tflm-2021"};
  EXPECT_EQ(judge(model, device, with).answer, Answer::fits);
}

TEST(Judge, OfSeveralRuntimesTheBestAnswerStands) {
  ModelEntity model = camera_model();
  facts_of(model).number_formats = {TensorType::uint8};
  facts_of(model).memory = {arena(100'000, "tflm-2021", 32), program(1)};
  DeviceEntity device = camera_board();
  facts_of(device).runtimes = {"tflm-2026-08", "tflm-2021"};
  const Verdict verdict = judged(model, device);
  EXPECT_EQ(verdict.answer, Answer::fits);
  EXPECT_EQ(verdict.runtime, "tflm-2021");
}

TEST(Judge, ARuntimeNobodyDescribesIsUnknown) {
  DeviceEntity device = camera_board();
  facts_of(device).runtimes = {"someones-own"};
  const Verdict verdict = judged(camera_model(), device);
  EXPECT_EQ(verdict.answer, Answer::unknown);
  EXPECT_EQ(line_of(verdict, Kind::number_format)->status, Status::unknown);
}

TEST(Sensors, ASubclassServesAndASuperclassMay) {
  ModelEntity model = camera_model();
  DeviceEntity device = camera_board();
  facts_of(model).sensors = {{"InertialSensor"}};
  facts_of(device).sensors = {{"Accelerometer"}};
  EXPECT_EQ(judged(model, device).lines[0].status, Status::met);
  facts_of(model).sensors = {{"Accelerometer"}};
  facts_of(device).sensors = {{"InertialSensor"}};
  EXPECT_EQ(judged(model, device).lines[0].status, Status::unknown);
  facts_of(device).sensors = {{"Gyroscope"}};
  EXPECT_EQ(judged(model, device).lines[0].status, Status::unmet);
}

TEST(Sensors, OneLineAClass) {
  ModelEntity model = camera_model();
  facts_of(model).sensors = {{"Camera"}, {"Gyroscope"}, {"Camera", "a second one"}};
  const Verdict verdict = judged(model, camera_board());
  EXPECT_EQ(verdict.lines[0].required, "Camera");
  EXPECT_EQ(verdict.lines[0].status, Status::met);
  EXPECT_EQ(verdict.lines[1].required, "Gyroscope");
  EXPECT_EQ(verdict.lines[1].available, "Camera, Microphone");
  EXPECT_EQ(verdict.lines[1].status, Status::unmet);
  EXPECT_EQ(verdict.lines[2].kind, Kind::working_memory);
}

TEST(Sensors, TheUnstatedIsUnknownAndSaysWhatSettlesIt) {
  ModelEntity other = camera_model();
  facts_of(other).sensors = {{std::string(kOtherSensor)}};
  ModelEntity silent = camera_model();
  facts_of(silent).sensors.clear();
  DeviceEntity bare = camera_board();
  facts_of(bare).sensors.clear();
  for (const Verdict& verdict :
       {judged(other, camera_board()), judged(silent, camera_board()), judged(camera_model(), bare)}) {
    EXPECT_EQ(verdict.answer, Answer::unknown);
    EXPECT_THAT(verdict.lines[0].note, HasSubstr("kilograph add"));
  }
}

TEST(Sensors, WhoeverNeedsNoneIsServedByAnyDevice) {
  ModelEntity sine = camera_model();
  facts_of(sine).sensors = {{std::string(kNoSensor)}};
  DeviceEntity bare = camera_board();
  facts_of(bare).sensors.clear();
  for (const DeviceEntity& device : {camera_board(), bare}) {
    const Verdict verdict = judged(sine, device);
    EXPECT_EQ(verdict.answer, Answer::fits);
    EXPECT_EQ(verdict.lines[0].kind, Kind::sensor);
    EXPECT_EQ(verdict.lines[0].required, "no sensor");
    EXPECT_EQ(verdict.lines[0].status, Status::met);
  }
  facts_of(sine).sensors.push_back({"Gyroscope"});
  EXPECT_EQ(judged(sine, camera_board()).lines[1].required, "Gyroscope");
  EXPECT_EQ(judged(sine, camera_board()).answer, Answer::does_not_fit);
}

Sensor microphone(std::optional<double> rate_hz, std::optional<unsigned> bits = {}) {
  Sensor sensor{"Microphone"};
  sensor.rate_hz = rate_hz;
  sensor.resolution_bits = bits;
  return sensor;
}

RequirementLine sensor_line(const Sensor& need, const std::vector<Sensor>& offered) {
  ModelEntity model = camera_model();
  facts_of(model).sensors = {need};
  DeviceEntity device = camera_board();
  facts_of(device).sensors = offered;
  return judged(model, device).lines[0];
}

TEST(Sensors, EveryPropertyOfTheNeedIsWithinTheOffer) {
  const RequirementLine met = sensor_line(microphone(16000, 16), {microphone(8000, 24), microphone(16000, 16)});
  EXPECT_EQ(met.status, Status::met);
  EXPECT_EQ(met.required, "Microphone, 16,000 Hz, 16 bit");
  EXPECT_EQ(met.available, "Microphone, 16,000 Hz, 16 bit");
  EXPECT_EQ(sensor_line(microphone({}), {microphone({})}).status, Status::met) << "what is not needed is not asked";
}

TEST(Sensors, TooSmallAPropertyIsUnmetWithBothNumbers) {
  const RequirementLine line = sensor_line(microphone(16000, 16), {microphone(8000, 16)});
  EXPECT_EQ(line.status, Status::unmet);
  EXPECT_EQ(line.available, "Microphone, 8,000 Hz, 16 bit");
  EXPECT_EQ(line.note, "Microphone: rate 8,000 Hz, and 16,000 Hz is needed");
  Sensor need{"Accelerometer"}, offer{"Accelerometer"};
  need.axes = 3, offer.axes = 1;
  need.channels = 2, offer.channels = 1;
  EXPECT_EQ(sensor_line(need, {offer}).note,
            "Accelerometer: number of axes 1, and 3 is needed; Accelerometer: number of channels 1, and 2 is needed");
}

TEST(Sensors, AnUnstatedPropertyIsUnknownAndNamesTheFact) {
  const RequirementLine line = sensor_line(microphone(16000, 16), {microphone({}, 16)});
  EXPECT_EQ(line.status, Status::unknown);
  EXPECT_THAT(line.note, HasSubstr("rateHz in its description settles it"));
  EXPECT_EQ(sensor_line(microphone(16000, 16), {microphone({}, 8)}).status, Status::unmet)
      << "one that is too small decides";
  EXPECT_EQ(sensor_line(microphone(16000), {microphone(8000), {std::string(kOtherSensor)}}).status, Status::unknown)
      << "another sensor may be it";
}

TEST(Sensors, RangesAreComparedInOneUnit) {
  Sensor need{"Accelerometer"}, offer{"Accelerometer"};
  need.range_low = -4, need.range_high = 4, need.range_unit = "g";
  offer.range_low = -16, offer.range_high = 16, offer.range_unit = "g";
  EXPECT_EQ(sensor_line(need, {offer}).status, Status::met);
  EXPECT_EQ(sensor_line(offer, {need}).status, Status::unmet);
  EXPECT_EQ(sensor_line(offer, {need}).note, "Accelerometer: range -4 to 4 g, and -16 to 16 g is needed");
  offer.range_unit = "m/s2";
  EXPECT_EQ(sensor_line(need, {offer}).status, Status::unknown);
}

TEST(Bases, WhatTheDeviceDoesNotStateHoldsAsItsModelStatesIt) {
  DeviceEntity instance = camera_board("Instance");
  facts_of(instance) = {};
  instance.missing_bases = {"urn:gone"};
  const Verdict unknown = judged(camera_model(), instance);
  EXPECT_EQ(unknown.answer, Answer::unknown);
  EXPECT_THAT(unknown.lines[0].note, HasSubstr("the device is based on urn:gone, which is not kept here"));
  instance.missing_bases.clear();
  instance.bases = {std::make_shared<const DeviceEntity>(camera_board("Kind"))};
  const Verdict verdict = judged(camera_model(), instance);
  EXPECT_EQ(verdict.answer, Answer::fits);
  EXPECT_EQ(verdict.lines[0].available_source->document, "doc:Kind");
  EXPECT_EQ(line_of(verdict, Kind::working_memory)->available_source->document, "doc:Kind");
  instance.bases = {std::make_shared<const DeviceEntity>(camera_board("Kind", 90'000))};
  const auto found = remedies(camera_model(), instance, kBest, {}, {});
  ASSERT_FALSE(found.empty());
  EXPECT_EQ(found[0].text, "free 10,000 B of RAM in SRAM");
}

TEST(Bases, ADeviceThatStatesItsOwnMemoryHasNoneOfItsModels) {
  DeviceEntity instance = camera_board("Instance", 64'000);
  instance.bases = {std::make_shared<const DeviceEntity>(camera_board("Kind", 250'000))};
  EXPECT_EQ(judged(camera_model(), instance).answer, Answer::does_not_fit);
  for (MemoryRegion& region : facts_of(instance).regions) region.size_bytes = std::exchange(region.free_bytes, {});
  EXPECT_EQ(judged(camera_model(), instance).answer, Answer::does_not_fit) << "its whole size is too small";
}

TEST(WorkingMemory, OfARegionThatIsNotContiguousProvesNoYes) {
  DeviceEntity device = camera_board();
  facts_of(device).regions[0].contiguous = false;
  EXPECT_EQ(judged(camera_model(), device).answer, Answer::unknown);
  facts_of(device).regions[0].free_bytes = 99'999;
  EXPECT_EQ(judged(camera_model(), device).answer, Answer::does_not_fit);
}

TEST(WorkingMemory, RegionsAreNeverSummed) {
  DeviceEntity device = camera_board();
  facts_of(device).regions = {region(RegionKind::ram, 60'000), region(RegionKind::ram, 90'000),
                              region(RegionKind::flash, 300'000)};
  const Verdict verdict = judged(camera_model(), device);
  EXPECT_EQ(line_of(verdict, Kind::working_memory)->margin_bytes, -10'000);
  EXPECT_EQ(verdict.answer, Answer::does_not_fit);
}

TEST(WorkingMemory, FreeBytesAreTakenBeforeAWholeSize) {
  DeviceEntity device = camera_board();
  facts_of(device).regions = {region(RegionKind::ram, {}, 256'000), region(RegionKind::flash, 300'000)};
  const auto whole = judged(camera_model(), device);
  EXPECT_EQ(line_of(whole, Kind::working_memory)->available, "256,000 B in all of SRAM");
  EXPECT_THAT(line_of(whole, Kind::working_memory)->note, HasSubstr("whole size"));
  EXPECT_EQ(line_of(whole, Kind::working_memory)->status, Status::unknown) << "a bound is no yes";
  DeviceFacts more;
  more.regions = {region(RegionKind::ram, 90'000)};
  device.documents.push_back({{Basis::declared, "another"}, more});
  EXPECT_EQ(line_of(judged(camera_model(), device), Kind::working_memory)->margin_bytes, -10'000);
}

TEST(WorkingMemory, ALargerMemoryOfUnknownFreeBytesLeavesANoOpen) {
  DeviceEntity device = camera_board();
  facts_of(device).regions = {region(RegionKind::ram, 90'000, 131'072), region(RegionKind::ram, {}, 8'388'608),
                              region(RegionKind::flash, 300'000)};
  const auto open = judged(camera_model(), device);
  EXPECT_EQ(line_of(open, Kind::working_memory)->status, Status::unknown);
  EXPECT_THAT(line_of(open, Kind::working_memory)->note, HasSubstr("a larger memory of 8,388,608 B may hold it"));
  facts_of(device).regions[1].size_bytes = 95'000;
  EXPECT_EQ(judged(camera_model(), device).answer, Answer::does_not_fit);
}

TEST(WorkingMemory, TheLargestEvidentFigureCounts) {
  ModelEntity model = camera_model();
  MemoryRequirement used = arena(676, "tflm-2026-08", 32);
  used.basis = Basis::measured;
  MemoryRequirement said = arena(9'999, "tflm-2026-08", 32);
  said.basis = Basis::declared;
  facts_of(model).memory = {said, used, arena(1'072, "tflm-2026-08", 32)};
  EXPECT_EQ(line_of(judged(model, camera_board()), Kind::working_memory)->required_bytes, 1'072u);
}

TEST(WorkingMemory, AFigureForAnotherRuntimeSettlesNothing) {
  ModelEntity model = camera_model();
  facts_of(model).memory = {arena(94'128, "tflm-2021", 64), program(1)};
  const Verdict verdict = judged(model, camera_board());
  const auto* line = line_of(verdict, Kind::working_memory);
  EXPECT_EQ(line->status, Status::unknown);
  EXPECT_THAT(line->note, HasSubstr("94,128 B (tflm-2021, reference kernels, 64-bit pointers, planned)"));
  EXPECT_THAT(line->note, HasSubstr("an arena figure for tflm-2026-08, reference kernels, arm32 settles it"));
  EXPECT_EQ(verdict.answer, Answer::unknown);
}

TEST(WorkingMemory, AnUnstatedPointerWidthIsAssumedAndSaidSo) {
  DeviceEntity device = camera_board();
  facts_of(device).pointer_bits = 0;
  EXPECT_THAT(line_of(judged(camera_model(), device), Kind::working_memory)->note,
              HasSubstr("32-bit pointers are assumed"));
}

TEST(WorkingMemory, OfOneMachineSaysNothingOfAnother) {
  ModelEntity model = camera_model();
  for (MemoryRequirement& need : facts_of(model).memory) need.abi = need.pointer_bits == 64 ? "host64" : "arm32";
  DeviceEntity device = camera_board();
  EXPECT_EQ(line_of(judged(model, device), Kind::working_memory)->status, Status::met);
  facts_of(device).processor = "ESP32-C3, RISC-V";
  const auto verdict = judged(model, device);
  const auto* line = line_of(verdict, Kind::working_memory);
  EXPECT_EQ(line->status, Status::unknown);
  EXPECT_THAT(line->note, HasSubstr("follow from the model's file"));
}

TEST(WorkingMemory, OfAMachineWithoutAnAbiIsNotKnown) {
  ModelEntity model = camera_model();
  for (MemoryRequirement& need : facts_of(model).memory) need.abi = "arm32";
  DeviceEntity device = camera_board();
  for (const auto& [processor, bits] : {std::pair{"RISC-V RV64GC", 64u}, {"Cortex-M4F", 64u}, {"ATmega328P", 16u}}) {
    facts_of(device).processor = processor;
    facts_of(device).pointer_bits = bits;
    const auto verdict = judged(model, device);
    const auto* line = line_of(verdict, Kind::working_memory);
    EXPECT_EQ(line->status, Status::unknown) << processor;
    EXPECT_THAT(line->note, HasSubstr("known only: 100,000 B")) << processor;
  }
}

TEST(ProgramMemory, OfCodeMeasuredElsewhereProvesNoYes) {
  Judge judge = kBest;
  judge.runtimes[0].code = {
      .base = 11'748, .operators = {{"CONV_2D", 10'604}}, .unmeasured_operator = 1, .abi = "arm32"};
  ModelEntity model = camera_model();
  facts_of(model).operators = {{"CONV_2D", 3, 1}};
  DeviceEntity device = camera_board();
  EXPECT_EQ(line_of(match::judge(model, device, judge), Kind::program_memory)->required_bytes, 222'352u);
  facts_of(device).processor = "ESP32-C3, RISC-V";
  const auto verdict = match::judge(model, device, judge);
  const auto* line = line_of(verdict, Kind::program_memory);
  EXPECT_EQ(line->status, Status::unknown);
  EXPECT_EQ(line->required, "more than 200,000 B");
  EXPECT_FALSE(line->margin_bytes);
  facts_of(device).regions[1].free_bytes = 199'999;
  EXPECT_EQ(line_of(match::judge(model, device, judge), Kind::program_memory)->status, Status::unmet);
}

TEST(ProgramMemory, OfCodeThatNobodyMeasuredProvesNoYes) {
  Judge with = kBest;
  with.runtimes[0].code = {};
  const Verdict open = judge(camera_model(), camera_board(), with);
  const auto* line = line_of(open, Kind::program_memory);
  EXPECT_EQ(line->status, Status::unknown);
  EXPECT_EQ(open.answer, Answer::unknown);
  EXPECT_EQ(line->required, "more than 200,000 B");
  EXPECT_EQ(line->note, "the code of tflm-2026-08 comes on top; it was not measured");
  const Verdict small = judge(camera_model(), camera_board("Board", 120'000, 199'999), with);
  EXPECT_EQ(line_of(small, Kind::program_memory)->status, Status::unmet);
}

TEST(ProgramMemory, OfTheStudyLeavesCodeOut) {
  ModelEntity model = camera_model();
  for (MemoryRequirement& need : facts_of(model).memory) need.by = kPublishedStudy;
  DeviceEntity device = camera_board();
  for (MemoryRegion& region : facts_of(device).regions) region.by = kPublishedStudy;
  Judge with = kPublished;
  for (Runtime& runtime : with.runtimes) runtime.code = {};
  const Verdict verdict = judge(model, device, with);
  EXPECT_EQ(line_of(verdict, Kind::program_memory)->status, Status::met);
  EXPECT_THAT(line_of(verdict, Kind::program_memory)->note, HasSubstr("runtime code not counted"));
}

TEST(ProgramMemory, IsTheFilesSizeWhereNothingElseIsStated) {
  ModelEntity model = camera_model();
  facts_of(model).memory.pop_back();
  EXPECT_EQ(line_of(judged(model, camera_board()), Kind::program_memory)->status, Status::unknown);
  facts_of(model).file_bytes = 300'000;  // and a byte of code
  EXPECT_EQ(line_of(judged(model, camera_board()), Kind::program_memory)->margin_bytes, -1);
}

TEST(ProgramMemory, CountsCodeBetweenItsBounds) {
  Judge with = kBest;
  with.runtimes[0].code = {
      .base = 10'000, .operators = {{"CONV_2D", 5'000}, {"ADD", 4'000}}, .unmeasured_operator = 30'000};
  ModelEntity model = camera_model();
  facts_of(model).operators = {{"CONV_2D", 3, 2}, {"CONV_2D", 1, 1}, {"ADD", 1, 1}};
  const auto status = [&](std::uint64_t flash) {
    const Verdict verdict = judge(model, camera_board("Board", 120'000, flash), with);
    return line_of(verdict, Kind::program_memory)->status;
  };
  EXPECT_EQ(status(214'999), Status::unmet);    // the model, the base and the larger share
  EXPECT_EQ(status(215'000), Status::unknown);
  EXPECT_EQ(status(219'000), Status::met);      // both shares
  facts_of(model).operators.push_back({"SVDF", 1, 1});
  EXPECT_EQ(status(219'000), Status::unknown) << "an operator without a measured share";
  facts_of(model).operators.clear();
  EXPECT_EQ(status(10'000'000), Status::unknown) << "operators that nobody stated";
}

TEST(NumberFormats, Uint8DoesNotRunToday) {
  ModelEntity model = camera_model();
  facts_of(model).number_formats = {TensorType::uint8};
  const Verdict verdict = judged(model, camera_board());
  EXPECT_EQ(verdict.answer, Answer::does_not_fit);
  EXPECT_EQ(line_of(verdict, Kind::number_format)->note,
            "tflm-2026-08 does not run uint8: the model does not start on it");
}

TEST(NumberFormats, ThoseNotAllKnownAreUnknown) {
  ModelEntity model = camera_model();
  facts_of(model).number_formats = {TensorType::int8, TensorType::unknown};
  const auto some = judged(model, camera_board());
  EXPECT_EQ(line_of(some, Kind::number_format)->status, Status::unknown);
  EXPECT_EQ(some.answer, Answer::unknown);
  facts_of(model).number_formats.clear();
  const auto none = judged(model, camera_board());
  EXPECT_EQ(line_of(none, Kind::number_format)->status, Status::unknown);
  EXPECT_EQ(line_of(none, Kind::number_format)->required, "unknown");
}

TEST(NumberFormats, AModelThatDoesNotStartSaysSoWhereItsArenaIsMissing) {
  ModelEntity model = camera_model();
  facts_of(model).number_formats = {TensorType::uint8};
  facts_of(model).memory = {program(200'000)};
  EXPECT_EQ(line_of(judged(model, camera_board()), Kind::working_memory)->note,
            "the model does not start on tflm-2026-08, which does not run uint8");
}

TEST(Operators, EachMustBeInTheRuntimesTable) {
  ModelEntity model = camera_model();
  EXPECT_EQ(line_of(judged(model, camera_board()), Kind::operators)->status, Status::met);
  facts_of(model).operators = {{"CONV_2D", 3, 1}, {"CUSTOM:Mine", 1, 1}, {"FFT", 1, 1}};
  const Verdict missing = judged(model, camera_board());
  EXPECT_EQ(missing.answer, Answer::does_not_fit);
  EXPECT_EQ(line_of(missing, Kind::operators)->note,
            "tflm-2026-08 has no CUSTOM:Mine, FFT: the model does not start on it");
}

TEST(Operators, ANewerVersionIsUnknownUnlessTheRuntimeRefusesIt) {
  ModelEntity model = camera_model();
  facts_of(model).operators = {{"CONV_2D", 5, 1}};
  const Verdict newer = judged(model, camera_board());
  EXPECT_EQ(newer.answer, Answer::unknown);
  EXPECT_EQ(line_of(newer, Kind::operators)->note,
            "newer than any known to run on tflm-2026-08: CONV_2D version 5 (up to 3)");
  DeviceEntity board = camera_board();
  facts_of(board).runtimes = {"tflm-2021"};
  EXPECT_EQ(line_of(judged(model, board), Kind::operators)->status, Status::unmet);
}

TEST(Operators, ThoseOfAModelOrARuntimeThatNobodyDescribesAreUnknown) {
  ModelEntity model = camera_model();
  facts_of(model).operators.clear();
  EXPECT_EQ(line_of(judged(model, camera_board()), Kind::operators)->status, Status::unknown);
  DeviceEntity board = camera_board();
  facts_of(board).runtimes = {"of-my-own"};
  EXPECT_EQ(line_of(judged(camera_model(), board), Kind::operators)->status, Status::unknown);
}

TEST(Judge, OneUnmetLineOutweighsUnknownOnes) {
  ModelEntity model = camera_model();
  facts_of(model).memory.clear();
  facts_of(model).sensors = {{"Gyroscope"}};
  EXPECT_EQ(judged(model, camera_board()).answer, Answer::does_not_fit);
}

TEST(Published, OnlyTheStudysFiguresJudge) {
  const std::string study(kPublishedStudy);
  ModelEntity model = camera_model();
  facts_of(model).number_formats = {TensorType::uint8};
  facts_of(model).memory = {arena(1'000'000, "tflm-2026-08", 32), arena(94'128, "tflm-2021", 64, study),
                            program(236'072, study)};
  DeviceEntity device = camera_board();
  facts_of(device).regions = {region(RegionKind::ram, 1), region(RegionKind::ram, 127'000, {}, study),
                              region(RegionKind::flash, 576'000, {}, study)};
  const Verdict verdict = judged(model, device, kPublished);
  EXPECT_EQ(verdict.answer, Answer::fits);
  EXPECT_EQ(verdict.runtime, "tflm-2021");
  EXPECT_EQ(line_of(verdict, Kind::number_format), nullptr);
  EXPECT_EQ(line_of(verdict, Kind::working_memory)->margin_bytes, 127'000 - 94'128);
}

TEST(Published, AModelOutsideTheStudyIsUnknown) {
  const Verdict verdict = judged(camera_model(), camera_board(), kPublished);
  EXPECT_EQ(line_of(verdict, Kind::working_memory)->status, Status::unknown);
  EXPECT_EQ(verdict.answer, Answer::unknown);
}

TEST(Need, OnlyTheKindsNamedAreJudged) {
  Judge with = kBest;
  with.kinds = {Kind::sensor, Kind::working_memory};
  ModelEntity need = camera_model();
  facts_of(need).memory = {{MemoryUse::working, 100'000, {}, {}, 0, {}, Basis::declared, std::string(kAsker)}};
  facts_of(need).number_formats.clear();
  const Verdict verdict = judged(need, camera_board(), with);
  EXPECT_EQ(verdict.lines.size(), 2u);
  EXPECT_EQ(verdict.answer, Answer::fits);
}

}  // namespace
}  // namespace kilograph::match
