// The door for RDF: good and bad documents of every syntax, blank nodes, contexts, limits.
#include "knowledge/rdf/parser.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "base/file.hpp"
#include "knowledge/rdf/ntriples.hpp"
#include "shared_data.hpp"
#include "syntax_samples.hpp"

namespace kilograph::knowledge::rdf {
namespace {

using samples::all_syntaxes;
using samples::sample_options;
using ::testing::HasSubstr;

Result<Graph> parse_text(std::string_view text, Syntax syntax, const ParseOptions& options = sample_options()) {
  return parse_triples(view_of(text), syntax, options);
}

TEST(RdfParser, EverySyntaxSaysTheSame) {
  const std::string rdf(kRdf);
  Graph expected{
      {iri("http://e/a"), iri(rdf + "type"), iri("http://e/T")},
      {iri("http://e/a"), iri("http://e/label"), tagged("Ä", "en")},
      {iri("http://e/a"), iri("http://e/size"), literal("12", kXsd, "integer")},
      {iri("http://e/a"), iri("http://e/part"), iri("urn:sk:1")},
      {iri("urn:sk:1"), iri("http://e/name"), literal("p")},
  };
  std::ranges::sort(expected);
  for (const auto& sample : all_syntaxes()) {
    auto graph = parse_text(sample.text, sample.syntax);
    ASSERT_TRUE(graph) << sample.name << ": " << graph.error().to_text();
    std::ranges::sort(*graph);
    EXPECT_EQ(*graph, expected) << sample.name << "\n" << to_ntriples(*graph);
  }
}

TEST(RdfParser, TheSameBytesGiveTheSameNames) {
  for (const auto& sample : all_syntaxes()) {
    EXPECT_EQ(*parse_text(sample.text, sample.syntax), *parse_text(sample.text, sample.syntax)) << sample.name;
  }
  const auto graph = parse_text("_:z <http://e/p> _:a . _:a <http://e/p> _:z , [] .", Syntax::turtle);
  ASSERT_TRUE(graph);
  EXPECT_EQ(to_ntriples(*graph),
            "<urn:sk:1> <http://e/p> <urn:sk:2> .\n<urn:sk:2> <http://e/p> <urn:sk:1> .\n"
            "<urn:sk:2> <http://e/p> <urn:sk:3> .\n");
}

TEST(RdfParser, ABlankNodeWithoutAPrefixIsRefused) {
  const auto graph = parse_text("[] <http://e/p> 1 .", Syntax::turtle, {});
  ASSERT_FALSE(graph);
  EXPECT_EQ(graph.error().kind, ErrorKind::bad_input);
  EXPECT_THAT(graph.error().message, HasSubstr("blank node"));
}

TEST(RdfParser, NamedGraphsKeepTheirNames) {
  const std::string_view text = "<http://e/g> { <http://e/s> <http://e/p> 1 } _:b { <http://e/s> <http://e/p> 2 }";
  const auto quads = parse(view_of(text), Syntax::trig, sample_options());
  ASSERT_TRUE(quads);
  ASSERT_EQ(quads->size(), 2u);
  EXPECT_EQ((*quads)[0].graph, "http://e/g");
  EXPECT_EQ((*quads)[1].graph, "urn:sk:1");
}

TEST(RdfParser, ErrorsSayWhere) {
  struct Bad {
    Syntax syntax;
    std::string_view text;
    std::string_view where;
  };
  const Bad bad[] = {
      {Syntax::turtle, "<http://e/s> <http://e/p> 1 .\n<http://e/s> ; .", "line 2, column 14"},
      {Syntax::turtle, "<http://e/s> <http://e/p> e:x .", "line 1, column 27"},
      {Syntax::turtle, "<http://e/s> <http://e/p> <x> .", "line 1, column 27"},
      {Syntax::ntriples, "<http://e/s> <http://e/p> 12 .", "line 1, column 27"},
      {Syntax::rdfxml, "<a xmlns=\"http://e/\">\n</b>", "line 2, column 4"},
      {Syntax::jsonld, "{\n \"@id\": }", "line 2, column 9"},
      {Syntax::jsonld, "{\"@id\": \"http://e/a\",\n \"@type\": 5}", "line 2, column 12"},
  };
  for (const Bad& sample : bad) {
    const auto graph = parse_text(sample.text, sample.syntax);
    ASSERT_FALSE(graph) << sample.text;
    EXPECT_EQ(graph.error().kind, ErrorKind::bad_input);
    EXPECT_EQ(graph.error().where, sample.where) << sample.text << "\n" << graph.error().message;
    EXPECT_FALSE(graph.error().message.empty());
    EXPECT_THAT(graph.error().message, ::testing::Not(HasSubstr("Parser error")));
  }
}

TEST(RdfParser, TruncatedAnywhereIsAnErrorOrAShorterDocument) {
  for (const auto& sample : all_syntaxes()) {
    const std::size_t whole = parse_text(sample.text, sample.syntax)->size();
    std::size_t errors = 0;
    for (std::size_t size = 0; size < sample.text.size(); ++size) {
      const auto graph = parse_text(sample.text.substr(0, size), sample.syntax);
      if (graph) {
        EXPECT_LE(graph->size(), whole) << sample.name << " cut at " << size;
      } else {
        EXPECT_FALSE(graph.error().message.empty());
        ++errors;
      }
    }
    EXPECT_GT(errors, sample.text.size() / 2) << sample.name;
  }
}

TEST(RdfParser, ContextsComeFromTheCallerOnly) {
  const std::string_view document = "{\"@context\": \"https://c/v1\", \"@id\": \"http://e/a\", \"name\": \"n\"}";
  const auto missing = parse_text(document, Syntax::jsonld);
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().kind, ErrorKind::not_found);
  EXPECT_THAT(missing.error().message, HasSubstr("https://c/v1"));

