// Facts of real files against figures that others worked out.
#include <gtest/gtest.h>

#include <cmath>
#include <regex>
#include <set>

#include "ingest/tflite/model_reader.hpp"
#include "inspect/facts.hpp"
#include "reference_models.hpp"

namespace kilograph {
namespace {

namespace fs = std::filesystem;

Result<domain::ModelFacts> facts_in(const fs::path& path) {
  const Bytes bytes = tests::bytes_of(path);
  const domain::Model model = KG_TRY(ingest::read_model(bytes, path.stem().string(), {}));
  return inspect::facts_of(model);
}

// nnet:hasMultiplyAccumulateOps by schema:name, from the published graph's text: each model's
// block holds both, the operations first.
std::map<std::string, double> published_macs() {
  const std::string graph = tests::text_in(tests::shared("reference/published_knowledge_graph.ttl"));
  const std::regex macs("hasMultiplyAccumulateOps ([0-9.e+]+) ;");
  const std::regex name("schema:name \"([^\"]+)\"");
  std::map<std::string, double> found;
  for (std::sregex_iterator it(graph.begin(), graph.end(), macs), end; it != end; ++it) {
    std::smatch match;
    const auto after = graph.begin() + it->position() + it->length();
    if (std::regex_search(after, graph.end(), match, name)) found[match[1]] = std::stod((*it)[1]);
  }
  return found;
}

// The graph prints operations as floating-point numbers of seven digits, which is one too few for
// one of the 23: 18,740,192 operations became 1.874019e+07, two less.
constexpr std::string_view kRoundedModel = "ARM_MicroNet_Small_anomaly_detection";

TEST(PublishedModels, MacsEqualThePublishedGraph) {
  KG_NEEDS_SHARED("reference/published_knowledge_graph.ttl");
  const auto published = published_macs();
  ASSERT_EQ(published.size(), 23u);
  for (const auto& [name, macs] : published) {
    const auto facts = facts_in(tests::shared("reference/models/" + name + ".tflite"));
    ASSERT_TRUE(facts) << name << ": " << facts.error().to_text();
    if (name == kRoundedModel) {
      EXPECT_EQ(*facts->macs, 18'740'192u);
      EXPECT_EQ(macs, 18'740'190.0);
      continue;
    }
    EXPECT_EQ(static_cast<double>(*facts->macs), macs) << name;
  }
}

std::string operators_of(const domain::ModelFacts& facts) {
  std::map<std::string, unsigned> counts;
  for (const domain::OperatorUse& use : facts.operators) counts[use.name] += use.count;
  std::string text;
  for (const auto& [name, count] : counts) text += (text.empty() ? "" : " ") + name + ":" + std::to_string(count);
  return text;
}

TEST(MoreModels, EqualTheirManifest) {
  KG_NEEDS_SHARED("reference/models_more/manifest.csv");
  const auto rows = tests::plain_csv(tests::shared("reference/models_more/manifest.csv"));
  ASSERT_EQ(rows.size(), 68u);
  for (const auto& row : rows) {
    const auto facts = facts_in(tests::shared("reference/models_more") / row.at("file"));
    ASSERT_TRUE(facts) << row.at("file") << ": " << facts.error().to_text();
    EXPECT_EQ(facts->sha256->hex(), row.at("sha256")) << row.at("file");
    EXPECT_EQ(std::to_string(*facts->file_bytes), row.at("bytes")) << row.at("file");
    EXPECT_EQ(operators_of(*facts), row.at("operators")) << row.at("file");
  }
}

}  // namespace
}  // namespace kilograph
