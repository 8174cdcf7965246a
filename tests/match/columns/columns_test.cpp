// Columns against judge(), pair by pair, over random catalogues and random changes.
#include "match/columns/columns.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <map>

#include "match/columns/random_facts.hpp"

namespace kilograph::match::columns {
namespace {

using namespace domain;
using namespace match::tests;

struct Catalogue {
  std::map<Number, ModelEntity> models;
  std::map<Number, DeviceEntity> devices;
};

using Seen = std::map<Answer, int>;

void expect_equal(const Columns& columns, const Catalogue& catalogue, Seen& seen) {
  for (const auto& [m, model] : catalogue.models) {
    const Fitting fitting = columns.devices_for(m);
    FitCounts counts;
    for (const auto& [d, device] : catalogue.devices) {
      const Verdict verdict = judge(model, device, columns.with());
      const Answer expected = verdict.answer;
      ASSERT_EQ(columns.answer(m, d), expected) << "model " << m << ", device " << d << words_of(verdict);
      ASSERT_EQ(fitting.surely.contains(d), expected == Answer::fits);
      ASSERT_EQ(fitting.possibly.contains(d), expected != Answer::does_not_fit);
      counts.fits += expected == Answer::fits;
      counts.unknown += expected == Answer::unknown;
      ++seen[expected];
    }
    ASSERT_EQ(columns.count_for(m), counts);
    ASSERT_EQ(fitting.possibly.cardinality(), counts.fits + counts.unknown);
  }
  for (const auto& [d, device] : catalogue.devices) {
    const Fitting fitting = columns.models_for(d);
    for (const auto& [m, model] : catalogue.models) {
      ASSERT_EQ(fitting.surely.contains(m), columns.answer(m, d) == Answer::fits);
      ASSERT_EQ(fitting.possibly.contains(m), columns.answer(m, d) != Answer::does_not_fit);
    }
  }
}

void change(RandomFacts& random, Catalogue& catalogue, Columns& columns) {
  const Number number = random.roll(12);
  switch (random.roll(6)) {
    case 0: catalogue.models.erase(number); return columns.remove_model(number);
    case 1: catalogue.devices.erase(number); return columns.remove_device(number);
    case 2:
    case 3: return columns.put(number, catalogue.models[number] = random.model());
    default: return columns.put(number, catalogue.devices[number] = random.device());
  }
}

// One catalogue of that seed: filled, compared, changed, compared again.
void run(unsigned seed, FactSet facts, Seen& seen) {
  SCOPED_TRACE("seed " + std::to_string(seed));
  RandomFacts random(seed);
  Judge with = random_judge(seed, facts);
  if (seed % 11 == 0) with.kinds = {RequirementKind::sensor, RequirementKind::working_memory};
  if (seed % 13 == 0) with.kinds = {RequirementKind::program_memory, RequirementKind::number_format};
  Catalogue catalogue;
  Columns columns(with);
  for (Number i = 0; i < 6; ++i) {
    columns.put(i, catalogue.models[i] = random.model());
    columns.put(i, catalogue.devices[i] = random.device());
  }
  ASSERT_NO_FATAL_FAILURE(expect_equal(columns, catalogue, seen));
  for (int round = 0; round < 2; ++round) {
    for (int i = 0; i < 8; ++i) change(random, catalogue, columns);
    ASSERT_NO_FATAL_FAILURE(expect_equal(columns, catalogue, seen));
  }
}

// KILOGRAPH_SECONDS: goes on as long for each set of facts.
TEST(Columns, EqualJudgeOverRandomCatalogues) {
  const unsigned first = seed_of_run(1);
  const char* seconds = std::getenv("KILOGRAPH_SECONDS");
  for (const FactSet facts : {FactSet::best, FactSet::published}) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(seconds ? std::atoi(seconds) : 0);
    Seen seen;
    unsigned seed = first;
    for (; seed < first + 1'000 || std::chrono::steady_clock::now() < end; ++seed) {
      ASSERT_NO_FATAL_FAILURE(run(seed, facts, seen));
    }
    for (const Answer answer : {Answer::fits, Answer::does_not_fit, Answer::unknown}) EXPECT_GT(seen[answer], 500);
    std::cout << "seeds " << first << " to " << seed - 1 << ": " << seen[Answer::fits] << " pairs fit, "
              << seen[Answer::unknown] << " unknown, " << seen[Answer::does_not_fit] << " do not fit\n";
  }
}

TEST(Columns, EqualEntitiesShareProfilesAndClasses) {
  Columns columns(kBest);
  for (Number i = 0; i < 100; ++i) {
    columns.put(i, camera_board("Board " + std::to_string(i), 120'000 + i % 3));
    columns.put(i, camera_model("Model " + std::to_string(i)));
  }
  EXPECT_EQ(columns.profiles().size(), 3u);
  EXPECT_EQ(columns.classes().size(), 1u);
  for (Number i = 0; i < 100; ++i) columns.put(i, camera_board());
  EXPECT_EQ(columns.profiles().size(), 1u);
  for (Number i = 0; i < 100; ++i) columns.remove_device(i);
  EXPECT_EQ(columns.profiles().size(), 0u);
  EXPECT_EQ(columns.count_for(0), FitCounts{});
}

TEST(Columns, KeysHoldAllThatJudgingReadsAndNoOtherBytesAreOne) {
  RandomFacts random(5);
  Judge judge = random_judge(7, FactSet::best);
  judge.limits.licences = {"MIT"};
  for (int i = 0; i < 200; ++i) {
    const std::string device = key_of(capability_of(random.device(), judge));
    const std::string model = key_of(requirement_of(random.model(), judge));
    ASSERT_EQ(key_of(*capability_from(device)), device);
    ASSERT_EQ(key_of(*requirement_from(model)), model);
    for (std::size_t cut = 0; cut < device.size(); ++cut) EXPECT_FALSE(capability_from(device.substr(0, cut)));
    for (std::size_t cut = 0; cut < model.size(); ++cut) EXPECT_FALSE(requirement_from(model.substr(0, cut)));
  }
  Columns columns(kBest);
  EXPECT_FALSE(columns.put_device(0, "\xff"));
  EXPECT_FALSE(columns.put_model(0, "\xff"));
  EXPECT_FALSE(columns.has_device(0));
  EXPECT_EQ(columns.classes().size(), 0u);
}

}  // namespace
}  // namespace kilograph::match::columns
