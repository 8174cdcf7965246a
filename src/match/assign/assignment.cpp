#include "match/assign/assignment.hpp"

#include <algorithm>
#include <map>

#include "match/assign/device_program.hpp"

namespace kilograph::match::assign {
namespace {

using Left = std::vector<std::optional<std::uint64_t>>;

Left limits_of(const Problem& problem) {
  Left left;
  for (const Task& task : problem.tasks) left.push_back(task.most_devices);
  return left;
}

bool hangs_together(const Problem& problem) {
  return std::ranges::any_of(problem.tasks, [](const Task& task) { return task.most_devices.has_value(); });
}

std::uint64_t priority_of(const Problem& problem, const Chosen& chosen) {
  std::uint64_t sum = 0;
  for (std::size_t task = 0; task < chosen.size(); ++task)
    sum += chosen[task] == kNothing ? 0 : problem.tasks[task].priority;
  return sum;
}

// What one of so many searches that are left may take.
Result<Solved> solve_shared(const Problem& problem, std::uint32_t place, const Left& left, Steps& steps,
                            std::uint64_t searches) {
  Steps own{steps.left / std::max<std::uint64_t>(searches, 1)};
  auto solved = solve(problem, {place}, left, own);
  steps.left -= std::min(steps.left, own.taken);
  steps.taken += own.taken;
  return solved;
}

Result<Assignment> place_by_place(const Problem& problem, Steps& steps) {
  Assignment found{.parts = {}, .score = {}, .is_exact = true};
  const Left any(problem.tasks.size());
  for (std::uint32_t place = 0; place < problem.places.size(); ++place) {
    Solved solved = KG_TRY(solve_shared(problem, place, any, steps, problem.places.size() - place));
    const std::uint64_t devices = problem.places[place].devices;
    found.bound += devices * solved.bound;
    found.is_exact = found.is_exact && solved.is_exact;
    found.parts.push_back({place, devices, std::move(solved.chosen.front())});
  }
  return found;
}

Result<Assignment> all_at_once(const Problem& problem, Steps& steps) {
  std::vector<std::uint32_t> devices;
  for (std::uint32_t place = 0; place < problem.places.size(); ++place) {
    devices.insert(devices.end(), problem.places[place].devices, place);
  }
  const Solved solved = KG_TRY(solve(problem, devices, limits_of(problem), steps));
  std::map<std::pair<std::uint32_t, Chosen>, std::uint64_t> counts;
  for (std::size_t i = 0; i < devices.size(); ++i) ++counts[{devices[i], solved.chosen[i]}];
  Assignment found{.parts = {}, .score = {}, .bound = solved.bound, .is_exact = solved.is_exact};
  for (const auto& [what, count] : counts) found.parts.push_back({what.first, count, what.second});
  return found;
}

// The most that can be served: of each place alone, and of each task by how often it is wanted.
std::uint64_t bound_of(const Problem& problem, std::uint64_t without_limits) {
  std::uint64_t by_task = 0;
  for (std::uint32_t task = 0; task < problem.tasks.size(); ++task) {
    std::uint64_t devices = 0;
    for (const Place& place : problem.places) {
      const bool can = std::ranges::any_of(place.options, [&](const Option& option) { return option.task == task; });
      devices += can ? place.devices : 0;
    }
    by_task += problem.tasks[task].priority * std::min(devices, problem.tasks[task].most_devices.value_or(devices));
  }
  return std::min(by_task, without_limits);
}

// Takes again and again the place whose devices serve most of what is left.
class Taking {
 public:
  Taking(const Problem& problem, Steps& steps) : problem_(problem), steps_(steps), left_(limits_of(problem)) {
    for (const Place& place : problem.places) devices_left_.push_back(place.devices);
  }

