#include <gmock/gmock.h>

#include <random>

#include "match/rank.hpp"
#include "match/samples.hpp"

namespace kilograph::match {
namespace {

using namespace domain;
using namespace tests;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

const FigureKey kTodayKey{"tflm-2026-08", "reference", 32, "arm32"};

ModelEntity listener(std::string name, std::optional<double> accuracy, std::uint64_t arena_bytes, std::uint64_t macs,
                     std::string dataset = "speech_commands") {
  ModelFacts facts;
  facts.name = name;
  facts.macs = macs;
  facts.memory = {arena(arena_bytes, "tflm-2026-08", 32), program(arena_bytes * 2)};
  facts.metrics = {{"Top_1_accuracy", accuracy, "percent", std::move(dataset)}};
  return entity(std::move(name), std::move(facts));
}

std::vector<std::string> names(const std::vector<Candidate>& candidates) {
  std::vector<std::string> found;
  for (const Candidate& candidate : candidates)
    found.push_back(candidate.name + " " + std::string(name_of(candidate.pareto)));
  return found;
}

Ranking ranked(const std::vector<ModelEntity>& models) {
  std::vector<const ModelEntity*> pointers;
  for (const ModelEntity& model : models) pointers.push_back(&model);
  return rank(pointers, kTodayKey, FactSet::best);
}

TEST(Rank, ComparesOneMetricOnOneDataSet) {
  const Ranking ranking = ranked({listener("A", 83.0, 8'800, 8'000), listener("B", 93.2, 10'480, 300'000),
                                  listener("C", 92.1, 10'480, 300'000), listener("D", 82.3, 8'800, 8'000),
                                  listener("E", 99.0, 1, 1, "pictures"), listener("F", {}, 1, 1)});
  ASSERT_EQ(ranking.groups.size(), 2u);
  EXPECT_EQ(ranking.groups[0].dataset, "speech_commands");
  EXPECT_THAT(names(ranking.groups[0].candidates), ElementsAre("B yes", "C no", "A yes", "D no"));
  EXPECT_THAT(names(ranking.groups[1].candidates), ElementsAre("E yes"));
  ASSERT_EQ(ranking.unranked.size(), 1u);
  EXPECT_EQ(ranking.unranked[0].reason, "the value of its Top_1_accuracy is not known");
}

TEST(Rank, PercentAndRatioStandOnOneScale) {
  ModelEntity ratio = listener("Ratio", 0.95, 1, 1);
  facts_of(ratio).metrics[0].unit = "ratio";
  const Ranking ranking = ranked({listener("Percent", 90, 2, 2), ratio});
  EXPECT_THAT(names(ranking.groups[0].candidates), ElementsAre("Ratio yes", "Percent no"));
}

TEST(Rank, AShareAboveTheWholeIsListedApart) {
  ModelEntity ratio = listener("Ratio", 92.3, 1, 1);
  facts_of(ratio).metrics[0].unit = "ratio";
  const Ranking ranking = ranked({listener("Percent", 90, 2, 2), ratio, listener("Over", 101, 1, 1)});
  EXPECT_THAT(names(ranking.groups[0].candidates), ElementsAre("Percent yes"));
  ASSERT_EQ(ranking.unranked.size(), 2u);
  EXPECT_EQ(ranking.unranked[0].reason, "its Top_1_accuracy cannot be: it is not from 0 to 1, or to 100 percent");
}

TEST(Rank, AMetricOfNoStatedKindIsListedApart) {
  ModelEntity model = listener("A", 12, 1, 1);
  facts_of(model).metrics[0].measure = "Other_metric";
  const Ranking ranking = ranked({model});
  EXPECT_THAT(ranking.groups, IsEmpty());
  EXPECT_EQ(ranking.unranked[0].reason, "Other_metric is of no stated kind");
}

TEST(Rank, AnUnstatedDataSetIsTheOneOfTheSameDocument) {
  ModelEntity model = listener("A", 90, 1, 1, "");
  facts_of(model).training_dataset = "speech_commands";
  EXPECT_EQ(ranked({model, listener("B", 80, 2, 2)}).groups[0].candidates.size(), 2u);
}

TEST(Rank, FiguresOfAGroupAreForOneRuntime) {
  ModelEntity a = listener("A", 90, 1, 1), b = listener("B", 80, 2, 2);
  facts_of(a).memory = {arena(500, "tflm-2021", 64), arena(400, "tflm-2026-08", 32)};
  facts_of(b).memory = {arena(300, "tflm-2021", 64)};
  const Ranking ranking = ranked({a, b});
  EXPECT_EQ(ranking.groups[0].working_key, (FigureKey{"tflm-2021", "reference", 64}));
  EXPECT_EQ(ranking.groups[0].candidates[0].working->requirement.bytes, 500u);
  EXPECT_EQ(ranking.groups[0].candidates[1].working->requirement.bytes, 300u);
}

TEST(Rank, AMissingFigureLeavesTheParetoSetOpen) {
  ModelEntity open = listener("Open", 80, 2, 2), sure = listener("Sure", 90, 3, 3);
  facts_of(open).macs.reset();
  EXPECT_THAT(names(ranked({open, sure}).groups[0].candidates), ElementsAre("Sure yes", "Open yes"));
  facts_of(sure).memory = {arena(1, "tflm-2026-08", 32), program(1)};
  EXPECT_THAT(names(ranked({open, sure}).groups[0].candidates), ElementsAre("Sure yes", "Open unknown"));
}

// A model that is slower on the device, and else as good, is out of the set.
TEST(Rank, TimeOnTheDeviceCounts) {
  const auto timed = [](const std::string& name, double seconds) {
    domain::ModelEntity model = camera_model(name);
    auto& facts = model.documents.front().facts;
    facts.metrics = {{"Top_1_accuracy", 90.0, "percent", "set", "", domain::Basis::measured, "a bench"}};
    facts.macs = 1;
    if (seconds > 0) facts.observations = {{.value = seconds, .device = "urn:board"}};
    return model;
  };
  const domain::ModelEntity fast = timed("Fast", 0.1), slow = timed("Slow", 0.2), open = timed("Open", 0);
  const std::vector<const domain::ModelEntity*> both{&fast, &slow}, three{&fast, &slow, &open};
  const FigureKey key{"tflm-2026-08", "reference", 32, "arm32"};
  const auto anywhere = rank(both, key, FactSet::best);
  for (const Candidate& one : anywhere.groups.at(0).candidates) EXPECT_EQ(one.pareto, Pareto::yes);
  const auto there = rank(both, key, FactSet::best, {"urn:board"});
  for (const Candidate& one : there.groups.at(0).candidates) {
    EXPECT_EQ(one.pareto, one.name == "Fast" ? Pareto::yes : Pareto::no);
  }
  const auto with_open = rank(three, key, FactSet::best, {"urn:board"});
  for (const Candidate& one : with_open.groups.at(0).candidates) {
    EXPECT_EQ(one.pareto, one.name == "Slow" ? Pareto::no : Pareto::unknown);
  }
}

// The twin: with every missing figure tried at both ends, a candidate is in the set if nothing can
// dominate it in any completion, and out if something dominates it in all of them.
bool dominates(const Merits& a, const Merits& b) {
  bool as_good = true, better = false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    as_good &= *a[i] >= *b[i];
    better |= *a[i] > *b[i];
  }
  return as_good && better;
}

Merits completed(Merits merits, bool well) {
  for (auto& merit : merits) merit = merit.value_or(well ? 1e9 : -1e9);
  return merits;
}

TEST(Pareto, EqualsItsBruteForceTwinInAnyNumberOfMerits) {
  std::mt19937 random(20260820);
  const auto roll = [&](unsigned sides) { return random() % sides; };
  int open = 0;
  for (int round = 0; round < 2'000; ++round) {
    std::vector<Merits> candidates(1 + roll(7), Merits(1 + roll(7)));
    const unsigned gaps = roll(2) == 0 ? 0 : 8;
    for (Merits& merits : candidates) {
      for (auto& merit : merits) {
        if (gaps == 0 || roll(gaps) != 0) merit = 1 + roll(4);
      }
    }
    std::vector<bool> is_open;
    for (std::size_t i = 0; i < candidates.size(); ++i) is_open.push_back(round % 2 == 1 && roll(3) == 0);
    const auto answers = pareto_of(candidates, is_open);
    for (std::size_t i = 0; i < candidates.size(); ++i) {
      bool surely_beaten = false, maybe_beaten = false;
      for (std::size_t j = 0; j < candidates.size(); ++j) {
        if (i == j) continue;
        surely_beaten |= !is_open[j] && dominates(completed(candidates[j], false), completed(candidates[i], true));
        maybe_beaten |= dominates(completed(candidates[j], true), completed(candidates[i], false));
      }
      const Pareto expected = surely_beaten ? Pareto::no : maybe_beaten || is_open[i] ? Pareto::unknown : Pareto::yes;
      ASSERT_EQ(answers[i], expected) << "round " << round << ", candidate " << i;
      open += expected == Pareto::unknown;
    }
  }
  EXPECT_GT(open, 100);
}

}  // namespace
}  // namespace kilograph::match
