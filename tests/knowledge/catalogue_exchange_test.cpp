// Export and import: the same catalogue again, or nothing.
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>
#include <functional>
#include <map>

#include "base/file.hpp"
#include "knowledge/catalogue.hpp"
#include "knowledge/ledger/sample_documents.hpp"
#include "knowledge/rdf/parser.hpp"

namespace kilograph::knowledge {
namespace {

using tests::sample_file;
using tests::SampleFile;
using tests::ScratchFolder;
namespace fs = std::filesystem;

std::string text_at(const fs::path& path) {
  const auto bytes = read_file(path, 1 << 30);
  return bytes ? std::string(text_of(*bytes)) : std::string("absent: " + path.string());
}

void replace_at(const fs::path& path, std::string_view old_text, std::string_view new_text) {
  std::string text = text_at(path);
  const std::size_t at = text.find(old_text);
  ASSERT_NE(at, std::string::npos) << old_text;
  ASSERT_TRUE(write_file(path, view_of(text.replace(at, old_text.size(), new_text))));
}

// Every file below the folder with its bytes.
std::map<std::string, std::string> contents_of(const fs::path& folder) {
  std::map<std::string, std::string> contents;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) contents[fs::relative(entry.path(), folder).string()] = text_at(entry.path());
  }
  return contents;
}

class CatalogueExchange : public ::testing::Test {
 protected:
  void SetUp() override {
    catalogue_.emplace(std::move(*Catalogue::create(scratch_ / "catalogue")));
    auto batch = catalogue_->begin("tester", {});
    for (std::uint64_t number = 1; number <= 4; ++number) {
      const SampleFile file = sample_file(number);
      ASSERT_TRUE(batch->add(file.original, file.documents));
    }
    const SampleFile changed = sample_file(2, {}, 1);
    ASSERT_TRUE(batch->add(changed.original, changed.documents));
    SampleFile graph = sample_file(5);
    graph.documents.resize(1);
    graph.documents[0].kind = domain::EntityKind::graph;
    graph.documents[0].facts = {};
    graph.documents[0].name = "a \"graph\"\nwith é";
    graph.documents[0].base = "https://example.org/base/";
    graph.documents[0].derived_from = "https://example.org/origin";
    graph.documents[0].triples.clear();
    ASSERT_TRUE(batch->add(graph.original, graph.documents));
    ASSERT_TRUE(batch->commit());
    ASSERT_TRUE(catalogue_->remove(sample_file(3).documents[2].entity, "remover"));
  }

  fs::path exported() {
    const fs::path folder = scratch_ / "export";
    const auto counts = catalogue_->export_to(folder);
    EXPECT_TRUE(counts) << counts.error().to_text();
    return folder;
  }

  // What importing the folder into an empty catalogue comes to; after an error it is still empty.
  Result<TransferCounts> imported(const fs::path& folder) {
    if (!empty_) empty_.emplace(std::move(*Catalogue::create(scratch_ / ("import" + std::to_string(++count_)))));
    auto counts = empty_->import_from(folder, "importer");
    EXPECT_TRUE(counts || empty_->counts()->log_entries + empty_->counts()->documents + empty_->counts()->files == 0);
    if (counts) empty_.reset();
    return counts;
  }

  ScratchFolder scratch_;
  std::optional<Catalogue> catalogue_, empty_;
  int count_ = 0;
};

TEST_F(CatalogueExchange, AnImportIsIdentical) {
  const fs::path folder = exported();
  Catalogue copy = std::move(*Catalogue::create(scratch_ / "copy"));
  const auto counts = copy.import_from(folder, "importer");
  ASSERT_TRUE(counts) << counts.error().to_text();
  EXPECT_EQ(counts->entities, 8U);
  EXPECT_EQ(counts->documents, 12U);
  EXPECT_EQ(counts->files, 5U);
  EXPECT_TRUE(copy.verify()->empty());
  ASSERT_TRUE(copy.export_to(scratch_ / "again"));
  EXPECT_EQ(contents_of(folder), contents_of(scratch_ / "again"));

  const auto log = catalogue_->log(0).value();
  const auto copied = copy.log(0).value();
  ASSERT_EQ(log.size(), copied.size());
  for (std::size_t i = 0; i < log.size(); ++i) {
    EXPECT_EQ(log[i].seq, copied[i].seq);
    EXPECT_EQ(log[i].time, copied[i].time);
    EXPECT_EQ(log[i].actor, copied[i].actor);
  }
}

TEST_F(CatalogueExchange, AnImportedCatalogueGoesOn) {
  Catalogue copy = std::move(*Catalogue::create(scratch_ / "copy"));
  ASSERT_TRUE(copy.import_from(exported(), "importer"));
  const std::int64_t last = copy.log(0)->back().seq;
  auto batch = copy.begin("tester", {});
  const SampleFile file = sample_file(9);
  ASSERT_TRUE(batch->add(file.original, file.documents));
  ASSERT_TRUE(batch->commit());
  EXPECT_EQ(copy.log(last)->front().seq, last + 1);
}

TEST_F(CatalogueExchange, TwoExportsAreEqual) {
  const fs::path folder = exported();
  ASSERT_TRUE(catalogue_->export_to(scratch_ / "second"));
  EXPECT_EQ(contents_of(folder), contents_of(scratch_ / "second"));
  EXPECT_EQ(contents_of(folder).size(), 4U + 5U);
}