  Result<Assignment> take_all() {
    Assignment found{};
    for (;;) {
      std::uint32_t best = kNothing;
      std::uint64_t most = 0;
      for (std::uint32_t place = 0; place < problem_.places.size(); ++place) {
        if (devices_left_[place] == 0) continue;
        const std::uint64_t served = priority_of(problem_, *KG_TRY(best_for(place)));
        if (served > most) {
          best = place;
          most = served;
        }
      }
      if (best == kNothing) break;
      take(best, *KG_TRY(best_for(best)), found);
    }
    for (std::uint32_t place = 0; place < problem_.places.size(); ++place) {
      if (devices_left_[place] > 0) found.parts.push_back({place, devices_left_[place], nothing()});
    }
    std::ranges::stable_sort(found.parts, {}, &Part::place);
    return found;
  }

 private:
  Chosen nothing() const { return Chosen(problem_.tasks.size(), kNothing); }

  // Which tasks may still be served.
  std::vector<bool> open() const {
    std::vector<bool> open;
    for (const auto& left : left_) open.push_back(!left || *left > 0);
    return open;
  }

  Result<const Chosen*> best_for(std::uint32_t place) {
    const auto key = std::pair(place, open());
    auto known = known_.find(key);
    if (known == known_.end()) {
      Left once(left_.size());
      for (std::size_t task = 0; task < once.size(); ++task) {
        if (!key.second[task]) once[task] = 0;
      }
      known =
          known_.emplace(key, std::move(KG_TRY(solve_shared(problem_, place, once, steps_, searches())).chosen.front()))
              .first;
    }
    return &known->second;
  }

  // Each place is searched again when a task is done.
  std::uint64_t searches() const {
    const auto open_tasks = static_cast<std::uint64_t>(std::ranges::count(open(), true));
    return problem_.places.size() * (open_tasks + 1);
  }

  void take(std::uint32_t place, const Chosen& chosen, Assignment& found) {
    std::uint64_t devices = devices_left_[place];
    for (std::size_t task = 0; task < chosen.size(); ++task) {
      if (chosen[task] != kNothing && left_[task]) devices = std::min(devices, *left_[task]);
    }
    found.parts.push_back({place, devices, chosen});
    devices_left_[place] -= devices;
    for (std::size_t task = 0; task < chosen.size(); ++task) {
      if (chosen[task] != kNothing && left_[task]) *left_[task] -= devices;
    }
  }

  const Problem& problem_;
  Steps& steps_;
  Left left_;
  std::vector<std::uint64_t> devices_left_;
  std::map<std::pair<std::uint32_t, std::vector<bool>>, Chosen> known_;
};

std::size_t joint_options(const Problem& problem) {
  std::size_t all = 0;
  for (const Place& place : problem.places) {
    const std::uint64_t devices = std::min<std::uint64_t>(place.devices, kMostJointOptions + 1);
    all += static_cast<std::size_t>(devices) * std::max<std::size_t>(place.options.size(), 1);
    if (all > kMostJointOptions) break;
  }
  return all;
}

Result<Assignment> taken(const Problem& problem, Steps& steps) {
  Steps half{steps.left / 2};
  const std::uint64_t bound = KG_TRY(place_by_place(problem, half)).bound;
  steps = {steps.left - std::min(steps.left, half.taken), half.taken};
  Assignment found = KG_TRY(Taking(problem, steps).take_all());
  found.bound = bound;
  return found;
}

}  // namespace

Result<Assignment> assign(const Problem& problem) {
  Steps steps;
  auto found = KG_TRY(!hangs_together(problem)                      ? place_by_place(problem, steps)
                      : joint_options(problem) <= kMostJointOptions ? all_at_once(problem, steps)
                                                                    : taken(problem, steps));
  if (!found.is_exact) found.bound = bound_of(problem, found.bound);
  found.steps = steps.taken;
  for (const Part& part : found.parts) {
    if (!is_possible(problem, problem.places[part.place], part.chosen)) {
      return fail(ErrorKind::internal, "the solver's assignment does not hold together", {}, {}, "Please report it.");
    }
  }
  found.score = score_of(problem, found.parts);
  return found;
}

}  // namespace kilograph::match::assign
