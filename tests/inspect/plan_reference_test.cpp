// Plans against the runtime's own figures: the published models and 68 more.
#include <gtest/gtest.h>

#include <cmath>
#include <map>

#include "base/file.hpp"
#include "ingest/figures/csv.hpp"
#include "ingest/tflite/model_reader.hpp"
#include "inspect/plan/memory_plan.hpp"
#include "reference_models.hpp"
#include "shared_data.hpp"

namespace kilograph::inspect {
namespace {

const PlanTarget kArm{"tflm-2026-08", "reference", Abi::arm32};
const PlanTarget kArmCmsis{"tflm-2026-08", "cmsis-nn-dsp", Abi::arm32};
const PlanTarget kHost{"tflm-2026-08", "reference", Abi::host64};
const PlanTarget kOld{"tflm-2021", "reference", Abi::host64};

domain::Model read(const std::filesystem::path& path) {
  const Bytes bytes = read_file(path, 16 << 20).value();
  auto model = ingest::read_model(bytes, path.stem().string(), {});
  EXPECT_TRUE(model) << path << ": " << model.error().to_text();
  return model.value_or(domain::Model{});
}

// A table's rows by column name. The files have no quoted cells.
std::vector<std::map<std::string, std::string>> rows_of(const char* below) {
  const Bytes bytes = read_file(tests::shared(below), 1 << 20).value();
  std::vector<std::map<std::string, std::string>> rows;
  std::vector<std::string> names;
  std::istringstream lines{std::string(text_of(bytes))};
  for (std::string line; std::getline(lines, line);) {
    while (!line.empty() && line.back() == '\r') line.pop_back();
    std::vector<std::string> cells;
    std::istringstream parts(line + ",");
    for (std::string cell; std::getline(parts, cell, ',');) cells.push_back(cell);
    if (names.empty()) {
      names = cells;
      continue;
    }
    std::map<std::string, std::string> row;
    for (std::size_t i = 0; i < names.size() && i < cells.size(); ++i) row[names[i]] = cells[i];
    rows.push_back(std::move(row));
  }
  return rows;
}

std::string shown(const MemoryPlan& plan) {
  std::string text = to_text(plan.target) + ": ";
  for (const std::string& reason : plan.refusals) text += "[" + reason + "] ";
  for (const std::string& doubt : plan.doubts) text += "(" + doubt + ") ";
  if (plan.arena)
    text += "head " + std::to_string(plan.arena->head.best) + " tail " + std::to_string(plan.arena->tail.best);
  return text;
}

void expect_used(const domain::Model& model, const PlanTarget& target, const std::string& figure,
                 const std::string& head = {}) {
  SCOPED_TRACE(model.name);
  const auto planned = plan(model, target);
  ASSERT_TRUE(planned) << planned.error().to_text();
  if (figure == "ALLOCFAIL") {
    EXPECT_FALSE(planned->starts()) << shown(*planned);
    return;
  }
  ASSERT_TRUE(planned->arena) << shown(*planned);
  EXPECT_TRUE(planned->exact()) << shown(*planned);
  EXPECT_EQ(planned->arena->used, (ByteRange{std::stoull(figure), std::stoull(figure), std::stoull(figure)}))
      << shown(*planned);
  if (!head.empty()) {
    EXPECT_EQ(planned->arena->head.best, std::stoull(head)) << shown(*planned);
  }
}

TEST(PlanReference, EqualsTheRuntimeForThePublishedModels) {
  KG_NEEDS_SHARED("reference/arena_tflm_2026-08.csv");
  for (const auto& row : rows_of("reference/arena_tflm_2026-08.csv")) {
    const domain::Model model = read(tests::shared("reference/models/" + row.at("model") + ".tflite"));
    expect_used(model, kArm, row.at("arm32_ref_arena_used_bytes"), row.at("arm32_ref_head"));
    expect_used(model, kArmCmsis, row.at("arm32_cmsisnn_arena_used_bytes"), row.at("arm32_cmsisnn_head"));
    expect_used(model, kHost, row.at("host64_ref_arena_used_bytes"), row.at("host64_head"));
  }
}

TEST(PlanReference, EqualsTheRuntimeForTheOtherModels) {
  KG_NEEDS_SHARED("reference/models_more/manifest.csv");
  for (const auto& row : rows_of("reference/models_more/manifest.csv")) {
    const domain::Model model = read(tests::shared("reference/models_more/" + row.at("file")));
    expect_used(model, kArm, row.at("arena_cortex_m4_reference"));
    expect_used(model, kArmCmsis, row.at("arena_cortex_m4_cmsis_nn"));
    expect_used(model, kHost, row.at("arena_host64"));
  }
}

TEST(PlanReference, HoldsThePublishedToolsFiguresInItsRange) {
  KG_NEEDS_SHARED("reference/arena_tflm_2.4_host64.csv");
  int exactly = 0;
  for (const auto& row : rows_of("reference/arena_tflm_2.4_host64.csv")) {
    const domain::Model model = read(tests::shared("reference/models/" + row.at("model") + ".tflite"));
    const auto planned = plan(model, kOld);
    ASSERT_TRUE(planned) << planned.error().to_text();
    ASSERT_TRUE(planned->arena) << shown(*planned);
    EXPECT_FALSE(planned->exact());
    const std::uint64_t figure = std::stoull(row.at("arena_bytes"));
    const ByteRange& used = planned->arena->used;
    const double off = (static_cast<double>(used.best) - static_cast<double>(figure)) / static_cast<double>(figure);
    EXPECT_LE(std::abs(off), 0.007) << model.name << " " << shown(*planned);
    EXPECT_LE(used.low, figure) << model.name;
    EXPECT_GE(used.high, figure) << model.name;
    exactly += used.best == figure ? 1 : 0;
  }
  EXPECT_EQ(exactly, 9);
}

TEST(PlanReference, StatesWhatMustBeProvidedToStart) {
  KG_NEEDS_SHARED("reference/models");
  const std::map<std::string, std::uint64_t> measured{
      {"Hello_World", 1072}, {"Move", 1536}, {"Anomaly_Detection_Autoencoder", 1424}};
  for (const auto& [name, bytes] : measured) {
    const domain::Model model = read(tests::shared("reference/models/" + name + ".tflite"));
    EXPECT_EQ(plan(model, kArm).value().arena->minimum.best, bytes) << name;
  }
}

TEST(PlanReference, EstimatesAtMostOneRealModelInTwenty) {
  KG_NEEDS_SHARED("reference");
  int plans = 0, estimates = 0;
  for (const auto& path : tests::models_below(tests::shared("reference"))) {
    const domain::Model model = read(path);
    for (const PlanTarget& target : {kArm, kArmCmsis, kHost}) {
      const auto planned = plan(model, target);
      ASSERT_TRUE(planned) << path << ": " << planned.error().to_text();
      ++plans;
      if (!planned->starts() || planned->exact()) continue;
      ++estimates;
      std::printf("an estimate: %s, %s\n", path.filename().c_str(), shown(*planned).c_str());
    }
  }
  std::printf("%d of %d plans are estimates\n", estimates, plans);
  EXPECT_GE(plans, 3 * 90);
  EXPECT_LE(20 * estimates, plans);
}

TEST(PlanReference, SaysWhyAModelDoesNotStart) {
  KG_NEEDS_SHARED("reference/models");
  const domain::Model person = read(tests::shared("reference/models/Person_Detection.tflite"));
  EXPECT_EQ(plan(person, kArm).value().refusals.front(),
            "DEPTHWISE_CONV_2D reads uint8, which its kernel does not take since 2023; quantize the model to int8");
  EXPECT_TRUE(plan(person, kOld).value().starts());
  const domain::Model vela = read(tests::shared("reference/models_more/tflite_micro/person_detect_vela.tflite"));
  EXPECT_EQ(
      plan(vela, kArm).value().refusals,
      std::vector<std::string>{"ethos-u is compiled for an Arm Ethos-U and needs a runtime built with its driver"});
}

}  // namespace
}  // namespace kilograph::inspect
