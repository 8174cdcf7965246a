// The verbs on a real catalogue with models that tests make and the six boards of the repository.
#include <gmock/gmock.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "reply/description.hpp"
#include "reply/workplace.hpp"

namespace kilograph::reply {
namespace {

using nlohmann::json;
namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::SizeIs;
using tests::Workplace;

class Verbs : public Workplace {
 protected:
  void fill() {
    model_file_ = write_sample("tiny.tflite", "tiny_float");
    ask<AddAnswer>("add", {{"path", model_file_}, {"path", devices()}});
  }

  std::vector<json> lines_of(const Answer& answer) {
    std::vector<json> lines;
    std::istringstream text(json_text(answer));
    for (std::string line; std::getline(text, line);) lines.push_back(json::parse(line));
    return lines;
  }

  std::string model_file_;
};

TEST_F(Verbs, InitRefusesASecondTime) { EXPECT_EQ(run("init").error().kind, ErrorKind::conflict); }

TEST_F(Verbs, WithoutACatalogueTheyAdviseToMakeOne) {
  desk_.catalogue.reset();
  desk_.folder = folder_;
  const auto answered = run("fit");
  ASSERT_FALSE(answered);
  EXPECT_EQ(answered.error().kind, ErrorKind::not_found);
  EXPECT_THAT(answered.error().advice, HasSubstr("kilograph init"));
}

TEST_F(Verbs, TheNearestCatalogueIsFound) {
  desk_.catalogue.reset();
  desk_.folder = folder_;
  ASSERT_TRUE(run("init"));
  fs::create_directories(folder_ / "deep" / "er");
  desk_.folder = folder_ / "deep" / "er";
  EXPECT_TRUE(run("verify"));
}

TEST_F(Verbs, FitAnswersEveryPair) {
  fill();
  const auto answered = run("fit");
  ASSERT_TRUE(answered) << answered.error().to_text();
  const auto lines = lines_of(*answered);
  ASSERT_THAT(lines, SizeIs(6));
  for (const json& line : lines) {
    EXPECT_EQ(line["model"], "tiny");
    EXPECT_EQ(line["verdict"], "unknown");  // which sensor feeds it is not known
    EXPECT_EQ(line["worst"]["kind"], "sensor");
    EXPECT_TRUE(line["assumed"].is_boolean());
  }
  EXPECT_EQ(exit_code_of(*answered), 0);
}

TEST_F(Verbs, WhyAnswersForAFileWithoutACatalogue) {
  const std::string model = write_sample("tiny.tflite", "tiny_float");
  desk_.catalogue = folder_ / "absent";
  const auto answered = run("why", {{"model", model}, {"device", devices() + "/arduino-nano-33-ble.td.json"}});
  ASSERT_TRUE(answered) << answered.error().to_text();
  EXPECT_EQ(exit_code_of(*answered), 1);
  const json answer = lines_of(*answered).at(0);
  EXPECT_EQ(answer["verdict"], "unknown");
  ASSERT_THAT(answer["requirements"], SizeIs(5));
  const json& program = answer["requirements"][2];
  EXPECT_EQ(program["kind"], "program-memory");
  EXPECT_EQ(program["available"], 628'000);
  EXPECT_EQ(program["margin"].get<std::int64_t>(), 628'000 - program["required"].get<std::int64_t>());
  EXPECT_EQ(program["status"], "met");
  EXPECT_EQ(program["sources"]["required"]["basis"], "planned");
}

TEST_F(Verbs, ANeedByHandIsJudgedByWhatItNames) {
  fill();
  const auto answered =
      run("fit", {{"need", "accelerometer, gyroscope, ram=116kB, flash=531kB"}, {"facts", "published"}});
  ASSERT_TRUE(answered) << answered.error().to_text();
  std::vector<std::string> fitting;
  for (const json& line : lines_of(*answered)) {
    if (line["verdict"] == "fits") fitting.push_back(line["device"]);
  }
  EXPECT_THAT(fitting, ::testing::UnorderedElementsAre("Arduino Nano 33 BLE", "Arduino Nano 33 TinyML Kit"));
}

TEST_F(Verbs, ANeedAndAModelExcludeEachOther) {
  EXPECT_EQ(run("fit", {{"need", "camera"}, {"model", "x"}}).error().kind, ErrorKind::usage);
}

TEST_F(Verbs, ShowHasTheFieldsThatScriptsRelyOn) {
  fill();
  const json model = lines_of(*run("show", {{"name", "tiny"}})).at(0);
  for (const char* field :
       {"id", "name", "sha256", "file_bytes", "macs", "parameters", "operators", "inputs", "outputs", "layers"}) {
    EXPECT_TRUE(model.contains(field) && !model[field].is_null()) << field;
  }
  EXPECT_EQ(model["operators"][0], json({{"name", "FULLY_CONNECTED"}, {"version", 1}, {"count", 1}}));
  EXPECT_EQ(model["inputs"][0]["shape"], json({1, 3}));
  EXPECT_EQ(model["layers"][0]["macs"], 6);
  EXPECT_TRUE(model["has_weights"].get<bool>());
  const json device = lines_of(*run("show", {{"name", "Arduino Nano 33 BLE"}})).at(0);
  EXPECT_EQ(device["title"], "Arduino Nano 33 BLE");
  EXPECT_EQ(device["memory"][0]["free_bytes"], 172'000);
  EXPECT_THAT(device["sensors"], SizeIs(5));
}

TEST_F(Verbs, ADescriptionHoldsTheSameFactsWithoutWeights) {
  fill();
  write("figures.csv", "model,file_bytes,arena_bytes\ntiny,700,1936\n");
  ask<AddAnswer>("add", {{"path", (folder_ / "figures.csv").string()}});
  const auto kept = ask<ModelAnswer>("show", {{"name", "tiny"}}).model;
  for (const char* format : {"ttl", "nt"}) {
    const auto written = ask<DescriptionAnswer>("show", {{"name", "tiny"}, {"format", format}});
    const std::string file = write("tiny." + std::string(format), written.text);
    Desk elsewhere = desk_;
    elsewhere.catalogue = folder_ / "absent";
    Call call;
    call.give("name", file);
    const auto described = answer("show", call, elsewhere);
    ASSERT_TRUE(described) << described.error().to_text();
    const auto& model = std::get<ModelAnswer>(*described);
    EXPECT_FALSE(model.has_weights);
    EXPECT_EQ(model.model.id, kept.id);
    EXPECT_EQ(merged(model.model), merged(kept)) << format;
  }
}

TEST_F(Verbs, ACopyUnderAnotherNameChangesNoName) {
  ask<AddAnswer>("add", {{"path", write_sample("Move.tflite", "tiny_float")}});
  ask<AddAnswer>("add", {{"path", write_sample("Other.tflite", "tiny_float")}});
  const auto asked = ask<ModelAnswer>("show", {{"name", "Other"}});
  EXPECT_EQ(asked.model.name, "Other");  // as it was asked for
  EXPECT_EQ(ask<ModelAnswer>("show", {{"name", asked.model.id}}).model.name, "Move");
  const auto removed = ask<RemoveAnswer>("remove", {{"name", "Move"}});
  ASSERT_THAT(removed.removed, SizeIs(1));
  EXPECT_EQ(removed.removed[0].name, "Move");
  EXPECT_THAT(removed.further_names.at(removed.removed[0].id), ::testing::ElementsAre("Other"));
}

TEST_F(Verbs, RemoveTakesAllOrNone) {
  fill();
  EXPECT_EQ(run("remove", {{"name", "tiny"}, {"name", "absent"}}).error().kind, ErrorKind::not_found);
  EXPECT_TRUE(run("show", {{"name", "tiny"}}));
  EXPECT_THAT(ask<RemoveAnswer>("remove", {{"name", "tiny"}, {"name", "TINY"}}).removed, SizeIs(1));
  EXPECT_FALSE(run("show", {{"name", "tiny"}}));
  const auto log = ask<LogAnswer>("log");
  EXPECT_EQ(log.entries.back().action, "remove");
  EXPECT_THAT(ask<LogAnswer>("log", {{"since", std::to_string(log.entries.back().seq - 1)}}).entries, SizeIs(1));
}

TEST_F(Verbs, AnExportIsImportedWhole) {
  fill();
  const auto out = ask<TransferAnswer>("export", {{"path", (folder_ / "out").string()}});
  const auto models = json_text(*run("fit"));
  desk_.catalogue = folder_ / "second";
  ask<InitAnswer>("init");
  const auto in = ask<TransferAnswer>("import", {{"path", (folder_ / "out").string()}});
  EXPECT_EQ(in.counts.documents, out.counts.documents);
  EXPECT_EQ(in.counts.files, out.counts.files);
  EXPECT_EQ(json_text(*run("fit")), models);
  EXPECT_TRUE(ask<VerifyAnswer>("verify").problems.empty());
}

TEST_F(Verbs, QueryAnswersInTheFormatAskedFor) {
  fill();
  const std::string text = "SELECT ?name { ?model a nnet:NeuralNetwork ; schema:name ?name }";
  const auto table = ask<QueryResults>("query", {{"query", text}});
  EXPECT_EQ(table.rows, (std::vector<std::vector<std::string>>{{"tiny"}}));
  EXPECT_EQ(ask<QueryResults>("query", {{"query", text}, {"format", "csv"}}).body, "name\r\ntiny\r\n");
  desk_.for_programs = true;
  EXPECT_EQ(json::parse(ask<QueryResults>("query", {{"query", text}}).body)["results"]["bindings"][0]["name"]["value"],
            "tiny");
  desk_.read_input = [&](std::uint64_t) -> Result<std::string> { return text; };
  EXPECT_THAT(ask<QueryResults>("query", {{"query", "-"}}).body, HasSubstr("tiny"));
}

TEST_F(Verbs, EveryWorkedQueryRuns) {
  fill();
  for (const Example& example : ask<ExampleList>("query", {{"example", ""}}).examples) {
    EXPECT_TRUE(run("query", {{"example", example.name}})) << example.name;
  }
  EXPECT_EQ(run("query", {{"example", "models-for-a-devise"}}).error().kind, ErrorKind::not_found);
}

}  // namespace
}  // namespace kilograph::reply
