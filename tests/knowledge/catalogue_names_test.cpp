// Entities: which document counts, and how they are found.
#include <gtest/gtest.h>

#include "knowledge/catalogue.hpp"
#include "knowledge/catalogue/naming.hpp"
#include "knowledge/ledger/sample_documents.hpp"

namespace kilograph::knowledge {
namespace {

using tests::sample_file;
using tests::SampleFile;
using tests::ScratchFolder;

class CatalogueNames : public ::testing::Test {
 protected:
  void SetUp() override { catalogue_.emplace(std::move(*Catalogue::create(scratch_.path()))); }

  SampleFile add(SampleFile file) {
    auto batch = catalogue_->begin("tester", {});
    EXPECT_TRUE(batch->add(file.original, file.documents));
    EXPECT_TRUE(batch->commit());
    return file;
  }

  ScratchFolder scratch_;
  std::optional<Catalogue> catalogue_;
};

TEST_F(CatalogueNames, DocumentsCountByRankThenNewestFirst) {
  SampleFile file = sample_file(1);
  Document measured = file.documents[1];
  measured.iri += "-measured";
  measured.source.basis = domain::Basis::measured;
  measured.source.place = "bench.csv, row 1";
  measured.name.clear();
  Document later = file.documents[1];
  later.iri += "-later";
  later.source.place = "sheet2.csv, row 1";
  file.documents.push_back(measured);
  file.documents.push_back(later);
  add(file);

  const auto model = catalogue_->model(file.documents[0].entity).value();
  ASSERT_EQ(model.documents.size(), 4U);
  EXPECT_EQ(model.documents[0].source.document, measured.iri);
  EXPECT_EQ(model.documents[1].source.document, file.documents[0].iri);
  EXPECT_EQ(model.documents[2].source.document, later.iri);
  EXPECT_EQ(model.documents[3].source.document, file.documents[1].iri);
  EXPECT_EQ(model.name, "Sample_1");  // the best document has no name
  EXPECT_EQ(catalogue_->documents(file.documents[0].entity)->at(0).iri, measured.iri);
}

TEST_F(CatalogueNames, ModelsComeWithoutLayersOneComesWith) {
  const SampleFile file = add(sample_file(1));
  const auto models = catalogue_->models().value();
  ASSERT_EQ(models.size(), 1U);
  EXPECT_TRUE(models[0].documents[0].facts.layers.empty());
  EXPECT_EQ(models[0].counted(&domain::ModelFacts::macs)->value, 1000U);
  const auto model = catalogue_->model(file.documents[0].entity).value();
  EXPECT_EQ(model.documents[0].facts.layers.size(), 4U);
  EXPECT_EQ(catalogue_->model(file.documents[2].entity).error().kind, ErrorKind::not_found);
  EXPECT_EQ(catalogue_->device(file.documents[2].entity)->name, "Device 1");
}

TEST_F(CatalogueNames, ListsAreInOrder) {
  for (const std::uint64_t number : {3, 1, 2}) add(sample_file(number));
  const auto models = catalogue_->models().value();
  const auto devices = catalogue_->devices().value();
  const auto entities = catalogue_->entities().value();
  ASSERT_EQ(entities.size(), 6U);
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_EQ(models[i].name, "Sample_" + std::to_string(i + 1));
    EXPECT_EQ(devices[i].name, "Device " + std::to_string(i + 1));
    EXPECT_EQ(entities[i].id, models[i].id);
    EXPECT_EQ(entities[i + 3].id, devices[i].id);
    EXPECT_EQ(entities[i + 3].kind, domain::EntityKind::device);
  }
}

TEST_F(CatalogueNames, AreFoundById) {
  const SampleFile file = add(sample_file(1));
  const auto found = catalogue_->find(file.documents[0].entity);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->id, file.documents[0].entity);
  EXPECT_EQ(found->name, "Sample_1");
  EXPECT_EQ(found->kind, domain::EntityKind::model);
}

