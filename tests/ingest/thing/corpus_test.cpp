// The corpus of real descriptions, each labelled by others as valid or invalid.
#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "base/file.hpp"
#include "ingest/thing/validation/validation.hpp"
#include "shared_data.hpp"

namespace kilograph::ingest::thing {
namespace {

namespace fs = std::filesystem;

struct Sample {
  bool valid = false;
  std::string file, version, schema_valid, fails, first_error;
};

// bucket,file,td_version,recommendation_schema_1.1_valid,fails,first_error,source; no field has a comma but
// the last but one.
std::vector<Sample> samples(const fs::path& corpus) {
  std::ifstream manifest(corpus / "manifest.csv");
  std::string line;
  std::getline(manifest, line);
  std::vector<Sample> all;
  while (std::getline(manifest, line)) {
    std::vector<std::string> fields;
    std::istringstream row(line);
    for (std::string field; std::getline(row, field, ',');) fields.push_back(field);
    fields.resize(std::max<std::size_t>(fields.size(), 7));
    all.push_back({fields[0] == "valid", fields[1], fields[2], fields[3], fields[4], fields[5]});
  }
  return all;
}

Report report_of(const fs::path& corpus, const Sample& sample) {
  const auto bytes = read_file(corpus / (sample.valid ? "valid" : "invalid") / sample.file, 64u << 20);
  return validate(bytes.value());
}

std::string told(const Report& report) {
  std::string text;
  for (const Finding& finding : report.findings) {
    text += "\n  " + std::string(name_of(finding.level)) + " " + finding.rule + " " + finding.where + ": " +
            finding.message;
  }
  return text;
}

// The rule and the place that a manifest's first error asks for: "/forms/0 must have required property 'op'".
bool is_told(const Report& report, const Sample& sample) {
  const std::string place = sample.first_error.substr(0, sample.first_error.find(" must"));
  for (const Finding& finding : report.findings) {
    if (finding.level == Level::error && finding.where.starts_with(place == " " ? "" : place)) return true;
  }
  return false;
}

TEST(Corpus, EveryValidDescriptionIsAccepted) {
  KG_NEEDS_SHARED("reference/td/corpus");
  const fs::path corpus = tests::shared("reference/td/corpus");
  std::size_t count = 0;
  for (const Sample& sample : samples(corpus)) {
    if (!sample.valid) continue;
    ++count;
    const Report report = report_of(corpus, sample);
    EXPECT_TRUE(report.is_valid(false)) << sample.file << told(report);
  }
  EXPECT_EQ(count, 197u);
}

TEST(Corpus, EveryInvalidDescriptionIsRejectedOrWarnedOf) {
  KG_NEEDS_SHARED("reference/td/corpus");
  const fs::path corpus = tests::shared("reference/td/corpus");
  std::map<std::string, int> counts;
  for (const Sample& sample : samples(corpus)) {
    if (sample.valid) continue;
    const Report report = report_of(corpus, sample);
    const bool by_schema = sample.schema_valid == "False";
    const bool by_must = sample.fails == "additional:security" || sample.fails == "additional:linksRelTypeCount";
    if (by_schema || by_must) {
      EXPECT_FALSE(report.is_valid(false)) << sample.file << " " << sample.first_error;
      EXPECT_TRUE(!by_schema || is_told(report, sample)) << sample.file << " " << sample.first_error << told(report);
      ++counts[sample.version == "none" ? "old" : "rejected"];
    } else {
      EXPECT_FALSE(report.is_valid(true)) << sample.file << " " << sample.fails << told(report);
      EXPECT_TRUE(report.is_valid(false)) << sample.file << told(report);
      ++counts["warned"];
    }
  }
  EXPECT_EQ(counts, (std::map<std::string, int>{{"old", 20}, {"rejected", 19}, {"warned", 5}}));
}

// As the Recommendation's schema for models says: one has an older context, three have a list where data
// schemas by name belong, one an empty list of forms.
TEST(Corpus, ThingModelsAreHeldToTheirOwnRules) {
  KG_NEEDS_SHARED("reference/td/thing_models");
  std::map<std::string, std::string> rejected;
  std::size_t count = 0;
  for (const auto& entry : fs::directory_iterator(tests::shared("reference/td/thing_models"))) {
    const Report report = validate(read_file(entry.path(), 1u << 20).value());
    ++count;
    for (const Finding& finding : report.findings) {
      EXPECT_TRUE(finding.rule.starts_with("tm-1.1/") || finding.rule.starts_with("json/")) << finding.rule;
      if (finding.level == Level::error) rejected[entry.path().filename()] = finding.rule + " " + finding.where;
    }
  }
  EXPECT_EQ(count, 82u);
  const std::string required = "tm-1.1/data-schema-properties-type /properties/currentPosition/properties/required";
  EXPECT_EQ(rejected, (std::map<std::string, std::string>{
                          {"003341f07b08.tm.json", "tm-1.1/context /@context/0"},
                          {"492bb3ac1f9a.tm.json", required},
                          {"969956ec9e46.tm.json", required},
                          {"9e409bd47c45.tm.json", "tm-1.1/action-forms-empty /actions/stopSprinkler/forms"},
                          {"f310d4cc6d3d.tm.json", required}}));
}

}  // namespace
}  // namespace kilograph::ingest::thing
