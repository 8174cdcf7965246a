#include <gtest/gtest.h>

#include "domain/entity.hpp"
#include "domain/spelling.hpp"
#include "domain/verdict.hpp"

namespace kilograph::domain {
namespace {

TEST(Shape, CountsElements) {
  EXPECT_EQ(element_count({1, 96, 96, 1}), 9216u);
  EXPECT_EQ(element_count({}), 1u);
  EXPECT_EQ(element_count({4, 0}), 0u);
  EXPECT_FALSE(element_count({1, -1}));
  EXPECT_FALSE(element_count({2147483647, 2147483647, 2147483647}));
  EXPECT_EQ(to_text(Shape{1, -1, 3}), "1×?×3");
  EXPECT_EQ(to_text(Shape{}), "scalar");
}

TEST(TensorType, NamesAreReadBack) {
  for (int type = 0; type <= static_cast<int>(TensorType::unknown); ++type) {
    const auto value = static_cast<TensorType>(type);
    EXPECT_EQ(tensor_type_from(name_of(value)), value);
  }
  EXPECT_EQ(bits_of(TensorType::int4), 4u);
  EXPECT_EQ(bits_of(TensorType::string), 0u);
}

TEST(Sensor, ClassesFormATree) {
  for (const SensorClassRow& row : sensor_classes()) {
    EXPECT_TRUE(row.parent.empty() || sensor_class_by_name(row.parent)) << row.name;
    EXPECT_TRUE(is_sensor_class_within(row.name, row.name));
    EXPECT_EQ(sensor_class_by_iri(row.iri), &row);
  }
  EXPECT_TRUE(is_sensor_class_within("VibrationSensor", "InertialSensor"));
  EXPECT_FALSE(is_sensor_class_within("InertialSensor", "Accelerometer"));
  EXPECT_FALSE(is_sensor_class_within(kOtherSensor, "Camera"));
  EXPECT_EQ(sensor_class_by_name("MIC")->name, "Microphone");
  EXPECT_EQ(nearest_sensor_class("acelerometer"), "Accelerometer");
  EXPECT_EQ(nearest_sensor_class("micro"), "Microphone");
  EXPECT_EQ(nearest_sensor_class("xyzzy"), "");
}

TEST(Spelling, NearestFirst) {
  EXPECT_EQ(edit_distance("kitten", "Sitting"), 3u);
  EXPECT_EQ(edit_distance("Mvoe", "move"), 1u);  // neighbours swapped
  EXPECT_EQ(nearest("quary", {"add", "query", "why"}, 1).front(), "query");
}

TEST(Spelling, ABeginningThenAPartThenOtherLetters) {
  const std::vector<std::string> known{"Persan", "SSI-Web Node", "My_Person", "Person_Detection"};
  EXPECT_EQ(nearest("person", known, 3), (std::vector<std::string>{"Person_Detection", "My_Person", "Persan"}));
}

TEST(Spelling, SilentWhereNothingIsNear) {
  EXPECT_TRUE(nearest("frobnicate", {"init", "fit", "remove"}, 1).empty());
  EXPECT_TRUE(nearest("e", {"SSI-Web Node", "Move"}, 3).empty());
  EXPECT_TRUE(nearest("", {"Move"}, 3).empty());
}

TEST(Identity, OfADocumentIsItsBytesAndItsEntity) {
  const Digest a = sha256(view_of("a"));
  const Digest b = sha256(view_of("b"));
  EXPECT_EQ(document_iri(a, "urn:x"), document_iri(a, "urn:x"));
  EXPECT_NE(document_iri(a, "urn:x"), document_iri(b, "urn:x"));
  EXPECT_NE(document_iri(a, "urn:x"), document_iri(a, "urn:y"));
}

TEST(Entity, TheFirstDocumentThatKnowsCounts) {
  ModelEntity entity;
  ModelFacts file, sheet;
  file.macs = 10;
  sheet.macs = 12;
  sheet.category = "Classification";
  entity.documents = {{{Basis::planned, "kilograph"}, file}, {{Basis::declared, "somebody"}, sheet}};
  EXPECT_EQ(entity.counted(&ModelFacts::macs)->value, 10u);
  EXPECT_EQ(entity.counted(&ModelFacts::category)->source.by, "somebody");
  EXPECT_EQ(entity.all(&ModelFacts::macs).size(), 2u);
  EXPECT_FALSE(entity.counted(&ModelFacts::parameters));
}

RequirementLine memory_line(Status status, std::int64_t margin, std::uint64_t available) {
  RequirementLine line;
  line.kind = RequirementKind::working_memory;
  line.status = status;
  line.margin_bytes = margin;
  line.available_bytes = available;
  return line;
}

TEST(Verdict, IsThreeValued) {
  EXPECT_EQ(answer_of({}), Answer::fits);
  EXPECT_EQ(answer_of({memory_line(Status::met, 1, 2), memory_line(Status::unknown, 0, 0)}), Answer::unknown);
  EXPECT_EQ(answer_of({memory_line(Status::unknown, 0, 0), memory_line(Status::unmet, -1, 2)}), Answer::does_not_fit);
}

TEST(Verdict, TheWorstLineHasTheLeastRoom) {
  Verdict verdict;
  EXPECT_EQ(verdict.worst(), nullptr);
  verdict.lines = {memory_line(Status::met, 90, 100), memory_line(Status::met, 500, 1000)};
  EXPECT_EQ(verdict.worst(), &verdict.lines[1]);
  verdict.lines.push_back(memory_line(Status::unmet, -5, 100));
  EXPECT_EQ(verdict.worst(), &verdict.lines[2]);
}

}  // namespace
}  // namespace kilograph::domain
