// kg_plan_figures RUNTIME FILE…: one JSON line a model with its plan on RUNTIME, reference kernels, 64-bit host.
#include <cstdio>

#include <nlohmann/json.hpp>

#include "base/file.hpp"
#include "ingest/tflite/model_reader.hpp"
#include "inspect/plan/memory_plan.hpp"

using namespace kilograph;

namespace {
nlohmann::json figures(const std::filesystem::path& path, const inspect::PlanTarget& target) {
  nlohmann::json line{{"file", path.string()}};
  const auto bytes = read_file(path, 64 << 20);
  auto model =
      bytes ? ingest::read_model(*bytes, path.stem().string(), {}) : Result<domain::Model>(fail(bytes.error()));
  auto planned = model ? inspect::plan(*model, target) : Result<inspect::MemoryPlan>(fail(model.error()));
  if (!planned) {
    line["error"] = planned.error().to_text();
    return line;
  }
  line["refusals"] = planned->refusals;
  line["doubts"] = planned->doubts;
  if (planned->arena) {
    const inspect::Arena& arena = *planned->arena;
    line["head"] = {arena.head.best, arena.head.low, arena.head.high};
    line["tail"] = {arena.tail.best, arena.tail.low, arena.tail.high};
    line["used"] = {arena.used.best, arena.used.low, arena.used.high};
  }
  return line;
}
}  // namespace

int main(int argc, char** argv) {
  for (int i = 2; i < argc; ++i) {
    const inspect::PlanTarget target{argv[1], "reference", inspect::Abi::host64};
    std::printf("%s\n", figures(argv[i], target).dump().c_str());
  }
}
