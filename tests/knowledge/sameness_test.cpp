// Entities that are one: the rules of evidence, the statements worked out, and what they do.
#include <gtest/gtest.h>

#include <algorithm>

#include "knowledge/catalogue.hpp"
#include "knowledge/catalogue/evidence.hpp"
#include "knowledge/intake.hpp"
#include "knowledge/ledger/sample_documents.hpp"

namespace kilograph::knowledge {
namespace {

using domain::Basis, domain::DeviceEntity, domain::DeviceFacts, domain::ModelEntity, domain::ModelFacts;

const std::string kStudy(domain::kPublishedStudy);

ModelFacts model_facts(const std::string& name, std::uint64_t macs, std::uint64_t flash_bytes) {
  ModelFacts facts;
  facts.name = name;
  facts.macs = macs;
  facts.memory.push_back({domain::MemoryUse::program, flash_bytes, {}, {}, 0, {}, Basis::declared, kStudy});
  return facts;
}

ModelEntity model(const ModelFacts& facts) { return {"urn:" + facts.name, facts.name, {{{}, facts}}}; }

TEST(Evidence, OfModelsIsTheDigestOrNameAndTwoFigures) {
  const ModelEntity published = model(model_facts("Person", 7158144, 236072));
  ModelFacts file;
  file.name = "person";
  file.file_bytes = 236072;
  file.macs = 7158144;
  EXPECT_TRUE(evidence_of(model(file), published).agrees);
  EXPECT_FALSE(evidence_of(model(file), published).is_proof);

  ModelFacts other = file;
  other.name = "Cat";
  EXPECT_FALSE(evidence_of(model(other), published).agrees);
  other = file;
  other.macs.reset();  // one figure is too little
  EXPECT_FALSE(evidence_of(model(other), published).agrees);
  other = file;
  other.macs = 7158145;
  EXPECT_FALSE(evidence_of(model(other), published).agrees);
  EXPECT_EQ(evidence_of(model(other), published).sentences.size(), 1u);

  ModelFacts one = file, same_bytes = other;
  one.sha256 = same_bytes.sha256 = sha256(view_of("x"));
  EXPECT_TRUE(evidence_of(model(one), model(same_bytes)).is_proof);
  same_bytes.sha256 = sha256(view_of("y"));
  EXPECT_FALSE(evidence_of(model(one), model(same_bytes)).agrees);
}

// The published graph has 18,740,190 for 18,740,192: printed with seven digits.
TEST(Evidence, OfMacsKnowsThatTheyArePrintedWithSevenDigits) {
  const ModelEntity published = model(model_facts("A", 18740190, 252848));
  EXPECT_TRUE(evidence_of(model(model_facts("A", 18740192, 252848)), published).agrees);
  EXPECT_FALSE(evidence_of(model(model_facts("A", 18740292, 252848)), published).agrees);
}

DeviceFacts board_facts(const std::string& title, std::uint64_t ram, std::vector<domain::Sensor> sensors) {
  DeviceFacts facts;
  facts.title = title;
  facts.regions.push_back({"RAM", domain::RegionKind::ram, {}, ram});
  facts.regions.push_back({"Flash", domain::RegionKind::flash, {}, 500});
  facts.sensors = std::move(sensors);
  return facts;
}

DeviceEntity device(const DeviceFacts& facts) { return {"urn:" + facts.title, facts.title, {{{}, facts}}}; }

TEST(Evidence, OfBoardsIsTitleFreeMemoryAndSensors) {
  const auto agree = [](const std::string& one, const std::string& other) {
    return evidence_of(device(board_facts(one, 9, {{"Camera"}})), device(board_facts(other, 9, {{"Camera"}}))).agrees;
  };
  EXPECT_TRUE(agree("Adafruit PyBadge", "Adafruit-Pybadge_1"));
  EXPECT_TRUE(agree("Arduino Nano 33 TinyML Kit", "Arduino-Nano-BLE-33-Tinyml-Kit_1"));
  EXPECT_TRUE(agree("SSI-Web Node", "SSI-Web_1"));
  EXPECT_FALSE(agree("Vibration Sensor 1", "Vibration Sensor 2"));
  EXPECT_FALSE(agree("Vibration Sensor 1", "Vibration Sensor_2"));
  EXPECT_FALSE(agree("Sensor", "Sensor_1"));  // one word is too little
  EXPECT_FALSE(agree("Arduino Nano 33 BLE", "Arduino Nano 33 TinyML Kit"));

  const DeviceEntity one = device(board_facts("Adafruit PyBadge", 9, {{"Camera"}}));
  EXPECT_FALSE(evidence_of(one, device(board_facts("Adafruit PyBadge", 8, {{"Camera"}}))).agrees);
  EXPECT_FALSE(evidence_of(one, device(board_facts("Adafruit PyBadge", 9, {{"Microphone"}}))).agrees);
  EXPECT_FALSE(evidence_of(one, device(board_facts("Adafruit PyBadge", 9, {}))).agrees);
}

class SameEntities : public ::testing::Test {
 protected:
  void add(Document document, const std::string& bytes) {
    const auto original = std::make_shared<const Bytes>(bytes.begin(), bytes.end());
    Catalogue::Batch batch = *catalogue_.begin("me", {});
    ASSERT_TRUE(batch.add(original, {std::move(document)}));
    ASSERT_TRUE(batch.commit());
  }
  void add_facts(const std::string& entity, const domain::Facts& facts, const std::string& from = {}) {
    const std::string bytes = "bytes of " + entity;
    Document document = document_from({sha256(view_of(bytes)), "file of " + entity, "text/turtle"}, entity, facts,
                                      {Basis::declared, "somebody"});
    document.derived_from = from;
    add(std::move(document), bytes);
  }
  void add_published_and_own() {
    add_facts("urn:published", model_facts("Person", 7158144, 236072), "urn:graph");
    add_facts(own_, model_facts("Person", 7158144, 236072));
  }
  // Adds what is proposed now.
  SameProposals take_proposals(std::int64_t since = 0) {
    SameProposals proposals = *catalogue_.same_proposals(since);
    Catalogue::Batch batch = *catalogue_.begin("me", {});
    for (const auto& one : proposals.statements) EXPECT_TRUE(batch.add(one.original, {one.document}));
    EXPECT_TRUE(batch.commit());
    return proposals;
  }

