// The verb plan: from files and from the catalogue, for targets and for boards.
#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "workplace.hpp"

namespace kilograph::reply::tests {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class Plan : public Workplace {
 protected:
  static nlohmann::json json_of(const PlanAnswer& answer) { return nlohmann::json::parse(json_text(Answer(answer))); }
  std::string conv() { return write_sample("conv.tflite", "conv_int8_per_axis"); }
  std::string text_in(const std::string& name) {
    std::ifstream file(folder_ / name, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }
};

TEST_F(Plan, AFileNeedsNoCatalogue) {
  const std::string path = conv();
  desk_.catalogue = folder_ / "absent";
  const auto answer = ask<PlanAnswer>("plan", {{"name", path}});
  ASSERT_EQ(answer.plans.size(), 3u);
  EXPECT_EQ(answer.name, "conv");
  for (const auto& plan : answer.plans) EXPECT_TRUE(plan.exact()) << to_text(plan.target);
}

TEST_F(Plan, TheCatalogueKeepsTheFile) {
  ASSERT_TRUE(run("add", {{"path", conv()}}));
  fs::remove(folder_ / "conv.tflite");
  const auto kept = ask<PlanAnswer>("plan", {{"name", "conv"}});
  ASSERT_EQ(kept.plans.size(), 3u);
  const auto by_id = ask<PlanAnswer>("plan", {{"name", kept.id}});
  EXPECT_EQ(json_of(by_id), json_of(kept));
}

TEST_F(Plan, ACArrayPlansAsItsModel) {
  const Bytes model = kilograph::tests::sample("conv_int8_per_axis");
  const std::string source = write("conv.cc", kilograph::tests::as_c_array(model, "conv"));
  const auto from_source = ask<PlanAnswer>("plan", {{"name", source}});
  const auto from_model = ask<PlanAnswer>("plan", {{"name", conv()}});
  EXPECT_EQ(json_of(from_source), json_of(from_model));
}

TEST_F(Plan, WithoutWeightsItSaysWhatIsMissing) {
  ASSERT_TRUE(run("add", {{"path", std::string(KILOGRAPH_SOURCE_DIR) + "/catalog/models/Hello_World.ttl"}}));
  const auto refused = run("plan", {{"name", "Hello_World"}});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::not_found);
  EXPECT_THAT(refused.error().advice, HasSubstr("kilograph add FILE"));
}

TEST_F(Plan, OneTargetIsOneObject) {
  const auto answer = ask<PlanAnswer>(
      "plan", {{"name", conv()}, {"runtime", "tflm-2026-08"}, {"kernels", "reference"}, {"abi", "arm32"}});
  const auto json = json_of(answer);
  EXPECT_EQ(json["starts"], true);
  EXPECT_EQ(json["exact"], true);
  EXPECT_EQ(json["arena"]["used_bytes"],
            json["arena"]["head_bytes"].get<int>() + json["arena"]["tail_bytes"].get<int>());
  EXPECT_GE(json["arena"]["minimum_bytes"], json["arena"]["used_bytes"]);
  EXPECT_EQ(json["arena"]["provide_bytes"], json["arena"]["bounds"]["minimum_bytes"]["high"]);
  EXPECT_EQ(json["buffers"].size(), answer.plans[0].arena->buffers.size());
  EXPECT_EQ(json["model_bytes"], kilograph::tests::sample("conv_int8_per_axis").size());
  EXPECT_EQ(json["operators"][0]["name"], "CONV_2D");
  EXPECT_LE(json["code_bytes"]["low"], json["code_bytes"]["high"]);
  EXPECT_FALSE(json.contains("plans"));
}

TEST_F(Plan, WhatIsNotKnownIsNull) {
  const std::string path = write_sample("custom.tflite", "custom_operator");
  const auto json = json_of(ask<PlanAnswer>("plan", {{"name", path}, {"abi", "host64"}, {"runtime", "tflm-2026-08"}}));
  EXPECT_EQ(json["starts"], false);
  EXPECT_EQ(json["exact"], false);
  EXPECT_TRUE(json["arena"].is_null());
  EXPECT_TRUE(json["buffers"].is_null());
  EXPECT_TRUE(json["peak"].is_null());
  EXPECT_TRUE(json["code_bytes"].is_null());
  EXPECT_EQ(json["refusals"].size(), 1u);
}

TEST_F(Plan, ABoardNeedsNoWordsAboutAbiOrKernels) {
  const auto answer =
      ask<PlanAnswer>("plan", {{"name", conv()}, {"device", devices() + "/arduino-nano-33-ble.td.json"}});
  ASSERT_TRUE(answer.is_single());
  ASSERT_TRUE(answer.board);
  EXPECT_EQ(to_text(answer.plans[0].target), "tflm-2026-08, reference, arm32");
  const auto left = room_left(*answer.board, answer.plans[0]);
  ASSERT_TRUE(left);
  EXPECT_EQ(left->fits, true);
  EXPECT_EQ(left->margin_bytes, 172'000 - static_cast<std::int64_t>(answer.plans[0].arena->minimum.high));
}

TEST_F(Plan, BoundsProveOnlyWhatTheyProve) {
  BoardFit board{.id = "urn:b", .name = "b", .basis = {}, .assumed = {}, .region = match::RegionChoice{}};
  inspect::MemoryPlan plan;
  plan.arena = inspect::Arena{};
  plan.arena->minimum = {100, 90, 120};
  const auto fits = [&](std::uint64_t bytes, bool is_free) {
    board.region->bytes = board.region->most_bytes = bytes;
    board.region->is_free = is_free;
    return room_left(board, plan)->fits;
  };
  EXPECT_EQ(fits(120, true), true);
  EXPECT_EQ(fits(119, true), std::nullopt);
  EXPECT_EQ(fits(90, true), std::nullopt);
  EXPECT_EQ(fits(89, true), false);
  EXPECT_EQ(fits(120, false), std::nullopt);
  EXPECT_EQ(fits(89, false), false);
  board.region->most_bytes = 90;
  EXPECT_EQ(room_left(board, plan)->fits, std::nullopt) << "another memory may hold it";
  board.region.reset();
  EXPECT_FALSE(room_left(board, plan));
}

TEST_F(Plan, DrawsAndWritesCode) {
  const std::string picture = (folder_ / "arena.svg").string();
  const auto answer = ask<PlanAnswer>("plan", {{"name", conv()}, {"svg", picture}, {"code", ""}});
  EXPECT_EQ(answer.picture, picture);
  EXPECT_THAT(text_in("arena.svg"), HasSubstr("</svg>"));
  EXPECT_THAT(answer.code.value(), HasSubstr("resolver.AddConv2D()"));
  EXPECT_TRUE(answer.is_single());
  const auto refused = run("plan", {{"name", conv()}, {"svg", (folder_ / "no" / "arena.svg").string()}});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::not_found);
  EXPECT_EQ(refused.error().where, (folder_ / "no" / "arena.svg").string());
  EXPECT_THAT(refused.error().message, HasSubstr("there is no folder"));
}

TEST_F(Plan, OfAModelThatDoesNotStartThereIsNoCode) {
  const std::string custom = write_sample("custom.tflite", "custom_operator");
  for (const char* option : {"code", "optimise"}) {
    const auto answer = ask<PlanAnswer>("plan", {{"name", custom}, {option, ""}});
    EXPECT_FALSE(answer.code);
    EXPECT_FALSE(answer.plans.front().starts());
    EXPECT_EQ(exit_code_of(Answer(answer)), 1);
    EXPECT_TRUE(json_of(answer)["code"].is_null());
    EXPECT_TRUE(json_of(answer)["code_bytes"].is_null());
  }
  EXPECT_EQ(exit_code_of(Answer(ask<PlanAnswer>("plan", {{"name", custom}}))), 0);
}

TEST_F(Plan, NoOutputDestroysWhatWasRead) {
  const std::string model = conv(), before = text_in("conv.tflite");
  const std::string link = (folder_ / "link.tflite").string();
  fs::create_symlink(model, link);
  const std::string other = write("other.tflite", "kept");
  for (const auto& [option, path] : {std::pair{"write", model},
                                     {"svg", model},
                                     {"write", link},
                                     {"svg", link},
                                     {"write", other},
                                     {"svg", folder_.string()}}) {
    const auto refused = run("plan", {{"name", model}, {option, path}});
    ASSERT_FALSE(refused) << option << " " << path;
    EXPECT_EQ(refused.error().kind, ErrorKind::usage);
    EXPECT_EQ(refused.error().where, path);
  }
  const std::string new_file = (folder_ / "new").string();
  EXPECT_FALSE(run("plan", {{"name", model}, {"svg", new_file}, {"write", new_file}}));
  EXPECT_EQ(text_in("conv.tflite"), before);
  EXPECT_EQ(text_in("other.tflite"), "kept");
  EXPECT_FALSE(run("plan", {{"name", model}, {"svg", write("note.txt", "a note")}}));
  EXPECT_FALSE(
      run("plan", {{"name", model}, {"svg", write("logo.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>")}}));
  EXPECT_EQ(text_in("note.txt"), "a note");
  const std::string picture = write("old.svg", "");
  ASSERT_TRUE(run("plan", {{"name", model}, {"svg", picture}}));
  const std::string drawn = text_in("old.svg");
  EXPECT_THAT(drawn, HasSubstr("</svg>"));
  EXPECT_TRUE(run("plan", {{"name", model}, {"svg", picture}, {"abi", "host64"}}));
  EXPECT_NE(text_in("old.svg"), drawn);
}

TEST_F(Plan, SaysThatThereIsNoSuchFile) {
  const auto message = [&](const std::string& name) { return run("plan", {{"name", name}}).error().message; };
  EXPECT_EQ(message("absent.tflite"), "there is no such file, and no entity of this name or id");
  EXPECT_EQ(message("./absent"), "there is no such file");
  EXPECT_EQ(message("Absent"), "there is no entity of this name or id");
  EXPECT_EQ(message("https://example.org/absent.ttl"), "there is no entity of this name or id");
  EXPECT_EQ(message(folder_.string()), "it is a folder, not a file");
  EXPECT_EQ(message("/dev/null"), "it is no regular file");
  desk_.catalogue.reset();
  desk_.folder = "/";
  EXPECT_EQ(message("absent.tflite"), "there is no such file");
  EXPECT_THAT(message("Absent"), HasSubstr("there is no kilograph.catalog"));
}

TEST_F(Plan, SaysWhatWouldShrinkIt) {
  const auto answer = ask<PlanAnswer>("plan", {{"name", conv()}, {"optimise", ""}});
  ASSERT_TRUE(answer.smaller);
  EXPECT_EQ(answer.smaller->today.used_bytes, answer.plans[0].arena->used.best);
  const auto json = json_of(answer);
  EXPECT_EQ(json["optimisations"]["best_copy"]["saves_bytes"], 0);
  EXPECT_EQ(json["optimisations"]["best_copy"]["saves_of"], "minimum_bytes");
  EXPECT_EQ(json["optimisations"]["in_place"]["saves_of"], "used_bytes");
  EXPECT_TRUE(json["written"].is_null());
}

TEST_F(Plan, RefusesWhatIsNoModel) {
  const auto sheet = run("plan", {{"name", write("figures.csv", "model,file_bytes,arena_bytes\nA,1,1\n")}});
  ASSERT_FALSE(sheet);
  EXPECT_EQ(sheet.error().kind, ErrorKind::unsupported);
  const auto open = run("plan", {{"name", write_sample("open.tflite", "unknown_batch")}});
  ASSERT_FALSE(open);
  EXPECT_THAT(open.error().where, HasSubstr("tensor 0 \"input\""));
  const auto target = run("plan", {{"name", conv()}, {"kernels", "none"}});
  ASSERT_FALSE(target);
  EXPECT_EQ(target.error().kind, ErrorKind::usage);
}

}  // namespace
}  // namespace kilograph::reply::tests
