#include "match/assign/device_program.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "match/assign/integer_program.hpp"

namespace kilograph::match::assign {
namespace {

using Terms = IntegerProgram::Terms;
using Variable = IntegerProgram::Variable;

double real_of(std::uint64_t value) { return static_cast<double>(value); }

class Devices {
 public:
  Devices(const Problem& problem, const std::vector<std::uint32_t>& places,
          const std::vector<std::optional<std::uint64_t>>& left, Steps& steps)
      : problem_(problem), steps_(steps), served_(problem.tasks.size()), quality_(problem.tasks.size()) {
    for (const std::uint32_t place : places) add(problem.places[place]);
    for (std::size_t task = 0; task < left.size(); ++task) {
      if (left[task] && !served_[task].empty()) program_.at_most(served_[task], real_of(*left[task]));
    }
  }

  Result<Solved> solve() {
    Solved solved{.chosen = {}, .is_exact = true};
    Terms priorities;
    for (std::size_t task = 0; task < served_.size(); ++task) {
      for (const auto& [variable, one] : served_[task])
        priorities.emplace_back(variable, real_of(problem_.tasks[task].priority));
    }
    best_.assign(program_.size(), 0.0);
    const double bound = KG_TRY(improved(priorities, true, solved));
    solved.bound = static_cast<std::uint64_t>(std::floor(bound + 1e-6));
    for (const std::uint32_t task : by_priority(problem_.tasks)) {
      if (!quality_[task].empty()) KG_CHECK(improved(quality_[task], true, solved));
    }
    if (!ram_.empty()) KG_CHECK(improved(ram_, false, solved));
    if (!flash_.empty()) KG_CHECK(improved(flash_, false, solved));
    solved.chosen = chosen_by(best_);
    return solved;
  }

 private:
  struct Device {
    const Place* place;
    std::vector<Variable> options;
  };

  void add(const Place& place) {
    Device device{&place, {}};
    for (std::size_t i = 0; i < place.options.size(); ++i) device.options.push_back(program_.whole(0, 1));
    for (std::size_t i = 0; i < place.options.size(); ++i) {
      const Option& option = place.options[i];
      served_[option.task].emplace_back(device.options[i], 1.0);
      if (option.quality != 0) quality_[option.task].emplace_back(device.options[i], real_of(option.quality));
    }
    one_of_each_task(device);
    one_runtime(device);
    hold_ram(device);
    hold_flash(device);
    order_equal_tasks(device);
    devices_.push_back(std::move(device));
  }

  void one_of_each_task(const Device& device) {
    for (std::uint32_t task = 0; task < problem_.tasks.size(); ++task) {
      Terms terms;
      for (std::size_t i = 0; i < device.options.size(); ++i) {
        if (device.place->options[i].task == task) terms.emplace_back(device.options[i], 1.0);
      }
      if (terms.size() > 1) program_.at_most(std::move(terms), 1);
    }
  }

  // Two tasks without limits that the same would serve: the one that counts first has what is at least as good, for
  // they could change places.
  void order_equal_tasks(const Device& device) {
    std::vector<std::uint32_t> earlier;
    for (const std::uint32_t task : by_priority(problem_.tasks)) {
      if (problem_.tasks[task].most_devices) continue;
      const Terms own = levels_of(device, task);
      if (own.empty()) continue;
      const auto equal = std::ranges::find_if(earlier, [&](std::uint32_t one) { return are_equal(device, one, task); });
      if (equal == earlier.end()) {
        earlier.push_back(task);
        continue;
      }
      Terms both = levels_of(device, *equal);
      for (const auto& [variable, level] : own) both.emplace_back(variable, -level);
      program_.at_least(std::move(both), 0);
      *equal = task;
    }
  }

  static std::vector<std::size_t> options_of(const Place& place, std::uint32_t task) {
    std::vector<std::size_t> all;
    for (std::size_t i = 0; i < place.options.size(); ++i) {
      if (place.options[i].task == task) all.push_back(i);
    }
    return all;
  }

  bool are_equal(const Device& device, std::uint32_t one, std::uint32_t other) const {
    const auto& options = device.place->options;
    const auto is_like = [&](std::size_t a, std::size_t b) {
      Option moved = options[a];
      moved.task = other;
      return moved == options[b];
    };
    return problem_.tasks[one].priority == problem_.tasks[other].priority &&
           std::ranges::equal(options_of(*device.place, one), options_of(*device.place, other), is_like);
  }

  // Of each option how many of its task's are no better: serving is better than not.
  Terms levels_of(const Device& device, std::uint32_t task) const {
    Terms terms;
    const std::vector<std::size_t> own = options_of(*device.place, task);
    for (const std::size_t at : own) {
      const auto level = std::ranges::count_if(own, [&](std::size_t other) {
        return device.place->options[other].quality <= device.place->options[at].quality;
      });
      terms.emplace_back(device.options[at], static_cast<double>(level));
    }
    return terms;
  }

