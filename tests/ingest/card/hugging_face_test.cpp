// Forms in which people publish model cards: each is read as far as it goes, and what is doubtful in it is said.
#include <gmock/gmock.h>

#include <string>

#include "ingest/card/model_card.hpp"

namespace kilograph::ingest::card {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

ModelCard card_of(const std::string& text) {
  EXPECT_TRUE(is_model_card(text)) << text;
  auto card = read_model_card(text);
  EXPECT_TRUE(card) << (card ? "" : card.error().to_text());
  return card.value_or(ModelCard{});
}

ModelCard with(const std::string& lines) { return card_of("---\n" + lines + "---\n# A model\n"); }

std::vector<std::string> said_of(const ModelCard& card) {
  std::vector<std::string> all;
  for (const Warning& warning : card.warnings) all.push_back(warning.place + ": " + warning.message);
  return all;
}

std::string metric(const std::string& value) {
  return "model-index:\n- name: M\n  results:\n  - task:\n      type: x\n    dataset:\n      name: D\n      type: d\n"
         "      split: test\n    metrics:\n    - type: mean_reward\n      value: " +
         value + "\n";
}

TEST(HuggingFaceCard, OfATrainerWithoutResultsSaysWhatItHas) {
  const ModelCard card = with(
      "library_name: transformers\nlicense: apache-2.0\nbase_model: someone/base\ntags:\n- generated_from_trainer\n"
      "metrics:\n- accuracy\n- f1\nmodel-index:\n- name: fine-tuned\n  results: []\n");
  EXPECT_THAT(card.warnings, IsEmpty());
  EXPECT_EQ(card.facts.name, "fine-tuned");
  EXPECT_EQ(card.facts.licence, "Apache-2.0");
  EXPECT_THAT(card.facts.tags, ElementsAre("generated_from_trainer"));
  EXPECT_THAT(card.facts.metrics, IsEmpty()) << "a measure that is only named has no value";
}

TEST(HuggingFaceCard, MayLeaveKeysEmpty) {
  const ModelCard card = with("license:\ntags:\ndatasets: ~\nlanguage: []\nmetrics: null\nmodel-index: null\n");
  EXPECT_THAT(card.warnings, IsEmpty());
  EXPECT_EQ(card.facts, domain::ModelFacts{});
}

TEST(HuggingFaceCard, MayBeATemplateThatStatesNothing) {
  for (const std::string front : {"# For reference, see the documentation.\n{}\n", "# nothing yet\n", "\n", "{}\n"}) {
    EXPECT_EQ(with(front).facts, domain::ModelFacts{}) << front;
  }
  EXPECT_FALSE(is_model_card("---\n# a page\ntitle: Home\n---\n"));
}

TEST(HuggingFaceCard, MayHaveWindowsLineEndsBlankLinesBeforeItAndQuotes) {
  const ModelCard card = card_of(
      "\r\n---  \r\nlicense: \"mit\"\r\ntags: tinyml\r\ndatasets: 'speech_commands'\r\nmodel-index:\r\n- name: \"W: "
      "x\"\r\n"
      "  results:\r\n  - dataset: {name: D, split: test}\r\n    metrics:\r\n    - {type: accuracy, value: "
      "\"92.3%\"}\r\n"
      "---\r\n# W\r\n");
  EXPECT_THAT(said_of(card), IsEmpty());
  EXPECT_EQ(card.facts.licence, "MIT");
  EXPECT_EQ(card.facts.name, "W: x");
  EXPECT_EQ(card.facts.training_dataset, "speech_commands");
  ASSERT_EQ(card.facts.metrics.size(), 1u);
  EXPECT_EQ(card.facts.metrics[0].value, 92.3);
  EXPECT_EQ(card.facts.metrics[0].unit, "percent");
}

TEST(HuggingFaceCard, IsACardInWhateverFormItsKeysStand) {
  for (const std::string front : {"inference: false\n", "thumbnail: x.png\n", "widget:\n- text: a\n",
                                  "\"license\": mit\n\"kilograph\":\n  task: x\n", "license : mit\n",
                                  "{license: mit, kilograph: {task: x}}\n", "base_model: a/b\n"}) {
    EXPECT_THAT(said_of(with(front)), IsEmpty()) << front;
  }
  EXPECT_EQ(with("{license: mit, kilograph: {task: x}}\n").facts.task, "x");
  EXPECT_EQ(with("license : mit\n").facts.licence, "MIT");
  const auto page = read_model_card("---\nlicense: mit\n# never closed\n");
  ASSERT_FALSE(page);
  EXPECT_THAT(page.error().to_text(), HasSubstr("front matter does not end"));
}

TEST(HuggingFaceCard, OfADoubledKeySaysWhichIsTaken) {
  const ModelCard card = with("license: mit\ntags: [a]\nlicense: apache-2.0\nkilograph:\n  task: x\n  task: y\n");
  EXPECT_EQ(card.facts.licence, "Apache-2.0");
  EXPECT_EQ(card.facts.task, "y");
  EXPECT_THAT(said_of(card),
              ElementsAre("license, line 2: the key 'license' stands again in line 4, which is taken",
                          "kilograph.task, line 6: the key 'task' stands again in line 7, which is taken"));
}

TEST(HuggingFaceCard, SaysALicenceOfItsOwnByNameOrLink) {
  EXPECT_EQ(with("license: other\nlicense_name: acme-1\nlicense_link: https://example.org/l\n").facts.licence,
            "https://example.org/l");
  EXPECT_EQ(with("license: Other\nlicense_name: acme 1\nlicense_link: LICENSE\n").facts.licence, "LicenseRef-acme-1");
  EXPECT_EQ(with("license_name: mit\n").facts.licence, "MIT");
  EXPECT_THAT(said_of(with("license: other\n")), ElementsAre(HasSubstr("expected license_name or license_link")));
  EXPECT_THAT(said_of(with("license: other\nlicense_link: LICENSE\n")), ElementsAre(HasSubstr("names no licence")));
  const ModelCard unknown = with("license: unknown\n");
  EXPECT_EQ(unknown.facts.licence, "");
  EXPECT_THAT(unknown.warnings, IsEmpty());
  const ModelCard several = with("license: [mit, apache-2.0]\n");
  EXPECT_EQ(several.facts.licence, "MIT");
  EXPECT_THAT(said_of(several), ElementsAre(HasSubstr("joins them by OR or AND")));
}

TEST(HuggingFaceCard, IsToldOfARatioOverOne) {
  const auto share = [](const std::string& rest) {
    return with(
        "model-index:\n- name: M\n  results:\n  - dataset: {name: D, split: test}\n    metrics:\n"
        "    - {type: accuracy, " +
        rest + "}\n");
  };
  const ModelCard ratio = share("value: 92.3, unit: ratio");
  EXPECT_EQ(ratio.facts.metrics.at(0).value, std::nullopt);
  EXPECT_THAT(said_of(ratio),
              ElementsAre(HasSubstr("accuracy 92.3 is no ratio (expected 0 to 1); the nearest is 0.923")));
  EXPECT_THAT(said_of(share("value: 92.3, unit: Fraction")), ElementsAre(HasSubstr("is no ratio")));
  EXPECT_EQ(share("value: 92.3, unit: \"%\"").facts.metrics.at(0).unit, "percent");
  EXPECT_EQ(share("value: 0.923, unit: ratio").facts.metrics.at(0).value, 0.923);
}

TEST(HuggingFaceCard, MayWriteAValueAsText) {
  const auto value_of = [](const std::string& written) { return with(metric(written)).facts.metrics.at(0).value; };
  EXPECT_EQ(value_of("'250.04'"), 250.04);
  EXPECT_EQ(value_of("250.04 +/- 20.64"), 250.04) << "a mean and its spread";
  EXPECT_EQ(value_of("-163.7 ± 12"), -163.7);
  EXPECT_EQ(value_of("0.89 (macro)"), std::nullopt);
  EXPECT_THAT(said_of(with(metric("0.89 (macro)"))), ElementsAre(HasSubstr("is no number; the nearest is 0.89;")));
  EXPECT_THAT(said_of(with(metric("'92,3'"))), ElementsAre(HasSubstr("the nearest is 92.3;")));
  EXPECT_THAT(said_of(with(metric("n/a"))), ElementsAre(HasSubstr("'n/a' is no number; the metric stays unknown")));
  EXPECT_THAT(said_of(with(metric("[0.9, 0.8]"))), ElementsAre(HasSubstr("one text is expected")));
}

TEST(HuggingFaceCard, MayHaveMapsWhereListsAreUsual) {
  const ModelCard card = with(
      "model-index:\n  name: M\n  results:\n    dataset: {name: D, split: test}\n    metrics: {type: f1, value: "
      "0.5}\n");
  EXPECT_THAT(card.warnings, IsEmpty());
  ASSERT_EQ(card.facts.metrics.size(), 1u);
  EXPECT_EQ(card.facts.metrics[0].value, 0.5);
}

TEST(HuggingFaceCard, MayHoldOddThingsInLists) {
  const ModelCard card = with("tags:\n- 1\n- true\n- null\n- a b\ndatasets:\n- {name: D}\n- E\n");
  EXPECT_THAT(card.facts.tags, ElementsAre("1", "a b", "true"));
  EXPECT_EQ(card.facts.training_dataset, "E");
  EXPECT_EQ(card.warnings.size(), 2u);
}

TEST(HuggingFaceCard, KeepsWhatOthersReadAside) {
  const ModelCard card = with(
      "language:\n- en\nthumbnail: \"https://example.org/a: b.png\"\ninference:\n  parameters:\n    beams: "
      "5,\nwidget:\n"
      "- text: >\n    Foo: bar\n\n    baz\nco2_eq_emissions:\n  emissions: 0.2\nlicense: mit\n");
  EXPECT_THAT(card.warnings, IsEmpty());
  EXPECT_EQ(card.facts.licence, "MIT");
}

TEST(ModelCardOfSeveralInputs, SaysEachInItsPlace) {
  const ModelCard card =
      with("kilograph:\n  input: [\"a second of sound\", \"\", \"who speaks\"]\n  output: [a word]\n");
  EXPECT_EQ(card.facts.input_info, "1: a second of sound; 3: who speaks");
  EXPECT_EQ(card.facts.output_info, "a word");
}

TEST(ModelCardOfALaterVersion, RevisesAnotherThanItself) {
  const std::string digest(64, 'a');
  const ModelCard itself = with("kilograph:\n  sha256: " + digest + "\n  revises: " + digest + "\n");
  EXPECT_EQ(itself.facts.revises, "");
  EXPECT_THAT(said_of(itself), ElementsAre(HasSubstr("revise itself")));
  EXPECT_THAT(said_of(with("kilograph:\n  revises: " + digest.substr(1) + "\n")),
              ElementsAre(HasSubstr("a SHA-256 has 64 digits, this 63")));
}

}  // namespace
}  // namespace kilograph::ingest::card