  ParseOptions options = sample_options();
  options.contexts.push_back({"https://c/v1", view_of("{\"@context\": {\"name\": \"http://e/name\"}}")});
  const auto graph = parse_text(document, Syntax::jsonld, options);
  ASSERT_TRUE(graph) << graph.error().to_text();
  EXPECT_EQ(to_ntriples(*graph), "<http://e/a> <http://e/name> \"n\" .\n");
}

TEST(RdfParser, RelativeIrisNeedABase) {
  const std::string_view text = "<http://e/s> <http://e/p> <None> .";
  EXPECT_FALSE(parse_text(text, Syntax::turtle));
  ParseOptions options = sample_options();
  options.base_iri = "http://base/x/";
  const auto graph = parse_text(text, Syntax::turtle, options);
  ASSERT_TRUE(graph);
  EXPECT_EQ(graph->front().object, iri("http://base/x/None"));
  options.base_iri = "not an IRI";
  EXPECT_EQ(parse_text(text, Syntax::turtle, options).error().kind, ErrorKind::usage);
  options = sample_options();
  options.skolem_prefix = "no scheme ";
  EXPECT_EQ(parse_text(text, Syntax::turtle, options).error().kind, ErrorKind::usage);
}

TEST(RdfParser, LimitsHold) {
  ParseOptions options = sample_options();
  options.max_bytes = 10;
  EXPECT_EQ(parse_text("<http://e/s> <http://e/p> 1 .", Syntax::turtle, options).error().kind, ErrorKind::too_large);
  options = sample_options();
  options.max_quads = 2;
  const std::string_view three = "<http://e/s> <http://e/p> 1, 2, 3 .";
  EXPECT_EQ(parse_text(three, Syntax::turtle, options).error().kind, ErrorKind::too_large);
  options.max_quads = 3;
  EXPECT_TRUE(parse_text(three, Syntax::turtle, options));
}

std::string nested(std::size_t depth, std::string_view open, std::string_view core, std::string_view close) {
  std::string text;
  for (std::size_t i = 0; i < depth; ++i) text += open;
  text += core;
  for (std::size_t i = 0; i < depth; ++i) text += close;
  return text;
}

TEST(RdfParser, DepthNeverReachesTheStack) {
  const std::string json = nested(10'000, "{\"http://e/p\":", "1", "}");
  const auto refused = parse_text(json, Syntax::jsonld);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::too_large);
  EXPECT_EQ(refused.error().where, "line 1, column 1793");
  EXPECT_TRUE(parse_text(nested(100, "{\"http://e/p\":", "1", "}"), Syntax::jsonld));
  const std::string strings = "{\"http://e/p\": \"" + std::string(1000, '{') + "\\\"[[\"}";
  EXPECT_TRUE(parse_text(strings, Syntax::jsonld));

  const std::string turtle = "<http://e/s> <http://e/p> " + nested(100'000, "[ <http://e/p> ", "1", " ]") + " .";
  EXPECT_EQ(parse_text(turtle, Syntax::turtle).error().kind, ErrorKind::too_large);
  const std::string lists = "<http://e/s> <http://e/p> " + nested(100'000, "( ", "1", " )") + " .";
  EXPECT_EQ(parse_text(lists, Syntax::turtle).error().kind, ErrorKind::too_large);
  const std::string xml = nested(10'000, "<e:p xmlns:e=\"http://e/\"><e:T>", "", "</e:T></e:p>");
  EXPECT_EQ(parse_text("<e:T xmlns:e=\"http://e/\">" + xml + "</e:T>", Syntax::rdfxml).error().kind,
            ErrorKind::too_large);
}

TEST(RdfParser, EntitiesNeverGrowBeyondTheLimit) {
  std::string declared = "<!ENTITY a \"aaaaaaaaaa\">\n";
  for (char name = 'b'; name <= 'j'; ++name) {
    const std::string inner = {'&', static_cast<char>(name - 1), ';'};
    declared += std::string("<!ENTITY ") + name + " \"" + nested(10, inner, "", "") + "\">\n";
  }
  const std::string body =
      "<r:RDF xmlns:r=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns:e=\"&e;\">"
      "<e:C><e:p>&j;</e:p></e:C></r:RDF>";
  const auto refused = parse_text("<!DOCTYPE l [\n" + declared + "]>" + body, Syntax::rdfxml);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::too_large);
  EXPECT_EQ(refused.error().where, "line 9, column 1");
  EXPECT_FALSE(refused.error().advice.empty());

  const std::string names = "<!ENTITY e \"http://e/\"><!ENTITY j \"&e;j\">";
  const auto graph = parse_text("<!DOCTYPE l [" + names + "]>" + body, Syntax::rdfxml);
  ASSERT_TRUE(graph) << graph.error().to_text();
  ASSERT_EQ(graph->size(), 2u);
  EXPECT_EQ(graph->back().object.value, "http://e/j");
}

TEST(RdfParser, ThePublishedGraphAndItsBoards) {
  KG_NEEDS_SHARED("reference/published_knowledge_graph.ttl");
  const std::filesystem::path graph = tests::shared("reference/published_knowledge_graph.ttl");
  const Bytes bytes = *read_file(graph, 64 << 20);
  EXPECT_FALSE(parse_triples(bytes, Syntax::turtle, sample_options())) << "it has relative IRIs";
  ParseOptions options = sample_options();
  options.base_iri = "http://tinyml-schema.org/";
  std::size_t triples = parse_triples(bytes, Syntax::turtle, options)->size();
  EXPECT_EQ(triples, 2'453u);
  for (const auto& entry : std::filesystem::directory_iterator(tests::shared("reference/devices"))) {
    if (entry.path().extension() != ".ttl") continue;
    const auto device = parse_triples(*read_file(entry.path(), 1 << 20), Syntax::turtle, options);
    ASSERT_TRUE(device) << device.error().to_text();
    triples += device->size();
  }
  EXPECT_EQ(triples, 2'859u);
}

}  // namespace
}  // namespace kilograph::knowledge::rdf
