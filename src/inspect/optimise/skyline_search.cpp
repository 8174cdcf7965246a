#include "inspect/optimise/skyline_search.hpp"

#include <algorithm>
#include <map>

namespace kilograph::inspect::optimise_detail {
namespace {

using plan_detail::Lifetime;

// Steps at which no buffer begins look like the one before, so they are left out.
struct Span {
  std::uint64_t bytes;
  std::size_t first, last;
};

std::vector<Span> spans_of(const std::vector<Lifetime>& buffers) {
  std::map<std::int32_t, std::size_t> begins;
  for (const Lifetime& buffer : buffers) begins.emplace(buffer.first_use, 0);
  std::size_t count = 0;
  for (auto& [step, column] : begins) column = count++;
  std::vector<Span> spans;
  for (const Lifetime& buffer : buffers) {
    const auto after_last = begins.upper_bound(buffer.last_use);
    const std::size_t last = after_last == begins.end() ? count - 1 : after_last->second - 1;
    spans.push_back({buffer.bytes, begins.at(buffer.first_use), last});
  }
  return spans;
}

class Search {
 public:
  Search(std::vector<Span> spans, std::uint64_t limit, std::uint64_t bound, std::uint64_t work)
      : spans_(std::move(spans)),
        best_(limit),
        bound_(bound),
        work_(work),
        is_set_(spans_.size(), false),
        offsets_(spans_.size(), 0) {
    std::size_t columns = 0;
    for (const Span& span : spans_) columns = std::max(columns, span.last + 1);
    height_.assign(columns, 0);
    remaining_.assign(columns, 0);
    for (const Span& span : spans_) {
      for (std::size_t c = span.first; c <= span.last; ++c) remaining_[c] += span.bytes;
    }
  }

  SkylineResult run() {
    place(0, 0, 0);
    return {found_, best_, !is_cut_};
  }

 private:
  struct Candidate {
    std::size_t index;
    std::uint64_t offset;
  };

  std::uint64_t ground(const Span& span) const {
    return *std::max_element(height_.begin() + static_cast<std::ptrdiff_t>(span.first),
                             height_.begin() + static_cast<std::ptrdiff_t>(span.last) + 1);
  }

  bool is_hopeless(std::uint64_t offset) const {
    for (std::size_t c = 0; c < height_.size(); ++c) {
      if (remaining_[c] > 0 && std::max(height_[c], offset) + remaining_[c] >= best_) return true;
    }
    return false;
  }

  bool is_twin(std::size_t a, std::size_t b) const {
    return spans_[a].bytes == spans_[b].bytes && spans_[a].first == spans_[b].first && spans_[a].last == spans_[b].last;
  }

  // Among equal offsets the index ascends, so that no placement is met twice.
  std::vector<Candidate> candidates(std::uint64_t offset, std::size_t after) {
    std::vector<Candidate> all;
    for (std::size_t i = 0; i < spans_.size(); ++i) {
      if (is_set_[i]) continue;
      const std::uint64_t at = ground(spans_[i]);
      if (at < offset || (at == offset && i < after)) continue;
      const auto same = [&](const Candidate& other) { return is_twin(other.index, i); };
      if (std::ranges::none_of(all, same)) all.push_back({i, at});
    }
    std::ranges::stable_sort(all, [&](const Candidate& a, const Candidate& b) {
      return a.offset != b.offset ? a.offset < b.offset : spans_[a.index].bytes > spans_[b.index].bytes;
    });
    const std::uint64_t cost = spans_.size() * 4 + height_.size() + 1;
    if (work_ < cost) is_cut_ = true;
    work_ -= std::min(work_, cost);
    return all;
  }

  // Returns whether the search is over.
  bool place(std::size_t count, std::uint64_t offset, std::size_t after) {
    if (count == spans_.size()) {
      best_ = *std::ranges::max_element(height_);
      found_ = offsets_;
      return best_ <= bound_;
    }
    for (const Candidate& candidate : candidates(offset, after)) {
      if (is_cut_) return true;
      if (set_down(candidate, count)) return true;
    }
    return false;
  }

  bool set_down(const Candidate& candidate, std::size_t count) {
    const Span& span = spans_[candidate.index];
    const auto first = height_.begin() + static_cast<std::ptrdiff_t>(span.first);
    const std::vector<std::uint64_t> before(first, first + static_cast<std::ptrdiff_t>(span.last - span.first) + 1);
    for (std::size_t c = span.first; c <= span.last; ++c) {
      height_[c] = candidate.offset + span.bytes;
      remaining_[c] -= span.bytes;
    }
    is_set_[candidate.index] = true;
    offsets_[candidate.index] = candidate.offset;
    const std::uint64_t top = candidate.offset + span.bytes;
    const bool is_over =
        top < best_ && !is_hopeless(candidate.offset) && place(count + 1, candidate.offset, candidate.index);
    is_set_[candidate.index] = false;
    for (std::size_t c = span.first; c <= span.last; ++c) remaining_[c] += span.bytes;
    std::ranges::copy(before, first);
    return is_over;
  }

  std::vector<Span> spans_;
  std::uint64_t best_;
  std::uint64_t bound_;
  std::uint64_t work_;
  bool is_cut_ = false;
  std::vector<std::uint64_t> height_;     // by column, of what stands there
  std::vector<std::uint64_t> remaining_;  // by column, bytes that must still stand there
  std::vector<bool> is_set_;
  std::vector<std::uint64_t> offsets_;
  std::vector<std::uint64_t> found_;
};

}  // namespace

SkylineResult search_skylines(const std::vector<Lifetime>& buffers, std::uint64_t limit, std::uint64_t bound,
                              std::uint64_t work) {
  if (buffers.empty()) return {{}, limit, true};
  return Search(spans_of(buffers), limit, bound, work).run();
}

}  // namespace kilograph::inspect::optimise_detail
