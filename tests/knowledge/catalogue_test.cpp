#include "knowledge/catalogue.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "knowledge/ledger/sample_documents.hpp"
#include "knowledge/ledger/timestamp.hpp"

namespace kilograph::knowledge {
namespace {

using tests::holds;
using tests::lacks;
using tests::sample_file;
using tests::SampleFile;
using tests::ScratchFolder;

class CatalogueTest : public ::testing::Test {
 protected:
  void SetUp() override {
    auto created = Catalogue::create(scratch_ / "catalogue");
    ASSERT_TRUE(created) << created.error().to_text();
    catalogue_.emplace(std::move(*created));
  }

  // What adding the files came to, document by document.
  std::vector<Change> add(const std::vector<SampleFile>& files) {
    std::vector<Change> changes;
    auto batch = catalogue_->begin("tester", [&](const Acknowledgement& done) { changes.push_back(done.change); });
    for (const SampleFile& file : files) EXPECT_TRUE(batch->add(file.original, file.documents));
    const auto committed = batch->commit();
    EXPECT_TRUE(committed) << committed.error().to_text();
    return changes;
  }

  ScratchFolder scratch_;
  std::optional<Catalogue> catalogue_;
};

TEST_F(CatalogueTest, IsMadeOnceAndOpenedWhereItIs) {
  EXPECT_EQ(Catalogue::create(scratch_ / "catalogue").error().kind, ErrorKind::conflict);
  const auto absent = Catalogue::open(scratch_ / "elsewhere", Catalogue::Access::write);
  ASSERT_FALSE(absent);
  EXPECT_EQ(absent.error().kind, ErrorKind::not_found);
  EXPECT_NE(absent.error().advice.find("kilograph init"), std::string::npos);
  EXPECT_TRUE(Catalogue::open(scratch_ / "catalogue", Catalogue::Access::write));
}

TEST_F(CatalogueTest, KeepsWhatIsAdded) {
  const SampleFile one = sample_file(1);
  const SampleFile two = sample_file(2);
  EXPECT_EQ(add({one, two}), std::vector<Change>(6, Change::added));
  EXPECT_TRUE(holds(*catalogue_, one));
  EXPECT_TRUE(holds(*catalogue_, two));
  EXPECT_TRUE(lacks(*catalogue_, sample_file(3)));
  const Counts counts = catalogue_->counts().value();
  EXPECT_EQ(counts.models, 2U);
  EXPECT_EQ(counts.devices, 2U);
  EXPECT_EQ(counts.graphs, 0U);
  EXPECT_EQ(counts.documents, 6U);
  EXPECT_EQ(counts.files, 2U);
  EXPECT_EQ(counts.log_entries, 6U);
  EXPECT_TRUE(catalogue_->verify()->empty());
}

TEST_F(CatalogueTest, AcknowledgesInOrderAndSaysWhat) {
  std::vector<Acknowledgement> done;
  auto batch = catalogue_->begin("tester", [&](const Acknowledgement& one) { done.push_back(one); });
  const SampleFile file = sample_file(1);
  ASSERT_TRUE(batch->add(file.original, file.documents));
  EXPECT_TRUE(done.empty());
  EXPECT_TRUE(lacks(*catalogue_, file));
  ASSERT_TRUE(batch->commit());
  ASSERT_EQ(done.size(), 3U);
  for (std::size_t i = 0; i < done.size(); ++i) {
    EXPECT_EQ(done[i].document, file.documents[i].iri);
    EXPECT_EQ(done[i].entity, file.documents[i].entity);
    EXPECT_EQ(done[i].kind, file.documents[i].kind);
    EXPECT_EQ(done[i].name, file.documents[i].name);
    EXPECT_EQ(done[i].place, file.documents[i].source.place);
  }
}

TEST_F(CatalogueTest, TheSameAgainIsUnchanged) {
  const SampleFile file = sample_file(1);
  add({file});
  EXPECT_EQ(add({file, file}), std::vector<Change>(6, Change::unchanged));
  EXPECT_EQ(catalogue_->counts()->log_entries, 3U);
}

TEST_F(CatalogueTest, TwiceInOneGroupIsOneEntity) {
  const SampleFile file = sample_file(1);
  const std::vector<Change> changes = add({file, file});
  EXPECT_EQ(std::count(changes.begin(), changes.end(), Change::added), 3);
  EXPECT_EQ(std::count(changes.begin(), changes.end(), Change::unchanged), 3);
  EXPECT_EQ(catalogue_->counts()->documents, 3U);
}

TEST_F(CatalogueTest, OtherTriplesOfTheSameDocumentReplaceIt) {
  add({sample_file(1)});
  const SampleFile changed = sample_file(1, {}, 1);
  EXPECT_EQ(add({changed}), (std::vector{Change::unchanged, Change::changed, Change::changed}));
  EXPECT_TRUE(holds(*catalogue_, changed));
  EXPECT_EQ(catalogue_->counts()->documents, 3U);
  const auto log = catalogue_->log(3).value();
  ASSERT_EQ(log.size(), 2U);
  EXPECT_EQ(log[0].action, "change");
  EXPECT_EQ(log[0].document, changed.documents[1].iri);
  EXPECT_EQ(log[0].replaced, "");
}

TEST_F(CatalogueTest, OtherFactsOfTheSameDocumentReplaceIt) {
  SampleFile file = sample_file(1);
  add({file});
  std::get<domain::ModelFacts>(file.documents[0].facts).layers[0].macs = 1;
  EXPECT_EQ(add({file})[0], Change::changed);
  EXPECT_TRUE(holds(*catalogue_, file));
}

TEST_F(CatalogueTest, ANewFileOfTheSamePlaceReplacesTheOldOne) {
  const SampleFile old = sample_file(1);
  add({old});
  SampleFile next = sample_file(2);  // other bytes, which state something of the same device
  next.documents = {next.documents[2]};
  next.documents[0].entity = old.documents[2].entity;
  EXPECT_EQ(add({next}), std::vector{Change::changed});
  EXPECT_TRUE(holds(*catalogue_, next));
  EXPECT_EQ(catalogue_->documents(old.documents[2].entity)->size(), 1U);
  EXPECT_EQ(catalogue_->log(3)->at(0).replaced, old.documents[2].iri);
  EXPECT_EQ(catalogue_->counts()->files, 2U);
  EXPECT_TRUE(catalogue_->verify()->empty());
}

TEST_F(CatalogueTest, ADocumentMayReplaceTwo) {
  SampleFile file = sample_file(1);
  add({file});
  file.documents = {file.documents[0], file.documents[1]};
  std::swap(file.documents[0].source.place, file.documents[1].source.place);
  file.documents[0].triples += "<urn:a> <urn:b> <urn:c> .\n";
  file.documents.pop_back();  // the first one's IRI at the second one's place
  EXPECT_EQ(add({file}), std::vector{Change::changed});
  EXPECT_EQ(catalogue_->documents(file.documents[0].entity)->size(), 1U);
  EXPECT_TRUE(catalogue_->verify()->empty());
}

TEST_F(CatalogueTest, AFileGoesWithItsLastDocument) {
  const SampleFile file = sample_file(1);
  add({file});
  ASSERT_TRUE(catalogue_->remove(file.documents[0].entity, "tester"));
  EXPECT_TRUE(catalogue_->file(file.documents[0].file)->has_value());
  ASSERT_TRUE(catalogue_->remove(file.documents[2].entity, "tester"));
  EXPECT_FALSE(catalogue_->file(file.documents[0].file)->has_value());
  EXPECT_TRUE(lacks(*catalogue_, file));
  EXPECT_TRUE(catalogue_->verify()->empty());
}

TEST_F(CatalogueTest, RemovingLeavesATombstone) {
  const SampleFile file = sample_file(1);
  add({file});
  ASSERT_TRUE(catalogue_->remove(file.documents[2].entity, "remover"));
  const auto log = catalogue_->log(3).value();
  ASSERT_EQ(log.size(), 1U);
  EXPECT_EQ(log[0].seq, 4);
  EXPECT_EQ(log[0].action, "remove");
  EXPECT_EQ(log[0].actor, "remover");
  EXPECT_EQ(log[0].entity, file.documents[2].entity);
  EXPECT_EQ(log[0].document, file.documents[2].iri);
  EXPECT_EQ(log[0].digest, file.documents[2].file.hex());
  EXPECT_TRUE(ledger::is_timestamp(log[0].time));
  EXPECT_EQ(catalogue_->remove(file.documents[2].entity, "remover").error().kind, ErrorKind::not_found);
  EXPECT_EQ(catalogue_->remove("urn:never", "remover").error().kind, ErrorKind::not_found);
}

TEST_F(CatalogueTest, SeveralGoTogetherOrNotAtAll) {
  const SampleFile file = sample_file(1);
  add({file});
  const std::string first = file.documents[0].entity;
  const std::string last = file.documents[2].entity;
  const auto before = catalogue_->log(0)->size();
  EXPECT_EQ(catalogue_->remove_all({first, "urn:never", last}, "tester").error().kind, ErrorKind::not_found);
  EXPECT_TRUE(catalogue_->has(first).value());
  EXPECT_EQ(catalogue_->log(0)->size(), before);
  ASSERT_TRUE(catalogue_->remove_all({first, last, first}, "tester"));
  EXPECT_FALSE(catalogue_->has(first).value());
  EXPECT_FALSE(catalogue_->has(last).value());
  EXPECT_TRUE(catalogue_->verify()->empty());
}

TEST_F(CatalogueTest, AGroupIsFullAt256Documents) {
  std::size_t acknowledged = 0;
  auto batch = catalogue_->begin("tester", [&](const Acknowledgement&) { ++acknowledged; });
  std::vector<SampleFile> files;
  for (std::uint64_t number = 0; number < 90; ++number) files.push_back(sample_file(number));
  for (const SampleFile& file : files) {
    ASSERT_TRUE(batch->add(file.original, file.documents));
    EXPECT_EQ(acknowledged % 3, 0U);  // a file is never split
    EXPECT_EQ(catalogue_->counts()->documents, acknowledged);
  }
  EXPECT_GE(acknowledged, 258U);
  ASSERT_TRUE(batch->commit());
  EXPECT_EQ(acknowledged, 270U);
}

TEST_F(CatalogueTest, WhatIsStagedGoesWithItsBatch) {
  const SampleFile file = sample_file(1);
  {
    auto batch = catalogue_->begin("tester", [](const Acknowledgement&) { FAIL() << "nothing was committed"; });
    ASSERT_TRUE(batch->add(file.original, file.documents));
  }
  EXPECT_TRUE(lacks(*catalogue_, file));
}

TEST_F(CatalogueTest, RefusesDocumentsThatAreNotOfTheFile) {
  SampleFile file = sample_file(1);
  auto batch = catalogue_->begin("tester", {});
  file.documents[1].file = sha256(view_of("another"));
  EXPECT_EQ(batch->add(file.original, file.documents).error().kind, ErrorKind::internal);
  file = sample_file(1);
  file.documents[2].triples += "_:b <urn:p> <urn:o> .\n";
  EXPECT_EQ(batch->add(file.original, file.documents).error().kind, ErrorKind::internal);
  file = sample_file(1);
  file.documents[2].name = std::string(100'000, 'n');
  EXPECT_EQ(batch->add(file.original, file.documents).error().kind, ErrorKind::too_large);
  ASSERT_TRUE(batch->commit());
  EXPECT_EQ(catalogue_->counts()->documents, 0U);  // none of the three, not even in part
}

TEST_F(CatalogueTest, SaysWhenAnotherProcessIsWriting) {
  auto other = Catalogue::open(scratch_ / "catalogue", Catalogue::Access::write);
  ASSERT_TRUE(other);
  const SampleFile one = sample_file(1), two = sample_file(2);
  auto first = catalogue_->begin("first", {});
  auto second = other->begin("second", {});
  ASSERT_TRUE(first->add(one.original, one.documents));
  ASSERT_TRUE(second->add(two.original, two.documents));  // staged only: nobody waits for anybody
  ASSERT_TRUE(second->commit());
  ASSERT_TRUE(first->commit());
  EXPECT_TRUE(holds(*other, one));
  EXPECT_TRUE(holds(*catalogue_, two));
}

}  // namespace
}  // namespace kilograph::knowledge
