// Inventories: a row a device, based on a kind of device; the same again changes nothing.
#include <gmock/gmock.h>

#include "reply/workplace.hpp"

namespace kilograph::reply {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

constexpr const char* kColumns = "id=Serial,model=Type,title=Name,label:site=Site";

class InventoryAdd : public tests::Workplace {
 protected:
  void SetUp() override {
    Workplace::SetUp();
    for (const char* name : {"Nano33", "Uno"}) {
      ask<AddAnswer>("add", {{"path", write(std::string(name) + ".td.json", thing(name))}});
    }
  }
  static std::string thing(const std::string& name) {
    return R"({"@context": ["https://www.w3.org/2022/wot/td/v1.1", "https://w3id.org/kilograph/context/v1"],
      "id": "urn:model:)" +
           name + R"(", "title": ")" + name + R"(", "security": "n",
      "securityDefinitions": {"n": {"scheme": "nosec"}}, "parts": [{"@type": "MicroController", "memory": [
        {"@type": "MemoryRegion", "name": "SRAM", "kind": "working", "sizeBytes": 20480, "freeBytes": 20000}]}]})";
  }
  AddAnswer add(const std::string& text, tests::Values more = {}) {
    Call call;
    call.give("path", write("fleet.csv", text));
    call.give("columns", kColumns);
    for (const auto& [name, value] : more) call.give(name, value);
    auto answered = answer("add", call, desk_);
    if (!answered) ADD_FAILURE() << answered.error().to_text();
    return answered ? std::get<AddAnswer>(*answered) : AddAnswer{};
  }
  std::vector<domain::Label> labels(const std::string& name) {
    return ask<DeviceAnswer>("show", {{"name", name}}).device.documents.at(0).facts.labels;
  }
};

constexpr const char* kFleet =
    "Serial,Type,Name,Site\nSN-1,Nano33,Press 1,hall 3\nSN-2,nano33,Press 2,hall 3\nurn:x:3,Uno,Press 3,\n";

TEST_F(InventoryAdd, EachRowIsADeviceBasedOnItsModel) {
  EXPECT_EQ(add(kFleet).added, 3u);
  const auto device = ask<DeviceAnswer>("show", {{"name", "Press 1"}}).device;
  EXPECT_EQ(device.id, "urn:kilograph:device:fleet:SN-1");
  EXPECT_THAT(device.documents.at(0).facts.based_on, ElementsAre("urn:model:Nano33"));
  EXPECT_THAT(labels("Press 1"), ElementsAre(domain::Label{"site", "hall 3"}));
  EXPECT_EQ(device.documents.at(0).source.by, "inventory fleet");
  EXPECT_EQ(ask<DeviceAnswer>("show", {{"name", "urn:x:3"}}).device.name, "Press 3");
  EXPECT_THAT(ask<VerifyAnswer>("verify").problems, IsEmpty());
}

