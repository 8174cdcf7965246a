#include <gmock/gmock.h>

#include "reply/workplace.hpp"

namespace kilograph::reply {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using tests::Workplace;

class Add : public Workplace {};

TEST_F(Add, TheSameFileTwiceIsOneEntity) {
  const std::string file = write_sample("a.tflite", "tiny_float");
  const auto first = ask<AddAnswer>("add", {{"path", file}});
  EXPECT_EQ(first.added, 1u);
  ASSERT_THAT(first.entities, SizeIs(1));
  EXPECT_EQ(first.entities[0].source, file);
  EXPECT_EQ(first.entities[0].kind, "model");
  const auto second = ask<AddAnswer>("add", {{"path", file}});
  EXPECT_EQ(second.added, 0u);
  EXPECT_EQ(second.unchanged, 1u);
}

TEST_F(Add, TheSameBytesUnderTwoNamesAreOneModelWithTwoNames) {
  write_sample("a.tflite", "tiny_float");
  write_sample("b.tflite", "tiny_float");
  const auto both =
      ask<AddAnswer>("add", {{"path", folder_.string() + "/a.tflite"}, {"path", folder_.string() + "/b.tflite"}});
  EXPECT_EQ(both.added, 1u);
  ASSERT_THAT(both.problems, SizeIs(1));
  EXPECT_THAT(both.problems[0].message, HasSubstr("one model with two names"));
  EXPECT_EQ(ask<ModelAnswer>("show", {{"name", "a"}}).model.id, ask<ModelAnswer>("show", {{"name", "b"}}).model.id);
  EXPECT_EQ(ask<ModelAnswer>("show", {{"name", "a"}}).model.name, "a");
  for (const char* again : {"b.tflite", "a.tflite"}) {
    const auto second = ask<AddAnswer>("add", {{"path", (folder_ / again).string()}});
    EXPECT_EQ(second.unchanged, 1u) << again;
    EXPECT_EQ(second.changed, 0u) << again;
  }
}

TEST_F(Add, ACArrayIsTheModelItHolds) {
  write_sample("a.tflite", "tiny_float");
  write("a.cc", kilograph::tests::as_c_array(kilograph::tests::sample("tiny_float"), "a"));
  const auto answer =
      ask<AddAnswer>("add", {{"path", (folder_ / "a.tflite").string()}, {"path", (folder_ / "a.cc").string()}});
  EXPECT_EQ(answer.added, 1u);
  EXPECT_THAT(answer.entities, SizeIs(1));
}

TEST_F(Add, WhatIsRefusedIsReportedAndTheRestIsKept) {
  write_sample("good.tflite", "tiny_float");
  write_sample("broken.tflite", "cut_in_half");
  write("notes.txt", "nothing that anybody knows\n");
  fs::remove_all(folder_ / "in");
  fs::create_directory(folder_ / "in");
  for (const char* name : {"good.tflite", "broken.tflite", "notes.txt"})
    fs::rename(folder_ / name, folder_ / "in" / name);
  auto answered = run("add", {{"path", (folder_ / "in").string()}, {"path", (folder_ / "absent").string()}});
  ASSERT_TRUE(answered) << answered.error().to_text();
  const auto& answer = std::get<AddAnswer>(*answered);
  EXPECT_EQ(answer.added, 1u);
  EXPECT_EQ(answer.failed, 3u);
  EXPECT_EQ(exit_code_of(*answered), 3);
  ASSERT_THAT(answer.problems, SizeIs(3));
  EXPECT_EQ(answer.problems[0].kind, "not-found");
  EXPECT_THAT(answer.problems[1].source, HasSubstr("broken.tflite"));
  EXPECT_EQ(answer.problems[2].kind, "unsupported");
  EXPECT_EQ(ask<VerifyAnswer>("verify").problems.size(), 0u);
}

TEST_F(Add, RowsAreMatchedByNameAndTheRestIsReported) {
  write_sample("one.tflite", "tiny_float");
  write_sample("two.tflite", "weights_int4");
  write("figures.csv", "model,file_bytes,arena_bytes\nONE,700,1936\nthree,1,1\n");
  const auto answer = ask<AddAnswer>("add", {{"path", (folder_ / "figures.csv").string()},
                                             {"path", (folder_ / "one.tflite").string()},
                                             {"path", (folder_ / "two.tflite").string()}});
  EXPECT_EQ(answer.added, 2u);
  EXPECT_EQ(answer.failed, 0u);
  ASSERT_THAT(answer.problems, SizeIs(2));
  EXPECT_THAT(answer.problems[0].message, HasSubstr("no model is named 'three'"));
  EXPECT_THAT(answer.problems[1].source, HasSubstr("two.tflite"));
  for (const auto& problem : answer.problems) EXPECT_EQ(problem.kind, "warning");
  const auto model = ask<ModelAnswer>("show", {{"name", "one"}}).model;
  EXPECT_EQ(model.documents.size(), 2u);
}

TEST_F(Add, RowsFindModelsOfTheCatalogueAndMoveWithoutDoubling) {
  const std::string model = write_sample("one.tflite", "tiny_float");
  ask<AddAnswer>("add", {{"path", model}});
  const std::string table = write("figures.csv", "model,file_bytes,arena_bytes\none,700,1936\n");
  EXPECT_EQ(ask<AddAnswer>("add", {{"path", table}}).changed, 1u);
  write("figures.csv", "model,file_bytes,arena_bytes\n\nzero,1,1\none,700,2000\n");
  const auto edited = ask<AddAnswer>("add", {{"path", table}});
  EXPECT_EQ(edited.changed, 1u);
  const auto kept = ask<ModelAnswer>("show", {{"name", "one"}}).model;
  EXPECT_EQ(kept.documents.size(), 2u);
}

TEST_F(Add, StreamsEachEntityAfterItsCommit) {
  std::vector<std::string> seen;
  desk_.acknowledged = [&](const AddedEntity& entity) { seen.push_back(json_text(entity)); };
  const auto answer = ask<AddAnswer>("add", {{"path", write_sample("a.tflite", "tiny_float")}, {"stream", ""}});
  ASSERT_THAT(seen, SizeIs(1));
  EXPECT_THAT(seen[0], HasSubstr("\"kind\":\"model\""));
  EXPECT_THAT(answer.entities, IsEmpty());
  EXPECT_EQ(answer.added, 1u);
}

TEST_F(Add, StreamsProblemsAsTheyCome) {
  std::vector<std::string> reported;
  desk_.reported = [&](const Problem& problem) { reported.push_back(problem.kind); };
  const std::string text = write("notes.txt", "nothing that anybody knows\n");
  const auto answer = ask<AddAnswer>("add", {{"path", text}, {"stream", ""}});
  EXPECT_THAT(reported, ::testing::ElementsAre("unsupported"));
  EXPECT_THAT(answer.problems, IsEmpty());
  EXPECT_EQ(answer.failed, 1u);
}

TEST_F(Add, ListsEntitiesOnlyWhereTheyAreWanted) {
  desk_.wants_entities = false;
  const auto answer = ask<AddAnswer>("add", {{"path", write_sample("a.tflite", "tiny_float")}});
  EXPECT_THAT(answer.entities, IsEmpty());
  EXPECT_EQ(answer.kinds.at("model"), 1u);
}

TEST_F(Add, ANameThatIsNoUtf8IsKeptAsText) {
  const auto answer = ask<AddAnswer>("add", {{"path", write_sample("a\xff\x9b.tflite", "tiny_float")}});
  ASSERT_THAT(answer.entities, SizeIs(1));
  EXPECT_EQ(answer.entities[0].name, "a\xEF\xBF\xBD\xEF\xBF\xBD");
  EXPECT_THAT(ask<VerifyAnswer>("verify").problems, IsEmpty());
}

TEST_F(Add, AnErrorNamesItsFileOnce) {
  const auto answer = ask<AddAnswer>("add", {{"path", write("empty.tflite", "")}});
  ASSERT_THAT(answer.problems, SizeIs(1));
  EXPECT_THAT(answer.problems[0].where, IsEmpty());
}

TEST_F(Add, ALargerFileThanAllowedIsRefused) {
  const auto answer = ask<AddAnswer>("add", {{"path", write_sample("a.tflite", "tiny_float")}, {"max-bytes", "100"}});
  ASSERT_THAT(answer.problems, SizeIs(1));
  EXPECT_EQ(answer.problems[0].kind, "too-large");
}

}  // namespace
}  // namespace kilograph::reply
