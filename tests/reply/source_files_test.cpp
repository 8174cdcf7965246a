// The walk over what `add` was given.
#include "reply/source_files.hpp"

#include <gmock/gmock.h>
#include <sys/stat.h>

#include "reply/workplace.hpp"

namespace kilograph::reply {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class Walk : public tests::Workplace {
 protected:
  void SetUp() override {
    Workplace::SetUp();
    root_ = folder_ / "in";
    for (const char* name : {"b/2", "b/1", "a.txt", "b.txt", "c/deep/er/x", ".hidden/y", "c/.z"}) touch(root_ / name);
  }

  static void touch(const fs::path& file) {
    fs::create_directories(file.parent_path());
    std::ofstream(file) << file.filename().string();
  }

  // Relative to the root; problems are left in problems_.
  std::vector<std::string> walked(std::vector<std::string> paths) {
    problems_.clear();
    SourceFiles files(std::move(paths));
    std::vector<std::string> found;
    while (const auto file = files.next(problems_)) found.push_back(file->lexically_relative(root_).string());
    return found;
  }

  fs::path root_;
  std::vector<Problem> problems_;
};

TEST_F(Walk, GivesAFoldersFilesInOrderOfPath) {
  EXPECT_THAT(walked({root_.string()}), ElementsAre("a.txt", "b/1", "b/2", "b.txt", "c/deep/er/x"));
  EXPECT_THAT(problems_, IsEmpty());
}

TEST_F(Walk, GivesEachFileOnce) {
  EXPECT_THAT(walked({(root_ / "b/2").string(), root_.string(), (root_ / "b/../b/1").string(), root_.string() + "/",
                      (root_ / "c/.z").string(), (root_ / "c/.z").string(), (root_ / ".hidden").string()}),
              ElementsAre("b/2", "a.txt", "b/1", "b.txt", "c/deep/er/x", "c/.z", ".hidden/y"));
}

TEST_F(Walk, ReportsAMistypedPathFirst) {
  walked({root_.string(), (root_ / "absent").string(), (root_ / "a.txt/below").string()});
  ASSERT_THAT(problems_, SizeIs(2));
  for (const Problem& problem : problems_) EXPECT_EQ(problem.kind, "not-found");
}

TEST_F(Walk, ReportsAFolderWithoutFiles) {
  fs::create_directories(root_ / "empty/er");
  touch(root_ / "empty/.hidden");
  EXPECT_THAT(walked({(root_ / "empty").string()}), IsEmpty());
  ASSERT_THAT(problems_, SizeIs(1));
  EXPECT_EQ(problems_[0].kind, "not-found");
  EXPECT_THAT(problems_[0].message, HasSubstr("no file in this folder"));
}

TEST_F(Walk, LeavesOutACataloguesOwnFiles) {
  for (const char* name : {"kilograph.catalog/ledger.db", "kilograph.catalog/ledger.db-wal",
                           "kilograph.catalog/projection.bin", "kilograph.catalog/own.td.json", "z/projection.bin"}) {
    touch(root_ / name);
  }
  EXPECT_THAT(walked({root_.string()}), ElementsAre("a.txt", "b/1", "b/2", "b.txt", "c/deep/er/x",
                                                    "kilograph.catalog/own.td.json", "z/projection.bin"));
  EXPECT_THAT(problems_, IsEmpty());
}

TEST_F(Walk, FollowsLinksToFilesAndReportsTheOthers) {
  fs::create_symlink(root_ / "a.txt", root_ / "d-file");
  fs::create_directory_symlink(root_, root_ / "d-circle");
  fs::create_symlink(root_ / "nowhere", root_ / "d-nowhere");
  fs::create_symlink("d-self", root_ / "d-self");
  EXPECT_THAT(walked({root_.string()}), ElementsAre("a.txt", "b/1", "b/2", "b.txt", "c/deep/er/x", "d-file"));
  ASSERT_THAT(problems_, SizeIs(3));
  EXPECT_EQ(problems_[0].kind, "warning");
  EXPECT_THAT(problems_[0].message, HasSubstr("link to a folder is not followed"));
  EXPECT_EQ(problems_[1].kind, "not-found");
  EXPECT_THAT(problems_[1].message, HasSubstr("leads to no file"));
  EXPECT_EQ(problems_[2].kind, "not-found");
  EXPECT_THAT(walked({(root_ / "d-circle/b").string()}), SizeIs(2)) << "a link that was named is followed";
}

TEST_F(Walk, PassesOverPipesAndSockets) {
  ASSERT_EQ(::mkfifo((root_ / "pipe").c_str(), 0600), 0);
  EXPECT_THAT(walked({root_.string()}), SizeIs(5));
  ASSERT_THAT(problems_, SizeIs(1));
  EXPECT_EQ(problems_[0].kind, "warning");
  EXPECT_THAT(problems_[0].message, HasSubstr("pipe"));
}

TEST_F(Walk, AddSaysThatNothingWasThere) {
  fs::create_directory(root_ / "void");
  const auto answered = run("add", {{"path", (root_ / "void").string()}});
  ASSERT_TRUE(answered);
  EXPECT_EQ(exit_code_of(*answered), 3);
}

}  // namespace
}  // namespace kilograph::reply