TEST_F(CatalogueExchange, TheQuadsAreNQuads) {
  const auto text = text_at(exported() / "catalogue.nq");
  const auto quads = rdf::parse(view_of(text), rdf::Syntax::nquads, {});
  ASSERT_TRUE(quads) << quads.error().to_text();
  std::size_t lines = 0;
  const auto entities = catalogue_->entities().value();
  for (const EntityRef& entity : entities) {
    const auto documents = catalogue_->documents(entity.id).value();
    for (const Document& document : documents) {
      for (const char letter : document.triples) lines += letter == '\n' ? 1 : 0;
    }
  }
  EXPECT_EQ(quads->size(), lines);
}

TEST_F(CatalogueExchange, AnExportWantsAFolderOfItsOwn) {
  const fs::path folder = exported();
  EXPECT_EQ(catalogue_->export_to(folder).error().kind, ErrorKind::conflict);
  EXPECT_EQ(catalogue_->export_to(folder / "manifest.json").error().kind, ErrorKind::conflict);
  fs::create_directory(scratch_ / "empty");
  EXPECT_TRUE(catalogue_->export_to(scratch_ / "empty"));
}

TEST_F(CatalogueExchange, AnImportWantsAnEmptyCatalogue) {
  EXPECT_EQ(catalogue_->import_from(exported(), "me").error().kind, ErrorKind::conflict);
  EXPECT_EQ(imported(scratch_ / "nowhere").error().kind, ErrorKind::not_found);
}

TEST_F(CatalogueExchange, AnEmptyCatalogueTravelsToo) {
  Catalogue empty = std::move(*Catalogue::create(scratch_ / "void"));
  ASSERT_TRUE(empty.export_to(scratch_ / "nothing"));
  EXPECT_TRUE(imported(scratch_ / "nothing"));
}

TEST_F(CatalogueExchange, AFileThatIsMissingOrCutShortIsNamed) {
  const fs::path folder = exported();
  for (const auto& [name, text] : contents_of(folder)) {
    for (const std::size_t size : {std::size_t{0}, text.size() / 2, text.size() - 1}) {
      ASSERT_TRUE(write_file(folder / name, view_of(std::string_view(text).substr(0, size))));
      const auto cut = imported(folder);
      ASSERT_FALSE(cut) << name << " cut to " << size;
      EXPECT_EQ(cut.error().kind, ErrorKind::bad_input) << cut.error().to_text();
      EXPECT_NE(cut.error().where.find(fs::path(name).filename().string().substr(0, 8)), std::string::npos)
          << name << " cut to " << size << ": " << cut.error().to_text();
    }
    fs::remove(folder / name);
    const auto missing = imported(folder);
    ASSERT_FALSE(missing) << name;
    EXPECT_EQ(missing.error().kind, ErrorKind::bad_input) << missing.error().to_text();
    EXPECT_NE(missing.error().where.find(name), std::string::npos) << missing.error().to_text();
    ASSERT_TRUE(write_file(folder / name, view_of(text)));
  }
  EXPECT_TRUE(imported(folder));
}

TEST_F(CatalogueExchange, AnyChangedByteIsNoticed) {
  const fs::path folder = exported();
  for (const auto& [name, text] : contents_of(folder)) {
    const std::size_t step = text.size() / 40 + 1;
    for (std::size_t at = 0; at < text.size(); at += step) {
      std::string changed = text;
      changed[at] = static_cast<char>(changed[at] ^ 0x01);
      ASSERT_TRUE(write_file(folder / name, view_of(changed)));
      const auto result = imported(folder);
      EXPECT_FALSE(result) << name << " at byte " << at;
      if (!result) {
        EXPECT_TRUE(result.error().kind == ErrorKind::bad_input || result.error().kind == ErrorKind::unsupported)
            << name << " at byte " << at << ": " << result.error().to_text();
      }
    }
    ASSERT_TRUE(write_file(folder / name, view_of(text)));
  }
}

TEST_F(CatalogueExchange, LinksAndPipesAreNotFollowed) {
  const fs::path folder = exported();
  for (const char* name : {"catalogue.nq", "documents.json", "log.json", "manifest.json", "files"}) {
    fs::rename(folder / name, scratch_ / "outside");
    fs::create_symlink(scratch_ / "outside", folder / name);
    EXPECT_EQ(imported(folder).error().kind, ErrorKind::bad_input) << name;
    fs::remove(folder / name);
    fs::rename(scratch_ / "outside", folder / name);
  }
  const fs::path file = folder / "files" / sample_file(1).documents[0].file.hex();
  fs::remove(file);
  ASSERT_EQ(::mkfifo(file.c_str(), 0600), 0);
  EXPECT_EQ(imported(folder).error().kind, ErrorKind::bad_input);
}

TEST_F(CatalogueExchange, ANewerExportIsToldSo) {
  const fs::path folder = exported();
  replace_at(folder / "manifest.json", "\"version\":1", "\"version\":2");
  EXPECT_EQ(imported(folder).error().kind, ErrorKind::unsupported);
}

}  // namespace
}  // namespace kilograph::knowledge