TEST_F(CatalogueNames, AreFoundByAnyDocumentsNameInAnyCase) {
  const SampleFile file = add(sample_file(1));
  for (const char* name : {"Sample_1", "sample_1", "SAMPLE_1", "Row 1", "row 1"}) {
    const auto found = catalogue_->find(name);
    ASSERT_TRUE(found) << name;
    EXPECT_EQ(found->id, file.documents[0].entity);
    EXPECT_EQ(found->name, "Sample_1");
  }
  EXPECT_EQ(catalogue_->find("device 1")->id, "urn:example:device-1");
}

TEST_F(CatalogueNames, AreFoundByAUniqueBeginningOfTheDigest) {
  const SampleFile file = add(sample_file(1));
  const std::string digest = file.documents[0].file.hex();
  EXPECT_EQ(catalogue_->find(digest)->id, file.documents[0].entity);
  EXPECT_EQ(catalogue_->find(digest.substr(0, 6))->id, file.documents[0].entity);
  EXPECT_EQ(catalogue_->find(digest.substr(0, 3)).error().kind, ErrorKind::not_found);
}

TEST_F(CatalogueNames, TheSameNameTwiceIsAmbiguous) {
  const SampleFile one = add(sample_file(1));
  SampleFile two = sample_file(2);
  two.documents[0].name = "Sample_1";
  add(two);
  const auto found = catalogue_->find("sample_1");
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().kind, ErrorKind::ambiguous);
  for (const SampleFile& file : {one, two}) {
    EXPECT_NE(found.error().advice.find(file.documents[0].entity), std::string::npos) << found.error().to_text();
  }
  EXPECT_EQ(catalogue_->find("Row 2")->id, two.documents[0].entity);
}

TEST_F(CatalogueNames, ANameLetterForLetterGoesFirst) {
  const SampleFile one = add(sample_file(1));
  SampleFile two = sample_file(2);
  two.documents[0].name = "SAMPLE_1";
  add(two);
  EXPECT_EQ(catalogue_->find("Sample_1")->id, one.documents[0].entity);
  EXPECT_EQ(catalogue_->find("SAMPLE_1")->id, two.documents[0].entity);
  EXPECT_EQ(catalogue_->find("sample_1").error().kind, ErrorKind::ambiguous);
}

TEST(CountingName, TheFirstFilesUnlessADescriptionUsesAnother) {
  constexpr int kRead = 1, kSays = 3;
  EXPECT_EQ(counting_name({{"Move", kRead, 1}, {"Other", kRead, 2}}), "Move");
  EXPECT_EQ(counting_name({{"Move", kRead, 1}, {"Other", kRead, 2}, {"", 0, 3}}), "Move");
  EXPECT_EQ(counting_name({{"Move", kRead, 1}, {"Other", kRead, 2}, {"Row 1", kSays, 3}}), "Move");
  EXPECT_EQ(counting_name({{"Move", kRead, 1}, {"Other", kRead, 2}, {"move", kSays, 3}, {"Other", kSays, 4}}), "Other");
  EXPECT_EQ(counting_name({{"Board", kSays, 1}, {"Board, revised", kSays, 2}}), "Board, revised");
  EXPECT_EQ(counting_name({{"", kRead, 1}}), "");
}

TEST_F(CatalogueNames, AMistypedNameIsToldTheNearest) {
  const auto empty = catalogue_->find("anything");
  ASSERT_FALSE(empty);
  EXPECT_NE(empty.error().advice.find("empty"), std::string::npos);
  for (std::uint64_t number = 1; number < 30; ++number) add(sample_file(number));
  const auto found = catalogue_->find("Devise 17");
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().kind, ErrorKind::not_found);
  EXPECT_EQ(found.error().advice.find("The nearest names are 'Device 17', 'Device 1"), 0U) << found.error().advice;
  EXPECT_EQ(catalogue_->find("").error().kind, ErrorKind::not_found);
}

}  // namespace
}  // namespace kilograph::knowledge
