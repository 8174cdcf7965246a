#include "ingest/card/model_card.hpp"

#include <gmock/gmock.h>

#include <filesystem>

#include "base/file.hpp"
#include "domain/sensor_need.hpp"

namespace kilograph::ingest::card {
namespace {

using domain::Basis;
using domain::Metric;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr std::string_view kFull = R"(---
license: apache-2.0
tags: [tinyml, audio, tinyml]
datasets:
- speech_commands
model-index:
- name: Words
  results:
  - task: {type: audio-classification}
    dataset: {name: Speech Commands, type: speech_commands, split: test}
    metrics:
    - {type: accuracy, value: 0.931}
    - {type: f1, value: 92.5}
kilograph:
  model: words.tflite
  sha256: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
  description: tells two words apart
  creator: someone
  category: Classification
  task: keyword spotting
  labels: ["yes", "no", unknown]
  sensors:
  - {class: mic, rate_hz: 16000, channels: 1}
  - class: Accelerometer
    axes: 3
    range: {low: -4, high: 4, unit: g}
    info: for a tap
  preprocessing: 40 bands
  input: 49 frames
  output: a probability for each
  runtime: TensorFlow Lite Micro
  version: 2.0
  revises: 60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752
  date_created: 2026-11-21
---
# Words
)";

ModelCard card_of(std::string_view text) {
  auto card = read_model_card(text);
  EXPECT_TRUE(card) << (card ? "" : card.error().to_text());
  return card.value_or(ModelCard{});
}

// The one thing that is said of a card with these lines.
std::string said_of(const std::string& lines) {
  const ModelCard card = card_of("---\n" + lines + "---\n");
  EXPECT_EQ(card.warnings.size(), 1u) << lines;
  return card.warnings.empty() ? "" : card.warnings[0].place + ": " + card.warnings[0].message;
}

std::string result_with(const std::string& dataset, const std::string& metric) {
  return "model-index:\n- results:\n  - dataset: {" + dataset + "}\n    metrics:\n    - {" + metric + "}\n";
}

TEST(ModelCard, SaysWhatAFileCannot) {
  const ModelCard card = card_of(kFull);
  EXPECT_THAT(card.warnings, IsEmpty());
  EXPECT_EQ(card.model_file, "words.tflite");
  const domain::ModelFacts& facts = card.facts;
  EXPECT_EQ(facts.sha256, sha256(view_of("test")));
  EXPECT_EQ(facts.name, "Words");
  EXPECT_EQ(facts.licence, "Apache-2.0");
  EXPECT_EQ(facts.version, "2.0");
  EXPECT_EQ(facts.task, "keyword spotting");
  EXPECT_EQ(facts.training_dataset, "speech_commands");
  EXPECT_EQ(facts.runtime_platform, "TensorFlow Lite Micro");
  EXPECT_THAT(facts.revises, HasSubstr("/id/model/60303ae22b998861"));
  EXPECT_THAT(facts.labels, ElementsAre("yes", "no", "unknown"));
  EXPECT_THAT(facts.tags, ElementsAre("audio", "tinyml"));
  ASSERT_EQ(facts.sensors.size(), 2u);
  EXPECT_EQ(facts.sensors[0].sensor_class, "Microphone");
  EXPECT_EQ(facts.sensors[0].rate_hz, 16000);
  EXPECT_EQ(facts.sensors[1].axes, 3u);
  EXPECT_EQ(facts.sensors[1].range_low, -4);
  EXPECT_EQ(facts.sensors[1].range_unit, "g");
  EXPECT_THAT(facts.metrics,
              ElementsAre(Metric{"Top_1_accuracy", 0.931, "ratio", "Speech Commands", "test", Basis::declared, ""},
                          Metric{"f1", 92.5, "percent", "Speech Commands", "test", Basis::declared, ""}));
}

TEST(ModelCard, OfHuggingFaceComesInAsItIs) {
  const ModelCard card = card_of(
      "---\r\nlanguage: en\r\nlicense: mit\r\nlibrary_name: tflite\r\npipeline_tag: image-classification\r\n"
      "widget:\r\n- src: a.png\r\n---\r\n# Title\r\n");
  EXPECT_THAT(card.warnings, IsEmpty());
  domain::ModelFacts expected;
  expected.licence = "MIT";
  expected.task = "image-classification";
  EXPECT_EQ(card.facts, expected) << "what it lacks is unknown";
}

TEST(ModelCard, SaysTheNearestRightValue) {
  EXPECT_EQ(said_of("license: apache-2\n"),
            "license, line 2: 'apache-2' is no SPDX identifier; the nearest is Apache-2.0");
  EXPECT_EQ(said_of("kilograph:\n  sensors:\n  - class: Acelerometer\n"),
            "kilograph.sensors[0].class, line 4: 'Acelerometer' is no known class of sensor; the nearest is "
            "Accelerometer");
  EXPECT_EQ(said_of(result_with("name: D, split: test", "type: accuracy, value: 9312")),
            "model-index[0].results[0].metrics[0].value, line 6: accuracy 9312 cannot be (expected 0 to 1, or 0 to 100 "
            "percent); the nearest is 93.12; the metric stays unknown");
  const auto said_of_accuracy = [](const std::string& value) {
    return said_of(result_with("name: D, split: test", "type: accuracy, value: " + value));
  };
  EXPECT_THAT(said_of_accuracy("101"), HasSubstr("the nearest is 100;"));
  EXPECT_THAT(said_of_accuracy("199"), HasSubstr("the nearest is 100;"));
  EXPECT_THAT(said_of_accuracy("200"), HasSubstr("the nearest is 2;"));
  EXPECT_THAT(said_of("datasets: D\n" + result_with("", "type: auc, value: 0.9")),
              HasSubstr("the nearest is the card's own, D"));
  EXPECT_THAT(said_of(result_with("name: D", "type: auc, value: 0.9")),
              HasSubstr("usual are test, validation and train"));
  EXPECT_THAT(said_of("kilograph:\n  lables: [a]\n"), HasSubstr("the nearest is 'labels'"));
  EXPECT_THAT(said_of("kilograph:\n  revises: my old one\n"), HasSubstr("expected the SHA-256"));
  EXPECT_THAT(said_of("kilograph:\n  model: ../../etc/passwd\n"), HasSubstr("leads elsewhere"));
  EXPECT_THAT(said_of("kilograph:\n  sensors:\n  - {class: Camera, rate_hz: -1}\n"), HasSubstr("above 0"));
  EXPECT_THAT(said_of("kilograph:\n  sensors:\n  - {class: Camera, range: {low: 4, high: 2}}\n"),
              HasSubstr("expected low: 2, high: 4"));
}

TEST(ModelCard, SaysWhichKnownWordAMisspeltOneIsMeantFor) {
  const auto metric_of = [](const std::string& type) {
    return result_with("name: D, split: test", "type: " + type + ", value: 0.9");
  };
  const std::pair<std::string, std::string> kMisspelt[] = {
      {metric_of("accurracy"), "'accurracy' is no known measure and kept as it is; the nearest is accuracy"},
      {metric_of("mean_absolut_error"), "the nearest is mean_absolute_error"},
      {"kilograph:\n  task: keyword spoting\n",
       "'keyword spoting' is no known task and kept as it is; the nearest is "
       "keyword spotting"},
      {"pipeline_tag: image-clasification\n", "the nearest is image-classification"},
      {"tags: [a]\nlicence: mit\n", "licence, line 3: the key 'licence' is not read; the nearest is 'license'"},
      {"license: mit\ndataset: [x]\n", "the nearest is 'datasets'"},
      {"license: mit\nmodel_index: [x]\n", "the nearest is 'model-index'"},
      {"license: mit\nkilogarph: {}\n", "the nearest is 'kilograph'"},
      {"license: mit\ntag: [x]\n", "the nearest is 'tags'"},
  };
  for (const auto& [lines, said] : kMisspelt) EXPECT_THAT(said_of(lines), HasSubstr(said));
}

TEST(ModelCard, MayHaveWordsOfItsOwn) {
  for (const char* own : {"top_3_accuracy", "Macro F1", "kgCO2", "f2", "energy", "Top-1 Accuracy", "val_acc"}) {
    const std::string metric = result_with("name: D, split: test", std::string("type: ") + own + ", value: 0.9");
    EXPECT_THAT(card_of("---\n" + metric + "---\n").warnings, IsEmpty()) << own;
  }
  for (const char* own : {"keyword-spotting", "tail detection", "gas classification", "waving"}) {
    const std::string task = std::string("kilograph:\n  task: ") + own + "\n";
    EXPECT_THAT(card_of("---\n" + task + "---\n").warnings, IsEmpty()) << own;
  }
  EXPECT_THAT(card_of("---\nlicense: mit\nmood: good\nwidget: []\n---\n").warnings, IsEmpty());
}

TEST(ModelCard, TellsAModelThatNeedsNoSensorFromOneThatDoesNotSay) {
  const std::vector<domain::Sensor> none{{std::string(domain::kNoSensor)}};
  EXPECT_EQ(card_of("---\nkilograph:\n  sensors: []\n---\n").facts.sensors, none);
  EXPECT_THAT(card_of("---\nkilograph:\n  sensors:\n---\n").facts.sensors, testing::IsEmpty());
  EXPECT_THAT(card_of("---\nkilograph:\n  task: x\n---\n").facts.sensors, testing::IsEmpty());
}

TEST(ModelCard, WithAWordInsteadOfSensorsIsToldThatAListIsExpected) {
  const ModelCard card = card_of("---\nkilograph:\n  sensors: none\n---\n");
  EXPECT_THAT(card.facts.sensors, testing::IsEmpty());
  ASSERT_EQ(card.warnings.size(), 1u);
  EXPECT_EQ(card.warnings[0].place, "kilograph.sensors, line 3");
  EXPECT_THAT(card.warnings[0].message, testing::HasSubstr("a list of sensors is expected"));
  EXPECT_THAT(card.warnings[0].message, testing::HasSubstr("[] says that no sensor is needed"));
}

TEST(ModelCard, KeepsAnUnknownSensorAsOneThatNothingMeets) {
  const ModelCard card = card_of("---\nkilograph:\n  sensors:\n  - class: Flux Capacitor\n---\n");
  ASSERT_EQ(card.facts.sensors.size(), 1u);
  EXPECT_EQ(card.facts.sensors[0].sensor_class, domain::kOtherSensor);
  EXPECT_EQ(card.facts.sensors[0].info, "Flux Capacitor");
}

TEST(ModelCard, AMetricThatCannotBeStaysUnknown) {
  const ModelCard card = card_of("---\n" + result_with("name: D, split: test", "type: accuracy, value: 101") + "---\n");
  ASSERT_EQ(card.facts.metrics.size(), 1u);
  EXPECT_EQ(card.facts.metrics[0].value, std::nullopt);
}

TEST(ModelCard, TellsSharesByTheWordsOfTheirNames) {
  const auto metrics_of = [](const std::string& type, const std::string& value) {
    return card_of("---\n" + result_with("name: D, split: test", "type: " + type + ", value: " + value) + "---\n")
        .facts.metrics;
  };
  for (const std::string share :
       {"acc", "balanced_accuracy", "val_accuracy", "Top-1 Accuracy", "macro f1", "F1-score"}) {
    EXPECT_EQ(metrics_of(share, "250").at(0).value, std::nullopt) << share;
    EXPECT_EQ(metrics_of(share, "0.5").at(0).unit, "ratio") << share;
  }
  for (const std::string other : {"mae", "accuracy_drop", "acc_rmse", "accumulated_error", "latency_ms"}) {
    EXPECT_EQ(metrics_of(other, "250").at(0).value, 250) << other;
  }
}

TEST(ModelCard, IsToldFromOtherTexts) {
  EXPECT_TRUE(is_model_card("---\nlicense: mit\n---\n"));
  EXPECT_FALSE(is_model_card("---\ntitle: a page\n---\n"));
  EXPECT_FALSE(is_model_card("# A page\n\nlicense: mit\n"));
  EXPECT_FALSE(is_model_card("---\nlicense: mit\n"));
  EXPECT_FALSE(is_model_card(""));
}

TEST(ModelCard, CutAnywhereIsACardOrAnErrorOrNone) {
  for (std::size_t length = 0; length <= kFull.size(); ++length) {
    const std::string_view part = kFull.substr(0, length);
    const auto card = read_model_card(part);
    EXPECT_EQ(card.has_value(), is_model_card(part)) << length;
  }
}

TEST(ModelCard, RefusesWhatIsBrokenOrTooLarge) {
  EXPECT_THAT(read_model_card("---\nlicense: [mit\n---\n").error().to_text(), HasSubstr("line"));
  EXPECT_EQ(read_model_card("---\n- license\n---\n").error().kind, ErrorKind::bad_input);
  EXPECT_EQ(read_model_card(std::string(kMostBytes + 1, ' ')).error().kind, ErrorKind::too_large);
}

// The cards of our own models say nothing doubtful, and each is of the bytes beside it.
TEST(ModelCard, OfOurOwnModelsAreSound) {
  const std::filesystem::path own = std::filesystem::path(KILOGRAPH_SOURCE_DIR) / "catalog/models/own";
  std::size_t count = 0;
  for (const auto& folder : std::filesystem::directory_iterator(own)) {
    const auto text = read_file(folder.path() / "README.md", kMostBytes);
    ASSERT_TRUE(text) << folder;
    const ModelCard card = card_of(text_of(*text));
    EXPECT_THAT(card.warnings, IsEmpty()) << folder;
    const auto model = read_file(folder.path() / card.model_file, 100'000);
    ASSERT_TRUE(model) << folder << ": below 100 kB";
    EXPECT_EQ(card.facts.sha256, sha256(*model)) << folder;
    ASSERT_EQ(card.facts.metrics.size(), 1u) << folder;
    EXPECT_TRUE(card.facts.metrics[0].value) << folder;
    ++count;
  }
  EXPECT_GE(count, 4u);
}

}  // namespace
}  // namespace kilograph::ingest::card
