// `assign` as a user asks it: what is placed fits together, what is not says why, what names nothing is told.
#include <gmock/gmock.h>

#include <map>

#include "reply/workplace.hpp"

namespace kilograph::reply {
namespace {

using ::testing::HasSubstr;
using ::testing::SizeIs;

class Assignments : public tests::Workplace {
 protected:
  void SetUp() override {
    Workplace::SetUp();
    ask<AddAnswer>("add", {{"path", models()}});
    ask<AddAnswer>("add", {{"path", devices()}});
  }
  AssignAnswer assigned(const std::string& text) {
    return ask<AssignAnswer>("assign", {{"tasks", write("tasks.json", text)}});
  }
  Error refused(const std::string& text) {
    const auto answered = run("assign", {{"tasks", write("tasks.json", text)}});
    return answered ? Error{ErrorKind::internal, "no error"} : answered.error();
  }
};

TEST_F(Assignments, PlacedModelsFitAloneAndTogether) {
  for (const char* how : {"together", "in turn"}) {
    const AssignAnswer answer = assigned(std::string(R"({"run": ")") + how + R"(", "tasks": [
      {"name": "image", "priority": 2, "task": "image"}, {"name": "words", "priority": 3, "task": "speech"},
      {"name": "gesture", "task": "gesture"}]})");
    EXPECT_TRUE(answer.is_exact);
    EXPECT_EQ(answer.served, answer.bound);
    std::map<std::string, std::uint64_t> served;
    std::uint64_t devices = 0;
    for (const AssignAnswer::Group& group : answer.groups) {
      devices += group.devices.size();
      EXPECT_LE(group.ram_used, group.ram_bytes);
      EXPECT_LE(group.flash_used, group.flash_bytes);
      EXPECT_THAT(group.placed, SizeIs(3 - group.unserved.size()));
      for (const AssignAnswer::Placed& one : group.placed) {
        served[one.task] += group.devices.size();
        const auto why = ask<WhyAnswer>("why", {{"model", one.model.id}, {"device", group.devices.front().id}});
        EXPECT_EQ(why.verdict.answer, domain::Answer::fits);
      }
      for (const AssignAnswer::Unserved& one : group.unserved) EXPECT_FALSE(one.why.empty());
    }
    EXPECT_EQ(devices, 6u);
    for (const AssignAnswer::Task& task : answer.tasks) {
      EXPECT_EQ(task.served, served[task.name]) << task.name;
      EXPECT_EQ(task.wanted, 6u);
    }
    EXPECT_GT(answer.served, 0u);
  }
}

TEST_F(Assignments, ATaskIsDoneOnSoManyDevicesAndWhereItIsWanted) {
  const AssignAnswer limited = assigned(R"({"tasks": [{"name": "words", "task": "speech", "devices": 1}]})");
  EXPECT_EQ(limited.served, 1u);
  EXPECT_TRUE(limited.is_exact);
  const AssignAnswer there =
      assigned(R"({"tasks": [{"name": "words", "task": "speech", "where": "sensor = Camera"}]})");
  EXPECT_LT(there.tasks.at(0).wanted, 6u);
  EXPECT_GT(there.tasks.at(0).wanted, 0u);
}

TEST_F(Assignments, AKindOfDeviceIsNoDeviceBesideDevices) {
  const std::string kind = R"({"@context": ["https://www.w3.org/2022/wot/td/v1.1"], "@type": "tm:ThingModel",
    "id": "urn:kind", "title": "Kind"})";
  ask<AddAnswer>("add", {{"path", write("kind.tm.json", kind)}});
  EXPECT_EQ(assigned(R"({"tasks": [{"name": "words", "task": "speech"}]})").tasks.at(0).wanted, 6u);
}

TEST_F(Assignments, WhatNamesNothingIsToldWithItsPlaceAndTheNearest) {
  const Error model = refused("{\"tasks\": [\n {\"name\": \"a\", \"models\": [\"Person_Detektion\"]}]}");
  EXPECT_EQ(model.kind, ErrorKind::not_found);
  EXPECT_THAT(model.where, HasSubstr("tasks.json: line 2, column 27"));
  EXPECT_THAT(model.advice, HasSubstr("Person_Detection"));
  const Error about = refused(R"({"tasks": [{"name": "a", "task": "speach"}]})");
  EXPECT_EQ(about.message, "no model is about 'speach'");
  const Error group = refused(R"({"tasks": [{"name": "a", "task": "speech", "group": "roomy"}]})");
  EXPECT_EQ(group.message, "there is no group 'roomy'");
  const Error where = refused(R"({"tasks": [{"name": "a", "task": "speech", "where": "ram_fre > 1B"}]})");
  EXPECT_THAT(where.where, HasSubstr("line 1, column 53"));
  EXPECT_EQ(where.advice, "Did you mean 'ram_free'?");
  const Error metric = refused(R"({"tasks": [{"name": "a", "task": "speech", "metric": "AUC"}]})");
  EXPECT_THAT(metric.expected, HasSubstr("Top_1_accuracy"));
}

}  // namespace
}  // namespace kilograph::reply
