// Readers beside a writer, and readers who may not write.
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>

#include "knowledge/ledger/sample_documents.hpp"

namespace kilograph::knowledge {
namespace {

using tests::sample_file;
using tests::ScratchFolder;

void add(Catalogue& catalogue, std::uint64_t number) {
  auto batch = catalogue.begin("tester", {});
  ASSERT_TRUE(batch);
  const auto file = sample_file(number);
  ASSERT_TRUE(batch->add(file.original, file.documents));
  ASSERT_TRUE(batch->commit());
}

TEST(Readers, SeeEachCommitOfAWriterBesideThem) {
  const ScratchFolder scratch;
  auto writer = Catalogue::create(scratch.path());
  ASSERT_TRUE(writer);
  auto reader = Catalogue::open(scratch.path(), Catalogue::Access::read);
  ASSERT_TRUE(reader);
  for (std::uint64_t number = 0; number < 3; ++number) {
    add(*writer, number);
    EXPECT_EQ(reader->counts()->models, number + 1);
  }
}

TEST(Readers, MayNotWrite) {
  const ScratchFolder scratch;
  {
    ASSERT_TRUE(Catalogue::create(scratch.path()));
  }
  auto reader = Catalogue::open(scratch.path(), Catalogue::Access::read);
  ASSERT_TRUE(reader);
  EXPECT_EQ(reader->begin("me", {}).error().kind, ErrorKind::usage);
  EXPECT_EQ(reader->remove("urn:example:device-1", "me").error().kind, ErrorKind::usage);
  EXPECT_EQ(reader->import_from(scratch.path(), "me").error().kind, ErrorKind::usage);
}

// Runs `check` as a user who may read the folder and not write to it. True where it says so.
template <class Check>
bool as_another_user(const std::filesystem::path& folder, Check check) {
  std::filesystem::permissions(folder, std::filesystem::perms(0555));
  const pid_t child = ::fork();
  if (child == 0) {
    if (::geteuid() == 0 && (::setgid(65534) != 0 || ::setuid(65534) != 0)) ::_exit(3);
    ::_exit(check() ? 0 : 1);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  std::filesystem::permissions(folder, std::filesystem::perms(0755));
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

TEST(Readers, ReadAFolderThatIsReadOnly) {
  const ScratchFolder scratch;
  {
    auto writer = Catalogue::create(scratch.path());
    ASSERT_TRUE(writer);
    add(*writer, 1);
  }
  EXPECT_TRUE(as_another_user(scratch.path(), [&] {
    const auto reader = Catalogue::open(scratch.path(), Catalogue::Access::read);
    return reader && reader->counts() && reader->counts()->models == 1 && reader->verify()->empty();
  }));
  EXPECT_TRUE(as_another_user(scratch.path(), [&] {
    const auto writer = Catalogue::open(scratch.path(), Catalogue::Access::write);
    return !writer && writer.error().kind == ErrorKind::io && !writer.error().advice.empty();
  }));
}

TEST(Readers, AreToldOfUnfinishedWorkInAReadOnlyFolder) {
  const ScratchFolder scratch;
  {
    auto writer = Catalogue::create(scratch.path());
    ASSERT_TRUE(writer);
    add(*writer, 1);
    std::filesystem::permissions(scratch.path(), std::filesystem::perms(0755));
    std::filesystem::create_directory(scratch / "copy");
    for (const char* name : {"ledger.db", "ledger.db-wal"}) {
      std::filesystem::copy_file(scratch / name, scratch.path() / "copy" / name);
    }
  }
  EXPECT_TRUE(as_another_user(scratch / "copy", [&] {
    const auto reader = Catalogue::open(scratch / "copy", Catalogue::Access::read);
    return !reader && reader.error().kind == ErrorKind::io && !reader.error().advice.empty();
  }));
  const auto reader = Catalogue::open(scratch / "copy", Catalogue::Access::read);
  ASSERT_TRUE(reader);
  EXPECT_EQ(reader->counts()->models, 1U);
}

}  // namespace
}  // namespace kilograph::knowledge
