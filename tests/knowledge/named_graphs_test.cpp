// Graphs that a file names stay what they are; relative IRIs are warned of in every syntax.
#include "knowledge/named_graphs.hpp"

#include <gmock/gmock.h>

#include "knowledge/catalogue.hpp"
#include "knowledge/intake.hpp"
#include "knowledge/ledger/sample_documents.hpp"

namespace kilograph::knowledge {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

Intake taken(std::string_view text, rdf::Syntax syntax, std::string_view base = {}) {
  auto intake = documents_from_rdf({sha256(view_of(text)), "file", "application/rdf"}, view_of(text), syntax, base);
  EXPECT_TRUE(intake) << intake.error().to_text();
  return intake ? std::move(*intake) : Intake{};
}

class NamedGraphsOfFiles : public ::testing::Test {
 protected:
  NamedGraphsOfFiles() : catalogue_(std::move(*Catalogue::create(scratch_.path()))) {}

  void add(std::string_view text, rdf::Syntax syntax) {
    auto batch = catalogue_.begin("tester", {});
    auto documents = taken(text, syntax).documents;
    EXPECT_TRUE(batch->add(std::make_shared<Bytes>(text.begin(), text.end()), std::move(documents)));
    EXPECT_TRUE(batch->commit());
  }

  std::string answer(std::string_view query) {
    const auto answered = catalogue_.query(query, {.format = index::Format::csv});
    EXPECT_TRUE(answered) << answered.error().to_text();
    return answered ? answered->body : std::string();
  }

  std::string objects_in(std::string_view graph) {
    return answer("SELECT ?o { GRAPH <" + std::string(graph) + "> { <urn:s> <urn:p> ?o } } ORDER BY ?o");
  }

  tests::ScratchFolder scratch_;
  Catalogue catalogue_;
};

TEST_F(NamedGraphsOfFiles, AreFoundUnderTheirOwnNames) {
  add("<urn:s> <urn:p> \"1\" <urn:g1> .\n<urn:s> <urn:p> \"2\" <urn:g2> .\n<urn:s> <urn:p> \"3\" .\n",
      rdf::Syntax::nquads);
  EXPECT_EQ(objects_in("urn:g1"), "o\r\n1\r\n");
  EXPECT_EQ(objects_in("urn:g2"), "o\r\n2\r\n");
  EXPECT_EQ(answer("SELECT (COUNT(*) AS ?n) { <urn:s> <urn:p> ?o }"), "n\r\n3\r\n");
  EXPECT_EQ(answer("SELECT (COUNT(*) AS ?n) { GRAPH ?g { <urn:s> <urn:p> ?o } }"), "n\r\n3\r\n") << "each in one graph";
  EXPECT_TRUE(catalogue_.find("urn:g1"));
  EXPECT_THAT(catalogue_.verify().value(), IsEmpty());
}

TEST_F(NamedGraphsOfFiles, OfOneNameAreTheirUnionAndFollowChanges) {
  add("<urn:g> { <urn:s> <urn:p> \"1\" }", rdf::Syntax::trig);
  EXPECT_EQ(objects_in("urn:g"), "o\r\n1\r\n");
  add("<urn:g> { <urn:s> <urn:p> \"2\" , \"1\" }", rdf::Syntax::trig);
  EXPECT_EQ(objects_in("urn:g"), "o\r\n1\r\n2\r\n");
  const auto entities = catalogue_.entities().value();
  for (const EntityRef& entity : entities) {
    const auto documents = catalogue_.documents(entity.id).value();
    if (documents[0].triples.find("\"2\"") == std::string::npos) continue;
    EXPECT_TRUE(catalogue_.remove(entity.id, "tester"));
  }
  EXPECT_EQ(objects_in("urn:g"), "o\r\n1\r\n");
}

TEST_F(NamedGraphsOfFiles, MayNotSpeakForOurs) {
  const std::string ours = "https://w3id.org/kilograph/ontology/kg";
  add("<urn:s> <urn:p> \"1\" <" + ours + "> .\n", rdf::Syntax::nquads);
  EXPECT_EQ(objects_in(ours), "o\r\n");
  EXPECT_EQ(answer("SELECT ?o { <urn:s> <urn:p> ?o }"), "o\r\n1\r\n") << "but nothing is lost";
}

TEST(NamedGraphs, HaveALimit) {
  std::string text;
  for (std::size_t i = 0; i <= kMostNamedGraphs; ++i)
    text += "<urn:s> <urn:p> \"o\" <urn:g" + std::to_string(i) + "> .\n";
  const auto refused =
      documents_from_rdf({sha256(view_of(text)), "many.nq", ""}, view_of(text), rdf::Syntax::nquads, {});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::too_large);
}

TEST(RelativeIris, AreWarnedOfInRdfXml) {
  const std::string head = R"(<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:x="urn:x:")";
  const std::string body = R"(>
<!-- rdf:about="comment" -->
<rdf:Description rdf:about="thing">
  <x:p rdf:resource='urn:absolute'/><x:q rdf:resource="other"/><x:r>rdf:about="text"</x:r>
</rdf:Description></rdf:RDF>)";
  const auto warnings = taken(head + body, rdf::Syntax::rdfxml).warnings;
  ASSERT_THAT(warnings, SizeIs(2));
  EXPECT_THAT(warnings[0], HasSubstr("line 4: <thing> is a relative IRI"));
  EXPECT_THAT(warnings[1], HasSubstr("line 5: <other> is a relative IRI"));
  EXPECT_THAT(taken(head + " xml:base=\"urn:base:\"" + body, rdf::Syntax::rdfxml).warnings, IsEmpty());
}

TEST(RelativeIris, AreWarnedOfInJsonLd) {
  const std::string text = R"({"@context": {"ex": "urn:ex:", "p": {"@id": "ex:p"}},
 "@id": "thing", "p": [{"@id": "ex:whole"}, {"@id": "_:b"},
  {"@id": "a/b:c"}]})";
  const auto warnings = taken(text, rdf::Syntax::jsonld).warnings;
  ASSERT_THAT(warnings, SizeIs(2));
  EXPECT_THAT(warnings[0], HasSubstr("line 2: <thing> is a relative IRI"));
  EXPECT_THAT(warnings[1], HasSubstr("line 3: <a/b:c> is a relative IRI"));
  EXPECT_THAT(
      taken(R"({"@context": {"@base": "urn:base:"}, "@id": "thing", "urn:p": 1})", rdf::Syntax::jsonld).warnings,
      IsEmpty());
}

TEST(RelativeIris, AreAnErrorInNTriples) {
  const std::string text = "<thing> <urn:p> <urn:o> .\n";
  const auto refused =
      documents_from_rdf({sha256(view_of(text)), "a.nt", ""}, view_of(text), rdf::Syntax::ntriples, {});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::bad_input);
}

}  // namespace
}  // namespace kilograph::knowledge
