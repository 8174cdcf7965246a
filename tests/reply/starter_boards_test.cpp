// The boards of the starter catalogue: what each file must state, and what the catalogue makes of them.
#include <gmock/gmock.h>

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "base/file.hpp"
#include "domain/core_table.hpp"
#include "domain/sensor.hpp"
#include "ingest/thing/validation/validation.hpp"
#include "reply/workplace.hpp"

namespace kilograph::reply {
namespace {

using nlohmann::json;
namespace fs = tests::fs;
using tests::Workplace;

fs::path folder() { return fs::path(KILOGRAPH_SOURCE_DIR) / "catalog/devices"; }

struct Board {
  std::string file;
  json text;
};

// Every board; or those alone that are classes of devices (Thing Models), without the six of the study.
std::vector<Board> boards(std::string_view ending) {
  std::vector<Board> found;
  for (const auto& entry : fs::directory_iterator(folder())) {
    const std::string file = entry.path().filename();
    if (file.ends_with(ending)) found.push_back({file, json::parse(std::ifstream(entry.path()))});
  }
  std::ranges::sort(found, {}, &Board::file);
  return found;
}

bool is_controller(const json& part) { return part["@type"] == "MicroController"; }
bool is_address(const json& text) { return text.is_string() && text.get<std::string>().starts_with("https://"); }

// A document's address, or several.
bool has_source(const json& fact, const char* member) {
  if (!fact.contains(member)) return false;
  const json& source = fact[member];
  return source.is_array() ? !source.empty() && std::ranges::all_of(source, is_address) : is_address(source);
}

void check_region(const json& region, const std::string& where) {
  EXPECT_TRUE(has_source(region, "by")) << where;
  EXPECT_EQ(region["basis"], "declared") << where;
  EXPECT_TRUE(region.contains("medium") || region["name"] == "SDRAM") << where;
  ASSERT_TRUE(region.contains("sizeBytes")) << where;
  EXPECT_GE(region["sizeBytes"].get<std::uint64_t>(), region.value("reservedBytes", std::uint64_t{0})) << where;
}

void check_controller(const json& controller, const std::string& file) {
  ASSERT_TRUE(controller.contains("processor")) << file;
  EXPECT_NE(domain::core_row(controller["processor"].get<std::string>()), nullptr) << file;
  EXPECT_EQ(controller["pointerBits"], 32) << file;
  EXPECT_GE(controller["clockHz"].get<std::uint64_t>(), 16'000'000u) << file;
  for (const char* member : {"mcu", "isa"}) EXPECT_TRUE(controller.contains(member)) << file << ": " << member;
  EXPECT_TRUE(has_source(controller, "source")) << file;
  for (const json& region : controller["memory"]) check_region(region, file + ": " + region["name"].dump());
}

void check_sensor(const json& sensor, const std::string& where) {
  const auto* row = domain::sensor_class_by_name(sensor["@type"].get<std::string>());
  ASSERT_NE(row, nullptr) << where;
  EXPECT_EQ(row->name, sensor["@type"].get<std::string>()) << where;
  EXPECT_TRUE(sensor.contains("info")) << where << ": without its part";
  EXPECT_TRUE(has_source(sensor, "source")) << where;
  EXPECT_EQ(sensor.contains("rangeLow"), sensor.contains("rangeUnit")) << where;
  EXPECT_EQ(sensor.contains("rangeHigh"), sensor.contains("rangeUnit")) << where;
  if (sensor.contains("rangeLow")) {
    EXPECT_LT(sensor["rangeLow"].get<double>(), sensor["rangeHigh"].get<double>()) << where;
  }
}

TEST(StarterBoards, EachStatesItsFactsWithTheirSources) {
  std::set<std::string> ids, titles;
  for (const auto& [file, board] : boards(".tm.json")) {
    EXPECT_EQ(board["@type"], "tm:ThingModel") << file;
    EXPECT_EQ(board["id"], std::string(domain::kIdBase) + "device/" + file.substr(0, file.size() - 8));
    EXPECT_TRUE(ids.insert(board["id"]).second && titles.insert(board["title"]).second) << file;
    for (const char* member : {"description", "manufacturer"}) EXPECT_TRUE(board.contains(member)) << file;
    ASSERT_FALSE(board["links"].empty()) << file;
    for (const json& link : board["links"]) EXPECT_TRUE(is_address(link["href"])) << file;
    EXPECT_EQ(std::ranges::count_if(board["parts"], is_controller), 1) << file;
    for (const json& part : board["parts"]) {
      if (is_controller(part)) check_controller(part, file);
      else check_sensor(part, file + ": " + part["@type"].dump());
    }
  }
}

bool has_sensors(const Board& board) {
  return std::ranges::any_of(
      board.text["parts"], [](const json& part) { return !is_controller(part) && part["@type"] != "DieThermometer"; });
}

TEST(StarterBoards, AreManyAndMostHaveSensors) {
  const auto all = boards(".json");
  EXPECT_EQ(boards(".td.json").size(), 6u);  // those of the study
  EXPECT_GE(all.size(), 42u);
  EXPECT_GE(std::ranges::count_if(all, has_sensors), 30);
}

TEST(StarterBoards, KeepTheRulesOfThingDescriptionsAndThingModels) {
  for (const auto& entry : fs::directory_iterator(folder())) {
    const auto report = ingest::thing::validate(*read_file(entry.path(), 1 << 20));
    EXPECT_TRUE(report.is_valid(true)) << entry.path() << ": " << report.findings.front().message;
    EXPECT_EQ(report.things, 1u) << entry.path();
  }
}

class StarterCatalogue : public Workplace {};

TEST_F(StarterCatalogue, TakesEachBoardAsOneDevice) {
  const auto added = ask<AddAnswer>("add", {{"path", folder().string()}});
  EXPECT_TRUE(added.problems.empty());
  EXPECT_EQ(added.entities.size(), boards(".json").size());
  EXPECT_EQ(added.added, boards(".json").size());
  EXPECT_TRUE(added.stated.empty()) << added.stated.front();  // no two of them are taken for one
}

TEST_F(StarterCatalogue, LeavesFewPairsUnknownAndSaysWhatIsMissing) {
  ask<AddAnswer>("add", {{"path", std::string(KILOGRAPH_SOURCE_DIR) + "/catalog/models"}, {"path", folder().string()}});
  const auto all = ask<FitAnswer>("fit");
  ASSERT_EQ(all.pairs.size(), all.models.size() * all.devices.size());
  std::size_t unknown = 0;
  for (std::size_t pair = 0; pair < all.pairs.size(); ++pair) {
    const domain::Verdict& verdict = all.verdict(pair);
    if (verdict.answer != domain::Answer::unknown) continue;
    ++unknown;
    for (const domain::RequirementLine& line : verdict.lines) {
      if (line.status != domain::Status::unknown) continue;
      EXPECT_FALSE(line.note.empty()) << verdict.model_name << " on " << verdict.device_name;
    }
  }
  EXPECT_LE(unknown * 5, all.pairs.size()) << unknown << " of " << all.pairs.size();
}

}  // namespace
}  // namespace kilograph::reply
