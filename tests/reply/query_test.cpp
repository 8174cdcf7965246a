// What `query` refuses as wrong use.
#include <gmock/gmock.h>

#include "reply/workplace.hpp"

namespace kilograph::reply {
namespace {

using ::testing::HasSubstr;

class Query : public tests::Workplace {};

TEST_F(Query, ALimitOfNothingIsWrongUse) {
  for (const char* limit : {"timeout", "max-rows", "max-memory"}) {
    const auto refused = run("query", {{"query", "ASK {}"}, {limit, "0"}});
    ASSERT_FALSE(refused) << limit;
    EXPECT_EQ(error_kind_row(refused.error().kind).exit_code, 2) << limit;
    EXPECT_EQ(refused.error().where, "--" + std::string(limit));
    EXPECT_FALSE(refused.error().advice.empty());
  }
  EXPECT_TRUE(run("query", {{"query", "ASK {}"}, {"timeout", "999999999999999999"}}));
}

TEST_F(Query, AnExampleInThePublishedTermsSaysWhatIsMissing) {
  const auto published = ask<QueryResults>("query", {{"example", "devices-for-a-model-published"}});
  EXPECT_EQ(published.row_count, 0u);
  EXPECT_THAT(published.hint, HasSubstr("--example devices-for-a-model"));
  EXPECT_TRUE(ask<QueryResults>("query", {{"example", "devices-for-a-model"}}).hint.empty());
}

TEST_F(Query, AMisspeltTermHasItsNearestHoweverItIsWritten) {
  for (const char* term : {"kg:Mesurement", "<https://w3id.org/kilograph/ns#Mesurement>"}) {
    const auto rows = ask<QueryResults>("query", {{"query", "SELECT * { ?one a " + std::string(term) + " }"}});
    EXPECT_THAT(rows.hint, HasSubstr("kg:Mesurement is no term of the vocabulary, the nearest is kg:Measurement"));
  }
  EXPECT_EQ(ask<QueryResults>("query",
                              {{"query", "PREFIX kg: <https://w3id.org/kilograph/ns#> SELECT * { ?a kg:describes 1 }"}})
                .hint,
            "");
}

TEST_F(Query, AMisspeltTaskOfARankingHasItsNearest) {
  ask<AddAnswer>("add", {{"path", models()}});
  const auto ranking = ask<RankAnswer>("rank", {{"task", "gesure"}});
  EXPECT_THAT(ranking.hint, HasSubstr("no model is about 'gesure'"));
  EXPECT_EQ(ask<RankAnswer>("rank", {{"task", "gesture"}}).hint, "");
}

TEST_F(Query, AMisspeltBeginningOfAnExampleHasItsNearest) {
  const auto answered = run("query", {{"example", "what-chnged"}});
  ASSERT_FALSE(answered);
  EXPECT_NE(answered.error().advice.find("The nearest is 'what-changed-since'"), std::string::npos);
}

TEST_F(Query, AFormatThatTheAnswerCannotTakeIsWrongUse) {
  const auto rows = run("query", {{"query", "SELECT (1 AS ?one) {}"}, {"format", "ttl"}});
  ASSERT_FALSE(rows);
  EXPECT_EQ(error_kind_row(rows.error().kind).exit_code, 2);
  EXPECT_THAT(rows.error().advice, HasSubstr("SELECT and ASK give rows"));
  const auto graph = run("query", {{"query", "CONSTRUCT WHERE { ?s ?p ?o }"}, {"format", "csv"}});
  ASSERT_FALSE(graph);
  EXPECT_EQ(error_kind_row(graph.error().kind).exit_code, 2);
  EXPECT_THAT(graph.error().advice, HasSubstr("--format ttl"));
}

}  // namespace
}  // namespace kilograph::reply
