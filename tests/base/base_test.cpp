#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>

#include "base/bytes.hpp"
#include "base/digest.hpp"
#include "base/file.hpp"

namespace kilograph {
namespace {

TEST(Bytes, ArePrintedInBinaryUnits) {
  EXPECT_EQ(human_bytes(0), "0 B");
  EXPECT_EQ(human_bytes(1023), "1023 B");
  EXPECT_EQ(human_bytes(120115), "117.3 KiB");
  EXPECT_EQ(human_bytes(1024ull * 1024), "1.0 MiB");
  EXPECT_EQ(grouped(0), "0");
  EXPECT_EQ(grouped(7158144), "7,158,144");
}

TEST(Digest, IsSha256) {
  EXPECT_EQ(sha256(view_of("abc")).hex(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(Digest::from_hex(sha256(view_of("abc")).hex()), sha256(view_of("abc")));
  EXPECT_FALSE(Digest::from_hex("ba78"));
  EXPECT_FALSE(Digest::from_hex(std::string(64, 'x')));
}

TEST(RunningDigest, EqualsTheDigestOfTheWhole) {
  RunningDigest running;
  running.add(view_of("a"));
  running.add({});
  running.add(view_of("bc"));
  EXPECT_EQ(running.finish(), sha256(view_of("abc")));
}

TEST(ErrorKinds, EachHasItsOwnRow) {
  for (int kind = 0; kind <= static_cast<int>(ErrorKind::internal); ++kind) {
    EXPECT_EQ(error_kind_row(static_cast<ErrorKind>(kind)).kind, static_cast<ErrorKind>(kind));
  }
}

TEST(File, APipeThatNobodyWritesToIsEmpty) {
  const auto path = std::filesystem::temp_directory_path() / "kilograph_base_test.pipe";
  std::filesystem::remove(path);
  ASSERT_EQ(::mkfifo(path.c_str(), 0600), 0);
  EXPECT_EQ(read_file(path, 10).value().size(), 0u);
  std::filesystem::remove(path);
}

TEST(File, IsReadWholeUpToItsLimit) {
  const auto path = std::filesystem::temp_directory_path() / "kilograph_base_test.bin";
  const Bytes bytes(100'000, 7);
  ASSERT_TRUE(write_file(path, bytes));
  EXPECT_EQ(read_file(path, 100'000).value(), bytes);
  EXPECT_EQ(read_file(path, 99'999).error().kind, ErrorKind::too_large);
  EXPECT_EQ(read_file(path.parent_path(), 10).error().kind, ErrorKind::usage);
  std::filesystem::remove(path);
  EXPECT_EQ(read_file(path, 10).error().kind, ErrorKind::not_found);
}

TEST(File, KeepsItsModeAndTheLinkThatLeadsToIt) {
  namespace fs = std::filesystem;
  const fs::path path = fs::temp_directory_path() / "kilograph_base_test.private",
                 link = fs::temp_directory_path() / "kilograph_base_test.link";
  fs::remove(link);
  ASSERT_TRUE(write_file(path, Bytes(3, 7)));
  fs::permissions(path, fs::perms::owner_read | fs::perms::owner_write);
  fs::create_symlink(path.filename(), link);
  ASSERT_TRUE(write_file(link, Bytes(4, 8)));
  EXPECT_TRUE(fs::is_symlink(link));
  EXPECT_EQ(read_file(path, 10).value(), Bytes(4, 8));
  EXPECT_EQ(fs::status(path).permissions(), fs::perms::owner_read | fs::perms::owner_write);
  fs::remove(link);
  fs::remove(path);
}

}  // namespace
}  // namespace kilograph
