#include "knowledge/ledger/ledger.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

#include "base/file.hpp"
#include "knowledge/ledger/nquads.hpp"
#include "knowledge/ledger/sample_documents.hpp"
#include "knowledge/ledger/schema.hpp"
#include "knowledge/ledger/timestamp.hpp"

namespace kilograph::knowledge::ledger {
namespace {

using namespace std::chrono_literals;
using knowledge::tests::ScratchFolder;

Connection empty_file(const ScratchFolder& scratch) { return *Connection::create(scratch / "a.db", 50ms); }

TEST(Connection, SaysWhatTheFileIsNot) {
  const ScratchFolder scratch;
  EXPECT_EQ(Connection::open(scratch / "absent.db", Access::write, 0ms).error().kind, ErrorKind::io);
  std::ofstream(scratch / "text.db") << std::string(4096, 'x');
  const auto connection = Connection::open(scratch / "text.db", Access::write, 0ms);
  ASSERT_TRUE(connection);  // SQLite reads at the first question
  EXPECT_EQ(connection->number("PRAGMA user_version").error().kind, ErrorKind::bad_input);
}

TEST(Transaction, IsRolledBackWhenDropped) {
  const ScratchFolder scratch;
  const Connection connection = empty_file(scratch);
  ASSERT_TRUE(connection.execute("CREATE TABLE t (n INTEGER)"));
  {
    const auto transaction = Transaction::begin(connection, Access::write);
    ASSERT_TRUE(transaction);
    ASSERT_TRUE(connection.execute("INSERT INTO t VALUES (1)"));
  }
  EXPECT_EQ(connection.number("SELECT count(*) FROM t").value(), 0);
}

TEST(Transaction, ASecondWriterWaitsThenIsToldToTryAgain) {
  const ScratchFolder scratch;
  const Connection first = empty_file(scratch);
  const Connection second = *Connection::create(scratch / "a.db", 50ms);
  auto held = Transaction::begin(first, Access::write);
  ASSERT_TRUE(held);
  const auto started = std::chrono::steady_clock::now();
  const auto refused = Transaction::begin(second, Access::write);
  ASSERT_FALSE(refused);
  EXPECT_GE(std::chrono::steady_clock::now() - started, 40ms);
  EXPECT_EQ(refused.error().kind, ErrorKind::io);
  EXPECT_NE(refused.error().advice.find("try again"), std::string::npos);
  ASSERT_TRUE(held->commit());
  EXPECT_TRUE(Transaction::begin(second, Access::write));
}

TEST(Statement, ReadsBackWhatItBound) {
  const ScratchFolder scratch;
  const Connection connection = empty_file(scratch);
  auto statement = connection.prepare("SELECT ?, ?, ?, ?, ?");
  ASSERT_TRUE(statement);
  const Digest digest = sha256(view_of("x"));
  const Bytes none;
  auto rows = statement->start(std::int64_t{-7}, std::string_view("te\0xt", 5), digest, std::nullopt, none);
  ASSERT_TRUE(rows);
  ASSERT_TRUE(rows->next().value());
  EXPECT_EQ(rows->number(0), -7);
  EXPECT_EQ(rows->text(1), std::string_view("te\0xt", 5));
  EXPECT_EQ(rows->digest(2).value(), digest);
  EXPECT_TRUE(rows->is_null(3));
  EXPECT_FALSE(rows->is_null(4));
  EXPECT_TRUE(rows->bytes(4).empty());
  EXPECT_EQ(rows->digest(1).error().kind, ErrorKind::bad_input);
  EXPECT_EQ(statement->run().error().kind, ErrorKind::internal);  // while it is being read
}

TEST(Schema, GoesFromVersionToVersion) {
  const ScratchFolder scratch;
  const Connection connection = empty_file(scratch);
  const Step steps[] = {{1, "CREATE TABLE one (n)"}, {2, "CREATE TABLE two (n); INSERT INTO one VALUES (2)"}};
  ASSERT_TRUE(migrate(connection, std::span(steps, 1)));
  EXPECT_EQ(connection.number("PRAGMA user_version").value(), 1);
  ASSERT_TRUE(migrate(connection, steps));
  ASSERT_TRUE(migrate(connection, steps));
  EXPECT_EQ(connection.number("PRAGMA user_version").value(), 2);
  EXPECT_EQ(connection.number("SELECT count(*) FROM one").value(), 1);
  EXPECT_EQ(connection.number("PRAGMA application_id").value(), kApplicationId);
}

TEST(Schema, StepsAreInOrder) {
  std::int64_t version = 0;
  for (const Step& step : steps()) EXPECT_EQ(step.to, ++version);
  EXPECT_EQ(newest_version(), version);
}

TEST(Schema, TheLogIsAppendOnly) {
  const ScratchFolder scratch;
  auto ledger = Ledger::create(scratch.path());
  ASSERT_TRUE(ledger);
  LogEntry entry{0, timestamp_now(), "me", "add", "e", "d", sha256({}).hex(), {}};
  EXPECT_EQ(ledger->log.append(entry).value(), 1);
  EXPECT_FALSE(ledger->connection().execute("UPDATE log SET actor = 'you'"));
  EXPECT_FALSE(ledger->connection().execute("DELETE FROM log"));
  EXPECT_EQ(ledger->log.find(1).value()->actor, "me");
  EXPECT_FALSE(ledger->log.find(2).value());
}

TEST(Ledger, KnowsItsOwnFile) {
  const ScratchFolder scratch;
  EXPECT_EQ(Ledger::open(scratch.path(), Access::write).error().kind, ErrorKind::not_found);
  {
    ASSERT_TRUE(Ledger::create(scratch.path()));
  }
  EXPECT_EQ(Ledger::create(scratch.path()).error().kind, ErrorKind::conflict);
  EXPECT_TRUE(Ledger::open(scratch.path(), Access::write));

  const Connection connection = *Connection::create(scratch / kFileName, 50ms);
  ASSERT_TRUE(connection.execute("PRAGMA user_version = 1000"));
  const auto newer = Ledger::open(scratch.path(), Access::write);
  ASSERT_FALSE(newer);
  EXPECT_EQ(newer.error().kind, ErrorKind::bad_input);
  EXPECT_NE(newer.error().message.find("newer version"), std::string::npos);
  ASSERT_TRUE(connection.execute("PRAGMA application_id = 7"));
  EXPECT_EQ(Ledger::open(scratch.path(), Access::read).error().kind, ErrorKind::bad_input);
}

TEST(Ledger, ThatCannotBeReachedIsNotCalledAbsent) {
  const ScratchFolder scratch;
  std::filesystem::create_symlink("loop", scratch / "loop");
  const auto refused = Ledger::open(scratch / "loop", Access::read);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::io);
  EXPECT_NE(refused.error().message.find("cannot be read"), std::string::npos);
  EXPECT_EQ(refused.error().advice.find("init"), std::string::npos);
}

TEST(Ledger, IsNotMadeOverAnotherFile) {
  const ScratchFolder scratch;
  std::ofstream(scratch / kFileName) << "not a database, and somebody's own";
  EXPECT_EQ(Ledger::create(scratch.path()).error().kind, ErrorKind::conflict);
  EXPECT_EQ(Ledger::open(scratch.path(), Access::write).error().kind, ErrorKind::bad_input);
  EXPECT_EQ(std::filesystem::file_size(scratch / kFileName), 34U);
}

TEST(Ledger, FinishesWhatInitLeftUnfinished) {
  const ScratchFolder scratch;
  {
    ASSERT_TRUE(Connection::create(scratch / kFileName, 50ms)->execute("PRAGMA journal_mode = WAL"));
  }
  const auto unfinished = Ledger::open(scratch.path(), Access::write);
  ASSERT_FALSE(unfinished);
  EXPECT_EQ(unfinished.error().kind, ErrorKind::bad_input);
  EXPECT_TRUE(Ledger::create(scratch.path()));
}

TEST(Ledger, CutShortAtAnyPlaceIsAnErrorOrEmpty) {
  const ScratchFolder scratch;
  {
    ASSERT_TRUE(Ledger::create(scratch.path()));
  }
  const auto whole = read_file(scratch / kFileName, 1 << 20);
  ASSERT_TRUE(whole);
  for (std::size_t size = 0; size < whole->size(); size += 509) {
    const ByteView lost = ByteView(*whole).subspan(size);
    if (std::all_of(lost.begin(), lost.end(), [](std::uint8_t byte) { return byte == 0; })) continue;
    const std::filesystem::path folder = scratch / "cut";
    std::filesystem::create_directories(folder);
    ASSERT_TRUE(write_file(folder / kFileName, ByteView(*whole).first(size)));
    const auto catalogue = Catalogue::open(folder, Catalogue::Access::read);
    if (catalogue) {
      const auto problems = catalogue->verify();
      EXPECT_TRUE(!problems || !problems->empty()) << size;
    }
    std::filesystem::remove_all(folder);
  }
}

TEST(Packer, PacksWhereItPays) {
  Packer packer;
  const std::string repeated(10'000, 'a');
  const Packed small = packer.pack(view_of(repeated));
  EXPECT_LT(small.bytes.size(), 100U);
  EXPECT_EQ(text_of(packer.unpack(small.bytes, small.unpacked_bytes).value()), repeated);

  Bytes noise(10'000);
  std::uint64_t state = 1;
  for (auto& byte : noise)
    byte = static_cast<std::uint8_t>((state = state * 6364136223846793005ULL + 1442695040888963407ULL) >> 56);
  const Packed plain = packer.pack(noise);
  EXPECT_EQ(plain.bytes, noise);
  EXPECT_EQ(packer.unpack(plain.bytes, plain.unpacked_bytes).value(), noise);
  EXPECT_TRUE(packer.unpack(packer.pack({}).bytes, 0).value().empty());
}

TEST(Packer, RefusesDamage) {
  Packer packer;
  const Packed packed = packer.pack(view_of(std::string(10'000, 'a') + "b"));
  for (std::size_t at = 0; at < packed.bytes.size(); ++at) {
    Bytes damaged = packed.bytes;
    damaged[at] ^= 0x40;
    const auto unpacked = packer.unpack(damaged, packed.unpacked_bytes);
    if (!unpacked) EXPECT_EQ(unpacked.error().kind, ErrorKind::bad_input);
    else EXPECT_EQ(unpacked->size(), packed.unpacked_bytes);
    EXPECT_FALSE(packer.unpack(ByteView(packed.bytes).first(at), packed.unpacked_bytes));
  }
  EXPECT_FALSE(packer.unpack(packed.bytes, packed.unpacked_bytes + 1));
  EXPECT_FALSE(packer.unpack(packed.bytes, ~0ULL));
}

TEST(Quads, AreTriplesWithTheirGraph) {
  const std::string triples = "<s> <p> \"a . b\" .\n<s> <p> <o> .\n";
  ASSERT_TRUE(is_triple_lines(triples));
  EXPECT_TRUE(is_triple_lines(""));
  EXPECT_FALSE(is_triple_lines("<s> <p> <o> ."));
  EXPECT_FALSE(is_triple_lines("_:s <p> <o> .\n"));
  EXPECT_FALSE(is_triple_lines("<s> <p> <o>.\n"));
  std::string quads;
  append_quads(quads, triples, "urn:g");
  EXPECT_EQ(quads, "<s> <p> \"a . b\" <urn:g> .\n<s> <p> <o> <urn:g> .\n");
  EXPECT_EQ(triple_line("<s> <p> <o> <urn:g> .", "urn:g"), "<s> <p> <o> .\n");
  EXPECT_FALSE(triple_line("<s> <p> <o> <urn:h> .", "urn:g"));
  EXPECT_FALSE(triple_line("<s> <p> <o> .", "urn:g"));
  EXPECT_FALSE(triple_line("", "urn:g"));
  EXPECT_FALSE(triple_line(" <urn:g> .", "urn:g"));
}

TEST(Quads, AGraphIsAnIri) {
  EXPECT_TRUE(is_iri_text("https://w3id.org/kilograph/id/document/1"));
  for (const char* text : {"", "a b", "a>b", "a\nb", "a\"b", "a\\b", "{a}"}) EXPECT_FALSE(is_iri_text(text)) << text;
}

TEST(Timestamp, IsInUtcWithMilliseconds) {
  EXPECT_TRUE(is_timestamp(timestamp_now())) << timestamp_now();
  EXPECT_TRUE(is_timestamp("2026-11-21T10:15:30.123Z"));
  for (const char* text : {"", "2026-11-21T10:15:30Z", "2026-11-21 10:15:30.123Z", "2026-11-21T10:15:30.12xZ"}) {
    EXPECT_FALSE(is_timestamp(text)) << text;
  }
}

}  // namespace
}  // namespace kilograph::knowledge::ledger
