#include "ingest/sheet/study_sheet.hpp"

#include <gmock/gmock.h>

#include "base/file.hpp"
#include "shared_data.hpp"

namespace kilograph::ingest::sheet {
namespace {

using domain::Sensor;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

Workbook book(std::vector<Sheet::Row> rows) { return {{Sheet{"Sheet1", std::move(rows)}}}; }

ModelRows rows_of(std::vector<Sheet::Row> rows) {
  auto read = read_study_sheet(book(std::move(rows)), "facts.xlsx");
  EXPECT_TRUE(read) << read.error().to_text();
  return read.value_or(ModelRows{});
}

std::vector<std::string> texts_of(const std::vector<Warning>& warnings) {
  std::vector<std::string> texts;
  for (const Warning& warning : warnings) texts.push_back(warning.place + ": " + warning.message);
  return texts;
}

const std::string kHardware =
    "Hardware (0=Camera, 1=Microphone, 2=Accelerometer, 3=Gyroscope, 5=OtherSensor, by comma)";

TEST(StudySheet, ColumnsAreFoundByNameAndCodesByTheirHeading) {
  const ModelRows read = rows_of({{"description", kHardware, "Name", "hardware_info"},
                                  {"a wand", "2, 3", "Wand", "LSM9DS1"},
                                  {"", "5.0", "Sine", ""}});
  ASSERT_EQ(read.rows.size(), 2u);
  EXPECT_EQ(read.rows[0].name, "Wand");
  EXPECT_EQ(read.rows[0].place, "facts.xlsx row 2");
  EXPECT_EQ(read.rows[0].source.by, domain::kPublishedStudy);
  EXPECT_EQ(read.rows[0].facts.description, "a wand");
  EXPECT_THAT(read.rows[0].facts.sensors,
              ElementsAre(Sensor{"Accelerometer", "LSM9DS1"}, Sensor{"Gyroscope", "LSM9DS1"}));
  EXPECT_THAT(read.rows[1].facts.sensors, ElementsAre(Sensor{std::string(domain::kOtherSensor), ""}));
  EXPECT_THAT(read.warnings, IsEmpty());
}

TEST(StudySheet, TheHeadingsCodesCount) {
  const ModelRows read = rows_of({{"Name", "Hardware (7=Microphone)"}, {"a", "7"}, {"b", "1"}});
  EXPECT_THAT(read.rows[0].facts.sensors, ElementsAre(Sensor{"Microphone", ""}));
  EXPECT_THAT(read.rows[1].facts.sensors, IsEmpty());
  EXPECT_THAT(texts_of(read.warnings), ElementsAre(HasSubstr("row 3, column Hardware: '1' is no code")));
}

TEST(StudySheet, AMetricHasItsKindUnitAndDataSet) {
  const ModelRows read = rows_of({{"Name", "metrics (0=top_1_acc, 2=other_metric)", "metric_value", "dataset"},
                                  {"a", "0", "92.1", "http://example.org/speech"},
                                  {"b", "0", "0.921", "http://example.org/speech"}});
  const domain::Metric percent{"Top_1_accuracy",
                               92.1,
                               "percent",
                               "http://example.org/speech",
                               "",
                               domain::Basis::declared,
                               std::string(domain::kPublishedStudy)};
  EXPECT_THAT(read.rows[0].facts.metrics, ElementsAre(percent));
  EXPECT_EQ(read.rows[1].facts.metrics.at(0).unit, "ratio");
  EXPECT_THAT(texts_of(read.warnings),
              ElementsAre(HasSubstr("row 3, column metric_value: the accuracy is taken as a ratio")));
}

TEST(StudySheet, WhatCannotBeRightIsUnknownAndSaidSo) {
  const ModelRows read =
      rows_of({{"Name", "metrics (0=top_1_acc)", "metric_value", "dataset", "date", "category (0=Classification)"},
               {"a", "0", "0", "None", "None", "0"},
               {"b", "0", "120", "N.A.", "44542", "3"},
               {"c", "0", "high", "example.org/data.tar.gz", "2021-12-12", ""}});
  for (const ModelRow& row : read.rows) EXPECT_THAT(row.facts.metrics, IsEmpty()) << row.name;
  EXPECT_EQ(read.rows[0].facts.training_dataset, "");
  EXPECT_EQ(read.rows[0].facts.date_created, "");
  EXPECT_EQ(read.rows[0].facts.category, "Classification");
  EXPECT_EQ(read.rows[1].facts.date_created, "2021-12-12");
  EXPECT_EQ(read.rows[1].facts.category, "");
  EXPECT_EQ(read.rows[2].facts.training_dataset, "http://example.org/data.tar.gz");
  EXPECT_THAT(texts_of(read.warnings),
              ElementsAre(HasSubstr("row 2, column date: 'None' is taken as unknown"),
                          HasSubstr("row 2, column dataset: 'None' is taken as unknown"),
                          HasSubstr("row 2, column metric_value: 0 stands for a value that was not recorded"),
                          HasSubstr("row 3, column dataset: 'N.A.' is taken as unknown"),
                          HasSubstr("row 3, column category: '3' is no code"),
                          HasSubstr("row 3, column metric_value: an accuracy above 100"),
                          HasSubstr("row 4, column dataset: 'example.org/data.tar.gz' lacks its scheme"),
                          HasSubstr("row 4, column metric_value: 'high' is no metric's value")));
}

TEST(StudySheet, RowsWithoutNameOrWithOneTwiceAreSaid) {
  const ModelRows read = rows_of({{"", ""}, {"Name", "creator"}, {"a", "x"}, {"", "y"}, {" ", ""}, {"a", "z"}});
  EXPECT_EQ(read.rows.size(), 2u);
  EXPECT_THAT(texts_of(read.warnings), ElementsAre(HasSubstr("row 4, column name: the row names no model"),
                                                   HasSubstr("row 6, column name: 'a' stands in an earlier row")));
}

TEST(StudySheet, AWorkbookWithoutTheHeadingsIsRefused) {
  const auto read = read_study_sheet(book({{"Name", "Age"}, {"x", "3"}}), "people.xlsx");
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().kind, ErrorKind::unsupported);
  EXPECT_THAT(read.error().to_text(), HasSubstr("Hardware"));
  EXPECT_FALSE(read_study_sheet({}, "empty.xlsx"));
}

TEST(StudySheet, ThePublishedSheetComesInWhole) {
  KG_NEEDS_SHARED("reference/Models_Information.xlsx");
  const Bytes bytes = read_file(tests::shared("reference/Models_Information.xlsx"), 1 << 20).value();
  const auto workbook = read_workbook(bytes);
  ASSERT_TRUE(workbook) << workbook.error().to_text();
  const auto read = read_study_sheet(*workbook, "Models_Information.xlsx");
  ASSERT_TRUE(read) << read.error().to_text();
  ASSERT_EQ(read->rows.size(), 23u);
  std::size_t metrics = 0, sensors = 0;
  for (const ModelRow& row : read->rows) {
    metrics += row.facts.metrics.size();
    sensors += row.facts.sensors.size();
    EXPECT_EQ(row.facts.runtime_platform, "TFLite Micro");
  }
  EXPECT_EQ(metrics, 11u);  // the others are recorded as 0
  EXPECT_EQ(sensors, 29u);
  const ModelRow& yes_no = read->rows[13];
  EXPECT_EQ(yes_no.name, "Micro_Speech_Yes_No_3");
  EXPECT_EQ(yes_no.place, "Models_Information.xlsx row 15");
  EXPECT_EQ(yes_no.facts.metrics.at(0).value, 93.2);
  EXPECT_EQ(yes_no.facts.training_dataset, "http://download.tensorflow.org/data/speech_commands_v0.02.tar.gz");
  EXPECT_EQ(yes_no.facts.category, "Classification");
}

}  // namespace
}  // namespace kilograph::ingest::sheet
