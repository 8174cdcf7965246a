// What a device does not state holds as its Thing Model and its board state it.
#include "knowledge/catalogue/inheritance.hpp"

#include <gtest/gtest.h>

#include <map>

#include "base/bytes.hpp"
#include "knowledge/catalogue.hpp"
#include "knowledge/intake.hpp"
#include "knowledge/ledger/sample_documents.hpp"

namespace kilograph::knowledge {
namespace {

using namespace domain;

DeviceEntity device(const std::string& id, std::vector<std::string> based_on, const std::string& processor = "") {
  DeviceFacts facts;
  facts.processor = processor;
  facts.based_on = std::move(based_on);
  return {id, id, {{{Basis::declared, "a test", "doc:" + id, id}, std::move(facts)}}, {}, {}, {}};
}

struct Kept {
  std::map<std::string, DeviceEntity> by_id;
  int reads = 0;

  void keep(DeviceEntity one) { by_id[one.id] = std::move(one); }
  Inheritance inheritance() {
    return Inheritance([this](const std::string& id) -> Result<std::optional<DeviceEntity>> {
      ++reads;
      const auto found = by_id.find(id);
      return found == by_id.end() ? std::nullopt : std::optional(found->second);
    });
  }
};

std::vector<std::string> bases_of(const DeviceEntity& one) {
  std::vector<std::string> ids;
  for (const auto& base : one.bases) ids.push_back(base->id);
  return ids;
}

using Ids = std::vector<std::string>;

TEST(Inheritance, ChainsComeInOrderTheNearestFirst) {
  Kept kept;
  kept.keep(device("urn:model", {"urn:family"}));
  kept.keep(device("urn:family", {}, "Cortex-M4"));
  kept.keep(device("urn:board", {"urn:family"}, "Cortex-M7"));
  DeviceEntity one = device("urn:d", {"urn:model", "urn:board"});
  ASSERT_TRUE(kept.inheritance().complete(one).has_value());
  EXPECT_EQ(bases_of(one), (Ids{"urn:model", "urn:family", "urn:board"}));
  EXPECT_TRUE(one.missing_bases.empty());
  const auto processor = one.counted(&DeviceFacts::processor);
  ASSERT_TRUE(processor);
  EXPECT_EQ(processor->value, "Cortex-M4");
  EXPECT_EQ(processor->source.document, "doc:urn:family") << "the source is the model's document";
  EXPECT_FALSE(one.stated(&DeviceFacts::processor));
  EXPECT_EQ(one.all(&DeviceFacts::processor).size(), 2u);
  EXPECT_EQ(one.with_bases().documents.size(), 4u);
}

TEST(Inheritance, ItsOwnWordCountsFirst) {
  Kept kept;
  kept.keep(device("urn:model", {}, "Cortex-M4"));
  DeviceEntity one = device("urn:d", {"urn:model"}, "Cortex-M33");
  ASSERT_TRUE(kept.inheritance().complete(one).has_value());
  EXPECT_EQ(one.counted(&DeviceFacts::processor)->value, "Cortex-M33");
}

TEST(Inheritance, CirclesEnd) {
  Kept kept;
  kept.keep(device("urn:a", {"urn:b"}));
  kept.keep(device("urn:b", {"urn:a", "urn:b", "urn:d"}));
  DeviceEntity one = device("urn:d", {"urn:a"});
  kept.keep(one);
  ASSERT_TRUE(kept.inheritance().complete(one).has_value());
  EXPECT_EQ(bases_of(one), (Ids{"urn:a", "urn:b"}));
}

TEST(Inheritance, WhatIsNotKeptIsNamedOnce) {
  Kept kept;
  kept.keep(device("urn:a", {"urn:gone"}));
  DeviceEntity one = device("urn:d", {"urn:gone", "urn:a"});
  ASSERT_TRUE(kept.inheritance().complete(one).has_value());
  EXPECT_EQ(bases_of(one), Ids{"urn:a"});
  EXPECT_EQ(one.missing_bases, Ids{"urn:gone"});
}

TEST(Inheritance, TooDeepAChainIsCutOff) {
  Kept kept;
  for (int i = 0; i < 100; ++i) kept.keep(device("urn:" + std::to_string(i), {"urn:" + std::to_string(i + 1)}));
  DeviceEntity one = device("urn:d", {"urn:0"});
  ASSERT_TRUE(kept.inheritance().complete(one).has_value());
  EXPECT_EQ(one.bases.size(), kMostBaseDepth);
  EXPECT_EQ(one.missing_bases, Ids{"urn:" + std::to_string(kMostBaseDepth)});
}

TEST(Inheritance, InstancesShareTheFactsOfTheirModel) {
  Kept kept;
  kept.keep(device("urn:model", {}, "Cortex-M4"));
  Inheritance inheritance = kept.inheritance();
  DeviceEntity first = device("urn:1", {"urn:model"}), second = device("urn:2", {"urn:model"});
  ASSERT_TRUE(inheritance.complete(first).has_value());
  ASSERT_TRUE(inheritance.complete(second).has_value());
  EXPECT_EQ(first.bases.front(), second.bases.front());
  EXPECT_EQ(kept.reads, 1);
}

// Through the catalogue, in either order of arrival.
TEST(Inheritance, HoldsInACatalogue) {
  const tests::ScratchFolder folder;
  Catalogue catalogue = Catalogue::create(folder.path() / "catalogue").value();
  const std::string instance =
      R"({"@context": "https://www.w3.org/2022/wot/td/v1.1", "id": "urn:lamp:1", "title": "Lamp 1", "security": "n",
          "securityDefinitions": {"n": {"scheme": "nosec"}}, "links": [{"rel": "type", "href": "urn:lamp"}]})";
  const std::string model =
      R"({"@context": ["https://www.w3.org/2022/wot/td/v1.1", "https://w3id.org/kilograph/context/v1"],
          "@type": "tm:ThingModel", "id": "urn:lamp", "title": "Lamp",
          "parts": [{"@type": "MicroController", "processor": "Cortex-M4", "clockHz": 64000000}]})";
  for (const std::string& json : {instance, model}) {
    auto batch = catalogue.begin("a test", {}).value();
    const Origin origin{sha256(view_of(json)), "x.json", "application/td+json"};
    Intake intake = documents_from_rdf(origin, view_of(json), rdf::Syntax::jsonld, {}).value();
    const auto original = std::make_shared<const Bytes>(json.begin(), json.end());
    ASSERT_TRUE(batch.add(original, std::move(intake.documents)).has_value());
    ASSERT_TRUE(batch.commit().has_value());
    const DeviceEntity lamp = catalogue.device("urn:lamp:1").value();
    EXPECT_EQ(lamp.missing_bases.empty(), &json != &instance && json == model);
  }
  const auto devices = catalogue.devices().value();
  ASSERT_EQ(devices.size(), 2u);
  const DeviceEntity lamp = catalogue.device("urn:lamp:1").value();
  for (const DeviceEntity& one : {devices[1], lamp}) {
    EXPECT_EQ(one.name, "Lamp 1");
    EXPECT_EQ(one.counted(&DeviceFacts::clock_hz)->value, 64000000u);
    EXPECT_EQ(bases_of(one), Ids{"urn:lamp"});
    EXPECT_FALSE(one.stated(&DeviceFacts::is_thing_model));
  }
}

}  // namespace
}  // namespace kilograph::knowledge
