// One test over the manifest of samples: expected facts, or the exact error.
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "ingest/c_array/c_array.hpp"
#include "ingest/tflite/model_reader.hpp"
#include "inspect/facts.hpp"
#include "reference_models.hpp"
#include "samples/samples.hpp"

namespace kilograph {
namespace {

Result<domain::Model> model_in(const tests::Sample& sample) {
  const Bytes bytes = sample.make();
  if (sample.format == tests::SampleFormat::tflite) return ingest::read_model(bytes, sample.name, {});
  const Bytes model = KG_TRY(ingest::read_c_array(bytes, {}));
  return ingest::read_model(model, sample.name, {});
}

std::string spec_text(const domain::TensorSpec& spec) {
  std::string text = spec.name + ":" + std::string(name_of(spec.type)) + "[" + domain::to_text(spec.shape) + "]";
  if (spec.quantization.scheme != domain::QuantizationScheme::none) {
    text += ":" + std::string(name_of(spec.quantization.scheme));
  }
  return text;
}

template <class T, class Text>
std::string joined(const std::vector<T>& values, Text text_of_value) {
  std::string text;
  for (const T& value : values) text += (text.empty() ? "" : " ") + text_of_value(value);
  return text;
}

std::string facts_text(const domain::Model& model, const domain::ModelFacts& facts) {
  const auto use_text = [](const domain::OperatorUse& use) {
    return use.name + "/" + std::to_string(use.version) + ":" + std::to_string(use.count);
  };
  const auto type_text = [](domain::TensorType type) { return std::string(name_of(type)); };
  return "subgraphs " + std::to_string(model.subgraphs.size()) + "; operators " + joined(facts.operators, use_text) +
         "; macs " + (facts.macs ? std::to_string(*facts.macs) : "unknown") + "; parameters " +
         std::to_string(*facts.parameters) + "; constant bytes " + std::to_string(*facts.constant_bytes) +
         "; formats " + joined(facts.number_formats, type_text) + "; inputs " + joined(facts.inputs, spec_text) +
         "; outputs " + joined(facts.outputs, spec_text);
}

std::string outcome_of(const tests::Sample& sample) {
  const auto model = model_in(sample);
  const auto facts = model ? inspect::facts_of(*model) : tl::unexpected(model.error());
  if (facts) return facts_text(*model, *facts);
  return std::string(error_kind_row(facts.error().kind).name) + ": " + facts.error().to_text();
}

std::map<std::string, std::string> manifest() {
  std::map<std::string, std::string> rows;
  const auto path = std::filesystem::path(KILOGRAPH_SOURCE_DIR) / "tests/samples/manifest.csv";
  std::istringstream text(tests::text_in(path));
  std::string line;
  std::getline(text, line);
  EXPECT_EQ(line, "sample,outcome") << path;
  while (std::getline(text, line)) {
    const auto comma = line.find(',');
    std::string outcome = line.substr(comma + 1);
    if (outcome.starts_with('"')) outcome = outcome.substr(1, outcome.size() - 2);
    for (auto at = outcome.find("\"\""); at != std::string::npos; at = outcome.find("\"\"", at + 1))
      outcome.erase(at, 1);
    rows[line.substr(0, comma)] = outcome;
  }
  return rows;
}

std::string as_row(std::string_view name, std::string outcome) {
  for (auto at = outcome.find('"'); at != std::string::npos; at = outcome.find('"', at + 2)) outcome.insert(at, 1, '"');
  return std::string(name) + ",\"" + outcome + "\"";
}

TEST(Samples, GiveWhatTheManifestSays) {
  auto rows = manifest();
  for (const auto& list : {tests::valid_models(), tests::broken_models(), tests::c_arrays()}) {
    for (const tests::Sample& sample : list) {
      const std::string outcome = outcome_of(sample);
      EXPECT_EQ(outcome, rows[std::string(sample.name)]) << "as a row:\n" << as_row(sample.name, outcome);
      rows.erase(std::string(sample.name));
    }
  }
  for (const auto& [name, outcome] : rows) ADD_FAILURE() << "the manifest has a row without a sample: " << name;
}

TEST(Samples, ListsAreWhatTheySay) {
  for (const tests::Sample& sample : tests::valid_models()) EXPECT_TRUE(model_in(sample)) << sample.name;
  std::set<std::string> errors;
  for (const tests::Sample& sample : tests::broken_models()) errors.insert(outcome_of(sample));
  EXPECT_EQ(errors.size(), tests::broken_models().size() - 1)
      << "only the empty and the other file give the same error";
}

}  // namespace
}  // namespace kilograph
