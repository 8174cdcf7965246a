// What-if of a model: as int8, what is said is predicted, and what cannot be said is unknown.
#include "reply/model_form.hpp"

#include <gmock/gmock.h>

#include <algorithm>

#include "inspect/quantise/int8_form.hpp"
#include "reply/workplace.hpp"

namespace kilograph::reply {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

class ModelsAsInt8 : public tests::Workplace {
 protected:
  void SetUp() override {
    Workplace::SetUp();
    float_ = write_sample("float.tflite", "tiny_float");
    ask<AddAnswer>("add", {{"path", float_}});
    ask<AddAnswer>("add", {{"path", models()}});
    ask<AddAnswer>("add", {{"path", devices()}});
  }
  WhyAnswer why(const std::string& model, const std::string& what_if) {
    return ask<WhyAnswer>("why", {{"model", model}, {"device", "Arduino Nano 33 BLE"}, {"if", what_if}});
  }
  static const domain::RequirementLine& line(const WhyAnswer& why, domain::RequirementKind kind) {
    return *std::ranges::find(why.verdict.lines, kind, &domain::RequirementLine::kind);
  }
  std::string float_;
};

TEST_F(ModelsAsInt8, ArePredictedFromTheFile) {
  using enum domain::RequirementKind;
  const WhyAnswer now = ask<WhyAnswer>("why", {{"model", float_}, {"device", "Arduino Nano 33 BLE"}});
  for (const std::string& asked : {float_, std::string("float")}) {
    const WhyAnswer then = why(asked, "model.format = int8");
    EXPECT_THAT(then.note, StartsWith("predicted by kilograph")) << asked;
    EXPECT_EQ(then.what_if, "model.format = int8");
    EXPECT_EQ(line(then, number_format).required, "int8");
    EXPECT_EQ(line(now, number_format).required, "float32");
    for (const auto kind : {working_memory, program_memory, operators, number_format}) {
      const auto& source = line(then, kind).required_source;
      ASSERT_TRUE(source) << domain::name_of(kind);
      EXPECT_EQ(source->basis, domain::Basis::predicted);
      EXPECT_EQ(source->by, inspect::int8_evidence());
    }
    EXPECT_LT(line(then, program_memory).required_least_bytes, line(then, program_memory).required_bytes);
  }
}

TEST_F(ModelsAsInt8, AreUnknownWithAReasonWhereThereIsNoFile) {
  const WhyAnswer described = why("Magic_Wand_1", "model.format = int8");
  EXPECT_THAT(described.note, HasSubstr("its file is not at hand"));
  EXPECT_EQ(described.verdict.answer == domain::Answer::fits, false);
  for (const auto& one : described.verdict.lines) {
    if (one.kind != domain::RequirementKind::sensor) {
      EXPECT_EQ(one.status, domain::Status::unknown) << one.required;
    }
  }
  const auto all = ask<FitAnswer>("fit", {{"if", "model.format = int8"}});
  ASSERT_EQ(all.notes.size(), all.models.size());
  for (std::size_t pair = 0; pair < all.pairs.size(); ++pair) {
    if (all.pair(pair).note.starts_with("not known")) {
      EXPECT_NE(all.verdict(pair).answer, domain::Answer::fits);
    }
  }
  const auto counts = ask<CountsAnswer>("fit", {{"if", "model.format = int8"}, {"counts", ""}});
  for (const auto& row : counts.rows) {
    if (row.note.starts_with("not known")) {
      EXPECT_EQ(row.fits, 0u) << row.model.name;
    }
    EXPECT_FALSE(row.note.empty());
  }
}

TEST_F(ModelsAsInt8, StayAsTheyAreWhereTheyAreInt8AndNothingIsWritten) {
  const std::string sine = std::string(KILOGRAPH_SOURCE_DIR) + "/catalog/models/own/sine/sine.tflite";
  const auto before = ask<LogAnswer>("log").entries.size();
  const WhyAnswer now = ask<WhyAnswer>("why", {{"model", sine}, {"device", "Arduino Nano 33 BLE"}});
  const WhyAnswer then = why(sine, "model.format = int8");
  EXPECT_THAT(then.note, StartsWith("unchanged"));
  EXPECT_EQ(then.verdict.answer, now.verdict.answer);
  EXPECT_EQ(ask<LogAnswer>("log").entries.size(), before);
  EXPECT_THAT(ask<FitAnswer>("fit").notes, IsEmpty());
}

}  // namespace
}  // namespace kilograph::reply
