// Damage of every kind is found.
#include <gtest/gtest.h>
#include <sqlite3.h>

#include "base/file.hpp"
#include "knowledge/catalogue.hpp"
#include "knowledge/ledger/sample_documents.hpp"

namespace kilograph::knowledge {
namespace {

using tests::sample_file;
using tests::ScratchFolder;

class CatalogueVerify : public ::testing::Test {
 protected:
  void SetUp() override {
    auto catalogue = Catalogue::create(scratch_.path());
    auto batch = catalogue->begin("tester", {});
    for (std::uint64_t number = 1; number <= 3; ++number) {
      const auto file = sample_file(number);
      ASSERT_TRUE(batch->add(file.original, file.documents));
    }
    ASSERT_TRUE(batch->commit());
  }

  // Behind the ledger's back, with nothing checked.
  void damage(const std::string& sql) {
    sqlite3* database = nullptr;
    ASSERT_EQ(sqlite3_open((scratch_ / "ledger.db").c_str(), &database), SQLITE_OK);
    char* message = nullptr;
    ASSERT_EQ(
        sqlite3_exec(database, ("PRAGMA ignore_check_constraints = ON;" + sql).c_str(), nullptr, nullptr, &message),
        SQLITE_OK)
        << message;
    EXPECT_GT(sqlite3_total_changes(database), 0);
    sqlite3_close(database);
  }

  std::string problems() {
    const auto catalogue = Catalogue::open(scratch_.path(), Catalogue::Access::read);
    EXPECT_TRUE(catalogue) << catalogue.error().to_text();
    const auto found = catalogue->verify();
    EXPECT_TRUE(found) << found.error().to_text();
    std::string text;
    for (const std::string& problem : *found) text += problem + "\n";
    return text;
  }

  ScratchFolder scratch_;
};

TEST_F(CatalogueVerify, IsCleanBefore) { EXPECT_EQ(problems(), ""); }

TEST_F(CatalogueVerify, FindsOtherBytesOfAFile) {
  damage("UPDATE files SET content = zeroblob(unpacked_bytes) WHERE rowid = 1");
  EXPECT_NE(problems().find("another digest"), std::string::npos);
}

TEST_F(CatalogueVerify, FindsAFileThatDoesNotUnpack) {
  damage("UPDATE files SET unpacked_bytes = unpacked_bytes + 1 WHERE rowid = 1");
  EXPECT_NE(problems().find("do not unpack"), std::string::npos);
}

TEST_F(CatalogueVerify, FindsADocumentWithoutFile) {
  damage("DELETE FROM files WHERE rowid = 1");
  EXPECT_NE(problems().find("its file is not kept"), std::string::npos);
}

TEST_F(CatalogueVerify, FindsAFileWithoutDocument) {
  damage("DELETE FROM bodies WHERE document <= 3; DELETE FROM documents WHERE id <= 3");
  EXPECT_NE(problems().find("no document is made from it"), std::string::npos);
}

TEST_F(CatalogueVerify, FindsTriplesThatDoNotParse) {
  damage("UPDATE bodies SET triples = CAST('<a> <b> .' AS BLOB), triples_bytes = 9 WHERE document = 1");
  EXPECT_NE(problems().find("line 1"), std::string::npos) << problems();
}

TEST_F(CatalogueVerify, FindsARecordThatDoesNotDecode) {
  damage("UPDATE documents SET facts = '{\"nom\":1}' WHERE id = 1");
  EXPECT_NE(problems().find("does not decode"), std::string::npos);
}

TEST_F(CatalogueVerify, FindsADocumentThatTheLogDoesNotKnow) {
  damage("UPDATE documents SET seq = 2 WHERE id = 1");
  EXPECT_NE(problems().find("no log entry put it here"), std::string::npos);
}

TEST_F(CatalogueVerify, FindsAnUnknownWord) {
  damage("UPDATE documents SET kind = 'board' WHERE id = 1");
  EXPECT_NE(problems().find("unknown kind"), std::string::npos) << problems();
}

// Any damaged page is a problem or an error, or lies where nothing is kept.
TEST_F(CatalogueVerify, SurvivesDamageAnywhere) {
  const auto whole = read_file(scratch_ / "ledger.db", 1 << 24);
  ASSERT_TRUE(whole);
  std::size_t noticed = 0;
  for (std::size_t at = 16; at < whole->size(); at += 701) {
    Bytes damaged = *whole;
    damaged[at] ^= 0xff;
    ASSERT_TRUE(write_file(scratch_ / "ledger.db", damaged));
    const auto catalogue = Catalogue::open(scratch_.path(), Catalogue::Access::read);
    if (!catalogue) {
      ++noticed;
      continue;
    }
    const auto found = catalogue->verify();
    if (!found || !found->empty()) ++noticed;
  }
  EXPECT_GT(noticed, 20U);
}

}  // namespace
}  // namespace kilograph::knowledge
