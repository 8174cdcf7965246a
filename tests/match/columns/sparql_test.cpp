// Columns, SPARQL and a loop over judge() say the same of every pair, three-valued: over random catalogues, and after
// random additions, changes and removals. KILOGRAPH_SECONDS makes it go on, KILOGRAPH_SEED begin elsewhere.
#include <gtest/gtest.h>

#include <chrono>
#include <cstdio>
#include <set>

#include "knowledge/index/sparql_index.hpp"
#include "match/columns/columns.hpp"
#include "match/columns/fact_triples.hpp"
#include "match/columns/random_facts.hpp"

namespace kilograph::match::columns {
namespace {

using domain::Answer, domain::DeviceEntity, domain::ModelEntity;
using match::tests::fact_triples, match::tests::kPossibly, match::tests::kSurely;
using match::tests::random_judge, match::tests::RandomFacts, match::tests::seed_of_run, match::tests::words_of;

constexpr unsigned kCatalogues = 1000, kMostModels = 4, kMostDevices = 5, kChanges = 2;

using Pairs = std::set<std::pair<std::string, std::string>>;

Pairs pairs_of(const knowledge::index::SparqlIndex& index, const std::string& query) {
  Pairs pairs;
  const auto answer = index.query(query);
  if (!answer) {
    ADD_FAILURE() << answer.error().to_text();
    return pairs;
  }
  for (const auto& row : answer->rows) pairs.emplace(row.at(0)->value, row.at(1)->value);
  return pairs;
}

class Catalogue {
 public:
  explicit Catalogue(unsigned seed)
      : seed_(seed), random_(seed), judge_(random_judge(seed, FactSet::best)), columns_(judge_) {
    for (unsigned i = 1 + random_.roll(kMostModels); i > 0; --i) models_.push_back(random_.model());
    for (unsigned i = 1 + random_.roll(kMostDevices); i > 0; --i) devices_.push_back(random_.device());
    for (Number m = 0; m < models_.size(); ++m) columns_.put(m, models_[m]);
    for (Number d = 0; d < devices_.size(); ++d) columns_.put(d, devices_[d]);
  }

  void change() {
    const auto m = static_cast<Number>(random_.roll(static_cast<unsigned>(models_.size())));
    const auto d = static_cast<Number>(random_.roll(static_cast<unsigned>(devices_.size())));
    switch (random_.roll(4)) {
      case 0: columns_.put(m, models_[m] = random_.model()); break;
      case 1: columns_.put(d, devices_[d] = random_.device()); break;
      case 2:
        devices_.push_back(random_.device());
        columns_.put(static_cast<Number>(devices_.size() - 1), devices_.back());
        break;
      default:  // the last one takes the place of the one that goes
        columns_.remove_device(d);
        if (d + 1 < devices_.size()) columns_.put(d, devices_.back());
        columns_.remove_device(static_cast<Number>(devices_.size() - 1));
        devices_[d] = devices_.back();
        devices_.pop_back();
        if (devices_.empty()) {
          devices_.push_back(random_.device());
          columns_.put(0, devices_.back());
        }
    }
  }

  void check(knowledge::index::SparqlIndex& index, std::array<unsigned, 3>& seen) const {
    const auto loaded = index.replace_graph("urn:t:facts", fact_triples(models_, devices_, judge_));
    ASSERT_TRUE(loaded) << loaded.error().to_text();
    const Pairs surely = pairs_of(index, kSurely), possibly = pairs_of(index, kPossibly);
    for (Number m = 0; m < models_.size(); ++m) {
      for (Number d = 0; d < devices_.size(); ++d) {
        const std::pair pair{"urn:t:m" + std::to_string(m), "urn:t:d" + std::to_string(d)};
        const Answer by_sparql = surely.contains(pair)     ? Answer::fits
                                 : possibly.contains(pair) ? Answer::unknown
                                                           : Answer::does_not_fit;
        const domain::Verdict verdict = judge(models_[m], devices_[d], judge_);
        const Answer by_loop = verdict.answer;
        ASSERT_EQ(columns_.answer(m, d), by_loop) << "seed " << seed_ << ", pair " << m << ", " << d;
        ASSERT_EQ(name_of(by_sparql), name_of(by_loop))
            << "seed " << seed_ << ", pair " << m << ", " << d << words_of(verdict);
        ++seen[static_cast<std::size_t>(by_loop)];
      }
    }
  }

 private:
  unsigned seed_;
  RandomFacts random_;
  Judge judge_;
  Columns columns_;
  std::vector<ModelEntity> models_;
  std::vector<DeviceEntity> devices_;
};

TEST(ColumnsAndSparql, AgreeOnEveryPairOfRandomCatalogues) {
  const char* seconds = std::getenv("KILOGRAPH_SECONDS");
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(seconds ? std::atoi(seconds) : 0);
  auto index = knowledge::index::SparqlIndex::create();
  ASSERT_TRUE(index);
  const unsigned first = seed_of_run(1);
  std::array<unsigned, 3> seen{};
  unsigned seed = first;
  for (; seed < first + kCatalogues || std::chrono::steady_clock::now() < until; ++seed) {
    Catalogue catalogue(seed);
    catalogue.check(*index, seen);
    if (HasFatalFailure()) return;
    for (unsigned change = 0; change < kChanges; ++change) catalogue.change();
    catalogue.check(*index, seen);
    if (HasFatalFailure()) return;
  }
  std::printf("seeds %u to %u: %u pairs fit, %u do not, %u are unknown\n", first, seed - 1, seen[0], seen[1], seen[2]);
  for (const unsigned count : seen) EXPECT_GT(count, kCatalogues / 10);
}

}  // namespace
}  // namespace kilograph::match::columns
