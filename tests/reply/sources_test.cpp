// Versions of one description, figures that cannot be right, and entities that two sources describe.
#include <gmock/gmock.h>

#include "reply/workplace.hpp"
#include "shared_data.hpp"

namespace kilograph::reply {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using tests::Workplace;

class Sources : public Workplace {
 protected:
  std::string board(const std::string& name, const std::string& free_bytes) {
    return write(name, R"({"@context": ["https://www.w3.org/2022/wot/td/v1.1", "https://w3id.org/kilograph/context/v1"],
      "id": "urn:board", "title": "Board", "security": "n", "securityDefinitions": {"n": {"scheme": "nosec"}},
      "parts": [{"@type": "Microphone"}, {"@type": "MicroController", "memory": [
        {"@type": "MemoryRegion", "name": "RAM", "kind": "working", "sizeBytes": 1000, "freeBytes": )" +
                           free_bytes + "}]}]}");
  }
  std::vector<std::uint64_t> free_bytes() {
    std::vector<std::uint64_t> bytes;
    for (const auto& document : ask<DeviceAnswer>("show", {{"name", "Board"}}).device.documents) {
      for (const auto& region : document.facts.regions) bytes.push_back(region.free_bytes.value_or(0));
    }
    return bytes;
  }
};

TEST_F(Sources, ADescriptionUnderAnotherFileNameIsANewVersion) {
  const std::string older = board("older.td.json", "500"), newer = board("newer.td.json", "400");
  EXPECT_EQ(ask<AddAnswer>("add", {{"path", older}}).added, 1u);
  EXPECT_EQ(ask<AddAnswer>("add", {{"path", newer}}).changed, 1u);
  EXPECT_EQ(free_bytes(), std::vector<std::uint64_t>{400});
  EXPECT_EQ(ask<AddAnswer>("add", {{"path", newer}}).unchanged, 1u);
  EXPECT_EQ(ask<AddAnswer>("add", {{"path", older}}).changed, 1u);  // current again
  EXPECT_EQ(free_bytes(), std::vector<std::uint64_t>{500});
  const auto log = ask<LogAnswer>("log").entries;
  ASSERT_THAT(log, SizeIs(3));
  EXPECT_EQ(log[1].replaced, log[0].document);
  EXPECT_EQ(log[2].replaced, log[1].document);
  EXPECT_EQ(log[2].document, log[0].document);

  const std::string out = (folder_ / "out").string();
  ask<TransferAnswer>("export", {{"path", out}});
  desk_.catalogue = folder_ / "second";
  ASSERT_TRUE(run("init"));
  ask<TransferAnswer>("import", {{"path", out}});
  EXPECT_EQ(free_bytes(), std::vector<std::uint64_t>{500});
  EXPECT_EQ(ask<AddAnswer>("add", {{"path", newer}}).changed, 1u);
  EXPECT_EQ(free_bytes(), std::vector<std::uint64_t>{400});
}

TEST_F(Sources, FreeBytesThatCannotBeRightAreReportedWithTheirPlace) {
  const auto answer = ask<AddAnswer>("add", {{"path", board("board.td.json", "2000")}});
  EXPECT_EQ(answer.added, 1u);
  EXPECT_EQ(answer.failed, 0u);
  ASSERT_THAT(answer.problems, SizeIs(1));
  EXPECT_EQ(answer.problems[0].where, "/parts/1/memory/0/freeBytes");
  EXPECT_THAT(answer.problems[0].message, HasSubstr("at most sizeBytes, 1000"));
  const auto device = ask<DeviceAnswer>("show", {{"name", "Board"}}).device;
  EXPECT_EQ(device.documents.at(0).facts.regions.at(0).free_bytes, std::nullopt);
  EXPECT_EQ(device.documents.at(0).facts.regions.at(0).size_bytes, 1000u);
}

TEST_F(Sources, ThePublishedGraphAndTheStarterCatalogueAreOneOfEach) {
  const fs::path shared = kilograph::tests::shared("reference");
  if (!fs::exists(shared)) GTEST_SKIP() << "reference data absent: " << shared.string() << " (set KILOGRAPH_SHARED)";
  ask<AddAnswer>("add", {{"path", models()}, {"path", devices()}});
  const auto answer = ask<AddAnswer>("add", {{"path", (shared / "published_knowledge_graph.ttl").string()},
                                             {"path", (shared / "devices/adafruit_pyBadge.ttl").string()},
                                             {"path", (shared / "devices/adafruit_tflite_micro_kit.ttl").string()},
                                             {"path", (shared / "devices/arduino_nano_ble_33_td.ttl").string()},
                                             {"path", (shared / "devices/arduino_nano_ble_33_tinyml_kit.ttl").string()},
                                             {"path", (shared / "devices/ssi_web_td.ttl").string()},
                                             {"path", (shared / "devices/syntiant_tinymlL_board.ttl").string()},
                                             {"base", "http://example.org/"}});
  EXPECT_THAT(answer.stated, SizeIs(29));  // 23 models, 6 boards
  const auto fit = ask<FitAnswer>("fit", {{"facts", "published"}});
  EXPECT_THAT(fit.models, SizeIs(22));  // two names are of one model
  EXPECT_THAT(fit.devices, SizeIs(6));
  std::size_t names = 0;
  for (const auto& model : fit.models) names += 1 + model.also.size();
  EXPECT_EQ(names, 23u);
  const auto rows = [&](const char* example) { return ask<QueryResults>("query", {{"example", example}}).row_count; };
  EXPECT_EQ(rows("devices-for-a-model"), 2u);
  EXPECT_EQ(rows("models-for-a-device"), 2u);
  EXPECT_EQ(rows("benchmark-for-a-task"), 4u);
  EXPECT_EQ(rows("boards-with-sensors"), 6u);
  EXPECT_EQ(rows("devices-for-a-model-published"), 2u);
  EXPECT_EQ(rows("models-for-a-device-published"), 2u);
  EXPECT_EQ(rows("benchmark-for-a-task-published"), 4u);
  EXPECT_THAT(ask<VerifyAnswer>("verify").problems, IsEmpty());

  const auto statement = ask<StatementAnswer>("show", {{"name", "same:Adafruit-Pybadge_1"}});
  EXPECT_EQ(statement.preferred_name, "Adafruit PyBadge");
  EXPECT_THAT(statement.statement.evidence, SizeIs(4));
  ask<RemoveAnswer>("remove", {{"name", "same:Adafruit-Pybadge_1"}});
  EXPECT_THAT(ask<FitAnswer>("fit").devices, SizeIs(7));
}

}  // namespace
}  // namespace kilograph::reply
