// Two of the published questions over the published graph and its six boards.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/file.hpp"
#include "index_samples.hpp"
#include "knowledge/rdf/ntriples.hpp"
#include "knowledge/rdf/parser.hpp"
#include "shared_data.hpp"

namespace kilograph::knowledge::index {
namespace {

QueryOptions published_prefixes() {
  QueryOptions options;
  options.prefixes = {
      {"nnet", "http://tinyml-schema.org/networkschema#"}, {"s3n", "http://w3id.org/s3n/"},
      {"s3nx", "http://tinyml-schema.org/s3n_extend/"},    {"sosax", "http://tinyml-schema.org/sosa_extend/"},
      {"ssnx", "http://tinyml-schema.org/ssn_extend/"},    {"ssn", "http://www.w3.org/ns/ssn/"},
      {"sys", "http://www.w3.org/ns/ssn/systems/"},        {"schema", "https://schema.org/"},
      {"td", "https://www.w3.org/2019/wot/td#"},
  };
  return options;
}

constexpr std::string_view kDevicesForAModel = R"(
SELECT DISTINCT ?board ?name ?ram ?flash {
  ?board a s3n:SmartSensor ; td:description ?name ;
    ssn:hasSubSystem [ a sosax:Accelerometer ], [ a sosax:Gyroscope ] ;
    ssn:hasSubSystem/s3n:hasSystemCapability ?able .
  ?able sys:hasSystemProperty [ a s3nx:RAM ; schema:value ?ram ], [ a s3nx:Flash ; schema:value ?flash ] .
  FILTER(?ram >= 116 && ?flash >= 531)
} ORDER BY ?ram)";

constexpr std::string_view kModelsForADevice = R"(
SELECT DISTINCT ?name ?macs ?ram ?flash {
  ?model a nnet:NeuralNetwork ; schema:name ?name ; nnet:hasMultiplyAccumulateOps ?macs ; ssn:hasInput ?input .
  [] a sosax:Camera ; ssnx:provideInput ?input .
  ?model s3n:hasProcedureFeature/sys:inCondition ?needs_ram, ?needs_flash .
  ?needs_ram a s3nx:RAM ; schema:minValue ?ram .
  ?needs_flash a s3nx:Flash ; schema:minValue ?flash .
  FILTER(?ram <= 127 && ?flash <= 576)
} ORDER BY ?ram)";

class PublishedGraph : public ::testing::Test {
 protected:
  void SetUp() override {
    KG_NEEDS_SHARED("reference/published_knowledge_graph.ttl");
    add(tests::shared("reference/published_knowledge_graph.ttl"));
    for (const auto& entry : std::filesystem::directory_iterator(tests::shared("reference/devices"))) {
      if (entry.path().extension() == ".ttl") add(entry.path());
    }
    ASSERT_EQ(index_.counts().live_quads, 2'859u);
  }

  void add(const std::filesystem::path& path) {
    const std::string name = "http://e/" + path.filename().string();
    rdf::ParseOptions options;
    options.base_iri = "http://tinyml-schema.org/";
    options.skolem_prefix = name + "/node/";
    const auto graph = rdf::parse_triples(*read_file(path, 16 << 20), rdf::Syntax::turtle, options);
    ASSERT_TRUE(graph) << graph.error().to_text();
    ASSERT_TRUE(index_.replace_graph(name, rdf::to_ntriples(*graph)));
  }

  QueryAnswer ask(std::string_view query) const {
    auto answer = index_.query(query, published_prefixes());
    if (!answer) ADD_FAILURE() << answer.error().to_text();
    return answer ? *answer : QueryAnswer{};
  }

  SparqlIndex index_ = SparqlIndex::create().value();
};

double number(const QueryAnswer& answer, std::size_t row, std::size_t column) {
  return std::stod(answer.rows.at(row).at(column)->value);
}

TEST_F(PublishedGraph, DevicesForAModel) {
  const QueryAnswer answer = ask(kDevicesForAModel);
  ASSERT_EQ(answer.row_count, 2u);
  EXPECT_EQ(number(answer, 0, 2), 172);
  EXPECT_EQ(number(answer, 0, 3), 628);
  EXPECT_EQ(number(answer, 1, 2), 187);
  EXPECT_EQ(number(answer, 1, 3), 785);
}

TEST_F(PublishedGraph, ModelsForADevice) {
  const QueryAnswer answer = ask(kModelsForADevice);
  ASSERT_EQ(answer.row_count, 2u);
  EXPECT_EQ(answer.rows[0][0]->value, "Person_Detection");
  EXPECT_EQ(number(answer, 0, 1), 7'158'144);
  EXPECT_DOUBLE_EQ(number(answer, 0, 2), 94.128);
  EXPECT_EQ(answer.rows[1][0]->value, "Visual_Alarm_Clock");
  EXPECT_DOUBLE_EQ(number(answer, 1, 3), 531.624);
}

}  // namespace
}  // namespace kilograph::knowledge::index
