// The solver against all assignments tried one by one, over random small problems.
#include "match/assign/assignment.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <functional>
#include <random>

#include "match/columns/random_facts.hpp"

namespace kilograph::match::assign {
namespace {

using match::tests::seed_of_run;

constexpr unsigned kProblems = 150;

class RandomProblem {
 public:
  explicit RandomProblem(unsigned seed) : random_(seed) {}

  Problem make() {
    Problem problem;
    problem.in_turn = roll(3) == 0;
    for (unsigned i = 1 + roll(3); i > 0; --i) {
      problem.tasks.push_back({1 + roll(4), {}});
      if (roll(3) == 0) problem.tasks.back().most_devices = roll(3);
    }
    for (unsigned i = 1 + roll(2); i > 0; --i)
      problem.places.push_back(place(static_cast<unsigned>(problem.tasks.size())));
    return problem;
  }
  unsigned roll(unsigned sides) { return random_() % sides; }

 private:
  Place place(unsigned tasks) {
    Place one{.devices = 1 + roll(2), .ram_bytes = 20 + 10 * roll(5), .flash_bytes = 40 + 10 * roll(6)};
    for (unsigned i = roll(4); i > 0; --i) one.code.push_back(5 * roll(4));
    for (unsigned i = roll(5); i > 0; --i) one.options.push_back(option(tasks, static_cast<unsigned>(one.code.size())));
    // Each fits alone, as candidates do.
    std::erase_if(one.options, [&](const Option& each) {
      std::uint64_t flash = each.model_bytes;
      for (const std::uint32_t part : each.code) flash += one.code[part];
      return each.arena_bytes > one.ram_bytes || flash > one.flash_bytes;
    });
    return one;
  }

  Option option(unsigned tasks, unsigned parts) {
    Option one{.task = roll(tasks), .model = roll(3), .runtime = roll(4) == 0 ? 1U : 0U, .quality = roll(4)};
    one.arena_bytes = 10 * roll(6);
    one.model_bytes = 10 * roll(6);
    for (std::uint32_t part = 0; part < parts; ++part) {
      if (roll(2)) one.code.push_back(part);
    }
    return one;
  }

