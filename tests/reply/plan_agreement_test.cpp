// `plan MODEL --device BOARD` and `why MODEL BOARD` say the same of the arena: for every model of the study on every
// board of the starter catalogue, and for boards that declare each runtime.
#include <gmock/gmock.h>

#include <algorithm>

#include "inspect/plan/memory_plan.hpp"
#include "shared_data.hpp"
#include "workplace.hpp"

namespace kilograph::reply::tests {
namespace {

using domain::Answer;
using domain::RequirementKind;
using domain::Status;

Status status_of(const std::optional<RoomLeft>& room) {
  if (!room || !room->fits) return Status::unknown;
  return *room->fits ? Status::met : Status::unmet;
}

const domain::RequirementLine& line_of(const domain::Verdict& verdict, RequirementKind kind) {
  return *std::ranges::find(verdict.lines, kind, &domain::RequirementLine::kind);
}

bool says_that_it_does_not_start(const domain::Verdict& verdict) {
  return line_of(verdict, RequirementKind::operators).status == Status::unmet ||
         line_of(verdict, RequirementKind::number_format).status == Status::unmet;
}

class PlanAgreement : public Workplace {
 protected:
  void SetUp() override {
    KG_NEEDS_SHARED("reference/models");
    Workplace::SetUp();
    ask<AddAnswer>("add", {{"path", kilograph::tests::shared("reference/models").string()}});
  }

  std::string board(const std::string& processor, const std::string& runtime, std::uint64_t free_bytes) {
    const std::string name = processor + " " + runtime + " " + std::to_string(free_bytes);
    std::string iri = "urn:" + name;
    std::ranges::replace(iri, ' ', '-');
    return "<" + iri + "> a td:Thing ; td:title \"" + name + "\" ; ssn:hasSubSystem <" + iri + "#c> .\n<" + iri +
           "#c> a s3n:MicroController ; kg:processor \"" + processor +
           "\" ; kg:runtime <https://w3id.org/kilograph/id/runtime/" + runtime + "> ; kg:hasMemoryRegion <" + iri +
           "#r> .\n<" + iri + "#r> a kg:MemoryRegion ; kg:regionKind kg:WorkingMemory ; kg:freeBytes " +
           std::to_string(free_bytes) + " .\n";
  }

  // What is compared: the line of working memory, its bounds, and whether the model starts at all.
  void compare(const domain::Verdict& verdict) {
    const std::string pair = verdict.model_name + " on " + verdict.device_name;
    const auto planned = run("plan", {{"name", verdict.model}, {"device", verdict.device}});
    const domain::RequirementLine& line = line_of(verdict, RequirementKind::working_memory);
    if (!planned) {
      EXPECT_EQ(planned.error().kind, ErrorKind::unsupported) << pair;
      EXPECT_NE(line.status, Status::met) << pair;
      ++seen_[3];
      return;
    }
    const auto& answer = std::get<PlanAnswer>(*planned);
    const inspect::MemoryPlan& plan = answer.plans.front();
    EXPECT_EQ(plan.target.runtime, verdict.runtime) << pair;
    EXPECT_EQ(plan.starts(), !says_that_it_does_not_start(verdict)) << pair;
    ASSERT_TRUE(answer.board) << pair;
    EXPECT_EQ(line.status, status_of(room_left(*answer.board, plan))) << pair << ": " << line.note;
    ++seen_[static_cast<std::size_t>(line.status)];
    if (!plan.arena) return;
    EXPECT_EQ(line.required_bytes, plan.arena->minimum.high) << pair;
    EXPECT_EQ(line.required_least_bytes.value_or(*line.required_bytes), plan.arena->minimum.low) << pair;
  }

  void compare_all() {
    const auto fit = ask<FitAnswer>("fit");
    ASSERT_FALSE(fit.verdicts.empty());
    for (const domain::Verdict& verdict : fit.verdicts) compare(verdict);
    std::cout << fit.models.size() << " models, " << fit.devices.size() << " boards: " << seen_[0] << " met, "
              << seen_[1] << " unmet, " << seen_[2] << " unknown, " << seen_[3] << " without a plan\n";
  }

  std::size_t seen_[4] = {};
};

TEST_F(PlanAgreement, OnEveryBoardOfTheStarterCatalogue) {
  ask<AddAnswer>("add", {{"path", (fs::path(KILOGRAPH_SOURCE_DIR) / "catalog/devices").string()}});
  compare_all();
  EXPECT_GT(seen_[0], 500u);
  EXPECT_GT(seen_[1], 10u);
}

TEST_F(PlanAgreement, OnBoardsThatDeclareARuntime) {
  std::string boards =
      "@prefix kg: <https://w3id.org/kilograph/ns#> . @prefix td: <https://www.w3.org/2019/wot/td#> .\n"
      "@prefix ssn: <http://www.w3.org/ns/ssn/> . @prefix s3n: <http://w3id.org/s3n/> .\n";
  for (const char* runtime : {"tflm-2020-07", "tflm-2021", "tflm-2025-01", "tflm-2026-08", "tflm-2026-10"}) {
    for (const char* processor : {"Cortex-M4F", "Cortex-M0+", "Cortex-M55", "ESP32-S3", "ESP32-C3", "Cortex-A53"}) {
      for (const std::uint64_t free_bytes : {6'000u, 60'000u, 90'000u, 300'000u})
        boards += board(processor, runtime, free_bytes);
    }
  }
  ask<AddAnswer>("add", {{"path", write("boards.ttl", boards)}});
  compare_all();
  EXPECT_GT(seen_[0], 100u);
  EXPECT_GT(seen_[1], 100u);
}

}  // namespace
}  // namespace kilograph::reply::tests
