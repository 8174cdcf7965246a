// Queries: formats, prefixes, errors with their place, refusals.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "index_samples.hpp"

namespace kilograph::knowledge::index {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

QueryOptions in(Format format) {
  QueryOptions options;
  options.format = format;
  options.prefixes = {{"e", "http://e/"}, {"xsd", "http://www.w3.org/2001/XMLSchema#"}};
  return options;
}

class SparqlQueries : public ::testing::Test {
 protected:
  SparqlIndex index_ = samples::numbered_index(10);

  std::string body(std::string_view query, Format format) const {
    const auto answer = index_.query(query, in(format));
    return answer ? answer->body : answer.error().to_text();
  }

  Error refusal(std::string_view query, const QueryOptions& options = in(Format::table)) const {
    const auto answer = index_.query(query, options);
    return answer ? Error{ErrorKind::internal, "no error"} : answer.error();
  }
};

TEST_F(SparqlQueries, ATableHasColumnsAndTerms) {
  const auto answer = index_.query("SELECT ?s ?o ?none { ?s e:p3 ?o } ORDER BY ?s", in(Format::table));
  ASSERT_TRUE(answer) << answer.error().to_text();
  EXPECT_EQ(answer->kind, QueryAnswer::Kind::select);
  EXPECT_THAT(answer->columns, ElementsAre("s", "o", "none"));
  EXPECT_EQ(answer->row_count, 1u);
  EXPECT_FALSE(answer->truncated);
  ASSERT_EQ(answer->rows.size(), 1u);
  EXPECT_THAT(answer->rows[0],
              ElementsAre(rdf::iri("http://e/s3"), rdf::literal("3", rdf::kXsd, "integer"), std::nullopt));
}

TEST_F(SparqlQueries, SelectInEveryFormat) {
  const std::string_view query = "SELECT ?s ?o { ?s e:p3 ?o }";
  EXPECT_EQ(body(query, Format::csv), "s,o\r\nhttp://e/s3,3\r\n");
  EXPECT_EQ(body(query, Format::tsv), "?s\t?o\n<http://e/s3>\t3\n");
  EXPECT_EQ(body(query, Format::json),
            R"({"head":{"vars":["s","o"]},"results":{"bindings":[{"s":{"type":"uri","value":"http://e/s3"},)"
            R"("o":{"type":"literal","value":"3","datatype":"http://www.w3.org/2001/XMLSchema#integer"}}]}})");
  EXPECT_THAT(body(query, Format::xml), HasSubstr("<uri>http://e/s3</uri>"));
  const Error wrong = refusal(query, in(Format::turtle));
  EXPECT_EQ(wrong.kind, ErrorKind::usage);
  EXPECT_THAT(wrong.expected, HasSubstr("csv"));
  EXPECT_THAT(wrong.advice, HasSubstr("--format"));
}

TEST_F(SparqlQueries, AskInEveryFormat) {
  const std::string_view query = "ASK { ?s e:p3 3 }";
  EXPECT_TRUE(index_.query(query, in(Format::table))->yes);
  EXPECT_EQ(index_.query(query, in(Format::table))->kind, QueryAnswer::Kind::ask);
  EXPECT_FALSE(index_.query("ASK { ?s e:p3 4 }", in(Format::table))->yes);
  EXPECT_EQ(body(query, Format::csv), "true");
  EXPECT_EQ(body(query, Format::json), R"({"head":{},"boolean":true})");
}

TEST_F(SparqlQueries, AGraphIsASet) {
  const std::string_view query = "CONSTRUCT { e:x e:y ?t } { ?s ?p ?o BIND(IF(?o < 5, \"low\", \"high\") AS ?t) }";
  EXPECT_EQ(index_.query(query, in(Format::table))->row_count, 2u);
  EXPECT_EQ(index_.query(query, in(Format::table))->columns.size(), 3u);
  EXPECT_THAT(body(query, Format::ntriples), HasSubstr("<http://e/x> <http://e/y> \"low\" .\n"));
  const std::string turtle = body(query, Format::turtle);
  EXPECT_THAT(turtle, HasSubstr("@prefix e: <http://e/> ."));
  EXPECT_THAT(turtle, ::testing::Not(HasSubstr("xsd:"))) << "only the prefixes that are used";
  EXPECT_EQ(index_.query("DESCRIBE e:s3", in(Format::table))->row_count, 1u);
  EXPECT_EQ(refusal(query, in(Format::csv)).kind, ErrorKind::usage);
}

TEST_F(SparqlQueries, PrefixesAreKnownAndCanBeRedefined) {
  EXPECT_EQ(index_.query("SELECT * { ?s e:p3 ?o }", in(Format::table))->row_count, 1u);
  EXPECT_EQ(index_.query("PREFIX e: <http://other/> SELECT * { ?s e:p3 ?o }", in(Format::table))->row_count, 0u);
  QueryOptions options;
  options.prefixes = {{"e", "no IRI"}};
  EXPECT_EQ(refusal("ASK {}", options).kind, ErrorKind::usage);
}

TEST_F(SparqlQueries, ErrorsShowTheLineAndACaret) {
  const Error prefix = refusal("SELECT ?x\nWHERE {\n\t?x a foo:Bar .\n}");
  EXPECT_EQ(prefix.kind, ErrorKind::bad_input);
  EXPECT_EQ(prefix.where, "line 3, column 7");
  EXPECT_EQ(prefix.message, "the prefix foo: is not declared\n  \t?x a foo:Bar .\n  \t     ^");
  const Error end = refusal("SELECT ?x WHERE { ?x ?y ?z");
  EXPECT_EQ(end.where, "line 1, column 27");
  EXPECT_THAT(end.expected, HasSubstr("}"));
  const Error wide = refusal("ASK { ?x ?y \"ä€\" ?? }");
  EXPECT_EQ(wide.where, "line 1, column 18");
  EXPECT_THAT(wide.message, HasSubstr("\n  ASK { ?x ?y \"ä€\" ?? }\n                   ^"));
  struct Bad {
    std::string_view query, where, message;
  };
  const Bad bad[] = {
      {"SELEC ?x", "line 1, column 1", "unexpected SELEC"},
      {"SELECT ?x WHERE { ?x a }", "line 1, column 24", "unexpected }"},
      {"SELECT ?x {\n ?x a e:T . FILTER(?x > ) }", "line 2, column 25", "unexpected )"},
      {"SELECT * { ?x <rel> ?z }", "line 1, column 15", "<rel> is no absolute IRI"},
      {"SELECT ?x (COUNT(*) AS ?n) { ?x ?y ?z }", "line 1, column 1", "unbound"},
      {"", "line 1, column 1", "the query is empty"},
      {"SELECT ?x { ?x ?y 'abc }", "line 1, column 19", "unexpected 'abc"},
  };
  for (const Bad& sample : bad) {
    const Error error = refusal(sample.query);
    EXPECT_EQ(error.where, sample.where) << sample.query;
    EXPECT_THAT(error.message, HasSubstr(std::string(sample.message)));
  }
}

TEST_F(SparqlQueries, EveryCutOfAQueryIsAnErrorWithItsPlace) {
  const std::string_view query =
      "SELECT ?s (COUNT(*) AS ?n) { ?s e:p ?o FILTER(?o > 1 && !REGEX(?s, 'x')) } GROUP BY ?s";
  for (std::size_t size = 0; size + 1 < query.size(); ++size) {
    const Error error = refusal(query.substr(0, size));
    EXPECT_EQ(error.kind, ErrorKind::bad_input) << query.substr(0, size);
    EXPECT_THAT(error.where, HasSubstr("line 1, column")) << query.substr(0, size);
  }
}

TEST_F(SparqlQueries, UpdatesAndServiceAreRefused) {
  for (const std::string_view update : {"DELETE WHERE { ?s ?p ?o }", "INSERT DATA { e:a e:b e:c }", "CLEAR ALL",
                                        "LOAD <http://example.org/x>", "INSERT DATA { broken"}) {
    EXPECT_EQ(refusal(update).kind, ErrorKind::unsupported) << update;
  }
  EXPECT_EQ(index_.counts().triples, 10u);
  for (const std::string_view service :
       {"SELECT * { SERVICE <http://localhost:1/> { ?s ?p ?o } }", "ASK { SERVICE SILENT <http://e/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p ?o FILTER EXISTS { { SELECT ?s { SERVICE ?p { ?s ?p ?o } } } } }"}) {
    const Error error = refusal(service);
    EXPECT_EQ(error.kind, ErrorKind::unsupported) << service;
    EXPECT_THAT(error.message, HasSubstr("SERVICE"));
  }
  EXPECT_FALSE(index_.query("SELECT * FROM <http://example.org/remote.ttl> { ?s ?p ?o }")->row_count);
}

}  // namespace
}  // namespace kilograph::knowledge::index