  std::mt19937 random_;
};

// Every choice of every device.
Score best_of_all(const Problem& problem) {
  std::vector<std::uint32_t> devices;
  for (std::uint32_t place = 0; place < problem.places.size(); ++place) {
    devices.insert(devices.end(), problem.places[place].devices, place);
  }
  std::optional<Score> best;
  std::vector<Part> parts;
  std::vector<std::uint64_t> served(problem.tasks.size(), 0);
  const std::function<void(std::size_t, std::uint32_t)> choose = [&](std::size_t device, std::uint32_t task) {
    if (device == devices.size()) {
      const Score score = score_of(problem, parts);
      if (!best || score > *best) best = score;
      return;
    }
    const Place& place = problem.places[devices[device]];
    if (task == 0) parts.push_back({devices[device], 1, Chosen(problem.tasks.size(), kNothing)});
    if (task == problem.tasks.size()) {
      if (is_possible(problem, place, parts.back().chosen)) choose(device + 1, 0);
    } else {
      choose(device, task + 1);
      const auto most = problem.tasks[task].most_devices;
      for (std::uint32_t at = 0; at < place.options.size(); ++at) {
        if (place.options[at].task != task || (most && served[task] >= *most)) continue;
        ++served[task];
        parts[device].chosen[task] = at;
        choose(device, task + 1);
        parts[device].chosen[task] = kNothing;
        --served[task];
      }
    }
    if (task == 0) parts.resize(device);
  };
  choose(0, 0);
  return *best;
}

TEST(Assignment, IsTheBestOfAllForSmallProblems) {
  const unsigned first = seed_of_run(1);
  unsigned served = 0, limited = 0;
  for (unsigned seed = first; seed < first + kProblems; ++seed) {
    const Problem problem = RandomProblem(seed).make();
    const auto found = assign(problem);
    ASSERT_TRUE(found) << found.error().to_text();
    ASSERT_TRUE(found->is_exact) << "seed " << seed;
    const Score best = best_of_all(problem);
    ASSERT_EQ(found->score.served, best.served) << "seed " << seed;
    ASSERT_EQ(found->score.quality, best.quality) << "seed " << seed;
    ASSERT_EQ(found->score.ram_left, best.ram_left) << "seed " << seed;
    ASSERT_EQ(found->score.flash_left, best.flash_left) << "seed " << seed;
    ASSERT_EQ(found->bound, best.served) << "seed " << seed;
    served += best.served > 0;
    limited += std::ranges::any_of(problem.tasks, [](const Task& task) { return task.most_devices.has_value(); });
  }
  std::printf("seeds %u to %u: %u problems serve something, %u limit a task\n", first, first + kProblems - 1, served,
              limited);
  EXPECT_GT(served, kProblems / 2);
  EXPECT_GT(limited, kProblems / 5);
}

// Too many devices for one program: what is found holds together, and is within its bound.
TEST(Assignment, OfManyDevicesKeepsLimitsAndSaysABound) {
  for (unsigned seed = 1; seed <= 10; ++seed) {
    RandomProblem random(seed);
    Problem problem = random.make();
    problem.tasks.front().most_devices = 1'000 + seed;
    for (Place& place : problem.places) place.devices = 5'000;
    const auto found = assign(problem);
    ASSERT_TRUE(found) << found.error().to_text();
    std::vector<std::uint64_t> served(problem.tasks.size(), 0), devices(problem.places.size(), 0);
    for (const Part& part : found->parts) {
      devices[part.place] += part.devices;
      EXPECT_TRUE(is_possible(problem, problem.places[part.place], part.chosen));
      for (std::size_t task = 0; task < served.size(); ++task)
        served[task] += part.chosen[task] == kNothing ? 0 : part.devices;
    }
    for (std::size_t task = 0; task < served.size(); ++task) {
      EXPECT_LE(served[task], problem.tasks[task].most_devices.value_or(UINT64_MAX));
    }
    for (std::size_t place = 0; place < devices.size(); ++place)
      EXPECT_EQ(devices[place], problem.places[place].devices);
    EXPECT_LE(found->score.served, found->bound);
  }
}

// So many alike that no proof is in reach: the search ends after its steps, with what it has.
TEST(Assignment, OfManyTasksEndsAfterItsSteps) {
  Problem problem;
  for (unsigned i = 0; i < 64; ++i) problem.tasks.push_back({1 + i % 7, {}});
  for (std::uint64_t kind = 0; kind < 3; ++kind) {
    Place place{.devices = 2, .ram_bytes = 236'412 + 31'007 * kind, .flash_bytes = 913'331 - 17'011 * kind};
    place.code = {30'011, 2'003, 1'009};
    for (std::uint32_t task = 0; task < 64; ++task) {
      for (std::uint32_t model = 0; model < 5; ++model) {
        place.options.push_back({.task = task,
                                 .model = model,
                                 .quality = 800'000 + 17'003 * model,
                                 .arena_bytes = 9'173 + 7'919 * model,
                                 .model_bytes = 21'701 + 13'007 * ((model * 3) % 5),
                                 .code = {0, 1 + model % 2}});
      }
    }
    problem.places.push_back(place);
  }
  const auto found = assign(problem);
  ASSERT_TRUE(found) << found.error().to_text();
  std::printf("served %llu of at most %llu, %llu steps, %s\n", static_cast<unsigned long long>(found->score.served),
              static_cast<unsigned long long>(found->bound), static_cast<unsigned long long>(found->steps),
              found->is_exact ? "exact" : "not exact");
  EXPECT_GT(found->score.served, 0u);
  EXPECT_LE(found->score.served, found->bound);
  EXPECT_LE(found->steps, kMostSteps + kMostSteps / 10);
  EXPECT_TRUE(!found->is_exact || found->score.served == found->bound);
  EXPECT_EQ(assign(problem)->score, found->score);
}

TEST(Assignment, SharesTheCodeOfModelsOnOneDevice) {
  Problem problem{.tasks = {{1, {}}, {1, {}}}, .places = {{.devices = 3, .ram_bytes = 100, .flash_bytes = 100}}};
  Place& place = problem.places.front();
  place.code = {60};
  place.options = {{.task = 0, .arena_bytes = 60, .model_bytes = 20, .code = {0}},
                   {.task = 1, .arena_bytes = 60, .model_bytes = 20, .code = {0}}};
  EXPECT_EQ(assign(problem)->score.served, 3u);  // both arenas at once are too much
  problem.in_turn = true;
  const auto found = assign(problem);
  EXPECT_EQ(found->score.served, 6u);
  EXPECT_EQ(found->score.ram_left, 3u * 40);
  EXPECT_EQ(found->score.flash_left, 0u);
}

}  // namespace
}  // namespace kilograph::match::assign
