// The published study from its own files: kept unchanged, queryable as it was written, derived into
// today's terms with its defects mended.
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <iostream>
#include <set>

#include "base/file.hpp"
#include "knowledge/index/sparql_index.hpp"
#include "knowledge/intake.hpp"
#include "knowledge/ontology.hpp"
#include "shared_data.hpp"

namespace kilograph::knowledge {
namespace {

using index::QueryAnswer;
using index::SparqlIndex;

constexpr std::string_view kBase = "http://tinyml-schema.org/neuralnetwork/";
constexpr const char* kDevices[] = {
    "adafruit_pyBadge", "adafruit_tflite_micro_kit", "arduino_nano_ble_33_td", "arduino_nano_ble_33_tinyml_kit",
    "ssi_web_td",       "syntiant_tinymlL_board"};

Intake take_in(const std::filesystem::path& path, rdf::Syntax syntax, std::string_view base) {
  const auto bytes = read_file(path, 64u << 20);
  EXPECT_TRUE(bytes.has_value()) << path;
  if (!bytes) return {};
  const Origin origin{sha256(*bytes), path.filename().string(),
                      syntax == rdf::Syntax::jsonld ? "application/td+json" : "text/turtle"};
  auto intake = documents_from_rdf(origin, *bytes, syntax, base);
  EXPECT_TRUE(intake.has_value()) << (intake ? "" : intake.error().to_text());
  return intake ? std::move(*intake) : Intake{};
}

std::filesystem::path device_file(const char* name) {
  const auto folder = tests::shared("reference/devices");
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().filename().string().starts_with(name)) return entry.path();
  }
  return folder / name;
}

// The study's graph and six boards, as documents; once for all tests.
const std::vector<Intake>& study() {
  static const std::vector<Intake> intakes = [] {
    std::vector<Intake> list;
    list.push_back(take_in(tests::shared("reference/published_knowledge_graph.ttl"), rdf::Syntax::turtle, kBase));
    for (const char* name : kDevices) list.push_back(take_in(device_file(name), rdf::Syntax::turtle, kBase));
    return list;
  }();
  return intakes;
}

// The starter catalogue's models and its published boards.
std::vector<Intake> starter() {
  std::vector<Intake> list;
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(std::filesystem::path(KILOGRAPH_SOURCE_DIR) / "catalog")) {
    const auto& path = entry.path();
    if (path.string().ends_with(".td.json")) list.push_back(take_in(path, rdf::Syntax::jsonld, ""));
    if (path.extension() == ".ttl") list.push_back(take_in(path, rdf::Syntax::turtle, ""));
  }
  return list;
}

void load(SparqlIndex& index, const std::vector<Intake>& intakes, bool only_kept) {
  for (const Intake& intake : intakes) {
    for (const Document& document : intake.documents) {
      if (only_kept && document.kind != domain::EntityKind::graph) continue;
      const auto done = index.replace_graph(document.iri, document.triples);
      ASSERT_TRUE(done.has_value()) << done.error().to_text();
    }
  }
}

// Everything that a catalogue holds: ontologies, kept graphs, derived entities, the starter catalogue.
SparqlIndex full_index() {
  SparqlIndex index = std::move(*SparqlIndex::create());
  const auto ontologies = ontology_graphs();
  EXPECT_TRUE(ontologies.has_value()) << (ontologies ? "" : ontologies.error().to_text());
  for (const OntologyGraph& graph : *ontologies) {
    const auto done = index.replace_graph(graph.iri, graph.ntriples);
    EXPECT_TRUE(done.has_value()) << graph.iri << (done ? "" : done.error().to_text());
  }
  load(index, study(), false);
  load(index, starter(), false);
  return index;
}

const SparqlIndex& shared_index() {
  static const SparqlIndex index = full_index();
  return index;
}

