#include "inspect/optimise/order_search.hpp"

#include <algorithm>
#include <queue>
#include <string>
#include <string_view>
#include <unordered_map>

#include "inspect/optimise/progress.hpp"

namespace kilograph::inspect::optimise_detail {
namespace {

constexpr std::uint64_t kMostWordsKept = 4'000'000;  // 32 MB of sets of steps

std::uint64_t size_of(const OrderProblem& problem) {
  std::uint64_t size = problem.values.size() + 1;
  for (const Step& step : problem.steps) size += 1 + step.before.size() + step.reads.size() + step.makes.size();
  return size;
}

// No order can do with less than each step needs for itself, or than what is there from the start.
std::uint64_t floor_of(const OrderProblem& problem) {
  std::uint64_t floor = Progress(problem).start_bytes();
  for (const Step& step : problem.steps) {
    std::uint64_t bytes = step.own_bytes;
    for (const std::int32_t value : step.reads) bytes += problem.values[static_cast<std::size_t>(value)].bytes;
    for (const std::int32_t value : step.makes) bytes += problem.values[static_cast<std::size_t>(value)].bytes;
    floor = std::max(floor, bytes);
  }
  return floor;
}

std::string_view bytes_of(const std::uint64_t* set, std::size_t words) {
  return {reinterpret_cast<const char*>(set), words * sizeof(std::uint64_t)};
}

// The search over sets of steps. A node is a set that some order reaches, with the smallest peak so far.
class SetSearch {
 public:
  SetSearch(const OrderProblem& problem, std::uint64_t floor, std::uint64_t work)
      : problem_(problem),
        progress_(problem),
        words_(problem.steps.size() / 64 + 1),
        work_(work),
        cost_(size_of(problem)) {
    add({floor, 0, -1, -1}, StepSet(words_, 0));
  }

  // Whether it ended; `bound` then is the best peak, else what is known of it.
  bool run() {
    while (!open_.empty()) {
      const std::int32_t index = open_.top().node;
      open_.pop();
      const Node node = nodes_[static_cast<std::size_t>(index)];
      if (seen_.at(set_of(index)) < node.peak) continue;
      bound_ = node.peak;
      if (work_ < cost_ || nodes_.size() * words_ > kMostWordsKept) return false;
      work_ -= cost_;
      if (expand(index)) return true;
    }
    return false;
  }

  std::uint64_t bound() const { return bound_; }
  const std::vector<std::int32_t>& order() const { return order_; }

 private:
  struct Node {
    std::uint64_t peak;
    std::int32_t done;    // how many steps have run
    std::int32_t parent;
    std::int32_t step;    // run after the parent's own steps at once
  };
  struct Open {
    std::uint64_t peak;
    std::int32_t done;
    std::int32_t node;
    bool operator<(const Open& other) const {  // the top is the smallest peak, then the furthest, then the first
      if (peak != other.peak) return peak > other.peak;
      if (done != other.done) return done < other.done;
      return node > other.node;
    }
  };

  std::string set_of(std::int32_t node) const {
    return std::string(bytes_of(&sets_[static_cast<std::size_t>(node) * words_], words_));
  }

  void add(Node node, const StepSet& set) {
    const auto [known, is_new] = seen_.try_emplace(std::string(bytes_of(set.data(), words_)), node.peak);
    if (!is_new && known->second <= node.peak) return;
    known->second = node.peak;
    nodes_.push_back(node);
    sets_.insert(sets_.end(), set.begin(), set.end());
    open_.push({node.peak, node.done, static_cast<std::int32_t>(nodes_.size()) - 1});
  }

  // Runs every step that costs nothing; says which.
  std::vector<std::int32_t> run_free_steps(std::uint64_t peak) {
    std::vector<std::int32_t> ran;
    const auto is_free = [&](std::int32_t step) {
      return progress_.growth_of(step) <= 0 && progress_.peak_of(step) <= peak;
    };
    for (auto next = std::ranges::find_if(progress_.ready(), is_free); next != progress_.ready().end();
         next = std::ranges::find_if(progress_.ready(), is_free)) {
      ran.push_back(*next);
      progress_.run(ran.back());
      work_ -= std::min<std::uint64_t>(work_, progress_.ready().size());
    }
    return ran;
  }

  // Whether all steps have run.
  bool expand(std::int32_t index) {
    const Node node = nodes_[static_cast<std::size_t>(index)];
    const auto begin = sets_.begin() + static_cast<std::ptrdiff_t>(static_cast<std::size_t>(index) * words_);
    StepSet set(begin, begin + static_cast<std::ptrdiff_t>(words_));
    progress_.restart(set.data());
    const std::vector<std::int32_t> ran = run_free_steps(node.peak);
    for (const std::int32_t step : ran) insert(set.data(), step);
    const std::int32_t done = node.done + static_cast<std::int32_t>(ran.size());
    if (static_cast<std::size_t>(done) == problem_.steps.size()) {
      keep_order(index);
      return true;
    }
    for (const std::int32_t step : progress_.ready()) {
      StepSet next = set;
      insert(next.data(), step);
      add({std::max(node.peak, progress_.peak_of(step)), done + 1, index, step}, next);
    }
    return false;
  }

