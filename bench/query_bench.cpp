// Warm time of worked queries inside the program: query_bench CATALOGUE RUNS NAME…
// Prints "NAME MEDIAN-MICROSECONDS ROWS".
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "knowledge/catalogue.hpp"
#include "knowledge/ontology.hpp"

namespace {

using namespace kilograph;
using Clock = std::chrono::steady_clock;

struct Timing {
  double median_us = 0;
  std::uint64_t rows = 0;
};

const knowledge::QueryExample* example_of(std::string_view name) {
  const auto examples = knowledge::query_examples();
  const auto found = std::ranges::find(examples, name, &knowledge::QueryExample::name);
  return found == examples.end() ? nullptr : &*found;
}

Result<Timing> time_query(knowledge::Catalogue& catalogue, std::string_view text, int runs) {
  std::vector<double> times;
  std::uint64_t rows = 0;
  for (int run = -2; run < runs; ++run) {  // two to warm up
    const auto start = Clock::now();
    const auto answer = KG_TRY(catalogue.query(text, {.format = knowledge::index::Format::json}));
    const std::chrono::duration<double, std::micro> time = Clock::now() - start;
    rows = answer.row_count;
    if (run >= 0) times.push_back(time.count());
  }
  std::ranges::nth_element(times, times.begin() + runs / 2);
  return Timing{times[static_cast<std::size_t>(runs / 2)], rows};
}

int failed(const Error& error) {
  std::fprintf(stderr, "%s\n", error.to_text().c_str());
  return error_kind_row(error.kind).exit_code;
}

}  // namespace

int main(int count, char** words) {
  if (count < 4) return failed({ErrorKind::usage, "query_bench CATALOGUE RUNS NAME…"});
  const int runs = std::max(1, std::atoi(words[2]));
  auto catalogue = knowledge::Catalogue::open(words[1], knowledge::Catalogue::Access::read);
  if (!catalogue) return failed(catalogue.error());
  for (int i = 3; i < count; ++i) {
    const auto* example = example_of(words[i]);
    if (!example) return failed({ErrorKind::not_found, "there is no worked query '" + std::string(words[i]) + "'"});
    const auto timing = time_query(*catalogue, example->text, runs);
    if (!timing) return failed(timing.error());
    std::printf("%s %.1f %llu\n", words[i], timing->median_us, static_cast<unsigned long long>(timing->rows));
  }
  return 0;
}