std::vector<std::vector<std::string>> rows(const SparqlIndex& index, std::string_view text) {
  const auto answer = index.query(text);
  EXPECT_TRUE(answer.has_value()) << (answer ? "" : answer.error().to_text());
  std::vector<std::vector<std::string>> table;
  if (!answer) return table;
  for (const auto& row : answer->rows) {
    std::vector<std::string> cells;
    for (const auto& term : row) cells.push_back(term ? term->value : "");
    table.push_back(std::move(cells));
  }
  return table;
}

std::string_view example(std::string_view name) {
  for (const QueryExample& row : query_examples()) {
    if (row.name == name) return row.text;
  }
  ADD_FAILURE() << "no example " << name;
  return {};
}

// The numbers of a row, from a column on.
std::vector<double> numbers(const std::vector<std::string>& row, std::size_t from) {
  std::vector<double> values;
  for (std::size_t i = from; i < row.size(); ++i) values.push_back(std::stod(row[i]));
  return values;
}

const domain::ModelFacts& model(std::string_view name) {
  for (const Document& document : study().front().documents) {
    if (document.name == name) return std::get<domain::ModelFacts>(document.facts);
  }
  ADD_FAILURE() << "no model " << name;
  static const domain::ModelFacts none;
  return none;
}

bool warned(const Intake& intake, std::string_view text) {
  return std::ranges::any_of(intake.warnings, [&](const std::string& w) { return w.find(text) != std::string::npos; });
}

#define KG_STUDY() KG_NEEDS_SHARED("reference/published_knowledge_graph.ttl")

TEST(Study, KeptGraphsHoldEveryTripleAndNoOther) {
  KG_STUDY();
  SparqlIndex index = std::move(*SparqlIndex::create());
  load(index, study(), true);
  EXPECT_EQ(index.counts().live_quads, 2859u);
  EXPECT_EQ(index.counts().triples, 2859u);
  EXPECT_EQ(index.counts().graphs, 7u);
}

TEST(Study, GivesTwentyThreeModelsAndSixBoards) {
  KG_STUDY();
  std::size_t models = 0, devices = 0;
  for (const Intake& intake : study()) {
    for (const Document& document : intake.documents) {
      models += document.kind == domain::EntityKind::model ? 1 : 0;
      devices += document.kind == domain::EntityKind::device ? 1 : 0;
      if (document.kind == domain::EntityKind::graph) continue;
      EXPECT_EQ(document.derived_from, intake.documents.front().iri);
      EXPECT_NE(document.triples.find("http://www.w3.org/ns/prov#wasDerivedFrom"), std::string::npos);
    }
  }
  EXPECT_EQ(models, 23u);
  EXPECT_EQ(devices, 6u);
}

TEST(Study, PublishedQueryOneGivesTheTwoArduinoBoards) {
  KG_STUDY();
  const auto found = rows(shared_index(), example("devices-for-a-model-published"));
  ASSERT_EQ(found.size(), 2u);
  EXPECT_NE(found[0][0].find("arduino_nano_ble_33-322"), std::string::npos);
  EXPECT_EQ(numbers(found[0], 1), (std::vector<double>{172, 628}));
  EXPECT_NE(found[1][0].find("arduino_nano_ble_33_tinyml_kit"), std::string::npos);
  EXPECT_EQ(numbers(found[1], 1), (std::vector<double>{187, 785}));
}

TEST(Study, PublishedQueryTwoGivesTheTwoCameraModels) {
  KG_STUDY();
  const auto found = rows(shared_index(), example("models-for-a-device-published"));
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0][0], "Person_Detection");
  EXPECT_EQ(numbers(found[0], 2), (std::vector<double>{7158144, 94.128, 236.072}));
  EXPECT_EQ(found[1][0], "Visual_Alarm_Clock");
  EXPECT_EQ(numbers(found[1], 2), (std::vector<double>{7387976, 116.48, 531.624}));
}

TEST(Study, PublishedQueryThreeGivesFourModelsBestFirst) {
  KG_STUDY();
  const auto found = rows(shared_index(), example("benchmark-for-a-task-published"));
  ASSERT_EQ(found.size(), 4u);
  std::vector<double> accuracies;
  for (const auto& row : found) accuracies.push_back(std::stod(row[3]));
  EXPECT_EQ(accuracies, (std::vector<double>{93.2, 92.1, 83.0, 82.3}));
}

