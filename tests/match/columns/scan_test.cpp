// Rows of all pairs against the single answers, for every kernel that this processor can run.
#include "match/columns/scan.hpp"

#include <gtest/gtest.h>

#include <iostream>

#include "match/columns/random_facts.hpp"

namespace kilograph::match::columns {
namespace {

using domain::Answer;
using namespace match::tests;

// Many profiles, so that rows of flash are steps apart; some devices share one.
Columns many(unsigned seed, Number devices, Number models) {
  RandomFacts random(seed);
  Columns columns(random_judge(1, FactSet::best));
  for (Number i = 0; i < devices; ++i) {
    domain::DeviceEntity device = random.device();
    for (auto& document : device.documents) {
      for (auto& region : document.facts.regions) {
        if (region.free_bytes) *region.free_bytes += random.roll(60);
        if (region.size_bytes) *region.size_bytes += random.roll(60);
      }
    }
    columns.put(i, device);
  }
  for (Number i = 0; i < models; ++i) columns.put(i, random.model());
  return columns;
}

void expect_rows(const Columns& columns, const RowKernel& kernel) {
  const Scan scan(columns, kernel);
  const auto order = scan.order();
  ASSERT_EQ(order.size(), columns.classes().size());
  scan.each_row(order, [&](std::uint32_t place, std::span<const Word> surely, std::span<const Word> possibly) {
    std::size_t profiles = 0;
    for (std::size_t bit = 0; bit < scan.words() * 64; ++bit) {
      const bool sure = surely[bit / 64] >> bit % 64 & 1, possible = possibly[bit / 64] >> bit % 64 & 1;
      if (scan.profile_at(bit) == kNone) {
        ASSERT_FALSE(sure || possible) << "bit " << bit << " is no profile's";
        continue;
      }
      ++profiles;
      const Answer expected = columns.judged(columns.classes()[place], columns.profiles()[scan.profile_at(bit)]);
      ASSERT_EQ(sure, expected == Answer::fits) << "class " << place << ", bit " << bit;
      ASSERT_EQ(possible, expected != Answer::does_not_fit) << "class " << place << ", bit " << bit;
    }
    ASSERT_EQ(profiles, columns.profiles().size());
  });
  const auto counts = scan.counts_by_model();
  for (Number model = 0; model < columns.model_limit(); ++model) {
    ASSERT_EQ(counts[model], columns.count_for(model)) << "model " << model;
  }
}

class Scans : public testing::TestWithParam<std::string_view> {
 protected:
  void SetUp() override {
    for (const RowKernel& kernel : row_kernels()) {
      if (kernel.name == GetParam()) kernel_ = &kernel;
    }
    if (kernel_ == nullptr) GTEST_SKIP() << "this processor has no " << GetParam();
  }
  const RowKernel& kernel() const { return *kernel_; }

 private:
  const RowKernel* kernel_ = nullptr;
};

TEST_P(Scans, EqualSingleAnswers) {
  const unsigned first = seed_of_run(1);
  for (unsigned seed = first; seed < first + 20; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    ASSERT_NO_FATAL_FAILURE(expect_rows(many(seed, 3 + seed % 5 * 40, 30), kernel()));
  }
  SCOPED_TRACE("seed " + std::to_string(first));
  const Columns columns = many(first, 6'000, 60);
  EXPECT_GT(columns.profiles().size(), 3'000u);
  ASSERT_NO_FATAL_FAILURE(expect_rows(columns, kernel()));
}

TEST_P(Scans, OfNothing) {
  Columns columns(kBest);
  ASSERT_NO_FATAL_FAILURE(expect_rows(columns, kernel()));
  columns.put(0, camera_model());
  ASSERT_NO_FATAL_FAILURE(expect_rows(columns, kernel()));
}

TEST_P(Scans, RowsOfAnyLengthAreEqualToPortableOnes) {
  std::mt19937_64 random(3);
  for (std::size_t words = 0; words < 70; ++words) {
    std::vector<Word> a(words), b(words), to(words), expected(words);
    for (Word& word : a) word = random();
    for (Word& word : b) word = random();
    const RowKernel& portable = row_kernels().front();
    kernel().intersect(to.data(), a.data(), b.data(), words);
    portable.intersect(expected.data(), a.data(), b.data(), words);
    EXPECT_EQ(to, expected);
    kernel().unite(to.data(), b.data(), words);
    EXPECT_EQ(to, b);
    EXPECT_EQ(kernel().count(a.data(), words), portable.count(a.data(), words));
  }
}

INSTANTIATE_TEST_SUITE_P(Kernels, Scans, testing::Values("portable", "avx2", "avx512"),
                         [](const auto& one) { return std::string(one.param); });

}  // namespace
}  // namespace kilograph::match::columns
