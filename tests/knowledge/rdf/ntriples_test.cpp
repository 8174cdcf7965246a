#include "knowledge/rdf/ntriples.hpp"

#include <gtest/gtest.h>

#include "knowledge/rdf/parser.hpp"

namespace kilograph::knowledge::rdf {
namespace {

TEST(NTriples, WritesTheCanonicalForm) {
  const Graph graph{
      {iri("http://e/s"), iri("http://e/p"),
       literal("a\"b\\c\td\ne\rf\bg\fh\x01i\x7F"
               "jÄ€😀")},
      {iri("http://e/s"), iri("http://e/p"), literal("1", kXsd, "integer")},
      {iri("http://e/s"), iri("http://e/p"), tagged("x", "en-gb")},
      {iri("http://e/s"), iri("http://e/p"), iri("http://e/o")},
  };
  EXPECT_EQ(to_ntriples(graph),
            "<http://e/s> <http://e/p> \"a\\\"b\\\\c\\td\\ne\\rf\\bg\\fh\\u0001i\\u007FjÄ€😀\" .\n"
            "<http://e/s> <http://e/p> \"1\"^^<http://www.w3.org/2001/XMLSchema#integer> .\n"
            "<http://e/s> <http://e/p> \"x\"@en-gb .\n"
            "<http://e/s> <http://e/p> <http://e/o> .\n");
}

TEST(NTriples, ReadsBackTheSame) {
  std::string every_byte;
  for (int code = 1; code < 128; ++code) every_byte += static_cast<char>(code);
  const Graph graph{{iri("http://e/s"), iri("http://e/p"), literal(every_byte + "äöü")},
                    {iri("http://e/s"), iri("http://e/p"), literal("")}};
  const auto again = parse_triples(view_of(to_ntriples(graph)), Syntax::ntriples, {});
  ASSERT_TRUE(again) << again.error().to_text();
  EXPECT_EQ(*again, graph);
}

TEST(NTriples, AnIriCannotEndItsBrackets) {
  const Graph graph{{iri("http://e/s"), iri("http://e/p"), iri("http://e/> <http://e/q> <x")}};
  EXPECT_EQ(to_ntriples(graph),
            "<http://e/s> <http://e/p> <http://e/\\u003E\\u0020\\u003Chttp://e/q\\u003E\\u0020\\u003Cx> .\n");
}

}  // namespace
}  // namespace kilograph::knowledge::rdf