  void keep_order(std::int32_t last) {
    std::vector<std::int32_t> path;
    for (std::int32_t node = last; node >= 0; node = nodes_[static_cast<std::size_t>(node)].parent)
      path.push_back(node);
    std::ranges::reverse(path);
    Progress& progress = progress_;
    progress.restart(StepSet(words_, 0).data());
    for (const std::int32_t index : path) {
      const Node& node = nodes_[static_cast<std::size_t>(index)];
      if (node.step >= 0) {
        progress.run(node.step);
        order_.push_back(node.step);
      }
      for (const std::int32_t step : run_free_steps(node.peak)) order_.push_back(step);
    }
  }

  const OrderProblem& problem_;
  Progress progress_;
  std::size_t words_;
  std::uint64_t work_;
  std::uint64_t cost_;
  std::uint64_t bound_ = 0;
  std::vector<Node> nodes_;
  std::vector<std::uint64_t> sets_;
  std::unordered_map<std::string, std::uint64_t> seen_;  // the smallest peak by which a set was reached
  std::priority_queue<Open> open_;
  std::vector<std::int32_t> order_;
};

// A beam's orders by their parents in the level before.
struct Beam {
  std::uint64_t peak = 0;
  std::uint64_t alive = 0;
  std::int32_t parent = -1;
  std::int32_t step = -1;
};

}  // namespace

std::vector<std::int32_t> order_by_beam(const OrderProblem& problem, std::size_t width) {
  const std::size_t words = problem.steps.size() / 64 + 1;
  Progress progress(problem);
  std::vector<std::vector<Beam>> levels{{Beam{progress.start_bytes(), progress.alive_bytes()}}};
  std::vector<StepSet> sets{StepSet(words, 0)};
  for (std::size_t done = 0; done < problem.steps.size(); ++done) {
    std::vector<Beam> next;
    for (std::size_t i = 0; i < sets.size(); ++i) {
      progress.restart(sets[i].data());
      for (const std::int32_t step : progress.ready()) {
        const auto alive =
            static_cast<std::uint64_t>(static_cast<std::int64_t>(progress.alive_bytes()) + progress.growth_of(step));
        next.push_back(
            {std::max(levels.back()[i].peak, progress.peak_of(step)), alive, static_cast<std::int32_t>(i), step});
      }
    }
    std::ranges::stable_sort(
        next, [](const Beam& a, const Beam& b) { return a.peak != b.peak ? a.peak < b.peak : a.alive < b.alive; });
    std::vector<Beam> kept;
    std::vector<StepSet> kept_sets;
    for (const Beam& beam : next) {
      StepSet set = sets[static_cast<std::size_t>(beam.parent)];
      insert(set.data(), beam.step);
      if (std::ranges::find(kept_sets, set) != kept_sets.end()) continue;
      kept.push_back(beam);
      kept_sets.push_back(std::move(set));
      if (kept.size() == width) break;
    }
    levels.push_back(std::move(kept));
    sets = std::move(kept_sets);
  }
  std::vector<std::int32_t> order;
  std::int32_t index = 0;
  for (std::size_t level = levels.size(); level-- > 1;) {
    const Beam& beam = levels[level][static_cast<std::size_t>(index)];
    order.push_back(beam.step);
    index = beam.parent;
  }
  std::ranges::reverse(order);
  return order;
}

FoundOrder best_order(const OrderProblem& problem, std::uint64_t work) {
  constexpr std::uint64_t kWidestBeam = 64;
  const std::vector<std::int32_t> today = order_of_file(problem);
  FoundOrder found{today, peak_of(problem, today), floor_of(problem)};
  if (found.is_proven() || work == 0) return found;
  SetSearch search(problem, found.bound, work);
  const bool has_ended = search.run();
  found.bound = std::max(found.bound, search.bound());
  std::vector<std::int32_t> order;
  if (has_ended) {
    order = search.order();
  } else {
    const std::uint64_t width = work / (size_of(problem) * problem.steps.size());
    if (width > 0) order = order_by_beam(problem, std::min(width, kWidestBeam));
  }
  if (order.empty()) return found;
  const std::uint64_t peak = peak_of(problem, order);
  if (peak < found.peak_bytes) {
    found.order = std::move(order);
    found.peak_bytes = peak;
  }
  return found;
}

}  // namespace kilograph::inspect::optimise_detail
