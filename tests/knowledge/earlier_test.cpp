// What was known after any change of the log.
#include <gtest/gtest.h>

#include <map>
#include <optional>
#include <random>

#include "knowledge/catalogue.hpp"
#include "knowledge/ledger/ledger.hpp"
#include "knowledge/ledger/sample_documents.hpp"
#include "knowledge/ledger/schema.hpp"

namespace kilograph::knowledge {
namespace {

using tests::sample_file;
using tests::SampleFile;
using tests::ScratchFolder;

template <class F>
bool same(const std::vector<domain::Entity<F>>& left, const std::vector<domain::Entity<F>>& right) {
  const auto equal = [](const domain::Entity<F>& a, const domain::Entity<F>& b) {
    const auto stated = [](const auto& x, const auto& y) { return x.source == y.source && x.facts == y.facts; };
    return a.id == b.id && a.name == b.name && a.same_as == b.same_as && a.missing_bases == b.missing_bases &&
           std::ranges::equal(a.documents, b.documents, stated);
  };
  return std::ranges::equal(left, right, equal);
}

struct Snapshot {
  std::vector<domain::ModelEntity> models;
  std::vector<domain::DeviceEntity> devices;
};

class Earlier : public ::testing::Test {
 protected:
  void add(const SampleFile& file) {
    auto batch = catalogue_.begin("tester", {});
    ASSERT_TRUE(batch->add(file.original, file.documents));
    ASSERT_TRUE(batch->commit());
  }
  Snapshot now() const { return {*catalogue_.models(), *catalogue_.devices()}; }

  ScratchFolder scratch_;
  Catalogue catalogue_ = *Catalogue::create(scratch_ / "catalogue");
};

// Each state, read from the log at the end, is what was read at that time.
TEST_F(Earlier, EveryStateIsKnownAfterwards) {
  std::mt19937 random(7);
  std::map<std::int64_t, Snapshot> snapshots{{0, now()}};
  for (int step = 0; step < 120; ++step) {
    const SampleFile file = sample_file(random() % 5, {200, 3, 1}, random() % 3);
    if (random() % 3 == 0) {
      const auto& entity = file.documents[random() % 2 == 0 ? 0 : 2].entity;
      if (*catalogue_.has(entity)) {
        ASSERT_TRUE(catalogue_.remove(entity, "tester"));
      }
    } else {
      add(file);
    }
    snapshots[*catalogue_.last_change()] = now();
  }
  ASSERT_GT(snapshots.size(), 60U);
  EXPECT_EQ(catalogue_.complete_since().value(), 0);
  for (const auto& [change, snapshot] : snapshots) {
    EXPECT_TRUE(same(*catalogue_.models_after(change), snapshot.models)) << change;
    EXPECT_TRUE(same(*catalogue_.devices_after(change), snapshot.devices)) << change;
    for (const auto& device : snapshot.devices) {
      EXPECT_TRUE(same<domain::DeviceFacts>({**catalogue_.device_after(change, device.id)}, {device})) << change;
    }
  }
  EXPECT_FALSE(catalogue_.device_after(0, "urn:example:device-1").value());
  EXPECT_TRUE(catalogue_.verify().value().empty());
}

TEST_F(Earlier, TimesAreLogEntries) {
  EXPECT_EQ(catalogue_.change_at("2999-01-01T00:00:00.000Z").value(), 0);
  add(sample_file(1));
  EXPECT_EQ(catalogue_.change_at("2999-01-01T00:00:00.000Z").value(), 3);
  EXPECT_EQ(catalogue_.change_at("2000-01-01T00:00:00.000Z").value(), 0);
  EXPECT_EQ(catalogue_.change_at(catalogue_.log(0)->back().time).value(), 3);
}

TEST_F(Earlier, AnImportBringsNoneAndSaysSo) {
  add(sample_file(1));
  add(sample_file(1, {}, 1));
  ASSERT_TRUE(catalogue_.export_to(scratch_ / "export"));
  Catalogue imported = *Catalogue::create(scratch_ / "imported");
  ASSERT_TRUE(imported.import_from(scratch_ / "export", "tester"));
  EXPECT_EQ(imported.complete_since().value(), imported.last_change().value());
  EXPECT_TRUE(same(*imported.devices_after(*imported.last_change()), *catalogue_.devices()));
  ASSERT_TRUE(imported.remove("urn:example:device-1", "tester"));
  EXPECT_EQ(imported.complete_since().value(), 5);
  EXPECT_EQ(imported.devices_after(5)->size(), 1U);
  EXPECT_EQ(imported.devices_after(6)->size(), 0U);
}

TEST_F(Earlier, WhatWasIsNotChanged) {
  add(sample_file(1));
  add(sample_file(1, {}, 1));
  auto ledger = ledger::Ledger::open(scratch_ / "catalogue", ledger::Access::write);
  ASSERT_TRUE(ledger);
  EXPECT_EQ(ledger->connection().number("SELECT count(*) FROM earlier").value(), 2);
  EXPECT_FALSE(ledger->connection().execute("DELETE FROM earlier"));
  EXPECT_FALSE(ledger->connection().execute("UPDATE earlier SET name = 'x'"));
}

// Version 2 kept nothing of what went: only what came after the last such change is known.
TEST(EarlierOfAnOlderLedger, IsKnownFromTheLastChangeOn) {
  const ScratchFolder scratch;
  {
    const auto connection = ledger::Connection::create(scratch / ledger::kFileName, std::chrono::milliseconds(50));
    ASSERT_TRUE(connection);
    ASSERT_TRUE(connection->execute("PRAGMA journal_mode = WAL"));
    ASSERT_TRUE(ledger::migrate(*connection, ledger::steps().first(2)));
    for (const char* action : {"add", "change", "add"}) {
      ASSERT_TRUE(
          connection->execute(("INSERT INTO log (time, actor, action, entity, document, digest, replaced) VALUES"
                               " ('2026-01-01T00:00:00.000Z', 'me', '" +
                               std::string(action) + "', 'e', 'd', zeroblob(32), '')")
                                  .c_str()));
    }
  }
  const auto catalogue = Catalogue::open(scratch.path(), Catalogue::Access::write);
  ASSERT_TRUE(catalogue) << catalogue.error().to_text();
  EXPECT_EQ(catalogue->complete_since().value(), 2);
}

}  // namespace
}  // namespace kilograph::knowledge