TEST(Study, TodaysQueriesGiveTheSameAnswers) {
  KG_STUDY();
  const auto boards = rows(shared_index(), example("devices-for-a-model"));
  std::set<std::string> names;
  for (const auto& row : boards) names.insert(row[1]);
  EXPECT_EQ(boards.size(), 4u);  // the derived boards and ours
  EXPECT_TRUE(names.contains("Arduino Nano 33 BLE") && names.contains("Arduino Nano 33 TinyML Kit"));
  const auto models = rows(shared_index(), example("models-for-a-device"));
  ASSERT_EQ(models.size(), 4u);  // each as derived and from the starter catalogue
  for (const auto& row : models) {
    const bool person = row[1] == "Person_Detection";
    EXPECT_TRUE(person || row[1] == "Visual_Alarm_Clock") << row[1];
    EXPECT_EQ(numbers(row, 2),
              person ? (std::vector<double>{7158144, 94128, 236072}) : (std::vector<double>{7387976, 116480, 531624}));
  }
  const auto benchmark = rows(shared_index(), example("benchmark-for-a-task"));
  std::multiset<double> accuracies;
  for (const auto& row : benchmark) accuracies.insert(std::stod(row[2]));
  EXPECT_EQ(accuracies, (std::multiset<double>{82.3, 82.3, 83.0, 83.0, 92.1, 92.1, 93.2, 93.2}));
}

// What the study does not state; tests/queries has rows of them.
const std::set<std::string_view> kNotOfTheStudy{"sources-that-disagree", "what-a-thing-exposes", "what-changed-since",
                                                "what-runs-now"};

TEST(Study, NoExampleGivesARowTwice) {
  KG_STUDY();
  for (const QueryExample& row : query_examples()) {
    const auto found = rows(shared_index(), row.text);
    EXPECT_EQ(std::set(found.begin(), found.end()).size(), found.size()) << row.name;
    EXPECT_TRUE(!found.empty() || kNotOfTheStudy.contains(row.name)) << row.name;
    EXPECT_FALSE(row.title.empty()) << row.name;
  }
}

TEST(Study, EveryBoardWithItsSensorsIsOneRow) {
  KG_STUDY();
  const auto found = rows(shared_index(), example("boards-with-sensors"));
  EXPECT_EQ(found.size(), 12u);  // six published, six of ours
  std::set<std::string> boards;
  for (const auto& row : found) boards.insert(row[0]);
  EXPECT_EQ(boards.size(), found.size());
  const auto kit =
      std::ranges::find_if(found, [](const auto& row) { return row[0].ends_with("/adafruit-tflite-micro-kit"); });
  ASSERT_NE(kit, found.end());
  EXPECT_TRUE((*kit)[1] == "Accelerometer, Microphone" || (*kit)[1] == "Microphone, Accelerometer") << (*kit)[1];
}

TEST(Study, EveryModelIsOneRowUnderAllItsNames) {
  KG_STUDY();
  std::set<std::string> models;
  std::size_t with_two_names = 0;
  const auto found = rows(shared_index(), example("models-by-macs"));
  for (const auto& row : found) {
    models.insert(row[0]);
    with_two_names += row[1] == "Micro_Speech_Forward_Backward, Micro_Speech_Yes_No_3";
  }
  EXPECT_EQ(models.size(), found.size());
  EXPECT_EQ(with_two_names, 1u);
}

TEST(Study, PublishedQueriesAreAnsweredWithinMilliseconds) {
  KG_STUDY();
  for (const char* name :
       {"devices-for-a-model-published", "models-for-a-device-published", "benchmark-for-a-task-published"}) {
    std::vector<double> times;
    for (int i = 0; i < 21; ++i) {
      const auto start = std::chrono::steady_clock::now();
      rows(shared_index(), example(name));
      times.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
    }
    std::ranges::sort(times);
    RecordProperty(name, std::to_string(times[10]));
    std::cout << name << ": p50 " << times[10] << " ms\n";  // shown, not asserted: bench/query.py compares
  }
}

