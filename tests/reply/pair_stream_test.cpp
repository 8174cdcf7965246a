// Pairs one by one: the same as in one answer, as many as the columns count, in memory that stays.
#include "reply/pair_stream.hpp"

#include <gmock/gmock.h>
#include <malloc.h>

#include "fleet.hpp"
#include "match/columns/scan.hpp"
#include "reply/pair_csv.hpp"
#include "reply/workplace.hpp"

namespace kilograph::reply {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

enum class Alike { some, none };

// A catalogue as the benches have it.
Sides generated(std::uint32_t models, std::uint32_t devices, Alike alike) {
  const bench::Fleet fleet(bench::board_shapes(""), {.profiles = 40, .classes = 60});
  Sides sides;
  for (std::uint32_t i = 0; i < models; ++i) {
    sides.models.push_back(alike == Alike::some ? fleet.model(i) : fleet.own_model(i));
    sides.models.back().id = "urn:model:" + std::to_string(i);
  }
  for (std::uint32_t i = 0; i < devices; ++i) {
    sides.devices.kinds.push_back(alike == Alike::some ? fleet.device(i) : fleet.own_device(i));
    sides.devices.names.push_back({"urn:device:" + std::to_string(i), "device " + std::to_string(i)});
    sides.devices.of.push_back(i);
  }
  return sides;
}

Desk taking(std::function<bool(const FitPair&)> paired) {
  Desk desk;
  desk.paired = std::move(paired);
  return desk;
}

TEST(PairStream, GivesTheSumsThatTheColumnsCount) {
  for (const Alike alike : {Alike::some, Alike::none}) {
    const Sides sides = generated(120, 250, alike);
    match::columns::Columns columns(bench::usual_judge());
    for (std::uint32_t i = 0; i < sides.models.size(); ++i) columns.put(i, sides.models[i]);
    for (std::uint32_t i = 0; i < sides.devices.kinds.size(); ++i) columns.put(i, sides.devices.kinds[i]);
    const auto counts = match::columns::Scan(columns).counts_by_model();
    std::vector<match::columns::FitCounts> found(sides.models.size());
    std::size_t at = 0;
    const Desk desk = taking([&](const FitPair& pair) {
      const std::size_t model = at / sides.devices.of.size(), device = at % sides.devices.of.size();
      EXPECT_EQ(pair.model.id, sides.models[model].id);
      EXPECT_EQ(pair.device.id, sides.devices.names[device].id);
      found[model].fits += pair.verdict.answer == domain::Answer::fits ? 1 : 0;
      found[model].unknown += pair.verdict.answer == domain::Answer::unknown ? 1 : 0;
      ++at;
      return true;
    });
    const PairStreamAnswer answer = stream_pairs(sides, bench::usual_judge(), sides.pairs(), desk);
    EXPECT_EQ(at, sides.pairs());
    EXPECT_EQ(answer.left_out, 0u);
    EXPECT_TRUE(found == counts);
    EXPECT_EQ(answer.count_of(domain::Answer::fits) + answer.count_of(domain::Answer::unknown) +
                  answer.count_of(domain::Answer::does_not_fit),
              sides.pairs());
    EXPECT_GT(answer.count_of(domain::Answer::fits), 0u);
    EXPECT_GT(answer.count_of(domain::Answer::does_not_fit), 0u);
  }
}

TEST(PairStream, SaysOfAPairWhatJudgeSays) {
  const Sides sides = generated(40, 120, Alike::some);
  const match::Judge judge = bench::usual_judge();
  std::size_t at = 0;
  const Desk desk = taking([&](const FitPair& pair) {
    const std::size_t device = at % sides.devices.of.size();
    const auto whole = match::judge(sides.models[at / sides.devices.of.size()], sides.devices.kinds[device], judge);
    const FitPair same{pair.model, pair.device, whole};
    EXPECT_EQ(json_text(pair), json_text(same));
    EXPECT_EQ(pair_csv(pair), pair_csv(same));
    EXPECT_EQ(pair.verdict.lines.size(), 1u);
    EXPECT_EQ(pair.verdict.lines.front().required, whole.worst()->required);
    ++at;
    return true;
  });
  stream_pairs(sides, judge, sides.pairs(), desk);
  EXPECT_EQ(at, sides.pairs());
}

// No pair's verdict is another's here, so that whatever is kept of pairs grows with them.
TEST(PairStream, MemoryDoesNotGrowWithThePairs) {
  const Sides sides = generated(80, 1'500, Alike::none);
  const auto heap = [] {
    const auto use = mallinfo2();
    return use.uordblks + use.hblkhd;
  };
  std::size_t at = 0, most = 0, at_half = 0;
  const Desk desk = taking([&](const FitPair&) {
    ++at;
    if (at % 1'000 == 0) most = std::max(most, heap());
    if (at == sides.pairs() / 2) at_half = most;
    return true;
  });
  stream_pairs(sides, bench::usual_judge(), sides.pairs(), desk);
  EXPECT_EQ(at, 120'000u);
  EXPECT_LE(most, at_half + (1u << 20));
}

TEST(PairStream, EndsWhereNobodyReadsOrTheLimitIs) {
  const Sides sides = generated(10, 10, Alike::some);
  std::size_t at = 0;
  const Desk desk = taking([&](const FitPair&) { return ++at < 7; });
  EXPECT_EQ(stream_pairs(sides, bench::usual_judge(), 100, desk).left_out, 94u);
  EXPECT_EQ(at, 7u);
  at = 0;
  const Desk all = taking([&](const FitPair&) { return ++at > 0; });
  EXPECT_EQ(stream_pairs(sides, bench::usual_judge(), 23, all).left_out, 77u);
  EXPECT_EQ(at, 23u);
}

class StreamedFit : public tests::Workplace {
 protected:
  void SetUp() override {
    Workplace::SetUp();
    ask<AddAnswer>("add", {{"path", models()}});
    ask<AddAnswer>("add", {{"path", devices()}});
  }
  // With what was given to the desk in `lines_`.
  PairStreamAnswer streamed(std::string_view verb, tests::Values values) {
    lines_.clear();
    desk_.paired = [this](const FitPair& pair) {
      lines_ += json_text(pair);
      return true;
    };
    const auto answer = ask<PairStreamAnswer>(verb, values);
    desk_.paired = nullptr;
    return answer;
  }
  std::string lines_;
};

TEST_F(StreamedFit, IsLineByLineTheWholeAnswer) {
  for (const tests::Values& values : {tests::Values{},
                                      {{"facts", "published"}},
                                      {{"limit", "31"}},
                                      {{"model", "Person_Detection"}},
                                      {{"device", "Arduino Nano 33 BLE"}, {"deadline", "50ms"}},
                                      {{"if", "device.ram += 1MiB"}},
                                      {{"if", "model.format = int8"}},
                                      {{"need", "camera, ram=100KiB"}}}) {
    Call call;
    for (const auto& [name, value] : values) call.give(name, value);
    const auto whole = answer("fit", call, desk_);
    ASSERT_TRUE(whole);
    ASSERT_TRUE(std::holds_alternative<FitAnswer>(*whole));
    call.give("stream");
    lines_.clear();
    desk_.paired = [this](const FitPair& pair) {
      lines_ += json_text(pair);
      return true;
    };
    const auto stream = answer("fit", call, desk_);
    desk_.paired = nullptr;
    ASSERT_TRUE(stream && std::holds_alternative<PairStreamAnswer>(*stream));
    EXPECT_EQ(lines_, json_text(*whole));
    EXPECT_EQ(json_text(*stream), "");
    EXPECT_EQ(std::get<PairStreamAnswer>(*stream).left_out, std::get<FitAnswer>(*whole).left_out);
  }
}

TEST_F(StreamedFit, OfAFleetGivesItsDevices) {
  const auto fleet = ask<FleetFitAnswer>("fit", {{"where", "ram_free >= 100KiB"}, {"model", "Person_Detection"}});
  const auto stream = streamed("fit", {{"stream", ""}, {"where", "ram_free >= 100KiB"}, {"model", "Person_Detection"}});
  EXPECT_GT(stream.devices, 0u);
  EXPECT_EQ(stream.devices, fleet.selection.in);
  EXPECT_EQ(stream.selection.out, fleet.selection.out);
}

TEST_F(StreamedFit, MoreThanAnAnswerHoldsIsStreamedOrRefused) {
  desk_.most_pairs = 20;  // 22 models (two are one) on 6 boards
  const auto refused = run("fit");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::too_large);
  EXPECT_EQ(refused.error().message, "that is 132 pairs");
  EXPECT_EQ(ask<FitAnswer>("fit", {{"limit", "20"}}).pairs.size(), 20u);
  const auto fleet = run("fit", {{"where", "ram_free >= 1B"}});
  ASSERT_FALSE(fleet);
  EXPECT_THAT(fleet.error().advice, HasSubstr("--stream"));
  EXPECT_TRUE(run("fit", {{"where", "ram_free >= 1B"}, {"model", "Person_Detection"}}));
  EXPECT_EQ(streamed("fit", {}).left_out, 0u) << "a pipe takes them all";
  EXPECT_EQ(streamed("fit", {{"limit", "40"}}).left_out, 92u);
}

TEST_F(StreamedFit, OnATerminalManyPairsAreAskedFor) {
  desk_.most_pairs = 20;
  desk_.is_terminal = true;
  desk_.paired = [](const FitPair&) { return true; };
  const auto refused = run("fit");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().message, "that is 132 pairs");
  EXPECT_THAT(refused.error().expected, HasSubstr("--yes"));
  EXPECT_THAT(refused.error().advice, HasSubstr("--limit"));
  EXPECT_TRUE(run("fit", {{"yes", ""}}));
  EXPECT_TRUE(run("fit", {{"limit", "100"}}));
  std::string asked, said = "no";
  desk_.ask = [&](const Question& question) -> Result<std::string> {
    asked = question.text;
    return said;
  };
  EXPECT_FALSE(run("fit"));
  EXPECT_EQ(asked, "That is 132 pairs. Print them all?");
  said = "yes";
  EXPECT_TRUE(run("fit"));
  said = "";
  EXPECT_FALSE(run("fit")) << "an empty line is no";
}

TEST_F(StreamedFit, WhatDoesNotGoTogetherIsTold) {
  const auto advice = [&](tests::Values values) {
    const auto answered = run("fit", values);
    return answered ? std::string("no error") : answered.error().to_text();
  };
  EXPECT_THAT(advice({{"where", "ram_free > 0B"}, {"limit", "3"}}), HasSubstr("With --stream"));
  EXPECT_THAT(advice({{"stream", ""}, {"counts", ""}}), HasSubstr("--counts and --stream exclude each other"));
  EXPECT_THAT(advice({{"stream", ""}, {"csv", ""}}), HasSubstr("command line alone"));
  EXPECT_THAT(pair_csv_titles(), StartsWith("model,model id,device,device id,verdict,"));
}

}  // namespace
}  // namespace kilograph::reply
