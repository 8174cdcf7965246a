// Cards beside their models: which model they are of, what comes of an edited one, and of the rest of the folder.
#include <gmock/gmock.h>

#include "base/digest.hpp"
#include "base/file.hpp"
#include "domain/sensor_need.hpp"
#include "reply/card_answers.hpp"
#include "reply/description.hpp"
#include "reply/workplace.hpp"

namespace kilograph::reply {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using tests::Workplace;

class Cards : public Workplace {
 protected:
  fs::path own(const std::string& name) {
    return fs::path(KILOGRAPH_SOURCE_DIR) / "catalog/models/own" / name / (name + ".tflite");
  }
  // A folder of the models named, with this card.
  std::string folder(const std::string& name, const std::vector<std::string>& models, const std::string& front) {
    const fs::path made = fs::path(write(name, "")).concat(".d");
    fs::create_directories(made);
    for (const std::string& model : models) {
      fs::copy(own(model), made / (model + ".tflite"), fs::copy_options::skip_existing);
    }
    std::ofstream(made / "README.md") << "---\n" << front << "---\n# Card\n";
    return made.string();
  }
  domain::ModelEntity model(const std::string& name) { return ask<ModelAnswer>("show", {{"name", name}}).model; }
};

TEST_F(Cards, AreOfTheModelBesideThem) {
  EXPECT_EQ(ask<AddAnswer>("add", {{"path", folder("a", {"sine"}, "license: mit\n")}}).added, 1u);
  EXPECT_EQ(model("sine").counted(&domain::ModelFacts::licence)->value, "MIT");
}

TEST_F(Cards, EditedAreANewVersion) {
  const std::string path = folder("a", {"sine"}, "license: mit\n");
  ask<AddAnswer>("add", {{"path", path}});
  folder("a", {"sine"}, "license: isc\n");
  EXPECT_EQ(ask<AddAnswer>("add", {{"path", path}}).changed, 1u);
  EXPECT_EQ(model("sine").all(&domain::ModelFacts::licence).size(), 1u);
  EXPECT_EQ(model("sine").counted(&domain::ModelFacts::licence)->value, "ISC");
  EXPECT_THAT(ask<VerifyAnswer>("verify").problems, IsEmpty());
}

TEST_F(Cards, OfSeveralModelsSayWhichOrCountForEach) {
  const auto each = ask<AddAnswer>("add", {{"path", folder("a", {"sine", "gesture"}, "license: mit\n")}});
  ASSERT_THAT(each.problems, SizeIs(1));
  EXPECT_THAT(each.problems[0].message, HasSubstr("counts for each beside it: gesture.tflite, sine.tflite"));
  EXPECT_TRUE(model("gesture").counted(&domain::ModelFacts::licence));
  const std::string named = folder("b", {"sine", "keyword"}, "license: isc\nkilograph: {model: keyword.tflite}\n");
  EXPECT_THAT(ask<AddAnswer>("add", {{"path", named}}).problems, IsEmpty());
  EXPECT_EQ(model("keyword").counted(&domain::ModelFacts::licence)->value, "ISC");
  EXPECT_EQ(model("sine").counted(&domain::ModelFacts::licence)->value, "MIT");
}

// By the shipped card, and on from its Turtle form: fits without a sensor, and nothing about sensors is left to know.
TEST_F(Cards, OfAModelThatNeedsNoSensorSayThatAnyDeviceCanFeedIt) {
  ask<AddAnswer>("add", {{"path", own("sine").parent_path().string()}});
  const fs::path board = fs::path(KILOGRAPH_SOURCE_DIR) / "catalog/devices/raspberry-pi-pico.tm.json";
  ask<AddAnswer>("add", {{"path", board.string()}});
  const auto line = [&] {
    return ask<WhyAnswer>("why", {{"model", "sine"}, {"device", "Raspberry Pi Pico"}}).verdict.lines.front();
  };
  EXPECT_EQ(line().required, "no sensor");
  EXPECT_EQ(line().status, domain::Status::met);
  const auto card = model("sine");
  const std::string turtle = description_of(card, DescriptionLanguage::turtle).value();
  EXPECT_THAT(turtle, HasSubstr("needsNoSensor"));
  ask<RemoveAnswer>("remove", {{"name", "sine"}});
  ask<AddAnswer>("add", {{"path", write("sine.ttl", turtle)}});
  EXPECT_EQ(line().status, domain::Status::met);
}

// Where a second document says otherwise, the one that counts holds in what is handed on.
TEST_F(Cards, ThatDisagreeOnWhetherASensorIsNeededAreHandedOnAsOneStatement) {
  domain::ModelEntity model{"urn:m", "M", {}};
  domain::ModelFacts none, one;
  none.sensors = {{std::string(domain::kNoSensor)}};
  one.sensors = {{"Camera"}};
  model.documents = {{{}, none}, {{}, one}};
  EXPECT_EQ(merged(model).sensors, none.sensors);
  std::swap(model.documents[0], model.documents[1]);
  EXPECT_EQ(merged(model).sensors, one.sensors);
}

TEST_F(Cards, OfOtherBytesAreToldSo) {
  const std::string digest(64, '0');
  const auto added = ask<AddAnswer>(
      "add", {{"path", folder("a", {"sine"}, "kilograph:\n  model: sine.tflite\n  sha256: " + digest + "\n")}});
  ASSERT_THAT(added.problems, SizeIs(1));
  EXPECT_THAT(added.problems[0].message, HasSubstr("about other bytes than those of sine.tflite"));
  EXPECT_EQ(added.added, 2u);
}

TEST_F(Cards, WithoutAModelDescribeOneWithoutWeights) {
  const auto added = ask<AddAnswer>("add", {{"path", folder("a", {}, "license: mit\nmodel-index: [{name: Far}]\n")}});
  EXPECT_EQ(added.added, 1u);
  EXPECT_EQ(model("Far").counted(&domain::ModelFacts::licence)->value, "MIT");
}

TEST_F(Cards, LetTheRestOfTheirFolderBe) {
  const std::string path = folder("a", {"sine"}, "license: mit\n");
  std::ofstream(fs::path(path) / "picture.png", std::ios::binary) << "\x89PNG\xff";
  std::ofstream(fs::path(path) / "train.py") << "import os\n";
  const auto added = ask<AddAnswer>("add", {{"path", path}});
  EXPECT_EQ(added.failed, 0u);
  EXPECT_THAT(added.problems, SizeIs(0));
  EXPECT_THAT(added.notes, SizeIs(1));
  EXPECT_EQ(ask<AddAnswer>("add", {{"path", path + "/train.py"}}).failed, 1u) << "named by itself it is refused";
}

TEST_F(Cards, ThatAreBrokenAreRefusedAmongTheirFolderToo) {
  for (const std::string front : {"license: &a mit\ntags: [*a]\n", "license: [mit\n",
                                  "license: mit\nkilograph:\n\ttask: x\n", "license: \"\xff\"\n"}) {
    const std::string path = folder("a", {"sine"}, front);
    const auto added = ask<AddAnswer>("add", {{"path", path}});
    EXPECT_EQ(added.failed, 1u) << front;
    ASSERT_THAT(added.problems, SizeIs(1)) << front;
    EXPECT_EQ(added.problems[0].source, path + "/README.md");
    const auto alone = ask<AddAnswer>("add", {{"path", path + "/README.md"}});
    ASSERT_THAT(alone.problems, SizeIs(1));
    EXPECT_EQ(added.problems[0].message, alone.problems[0].message);
  }
}

TEST_F(Cards, HoldTheirLabelsAgainstTheModelsOutput) {
  const auto said_of = [&](const std::string& labels, const std::string& more) {
    return ask<AddAnswer>("add", {{"path", folder("a", {"gesture"}, "kilograph:\n  labels: " + labels + "\n" + more)}})
        .problems;
  };
  EXPECT_THAT(said_of("[rest, shake, circle, lift]", ""), IsEmpty());
  for (const std::string named : {"", "  model: gesture.tflite\n"}) {
    const auto problems = said_of("[rest, shake, circle]", named);
    ASSERT_THAT(problems, SizeIs(1)) << named;
    EXPECT_EQ(problems[0].kind, "warning");
    EXPECT_EQ(problems[0].where, "kilograph.labels");
    EXPECT_EQ(problems[0].message, "3 labels for the 1×4 output of gesture.tflite (expected 4)");
  }
}

class DescribedCards : public Cards {
 protected:
  Error error_of(tests::Values values) {
    auto answered = run("describe", values);
    EXPECT_FALSE(answered);
    return answered ? Error{} : std::move(answered).error();
  }
  static std::string text_in(const fs::path& file) {
    std::ifstream stream(file);
    return {std::istreambuf_iterator<char>(stream), {}};
  }
  fs::path described(const std::vector<std::string>& models) {
    const fs::path made = folder("a", models, "");
    fs::remove(made / "README.md");
    return made;
  }
  // Answers in order, then breaks off.
  void asked(std::vector<std::string> answers) {
    desk_.ask = [this, answers = std::move(answers),
                 next = 0u](const Question& question) mutable -> Result<std::string> {
      if (!question.note.empty()) notes_.push_back(question.note);
      if (next == answers.size()) return fail(ErrorKind::usage, "broken off at " + question.key);
      return answers[next++];
    };
  }
  std::vector<std::string> notes_;
};

TEST_F(DescribedCards, HaveADraftOfTheirModelAlone) {
  const fs::path made = described({"sine", "gesture"});
  asked({"Waves", "sines of sine"});
  EXPECT_EQ(error_of({{"file", (made / "sine.tflite").string()}}).message, "broken off at sensor");
  ASSERT_THAT(notes_, SizeIs(1));
  EXPECT_THAT(notes_[0], AllOf(HasSubstr("Ctrl-C breaks off"), ::testing::Not(HasSubstr("Going on"))));
  notes_.clear();
  asked({});
  EXPECT_EQ(error_of({{"file", (made / "gesture.tflite").string()}}).message, "broken off at name");
  notes_.clear();
  desk_.ask = nullptr;
  EXPECT_THAT(ask<CardAnswer>("describe", {{"file", (made / "gesture.tflite").string()}, {"set", "task=g"}}).text,
              ::testing::Not(HasSubstr("Waves")));
  EXPECT_THAT(
      ask<CardAnswer>("describe", {{"file", (made / "sine.tflite").string()}, {"set", "task=s"}, {"print", ""}}).text,
      ::testing::Not(HasSubstr("Waves")))
      << "only questions go on from a draft";
  asked({});
  EXPECT_EQ(error_of({{"file", (made / "sine.tflite").string()}}).message, "broken off at sensor");
  ASSERT_THAT(notes_, SizeIs(1));
  EXPECT_THAT(notes_[0], HasSubstr("Going on from " + (made / "sine.tflite.").string()));
  EXPECT_THAT(notes_[0], HasSubstr("answered: description, name"));
}

TEST_F(DescribedCards, AskAgainWhatADraftMayNotSay) {
  const fs::path made = described({"sine"});
  asked({"Waves"});
  error_of({{"file", made.string()}});
  for (const auto& entry : fs::directory_iterator(made)) {
    if (entry.path().extension() == ".draft")
      std::ofstream(entry.path()) << "name: Waves\nlicense: apache-2\nvalue: 0.9\ntask: regression\n";
  }
  asked({});
  error_of({{"file", made.string()}});
  EXPECT_THAT(notes_.back(), ::testing::EndsWith("answered: name, task"));
}

TEST_F(DescribedCards, AreNotMadeOfAnswersThatSayNothing) {
  const std::string file = described({"sine"}).string();
  EXPECT_EQ(
      error_of({{"file", file}, {"set", "value=0.93"}, {"set", "measured_on=held-out"}, {"set", "split=test"}}).message,
      "value says nothing without metric");
  for (const std::string answer : {"rate_hz=50", "axes=3", "range=-4..4 g"}) {
    EXPECT_THAT(error_of({{"file", file}, {"set", answer}}).message, HasSubstr("says nothing without sensor"));
    EXPECT_THAT(error_of({{"file", file}, {"set", answer}, {"set", "sensor=none"}}).message,
                HasSubstr("says nothing where no sensor feeds the model"));
  }
  EXPECT_EQ(error_of({{"file", file}, {"set", "metric=accuracy"}, {"set", "split=test"}}).message,
            "split says nothing without measured_on");
  EXPECT_THAT(error_of({{"file", file}, {"set", "metric=accuracy"}, {"set", "value=9312"}}).message,
              HasSubstr("the nearest is 93.12"));
}

TEST_F(DescribedCards, AreNotMadeOfOneOfTwoAnswers) {
  const Error error =
      error_of({{"file", described({"sine"}).string()}, {"set", "sensor=Gyroscope"}, {"set", "sensor=Microphone"}});
  EXPECT_EQ(error.message, "the same answer is given twice: sensor=Microphone");
  EXPECT_THAT(error.advice, HasSubstr("sensor_2"));
}

TEST_F(Cards, InAWideEncodingAreNotPassedOver) {
  const std::string path = folder("a", {"sine"}, "");
  std::ofstream(fs::path(path) / "README.md", std::ios::binary) << std::string("\xff\xfe-\0-\0-\0\n\0", 10);
  const auto added = ask<AddAnswer>("add", {{"path", path}});
  EXPECT_EQ(added.failed, 1u);
  EXPECT_THAT(added.problems.at(0).message, HasSubstr("UTF-16"));
}

TEST_F(DescribedCards, WarnOfAnotherNumberOfLabelsThanTheModelHas) {
  const std::string file = described({"gesture"}).string();
  const auto warnings = [&](const std::string& labels) {
    return ask<CardAnswer>("describe", {{"file", file}, {"set", "labels=" + labels}, {"print", ""}}).card.warnings;
  };
  EXPECT_THAT(warnings("rest, shake, circle, lift"), IsEmpty());
  ASSERT_THAT(warnings("rest, shake"), SizeIs(1));
  EXPECT_EQ(warnings("rest, shake")[0].message, "2 labels for the 1×4 output of gesture.tflite (expected 4)");
}

// As huggingface_hub.ModelCard.load wants it: each result names and types its data set, and its metric has a number.
TEST_F(DescribedCards, LoadAtHuggingFace) {
  const std::string file = described({"gesture"}).string();
  const auto whole = ask<CardAnswer>("describe", {{"file", file},
                                                  {"print", ""},
                                                  {"set", "metric=accuracy"},
                                                  {"set", "value=0.9"},
                                                  {"set", "measured_on=ours"},
                                                  {"set", "sensor=Accelerometer"},
                                                  {"set", "rate_hz=50"},
                                                  {"set", "axes=3"},
                                                  {"set", "range=-4..4 g"}});
  for (const std::string line :
       {"\n    dataset: {name: \"ours\", type: \"ours\"}\n    metrics:\n    - type: \"accuracy\"\n      value: 0.9\n",
        "\n    rate_hz: 50\n    axes: 3\n    range: {low: -4, high: 4, unit: \"g\"}\n"}) {
    EXPECT_THAT(whole.text, HasSubstr(line));
  }
  for (const auto& [given, lacking] : std::vector<std::pair<std::string, std::string>>{
           {"value=0.9", "(expected measured_on too)"}, {"measured_on=ours", "(expected value too)"}}) {
    const auto part =
        ask<CardAnswer>("describe", {{"file", file}, {"print", ""}, {"set", "metric=accuracy"}, {"set", given}});
    EXPECT_THAT(part.text, ::testing::Not(HasSubstr("model-index")));
    ASSERT_THAT(part.card.warnings, SizeIs(1));
    EXPECT_THAT(part.card.warnings[0].message, HasSubstr(lacking));
  }
}

TEST_F(DescribedCards, AreLinesOfText) {
  const std::string file = described({"sine"}).string();
  for (const std::string character : {"\n", "\r", "\x1b", "\x7f"}) {
    const Error error = error_of({{"file", file}, {"set", "description=Waves" + character + "of a sine"}});
    EXPECT_THAT(error.message, HasSubstr("description: the answer has a line break or another control character"));
  }
}

// Half a section: what is missing in it is taken, and all that stands there stays as it is.
TEST_F(DescribedCards, AreFilledWhereTheyLackSomething) {
  const std::string front =
      "license: mit   # as agreed\nmodel-index:\n- name: Gesture\n  results:\n  - metrics:\n    - {type: accuracy}\n"
      "kilograph:\n  sensors:\n  - class: Accelerometer  # LSM9DS1\n\n  task: 'waving'\nlanguage: en\n";
  const std::string file = folder("a", {"gesture"}, front);
  const auto whole = ask<CardAnswer>("describe", {{"file", file},
                                                  {"set", "rate_hz=50"},
                                                  {"set", "range=-4..4 g"},
                                                  {"set", "value=0.9"},
                                                  {"set", "measured_on=ours"},
                                                  {"set", "labels=rest, shake, circle, lift"}});
  EXPECT_THAT(whole.text,
              HasSubstr("  - class: Accelerometer  # LSM9DS1\n    rate_hz: 50\n    range: {low: -4, high: 4, "
                        "unit: \"g\"}\n\n  task: 'waving'\n"));
  EXPECT_THAT(whole.text,
              HasSubstr("    - {type: accuracy, value: 0.9}\n    dataset: {name: \"ours\", type: \"ours\"}\n"));
  EXPECT_THAT(whole.text, HasSubstr("---\nlicense: mit   # as agreed\n"));
  EXPECT_EQ(whole.card.facts.sensors.at(0).rate_hz, 50);
  EXPECT_THAT(whole.unknown, ::testing::IsSupersetOf({"axes", "split", "version"}));
  EXPECT_THAT(whole.unknown, ::testing::Not(::testing::Contains("sensor")));
  EXPECT_EQ(text_in(fs::path(file) / "README.md"), whole.text);
}

TEST_F(DescribedCards, AreChangedWhereThatIsAskedFor) {
  const std::string file = folder("a", {"gesture"}, "license: mit\nkilograph:\n  task: waving\n  version: \"1\"\n");
  const Error refused = error_of({{"file", file}, {"set", "task=gesture recognition"}});
  EXPECT_EQ(refused.message, "the card states task already: waving");
  EXPECT_THAT(refused.advice, HasSubstr("--replace"));
  const auto changed =
      ask<CardAnswer>("describe", {{"file", file}, {"set", "task=gesture recognition"}, {"replace", ""}});
  EXPECT_THAT(changed.text, HasSubstr("license: mit\nkilograph:\n  task: \"gesture recognition\"\n  version: \"1\"\n"));
}

// At the end any answer, or what the card states, is changed by its name.
TEST_F(DescribedCards, AreCorrectedBeforeTheyAreWritten) {
  const fs::path made = described({"gesture"});
  std::vector<std::string> asked_for;
  std::map<std::string, std::vector<std::string>> answers{{"task", {"gesture recogniton", "gesture recognition"}},
                                                          {"license", {"mit", "isc"}},
                                                          {"write", {"licence", "license", "yes"}}};
  std::vector<std::string> problems;
  desk_.ask = [&](const Question& question) -> Result<std::string> {
    asked_for.push_back(question.key);
    if (!question.problem.empty()) problems.push_back(question.problem);
    auto& left = answers[question.key];
    if (left.empty()) return "-";
    const std::string answer = left.front();
    left.erase(left.begin());
    return answer;
  };
  const auto card = ask<CardAnswer>("describe", {{"file", (made / "gesture.tflite").string()}});
  EXPECT_TRUE(card.is_written);
  EXPECT_EQ(card.card.facts.licence, "ISC");
  EXPECT_EQ(card.card.facts.task, "gesture recognition");
  ASSERT_THAT(problems, SizeIs(2));
  EXPECT_THAT(problems[0], HasSubstr("the nearest is gesture recognition"));
  EXPECT_THAT(problems[1], HasSubstr("Did you mean license?"));
  ASSERT_GE(asked_for.size(), 3u);
  EXPECT_EQ(asked_for[asked_for.size() - 2], "license");
}

TEST_F(DescribedCards, OfOlderBytesAreToldSoAndMended) {
  const std::string older(64, 'a');
  const std::string file =
      folder("a", {"sine"}, "license: mit\nkilograph:\n  model: sine.tflite\n  sha256: " + older + "\n");
  const std::string today = sha256(read_file(own("sine"), 1 << 20).value()).hex();
  const auto left = ask<CardAnswer>("describe", {{"file", file}, {"set", "task=sines"}, {"print", ""}});
  ASSERT_THAT(left.card.warnings, SizeIs(1));
  EXPECT_EQ(left.card.warnings[0].place, "kilograph.sha256");
  EXPECT_THAT(left.card.warnings[0].message, HasSubstr("--set sha256=" + today));
  EXPECT_THAT(error_of({{"file", file}, {"set", "sha256=" + older}}).message, HasSubstr("the nearest is " + today));
  const auto mended = ask<CardAnswer>("describe", {{"file", file}, {"set", "revises=" + older}});
  EXPECT_THAT(mended.card.warnings, IsEmpty());
  EXPECT_EQ(mended.card.facts.sha256->hex(), today);
  EXPECT_THAT(mended.card.facts.revises, HasSubstr(older));
}

TEST_F(Cards, ThatStateTheOlderDigestForWhatTheyReviseAreOfTodaysBytes) {
  const std::string older(64, 'a');
  const std::string path =
      folder("a", {"sine"}, "kilograph:\n  model: sine.tflite\n  sha256: " + older + "\n  revises: " + older + "\n");
  const auto added = ask<AddAnswer>("add", {{"path", path}});
  EXPECT_EQ(added.added, 1u);
  ASSERT_THAT(added.problems, SizeIs(1));
  EXPECT_THAT(added.problems[0].message, HasSubstr("kilograph describe sine.tflite --set sha256="));
  EXPECT_THAT(model("sine").counted(&domain::ModelFacts::revises)->value, HasSubstr(older));
  const std::string alone = folder("b", {"gesture"}, "kilograph:\n  sha256: " + older + "\n  task: x\n");
  const auto told = ask<AddAnswer>("add", {{"path", alone}});
  ASSERT_THAT(told.problems, SizeIs(1));
  EXPECT_THAT(told.problems[0].message, HasSubstr("about other bytes than those of gesture.tflite"));
}

TEST_F(Cards, StandForModelsThatAreNotFetched) {
  const std::string bytes =
      "version https://git-lfs.github.com/spec/v1\noid sha256:" + std::string(64, 'b') + "\nsize 9\n";
  const fs::path made = folder("a", {}, "license: mit\nkilograph: {model: far.tflite, name: Far}\n");
  std::ofstream(made / "far.tflite") << bytes;
  std::ofstream(made / "picture.png") << bytes;
  const auto added = ask<AddAnswer>("add", {{"path", made.string()}});
  ASSERT_THAT(added.problems, SizeIs(1)) << "a picture is nothing to add, fetched or not";
  EXPECT_EQ(added.failed, 1u);
  EXPECT_THAT(added.problems[0].message, HasSubstr("git lfs pull"));
  EXPECT_THAT(model("Far").id, ::testing::EndsWith(std::string(64, 'b'))) << "the pointer says which bytes they are";
}

TEST_F(Cards, AndPagesToReadAreToldApart) {
  const fs::path made = fs::path(write("page", "")).concat(".d");
  fs::create_directories(made);
  fs::copy(own("sine"), made / "sine.tflite");
  std::ofstream(made / "README.md") << "# What this is\n";
  const auto added = ask<AddAnswer>("add", {{"path", made.string()}});
  EXPECT_EQ(added.added, 1u);
  EXPECT_EQ(added.failed, 0u);
  EXPECT_THAT(added.notes, ::testing::ElementsAre("1 file is no model and no description: passed over"));
  const auto shipped = ask<AddAnswer>("add", {{"path", own("sine").parent_path().string()}});
  EXPECT_THAT(shipped.notes, IsEmpty()) << "self-tests are part of a model";
}

TEST_F(DescribedCards, NeverGetASecondFrontMatter) {
  const fs::path made = described({"sine"});
  const auto described_from = [&](const std::string& text) {
    std::ofstream(made / "README.md") << text;
    return run("describe", {{"file", made.string()}, {"set", "description=hello"}});
  };
  for (const std::string front :
       {"{license: mit, kilograph: {task: x}}\n", "\"license\": mit\n\"kilograph\":\n  task: x\n", "license : mit\n",
        "inference: false\n", "title: Home\n"}) {
    const std::string before = "---\n" + front + "---\n# x\n";
    const auto answered = described_from(before);
    const std::string after = text_in(made / "README.md");
    EXPECT_FALSE(after.substr(4).starts_with("kilograph:\n")) << after;
    EXPECT_TRUE(after.ends_with("---\n# x\n")) << after;
    if (answered) {
      EXPECT_THAT(after, HasSubstr("description: \"hello\""));
    } else {
      EXPECT_EQ(after, before);
      EXPECT_THAT(answered.error().advice, HasSubstr("Write it there yourself"));
    }
    EXPECT_EQ(ask<AddAnswer>("add", {{"path", made.string()}}).failed, 0u) << after;
  }
  for (const auto& [before, why] :
       std::vector<std::pair<std::string, std::string>>{{"---\nlicense: mit\n# never closed\n", "does not end"},
                                                        {"---\na text\n---\n# x\n", "is no map"},
                                                        {"---\n- item\n---\n", "is no map"}}) {
    const auto answered = described_from(before);
    ASSERT_FALSE(answered) << before;
    EXPECT_THAT(answered.error().message, HasSubstr(why));
    EXPECT_EQ(answered.error().where.find((made / "README.md").string()), 0u);
    EXPECT_EQ(text_in(made / "README.md"), before);
  }
}

TEST_F(Cards, AreNoOtherPages) {
  const auto alone = ask<AddAnswer>("add", {{"path", folder("a", {}, "title: Home\n")}});
  EXPECT_EQ(alone.failed, 1u);
  EXPECT_THAT(alone.problems.at(0).message, HasSubstr("no key of a model card, and no model is beside it"));
}

TEST_F(DescribedCards, HaveBrokenDraftsPutAside) {
  const fs::path made = described({"sine"});
  asked({"Waves"});
  error_of({{"file", made.string()}});
  fs::path draft;
  for (const auto& entry : fs::directory_iterator(made)) {
    if (entry.path().extension() == ".draft") draft = entry.path();
  }
  std::ofstream(draft) << "name: [\xff\n";
  asked({});
  EXPECT_EQ(error_of({{"file", made.string()}}).message, "broken off at name");
  EXPECT_THAT(notes_.back(), HasSubstr("put aside as " + draft.string() + ".broken"));
  EXPECT_TRUE(fs::exists(draft.string() + ".broken"));
  EXPECT_FALSE(fs::exists(draft));
}

TEST_F(DescribedCards, TakeFromADraftWhatTheyStateByThen) {
  const fs::path made = described({"sine"});
  asked({"Waves", "sines"});
  error_of({{"file", made.string()}});
  desk_.ask = nullptr;
  const auto some = ask<CardAnswer>("describe", {{"file", made.string()}, {"set", "name=Sines"}});
  ASSERT_THAT(some.card.warnings, SizeIs(1));
  EXPECT_THAT(some.card.warnings[0].message, HasSubstr("not in the card: description;"));
  const auto all = ask<CardAnswer>("describe", {{"file", made.string()}, {"set", "description=a sine"}});
  EXPECT_THAT(all.card.warnings, IsEmpty());
  for (const auto& entry : fs::directory_iterator(made)) EXPECT_NE(entry.path().extension(), ".draft");
}

TEST_F(DescribedCards, AreWrittenByOneAtATime) {
  const std::string file = (described({"sine"}) / "sine.tflite").string();
  bool is_refused = false;
  desk_.ask = [&](const Question& question) -> Result<std::string> {
    Desk other;
    Call call;
    call.give("file", file);
    call.give("set", "name=Waves");
    const auto second = answer("describe", call, other);
    is_refused = !second && second.error().kind == ErrorKind::conflict;
    return fail(ErrorKind::usage, "broken off at " + question.key);
  };
  error_of({{"file", file}});
  EXPECT_TRUE(is_refused);
  desk_.ask = nullptr;
  EXPECT_TRUE(ask<CardAnswer>("describe", {{"file", file}, {"set", "name=Waves"}}).is_written);
}

TEST_F(DescribedCards, AreAskedForAgainWhereAnAnswerIsNoLine) {
  const fs::path made = described({"sine"});
  std::vector<std::string> problems;
  desk_.ask = [&](const Question& question) -> Result<std::string> {
    if (!question.problem.empty()) problems.push_back(question.problem);
    if (problems.size() == 3) return fail(ErrorKind::usage, "broken off");
    return problems.size() < 2 ? "a\x1b[A" : "a\xC2\x9b";
  };
  error_of({{"file", made.string()}});
  ASSERT_THAT(problems, SizeIs(3)) << "insisting does not help";
  EXPECT_THAT(problems[2], HasSubstr("control character"));
}

TEST_F(DescribedCards, TakeWordsOfTheirOwnAndNoHalfRanges) {
  const std::string file = described({"gesture"}).string();
  const auto own = ask<CardAnswer>("describe", {{"file", file}, {"set", "task=gesture recogniton"}, {"print", ""}});
  EXPECT_EQ(own.card.facts.task, "gesture recogniton");
  ASSERT_THAT(own.card.warnings, SizeIs(1));
  EXPECT_THAT(own.card.warnings[0].message, HasSubstr("kept as it is; the nearest is gesture recognition"));
  EXPECT_THAT(error_of({{"file", file}, {"set", "sensor=Accelerometer"}, {"set", "range=4"}}).message,
              HasSubstr("'4' is no range (expected LOW..HIGH UNIT"));
}

// What help says of answers is what is asked.
TEST_F(DescribedCards, HaveTheFormOfEachAnswerInTheHelp) {
  const std::string note(find_verb("describe").value()->note);
  for (const CardTopic& topic : card_topics()) {
    if (topic.number > 0) continue;
    EXPECT_THAT(note, HasSubstr(topic.key));
    EXPECT_THAT(note, HasSubstr(topic.key == "sha256" ? "of the model's file" : topic.form)) << topic.key;
  }
}

TEST_F(DescribedCards, SayInWhichFileSomethingIsWrong) {
  const fs::path made = folder("a", {"sine"}, "license: &a mit\ntags: [*a]\n");
  EXPECT_THAT(error_of({{"file", made.string()}}).where, HasSubstr("README.md"));
  std::ofstream(made / "README.md") << "\xff\xfe\xfd";
  EXPECT_THAT(error_of({{"file", made.string()}}).where, HasSubstr("README.md"));
  fs::remove(made / "README.md");
  const std::string answers = write("answers.yaml", "task: \xff\n");
  EXPECT_THAT(error_of({{"file", made.string()}, {"answers", answers}}).where, HasSubstr("answers.yaml"));
}

}  // namespace
}  // namespace kilograph::reply
