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
  line["starts"] = planned->starts();
  line["exact"] = planned->exact();
  line["doubts"] = planned->doubts;
  line["arena"] = nullptr;
  if (!planned->arena) return line;
  const inspect::Arena& arena = *planned->arena;
  line["arena"] = {{"head_bytes", arena.head.best},
                   {"tail_bytes", arena.tail.best},
                   {"bounds", {{"used_bytes", {{"low", arena.used.low}, {"high", arena.used.high}}}}}};
  for (const inspect::TailItem& item : arena.tail_items)
    line["tail_items"].push_back({{"what", item.what}, {"bytes", item.bytes}, {"alignment", item.alignment}});
  return line;
}
}  // namespace

int main(int argc, char** argv) {
  if (argc < 5) return 2;
  const inspect::PlanTarget target{argv[4], "reference", inspect::Abi::host64};
  const auto line = figures(argv[2], target);
  if (line.contains("error")) {
    std::fprintf(stderr, "%s\n", line["error"].get<std::string>().c_str());
    return 1;
  }
  std::printf("%s\n", line.dump().c_str());
}