// A kind is meant, so a Thing Model is, where another device has its name; two Thing Models are ambiguous.
TEST_F(InventoryAdd, ANameThatSeveralHaveIsThatOfTheThingModel) {
  const auto thing_model = [&](const std::string& id) {
    ask<AddAnswer>("add", {{"path", write("kind.tm.json", R"({"@context": ["https://www.w3.org/2022/wot/td/v1.1",
      "https://w3id.org/kilograph/context/v1"], "@type": "tm:ThingModel", "id": ")" +
                                                              id + R"(", "title": "Nano33"})")}});
  };
  thing_model("urn:kind:1");
  EXPECT_THAT(add(kFleet).problems, IsEmpty());
  EXPECT_THAT(ask<DeviceAnswer>("show", {{"name", "Press 1"}}).device.documents.at(0).facts.based_on,
              ElementsAre("urn:kind:1"));
  thing_model("urn:kind:2");
  const auto refused = add(kFleet);
  ASSERT_THAT(refused.problems, SizeIs(2));
  EXPECT_EQ(refused.problems[0].where, "line 2");
  EXPECT_THAT(refused.problems[0].message, HasSubstr("urn:kind:1, urn:kind:2"));
}

TEST_F(InventoryAdd, TheSameAgainChangesNothingAndAChangedFileWhatChanged) {
  add(kFleet);
  const AddAnswer same = add(kFleet);
  EXPECT_EQ(same.unchanged, 3u);
  EXPECT_EQ(same.changed + same.added, 0u);
  const auto entries = ask<LogAnswer>("log").entries.size();
  const AddAnswer moved =
      add("Serial,Type,Name,Site\nSN-1,Nano33,Press 1,hall 4\nSN-2,nano33,Press 2,hall 3\nurn:x:3,Uno,Press 3,\n");
  EXPECT_EQ(moved.changed, 1u);
  EXPECT_EQ(moved.unchanged, 2u);
  EXPECT_THAT(labels("Press 1"), ElementsAre(domain::Label{"site", "hall 4"}));
  EXPECT_EQ(ask<LogAnswer>("log").entries.size(), entries + 1);
  EXPECT_THAT(ask<VerifyAnswer>("verify").problems, IsEmpty());
}

TEST_F(InventoryAdd, VanishedDevicesAreKeptUntilPruned) {
  add(kFleet);
  const std::string fewer = "Serial,Type,Name,Site\nSN-1,Nano33,Press 1,hall 3\n";
  const AddAnswer kept = add(fewer);
  ASSERT_THAT(kept.problems, SizeIs(1));
  EXPECT_THAT(kept.problems[0].message, HasSubstr("2 devices of earlier inventories"));
  EXPECT_EQ(kept.failed, 0u);
  EXPECT_TRUE(run("show", {{"name", "Press 2"}}));
  EXPECT_THAT(add(fewer, {{"prune", ""}}).notes, ElementsAre("2 devices not in the file any more: removed"));
  EXPECT_FALSE(run("show", {{"name", "Press 2"}}));
  EXPECT_TRUE(run("show", {{"name", "Nano33"}}));
}

TEST_F(InventoryAdd, AnEmptyFilePrunesNothing) {
  add(kFleet);
  const AddAnswer answer = add("Serial,Type,Name,Site\n", {{"prune", ""}});
  ASSERT_THAT(answer.problems, SizeIs(1));
  EXPECT_EQ(answer.problems[0].message, "--prune removed nothing: the file lists no device");
  EXPECT_TRUE(run("show", {{"name", "Press 2"}}));
}

// A device whose row was refused is in the file, whatever is wrong with the row.
TEST_F(InventoryAdd, PruneKeepsADeviceWhoseRowIsRefused) {
  for (const std::string row : {"SN-2,,Press 2,hall 3", "SN-2,Nano33,Press 2,hall 3,more", "SN-2,Nano33", "SN-2,Nono,,",
                                "Nano33,Press 2,more,hall 3,SN-2"}) {
    add(kFleet);
    const std::string text = "Serial,Type,Name,Site\nSN-1,Nano33,Press 1,hall 3\n" + row + "\n";
    EXPECT_THAT(add(text).problems, Contains(::testing::Field(&Problem::message, HasSubstr("1 device of earlier"))));
    const AddAnswer answer = add(text, {{"prune", ""}});
    EXPECT_EQ(answer.failed, 1u) << row;
    EXPECT_THAT(answer.notes, ElementsAre("1 device not in the file any more: removed")) << row;
    EXPECT_TRUE(run("show", {{"name", "Press 2"}})) << row;
    EXPECT_FALSE(run("show", {{"name", "Press 3"}})) << row;
  }
}

TEST_F(InventoryAdd, PruneRemovesNothingWhereARowCannotBeTold) {
  for (const std::string row :
       {"\"SN-2,Nano33,Press 2,hall 3", "SN-", ",Nano33,Press 2,hall 3", "SN-\"2\",Nano33,Press 2,hall 3"}) {
    add(kFleet);
    const std::string text = "Serial,Type,Name,Site\nSN-1,Nano33,Press 1,hall 3\n" + row + "\n";
    const AddAnswer kept = add(text);
    ASSERT_THAT(kept.problems, SizeIs(2)) << row;
    EXPECT_THAT(kept.problems[1].message, HasSubstr("which device's row stands at line 3 cannot be told")) << row;
    EXPECT_THAT(kept.problems[1].message, Not(HasSubstr("any more"))) << row;
    const AddAnswer answer = add(text, {{"prune", ""}});
    EXPECT_THAT(answer.notes, IsEmpty()) << row;
    ASSERT_THAT(answer.problems, SizeIs(2)) << row;
    EXPECT_EQ(answer.problems[1].message,
              "--prune removed nothing: which device's row stands at line 3 cannot be told");
    EXPECT_TRUE(run("show", {{"name", "Press 2"}})) << row;
    EXPECT_TRUE(run("show", {{"name", "Press 3"}})) << row;
  }
}

TEST_F(InventoryAdd, PruneRemovesNothingWhereALineOfJsonIsBroken) {
  const auto line = [](const std::string& id) {
    return R"({"id": ")" + id + R"(", "eTag": "MA==", "authentication": {}, "modelId": "Nano33"})" + "\n";
  };
  const auto add_lines = [&](const std::string& text) {
    return ask<AddAnswer>("add", {{"path", write("devices.txt", text)}, {"prune", ""}});
  };
  EXPECT_EQ(add_lines(line("d1") + line("d2") + line("d3")).added, 3u);
  EXPECT_THAT(add_lines(line("d1") + R"({"id": "d2", "eTag)" + "\n").notes, IsEmpty());
  EXPECT_TRUE(run("show", {{"name", "d2"}}));
  EXPECT_THAT(add_lines(line("d1") + line("d2")).notes, ElementsAre("1 device not in the file any more: removed"));
}

TEST_F(InventoryAdd, TheIdOfAModelOrAKindIsRefused) {
  const std::string model = write_sample("tiny.tflite", "tiny_float");
  const std::string id = ask<AddAnswer>("add", {{"path", model}}).entities.at(0).id;
  const std::string board = std::string(KILOGRAPH_SOURCE_DIR) + "/catalog/devices/teensy-4-0.tm.json";
  const std::string kind = ask<AddAnswer>("add", {{"path", board}}).entities.at(0).id;
  const AddAnswer answer = add("Serial,Type,Name,Site\n" + id + ",Nano33,x,\n" + kind + ",Nano33,y,\n");
  EXPECT_EQ(answer.failed, 2u);
  ASSERT_THAT(answer.problems, SizeIs(2));
  for (const Problem& problem : answer.problems) EXPECT_THAT(problem.message, HasSubstr("is already that of a model"));
}

TEST_F(InventoryAdd, BadRowsAreNamedWithTheirLine) {
  const AddAnswer answer = add("Serial,Type,Name,Site\nSN-1,Nano,Press 1,\n,Uno,a,\nSN-3,Uno,b,\nSN-3,Uno,c,\n");
  EXPECT_EQ(answer.added, 1u);
  EXPECT_EQ(answer.failed, 3u);
  std::vector<std::string> problems;
  for (const Problem& problem : answer.problems) problems.push_back(problem.where + ": " + problem.message);
  EXPECT_THAT(problems, Contains("line 2: no kind of device is called 'Nano'. The nearest are 'Nano33'."));
  EXPECT_THAT(problems, Contains("line 3: the id is empty"));
  EXPECT_THAT(problems, Contains("line 5: the id 'SN-3' is that of line 4"));
}

TEST_F(InventoryAdd, ARowThatIsNotUtf8IsRefusedAlone) {
  const std::string text = "Serial,Type,Name,Site\nSN-1,Uno,a,x\nSN-2,Uno,caf\xE9,x\nS\xFF,Uno,c,x\nSN-4,Uno,d,y\n";
  const AddAnswer answer = add(text);
  EXPECT_EQ(answer.added, 2u);
  EXPECT_EQ(answer.failed, 2u);
  std::vector<std::string> problems;
  for (const Problem& problem : answer.problems) problems.push_back(problem.where + ": " + problem.message);
  EXPECT_THAT(problems, ElementsAre("line 3: the cell of column 'Name' is not UTF-8; save the file as UTF-8",
                                    "line 4: the cell of column 'Serial' is not UTF-8; save the file as UTF-8"));
  EXPECT_EQ(add(text).unchanged, 2u);
  EXPECT_EQ(add("\xEF\xBB\xBF" + text).unchanged, 2u) << "a byte order mark is no part of the first column's name";
  EXPECT_EQ(ask<VerifyAnswer>("verify").problems.size(), 0u);
  const auto header =
      run("add", {{"path", write("h.csv", "Serial,T\xE9,Name,Site\n1,2,3,4\n")}, {"columns", kColumns}});
  ASSERT_FALSE(header);
  EXPECT_THAT(header.error().to_text(), HasSubstr("not UTF-8"));
}

TEST_F(InventoryAdd, AMappingIsKeptByItsName) {
  add(kFleet, {{"mapping", "plant"}});
  EXPECT_EQ(ask<DeviceAnswer>("show", {{"name", "Press 1"}}).device.id, "urn:kilograph:device:plant:SN-1");
  const std::string again = write("daily.csv", kFleet);
  EXPECT_EQ(ask<AddAnswer>("add", {{"path", again}, {"mapping", "plant"}}).unchanged, 3u);
  const auto absent = run("add", {{"path", again}, {"mapping", "plnt"}});
  ASSERT_FALSE(absent);
  EXPECT_EQ(absent.error().kind, ErrorKind::not_found);
  EXPECT_EQ(absent.error().advice, "Did you mean 'plant'?");
  EXPECT_THAT(ask<VerifyAnswer>("verify").problems, IsEmpty());

  ask<TransferAnswer>("export", {{"path", (folder_ / "out").string()}});
  desk_.catalogue = folder_ / "second";
  ASSERT_TRUE(run("init"));
  ask<TransferAnswer>("import", {{"path", (folder_ / "out").string()}});
  EXPECT_EQ(ask<AddAnswer>("add", {{"path", again}, {"mapping", "plant"}}).unchanged, 3u);
}

TEST_F(InventoryAdd, ExportsAreKnownByTheirContent) {
  const std::string text =
      R"({"things": [{"thingName": "press 1", "thingTypeName": "Nano33", "attributes": {"site": "a"}}]})";
  EXPECT_EQ(ask<AddAnswer>("add", {{"path", write("things.json", text)}}).added, 1u);
  EXPECT_EQ(ask<DeviceAnswer>("show", {{"name", "press 1"}}).device.id, "urn:kilograph:device:aws-iot:press%201");
}

TEST_F(InventoryAdd, WithoutColumnsSaysWhichThereAre) {
  const auto answered = run("add", {{"path", write("fleet.csv", kFleet)}, {"prune", ""}});
  ASSERT_FALSE(answered);
  EXPECT_EQ(answered.error().advice, "The columns are: Serial, Type, Name, Site.");
}

}  // namespace
}  // namespace kilograph::reply
