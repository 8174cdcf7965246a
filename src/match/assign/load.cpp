#include <algorithm>
#include <numeric>
#include <set>

#include "match/assign/assignment.hpp"

namespace kilograph::match::assign {

Load load_of(const Problem& problem, const Place& place, const Chosen& chosen) {
  Load load;
  std::set<std::uint32_t> code;
  for (const std::uint32_t at : chosen) {
    if (at == kNothing) continue;
    const Option& option = place.options[at];
    load.ram_bytes =
        problem.in_turn ? std::max(load.ram_bytes, option.arena_bytes) : load.ram_bytes + option.arena_bytes;
    load.flash_bytes += option.model_bytes;
    code.insert(option.code.begin(), option.code.end());
  }
  for (const std::uint32_t part : code) load.flash_bytes += place.code[part];
  return load;
}

bool is_possible(const Problem& problem, const Place& place, const Chosen& chosen) {
  std::set<std::uint32_t> runtimes;
  for (const std::uint32_t at : chosen) {
    if (at != kNothing) runtimes.insert(place.options[at].runtime);
  }
  const Load load = load_of(problem, place, chosen);
  return runtimes.size() <= 1 && load.ram_bytes <= place.ram_bytes && load.flash_bytes <= place.flash_bytes;
}

std::vector<std::uint32_t> by_priority(const std::vector<Task>& tasks) {
  std::vector<std::uint32_t> order(tasks.size());
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::stable_sort(order, std::greater<>{}, [&](std::uint32_t task) { return tasks[task].priority; });
  return order;
}

Score score_of(const Problem& problem, const std::vector<Part>& parts) {
  const std::vector<std::uint32_t> order = by_priority(problem.tasks);
  Score score;
  score.quality.assign(order.size(), 0);
  for (const Part& part : parts) {
    const Place& place = problem.places[part.place];
    for (std::size_t i = 0; i < order.size(); ++i) {
      const std::uint32_t at = part.chosen[order[i]];
      if (at == kNothing) continue;
      score.served += part.devices * problem.tasks[order[i]].priority;
      score.quality[i] += part.devices * place.options[at].quality;
    }
    const Load load = load_of(problem, place, part.chosen);
    score.ram_left += part.devices * (place.ram_bytes - load.ram_bytes);
    score.flash_left += part.devices * (place.flash_bytes - load.flash_bytes);
  }
  return score;
}

}  // namespace kilograph::match::assign