TEST(StudyDefects, RelativeIrisAreNamedWithTheirLines) {
  KG_STUDY();
  const Intake& intake = study().front();
  for (const char* text : {"line 44: <None>", "line 240: <N.A.>", "line 410: <None>", "line 431: <None>",
                           "line 622: <download.tensorflow.org/models/tflite/magic_wand/data.tar.gz>"}) {
    EXPECT_TRUE(warned(intake, text)) << text;
  }
}

TEST(StudyDefects, DataSetsThatSayNoneAreUnknown) {
  KG_STUDY();
  EXPECT_EQ(model("Anomaly_Detection_Autoencoder").training_dataset, "");
  EXPECT_TRUE(warned(study().front(), "the data set <None> or <N.A.> says that it is unknown"));
  EXPECT_EQ(model("Magic_Wand_1").training_dataset,
            "http://download.tensorflow.org/models/tflite/magic_wand/data.tar.gz");
  EXPECT_TRUE(warned(study().front(), "lacks its scheme"));
}

TEST(StudyDefects, AccuracyOfZeroIsUnknown) {
  KG_STUDY();
  ASSERT_EQ(model("Magic_Wand_2").metrics.size(), 1u);
  EXPECT_EQ(model("Magic_Wand_2").metrics[0].value, std::nullopt);
  EXPECT_TRUE(warned(study().front(), "a metric of 0.0 stands for an unknown one: "));
  ASSERT_EQ(model("Micro_Speech_Yes_No_1").metrics.size(), 1u);
  EXPECT_TRUE(model("Micro_Speech_Yes_No_1").metrics[0].value.has_value());
  EXPECT_EQ(model("Micro_Speech_Yes_No_1").metrics[0].unit, "percent");
}

TEST(StudyDefects, LayersAreCountedAnewFromZero) {
  KG_STUDY();
  const auto& layers = model("Magic_Wand_2").layers;
  ASSERT_EQ(layers.size(), 6u);
  for (std::uint32_t i = 0; i < layers.size(); ++i) EXPECT_EQ(layers[i].index, i);
  EXPECT_EQ(layers[3].op, "MEAN");
  EXPECT_EQ(layers[5].op, "SOFTMAX");
  EXPECT_TRUE(warned(study().front(), "counted anew from 0"));
}

TEST(StudyDefects, PrintedShapesAreNumbersAgain) {
  KG_STUDY();
  ASSERT_EQ(model("Magic_Wand_2").inputs.size(), 1u);
  EXPECT_EQ(model("Magic_Wand_2").inputs[0].shape, (domain::Shape{1, 32, 32, 3}));
  EXPECT_EQ(model("Magic_Wand_2").outputs.at(0).shape, (domain::Shape{1, 10}));
  EXPECT_TRUE(warned(study().front(), "a shape is a printed string"));
}

TEST(StudyDefects, MemoryFiguresAreBytesWithRuntimeAndSource) {
  KG_STUDY();
  using namespace domain;
  const std::vector<MemoryRequirement> expected = {
      {MemoryUse::working, 94128, "tflm-2021", "reference", 64, "host64", Basis::measured,
       std::string(kPublishedStudy)},
      {MemoryUse::program, 236072, "", "", 0, "", Basis::declared, std::string(kPublishedStudy)}};
  EXPECT_EQ(model("Person_Detection").memory, expected);
  EXPECT_TRUE(warned(study().front(), "RAM is the arena on a 64-bit host"));
  EXPECT_TRUE(warned(study().front(), "Flash is the size of the file"));
}

