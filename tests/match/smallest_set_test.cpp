#include "match/smallest_set.hpp"

#include <gmock/gmock.h>

#include "match/columns/random_facts.hpp"

namespace kilograph::match {
namespace {

using domain::Answer, domain::DeviceEntity, domain::ModelEntity;
using match::tests::camera_board, match::tests::camera_model, match::tests::kBest;
using match::tests::random_judge, match::tests::RandomFacts, match::tests::seed_of_run;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr unsigned kPairs = 4000;

bool fits_with(const ModelEntity& model, const DeviceEntity& device, const Judge& with,
               const std::vector<Change>& changes) {
  return judge(model, with_changes(device, changes), with).answer == Answer::fits;
}

// The least free bytes that the change could state, by bisection.
std::uint64_t least_bytes(const ModelEntity& model, const DeviceEntity& device, const Judge& with,
                          std::vector<Change> changes, std::size_t which) {
  auto& free_bytes = *changes[which].facts.regions.front().free_bytes;
  std::uint64_t low = 0, high = free_bytes;
  while (low < high) {
    free_bytes = low + (high - low) / 2;
    if (fits_with(model, device, with, changes)) {
      high = free_bytes;
    } else {
      low = free_bytes + 1;
    }
  }
  return low;
}

TEST(SmallestSet, IsOneChangeWhereOneLineIsShort) {
  const auto set = smallest_set(camera_model(), camera_board("Board", 98'692), kBest);
  ASSERT_TRUE(set);
  ASSERT_THAT(*set, SizeIs(1));
  EXPECT_EQ(set->front().remedy.kind, "free-memory");
  EXPECT_EQ(set->front().remedy.bytes, 1'308u);
  EXPECT_EQ(set->front().remedy.text, "free 1,308 B of RAM in SRAM");
  EXPECT_TRUE(set->front().remedy.enough);
}

TEST(SmallestSet, HoldsOneChangeALineAndNothingMore) {
  DeviceEntity board = camera_board("Board", 90'000, 100'000);
  board.documents[0].facts.sensors = {{"Microphone"}};
  const auto set = smallest_set(camera_model(), board, kBest);
  ASSERT_TRUE(set);
  ASSERT_THAT(*set, SizeIs(3));
  for (const Change& change : *set) EXPECT_FALSE(change.remedy.enough) << change.remedy.text;
}

TEST(SmallestSet, IsEmptyForAFitAndAbsentWhereTheModelsOwnFactsAreMissing) {
  EXPECT_THAT(smallest_set(camera_model(), camera_board(), kBest).value(), IsEmpty());
  ModelEntity silent = camera_model();
  silent.documents[0].facts.sensors.clear();
  EXPECT_FALSE(smallest_set(silent, camera_board(), kBest));
}

TEST(SmallestSet, MakesEveryRandomPairFitAndNoSmallerChangeDoes) {
  const unsigned first = seed_of_run(1);
  unsigned found = 0, larger = 0;
  for (unsigned seed = first; seed < first + kPairs; ++seed) {
    RandomFacts random(seed);
    const Judge with = random_judge(seed, seed % 4 == 0 ? FactSet::published : FactSet::best);
    const ModelEntity model = random.model();
    const DeviceEntity device = random.device();
    if (judge(model, device, with).answer == Answer::fits) continue;
    const auto set = smallest_set(model, device, with);
    if (!set) continue;
    ++found;
    larger += set->size() > 1 ? 1 : 0;
    ASSERT_TRUE(fits_with(model, device, with, *set)) << "seed " << seed;
    for (std::size_t i = 0; i < set->size(); ++i) {
      std::vector<Change> rest = *set;
      rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(i));
      ASSERT_FALSE(fits_with(model, device, with, rest)) << "seed " << seed << ", without " << (*set)[i].remedy.text;
      if ((*set)[i].facts.regions.empty()) continue;
      ASSERT_EQ(least_bytes(model, device, with, *set, i), *(*set)[i].facts.regions.front().free_bytes)
          << "seed " << seed << ", " << (*set)[i].remedy.text;
    }
  }
  EXPECT_GT(found, kPairs / 20);
  EXPECT_GT(larger, kPairs / 50);
}

}  // namespace
}  // namespace kilograph::match
