// The published study's three cases by our own verbs, on its own files.
#include <gmock/gmock.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <sstream>

#include "reply/workplace.hpp"
#include "shared_data.hpp"

namespace kilograph::reply {
namespace {

using ::testing::ElementsAre;
using ::testing::UnorderedElementsAre;
using tests::Workplace;

class Study : public Workplace {
 protected:
  void fill() {
    using kilograph::tests::shared;
    ask<AddAnswer>("add", {{"path", shared("reference/models").string()},
                           {"path", shared("reference/Models_Information.xlsx").string()},
                           {"path", shared("reference/arena_tflm_2.4_host64.csv").string()},
                           {"path", devices()}});
  }

  std::vector<std::string> fitting(tests::Values values, const char* side) {
    std::vector<std::string> names;
    std::istringstream text(json_text(*run("fit", values)));
    for (std::string line; std::getline(text, line);) {
      const auto pair = nlohmann::json::parse(line);
      if (pair["verdict"] == "fits") names.push_back(pair[side]);
    }
    return names;
  }
};

TEST_F(Study, AModelLooksForDevices) {
  KG_NEEDS_SHARED("reference/models");
  fill();
  EXPECT_THAT(fitting({{"need", "accelerometer, gyroscope, ram=116kB, flash=531kB"}, {"facts", "published"}}, "device"),
              UnorderedElementsAre("Arduino Nano 33 BLE", "Arduino Nano 33 TinyML Kit"));
}

TEST_F(Study, ADeviceLooksForModels) {
  KG_NEEDS_SHARED("reference/models");
  fill();
  EXPECT_THAT(fitting({{"have", "camera, ram=127kB, flash=576kB"}, {"facts", "published"}}, "model"),
              UnorderedElementsAre("Person_Detection", "Visual_Alarm_Clock"));
}

TEST_F(Study, BenchmarkForATask) {
  KG_NEEDS_SHARED("reference/models");
  fill();
  const auto answer = ask<RankAnswer>(
      "rank", {{"task", "yes/no"}, {"sensor", "microphone"}, {"dataset", "speech_commands"}, {"facts", "published"}});
  ASSERT_EQ(answer.ranking.groups.size(), 1u);
  std::vector<std::string> rows;
  for (const auto& candidate : answer.ranking.groups[0].candidates) {
    std::ostringstream row;
    row << candidate.metric->value.value.value() << ' ' << candidate.macs->value << ' '
        << candidate.working->requirement.bytes << ' ' << candidate.program->requirement.bytes << ' '
        << match::name_of(candidate.pareto);
    rows.push_back(row.str());
  }
  EXPECT_THAT(rows, ElementsAre("93.2 336000 10480 18856 yes", "92.1 336000 8080 18712 yes", "83 381824 8800 8864 yes",
                                "82.3 381824 8800 8864 no"));
  EXPECT_TRUE(answer.ranking.unranked.empty());
}

TEST_F(Study, ThePublishedGraphAloneGivesTheSameAnswers) {
  KG_NEEDS_SHARED("reference/published_knowledge_graph.ttl");
  using kilograph::tests::shared;
  ask<AddAnswer>("add", {{"path", shared("reference/published_knowledge_graph.ttl").string()}});
  EXPECT_THAT(fitting({{"have", "camera, ram=127kB, flash=576kB"}, {"facts", "published"}}, "model"),
              UnorderedElementsAre("Person_Detection", "Visual_Alarm_Clock"));
  const auto answer = ask<RankAnswer>(
      "rank", {{"task", "yes/no"}, {"sensor", "microphone"}, {"dataset", "speech_commands"}, {"facts", "published"}});
  ASSERT_EQ(answer.ranking.groups.size(), 1u);
  std::vector<std::string> names;
  for (const auto& candidate : answer.ranking.groups[0].candidates) names.push_back(candidate.name);
  EXPECT_THAT(names, ElementsAre("Micro_Speech_Yes_No_3", "Micro_Speech_Yes_No_1", "Micro_Speech_Yes_No_4",
                                 "Micro_Speech_Yes_No_2"));
}

TEST_F(Study, TheModelsLookForDevicesThemselves) {
  KG_NEEDS_SHARED("reference/models");
  fill();
  const auto all = ask<FitAnswer>("fit", {{"facts", "published"}});
  EXPECT_EQ(all.models.size(), 22u);  // two of the 23 files have the same bytes
  EXPECT_EQ(all.pairs.size(), 132u);
  const auto person = ask<WhyAnswer>(
      "why", {{"model", "Person_Detection"}, {"device", "Arduino Nano 33 TinyML Kit"}, {"facts", "published"}});
  EXPECT_EQ(person.verdict.answer, domain::Answer::fits);
  EXPECT_EQ(person.verdict.lines[1].margin_bytes, 187'000 - 94'128);
}

// The paper's own Thing Description: its defects are told with their places, its link from device to network stays.
TEST_F(Study, ThePapersOwnDescriptionIsTakenWithItsDefectsTold) {
  KG_NEEDS_SHARED("reference/devices");
  const auto added = ask<AddAnswer>(
      "add", {{"path", kilograph::tests::shared("reference/devices/ssi_web_198_023_042_021.td.json").string()}});
  EXPECT_EQ(added.failed, 0u);
  const auto told = [&](std::string_view where, std::string_view message) {
    return std::ranges::any_of(added.problems, [&](const Problem& problem) {
      return problem.where == where && problem.message.find(message) != std::string::npos;
    });
  };
  EXPECT_TRUE(told("/ssn:hasSubSystem/0/ssn:implements/0/@type", "the name \"@type\" is in this object twice"));
  EXPECT_TRUE(told("", "the prefix ssn-system lacks its final slash"));
  const auto kept = ask<QueryResults>(
      "query", {{"query",
                 "SELECT DISTINCT ?network { ?device td:title|schema:name \"SSI_Web_198_023_042_021\" ; "
                 "ssn:hasSubSystem/ssn:implements ?network . ?network a nnet:NeuralNetwork , s3n:Algorithm }"}});
  EXPECT_EQ(kept.row_count, 1u);
  EXPECT_EQ(ask<QueryResults>("query", {{"example", "what-runs-now"}}).row_count, 1u);
  EXPECT_EQ(ask<QueryResults>("query", {{"example", "what-a-thing-exposes"}}).row_count, 1u);
}

}  // namespace
}  // namespace kilograph::reply