TEST(StudyDefects, SensorsAreSensors) {
  KG_STUDY();
  EXPECT_EQ(model("Person_Detection").sensors, (std::vector<domain::Sensor>{{"Camera", "tested on OV7675/0"}}));
  const auto& magic = model("Magic_Wand_2").sensors;
  ASSERT_EQ(magic.size(), 2u);
  EXPECT_EQ(magic[0].sensor_class, "Accelerometer");
  EXPECT_EQ(magic[1].sensor_class, "Gyroscope");
  EXPECT_TRUE(warned(study().front(), "schema:Sensor does not exist"));
  EXPECT_TRUE(warned(study().front(), "OtherSensor is used without being declared"));
}

TEST(StudyDefects, UndeclaredTermsAreDeclaredOnesNow) {
  KG_STUDY();
  for (const char* term :
       {"Add", "AvgPool2D", "Int32", "Mean", "OtherCategory", "Other_metric", "Pad", "Relu6", "Uint8"}) {
    EXPECT_TRUE(warned(study().front(), std::string(term) + " is used without being declared")) << term;
  }
  const auto& person = model("Person_Detection");
  EXPECT_TRUE(std::ranges::find(person.number_formats, domain::TensorType::uint8) != person.number_formats.end());
  EXPECT_TRUE(std::ranges::any_of(person.layers, [](const auto& l) { return l.op == "AVERAGE_POOL_2D"; }));
  const auto& clock = model("Visual_Alarm_Clock");
  EXPECT_TRUE(std::ranges::any_of(clock.layers, [](const auto& l) { return l.activation == "Relu6"; }));
}

TEST(StudyDefects, BoardsHaveFreeMemoryAndMistypedUnits) {
  KG_STUDY();
  const Intake& nano = study()[3];
  ASSERT_EQ(nano.documents.size(), 2u);
  const auto& facts = std::get<domain::DeviceFacts>(nano.documents[1].facts);
  EXPECT_EQ(facts.title, "Arduino-Nano-BLE-33_1");
  EXPECT_EQ(facts.sensors.size(), 5u);
  EXPECT_EQ(facts.affordances.size(), 5u);
  ASSERT_EQ(facts.regions.size(), 2u);
  EXPECT_EQ(facts.regions[0].free_bytes, 172000u);
  EXPECT_EQ(facts.regions[0].size_bytes, std::nullopt);
  EXPECT_EQ(facts.regions[0].by, domain::kPublishedStudy);
  EXPECT_EQ(facts.regions[1].kind, domain::RegionKind::flash);
  EXPECT_EQ(facts.regions[1].free_bytes, 628000u);
  for (const char* unit : {"om:degress_per_second", "om:degree_Celsius", "om:micro_tesla", "om:gravity"}) {
    EXPECT_TRUE(warned(nano, unit)) << unit;
  }
}

TEST(StudyDefects, ThePapersOwnDescriptionIsRead) {
  KG_STUDY();
  const Intake intake =
      take_in(tests::shared("reference/devices/ssi_web_198_023_042_021.td.json"), rdf::Syntax::jsonld, "");
  ASSERT_FALSE(intake.documents.empty());
  EXPECT_EQ(intake.documents.front().kind, domain::EntityKind::graph);
  const auto device = std::ranges::find(intake.documents, domain::EntityKind::device, &Document::kind);
  ASSERT_NE(device, intake.documents.end());
  const auto& facts = std::get<domain::DeviceFacts>(device->facts);
  EXPECT_EQ(facts.title, "SSI_Web_198_023_042_021");
  ASSERT_EQ(facts.sensors.size(), 2u);
  EXPECT_EQ(facts.sensors[0].sensor_class, "VibrationSensor");
  EXPECT_EQ(facts.sensors[1].sensor_class, "Thermometer");
  ASSERT_EQ(facts.regions.size(), 1u);
  EXPECT_EQ(facts.regions[0].free_bytes, 54000u);
  EXPECT_TRUE(warned(intake, "lacks its final slash"));
  EXPECT_TRUE(warned(intake, "neither RAM nor Flash"));
  EXPECT_TRUE(warned(intake, "om:kilobyte is a text"));
}

}  // namespace
}  // namespace kilograph::knowledge
