// A runaway query is stopped by time, by memory and by rows, and the index lives on.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <thread>

#include "index_samples.hpp"

namespace kilograph::knowledge::index {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::string_view kCrossProduct =
    "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l } ORDER BY DESC(?l) ?a";

// A limit that is looked at between two solutions may be passed by this much on a busy machine.
constexpr std::chrono::seconds kGrace{5};

struct Stopped {
  Error error;
  Clock::duration took;
};

Stopped run(const SparqlIndex& index, std::string_view query, std::uint64_t time_ms, std::uint64_t max_bytes) {
  QueryOptions options;
  options.time_ms = time_ms;
  options.max_bytes = max_bytes;
  const auto start = Clock::now();
  const auto answer = index.query(query, options);
  return {answer ? Error{ErrorKind::internal, "it was not stopped"} : answer.error(), Clock::now() - start};
}

class SparqlLimits : public ::testing::Test {
 protected:
  SparqlIndex index_ = samples::numbered_index(2'000);
};

TEST_F(SparqlLimits, TimeStopsACrossProductWithOrderBy) {
  const Stopped stopped = run(index_, kCrossProduct, 200, 8ull << 30);
  EXPECT_EQ(stopped.error.kind, ErrorKind::timeout) << stopped.error.to_text();
  EXPECT_THAT(stopped.error.message, ::testing::HasSubstr("200 ms"));
  EXPECT_LT(stopped.took, std::chrono::milliseconds(200) + kGrace);
}

TEST_F(SparqlLimits, MemoryStopsACrossProductWithOrderBy) {
  const Stopped stopped = run(index_, kCrossProduct, 60'000, 64 << 20);
  EXPECT_EQ(stopped.error.kind, ErrorKind::too_large) << stopped.error.to_text();
  EXPECT_LT(stopped.took, std::chrono::seconds(60));
}

// None of these reads a quad for each solution that it makes, so the evaluator alone would not stop.
TEST_F(SparqlLimits, TimeStopsWhatReadsNothing) {
  std::string rows;
  for (int i = 0; i < 300; ++i) rows += std::to_string(i) + " ";
  const std::string lists =
      "VALUES ?a {" + rows + "} VALUES ?b {" + rows + "} VALUES ?c {" + rows + "} VALUES ?d {" + rows + "} ";
  const std::string endless[] = {
      "SELECT * { " + lists + "FILTER(?a + ?b + ?c + ?d = -1) }",
      "SELECT (COUNT(*) AS ?n) { " + lists + "}",
      "SELECT * { " + lists + "} ORDER BY ?d",
      "ASK { " + lists + "FILTER(?a + ?b + ?c + ?d = -1) }",
      "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(?c + ?f + ?i + ?l = -1) }",
      "SELECT * { ?x e:p1 ?y OPTIONAL { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . FILTER(?c + ?f + ?i = -1) } }",
      "SELECT (COUNT(*) AS ?n) { ?x e:p1 ?y MINUS { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } }",
      "SELECT * { ?x e:p1 ?y FILTER NOT EXISTS { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?c + ?f + ?i = -1) } }",
      "SELECT * { ?x e:p1 ?y { ?a ?b ?c . ?d ?e ?f } UNION { ?g ?h ?i . ?j ?k ?l } } ORDER BY ?y",
      "CONSTRUCT { ?a e:p ?l } { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(?c + ?f + ?i + ?l = -1) }",
  };
  for (const std::string& query : endless) {
    const Stopped stopped = run(index_, "PREFIX e: <http://e/> " + query, 150, 2ull << 30);
    EXPECT_TRUE(stopped.error.kind == ErrorKind::timeout || stopped.error.kind == ErrorKind::too_large)
        << query.substr(0, 60) << ": " << stopped.error.to_text();
    EXPECT_LT(stopped.took, std::chrono::milliseconds(150) + kGrace) << query.substr(0, 60);
  }
  EXPECT_EQ(samples::single(index_, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"), "2000");
}

TEST_F(SparqlLimits, RowsAreCutAndSaid) {
  QueryOptions options;
  options.max_rows = 5;
  const auto cut = index_.query("SELECT * { ?s ?p ?o }", options);
  ASSERT_TRUE(cut);
  EXPECT_EQ(cut->row_count, 5u);
  EXPECT_EQ(cut->rows.size(), 5u);
  EXPECT_TRUE(cut->truncated);
  const auto whole = index_.query("SELECT * { ?s ?p ?o } LIMIT 5", options);
  EXPECT_FALSE(whole->truncated) << "exactly as many as allowed is whole";
  options.format = Format::csv;
  EXPECT_EQ(index_.query("SELECT ?o { ?s <http://e/p0> ?o }", options)->row_count, 5u);
  options.format = Format::ntriples;
  EXPECT_TRUE(index_.query("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", options)->truncated);
}

TEST_F(SparqlLimits, AnAnswerLargerThanTheLimitIsRefused) {
  QueryOptions options;
  options.max_bytes = 4 << 20;
  for (const Format format : {Format::table, Format::json}) {
    options.format = format;
    const auto answer = index_.query("SELECT * { ?s ?p ?o . ?t ?q ?u }", options);
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().kind, ErrorKind::too_large) << answer.error().to_text();
  }
}

TEST_F(SparqlLimits, HeavyTextsAreRefusedBeforeTheyAreParsed) {
  for (const std::string& query : {"ASK " + std::string(100'000, '{'),
                                   "ASK { FILTER(" + std::string(100'000, '!') + "1) }", std::string(2 << 20, ' ')}) {
    EXPECT_EQ(index_.query(query).error().kind, ErrorKind::too_large);
  }
}

TEST_F(SparqlLimits, QueriesAndChangesRunSideBySide) {
  std::vector<std::thread> readers;
  std::atomic<int> wrong = 0;
  for (int reader = 0; reader < 3; ++reader) {
    readers.emplace_back([&] {
      for (int round = 0; round < 30; ++round) {
        const std::string count = samples::single(index_, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }");
        if (count != "2000" && count != "2100") ++wrong;
      }
    });
  }
  for (int round = 0; round < 60; ++round) {
    const std::string subject = "http://e/r" + std::to_string(round) + "/";
    ASSERT_TRUE(index_.replace_graph("http://e/extra", samples::numbered_triples(100, subject)));
  }
  for (std::thread& reader : readers) reader.join();
  EXPECT_EQ(wrong, 0) << "each query sees a whole state";
}

}  // namespace
}  // namespace kilograph::knowledge::index