  const tests::ScratchFolder scratch_;
  Catalogue catalogue_ = *Catalogue::create(scratch_ / "catalogue");
  const std::string own_ = domain::model_iri(sha256(view_of("own")));
};

DeviceFacts chip_board(const std::string& title, const std::string& mcu) {
  DeviceFacts facts;
  facts.title = title;
  facts.manufacturer = "Arduino";
  facts.mcu = mcu;
  facts.is_thing_model = true;
  return facts;
}

DeviceEntity board_entity(const std::string& id, const DeviceFacts& facts) { return {id, facts.title, {{{}, facts}}}; }

TEST(Evidence, OfABoardsDefinitionIsTitleAndMcu) {
  const std::string defined = board_folder() + "platformio/nano33ble";
  const auto agrees = [&](const std::string& title, const std::string& mcu) {
    return evidence_of(board_entity("urn:own", chip_board(title, mcu)),
                       board_entity(defined, chip_board("Arduino Nano 33 BLE", "nrf52840")))
        .agrees;
  };
  EXPECT_TRUE(agrees("Nano 33 BLE", "nRF52840"));
  EXPECT_TRUE(agrees("Arduino Nano 33 BLE", "nRF52840_xxAA"));
  EXPECT_FALSE(agrees("Arduino Nano 33 BLE Sense", "nRF52840"));
  EXPECT_FALSE(agrees("Arduino Nano 33 BLE", "nRF52832"));
  EXPECT_FALSE(agrees("Arduino Nano 33 BLE", ""));
  EXPECT_FALSE(agrees("Arduino", "nRF52840"));
}

TEST_F(SameEntities, OfABoardsDefinitionAndItsThingModelIsProposedForReview) {
  const std::string defined = board_folder() + "platformio/nano33ble";
  DeviceFacts fleet = chip_board("Nano 33 BLE", "nRF52840");
  fleet.is_thing_model.reset();
  add_facts("urn:one-of-a-fleet", fleet);
  add_facts(defined, chip_board("Arduino Nano 33 BLE", "nrf52840"));
  EXPECT_TRUE(take_proposals().statements.empty());
  add_facts("urn:model", chip_board("Nano 33 BLE", "nRF52840"));
  const SameProposals proposals = take_proposals();
  ASSERT_EQ(proposals.statements.size(), 1U);
  const auto& statement = std::get<domain::SameStatement>(proposals.statements[0].document.facts);
  EXPECT_EQ(statement.preferred, "urn:model");
  EXPECT_EQ(statement.other, defined);
  EXPECT_EQ(statement.status, domain::SameStatement::Status::proposed);
  EXPECT_EQ(catalogue_.device("urn:model")->documents.size(), 2U);
}

TEST_F(SameEntities, OfTheDerivedAndTheOwnIsProposedOnce) {
  add_published_and_own();
  EXPECT_EQ(catalogue_.models()->size(), 2u);
  EXPECT_EQ(catalogue_.find("Person").error().kind, ErrorKind::ambiguous);
  const SameProposals proposals = take_proposals();
  ASSERT_EQ(proposals.statements.size(), 1u);
  EXPECT_TRUE(proposals.warnings.empty());
  const auto& statement = std::get<domain::SameStatement>(proposals.statements[0].document.facts);
  EXPECT_EQ(statement.preferred, own_);
  EXPECT_EQ(statement.other, "urn:published");
  EXPECT_EQ(statement.status, domain::SameStatement::Status::proposed);
  EXPECT_EQ(statement.evidence.size(), 3u);
  EXPECT_TRUE(take_proposals().statements.empty());
}

TEST_F(SameEntities, MakesOneEntityWithTheFactsOfBoth) {
  add_published_and_own();
  take_proposals();
  const auto models = catalogue_.models().value();
  ASSERT_EQ(models.size(), 1u);
  EXPECT_EQ(models[0].id, own_);
  EXPECT_EQ(models[0].same_as, std::vector<std::string>{"urn:published"});
  ASSERT_EQ(models[0].documents.size(), 2u);
  EXPECT_EQ(models[0].documents[0].source.place, "file of " + own_);
  EXPECT_EQ(models[0].documents[1].source.place, "file of urn:published");
  EXPECT_EQ(catalogue_.model("urn:published")->id, own_);
  EXPECT_EQ(catalogue_.find("Person")->id, own_);
  EXPECT_EQ(catalogue_.find("urn:published")->id, own_);
  const auto members = catalogue_.same("urn:published").value();
  ASSERT_EQ(members.size(), 2u);
  EXPECT_EQ(members[0].id, own_);
}

TEST_F(SameEntities, ThatSomebodyTookBackIsNotProposedAgain) {
  add_published_and_own();
  take_proposals();
  ASSERT_TRUE(catalogue_.remove(catalogue_.find("same:Person")->id, "me"));
  EXPECT_EQ(catalogue_.models()->size(), 2u);
  EXPECT_TRUE(take_proposals().statements.empty());
}

TEST_F(SameEntities, GoesWithItsEntityAndComesBackWithIt) {
  add_published_and_own();
  take_proposals();
  ASSERT_TRUE(catalogue_.remove(own_, "me"));
  EXPECT_FALSE(catalogue_.find("same:Person"));
  EXPECT_EQ(catalogue_.find("Person")->id, "urn:published");
  add_facts(own_, model_facts("Person", 7158144, 236072));
  EXPECT_EQ(take_proposals().statements.size(), 1u);
}

TEST_F(SameEntities, IsNotGuessedAmongSeveral) {
  add_facts("urn:board", board_facts("Adafruit PyBadge_1", 9, {{"Camera"}}), "urn:graph");
  for (const char* one : {"urn:one", "urn:two"}) add_facts(one, board_facts("Adafruit PyBadge", 9, {{"Camera"}}));
  const SameProposals proposals = take_proposals();
  EXPECT_TRUE(proposals.statements.empty());
  ASSERT_EQ(proposals.warnings.size(), 1u);
  EXPECT_NE(proposals.warnings[0].find("2 entities"), std::string::npos) << proposals.warnings[0];
}

TEST_F(SameEntities, OfAFleetsBoardsIsNeverProposed) {
  for (const char* one : {"urn:one", "urn:two"}) add_facts(one, board_facts("Adafruit PyBadge", 9, {{"Camera"}}));
  EXPECT_TRUE(take_proposals().statements.empty());
}

TEST_F(SameEntities, ThatNoLongerAgreesIsReported) {
  add_published_and_own();
  take_proposals();
  const std::int64_t before = catalogue_.last_change().value();
  add_facts(own_, model_facts("Person", 7158144, 999));
  const SameProposals proposals = take_proposals(before);
  EXPECT_TRUE(proposals.statements.empty());
  ASSERT_EQ(proposals.warnings.size(), 1u);
  EXPECT_NE(proposals.warnings[0].find("kilograph remove same:Person"), std::string::npos) << proposals.warnings[0];
  EXPECT_EQ(catalogue_.models()->size(), 1u);  // until somebody removes it
}

TEST_F(SameEntities, ThatAPersonHasConfirmedStaysConfirmed) {
  add_published_and_own();
  const SameProposals proposals = take_proposals();
  auto statement = std::get<domain::SameStatement>(proposals.statements.at(0).document.facts);
  statement.status = domain::SameStatement::Status::accepted;
  StatementIntake confirmed = *document_from_statement(statement, "same:Person");
  add(std::move(confirmed.document), std::string(text_of(confirmed.bytes)));
  EXPECT_TRUE(take_proposals().statements.empty());
  const auto kept = catalogue_.documents(catalogue_.find("same:Person")->id).value();
  ASSERT_EQ(kept.size(), 1u);
  EXPECT_EQ(std::get<domain::SameStatement>(kept[0].facts).status, domain::SameStatement::Status::accepted);
}

TEST_F(SameEntities, StatedByAPersonStandsWhateverIsWorkedOut) {
  add_published_and_own();
  const std::string text =
      "<urn:s> a <https://w3id.org/kilograph/ns#SameStatement> ; "
      "<http://www.w3.org/1999/02/22-rdf-syntax-ns#subject> <urn:published> ; "
      "<http://www.w3.org/1999/02/22-rdf-syntax-ns#predicate> <https://w3id.org/kilograph/ns#sameModelAs> ; "
      "<http://www.w3.org/1999/02/22-rdf-syntax-ns#object> <" +
      own_ + "> .";
  Intake intake =
      *documents_from_rdf({sha256(view_of(text)), "same.ttl", "text/turtle"}, view_of(text), rdf::Syntax::turtle, {});
  add(std::move(intake.documents.at(0)), text);
  take_proposals();  // the other way round
  const auto models = catalogue_.models().value();
  ASSERT_EQ(models.size(), 1u);
}

}  // namespace
}  // namespace kilograph::knowledge
