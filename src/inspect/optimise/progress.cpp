#include "inspect/optimise/progress.hpp"

#include <algorithm>
#include <numeric>

namespace kilograph::inspect::optimise_detail {
namespace {

std::size_t at(std::int32_t index) { return static_cast<std::size_t>(index); }

}  // namespace

Progress::Progress(const OrderProblem& problem)
    : problem_(problem),
      followers_(problem.steps.size()),
      missing_(problem.steps.size()),
      unread_(problem.values.size()) {
  for (std::size_t i = 0; i < problem.steps.size(); ++i) {
    for (const std::int32_t before : problem.steps[i].before)
      followers_[at(before)].push_back(static_cast<std::int32_t>(i));
  }
  for (const Value& value : problem.values) start_bytes_ += value.is_given ? value.bytes : 0;
  restart(StepSet(problem.steps.size() / 64 + 1, 0).data());
}

void Progress::restart(const std::uint64_t* done) {
  alive_bytes_ = 0;
  ready_.clear();
  for (std::size_t v = 0; v < unread_.size(); ++v) unread_[v] = problem_.values[v].readers;
  for (std::size_t i = 0; i < problem_.steps.size(); ++i) {
    const Step& step = problem_.steps[i];
    const bool has_run = contains(done, static_cast<std::int32_t>(i));
    missing_[i] = 0;
    for (const std::int32_t before : step.before) missing_[i] += contains(done, before) ? 0 : 1;
    if (!has_run && missing_[i] == 0) ready_.push_back(static_cast<std::int32_t>(i));
    if (!has_run) continue;
    for (const std::int32_t value : step.reads) --unread_[at(value)];
    for (const std::int32_t value : step.makes) {
      if (problem_.values[at(value)].readers > 0 || problem_.values[at(value)].lasts)
        alive_bytes_ += problem_.values[at(value)].bytes;
    }
  }
  for (std::size_t v = 0; v < unread_.size(); ++v) {
    const Value& value = problem_.values[v];
    if (value.is_given && (value.readers > 0 || value.lasts)) alive_bytes_ += value.bytes;
    if (value.readers > 0 && unread_[v] == 0 && !value.lasts) alive_bytes_ -= value.bytes;
  }
}

std::uint64_t Progress::peak_of(std::int32_t step) const {
  std::uint64_t bytes = alive_bytes_ + problem_.steps[at(step)].own_bytes;
  for (const std::int32_t value : problem_.steps[at(step)].makes) bytes += problem_.values[at(value)].bytes;
  return bytes;
}

std::int64_t Progress::growth_of(std::int32_t step) const {
  std::int64_t growth = 0;
  for (const std::int32_t index : problem_.steps[at(step)].makes) {
    const Value& value = problem_.values[at(index)];
    if (value.readers > 0 || value.lasts) growth += static_cast<std::int64_t>(value.bytes);
  }
  for (const std::int32_t index : problem_.steps[at(step)].reads) {
    const Value& value = problem_.values[at(index)];
    if (unread_[at(index)] == 1 && !value.lasts) growth -= static_cast<std::int64_t>(value.bytes);
  }
  return growth;
}

void Progress::run(std::int32_t step) {
  alive_bytes_ = static_cast<std::uint64_t>(static_cast<std::int64_t>(alive_bytes_) + growth_of(step));
  for (const std::int32_t value : problem_.steps[at(step)].reads) --unread_[at(value)];
  ready_.erase(std::ranges::find(ready_, step));
  for (const std::int32_t follower : followers_[at(step)]) {
    if (--missing_[at(follower)] == 0) ready_.push_back(follower);
  }
}

std::uint64_t peak_of(const OrderProblem& problem, const std::vector<std::int32_t>& order) {
  Progress progress(problem);
  std::uint64_t peak = progress.start_bytes();
  for (const std::int32_t step : order) {
    peak = std::max(peak, progress.peak_of(step));
    progress.run(step);
  }
  return peak;
}

std::vector<std::int32_t> order_of_file(const OrderProblem& problem) {
  std::vector<std::int32_t> order(problem.steps.size());
  std::iota(order.begin(), order.end(), 0);
  return order;
}

}  // namespace kilograph::inspect::optimise_detail