  void one_runtime(const Device& device) {
    std::set<std::uint32_t> runtimes;
    for (const Option& option : device.place->options) runtimes.insert(option.runtime);
    if (runtimes.size() < 2) return;
    Terms all;
    for (const std::uint32_t runtime : runtimes) {
      const Variable is_taken = program_.whole(0, 1);
      all.emplace_back(is_taken, 1.0);
      for (std::size_t i = 0; i < device.options.size(); ++i) {
        if (device.place->options[i].runtime == runtime)
          program_.at_most({{device.options[i], 1.0}, {is_taken, -1.0}}, 0);
      }
    }
    program_.at_most(std::move(all), 1);
  }

  void hold_ram(const Device& device) {
    const double room = real_of(device.place->ram_bytes);
    const Variable used = program_.real(0, room);
    ram_.emplace_back(used, 1.0);
    Terms sum{{used, -1.0}};
    for (std::size_t i = 0; i < device.options.size(); ++i) {
      const double arena = real_of(device.place->options[i].arena_bytes);
      if (problem_.in_turn) {
        program_.at_most({{device.options[i], arena}, {used, -1.0}}, 0);
      } else {
        sum.emplace_back(device.options[i], arena);
      }
    }
    if (!problem_.in_turn) program_.at_most(std::move(sum), 0);
  }

  void hold_flash(const Device& device) {
    const Variable used = program_.real(0, real_of(device.place->flash_bytes));
    flash_.emplace_back(used, 1.0);
    Terms sum{{used, -1.0}};
    std::vector<Variable> parts;
    for (const std::uint64_t bytes : device.place->code) {
      parts.push_back(program_.real(0, 1));
      sum.emplace_back(parts.back(), real_of(bytes));
    }
    for (std::size_t i = 0; i < device.options.size(); ++i) {
      const Option& option = device.place->options[i];
      sum.emplace_back(device.options[i], real_of(option.model_bytes));
      for (const std::uint32_t part : option.code) program_.at_most({{device.options[i], 1.0}, {parts[part], -1.0}}, 0);
    }
    program_.at_most(std::move(sum), 0);
  }

  // What was reached is held when the next is sought.
  // none is better than what is returned.
  Result<double> improved(const Terms& objective, bool upwards, Solved& solved) {
    double bound = upwards ? sum_of(objective) : 0;
    const std::uint64_t size = program_.size(), nodes = std::min(kMostNodes, steps_.left / size);
    if (nodes < kNodesOfStart && is_started_) {
      solved.is_exact = false;
      return bound;
    }
    is_started_ = true;
    const std::uint64_t searched = nodes > kNodesOfStart ? nodes - kNodesOfStart : 1;
    const auto found = KG_TRY(upwards ? program_.most(objective, searched) : program_.least(objective, searched));
    const std::uint64_t taken = size * (kNodesOfStart + found.nodes);
    steps_.left -= std::min(steps_.left, taken);
    steps_.taken += taken;
    solved.is_exact = solved.is_exact && found.is_proven;
    const double held = value_of(objective, best_);
    const bool is_better = upwards ? found.value > held : found.value < held;
    if (!found.values.empty() && (found.is_proven || is_better)) best_ = found.values;
    const double reached = value_of(objective, best_);
    if (upwards) {
      program_.at_least(objective, reached - 0.25);
      // What the solver says of a search that was cut short is taken where it can be.
      if (found.is_proven || (found.bound >= reached && found.bound < bound)) bound = found.bound;
    } else {
      program_.at_most(objective, reached + 0.25);
    }
    return bound;
  }

  static double sum_of(const Terms& objective) {
    double sum = 0;
    for (const auto& [variable, factor] : objective) sum += factor;
    return sum;
  }

  static double value_of(const Terms& objective, const std::vector<double>& values) {
    double value = 0;
    for (const auto& [variable, factor] : objective) value += factor * values[static_cast<std::size_t>(variable)];
    return value;
  }

  std::vector<Chosen> chosen_by(const std::vector<double>& values) const {
    std::vector<Chosen> all;
    for (const Device& device : devices_) {
      Chosen chosen(problem_.tasks.size(), kNothing);
      for (std::size_t i = 0; i < device.options.size(); ++i) {
        if (values[static_cast<std::size_t>(device.options[i])] < 0.5) continue;
        chosen[device.place->options[i].task] = static_cast<std::uint32_t>(i);
      }
      all.push_back(std::move(chosen));
    }
    return all;
  }

  const Problem& problem_;
  Steps& steps_;
  IntegerProgram program_;
  std::vector<Device> devices_;
  std::vector<Terms> served_, quality_;  // by task
  Terms ram_, flash_;
  std::vector<double> best_;  // found until now
  bool is_started_ = false;
};

}  // namespace

Result<Solved> solve(const Problem& problem, const std::vector<std::uint32_t>& places,
                     const std::vector<std::optional<std::uint64_t>>& left, Steps& steps) {
  const bool is_open =
      std::ranges::any_of(places, [&](std::uint32_t at) { return !problem.places[at].options.empty(); });
  if (!is_open) return Solved{std::vector<Chosen>(places.size(), Chosen(problem.tasks.size(), kNothing)), 0, true};
  return Devices(problem, places, left, steps).solve();
}

}  // namespace kilograph::match::assign
