// What the door for RDF bytes refuses, and what it passes over.
#include <gmock/gmock.h>

#include "knowledge/rdf/parser.hpp"

namespace kilograph::knowledge::rdf {
namespace {

using ::testing::HasSubstr;

std::string repeated(std::string_view text, std::size_t count) {
  std::string all;
  for (std::size_t i = 0; i < count; ++i) all += text;
  return all;
}

ParseOptions options() { return {.base_iri = "urn:base:", .skolem_prefix = "urn:n"}; }

struct Nesting {
  Syntax syntax;
  std::string before, open, core, close, after;

  std::string at(std::size_t depth) const {
    return before + repeated(open, depth) + core + repeated(close, depth) + after;
  }
};

std::vector<Nesting> nestings() {
  const std::string xml = R"(<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:x="urn:x:">)";
  return {{Syntax::turtle, "<urn:a> <urn:b> ", "[ <urn:b> ", "1", " ]", " ."},
          {Syntax::turtle, "<urn:a> <urn:b> ", "( ", "1", " )", " ."},
          {Syntax::trig, "GRAPH <urn:g> { <urn:a> <urn:b> ", "( ", "1", " )", " . }"},
          {Syntax::rdfxml, xml, "<rdf:Description><x:p>", "1", "</x:p></rdf:Description>", "</rdf:RDF>"}};
}

TEST(RdfDoor, NestingHasALimitInEverySyntax) {
  for (const Nesting& nesting : nestings()) {
    EXPECT_TRUE(parse(view_of(nesting.at(40)), nesting.syntax, options())) << nesting.at(1);
    for (const std::size_t depth : {std::size_t{200}, std::size_t{300'000}}) {
      const std::string text = nesting.at(depth);
      const auto refused = parse(view_of(text), nesting.syntax, options());
      ASSERT_FALSE(refused) << nesting.at(1);
      EXPECT_EQ(refused.error().kind, ErrorKind::too_large);
      EXPECT_THAT(refused.error().message, HasSubstr("nests deeper than 128 levels"));
      EXPECT_THAT(refused.error().where, HasSubstr("line 1, column "));
    }
  }
}

TEST(RdfDoor, BracketsThatDoNotNestCountForNothing) {
  const std::string brackets = repeated("[(", 500);
  for (const std::string& object : {"\"" + brackets + "\"", "\"\"\"\"" + brackets + "\"\"\"", "'" + brackets + "'",
                                    "<urn:(" + repeated("(", 500) + ">"}) {
    const std::string text = "# " + brackets + "\n<urn:a> <urn:b> " + object + " .\n";
    const auto parsed = parse(view_of(text), Syntax::turtle, options());
    EXPECT_TRUE(parsed) << object.substr(0, 10) << ": " << parsed.error().to_text();
  }
  const std::string list = "<urn:a> <urn:b> ( " + repeated("[] ", 5'000) + ") .";
  EXPECT_TRUE(parse(view_of(list), Syntax::turtle, options()));
}

TEST(RdfDoor, AByteOrderMarkIsPassedOver) {
  const std::string mark = "\xEF\xBB\xBF";
  const std::pair<Syntax, std::string> documents[] = {
      {Syntax::turtle, "@prefix : <urn:x:> . :a :b :c ."},
      {Syntax::trig, "@prefix : <urn:x:> . :g { :a :b :c }"},
      {Syntax::ntriples, "<urn:x:a> <urn:x:b> <urn:x:c> .\n"},
      {Syntax::nquads, "<urn:x:a> <urn:x:b> <urn:x:c> <urn:x:g> .\n"},
      {Syntax::jsonld, R"({"@id": "urn:x:a", "urn:x:b": {"@id": "urn:x:c"}})"},
      {Syntax::rdfxml,
       R"(<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:x="urn:x:">)"
       R"(<rdf:Description rdf:about="urn:x:a"><x:b rdf:resource="urn:x:c"/></rdf:Description></rdf:RDF>)"}};
  for (const auto& [syntax, text] : documents) {
    const auto marked = parse(view_of(mark + text), syntax, options());
    ASSERT_TRUE(marked) << text << ": " << marked.error().to_text();
    EXPECT_EQ(marked->size(), 1u);
    EXPECT_EQ(*marked, *parse(view_of(text), syntax, options()));
  }
}

}  // namespace
}  // namespace kilograph::knowledge::rdf
