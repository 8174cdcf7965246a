// Time of memory plans inside the program: plan_bench MODEL.tflite...
// Prints "model NAME TENSORS MICROSECONDS" (median of 101, the slowest of the three usual targets),
// "chain OPERATORS MICROSECONDS", and "place TENSORS FAST-MS SCANNING-MS" for generated graphs.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <random>

#include "base/file.hpp"
#include "ingest/tflite/model_reader.hpp"
#include "inspect/plan/memory_plan.hpp"
#include "inspect/plan/placement.hpp"

namespace {

using namespace kilograph;
using Clock = std::chrono::steady_clock;
using inspect::Abi;
using inspect::plan_detail::Lifetime;

template <class F>
double microseconds(F work) {
  const auto start = Clock::now();
  work();
  return std::chrono::duration<double, std::micro>(Clock::now() - start).count();
}

template <class F>
double median_us(int runs, F work) {
  std::vector<double> times;
  for (int run = -2; run < runs; ++run) {  // two to warm up
    const double time = microseconds(work);
    if (run >= 0) times.push_back(time);
  }
  std::ranges::nth_element(times, times.begin() + runs / 2);
  return times[static_cast<std::size_t>(runs / 2)];
}

double slowest_plan_us(const domain::Model& model) {
  constexpr int kRuns = 101;
  double slowest = 0;
  for (const inspect::PlanTarget& target : {inspect::PlanTarget{"tflm-2026-08", "reference", Abi::arm32},
                                            inspect::PlanTarget{"tflm-2026-08", "cmsis-nn-dsp", Abi::arm32},
                                            inspect::PlanTarget{"tflm-2026-08", "reference", Abi::host64}}) {
    slowest = std::max(slowest, median_us(kRuns, [&] {
                         if (!inspect::plan(model, target)) std::abort();
                       }));
  }
  return slowest;
}

// Operators one after the other, each reading the last tensor and one of the eleven before it.
domain::Model chain(std::int32_t operators) {
  domain::Subgraph graph;
  const auto add_tensor = [&](std::int32_t values) {
    domain::Tensor tensor;
    tensor.spec.type = domain::TensorType::float32;
    tensor.spec.shape = {1, values};
    graph.tensors.push_back(std::move(tensor));
  };
  add_tensor(64);
  for (std::int32_t i = 0; i < operators; ++i) {
    add_tensor(16 + i % 37 * 8);
    domain::Operator op;
    op.name = i % 2 != 0 ? "ADD" : "MUL";
    op.inputs = {i, std::max(0, i - i % 11)};
    op.outputs = {i + 1};
    graph.operators.push_back(std::move(op));
  }
  graph.inputs = {0};
  graph.outputs = {operators};
  domain::Model model;
  model.subgraphs = {std::move(graph)};
  return model;
}

// Tensors that live for up to nine steps, as in a graph with short branches.
std::vector<Lifetime> lifetimes(std::size_t count) {
  std::mt19937 random(20261121);
  std::uniform_int_distribution<std::uint64_t> sixteens(1, 4000);
  std::uniform_int_distribution<std::int32_t> length(1, 9);
  std::vector<Lifetime> made;
  for (std::size_t i = 0; i < count; ++i) {
    const auto first = static_cast<std::int32_t>(i);
    made.push_back({sixteens(random) * 16, first, first + length(random)});
  }
  return made;
}

void compare_placements(std::size_t tensors) {
  const std::vector<Lifetime> buffers = lifetimes(tensors);
  const int runs = tensors < 2000 ? 21 : 3;
  std::vector<std::uint64_t> fast, scanned;
  const double fast_us = median_us(runs, [&] { fast = inspect::plan_detail::place_greedily(buffers); });
  const double scan_us = median_us(runs, [&] { scanned = inspect::plan_detail::place_greedily_by_scanning(buffers); });
  if (fast != scanned) {
    std::fprintf(stderr, "%zu tensors are placed otherwise by scanning\n", tensors);
    std::exit(1);
  }
  std::printf("place %zu %.4f %.4f\n", tensors, fast_us / 1000, scan_us / 1000);
}

}  // namespace

int main(int argc, char** argv) {
  constexpr std::uint64_t kMostBytes = 64u << 20;
  for (int i = 1; i < argc; ++i) {
    const std::filesystem::path path = argv[i];
    const auto bytes = read_file(path, kMostBytes);
    const auto model = bytes ? ingest::read_model(*bytes, path.stem().string(), {}) : tl::unexpected(bytes.error());
    if (!model) {
      std::fprintf(stderr, "%s: %s\n", argv[i], model.error().to_text().c_str());
      return 1;
    }
    std::printf("model %s %zu %.1f\n", path.stem().c_str(), model->subgraphs[0].tensors.size(),
                slowest_plan_us(*model));
  }
  for (const std::int32_t operators : {50, 500, 2000, 20'000}) {
    std::printf("chain %d %.1f\n", operators, slowest_plan_us(chain(operators)));
  }
  for (const std::size_t tensors : {100, 200, 500, 1000, 2000, 5000, 10'000, 20'000}) compare_placements(tensors);
}
