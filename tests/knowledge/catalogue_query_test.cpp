// The SPARQL index follows the ledger.
#include <gtest/gtest.h>

#include "knowledge/catalogue.hpp"
#include "knowledge/ledger/sample_documents.hpp"
#include "knowledge/log_graph.hpp"
#include "knowledge/ontology.hpp"

namespace kilograph::knowledge {
namespace {

using tests::sample_file;
using tests::SampleFile;
using tests::ScratchFolder;

void add(Catalogue& catalogue, const SampleFile& file) {
  auto batch = catalogue.begin("tester", {});
  ASSERT_TRUE(batch->add(file.original, file.documents));
  ASSERT_TRUE(batch->commit());
}

std::size_t rows_of(Catalogue& catalogue, const std::string& text) {
  const auto answer = catalogue.query(text, {});
  EXPECT_TRUE(answer) << answer.error().to_text();
  return answer ? answer->rows.size() : 0;
}

bool says(Catalogue& catalogue, const Document& document, std::string_view value) {
  const auto answer =
      catalogue.query("ASK { GRAPH <" + document.iri + "> { ?s ?p \"" + std::string(value) + "\" } }", {});
  EXPECT_TRUE(answer) << answer.error().to_text();
  return answer && answer->yes;
}

bool has_graph(Catalogue& catalogue, const Document& document) {
  return catalogue.query("ASK { GRAPH <" + document.iri + "> { ?s ?p ?o } }", {})->yes;
}

TEST(CatalogueQuery, SeesEachChangeAtTheNextCall) {
  const ScratchFolder scratch;
  auto catalogue = Catalogue::create(scratch.path());
  ASSERT_TRUE(catalogue);
  const SampleFile file = sample_file(1);
  add(*catalogue, file);
  EXPECT_TRUE(says(*catalogue, file.documents[1], "value 0 of revision 0"));

  const SampleFile changed = sample_file(1, {}, 1);
  add(*catalogue, changed);
  EXPECT_FALSE(says(*catalogue, file.documents[1], "value 0 of revision 0"));
  EXPECT_TRUE(says(*catalogue, file.documents[1], "value 0 of revision 1"));

  SampleFile next = sample_file(2);
  next.documents = {next.documents[2]};
  next.documents[0].entity = file.documents[2].entity;
  add(*catalogue, next);  // takes the place of the device's document
  EXPECT_FALSE(has_graph(*catalogue, file.documents[2]));
  EXPECT_TRUE(has_graph(*catalogue, next.documents[0]));

  ASSERT_TRUE(catalogue->remove(file.documents[0].entity, "tester"));
  EXPECT_FALSE(has_graph(*catalogue, file.documents[0]));
  EXPECT_FALSE(has_graph(*catalogue, file.documents[1]));
}

TEST(CatalogueQuery, SeesWhatAnotherProcessAdds) {
  const ScratchFolder scratch;
  auto writer = Catalogue::create(scratch.path());
  ASSERT_TRUE(writer);
  auto reader = Catalogue::open(scratch.path(), Catalogue::Access::read);
  ASSERT_TRUE(reader);
  const std::string all = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } FILTER CONTAINS(STR(?g), \"/id/document/\") }";
  EXPECT_EQ(rows_of(*reader, all), 0U);
  add(*writer, sample_file(1));
  EXPECT_EQ(rows_of(*reader, all), 3U);
}

// The log as RDF says the same as the log, after each change and in graphs that hold no more than they should.
TEST(CatalogueQuery, TheLogIsInItAndFollows) {
  const ScratchFolder scratch;
  auto catalogue = Catalogue::create(scratch.path());
  ASSERT_TRUE(catalogue);
  const std::string changes = "SELECT ?c { ?c a kg:Change ; kg:action ?a ; kg:ofEntity ?e ; kg:sequence ?s }";
  index::QueryOptions options;
  options.prefixes.assign(known_prefixes().begin(), known_prefixes().end());
  const auto count = [&](const std::string& text) { return catalogue->query(text, options)->rows.size(); };
  EXPECT_EQ(count(changes), 0U);
  const SampleFile file = sample_file(1);
  add(*catalogue, file);
  EXPECT_EQ(count(changes), 3U);
  ASSERT_TRUE(catalogue->remove(file.documents[2].entity, "tester"));
  EXPECT_EQ(count(changes), 4U);
  EXPECT_EQ(count("SELECT ?s { ?c kg:action kg:Removed ; kg:sequence ?s ; kg:ofEntity <" + file.documents[2].entity +
                  "> FILTER (?s = 4) }"),
            1U);
  EXPECT_EQ(count("SELECT DISTINCT ?g { GRAPH ?g { ?c a kg:Change } }"), 1U);
}

TEST(LogGraph, AGraphHoldsAsManyEntriesAsItMay) {
  EXPECT_EQ(log_graph_iri(1), "https://w3id.org/kilograph/id/log/1");
  EXPECT_EQ(log_graph_iri(kEntriesOfLogGraph), log_graph_iri(1));
  EXPECT_EQ(log_graph_iri(kEntriesOfLogGraph + 1), "https://w3id.org/kilograph/id/log/4097");
  EXPECT_EQ(first_of_log_graph(2 * kEntriesOfLogGraph + 5), 2 * kEntriesOfLogGraph + 1);
}

TEST(CatalogueQuery, TheOntologiesAreInIt) {
  const ScratchFolder scratch;
  auto catalogue = Catalogue::create(scratch.path());
  ASSERT_TRUE(catalogue);
  const auto graphs = ontology_graphs();
  ASSERT_TRUE(graphs) << graphs.error().to_text();
  EXPECT_EQ(rows_of(*catalogue, "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"), graphs->size());
}

TEST(CatalogueQuery, ABrokenQueryIsAnErrorAndTheNextOneWorks) {
  const ScratchFolder scratch;
  auto catalogue = Catalogue::create(scratch.path());
  ASSERT_TRUE(catalogue);
  EXPECT_EQ(catalogue->query("SELECT ?x {", {}).error().kind, ErrorKind::bad_input);
  EXPECT_TRUE(catalogue->query("ASK {}", {}));
}

}  // namespace
}  // namespace kilograph::knowledge
